"""The wall clock: seconds on one long axis, and the ISO texts that name a stretch of it.

Seconds are whole and count from 1 January of year 1. There are no zones and no jumps: when clocks change, an hour
is missing or comes twice on the wall, and times stay as the people there read them. A length across such a
night is therefore out by an hour, and nothing here pretends to know better.
"""

import calendar
import re
from datetime import date, datetime
from functools import lru_cache

MINUTE = 60
HOUR = 3600
DAY = 86_400

MONTHS = tuple(calendar.month_name)
"""Names of the months; the first is empty, so that they count from one."""

WEEKDAYS = tuple(calendar.day_name)

YEAR, MONTH, DATE, HOUR_OF_DAY, MINUTE_OF_DAY, SECOND_OF_DAY = range(1, 7)
"""How deep an ISO text goes: `parts` gives that many numbers."""

_LAST = date.max.toordinal() * DAY - 1
"""The last second of the year 9999."""

_CLOCK = {
    f"{hour:02}:{minute:02}": hour * HOUR + minute * MINUTE for hour in range(24) for minute in range(60)
}
"""Seconds since midnight of every time of day in minutes: most texts of a large case end with one."""

_ISO = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2})(?::([0-9]{2})(?::([0-9]{2}))?)?)?)?)?"
)


def parts(iso: str) -> tuple[int, ...]:
    """Year, month, day, hour, minute and second, as many as the text names. Raises ValueError where it is none."""
    match = _ISO.fullmatch(iso) if len(iso) <= 19 else None
    if match is None:
        raise ValueError(f"“{iso[:40]}” is not a date or time such as 2019-04-22T14:20")
    return tuple(int(part) for part in match.groups() if part is not None)


def iso_of(numbers: tuple[int, ...]) -> str:
    """The opposite of `parts`. The numbers are taken as they are; `span` says whether they exist."""
    text = f"{numbers[0]:04}"
    for mark, number in zip("--T::", numbers[1:], strict=False):
        text += f"{mark}{number:02}"
    return text


def span(iso: str) -> tuple[int, int]:
    """First and last second of what an ISO text names. Raises ValueError in words, such as for 31 February."""
    if len(iso) == 16 and iso[10] == "T":
        clock = _CLOCK.get(iso[11:])
        if clock is not None:
            start = _day(iso[:10]) + clock
            return start, start + MINUTE - 1
    elif len(iso) == 10:
        day = _day(iso)
        return day, day + DAY - 1
    return _span(parts(iso))


def moment(seconds: int) -> datetime:
    """The wall clock at a number of seconds, without a zone.

    The nearest there is where the years 1 to 9999 do not hold it, as around the last day of them.
    """
    day, rest = divmod(min(max(seconds, 0), _LAST), DAY)
    return datetime.fromordinal(day + 1).replace(
        hour=rest // HOUR, minute=rest // MINUTE % 60, second=rest % 60
    )


def day_start(day: date) -> int:
    """The first second of a day."""
    return (day.toordinal() - 1) * DAY


@lru_cache(maxsize=4096)
def _day(iso: str) -> int:
    numbers = parts(iso)
    if len(numbers) != DATE:
        raise ValueError(f"“{iso}” is not a date such as 2019-04-22")
    return _span(numbers)[0]


def _span(numbers: tuple[int, ...]) -> tuple[int, int]:
    year, month, day, hour, minute, second = (*numbers, *(0,) * (6 - len(numbers)))
    if year < 1:
        raise ValueError("the year 0000 does not exist")
    if len(numbers) == YEAR:
        return day_start(date(year, 1, 1)), day_start(date(year, 12, 31)) + DAY - 1
    if not 1 <= month <= 12:
        raise ValueError(f"{month} is not a month")
    length = calendar.monthrange(year, month)[1]
    if len(numbers) == MONTH:
        return day_start(date(year, month, 1)), day_start(date(year, month, length)) + DAY - 1
    if not 1 <= day <= length:
        raise ValueError(f"{day} {MONTHS[month]} does not exist. {MONTHS[month]} {year} has {length} days")
    start = day_start(date(year, month, day))
    if len(numbers) == DATE:
        return start, start + DAY - 1
    if hour > 23 or minute > 59 or second > 59:
        clock = ":".join(f"{number:02}" for number in numbers[3:])
        raise ValueError(f"{clock} is not a time of day")
    start += hour * HOUR + minute * MINUTE + second
    return start, start + {HOUR_OF_DAY: HOUR, MINUTE_OF_DAY: MINUTE, SECOND_OF_DAY: 1}[len(numbers)] - 1
