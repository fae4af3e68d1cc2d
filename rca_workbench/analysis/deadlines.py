"""What is due when: each deadline of a case counted from its own start, with its pauses and extensions.

Where a time is uncertain the cautious reading is taken and said: the earliest a start can have been, the latest
something can have been done. Length and unit are those stamped on the deadline when it was started.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from rca_workbench.analysis.deadline_counting import counted_days
from rca_workbench.analysis.deadline_reckoning import ENDED, Counting, Deadline, DeadlineState, reckon
from rca_workbench.analysis.deadline_words import how_counted
from rca_workbench.model import Clock, ClockChange, ClockUnit, Snapshot, Time, TimeKind, new_id
from rca_workbench.reference.timescales import clock_row, timescales_version

__all__ = [
    "ENDED",
    "Deadline",
    "DeadlineState",
    "day_number",
    "deadline",
    "deadlines",
    "ended",
    "pressing",
    "running",
    "started_clock",
]

PRESSING = timedelta(hours=24)
"""What is due within a day is counted on the rail (UX.md, section 2)."""


_URGENCY = (
    DeadlineState.OVERDUE,
    DeadlineState.AT_RISK,
    DeadlineState.RUNNING,
    DeadlineState.PAUSED,
    DeadlineState.PROMPT,
    DeadlineState.NOT_STARTED,
    DeadlineState.MET_LATE,
    DeadlineState.MET,
    DeadlineState.STOPPED,
)


def deadline(snapshot: Snapshot, clock: Clock, now: datetime) -> Deadline:
    """One deadline as it stands at `now`, the wall clock of the place."""
    changes = snapshot.pointed_from(ClockChange, "clock", clock.id)
    counting = Counting.of(snapshot.case)
    found = reckon(clock, changes, counting, now)
    return Deadline(
        clock,
        found.state,
        found.started,
        found.due,
        found.met,
        how_counted(clock, changes, found, counting),
        found.beyond,
        Counting(found.nation, counting.zone),
        found.before,
    )


def deadlines(snapshot: Snapshot, now: datetime) -> tuple[Deadline, ...]:
    """Every deadline of the case: late first, then by when it is due; those that ended last."""
    found = (deadline(snapshot, clock, now) for clock in snapshot.of(Clock).values())
    return tuple(sorted(found, key=_urgency))


def pressing(found: Iterable[Deadline], now: datetime) -> int:
    """How many are late or due within 24 hours."""
    return sum(
        one.state is DeadlineState.OVERDUE
        or (
            one.state in (DeadlineState.RUNNING, DeadlineState.AT_RISK)
            and one.due is not None
            and one.due - now <= PRESSING
        )
        for one in found
    )


def started_clock(code: str, started: Time, *, by: str = "", event: str = "", local: bool = False) -> Clock:
    """A deadline of the list, not yet in the case, with what the list says of it today stamped on.

    `local` takes the length that is common locally where the list has none, as a local target. Raises KeyError for
    an unknown code.
    """
    row = clock_row(code)
    if row is None:
        raise KeyError(code)
    target = row.suggested if local and not row.computable else None
    return Clock(
        id=new_id(),
        code=code,
        what=row.what,
        to=row.to,
        started=started,
        start_event=event or row.starts,
        set_by=by,
        length=target.length if target else row.length,
        unit=target.unit if target else row.unit,
        local=True if target else None,
        list_version=timescales_version(),
    )


def running(snapshot: Snapshot, code: str) -> Clock | None:
    """The deadline of that code that is neither met nor stopped; None where none runs."""
    found = (snapshot.of(Clock)[id] for id in snapshot.by(Clock, "code").get(code, ()))
    return next((one for one in found if not ended(one)), None)


def ended(clock: Clock) -> bool:
    """Whether it was met or does not apply any more."""
    return clock.met.kind is not TimeKind.UNKNOWN or bool(clock.stopped.strip())


def day_number(found: Deadline, snapshot: Snapshot, now: datetime) -> tuple[int, int] | None:
    """Which day of how many it is, as the deadline counts its days; None where it does not run to a date."""
    if found.due is None or found.started is None or found.state in ENDED:
        return None
    clock = found.clock
    changes = snapshot.pointed_from(ClockChange, "clock", clock.id)
    reckoned = reckon(clock, changes, Counting.of(snapshot.case), now)
    unit = clock.unit or ClockUnit.CALENDAR_DAYS
    start = found.started.date()
    gone = counted_days(start, now.date(), unit, reckoned.pauses, reckoned.nation)
    return gone, counted_days(start, found.due.date(), unit, reckoned.pauses, reckoned.nation)


def _urgency(one: Deadline) -> tuple[int, datetime]:
    return _URGENCY.index(one.state), one.due or one.met or one.started or datetime.max
