"""The line in a group: what was learned; what will change, who is asked to change it, or why nothing is planned."""

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields import Line
from rca_workbench.ui.lists.cells import BAR

FINDING_HINT = "What was learned, as a statement that could be true or false? Enter adds it"


class Asks(Enum):
    """What a line takes down."""

    ACTION = "What will change, and where? Enter adds it"
    RECOMMENDATION = "Who is asked to change what? Enter adds the recommendation"
    REASON = "Why is no action planned? Enter keeps the reason"


class LineInGroup(QWidget):
    """One line across a group. What is typed stays until Enter; the line looks selected while somebody types."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.box = Line()
        self.box.returnPressed.connect(self._take)
        self.box.entered.connect(partial(self._light, True))
        self.box.left.connect(partial(self._light, False))
        self._bar = QWidget()
        self._bar.setFixedWidth(BAR)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 16, 0)
        self.line.setSpacing(0)
        self.line.addWidget(self._bar)
        self.line.addSpacing(34)
        self.line.addWidget(self.box, 1)
        self.setFocusProxy(self.box)
        self._light(False)

    def keep(self, text: str) -> None:
        """Take down what was typed."""
        raise NotImplementedError

    def _take(self) -> None:
        text = self.box.text().strip()
        if text:
            self.box.clear()
            self.keep(text)

    def _light(self, lit: bool) -> None:
        style.role(self, "capture" if lit else "line_row")
        self._bar.setStyleSheet(f"background: {style.color('accent' if lit else 'surface').name()};")


class GroupLine(LineInGroup):
    """The line of a factor's group, with the other thing one may want to say here."""

    def __init__(
        self, about: str, keep: Callable[[Asks, str], object], leave: Callable[[], object], *, excusable: bool
    ) -> None:
        super().__init__()
        self._keep_job, self._leave_job, self._about = keep, leave, about
        self.asks = Asks.ACTION
        self.box.escaped.connect(self._leave)
        self.other = QPushButton()
        self.other.clicked.connect(self._turn)
        if not excusable:
            self.other.hide()
        self.line.addSpacing(10)
        self.line.addWidget(self.other, 0, Qt.AlignmentFlag.AlignVCenter)
        self.ask(Asks.ACTION)

    def ask(self, what: Asks) -> None:
        """Take down this."""
        self.asks = what
        self.box.setPlaceholderText(what.value)
        self.box.setAccessibleName(f"{what.value}. For: {self._about}")
        reason = what is Asks.REASON
        self.other.setText("Add an action instead" if reason else "Record why none is planned")
        self.other.setAccessibleName(f"{self.other.text()}: {self._about}")

    def keep(self, text: str) -> None:
        self._keep_job(self.asks, text)

    def _turn(self) -> None:
        self.ask(Asks.ACTION if self.asks is Asks.REASON else Asks.REASON)
        self.box.setFocus()

    def _leave(self) -> None:
        if self.asks is Asks.REASON:
            self.ask(Asks.ACTION)
        else:
            self._leave_job()


class FindingLine(LineInGroup):
    """The line of a sort of findings: what was learned, in one neutral statement."""

    def __init__(self, group: str, keep: Callable[[str], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self._keep_job = keep
        self.box.setPlaceholderText(FINDING_HINT)
        self.box.setAccessibleName(f"New finding: {group}")
        self.box.escaped.connect(leave)

    def keep(self, text: str) -> None:
        self._keep_job(text)
