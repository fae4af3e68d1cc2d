"""Interviews: planned by role, held with the prompts at hand, and quoted straight to the timeline."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Actor,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    Interview,
    InterviewState,
    Time,
    TimeKind,
    TimelineEntry,
    new_id,
)
from rca_workbench.store import Case
from rca_workbench.ui.places.evidence.interviews import InterviewsView
from rca_workbench.ui.places.evidence.interviews_edits import feedback_words, prompts
from rca_workbench.ui.places.evidence.interviews_rows import STATE, WITH
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
WHO = "New interview, with whom, by role"
NOTES = "I came on at eight.\n\nI bleeped twice, no answer.\n\nNobody else was on for the four wards."


def interviews(window: MainWindow) -> tuple[InterviewsView, Session]:
    QApplication.processEvents()
    assert isinstance(window.view, InterviewsView)
    assert window.session is not None
    return window.view, window.session


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(widget: QWidget, words: str, qtbot: QtBot) -> None:
    found = [one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert found, f"no button says “{words}”"
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def line(widget: QWidget, name: str) -> QLineEdit:
    box = named(widget, name, QLineEdit)
    assert isinstance(box, QLineEdit)
    return box


def page(widget: QWidget, name: str) -> QPlainTextEdit:
    box = named(widget, name, QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    return box


def type_and_take(box: QLineEdit, words: str, qtbot: QtBot) -> None:
    box.setFocus()
    qtbot.keyClicks(box, words)
    qtbot.keyClick(QApplication.activePopupWidget() or box, Qt.Key.Key_Return)
    QApplication.processEvents()


def select_words(box: QPlainTextEdit, words: str) -> None:
    at = box.toPlainText().index(words)
    cursor = box.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def the(session: Session) -> Interview:
    (found,) = session.snapshot.of(Interview).values()
    return found


def planned(session: Session, role: str = "Ward nurse 1", **fields: object) -> Interview:
    with session.step("Plan interview") as step:
        actor = step.add(Actor(id=new_id(), role=role))
        values = {"state": InterviewState.PLANNED} | fields
        made = step.add(Interview(id=new_id(), person=actor.id, **values))  # type: ignore[arg-type]
    session.select(made.id)
    QApplication.processEvents()
    return made


# -- planning --------------------------------------------------------------------------------------------


def test_with_no_interview_the_view_says_what_to_plan(open_window: Open, empty_case: Path) -> None:
    view, _ = interviews(open_window(empty_case, "evidence/interviews"))
    assert "No interviews yet. Plan who, why and with what support." in said(view)


def test_an_interview_is_planned_with_somebody_new_by_role_in_one_step(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    type_and_take(line(window, WHO), "Ward nurse 1", qtbot)
    (actor,) = session.snapshot.of(Actor).values()
    assert actor.role == "Ward nurse 1"
    assert (the(session).person, the(session).state) == (actor.id, InterviewState.PLANNED)
    assert "Interview with Ward nurse 1" in said(view)
    assert line(window, WHO).text() == ""
    session.undo()
    assert not session.snapshot.of(Interview)
    assert not session.snapshot.of(Actor)


def test_n_plans_one_with_somebody_known(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "evidence/interviews")
    view, session = interviews(window)
    planned(session, "Rota clerk")
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    assert line(window, WHO).hasFocus()
    actors = len(session.snapshot.of(Actor))
    type_and_take(line(window, WHO), "rota clerk", qtbot)
    assert len(session.snapshot.of(Interview)) == 2
    assert len(session.snapshot.of(Actor)) == actors


def test_a_name_is_nowhere_on_the_page_only_the_role(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    made = planned(session)
    actor = session.snapshot.get(Actor, made.person)
    assert actor
    session.change(actor, name="Jo Bloggs")
    row = view.rows.rows[0]
    shown = view.rows.said(row) + said(window) + line(window, "With").text()
    assert "Ward nurse 1" in shown
    assert "Bloggs" not in shown


def test_the_prompts_of_the_method_show_with_their_source_and_how_sure_they_are(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    planned(session)
    shown = said(view)
    assert all(step in shown for step in prompts().steps)
    assert "Geiselman and Fisher" in shown
    assert "Not checked against the source" in shown


def test_a_prompt_pressed_stands_under_what_to_ask_behind_what_was_typed(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    _, session = interviews(window)
    planned(session)
    box = page(window, "What to ask")
    box.setFocus()
    qtbot.keyClicks(box, "What was the handover like?")
    first = prompts().steps[1]
    button = named(window, f"{first} Press to put it under What to ask", QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert the(session).plan == f"What was the handover like?\n{first}"
    assert box.toPlainText() == the(session).plan
    again = named(window, f"{first} Stands under What to ask", QPushButton)
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert the(session).plan.count(first) == 1


def test_planned_becomes_invited_then_held_then_feedback_is_offered(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    planned(session)
    press(window, "Mark as invited", qtbot)
    press(window, "Mark as held", qtbot)
    assert the(session).state is InterviewState.HELD
    assert view.counts() == "1 interview, 1 with feedback due"
    assert view.rows.cell(view.rows.rows[0], STATE).second == "Feedback due"
    press(window, "Feedback given", qtbot)
    assert the(session).feedback_given == session.today().isoformat()
    assert view.counts() == "1 interview"


def test_feedback_due_says_how_long_ago_the_interview_was(open_window: Open, empty_case: Path) -> None:
    _, session = interviews(open_window(empty_case, "evidence/interviews"))
    day = (session.today() - timedelta(days=9)).isoformat()
    made = planned(session, state=InterviewState.HELD, when=Time(kind=TimeKind.DATE, start=day))
    assert feedback_words(made, session.today()) == "Feedback due, held 9 days ago"


def test_interviews_stand_by_when_they_are(open_window: Open, empty_case: Path) -> None:
    view, session = interviews(open_window(empty_case, "evidence/interviews"))
    planned(session, "No time yet")
    planned(session, "Second", when=Time(kind=TimeKind.DATE, start="2026-12-02"))
    planned(session, "First", when=Time(kind=TimeKind.DATE, start="2026-12-01"))
    assert [view.rows.cell(row, WITH).text for row in view.rows.rows] == ["First", "Second", "No time yet"]


# -- notes -----------------------------------------------------------------------------------------------


def test_notes_are_kept_while_typing_and_when_one_looks_at_another_interview(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    _, session = interviews(window)
    first = planned(session)
    second = planned(session, "Doctor 1")
    session.select(first.id)
    QApplication.processEvents()
    box = page(window, "Notes")
    box.setFocus()
    qtbot.keyClicks(box, "I bleeped twice.")
    session.select(second.id)
    QApplication.processEvents()
    assert page(window, "Notes").toPlainText() == ""
    found = session.snapshot.get(Interview, first.id)
    assert found and found.notes == "I bleeped twice."
    box.setFocus()
    qtbot.keyClicks(box, "I was on ward 9")
    qtbot.waitUntil(
        lambda: session.snapshot.get(Interview, second.id).notes == "I was on ward 9", timeout=3000
    )  # type: ignore[union-attr]


def test_notes_typed_are_in_the_file_when_the_case_is_closed_at_once(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    _, session = interviews(window)
    planned(session)
    box = page(window, "Notes")
    box.setFocus()
    qtbot.keyClicks(box, "I bleeped twice.")
    window.close_case()
    with Case.open(empty_case, read_only=True) as case:
        (kept,) = case.snapshot.of(Interview).values()
    assert kept.notes == "I bleeped twice."


def test_words_of_the_notes_go_to_the_timeline_and_the_interview_into_the_register_in_one_step(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    planned(session, state=InterviewState.HELD, notes=NOTES)
    select_words(page(window, "Notes"), "I bleeped twice, no answer.")
    view.sheet.use_selected()
    QApplication.processEvents()
    when = line(window, "Excerpt, When")
    assert when.hasFocus()
    assert when.text() == ""
    assert page(window, "Excerpt, What happened").toPlainText() == "I bleeped twice, no answer."
    qtbot.keyClicks(when, "c 0205")
    press(window, "Add to timeline", qtbot)
    (entry,) = session.snapshot.of(TimelineEntry).values()
    (made,) = session.snapshot.of(Excerpt).values()
    (item,) = session.snapshot.of(EvidenceItem).values()
    assert (made.about, made.evidence, made.place) == (entry.id, item.id, "paragraph 2")
    assert made.quote == "I bleeped twice, no answer."
    assert (item.name, item.evidence_kind) == ("Interview with Ward nurse 1", EvidenceKind.INTERVIEW)
    assert the(session).evidence == item.id
    assert "“I bleeped twice, no answer.”" in said(view)
    session.undo()
    assert not session.snapshot.of(TimelineEntry)
    assert not session.snapshot.of(EvidenceItem)
    assert the(session).evidence is None


def test_a_second_excerpt_uses_the_same_entry_in_the_register(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    with session.step("Begin") as step:
        cover = step.add(Factor(id=new_id(), code="F1", text="One doctor covers four wards"))
    planned(session, state=InterviewState.HELD, notes=NOTES)
    select_words(page(window, "Notes"), "I bleeped twice, no answer.")
    view.sheet.use_selected()
    press(window, "Add to timeline", qtbot)
    select_words(page(window, "Notes"), "Nobody else was on")
    view.sheet.use_selected()
    press(window, "A fact that is there", qtbot)
    type_and_take(line(window, "Excerpt, Fact"), "covers four", qtbot)
    press(window, "Keep excerpt", qtbot)
    assert len(session.snapshot.of(EvidenceItem)) == 1
    (made,) = session.snapshot.pointed_from(Excerpt, "about", cover.id)
    assert (made.quote, made.place) == ("Nobody else was on", "paragraph 3")


def test_an_excerpt_beside_the_notes_opens_in_place(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    planned(session, state=InterviewState.HELD, notes=NOTES)
    select_words(page(window, "Notes"), "I bleeped twice, no answer.")
    view.sheet.use_selected()
    press(window, "Add to timeline", qtbot)
    (row,) = [
        one
        for one in view.sheet.excerpts.findChildren(QPushButton)
        if one.isVisible() and one.accessibleName().startswith("“I bleeped twice")
    ]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    box = line(window, "Source: Page, paragraph or time")
    box.selectAll()
    qtbot.keyClicks(box, "line 3")
    press(view.sheet.excerpts, "Done", qtbot)
    (made,) = session.snapshot.of(Excerpt).values()
    assert made.place == "line 3"


def test_what_is_half_said_of_words_waits_while_one_reads_another_interview(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    other = planned(session, "Doctor 1")
    first = planned(session, notes=NOTES)
    select_words(page(window, "Notes"), "I bleeped twice, no answer.")
    view.sheet.use_selected()
    QApplication.processEvents()
    qtbot.keyClicks(line(window, "Excerpt, When"), "c 0205")
    session.select(other.id)
    QApplication.processEvents()
    assert not view.sheet.use_box.isVisible()
    session.select(first.id)
    QApplication.processEvents()
    assert line(window, "Excerpt, When").text() == "c 0205"
    assert "“I bleeped twice, no answer.”" in said(view)


def test_with_nothing_selected_the_page_says_what_to_do(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    planned(session, notes=NOTES)
    press(window, "Use as excerpt", qtbot)
    assert "Select some words in the notes first." in said(view)


def test_an_interview_can_be_read_where_nothing_may_be_changed(open_window: Open, empty_case: Path) -> None:
    with Case.open(empty_case, who="Tester") as case, case.step("Plan") as step:
        actor = step.add(Actor(id=new_id(), role="Ward nurse 1"))
        step.add(Interview(id=new_id(), person=actor.id, notes=NOTES, state=InterviewState.HELD))
    window = open_window()
    window.open_case(Case.open(empty_case, read_only=True, who="Tester"))
    window.go("evidence/interviews")
    view, session = interviews(window)
    session.select(the(session).id)
    QApplication.processEvents()
    assert page(window, "Notes").toPlainText() == NOTES
    assert page(window, "Notes").isReadOnly()
    shown = [one.text() for one in view.findChildren(QPushButton) if one.isVisible()]
    assert "Use as excerpt" not in shown
    assert "Feedback given" not in shown


def test_enter_in_the_list_opens_the_page_and_not_details(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    planned(session)
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert line(window, "What it is for").hasFocus()
    assert not window.panel.isVisible()


def test_removing_an_interview_leaves_what_was_quoted_and_undo_brings_it_back(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    planned(session, notes=NOTES)
    select_words(page(window, "Notes"), "I bleeped twice, no answer.")
    view.sheet.use_selected()
    press(window, "Add to timeline", qtbot)
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    QApplication.processEvents()
    assert not session.snapshot.of(Interview)
    assert len(session.snapshot.of(Excerpt)) == 1
    assert not view.sheet.isVisible()
    session.undo()
    assert the(session).notes == NOTES


def test_tab_goes_through_the_page_in_the_order_it_is_seen(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    planned(session, notes=NOTES)
    select_words(page(window, "Notes"), "I bleeped twice, no answer.")
    view.sheet.use_selected()
    press(window, "Add to timeline", qtbot)
    names, at = [], line(window, "With")
    while len(names) < 25:
        names.append(at.accessibleName() or at.text())  # type: ignore[attr-defined]
        at = at.nextInFocusChain()
        while not (at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus):
            at = at.nextInFocusChain()
    seen = [
        next(one for one in range(len(names)) if names[one].startswith(words))
        for words in (
            "With",
            "State",
            "What to ask",
            "Support",
            "Prepare",
            "Notes",
            "“I bleeped",
            "Feedback given on",
        )
    ]
    assert seen == sorted(seen)


def test_words_are_selected_and_used_by_keyboard_alone(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    _, session = interviews(window)
    planned(session, notes=NOTES)
    box = page(window, "Notes")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(box, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(box, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    when = line(window, "Excerpt, When")
    assert when.hasFocus()
    assert page(window, "Excerpt, What happened").toPlainText() == "I came on at eight."
    assert box.toPlainText() == NOTES
    qtbot.keyClicks(when, "0800")
    qtbot.keyClick(when, Qt.Key.Key_Return)
    assert [one.text for one in session.snapshot.of(TimelineEntry).values()] == ["I came on at eight."]


def test_text_of_any_size_and_script_is_quoted_as_it_stands(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/interviews")
    view, session = interviews(window)
    words = "Sie sagte: “é 😀 – kein Bett”"
    planned(session, notes="🙂 " * 2000 + "\n\n" + words + "\n" + "x" * 50_000)
    box = page(window, "Notes")
    # A cursor counts UTF-16 units.
    at = len(box.toPlainText().partition("Sie")[0].encode("utf-16-le")) // 2
    cursor = box.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(words.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
    view.sheet.use_selected()
    press(window, "Add to timeline", qtbot)
    (made,) = session.snapshot.of(Excerpt).values()
    assert (made.quote, made.place) == (words, "paragraph 2")
    assert [one.cursor.selectedText() for one in box.extraSelections()] == [words]
