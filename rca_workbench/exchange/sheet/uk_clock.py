"""The clock on a UK wall at a moment of universal time.

Clocks go forward at 01:00 UTC on the last Sunday of March and back at 01:00 UTC on the last Sunday of October: the
Summer Time Order 2002 (SI 2002/262), and so since 1996. Windows has no table of zones that Python could ask.
"""

from datetime import date, datetime, timedelta
from functools import cache

FIRST_YEAR = 1996
"""Earlier years had other dates."""

_HOUR = timedelta(hours=1)


def uk_wall(universal: datetime) -> datetime:
    """What UK clocks showed at that universal time; both without a zone. Before 1996 it is returned as it is."""
    if universal.year < FIRST_YEAR:
        return universal
    forward, back = _summer(universal.year)
    return universal + _HOUR if forward <= universal < back else universal


def came_twice(universal: datetime) -> bool:
    """True in the two hours whose times of day UK clocks showed twice, as they went back."""
    if universal.year < FIRST_YEAR:
        return False
    back = _summer(universal.year)[1]
    return back - _HOUR <= universal < back + _HOUR


@cache
def _summer(year: int) -> tuple[datetime, datetime]:
    return _last_sunday(year, 3), _last_sunday(year, 10)


def _last_sunday(year: int, month: int) -> datetime:
    last = date(year, month, 31)
    day = last - timedelta(days=(last.weekday() + 1) % 7)
    return datetime(day.year, day.month, day.day, 1)
