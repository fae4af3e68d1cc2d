"""Dates of a case for a calendar (.ics): deadlines, actions, reviews, next contacts and promises, by role only.

A calendar is often seen by more people than the case is. So an entry says what is due and, as which case, its reference
alone: never the title, which may say who was harmed. Registered names in whatever was typed are put as roles before
anything is cut short: half a name or number is not found any more. The marking of the case stands in each entry. Each
keeps its UID, so that taking the file in again moves an entry and makes no second one (RFC 5545, sections 3.8.4.7 and
3.8.7.4).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rca_workbench.analysis.contacts import contacts_in_order, open_promises, plan_states
from rca_workbench.analysis.deadline_reckoning import Counting, Deadline, DeadlineState
from rca_workbench.analysis.deadline_words import day_words, start_words
from rca_workbench.analysis.deadlines import deadlines
from rca_workbench.analysis.invented import invented_words
from rca_workbench.analysis.naming import naming_roles
from rca_workbench.analysis.plan import OPEN
from rca_workbench.leaks import write_clean
from rca_workbench.model import (
    Action,
    ActionStatus,
    Contact,
    Decision,
    LearningItem,
    Snapshot,
    shortened,
)

_EPOCH = datetime(2020, 1, 1)
_REVIEWED = (ActionStatus.EFFECTIVE, ActionStatus.NOT_EFFECTIVE, ActionStatus.STOPPED)
_WORDS = 110
"""Characters of a title: a calendar shows no more."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One entry of the calendar: a day, or a minute where hours are counted."""

    uid: str
    on: date | datetime
    title: str
    notes: tuple[str, ...] = ()


