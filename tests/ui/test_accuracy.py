"""Factual accuracy, a page under Questions: who read the draft, what they said, what became of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import Actor, Comment, CommentState, Nature, Review, ReviewKind
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.people.accuracy import AccuracyView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def view_of(window: MainWindow) -> AccuracyView:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, AccuracyView)
    return window.view


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def one(window: MainWindow) -> Review:
    return next(iter(session_of(window).snapshot.of(Review).values()))


def comments(window: MainWindow) -> list[Comment]:
    return list(session_of(window).snapshot.of(Comment).values())


def begun(window: MainWindow) -> str:
    with session_of(window).step("Add") as step:
        step.add(Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY))
        step.add(Review(id="r", to="Patient's daughter", person="d", review_kind=ReviewKind.ACCURACY))
    return "r"


def go_to_row(view: AccuracyView, id: str) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))
    QApplication.processEvents()


def test_it_is_reached_from_questions_by_a_key_and_back(
    qtbot: QtBot, open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "people/questions")
    QApplication.processEvents()
    window.view.setFocus()
    window.commands.run("question_accuracy")
    view = view_of(window)
    qtbot.keyClick(view, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    assert not isinstance(window.view, AccuracyView)


def test_readers_are_typed_by_role_and_known_people_are_recognised(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/accuracy")
    view = view_of(window)
    with session_of(window).step("Add") as step:
        step.add(Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY))
    qtbot.keyClick(view, Qt.Key.Key_N)
    box = named(view, "Who reads the draft, by role")
    qtbot.keyClicks(box, "patient's daughter")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    found = one(window)
    assert (found.review_kind, found.person) == (ReviewKind.ACCURACY, "d")


def test_comments_are_typed_under_a_reader_and_each_is_answered(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/accuracy")
    view = view_of(window)
    go_to_row(view, begun(window))
    qtbot.keyClick(view.table, Qt.Key.Key_D)
    assert one(window).sent == session_of(window).today().isoformat()
    qtbot.keyClick(view.table, Qt.Key.Key_C)
    line = named(view, "What they say: Patient's daughter")
    qtbot.waitUntil(line.hasFocus)
    for said in ("It was half past two", "She was not confused"):
        qtbot.keyClicks(named(view, "What they say: Patient's daughter"), said)
        qtbot.keyClick(named(view, "What they say: Patient's daughter"), Qt.Key.Key_Return)
    assert [each.text for each in comments(window)] == ["It was half past two", "She was not confused"]
    assert {each.by for each in comments(window)} == {"Patient's daughter"}
    assert one(window).returned == session_of(window).today().isoformat()
    qtbot.keyClick(named(view, "What they say: Patient's daughter"), Qt.Key.Key_Escape)
    first, second = comments(window)
    go_to_row(view, first.id)
    qtbot.keyClick(view.table, Qt.Key.Key_Y)
    go_to_row(view, second.id)
    qtbot.keyClick(view.table, Qt.Key.Key_X)
    assert [each.state for each in comments(window)] == [CommentState.ACCEPTED, CommentState.DECLINED]
    reply = named(window, "Reply")
    qtbot.waitUntil(reply.hasFocus)
    assert "1 comment to answer" in view.counts()
    qtbot.keyClicks(reply, "The notes of 02:10 say she was; both are printed.")
    go_to_row(view, second.id)
    assert view.counts() == "1 reader"


def test_that_somebody_did_not_wish_to_read_it_is_noted_and_taken_back(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/accuracy")
    view = view_of(window)
    go_to_row(view, begun(window))
    qtbot.keyClick(view.table, Qt.Key.Key_W)
    assert view.rows.cell(view.rows.rows[0], 2).text == "Did not wish to read it"
    qtbot.keyClick(view.table, Qt.Key.Key_W)
    assert one(window).declined is None


def test_what_was_said_stays_in_view_where_its_reader_was_removed_from_details(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/accuracy")
    view = view_of(window)
    begun(window)
    with session_of(window).step("Add") as step:
        step.add(Comment(id="c", review="r", text="It was two"))
    session_of(window).remove(one(window))
    go_to_row(view, "c")
    qtbot.keyClick(view.table, Qt.Key.Key_Y)
    assert comments(window)[0].state is CommentState.ACCEPTED


def test_removing_a_reader_takes_their_comments_and_one_undo_brings_both_back(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/accuracy")
    view = view_of(window)
    go_to_row(view, begun(window))
    with session_of(window).step("Add") as step:
        step.add(Comment(id="c", review="r", text="It was two"))
    go_to_row(view, "r")
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert not comments(window) and view.rows.rowCount() == 0
    session_of(window).undo()
    assert [row.id for row in view.rows.rows if row.shape is Shape.ITEM] == ["r", "c"]


def test_a_long_comment_is_edited_whole(qtbot: QtBot, open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/accuracy")
    said = "She was awake and spoke to us all the time. " * 12
    begun(window)
    with session_of(window).step("Add") as step:
        step.add(Comment(id="c", review="r", text=said.strip()))
    view = view_of(window)
    go_to_row(view, "c")
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    box = named(window, "To whom, and what they say", QLineEdit)
    assert isinstance(box, QLineEdit)
    qtbot.keyClick(box, Qt.Key.Key_End)
    qtbot.keyClicks(box, " Always.")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert comments(window)[0].text == f"{said.strip()} Always."


def test_who_reads_the_draft_stays_a_person_where_the_role_is_typed(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/accuracy")
    begun(window)
    view_of(window).edited("r", 0, "The ward team")
    assert (one(window).to, one(window).person) == ("The ward team", None)
    view_of(window).edited("r", 0, "patient's daughter")
    assert one(window).person == "d"
