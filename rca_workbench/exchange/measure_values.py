"""Values of a measure from a spreadsheet, a file of separated values or a pasted table: which columns, which days.

Values stay as they were written; what a chart makes of them is for `analysis.spc`. Nothing is taken in here: a reader
sees what was read, row by row, before it becomes one step.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rca_workbench.analysis.spc import read_number
from rca_workbench.exchange.sheet import Cell, Row, Sheet, Workbook, shown
from rca_workbench.exchange.sheet.contents import days_first
from rca_workbench.model import DataPoint
from rca_workbench.model.time import TimeKind
from rca_workbench.model.time_words import read_time

NO_VALUE = "no value"
ONLY_DAYS = (
    "There are only days, and no values. If each is a day on which it happened, choose “Each event” as how often in "
    "Details of the measure, and bring them in again."
)
MOST = 5_000
"""Rows that are read: a value each day for 13 years."""
_COLUMNS = {
    "on": "date day month week period quarter time event when",
    "denominator": "denominator total outof opportunities admissions beddays patients discharges n",
    "value": "value count numerator number measure result rate percent percentage score figure yes met",
    "note": "note notes comment comments annotation remark",
}
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})[ \-/'’.]*(\d{2}|\d{4})")
_NUMBERS = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_MONTH_NUMBER = re.compile(r"(\d{1,2})/(\d{4})|(\d{4})-(\d{1,2})")
_QUARTER = re.compile(r"Q([1-4])[ \-/]*(\d{4})|(\d{4})[ \-/]*Q([1-4])", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"^(?:w/?c|week (?:commencing|beginning|of)|month of|from)\s+", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur?|sun)(?:day)?,?\s+", re.IGNORECASE)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One row as read. With a `problem` it is not taken in."""

    place: str
    """Where it stands: "row 3"."""
    on: str = ""
    value: str = ""
    denominator: str = ""
    note: str = ""
    problem: str = ""
    known: bool = False
    """True where the measure has it already."""
    doubt: str = ""
    """What to look at in a row that comes in."""

    @property
    def comes_in(self) -> bool:
        return not self.problem and not self.known


@dataclass(frozen=True, slots=True)
class ValuesRead:
    """What was read, and how it was understood, in sentences."""

    rows: tuple[ValueRow, ...]
    notes: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[ValueRow, ...]:
        return tuple(row for row in self.rows if row.comes_in)


def read_values(
    book: Workbook, there: Iterable[DataPoint], today: date, *, events: bool = False
) -> ValuesRead:
    """The values in a workbook's fullest sheet. `events`: a day alone counts, as an event on that day.

    The same source twice changes nothing: rows the measure has already are marked as known.
    """
    sheet = max(book.sheets, key=lambda one: len(one.rows), default=None)
    if sheet is None:
        return ValuesRead(())
    filled = [at for at, row in enumerate(sheet.rows) if any(shown(cell).strip() for cell in row)][: MOST + 1]
    header, columns = _columns(sheet, filled, today)
    first_is_day = days_first(
        sheet.rows[at][columns["on"]] for at in filled if columns["on"] < len(sheet.rows[at])
    )
    notes = list(book.notes)
    if first_is_day is False:
        notes.append("The dates are read with the month first, as some can only be read so.")
    there = list(there)
    taken = Counter((one.on, one.value.strip(), one.denominator.strip()) for one in there)
    rows: list[ValueRow] = []
    for at in filled:
        if at == header or len(rows) >= MOST:
            continue
        row = _row(sheet, at, columns, today, month_first=first_is_day is False, events=events)
        key = (row.on, row.value, row.denominator)
        known = not row.problem and taken[key] > 0
        rows.append(replace(row, known=known))
        if events and known:
            taken[key] -= 1  # there may be two events on one day
        elif not events and not row.problem:
            taken[key] += 1
    if not events:
        rows = _doubted(rows, there)
        if rows and all(one.problem == NO_VALUE for one in rows):
            notes.append(ONLY_DAYS)
    days = [one.on for one in rows if one.on]
    if days != sorted(days):
        notes.append("The rows are not in order of their dates. The chart puts them in order.")
    if len(filled) > MOST:
        notes.append(f"Only the first {MOST:,} rows were read.")
    if header is not None:
        names = [f"{shown(sheet.rows[header][at])} as {_ROLE_WORDS[role]}" for role, at in columns.items()
                 if at < len(sheet.rows[header])]  # fmt: skip
        notes.append(f"Columns: {', '.join(names)}.")
    return ValuesRead(tuple(rows), tuple(notes))


