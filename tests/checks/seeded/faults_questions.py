"""Seeded faults of the family's questions, of words for the family, of support for staff, of factual accuracy."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    Actor,
    Entity,
    Nature,
    Question,
    ReportText,
    Review,
    Snapshot,
    StaffSupport,
    TimelineEntry,
)
from tests.checks.each_questions import HARD
from tests.checks.seeded.fault import Edit, added, changed, extra, fault, led, problem


def question(case: Snapshot) -> Question:
    return next(iter(case.of(Question).values()))


def another_of_the_staff(case: Snapshot, **fields: object) -> tuple[Entity, ...]:
    """One more of the staff on the timeline, with an offer of support that says this."""
    people = case.of(Actor)
    entry = next(
        one
        for one in reversed(case.of(TimelineEntry).values())
        if one.actor is None or people[one.actor].nature is not Nature.STAFF
    )
    support = StaffSupport(id="support9", person="new9", by="Ward manager", **fields)  # type: ignore[arg-type]
    return (
        Actor(id="new9", role="Porter 1", nature=Nature.STAFF, order="z9"),
        replace(entry, actor="new9"),
        support,
    )


@fault("C-140")
def answer_fell_away(case: Snapshot) -> Iterator[Edit]:
    one = question(case)
    yield changed(one, "what answered it was removed", answered_by=("removed9",))
    blank = ReportText(id="text9", section="background", text="")
    yield Edit(
        "traced to a text nobody wrote", (replace(one, answered_by=(blank.id,)), blank), speaks_of=frozenset((one.id,))
    )  # fmt: skip


@fault("C-141")
def not_agreed(case: Snapshot) -> Iterator[Edit]:
    yield changed(
        question(case), "cannot be answered, agreed with nobody", answer="", cannot_answer="No record was kept of it."
    )  # fmt: skip


@fault("C-142")
def answered_by_an_act(case: Snapshot) -> Iterator[Edit]:
    act, *rest = extra(case, is_act=True, level="ACC.ACT", sense="It was the habit of the lodge")
    why, *more = extra(case, 2)
    ties = led(why.id, act.id), led(act.id, problem(case).id)
    one = question(case)
    yield Edit(
        "answered by what somebody did",
        (replace(one, answered_by=(act.id,)), act, *rest, why, *more, *ties),
        speaks_of=frozenset((one.id,)),
    )


@fault("C-143")
def nobody_asked_them(case: Snapshot) -> Iterator[Edit]:
    gone = tuple(("question", id) for id in case.table("question"))
    close = next(one for one in case.of(Actor).values() if one.nature is Nature.FAMILY)
    yield Edit("no question of the family", removed=gone, speaks_of=frozenset((close.id,)))


@fault("C-144")
def hard_to_read(case: Snapshot) -> Iterator[Edit]:
    yield changed(case.incident, "words for the family nobody of 14 can read", family_summary=HARD)
    yield changed(question(case), "an answer nobody of 14 can read", answer=HARD)
    text = ReportText(id="text9", template="family_summary", section="family_found", text=HARD)
    yield added("a summary for the family nobody of 14 can read", text)


@fault("C-145")
def unexplained(case: Snapshot) -> Iterator[Edit]:
    incident, one = case.incident, question(case)
    yield changed(
        incident, "a score by its name alone", family_summary=f"{incident.family_summary} The NEWS2 was high."
    )
    yield changed(one, "an abbreviation in an answer", answer=f"{one.answer} The MDT met on Monday.")


@fault("C-146")
def nothing_offered(case: Snapshot) -> Iterator[Edit]:
    due = another_of_the_staff(case, due="2025-05-02", invited="2025-05-02", feedback="2025-06-20")
    yield added("support to be offered, and not yet offered", *due)


@fault("C-147")
def not_invited(case: Snapshot) -> Iterator[Edit]:
    several = another_of_the_staff(case, offer="Time with a peer supporter", feedback="2025-06-20")
    yield added("supported, and never asked how it was", *several)


@fault("C-148")
def not_told(case: Snapshot) -> Iterator[Edit]:
    several = another_of_the_staff(case, offer="Time with a peer supporter", contributed="Declined")
    yield added("supported, and not told what was found", *several)


@fault("C-149")
def facts_unchecked(case: Snapshot) -> Iterator[Edit]:
    facts = case.of(Review)["facts1"]
    yield changed(facts, "nothing noted since the draft went out", returned="")
    yield changed(facts, "the draft not noted as sent", sent="", returned="")
    close = next(one for one in case.of(Actor).values() if one.nature in (Nature.FAMILY, Nature.PATIENT))
    yield changed(facts, "neither patient nor family asked", close.id, person=None, to="Colleagues")
