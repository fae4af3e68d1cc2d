"""Spelling where somebody types: words in no dictionary get a wavy line, and the menu of the box offers what was meant.

One speller for the open case. The dictionary is read beside the window when the first long box is entered, so neither the
start of the program nor the opening of a case waits for it; from then on only the paragraph that changed is read.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from rca_workbench.model import Changes
from rca_workbench.ui import style
from rca_workbench.ui.fields.mention_text import caret_of, caret_rect, letters, move_caret, replace, units
from rca_workbench.ui.work import Work

if TYPE_CHECKING:
    from rca_workbench.analysis.spelling import Misspelt, Speller
    from rca_workbench.ui.session import Session

NEXT_KEYS = Qt.KeyboardModifier.AltModifier, Qt.Key.Key_F7
"""Goes to the next word to look at and opens its menu, as in Word."""
_TELLING = ("actor", "evidence", "lane", "case", "incident")
"""Kinds whose words count as known."""


class Spelling(QObject):
    """Marks the long boxes of one case's window."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._speller: Speller | None = None
        self._work: Work[Speller] | None = None
        self._marks: dict[int, SpellingMarks] = {}
        self._said: set[str] = set()
        """Words that were said to be right since the case was opened, kept or not."""
        session.changed.connect(self._changed)

    @property
    def speller(self) -> "Speller | None":
        """What knows the words; None until it is read, and where this computer has none."""
        return self._speller

    def watch(self, box: QPlainTextEdit) -> None:
        """Mark a box from now on."""
        if box.isReadOnly() or id(box) in self._marks:
            return
        self._marks[id(box)] = SpellingMarks(self, box)
        box.destroyed.connect(partial(self._marks.pop, id(box), None))
        self._load()

    def offer(self, menu: QMenu, box: QPlainTextEdit, event: QContextMenuEvent | None = None) -> None:
        """Put what may have been meant at the top of a box's menu, where a word to look at stands under it."""
        marks = self._marks.get(id(box))
        if marks is None or self._speller is None:
            return
        mouse = event is not None and event.reason() == QContextMenuEvent.Reason.Mouse
        at = box.cursorForPosition(event.pos()).position() if mouse and event is not None else None
        word = marks.at(at)
        if word is None:
            return
        first = menu.actions()[0] if menu.actions() else menu.addSeparator()
        for said in self._speller.suggestions(word.word):
            _put(menu, first, said, partial(self._write, box, word, said))
        menu.insertSeparator(first)
        to_laptop, in_case = f"Add ‘{word.word}’ to this laptop's words", f"Ignore ‘{word.word}’ in this case"
        _put(menu, first, to_laptop, partial(self._keep, word.word, laptop=True))
        _put(menu, first, in_case, partial(self._keep, word.word, laptop=False))
        menu.insertSeparator(first)

    def next_word(self, box: QPlainTextEdit) -> bool:
        """Go to the next word to look at behind the cursor, or the first, and open its menu; False where there is none."""
        marks = self._marks.get(id(box))
        found = marks.words() if marks is not None else ()
        if not found:
            return False
        caret = caret_of(box)
        word = next((one for one in found if one.end > caret), found[0])
        box.setFocus()
        move_caret(box, word.end)
        box.ensureCursorVisible()
        menu = QMenu(box)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.offer(menu, box)
        menu.popup(box.window().mapToGlobal(caret_rect(box).bottomLeft()))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        return True

    def _write(self, box: QPlainTextEdit, word: "Misspelt", said: str) -> None:
        replace(box, word.start, word.end, said)
        box.setFocus()

    def _keep(self, word: str, *, laptop: bool) -> None:
        from rca_workbench.store.words import add_to_case, add_to_laptop

        kept = add_to_laptop(word) if laptop else add_to_case(self._session.case.id, word)
        self._said.add(word)
        if self._speller is not None and self._speller.know(self._known()):
            self._again()
        if not kept:
            from rca_workbench.model.fault import Fault

            self._session.faulted.emit(
                Fault(
                    f"‘{word}’ could not be written to this laptop's list of words.",
                    "It counts as right until the case is closed.",
                    "See whether the disk is full.",
                )
            )

    # -- knowing --------------------------------------------------------------------------------------

    def _known(self) -> frozenset[str]:
        from rca_workbench.analysis.spelling import case_words
        from rca_workbench.store.words import laptop_words, words_of_case

        kept = laptop_words() | words_of_case(self._session.case.id)
        return kept | case_words(self._session.snapshot) | self._said

    def _load(self) -> None:
        from rca_workbench.analysis.spelling import Speller, can_spell

        if self._speller is not None or self._work is not None or not can_spell():
            return
        speller, known = Speller(), self._known()

        def job(*_: object) -> "Speller":
            speller.load()
            speller.know(known)
            return speller

        self._work = Work("Reading the dictionary", job)
        self._work.succeeded.connect(self._loaded)
        self._work.start()

    def _loaded(self, speller: "Speller") -> None:
        self._speller = speller
        self._again()

    def _changed(self, changes: Changes) -> None:
        if self._speller is not None and changes.touches(*_TELLING) and self._speller.know(self._known()):
            self._again()

    def _again(self) -> None:
        for marks in tuple(self._marks.values()):
            if shiboken6.isValid(marks):
                marks.rehighlight()


