from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import ComparedWith, Difference, Factor, FactorStatus, Link
from rca_workbench.store import Case
from rca_workbench.store.search import Search
from rca_workbench.ui.fields.names import place_of
from rca_workbench.ui.places.analysis.change import ChangeView
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def view_of(window: MainWindow) -> ChangeView:
    assert isinstance(window.view, ChangeView)
    return window.view


def typed(qtbot: QtBot, *texts: str) -> None:
    """Types a row: N to begin, Tab between its boxes, Enter at its end."""
    if not isinstance(QApplication.focusWidget(), QLineEdit):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
    for at, text in enumerate(texts):
        focus = QApplication.focusWidget()
        assert focus is not None
        if text:
            qtbot.keyClicks(focus, text)
        qtbot.keyClick(focus, Qt.Key.Key_Return if at == len(texts) - 1 else Qt.Key.Key_Tab)


def rows(window: MainWindow) -> list[Difference]:
    assert window.session
    return sorted(window.session.snapshot.of(Difference).values(), key=lambda one: one.order)


def test_rows_are_typed_one_after_another_without_the_mouse(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/change")
    typed(qtbot, "Staffing", "Three nurses", "Two nurses")
    typed(qtbot, "Handover", "At the bedside", "By telephone")
    assert [(one.aspect, one.usual, one.this_time) for one in rows(window)] == [
        ("Staffing", "Three nurses", "Two nurses"),
        ("Handover", "At the bedside", "By telephone"),
    ]
    assert all(one.compared_with is ComparedWith.USUAL for one in rows(window))
    window.commands.run("undo")
    assert len(rows(window)) == 1


def test_a_row_without_what_differed_is_asked_for_it_and_nothing_typed_is_lost(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/change")
    typed(qtbot, "Staffing")
    assert rows(window) == []
    assert named(window, "New difference, There or then", QLineEdit).hasFocus()
    box = named(window, "New difference, What is compared", QLineEdit)
    assert isinstance(box, QLineEdit)
    assert box.text() == "Staffing"


def test_rows_stand_under_what_they_are_compared_with_and_can_be_shown_alone(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/change")
    typed(qtbot, "Staffing", "Three nurses", "Two nurses")
    against = named(window, "New difference, compared with", QComboBox)
    assert isinstance(against, QComboBox)
    against.setCurrentIndex(against.findData(ComparedWith.POLICY))
    typed(qtbot, "Observations", "Every four hours", "At eight and at two")
    table = view_of(window).differences
    headings = [table.heading(row).text for row in table.rows if row.id == row.group]
    assert headings == ["Compared with the usual way", "Compared with the procedure"]
    qtbot.mouseClick(named(window, "The procedure: 1", QPushButton), Qt.MouseButton.LeftButton)
    shown = [table.cell(row, 0).text for row in table.rows if row.id != row.group]
    assert shown == ["Observations"]


def test_whether_it_mattered_and_what_it_is_held_against_turn_by_key(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/change")
    typed(qtbot, "Staffing", "Three nurses", "Two nurses")
    table = view_of(window).table
    table.setFocus()
    said = []
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_M)
        said.append(rows(window)[0].mattered)
    assert said == [True, False, None]
    qtbot.keyClick(table, Qt.Key.Key_C)
    assert rows(window)[0].compared_with is ComparedWith.POLICY
    assert view_of(window).current == rows(window)[0]


def test_a_difference_that_mattered_becomes_a_factor_linked_to_what_it_affected_in_one_step(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/change")
    assert window.session
    p5 = next(one for one in window.session.snapshot.of(Factor).values() if one.code == "P5")
    typed(qtbot, "Loading", "Done by noon", "Took most of the afternoon")
    before = window.session.snapshot
    view_of(window).table.setFocus()
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_P)
    typed(qtbot, p5.text[:30])
    snapshot = window.session.snapshot
    (row,) = rows(window)
    made = snapshot.of(Factor)[row.factor or ""]
    assert made.text == "Loading: took most of the afternoon"
    assert made.status is FactorStatus.CANDIDATE
    links = snapshot.pointed_from(Link, "source", made.id)
    assert [link.target for link in links] == [p5.id]
    window.commands.run("undo")
    assert dict(window.session.snapshot.of(Factor)) == dict(before.of(Factor))
    assert rows(window)[0].factor is None


def test_a_difference_can_go_on_the_map_before_anybody_knows_what_it_led_to(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/change")
    assert window.session
    typed(qtbot, "", "", "Lift out of order")
    view_of(window).table.setFocus()
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_P)
    typed(qtbot, "nothing yet")
    (made,) = window.session.snapshot.of(Factor).values()
    assert made.text == "Lift out of order"
    assert not window.session.snapshot.of(Link)
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_P)
    assert not view_of(window).find_box.isVisible(), "what is on the map already is not put there twice"


def test_a_difference_is_tied_to_a_factor_that_is_there_already(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/change")
    assert window.session
    f02 = next(one for one in window.session.snapshot.of(Factor).values() if one.code == "F02")
    factors = len(window.session.snapshot.of(Factor))
    typed(qtbot, "Light", "Day", "Darkest part of the night")
    view_of(window).table.setFocus()
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_P)
    way = named(window, "How they are linked", QComboBox)
    assert isinstance(way, QComboBox)
    way.setCurrentIndex(1)
    typed(qtbot, f02.text[:30])
    assert rows(window)[0].factor == f02.id
    assert len(window.session.snapshot.of(Factor)) == factors


def test_details_show_all_of_a_difference_and_tell_no_from_not_said(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/change")
    typed(qtbot, "Staffing", "Three nurses", "Two nurses")
    window.focus_details()
    mattered = named(window, "Mattered", QComboBox)
    assert isinstance(mattered, QComboBox)
    assert mattered.currentText() == "Not said"
    mattered.setCurrentIndex(2)
    mattered.activated.emit(2)
    assert rows(window)[0].mattered is False


def test_a_read_only_case_offers_no_line(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "analysis/change")
    typed(qtbot, "Staffing", "Three nurses", "Two nurses")
    window.close()
    again = open_window()
    again.open_case(Case.open(empty_case, read_only=True, who="Tester"), "analysis/change")
    assert not [
        one
        for one in again.findChildren(QLineEdit)
        if one.accessibleName().startswith("New diff") and one.isVisible()
    ]
    view_of(again).table.setCurrentIndex(view_of(again).rows.index(1, 0))
    qtbot.keyClick(view_of(again).table, Qt.Key.Key_M)
    assert rows(again)[0].mattered is None


def test_a_difference_is_found_by_its_words_and_opened_in_its_place(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/change")
    typed(qtbot, "Handover", "At the bedside", "By satellite telephone")
    assert window.session
    (one,) = rows(window)
    search = Search()
    search.fill(window.session.snapshot)
    assert [group.kind.name for group in search.find("satellite telephone", 5)] == ["difference"]
    assert place_of(window.session.snapshot, one) == ("analysis/change", one.id)
    window.go("overview")
    window.go("analysis/change", one.id)
    assert view_of(window).current == one
