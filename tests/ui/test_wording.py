"""Wording help where somebody types: it offers, it keeps what is meant, and it never changes a word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    CheckOverride,
    EvidenceItem,
    Excerpt,
    Factor,
    FactorStatus,
    Interview,
    ReportText,
    TimelineEntry,
    new_id,
)
from rca_workbench.store import Case
from rca_workbench.ui.places.report.draft import DraftView
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]

BLAMES = "The nurse failed to escalate the score"


@pytest.fixture
def with_a_factor(empty_case: Path) -> Path:
    """A case with one factor whose words judge nobody."""
    with Case.open(empty_case, who="Tester") as case, case.step("Add factor") as step:
        step.add(
            Factor(id="f" * 32, text="Bleeps were not heard", level="ACC.TECH", status=FactorStatus.FINDING)
        )
    return empty_case


def ready(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session
    qtbot.waitUntil(lambda: window.session.checking.checks is not None, timeout=20_000)
    QApplication.processEvents()


def underlined(box: QPlainTextEdit) -> list[str]:
    """The words with a dotted line under them."""
    found = box.extraSelections()
    assert all(one.format.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine for one in found)
    return [one.cursor.selectedText() for one in found]


def statement(window: MainWindow, qtbot: QtBot) -> QPlainTextEdit:
    """The factor's words in Details, being typed in."""
    ready(window, qtbot)
    assert window.session
    window.session.select("f" * 32)
    window.focus_details()
    box = window.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    return box


def typed(box: QPlainTextEdit, text: str, qtbot: QtBot, marked: list[str]) -> None:
    box.selectAll()
    if text.isascii():
        qtbot.keyClicks(box, text)
    else:
        box.insertPlainText(text)  # simulated keys know ASCII only
    qtbot.waitUntil(lambda: underlined(box) == marked, timeout=5_000)


def offered(window: MainWindow) -> list[str]:
    return [
        one.text() for one in window.findChildren(QLabel) if one.isVisible() and one.text().startswith("‘")
    ]


def test_words_that_blame_get_a_dotted_line_and_an_offer_and_stay_as_they_were_typed(
    open_window: Open, with_a_factor: Path, qtbot: QtBot
) -> None:
    window = open_window(with_a_factor, "analysis/map")
    box = statement(window, qtbot)
    assert underlined(box) == [] and offered(window) == []
    typed(box, BLAMES, qtbot, ["nurse failed to"])
    (said,) = offered(window)
    assert said.startswith("‘nurse failed to’: Says what did not happen and lays it on a person")
    assert "State what the person did and saw" in said
    assert box.toPlainText() == BLAMES
    typed(box, "The score was seen and not passed on", qtbot, [])
    assert offered(window) == []


def test_next_goes_from_place_to_place(open_window: Open, with_a_factor: Path, qtbot: QtBot) -> None:
    window = open_window(with_a_factor, "analysis/map")
    box = statement(window, qtbot)
    typed(box, f"{BLAMES} and should have called", qtbot, ["nurse failed to", "should have"])
    first = offered(window)
    qtbot.mouseClick(named(window, "Next place, this is 1 of 2", QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: offered(window) != first)
    assert window.focusWidget() is box
    assert offered(window)[0].startswith("‘should have’")


def test_a_reason_that_cannot_be_kept_stays_to_be_kept_later(
    open_window: Open, with_a_factor: Path, full_disk: Callable[[bool], None], qtbot: QtBot
) -> None:
    window = open_window(with_a_factor, "analysis/map")
    box = statement(window, qtbot)
    typed(box, BLAMES, qtbot, ["nurse failed to"])
    qtbot.mouseClick(
        named(window, "Keep ‘nurse failed to’, with a reason", QPushButton), Qt.MouseButton.LeftButton
    )
    reason = named(window, "Reason why the words stay. The report prints it", QLineEdit)
    qtbot.keyClicks(reason, "The coroner's own words")
    full_disk(True)
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.session and not window.session.snapshot.of(CheckOverride)
    assert isinstance(reason, QLineEdit) and reason.text() == "The coroner's own words"
    assert window.focusWidget() is reason
    full_disk(False)
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    (let,) = window.session.snapshot.of(CheckOverride).values()
    assert let.reason == "The coroner's own words"


def test_what_is_kept_with_a_reason_is_left_alone_until_the_sentence_changes(
    open_window: Open, with_a_factor: Path, qtbot: QtBot
) -> None:
    window = open_window(with_a_factor, "analysis/map")
    box = statement(window, qtbot)
    typed(box, BLAMES, qtbot, ["nurse failed to"])
    qtbot.mouseClick(
        named(window, "Keep ‘nurse failed to’, with a reason", QPushButton), Qt.MouseButton.LeftButton
    )
    reason = named(window, "Reason why the words stay. The report prints it", QLineEdit)
    assert window.focusWidget() is reason
    qtbot.keyClicks(reason, "The coroner's own words")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert window.session
    (let,) = window.session.snapshot.of(CheckOverride).values()
    assert (let.subject, let.said, let.reason, let.by) == (
        "f" * 32,
        BLAMES,
        "The coroner's own words",
        "Tester",
    )
    assert window.session.snapshot.of(Factor)["f" * 32].text == BLAMES
    assert underlined(box) == []
    window.commands.run("undo")
    qtbot.waitUntil(lambda: underlined(box) == ["nurse failed to"], timeout=5_000)


def test_tab_comes_from_the_text_to_keeping_it(open_window: Open, with_a_factor: Path, qtbot: QtBot) -> None:
    window = open_window(with_a_factor, "analysis/map")
    box = statement(window, qtbot)
    typed(box, BLAMES, qtbot, ["nurse failed to"])
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    keep = named(window, "Keep ‘nurse failed to’, with a reason", QPushButton)
    assert window.focusWidget() is keep
    qtbot.keyClick(keep, Qt.Key.Key_Space)
    assert window.focusWidget() is named(window, "Reason why the words stay. The report prints it", QLineEdit)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() is keep


def test_the_acceptance_counts_in_the_checks_too(
    open_window: Open, with_a_factor: Path, qtbot: QtBot
) -> None:
    window = open_window(with_a_factor, "analysis/map")
    box = statement(window, qtbot)
    typed(box, BLAMES, qtbot, ["nurse failed to"])
    assert window.session
    checking = window.session.checking

    def language() -> list[str]:
        return [one.rule.id for one in checking.checks.found if one.rule.group == "language"]  # type: ignore[union-attr]

    qtbot.waitUntil(lambda: checking.current and bool(language()), timeout=20_000)
    qtbot.mouseClick(
        named(window, "Keep ‘nurse failed to’, with a reason", QPushButton), Qt.MouseButton.LeftButton
    )
    reason = named(window, "Reason why the words stay. The report prints it", QLineEdit)
    qtbot.keyClicks(reason, "Said by the court")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: checking.current and not language(), timeout=20_000)
    assert [one.override.reason for one in checking.checks.accepted] == ["Said by the court"]  # type: ignore[union-attr]


