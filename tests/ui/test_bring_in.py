"""Bringing in a timeline kept elsewhere, through the window."""

import threading
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.exchange.sheet import Role, RowState, read_pasted
from rca_workbench.model import Excerpt, TimelineEntry
from rca_workbench.store import Case
from rca_workbench.ui.places.timeline.bring_in import BringIn, accepts, pasted_rows
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]

ROWS = """Date,Time,Who,What happened,Where
03/04/2025,04:15,Ward nurse 1,Observations taken,Ward 7
03/04/2025,04:50,Ward nurse 1,Doctor bleeped,Ward 7
31/02/2025,05:00,Doctor 1,Reviewed,Ward 7
13/04/2025,07:00,Day nurse,Handover,
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ward notes.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def page(window: MainWindow) -> BringIn:
    found = window.view.bringing.page
    assert found is not None and found.isVisible()
    return found


def open_source(window: MainWindow, qtbot: QtBot, path: Path) -> BringIn:
    window.view.bringing.open_file(path)
    qtbot.waitUntil(lambda: page(window).plan is not None)
    QApplication.processEvents()
    return page(window)


def texts(window: MainWindow) -> set[str]:
    return {one.text for one in window.session.snapshot.of(TimelineEntry).values()}


def test_what_was_read_is_shown_and_nothing_is_kept_yet(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    assert shown.title.text() == "Bring in “ward notes.csv”"
    assert [row.state for row in shown.rows.rows].count(RowState.NEW) == 3
    assert "1 row needs mending" in shown.count.text()
    assert not shown.bring.isEnabled()
    assert texts(window) == set()
    assert not named_buttons(window, "Add event")


def named_buttons(window: MainWindow, name: str) -> list[QPushButton]:
    return [
        one for one in window.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()
    ]


def test_a_bad_cell_is_mended_where_it_is_named_and_everything_comes_in_as_one_step(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    assert "31 February does not exist" in shown.mending.said.text()
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    box = shown.mending.box
    assert box.hasFocus()
    assert box.text() == "31/02/2025"
    box.clear()
    qtbot.keyClicks(box, "28/02/2025")
    assert "28 February 2025" in shown.mending.echo.text()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert shown.bring.text() == "Bring in 4 entries" and shown.bring.isEnabled()
    qtbot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(window) == {"Observations taken", "Doctor bleeped", "Reviewed", "Handover"}
    assert window.session.case.undo_label == "Import ward notes.csv"
    assert len(window.session.snapshot.of(Excerpt)) == 4
    assert not shown.isVisible() and window.view.timeline.isVisible()
    strip = window.view.bringing.strip
    assert strip.isVisible() and "4 timeline entries taken in" in strip.text.text()
    assert window.view.rows.rowCount() == 4
    window.session.undo()
    assert not strip.isVisible()
    assert texts(window) == set()


def test_a_row_can_be_left_out_and_brought_back(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    qtbot.mouseClick(shown.mending.out, Qt.MouseButton.LeftButton)
    assert shown.bring.text() == "Bring in 3 entries" and shown.bring.isEnabled()
    shown.table.selectRow(2)
    assert shown.mending.out.text() == "Bring this row in after all"
    qtbot.mouseClick(shown.mending.out, Qt.MouseButton.LeftButton)
    assert not shown.bring.isEnabled()
    qtbot.mouseClick(shown.leave_all, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(shown.bring, Qt.MouseButton.LeftButton)
    assert texts(window) == {"Observations taken", "Doctor bleeped", "Handover"}


def test_a_wrong_guess_is_put_right_by_keyboard(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    pick = named(window, "Where: what it holds", QComboBox)
    pick.setFocus()
    qtbot.keyClicks(pick, "Note")
    qtbot.keyClick(pick.view(), Qt.Key.Key_Return)
    assert shown.planning.layout_of.columns[4].role is Role.NOTE
    assert shown.plan.rows[0].note == "Ward 7"
    qtbot.mouseClick(shown.leave_all, Qt.MouseButton.LeftButton)
    shown.run()
    notes = {one.note for one in window.session.snapshot.of(TimelineEntry).values()}
    assert notes == {"Ward 7", ""}


def test_month_first_is_one_choice_away(
    open_window: Open, empty_case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "us.csv"
    path.write_text("When,What happened\n03/04/2025 10:00,Seen\n", encoding="utf-8")
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, path)
    assert shown.plan.rows[0].time.start == "2025-04-03T10:00"
    shown.days.setCurrentIndex(shown.days.findData(False))
    assert shown.plan.rows[0].time.start == "2025-03-04T10:00"


def test_bringing_the_same_in_again_says_that_all_is_there(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    for _ in range(2):
        shown = open_source(window, qtbot, source)
        qtbot.mouseClick(shown.leave_all, Qt.MouseButton.LeftButton)
        shown.run()
    assert len(texts(window)) == 3
    shown = open_source(window, qtbot, source)
    assert "3 there already" in shown.count.text()


def test_escape_leaves_and_nothing_came_in(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    qtbot.keyClick(shown.table, Qt.Key.Key_Escape)
    assert not shown.isVisible() and texts(window) == set()
    QApplication.processEvents()
    assert named_buttons(window, "Add event")


def test_several_rows_pasted_into_the_capture_row_are_mapped_first(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    QApplication.clipboard().setText(
        "When\tWhat\n12/03/2025 04:15\tObservations taken\n12/03/2025 04:50\tDoctor bleeped\n"
    )
    box = window.view.capture.what
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.view.bringing.covers and page(window).plan is not None)
    shown = page(window)
    qtbot.mouseClick(shown.bring, Qt.MouseButton.LeftButton)
    assert texts(window) == {"Observations taken", "Doctor bleeped"}
    assert box.text() == ""


def test_one_line_pasted_is_pasted_as_words(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "timeline/table")
    QApplication.clipboard().setText("Doctor bleeped")
    box = window.view.capture.what
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == "Doctor bleeped"


def test_what_cannot_be_read_is_said_and_the_timeline_comes_back(
    open_window: Open, empty_case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000)
    window = open_window(empty_case, "timeline/table")
    window.view.bringing.open_file(path)
    qtbot.waitUntil(window.notice.isVisible)
    assert window.view.timeline.isVisible()


def test_a_large_list_is_worked_out_beside_the_window(
    open_window: Open, empty_case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "long.csv"
    lines = [f"12/03/2025 {n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02},Row {n}" for n in range(20_000)]
    path.write_text("When,What happened\n" + "\n".join(lines), encoding="utf-8")
    window = open_window(empty_case, "timeline/table")
    window.view.bringing.open_file(path)
    qtbot.waitUntil(lambda: page(window).planning.layout_of is not None)
    assert page(window).plan is None  # the window goes on while rows are worked out
    threads: list[bool] = []
    page(window).planning.planned.connect(
        lambda _: threads.append(threading.current_thread() is threading.main_thread())
    )
    qtbot.waitUntil(lambda: page(window).plan is not None, timeout=20_000)
    assert threads == [True]
    page(window).run()
    assert len(window.session.snapshot.of(TimelineEntry)) == 20_000


def test_what_was_mended_before_leaving_stands_when_the_same_is_opened_again(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    mend(shown, qtbot, "28/02/2025")
    pick = named(window, "Where: what it holds", QComboBox)
    qtbot.keyClicks(pick, "Note")
    qtbot.keyClick(pick.view(), Qt.Key.Key_Return)
    qtbot.keyClick(shown.table, Qt.Key.Key_Escape)
    assert window.view.timeline.isVisible()
    shown = open_source(window, qtbot, source)
    assert shown.bring.text() == "Bring in 4 entries"
    assert shown.plan.rows[0].note == "Ward 7"
    assert "mended here before" in shown.notes.text()
    qtbot.mouseClick(shown.anew, Qt.MouseButton.LeftButton)
    assert "1 row needs mending" in shown.count.text() and not shown.anew.isVisible()


def mend(shown: BringIn, qtbot: QtBot, text: str) -> None:
    """Type over the cell of the row somebody is at."""
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    shown.mending.box.clear()
    qtbot.keyClicks(shown.mending.box, text)
    qtbot.keyClick(shown.mending.box, Qt.Key.Key_Return)


def test_a_wrong_time_of_day_is_mended_in_its_own_cell(
    open_window: Open, empty_case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "clock.csv"
    path.write_text(ROWS.replace("31/02", "13/04").replace("07:00", "25:99"), encoding="utf-8")
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, path)
    assert shown.mending.said.text().startswith("Row 5, column B")
    assert shown.mending.box.text() == "25:99"
    mend(shown, qtbot, "23:59")
    assert shown.plan.rows[3].time.start == "2025-04-13T23:59" and shown.bring.isEnabled()


def test_a_cell_mended_wrongly_can_be_mended_again(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    mend(shown, qtbot, "28/03/2025")
    shown.table.selectRow(2)
    assert "mended by you" in shown.mending.said.text()
    mend(shown, qtbot, "28/02/2025")
    assert shown.plan.rows[2].time.start == "2025-02-28T05:00"


def test_escape_in_a_cell_goes_back_to_the_rows_first(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    qtbot.keyClicks(shown.mending.box, "9")
    qtbot.keyClick(shown.mending.box, Qt.Key.Key_Escape)
    assert shown.isVisible() and shown.table.hasFocus()
    assert shown.mending.box.text() == "31/02/2025"


def test_the_echo_follows_the_order_of_days_that_was_chosen(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    shown.days.setCurrentIndex(shown.days.findData(False))
    shown.table.selectRow(2)
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    shown.mending.box.clear()
    qtbot.keyClicks(shown.mending.box, "02/03/2025")
    assert "3 February 2025" in shown.mending.echo.text() and "05:00" in shown.mending.echo.text()


def test_n_brings_it_in_from_the_rows(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    qtbot.keyClick(shown.table, Qt.Key.Key_N)
    assert shown.isVisible() and texts(window) == set()
    mend(shown, qtbot, "28/02/2025")
    shown.table.setFocus()
    qtbot.keyClick(shown.table, Qt.Key.Key_N)
    assert len(texts(window)) == 4


def test_each_sheet_keeps_what_was_mended_in_it(
    open_window: Open, empty_case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    book = openpyxl.Workbook()
    for title in ("Days", "Nights"):
        sheet = book.create_sheet(title)
        for row in (
            ("When", "What happened"),
            ("31/02/2025 10:00", f"Seen on {title}"),
            ("01/03/2025 11:00", "Left"),
        ):
            sheet.append(row)
    book.remove(book.worksheets[0])
    path = tmp_path / "two.xlsx"
    book.save(path)
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, path)
    assert shown.sheet.isVisible()
    mend(shown, qtbot, "28/02/2025 10:00")
    assert shown.bring.isEnabled()
    first = shown.sheet.currentIndex()
    shown.sheet.setCurrentIndex(1 - first)
    assert not shown.bring.isEnabled()
    shown.sheet.setCurrentIndex(first)
    assert shown.bring.isEnabled()


def test_what_is_left_while_it_is_read_does_not_come_back(
    open_window: Open, empty_case: Path, source: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    other = tmp_path / "other.csv"
    other.write_text("When,What happened\n12/03/2025 10:00,Seen\n", encoding="utf-8")
    window.view.bringing.open_file(source)
    shown = page(window)
    shown.leave()
    qtbot.wait(200)
    assert shown.plan is None and window.view.timeline.isVisible()
    window.view.bringing.open_file(source)
    window.view.bringing.open_file(other)
    qtbot.waitUntil(lambda: shown.plan is not None)
    qtbot.wait(200)
    assert [row.what for row in shown.plan.rows] == ["Seen"]


def test_when_all_is_left_out_it_is_said_why_nothing_can_come_in(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    for row in range(4):
        shown.table.selectRow(row)
        qtbot.mouseClick(shown.mending.out, Qt.MouseButton.LeftButton)
    assert not shown.bring.isEnabled()
    assert "Nothing is left that could come in" in shown.count.text()


def test_a_row_that_is_fine_says_all_it_becomes(
    open_window: Open, empty_case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(
        "When,What happened,Comment,Care delivery problem\n13/03/2025 10:00,Bleeped,No answer,yes\n"
        "13/03/2025 11:00,Seen,,\n",
        encoding="utf-8",
    )
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, path)
    shown.table.selectRow(0)
    said = shown.mending.said.text()
    assert "13 March 2025" in said and "care delivery problem" in said and "Note: No answer" in said


def test_cells_of_a_word_table_stay_whole_though_their_text_is_cut_into_lines() -> None:
    mime = QMimeData()
    mime.setText("When\tWhat\n12/03/2025\tSeen\nand left\n13/03/2025\tBack\n")
    mime.setHtml(
        "<html><body><table><tr><th>When</th><th>What</th></tr>"
        "<tr><td><p>12/03/2025</p></td><td><p>Seen</p><p>and left</p></td></tr>"
        "<tr><td>13/03/2025</td><td>Back</td></tr></table></body></html>"
    )
    rows = read_pasted(pasted_rows(mime)).sheets[0].rows
    assert [list(row) for row in rows] == [
        ["When", "What"],
        ["12/03/2025", "Seen\nand left"],
        ["13/03/2025", "Back"],
    ]


def test_files_that_were_copied_are_no_rows(source: Path, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(source)), QUrl.fromLocalFile(str(tmp_path / "b.csv"))])
    assert accepts(mime) is None and not pasted_rows(mime)


def test_a_case_that_can_only_be_read_takes_nothing_in(
    open_window: Open, sample_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_case(Case.open(sample_case, read_only=True, who="Tester"), "timeline/table")
    shown = open_source(window, qtbot, source)
    qtbot.mouseClick(shown.leave_all, Qt.MouseButton.LeftButton)
    assert not shown.bring.isEnabled()
    assert "can only be read here" in shown.count.text()


def test_which_drops_and_pastes_are_taken(source: Path, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(source))])
    assert accepts(mime) == source
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "photo.jpg"))])
    assert accepts(mime) is None
    mime = QMimeData()
    mime.setText("one\ttwo\nthree\tfour")
    assert pasted_rows(mime)
    mime.setText("one line only\n")
    assert not pasted_rows(mime)


def test_f8_goes_to_the_next_row_to_mend_and_not_to_a_check_of_the_case(
    open_window: Open, empty_case: Path, source: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline/table")
    shown = open_source(window, qtbot, source)
    shown.table.selectRow(0)
    shown.table.setFocus()
    qtbot.keyClick(shown.table, Qt.Key.Key_F8)
    assert shown.table.currentIndex().row() == 2
    assert shown.mending.isAncestorOf(window.focusWidget())
    assert not window.topbar.checks.isChecked()
