"""Bringing in what came back: several files at once, names asked to be roles, and words for what cannot be brought in."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Actor,
    Attachment,
    Comment,
    Finding,
    Incident,
    Nature,
    Proposal,
    Review,
    ReviewedDraft,
    new_id,
)
from rca_workbench.report.sending import send
from rca_workbench.store import Case
from rca_workbench.ui.places.report.review import ReviewView
from rca_workbench.ui.places.report.review_roles import RolesWindow
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
SAID = "A patient waited all night for a review."
TRACKED = (
    '<w:ins w:id="901" w:author="Jane Smith" w:date="2026-05-23T10:00:00Z"><w:r><w:t xml:space="preserve"> It was a Sunday.'
    "</w:t></w:r></w:ins>"
)
DAYS = {"Ravi Patel": "Monday"}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case of which a draft went out to the matron, made once."""
    folder = tmp_path_factory.mktemp("sent")
    path = folder / "case.rca"
    with Case.create(path, title="Delayed review on ward 7", who="Tester") as case:
        with case.step("Write") as step:
            step.change(step.snapshot.one(Incident), summary=SAID)
            step.add(Finding(id=new_id(), code="F1", text="Nobody knew whom to call."))
            step.add(Actor(id="w", role="Ward manager", nature=Nature.STAFF, name="Ravi Patel"))
        send(case, "investigation_report", folder / "sent.docx", "Matron", date(2026, 5, 20))
    return folder


@pytest.fixture
def sent_case(sent: Path, tmp_path: Path) -> Path:
    """That case, to change as one likes."""
    for name in ("case.rca", "sent.docx"):
        (tmp_path / name).write_bytes((sent / name).read_bytes())
    return tmp_path / "case.rca"


def returned(tmp_path: Path, name: str, change: Callable[[str], str]) -> Path:
    """The draft as somebody sends it back, the words of its body changed."""
    out = tmp_path / name
    with zipfile.ZipFile(tmp_path / "sent.docx") as sent, zipfile.ZipFile(out, "w") as made:
        for one in sent.infolist():
            data = sent.read(one)
            if one.filename == "word/document.xml":
                changed = change(data.decode())
                assert changed != data.decode()
                data = changed.encode()
            made.writestr(one, data)
    return out


def tracked_by(author: str) -> Callable[[str], str]:
    def change(body: str) -> str:
        run = f"{SAID}</w:t></w:r>"
        assert run in body
        added = TRACKED.replace("Jane Smith", author).replace("Sunday", DAYS.get(author, "Sunday"))
        return body.replace(run, run + added, 1)

    return change


