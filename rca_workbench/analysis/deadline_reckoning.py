"""A deadline in dates alone: when it is due, whether it was met, how it stands.

Kept apart from the words so that a library can ask of thousands of cases. What is taken where a time is uncertain stands
in `analysis.deadlines`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from rca_workbench.analysis.deadline_counting import (
    LONGEST,
    Pause,
    day_counted_to,
    end_of,
    in_one,
    moment_counted_to,
)
from rca_workbench.analysis.working_days import (
    ONE_DAY,
    known_to,
    law_calendar,
    working_day_after,
    working_days_between,
)
from rca_workbench.model import (
    CaseRecord,
    Clock,
    ClockChange,
    ClockChangeKind,
    ClockUnit,
    Nation,
    Time,
    TimeKind,
)
from rca_workbench.model.time import moment, window
from rca_workbench.reference.timescales import clock_row

UK = "Europe/London"
RISK_SHARE = 10
"""At risk: the last tenth of the time, and one working day before at least. The project's choice."""


class DeadlineState(StrEnum):
    """How a deadline stands."""

    NOT_STARTED = "not_started"
    PROMPT = "prompt"
    """No length is set: elapsed time only, never a due date."""
    RUNNING = "running"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    PAUSED = "paused"
    MET = "met"
    MET_LATE = "met_late"
    STOPPED = "stopped"


ENDED = frozenset((DeadlineState.MET, DeadlineState.MET_LATE, DeadlineState.STOPPED))
"""Nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Whose days count: the nation's bank holidays and the zone whose clock hangs on the wall."""

    nation: Nation
    zone: ZoneInfo

    @classmethod
    def of(cls, case: CaseRecord) -> "Counting":
        """As the case says; the clock of the UK where it names no zone that is known here."""
        return cls(case.nation, _zone(case.timezone))


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline as it stands: when it is due, how that was counted, and whether it was met.

    `due` is the last second in time; None where nothing is due: not started, no length, or paused without an end.
    `beyond`: it is counted in working days and lies after the last year whose bank holidays are published.
    `counting` says whose bank holidays count for it, and whose clock hangs on the wall. `before` is the due date before
    any extension, where one moved it.
    """

    clock: Clock
    state: DeadlineState
    started: datetime | None
    due: datetime | None
    met: datetime | None
    how: str
    beyond: bool
    counting: Counting
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A deadline in dates alone, without the words."""

    state: DeadlineState
    started: datetime | None
    due: datetime | None
    met: datetime | None
    before: datetime | None
    beyond: bool
    pauses: tuple[Pause, ...]
    nation: Nation


def reckon(clock: Clock, changes: Iterable[ClockChange], counting: Counting, now: datetime) -> Reckoned:
    """Where a deadline stands: the dates without the words, for those who ask of thousands."""
    changes = tuple(changes)
    nation = _calendar_of(clock, counting.nation)
    started = earliest(clock.started)
    pauses = _pauses(changes, now.date())
    try:
        counted = _counted(clock, started, pauses, nation, counting.zone)
        due, before = _extended(counted, clock.unit, changes, pauses, nation)
    except (OverflowError, ValueError):  # a slip such as the year 9999: there is no day to name
        due = before = None
    met = latest(clock.met)
    beyond = due is not None and clock.unit is ClockUnit.WORKING_DAYS and due.year > known_to(nation)
    state = _state(clock, started, due, met, pauses, nation, now)
    return Reckoned(state, started, due, met, before, beyond, pauses, nation)


def _calendar_of(clock: Clock, nation: Nation) -> Nation:
    """Whose bank holidays count: those the law names for a clock set by law, else those of the case's nation."""
    row = clock_row(clock.code) if clock.code else None
    return law_calendar() if row is not None and row.statutory and not clock.local else nation


def earliest(time: Time) -> datetime | None:
    """The first moment a time can stand for; None where that is open."""
    first = window(time).earliest
    return None if first is None else moment(first)


def latest(time: Time) -> datetime | None:
    """The last moment a time can stand for; where that is open, the first. A minute is one moment: its first second."""
    if time.kind is TimeKind.DATETIME:
        return earliest(time)
    found = window(time)
    last = found.latest if found.latest is not None else found.earliest
    return None if last is None else moment(last)


def _counted(
    clock: Clock, started: datetime | None, pauses: tuple[Pause, ...], nation: Nation, zone: ZoneInfo
) -> datetime | None:
    """The due date from start and length, or the one that was fixed; moved by pauses, before extensions."""
    length, unit = clock.length, clock.unit
    if length is None or unit is None:
        return _fixed(clock, started, pauses)
    if started is None or not 0 < length <= LONGEST[unit]:
        return None
    if unit is ClockUnit.HOURS:
        return moment_counted_to(started, length, pauses, zone)
    day = day_counted_to(started.date(), length, unit, pauses, nation)
    return None if day is None else end_of(day)


