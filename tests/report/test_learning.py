"""The learning bulletin, SBAR, and learning in the full report."""

import zipfile
from pathlib import Path

from rca_workbench.model import (
    Action,
    ActionStatus,
    Answer,
    CaseRecord,
    Entity,
    Finding,
    Incident,
    LearningItem,
    Recommendation,
    ReportText,
    Sharing,
    Snapshot,
    Standing,
    Strength,
)
from rca_workbench.reference import template_folder
from rca_workbench.report import Edition, build, check_template, export_docx
from rca_workbench.report.document import Bullets, Heading, Paragraph
from rca_workbench.report.learning import learning
from tests.checks.days import TODAY
from tests.drawing.builders import case

RECORD = CaseRecord(
    id="case", title="The night of 4 May on ward 7", organisation="Northwick Vale", marking="Confidential"
)
TOLD = Incident(
    id="incident",
    summary="On 4 May 2026 a result was seen late on ward 7. It was 02:20. Nobody knew. The rest is longer.",
    setting="Ward 7",
    harm="A man lost his sight.",
    safe_now="Yes, the inboxes are emptied by hand.",
)
LESSON = LearningItem(
    id="l",
    text="Every result has one inbox",
    audience="All wards",
    checked_by="Caldicott lead",
    owner="Safety lead",
    about=("k",),
)


def said(snapshot: Snapshot, name: str) -> dict[str, list[str]]:
    """The texts of a document under each heading."""
    found: dict[str, list[str]] = {}
    under = ""
    for one in build(snapshot, name, edition=Edition(TODAY)).blocks:
        if isinstance(one, Heading):
            under = one.text
            found[under] = []
        elif isinstance(one, Paragraph):
            found[under].append("".join(span.text for span in one.spans))
        elif isinstance(one, Bullets):
            found[under] += ["".join(span.text for span in item) for item in one.items]
    return found


def bulletin(*more: Entity) -> dict[str, list[str]]:
    return said(case(RECORD, TOLD, *more), "learning_bulletin")


def test_both_templates_have_nothing_wrong_with_them() -> None:
    for name in ("learning_bulletin", "sbar"):
        assert check_template(template_folder() / name) == []


def test_the_bulletin_says_what_happened_in_two_sentences_of_anywhere() -> None:
    page = bulletin(LESSON)
    assert page["What happened"] == ["On [a day] a result was seen late on [a place]. It was [a time]."]
    assert "square brackets" in page["Before this goes out"][0]


def test_the_teams_own_words_stand_in_place_of_the_cases() -> None:
    own = ReportText(id="t", template="learning_bulletin", section="happened", text="A result was seen late.")
    page = bulletin(LESSON, own)
    assert page["What happened"] == ["A result was seen late."]
    assert "Before this goes out" not in page


def test_own_words_that_say_when_are_pointed_at() -> None:
    own = ReportText(id="t", template="learning_bulletin", section="happened", text="It was on 4 May.")
    assert "4 May" in bulletin(LESSON, own)["Before this goes out"][0]


def test_the_bulletin_says_what_others_can_change_and_what_changes_here() -> None:
    page = bulletin(
        LESSON,
        Action(id="a", text="One inbox for all results", strength=Strength.STRONGER),
        Action(id="b", text="A list on the wall", status=ActionStatus.IN_PROGRESS),
        Action(id="c", text="A poster", status=ActionStatus.STOPPED),
        Action(id="d", text="A second reader", strength=Strength.STRONGER, status=ActionStatus.EFFECTIVE),
        Recommendation(id="r", text="The supplier shows who has read a result"),
        Recommendation(id="s", text="The regulator should close the gap"),
        Recommendation(id="t", text="Publish the standard", to="The regulator", standing=Standing.DECLINED),
        Recommendation(id="u", text="Publish the list", to="the supplier", response="It is in hand"),
    )
    assert page["What you could do differently"] == [
        "The supplier shows who has read a result.",
        "One inbox for all results.",
    ]
    assert page["What is changing here"] == [
        "A second reader (effective).",
        "A list on the wall (in progress).",
        "Asked of others: The regulator should close the gap (no answer yet).",
        "Asked of the supplier: Publish the list (answered).",
    ]
    assert page["Why it matters"] == ["A man lost his sight."]
    assert page["Who to ask"] == ["Safety lead."]


def test_the_report_says_what_went_out_together_apart_from_training_that_names_no_lesson() -> None:
    snapshot = case(
        RECORD,
        LESSON,
        Sharing(id="b", form="LS-01", to="All wards"),
        Sharing(id="t", form="LS-04", to="New starters"),
    )
    texts = [
        "".join(span.text for span in one.spans) for one in learning(snapshot) if isinstance(one, Paragraph)
    ]
    assert "All of this went out together: Safety bulletin to All wards." in texts
    assert "Which lesson it was for is not said: Training or simulation link to New starters." in texts


