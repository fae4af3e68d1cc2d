"""Report, Review: what readers would have otherwise is seen, decided by keys as one step, and never hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Action,
    Actor,
    Comment,
    CommentState,
    Finding,
    Proposal,
    ProposalKind,
    ProposalState,
    ReportText,
    Review,
    ReviewedDraft,
    ReviewKind,
)
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.report.draft import DraftView
from rca_workbench.ui.places.report.review import ReviewView
from rca_workbench.ui.places.report.review_rows import ABOUT, STATE
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
SENT = "Nobody knew whom to call at night."
NIGHT = "Nobody on the ward knew whom to call at night."
OTHER = "It was not clear whom to call at night."
SUMMARY = "investigation_report:summary"


def view_of(window: MainWindow) -> ReviewView:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, ReviewView)
    return window.view


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def proposal(window: MainWindow, id: str) -> Proposal:
    found = session_of(window).snapshot.get(Proposal, id)
    assert found is not None
    return found


def comment(window: MainWindow, id: str) -> Comment:
    found = session_of(window).snapshot.get(Comment, id)
    assert found is not None
    return found


def finding(window: MainWindow) -> Finding:
    found = session_of(window).snapshot.get(Finding, "f")
    assert found is not None
    return found


@pytest.fixture
def opened(open_window: Open, empty_case: Path) -> MainWindow:
    """Two files have come back of one draft: three changes by two readers, a comment with a reply."""
    window = open_window(empty_case, "report/review")
    with session_of(window).step("Send") as step:
        step.add(Finding(id="f", code="F1", text=SENT))
        step.add(Finding(id="g", code="F2", text="Two systems hold the observations."))
        step.add(
            Review(
                id="r", version="Draft 1", template="investigation_report", sent="2026-05-20", to="Matron",
                review_kind=ReviewKind.DRAFT,
            )
        )  # fmt: skip
        for id, by in (("d1", "Reader 1"), ("d2", "Reader 2")):
            step.add(
                ReviewedDraft(id=id, review="r", template="investigation_report", by=by, on="2026-05-24")
            )
        step.add(
            _change("p1", "d1", "0001", "report_text", SUMMARY, "Summary", "", "A patient died.", "Reader 1")
        )
        step.add(_change("p2", "d1", "0002", "finding", "f", "Findings › F1", SENT, NIGHT, "Reader 1"))
        step.add(_change("p3", "d2", "0003", "finding", "f", "Findings › F1", SENT, OTHER, "Reader 2"))
        step.add(
            Comment(id="c1", draft="d1", review="r", about="g", place="Findings › F2", order="0004", by="Reader 1",
                    quote="Two systems", text="Which two?")
        )  # fmt: skip
        step.add(
            Comment(
                id="c2",
                draft="d2",
                review="r",
                answers="c1",
                order="0004",
                by="Reader 2",
                text="I wonder too.",
            )
        )
    return window


def _change(
    id: str, draft: str, order: str, kind: str, subject: str, place: str, before: str, after: str, by: str
) -> Proposal:
    return Proposal(
        id=id, draft=draft, order=order, subject_kind=kind, subject=subject, field="text", place=place, before=before,
        after=after, by=by, on="2026-05-23", tracked=True,
    )  # fmt: skip


def go_to(view: ReviewView, *ids: str) -> None:
    """Select rows as one does with the keys: move to the first, hold Shift to the last."""
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(ids[0]), 0))
    steps = view.rows.row_of(ids[-1]) - view.rows.row_of(ids[0])
    for _ in range(steps):
        QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()


def press(view: ReviewView, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view.table, key, how)
    QApplication.processEvents()


def items(view: ReviewView) -> list[str]:
    return [row.id for row in view.rows.rows if row.shape is Shape.ITEM]


def headings(view: ReviewView) -> list[tuple[str, str]]:
    rows = [row for row in view.rows.rows if row.shape is Shape.HEADING]
    return [(view.rows.heading(row).text, view.rows.heading(row).aside) for row in rows]


def test_an_empty_case_says_how_a_draft_goes_out(open_window: Open, empty_case: Path) -> None:
    view = view_of(open_window(empty_case, "report/review"))
    assert view.empty.isVisible() and "for reading and comments" in view.empty.text()


def test_what_went_out_stands_first_then_what_came_back_in_the_reports_order(opened: MainWindow) -> None:
    view = view_of(opened)
    assert items(view) == ["r", "d1", "d2", "p1", "p2", "p3", "c1", "c2"]
    assert headings(view) == [
        ("Drafts that went out", "1 draft, 2 came back"), ("Summary", "1 open"), ("Findings", "3 open"),
    ]  # fmt: skip
    assert view.counts() == "4 open"


def test_a_change_is_accepted_as_one_step_that_undo_takes_back(opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "p2")
    press(view, Qt.Key.Key_A)
    assert finding(opened).text == NIGHT
    assert proposal(opened, "p2").state is ProposalState.ACCEPTED
    assert "accepted" in view.counts()
    session_of(opened).undo()
    assert finding(opened).text == SENT and proposal(opened, "p2").state is ProposalState.OPEN


def test_words_for_a_section_that_was_not_written_yet_are_accepted(opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "p1")
    press(view, Qt.Key.Key_A)
    (text,) = session_of(opened).snapshot.of(ReportText).values()
    assert (text.template, text.section, text.text) == ("investigation_report", "summary", "A patient died.")


def test_several_are_accepted_at_once_as_one_step(opened: MainWindow) -> None:
    with session_of(opened).step("Take out") as step:
        step.remove(proposal(opened, "p3"))
    view = view_of(opened)
    before = len(list(session_of(opened).case.history()))
    go_to(view, "p1", "c1")
    press(view, Qt.Key.Key_A)
    assert finding(opened).text == NIGHT and session_of(opened).snapshot.of(ReportText)
    assert comment(opened, "c1").state is CommentState.OPEN, "among many nobody answers it"
    assert "1 comment without an answer stays open." in opened.notice.text.text()
    assert len(list(session_of(opened).case.history())) == before + 1
    session_of(opened).undo()
    assert finding(opened).text == SENT and not session_of(opened).snapshot.of(ReportText)
    with session_of(opened).step("Answer") as step:
        step.change(comment(opened, "c1"), reply="The two of ward 7.")
    go_to(view, "p1", "c1")
    press(view, Qt.Key.Key_A)
    assert comment(opened, "c1").state is CommentState.ACCEPTED


def test_a_name_typed_in_a_reason_or_reply_is_offered_as_its_role(opened: MainWindow, qtbot: QtBot) -> None:
    view = view_of(opened)
    with session_of(opened).step("Add person") as step:
        step.add(Actor(id="n", role="Nurse 1", name="Gwendolyn Okafor"))
    for id, key, called in (("c1", Qt.Key.Key_R, "Reply"), ("p2", Qt.Key.Key_D, "Why?")):
        go_to(view, id)
        press(view, key)
        line = named(view, called)
        qtbot.keyClicks(line, "Gwendolyn Okafor was asked.")
        assert any(
            "Nurse 1" in one.accessibleName() for one in opened.findChildren(QPushButton) if one.isVisible()
        )
        qtbot.keyClick(line, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (comment(opened, "c1").reply, proposal(opened, "p2").reason) == ("Nurse 1 was asked.",) * 2


def test_declining_and_putting_off_ask_for_the_reason(qtbot: QtBot, opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "p2")
    press(view, Qt.Key.Key_D)
    box = named(view, "Why?")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert proposal(opened, "p2").state is ProposalState.OPEN, "not without a reason"
    qtbot.keyClicks(box, "The rota says otherwise.")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (proposal(opened, "p2").state, proposal(opened, "p2").reason) == (
        ProposalState.DECLINED, "The rota says otherwise.",
    )  # fmt: skip
    go_to(view, "c1")
    press(view, Qt.Key.Key_L)
    qtbot.keyClicks(named(view, "Why, and until when?"), "Asked the ward.")
    qtbot.keyClick(named(view, "Why, and until when?"), Qt.Key.Key_Return)
    assert (comment(opened, "c1").state, comment(opened, "c1").reply) == (
        CommentState.DEFERRED,
        "Asked the ward.",
    )
    assert finding(opened).text == SENT


def test_two_readers_of_one_field_stand_together_and_each_says_so(opened: MainWindow) -> None:
    view = view_of(opened)
    said = {row.id: view.rows.cell(row, STATE).second for row in view.rows.rows if row.id in ("p2", "p3")}
    assert said == {"p2": "Reader 2 differs", "p3": "Reader 1 differs"}


def test_where_the_case_moved_on_three_texts_are_shown_and_the_words_to_keep_are_asked(
    qtbot: QtBot, opened: MainWindow
) -> None:
    now = "Nobody knew whom to call at night or at weekends."
    session_of(opened).change(finding(opened), text=now)
    with session_of(opened).step("Take out") as step:
        step.remove(proposal(opened, "p3"))
    view = view_of(opened)
    row = view.rows.rows[view.rows.row_of("p2")]
    assert view.rows.cell(row, STATE).second == "Says something else now"
    go_to(view, "p2")
    press(view, Qt.Key.Key_A)
    assert finding(opened).text == now, "nothing is written unasked"
    shown = {one.accessibleName(): one for one in view.findChildren(QLabel) if one.isVisible()}
    assert shown["Went out"].text() == SENT
    assert [shown[name].accessibleDescription() for name in ("Came back", "Says now")] == [
        "puts in “on the ward”", "puts in “or at weekends”",
    ]  # fmt: skip
    plain = [
        QTextDocumentFragment.fromHtml(shown[name].text()).toPlainText() for name in ("Came back", "Says now")
    ]
    assert [one.replace("+", "") for one in plain] == [NIGHT, now] and all(
        one.count("+") == 1 for one in plain
    )
    words = named(view, "Words to keep", QPlainTextEdit)
    assert isinstance(words, QPlainTextEdit)
    assert words.toPlainText() == "Nobody on the ward knew whom to call at night or at weekends."
    words.selectAll()
    qtbot.keyClicks(words, "Nobody knew.")
    qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert finding(opened).text == "Nobody knew."
    assert proposal(opened, "p2").state is ProposalState.ACCEPTED and proposal(opened, "p2").reason


def test_of_several_those_that_moved_on_are_left_open_and_said(opened: MainWindow) -> None:
    session_of(opened).change(finding(opened), text="Something else.")
    view = view_of(opened)
    go_to(view, "p1", "p3")
    press(view, Qt.Key.Key_A)
    states = [proposal(opened, id).state for id in ("p1", "p2", "p3")]
    assert states == [ProposalState.ACCEPTED, ProposalState.OPEN, ProposalState.OPEN]
    assert "2 of them say something else now" in opened.notice.text.text()


def test_of_several_those_that_want_different_words_in_one_place_are_left_open_and_said(
    opened: MainWindow,
) -> None:
    view = view_of(opened)
    go_to(view, "p1", "p3")
    press(view, Qt.Key.Key_A)
    states = [proposal(opened, id).state for id in ("p1", "p2", "p3")]
    assert states == [ProposalState.ACCEPTED, ProposalState.OPEN, ProposalState.OPEN]
    assert finding(opened).text == SENT
    assert "2 of them want different words in the same place" in opened.notice.text.text()


def test_changes_of_two_readers_in_other_places_of_one_field_are_both_taken_in(opened: MainWindow) -> None:
    session_of(opened).change(
        proposal(opened, "p3"), after="Nobody knew whom to call at night or at weekends."
    )
    view = view_of(opened)
    go_to(view, "p2", "p3")
    press(view, Qt.Key.Key_A)
    assert finding(opened).text == "Nobody on the ward knew whom to call at night or at weekends."


def test_a_comment_is_answered_and_its_reply_stands_beneath_it(qtbot: QtBot, opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "c1")
    press(view, Qt.Key.Key_R)
    qtbot.keyClicks(named(view, "Reply"), "The two of the trust.")
    qtbot.keyClick(named(view, "Reply"), Qt.Key.Key_Return)
    assert comment(opened, "c1").reply == "The two of the trust."
    assert comment(opened, "c1").state is CommentState.OPEN
    reply = view.rows.rows[view.rows.row_of("c2")]
    assert view.rows.cell(reply, ABOUT).indent == 1 and not view.rows.cell(reply, STATE).text


def test_the_words_of_a_comment_that_came_back_are_not_typed_over(qtbot: QtBot, opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "c1")
    words = named(opened, "Comment", QPlainTextEdit)
    assert isinstance(words, QPlainTextEdit) and words.toPlainText() == "Which two?"
    qtbot.keyClicks(words, "All three?")
    view.table.setFocus()
    assert comment(opened, "c1").text == "Which two?"


def test_only_what_is_open_or_of_one_reader_is_shown_and_esc_shows_all(opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "p1")
    press(view, Qt.Key.Key_A)
    press(view, Qt.Key.Key_V)
    assert "p1" not in items(view) and view.counts() == "3 open, 1 accepted", "what is left out is counted"
    view.bar.readers.setCurrentIndex(view.bar.readers.findData("Reader 2"))
    assert [id for id in items(view) if id[0] in "pc"] == ["p3", "c2"]
    view.table.setFocus()
    press(view, Qt.Key.Key_Escape)
    assert len(items(view)) == 8


def test_details_show_the_difference_struck_and_underlined_with_signs(opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "p3")
    change = next(
        one
        for one in opened.findChildren(QLabel)
        if one.isVisible() and one.accessibleName().startswith("Change: ")
    )
    assert "takes out “Nobody knew”" in change.accessibleName()
    assert "−<s>Nobody knew</s>" in change.text() and "+<u>It was not clear</u>" in change.text()
    accept = named(opened, "Accept", QPushButton)
    assert isinstance(accept, QPushButton)
    accept.click()
    assert finding(opened).text == OTHER


def test_what_cannot_be_done_is_said_and_the_rest_is_as_it_was(opened: MainWindow) -> None:
    session_of(opened).remove(finding(opened))
    view = view_of(opened)
    go_to(view, "p2")
    press(view, Qt.Key.Key_A)
    assert proposal(opened, "p2").state is ProposalState.OPEN
    assert "no longer in the case" in opened.notice.text.text()


def test_g_goes_to_the_thing_itself(opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "p2")
    press(view, Qt.Key.Key_G)
    assert opened.address == "improve/findings" and session_of(opened).selected_id == "f"


def test_shift_g_goes_to_the_section_in_the_draft(opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "p1")
    press(view, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    draft = opened.view
    assert isinstance(draft, DraftView) and draft.section is not None
    assert (draft.template, draft.section.id) == ("investigation_report", "summary")


def test_shift_g_goes_to_a_heading_within_a_section(opened: MainWindow) -> None:
    view = view_of(opened)
    with session_of(opened).step("Add action") as step:
        step.add(Action(id="a", code="SA1", text="Print the rota."))
        step.add(ReviewedDraft(id="d3", review="r", template="action_plan", by="Reader 1"))
        step.change(comment(opened, "c1"), about=None, draft="d3", place="Not tied to a factor")
    go_to(view, "c1")
    press(view, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    draft = opened.view
    assert isinstance(draft, DraftView) and draft.section is not None
    assert (draft.template, draft.section.id) == ("action_plan", "plan_table")
    paper = draft.page.paper
    found = paper.document().find("Not tied to a factor")
    assert not found.isNull() and 0 <= paper.cursorRect(found).top() < paper.viewport().height()


def test_where_only_what_is_open_is_shown_one_goes_on_to_the_next(opened: MainWindow) -> None:
    view = view_of(opened)
    go_to(view, "p1")
    press(view, Qt.Key.Key_V)
    press(view, Qt.Key.Key_A)
    assert "p1" not in items(view) and view.table.current is not None
    assert (session_of(opened).selected_id, view.table.current.id) == ("p2", "p2")


def test_words_outside_the_fields_are_shown_whole_and_only_noted(opened: MainWindow) -> None:
    with session_of(opened).step("Add") as step:
        step.add(
            Proposal(
                id="e", draft="d2", order="0009", proposal_kind=ProposalKind.ELSEWHERE, place="How it was done",
                before="Four people were seen.", after="Five people were seen.", tracked=False,
            )
        )  # fmt: skip
    view = view_of(opened)
    assert ("How it was done", "1 open") in headings(view)
    row = view.rows.rows[view.rows.row_of("e")]
    assert "Reader 2" in view.rows.cell(row, ABOUT).second, "of whom the file came from"
    go_to(view, "e")
    press(view, Qt.Key.Key_A)
    assert proposal(opened, "e").state is ProposalState.ACCEPTED


def test_every_control_has_a_name(opened: MainWindow) -> None:
    view = view_of(opened)
    controls = [*view.findChildren(QPushButton), *view.findChildren(QPlainTextEdit)]
    assert [one for one in controls if one.isVisible() and not (one.accessibleName() or one.text())] == []


def test_details_name_the_section_a_comment_is_about_by_its_heading(opened: MainWindow) -> None:
    view = view_of(opened)
    with session_of(opened).step("Write") as step:
        step.add(
            ReportText(id="t", template="investigation_report", section="summary", text="A patient died.")
        )
        step.change(comment(opened, "c1"), about="t", place="Summary")
    go_to(view, "c1")
    said = [one.text() for one in opened.panel.findChildren(QLabel) if one.isVisible()]
    (row,) = [row for row in view.rows.rows if row.id == "c1"]
    listed = view.rows.cell(row, ABOUT).text
    assert listed.startswith("Your words for ") and any(one.startswith(f"{listed}. ") for one in said)
    assert not any(one.isVisible() for one in opened.panel.findChildren(QLineEdit) if "summary" in one.text())
