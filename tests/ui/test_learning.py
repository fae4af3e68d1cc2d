"""Improve, Learning: lessons, how they went out, what they are linked to and whether they are seen, in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import Answer, Finding, LearningItem, Sharing, new_id
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.improve.learning import LearningView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
INBOX = "Every result has one inbox that somebody must empty"


def view_of(window: MainWindow) -> LearningView:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, LearningView)
    return window.view


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def a_lesson(window: MainWindow, text: str = INBOX, **fields: object) -> LearningItem:
    with session_of(window).step("Add lesson") as step:
        return step.add(LearningItem(id=new_id(), text=text, **fields))  # type: ignore[arg-type]


def sharings(window: MainWindow) -> list[Sharing]:
    return list(session_of(window).snapshot.of(Sharing).values())


def go_to_row(view: LearningView, id: str) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))


def asides(view: LearningView) -> dict[str, str]:
    heads = [view.rows.heading(row) for row in view.rows.rows if row.shape is Shape.HEADING]
    return {head.text: head.aside for head in heads}


def choose(view: LearningView, words: str) -> None:
    menu = next(one for one in view.findChildren(QMenu) if one.isVisible())
    action = next(one for one in menu.actions() if one.text().startswith(words))
    menu.close()
    action.trigger()
    view.window().activateWindow()
    QApplication.processEvents()


def test_a_lesson_is_typed_and_enter_begins_the_next(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/learning")
    view = view_of(window)
    assert view.empty.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_N)
    line = named(window, "New lesson")
    qtbot.keyClicks(line, INBOX)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, "Silence of an alarm is shown at the bedside")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    lessons = list(session_of(window).snapshot.of(LearningItem).values())
    assert [one.text for one in lessons] == [INBOX, "Silence of an alarm is shown at the bedside"]
    assert lessons[0].order < lessons[1].order
    assert asides(view)["Feedback to those affected"] == "Nobody told yet"
    assert asides(view)["Reporter feedback"] == "Not told yet"


def test_sharing_is_added_by_its_form_and_details_asks_to_whom(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/learning")
    lesson = a_lesson(window)
    view = view_of(window)
    go_to_row(view, lesson.id)
    qtbot.keyClick(view.table, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    choose(view, "Safety bulletin")
    (one,) = sharings(window)
    assert (one.item, one.form, one.beyond) == (lesson.id, "LS-01", True)
    assert one.on == session_of(window).today().isoformat()
    assert asides(view)["Lessons"] == "1 lesson, 0 beyond the team, 0 seen in practice"
    assert (
        view.rows.cell(view.rows.rows[view.rows.row_of(lesson.id)], 1).second
        == "gone out, to whom is not said"
    )
    to = window.focusWidget()  # after a menu no window is the active one here
    qtbot.keyClicks(to, "All wards of the trust")
    qtbot.keyClick(to, Qt.Key.Key_Return)
    assert sharings(window)[0].to == "All wards of the trust"
    at = view.rows.row_of(one.id)
    assert at == view.rows.row_of(lesson.id) + 1
    assert view.rows.cell(view.rows.rows[at], 1).second == "beyond the team"
    assert asides(view)["Lessons"] == "1 lesson, 1 beyond the team, 0 seen in practice"
    shown = view.rows.cell(view.rows.rows[view.rows.row_of(lesson.id)], 1)
    assert (shown.text, shown.second) == ("All wards of the trust", "beyond the team, once")


@pytest.mark.parametrize(
    ("key", "form", "said"),
    [(Qt.Key.Key_S, "LS-03", "supervision"), (Qt.Key.Key_T, "LS-04", "training is all there is")],
)
def test_a_lesson_is_linked_to_supervision_or_training(
    open_window: Open, empty_case: Path, qtbot: QtBot, key: Qt.Key, form: str, said: str
) -> None:
    window = open_window(empty_case, "improve/learning")
    lesson = a_lesson(window)
    view = view_of(window)
    go_to_row(view, lesson.id)
    qtbot.keyClick(view.table, key, Qt.KeyboardModifier.ShiftModifier)
    (one,) = sharings(window)
    assert (one.item, one.form, one.beyond) == (lesson.id, form, None)
    row = view.rows.rows[view.rows.row_of(lesson.id)]
    assert view.rows.cell(row, 2).second == said


def test_what_was_seen_in_practice_is_said_with_its_day(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/learning")
    lesson = a_lesson(window, review="2020-01-01")
    view = view_of(window)
    row = view.rows.rows[view.rows.row_of(lesson.id)]
    assert view.rows.cell(row, 4).second == "review is late"
    go_to_row(view, lesson.id)
    qtbot.keyClick(view.table, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    choose(view, "Looked, and not seen")
    now = session_of(window).snapshot.of(LearningItem)[lesson.id]
    assert (now.seen, now.seen_on) == (Answer.NO, session_of(window).today().isoformat())
    assert view.rows.cell(row, 3).text == "Not seen"
    assert view.rows.cell(row, 4).second == "looked at"


def test_feedback_stands_apart_and_one_key_adds_it_there(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/learning")
    a_lesson(window)
    view = view_of(window)
    go_to_row(view, "LS-12")
    qtbot.keyClick(view.table, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    (one,) = sharings(window)
    assert (one.item, one.form) == (None, "LS-12")
    assert asides(view)["Reporter feedback"] == "Told once"
    assert asides(view)["Feedback to those affected"] == "Nobody told yet"


def test_the_arrow_keys_pass_the_headings(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/learning")
    lesson = a_lesson(window)
    view = view_of(window)
    go_to_row(view, lesson.id)
    for _ in range(3):
        qtbot.keyClick(view.table, Qt.Key.Key_Down)
    row = view.table.current
    assert row is not None and row.group == "LS-12"
    qtbot.keyClick(view.table, Qt.Key.Key_Up)
    row = view.table.current
    assert row is not None and row.group == "LS-11"


def test_a_lesson_comes_from_a_finding(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/learning")
    lesson = a_lesson(window)
    with session_of(window).step("Add finding") as step:
        finding = step.add(Finding(id=new_id(), code="K1", text="Nobody's inbox is the last"))
    view = view_of(window)
    go_to_row(view, lesson.id)
    qtbot.keyClick(view.table, Qt.Key.Key_L)
    qtbot.keyClick(named(window, "The other one"), Qt.Key.Key_Return)
    assert session_of(window).snapshot.of(LearningItem)[lesson.id].about == (finding.id,)
    row = view.rows.rows[view.rows.row_of(lesson.id)]
    assert view.rows.cell(row, 0).second == "From K1 Nobody's inbox is the last"
    go_to_row(view, lesson.id)
    qtbot.keyClick(view.table, Qt.Key.Key_G)
    assert session_of(window).selected_id == finding.id


def test_a_sharing_can_be_given_another_form_and_removed(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/learning")
    lesson = a_lesson(window)
    with session_of(window).step("Add sharing") as step:
        one = step.add(Sharing(id=new_id(), item=lesson.id, form="LS-02", to="Night team"))
    view = view_of(window)
    go_to_row(view, one.id)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    session_of(window).select(lesson.id)
    named(window, "Team huddle or ward meeting to Night team. No day")  # among the ways the lesson went out
    session_of(window).select(one.id)
    form = named(window, "Form", QComboBox)
    assert isinstance(form, QComboBox)
    assert form.currentText() == "Team huddle or ward meeting"
    form.setCurrentIndex(form.findText("Governance or quality meeting"))
    form.activated.emit(form.currentIndex())
    assert sharings(window)[0].form == "LS-05"
    go_to_row(view, one.id)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert sharings(window) == []
    session_of(window).undo()
    assert [each.to for each in sharings(window)] == ["Night team"]


def test_a_lesson_goes_with_how_it_went_out_and_never_leaves_that_as_the_whole_bulletin(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/learning")
    view = view_of(window)
    one, other = a_lesson(window), a_lesson(window, "Alarms are shown at the bedside")
    with session_of(window).step("Add sharing") as step:
        step.add(Sharing(id=new_id(), item=one.id, form="LS-01", beyond=True))
    go_to_row(view, one.id)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert sharings(window) == []
    assert list(session_of(window).snapshot.of(LearningItem)) == [other.id]
    assert asides(view)["The whole bulletin"] == "Has not gone out yet"
    window.commands.run("undo")
    assert [each.item for each in sharings(window)] == [one.id]


def test_the_bulletins_file_is_not_called_by_the_case_and_the_sbars_is(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/learning")
    asked: list[str] = []
    for name in ("Bulletin", "SBAR"):
        button = named(window, name, QPushButton)
        assert isinstance(button, QPushButton)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        where = named(window, "Where to", QLineEdit)
        assert isinstance(where, QLineEdit)
        asked.append(Path(where.text()).name)
        qtbot.keyClick(where, Qt.Key.Key_Escape)
    assert asked == ["Learning bulletin, draft.docx", "Delayed review on ward 7, SBAR, draft.docx"]


def test_a_bulletin_that_would_run_over_its_page_says_so_before_it_is_made(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "improve/learning")
    a_lesson(window)
    view = view_of(window)
    assert asides(view)["The whole bulletin"] == "Has not gone out yet"
    with session_of(window).step("Add lessons") as step:
        for at in range(40):
            step.add(
                LearningItem(
                    id=new_id(), text=f"{INBOX}, and somebody looks at it twice a day", order=f"b{at:02}"
                )
            )
    assert asides(view)["The whole bulletin"] == "Has not gone out yet; would not fit on one page"
