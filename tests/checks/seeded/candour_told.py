"""The Duty of Candour and the contact plan of a sound case: the test, the decision, and what the letter holds."""

from dataclasses import replace

from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.model import Answer, CandourTest, ContactPlan, CriterionAnswer, Entity, InvolvedAs
from rca_workbench.reference.candour import candour_parts, candour_steps, candour_version
from tests.checks.seeded.making import when

REASONS = (
    "Nobody expected it when care was planned",
    "It happened in the course of treatment",
    "The harm could have lasted, in the opinion of Consultant 1",
)


def candour_told(relative: str, found: str) -> list[Entity]:
    """All of it, for one relative; `found` is when the incident was found."""
    day = found[:8]
    made: list[Entity] = [
        CandourTest(
            id="candour_test", provider_type="health_service_body", harms="Moderate increase in treatment",
            opinion="Consultant 1", aware=when(found), applies=Answer.YES,
            reason="More treatment was needed than was planned", by="Patient safety panel", on=f"{day}13",
            person=relative, basis="RP2", lead="Family liaison lead", list_version=candour_version(),
        ),
        ContactPlan(
            id="plan", person=relative, lead="Family liaison lead", involved_as=InvolvedAs.DRAFT, every=14,
            support="Bereavement service, taken up", explained=f"{day}13",
        ),
    ]  # fmt: skip
    for part, reason in zip(candour_parts(), REASONS, strict=True):
        made.append(_answer(part.id, part.test, reason, f"{day}13"))
    for rule in candour_steps():
        for id, said in rule.must_contain:
            made.append(_answer(id, said, "", f"{day}13"))
    for code in ("TS-DOC-01", "TS-DOC-02", "TS-DOC-03"):
        made.append(
            replace(
                started_clock(code, when(f"{day}13"), by="Family liaison lead", local=True),
                id=f"clock-{code}", met=when(f"{day}13"), proof="Record of the conversation; copy of the letter",
            )
        )  # fmt: skip
    return made


def _answer(id: str, wording: str, reason: str, on: str) -> CriterionAnswer:
    return CriterionAnswer(
        id=f"answer-{id}", criterion=id, wording=wording, answer=Answer.YES, reason=reason, by="Patient safety panel",
        on=on, list_version=candour_version(),
    )  # fmt: skip