_BY_THE_END = (TimeKind.DATETIME, TimeKind.HOUR, TimeKind.DATE, TimeKind.MONTH, TimeKind.YEAR)


def _fixed(clock: Clock, started: datetime | None, pauses: tuple[Pause, ...]) -> datetime | None:
    """A date somebody fixed: the end of what was said; of an uncertain one, the end of its first day."""
    found = window(clock.due)
    if clock.due.kind in _BY_THE_END and found.latest is not None:
        due = moment(found.latest)
    else:
        first = found.earliest if found.earliest is not None else found.latest
        if first is None:
            return None
        due = end_of(moment(first).date())
    since = started.date() if started is not None else date.min
    for pause in pauses:
        if pause.until is not None and pause.until <= since:
            continue
        if pause.since > due.date():
            break
        if pause.until is None:
            return None
        due += pause.until - max(pause.since, since + ONE_DAY)
    return due


def _extended(
    counted: datetime | None,
    unit: ClockUnit | None,
    changes: tuple[ClockChange, ...],
    pauses: tuple[Pause, ...],
    nation: Nation,
) -> tuple[datetime | None, datetime | None]:
    """The furthest date agreed, and the date before it where an extension moved it.

    A pause that began after an extension was agreed moves the new date too, in the days the deadline is counted in: as
    many working days are left after it as before, elsewhere days of the calendar. The project's choice; no source says.
    """
    furthest: date | None = None
    for one in changes:
        to = _day(one.until)
        if one.change is not ClockChangeKind.EXTENSION or to is None:
            continue
        agreed = _day(one.agreed)
        for pause in pauses:
            if agreed is not None and agreed < pause.since <= to:
                if pause.until is None:
                    return None, None
                to = _moved_by(pause.since, pause.until, to, unit, nation)
        furthest = to if furthest is None else max(furthest, to)
    if furthest is None or counted is None:
        return counted, None
    due = end_of(furthest)
    return (due, counted) if due > counted else (counted, None)


def _moved_by(since: date, until: date, to: date, unit: ClockUnit | None, nation: Nation) -> date:
    """An agreed date after a pause that began before it."""
    if unit is not ClockUnit.WORKING_DAYS:
        return to + (until - since)
    left = working_days_between(since - ONE_DAY, to, nation)
    return max(to, working_day_after(until - ONE_DAY, left, nation)) if left else to


def _state(
    clock: Clock,
    started: datetime | None,
    due: datetime | None,
    met: datetime | None,
    pauses: tuple[Pause, ...],
    nation: Nation,
    now: datetime,
) -> DeadlineState:
    if clock.stopped.strip():
        return DeadlineState.STOPPED
    if met is not None:
        return DeadlineState.MET_LATE if due is not None and met > due else DeadlineState.MET
    if started is None and (due is None or clock.length is not None):
        return DeadlineState.NOT_STARTED
    if started is not None and started > now:
        return DeadlineState.NOT_STARTED
    today = now.date()
    paused = any(one.since <= today and (one.until is None or today < one.until) for one in pauses)
    if paused and not (due is not None and now > due):
        return DeadlineState.PAUSED
    if due is None:
        return DeadlineState.PROMPT if clock.length is None else DeadlineState.NOT_STARTED
    if now > due:
        return DeadlineState.OVERDUE
    return DeadlineState.AT_RISK if now >= _risky_from(started, due, nation) else DeadlineState.RUNNING


def _risky_from(started: datetime | None, due: datetime, nation: Nation) -> datetime:
    day_before = datetime.combine(working_day_after(due.date(), -1, nation), datetime.min.time())
    tenth = (due - started) / RISK_SHARE if started is not None else timedelta()
    return min(day_before, due - tenth)


def _pauses(changes: Iterable[ClockChange], today: date) -> tuple[Pause, ...]:
    """The pauses; one without an end that lies ahead does not count yet."""
    found = []
    for one in changes:
        since = _day(one.since)
        if one.change is ClockChangeKind.PAUSE and since is not None:
            until = _day(one.until)
            if until is not None or since <= today:
                found.append(Pause(since, until))
    return in_one(found)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


@cache
def _zone(name: str) -> ZoneInfo:
    # Its database travels with icalendar (tzdata), as Windows has none.
    try:
        return ZoneInfo(name or UK)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(UK)
