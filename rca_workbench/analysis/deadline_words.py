"""A deadline in words: how it stands, how it was counted, and its dates as people say them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from rca_workbench.analysis.deadline_counting import (
    LONGEST,
    counted_days,
    end_of,
    paused_days,
    time_between,
)
from rca_workbench.analysis.deadline_reckoning import Counting, Deadline, DeadlineState, Reckoned
from rca_workbench.analysis.working_days import (
    bank_holidays_between,
    known_to,
    working_days_between,
)
from rca_workbench.model import Clock, ClockChange, ClockChangeKind, ClockUnit, Nation, TimeKind
from rca_workbench.model.time import said_in_words
from rca_workbench.reference.timescales import bank_holidays, clock_row

_UNIT_WORDS = {
    ClockUnit.WORKING_DAYS: ("working day", "working days"),
    ClockUnit.CALENDAR_DAYS: ("calendar day", "calendar days"),
    ClockUnit.HOURS: ("hour", "hours"),
    ClockUnit.WEEKS: ("week", "weeks"),
    ClockUnit.MONTHS: ("month", "months"),
}
_HOLIDAYS_NAMED = 6
_IN_HOURS = timedelta(hours=48)
"""What has gone by since a minute is said in hours for so long, then in days."""


def length_of(clock: Clock) -> str:
    """How long it is: "60 working days", "no number of days is set", "a fixed date"."""
    if clock.length is not None and clock.unit is not None:
        return f"{clock.length} {_UNIT_WORDS[clock.unit][clock.length != 1]}"
    if clock.due.kind is not TimeKind.UNKNOWN:
        return "a fixed date"
    row = clock_row(clock.code)
    if row is not None and row.usual is not None:
        return f"usually {row.usual[0]} to {row.usual[1]} {row.said_unit}"
    return row.said_unit if row is not None else "no length is set"


def day_words(day: date | datetime, today: date | None = None) -> str:
    """A day as people say it: "Tue 15 Dec", with the year where it is another than today's."""
    year = f" {day.year}" if today is None or day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def moment_words(when: datetime, today: date | None = None) -> str:
    """A due moment: the day; and the minute where it is not the day's end."""
    said = day_words(when, today)
    return said if (when.hour, when.minute, when.second) == (23, 59, 59) else f"{when:%H:%M} on {said}"


def state_words(found: Deadline, now: datetime) -> str:
    """How it stands, in one line: "in 9 working days, Tue 15 Dec", "2 days late, was due Tue 15 Dec"."""
    today, due, met, state = now.date(), found.due, found.met, found.state
    if state is DeadlineState.STOPPED:
        return "Stopped"
    if state in (DeadlineState.MET, DeadlineState.MET_LATE) and met is not None:
        exact = found.clock.met.kind is TimeKind.DATETIME
        late = (
            f", {_late(found, due, met, exact=exact)}"
            if state is DeadlineState.MET_LATE and due is not None
            else ""
        )
        return f"Met on {day_words(met, today)}{late}"
    if state is DeadlineState.NOT_STARTED:
        if found.started is not None and found.started > now:
            return f"Starts on {day_words(found.started, today)}"
        return "Start not known" if found.clock.length is not None or found.started is None else "Not started"
    if state is DeadlineState.PROMPT:
        return f"{_elapsed(found, now)} since it started" if found.started is not None else "Not started"
    if state is DeadlineState.PAUSED:
        return f"Paused; then due {moment_words(due, today)}" if due is not None else "Paused"
    if due is None:
        return "No date"
    if state is DeadlineState.OVERDUE:
        return f"{_late(found, due, now)}, was due {moment_words(due, today)}"
    return f"{_ahead(found, due, now)}, {moment_words(due, today)}"


