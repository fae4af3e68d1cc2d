"""Files attached to evidence from the window: dropped or chosen, covered, opened, saved, removed, verified."""

import hashlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
)
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Attachment,
    CustodyEntry,
    EvidenceItem,
    EvidenceKind,
    Time,
    TimeKind,
    new_id,
)
from rca_workbench.store import Case
from rca_workbench.ui.details.evidence import EvidencePage
from rca_workbench.ui.places.evidence.attach_card import FileCard
from rca_workbench.ui.places.evidence.custody import in_order
from rca_workbench.ui.places.evidence.register import RegisterView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
WAIT = 10_000


@pytest.fixture
def register(open_window: Open, empty_case: Path) -> tuple[MainWindow, RegisterView, Session]:
    window = open_window(empty_case, "evidence/register")
    assert isinstance(window.view, RegisterView)
    assert window.session is not None
    return window, window.view, window.session


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "bed 4.png"
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(path))
    return path


def item_in(session: Session, name: str = "Clinical notes", **fields: object) -> EvidenceItem:
    with session.step("Add evidence") as step:
        return step.add(EvidenceItem(id=new_id(), code="E1", name=name, **fields))


def mime_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


COPY, LEFT, NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drag(widget: QWidget, at: QPoint, *paths: Path) -> bool:
    """Drag files over a widget to a point, as Qt tells the widget that takes drops; False if it does not take them."""
    mime = mime_of(*paths)
    enter = QDragEnterEvent(at, COPY, mime, LEFT, NO_KEY)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDragMoveEvent(at, COPY, mime, LEFT, NO_KEY))
    return enter.isAccepted()


def drop(widget: QWidget, at: QPoint, *paths: Path) -> None:
    """Drag files over a widget to a point and let go."""
    mime = mime_of(*paths)  # Qt holds no reference of its own
    if drag(widget, at, *paths):
        QApplication.sendEvent(widget, QDropEvent(QPointF(at), COPY, mime, LEFT, NO_KEY))


def row_at(view: RegisterView, row: int) -> QPoint:
    middle = view.table.visualRect(view.rows.index(row, 0)).center()
    return view.table.viewport().mapTo(view, middle)


def attached(session: Session) -> list[Attachment]:
    return list(session.snapshot.of(Attachment).values())


def custody(session: Session) -> list[str]:
    return [one.what for one in in_order(list(session.snapshot.of(CustodyEntry).values()))]


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.busy, timeout=WAIT)
    QApplication.processEvents()
    QApplication.processEvents()


def test_a_file_dropped_where_no_item_is_makes_one_named_after_it(register, photo, qtbot: QtBot) -> None:
    _window, view, session = register
    drop(view, QPoint(300, 300), photo)
    qtbot.waitUntil(lambda: len(attached(session)) == 1, timeout=WAIT)
    (item,) = session.snapshot.of(EvidenceItem).values()
    assert (item.code, item.name, item.evidence_kind) == ("E1", "bed 4", EvidenceKind.PHOTOGRAPH)
    (one,) = attached(session)
    assert (one.name, one.evidence, one.size) == ("bed 4.png", item.id, photo.stat().st_size)
    assert one.sha256 == hashlib.sha256(photo.read_bytes()).hexdigest()
    assert custody(session) == [f"Copied into this case: bed 4.png (SHA-256 {one.sha256[:12]})"]
    assert session.selected_id == item.id
    assert session.case.undo_label == "Attach bed 4.png"
    session.undo()
    assert not session.snapshot.of(EvidenceItem)
    assert not session.snapshot.of(CustodyEntry)
    session.redo()
    assert attached(session) == [one]
    assert session.case.verify() == []


