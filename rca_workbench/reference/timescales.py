"""The clocks of the field: who must be told or sent what, from which event, in how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import cast

from rca_workbench.model import ClockUnit
from rca_workbench.reference.sheet import Checked, Row, sheet, text, unchecked_mark
from rca_workbench.reference.versions import list_version


@dataclass(frozen=True, slots=True)
class Suggested:
    """A length that is common locally where law and policy give none: to be taken as a local target only."""

    length: int
    unit: ClockUnit
    basis: str


@dataclass(frozen=True, slots=True)
class Timescale:
    """One clock of the list.

    `length` and `unit` are there where a due date can be counted; `said_unit` is the unit as the list words it.
    `usual` is a range (from, to) that is usual and binds nobody.
    """

    id: str
    framework: str
    what: str
    starts: str
    to: str
    length: int | None
    unit: ClockUnit | None
    said_unit: str
    usual: tuple[int, int] | None
    statutory: bool
    kind: str
    status: str
    note: str
    suggested: Suggested | None
    checked: Checked

    @property
    def computable(self) -> bool:
        """Whether a due date follows from a start."""
        return self.length is not None and self.unit is not None

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@cache
def clock_rows() -> Mapping[str, Timescale]:
    """Every clock of the list by its id, in the order of the list."""
    page = sheet("domain", "timescales.json")
    rows = (_timescale(row, page.checked_row(row)) for row in page.rows("clocks"))
    return MappingProxyType({row.id: row for row in rows})


def clock_row(id: str) -> Timescale | None:
    """The clock with that id; None where the list has none, as for a clock of one's own."""
    return clock_rows().get(id)


def timescales_version() -> str:
    """Which edition of the list it is, to be stamped on what is started from it."""
    return list_version("timescales")


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """Whose bank holidays they are, and between which years they have been published."""

    nation: str
    subdivision: str
    name: str
    published_from: int
    published_to: int
    note: str
    days: Mapping[int, frozenset[date]]
    """The published ones that fall on a weekday, by year."""


@cache
def bank_holidays(nation: str) -> BankHolidays:
    """What is known of the bank holidays of a nation (`model.Nation`)."""
    row = next(row for row in sheet("domain", "bank_holidays.json").rows("nations") if row["id"] == nation)
    return BankHolidays(
        nation=text(row, "id"),
        subdivision=text(row, "subdivision"),
        name=text(row, "name"),
        published_from=int(text(row, "published_from")),
        published_to=int(text(row, "published_to")),
        note=text(row, "note"),
        days=bank_holidays(text(row, "same_as")).days if "same_as" in row else _days(cast(Row, row["days"])),
    )


def law_nation() -> str:
    """Whose bank holidays count for clocks set by law, which says "in England and Wales"."""
    return str(sheet("domain", "bank_holidays.json").content["law"])


def _days(years: Row) -> Mapping[int, frozenset[date]]:
    return MappingProxyType(
        {
            int(year): frozenset(date.fromisoformat(f"{year}-{day}") for day in cast(tuple[str, ...], days))
            for year, days in years.items()
        }
    )


_UNITS = {
    "working days": ClockUnit.WORKING_DAYS,
    "calendar days": ClockUnit.CALENDAR_DAYS,
    "hours": ClockUnit.HOURS,
    "weeks": ClockUnit.WEEKS,
    "months": ClockUnit.MONTHS,
}


def _timescale(row: Row, checked: Checked) -> Timescale:
    length = row["length"]
    counted = length if isinstance(length, int) and row["computable"] else None
    usual = tuple(int(str(one)) for one in length) if isinstance(length, tuple) else None
    suggested = cast(Row | None, row.get("suggested_default"))
    said = text(row, "unit")
    return Timescale(
        id=text(row, "id"),
        framework=text(row, "framework"),
        what=text(row, "requirement"),
        starts=text(row, "clock_start"),
        to=text(row, "deliver_to"),
        length=counted,
        unit=_UNITS[said] if counted is not None else None,
        said_unit=said,
        usual=(usual[0], usual[-1]) if usual else None,
        statutory=bool(row["statutory"]),
        kind=text(row, "kind"),
        status=text(row, "status"),
        note=text(row, "note"),
        suggested=Suggested(
            int(text(suggested, "length")), _UNITS[text(suggested, "unit")], text(suggested, "basis")
        )
        if suggested
        else None,
        checked=checked,
    )
