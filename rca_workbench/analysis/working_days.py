"""Working days of the four nations: any day but Saturday, Sunday and a bank holiday.

The dates come from the `holidays` package, without a network. Up to which year they have been published stands in
`resources/domain/bank_holidays.json`; later ones are worked out by their rule, without one-off holidays.
"""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache

from rca_workbench.model import Nation
from rca_workbench.reference.timescales import bank_holidays, law_nation

ONE_DAY = timedelta(days=1)


def law_calendar() -> Nation:
    """Whose bank holidays count where law sets the clock (England and Wales have the same)."""
    return Nation(law_nation())


def known_to(nation: Nation) -> int:
    """The last year of which the bank holidays have been published."""
    return bank_holidays(nation).published_to


def bank_holiday(day: date, nation: Nation) -> str:
    """The name of the bank holiday on a day; empty where it is none."""
    return _names(nation, day.year).get(day, "")


def is_working_day(day: date, nation: Nation) -> bool:
    """Whether work is expected on a day."""
    return day.weekday() < 5 and day not in _names(nation, day.year)


def working_day_after(day: date, count: int, nation: Nation) -> date:
    """The `count`-th working day after a day; before it where `count` is below nothing; the day itself for none."""
    if not count:
        return day
    year, ordinal = day.year, day.toordinal()
    days = _working_days(nation, year)
    # Where the day would stand among the working days of its year, and from there year by year.
    at = bisect_right(days, ordinal) + count - 1 if count > 0 else bisect_left(days, ordinal) + count
    while at >= len(days):
        at -= len(days)
        year += 1
        days = _working_days(nation, year)
    while at < 0:
        year -= 1
        days = _working_days(nation, year)
        at += len(days)
    return date.fromordinal(days[at])


def working_days_between(start: date, end: date, nation: Nation) -> int:
    """How many working days after `start` up to and with `end`; below nothing where `end` comes first."""
    if end < start:
        return -working_days_between(end, start, nation)
    years = range(start.year, end.year)
    whole = sum(len(_working_days(nation, year)) for year in years)
    return whole + _up_to(end, nation) - _up_to(start, nation)


def bank_holidays_between(start: date, end: date, nation: Nation) -> tuple[date, ...]:
    """Bank holidays on weekdays after `start` up to and with `end`, in order."""
    return tuple(
        sorted(
            day
            for year in range(start.year, end.year + 1)
            for day in _weekday_holidays(nation, year)
            if start < day <= end
        )
    )


@cache
def _names(nation: Nation, year: int) -> dict[date, str]:
    # Slow to load, so only where working days are counted.
    from holidays.countries.united_kingdom import UnitedKingdom

    return dict(UnitedKingdom(subdiv=bank_holidays(nation).subdivision, years=year))  # type: ignore[no-untyped-call]


@cache
def _working_days(nation: Nation, year: int) -> tuple[int, ...]:
    """The working days of a year as ordinals, so that counting is looking up a place and not walking."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    off = {day.toordinal() for day in _names(nation, year)}
    return tuple(one for one in range(first, last + 1) if one % 7 not in _WEEKEND and one not in off)


_WEEKEND = (6, 0)
"""Ordinals of Saturdays and Sundays, by sevens: 1 January of year 1 was a Monday."""


def _up_to(day: date, nation: Nation) -> int:
    """How many working days of its year lie up to a day, itself among them."""
    return bisect_right(_working_days(nation, day.year), day.toordinal())


@cache
def _weekday_holidays(nation: Nation, year: int) -> tuple[date, ...]:
    return tuple(day for day in _names(nation, year) if day.weekday() < 5)