def test_files_dropped_on_an_item_are_attached_to_it_as_one_step(
    register, photo, tmp_path, qtbot: QtBot
) -> None:
    _window, view, session = register
    item = item_in(session)
    other = tmp_path / "note.txt"
    other.write_text("Seen at two")
    QApplication.processEvents()
    drop(view, row_at(view, 0), photo, other)
    qtbot.waitUntil(lambda: len(attached(session)) == 2, timeout=WAIT)
    assert {one.evidence for one in attached(session)} == {item.id}
    assert session.case.undo_label == "Attach 2 files"
    assert view.rows.cell(view.rows.rows[0], 0).second == "E1 · 2 files"
    assert not view.hint.isVisible()


def test_while_dragging_it_says_where_the_file_would_go(register, photo) -> None:
    _window, view, session = register
    item_in(session)
    QApplication.processEvents()
    for at, words in (
        (row_at(view, 0), "Attach to E1 Clinical notes"),
        (QPoint(300, view.height() - 200), "Make a new item of each file"),
    ):
        drag(view, at, photo)
        assert view.hint.text() == words
        assert view.hint.isVisible()
        QApplication.sendEvent(view, QDragLeaveEvent())
        assert not view.hint.isVisible()


def test_words_and_web_addresses_that_are_dragged_are_not_taken(register) -> None:
    _, view, _ = register
    mime = QMimeData()
    mime.setText("some words")
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.pdf")])
    for one in (mime, web):
        event = QDragEnterEvent(QPoint(9, 9), COPY, one, LEFT, NO_KEY)
        QApplication.sendEvent(view, event)
        assert not event.isAccepted()


def test_the_key_a_asks_for_files_and_attaches_them_to_the_item_one_is_at(
    register, photo, qtbot: QtBot, monkeypatch
) -> None:
    _window, view, session = register
    item = item_in(session)
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(photo)], ""))
    qtbot.keyClick(view.table, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: len(attached(session)) == 1, timeout=WAIT)
    assert attached(session)[0].evidence == item.id


def test_what_cannot_be_attached_is_said_and_the_others_are(register, photo, tmp_path, qtbot: QtBot) -> None:
    window, view, session = register
    item = item_in(session)
    (tmp_path / "empty.txt").touch()
    QApplication.processEvents()
    drop(view, row_at(view, 0), tmp_path / "empty.txt", photo, tmp_path, tmp_path / "gone.pdf")
    qtbot.waitUntil(lambda: len(attached(session)) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=WAIT)
    said = window.notice.text.text()
    assert said.startswith("3 files were not attached. empty.txt is empty")
    assert "is a folder" in said
    assert "There is no file gone.pdf" in said
    window.notice.hide()
    drop(view, row_at(view, 0), photo)
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=WAIT)
    assert "bed 4.png is attached here already" in window.notice.text.text()
    assert len(attached(session)) == 1
    assert item.id in session.snapshot.of(EvidenceItem)


def test_stop_leaves_the_case_as_it_was(register, tmp_path, qtbot: QtBot) -> None:
    window, view, session = register
    item_in(session)
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(400_000_000)
    head = session.case.head
    QApplication.processEvents()
    drop(view, row_at(view, 0), large)
    qtbot.waitUntil(lambda: "film.mp4" in window.strip.work.text(), timeout=WAIT)
    assert window.strip.stop.isVisible()
    qtbot.waitUntil(lambda: " of 400.0 MB" in window.strip.work.text(), timeout=WAIT)
    qtbot.mouseClick(window.strip.stop, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=WAIT)
    assert window.notice.text.text() == "Stopped. Everything is as it was."
    assert session.case.head == head
    assert session.case.verify() == []


def test_closing_the_window_while_a_file_is_taken_in_leaves_a_sound_case(
    register, tmp_path, qtbot: QtBot
) -> None:
    window, view, session = register
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(400_000_000)
    drop(view, QPoint(300, 300), large)
    qtbot.waitUntil(lambda: window.strip.work.text().startswith("Copying"), timeout=WAIT)
    path = session.case.path
    window.close()
    with Case.open(path) as again:
        assert not again.snapshot.of(Attachment)
        again._copying.join()
        assert again.verify() == []


