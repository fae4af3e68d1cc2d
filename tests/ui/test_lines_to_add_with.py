"""What is typed in a line to add with is never lost: where it cannot be kept it stands there again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import KINDS
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[[Path, str], MainWindow]
LINES = {
    "evidence/register": "New item",
    "respond/incident": "New note",
    "respond/first_actions": "New action",
    "people/contacts": "New contact, what was said",
    "people/questions": "New question",
    "improve/findings": "New finding",
    "improve/actions": "What will change, and where?",
    "improve/measures": "New measure",
    "timeline/timeline": "New entry, What happened",
    "analysis/change": "New difference, This time",
}
"""By place, how the line begins that N begins to type in, or the box of it that must not be empty."""
WORDS = "The bleep rang in the office"


@pytest.mark.parametrize("place", LINES)
def test_what_cannot_be_kept_stands_in_its_line_again_and_is_added_once_it_can(
    place: str, open_window: Open, sample_case: Path, full_disk: Callable[[bool], None], qtbot: QtBot
) -> None:
    window = open_window(sample_case, place)
    qtbot.keyClick(_focus(), Qt.Key.Key_N)
    box = _box(window, LINES[place])
    box.setFocus()
    qtbot.keyClicks(box, WORDS)
    before = _holding(window)
    full_disk(True)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "The disk is full" in window.notice.text.text()
    assert _box(window, LINES[place]).text() == WORDS
    assert _holding(window) == before
    full_disk(False)
    box = _box(window, LINES[place])
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert _holding(window) == before + 1
    assert _box(window, LINES[place]).text() == ""


def test_a_reason_that_cannot_be_kept_is_still_asked_for(
    open_window: Open, sample_case: Path, full_disk: Callable[[bool], None], qtbot: QtBot
) -> None:
    window = open_window(sample_case, "respond/first_actions")
    table = named(window, "First actions")
    for _ in range(20):
        qtbot.keyClick(table, Qt.Key.Key_X)
        if _focus().accessibleName() == "Not needed because":
            break
        qtbot.keyClick(table, Qt.Key.Key_Down)
    box = _box(window, "Not needed because")
    qtbot.keyClicks(box, WORDS)
    full_disk(True)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert _box(window, "Not needed because").text() == WORDS
    full_disk(False)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert _holding(window) == 1
    assert box.text() == ""


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _box(window: MainWindow, begins: str) -> QLineEdit:
    found = [
        one
        for one in window.findChildren(QLineEdit)
        if one.isVisible() and one.accessibleName().startswith(begins)
    ]
    assert found, f"no line to add with begins with “{begins}”"
    return next((one for one in found if one.hasFocus()), found[0])


def _holding(window: MainWindow) -> int:
    """How many things of the case hold the words."""
    assert window.session is not None
    tables = (window.session.snapshot.table(kind) for kind in KINDS)
    return sum(WORDS in str(one) for table in tables for one in table.values())
