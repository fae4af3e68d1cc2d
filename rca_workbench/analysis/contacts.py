"""How contact with those affected stands: who has a plan, when news is due, and which promises are still open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rca_workbench.analysis.plan import closed_on
from rca_workbench.analysis.reaching import first_day
from rca_workbench.model import CLOSE, Actor, Contact, ContactPlan, InvolvedAs, Reached, Snapshot

NEWS = (Reached.SPOKEN, Reached.WRITTEN, Reached.MESSAGE, None)
"""What came of a contact that brought them news; where nobody said what came of it, it did."""

_HEARD: tuple[tuple[str, Reached], ...] = (
    (
        r"\bno (?:answer|reply|response)\b|\b(?:did not|didn['’]t) (?:answer|pick up)\b|\brang out\b|\bengaged tone\b",
        Reached.NO_ANSWER,
    ),
    (
        r"\bleft (?:a |an )?(?:\w+ )?(?:message|voicemail)\b|\bvoicemail\b|\banswer(?:ing)? ?machine\b",
        Reached.MESSAGE,
    ),
    (
        r"\b(?:do|does|did) not (?:wish|want) to (?:talk|speak|be contacted|meet|hear)\b|"
        r"\bdeclin(?:es|ed) (?:to (?:talk|speak|meet)|contact|the call|the meeting)\b",
        Reached.DECLINED,
    ),
)
"""Words that say what came of a contact, asked from first to last."""
_IN_WRITING = re.compile(
    r"\b(?:letters?|e-?mails?|texts?|text message|post|wrote|written|sms)\b", re.IGNORECASE
)
_PROMISED = re.compile(
    r"(?:^|[.;,]\s+)(?:and )?(?:we |i )?promised:?\s+|\s+(?:and )?(?:we |i )?promised:\s+", re.IGNORECASE
)
"""Where a promise begins: a sentence or clause that starts with the word, or a colon after it. "As promised" is none."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one typed line says of a contact."""

    said: str
    promised: str
    reached: Reached


@dataclass(frozen=True, slots=True)
class PlanState:
    """How contact with one person or family stands on a day."""

    plan: ContactPlan
    person: Actor | None
    last: Contact | None
    """The latest dated contact that brought them news."""
    due: str
    """The day by which they are to hear next, as ISO text; empty where none follows from plan and contacts."""
    late: int
    """How many days that is past; 0 where it is not."""
    promises: tuple[Contact, ...]

    @property
    def who(self) -> str:
        """Who it is, by role."""
        return self.person.role if self.person is not None and self.person.role else "Nobody named yet"

    @property
    def words(self) -> str:
        """When they are to hear next, in words."""
        if self.late:
            return f"News is {self.late} {'day' if self.late == 1 else 'days'} overdue"
        return "" if self.due else "No next contact planned"


def heard(means: str, text: str) -> Heard:
    """What a typed line says: what was said, what was promised, and what came of it by its words.

    "She asks why. Promised: a call on Friday" has both; "No answer" and "left a message" say what came of it; a letter
    is in writing. All else was a conversation.
    """
    said, promised = text.strip(), ""
    if hit := _PROMISED.search(text):
        said, promised = text[: hit.start()].strip(), text[hit.end() :].strip()
    for pattern, reached in _HEARD:
        if re.search(pattern, said, re.IGNORECASE):
            return Heard(said, promised, reached)
    return Heard(said, promised, Reached.WRITTEN if _IN_WRITING.search(means) else Reached.SPOKEN)


def contacts_in_order(snapshot: Snapshot) -> list[Contact]:
    """All contacts, the latest first; those without a day stand before them, as they wait for one."""
    contacts = list(snapshot.of(Contact).values())
    dated = [one for one in contacts if first_day(one.when)]
    waiting = [one for one in contacts if not first_day(one.when)]
    places = {one.id: place for place, one in enumerate(contacts)}
    dated.sort(key=lambda one: (_moment(one), places[one.id]), reverse=True)
    return waiting + dated


def open_promises(snapshot: Snapshot) -> tuple[Contact, ...]:
    """Contacts in which something was promised that is not marked as kept, the earliest due first."""
    found = [one for one in snapshot.of(Contact).values() if one.promised.strip() and not one.kept]
    return tuple(sorted(found, key=lambda one: (one.next or "9999", first_day(one.when) or "9999")))


def promise_late(one: Contact, today: date) -> int:
    """How many days a promise is past the day it was for; 0 where it is not, is kept, or names none."""
    if one.kept or not one.promised.strip() or not one.next:
        return 0
    return max(0, (today - date.fromisoformat(one.next)).days)


def plan_states(snapshot: Snapshot, today: date) -> tuple[PlanState, ...]:
    """How each contact plan stands, those overdue first.

    News at an interval is of the investigation, and ends with it; a next contact that was agreed is owed beyond.
    """
    promises = open_promises(snapshot)
    over = bool(closed_on(snapshot))
    made = [_state(snapshot, plan, today, promises, over) for plan in snapshot.of(ContactPlan).values()]
    return tuple(sorted(made, key=lambda one: (-one.late, one.due or "9999")))


def days_words(every: int) -> str:
    """How often news is due, as it goes on after "at least every"."""
    return "day" if every == 1 else f"{every} days"


def close_ones(snapshot: Snapshot) -> tuple[Actor, ...]:
    """The patient and the family, as People has them."""
    return tuple(one for one in snapshot.of(Actor).values() if one.nature in CLOSE)


def unplanned(snapshot: Snapshot) -> tuple[Actor, ...]:
    """Patient and family, where nobody of them has a contact plan: one plan can stand for a family."""
    close = close_ones(snapshot)
    planned = {one.person for one in snapshot.of(ContactPlan).values()}
    return () if any(one.id in planned for one in close) else close


def _state(
    snapshot: Snapshot, plan: ContactPlan, today: date, promises: Iterable[Contact], over: bool
) -> PlanState:
    contacts = snapshot.pointed_from(Contact, "person", plan.person) if plan.person else ()
    # What is noted for a day to come has told them nothing yet.
    news = [one for one in contacts if one.reached in NEWS and "" < first_day(one.when) <= today.isoformat()]
    last = max(news, key=_moment, default=None)
    heard_on = first_day(last.when) if last is not None else ""
    due = [day for day in (plan.next, last.next if last is not None else "") if day and day > heard_on]
    if heard_on and not over and plan.involved_as is not InvolvedAs.NONE:
        due += _after(heard_on, plan.every)
    first = min(due, default="")
    late = max(0, (today - date.fromisoformat(first)).days) if first else 0
    mine = tuple(one for one in promises if one.person == plan.person)
    return PlanState(plan, snapshot.get(Actor, plan.person), last, first, late, mine)


def _after(day: str, every: int | None) -> list[str]:
    """The day so many days on; none where nothing sound is said, or where the calendar ends before."""
    if every is None or every <= 0:
        return []
    try:
        return [(date.fromisoformat(day) + timedelta(days=every)).isoformat()]
    except OverflowError:
        return []


def _moment(one: Contact) -> str:
    """Where a contact stands in time, to sort by."""
    start = one.when.start or first_day(one.when)
    return start if len(start) >= 10 else first_day(one.when)