def test_another_case_can_be_opened_while_a_file_is_taken_in(
    register, tmp_path, sample_case, qtbot: QtBot
) -> None:
    window, view, session = register
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(400_000_000)
    drop(view, QPoint(300, 300), large)
    qtbot.waitUntil(lambda: window.strip.work.text().startswith("Copying"), timeout=WAIT)
    path = session.case.path
    window.open_case(Case.open(sample_case))
    settle(qtbot, window)
    qtbot.waitUntil(window.notice.isVisible, timeout=WAIT)
    assert "Everything is as it was" in window.notice.text.text()
    with Case.open(path) as again:
        again._copying.join()
        assert again.verify() == []


def test_files_dropped_on_details_are_attached_to_the_item_shown(register, photo, qtbot: QtBot) -> None:
    window, _, session = register
    item = item_in(session)
    session.select(item.id)
    QApplication.processEvents()
    (page,) = window.findChildren(EvidencePage)
    drop(page, QPoint(50, 50), photo)
    qtbot.waitUntil(lambda: len(attached(session)) == 1, timeout=WAIT)
    assert attached(session)[0].evidence == item.id


def test_the_longest_names_stay_within_the_panel(register, tmp_path, qtbot: QtBot) -> None:
    window, view, session = register
    path = tmp_path / ("n" * 251 + ".txt")
    path.write_text("x")
    drop(view, QPoint(300, 300), path)
    qtbot.waitUntil(lambda: len(attached(session)) == 1, timeout=WAIT)
    settle(qtbot, window)
    (card,) = window.findChildren(FileCard)
    (words,) = [one for one in card.findChildren(QLabel) if one.text().replace("\u200b", "") == path.name]
    lines = words.height() / words.fontMetrics().lineSpacing()
    assert lines > 5
    assert card.width() <= window.panel.width()


def test_the_window_stays_live_and_edits_go_on_while_a_large_file_is_taken_in(
    register, tmp_path, qtbot: QtBot
) -> None:
    _window, view, session = register
    item = item_in(session)
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        for _ in range(60):
            stream.write(os.urandom(1_000_000))
    QApplication.processEvents()
    drop(view, row_at(view, 0), large)
    edits, longest, last = 0, 0.0, time.perf_counter()
    while not attached(session):
        QApplication.processEvents()
        session.change(session.snapshot.get(EvidenceItem, item.id), note=f"Edit {edits}")
        edits += 1
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    assert edits > 3
    assert longest < 1.5
    assert session.case.verify() == []


def test_drops_wait_for_work_under_way(register, photo, tmp_path, qtbot: QtBot) -> None:
    _window, view, session = register
    other = tmp_path / "note.txt"
    other.write_text("x")
    drop(view, QPoint(300, 300), photo)
    drop(view, QPoint(300, 300), other)
    qtbot.waitUntil(lambda: len(attached(session)) == 2, timeout=WAIT)
    assert {one.name for one in session.snapshot.of(EvidenceItem).values()} == {"bed 4", "note"}


# -- in Details -------------------------------------------------------------------------------------------


def shown_words(window: MainWindow) -> list[str]:
    return [one.text() for one in window.panel.findChildren(QLabel) if one.isVisible()]


