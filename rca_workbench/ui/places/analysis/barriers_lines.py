"""The lines to type in among barriers: why one did not hold, what it guards, its kind, and which was not there."""

from collections.abc import Callable, Iterable
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from rca_workbench.model import Performance
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields import FindLine, Line, Offer
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.lists.cells import BAR
from rca_workbench.ui.session import Session

_LEFT = 34


class Ask(Enum):
    """What a line under a barrier takes down."""

    WHY = "Why did it not do all it was there for? Type to find a factor, or to add one"
    GUARDS = "What was it meant to stop? Type to find it"
    KIND = "What kind of barrier is it? Type to find, or to add"


ADDS = {Ask.WHY: "factor", Ask.GUARDS: "", Ask.KIND: "kind"}


class AskLine(QWidget):
    """A line across the table under one barrier."""

    def __init__(
        self,
        ask: Ask,
        about: str,
        offers: Callable[[], Iterable[Offer]],
        picked: Callable[[str], object],
        added: Callable[[str], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self.ask = ask
        self.box = FindLine(offers, add_word=ADDS[ask])
        self.box.setPlaceholderText(ask.value)
        self.box.setAccessibleName(f"{ask.value}. For: {about}")
        self.box.picked.connect(picked)
        self.box.added.connect(added)
        self.box.escaped.connect(leave)
        _across(self, self.box)


class MissingLine(QWidget):
    """The last line of the table: the barrier that should have been there, and was not."""

    SAID = "Which barrier should have been there, and was not?"

    def __init__(
        self, session: Session, keep: Callable[[str, Performance], object], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        self._session, self._keep_job = session, keep
        self.box = Line()
        self.box.setPlaceholderText(f"{self.SAID} Enter adds it")
        self.box.setAccessibleName(self.SAID)
        self.how = QComboBox()
        self.how.setAccessibleName("Whether it was there at all")
        for one in (Performance.NOT_DONE, Performance.AVAILABLE_NOT_USED):
            self.how.addItem(word(one), one)
        self.box.returnPressed.connect(self._keep)
        self.box.escaped.connect(leave)
        _across(self, self.box, self.how)

    def _keep(self) -> None:
        text = self.box.text().strip()
        if text:
            with taking(self._session, self.box):
                self._keep_job(text, Performance(self.how.currentData()))


class Said(QWidget):
    """One quiet line over the table: how the barriers did together."""

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = wrapped(style.role(QLabel(), "body_strong"))
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 8, 20, 8)
        line.addWidget(self._label, 1)

    def say(self, sentence: str) -> None:
        """Say this."""
        self._label.setText(sentence)
        self._label.setToolTip(sentence)
        self.setAccessibleName(sentence)


def _across(widget: QWidget, box: QWidget, *more: QWidget) -> None:
    """Lay a line out as the rows of the table are."""
    style.role(widget, "line_row")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line = QHBoxLayout(widget)
    line.setContentsMargins(BAR + _LEFT, 0, 16, 0)
    line.setSpacing(10)
    line.addWidget(box, 1)
    for one in more:
        line.addWidget(one)
    widget.setFocusProxy(box)