def typed(body: str) -> str:
    return body.replace(SAID, SAID.replace("all night", "from ten to six"), 1)


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def choose(monkeypatch: pytest.MonkeyPatch, window: MainWindow, *paths: Path) -> None:
    """Choose files with N."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(one) for one in paths], ""))
    QApplication.processEvents()
    assert isinstance(window.view, ReviewView)
    window.add()


def asked(qtbot: QtBot, window: MainWindow) -> RolesWindow:
    qtbot.waitUntil(lambda: window.findChild(RolesWindow) is not None, timeout=20_000)
    found = window.findChild(RolesWindow)
    assert isinstance(found, RolesWindow)
    return found


def take(window: MainWindow, words: str) -> None:
    button = next(one for one in window.findChildren(QPushButton) if one.text() == words and one.isVisible())
    button.click()


def box(window: MainWindow, name: str) -> QLineEdit:
    found = named(window, name, QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def test_several_drafts_come_in_with_roles_in_place_of_names(
    qtbot: QtBot, open_window: Open, sent_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sent_case, "report/review")
    files = [returned(tmp_path, f"{by}.docx", tracked_by(by)) for by in ("Jane Smith", "Ravi Patel")]
    choose(monkeypatch, window, *files)
    asked(qtbot, window)
    assert box(window, "Who is “Jane Smith”? By role").text() == "Matron", "to whom it went"
    assert box(window, "Who is “Ravi Patel”? By role").text() == "Ward manager", "as the register knows him"
    jane = box(window, "Who is “Jane Smith”? By role")
    jane.selectAll()
    qtbot.keyClicks(jane, "Lead nurse")
    take(window, "Bring in 2 drafts")
    qtbot.waitUntil(lambda: len(session_of(window).snapshot.of(ReviewedDraft)) == 2, timeout=20_000)
    snapshot = session_of(window).snapshot
    assert {one.by for one in snapshot.of(Proposal).values()} == {"Lead nurse", "Ward manager"}
    assert {one.after.removeprefix(SAID) for one in snapshot.of(Proposal).values()} == {
        " It was a Sunday.", " It was a Monday.",
    }  # fmt: skip
    assert not snapshot.of(Comment) and snapshot.incident.summary == SAID, "nothing changes unasked"
    (review,) = snapshot.of(Review).values()
    assert {one.review for one in snapshot.of(ReviewedDraft).values()} == {review.id}
    names = [one.name for one in snapshot.of(Attachment).values()]
    assert not [one for one in names if "Smith" in one or "Patel" in one]
    assert isinstance(window.view, ReviewView) and window.view.counts() == "2 open"


def test_two_files_without_a_name_may_be_of_two_people(
    qtbot: QtBot, open_window: Open, sent_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sent_case, "report/review")
    nobody = "Unknown Author"
    first = returned(tmp_path, "first.docx", tracked_by(nobody))
    second = returned(
        tmp_path, "second.docx", lambda body: tracked_by(nobody)(body).replace("Sunday", "Tuesday")
    )
    choose(monkeypatch, window, first, second)
    window_asking = asked(qtbot, window)
    question = f"Who is “{nobody}”? By role"
    boxes = [one for one in window_asking.findChildren(QLineEdit) if one.accessibleName() == question]
    assert len(boxes) == 2, "each is asked for"
    for one, role in zip(boxes, ("Matron", "Medical director"), strict=True):
        one.selectAll()
        qtbot.keyClicks(one, role)
    take(window, "Bring in 2 drafts")
    qtbot.waitUntil(lambda: len(session_of(window).snapshot.of(ReviewedDraft)) == 2, timeout=20_000)
    said = {one.by: one.after for one in session_of(window).snapshot.of(Proposal).values()}
    assert {by: "Tuesday" in words for by, words in said.items()} == {
        "Matron": False,
        "Medical director": True,
    }


def test_files_are_dropped_on_the_list(
    qtbot: QtBot, open_window: Open, sent_case: Path, tmp_path: Path
) -> None:
    window = open_window(sent_case, "report/review")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(returned(tmp_path, "back.docx", typed)))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.view, QDragEnterEvent(QPoint(40, 40), *how))
    QApplication.sendEvent(window.view, QDropEvent(QPointF(40, 40), *how))
    asked(qtbot, window)
    take(window, "Bring in 1 draft")
    qtbot.waitUntil(lambda: bool(session_of(window).snapshot.of(ReviewedDraft)), timeout=20_000)


def test_a_name_left_in_place_of_a_role_is_not_taken(
    qtbot: QtBot, open_window: Open, sent_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sent_case, "report/review")
    choose(monkeypatch, window, returned(tmp_path, "back.docx", tracked_by("Jane Smith")))
    dialog = asked(qtbot, window)
    jane = box(window, "Who is “Jane Smith”? By role")
    for said in ("jane smith", ""):
        jane.selectAll()
        qtbot.keyClick(jane, Qt.Key.Key_Delete)
        qtbot.keyClicks(jane, said)
        take(window, "Bring in 1 draft")
        assert dialog.isVisible() and jane.accessibleDescription()
    qtbot.keyClick(jane, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not session_of(window).snapshot.of(ReviewedDraft)


def test_of_a_file_that_names_nobody_it_is_asked_whom_it_came_from(
    qtbot: QtBot, open_window: Open, sent_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sent_case, "report/review")
    choose(monkeypatch, window, returned(tmp_path, "back.docx", typed))
    asked(qtbot, window)
    assert box(window, "Whom is it from? By role").text() == "Matron"
    take(window, "Bring in 1 draft")
    qtbot.waitUntil(lambda: bool(session_of(window).snapshot.of(ReviewedDraft)), timeout=20_000)
    (draft,) = session_of(window).snapshot.of(ReviewedDraft).values()
    (one,) = session_of(window).snapshot.of(Proposal).values()
    assert (draft.by, one.by, one.tracked) == ("Matron", "Matron", False)


def test_what_is_no_draft_is_said_in_words_and_the_others_come_in(
    qtbot: QtBot, open_window: Open, sent_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sent_case, "report/review")
    other = tmp_path / "list.docx"
    other.write_bytes(b"not a Word file")
    choose(monkeypatch, window, other, returned(tmp_path, "back.docx", typed))
    asked(qtbot, window)
    shown = " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())
    assert "list.docx is not a Word file" in shown
    take(window, "Bring in 1 draft")
    qtbot.waitUntil(lambda: bool(session_of(window).snapshot.of(ReviewedDraft)), timeout=20_000)
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=5_000)
    assert "1 other draft was brought in" in window.notice.text.text()


def test_where_nothing_can_be_brought_in_nothing_is_asked_and_the_case_stays(
    qtbot: QtBot, open_window: Open, sent_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sent_case, "report/review")
    head = session_of(window).case.head
    other = tmp_path / "list.docx"
    other.write_bytes(b"not a Word file")
    choose(monkeypatch, window, other)
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=20_000)
    assert "list.docx is not a Word file" in window.notice.text.text()
    assert session_of(window).case.head == head and window.findChild(RolesWindow) is None


def test_the_same_file_twice_adds_nothing(
    qtbot: QtBot, open_window: Open, sent_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sent_case, "report/review")
    back = returned(tmp_path, "back.docx", typed)
    for _ in range(2):
        choose(monkeypatch, window, back)
        asked(qtbot, window)
        take(window, "Bring in 1 draft")
        qtbot.waitUntil(lambda: bool(session_of(window).snapshot.of(ReviewedDraft)), timeout=20_000)
        qtbot.waitUntil(lambda: window.findChild(RolesWindow) is None, timeout=20_000)
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=20_000)
    assert "was brought in before" in window.notice.text.text()
    assert len(session_of(window).snapshot.of(ReviewedDraft)) == 1
