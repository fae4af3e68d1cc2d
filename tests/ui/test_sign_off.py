"""Signing off: the gate, the form, the signed versions, their proof, and what changed since."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.signed import latest_signed, signed_versions
from rca_workbench.model import Actor, Attachment, Comment, Factor, Incident, SignOff, new_id
from rca_workbench.report import pdf
from rca_workbench.report.signing import Signer, holds_seal, sign
from rca_workbench.store import Case
from rca_workbench.ui.places.report.sign_off import SignOffPage
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named as named_now

Open = Callable[..., MainWindow]
SUMMARY = "family_summary"


def named(window: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    """The widget of that name, once what was laid anew is shown."""
    QApplication.processEvents()
    return named_now(window, name, kind)


def opened(open_window: Open, path: Path) -> tuple[MainWindow, SignOffPage]:
    window = open_window(path, "report/sign_off")
    page = window.view
    assert isinstance(page, SignOffPage)
    page.show_document(SUMMARY)
    return window, page


def signed(window: MainWindow) -> list[SignOff]:
    assert window.session is not None
    return list(window.session.snapshot.of(SignOff).values())


def texts(page: SignOffPage) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def sign_as(window: MainWindow, qtbot: QtBot, role: str, password: str = "") -> None:
    """By keys alone: N, the role, the password twice, Enter."""
    page = window.view
    assert page is not None
    before = len(signed(window))
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()  # what was offered for the role signed in before
    with qtbot.waitActive(window):
        window.activateWindow()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_N)
    field = named(window, "Role in which you sign", QLineEdit)
    assert window.focusWidget() is field
    qtbot.keyClicks(field, role)
    if password:
        qtbot.keyClicks(named(window, "Password, if you want a seal", QLineEdit), password)
        qtbot.keyClicks(named(window, "The same password again", QLineEdit), password)
    if isinstance(page, SignOffPage) and not before:
        decide(window, page, qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(signed(window)) > before, timeout=60_000)


def decide(window: MainWindow, page: SignOffPage, qtbot: QtBot) -> QCheckBox:
    """Decide that what is not written may stand so."""
    qtbot.waitUntil(lambda: asks(page) is not None, timeout=20_000)
    box = asks(page)
    assert box is not None
    box.setChecked(True)
    return box


def asks(page: SignOffPage) -> QCheckBox | None:
    QApplication.processEvents()
    return next((one for one in page.form.findChildren(QCheckBox) if one.isVisible()), None)


def test_what_is_not_written_is_signed_only_once_somebody_decided_so(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_window, empty_case)
    assert window.session is not None
    role = named(window, "Role in which you sign", QLineEdit)
    qtbot.keyClicks(role, "Executive")
    qtbot.waitUntil(lambda: asks(page) is not None, timeout=20_000)
    box = asks(page)
    assert box is not None and box.text().endswith("say that words are missing: sign it so")
    qtbot.keyClick(role, Qt.Key.Key_Return)
    assert "The signed file would say that words are missing under: " in texts(page)
    assert window.focusWidget() is box and not window.busy
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert "would say that words are missing" not in texts(page)
    page.show_document("sbar")
    page.show_document(SUMMARY)
    qtbot.waitUntil(lambda: asks(page) is not None, timeout=20_000)
    assert not box.isChecked()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(signed(window)) == 1, timeout=60_000)
    assert asks(page) is None


def test_a_file_is_refused_where_the_window_had_not_looked_yet(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_window, empty_case)
    page.files.sign(SUMMARY, Signer("Executive"), unwritten_stands=False)
    qtbot.waitUntil(lambda: not window.busy, timeout=60_000)
    qtbot.waitUntil(lambda: "words are missing under" in said_by(window))
    assert not signed(window)


def said_by(window: MainWindow) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in window.notice.findChildren(QLabel) if one.isVisible())


def test_two_sign_the_same_file_by_keys_and_it_can_be_undone(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_window, empty_case)
    assert "Nobody has signed this document yet." in texts(page)
    sign_as(window, qtbot, "Lead investigator")
    qtbot.waitUntil(lambda: window.focusWidget() is named(window, "Save a copy: Version 1", QPushButton))
    assert named(window, "What you sign", QComboBox).currentText().startswith("Version 1, the file already")
    sign_as(window, qtbot, "Executive", "a long password")
    first, second = signed(window)
    assert (first.role, first.version, first.seal) == ("Lead investigator", "Version 1", "")
    assert second.file_sha256 == first.file_sha256 and holds_seal(second, "a long password")
    assert window.session is not None
    assert len(window.session.snapshot.of(Attachment)) == 1
    assert "Executive" in texts(page) and "sealed with a password" in texts(page)
    shown = named(window, f"SHA-256 of the file of Version 1: {first.file_sha256}", QLabel)
    assert "".join(shown.text().partition(": ")[2].split()) == first.file_sha256
    window.session.undo()
    window.session.undo()
    assert "Nobody has signed this document yet." in texts(page)
    assert named(window, "Sign Version 2", QPushButton).isVisible()
    assert "Version 1 was signed and taken back." in texts(page)
    window.session.redo()
    assert "taken back" not in texts(page)


def test_nothing_is_signed_before_the_form_is_right(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_window, empty_case)
    button = named(window, "Sign Version 1", QPushButton)
    button.click()
    assert "Say in which role you sign." in texts(page)
    qtbot.keyClicks(named(window, "Role in which you sign", QLineEdit), "Executive")
    password = named(window, "Password, if you want a seal", QLineEdit)
    assert password.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(password, "short")
    button.click()
    assert "at least 8 letters" in texts(page)
    qtbot.keyClicks(password, " but longer")
    button.click()
    assert "The two passwords differ" in texts(page)
    qtbot.keyClick(password, Qt.Key.Key_Escape)
    assert page.hasFocus()
    assert not window.busy and not signed(window)


def test_signing_can_be_stopped_and_leaves_the_case_as_it_was(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "report/sign_off")
    assert window.session is not None
    head = window.session.case.head
    qtbot.keyClicks(named(window, "Role in which you sign", QLineEdit), "Executive")
    page = window.view
    assert isinstance(page, SignOffPage)
    decide(window, page, qtbot)
    named(window, "Sign Version 1", QPushButton).click()
    assert window.busy
    window.strip.stop.click()
    qtbot.waitUntil(lambda: not window.busy, timeout=60_000)
    QApplication.processEvents()
    assert not signed(window)
    assert (window.session.case.head, window.session.case.files.coming) == (head, frozenset())
    assert named(window, "Role in which you sign", QLineEdit).text() == "Executive"


def test_the_gate_opens_a_check_where_it_can_be_accepted(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_window, sample_case)
    qtbot.waitUntil(lambda: "Must resolve (" in texts(page), timeout=30_000)
    must, worth, _ = page.gate.standing.values()
    named(window, f"Open: {must[0].rule.title}", QPushButton).click()
    assert window.panel.checks is not None
    assert window.panel.checks.list.open_key == ("found", *must[0].key)
    before = len(opens(page))
    named(window, f"Show them: worth resolving, {len(worth)}", QPushButton).click()
    assert len(opens(page)) == before + len({one.rule.id for one in worth})
    window.panel.checks.acting.accept(must[0], "Out of remit, agreed with the commissioner")
    qtbot.waitUntil(lambda: f"Must resolve: {len(must) - 1}." in texts(page), timeout=30_000)


def opens(page: SignOffPage) -> list[QPushButton]:
    QApplication.processEvents()
    return [one for one in page.gate.findChildren(QPushButton) if one.text() == "Open" and one.isVisible()]


def test_open_remarks_of_readers_stand_in_the_gate(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window, page = opened(open_window, empty_case)
    assert window.session is not None
    with window.session.step("Comment") as step:
        step.add(Comment(id=new_id(), text="Which ward?"))
    qtbot.waitUntil(lambda: "1 comment without an answer" in texts(page))


def test_sections_without_words_stand_in_the_gate_and_lead_to_the_draft(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_window, empty_case)
    qtbot.waitUntil(lambda: "sections still need words: " in texts(page), timeout=20_000)
    button = next(one for one in opens(page) if "still need words" in one.accessibleName())
    button.click()
    assert window.address == "report/draft"
    assert window.view is not None and window.view.document() == SUMMARY


def test_a_sign_off_brought_in_without_its_file_is_shown_with_the_report(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "report/sign_off")
    page = window.view
    assert isinstance(page, SignOffPage) and window.session is not None
    with window.session.step("Bring in") as step:
        step.add(SignOff(id=new_id(), role="Medical director", on="2025-11-25", version="Final 1"))
    assert "Medical director, 25 November 2025" in texts(page)
    assert "Brought in without the file that was signed." in texts(page)
    with window.session.step("Bring in") as step:
        step.add(
            SignOff(id=new_id(), role="Chief nurse", template="investigation_report", version="Version 1")
        )
    what = named(window, "What you sign", QComboBox)
    assert [what.itemText(at) for at in range(what.count())] == ["Version 2, made now from the case"]
    page.show_document(SUMMARY)
    assert "Nobody has signed this document yet." in texts(page)


def test_what_changed_since_is_listed_and_leads_to_its_place(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    with Case.open(sample_case, keep_copy=False) as case:
        today = _today()
        sign(case, SUMMARY, (Signer("Lead investigator"),), today=today, unwritten_stands=True)
    window, page = opened(open_window, sample_case)
    assert window.session is not None
    qtbot.waitUntil(lambda: "Nothing that this document prints changed since Version 1" in texts(page))
    assert named(window, "Sign Version 1", QPushButton)
    factor = next(iter(window.session.snapshot.of(Factor).values()))
    with window.session.step("Edit") as step:
        step.change(factor, text="Other words")
        step.change(step.snapshot.one(Incident), harm="Somebody else")
    qtbot.waitUntil(lambda: "The case changed since Version 1: 2 changes." in texts(page))
    assert named(window, "Sign Version 2", QPushButton), "not the file that says what was"
    link = next(
        one
        for one in page.changes.findChildren(QPushButton)
        if one.isVisible() and "Other words" in one.accessibleName()
    )
    link.click()
    assert window.address == "analysis/map"
    assert window.session.selected_id == factor.id


def test_a_signed_file_is_checked_and_a_changed_one_is_noticed(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    with Case.open(empty_case, keep_copy=False) as case:
        sign(
            case,
            SUMMARY,
            (Signer("Executive", password="a long password"),),
            today=_today(),
            unwritten_stands=True,
        )
    window, page = opened(open_window, empty_case)
    named(window, "Check: Version 1", QPushButton).click()
    qtbot.waitUntil(lambda: "its hash is the same" in texts(page), timeout=20_000)
    assert window.session is not None
    one = latest_signed(window.session.snapshot, SUMMARY)
    assert one is not None
    page.signed.check_seal(one, "another password")
    assert "made none of the seals" in texts(page)
    page.signed.check_seal(one, "a long password")
    assert "The seal holds: Executive." in texts(page)
    with window.session.step("Change") as step:
        step.change(step.snapshot.one(Incident), harm="Somebody")
    assert "The seal holds: Executive." in texts(page)
    with window.session.step("Change") as step:
        step.change(one.sign_offs[0], role="Chief executive")
    assert "The seal holds" not in texts(page)
    with window.session.step("Change") as step:
        step.change(next(iter(step.snapshot.of(SignOff).values())), file_sha256="0" * 64)
    named(window, "Check: Version 1", QPushButton).click()
    qtbot.waitUntil(lambda: "its hash is another" in texts(page), timeout=20_000)


def test_a_copy_goes_where_the_person_says_with_a_pdf_or_a_word_about_it(
    open_window: Open, empty_case: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(empty_case, keep_copy=False) as case:
        one = sign(case, SUMMARY, (Signer("Executive"),), today=_today(), unwritten_stands=True)
    window, _ = opened(open_window, empty_case)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "Signed"), ""))
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(f"{box.text()} {box.informativeText()}"))
    monkeypatch.setattr(pdf, "can_write_pdf", lambda: False)
    named(window, "Save a copy: Version 1", QPushButton).click()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "No PDF was made: LibreOffice is not installed here." in said[0]
    content = (tmp_path / "Signed.docx").read_bytes()
    assert hashlib.sha256(content).hexdigest() == one.file_sha256


def test_a_copy_is_not_saved_under_somebodys_name(
    open_window: Open, empty_case: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(empty_case, keep_copy=False) as case:
        sign(case, SUMMARY, (Signer("Executive"),), today=_today(), unwritten_stands=True)
        with case.step("Name") as step:
            step.add(Actor(id=new_id(), role="Porter 1", name="Zelda Quenwick"))
    window, _ = opened(open_window, empty_case)
    chosen = str(tmp_path / "For Zelda Quenwick.docx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (chosen, ""))
    named(window, "Save a copy: Version 1", QPushButton).click()
    qtbot.waitUntil(lambda: "was not exported" in window.notice.text.text(), timeout=20_000)
    assert "Quenwick" not in window.notice.text.text()
    assert not list(tmp_path.glob("For*"))


@pytest.mark.skipif(not pdf.can_write_pdf(), reason="LibreOffice is not installed")
def test_a_copy_replaces_no_file_that_nobody_was_asked_about(
    open_window: Open, empty_case: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(empty_case, keep_copy=False) as case:
        sign(case, SUMMARY, (Signer("Executive"),), today=_today(), unwritten_stands=True)
    window, _ = opened(open_window, empty_case)
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("Signed.docx", "Signed 2.pdf"):
        (folder / name).write_bytes(b"somebody's")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(folder / "Signed"), ""))
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))
    named(window, "Save a copy: Version 1", QPushButton).click()
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert said[0].splitlines() == [str(folder / "Signed 2.docx"), str(folder / "Signed 2 2.pdf")]
    assert (folder / "Signed.docx").read_bytes() == (folder / "Signed 2.pdf").read_bytes() == b"somebody's"
    assert (folder / "Signed 2 2.pdf").read_bytes().startswith(b"%PDF-")


def test_changes_of_one_document_never_stand_under_another(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    with Case.open(sample_case, keep_copy=False) as case:
        sign(case, SUMMARY, (Signer("Executive"),), today=_today(), unwritten_stands=True)
        with case.step("Edit") as step:
            step.change(step.snapshot.one(Incident), harm="Somebody else")
        sign(case, "sbar", (Signer("Executive"),), today=_today(), unwritten_stands=True)
    _, page = opened(open_window, sample_case)
    qtbot.waitUntil(lambda: "The case changed since Version 1: 1 change." in texts(page), timeout=20_000)
    assert "it lists them" not in texts(page)  # a summary for the family does not
    page.show_document("sbar")
    shown = [one.text() for one in page.changes.findChildren(QLabel) if one.isVisible()]
    assert "Looking at what changed since Version 1…" in shown
    assert not any("Somebody else" in one for one in shown)
    qtbot.waitUntil(
        lambda: "Nothing that this document prints changed since Version 1" in texts(page), timeout=20_000
    )


def test_a_case_that_is_only_read_shows_what_was_signed_and_cannot_be_signed(
    open_window: Open, empty_case: Path
) -> None:
    with Case.open(empty_case, keep_copy=False) as case:
        sign(case, SUMMARY, (Signer("Executive"),), today=_today(), unwritten_stands=True)
    window = open_window()
    window.open_case(Case.open(empty_case, read_only=True, who="Tester"))
    window.go("report/sign_off")
    page = window.view
    assert isinstance(page, SignOffPage)
    page.show_document(SUMMARY)
    assert "nothing can be signed in it" in texts(page)
    assert not page.form.isVisible()
    assert named(window, "Check: Version 1", QPushButton).isEnabled()
    page.begin()
    assert [one.version for one in signed_versions(page.session.snapshot)] == ["Version 1"]


def _today() -> date:

    return date(2026, 12, 1)
