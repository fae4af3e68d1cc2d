"""Seeded faults of the Duty of Candour, of promises and of the contact plan."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    Answer,
    CandourStep,
    CandourTest,
    Contact,
    ContactPlan,
    CriterionAnswer,
    Reached,
    Snapshot,
    StepOutcome,
)
from tests.checks.seeded.fault import Edit, changed, fault
from tests.checks.seeded.making import when


@fault("C-130")
def decision_without_its_ground(case: Snapshot) -> Iterator[Edit]:
    test = case.one(CandourTest)
    yield changed(test, "decided, and not why", reason="")
    yield changed(test, "decided, and not whose opinion", opinion=" ")
    yield changed(test, "decided, and not by whom", by="")


@fault("C-131")
def nobody_told_in_person(case: Snapshot) -> Iterator[Edit]:
    yield Edit("applies, and nobody told", removed=(("candour", "step-DC-03"),))
    told = case.of(CandourStep)["step-DC-03"]
    yield changed(told, "told by letter", means="By letter")
    yield Edit(
        "not known, and nobody told",
        (replace(case.one(CandourTest), applies=Answer.NOT_KNOWN),),
        (("candour", "step-DC-03"),),
    )


@fault("C-132")
def sorry_if(case: Snapshot) -> Iterator[Edit]:
    one = case.of(CandourStep)["step-DC-06"]
    yield changed(one, "sorry if", apology="We are sorry if you feel that we came late.")
    yield changed(one, "sorry, but", apology="We are sorry, but the ward was full that night.")
    letter = case.of(CandourStep)["step-DC-09"]
    yield changed(letter, "any distress", apology="We apologise for any distress this may have caused.")


@fault("C-133")
def letter_without_content(case: Snapshot) -> Iterator[Edit]:
    for number in (1, 2, 3):
        held = case.of(CriterionAnswer)[f"answer-DC-09.{number}"]
        yield Edit(
            f"letter without item {number}",
            (replace(held, answer=Answer.NO),),
            speaks_of=frozenset(("step-DC-09",)),
        )


@fault("C-134", C_138="and nobody asked again")
def said_to_be_out_of_reach(case: Snapshot) -> Iterator[Edit]:
    told = case.of(CandourStep)["step-DC-03"]
    yield changed(told, "out of reach, and they were spoken with", became=StepOutcome.UNREACHABLE)
    called = tuple(replace(one, reached=Reached.NO_ANSWER) for one in list(case.of(Contact).values())[:1])
    yield Edit(
        "out of reach after one call",
        (replace(told, became=StepOutcome.UNREACHABLE), *called),
        tuple(("contact", one.id) for one in list(case.of(Contact).values())[1:]),
        frozenset((told.id,)),
    )


@fault("C-135")
def promise_past_its_day(case: Snapshot) -> Iterator[Edit]:
    first = next(iter(case.of(Contact).values()))
    yield changed(first, "a promise not kept", kept="")
    yield changed(first, "another promise, open", kept="", promised="Copies of the charts")


@fault("C-136")
def nobody_keeps_in_touch(case: Snapshot) -> Iterator[Edit]:
    yield Edit("no contact plan", removed=(("contact_plan", "plan"),))


@fault("C-137")
def news_overdue(case: Snapshot) -> Iterator[Edit]:
    plan = case.of(ContactPlan)["plan"]
    yield changed(plan, "news each three days", every=3)
    yield changed(plan, "next contact passed", next="2025-11-22")


@fault("C-138")
def declined_and_left_so(case: Snapshot) -> Iterator[Edit]:
    told = case.of(CandourStep)["step-DC-03"]
    late = replace(
        told, became=StepOutcome.DECLINED, outcome="“I cannot hear this now”", when=when("2025-11-22")
    )
    yield Edit("declined, and nobody asked again", (late,), speaks_of=frozenset((told.id,)))


@fault("C-139")
def grade_as_reason(case: Snapshot) -> Iterator[Edit]:
    test = case.one(CandourTest)
    yield changed(test, "graded", reason="Graded as moderate harm on LFPSE")
    yield changed(test, "a grade alone", reason="Moderate harm")
