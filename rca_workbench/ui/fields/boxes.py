"""Bare controls for typing and choosing, with the manners Qt leaves out.

A text control in Qt takes Ctrl+Z for itself even when it has nothing to undo, lets single-letter shortcuts and
Return of the view around it win over typing, and a combo box changes when the wheel passes over it.
"""

import re

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from rca_workbench.ui import style

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
_OWN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_OPENS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F4,
)  # fmt: skip
"""Keys that open a list of choices."""
_ENDLESS = re.compile(r"\S{2000}")
_LONG_BLOCK = 6_000
"""Characters of one paragraph above which its height is not worked out: it fills the box anyway."""


def keeps_key(event: QKeyEvent, *, undo: bool, redo: bool) -> bool | None:
    """Whether a control being typed in takes a key before any shortcut; None leaves it to Qt.

    Args:
        event: the ShortcutOverride event.
        undo: the control has typing to undo.
        redo: the control has typing to do again.
    """
    if event.matches(QKeySequence.StandardKey.Undo):
        return undo
    if event.matches(QKeySequence.StandardKey.Redo):
        return redo
    return True if _is_letter(event) or (_is_plain(event) and event.key() in _OWN_KEYS) else None


def _is_plain(event: QKeyEvent) -> bool:
    """Whether a key was pressed with nothing else but Shift."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return modifiers == Qt.KeyboardModifier.NoModifier


def _is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes something."""
    return _is_plain(event) and bool(event.text()) and event.text().isprintable()


class Line(QLineEdit):
    """One line of text. Typing that was kept is no longer undone here, but as a step of the case."""

    entered = Signal()
    left = Signal()
    """The focus went elsewhere, not just to a menu."""
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False

    def settle(self) -> None:
        """Forget how the text came about, so that undo goes to the case. The cursor stays where it is."""
        if self.composing or not (self.isUndoAvailable() or self.isRedoAvailable()):
            return
        at, text = self.cursorPosition(), self.text()
        blocked = self.blockSignals(True)
        self.setText(text)
        self.setCursorPosition(at)
        self.blockSignals(blocked)

    def value(self) -> str:
        """What stands in it."""
        return self.text()

    def put(self, text: str) -> None:
        """Show a text, without a word to anyone."""
        blocked = self.blockSignals(True)
        self.setText(text)
        self.setCursorPosition(0 if not self.hasFocus() else len(text))
        self.blockSignals(blocked)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = keeps_key(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable())
            if mine is not None:
                event.setAccepted(mine)
                return mine
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.setCursorPosition(0)  # of what is too long for it, the beginning is to be seen
            self.left.emit()


class Pages(QPlainTextEdit):
    """Text of any length that grows with what stands in it. With `flat`, one paragraph in which Enter is done."""

    left = Signal()
    escaped = Signal()
    returnPressed = Signal()  # noqa: N815 - the name QLineEdit has for it

    def __init__(
        self, parent: QWidget | None = None, *, flat: bool = False, least: int = 1, most: int = 22
    ) -> None:
        super().__init__(parent)
        self._flat, self._least, self._most = flat, least, most
        self.composing = False
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self.grow)
        style.look().changed.connect(self.grow)

    def value(self) -> str:
        """What stands in it."""
        text = self.toPlainText()
        return " ".join(text.split("\n")) if self._flat else text

    def put(self, text: str) -> None:
        """Show a text, without a word to anyone."""
        blocked = self.blockSignals(True)
        self._wrap_for(text)
        self.setPlainText(text)
        if self.hasFocus():
            self.moveCursor(QTextCursor.MoveOperation.End)
        self.blockSignals(blocked)
        self.grow()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._wrap_for(source.text())
        super().insertFromMimeData(source)

    def _wrap_for(self, text: str) -> None:
        """Looking for a place to break a word of thousands of letters takes Qt minutes: break it anywhere."""
        mode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere if _ENDLESS.search(text) else mode)

    def settle(self) -> None:
        """Forget how the text came about, so that undo goes to the case."""
        if not self.composing:
            self.document().clearUndoRedoStacks()

    def grow(self) -> None:
        """As high as the text, between the least and the most lines."""
        line = max(self.fontMetrics().lineSpacing(), 1)
        most = self._most * line
        height, block = 0.0, self.document().firstBlock()
        while block.isValid() and height < most:
            if block.length() > _LONG_BLOCK:
                height = most
                break
            height += self.blockBoundingRect(block).height()
            block = block.next()
        height = min(max(height, self._least * line), most)
        edges = self.height() - self.viewport().height()
        wanted = round(height + 2 * self.document().documentMargin()) + min(max(edges, 2), 24)
        if wanted != self.minimumHeight() or wanted != self.maximumHeight():
            self.setFixedHeight(wanted)
        full = height >= most
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            page = self.document()
            mine = keeps_key(event, undo=page.isUndoAvailable(), redo=page.isRedoAvailable())
            if mine is not None:
                event.setAccepted(mine)
                return mine
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif self._flat and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff or not self.hasFocus():
            event.ignore()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.grow()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()

    def sizeHint(self) -> QSize:
        return QSize(style.px(120), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(80), self.minimumHeight())


class Pick(QComboBox):
    """A combo box that changes only when somebody means it: no wheel and no key does it while it is closed.

    A letter opens it at what begins with the letter, for Enter to take or Esc to leave; an arrow, Enter or Space opens it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS:
            self.showPopup()
        elif _is_letter(event):
            self.showPopup()
            self.view().keyboardSearch(event.text())
        else:
            event.ignore()  # for what it stands in: there Esc leaves

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() != Qt.Key.Key_Escape
            and keeps_key(event, undo=False, redo=False)
        ):
            event.accept()
            return True
        return super().event(event)


class Press(QPushButton):
    """A button as large as what is laid out inside it: Qt's own measures its text and nothing else."""

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()
