"""The form of a decision on closing: nothing is recorded until a state is chosen and the form is confirmed.

Letters typed by mistake, as a reason meant for a criterion, would otherwise close a case.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from rca_workbench.model import ClosureState
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields.apart import keep_apart
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Line, Pick

CHOOSE = "Choose what is decided"
_WANTED = "Choose what is decided first."


class DecidingForm(QFrame):
    """What is decided, by whom and why; on the day it is confirmed."""

    confirmed = Signal(object, str, str)
    """The state chosen, by whom and why."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state, self._by, self._reason = Pick(), Line(), Line()
        self._state.addItem(CHOOSE, None)
        for state in ClosureState:
            self._state.addItem(word(state), state)
        self._state.activated.connect(lambda _: self._say(""))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        named: tuple[tuple[QWidget, str, int], ...] = (
            (self._state, "Decision on closing", 4),
            (self._by, "Decided by, by role", 3),
            (self._reason, "Because", 4),
        )
        for at, (one, name, share) in enumerate(named):
            label = style.role(QLabel(name), "small")
            label.setBuddy(one)
            one.setAccessibleName(name)
            grid.addWidget(label, 0, at)
            grid.addWidget(one, 1, at)
            grid.setColumnStretch(at, share)
        for line in (self._by, self._reason):
            keep_apart(line)
            line.escaped.connect(self.left)
            line.returnPressed.connect(self._confirm)
        self._record = style.role(QPushButton("Record this decision"), "primary")
        self._leave = QPushButton("Leave")
        self._problem = style.role(QLabel(), "warn")
        self._problem.hide()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button, job in ((self._record, self._confirm), (self._leave, self.left.emit)):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, job=job: job())
            foot.addWidget(button)
        foot.addWidget(wrapped(self._problem), 1)
        foot.addStretch(0)
        grid.addLayout(foot, 2, 0, 1, len(named))

    def begin(self, by: str) -> None:
        """Open it empty; what is decided is chosen first."""
        self._state.setCurrentIndex(0)
        self._by.put(by)
        self._reason.put("")
        self._say("")
        self.show()
        self._state.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        state = self._state.currentData()
        if state is None:
            self._say(_WANTED)
            self._state.setFocus()
            return
        self.confirmed.emit(ClosureState(state), self._by.text().strip(), self._reason.text().strip())

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
