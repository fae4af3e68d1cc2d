"""Spelling in the long boxes of a case: the menu mends a word, and words are taught to the laptop or the case."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.spelling import can_spell
from rca_workbench.store.words import laptop_words, words_of_case
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
pytestmark = pytest.mark.skipif(not can_spell(), reason="no library for spelling on this machine")


@pytest.fixture
def box(open_window: Open, empty_case: Path, qtbot: QtBot) -> QPlainTextEdit:
    window = open_window(empty_case, "report/draft")
    box = window.view.words  # type: ignore[union-attr]
    box.setFocus()
    qtbot.keyClicks(box, "The handovr was late.")
    qtbot.waitUntil(lambda: bool(marked(box)), timeout=10_000)
    return box


def marked(box: QPlainTextEdit) -> list[str]:
    """The words with a wavy line."""
    found: list[str] = []
    block = box.document().firstBlock()
    while block.isValid():
        found += [
            block.text()[one.start : one.start + one.length]
            for one in block.layout().formats()
            if one.format.underlineStyle() == one.format.UnderlineStyle.SpellCheckUnderline
        ]
        block = block.next()
    return found


def menu_of(box: QPlainTextEdit) -> QMenu:
    QApplication.processEvents()
    found = [one for one in box.window().findChildren(QMenu) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def take(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.close()
    QApplication.processEvents()


def test_the_key_goes_to_the_word_and_its_menu_mends_it(box: QPlainTextEdit, qtbot: QtBot) -> None:
    assert marked(box) == ["handovr"]
    box.moveCursor(box.textCursor().MoveOperation.Start)
    qtbot.keyClick(box, Qt.Key.Key_F7, Qt.KeyboardModifier.AltModifier)
    menu = menu_of(box)
    assert menu.activeAction() is not None
    take(menu, "handover")
    assert box.toPlainText() == "The handover was late."
    assert marked(box) == []


def test_a_word_that_is_being_typed_is_not_marked_yet(box: QPlainTextEdit, qtbot: QtBot) -> None:
    box.moveCursor(box.textCursor().MoveOperation.End)
    qtbot.keyClicks(box, " Wrogn")
    assert "Wrogn" not in marked(box)
    qtbot.keyClicks(box, " it was")
    assert marked(box) == ["handovr", "Wrogn"]


def test_a_word_is_taught_to_the_laptop_or_to_the_case(box: QPlainTextEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(box, Qt.Key.Key_F7, Qt.KeyboardModifier.AltModifier)
    take(menu_of(box), "Add ‘handovr’ to this laptop's words")
    assert marked(box) == [] and laptop_words() == {"handovr"}
    box.moveCursor(box.textCursor().MoveOperation.End)
    qtbot.keyClicks(box, " Tythegston came.")
    assert marked(box) == ["Tythegston"]
    qtbot.keyClick(box, Qt.Key.Key_F7, Qt.KeyboardModifier.AltModifier)
    take(menu_of(box), "Ignore ‘Tythegston’ in this case")
    assert marked(box) == []
    window = box.window()
    assert isinstance(window, MainWindow) and window.session is not None
    assert words_of_case(window.session.case.id) == {"Tythegston"} and laptop_words() == {"handovr"}


def test_spelling_stands_in_the_long_fields_of_every_place(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "respond/incident")
    box = named(window, "What happened", QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    qtbot.keyClicks(box, "A patinet fell.")
    qtbot.waitUntil(lambda: marked(box) == ["patinet"], timeout=10_000)
