"""Report, Draft: nothing that is typed is lost or said twice, whatever happens to the case meanwhile."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rca_workbench.model import ReportText, new_id
from rca_workbench.store import Case
from rca_workbench.ui.places.report.draft import DraftView
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]
CONTROL = Qt.KeyboardModifier.ControlModifier


def drafting(window: MainWindow) -> DraftView:
    view = window.view
    assert isinstance(view, DraftView)
    view.list.setCurrentRow(0)
    view.words.setFocus()
    return view


def texts(window: MainWindow) -> dict[str, str]:
    """What the team wrote, by section."""
    assert window.session is not None
    return {one.section: one.text for one in window.session.snapshot.of(ReportText).values()}


def write(window: MainWindow, section: str, text: str) -> None:
    """Change the words of a section from elsewhere."""
    assert window.session is not None
    held = [one for one in window.session.snapshot.of(ReportText).values() if one.section == section]
    with window.session.step("Accept proposed change") as step:
        if held:
            step.change(held[0], text=text)
        else:
            step.add(ReportText(id=new_id(), template="investigation_report", section=section, text=text))


def test_two_hundred_keys_and_a_page_that_is_pasted_are_kept_as_they_are(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "report/draft")
    view = drafting(window)
    typed = "The bed rails were down. " * 8
    qtbot.keyClicks(view.words, typed)
    assert view.section is not None and len(typed) == 200
    page = "\n".join(f"Line {n}: twelve\u00a0minutes, naïve, 👩🏽‍⚕️\tend." for n in range(60)) + "\u2028Last."
    QApplication.clipboard().setText(page)
    qtbot.keyClick(view.words, Qt.Key.Key_V, CONTROL)
    first = view.section.id
    qtbot.keyClick(view.words, Qt.Key.Key_PageDown, CONTROL)
    view.step_by(1)
    view.step_by(-2)
    window.go("timeline")
    window.go("report/draft")
    assert texts(window) == {first: typed + page.replace("\u2028", "\n")}
    assert view.words.is_as(texts(window)[first])


def test_undo_and_redo_go_on_over_the_pause_that_keeps(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "report/draft")
    view = drafting(window)
    assert view.section is not None
    section = view.section.id
    for sentence in ("The alarm was off.", " Nobody came."):
        qtbot.keyClicks(view.words, sentence)
        view.keep()
    qtbot.keyClicks(view.words, " Then")
    said = ["The alarm was off. Nobody came.", "The alarm was off.", ""]
    for now in said:
        qtbot.keyClick(view.words, Qt.Key.Key_Z, CONTROL)
        assert view.words.toPlainText() == now
        view.keep()
        assert texts(window).get(section, "") == now
    for now in reversed(said[:-1]):
        qtbot.keyClick(view.words, Qt.Key.Key_Y, CONTROL)
        assert view.words.toPlainText() == now == texts(window)[section]
        view.keep()


def test_words_changed_elsewhere_come_into_what_one_is_typing(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "report/draft")
    view = drafting(window)
    assert view.section is not None
    section = view.section.id
    qtbot.keyClicks(view.words, "The alarm was off. Nobody came.")
    view.keep()
    qtbot.keyClicks(view.words, " The team was called")
    write(window, section, "The bed alarm was off. Nobody came.")
    qtbot.keyClicks(view.words, " at six.")
    assert view.words.toPlainText() == "The bed alarm was off. Nobody came. The team was called at six."
    view.keep()
    assert texts(window)[section] == view.words.toPlainText()
    # Both at the same words: both stand.
    view.words.selectAll()
    qtbot.keyClicks(view.words, "It was silent.")
    write(window, section, "It was loud.")
    view.keep()
    assert texts(window)[section] == view.words.toPlainText() == "It was loud.\nIt was silent."


def test_a_step_elsewhere_leaves_what_is_typed_once_the_box_was_left(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "report/draft")
    view = drafting(window)
    assert view.section is not None and window.session is not None
    section = view.section.id
    window.session.change(window.session.snapshot.case, "Edit title", title="Ward 7")
    qtbot.keyClicks(view.words, "The alarm was off.")
    qtbot.keyClick(view.words, Qt.Key.Key_Escape)
    assert texts(window) == {section: "The alarm was off."}
    window.session.change(window.session.snapshot.case, "Edit title", title="Ward 8")
    assert view.words.toPlainText() == "The alarm was off." == texts(window)[section]


def test_words_accepted_while_another_tab_is_shown_stay(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "report/draft")
    view = drafting(window)
    assert view.section is not None
    section = view.section.id
    qtbot.keyClicks(view.words, "The alarm was off.")
    window.go("report/review")
    write(window, section, "The alarm was on.")
    view.keep()
    assert texts(window) == {section: "The alarm was on."}
    window.go("report/draft")
    assert view.words.toPlainText() == "The alarm was on."


def test_what_is_typed_is_kept_when_the_case_is_closed(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "report/draft")
    view = drafting(window)
    qtbot.keyClicks(view.words, "The alarm was off.")
    window.close()
    with Case.open(empty_case, who="Tester") as case:
        assert [one.text for one in case.snapshot.of(ReportText).values()] == ["The alarm was off."]


def test_words_that_cannot_be_kept_stay_in_the_box_until_they_can(
    open_window: Open, empty_case: Path, qtbot: QtBot, full_disk: Callable[[bool], None]
) -> None:
    window = open_window(empty_case, "report/draft")
    view = drafting(window)
    assert view.section is not None
    section = view.section.id
    qtbot.keyClicks(view.words, "The alarm was off.")
    full_disk(True)
    view.step_by(1)
    assert view.section.id == section and view.words.toPlainText() == "The alarm was off."
    view.show_document("family_summary")
    window.go("timeline")
    window.go("report/draft")
    assert (view.template, view.section.id) == ("investigation_report", section)
    assert view.words.toPlainText() == "The alarm was off." and not texts(window)
    full_disk(False)
    view.step_by(1)
    assert view.section.id != section and texts(window) == {section: "The alarm was off."}
