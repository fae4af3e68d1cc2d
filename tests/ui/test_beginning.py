"""N begins the first thing in a place that is still empty, and Esc leaves the line it is typed in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import Link, TimelineEntry
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named
from .test_timeline import capture

Open = Callable[..., MainWindow]

EMPTY_PLACES = [
    ("timeline/timeline", "New entry, When"),
    ("timeline/table", "New entry, When"),
    ("analysis/change", "New difference, What is compared"),
    ("analysis/barriers", "New barrier"),
    ("improve/actions", None),
    ("improve/findings", None),
]


@pytest.mark.parametrize(("place", "box"), EMPTY_PLACES)
def test_n_begins_the_first_and_is_no_letter_of_it(
    open_window: Open, empty_case: Path, qtbot: QtBot, place: str, box: str | None
) -> None:
    window = open_window(empty_case, place)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    at = window.focusWidget()
    assert isinstance(at, QLineEdit)
    assert box is None or at.accessibleName() == box
    qtbot.keyClicks(at, "nurse")
    assert at.text() == "nurse"
    qtbot.keyClick(at, Qt.Key.Key_Escape)
    assert not isinstance(window.focusWidget(), QLineEdit)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    assert isinstance(window.focusWidget(), QLineEdit)


def test_start_on_the_overview_begins_the_first_entry(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case)
    qtbot.mouseClick(named(window, "Start: Start the timeline", QPushButton), Qt.MouseButton.LeftButton)
    assert window.focusWidget() is named(window, "New entry, When", QLineEdit)


def test_enter_presses_a_button_of_the_overview(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case)
    button = named(window, "Start: Start the timeline", QPushButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert window.focusWidget() is named(window, "New entry, When", QLineEdit)


def test_the_focus_stays_on_the_overview_when_it_is_made_anew(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case)
    assert window.session
    named(window, "Start: Start the timeline", QPushButton).setFocus()
    window.session.change(window.session.snapshot.incident, "Edit where", setting="Ward 7")
    QApplication.processEvents()
    assert window.focusWidget() is named(window, "Start: Start the timeline", QPushButton)


def test_a_time_of_day_takes_the_day_that_was_worked_out_for_the_entry_before(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline")
    assert window.session is not None
    for when, what in (
        ("4 Nov 2025 0050", "Registrar bleeped"),
        ("+30 min after T1", "Bleeped again"),
        ("?", "Family rang"),
        ("0145", "Call taken"),
    ):
        capture(window, qtbot, when, "", what)
    entries = {one.text: one.time for one in window.session.snapshot.of(TimelineEntry).values()}
    assert entries["Call taken"].start == "2025-11-04T01:45"


def test_a_time_that_may_lie_anywhere_in_a_year_gives_no_day(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "timeline")
    assert window.session is not None
    for when, what in (("2018", "Ward opened"), ("0145", "Call taken")):
        capture(window, qtbot, when, "", what)
    entries = {one.text: one.time for one in window.session.snapshot.of(TimelineEntry).values()}
    assert entries["Call taken"].start is None
    assert entries["Call taken"].said == "0145"


def test_esc_leaves_details_from_a_list_of_choices(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session is not None
    link = next(iter(window.session.snapshot.of(Link).values()))
    window.session.select(link.id)
    pick = named(window, "What it claims", QComboBox)
    pick.setFocus()
    qtbot.keyClick(pick, Qt.Key.Key_Escape)
    assert window.focusWidget() in window.view.keyed()
