"""One result of what the map shows, as a button: what it says, and what that means."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout

from rca_workbench.analysis.insights import Insight
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Press


class InsightRow(Press):
    """Says `entered` when the keyboard comes to it; a click or Enter presses it."""

    entered = Signal()

    def __init__(self, group: str, insight: Insight) -> None:
        super().__init__()
        self.insight = insight
        self.key = (group, insight.title, insight.ids)
        style.role(self, "row")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(f"{insight.title}. {insight.explanation}")
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 6, 8, 6)
        box.setSpacing(1)
        for words, role in ((insight.title, "small_strong"), (insight.explanation, "small")):
            label = wrapped(style.role(QLabel(words), role))
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(label)

    def nextCheckState(self) -> None:
        """It is marked by the drawer, not by being pressed."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
