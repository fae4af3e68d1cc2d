"""For each rule on the first hours and on closing, a case that breaks it and a sound one."""

from collections.abc import Iterable

from rca_workbench.model import (
    Action,
    ActionStatus,
    Answer,
    ClosureState,
    CriterionAnswer,
    CustodyEntry,
    Decision,
    DecisionKind,
    Entity,
    EvidenceItem,
    ImmediateAction,
    Notification,
    StaffSupport,
    Time,
    TimeKind,
)
from tests.drawing.builders import factor

F = factor("f")


def day(said: str) -> Time:
    return Time(kind=TimeKind.DATE, start=said)


def step(code: str, **fields: object) -> ImmediateAction:
    return ImmediateAction(id=code, code=code, what="Said", **fields)  # type: ignore[arg-type]


def closed(**fields: object) -> Decision:
    plain = {"id": "d", "decision_kind": DecisionKind.CLOSURE, "closure": ClosureState.CLOSED_ACTIONS_OPEN}
    return Decision(**(plain | fields))  # type: ignore[arg-type]


ANSWERED = (
    ImmediateAction(id="a", what="Pump off the ward", done=day("2026-03-12")),
    step("ER-2", not_needed="No device was used"),
    step("ER-3", done=day("2026-03-12")),
    StaffSupport(id="s", offer="Debrief", when=day("2026-03-12")),
)
YES = CriterionAnswer(id="c", criterion="ON-02", answer=Answer.YES, reason="Cause of death unknown")
LATER = Notification(id="n", whom="Commissioner", when=day("2026-04-02"))
CCTV = EvidenceItem(id="e", name="CCTV", vanishes=day("2026-03-18"), secured=True)
SECURED = CustodyEntry(id="k", evidence="e", what="Secured", at=day("2026-03-20"))

EACH_FIRST_HOURS: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-120": ((F, *ANSWERED[:2], *ANSWERED[3:]), (F, *ANSWERED)),
    "C-121": (
        (ImmediateAction(id="i", what="Tell all wards", due=day("2026-03-14")), LATER),
        (
            ImmediateAction(id="i", what="Tell all wards", due=day("2026-03-14"), done=day("2026-03-14")),
            LATER,
        ),
    ),
    "C-122": ((F, step("ER-8")), (F, step("ER-8", done=day("2026-03-14")))),
    "C-123": ((F, Notification(id="n", whom="ICB")), (F, LATER)),
    "C-124": (
        (CCTV, SECURED),
        (EvidenceItem(id="e", name="CCTV", vanishes=day("2026-03-18"), secured=True, note="Whole"), SECURED),
    ),
    "C-125": ((YES,), (YES, Notification(id="n", whom="Coroner", not_needed="The police told them"))),
    "C-126": (
        (
            closed(closure=ClosureState.CLOSED_EFFECT_CONFIRMED),
            Action(id="a", status=ActionStatus.IMPLEMENTED),
        ),
        (
            closed(closure=ClosureState.CLOSED_EFFECT_CONFIRMED),
            Action(id="a", status=ActionStatus.EFFECTIVE, done="2026-09-01", effect_on="2027-01-10"),
        ),
    ),
    "C-127": (
        (closed(reason="All terms answered", by="Quality committee"),),
        (closed(reason="All terms answered", by="Quality committee", on="2026-06-02"),),
    ),
}
