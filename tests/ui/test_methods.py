from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import MethodUsed
from rca_workbench.reference import methods
from rca_workbench.store import Case
from rca_workbench.ui.places.analysis.methods import MethodsView
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def view_of(window: MainWindow) -> MethodsView:
    assert isinstance(window.view, MethodsView)
    return window.view


def go(window: MainWindow, id: str) -> None:
    view = view_of(window)
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))
    view.table.setFocus()
    QApplication.processEvents()


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def recorded(window: MainWindow) -> list[tuple[str, str, str]]:
    assert window.session
    return [(one.method, one.note, one.on) for one in window.session.snapshot.of(MethodUsed).values()]


@pytest.mark.parametrize("tab", ["map", "fishbone", "five_whys", "barriers", "change"])
def test_methods_are_a_press_away_from_every_tab_of_analysis(
    open_window: Open, sample_case: Path, tab: str
) -> None:
    window = open_window(sample_case, f"analysis/{tab}")
    QApplication.processEvents()
    named(window, "Methods, tab of Analysis", QPushButton).click()  # type: ignore[attr-defined]
    assert isinstance(window.view, MethodsView)


def test_each_method_has_its_purpose_steps_pitfalls_and_mark_at_hand(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "analysis/methods")
    rows = methods().rows("methods")
    assert [row.id for row in view_of(window).rows.rows] == [row["id"] for row in rows]
    for row in rows:
        go(window, str(row["id"]))
        text = said(view_of(window).page)
        assert str(row["purpose"]) in text
        assert str(row["proportionate_when"]) in text
        assert str(row["steps"][0]["text"]) in text  # type: ignore[index]
        assert str(row["pitfalls"][0]) in text  # type: ignore[index]
        assert ("Not checked against the source" in text) is not row["source_checked"]


def test_the_use_of_a_method_is_recorded_and_described_with_the_keyboard(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/methods")
    go(window, "walkthrough")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_N)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    qtbot.keyClicks(focus, "The drug round on ward 7")
    when = named(window, "When", QLineEdit)
    when.setFocus()
    qtbot.keyClicks(when, "2 April 2025")
    view_of(window).table.setFocus()
    assert recorded(window) == [("walkthrough", "The drug round on ward 7", "2 April 2025")]
    assert "Recorded as used" in said(view_of(window).page)
    assert view_of(window).counts() == "1 method used or shown, 1 recorded"


def test_a_method_recorded_without_a_trace_says_so(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "analysis/methods")
    go(window, "change_analysis")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_N)
    assert "Recorded as used; the case holds no rows of it." in said(view_of(window).page)


def test_what_the_case_shows_is_said_before_anybody_records_it(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/methods")
    go(window, "barrier_analysis")
    text = said(view_of(window).page)
    assert "The case shows it; not recorded yet. 6 barriers are on the map" in text


def test_a_record_is_taken_out_and_undone(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "analysis/methods")
    go(window, "bowtie")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_N)
    view_of(window).table.setFocus()
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_Delete)
    assert recorded(window) == []
    window.commands.run("undo")
    assert recorded(window) == [("bowtie", "", "")]
    assert "Recorded as used" in said(view_of(window).page)


def test_a_method_of_ones_own_stands_under_the_others(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/methods")
    view_of(window).table.setFocus()
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    box = named(window, "Another method", QLineEdit)
    qtbot.keyClicks(box, "Swarm huddle")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert recorded(window) == [("Swarm huddle", "", "")]
    last = view_of(window).rows.rows[-1]
    assert last.id == "Swarm huddle"
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)


def test_typing_how_goes_on_while_the_case_changes_elsewhere(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/methods")
    assert window.session
    go(window, "interview")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_N)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    qtbot.keyClicks(focus, "With six ")
    window.session.change(window.session.snapshot.case, title="Another title")
    qtbot.keyClicks(focus, "nurses")
    view_of(window).table.setFocus()
    assert recorded(window)[0][1] == "With six nurses"


def test_a_case_that_can_only_be_read_offers_no_recording(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_case(Case.open(sample_case, read_only=True, who="Tester"), "analysis/methods")
    go(window, "bowtie")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_Return)
    assert recorded(window) == []
    assert not [
        one
        for one in window.findChildren(QPushButton)
        if one.isVisible() and "We used this:" in one.accessibleName()
    ]
