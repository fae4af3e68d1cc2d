"""The quiet strip under a fishbone: the questions that belong to the bone one is on, one at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped


class BonePrompts(QWidget):
    """Says which bone one is on and asks what to look for there."""

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._prompts: Sequence[str] = ()
        self._at = 0
        self._shown: object = None
        self._head = style.role(QLabel(), "small_strong")
        self._said = style.role(QLabel(), "small")
        self._said.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._mark = style.role(QLabel(), "unchecked")
        self._count = style.role(QLabel(), "caption")
        self._next = QToolButton()
        style.role(self._next, "small")
        self._next.setIconSize(QSize(16, 16))
        self._next.setAccessibleName("Next question for this bone")
        self._next.setToolTip("Next question (Q)")
        self._next.clicked.connect(self.next)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 4, 12, 4)
        line.setSpacing(10)
        line.addWidget(self._head)
        line.addWidget(wrapped(self._said), 1)
        line.addWidget(self._mark)
        line.addWidget(self._count)
        line.addWidget(self._next)
        style.look().changed.connect(self._restyle)
        self._restyle()

    def show_bone(self, label: str, prompts: Sequence[str], mark: str, note: str = "") -> None:
        """Be about another bone.

        Args:
            label: of the bone; empty where one is on none.
            prompts: its questions.
            mark: what stands beside a list that was not checked against its source.
            note: what is said where there are no questions.
        """
        if (label, tuple(prompts), mark, note) == self._shown:
            return
        self._shown = (label, tuple(prompts), mark, note)
        self._prompts, self._at = tuple(prompts), 0
        self._head.setText(label)
        self._head.setVisible(bool(label))
        self._mark.setText(mark)
        self._mark.setVisible(bool(mark and prompts))
        self._note = note
        self._say()

    def next(self) -> None:
        """The next question; after the last the first again."""
        if self._prompts:
            self._at = (self._at + 1) % len(self._prompts)
            self._say()

    @property
    def question(self) -> str:
        """The question asked now; empty where there is none."""
        return self._prompts[self._at] if self._prompts else ""

    _note = ""

    def _say(self) -> None:
        several = len(self._prompts) > 1
        self._said.setText(self.question or self._note)
        self._count.setText(f"{self._at + 1} of {len(self._prompts)}")
        self._count.setVisible(several)
        self._next.setVisible(several)
        said = f"{self._head.text()}: {self._said.text()}" if self._head.text() else self._said.text()
        self.setAccessibleName(f"Question for the bone. {said}")
        self.setToolTip("\n".join(self._prompts))

    def _restyle(self) -> None:
        self._next.setIcon(style.icon("arrow-right", "text2", 16))
        self.setMinimumHeight(style.px(40))
