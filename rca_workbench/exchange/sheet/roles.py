"""What a column stands for, and how the columns of a sheet are to be read."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What a column holds."""

    TIME = "time"
    DATE = "date"
    CLOCK = "clock"
    END = "end"
    WHO = "who"
    WHAT = "what"
    EXPECTED = "expected"
    NOTE = "note"
    LANE = "lane"
    KIND = "kind"
    FLAG = "flag"
    SOURCE = "source"
    PLACE = "place"
    REFERENCE = "reference"
    IGNORE = "ignore"

    @property
    def word(self) -> str:
        """As users read it."""
        return _WORDS[self]

    @property
    def several(self) -> bool:
        """True where more than one column may stand for it; their texts are joined."""
        return self in _SEVERAL


_WORDS = {
    Role.TIME: "Date and time",
    Role.DATE: "Date",
    Role.CLOCK: "Time of day",
    Role.END: "End",
    Role.WHO: "Who or what",
    Role.WHAT: "What happened",
    Role.EXPECTED: "What should have happened",
    Role.NOTE: "Note",
    Role.LANE: "Lane",
    Role.KIND: "Kind",
    Role.FLAG: "Flag",
    Role.SOURCE: "Source it names",
    Role.PLACE: "Page or place in that source",
    Role.REFERENCE: "Number or code of the row",
    Role.IGNORE: "Leave out",
}
_SEVERAL = frozenset((Role.WHAT, Role.NOTE, Role.FLAG, Role.EXPECTED, Role.IGNORE))


class Zone(StrEnum):
    """Which clock the times without an offset of their own were read from."""

    UK = "Europe/London"
    UTC = "UTC"


@dataclass(frozen=True, slots=True)
class Column:
    """What one column is taken for."""

    name: str
    """Its header; empty where it has none."""
    role: Role
    sure: float = 1.0
    """From 0, a guess in the dark, to 1: certain, or chosen by the user."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is to be read."""

    sheet: int
    """Which sheet, counted from 0."""
    header: int
    """The row of the headers, counted from 1; 0 where there is none. Rows above it are left out."""
    columns: tuple[Column, ...]
    day_first: bool = True
    """How 03/04/2025 is read: 3 April where True."""
    day_settled: bool = False
    """True where the sheet itself shows which comes first, as some day is above 12, or a user said so."""
    zone: Zone = Zone.UK
    since_1904: bool = False
    """True where bare numbers count days from 1 January 1904, as old Macs did; else from the end of 1899."""

    def column(self, role: Role) -> int | None:
        """The first column of a role, counted from 0."""
        found = self.all_of(role)
        return found[0] if found else None

    def all_of(self, role: Role) -> tuple[int, ...]:
        """Every column of a role."""
        return tuple(at for at, column in enumerate(self.columns) if column.role is role)

    def with_role(self, column: int, role: Role) -> "Layout":
        """The layout with one column's role as the user chose it; a role only one can have leaves the other."""
        columns = [
            replace(one, role=Role.IGNORE) if one.role is role and not role.several and at != column else one
            for at, one in enumerate(self.columns)
        ]
        columns[column] = replace(columns[column], role=role, sure=1.0)
        return replace(self, columns=tuple(columns))
