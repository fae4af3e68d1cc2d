"""The decision on the response in a sound case: every criterion answered, and a team that can look into it."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.model import Answer, CriterionAnswer, Entity, Profile, TeamMember, TeamPart
from rca_workbench.reference.criteria import Part, criteria_for
from tests.checks.seeded.making import when

LEVEL = {Profile.PSIRF: "M-PSII", Profile.SIF2015: "L2"}
"""The response that the answers below lead to."""
_YES = {Profile.PSIRF: ("PQ-3", "CH-6"), Profile.SIF2015: ("SI-2", "L2")}
_CLOCKS = {
    Profile.PSIRF: (("TS-PSIRF-01", "16"), ("TS-PSIRF-03", "28")),
    Profile.SIF2015: (("TS-SIF-01", "15"), ("TS-SIF-02", "16"), ("TS-SIF-03", "28")),
}
"""The deadlines that follow, each with the day of the month on which it was met."""
_PARTS = (Part.SERIOUS, Part.QUESTION, Part.NATIONAL, Part.NOTIFY)


def deciding(profile: Profile, reasons: str, on: str) -> Iterator[Entity]:
    """Answers to all criteria of a framework, what follows from them, and the team."""
    for one in criteria_for(profile):
        yes = one.id in _YES[profile]
        if yes or one.part in _PARTS:
            yield CriterionAnswer(
                id=f"criterion-{one.id}", criterion=one.id, wording=one.ask, list_version=one.list_version,
                answer=Answer.YES if yes else Answer.NO, reason=reasons if yes else "Not what happened here",
                by="Patient safety panel", on=on,
            )  # fmt: skip
    for code, day in _CLOCKS[profile]:
        yield replace(
            started_clock(code, when(on), by="Patient safety panel"),
            id=f"clock-{code}",
            owner="Patient safety lead",
            met=when(f"{on[:8]}{day}"),
            proof="Receipt of the integrated care board",
        )  # type: ignore[type-var]
    yield TeamMember(
        id="lead", role="Patient safety lead of another division", part=TeamPart.LEAD, independent=Answer.YES,
        training="Three days, system-based methods", trained="2024-10-02", order="a",
    )  # fmt: skip
    yield TeamMember(
        id="engaging", role="Family liaison officer", part=TeamPart.ENGAGEMENT_LEAD, independent=Answer.YES,
        training="Involving those affected", trained="2024-11-12", order="b",
    )  # fmt: skip
