"""What a phrase about time leaves unsaid, filled in from around it, each assumption said in words."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from rca_workbench.model.time_phrases import PARTS, Misread, Said
from rca_workbench.model.wall_clock import DAY, MONTHS, WEEKDAYS, iso_of, span

NEEDS_DAY = "Time needs a day as well, like 0415 on 12 March. Nothing before it says which."


@dataclass(slots=True)
class Settled:
    """A moment as ISO text, and what had to be assumed."""

    start: str
    end: str | None = None
    """Set where the phrase names a stretch, such as a morning."""
    day_assumed: bool = False
    """The day was not said; it is that of the row above."""
    notes: list[str] = field(default_factory=list)
    """What was assumed, each ready to follow a comma."""
    doubt: str = ""
    """A sentence about something said that does not fit the rest."""


def settle(said: Said, near: date | None, like: Said | None = None, *, last: bool = False) -> Settled:
    """The moment a phrase means.

    Args:
        said: the phrase.
        near: the day of the row above.
        like: the other side of a range, whose date this side shares where it has none of its own.
        last: this is the later side of that range.

    Raises:
        Misread: the day does not exist, or cannot be known.
    """
    made = Settled("", notes=list(said.notes))
    if said.four:
        _year_or_clock(said, made, near, like)
    if like is not None:
        _share(said, like, last=last)
    numbers = _date(said, made, near)
    if said.has_clock:
        made.start = _with_clock(said, numbers)
    elif said.part:
        made.start, made.end = _part(said.part, numbers)
    else:
        made.start = iso_of(numbers)
        _real(made.start)
    return made


def _year_or_clock(said: Said, made: Settled, near: date | None, like: Said | None) -> None:
    """Four bare digits: a time of day where a day is known from around it, else a year that has begun."""
    year = int(said.four)
    if (near is None and not (like and like.has_date) and year <= said.now.year) or said.part in (
        "early",
        "mid",
        "late",
    ):
        said.year, said.hour, said.minute = year, None, None
        if not said.part:
            made.notes.append(f"for the time of day type {said.four[:2]}:{said.four[2:]} and the day")
    elif year <= said.now.year and not (like and like.has_date):
        made.notes.append(f"for the year type in {year}")
    said.four = ""


def _share(said: Said, like: Said, *, last: bool) -> None:
    """Take from the other side of a range what this one leaves out: the date, the month, the year, am or pm."""
    if said.bare and not like.has_clock and like.day is not None:
        said.day, said.hour, said.minute, said.bare = said.hour, None, None, False
    if not said.has_date:
        for name in ("year", "month", "day", "weekday", "shift", "ago"):
            setattr(said, name, getattr(like, name))
    elif said.month is None and said.day is not None:
        said.month, said.year = like.month, like.year
    elif said.year is None and said.month is not None:
        said.year = like.year
    if like.half and not said.half and said.hour is not None and 1 <= said.hour <= 12:
        same = said.hour % 12 + (12 if like.half == "pm" else 0)
        here, there = same * 60 + (said.minute or 0), (like.hour or 0) * 60 + (like.minute or 0)
        said.hour = same if (here >= there if last else here <= there) else (same + 12) % 24


def _date(said: Said, made: Settled, near: date | None) -> tuple[int, ...]:
    if said.ago is not None:
        return _numbers(said.now + timedelta(days=said.ago))
    if said.shift is not None:
        if near is None:
            raise Misread("Time needs a day before it to count from. A date works anywhere, like 12 March.")
        return _numbers(near + timedelta(days=said.shift))
    if said.month is not None:
        return _in_year(said, made, near)
    if said.year is not None:
        return (said.year,)
    if said.day is not None:
        return _in_month(said, made, near)
    if said.weekday is not None:
        return _numbers(_on_weekday(said.weekday, made, near, said.now))
    if near is None:
        raise Misread(NEEDS_DAY)
    made.day_assumed = True
    return _numbers(near)


def _in_year(said: Said, made: Settled, near: date | None) -> tuple[int, ...]:
    month = said.month or 1
    year = said.year
    if year is None:
        year = _likely_year(said, near)
        source = "the year taken from the row above" if near else "the year taken as the last one it fits"
        if near and year != near.year:
            source = f"the year {'after' if year > near.year else 'before'} that of the row above"
        made.notes.insert(0, source)
    if said.day is None:
        return year, month
    _real(iso_of((year, month, said.day)))
    _check_weekday(said, made, date(year, month, said.day))
    return year, month, said.day


def _check_weekday(said: Said, made: Settled, day: date) -> None:
    if said.weekday is not None and day.weekday() != said.weekday:
        made.doubt = (
            f"{day.day} {MONTHS[day.month]} {day.year} was a {WEEKDAYS[day.weekday()]}, "
            f"not a {WEEKDAYS[said.weekday]}. Check the day or the date."
        )


def _likely_year(said: Said, near: date | None) -> int:
    """The year of the row above, or its neighbour for a date just across the new year; else the last that fits."""
    month, day = said.month or 1, said.day or 1
    base = near.year if near else said.now.year
    if near:
        for year in (base - 1, base + 1):
            if 1 <= year <= 9999 and abs(_ordinal(year, month, day) - near.toordinal()) <= 31:
                there = abs(_ordinal(base, month, day) - near.toordinal())
                return year if there > 31 else base
        return base
    for year in range(base, base - 12, -1):
        if year < 1 or _ordinal(year, month, day) > said.now.toordinal():
            continue
        fits = (month, day) != (2, 29) or _leap(year)
        if fits and (said.weekday is None or _ordinal(year, month, day) % 7 == (said.weekday + 1) % 7):
            return year
    return base if _ordinal(base, month, day) <= said.now.toordinal() else base - 1


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _ordinal(year: int, month: int, day: int) -> int:
    """The day's number; days that do not exist count on into the next month."""
    return date(year, month, 1).toordinal() + day - 1


