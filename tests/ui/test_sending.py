"""Export to Word asks what the file is made for; a copy for comments is noted and kept in the case."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from rca_workbench.model import Actor, Attachment, Nature, Review
from rca_workbench.model.evidence import AttachmentUse
from rca_workbench.store import Case
from rca_workbench.ui.places.report.sending import SendingWindow
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def line(window: MainWindow, name: str) -> QLineEdit:
    found = named(window, name, QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def choose(window: MainWindow, words: str) -> None:
    buttons = [one for one in window.findChildren(QRadioButton) if one.text() == words and one.isVisible()]
    buttons[0].click()


def write_to(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    where = line(window, "Where to")
    where.selectAll()
    qtbot.keyClicks(where, str(path))
    qtbot.keyClick(where, Qt.Key.Key_Return)


@pytest.fixture(autouse=True)
def no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda *_: 0)  # it asks whether to open the file


def test_a_copy_for_comments_is_noted_with_to_whom_and_kept_as_it_went_out(
    qtbot: QtBot, open_window: Open, empty_case: Path, tmp_path: Path
) -> None:
    window = open_window(empty_case)
    with session_of(window).step("Add") as step:
        step.add(Actor(id="m", role="Matron", nature=Nature.STAFF))
    window.commands.run("export_word")
    choose(window, "For reading and comments")
    qtbot.keyClicks(line(window, "To whom, by role"), "matron")
    out = tmp_path / "out.docx"
    write_to(qtbot, window, out)
    qtbot.waitUntil(lambda: bool(session_of(window).snapshot.of(Review)), timeout=60_000)
    (review,) = session_of(window).snapshot.of(Review).values()
    assert (review.version, review.to, review.person) == ("Draft 1", "matron", "m")
    kept = session_of(window).snapshot.get(Attachment, review.file)
    assert kept is not None and kept.use is AttachmentUse.SENT
    session_of(window).case.files.save(kept, tmp_path / "kept.docx")
    assert (tmp_path / "kept.docx").read_bytes() == out.read_bytes()
    window.commands.run("export_word")
    QApplication.processEvents()
    assert "Draft 2" in " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def test_what_is_stopped_leaves_no_file_and_notes_nothing(
    qtbot: QtBot, open_window: Open, sample_case: Path, tmp_path: Path
) -> None:
    window = open_window(sample_case)
    head = session_of(window).case.head
    window.commands.run("export_word")
    choose(window, "For reading and comments")
    out = tmp_path / "out.docx"
    write_to(qtbot, window, out)
    qtbot.waitUntil(lambda: window.busy, timeout=5_000)
    qtbot.mouseClick(window.strip.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.busy, timeout=60_000)
    QApplication.processEvents()
    assert not list(tmp_path.glob("*.docx*"))
    assert session_of(window).case.head == head and not session_of(window).snapshot.of(Review)


def test_a_copy_to_read_only_changes_nothing_in_the_case(
    qtbot: QtBot, open_window: Open, empty_case: Path, tmp_path: Path
) -> None:
    window = open_window(empty_case)
    before = session_of(window).case.head
    window.commands.run("export_word")
    choose(window, "To read only")
    out = tmp_path / "out.docx"
    write_to(qtbot, window, out)
    qtbot.waitUntil(lambda: out.exists() and not window.busy, timeout=60_000)
    assert session_of(window).case.head == before


def test_the_window_remembers_what_a_document_was_made_for_and_where(
    qtbot: QtBot, open_window: Open, empty_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty_case)
    monkeypatch.setattr(window.exports, "write_word", lambda *_: None)
    window.commands.run("export_word")
    choose(window, "To read only")
    (tmp_path / "reports").mkdir()
    write_to(qtbot, window, tmp_path / "reports" / "first.docx")
    QApplication.processEvents()
    window.commands.run("export_word")
    assert Path(line(window, "Where to").text()).parent == tmp_path / "reports"
    shown = [one.accessibleName() for one in window.findChildren(QLineEdit) if one.isVisible()]
    assert "To whom, by role" not in shown


def test_a_file_that_is_there_is_replaced_only_when_asked_twice(
    qtbot: QtBot, open_window: Open, empty_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty_case)
    held = tmp_path / "Report.docx"
    held.write_bytes(b"of somebody else")
    made: list[Path] = []
    monkeypatch.setattr(window.exports, "write_word", lambda path, template: made.append(path))
    window.exports.export_word()
    choose(window, "To read only")
    write_to(qtbot, window, held)
    assert not made and "is there already" in line(window, "Where to").accessibleDescription()
    qtbot.keyClick(line(window, "Where to"), Qt.Key.Key_Return)
    assert made == [held]


def test_a_name_chosen_without_its_ending_never_replaces_a_file(
    qtbot: QtBot, open_window: Open, empty_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty_case)
    (tmp_path / "Report.docx").write_bytes(b"of somebody else")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "Report"), ""))
    window.exports.export_word()
    button = named(window, "Choose where to", QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert line(window, "Where to").text() == str(tmp_path / "Report 2.docx")


def test_a_folder_that_is_not_there_is_said_and_nothing_is_made(
    qtbot: QtBot, open_window: Open, empty_case: Path, tmp_path: Path
) -> None:
    window = open_window(empty_case)
    window.exports.export_word()
    write_to(qtbot, window, tmp_path / "nowhere" / "out.docx")
    assert "There is no folder" in line(window, "Where to").accessibleDescription()
    qtbot.keyClick(line(window, "Where to"), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not [one for one in window.findChildren(SendingWindow) if one.isVisible()]


def test_of_a_case_that_can_only_be_read_no_draft_is_noted(
    open_window: Open, empty_case: Path, tmp_path: Path
) -> None:
    with Case.open(empty_case, who="Somebody else"):
        window = open_window(empty_case)
        assert session_of(window).read_only
        window.exports.export_word()
        buttons = {one.text(): one for one in window.findChildren(QRadioButton)}
        assert not buttons["For reading and comments"].isEnabled() and buttons["To read only"].isChecked()
