"""Report, Draft: the outline follows what the team writes and what changes in the case."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.prose import put_in, rendered
from rca_workbench.model import Actor, ReportText, TimelineEntry, new_id
from rca_workbench.ui import style
from rca_workbench.ui.places.report.draft import DraftView
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def lines(window: MainWindow) -> dict[str, str]:
    """Each section of the outline with what is said of it."""
    items = named(window, "Sections of the report", QListWidget)
    assert isinstance(items, QListWidget)
    said = [str(items.item(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(items.count())]
    return {heading: words for heading, _, words in (one.partition(": ") for one in said)}


def test_what_is_written_shows_in_the_outline_and_undo_takes_it_out_again(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView) and window.session is not None
    before = lines(window)
    at = next(n for n, one in enumerate(view.sections) if one.state == "missing")
    missing = view.sections[at]
    view.list.setCurrentRow(at)
    words = named(window, f"Your words for {missing.heading}", QPlainTextEdit)
    words.setFocus()
    qtbot.keyClicks(words, "A team of three.")
    view.list.setFocus()
    view.keep()
    QApplication.processEvents()
    assert [one.text for one in window.session.snapshot.of(ReportText).values()] == ["A team of three."]
    now = lines(window)
    assert view.sections[at].state == "written" and now[missing.heading] != before[missing.heading]
    assert {head: said for head, said in now.items() if head != missing.heading} == {
        head: said for head, said in before.items() if head != missing.heading
    }
    window.session.undo()
    assert lines(window) == before


def test_the_key_exports_the_document_one_looks_at_with_all_that_is_typed(
    open_window: Open, empty_case: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView) and window.session is not None
    view.show_document("family_summary")
    view.list.setCurrentRow(0)
    view.words.setFocus()
    qtbot.keyClicks(view.words, "We are sorry.")
    made: list[tuple[str, list[str]]] = []

    def export(template: str) -> None:
        texts = window.session.snapshot.of(ReportText).values()
        made.append((template, [one.text for one in texts if one.template == template]))

    monkeypatch.setattr(window.exports, "export_word", export)
    window.commands.run("export_word")
    window.go("overview/assurance")
    window.commands.run("export_word")
    window.go("timeline")
    window.commands.run("export_word")
    assert made == [
        ("family_summary", ["We are sorry."]),
        ("assurance_page", []),
        ("investigation_report", []),
    ]


def test_a_reference_typed_with_at_follows_the_thing_and_stands_in_the_report(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView) and window.session is not None
    session = window.session
    view.words.setFocus()
    qtbot.keyClicks(view.words, "It began at @T07")
    rows = named(window, "Roles", QListWidget)
    assert isinstance(rows, QListWidget) and rows.item(0).text().startswith("T07")
    qtbot.keyClick(view.words, Qt.Key.Key_Return)
    qtbot.keyClicks(view.words, " and went on.")
    view.list.setFocus()
    view.keep()
    (text,) = session.snapshot.of(ReportText).values()
    entry = next(one for one in session.snapshot.of(TimelineEntry).values() if one.code == "T07")
    assert entry.id in text.text and text.text.endswith(" and went on.")
    session.change(entry, "Edit code", code="T99")
    assert view.words.toPlainText().startswith("It began at T99")
    assert rendered(session.snapshot, text.text).startswith("It began at T99")
    session.remove(session.snapshot.of(TimelineEntry)[entry.id])
    assert "no longer in the case" in view.words.toPlainText()


def test_a_reference_is_one_thing_to_the_cursor(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView) and window.session is not None
    snapshot = window.session.snapshot
    actor = next(iter(snapshot.of(Actor).values()))
    stored = f"Then {put_in(snapshot, actor.id)} came."
    view.words.show_text(stored)
    view.words.setFocus()
    for _ in range(5):
        qtbot.keyClick(view.words, Qt.Key.Key_Right)
    qtbot.keyClick(view.words, Qt.Key.Key_Right)
    assert view.words.textCursor().position() == 5 + len(actor.role)
    qtbot.keyClicks(view.words, "s")
    assert view.words.stored() == f"Then {put_in(snapshot, actor.id)}s came."
    qtbot.keyClick(view.words, Qt.Key.Key_Backspace)
    qtbot.keyClick(view.words, Qt.Key.Key_Backspace)
    assert view.words.stored() == "Then  came."
    view.words.undo()
    assert view.words.stored() == stored


def test_the_draft_says_what_feeds_a_section_and_what_it_lacks(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView) and window.session is not None
    qtbot.waitUntil(lambda: window.session.checking.checks is not None, timeout=20_000)
    view.list.setCurrentRow(next(n for n, one in enumerate(view.sections) if one.id == "findings"))
    facts = view.facts
    qtbot.waitUntil(lambda: "Still missing" in facts.toPlainText(), timeout=5_000)
    said = facts.toPlainText()
    assert "From: no findings, 50 factors, 97 sources" in said
    assert "Must:" in said
    facts.asked.emit("kind factor", "")
    assert window.address == "analysis/map"


def test_a_click_on_the_page_leads_to_the_words_or_to_the_source(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView)
    qtbot.waitUntil(lambda: bool(view.page.paper.pieces), timeout=10_000)
    view.list.setCurrentRow(0)
    view.page.paper.chosen.emit("own", "summary")
    assert view.section is not None and view.section.id == "summary" and view.words.hasFocus()
    view.page.paper.chosen.emit("made", "timeline")
    assert window.address.startswith("timeline")


def test_a_word_of_the_team_leaves_the_rest_of_the_page_as_it_is(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView) and window.session is not None
    paper = view.page.paper
    qtbot.waitUntil(lambda: bool(paper.pieces), timeout=10_000)
    before = {one.section: one.html for one in paper.pieces if one.made}
    with window.session.step("Edit report text") as step:
        step.add(
            ReportText(
                id=new_id(), template=view.template, section="summary", text="A helicopter struck the sea."
            )
        )
    qtbot.waitUntil(lambda: "A helicopter struck the sea." in paper.toPlainText(), timeout=20_000)
    assert [one.made for one in paper.pieces if "A helicopter struck the sea." in one.html] == [False]
    after = {one.section: one.html for one in paper.pieces if one.made}
    assert after["timeline"] == before["timeline"]
    headings = [one.heading for one in view.sections if one.heading in paper.toPlainText()]
    at = [paper.toPlainText().index(one) for one in headings]
    assert len(at) > 10


def test_words_of_the_report_are_found(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView)
    qtbot.waitUntil(lambda: bool(view.page.paper.pieces), timeout=10_000)
    window.commands.run("report_find")
    line = named(window, "Find in the report")
    qtbot.keyClicks(line, "winch")
    first = view.page.paper.textCursor().position()
    assert view.page.paper.textCursor().selectedText().casefold() == "winch"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert view.page.paper.textCursor().position() > first
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible() and view.page.paper.hasFocus()


def test_escape_leaves_the_words_and_another_look_leaves_their_references(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView) and window.session is not None
    snapshot = window.session.snapshot
    stored = f"By {put_in(snapshot, next(iter(snapshot.of(Actor))))} alone."
    view.words.show_text(stored)
    view.words.setFocus()
    style.look().choose("dark", keep=False)
    assert view.words.stored() == stored
    qtbot.keyClick(view.words, Qt.Key.Key_Escape)
    assert view.list.hasFocus()


def test_no_word_of_a_table_is_broken_and_what_is_wider_than_the_page_can_be_reached(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "report/draft")
    view = window.view
    assert isinstance(view, DraftView)
    paper = view.page.paper
    for name, wider in (("investigation_report", False), ("action_plan", True)):
        view.show_document(name)
        qtbot.waitUntil(lambda: bool(paper.pieces), timeout=20_000)
        block, cells, broken = paper.document().begin(), 0, list[str]()
        while block.isValid():
            text, layout = block.text(), block.layout()
            if QTextCursor(block).currentTable() is not None:
                cells += 1
                ends = [
                    layout.lineAt(at).textStart() + layout.lineAt(at).textLength()
                    for at in range(layout.lineCount() - 1)
                ]
                broken += [text[end - 8 : end + 8] for end in ends if text[end - 1 : end + 1].isalpha()]
            block = block.next()
        assert cells > 20 and not broken
        if wider:
            qtbot.waitUntil(lambda: paper.horizontalScrollBar().maximum() > 0, timeout=5_000)
