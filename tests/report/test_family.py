"""The summary for the family: their questions answered, no codes, roles as one would speak, words explained."""

from datetime import date
from pathlib import Path

import docx
import pytest

from rca_workbench.analysis.reading_age import reading_age
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Comment,
    CommentState,
    ContactPlan,
    Entity,
    Factor,
    FactorStatus,
    Finding,
    FindingKind,
    Incident,
    Nature,
    Question,
    Recommendation,
    ReportText,
    Review,
    ReviewKind,
    Snapshot,
    StaffSupport,
    Standing,
)
from rca_workbench.report import Edition, build, export_docx, outline
from rca_workbench.report.document import Bullets, Heading, Paragraph, TableBlock, cell_text, running_text
from tests.checks.days import TODAY

DAY = date(2025, 6, 1)
NURSE, DAUGHTER = Actor(id="n", role="Ward nurse 1", nature=Nature.STAFF), Actor(
    id="d", role="Patient's daughter", nature=Nature.FAMILY
)  # fmt: skip
F = Factor(id="f", code="F1", text="One doctor covers four wards", status=FactorStatus.FINDING)
K = Finding(id="k", code="K1", text="Nobody could come when Ward nurse 1 escalated (F1).", factors=("f",))


def page(*things: Entity, name: str = "family_summary") -> str:
    """The document as text, a line for each paragraph, point and row."""
    made: list[str] = []
    for block in build(
        Snapshot.empty().changed(things, (), ""), name, pictures=False, edition=Edition(DAY)
    ).blocks:
        match block:
            case Heading():
                made.append(f"# {block.text}")
            case Paragraph():
                made.append("".join(span.text for span in block.spans))
            case Bullets():
                made += ["- " + "".join(span.text for span in item) for item in block.items]
            case TableBlock():
                made += [" | ".join(cell_text(cell) for cell in row) for row in block.rows]
    return "\n".join(made)


def test_a_finding_reads_as_one_would_say_it() -> None:
    said = page(NURSE, F, K)
    assert "Nobody could come when the ward nurse escalated." in said
    assert "F1" not in said and "K1" not in said
    assert "“escalated”: ask a more senior person for help." in said


def test_a_word_is_explained_once_in_a_section() -> None:
    said = page(
        Finding(id="a", text="The NEWS2 was late."), Finding(id="b", text="The NEWS2 was on paper."), NURSE, F
    )
    assert said.count("“NEWS2”:") == 1


def test_questions_stand_in_their_words_with_what_was_answered() -> None:
    said = page(
        DAUGHTER,
        K,
        F,
        Question(id="a", text="Why so late?", person="d", answered_by=("k",), answer="One doctor had four wards."),
        Question(
            id="b", text="Was she in pain?", person="d", cannot_answer="nobody wrote it down",
            agreed="Patient's daughter",
        ),
        Question(id="c", text="Who decided?", person="d"),
    )  # fmt: skip
    assert "“Why so late?”\nOne doctor had four wards." in said
    assert "We cannot answer this. Nobody wrote it down. We agreed this with you." in said
    assert "“Who decided?”\nNot yet answered." in said
    assert "# What we could not find out\n- Nobody wrote it down." in said


def test_what_staff_asked_is_no_part_of_it() -> None:
    assert "Who will cover" not in page(NURSE, Question(id="q", text="Who will cover me?", person="n"))


def test_changes_say_who_sees_to_them_and_by_when_and_stopped_ones_are_not_promised() -> None:
    said = page(
        Action(id="a", text="A second doctor is on duty at night", owner="Medical director", due="2025-09-01",
               status=ActionStatus.AGREED),
        Action(id="b", text="The chart is on every screen", done="2025-05-02", status=ActionStatus.EFFECTIVE),
        Action(id="c", text="A poster", status=ActionStatus.STOPPED),
        Action(id="d", text="A new rota", due="2026-01-01"),
    )  # fmt: skip
    assert (
        "- A second doctor is on duty at night. The medical director will see that it is done by 1 September 2025."
        in said
    )
    assert (
        "- The chart is on every screen. This was done on 2 May 2025. We have checked that it works." in said
    )
    assert "- A new rota. This is proposed and not yet agreed, to be done by 1 January 2026." in said
    assert "poster" not in said
    assert "The last of the changes above is due by 1 September 2025." in said


def test_nobody_is_told_that_it_was_done_and_works_where_no_day_says_so() -> None:
    said = page(Action(id="b", text="The chart is on every screen", status=ActionStatus.EFFECTIVE))
    assert "The chart is on every screen" in said
    assert "This was done" not in said and "checked that it works" not in said