def _in_month(said: Said, made: Settled, near: date | None) -> tuple[int, ...]:
    if near is None:
        raise Misread(f"Time needs the month as well, like {said.day} March.")
    made.notes.insert(0, "the month taken from the row above")
    numbers = (near.year, near.month, said.day or 1)
    _real(iso_of(numbers))
    _check_weekday(said, made, date(*numbers))
    return numbers


def _on_weekday(weekday: int, made: Settled, near: date | None, now: date) -> date:
    made.notes.insert(
        0,
        f"the {'first' if near else 'last'} {WEEKDAYS[weekday]} {'from the row above' if near else 'there was'}",
    )
    if near:
        return near + timedelta(days=(weekday - near.weekday()) % 7)
    return now - timedelta(days=(now.weekday() - weekday) % 7)


def _with_clock(said: Said, numbers: tuple[int, ...]) -> str:
    if len(numbers) < 3:
        raise Misread("Time needs the day of the month beside a time of day, like 0415 on 12 March.")
    hour, minute, second = said.hour or 0, said.minute, said.second
    if said.part and not said.half and hour <= 12:
        late = any(part in said.part for part in ("afternoon", "evening")) or (
            "night" in said.part and hour > 5
        )
        hour = hour % 12 + 12 if late else hour % 12 if "morning" in said.part else hour
    if hour == 24:
        numbers, hour = _numbers(date(*numbers[:3]) + timedelta(days=1)), 0
    clock = [part for part in (hour, minute, second) if part is not None]
    iso = iso_of((*numbers, *clock))
    _real(iso)
    return iso


_LOOSE_DAY = {"early": ("00:00", "06:00"), "mid": ("10:00", "14:00"), "late": ("18:00", "23:59")}
_LOOSE_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_LOOSE_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def _part(part: str, numbers: tuple[int, ...]) -> tuple[str, str]:
    """From when to when a part of a day, month or year lasts."""
    _real(iso_of(numbers))
    if len(numbers) == 1 and part in _LOOSE_YEAR:
        first, last = _LOOSE_YEAR[part]
        return iso_of((*numbers, first)), iso_of((*numbers, last))
    if len(numbers) == 2 and part in _LOOSE_MONTH:
        first, last = _LOOSE_MONTH[part]
        length = span(iso_of(numbers))[1] - span(iso_of((*numbers, 1)))[0]
        return iso_of((*numbers, first)), iso_of((*numbers, min(last, length // DAY + 1)))
    if len(numbers) != 3:
        raise Misread(f"Time needs the day as well, like {part} of 4 January.")
    start, end, later = PARTS.get(part) or (*_LOOSE_DAY[part], 0)
    day = date(*numbers)
    return f"{day.isoformat()}T{start}", f"{(day + timedelta(days=later)).isoformat()}T{end}"


def _numbers(day: date) -> tuple[int, ...]:
    return day.year, day.month, day.day


def _real(iso: str) -> None:
    """Raises Misread where the date does not exist."""
    try:
        span(iso)
    except ValueError as fault:
        sentence = str(fault)
        raise Misread(f"{sentence[:1].upper()}{sentence[1:]}.") from None
