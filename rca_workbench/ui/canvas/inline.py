"""Typing on the canvas: one line or a few, in place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped


class InlineText(QFrame):
    """A small box over the canvas. Enter keeps what is typed, Esc leaves it as it was, leaving keeps it too."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        style.role(self, "popover")
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.text.installEventFilter(self)
        self.hint = wrapped(style.role(QLabel(), "caption"))
        self._usual = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.setSpacing(4)
        box.addWidget(self.text, 1)
        box.addWidget(self.hint)
        self._keep: Callable[[str], object] | None = None
        self._before = ""
        self.hide()

    def ask(
        self, near: QRect, name: str, text: str, keep: Callable[[str], object], *, hint: str = ""
    ) -> None:
        """Open over `near` (view pixels) with `text` selected; `keep` gets what was typed, if anything changed."""
        self.finish()
        self._keep, self._before = keep, text
        self.text.setAccessibleName(name)
        self.text.setPlaceholderText(name)
        self.text.setPlainText(text)
        self.text.selectAll()
        self._usual = hint or "Enter keeps it, Esc leaves it as it was"
        self.hint.setText(self._usual)
        canvas = self._canvas
        width = max(near.width() + 24, style.px(240))
        height = max(near.height() + 44, style.px(112))
        left = max(4, min(near.center().x() - width // 2, canvas.width() - width - 4))
        top = max(4, min(near.top() - 12, canvas.height() - height - 4))
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()
        self.text.setFocus()

    def say(self, sentence: str) -> None:
        """Say something under what is typed, in place of what the keys do; the box grows by what it takes."""
        before = self.hint.heightForWidth(self.hint.width())
        self.hint.setText(sentence or self._usual)
        after = self.hint.heightForWidth(self.hint.width())
        room = self._canvas.height() - 4
        height = min(self.height() + after - before, room)
        self.setGeometry(self.x(), max(4, min(self.y(), room - height)), self.width(), height)

    def finish(self) -> None:
        """Keep what is typed and close."""
        self._close(keep=True)

    @property
    def before(self) -> str:
        """The text as it was when the box was opened."""
        return self._before

    @property
    def open(self) -> bool:
        """Whether someone is typing here."""
        return self._keep is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self._close(keep=True)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close(keep=False)
                return True
        if event.type() == QEvent.Type.FocusOut and self.open:
            self._close(keep=True, refocus=False)
        return super().eventFilter(watched, event)

    def _close(self, *, keep: bool, refocus: bool = True) -> None:
        job, self._keep = self._keep, None
        if job is None:
            return
        text = self.text.toPlainText().strip()
        self.hide()
        if refocus:
            self._canvas.setFocus()
        if keep and text and text != self._before:
            job(text)
        else:
            self.left.emit()
