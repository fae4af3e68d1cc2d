"""A line over the map that offers something and can be left alone: nothing waits for an answer."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton

from rca_workbench.ui import style
from rca_workbench.ui.fields import clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.analysis.map_canvas import MapCanvas

_BORDER = 2
"""Width of the frame, which the layout does not know of."""
_WORDS = 240
"""Logical pixels that the words need beside the buttons; with less, they stand above them."""
Answer = tuple[str, str, Callable[[], object]]
"""Words, the key beside them, and what it does."""


class Offer(QFrame):
    """Words and a few buttons at the top of the canvas. Esc leaves it; `accept` is its first button."""

    left = Signal()
    placed = Signal()
    """It has come up: what lay under it is to move out of its way."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        style.role(self, "popover")
        self.said = style.role(QLabel(), "small")
        wrapped(self.said)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(14, 8, 10, 8)
        self._line.setSpacing(12)
        self._line.addWidget(self.said, 1)
        self._line.addLayout(self._buttons)
        self._answers: Sequence[Answer] = ()
        self.about: object = None
        """What the offer is about, so that the same is not made twice."""
        self.hide()

    def make(
        self, said: str, answers: Sequence[Answer], about: object = None, *, focus: bool = False
    ) -> None:
        """Show an offer in place of the one before. With `focus` the keyboard goes to its first button."""
        self._answers, self.about = answers, about
        self.said.setText(said)
        self.setAccessibleName(said)
        clear(self._buttons)
        first: QPushButton | None = None
        for words, key, run in answers:
            button = style.role(QPushButton(f"{words}  {key}".rstrip()), "" if first else "primary")
            button.setAccessibleName(words)
            button.clicked.connect(partial(self._answer, run))
            self._buttons.addWidget(button)
            first = first or button
        self.show()
        self.raise_()
        self.place()
        self.placed.emit()
        self._canvas.announce(said)
        if focus and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """What the first button does."""
        if self.isVisible() and self._answers:
            self._answer(self._answers[0][2])

    def leave(self) -> None:
        """Take the offer away; nothing is changed."""
        had = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.hide()
        self.about = None
        if had:
            self._canvas.setFocus()
        self.left.emit()

    def place(self, top: int = 12) -> None:
        """At the top of the canvas, beside the labels of the bands."""
        if not self.isVisible():
            return
        label = round(self._canvas.scene.label_width) if self._canvas.scene else 0
        width = min(style.px(860), self._canvas.width() - self._canvas.covered() - label - 24)
        width = max(200, width)
        inside = width - 2 * _BORDER
        self._fold(inside)
        high = max(self._line.heightForWidth(inside), self._line.minimumSize().height())
        self.resize(width, high + 2 * _BORDER)
        self.move(label + 12, top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, QPushButton):
                button.click()
        else:
            super().keyPressEvent(event)

    def _fold(self, width: int) -> None:
        """Put the buttons beside the words; under them where those need the room; else one under the other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(across)
        needed = self._buttons.sizeHint().width() + 24
        beside = width - needed >= style.px(_WORDS)
        self._buttons.setDirection(across if needed <= width else down)
        self._line.setDirection(across if beside else down)
        self._line.setSpacing(12 if beside else 6)
        self._line.setAlignment(self._buttons, Qt.AlignmentFlag(0) if beside else Qt.AlignmentFlag.AlignLeft)

    def _answer(self, run: Callable[[], object], *_: object) -> None:
        self.hide()
        self.about = None
        self._canvas.setFocus()
        run()