def write_calendar(
    snapshot: Snapshot, target: Path, now: datetime, cancelled: Callable[[], bool] | None = None
) -> None:
    """Write the dates of a case as an iCalendar file.

    Args:
        snapshot: the case.
        target: the file; an earlier one is replaced once the new one is whole.
        now: the wall clock of the place: entries say when they were written, so that a later file wins.
        cancelled: asked between portions whether to stop.

    Raises:
        LeakFault: it says who somebody is.
        Fault: it was stopped, or the file cannot be written.
    """
    from icalendar import Calendar, Event

    case = snapshot.case
    zone = Counting.of(case).zone
    written = now.replace(tzinfo=zone).astimezone(UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//RCA Workbench//Deadlines of an investigation//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    roles = naming_roles(snapshot)
    calendar.add("x-wr-calname", roles(f"Investigation {case.reference}".strip()))
    marking = roles(case.marking)
    for one in dated(snapshot, now):
        event = Event()
        event.add("uid", f"{one.uid}@rca-workbench")
        event.add("dtstamp", written)
        event.add("last-modified", written)
        event.add("sequence", max(0, int((now - _EPOCH).total_seconds() // 60)))
        if isinstance(one.on, datetime):
            event.add("dtstart", one.on.replace(tzinfo=zone).astimezone(UTC))
        else:
            event.add("dtstart", one.on)
            if one.on < date.max:  # without an end it is a whole day as well (RFC 5545, section 3.6.1)
                event.add("dtend", one.on + timedelta(days=1))
        event.add("summary", one.title)
        event.add("description", "\n".join((*one.notes, marking) if marking else one.notes))
        event.add("class", "CONFIDENTIAL")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    write_clean(target, calendar.to_ical(), snapshot, cancelled=cancelled)


def dated(snapshot: Snapshot, now: datetime) -> tuple[Dated, ...]:
    """The entries in the order of their dates: what is still to come or late, and what was met since."""
    roles, reference = naming_roles(snapshot), snapshot.case.reference
    found = (
        *_deadlines(snapshot, now),
        *_actions(snapshot),
        *_reviews(snapshot),
        *_contacts(snapshot, now.date()),
    )
    cleaned = (
        Dated(
            one.uid,
            one.on,
            shortened(roles(f"{reference}: {one.title}" if reference else one.title), _WORDS),
            tuple(roles(note) for note in one.notes if note),
        )
        for one in found
    )
    return tuple(sorted(cleaned, key=lambda one: (f"{one.on:%Y-%m-%d}", one.title)))


def _deadlines(snapshot: Snapshot, now: datetime) -> Iterator[Dated]:
    for one in deadlines(snapshot, now):
        clock, due = one.clock, one.due
        if due is None or one.state is DeadlineState.STOPPED:
            continue
        on: date | datetime = due.date() if (due.hour, due.minute, due.second) == (23, 59, 59) else due
        yield Dated(
            f"{clock.id}.due",
            on,
            f"{_beginning(one)}: {clock.what or 'Deadline'}",
            (
                f"To: {clock.to}" if clock.to else "",
                f"Who sees to it: {clock.owner}" if clock.owner else "",
                f"Counts from: {start_words(clock, one.started)}" if clock.length is not None else "",
                "A local target, not set by law or national policy" if clock.local else "",
                f"Extended from {day_words(one.before)}" if one.before is not None else "",
            ),
        )


def _beginning(one: Deadline) -> str:
    match one.state:
        case DeadlineState.MET:
            return "Met"
        case DeadlineState.MET_LATE:
            return "Met late"
        case DeadlineState.PAUSED:
            return "Due (paused now)"
    return "Due"


def _actions(snapshot: Snapshot) -> Iterator[Dated]:
    for one in snapshot.of(Action).values():
        name = f"{one.code} {one.text.strip() or 'no words yet'}".strip()
        notes = (
            f"Owner: {one.owner}" if one.owner else "",
            f"Unit: {one.unit}" if one.unit else "",
            invented_words(one),
        )
        # What is done is no date to keep; its review still is.
        if one.due and one.status in OPEN:
            yield Dated(f"{one.id}.due", date.fromisoformat(one.due), f"Action due: {name}", notes)
        if one.review and one.status not in _REVIEWED:
            yield Dated(
                f"{one.id}.review", date.fromisoformat(one.review), f"Review of action: {name}", notes
            )


def _reviews(snapshot: Snapshot) -> Iterator[Dated]:
    for lesson in snapshot.of(LearningItem).values():
        if lesson.review:
            owner = f"Owner: {lesson.owner}" if lesson.owner else ""
            title = f"Review of lesson: {lesson.text.strip()}"
            yield Dated(f"{lesson.id}.review", date.fromisoformat(lesson.review), title, (owner,))
    for decision in snapshot.of(Decision).values():
        if decision.reconsider:
            on = date.fromisoformat(decision.reconsider)
            yield Dated(f"{decision.id}.reconsider", on, "Look at the decision on the response again")


def _contacts(snapshot: Snapshot, today: date) -> Iterator[Dated]:
    """Next contacts and promises still open, as People has them, by the role of who makes them; with whom, and what was
    promised, is left to the case.
    """
    planned: dict[str | None, str] = {}
    for state in plan_states(snapshot, today):
        planned[state.plan.person] = state.due
        if state.due:
            yield _by(f"{state.plan.id}.next", state.due, "Next contact", state.plan.lead)
    last: dict[str | None, Contact] = {}
    for one in contacts_in_order(snapshot):
        last.setdefault(one.person, one)
    agreed = {one.id: one for person, one in last.items() if one.next and person not in planned}
    for one in agreed.values():
        yield _by(f"{one.id}.next", one.next, "Next contact, as agreed", one.by)
    for one in open_promises(snapshot):
        if one.next and one.id not in agreed and planned.get(one.person) != one.next:
            yield _by(f"{one.id}.promise", one.next, "Promise due", one.by)


def _by(uid: str, on: str, title: str, role: str) -> Dated:
    return Dated(uid, date.fromisoformat(on), title, (f"By: {role}" if role else "",))
