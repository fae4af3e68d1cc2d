"""Working days of the four nations: any day but Saturday, Sunday and a bank holiday.

The published dates stand in `resources/domain/bank_holidays.json`. Those of other years are worked out by their rule, with
the `holidays` package and without a network; one-off holidays of later years cannot be among them.
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


def is_bank_holiday(day: date, nation: Nation) -> bool:
    """Whether a weekday is a bank holiday; one that falls on a weekend is taken on a weekday in its place."""
    return day in _off(nation, day.year)


def is_working_day(day: date, nation: Nation) -> bool:
    """Whether work is expected on a day."""
    return day.weekday() < 5 and day not in _off(nation, day.year)


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
            for day in _off(nation, year)
            if start < day <= end
        )
    )


@cache
def _off(nation: Nation, year: int) -> frozenset[date]:
    """The bank holidays of a year that fall on a weekday."""
    known = bank_holidays(nation)
    published = known.days.get(year)
    if published is not None:
        return published
    # Slow to load, and only for years that have not been published.
    from holidays.countries.united_kingdom import UnitedKingdom

    made = UnitedKingdom(subdiv=known.subdivision, years=year)  # type: ignore[no-untyped-call]
    return frozenset(day for day in made if day.weekday() < 5)


@cache
def _working_days(nation: Nation, year: int) -> tuple[int, ...]:
    """The working days of a year as ordinals, so that counting is looking up a place and not walking."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    off = {day.toordinal() for day in _off(nation, year)}
    return tuple(one for one in range(first, last + 1) if one % 7 not in _WEEKEND and one not in off)


_WEEKEND = (6, 0)
"""Ordinals of Saturdays and Sundays, by sevens: 1 January of year 1 was a Monday."""


def _up_to(day: date, nation: Nation) -> int:
    """How many working days of its year lie up to a day, itself among them."""
    return bisect_right(_working_days(nation, day.year), day.toordinal())
