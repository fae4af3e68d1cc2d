"""Days and times that cannot be right beside the others of a case, in words. Nothing is refused for it.

Deadlines and actions have rules of their own (`deadline_slips`, `action_days`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rca_workbench.analysis.deadline_reckoning import earliest, latest
from rca_workbench.model import (
    CandourStep,
    CandourTest,
    Contact,
    ContactPlan,
    CriterionAnswer,
    CustodyEntry,
    Decision,
    Entity,
    EvidenceItem,
    ImmediateAction,
    Incident,
    Notification,
    Question,
    Snapshot,
    StaffSupport,
    Time,
    TimeKind,
)
from rca_workbench.model.time import short_label

Field = tuple[type[Entity], str]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a day can hardly be right: in a word or two for a cell, and in a sentence."""

    short: str
    said: str


def day_doubt(snapshot: Snapshot, entity: Entity, name: str, now: datetime) -> Doubt | None:
    """What is wrong with a day or time as a field holds it; None where nothing is, or nothing can be told."""
    field = (type(entity), name)
    time = _time(getattr(entity, name))
    first, last = earliest(time), latest(time)
    if first is None or last is None:
        return None
    said = short_label(time)
    if field in _PASSED and first > now:
        return Doubt("Lies ahead", f"{said} lies ahead. Is the date right?")
    if field == (Decision, "reconsider"):
        return _looked_at_again(entity, said, last, now)
    for than, word in _NOT_BEFORE.get(field, _nothing)(snapshot, entity):
        since = earliest(than)
        if since is not None and last < since:
            return Doubt(
                f"Before {word}",
                f"{said} is before {word}, {short_label(than)}. One of the two is not right.",
            )
    return None


def _looked_at_again(entity: Entity, said: str, last: datetime, now: datetime) -> Doubt | None:
    """A decision that is being written is made today at the earliest; one on record was made on its day."""
    assert isinstance(entity, Decision)
    decided = earliest(_time(entity.on))
    if decided is not None:
        before = last < decided
        return Doubt("Before it was decided", f"{said} is before it was decided.") if before else None
    return Doubt("Has passed", f"{said} has passed already. Is the date right?") if last < now else None


def _time(value: object) -> Time:
    """What a field holds as a time: it is one, or a day in ISO form."""
    if isinstance(value, Time):
        return value
    return Time(TimeKind.DATE, str(value)) if value else Time()


Before = tuple[tuple[Time, str], ...]


def _incident(snapshot: Snapshot, entity: Entity) -> Before:
    """The beginning of the incident; where that is not said, when it was found."""
    incident = snapshot.incident
    known = earliest(incident.start) is not None
    return ((incident.start, "it happened"),) if known else ((incident.found, "it was found"),)


def _found(snapshot: Snapshot, entity: Entity) -> Before:
    return ((snapshot.incident.found, "it was found"), (snapshot.incident.start, "it happened"))


def _happened(snapshot: Snapshot, entity: Entity) -> Before:
    return ((snapshot.incident.start, "it happened"),)


def _asked(snapshot: Snapshot, entity: Entity) -> Before:
    return ((entity.asked, "it was asked"),) if isinstance(entity, Question) else ()


def _promised(snapshot: Snapshot, entity: Entity) -> Before:
    return ((entity.when, "it was promised"),) if isinstance(entity, Contact) else ()


def _nothing(snapshot: Snapshot, entity: Entity) -> Before:
    return ()


_NOT_BEFORE: Mapping[Field, Callable[[Snapshot, Entity], Before]] = {
    (Incident, "end"): _happened,
    (Incident, "found"): _happened,
    (Incident, "reported"): _found,
    (ImmediateAction, "done"): _incident,
    (Notification, "when"): _incident,
    (StaffSupport, "when"): _incident,
    (Contact, "when"): _incident,
    (Contact, "kept"): _promised,
    (ContactPlan, "explained"): _incident,
    (CandourTest, "aware"): _found,
    (CandourTest, "on"): _incident,
    (CandourStep, "when"): _incident,
    (CriterionAnswer, "on"): _incident,
    (Decision, "on"): _incident,
    (Question, "replied"): _asked,
}
"""Before what a day or time cannot lie."""

_PASSED: frozenset[Field] = frozenset(
    (
        *_NOT_BEFORE,
        (Incident, "start"),
        (StaffSupport, "invited"),
        (StaffSupport, "feedback"),
        (Question, "asked"),
        (EvidenceItem, "obtained"),
        (CustodyEntry, "at"),
    )
)
"""What says that something was done or happened: it cannot lie ahead."""
