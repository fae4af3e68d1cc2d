"""Reading a text of the case and quoting from it: words already quoted are tinted, words selected can be used."""

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import Changes, Excerpt
from rca_workbench.model.fault import Fault
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.fields.finding import FindLine, Offer
from rca_workbench.ui.places.evidence.excerpts_edits import Origin, Passage, item_of
from rca_workbench.ui.places.evidence.excerpts_texts import ReadText, texts
from rca_workbench.ui.places.evidence.excerpts_use import UseBox
from rca_workbench.ui.session import Session

TINTED_AT_MOST = 500
"""Quotations looked for in one text; a reader does not follow more."""

_ENDLESS = re.compile(r"\S{2000}")


def selected_passage(box: QPlainTextEdit | QTextEdit, unit: str = "paragraph") -> Passage | None:
    """The words selected in a text with the paragraph or line they begin in; None where none are."""
    cursor = box.textCursor()
    words = cursor.selectedText().replace("\u2029", "\n").strip()
    if not words:
        return None
    start = QTextCursor(box.document())
    start.setPosition(cursor.selectionStart())
    number, block = 0, box.document().firstBlock()
    while block.isValid() and block.blockNumber() <= start.blockNumber():
        number += unit == "line" or bool(block.text().strip())
        block = block.next()
    return Passage(words, f"{unit} {max(number, 1)}")


