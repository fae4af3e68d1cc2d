"""The reading age of what is for the family: on the Incident page as it is typed, and for its summary in the draft."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import Incident, Profile, ReportText
from rca_workbench.ui.fields.reading_line import ReadingLine
from rca_workbench.ui.places.report.draft import DraftView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
PLAIN = (
    "Your mother came to us on 4 March. She was ill. We called a doctor. He could not come for an hour. " * 2
)
HARD = (
    "Physiological deterioration was insufficiently escalated notwithstanding the availability of a documented "
    "standard operating procedure for communication of abnormal observations to multidisciplinary colleagues, and "
    "organisational prioritisation of competing demands contributed to it."
)


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def say(window: MainWindow, text: str) -> None:
    with session_of(window).step("Write") as step:
        known = step.snapshot.find("incident")
        if known is None:
            step.add(Incident(id="incident", family_summary=text))
        else:
            step.change(known, family_summary=text)
    QApplication.processEvents()


def line(window: MainWindow) -> ReadingLine:
    found = named(window, "Reading age")
    assert isinstance(found, ReadingLine)
    return found


def test_the_incident_page_says_how_old_a_reader_the_familys_words_ask_for(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "respond/incident")
    assert line(window).age.isHidden()
    say(window, HARD)
    shown = line(window)
    assert "over 18" in shown.age.text()
    assert "make two of one" in shown.helps.text()
    assert "escalated" in shown.words.text() and "Not checked against the source" in shown.words.text()
    say(window, PLAIN)
    assert "The NHS aims for 9 to 11" in shown.age.text()
    assert shown.helps.isHidden() and shown.words.isHidden()


def test_how_it_is_worked_out_and_what_it_cannot_tell_is_one_press_away(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "respond/incident")
    say(window, PLAIN)
    shown = line(window)
    button = next(one for one in shown.findChildren(QPushButton) if one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Flesch-Kincaid" in shown.how.text() and "cannot tell" in shown.how.text()
    assert "NHS digital service manual" in shown.how.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.how.isHidden()


def test_the_draft_says_it_of_the_summary_for_the_family_alone(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView)
    assert view.reads.isHidden()
    view.show_document("family_summary")
    with session_of(window).step("Write") as step:
        step.add(ReportText(id="r", template="family_summary", section="family_found", text=HARD))
    QApplication.processEvents()
    assert "over 18" in view.reads.age.text()
    view.show_document("investigation_report")
    assert view.reads.isHidden()


def test_a_newly_chosen_document_is_there_at_once(qtbot: QtBot, open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView)
    qtbot.waitUntil(lambda: bool(view.page.paper.toPlainText()))
    view.show_document("family_summary")
    qtbot.waitUntil(lambda: "Who to talk to" in view.page.paper.toPlainText(), timeout=20_000)
    assert "Summary for the family" in view.page.paper.toPlainText()
    assert "Executive summary" not in view.page.paper.toPlainText()


def test_words_of_the_other_framework_are_no_jargon_here(qtbot: QtBot) -> None:
    made = ReadingLine()
    qtbot.addWidget(made)
    made.show_text("The root cause was found. " * 8, Profile.PSIRF)
    assert "root cause" not in made.words.text()