def test_somebody_elses_words_are_not_corrected(open_window: Open, with_a_factor: Path, qtbot: QtBot) -> None:
    window = open_window(with_a_factor, "analysis/map")
    box = statement(window, qtbot)
    typed(box, BLAMES, qtbot, ["nurse failed to"])
    typed(box, "The family asked: “Why has the nurse failed to call?”", qtbot, [])


def test_the_offer_goes_with_the_focus_and_the_dotted_line_stays(
    open_window: Open, with_a_factor: Path, qtbot: QtBot
) -> None:
    window = open_window(with_a_factor, "analysis/map")
    box = statement(window, qtbot)
    typed(box, BLAMES, qtbot, ["nurse failed to"])
    assert window.view is not None
    window.view.enter()
    qtbot.waitUntil(lambda: offered(window) == [])
    assert underlined(box) == ["nurse failed to"]


def test_the_box_on_the_map_says_it_while_one_types(
    open_window: Open, with_a_factor: Path, qtbot: QtBot
) -> None:
    window = open_window(with_a_factor, "analysis/map")
    ready(window, qtbot)
    assert window.view is not None and window.session
    qtbot.keyClick(window.view.keyed()[0], Qt.Key.Key_N)
    box = named(window, "New factor", QPlainTextEdit)
    typed(box, BLAMES, qtbot, ["nurse failed to"])
    (said,) = offered(window)
    assert said.startswith("‘nurse failed to’")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert BLAMES in [one.text for one in window.session.snapshot.of(Factor).values()]


def test_the_words_of_the_report_are_read_and_kept_with_their_section(
    open_window: Open, with_a_factor: Path, qtbot: QtBot
) -> None:
    window = open_window(with_a_factor, "report/draft")
    ready(window, qtbot)
    assert isinstance(window.view, DraftView) and window.session
    box = window.view.words
    box.setFocus()
    typed(box, f"{BLAMES}.", qtbot, ["nurse failed to"])
    qtbot.mouseClick(
        named(window, "Keep ‘nurse failed to’, with a reason", QPushButton), Qt.MouseButton.LeftButton
    )
    reason = named(window, "Reason why the words stay. The report prints it", QLineEdit)
    qtbot.keyClicks(reason, "Quoted from the verdict")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    (text,) = window.session.snapshot.of(ReportText).values()
    (let,) = window.session.snapshot.of(CheckOverride).values()
    assert (text.text, let.subject, let.reason) == (f"{BLAMES}.", text.id, "Quoted from the verdict")


def test_a_long_text_is_read_beside_the_window(open_window: Open, with_a_factor: Path, qtbot: QtBot) -> None:
    with Case.open(with_a_factor, who="Tester") as case, case.step("Write") as step:
        calm = "The ward was full and the bleep system was being changed that night. " * 150
        step.add(
            ReportText(
                id=new_id(), template="investigation_report", section="summary", text=f"{calm}{BLAMES} 😀."
            )
        )
    window = open_window(with_a_factor, "report/draft")
    ready(window, qtbot)
    assert isinstance(window.view, DraftView)
    at = next(at for at, one in enumerate(window.view.sections) if one.id == "summary")
    window.view.list.setCurrentRow(at)
    box = window.view.words
    box.setFocus()
    qtbot.waitUntil(lambda: underlined(box) == ["nurse failed to"], timeout=10_000)


def test_notes_of_an_interview_are_somebodys_words_and_keep_their_own_marks(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    with Case.open(empty_case, who="Tester") as case, case.step("Plan") as step:
        evidence = step.add(EvidenceItem(id=new_id(), name="Interview"))
        one = step.add(Interview(id=new_id(), notes=f"{BLAMES}. I came on at eight.", evidence=evidence.id))
        entry = step.add(TimelineEntry(id=new_id(), text="Came on at eight", order="a"))
        step.add(Excerpt(id=new_id(), evidence=evidence.id, about=entry.id, quote="I came on at eight."))
    window = open_window(empty_case, "evidence/interviews")
    ready(window, qtbot)
    assert window.session
    window.session.select(one.id)
    box = named(window, "Notes", QPlainTextEdit)
    QApplication.processEvents()
    before = [each.cursor.selectedText() for each in box.extraSelections()]
    assert before == ["I came on at eight."]
    box.setFocus()
    qtbot.wait(400)
    assert [each.cursor.selectedText() for each in box.extraSelections()] == before
    assert offered(window) == []
