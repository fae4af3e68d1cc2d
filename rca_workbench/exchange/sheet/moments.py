"""Times of a sheet: what a cell knows is taken as it is, what it says is read as if somebody had typed it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from rca_workbench.exchange.sheet.cells import Cell, shown
from rca_workbench.exchange.sheet.contents import SERIALS
from rca_workbench.exchange.sheet.roles import Layout, Zone
from rca_workbench.exchange.sheet.uk_clock import FIRST_YEAR, came_twice, uk_wall
from rca_workbench.model import Time, TimeKind
from rca_workbench.model.time_words import EntryRef, read_time

Find = Callable[[str], EntryRef | None]


class Moment(NamedTuple):
    """How the time of a row was read."""

    time: Time | None
    """None where nothing can be kept."""
    problem: str = ""
    """What is wrong, or doubtful where there is a time."""
    counted: bool = False
    """True where it is counted from another row."""


_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_CLOCK = r"(\d{1,2}(?=[:.])|\d{2}(?=\d{2}))[:.]?(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]m)?"
_WORD_ZONE = r"Z|UTC|GMT|BST|\+(?:0\d|1[0-4]):?(?:00|15|30|45)"
_ZONE = rf"\s*({_WORD_ZONE})?"
_ISO_ZONE = rf"\s*({_WORD_ZONE}|-(?:0\d|1[0-2]):?(?:00|15|30|45))?"
"""Behind a clock time without a date or seconds, -14:40 is where a stretch ends, not an offset."""
_ISO = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d)(?:T{_CLOCK}{_ISO_ZONE}|\s+{_CLOCK}{_ZONE})?", re.IGNORECASE)
_SLASHED = re.compile(rf"(\d{{4}})[/.](\d{{1,2}})[/.](\d{{1,2}})(?:[T\s]\s*{_CLOCK}{_ZONE})?", re.IGNORECASE)
_COMPACT = re.compile(
    r"((?:19|20)\d\d)(0\d|1[0-2])([0-3]\d)(?:[T\s]?([0-2]\d)([0-5]\d)([0-5]\d)?()(Z)?)?", re.IGNORECASE
)
_NUMBERS = re.compile(
    rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d{{2}})(?:,?\s+{_CLOCK}{_ZONE})?", re.IGNORECASE
)
_NAMED = re.compile(
    rf"(\d{{1,2}})[-\s]([a-z]{{3}})[a-z]{{0,6}}[-,\s]+(\d{{4}}|\d{{2}})(?:,?\s+{_CLOCK}{_ZONE})?",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"{_CLOCK}{_ZONE}", re.IGNORECASE)
_OFFSET_BEHIND = re.compile(
    rf"(?<=[\dm])\s*({_WORD_ZONE}|(?<=:\d\d:\d\d)\s?-(?:0\d|1[0-2]):?(?:00|15|30|45))$", re.IGNORECASE
)
_HOURS_BEHIND = re.compile(r"(?<=\d)\s*h(?:rs|ours)?\.?$", re.IGNORECASE)
_ANY_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_HYPHENS = re.compile(r"(?<!\d)(\d{1,2})-([a-z]{3,9})-(\d{4}|\d{2})(?!\d)", re.IGNORECASE)
_NOISE = timedelta(microseconds=500)
"""Excel keeps moments as parts of a day, which miss the second by a little."""

_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


class Moments:
    """Reads the times of one sheet in the order of its rows.

    Args:
        layout: which order of day and month, which clock, from when days are counted.
        now: today, for dates without a year.
        find: the row a code points to.
    """

    def __init__(self, layout: Layout, now: date, find: Find | None) -> None:
        self._layout = layout
        self._now = now
        self._find = find
        self._epoch = _EPOCHS[layout.since_1904]
        self._known: dict[tuple[Cell, Cell, date | None], Moment] = {}

    def read(self, day: Cell, clock: Cell, near: date | None) -> Moment:
        """The moment that a date and a time of day say, either of them empty; both in one stand in `day`.

        Args:
            day: a date, or a date and time.
            clock: a time of day.
            near: the day of the row above.
        """
        key = (day, clock, near)
        try:
            return self._known[key]
        except KeyError:
            pass
        known = self._better(day)
        found = self._read(known, self._better_clock(clock), near)
        if known is not day and isinstance(known, date) and found.time is not None and not found.time.said:
            found = found._replace(time=replace(found.time, said=f"{shown(day)} {shown(clock)}".strip()))
        if not found.counted:
            self._known[key] = found
        return found

    def _read(self, day: Cell, clock: Cell, near: date | None) -> Moment:
        if clock == "":
            return self._one(day, near)
        if day == "":
            return self._one(clock, near)
        doubt = words = ""
        if isinstance(day, date):
            on = day.date() if isinstance(day, datetime) else day
        else:
            of_day = self._one(day, near)
            if of_day.time is None or of_day.time.kind is not TimeKind.DATE or of_day.time.start is None:
                return self._words(f"{shown(day)} {shown(clock)}", near)
            on, doubt, words = date.fromisoformat(of_day.time.start), of_day.problem, f"{day} {shown(clock)}"
        if isinstance(clock, datetime):
            clock = clock.time()
        read = self._one(clock, on)
        made = read.time
        if made is not None and not words and made.said and not isinstance(clock, time):
            words = f"{shown(day)} {made.said}"
        if made is not None and words and not read.counted:
            made = replace(made, said=words)
        return Moment(made, read.problem or doubt, read.counted)

    def _one(self, cell: Cell, near: date | None) -> Moment:
        if isinstance(cell, datetime):
            return self._known_moment(cell)
        if isinstance(cell, date):
            return Moment(Time(TimeKind.DATE, cell.isoformat()))
        if isinstance(cell, time):
            if near is None:
                return Moment(
                    None, "There is a time of day, but no day: neither in this row nor in one above."
                )
            return self._known_moment(datetime.combine(near, cell))
        return self._words(shown(cell), near)

    def _known_moment(self, at: datetime) -> Moment:
        """A moment the file itself knows."""
        at = (at + _NOISE).replace(microsecond=0)
        if self._layout.zone is Zone.UTC:
            wall, problem = _from_utc(at)
            return Moment(Time(TimeKind.DATETIME, _iso(wall), said=f"{_iso(at).replace('T', ' ')}Z"), problem)
        return Moment(Time(TimeKind.DATETIME, _iso(at)))

    # What cells say in numbers only

    def _better(self, cell: Cell) -> Cell:
        """A number or a length that stands for a day as what it stands for."""
        if isinstance(cell, str):
            cell = cell.strip()
            try:
                number = float(cell) if 5 <= len(cell) <= 24 and cell[:5].isdecimal() else 0.0
            except ValueError:
                return cell
            return self._from_serial(number) if SERIALS[0] < number < SERIALS[1] else cell
        if isinstance(cell, bool):
            return shown(cell)
        if isinstance(cell, int | float):
            return (
                self._from_serial(cell) if 1 <= cell < 2_958_466 and cell > 2400 else self._better_clock(cell)
            )
        return self._better_clock(cell) if isinstance(cell, timedelta) else cell

    def _from_serial(self, number: float) -> Cell:
        at = self._epoch + timedelta(seconds=round(number * 86_400))
        return at if at.time() != time() else at.date()

    def _better_clock(self, cell: Cell) -> Cell:
        """A time of day kept as a part of a day, as a length since midnight, or as four digits without a colon."""
        if isinstance(cell, str):
            return cell.strip()
        if isinstance(cell, bool):
            return shown(cell)
        if isinstance(cell, timedelta):
            seconds = round(cell.total_seconds())
            return (
                (datetime.min + timedelta(seconds=seconds)).time() if 0 <= seconds < 86_400 else shown(cell)
            )
        if isinstance(cell, float) and 0 <= cell < 1:
            return (datetime.min + timedelta(seconds=round(cell * 86_400) % 86_400)).time()
        if isinstance(cell, int | float) and cell == int(cell) and 0 <= cell < 2400:
            return f"{int(cell):04}"
        return cell

    # What cells say in words

    def _words(self, said: str, near: date | None) -> Moment:
        said = said.strip()
        if not said:
            return Moment(Time(TimeKind.ORDER_ONLY))
        return self._fast(said, near) or self._slowly(said, near)

    def _fast(self, said: str, near: date | None) -> Moment | None:
        """The shapes most sheets hold; None for every other, and for what makes no sense."""
        doubt = ""
        if match := _ISO.fullmatch(said):
            year, month, day, *both = match.groups()
            rest = both[:5] if both[0] is not None else both[5:]
        elif match := _SLASHED.fullmatch(said) or _COMPACT.fullmatch(said):
            year, month, day, *rest = match.groups()
        elif match := _NUMBERS.fullmatch(said):
            one, _, other, year, *rest = match.groups()
            day, month, doubt = self._ordered(one, other)
        elif match := _NAMED.fullmatch(said):
            day, name, year, *rest = match.groups()
            month = str(_MONTHS.get(name.lower(), 0))
        elif near is not None and (match := _ALONE.fullmatch(said)):
            rest = list(match.groups())
            year, month, day = str(near.year), str(near.month), str(near.day)
        else:
            return None
        if len(year) == 2:
            year = _whole_year(year, self._now)
        hour, minute, second, half, zone = rest
        try:
            on = date(int(year), int(month), int(day))
            if hour is None:
                return Moment(Time(TimeKind.DATE, on.isoformat(), said=said), doubt)
            hours = int(hour)
            if half:
                if not 1 <= hours <= 12:
                    return None
                hours = hours % 12 + (12 if half.lower() == "pm" else 0)
            at = datetime(on.year, on.month, on.day, hours, int(minute), int(second or 0))
        except ValueError:
            return None
        iso = at.isoformat()[: 19 if second else 16]
        wall, problem = self._converted(Time(TimeKind.DATETIME, iso, said=said), zone)
        return Moment(wall, doubt or problem)

    def _ordered(self, one: str, other: str) -> tuple[str, str, str]:
        """Day and month of two numbers, and what is doubtful about that."""
        first, second = int(one), int(other)
        day_first = self._layout.day_first
        day, month = (one, other) if day_first else (other, one)
        if int(month) > 12 >= int(day):
            return month, day, f"There is no month {int(month)}, so {int(day)} was taken for the month."
        if self._layout.day_settled or first == second or max(first, second) > 12:
            return day, month, ""
        return (
            day,
            month,
            (
                f"{one}/{other} may be {int(day)} {_NAMES[int(month)]} or {int(month)} {_NAMES[int(day)]}. "
                f"It was read as {int(day)} {_NAMES[int(month)]}."
            ),
        )

    def _slowly(self, said: str, near: date | None) -> Moment:
        words, zone = said, None
        if match := _OFFSET_BEHIND.search(said):
            words, zone = said[: match.start()].rstrip(), match[1]
        words = _HOURS_BEHIND.sub("", words)
        doubts: list[str] = []

        def iso(match: re.Match[str]) -> str:
            day, month, doubt = self._ordered(match[1], match[3])
            doubts.append(doubt)
            year = match[4] if len(match[4]) == 4 else _whole_year(match[4], self._now)
            return f"{int(day)}/{int(month)}/{year}"

        words = _HYPHENS.sub(r"\1 \2 \3", _ANY_NUMBERS.sub(iso, words))
        counted = False

        def find(name: str) -> EntryRef | None:
            nonlocal counted
            counted = True
            return self._find(name) if self._find else None

        read = read_time(words, near=near, find=find, now=self._now)
        if read.time is None:
            return Moment(None, read.problem, counted)
        if read.time.kind is TimeKind.UNKNOWN and read.echo.startswith("kept as said"):
            return Moment(
                Time(TimeKind.UNKNOWN, said=said), f"{read.echo[:1].upper()}{read.echo[1:]}.", counted
            )
        doubt = next((one for one in doubts if one), "") or read.problem
        if not doubt and "the year taken as" in read.echo:
            doubt = f"It says no year: it {read.echo}."
        made, problem = self._converted(replace(read.time, said=said), zone)
        return Moment(made, doubt or problem, counted)

    def _converted(self, made: Time, zone: str | None) -> tuple[Time, str]:
        """A time with a clock, moved to the clock on a UK wall where it was read from another."""
        minutes = _minutes(zone) if zone else (0 if self._layout.zone is Zone.UTC else None)
        if minutes is None:
            return made, ""
        problem = ""

        def moved(iso: str | None) -> str | None:
            nonlocal problem
            if iso is None or len(iso) < 16:
                return iso
            wall, wrong = _from_utc(datetime.fromisoformat(iso) - timedelta(minutes=minutes))
            problem = problem or wrong
            return wall.isoformat()[: len(iso)]

        return replace(made, start=moved(made.start), end=moved(made.end)), problem


_NAMES = (
    "",
    *"January February March April May June July August September October November December".split(),
)


def _whole_year(two: str, now: date) -> str:
    """Two digits are the year they last stood for, next year at the latest."""
    year = now.year // 100 * 100 + int(two)
    return str(year - 100 if year > now.year + 1 else year)


def _minutes(zone: str) -> int:
    """How far a zone is ahead of UTC."""
    word = zone.upper()
    if word in ("Z", "UTC", "GMT"):
        return 0
    if word == "BST":
        return 60
    digits = word[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if word[0] == "-" else minutes


def _from_utc(at: datetime) -> tuple[datetime, str]:
    if at.year < FIRST_YEAR:
        return at, f"Clock changes before {FIRST_YEAR} are not known here: the time stands as UTC."
    wall = uk_wall(at)
    if not came_twice(at):
        return wall, ""
    return wall, f"Clocks went back that night: {wall:%H:%M} came twice. This was {at:%H:%M} UTC."


def _iso(at: datetime) -> str:
    return at.isoformat()[: 19 if at.second else 16]
