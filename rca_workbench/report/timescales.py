"""What was due by when, whether it was met, and why not where it was not: each deadline of the case."""

from datetime import date, datetime, time

from rca_workbench.analysis.deadline_words import day_words, length_of, moment_words, start_words, state_words
from rca_workbench.analysis.deadlines import Deadline, DeadlineState, deadlines
from rca_workbench.model import Clock, ClockChange, ClockChangeKind, Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.timescales import clock_row
from rca_workbench.report.document import Block, Cell, Column, TableBlock, plain, told
from rca_workbench.report.telling import ended, stacked

_MET = (DeadlineState.MET, DeadlineState.MET_LATE)
_AHEAD = (DeadlineState.RUNNING, DeadlineState.AT_RISK, DeadlineState.PROMPT)


def timescales(snapshot: Snapshot, day: date) -> list[Block]:
    """Each deadline as it stands at the end of that day, in the order in which they were due."""
    now = datetime.combine(day, time(23, 59, 59))
    found = sorted(deadlines(snapshot, now), key=lambda one: one.due or one.started or datetime.max)
    if not found:
        return []
    columns = (
        Column("What was due, to whom", 5),
        Column("Counted from", 4),
        Column("Due", 3),
        Column("Met", 3),
        Column("If late or moved, why", 5),
    )
    rows = tuple(_row(snapshot, one, now) for one in found)
    return [TableBlock("What was due, and when it was met", columns, rows), *_notes(found)]


def _row(snapshot: Snapshot, one: Deadline, now: datetime) -> tuple[Cell, ...]:
    clock = one.clock
    what = f"{clock.what}, to: {clock.to}" if clock.to else clock.what
    local = " (local target)" if clock.local else ""
    return (
        f"{what}{local}",
        f"{start_words(clock, one.started)}; {length_of(clock)}",
        moment_words(one.due) if one.due is not None else _without_date(one),
        _met(one, now),
        _why(snapshot, one),
    )


def _without_date(one: Deadline) -> str:
    return "Paused" if one.state is DeadlineState.PAUSED else "No date is set"


def _met(one: Deadline, now: datetime) -> str:
    if one.state in _MET and one.met is not None:
        proof = f": {one.clock.proof}" if one.clock.proof else ""
        late = " (late)" if one.state is DeadlineState.MET_LATE else ""
        return f"{day_words(one.met)}{late}{proof}"
    if one.state is DeadlineState.STOPPED:
        return "Not needed any more"
    if one.state is DeadlineState.OVERDUE and one.due is not None and one.due.date() == now.date():
        return "Not yet. Due on the day of this report"  # at which hour that was made is not known
    if one.state in _AHEAD:
        return (
            "Not yet"  # what is "today" here is another day where the paper is read; the date stands before
        )
    said = state_words(one, now)
    return f"Not yet. {said.partition(', ')[0]}"


def _why(snapshot: Snapshot, one: Deadline) -> Cell:
    changes = snapshot.pointed_from(ClockChange, "clock", one.clock.id)
    moved = " ".join(f"{text.rstrip('.')}." for change in changes if (text := _change(change)))
    return stacked(moved, ended(told(one.clock, "late_reason")), ended(told(one.clock, "stopped")))


def _change(one: ClockChange) -> str:
    agreed = f" (agreed with {one.agreed_with}" if one.agreed_with else ""
    agreed += f", {date_words(one.agreed)}" if agreed and one.agreed else ""
    agreed += ")" if agreed else ""
    reason = f": {one.reason.rstrip('.')}" if one.reason else ""
    if one.change is ClockChangeKind.EXTENSION and one.until:
        return f"Extended to {date_words(one.until)}{reason}{agreed}"
    if one.change is ClockChangeKind.PAUSE and one.since:
        until = f" to {date_words(one.until)}" if one.until else ", no end yet"
        return f"Paused from {date_words(one.since)}{until}{reason}{agreed}"
    return ""


def _notes(found: list[Deadline]) -> list[Block]:
    """What the reader has to know of how these dates came about: whose days count, and how sure the lengths are."""
    said = []
    if any(one.beyond for one in found):
        said.append(
            "Some dates lie beyond the published bank holidays: a later one-off holiday could move them."
        )
    marks: dict[str, list[str]] = {}
    for one in found:
        row = clock_row(one.clock.code)
        if row is not None and row.mark:
            marks.setdefault(row.mark, []).append(_named(one.clock))
    said += [f"{mark}: {'; '.join(dict.fromkeys(names))}." for mark, names in marks.items()]
    return [plain(" ".join(said), "Caption")] if said else []


def _named(clock: Clock) -> str:
    return clock.what[:1].lower() + clock.what[1:] if clock.what[1:2].islower() else clock.what