def test_what_was_asked_of_others_names_them_as_one_would() -> None:
    said = page(
        Recommendation(id="r", text="Close the gap in the rules", to="Civil Aviation Authority"),
        Recommendation(id="t", text="Show who has read it", to="The supplier"),
        Recommendation(id="s", text="Look at the forms", to="Neighbouring trust", standing=Standing.DECLINED),
    )
    assert "- Close the gap in the rules. We asked this of the Civil Aviation Authority." in said
    assert "- Show who has read it. We asked this of the supplier." in said
    assert "Look at the forms" not in said


def test_whom_to_ask_and_when_they_hear_come_from_the_contact_plan() -> None:
    said = page(
        DAUGHTER, ContactPlan(id="p", person="d", lead="Family liaison lead", next="2025-06-20", every=14)
    )
    assert "Please ask for the family liaison lead." in said
    assert "We will be in touch again on 20 June 2025." in said
    assert "at least every 14 days" in said
    gone = page(DAUGHTER, ContactPlan(id="p", person="d", lead="Family liaison lead", next="2025-05-20"))
    assert "in touch again" not in gone


def test_where_views_differ_both_are_printed() -> None:
    said = page(
        Review(id="r", review_kind=ReviewKind.ACCURACY, person="d"),
        DAUGHTER,
        Comment(id="c", review="r", text="She was not confused.", state=CommentState.DECLINED,
                reply="The notes say she was; both are printed."),
        Comment(id="e", review="r", text="It was half past two.", state=CommentState.ACCEPTED),
    )  # fmt: skip
    assert "# Where we see it differently\n“She was not confused.”\nThe notes say she was" in said
    assert "half past two" not in said


def test_what_the_team_writes_stands_in_place_of_the_findings_and_before_the_contact() -> None:
    own = (
        ReportText(
            id="a", template="family_summary", section="family_found", text="The ward was short of doctors."
        ),
        ReportText(id="b", template="family_summary", section="family_contact", text="Ring us on the ward."),
    )
    said = page(NURSE, F, K, DAUGHTER, ContactPlan(id="p", person="d", lead="Liaison lead"), *own)
    assert "# What we found\nThe ward was short of doctors.\n#" in said
    assert "Ring us on the ward.\nYou can talk to us" in said


def test_what_is_missing_is_said_where_it_is_missing() -> None:
    states = {one.id: one.state for one in outline(Snapshot.empty(), "family_summary", DAY)}
    assert {states[f"family_{name}"] for name in ("opening", "happened", "found", "contact", "next")} == {
        "missing"
    }


def test_its_running_text_is_what_a_reading_age_is_worked_out_from() -> None:
    told = Incident(id="incident", family_summary="Your mother came to us on 4 March. She was very ill.")
    document = build(Snapshot.empty().changed((told,), (), ""), "family_summary", edition=Edition(DAY))
    text = running_text(document)
    assert text.splitlines() == ["Your mother came to us on 4 March. She was very ill."]
    assert reading_age(text).sentences == 2


def test_the_word_file_has_large_type_and_no_journal_head(tmp_path: Path, snapshot: Snapshot) -> None:
    out = tmp_path / "family.docx"
    export_docx(snapshot, out, template="family_summary", page_numbers=False, edition=Edition(TODAY))
    word = docx.Document(str(out))
    size = word.styles["Normal"].font.size
    assert size is not None and size.pt >= 12
    assert "head" not in word.sections[0].footer.paragraphs[0].text.casefold()


@pytest.mark.parametrize("name", ["family_summary", "investigation_report"])
def test_no_identity_is_printed(tmp_path: Path, snapshot: Snapshot, name: str) -> None:
    from .conftest import IDENTITIES

    said = "\n".join(
        str(block) for block in build(snapshot, name, pictures=False, edition=Edition(DAY)).blocks
    )  # fmt: skip
    assert not [one for one in IDENTITIES if one in said]


def test_the_report_says_who_asked_what_answers_it_and_what_fell_away() -> None:
    said = page(
        DAUGHTER,
        K,
        F,
        Question(id="a", code="Q1", text="Why so late?", person="d", answered_by=("k",), answer="One doctor.",
                 replied="2025-05-20", in_terms=True),
        Question(id="b", code="Q2", text="Who decided?", person="d", answered_by=("gone",), answer="Nobody."),
        Question(id="c", code="Q3", text="Was she in pain?", cannot_answer="No record", agreed="Patient's son"),
        name="investigation_report",
    )  # fmt: skip
    assert "Patient's daughter, in the terms of reference." in said
    document = build(
        Snapshot.empty().changed((Question(id="a", text="Why so late?", asked_by="Patient's son"),), (), ""),
        "investigation_report",
        pictures=False,
        edition=Edition(DAY),
    )
    asked = [
        one.style for one in document.blocks if isinstance(one, Paragraph) and "son." in one.spans[0].text
    ]
    assert asked == ["Finding Detail"]  # indented, as the question above it is
    assert "This answer was given on 20 May 2025.\n- K1" in said
    assert "so it answers nothing any more" in said
    assert "This cannot be answered: No record. This was agreed with Patient's son." in said
    assert (
        "1 answered in words in this report, 1 that cannot be answered, as was agreed, 1 not yet answered"
        in said
    )