def how_counted(clock: Clock, changes: Iterable[ClockChange], found: Reckoned, counting: Counting) -> str:
    """In words how the due date came about, or why there is none."""
    said = [_base_words(clock, found, counting)]
    due = found.due
    extended = [one.until for one in changes if one.change is ClockChangeKind.EXTENSION and one.until]
    if found.started is not None and due is not None:
        start, end, unit = found.started.date(), due.date(), clock.unit or ClockUnit.CALENDAR_DAYS
        every, counted = (counted_days(start, end, unit, one, found.nation) for one in ((), found.pauses))
        days = paused_days(found.pauses, start, end)
        if counted < every:
            said.append(
                f"{days} {'day' if days == 1 else 'days'} paused {'does' if days == 1 else 'do'} not count."
            )
    if any(one.until is None for one in found.pauses):
        since = next(one.since for one in found.pauses if one.until is None)
        if due is None:
            said.append(f"Paused since {day_words(since)} without an end, so there is no due date now.")
            if extended:
                to = day_words(date.fromisoformat(max(extended)))
                said.append(f"The extension to {to} counts again once it goes on.")
    if found.before is not None and due is not None:
        times = "" if len(extended) < 2 else f" ({len(extended)} extensions)"
        said.append(f"Extended from {day_words(found.before)} to {day_words(due)}{times}.")
        agreed = date.fromisoformat(max(extended))
        if len(extended) == 1 and agreed < due.date():
            said.append(f"{day_words(agreed)} was agreed; a pause after that moved it.")
    if clock.local:
        said.append("A local target, not set by law or national policy.")
    if found.beyond:
        name, last = bank_holidays(found.nation).name, known_to(found.nation)
        said.append(
            f"Bank holidays in {name} are published up to {last}: a later one-off could move this date."
        )
    if (
        found.met is not None
        and due is not None
        and clock.unit is ClockUnit.HOURS
        and clock.met.kind not in (TimeKind.DATETIME,)
    ):
        said.append("The minute it was met is not known: counted as the last it can have been.")
    return " ".join(part for part in said if part)


def start_words(clock: Clock, started: datetime | None) -> str:
    """What a deadline is counted from: "some time on 3 March 2026, incident found"."""
    if clock.started.kind is TimeKind.UNKNOWN:
        return f"{clock.start_event}: not known yet" if clock.start_event else "not known yet"
    said = said_in_words(clock.started).removeprefix("some time on ").removeprefix("at ")
    return f"{said}, {clock.start_event}" if clock.start_event else said


def _base_words(clock: Clock, found: Reckoned, counting: Counting) -> str:
    started, due = found.started, found.due
    if clock.length is None or clock.unit is None:
        if clock.due.kind is not TimeKind.UNKNOWN:
            return _fixed_words(clock)
        row = clock_row(clock.code)
        unit = f"“{row.said_unit}”" if row is not None else "no length"
        if row is not None and row.usual is not None:
            unit = f"a usual range of {row.usual[0]} to {row.usual[1]} {row.said_unit}, which binds nobody"
        return (
            f"The list gives {unit}: the time since the start is shown, and no due date."
            if row
            else ("No length and no date: the time since the start is shown.")
        )
    if started is None:
        if clock.started.kind is TimeKind.UNKNOWN:
            return f"{length_of(clock)} from a start that is not written yet."
        return f"{length_of(clock)} from a start without a date of its own, so nothing can be counted."
    if not 0 < clock.length <= LONGEST[clock.unit]:
        return (
            f"{length_of(clock)} is no length that can be counted: give one of up to {LONGEST[clock.unit]}."
        )
    if clock.unit is ClockUnit.HOURS:
        return _hours_words(clock, started, due, counting)
    said = f"{length_of(clock)} from {day_words(started)}{_cautious_start(clock)}; day 1 is the "
    if clock.unit is not ClockUnit.WORKING_DAYS:
        return said + "day after."
    said += "working day after."
    if found.nation is not counting.nation:
        said += f" Set by law, so the bank holidays of England and Wales count, not those of {_name(counting.nation)}."
    else:
        said += f" Bank holidays of {_name(found.nation)}"
        end = found.before or due
        left_out = bank_holidays_between(started.date(), end.date(), found.nation) if end is not None else ()
        if left_out:
            named = ", ".join(f"{day.day} {day:%b}" for day in left_out[:_HOLIDAYS_NAMED])
            more = len(left_out) - _HOLIDAYS_NAMED
            said += f" left out: {named}" + (f" and {more} more" if more > 0 else "")
        else:
            said += ": none in this time"
        said += "."
    return said


