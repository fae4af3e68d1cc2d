"""The first hours: what is done at once, what has to be secured, who has to be told, who looks after staff.

One line for each step of the early response and for each record of the case that answers one, grouped and with what is
late. What is due is counted from when the incident was found; steps that other records of the case answer (a decision, a
contact, a secured recording) are taken from there and never asked for twice.
Source of the steps: incident_thresholds.json, early_response.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rca_workbench.analysis.first_hours_shown import shown_by_case
from rca_workbench.analysis.happened import has_happened
from rca_workbench.analysis.securing import lost_from, to_secure
from rca_workbench.analysis.telling import bodies, is_commissioner, told_by_deadline
from rca_workbench.model import (
    Answer,
    EvidenceItem,
    ImmediateAction,
    Notification,
    Snapshot,
    StaffSupport,
    Time,
    TimeKind,
)
from rca_workbench.model.entity import Entity
from rca_workbench.model.time import moment, short_label, window
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted, word
from rca_workbench.reference.early_response import NOTIFY, EarlyStep, early_step, early_steps


class Group(StrEnum):
    """What lines stand under."""

    WITHIN_24 = "24"
    WITHIN_48 = "48"
    WITHIN_72 = "72"
    EVIDENCE = "evidence"
    TOLD = "told"
    STAFF = "staff"


HOURS = {24: Group.WITHIN_24, 48: Group.WITHIN_48, 72: Group.WITHIN_72}
GROUP_WORDS = {
    Group.WITHIN_24: "First 24 hours",
    Group.WITHIN_48: "First 48 hours",
    Group.WITHIN_72: "First 72 hours",
    Group.EVIDENCE: "Evidence to secure before it goes",
    Group.TOLD: "Who has to be told",
    Group.STAFF: "Support for staff",
}


class LineState(StrEnum):
    """How a line stands."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class FirstLine:
    """One line of the checklist.

    `key` is the id of the record it shows, or names what is proposed and not in the case yet: a step ("ER-8") or a body
    that has to be told ("told:" with its number).
    """

    key: str
    group: Group
    entity: Entity | None
    what: str
    state: LineState
    code: str = ""
    why: str = ""
    """What asks for it, with its mark where that is not checked."""
    owner: str = ""
    due: datetime | None = None
    due_said: str = ""
    """When it is due in words; empty where nothing is said."""
    done_said: str = ""
    """When it was done, in words; or what in the case shows it."""
    proof: str = ""
    aside: str = ""
    """What stands beside the proof: their reference, who holds it."""
    not_needed: str = ""

    @property
    def answered(self) -> bool:
        """Whether nothing is left to do: done, or not needed with a reason."""
        return self.state in (LineState.DONE, LineState.NOT_NEEDED)

    @property
    def proposed(self) -> bool:
        """Whether it is not in the case yet."""
        return self.entity is None


def found_at(snapshot: Snapshot) -> datetime | None:
    """The first moment at which the incident may have been known: when it was found, else reported locally."""
    incident = snapshot.incident
    for time in (incident.found, incident.reported):
        seen = window(time)
        first = seen.earliest if seen.earliest is not None else seen.latest
        if first is not None:
            return moment(first)
    return None


def first_hours(snapshot: Snapshot, now: datetime) -> tuple[FirstLine, ...]:
    """All lines in the order of their groups; within the evidence what is lost soonest comes first."""
    return tuple(
        sorted(
            (
                *_steps(snapshot, now),
                *_own(snapshot, now),
                *_evidence(snapshot, now),
                *_told(snapshot, now),
                *_staff(snapshot, now),
            ),
            key=lambda one: list(Group).index(one.group),
        )
    )


def progress_words(lines: Iterable[FirstLine]) -> str:
    """How far several lines have come: "3 of 5 answered, 1 late"."""
    several = tuple(lines)
    late = sum(one.state is LineState.LATE for one in several)
    said = f"{sum(one.answered for one in several)} of {len(several)} answered"
    return said + (f", {late} late" if late else "")


