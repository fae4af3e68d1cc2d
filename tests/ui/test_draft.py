"""Report, Draft: the outline follows what the team writes and what changes in the case."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import ReportText
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

    monkeypatch.setattr(window.files, "export_word", export)
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
