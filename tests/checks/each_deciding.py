"""For each rule on the decision about the response, a case that breaks it and a sound one."""

from collections.abc import Iterable

from rca_workbench.model import (
    Answer,
    CaseRecord,
    CriterionAnswer,
    Decision,
    Entity,
    Notification,
    Profile,
    Review,
    TeamMember,
    TeamPart,
    Time,
    TimeKind,
)
from rca_workbench.reference.criteria import Part, criteria_for

SIF = CaseRecord(id="case", profile=Profile.SIF2015)
DECIDED = Decision(id="d", outcome="Investigate", level="M-PSII", on="2026-03-14")
LEAD = TeamMember(id="m", role="Patient safety lead, surgery", part=TeamPart.LEAD)
ALL = tuple(
    CriterionAnswer(id=f"a-{one.id}", criterion=one.id, answer=Answer.NO)
    for one in criteria_for(Profile.PSIRF)
    if one.part in (Part.QUESTION, Part.NATIONAL, Part.NOTIFY)
)


def decided(**more: object) -> Decision:
    return Decision(**({"id": "d", "outcome": "Investigate", "level": "M-PSII", "on": "2026-03-14"} | more))  # type: ignore[arg-type]


def said(id: str, answer: Answer, **more: object) -> CriterionAnswer:
    return CriterionAnswer(id=f"a-{id}", criterion=id, answer=answer, **more)  # type: ignore[arg-type]


def told(day: str) -> Notification:
    return Notification(
        id="n", code="SI-1", whom="Commissioner (StEIS)", when=Time(kind=TimeKind.DATE, start=day)
    )


SERIOUS = said("SI-1", Answer.YES, on="2026-03-04")
DUE = decided(reconsider="2026-03-28")
SENT = Review(id="r", version="Draft 1", sent="2026-05-02")

EACH_DECIDING: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-100": ((DECIDED, *ALL[:-1]), (DECIDED, *ALL)),
    "C-101": (
        (decided(list_version="never_events 2024-01 0a1b2c3d"),),
        (decided(list_version="of our own 1"),),
    ),
    "C-102": (
        (decided(proposed="After action review"), said("NR-02", Answer.YES)),
        (decided(proposed="Patient safety incident investigation"), said("NR-02", Answer.YES)),
    ),
    "C-103": ((SIF, SERIOUS, told("2026-03-16")), (SIF, SERIOUS, told("2026-03-06"))),
    "C-104": ((DECIDED, LEAD), (DECIDED, TeamMember(id="m", part=TeamPart.LEAD, independent=Answer.YES))),
    "C-105": ((DUE, SENT), (DUE, SENT, Decision(id="d2", outcome="It stays", on="2026-03-27"))),
    "C-106": (
        (decided(level="M-SWARM"), said("NR-02", Answer.YES)),
        (decided(level="M-SWARM", alternatives="The coroner leads"), said("NR-02", Answer.YES)),
    ),
    "C-107": ((DECIDED, LEAD), (DECIDED, TeamMember(id="m", part=TeamPart.ENGAGEMENT_LEAD))),
    "C-108": (
        (said("NE-01", Answer.YES), said("NR-01", Answer.NO)),
        (said("NE-01", Answer.YES), said("NR-01", Answer.YES)),
    ),
    "C-109": ((said("ON-02", Answer.NOT_KNOWN),), (said("ON-02", Answer.NO),)),
}
