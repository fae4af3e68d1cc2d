"""A question beside what one works on: a sentence, what it is about, and a few answers.

The focus stays where it was, so that nothing being typed is closed by asking: arrows and Tab move among the
answers, Enter gives the one marked, Esc the last, which changes nothing.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.mention_text import stand_by

Answer = tuple[str, Callable[[], object]]
"""The words of an answer and what it does."""

_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backtab)
_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class Question(QFrame):
    """One question at a time over a window, asked beside the control that has the focus."""

    answered = Signal()

    def __init__(self, window: QWidget) -> None:
        from rca_workbench.ui.details.flow import (
            Flow,
        )  # Details is made of fields: they know it only when asked

        super().__init__(window)
        style.role(self, "popover")
        self.said = wrapped(style.role(QLabel(), "small_strong"))
        self.listed = wrapped(style.role(QLabel(), "small"))
        answers = QWidget()
        self._row = Flow(answers, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(8)
        for part in (self.said, self.listed, answers):
            box.addWidget(part)
        self.buttons: list[QPushButton] = []
        self._answers: Sequence[Answer] = ()
        self._marked = 0
        self._near: QWidget | None = None
        self.hide()

    def ask(
        self, beside: QWidget, near: QRect, said: str, listed: Sequence[str], answers: Sequence[Answer]
    ) -> None:
        """Ask. `beside` has the focus and keeps it; `near` is in pixels of the window. The first answer is marked."""
        self.leave()
        self._answers, self._near = answers, beside
        self.said.setText(said)
        self.listed.setText("\n".join(listed))
        self.listed.setVisible(bool(listed))
        self._row.clear()
        self.buttons = []
        for at, (words, _) in enumerate(answers):
            button = QPushButton(words)
            button.setAccessibleName(words)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._give, at))
            self._row.addWidget(button)
            self.buttons.append(button)
        self._mark(0)
        beside.installEventFilter(self)
        stand_by(self, near, style.px(460))
        self.show()
        self.raise_()
        self._say(" ".join((said, *listed, answers[0][0])))

    @property
    def open(self) -> bool:
        """Whether an answer is awaited."""
        return self._near is not None

    def leave(self) -> None:
        """Give the last answer, which changes nothing, if one is awaited."""
        if self.open:
            self._give(len(self._answers) - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._near:
            match event.type():
                case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent) and _is_ours(event):
                    event.accept()
                    return True
                case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and _is_ours(event):
                    self._key(event.key())
                    return True
                case QEvent.Type.FocusOut if isinstance(event, QFocusEvent) and event.reason() not in _STAYS:
                    self.leave()
                case QEvent.Type.Hide:
                    self.leave()
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> None:
        if key in _ON or key in _BACK:
            self._mark((self._marked + (1 if key in _ON else -1)) % len(self._answers))
            self._say(self._answers[self._marked][0])
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            self._give(self._marked)

    def _mark(self, at: int) -> None:
        self._marked = at
        for place, button in enumerate(self.buttons):
            style.role(button, "primary" if place == at else "")

    def _give(self, at: int, *_: object) -> None:
        near, self._near = self._near, None
        if near is None:
            return
        near.removeEventFilter(self)
        self.hide()
        self._answers[at][1]()
        self.answered.emit()

    def _say(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))


def _is_ours(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return plain == Qt.KeyboardModifier.NoModifier and event.key() in (
        *_ON, *_BACK, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape,
    )  # fmt: skip
