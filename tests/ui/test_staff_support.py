"""People, Staff support: whom nobody has offered anything stands first; offers are typed for the one selected."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import Actor, Answer, Nature, StaffSupport, TimelineEntry
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.people.staff_rows import OFFER
from rca_workbench.ui.places.people.staff_support import StaffSupportView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def view_of(window: MainWindow) -> StaffSupportView:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, StaffSupportView)
    return window.view


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def with_staff(window: MainWindow) -> None:
    with session_of(window).step("Add") as step:
        for number in (1, 2):
            step.add(Actor(id=f"n{number}", role=f"Ward nurse {number}", nature=Nature.STAFF))
        step.add(TimelineEntry(id="t", text="Called the registrar", actor="n2"))


def offers(window: MainWindow) -> list[StaffSupport]:
    return list(session_of(window).snapshot.of(StaffSupport).values())


def go_to_row(view: StaffSupportView, id: str) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))
    QApplication.processEvents()


def shown(view: StaffSupportView) -> list[str]:
    return [
        view.rows.heading(row).text if row.shape is Shape.HEADING else view.rows.cell(row, 0).text
        for row in view.rows.rows
    ]


def test_those_without_an_offer_stand_first_and_no_clinical_notes_are_asked_for(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/staff_support")
    view = view_of(window)
    with_staff(window)
    with session_of(window).step("Add") as step:
        step.add(StaffSupport(id="s", person="n2", offer="Peer support"))
    assert shown(view) == [
        "No support offered yet, as far as is recorded",
        "Ward nurse 1",
        "Support offered",
        "Ward nurse 2",
    ]
    said = " ".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())
    assert "No clinical notes" in said


def test_an_offer_that_is_only_planned_is_none_yet_and_says_when_it_is_late(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/staff_support")
    view = view_of(window)
    with_staff(window)
    with session_of(window).step("Add") as step:
        step.add(StaffSupport(id="s", person="n2", due="2025-03-14"))
        step.add(StaffSupport(id="team", offer="Debrief for the night shift"))
    assert shown(view) == [
        "No support offered yet, as far as is recorded",
        "Ward nurse 2",
        "Ward nurse 1",
        "Support offered",
        "Staff, nobody named",
    ]
    assert view.rows.cell(view.rows.rows[1], 0).second == "Was to be offered by 14 March 2025"
    assert view.rows.heading(view.rows.rows[0]).aside == "2 people"


def test_an_offer_is_typed_for_the_one_selected(qtbot: QtBot, open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/staff_support")
    view = view_of(window)
    with_staff(window)
    go_to_row(view, "n2")
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    box = named(view, "What was offered")
    assert "Ward nurse 2" in box.placeholderText()
    qtbot.keyClicks(box, "Time with a peer supporter")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "Occupational health")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [(one.person, one.offer) for one in offers(window)] == [
        ("n2", "Time with a peer supporter"),
        ("n2", "Occupational health"),
    ]


def test_with_nobody_selected_it_is_asked_for_whom(qtbot: QtBot, open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/staff_support")
    view = view_of(window)
    with_staff(window)
    session_of(window).select(None)
    view.table.clearSelection()
    view.table.mark(None)
    view.begin()
    box = named(view, "The other one")
    qtbot.keyClicks(box, "nurse 1")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    line = named(view, "What was offered")
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "Debrief")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert offers(window)[0].person == "n1"


def test_what_became_of_an_offer_is_one_key_each(qtbot: QtBot, open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/staff_support")
    view = view_of(window)
    with_staff(window)
    with session_of(window).step("Add") as step:
        step.add(StaffSupport(id="s", person="n2", offer="Peer support"))
    go_to_row(view, "s")
    for key in (Qt.Key.Key_X, Qt.Key.Key_I, Qt.Key.Key_F):
        qtbot.keyClick(view.table, key)
    today = session_of(window).today().isoformat()
    one = offers(window)[0]
    assert (one.taken_up, one.invited, one.feedback) == (Answer.NO, today, today)
    assert view.counts() == "2 of the staff, 1 without an offer of support"


def test_an_offer_typed_over_the_row_of_somebody_without_one_is_kept(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/staff_support")
    view = view_of(window)
    with_staff(window)
    QApplication.processEvents()
    place = view.table.visualRect(view.rows.index(view.rows.row_of("n2"), OFFER)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    box = named(window, "What was offered", QLineEdit)
    assert isinstance(box, QLineEdit) and box.text() == ""
    qtbot.keyClicks(box, "Time with a peer supporter")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert [(one.person, one.offer) for one in offers(window)] == [("n2", "Time with a peer supporter")]