def _hours_words(clock: Clock, started: datetime, due: datetime | None, counting: Counting) -> str:
    said = f"{length_of(clock)} from {started:%H:%M} on {day_words(started)}"
    if clock.started.kind is TimeKind.DATE:
        said += ", the beginning of the day, as the minute is not known"
    elif clock.started.kind is not TimeKind.DATETIME:
        said += _cautious_start(clock)
    if due is not None:
        zones = [one.replace(tzinfo=counting.zone).utcoffset() for one in (started, due)]
        if zones[0] != zones[1]:
            said += "; clocks changed in between, hours are counted as they passed"
    return said + "."


def _cautious_start(clock: Clock) -> str:
    if clock.started.kind in (TimeKind.DATETIME, TimeKind.HOUR, TimeKind.DATE):
        return ""
    return f", the earliest it can have been ({said_in_words(clock.started)})"


def _fixed_words(clock: Clock) -> str:
    said = said_in_words(clock.due).removeprefix("some time on ").removeprefix("at ").removeprefix("in ")
    if clock.due.kind in (TimeKind.DATETIME, TimeKind.HOUR, TimeKind.DATE):
        return f"Fixed for {said}."
    if clock.due.kind in (TimeKind.MONTH, TimeKind.YEAR):
        return f"Fixed for {said}: by the end of it."
    return f"Fixed for {said}: taken as the earliest that can mean."


def _ahead(found: Deadline, due: datetime, now: datetime) -> str:
    if found.clock.unit is ClockUnit.HOURS:
        left = time_between(now, due, found.counting.zone)
        if left < timedelta(hours=1):
            minutes = max(1, int(left.total_seconds() // 60))
            return f"In {minutes} {'minute' if minutes == 1 else 'minutes'}"
        if left < timedelta(hours=72):
            hours = int(left.total_seconds() // 3600)
            return f"In {hours} {'hour' if hours == 1 else 'hours'}"
    days = (due.date() - now.date()).days
    if days == 0:
        return "Today"
    if days == 1:
        return "Tomorrow"
    if found.clock.unit is ClockUnit.WORKING_DAYS:
        working = working_days_between(now.date(), due.date(), found.counting.nation)
        return f"In {working} {'working day' if working == 1 else 'working days'}"
    return f"In {days} days"


def _late(found: Deadline, due: datetime, now: datetime, *, exact: bool = True) -> str:
    gone = time_between(due, now, found.counting.zone)
    days = (now.date() - due.date()).days
    if days and (not exact or due == end_of(due.date()) or gone >= _IN_HOURS):
        return f"{days} {'day' if days == 1 else 'days'} late"
    minutes = int(gone.total_seconds() // 60)
    if minutes >= 60:
        return f"{minutes // 60} {'hour' if minutes < 120 else 'hours'} late"
    return f"{max(1, minutes)} {'minute' if minutes < 2 else 'minutes'} late"


def _elapsed(found: Deadline, now: datetime) -> str:
    if found.started is None:
        return "Not started"
    gone = time_between(found.started, now, found.counting.zone)
    if gone < _IN_HOURS:
        if found.clock.started.kind is TimeKind.DATETIME:
            hours = int(gone.total_seconds() // 3600)
            return f"{hours} {'hour' if hours == 1 else 'hours'}"
        days = (now.date() - found.started.date()).days
        return "Less than a day" if days == 0 else f"{days} {'day' if days == 1 else 'days'}"
    days = (now.date() - found.started.date()).days
    return f"{days} {'day' if days == 1 else 'days'}"


def _name(nation: Nation) -> str:
    return bank_holidays(nation).name
