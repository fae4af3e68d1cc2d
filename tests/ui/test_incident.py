"""Respond, Incident: what happened, on one page."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import Note
from rca_workbench.ui.places.cards import FocusRing
from rca_workbench.ui.places.respond.incident import IncidentPage
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def incident(window: MainWindow) -> tuple[IncidentPage, Session]:
    QApplication.processEvents()
    assert isinstance(window.view, IncidentPage)
    assert window.session is not None
    return window.view, window.session


def said(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_an_empty_case_starts_with_what_happened(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "respond")
    _, session = incident(window)
    box = named(window, "What happened", QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    assert window.focusWidget() is box
    assert box.placeholderText() == "In one or two sentences: what happened, and is everyone safe now?"
    qtbot.keyClicks(box, "A patient waited 90 minutes.")
    named(window, "Where", QLineEdit).setFocus()
    assert session.snapshot.incident.summary == "A patient waited 90 minutes."


def test_everything_that_is_asked_is_there(open_window: Open, sample_case: Path) -> None:
    page, _ = incident(open_window(sample_case, "respond"))
    for name in (
        "What happened", "When it happened", "When it ended", "When it was found", "Where", "Service",
        "Level of harm", "Who was harmed, and how", "Is everyone safe now", "In words for the family",
        "Terms of reference", "Scope and limits", "Case title", "Reference", "Framework", "Marking",
    ):  # fmt: skip
        named(page, name)


def test_a_time_is_read_back_in_words(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "respond")
    page, session = incident(window)
    box = named(window, "When it happened", QLineEdit)
    box.setFocus()
    qtbot.keyClicks(box, "12 March 2025 0415")
    assert "reads 04:15 on 12 March 2025" in said(page)
    found = named(window, "When it was found", QLineEdit)
    found.setFocus()
    assert session.snapshot.incident.start.start == "2025-03-12T04:15"
    qtbot.keyClicks(found, "0530")
    assert "reads 05:30" in said(page)


def test_the_level_of_harm_is_chosen_and_marked_as_not_checked(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "respond")
    page, session = incident(window)
    pick = named(window, "Level of harm", QComboBox)
    assert isinstance(pick, QComboBox)
    at = pick.findText("Physical harm: moderate")
    pick.setCurrentIndex(at)
    pick.activated.emit(at)
    assert session.snapshot.incident.harm_level == "Moderate physical harm"
    assert "Moderate means: care beyond a single visit" in said(page)
    assert "not checked against the source" in said(page)


def test_a_level_an_import_wrote_is_kept_and_shown(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "respond")
    _, session = incident(window)
    pick = named(window, "Level of harm", QComboBox)
    assert isinstance(pick, QComboBox)
    assert pick.currentText() == session.snapshot.incident.harm_level
    assert pick.currentText().startswith("moderate (three injured")


def test_notes_are_added_changed_and_removed(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "respond")
    page, session = incident(window)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_N)
    box = named(window, "New note", QLineEdit)
    assert window.focusWidget() is box
    qtbot.keyClicks(box, "Ask the family about the phone call")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    (note,) = session.snapshot.of(Note).values()
    assert (note.text, note.on) == ("Ask the family about the phone call", session.today().isoformat())
    assert page.counts() == "1 note"
    QApplication.processEvents()
    words = named(page, "Note", QPlainTextEdit)
    words.setFocus()
    qtbot.keyClicks(words, "Soon: ")
    box.setFocus()
    (note,) = session.snapshot.of(Note).values()
    assert note.text.startswith("Soon: ") or note.text.endswith("Soon: ")
    button = next(one for one in page.findChildren(QWidget) if one.accessibleName().startswith("Remove note"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not session.snapshot.of(Note)


@pytest.mark.parametrize("width", [700, 1000, 1400])
def test_lines_are_never_longer_than_eighty_letters(open_window: Open, sample_case: Path, width: int) -> None:
    window = open_window(sample_case, "respond")
    page, _ = incident(window)
    page.setParent(None)  # type: ignore[call-overload]
    page.resize(width, 800)
    page.show()
    for _ in range(3):
        QApplication.processEvents()
    box = named(page, "What happened", QPlainTextEdit)
    assert box.width() <= box.fontMetrics().averageCharWidth() * 84 + 24
    assert box.mapTo(page, box.rect().topRight()).x() <= width
    page.deleteLater()


def test_undo_shows_on_the_page(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "respond")
    page, session = incident(window)
    session.change(session.snapshot.incident, service="Surgery")
    box = named(page, "Service", QLineEdit)
    assert isinstance(box, QLineEdit)
    assert box.text() == "Surgery"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == ""


def test_a_day_that_cannot_be_right_is_kept_with_words_beside_it_that_go_when_it_is_mended(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "respond")
    page, session = incident(window)

    def write(name: str, text: str) -> None:
        box = named(window, name, QLineEdit)
        assert isinstance(box, QLineEdit)
        box.setFocus()
        box.selectAll()
        qtbot.keyClicks(box, text)
        qtbot.keyClick(box, Qt.Key.Key_Return)

    write("When it was found", "12 March 2025 0415")
    write("When it was reported locally", "11 March 2025")
    doubt = "11 Mar 2025 is before it was found, 12 Mar 2025 04:15. One of the two is not right."
    assert session.snapshot.incident.reported.start == "2025-03-11", "it is kept"
    assert doubt in said(page)
    assert named(window, "When it was reported locally", QLineEdit).accessibleDescription() == doubt
    write("When it was found", "10 March 2025")
    assert "is before it was found" not in said(page), "either of the two can be mended"
    ahead = session.today() + timedelta(days=1)
    write("When it was reported locally", ahead.isoformat())
    assert f"{ahead.day} {ahead:%b %Y} lies ahead. Is the date right?" in said(page)
    box = named(window, "When it was reported locally", QLineEdit)
    box.setFocus()
    qtbot.keyClicks(box, "0")
    assert "lies ahead" not in said(page), "nothing is said of what is still being typed"


def test_esc_in_a_field_goes_to_the_page_which_shows_that_it_has_the_focus(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "respond/incident")
    assert window.session and window.view
    ring = window.view.findChild(FocusRing)
    assert ring is not None and not ring.isVisible(), "no frame round a page one has just come to"
    box = named(window, "Service")
    box.setFocus()
    qtbot.keyClicks(box, "Surgery")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert window.session.snapshot.incident.service == "Surgery"
    assert window.focusWidget() is window.view
    assert ring.isVisible() and ring.size() == window.view.size()
    box.setFocus()
    assert not ring.isVisible()
