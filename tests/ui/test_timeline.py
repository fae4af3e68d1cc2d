from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import Actor, Factor, Link, Problem, Time, TimeKind, TimelineEntry
from rca_workbench.ui.places.timeline.view import TimelineView
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def the_timeline(window: MainWindow) -> TimelineView:
    assert isinstance(window.view, TimelineView)
    return window.view


def capture(window: MainWindow, qtbot: QtBot, when: str, who: str, what: str) -> None:
    for name, text in (("When", when), ("Who or what", who), ("What happened", what)):
        box = named(window, f"New entry, {name}", QLineEdit)
        box.setFocus()
        qtbot.keyClicks(box, text)
    qtbot.keyClick(named(window, "New entry, What happened", QLineEdit), Qt.Key.Key_Return)


@pytest.mark.parametrize("tab", ["timeline", "table", "both"])
def test_entries_are_captured_one_after_the_other_by_typing(
    open_window: Open, empty_case: Path, qtbot: QtBot, tab: str
) -> None:
    window = open_window(empty_case, f"timeline/{tab}")
    capture(window, qtbot, "12 March 2025 0415", "Ward nurse 1", "Observations taken")
    capture(window, qtbot, "c 0450", "ward nurse 1", "Doctor bleeped")
    capture(window, qtbot, "?", "", "Relative asks for a doctor")
    assert window.session
    snapshot = window.session.snapshot
    entries = {one.text: one for one in snapshot.of(TimelineEntry).values()}
    assert entries["Observations taken"].time.start == "2025-03-12T04:15"
    assert entries["Doctor bleeped"].time.kind is TimeKind.ABOUT_DATETIME
    assert entries["Doctor bleeped"].time.start == "2025-03-12T04:50"
    assert entries["Relative asks for a doctor"].time.kind is TimeKind.UNKNOWN
    assert [one.role for one in snapshot.of(Actor).values()] == ["Ward nurse 1"]
    assert the_timeline(window).counts() == "3 events, 1 without a time"