def test_findings_stand_in_for_lessons_and_a_missing_second_check_is_said() -> None:
    page = bulletin(Finding(id="k", text="Nobody's inbox is the last"))
    assert page["What we learned"] == ["Nobody's inbox is the last."]
    page = bulletin(LearningItem(id="l", text="Every result has one inbox"))
    assert "The second check for identities is not recorded yet." in page["Before this goes out"]


def test_a_bulletin_that_names_nobody_to_ask_says_so() -> None:
    nobody = case(RECORD, LearningItem(id="l", text="Every result has one inbox"))
    page = said(nobody, "learning_bulletin")
    assert page["Before this goes out"][-1] == "Nobody is named whom readers could ask."
    assert page["Who to ask"][0].startswith("Nobody is named whom readers could ask.")


def test_a_bulletin_that_would_run_over_one_page_says_so() -> None:
    many = [
        LearningItem(
            id=f"l{at}", text="A lesson of about a line " * 3, order=f"a{at:02}", checked_by="x", owner="y"
        )
        for at in range(40)
    ]
    assert "will not fit on one page" in bulletin(*many)["Before this goes out"][0]
    few = bulletin(*many[:5]).get("Before this goes out", [])
    assert not any("will not fit" in one for one in few)


def test_the_file_of_the_bulletin_says_nothing_of_the_case_in_its_properties(tmp_path: Path) -> None:
    out = tmp_path / "bulletin.docx"
    export_docx(
        case(RECORD, TOLD, LESSON),
        out,
        template="learning_bulletin",
        page_numbers=False,
        edition=Edition(TODAY),
    )
    with zipfile.ZipFile(out) as held:
        everything = "".join(held.read(name).decode("utf-8", "ignore") for name in held.namelist())
    assert "One inbox" in everything or "one inbox" in everything
    for secret in ("4 May", "ward 7", "Ward 7", "Northwick", "Confidential"):
        assert secret not in everything


def test_sbar_has_its_four_parts_from_the_case() -> None:
    page = said(
        case(
            RECORD, TOLD, Finding(id="k", text="Nobody's inbox is the last"),
            Action(id="a", text="One inbox", owner="Chief clinical information officer", due="2026-09-01"),
        ),
        "sbar",
    )  # fmt: skip
    assert list(page) == ["Situation", "Background", "Assessment", "Recommendation"]
    assert page["Situation"][-1] == "Safe now: Yes, the inboxes are emptied by hand."
    assert page["Assessment"] == ["Nobody's inbox is the last."]
    assert page["Recommendation"] == [
        "One inbox. Chief clinical information officer, proposed, due 1 September 2026."
    ]


def test_sbar_of_a_case_that_has_just_begun_says_what_is_missing() -> None:
    page = said(case(CaseRecord(id="case")), "sbar")
    assert page["Situation"] == ["What happened is not yet written."]
    assert page["Assessment"] == ["No findings yet."]


def test_sbar_asks_for_nothing_that_was_declined() -> None:
    asked = [
        Recommendation(id="r", text="One inbox for all", to="Board"),
        Recommendation(id="s", text="A second pager", standing=Standing.DECLINED),
    ]
    assert said(case(RECORD, *asked), "sbar")["Recommendation"] == ["One inbox for all. Asked of Board."]


def test_the_report_says_where_lessons_went_and_who_was_told() -> None:
    page = said(
        case(
            RECORD, TOLD, Finding(id="k", code="K1", text="Nobody's inbox is the last"),
            LearningItem(
                id="l", text="Every result has one inbox", about=("k",), practice="Asked about in supervision",
                seen=Answer.NO, seen_on="2026-08-01", seen_how="Two wards keep a second one",
            ),
            Sharing(id="s", item="l", form="LS-01", to="All wards", on="2026-06-01", beyond=True, reach="212 of 240"),
            Sharing(id="f", form="LS-11", to="His wife", on="2026-05-20", reaction="She wept"),
        ),
        "investigation_report",
    )  # fmt: skip
    assert page["Learning to share"] == [
        "Every result has one inbox.",
        "Comes from: K1 Nobody's inbox is the last.",
        "Went out: Safety bulletin to All wards (1 June 2026, reached 212 of 240, beyond the team).",
        "Training and supervision: Asked about in supervision.",
        "Seen in practice: looked at, and not seen, 1 August 2026: Two wards keep a second one.",
    ]
    assert page["Feedback"] == [
        "Those affected: Feedback to those affected to His wife (20 May 2026).",
        "Who reported the incident: no feedback is recorded yet.",
    ]
    assert not any("wept" in text for texts in page.values() for text in texts)
