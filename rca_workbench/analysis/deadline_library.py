"""The next deadline of a case, for a list of cases: from its deadlines alone, without the rest of the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rca_workbench.analysis.deadline_reckoning import Counting, Deadline, DeadlineState, Reckoned, reckon
from rca_workbench.analysis.deadline_words import state_words
from rca_workbench.analysis.plan import follow_through_of
from rca_workbench.model import CaseRecord, Clock, ClockChange, Decision, Snapshot

_DATED = (DeadlineState.OVERDUE, DeadlineState.AT_RISK, DeadlineState.RUNNING)


@dataclass(frozen=True, slots=True)
class NextDeadline:
    """The most urgent deadline: the longest late, else the first due."""

    what: str
    state: DeadlineState
    due: datetime
    words: str
    late: int
    """How many of the case are late."""


def next_deadline(
    case: CaseRecord,
    clocks: Iterable[Clock],
    changes: Mapping[str, tuple[ClockChange, ...]],
    decisions: Iterable[Decision],
    now: datetime,
) -> NextDeadline | None:
    """The next deadline of one case; None where none runs to a date, and where the investigation is closed."""
    if _closed(decisions):
        return None
    counting = Counting.of(case)
    first: tuple[datetime, Clock, Reckoned] | None = None
    late = 0
    for clock in clocks:
        found = reckon(clock, changes.get(clock.id, ()), counting, now)
        if found.due is not None and found.state in _DATED:
            late += found.state is DeadlineState.OVERDUE
            if first is None or found.due < first[0]:
                first = (found.due, clock, found)
    if first is None:
        return None
    due, clock, found = first
    its_own = Counting(found.nation, counting.zone)
    shown = Deadline(clock, found.state, found.started, due, None, "", found.beyond, its_own)
    return NextDeadline(clock.what, found.state, due, state_words(shown, now), late)


def _closed(decisions: Iterable[Decision]) -> bool:
    """As the open case is judged, by the decisions alone."""
    found = tuple(decisions)
    return bool(found) and follow_through_of(Snapshot.empty().changed(found, (), "")).closed
