"""From when a deadline of the list runs in this case, where the case already holds the event that starts it."""

from rca_workbench.analysis.deciding import decided
from rca_workbench.model import Answer, CriterionAnswer, Notification, Snapshot, Time, TimeKind
from rca_workbench.reference.criteria import Part, criteria
from rca_workbench.reference.timescales import clock_row

_FOUND = (
    "incident identified",
    "event known",
    "suspicion known",
    "concern known",
    "breach known",
    "suspected incident identified",
    "discovery",
    "controller becomes aware",
)
"""Starts that stand for the moment somebody knew of it, as resources/domain/timescales.json words them."""
_HAPPENED = ("event", "date of incident")
_REPORTED = ("incident reported to the provider's local system",)
_SERIOUS = ("incident identified as serious",)
_RESPONDING = ("response started", "response started; length agreed with those affected")
_TOLD = ("date reported to the commissioner (StEIS date)",)


def known_start(snapshot: Snapshot, code: str) -> Time:
    """When the event that starts a deadline was, as far as the case knows; an unknown time otherwise.

    A response counts as started on the day it was decided on.
    """
    row = clock_row(code)
    starts = row.starts if row is not None else ""
    incident = snapshot.incident
    if starts in _FOUND:
        return incident.found
    if starts in _HAPPENED:
        return incident.start
    if starts in _REPORTED:
        return incident.reported
    if starts in _SERIOUS:
        return _identified(snapshot)
    if starts in _RESPONDING:
        last = decided(snapshot)
        return on_day(last.on) if last is not None else Time()
    if starts in _TOLD:
        return _told_of_serious(snapshot)
    return Time()


def on_day(day: str) -> Time:
    """A day as a time; unknown where none is given."""
    return Time(TimeKind.DATE, day) if day else Time()


def _identified(snapshot: Snapshot) -> Time:
    """The day a criterion of a serious incident was first answered with yes; else that of the decision."""
    serious = {id for id, one in criteria().items() if one.part is Part.SERIOUS}
    days = [
        one.on
        for one in snapshot.of(CriterionAnswer).values()
        if one.criterion in serious and one.answer is Answer.YES and one.on
    ]
    if days:
        return on_day(min(days))
    last = decided(snapshot)
    return on_day(last.on) if last is not None else Time()


def _told_of_serious(snapshot: Snapshot) -> Time:
    """When the body told because of a serious incident was told; the first, where there are several."""
    known = criteria()
    told = [
        one.when
        for one in snapshot.of(Notification).values()
        if one.code in known and known[one.code].part is Part.SERIOUS and one.when.start
    ]
    return min(told, key=lambda time: time.start or "") if told else Time()