def press(window: MainWindow, name: str, qtbot: QtBot) -> None:
    button = named(window, name, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


@pytest.fixture
def with_photo(register, photo, qtbot: QtBot):
    window, view, session = register
    drop(view, QPoint(300, 300), photo)
    qtbot.waitUntil(lambda: len(attached(session)) == 1, timeout=WAIT)
    settle(qtbot, window)
    return window, view, session, attached(session)[0]


def test_a_photograph_is_covered_by_its_description_until_somebody_asks(with_photo, qtbot: QtBot) -> None:
    window, _, session, one = with_photo
    assert any("Photograph or picture, covered" in words for words in shown_words(window))
    session.change(one, covered="Bed 4 with the rails down")
    assert "Bed 4 with the rails down" in shown_words(window)
    assert not [label for label in window.panel.findChildren(QLabel) if _is_picture(label)]
    press(window, "Show: Bed 4 with the rails down", qtbot)
    (drawn,) = [label for label in window.panel.findChildren(QLabel) if _is_picture(label)]
    assert drawn.accessibleName() == "Bed 4 with the rails down"
    press(window, "Cover: Bed 4 with the rails down", qtbot)
    assert not [label for label in window.panel.findChildren(QLabel) if _is_picture(label)]


def _is_picture(label: QLabel) -> bool:
    return label.isVisible() and label.pixmap().width() > 100


def test_the_whole_hash_is_shown_on_demand(with_photo, qtbot: QtBot) -> None:
    window, _, _, one = with_photo
    assert not any(one.sha256[-8:] in words for words in shown_words(window))
    press(window, f"Show the whole SHA-256 of {one.name}", qtbot)
    (whole,) = [words for words in shown_words(window) if words.startswith("SHA-256 ")]
    assert whole.replace(" ", "") == f"SHA-256{one.sha256}"


def test_open_hands_a_copy_that_can_only_be_read_to_another_program(
    with_photo, qtbot: QtBot, monkeypatch
) -> None:
    window, _, _session, one = with_photo
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True
    )
    press(window, f"Show: {one.name}", qtbot)
    press(window, f"Open: {one.name}", qtbot)
    qtbot.waitUntil(lambda: bool(opened), timeout=WAIT)
    assert hashlib.sha256(opened[0].read_bytes()).hexdigest() == one.sha256
    assert opened[0].stat().st_mode & 0o222 == 0
    window.close_case()
    assert not opened[0].exists()


def test_a_program_is_kept_but_never_opened(register, tmp_path, qtbot: QtBot, monkeypatch) -> None:
    window, view, session = register
    program = tmp_path / "viewer.exe"
    program.write_bytes(b"MZ")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail("it was opened"))
    drop(view, QPoint(300, 300), program)
    qtbot.waitUntil(lambda: len(attached(session)) == 1, timeout=WAIT)
    settle(qtbot, window)
    press(window, "Open: viewer.exe", qtbot)
    assert "opening it would run it" in window.notice.text.text()


def test_a_laptop_without_a_program_for_it_says_so(with_photo, qtbot: QtBot, monkeypatch) -> None:
    window, _, _, one = with_photo
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    press(window, f"Show: {one.name}", qtbot)
    press(window, f"Open: {one.name}", qtbot)
    qtbot.waitUntil(window.notice.isVisible, timeout=WAIT)
    assert "No program on this laptop shows bed 4.png" in window.notice.text.text()


def test_a_copy_is_saved_where_somebody_says(with_photo, qtbot: QtBot, tmp_path, monkeypatch) -> None:
    window, _, _, one = with_photo
    target = tmp_path / "handed out.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(window, f"Save a copy: {one.name}", qtbot)
    qtbot.waitUntil(target.exists, timeout=WAIT)
    settle(qtbot, window)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == one.sha256
    qtbot.waitUntil(lambda: f"Saved as {target}." in shown_words(window), timeout=WAIT)


def test_saving_over_the_case_itself_is_refused(with_photo, qtbot: QtBot, monkeypatch) -> None:
    window, _, session, one = with_photo
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(session.case.path), ""))
    press(window, f"Save a copy: {one.name}", qtbot)
    qtbot.waitUntil(window.notice.isVisible, timeout=WAIT)
    assert "is this case itself" in window.notice.text.text()
    assert session.case.verify() == []


