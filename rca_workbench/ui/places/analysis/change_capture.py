"""The capture row of the change analysis: what is compared, how it was there or then, how it was this time."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from rca_workbench.model import ComparedWith
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Line, Pick
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.places.analysis.change_rows import AGAINST
from rca_workbench.ui.session import Session

Keep = Callable[[ComparedWith, str, str, str], object]


class ChangeCapture(QWidget):
    """Tab goes on to the next box, Enter keeps the row and starts another. What is typed stays until it is kept."""

    def __init__(self, session: Session, keep: Keep, leave: Callable[[], object]) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._keep_job = session, keep
        self.against = Pick()
        self.against.setAccessibleName("New difference, compared with")
        self.against.setMinimumContentsLength(10)
        for one in ComparedWith:
            self.against.addItem(AGAINST[one].capitalize(), one)
        self.aspect, self.usual, self.this_time = Line(), Line(), Line()
        for box, name, hint in (
            (self.aspect, "What is compared", "What is compared"),
            (self.usual, "There or then", "There or then"),
            (self.this_time, "This time", "This time"),
        ):
            box.setAccessibleName(f"New difference, {name}")
            box.setPlaceholderText(hint)
            box.returnPressed.connect(self._keep)
            box.escaped.connect(leave)
        self._plus = QLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self._plus)
        line.addWidget(self.against, 2)
        line.addWidget(self.aspect, 3)
        line.addWidget(self.usual, 4)
        line.addWidget(self.this_time, 4)
        self.setFocusProxy(self.aspect)
        style.look().changed.connect(self._restyle)
        self._restyle()

    def begin(self, compared_with: ComparedWith | None) -> None:
        """Start typing; compared with the same as the row one is at."""
        if compared_with is not None:
            self.against.setCurrentIndex(self.against.findData(compared_with))
        self.aspect.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in the list of comparisons opens it; nothing here is for the window.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _keep(self) -> None:
        aspect, usual, this_time = (box.text().strip() for box in (self.aspect, self.usual, self.this_time))
        if not (this_time or (aspect and usual)):
            empty = next(box for box in (self.aspect, self.usual, self.this_time) if not box.text().strip())
            empty.setFocus()
            return
        with taking(self._session, self.aspect, self.usual, self.this_time):
            self._keep_job(ComparedWith(self.against.currentData()), aspect, usual, this_time)
        self.aspect.setFocus()

    def _restyle(self) -> None:
        self._plus.setPixmap(style.pixmap("plus", "accent", tokens()["size"]["icon_small"]))
