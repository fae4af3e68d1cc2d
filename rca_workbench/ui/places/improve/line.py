"""The line in a group: what will change, who is asked to change it, or why nothing is planned."""

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields import Line
from rca_workbench.ui.lists.cells import BAR


class Asks(Enum):
    """What a line takes down."""

    ACTION = "What will change, and where? Enter adds it"
    RECOMMENDATION = "Who is asked to change what? Enter adds the recommendation"
    REASON = "Why is no action planned? Enter keeps the reason"


class GroupLine(QWidget):
    """One line across a group, with the other thing one may want to say here."""

    def __init__(
        self, about: str, keep: Callable[[Asks, str], object], leave: Callable[[], object], *, excusable: bool
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keep_job, self._leave_job, self._about = keep, leave, about
        self.asks = Asks.ACTION
        self.box = Line()
        self.box.returnPressed.connect(self._keep)
        self.box.escaped.connect(self._leave)
        self.other = QPushButton()
        self.other.clicked.connect(self._turn)
        if not excusable:
            self.other.hide()
        self.box.entered.connect(partial(self._light, True))
        self.box.left.connect(partial(self._light, False))
        self._bar = QWidget()
        self._bar.setFixedWidth(BAR)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 16, 0)
        line.setSpacing(0)
        line.addWidget(self._bar)
        line.addSpacing(34)
        line.addWidget(self.box, 1)
        line.addSpacing(10)
        line.addWidget(self.other, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self.box)
        self.ask(Asks.ACTION)
        self._light(False)

    def ask(self, what: Asks) -> None:
        """Take down this."""
        self.asks = what
        self.box.setPlaceholderText(what.value)
        self.box.setAccessibleName(f"{what.value}. For: {self._about}")
        reason = what is Asks.REASON
        self.other.setText("Add an action instead" if reason else "Record why none is planned")
        self.other.setAccessibleName(f"{self.other.text()}: {self._about}")

    def _light(self, lit: bool) -> None:
        """Look selected while somebody types here."""
        style.role(self, "capture" if lit else "line_row")
        self._bar.setStyleSheet(f"background: {style.color('accent' if lit else 'surface').name()};")

    def _turn(self) -> None:
        self.ask(Asks.ACTION if self.asks is Asks.REASON else Asks.REASON)
        self.box.setFocus()

    def _keep(self) -> None:
        text = self.box.text().strip()
        if text:
            self.box.clear()
            self._keep_job(self.asks, text)

    def _leave(self) -> None:
        if self.asks is Asks.REASON:
            self.ask(Asks.ACTION)
        else:
            self._leave_job()
