"""For each rule on the Duty of Candour and on contact, a case that breaks it and a sound one."""

from collections.abc import Iterable
from datetime import timedelta

from rca_workbench.model import (
    Actor,
    Answer,
    CandourStep,
    CandourTest,
    Contact,
    ContactPlan,
    CriterionAnswer,
    Entity,
    Nature,
    Reached,
    StepOutcome,
)
from tests.checks.days import TODAY
from tests.drawing.builders import at, entry

T = entry("t", at("10:00"))
DAUGHTER = Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY)


def decided(**fields: object) -> CandourTest:
    values: dict[str, object] = {
        "applies": Answer.YES, "reason": "Unplanned return to surgery", "by": "Panel", "opinion": "Consultant 1",
    } | fields  # fmt: skip
    return CandourTest(id="candour_test", **values)  # type: ignore[arg-type]


def step(id: str, **fields: object) -> CandourStep:
    values: dict[str, object] = {
        "step": id, "when": at("10:00", "2025-03-14"), "by": "Consultant 1", "said": "What was known",
    } | fields  # fmt: skip
    return CandourStep(id=id, **values)  # type: ignore[arg-type]


def contact(id: str, day: str, means: str = "Telephone", **fields: object) -> Contact:
    return Contact(id=id, person="d", when=at("10:00", day), means=means, **fields)  # type: ignore[arg-type]


def holds(*numbers: int) -> list[Entity]:
    return [
        CriterionAnswer(id=f"h{number}", criterion=f"DC-09.{number}", answer=Answer.YES) for number in numbers
    ]


OUT_OF_REACH = step("DC-03", became=StepOutcome.UNREACHABLE, said="", outcome="Could not be reached")
DECLINED = step("DC-03", person="d", became=StepOutcome.DECLINED, said="", outcome="“I cannot hear this now”")
ONE_CALL = contact("c1", "2025-03-14", reached=Reached.NO_ANSWER)
ATTEMPTS = (
    ONE_CALL,
    contact("c2", "2025-03-15", reached=Reached.MESSAGE),
    contact("c3", "2025-03-18", "Letter", reached=Reached.WRITTEN),
)
PROMISE = contact("p", "2025-03-14", said="Told", promised="A call", next="2025-03-20")
LATER = contact("l", "2025-05-02", said="Told of the first findings")
PLAN = ContactPlan(id="plan", person="d", lead="Matron", every=14)

EACH_CANDOUR: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-130": ((decided(opinion="", reason=""),), (decided(),)),
    "C-131": ((decided(),), (decided(), step("DC-03", means="In person"))),
    "C-132": (
        (step("DC-06", apology="We are sorry if you were upset."),),
        (step("DC-06", apology="I am sorry that we did not come sooner."),),
    ),
    "C-133": (
        (step("DC-09"), *holds(1, 2)),
        (step("DC-09", apology="We are sorry for what happened."), *holds(1, 2, 3)),
    ),
    "C-134": ((DAUGHTER, OUT_OF_REACH, ONE_CALL), (DAUGHTER, OUT_OF_REACH, *ATTEMPTS)),
    "C-135": (
        (PROMISE, LATER),
        (
            contact("p", "2025-03-14", said="Told", promised="A call", next="2025-03-20", kept="2025-03-19"),
            LATER,
        ),
    ),
    "C-136": ((DAUGHTER, T), (DAUGHTER, T, PLAN)),
    "C-137": (
        (DAUGHTER, PLAN, contact("a", "2025-03-14", said="Told")),
        (DAUGHTER, PLAN, contact("a", f"{TODAY - timedelta(days=PLAN.every or 0)}", said="Told")),
    ),
    "C-138": ((decided(), DAUGHTER, DECLINED), (decided(), DAUGHTER, DECLINED, LATER)),
    "C-139": (
        (decided(applies=Answer.NO, reason="Graded as low harm on LFPSE"),),
        (decided(reason="An unplanned return to surgery is a moderate increase in treatment"),),
    ),
}
