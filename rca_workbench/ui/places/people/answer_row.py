"""A question with yes, no and not known yet beside it, and room for the reason under it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Answer, CriterionAnswer, shortened
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields import LabelAt, TextEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import label
from rca_workbench.ui.session import Session

LEAST = 170
"""Width a question keeps beside its answers, in pixels at 100 %."""
THREE = (Answer.YES, Answer.NO, Answer.NOT_KNOWN)


class AnswerButtons(QFrame):
    """One of a few answers; pressing the one given takes it back. Arrow keys go from one to the next."""

    def __init__(
        self, question: str, given: Callable[[Answer | None], object], *,
        choices: Sequence[Answer] = THREE, enabled: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        style.role(self, "segments")
        self._given = given
        self._now: Answer | None = None
        self.buttons: dict[Answer, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(3, 3, 3, 3)
        line.setSpacing(2)
        for value in choices:
            button = style.role(QPushButton(word(value)), "segment")
            button.setCheckable(True)
            button.setAccessibleName(f"{word(value)}: {shortened(question, 80)}")
            button.setEnabled(enabled)
            button.clicked.connect(partial(self._clicked, value))
            line.addWidget(button)
            self.buttons[value] = button

    def show_answer(self, value: Answer | None) -> None:
        """Show what is answered now."""
        self._now = value
        for one, button in self.buttons.items():
            button.setChecked(one is value)

    def _clicked(self, value: Answer, *_: object) -> None:
        self._given(None if self._now is value else value)
        self.show_answer(self._now)


class AnswerRow(QWidget):
    """One part of a test: what it asks, the answer, why, and what is said of it."""

    def __init__(
        self, session: Session, question: str, given: Callable[[Answer | None], object], *,
        choices: Sequence[Answer] = THREE, reason: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        self.asks = wrapped(QLabel(question))
        self.note = wrapped(label("", "caption"))
        self.buttons = AnswerButtons(question, given, choices=choices, enabled=not session.read_only)
        self.reason: TextEditor | None = None
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(8)
        line.addWidget(self.asks, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(line)
        box.addWidget(self.note)
        if reason:
            self.reason = TextEditor(
                session, CriterionAnswer.kind, "reason", label_at=LabelAt.NOWHERE, label=f"Why: {shortened(question, 60)}",
                look="quiet_text", hint="Why, and by whose account",
            )  # fmt: skip
            box.addWidget(self.reason)
        self.say("")
        self.show_given(None, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # A question of one word a line cannot be read: where there is no room beside it, the answers stand under it.
        narrow = self.width() - self.buttons.sizeHint().width() < style.px(LEAST)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != way:
            self._line.setDirection(way)
        super().resizeEvent(event)

    @property
    def rests_at(self) -> QWidget:
        """Where the focus goes when Esc leaves its reason: the answer given, or the first."""
        every = list(self.buttons.buttons.values())
        return next((one for one in every if one.isChecked()), every[0])

    def say(self, note: str) -> None:
        """Say something under the question, or nothing."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def show_given(self, value: Answer | None, held: CriterionAnswer | None) -> None:
        """Show the answer, and its reason where it has one to hold it."""
        self.buttons.show_answer(value)
        if self.reason is not None:
            if held is None or held.id != self.reason.id:
                self.reason.show_entity(held)
            else:
                self.reason.refresh()
            # Shown from the start: an answer must not push the next question away from under the pointer.
            self.reason.setEnabled(held is not None)
