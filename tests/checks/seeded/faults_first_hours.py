"""Seeded faults of the first hours, and of closing."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    Answer,
    ClosureState,
    CriterionAnswer,
    CustodyEntry,
    Decision,
    DecisionKind,
    EvidenceItem,
    EvidenceKind,
    ImmediateAction,
    Notification,
    Snapshot,
    Time,
)
from tests.checks.seeded.fault import Edit, added, changed, fault, without
from tests.checks.seeded.making import when


def step(case: Snapshot, id: str) -> ImmediateAction:
    """One of the steps of the early response in a sound case."""
    return case.of(ImmediateAction)[id]


@fault("C-120")
def step_unanswered(case: Snapshot) -> Iterator[Edit]:
    yield changed(step(case, "isolated"), "isolating equipment has no answer", done=Time())
    yield without(step(case, "isolated"), "nothing on isolating equipment")
    yield without(step(case, "secured"), "nothing on preserving evidence")
    gone = tuple(("staff_support", id) for id in case.table("staff_support"))
    held = tuple(replace(one, support="A colleague came along") for one in case.table("interview").values())  # type: ignore[call-arg]
    yield Edit("no support for staff", held, gone)


@fault("C-121")
def done_late(case: Snapshot) -> Iterator[Edit]:
    yield added(
        "an action past its time",
        ImmediateAction(id="late1", what="Message to all wards", owner="Matron", due=when("2025-04-01")),
    )
    yield added(
        "an action past its hour",
        ImmediateAction(id="late2", what="Forms taken back", owner="Matron", due=when("2025-04-02T12:00")),
    )


@fault("C-122")
def no_wider_risk(case: Snapshot) -> Iterator[Edit]:
    yield without(step(case, "wider"), "nothing on wider risk")
    yield changed(step(case, "wider"), "wider risk is only planned", done=Time(), due=Time())


@fault("C-123")
def commissioner_not_told(case: Snapshot) -> Iterator[Edit]:
    (one,) = case.of(Notification).values()
    yield without(one, "nothing on the commissioner")
    yield changed(one, "somebody else was told", "case", whom="Coroner")


@fault("C-124", C_30="it is the source of nothing")
def secured_too_late(case: Snapshot) -> Iterator[Edit]:
    item = EvidenceItem(
        id="cctv", name="Camera at the door", evidence_kind=EvidenceKind.DOCUMENT, origin="Security office",
        kept_at="Security office", reference_form="Minute", vanishes=when("2025-04-10"), secured=True,
    )  # fmt: skip
    log = CustodyEntry(id="taken", evidence="cctv", what="Secured", by="Security lead", at=when("2025-04-14"))
    yield added("secured after it was to be lost", item, log)
    hour = replace(item, vanishes=when("2025-04-10T09:00"))
    yield added("secured on a later day", hour, replace(log, at=when("2025-04-11")))


@fault("C-125", C_110="the clock of telling them is not started either")
def body_not_noted(case: Snapshot) -> Iterator[Edit]:
    for code in ("ON-02", "ON-05", "ON-10"):
        yield added(
            f"{code} asks for a body nobody noted",
            CriterionAnswer(
                id=f"criterion-{code}", criterion=code, answer=Answer.YES, reason="Known since March"
            ),
            speaks_of=("case",),
        )


@fault("C-126")
def effect_claimed(case: Snapshot) -> Iterator[Edit]:
    closed = Decision(
        id="closed", decision_kind=DecisionKind.CLOSURE, closure=ClosureState.CLOSED_EFFECT_CONFIRMED,
        outcome="Closed", reason="All terms answered", by="Quality committee", on="2025-11-26",
    )  # fmt: skip
    yield added("closed with an effect nothing shows", closed)


@fault("C-127")
def closed_without_reason(case: Snapshot) -> Iterator[Edit]:
    closed = Decision(
        id="closed", decision_kind=DecisionKind.CLOSURE, closure=ClosureState.CLOSED_ACTIONS_OPEN,
        outcome="Closed", reason="All terms answered", by="Quality committee", on="2025-11-26",
    )  # fmt: skip
    for name in ("reason", "by", "on"):
        yield added(f"closed without {name}", replace(closed, **{name: ""}))