class SpellingMarks(QSyntaxHighlighter):
    """Draws the line under the words of one box, but not under the one that is being typed."""

    def __init__(self, spelling: Spelling, box: QPlainTextEdit) -> None:
        super().__init__(box.document())
        self._spelling, self._box = spelling, box
        self._held: tuple[int, int, int] | None = None
        """The word being typed that would be marked: number of its paragraph, where it begins and ends there."""
        self._keys = _Keys(spelling, box)
        box.cursorPositionChanged.connect(self._moved)
        style.look().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        speller = self._spelling.speller
        if speller is None or not text:
            return
        block = self.currentBlock()
        caret = self._box.textCursor().position() - block.position() if self._box.hasFocus() else -1
        for one in speller.misspelt(text):
            start, end = units(text, one.start), units(text, one.end)
            if start < caret <= end:
                self._held = (block.blockNumber(), start, end)
            elif not _is_reference(block, start):
                self.setFormat(start, end - start, self._look())

    def words(self) -> "tuple[Misspelt, ...]":
        """Every word to look at, by letters of the whole text."""
        speller = self._spelling.speller
        return speller.misspelt(self._box.toPlainText()) if speller is not None else ()

    def at(self, position: int | None) -> "Misspelt | None":
        """The word to look at that stands at a place as Qt counts, or at the cursor."""
        text = self._box.toPlainText()
        caret = caret_of(self._box) if position is None else letters(text, position)
        return next((one for one in self.words() if one.start <= caret <= one.end), None)

    def _moved(self) -> None:
        if self._held is None:
            return
        number, start, end = self._held
        cursor = self._box.textCursor()
        inside = (
            cursor.blockNumber() == number and start < cursor.position() - cursor.block().position() <= end
        )
        if not inside:
            self._held = None
            block = self.document().findBlockByNumber(number)
            if block.isValid():
                self.rehighlightBlock(block)

    @staticmethod
    def _look() -> QTextCharFormat:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        look.setUnderlineColor(style.color("danger"))
        return look


class _Keys(QObject):
    """Alt+F7 in a box."""

    def __init__(self, spelling: Spelling, box: QPlainTextEdit) -> None:
        super().__init__(box)
        self._spelling, self._box = spelling, box
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return (event.modifiers(), event.key()) == NEXT_KEYS and self._spelling.next_word(self._box)


def _put(menu: QMenu, before: QAction, said: str, run: Callable[[], object]) -> None:
    action = QAction(said.replace("&", "&&"), menu)
    action.triggered.connect(lambda _=False: run())
    menu.insertAction(before, action)


def _is_reference(block: QTextBlock, at: int) -> bool:
    """Whether a place of a paragraph is in a reference: its words are those of the thing, and spelt there."""
    from rca_workbench.ui.fields.prose_box import reference_in

    return reference_in(block, at) is not None
