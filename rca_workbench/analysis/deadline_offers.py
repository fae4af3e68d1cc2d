"""Deadlines that may apply: what the facts of a case ask for and nobody has started, each with its own start event.

Nothing starts by itself: a clock runs from its event, and whether that was it is for people to say.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rca_workbench.analysis.deciding import decided, follows
from rca_workbench.analysis.telling import is_commissioner
from rca_workbench.model import (
    Answer,
    CandourStep,
    CandourTest,
    Clock,
    CriterionAnswer,
    Notification,
    Profile,
    Snapshot,
    StepOutcome,
    Time,
    TimeKind,
)
from rca_workbench.reference.criteria import Part, criteria
from rca_workbench.reference.harm import is_fatal
from rca_workbench.reference.timescales import Timescale, clock_row

Start = tuple[Time, str]
"""When something was, and what it was in words; a time not known where the case does not say."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One deadline that may apply: its row in the list, why, and what it would count from."""

    row: Timescale
    why: str
    started: Time
    event: str


def offers(snapshot: Snapshot) -> tuple[Offer, ...]:
    """What the facts ask for and the case has no deadline for, in the order the facts give."""
    there = set(snapshot.by(Clock, "code"))
    made: dict[str, Offer] = {}
    for code, why in _asked(snapshot):
        row = clock_row(code)
        if row is not None and code not in there and code not in made:
            started, event = start_of(snapshot, code)
            made[code] = Offer(row, why, started, event)
    return tuple(made.values())


def start_of(snapshot: Snapshot, code: str) -> Start:
    """When the event that starts a deadline was, as far as the case says; what it is called in any case."""
    row = clock_row(code)
    read = _STARTS.get(code)
    time, event = read(snapshot) if read is not None else (Time(), "")
    return (time, event) if time.kind is not TimeKind.UNKNOWN else (Time(), row.starts if row else "")


def _asked(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for need in follows(snapshot):
        for code in need.clocks:
            yield code, need.why
    test, profile = snapshot.one(CandourTest), snapshot.case.profile
    if test.applies is Answer.YES:
        yield "TS-DOC-01", "Regulation 20 applies."
        yield "TS-DOC-02", "Regulation 20 applies, and the NHS Standard Contract sets a limit."
        if _known(_spoken(snapshot)):
            yield "TS-DOC-03", "The notification in person was given; a written one follows."
    if profile is Profile.PSIRF and _known(_identified(snapshot)):
        yield "TS-LFPSE-01", "Patient safety events are recorded nationally."
    if is_fatal(snapshot.incident.harm_level):
        yield "TS-CQC-16", "The level of harm is fatal."
        yield "TS-COR-01", "The level of harm is fatal."
    if profile is Profile.SIF2015 and _known(_final_report(snapshot)):
        yield "TS-SIF-05", "The final report was sent."


def _known(start: Start) -> bool:
    return start[0].kind is not TimeKind.UNKNOWN


def _identified(snapshot: Snapshot) -> Start:
    incident = snapshot.incident
    if incident.found.kind is not TimeKind.UNKNOWN:
        return incident.found, "incident found"
    return incident.reported, "incident reported locally"


def _reported(snapshot: Snapshot) -> Start:
    return snapshot.incident.reported, "incident reported locally"


def _happened(snapshot: Snapshot) -> Start:
    return snapshot.incident.start, "incident happened"


def _died(snapshot: Snapshot) -> Start:
    """The case names no time of death: the end of the incident stands in, and the words ask to look."""
    incident = snapshot.incident
    time = incident.end if incident.end.kind is not TimeKind.UNKNOWN else incident.start
    return time, "death (taken from the incident: compare)"


def _decided(snapshot: Snapshot) -> Start:
    last = decided(snapshot)
    return (Time(TimeKind.DATE, last.on), "response decided") if last is not None else (Time(), "")


def _serious(snapshot: Snapshot) -> Start:
    """The day a criterion of a serious incident was first answered with yes; else that of the decision."""
    known = criteria()
    days = [
        one.on
        for one in snapshot.of(CriterionAnswer).values()
        if one.criterion in known
        and known[one.criterion].part is Part.SERIOUS
        and one.answer is Answer.YES
        and one.on
    ]
    last = decided(snapshot)
    day = min(days, default="") or (last.on if last is not None else "")
    return (Time(TimeKind.DATE, day), "identified as serious") if day else (Time(), "")


def _told_commissioner(snapshot: Snapshot) -> Start:
    """When the commissioner, or whoever had to be told of a serious incident, was told first."""
    known = criteria()
    told = [
        one.when
        for one in snapshot.of(Notification).values()
        if one.when.start
        and (is_commissioner(one.whom) or (one.code in known and known[one.code].part is Part.SERIOUS))
    ]
    if told:
        return min(told, key=lambda time: time.start or ""), "reported to the commissioner"
    return _met(snapshot, "TS-SIF-01", "reported to the commissioner")


def _final_report(snapshot: Snapshot) -> Start:
    for code in ("TS-SIF-03", "TS-SIF-04"):
        found = _met(snapshot, code, "final report sent")
        if _known(found):
            return found
    return Time(), ""


def _met(snapshot: Snapshot, code: str, event: str) -> Start:
    for id in snapshot.by(Clock, "code").get(code, ()):
        clock = snapshot.of(Clock)[id]
        if clock.met.kind is not TimeKind.UNKNOWN:
            return clock.met, event
    return Time(), ""


def _aware(snapshot: Snapshot) -> Start:
    aware = snapshot.one(CandourTest).aware
    return (
        (aware, "organisation became aware") if aware.kind is not TimeKind.UNKNOWN else _identified(snapshot)
    )


def _spoken(snapshot: Snapshot) -> Start:
    for one in snapshot.of(CandourStep).values():
        done = one.became in (None, StepOutcome.DONE)
        if one.step == "DC-03" and done and one.when.kind is not TimeKind.UNKNOWN:
            return one.when, "notified in person"
    return Time(), ""


_STARTS: dict[str, Callable[[Snapshot], Start]] = {
    "TS-SIF-01": _serious,
    "TS-SIF-02": _serious,
    "TS-SIF-03": _told_commissioner,
    "TS-SIF-04": _decided,
    "TS-SIF-05": _final_report,
    "TS-SIRI-01": _told_commissioner,
    "TS-SIRI-02": _told_commissioner,
    "TS-DOC-01": _aware,
    "TS-DOC-02": _reported,
    "TS-DOC-03": _spoken,
    "TS-PSIRF-01": _identified,
    "TS-PSIRF-02": _decided,
    "TS-PSIRF-03": _decided,
    "TS-LFPSE-01": _identified,
    "TS-CQC-16": _died,
    "TS-CQC-17": _happened,
    "TS-CQC-18": _happened,
    "TS-RIDDOR-01": _happened,
    "TS-RIDDOR-02": _happened,
    "TS-RIDDOR-03": _happened,
    "TS-COR-01": _identified,
    "TS-ICO-01": _identified,
    "TS-ICO-02": _identified,
    "TS-SGA-01": _identified,
    "TS-CDR-01": _died,
    "TS-CDR-02": _died,
    "TS-MNSI-01": _identified,
    "TS-SCR-01": _identified,
    "TS-SCR-02": _identified,
    "TS-MHRA-01": _identified,
    "TS-MHRA-02": _identified,
    "TS-IRMER-01": _identified,
    "TS-IRMER-02": _identified,
}
"""Which fact of the case is the start event (`clock_start`) of a row. The others start with events elsewhere."""
