"""When an action is due and who owns it: what was there before is kept, and what cannot be true is not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Nature,
    ProgressKind,
    Recommendation,
)
from rca_workbench.ui.details.action import ActionPage
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named
from .test_action_moves import an_action, key, notes, notice, now, put, typed
from .test_actions import go_to_row, session_of, view_of

Open = Callable[..., MainWindow]
TODAY = date(2027, 4, 4)


@pytest.fixture
def opened(open_window: Open, empty_case: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(Session, "today", lambda self: TODAY)
    return open_window(empty_case, "improve/actions")


def test_a_day_of_a_recommendation_that_cannot_be_read_is_said(opened: MainWindow) -> None:
    put(opened, Recommendation(id="r", text="Set a standard", on="2027-03-01", order="V"))
    view_of(opened).edited("r", 3, "whenever")
    assert "must be a day" in notice(opened)
    assert session_of(opened).snapshot.of(Recommendation)["r"].on == "2027-03-01"


def test_a_moved_date_keeps_the_old_one_and_asks_why(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, due="2027-04-30")
    view = view_of(opened)
    view.edited("a", 3, "30/6/2027")
    qtbot.waitUntil(
        lambda: any(one.accessibleName() == "Why was it moved?" for one in opened.findChildren(QLineEdit))
    )
    box = typed(qtbot, opened, "Why was it moved?", "The pumps come in June")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert now(opened).due == "2027-06-30"
    (note,) = notes(opened)
    assert (note.was, note.now, note.text) == ("2027-04-30", "2027-06-30", "The pumps come in June")
    assert note.progress_kind is ProgressKind.DATE_MOVED


def test_typing_a_date_twice_on_one_day_is_one_move(opened: MainWindow) -> None:
    an_action(opened, due="2027-04-30")
    view = view_of(opened)
    view.edited("a", 3, "30/6/2027")
    view.edited("a", 3, "30/7/2027")
    (note,) = notes(opened)
    assert (note.was, note.now) == ("2027-04-30", "2027-07-30")
    view.edited("a", 3, "30/4/2027")
    assert notes(opened) == [] and now(opened).due == "2027-04-30"


def test_a_first_date_is_no_move(opened: MainWindow) -> None:
    an_action(opened)
    view_of(opened).edited("a", 3, "30/6/2027")
    assert now(opened).due == "2027-06-30" and notes(opened) == []


@pytest.mark.parametrize(
    ("values", "label", "text", "said"),
    [
        ({"begins": "2027-05-03"}, "Due", "30/4/2027", "It starts on 3 May 2027"),
        ({"due": "2027-04-30"}, "Starts", "3/5/2027", "It is due on 30 April 2027"),
        ({}, "Done on", "5/4/2027", "Done is a day that has come"),
        ({"begins": "2027-04-01"}, "Done on", "31/3/2027", "It starts on 1 April 2027"),
    ],
)
def test_a_day_that_cannot_be_true_is_not_kept_and_not_lost(
    opened: MainWindow, qtbot: QtBot, values: dict[str, str], label: str, text: str, said: str
) -> None:
    before = an_action(opened, **values)
    session_of(opened).select("a")
    page = opened.findChild(ActionPage)
    assert page is not None
    box = typed(qtbot, page, label, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == text
    assert said in box.accessibleDescription()
    assert now(opened) == before


def test_a_due_date_before_the_start_is_not_kept_in_the_list_either(opened: MainWindow) -> None:
    before = an_action(opened, begins="2027-05-03", due="2027-06-01")
    view_of(opened).edited("a", 3, "30/4/2027")
    assert now(opened) == before
    assert "cannot be due before it starts" in notice(opened)


def test_in_details_a_moved_date_asks_why_under_it(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, due="2027-04-30")
    session_of(opened).select("a")
    box = typed(qtbot, opened, "Due", "30/6/2027")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    why = typed(qtbot, opened, "Why was the date moved?", "Delivery is late")
    qtbot.keyClick(why, Qt.Key.Key_Return)
    (note,) = notes(opened)
    assert note.text == "Delivery is late"
    assert not why.isVisible()


def test_a_change_of_owner_is_noted(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, owner="Matron")
    view_of(opened).edited("a", 2, "Head of estates")
    (note,) = notes(opened)
    assert (note.progress_kind, note.was, note.now) == (
        ProgressKind.OWNER_CHANGED,
        "Matron",
        "Head of estates",
    )


def test_what_is_kept_half_typed_is_no_earlier_owner_and_no_earlier_date(
    opened: MainWindow, qtbot: QtBot
) -> None:
    an_action(opened)
    session_of(opened).select("a")
    for name, half, rest in (("Owner", "Head of de", "vices"), ("Due", "3 May", " 2028")):
        box = typed(qtbot, opened, name, half)
        qtbot.keyClick(box, Qt.Key.Key_Return)  # keeps it as a pause does
        box.setText(half)
        box.end(False)
        qtbot.keyClicks(box, rest)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (now(opened).owner, now(opened).due) == ("Head of devices", "2028-05-03")
    assert notes(opened) == []
    opened.view.setFocus()
    box = typed(qtbot, opened, "Owner", "Matron")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [(one.was, one.now) for one in notes(opened)] == [("Head of devices", "Matron")]


@pytest.mark.parametrize(("name", "texts", "was", "now_"), [
    ("Owner", ("", "Sister"), "Matron", "Sister"), ("Due", ("", "30/6/2027"), "2027-04-30", "2027-06-30"),
])  # fmt: skip
def test_a_field_that_was_empty_for_a_moment_lost_nothing_of_what_stood_there(
    opened: MainWindow, qtbot: QtBot, name: str, texts: tuple[str, ...], was: str, now_: str
) -> None:
    an_action(opened, owner="Matron", due="2027-04-30")
    session_of(opened).select("a")
    for text in texts:
        box = named(opened, name, QLineEdit)
        assert isinstance(box, QLineEdit)
        box.setFocus()
        box.selectAll()
        qtbot.keyClick(box, Qt.Key.Key_Delete)
        qtbot.keyClicks(box, text)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [(one.was, one.now) for one in notes(opened)] == [(was, now_)]


def test_an_owner_who_left_is_recorded_by_role_and_marked(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, owner="Ward manager")
    put(opened, Action(id="b", text="Another", owner="Ward manager", order="W"))
    view = view_of(opened)
    go_to_row(view, "a")
    key(qtbot, opened, Qt.Key.Key_O)
    box = typed(qtbot, opened, "Left on", "1/4/2027")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    (who,) = session_of(opened).snapshot.of(Actor).values()
    assert (who.role, who.left, who.name) == ("Ward manager", "2027-04-01", "")
    for id in "ab":
        cell = view.rows.cell(view.rows.rows[view.rows.row_of(id)], 2)
        assert (cell.second, cell.second_icon) == ("has left the post", "triangle-alert")
    go_to_row(view, "a")
    key(qtbot, opened, Qt.Key.Key_O)
    box = typed(qtbot, opened, "Who owns it from now on, by role", "Matron")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert now(opened).owner == "Matron"
    assert not view.rows.cell(view.rows.rows[view.rows.row_of("a")], 2).second_icon
    assert view.rows.cell(view.rows.rows[view.rows.row_of("b")], 2).second_icon


def test_somebody_named_later_cannot_have_left_before(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, owner="Matron")
    view_of(opened).edited("a", 2, "Ward manager")
    key(qtbot, opened, Qt.Key.Key_O)
    box = typed(qtbot, opened, "Left on", "1/4/2027")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert not session_of(opened).snapshot.of(Actor)
    said = [one.text() for one in opened.findChildren(QLabel) if one.isVisible()]
    assert any("was named as owner on 4 April 2027" in one for one in said)
    assert box.text() == "1/4/2027"


def test_the_owner_is_completed_with_the_roles_of_the_case(opened: MainWindow) -> None:
    put(opened, Actor(id="m", role="Matron, surgery"))
    an_action(opened)
    session_of(opened).select("a")
    page = opened.findChild(ActionPage)
    assert page is not None
    box = named(page, "Owner", QLineEdit)
    assert isinstance(box, QLineEdit)
    box.completer().setCompletionPrefix("surg")
    assert box.completer().currentCompletion() == "Matron, surgery"


def test_who_left_the_post_can_be_said_of_the_person_too(opened: MainWindow, qtbot: QtBot) -> None:
    put(opened, Actor(id="p", role="Matron", nature=Nature.STAFF))
    an_action(opened, owner="Matron")
    session_of(opened).select("p")
    box = typed(qtbot, opened, "Left post", "1/4/2027")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    view = view_of(opened)
    assert view.rows.cell(view.rows.rows[view.rows.row_of("a")], 2).second == "has left the post"


def test_a_day_of_completion_that_lies_ahead_is_marked(opened: MainWindow) -> None:
    an_action(opened, done="2027-05-03", status=ActionStatus.IMPLEMENTED)
    view = view_of(opened)
    cell = view.rows.cell(view.rows.rows[view.rows.row_of("a")], 3)
    assert (cell.second, cell.second_icon) == ("done 3 May 2027, to come", "triangle-alert")