def _doubted(rows: Sequence[ValueRow], there: Iterable[DataPoint]) -> list[ValueRow]:
    """The rows with what to look at: a second value of a day, and a unit that most values do not name."""
    new = [one for one in rows if one.comes_in]
    held = [(one.on, one.value) for one in there]
    days = Counter([one.on for one in new] + [on for on, _ in held])
    units = Counter(
        unit for text in ([one.value for one in new] + [value for _, value in held])
        if (unit := read_number(text).unit) or text.strip()
    )  # fmt: skip
    usual = max(units, key=lambda unit: units[unit], default="")

    def doubt(one: ValueRow) -> str:
        if not one.comes_in:
            return ""
        unit = read_number(one.value).unit
        said = ["same day as another value"] if days[one.on] > 1 else []
        if unit and unit != usual:
            said.append(f"in {unit}, and most others {f'in {usual}' if usual else 'name no unit'}")
        return "; ".join(said)

    return [replace(one, doubt=doubt(one)) for one in rows]


_ROLE_WORDS = {"on": "date", "value": "value", "denominator": "out of", "note": "note"}


def day_of(cell: Cell, today: date, *, month_first: bool = False) -> str:
    """The day a cell names, as ISO text; a month or quarter stands for its first day. Empty where it names none."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # A day as Excel counts it, where the cell was not marked as one.
        return (date(1899, 12, 30) + timedelta(days=int(cell))).isoformat() if 30_000 < cell < 60_000 else ""
    text = _WEEKDAY.sub("", _BEFORE_DAY.sub("", shown(cell).strip()))
    if not text or len(text) > 40:
        return ""
    if hit := _NUMBERS.fullmatch(text):
        return _numbers(hit[1], hit[2], hit[3], month_first)
    if hit := _MONTH_NUMBER.fullmatch(text):
        return _iso(int(hit[2] or hit[3]), int(hit[1] or hit[4]), 1)
    if (hit := _MONTH_YEAR.fullmatch(text)) and hit[1][:3].casefold() in _MONTHS:
        return _iso(_year(hit[2]), _MONTHS.index(hit[1][:3].casefold()) + 1, 1)
    if hit := _QUARTER.fullmatch(text):
        return _iso(int(hit[2] or hit[3]), 3 * int(hit[1] or hit[4]) - 2, 1)
    time = read_time(text, near=None, find=None, now=today).time
    if (
        time is None
        or time.start is None
        or time.kind not in (TimeKind.DATE, TimeKind.MONTH, TimeKind.DATETIME)
    ):
        return ""
    return time.start[:10] if len(time.start) >= 10 else f"{time.start[:7]}-01"


def _row(
    sheet: Sheet, at: int, columns: dict[str, int], today: date, *, month_first: bool, events: bool
) -> ValueRow:
    row = sheet.rows[at]
    place = sheet.place(at + 1)

    def cell(role: str) -> Cell:
        column = columns.get(role, -1)
        return row[column] if 0 <= column < len(row) else ""

    said = {role: shown(cell(role)).strip() for role in ("value", "denominator", "note")}
    on = day_of(cell("on"), today, month_first=month_first)
    problem = ""
    if not on:
        problem = f"“{shown(cell('on')).strip()}” names no day" if shown(cell("on")).strip() else "no date"
    elif not said["value"] and not events:
        problem = NO_VALUE
    elif said["value"] and (read := read_number(said["value"])).number is None:
        problem = f"“{said['value']}” is {read.problem}"
    elif said["denominator"] and read_number(said["denominator"]).number is None:
        problem = f"out of “{said['denominator']}” is no number"
    elif on > today.isoformat():
        problem = "the date is still to come"
    return ValueRow(place, on, said["value"], said["denominator"], said["note"], problem)


def _columns(sheet: Sheet, filled: Sequence[int], today: date) -> tuple[int | None, dict[str, int]]:
    """The row of titles, if there is one, and the column of each role."""
    first = sheet.rows[filled[0]] if filled else ()
    titled = bool(first) and not any(day_of(cell, today) or _numeric(cell) for cell in first)
    if titled and len(filled) > 1:
        found: dict[str, int] = {}
        for role, words in _COLUMNS.items():
            for at, cell in enumerate(first):
                said = re.sub(r"[^a-z ]", " ", shown(cell).casefold()).split()
                joined = "".join(said)
                if at not in found.values() and (set(said) & set(words.split()) or joined in words.split()):
                    found[role] = at
                    break
        if "on" in found:
            rest = [at for at in range(len(first)) if at not in found.values()]
            if "value" not in found and rest:
                found["value"] = rest.pop(0)
            body = [sheet.rows[at] for at in filled[1:200]]
            more = next(
                (at for at in rest if "value" in found and _holds_all(body, found["value"], at)), None
            )
            if "denominator" not in found and more is not None:
                found["denominator"] = more
            return filled[0], dict(sorted(found.items(), key=lambda pair: list(_ROLE_WORDS).index(pair[0])))
    body = [sheet.rows[at] for at in filled[1 if titled else 0 :]]
    return (filled[0] if titled else None), _by_contents(body, sheet.width, today)


def _by_contents(body: Sequence[Row], width: int, today: date) -> dict[str, int]:
    """Roles by what stands in the columns: the first with days, then numbers, then what they are out of, then words."""
    sample = body[:200]

    def share(at: int, good: object) -> float:
        cells = [row[at] for row in sample if at < len(row) and shown(row[at]).strip()]
        return sum(bool(good(one)) for one in cells) / len(cells) if cells else 0.0  # type: ignore[operator]

    on = next((at for at in range(width) if share(at, lambda cell: day_of(cell, today)) > 0.5), 0)
    found = {"on": on}
    for at in range(width):
        if at == on or at in found.values():
            continue
        numeric = share(at, _numeric) > 0.5
        if "value" not in found and (numeric or at == on + 1):
            found["value"] = at
        elif numeric and "denominator" not in found:
            found["denominator"] = at
        elif not numeric and "note" not in found and share(at, lambda cell: True):
            found["note"] = at
    return found


def _holds_all(body: Sequence[Row], part: int, whole: int) -> bool:
    """Whether a column can be what the values are out of: numbers throughout, and none smaller than its value."""
    pairs = [
        (read_number(shown(row[part])).number, read_number(shown(row[whole])).number)
        for row in body
        if max(part, whole) < len(row) and shown(row[whole]).strip()
    ]
    return bool(pairs) and all(all_of is not None and (one is None or one <= all_of) for one, all_of in pairs)


def _numeric(cell: Cell) -> bool:
    return read_number(shown(cell)).number is not None


def _numbers(one: str, two: str, three: str, month_first: bool) -> str:
    if len(one) == 4:
        return _iso(int(one), int(two), int(three))
    if len(three) not in (2, 4):
        return ""
    day, month = (int(two), int(one)) if month_first else (int(one), int(two))
    return _iso(_year(three), month, day)


def _year(said: str) -> int:
    return int(said) if len(said) == 4 else 2000 + int(said)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