def test_the_reading_of_a_time_is_shown_before_it_is_kept(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    box = named(window, "New entry, When", QLineEdit)
    qtbot.keyClicks(box, "about 14:20 on 4 Jan 2019")
    assert "about 14:20" in the_timeline(window).capture.echo.text()
    box.clear()
    qtbot.keyClicks(box, "31 February 2019")
    assert "does not exist" in the_timeline(window).capture.echo.text()


def test_a_time_nobody_can_read_keeps_the_words_that_were_typed(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    capture(window, qtbot, "when the kettle boiled", "", "Tea")
    assert window.session
    (entry,) = window.session.snapshot.of(TimelineEntry).values()
    assert entry.time == Time(kind=TimeKind.UNKNOWN, said="when the kettle boiled")


def test_selecting_a_row_selects_the_same_entry_on_the_canvas_and_back(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "timeline/both")
    view = the_timeline(window)
    assert view.table
    assert view.canvas
    assert window.session
    view.table.selectRow(40)
    entry = view.rows.entry(40)
    assert entry
    assert window.session.selected_id == entry.id
    assert view.canvas.lanes.selected_ref
    assert view.canvas.lanes.selected_ref.id == entry.id
    other = view.rows.entry(30)
    assert other
    view.canvas.chosen.emit(other.id)
    assert view.table.currentIndex().row() == 30


def test_the_table_keeps_the_order_of_the_published_case(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "timeline/table")
    view = the_timeline(window)
    codes = [view.rows.entry(row).code for row in range(view.rows.rowCount())]  # type: ignore[union-attr]
    assert codes == [f"T{n:02d}" for n in range(1, 71)]


def test_a_cell_is_edited_in_place(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "timeline/table")
    view = the_timeline(window)
    assert view.table
    assert window.session
    view.table.setFocus()
    view.table.selectRow(22)
    entry = view.gestures.entry
    assert entry
    assert entry.code == "T23"
    qtbot.keyClick(view.table, Qt.Key.Key_T)
    box = view.table.findChild(QLineEdit)
    assert box
    box.setText("about 15:50")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    session = window.session

    def kept() -> bool:
        time = session.snapshot.of(TimelineEntry)[entry.id].time
        return (time.kind, time.start) == (TimeKind.ABOUT_DATETIME, "2019-04-22T15:50")

    qtbot.waitUntil(kept)


def test_keys_flag_mark_and_remove_an_entry(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "timeline/both")
    view = the_timeline(window)
    assert view.table
    assert view.canvas
    assert window.session
    view.table.selectRow(30)
    entry = view.gestures.entry
    assert entry
    lanes = view.canvas.lanes
    lanes.setFocus()
    qtbot.keyClick(lanes, Qt.Key.Key_M)
    assert window.session.snapshot.of(TimelineEntry)[entry.id].problem is Problem.CARE
    qtbot.keyClick(lanes, Qt.Key.Key_H)
    assert window.session.snapshot.of(TimelineEntry)[entry.id].harm
    qtbot.keyClick(lanes, Qt.Key.Key_Delete)
    assert entry.id not in window.session.snapshot.of(TimelineEntry)
    window.commands.run("undo")
    assert entry.id in window.session.snapshot.of(TimelineEntry)


def test_entries_without_a_sure_time_are_moved_in_their_order(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    for what in ("One", "Two", "Three"):
        capture(window, qtbot, "12 March 2025", "", what)
    view = the_timeline(window)
    assert window.session

    def order() -> list[str]:
        return [view.rows.entry(row).text for row in range(3)]  # type: ignore[union-attr]

    assert order() == ["One", "Two", "Three"]
    assert view.table
    view.table.selectRow(2)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order() == ["One", "Three", "Two"]
    qtbot.keyClick(view.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order() == ["Three", "One", "Two"]


def test_two_entries_that_cannot_both_be_true_are_named(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    capture(window, qtbot, "12 March 2025 0900", "", "Handover")
    capture(window, qtbot, "12 March 2025 1000", "", "Review")
    assert window.session
    entries = {one.text: one for one in window.session.snapshot.of(TimelineEntry).values()}
    view = the_timeline(window)
    view.edits.retime(entries["Handover"], f"after {entries['Review'].code}")
    view.edits.retime(
        window.session.snapshot.of(TimelineEntry)[entries["Review"].id], f"after {entries['Handover'].code}"
    )
    assert view.conflict.isVisible()
    assert "Handover" in view.conflict.said.text()
    assert "Review" in view.conflict.said.text()


def test_an_entry_goes_to_the_map_and_is_found_there_the_next_time(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "timeline/both")
    view = the_timeline(window)
    assert view.table
    assert window.session
    view.table.selectRow(44)
    assert view.gestures.entry
    assert view.gestures.entry.code == "T45"
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_G)
    assert window.address == "analysis/map"
    assert window.session.selected is not None
    assert window.session.selected.title.startswith("H1")


def test_sixty_lines_typed_one_after_the_other_are_all_kept(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    box = named(window, "New entry, What happened", QLineEdit)
    for n in range(60):
        box.setFocus()
        qtbot.keyClicks(box, f"Line {n}")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.session
    texts = {one.text for one in window.session.snapshot.of(TimelineEntry).values()}
    assert texts == {f"Line {n}" for n in range(60)}


def test_w_on_an_entry_puts_it_on_the_map_and_asks_why_there(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "timeline/table")
    view = the_timeline(window)
    assert view.table
    assert window.session
    for _ in range(2):  # put there the first time, found there the second
        window.go("timeline/table")
        view.table.selectRow(3)
        entry = view.gestures.entry
        assert entry is not None
        view.table.setFocus()
        qtbot.keyClick(view.table, Qt.Key.Key_W)
        assert window.address == "analysis/map"
        box = QApplication.focusWidget()
        assert isinstance(box, QPlainTextEdit)
        qtbot.keyClicks(box, "Rota by bed count")
        qtbot.keyClick(box, Qt.Key.Key_Return)
        snapshot = window.session.snapshot
        shown = [one.id for one in snapshot.of(Factor).values() if entry.id in (one.entry, *one.entries)]
        assert len(shown) == 1
        cause = window.session.selected
        assert isinstance(cause, Factor)
        assert cause.text == "Rota by bed count"
        assert any((one.source, one.target) == (cause.id, shown[0]) for one in snapshot.of(Link).values())
