"""Saying what went wrong, calmly: what happened, what is safe, what to do."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from rca_workbench.model import Changes
from rca_workbench.model.fault import Fault
from rca_workbench.ui import style
from rca_workbench.ui.session import Session


class Notice(QFrame):
    """A strip in place, above the view. It stays until it is closed, the next one comes, one goes to another page or what
    it is about changes; what is wrong with the case as a whole stays there too.
    """

    said = Signal(object)
    """What went wrong, whenever that is said here."""
    hidden = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.role(self, "strip_warn")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = QToolButton()
        close.setIcon(style.icon("x", "warn"))
        close.setAccessibleName("Close this message")
        close.clicked.connect(self.hide)
        self._of_page = False
        self._about: str | None = None
        self._seen = QTimer(self, singleShot=True, interval=0)
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.below = QVBoxLayout(self)
        """What else belongs to the message stands under it."""
        self.below.setContentsMargins(12, 6, 6, 6)
        self.below.addLayout(line)
        self.hide()

    def say(self, fault: Fault) -> None:
        """Show what happened; screen readers hear it too."""
        self.text.setText(str(fault))
        self.setAccessibleName(str(fault))
        self.show()
        self._of_page = False
        self.said.emit(fault)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():  # and not the window
            self.hidden.emit()

    def follow(self, session: Session) -> None:
        """Say what went wrong in a case from now on."""
        session.faulted.connect(lambda fault: self.say_here(fault, session.selected_id))
        session.changed.connect(self._changed)

    def say_here(self, fault: Fault, about: str | None = None) -> None:
        """Show what happened on the page one is at, about the thing selected: it does not follow to another."""
        self.say(fault)
        self._about = about
        self._of_page = not fault.of_case
        self._seen.start()

    def move_on(self) -> None:
        """Another page is shown. What was said in the same gesture that leads there is still to be read."""
        if self._of_page and not self._seen.isActive():
            self.hide()

    def _changed(self, changes: Changes) -> None:
        """What it is about is no longer as it was: mended, or settled in another way. About nothing selected: any step."""
        about = self._about
        if about is None or any(about in ids for ids in changes.by_kind.values()):
            self.move_on()