def test_removing_a_file_is_noted_and_undo_brings_it_back(with_photo, qtbot: QtBot) -> None:
    window, _, session, one = with_photo
    press(window, f"Remove: {one.name}", qtbot)
    assert not attached(session)
    assert custody(session)[-1] == "Taken off this item: bed 4.png"
    session.undo()
    assert attached(session) == [one]
    assert session.case.files.open_copy(one).stat().st_size == one.size


def test_another_item_covers_what_was_shown(with_photo, qtbot: QtBot) -> None:
    window, _, session, one = with_photo
    press(window, f"Show: {one.name}", qtbot)
    other = item_in(session, "Rota")
    session.select(other.id)
    session.select(one.evidence)
    QApplication.processEvents()
    assert not [label for label in window.panel.findChildren(QLabel) if _is_picture(label)]


# -- custody ----------------------------------------------------------------------------------------------


def test_marking_as_secured_notes_it_in_the_same_step(register, qtbot: QtBot) -> None:
    window, view, session = register
    item = item_in(
        session, "CCTV", secured_by="Security desk", vanishes=Time(kind=TimeKind.DATE, start="2031-01-02")
    )
    session.select(item.id)
    QApplication.processEvents()
    box = named(window.panel, "Secured", QCheckBox)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert session.snapshot.get(EvidenceItem, item.id).secured is True
    (line,) = session.snapshot.of(CustodyEntry).values()
    assert (line.what, line.by) == ("Secured", "Security desk")
    assert line.at.start
    session.undo()
    assert not session.snapshot.of(CustodyEntry)
    assert not session.snapshot.get(EvidenceItem, item.id).secured
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert session.snapshot.get(EvidenceItem, item.id).secured is True


def test_the_custody_log_stands_in_the_order_in_which_it_happened(register) -> None:
    window, _, session = register
    item = item_in(session)
    with session.step("Note") as step:
        for what, day in (("Copied for the coroner", "2019-05-01"), ("Taken from the ward", "2019-04-22")):
            at = Time(kind=TimeKind.DATE, start=day)
            step.add(CustodyEntry(id=new_id(), evidence=item.id, what=what, by="Ward manager", at=at))
        step.add(CustodyEntry(id=new_id(), evidence=item.id, what="Somebody looked at it"))
    session.select(item.id)
    QApplication.processEvents()
    noted = ("Taken from the ward", "Copied for the coroner")
    said = [words for words in shown_words(window) if words in noted]
    assert said == ["Taken from the ward", "Copied for the coroner"]
    assert custody(session)[-1] == "Somebody looked at it"


def test_the_key_c_begins_a_line_of_the_custody_log(register, qtbot: QtBot) -> None:
    window, view, session = register
    item_in(session)
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_C)
    QApplication.processEvents()
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "What was done"
    (line,) = session.snapshot.of(CustodyEntry).values()
    assert line.by == session.case.who
    session.select(None)
    assert not session.snapshot.of(CustodyEntry)  # begun and left without a word


# -- verify -----------------------------------------------------------------------------------------------


def test_verify_runs_beside_the_window_and_says_what_is_wrong(with_photo, qtbot: QtBot, monkeypatch) -> None:
    window, _, session, _ = with_photo
    said: list[tuple[str, str, bool]] = []
    here = threading.get_ident()

    def shown(box: QMessageBox) -> int:
        said.append((box.text(), box.informativeText(), threading.get_ident() == here))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", shown)
    window.files.verify()
    qtbot.waitUntil(lambda: len(said) == 1, timeout=WAIT)
    assert said[0][0] == "This case file is sound."
    assert session.case.head in said[0][1]
    settle(qtbot, window)
    with closing(sqlite3.connect(session.case.path)) as db, db:
        db.execute("UPDATE piece SET bytes = x'00'")
    window.files.verify()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=WAIT)
    assert said[1][0] == "This case file is not as it was kept."
    assert "A file attached to E1" in said[1][1]
    assert all(in_the_window for _, _, in_the_window in said)