def left_words(due: datetime, now: datetime) -> str:
    """A moment as seen from now: "in 5 hours", "2 hours late", "in 3 days", "14 days late".

    Days are those of the calendar, as everywhere.
    """
    minutes = round((due - now).total_seconds() / 60)
    days = abs((due.date() - now.date()).days)
    late, size = minutes < 0, abs(minutes)
    if size < 60:
        said = f"{size} min"
    elif size < 48 * 60:
        said = counted(size // 60, "hour")
    else:
        said = counted(days, "day")
    return f"{said} late" if late else f"in {said}"


def due_of(time: Time) -> datetime | None:
    """The last moment at which something said to be due by a time is not late; None where nothing is said."""
    seen = window(time)
    last = seen.latest if seen.latest is not None else seen.earliest
    return moment(last) if last is not None else None


# -- the groups ---------------------------------------------------------------------------------------------


def _steps(snapshot: Snapshot, now: datetime) -> Iterator[FirstLine]:
    """Each step of the early response: by the immediate action that answers it, by the case, or still proposed."""
    answered: dict[str, list[ImmediateAction]] = {}
    for one in snapshot.of(ImmediateAction).values():
        if early_step(one.code) is not None:
            answered.setdefault(one.code, []).append(one)
    shown = shown_by_case(snapshot, now.date())
    found = found_at(snapshot)
    for step in early_steps():
        due = _within(found, step)
        several = answered.get(step.id, [])
        for one in sorted(several, key=lambda one: one.order):
            yield _action(one, HOURS[step.within_hours], now, due, step, shown.get(step.id, ""))
        if not several:
            said = shown.get(step.id, "")
            yield FirstLine(
                key=step.id,
                group=HOURS[step.within_hours],
                entity=None,
                what=step.step,
                state=LineState.DONE if said else _open(due, now),
                code=step.id,
                why=step.mark,
                due=due,
                due_said=_moment_words(due),
                done_said=said,
            )


def _own(snapshot: Snapshot, now: datetime) -> Iterator[FirstLine]:
    """Immediate actions beside the steps. One without a time belongs to the first day."""
    found = found_at(snapshot)
    own = [one for one in snapshot.of(ImmediateAction).values() if early_step(one.code) is None]
    for one in sorted(own, key=lambda one: one.order):
        due = due_of(one.due)
        hours = (due - found).total_seconds() / 3600 if due is not None and found is not None else 0
        group = Group.WITHIN_24 if hours <= 24 else Group.WITHIN_48 if hours <= 48 else Group.WITHIN_72
        yield _action(one, group, now, None, None, "")


def _action(
    one: ImmediateAction,
    group: Group,
    now: datetime,
    usual: datetime | None,
    step: EarlyStep | None,
    shown: str,
) -> FirstLine:
    due = due_of(one.due) or usual
    done = has_happened(one.done, now.date()) or bool(shown)
    return FirstLine(
        key=one.id,
        group=group,
        entity=one,
        what=one.what or (step.step if step is not None else ""),
        state=_state(done, bool(one.not_needed.strip()), due, now),
        code=one.code,
        why=step.mark if step is not None else "",
        owner=one.owner,
        due=due,
        due_said=_said(one.due) or _moment_words(due),
        done_said=_said(one.done) or shown,
        proof=one.proof,
        not_needed=one.not_needed,
    )


def _evidence(snapshot: Snapshot, now: datetime) -> Iterator[FirstLine]:
    """What will be lost, soonest first, then what was secured; evidence that stays is no matter of hours."""
    items = [one for one in snapshot.of(EvidenceItem).values() if one.secured or to_secure(one)]
    lines = [
        FirstLine(
            key=one.id,
            group=Group.EVIDENCE,
            entity=one,
            what=one.name,
            # What may be gone from a day on is late from its first moment, not from the end of that day.
            state=LineState.DONE if one.secured else _open(lost_from(one), now),
            owner=one.secured_by,
            due=lost_from(one),
            due_said=_said(one.vanishes),
            done_said="Secured" if one.secured else "",
            proof=one.kept_at,
            aside=f"held by {one.holder}" if one.holder else "",
        )
        for one in items
    ]
    return iter(sorted(lines, key=lambda one: (one.answered, one.due or datetime.max)))


def _told(snapshot: Snapshot, now: datetime) -> Iterator[FirstLine]:
    """Who is noted as having to be told, then who the answers to the criteria ask for and is not noted yet."""
    found = found_at(snapshot)
    step = early_step(NOTIFY)
    usual = _within(found, step) if step is not None else None
    wanted = bodies(snapshot)
    by_deadline = told_by_deadline(snapshot, now.date())
    said = _said(by_deadline.met) if by_deadline is not None else ""
    for one in snapshot.of(Notification).values():
        body = next((each for each in wanted if each.is_for(one)), None)
        due = due_of(one.due) or (usual if body is not None and body.commissioner else None)
        met = said if is_commissioner(one.whom) else ""
        yield FirstLine(
            key=one.id,
            group=Group.TOLD,
            entity=one,
            what=one.whom,
            state=_state(
                has_happened(one.when, now.date()) or bool(met), bool(one.not_needed.strip()), due, now
            ),
            code=one.code,
            why=one.why,
            owner=one.owner or one.by,
            due=due,
            due_said=_said(one.due) or _moment_words(due),
            done_said=_said(one.when) or met,
            proof=one.proof,
            aside=f"their reference {one.reference}" if one.reference else "",
            not_needed=one.not_needed,
        )
    for each in wanted:
        if each.noted is None:
            due = usual if each.commissioner else None
            met = said if each.commissioner else ""
            yield FirstLine(
                key=each.key,
                group=Group.TOLD,
                entity=None,
                what=each.whom,
                state=_state(bool(met), False, due, now),
                code=each.code,
                why=each.why,
                due=due,
                due_said=_moment_words(due),
                done_said=met,
                proof=by_deadline.proof if met and by_deadline is not None else "",
            )


def _staff(snapshot: Snapshot, now: datetime) -> Iterator[FirstLine]:
    for one in snapshot.of(StaffSupport).values():
        due = due_of(Time(kind=TimeKind.DATE, start=one.due)) if one.due else None
        offered = has_happened(one.when, now.date())
        taken = word(one.taken_up).lower() if one.taken_up in (Answer.YES, Answer.NO) else ""
        yield FirstLine(
            key=one.id,
            group=Group.STAFF,
            entity=one,
            what=one.offer,
            state=_state(offered, False, due, now),
            owner=one.owner or one.by,
            due=due,
            due_said=date_words(one.due, short=True) if one.due else "",
            done_said=_said(one.when),
            proof=f"taken up: {taken}" if taken else "",
        )


# -- what all lines share -----------------------------------------------------------------------------------


def by_group(lines: Iterable[FirstLine]) -> Mapping[Group, tuple[FirstLine, ...]]:
    """The lines by their groups, every group among them."""
    several = tuple(lines)
    return {group: tuple(one for one in several if one.group is group) for group in Group}


def _within(found: datetime | None, step: EarlyStep) -> datetime | None:
    """When a step is due; None where nobody says when the incident was found, or a slip such as the year 9999 does."""
    try:
        return found + timedelta(hours=step.within_hours) if found is not None else None
    except OverflowError:
        return None


def _state(done: bool, not_needed: bool, due: datetime | None, now: datetime) -> LineState:
    if not_needed:
        return LineState.NOT_NEEDED
    return LineState.DONE if done else _open(due, now)


def _open(due: datetime | None, now: datetime) -> LineState:
    return LineState.LATE if due is not None and due < now else LineState.OPEN


def _said(time: Time) -> str:
    return short_label(time) if time.kind is not TimeKind.UNKNOWN or time.said else ""


def _moment_words(due: datetime | None) -> str:
    if due is None:
        return ""
    return f"{date_words(due.date().isoformat(), short=True)} {due:%H:%M}"
