"""The report says why this response: what was decided, on which answers, by whom it is looked into."""

from rca_workbench.model import (
    Answer,
    CaseRecord,
    CriterionAnswer,
    Decision,
    Entity,
    Profile,
    Snapshot,
    TeamMember,
    TeamPart,
)
from rca_workbench.report.compose import build
from rca_workbench.report.deciding import decision
from rca_workbench.report.document import Block, Bullets, Edition, Heading, Paragraph, TableBlock, cell_text
from tests.checks.days import TODAY


def case(*things: Entity, profile: Profile = Profile.PSIRF) -> Snapshot:
    return Snapshot.empty().changed([CaseRecord(id="case", profile=profile), *things], (), "head")


def text(blocks: list[Block]) -> str:
    said = []
    for one in blocks:
        match one:
            case Paragraph():
                said.append("".join(span.text for span in one.spans))
            case Heading():
                said.append(one.text)
            case Bullets():
                said += ["".join(span.text for span in item) for item in one.items]
            case TableBlock():
                said += [" | ".join(cell_text(cell) for cell in row) for row in one.rows]
    return "\n".join(said)


def table(blocks: list[Block], caption: str) -> tuple[tuple[str, ...], ...]:
    rows = next(one.rows for one in blocks if isinstance(one, TableBlock) and one.caption == caption)
    return tuple(tuple(cell_text(cell) for cell in row) for row in rows)


DECIDED = Decision(
    id="d", outcome="A response is required nationally.", level="M-PSII", reason="The review of the death.\nAnd its size.",
    alternatives="After action review", by="Incident panel", on="2026-03-14",
    proposed="Patient safety incident investigation",
)  # fmt: skip
DEATH = CriterionAnswer(
    id="a", criterion="NR-02", wording="Death more likely than not due to problems in care", answer=Answer.YES,
    reason="The scores were not acted on", by="Patient safety lead", on="2026-03-14",
    list_version="incident_thresholds 2026-06 0a1b2c3d",
)  # fmt: skip


def test_the_decision_stands_with_its_reasons_and_alternatives() -> None:
    said = text(decision(case(DECIDED)))
    assert said.startswith(
        "A response is required nationally.\nResponse: Patient safety incident investigation"
    )
    assert "Reasons: The review of the death.\nAnd its size." in said
    assert "Alternatives weighed: After action review" in said
    assert "Decided: Incident panel, 14 March 2026" in said
    assert "What the answers led to" not in said  # the same


def test_what_the_answers_led_to_is_printed_where_it_was_another() -> None:
    other = Decision(
        id="d", outcome="A huddle", level="M-SWARM", on="2026-03-14", proposed="After action review"
    )
    assert "What the answers led to: After action review" in text(decision(case(other)))


def test_criteria_are_printed_as_they_read_and_a_plain_no_is_counted() -> None:
    no = [
        CriterionAnswer(id=f"n{n}", criterion=id, answer=Answer.NO) for n, id in enumerate(("NR-06", "ON-09"))
    ]
    question = CriterionAnswer(id="q", criterion="PQ-4", answer=Answer.NO, reason="Nothing is under way")
    blocks = decision(case(DECIDED, DEATH, question, *no))
    rows = table(blocks, "Criteria")
    assert rows[-1] == (
        "Death more likely than not due to problems in care", "Yes", "The scores were not acted on",
        "Patient safety lead, 14 March 2026",
    )  # fmt: skip
    assert any("under way" in row[0] and row[1:3] == ("No", "Nothing is under way") for row in rows)
    said = text(blocks)
    assert (
        "Answered with no besides: 1 event with a required response, 1 reason to tell somebody else." in said
    )
    assert "criteria have no answer" in said
    assert "Answered on these lists: Incident thresholds, list of June 2026." in said


def test_what_is_not_checked_says_so_beside_the_criterion() -> None:
    found = CriterionAnswer(id="a", criterion="ON-09", answer=Answer.YES, reason="The police were called")
    assert (
        table(decision(case(found)), "Criteria")[0][0] == "Possible crime\n(Not checked against the source)"
    )


def test_an_answer_that_follows_from_a_never_event_names_it() -> None:
    found = CriterionAnswer(id="a", criterion="NE-03", answer=Answer.YES, reason="A swab was found")
    rows = table(decision(case(found)), "Criteria")
    assert any(row[2] == "By: Retained foreign object post procedure" for row in rows)


def test_a_criterion_that_left_the_list_is_printed_with_its_stamp() -> None:
    gone = CriterionAnswer(
        id="g", criterion="NR-99", wording="Incident in a scheme that ended", answer=Answer.YES,
        list_version="incident_thresholds 2024-01 0a1b2c3d",
    )  # fmt: skip
    row = table(decision(case(gone)), "Criteria")[0]
    assert (
        row[0]
        == "Incident in a scheme that ended\n(no longer on the list: Incident thresholds, list of January 2024)"
    )


def test_answers_of_the_other_framework_are_not_printed() -> None:
    said = text(decision(case(DECIDED, DEATH, profile=Profile.SIF2015)))
    assert "problems in care" not in said


def test_the_team_is_printed_by_role_with_independence() -> None:
    member = TeamMember(
        id="m", role="Patient safety lead", part=TeamPart.LEAD, independent=Answer.NO,
        interests="Worked on the ward until 2024; the chair reads each draft", training="Two days", trained="2025-02-03",
    )  # fmt: skip
    row = table(decision(case(DECIDED, member)), "The team")[0]
    assert row[:2] == ("Patient safety lead", "Leads the response")
    assert row[3] == "No\nWorked on the ward until 2024; the chair reads each draft"
    assert row[4] == "Two days, 3 February 2025"


def test_earlier_decisions_stay_visible() -> None:
    first = Decision(id="d0", outcome="After action review", by="Matron", on="2026-03-02")
    assert "2 March 2026: After action review (Matron)." in text(decision(case(DECIDED, first)))


def test_with_nothing_decided_the_section_says_so() -> None:
    blocks = decision(case())
    assert isinstance(blocks[0], Paragraph) and blocks[0].style == "Placeholder"


def test_the_investigation_report_has_it_after_the_approach() -> None:
    headings = [
        one.text
        for one in build(case(DECIDED, DEATH), "investigation_report", edition=Edition(TODAY)).headings
    ]
    heading = "Why this response, and who looked into it"
    assert headings.index(heading) > headings.index("Investigation approach")
