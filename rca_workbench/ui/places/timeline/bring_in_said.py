"""Says over the timeline what has just come in, until it is closed or the next step is made."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields import small_button
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.session import Session


class BroughtInStrip(QFrame):
    """One sentence on what came in."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        style.role(self, "over")
        self.text = style.role(QLabel(), "small_strong")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 6, 6, 6)
        box.addWidget(wrapped(self.text), 1)
        box.addWidget(small_button("x", "Close this message", self.hide), 0, Qt.AlignmentFlag.AlignTop)
        session.changed.connect(self._stepped)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show what came in; screen readers hear it too."""
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _stepped(self, _: object) -> None:
        self.hide()