def tint(box: QPlainTextEdit, quotes: Iterable[str]) -> None:
    """Tint the words of a text that are quoted somewhere."""
    found: list[QTextEdit.ExtraSelection] = []
    text = box.toPlainText()
    # Positions in a document count UTF-16 units, as Qt's strings do.
    units = _units if _units(text) != len(text) else len
    for quote in list(dict.fromkeys(one for one in quotes if one))[:TINTED_AT_MOST]:
        at = text.find(quote)
        if at < 0:
            continue
        cursor = QTextCursor(box.document())
        cursor.setPosition(units(text[:at]))
        cursor.setPosition(units(text[: at + len(quote)]), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(style.color("accent_soft"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(style.color("accent"))
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = cursor, look  # type: ignore[attr-defined]
        found.append(made)
    box.setExtraSelections(found)


class ReadingPane(QWidget):
    """One text at a time, chosen by typing; words selected in it become excerpts."""

    kept = Signal(str)
    """Id of the fact that words became a source of."""
    closed = Signal()
    asked = Signal()
    """What words are used for is being asked: the pane needs more room."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self._text: ReadText | None = None
        self._body = ""
        self._shown: tuple[str, str] | None = None
        self._unread: set[str] = set()
        self._texts: dict[str, ReadText] = {}
        self.chooser = FindLine(self._offers)
        self.chooser.setAccessibleName("Text to read")
        self.chooser.setPlaceholderText("Which text? Type to find")
        self.chooser.picked.connect(self._choose)
        self.said = style.role(QLabel(), "caption")
        self.text = _Reader()
        self.text.selectionChanged.connect(self._selected)
        self.use = style.role(QPushButton("Use as excerpt"), "")
        self.use.setEnabled(False)
        self.use.clicked.connect(self.use_selected)
        self.box = UseBox(session)
        self.box.kept.connect(self._kept)
        self.box.left.connect(self._left)
        self.nothing = wrapped(
            style.role(
                QLabel(
                    "Nothing to read yet. Notes of interviews, notes on evidence and attached text files show here."
                ),
                "muted",
            )
        )
        self._arrange()

    @property
    def origin(self) -> Origin | None:
        """Where the text shown comes from."""
        return self._text.origin if self._text else None

    def read(self, key: str) -> None:
        """Show a text by its key."""
        self._look()
        found = self._texts.get(key)
        if found is None:
            return
        if self._text is None or (found.key, found.mark) != (self._text.key, self._text.mark):
            try:
                self._body = found.body()
            except Fault as fault:
                self._unread.add(found.mark)
                self.session.faulted.emit(fault)
                return
        self._text = found
        self.said.setText(found.what)
        if not (self.chooser.hasFocus() and self.chooser.isModified()):
            self.chooser.setText(found.name)
            self.chooser.setCursorPosition(0)
        if self._shown != (found.key, found.mark):
            self._shown = (found.key, found.mark)
            self.text.put(self._body)
        self.box.move_to(found.origin)
        self._show_side()
        self._tint()

    def _choose(self, key: str) -> None:
        self.chooser.setModified(False)
        self.read(key)
        self.text.setFocus()

    def show_excerpt(self, excerpt: Excerpt) -> None:
        """Show the text an excerpt is from, at its words; not while somebody says what other words are used for."""
        if not self.box.isHidden():
            return
        self._look()
        snapshot = self.session.snapshot
        there = [
            one
            for one in self._texts.values()
            if item_of(snapshot, one.origin) == excerpt.evidence
            and (not one.covered or (self._text is not None and one.key == self._text.key))
        ]
        for one in there:
            self.read(one.key)
            if self._text is not None and excerpt.quote and self.text.find_words(excerpt.quote):
                return
        if there:
            self.read(there[0].key)

    def height_wanted(self) -> int:
        """Height at which all that is asked of words shows."""
        side = self._side.widget()
        return self.height() - self._side.height() + (side.sizeHint().height() if side is not None else 0) + 4

    def refresh(self, changes: Changes | None) -> None:
        """Show the texts as they are now."""
        if changes is not None and not changes.touches(
            "interview", "evidence", "excerpt", "attachment", "actor"
        ):
            return
        self._look()
        there = bool(self._texts)
        self.nothing.setVisible(not there)
        for part in (self.chooser, self.said, self.text, self.use):
            part.setVisible(there)
        self.use.setVisible(there and not self.session.read_only)
        if self._text is None or self._text.key not in self._texts:
            # Nobody asked for it: what is covered, or could not be read, waits until somebody does.
            ready = (one for one in self._texts.values() if not one.covered and one.mark not in self._unread)
            first = next(ready, None)
            self._text = None
            if first is None:
                self.text.clear()
                self.chooser.clear()
                self._shown = None
                self.box.move_to(None)
                self._show_side()
            else:
                self.read(first.key)
        else:
            self.read(self._text.key)

    def use_selected(self) -> None:
        """Ask what the words selected are used for."""
        passage = selected_passage(self.text, self._text.unit if self._text else "paragraph")
        if passage is not None and self.origin is not None and not self.session.read_only:
            self._side.show()
            self.box.ask(self.origin, passage)
            self.asked.emit()

    def enter(self) -> None:
        """Put the focus where reading starts."""
        (self.text if self.text.isVisible() else self).setFocus()

    def _look(self) -> None:
        self._texts = {one.key: one for one in texts(self.session)}
        self.chooser.forget()

    def _offers(self) -> Iterable[Offer]:
        for one in self._texts.values():
            yield Offer(
                one.key,
                f"{one.name} · {one.what}",
                "message-square-quote" if one.origin.interview else "file-text",
            )

    def _selected(self) -> None:
        self.use.setEnabled(self.text.textCursor().hasSelection())

    def _tint(self) -> None:
        item = item_of(self.session.snapshot, self.origin) if self.origin else None
        excerpts = self.session.snapshot.pointed_from(Excerpt, "evidence", item) if item else ()
        tint(self.text, (one.quote for one in excerpts))

    def _show_side(self) -> None:
        self._side.setVisible(not self.box.isHidden())

    def _left(self) -> None:
        self._show_side()
        self.text.setFocus()

    def _kept(self, about: str) -> None:
        self._show_side()
        self._tint()
        self.text.setFocus()
        self.kept.emit(about)

    def _arrange(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addStretch(1)
        self._side = UprightArea(side)
        self._side.setFixedWidth(style.px(344))
        self._side.hide()  # never shown before it has a parent: that would be a window of its own
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.chooser, 1)
        head.addWidget(self.said)
        head.addWidget(self.use)
        close = style.role(QPushButton("Close"), "quiet")
        close.setAccessibleName("Close the reading pane")
        close.clicked.connect(self.closed)
        head.addWidget(close)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.text, 1)
        body.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 8)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.nothing)
        whole.addLayout(body, 1)


class _Reader(QPlainTextEdit):
    """A text to read and select in, by mouse and keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName("Text to quote from")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def put(self, text: str) -> None:
        """Show a text from its start."""
        # Looking for a place to break a word of thousands of letters takes Qt minutes: break it anywhere.
        endless = _ENDLESS.search(text) is not None
        ways = QTextOption.WrapMode
        self.setWordWrapMode(ways.WrapAnywhere if endless else ways.WrapAtWordBoundaryOrAnywhere)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def find_words(self, words: str) -> bool:
        """Bring words into view with the cursor in front of them; False where they are not in the text."""
        at = self.toPlainText().find(words)
        if at >= 0:
            cursor = self.textCursor()
            cursor.setPosition(_units(self.toPlainText()[:at]))
            self.setTextCursor(cursor)
            self.centerCursor()
        return at >= 0


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
