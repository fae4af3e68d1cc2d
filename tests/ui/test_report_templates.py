"""The window on report templates, driven by what one sees in it."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import docx
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rca_workbench.report import export
from rca_workbench.report.house import copy_to_change, start_from_word
from rca_workbench.store import data_folder
from rca_workbench.store.own_templates import own_folder
from rca_workbench.ui.places.report import templates_sample
from rca_workbench.ui.places.report.templates import TemplatesWindow
from rca_workbench.ui.places.report.templates_names import NamesWindow
from rca_workbench.ui.places.report.templates_new import NewTemplateWindow
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


@pytest.fixture
def shelf(qtbot: QtBot) -> Callable[..., TemplatesWindow]:
    """Opens the window without a case."""

    def make(document: str = "") -> TemplatesWindow:
        window = TemplatesWindow(None, document)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        looked(qtbot, window)
        return window

    return make


def looked(qtbot: QtBot, window: TemplatesWindow) -> None:
    """Wait until the templates are looked over."""
    qtbot.waitUntil(lambda: not window.is_looking and "being looked over" not in said(window), timeout=30_000)


def rows(window: QWidget) -> list[str]:
    found = named(window, "Report templates", QListWidget)
    assert isinstance(found, QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def said(window: QWidget) -> str:
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def button(window: QWidget, words: str) -> QPushButton:
    (found,) = [one for one in window.findChildren(QPushButton) if one.text() == words]
    return found


def press(qtbot: QtBot, window: QWidget, words: str) -> None:
    found = button(window, words)
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_Space)


def letterhead(folder: Path) -> Path:
    word = docx.Document()
    word.add_paragraph("Riverside NHS Trust")
    word.save(str(folder / "letterhead.docx"))
    return folder / "letterhead.docx"


def answering(kind: type[QWidget], answer: Callable[[QWidget], None]) -> None:
    """Answer the next window of a kind as a person would."""

    def look() -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        if found:
            answer(found[0])
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_it_says_whom_each_is_for_and_what_is_wrong_with_it_and_where(
    shelf: Callable[..., TemplatesWindow],
) -> None:
    folder = copy_to_change("sbar", "SBAR of the ward").folder
    word = docx.Document(str(folder / "style.docx"))
    word.add_table(2, 2).cell(1, 1).text = "{{case.titel}}"
    word.save(str(folder / "style.docx"))
    window = shelf("SBAR of the ward")
    assert rows(window)[0] == "SBAR of the ward", "one's own come first"
    assert "1 thing has to be put right" in said(window)
    assert "table row 2, column 2" in said(window) and "{{case.title}}" in said(window)
    assert not button(window, "A filled sample").isEnabled()


def test_a_copy_is_made_by_keys_and_can_be_used_at_once(
    shelf: Callable[..., TemplatesWindow], qtbot: QtBot
) -> None:
    window = shelf("sbar")

    def answer(dialog: QWidget) -> None:
        assert named(dialog, "Which document", QComboBox).currentData() == "sbar"  # type: ignore[attr-defined]
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    answering(NewTemplateWindow, answer)
    press(qtbot, window, "Make a copy to change")
    looked(qtbot, window)
    assert (own_folder() / "sbar" / "style.docx").exists()
    assert "stands in place of" in said(window) and "It can be used." in said(window)


def test_a_new_document_asks_for_its_name_and_says_where_it_is_taken(
    shelf: Callable[..., TemplatesWindow], qtbot: QtBot
) -> None:
    copy_to_change("sbar", "SBAR of the ward")
    window = shelf("sbar")
    seen: list[str] = []

    def answer(dialog: QWidget) -> None:
        (instead,) = dialog.findChildren(QCheckBox)
        qtbot.keyClick(instead, Qt.Key.Key_Space)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(said(dialog))
        title = named(dialog, "What the new document is called", QLineEdit)
        qtbot.keyClicks(title, "sbar of the WARD")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(said(dialog))
        qtbot.keyClicks(title, " 7")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    answering(NewTemplateWindow, answer)
    press(qtbot, window, "Make a copy to change")
    assert "Give the new document a name" in seen[0]
    assert "already" in seen[1]
    assert "sbar of the WARD 7" in rows(window)


def test_a_plain_word_file_becomes_a_template_and_a_broken_one_is_refused_in_words(
    shelf: Callable[..., TemplatesWindow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shelf("investigation_report")
    broken = tmp_path / "broken.docx"
    broken.write_text("no Word file")
    seen: list[str] = []

    def refuse(dialog: QWidget) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        seen.append(said(dialog))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    for file, answer in (
        (broken, refuse),
        (letterhead(tmp_path), lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return)),
    ):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, file=file: (str(file), ""))
        answering(NewTemplateWindow, answer)
        press(qtbot, window, "Start from your own Word file")
    looked(qtbot, window)
    assert "broken.docx is not a Word file" in seen[0]
    assert "{{report}}" in said(window) and "Finding" in said(window)
    assert "It can be used." in said(window)


def test_missing_styles_are_added_from_the_window(
    shelf: Callable[..., TemplatesWindow], qtbot: QtBot
) -> None:
    folder = copy_to_change("sbar").folder
    word = docx.Document(str(folder / "style.docx"))
    style = word.styles["Finding"].element
    style.getparent().remove(style)
    word.save(str(folder / "style.docx"))
    window = shelf("sbar")
    press(qtbot, window, "Add the missing styles")
    looked(qtbot, window)
    assert "Added: Finding." in said(window) and "It can be used." in said(window)
    assert not button(window, "Add the missing styles").isVisible()


def test_a_filled_sample_is_made_without_a_case(
    shelf: Callable[..., TemplatesWindow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    start_from_word(letterhead(tmp_path), "sbar")
    window = shelf("sbar")
    press(qtbot, window, "A filled sample")
    qtbot.waitUntil(lambda: bool(opened), timeout=60_000)
    texts = [one.text for one in docx.Document(opened[0]).paragraphs]
    assert texts[0] == "Riverside NHS Trust"
    assert any("Situation" in one for one in texts)


def held_up(monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> Event:
    """Hold work up at a function until the event is set."""
    go, was = Event(), getattr(where, name)

    def wait(*args: object, **named: object) -> object:
        go.wait(30)
        return was(*args, **named)

    monkeypatch.setattr(where, name, wait)
    return go


def test_the_window_can_be_used_while_templates_are_looked_over(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_to_change("sbar", "SBAR of the ward")
    go = held_up(monkeypatch, export, "check_template")
    window = TemplatesWindow(None, "sbar")
    qtbot.addWidget(window)
    window.show()
    try:
        found = named(window, "Report templates", QListWidget)
        assert isinstance(found, QListWidget)
        assert len(rows(window)) > 5
        qtbot.keyClick(found, Qt.Key.Key_Home)
        assert "SBAR of the ward" in said(window) and "It is being looked over." in said(window)
        assert not button(window, "A filled sample").isEnabled()
        press(qtbot, window, "Check again")
        copy_to_change("sbar")
    finally:
        go.set()
    looked(qtbot, window)
    qtbot.waitUntil(lambda: "All templates can be used." in said(window), timeout=30_000)
    assert window.chosen is not None and window.chosen.name == "SBAR of the ward", "it stays where one was"
    assert "It can be used." in said(window) and button(window, "A filled sample").isEnabled()


def test_one_sample_is_made_at_a_time_and_can_be_stopped(
    shelf: Callable[..., TemplatesWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    go = held_up(monkeypatch, templates_sample, "_sample_case")
    window = shelf("sbar")
    assert not button(window, "Stop").isVisible()
    try:
        press(qtbot, window, "A filled sample")
        press(qtbot, window, "A filled sample")
        assert "being made already" in said(window)
        window.close()
        window = shelf("sbar")
        assert "Making a filled sample" in said(window), "another window says so too"
        press(qtbot, window, "Stop")
    finally:
        go.set()
    qtbot.waitUntil(lambda: not button(window, "Stop").isVisible(), timeout=30_000)
    assert "Stopped." in said(window)
    assert opened == [] and not list(data_folder().rglob("*.docx"))


def test_names_are_listed_and_copied(qtbot: QtBot) -> None:
    window = NamesWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.keyClick(named(window, "Names to type in a template", QListWidget), Qt.Key.Key_Down)
    press(qtbot, window, "Copy the name")
    assert QGuiApplication.clipboard().text() == "{{case.title}}"


def test_the_draft_offers_a_new_template_and_makes_its_document(
    open_window: Open, empty_case: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty_case, "report/draft")

    def answer(dialog: QWidget) -> None:
        copy_to_change("sbar", "SBAR of the ward")
        press(qtbot, dialog, "Check again")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    answering(TemplatesWindow, answer)
    press(qtbot, window, "Report templates")
    documents = named(window, "Document", QComboBox)
    assert isinstance(documents, QComboBox)
    at = documents.findText("SBAR of the ward")
    assert at >= 0 and documents.currentText() != "SBAR of the ward"
    documents.setCurrentIndex(at)
    documents.activated.emit(at)
    assert window.view.document() == "SBAR of the ward"
    assert any(one.heading == "Situation" for one in window.view.sections)
    made: list[str] = []
    monkeypatch.setattr(window.exports, "export_word", made.append)
    window.palette_open()
    window.palette_box.box.setText("make SBAR of the ward")
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert made == ["SBAR of the ward"]
