"""Counting a length of time from a start: working days, days, weeks, months, hours, with pauses left out.

The rules are those of `resources/domain/timescales.json` (`unit_rules`): day 1 is the day after the start, a day ends at
its last second, weeks are seven days, a month ends on the same date or on the last day of the month, hours are hours of
the clock. Days of a pause do not count: the day it begins is the first that does not, the day it ends counts again.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rca_workbench.analysis.working_days import ONE_DAY, working_day_after, working_days_between
from rca_workbench.model import ClockUnit, Nation

LONGEST = {
    ClockUnit.WORKING_DAYS: 2_600,
    ClockUnit.CALENDAR_DAYS: 3_660,
    ClockUnit.WEEKS: 520,
    ClockUnit.MONTHS: 120,
    ClockUnit.HOURS: 87_600,
}
"""Ten years of each unit: what is longer is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: from `since` to the day before `until`; without one it goes on."""

    since: date
    until: date | None


def in_one(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same days without overlaps, in order. A pause that ends before it begins stands for no day."""
    joined: list[Pause] = []
    for one in sorted(pauses, key=lambda pause: pause.since):
        if one.until is not None and one.until <= one.since:
            continue
        last = joined[-1] if joined else None
        if last is not None and (last.until is None or one.since <= last.until):
            if last.until is not None:
                until = None if one.until is None else max(last.until, one.until)
                joined[-1] = Pause(last.since, until)
        else:
            joined.append(one)
    return tuple(joined)


def day_counted_to(
    start: date, length: int, unit: ClockUnit, pauses: tuple[Pause, ...], nation: Nation
) -> date | None:
    """The day on which so many days, weeks or months are over; None while an open pause stops the count.

    Months are turned into the days up to the same date first, so that a pause moves the end by just its own days.
    `pauses` do not overlap (`in_one`).
    """
    if unit is ClockUnit.WORKING_DAYS:
        return _working(start, length, pauses, nation)
    return _moved(start, _days(start, length, unit), pauses)


def counted_days(start: date, end: date, unit: ClockUnit, pauses: tuple[Pause, ...], nation: Nation) -> int:
    """How many days after `start` up to and with `end` count: working days in working days, else all."""
    if end <= start:
        return 0
    number = _apart(start, end, unit, nation)
    for pause in pauses:
        first = max(pause.since - ONE_DAY, start)
        last = end if pause.until is None else min(pause.until - ONE_DAY, end)
        if last > first:
            number -= _apart(first, last, unit, nation)
    return number


def moment_counted_to(
    start: datetime, hours: int, pauses: tuple[Pause, ...], zone: ZoneInfo
) -> datetime | None:
    """The minute at which so many hours are over, by the clock on the wall; None while an open pause stops the count.

    Where clocks change in between, an hour on the wall is missing or comes twice: hours are counted as they pass.
    """
    at = start.replace(tzinfo=zone).astimezone(UTC)
    left = timedelta(hours=hours)
    for pause in pauses:
        begins = datetime.combine(pause.since, time(), zone).astimezone(UTC)
        ends = None if pause.until is None else datetime.combine(pause.until, time(), zone).astimezone(UTC)
        if ends is not None and ends <= at:
            continue
        if at + left <= begins:
            break
        left -= max(begins - at, timedelta())
        if ends is None:
            return None
        at = max(at, ends)
    return (at + left).astimezone(zone).replace(tzinfo=None)


def time_between(start: datetime, end: datetime, zone: ZoneInfo) -> timedelta:
    """How long passes from one time on the wall to another: an hour more or less where clocks change in between."""
    return end.replace(tzinfo=zone).astimezone(UTC) - start.replace(tzinfo=zone).astimezone(UTC)


def months_after(day: date, count: int) -> date:
    """The same date so many months on; the last day of that month where it has no such date."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of(day: date) -> datetime:
    """The last second of a day."""
    return datetime.combine(day, time(23, 59, 59))


def paused_days(pauses: tuple[Pause, ...], start: date, end: date) -> int:
    """How many days after `start` up to and with `end` lie in a pause."""
    total = 0
    for pause in pauses:
        first = max(pause.since, start + ONE_DAY)
        last = end + ONE_DAY if pause.until is None else min(pause.until, end + ONE_DAY)
        total += max(0, (last - first).days)
    return total


def _days(start: date, length: int, unit: ClockUnit) -> int:
    if unit is ClockUnit.MONTHS:
        return (months_after(start, length) - start).days
    return length * 7 if unit is ClockUnit.WEEKS else length


def _working(start: date, length: int, pauses: tuple[Pause, ...], nation: Nation) -> date | None:
    day, left = start, length
    for pause in pauses:
        if pause.until is not None and pause.until <= day + ONE_DAY:
            continue
        before = working_days_between(day, max(day, pause.since - ONE_DAY), nation)
        if before >= left:
            break
        if pause.until is None:
            return None
        left -= before
        day = pause.until - ONE_DAY
    return working_day_after(day, left, nation)


def _moved(start: date, days: int, pauses: tuple[Pause, ...]) -> date | None:
    end = start + timedelta(days=days)
    for pause in pauses:
        if pause.until is not None and pause.until <= start:
            continue
        if pause.since > end:
            break
        if pause.until is None:
            return None
        end += pause.until - max(pause.since, start + ONE_DAY)
    return end


def _apart(start: date, end: date, unit: ClockUnit, nation: Nation) -> int:
    return working_days_between(start, end, nation) if unit is ClockUnit.WORKING_DAYS else (end - start).days
