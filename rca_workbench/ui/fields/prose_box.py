"""A box for prose with references: shown in the words of now, whole to the cursor, kept as tokens.

Each reference is a run of text with a format of its own that holds its token. So typing, undo and moving text work as
ever, and what was edited inside is words from then on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit

from rca_workbench.analysis.prose import GONE, PART, Reference, offered, pieces, put_in, rendered
from rca_workbench.model import Actor, Snapshot
from rca_workbench.model.referring import REFERENCE
from rca_workbench.model.text import clean_text
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import keeps_key
from rca_workbench.ui.fields.mention_text import units
from rca_workbench.ui.fields.names import icon_of, line_of

_TOKEN = int(QTextFormat.Property.UserProperty) + 41
_WORDS = _TOKEN + 1
_NUMBER = _TOKEN + 2
"""Two references to one thing beside each other stay two."""
_NEW = "+"
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
_LINE_END = "\u2028"
"""What Shift+Enter and some programs put between two lines of a paragraph."""
MOST_OFFERED = 200

Part = tuple[str, str]
"""Id and words of a heading, table or figure of the report."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of text that is a reference: its place as Qt counts, its token, the words it was shown with."""

    start: int
    end: int
    token: str
    words: str


class ProseBox(QPlainTextEdit):
    """Text of several paragraphs with references in it.

    Args:
        case: gives the case as it is now.
        parts: gives what a text can refer to in the report itself.
    """

    escaped = Signal()
    """Somebody wants to leave it."""
    left = Signal()
    """The focus went elsewhere, not just to a menu."""

    def __init__(self, case: Callable[[], Snapshot], parts: Callable[[], Sequence[Part]] = tuple) -> None:
        super().__init__()
        self._case, self._parts = case, parts
        self._numbers = count(1)
        self._was = 0
        self._snapping = False
        self._composing = False
        self._kept = self._shown = ""
        """What the case kept when box and case last agreed, and how the box would keep just that."""
        self.cursorPositionChanged.connect(self._snap)
        style.look().changed.connect(self._recolour)

    # -- what it holds --------------------------------------------------------------------------------

    def follow(self, stored: str) -> bool:
        """The case keeps this text now: show it, with what was typed here since. True where other words show than before.

        Once what is typed is kept, undoing it is a step of the case.
        """
        typed = self.typed()
        if typed is not None and typed == stored:
            self._agree(stored)
        elif typed is not None and stored != self._kept:
            from rca_workbench.report.returned.merging import with_both

            self._show_here(with_both(self._kept, typed, stored))
            self._kept = self._shown = stored
            return True
        elif typed is None and not self.is_as(stored):
            self._show_here(stored)
            return True
        return False

    def typed(self) -> str | None:
        """The text as the case would keep it, where it was changed here since; None where it was not."""
        text = self._as_kept()
        return text if text != self._shown else None

    def show_text(self, stored: str) -> None:
        """Show a stored text, without a word to anyone; undo does not go behind it."""
        blocked = self.blockSignals(True)
        self.setPlainText("")
        cursor = QTextCursor(self.document())
        for one in pieces(self._case(), stored):
            if isinstance(one, str):
                cursor.insertText(one, QTextCharFormat())
            else:
                cursor.insertText(one.words, self._look(one))
        self._agree(stored)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.blockSignals(blocked)

    def stored(self) -> str:
        """The text as the case keeps it."""
        made: list[str] = []
        block = self.document().firstBlock()
        while block.isValid():
            line, at = block.text(), 0
            said: list[str] = []
            for run in runs_of(block):
                start, end = run.start - block.position(), run.end - block.position()
                said += [_part(line, at, start), _token_and_rest(_part(line, start, end), run)]
                at = end
            made.append("".join((*said, _part(line, at, block.length() - 1))))
            block = block.next()
        return "\n".join(made).replace(_LINE_END, "\n")

    def is_as(self, stored: str) -> bool:
        """Whether it shows a stored text as a reader sees it now."""
        return (
            self._plain().strip() == rendered(self._case(), stored).strip()
            and self.stored().strip() == stored
        )

    def _plain(self) -> str:
        """What a reader sees. `toPlainText` makes blanks that may not break a line into others."""
        page = self.document()
        lines = (page.findBlockByNumber(at).text() for at in range(page.blockCount()))
        return "\n".join(lines).replace(_LINE_END, "\n")

    def _as_kept(self) -> str:
        text = self.stored().strip()
        try:
            return clean_text(text)
        except ValueError:
            return text  # too long: whoever keeps it says so

    def _agree(self, stored: str) -> None:
        self._kept, self._shown = stored, self._as_kept()
        if not self._composing:
            self.document().clearUndoRedoStacks()

    def _show_here(self, stored: str) -> None:
        """Show a text with the cursor among the words it was among."""
        before, at = self._plain(), self.textCursor().position()
        top = self.verticalScrollBar().value()
        self.show_text(stored)
        now = self._plain()
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, now, strict=False))
        same = units(now, sum(1 for _ in alike))
        length = units(now, len(now))
        behind = units(before, len(before)) - at
        cursor = self.textCursor()
        cursor.setPosition(min(at if at <= same else max(same, length - behind), length))
        blocked = self.blockSignals(True)
        self.setTextCursor(cursor)
        self.blockSignals(blocked)
        self.verticalScrollBar().setValue(top)

    # -- putting a reference in -----------------------------------------------------------------------

    def choices(self, typed: str, roles: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
        """Rows of what can be referred to by what stands behind the @: words, icon, what the row stands for."""
        words = typed.casefold().split()
        snapshot = self._case()
        holders = {one.role: one.id for one in snapshot.of(Actor).values()}
        people = [
            (said, icon, holders.get(role, role)) for said, icon, role in roles if not role.startswith(_NEW)
        ]
        ranked: list[tuple[int, tuple[str, str, str]]] = []
        for one in offered(snapshot):
            if not isinstance(one, Actor):
                line = line_of(one)
                rank = _rank(line, words)
                if rank is not None:
                    ranked.append((rank, (line, icon_of(one), one.id)))
        for id, said in self._parts():
            rank = _rank(said, words)
            if rank is not None:
                ranked.append((rank, (said, "file-text", f"{PART}{id}")))
        things = [row for _, row in sorted(ranked, key=lambda one: one[0])]
        first = [row for row in things if words and _rank(row[0], words) == 0]
        rows = [*first, *people, *(row for row in things if row not in first)][:MOST_OFFERED]
        return [*rows, *(row for row in roles if row[2].startswith(_NEW))]

    def take(self, start: int, end: int, id: str) -> None:
        """Put a reference in place of the letters from `start` to `end`, as Qt counts."""
        said = next((words for part, words in self._parts() if f"{PART}{part}" == id), "")
        (one,) = pieces(self._case(), put_in(self._case(), id, said))
        if isinstance(one, Reference):
            cursor = self.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(one.words, self._look(one))
            cursor.setCharFormat(QTextCharFormat())
            self.setTextCursor(cursor)
            self.setCurrentCharFormat(QTextCharFormat())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            page = self.document()
            mine = keeps_key(event, undo=page.isUndoAvailable(), redo=page.isRedoAvailable())
            if mine is not None:
                event.setAccepted(mine)
                return mine
        return super().event(event)

    # -- whole to the cursor --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        cursor = self.textCursor()
        if not cursor.hasSelection() and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            back = event.key() == Qt.Key.Key_Backspace
            at = cursor.position()
            run = next(
                (one for one in runs_of(cursor.block()) if (one.end if back else one.start) == at), None
            )
            if run is not None and not self.isReadOnly():
                cursor.setPosition(run.start)
                cursor.setPosition(run.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
                return
        if event.text():
            self._plain_from_here()
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._plain_from_here()
        super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        self._plain_from_here()
        super().inputMethodEvent(event)

    def _plain_from_here(self) -> None:
        """What is typed behind a reference is no part of it."""
        if self.textCursor().charFormat().hasProperty(_TOKEN):
            self.setCurrentCharFormat(QTextCharFormat())

    def _snap(self) -> None:
        """Inside a reference the cursor goes on to its end, or back to its beginning, as it was going."""
        if self._snapping:
            return
        cursor = self.textCursor()
        at = cursor.position()
        run = next((one for one in runs_of(cursor.block()) if one.start < at < one.end), None)
        if run is not None:
            self._snapping = True
            keep = (
                QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
            )
            cursor.setPosition(run.end if at > self._was else run.start, keep)
            self.setTextCursor(cursor)
            self._snapping = False
        self._was = self.textCursor().position()

    def _recolour(self) -> None:
        """Give the references the colours of another look; what was typed and what can be undone stay."""
        blocked = self.blockSignals(True)
        block = self.document().firstBlock()
        while block.isValid():
            for run in runs_of(block):
                cursor = QTextCursor(self.document())
                cursor.setPosition(run.start)
                cursor.setPosition(run.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.joinPreviousEditBlock()
                cursor.mergeCharFormat(_colours(gone=GONE in run.words))
                cursor.endEditBlock()
            block = block.next()
        self.blockSignals(blocked)

    def _look(self, one: Reference) -> QTextCharFormat:
        look = _colours(gone=one.gone)
        look.setProperty(_TOKEN, one.token)
        look.setProperty(_WORDS, one.words)
        look.setProperty(_NUMBER, next(self._numbers))
        return look


def _rank(line: str, words: Sequence[str]) -> int | None:
    """How well a line answers what was typed: 0 begins with it, 1 has words that do, 2 holds it; None where it does not."""
    said = line.casefold()
    if not all(word in said for word in words):
        return None
    if words and said.startswith(words[0]):
        return 0
    begins = said.replace("‘", " ").split()
    return 1 if all(any(one.startswith(word) for one in begins) for word in words) else 2


def _colours(*, gone: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(style.color("warn" if gone else "accent")))
    look.setBackground(QColor(style.color("warn_soft" if gone else "accent_soft")))
    return look


def runs_of(block: QTextBlock) -> list[_Run]:
    """The references of a paragraph."""
    found: list[_Run] = []
    it = block.begin()
    while not it.atEnd():
        fragment = it.fragment()
        look = fragment.charFormat()
        if look.hasProperty(_TOKEN):
            start = fragment.position()
            found.append(
                _Run(start, start + fragment.length(), str(look.property(_TOKEN)), str(look.property(_WORDS)))
            )
        it += 1
    return found


def reference_in(block: QTextBlock, at: int) -> str | None:
    """The id of the reference at a place of a paragraph, or None."""
    place = block.position() + at
    run = next((one for one in runs_of(block) if one.start <= place < one.end), None)
    hit = REFERENCE.fullmatch(run.token) if run is not None else None
    return hit[2] if hit is not None else None


def _token_and_rest(said: str, run: _Run) -> str:
    """A run as it is kept: its token where its words still stand, and what was typed before or behind them."""
    before, found, after = said.partition(run.words)
    return f"{before}{run.token}{after}" if found else said


def _part(text: str, start: int, end: int) -> str:
    """Part of a text between two places as Qt counts: a letter beyond the first 65,536 counts as two."""
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "ignore")