def test_the_report_prints_the_accuracy_round_and_how_many_staff_were_supported() -> None:
    said = page(
        DAUGHTER,
        NURSE,
        Actor(id="m", role="Ward nurse 2", nature=Nature.STAFF),
        Review(id="r", review_kind=ReviewKind.ACCURACY, person="d", sent="2025-05-20", means="Read together"),
        Comment(id="c", review="r", by="Patient's daughter", text="She was not confused.",
                state=CommentState.DECLINED, reply="The notes say she was."),
        Review(id="s", review_kind=ReviewKind.ACCURACY, to="Patient's son", declined=True),
        StaffSupport(id="o", person="n", offer="Peer support", invited="2025-04-01", feedback="2025-06-20"),
        name="investigation_report",
    )  # fmt: skip
    assert "Patient's daughter | 20 May 2025 | Read together | Returned and answered | 1" in said
    assert "Patient's son |  |  | Did not wish to read it | " in said
    assert "Patient's daughter |  | She was not confused. | Declined | The notes say she was." in said
    assert "1 view still differs from this report." in said
    support = next(line for line in said.splitlines() if line.startswith("1 offer of support"))
    assert "1 of 2 members of staff known to this report had one." in support
    assert "1 was invited to contribute. The findings were shared with 1 of 2 members of staff." in support
    assert "Ward nurse" not in support and "Peer support" not in support
    assert "went to" not in said


def test_good_practice_is_told_apart() -> None:
    said = page(
        Finding(id="g", text="A nurse stayed with her.", finding_kind=FindingKind.GOOD_PRACTICE), F, K, NURSE
    )
    assert "# What went well\nA nurse stayed with her." in said


def test_what_staff_said_of_the_draft_is_not_told_to_the_family() -> None:
    said = page(
        DAUGHTER,
        NURSE,
        Review(id="r", review_kind=ReviewKind.ACCURACY, person="d", sent="2025-05-20"),
        Comment(
            id="c",
            review="r",
            text="She was not confused.",
            state=CommentState.DECLINED,
            reply="The notes say so.",
        ),
        Review(id="s", review_kind=ReviewKind.ACCURACY, person="n", sent="2025-05-20"),
        Comment(
            id="e", review="s", text="I was alone.", state=CommentState.DECLINED, reply="The rota says two."
        ),
    )
    assert "She was not confused." in said
    assert "I was alone." not in said and "The rota says two." not in said


def test_a_question_of_staff_is_not_put_to_the_family_whether_chosen_or_typed_by_role() -> None:
    said = page(
        NURSE,
        Question(id="a", text="Who covers me?", person="n"),
        Question(id="b", text="Was it my fault?", asked_by="Ward nurse 2"),
        Question(id="c", text="Why was nobody there?", asked_by="Patient's son"),
    )
    assert "Why was nobody there?" in said
    assert "Who covers me?" not in said and "Was it my fault?" not in said


def test_a_reply_that_rests_on_what_was_set_aside_says_so_beside_it() -> None:
    gone = Factor(id="f", text="One doctor covers four wards", status=FactorStatus.REJECTED)
    question = Question(id="q", text="Why?", answer="There was one doctor.", answered_by=("f",))
    assert "was set aside, so it answers nothing any more" in page(gone, question)
    stands = Factor(id="f", text="One doctor covers four wards", status=FactorStatus.FINDING)
    assert "answers nothing any more" not in page(stands, question)


def test_staff_with_two_offers_were_told_once() -> None:
    said = page(
        NURSE,
        Actor(id="m", role="Ward nurse 2", nature=Nature.STAFF),
        StaffSupport(id="o", person="n", offer="Peer support", feedback="2025-06-20"),
        StaffSupport(id="p", person="n", offer="Debrief", feedback="2025-06-20"),
        StaffSupport(id="t", person="m", offer="Debrief", due="2025-07-01"),
        name="investigation_report",
    )
    assert (
        "2 offers of support to staff are recorded. 1 of 2 members of staff known to this report had one."
        in said
    )
    assert "The findings were shared with 1 of 2 members of staff." in said
