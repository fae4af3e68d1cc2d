"""The line in a group: what was learned; what will change, who is asked to change it, or why nothing is planned."""

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from rca_workbench.analysis.strength import Suggestion, suggested_strength
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields import Line
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.lists.cells import BAR
from rca_workbench.ui.session import Session

FINDING_HINT = "What was learned, as a statement that could be true or false? Enter adds it"


class Asks(Enum):
    """What a line takes down."""

    ACTION = "What will change, and where? Enter adds it"
    RECOMMENDATION = "Who is asked to change what? Enter adds the recommendation"
    REASON = "Why is no action planned? Enter keeps the reason"


class LineInGroup(QWidget):
    """One line across a group. What is typed stays until Enter; the line looks selected while somebody types."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
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
            with taking(self._session, self.box):
                self.keep(text)

    def _light(self, lit: bool) -> None:
        style.role(self, "capture" if lit else "line_row")
        self._bar.setStyleSheet(f"background: {style.color('accent' if lit else 'surface').name()};")


class GroupLine(LineInGroup):
    """The line of a group, with the other thing one may want to say here.

    While an action is typed it says which strength the words hint at; Ctrl+Enter adds it with that strength, Enter without.
    """

    def __init__(
        self, session: Session, about: str, keep: Callable[[Asks, str, Suggestion | None], object],
        leave: Callable[[], object], *, excusable: bool,
    ) -> None:  # fmt: skip
        super().__init__(session)
        self._keep_job, self._leave_job, self._about = keep, leave, about
        self._excusable = excusable
        self._accepted = False
        self.asks = Asks.ACTION
        self.box.escaped.connect(self._leave)
        self.box.textChanged.connect(self._read)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            taking = QShortcut(QKeySequence(keys), self.box)
            taking.setContext(Qt.ShortcutContext.WidgetShortcut)
            taking.activated.connect(self._take_with_strength)
        self.hint = QLabel()
        style.role(self.hint, "small_strong")
        self.hint.hide()
        self.line.addSpacing(10)
        self.line.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignVCenter)
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
        self._read()

    def keep(self, text: str) -> None:
        found = suggested_strength(text) if self._accepted and self.asks is Asks.ACTION else None
        self._keep_job(self.asks, text, found)

    def _take_with_strength(self) -> None:
        self._accepted = True
        try:
            self._take()
        finally:
            self._accepted = False

    def _read(self) -> None:
        """Say what the words hint at so far; the other button makes room for it."""
        found = suggested_strength(self.box.text()) if self.asks is Asks.ACTION else None
        self.hint.setVisible(found is not None)
        self.other.setVisible(self._excusable and found is None)
        if found is not None:
            said = f"Reads as {word(found.strength).lower()}. Ctrl+Enter adds it so"
            self.hint.setText(said)
            self.hint.setToolTip(f"{found.because} {found.mark}".strip())
            self.box.setAccessibleDescription(f"{said}. {found.because} {found.mark}".strip())
        else:
            self.box.setAccessibleDescription("")

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

    def __init__(
        self, session: Session, group: str, keep: Callable[[str], object], leave: Callable[[], object]
    ) -> None:
        super().__init__(session)
        self._keep_job = keep
        self.box.setPlaceholderText(FINDING_HINT)
        self.box.setAccessibleName(f"New finding: {group}")
        self.box.escaped.connect(leave)

    def keep(self, text: str) -> None:
        self._keep_job(text)
