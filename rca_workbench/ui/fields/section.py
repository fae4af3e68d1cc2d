"""A section of Details about the thing shown: a heading, a button that adds, and what is there, one under the other."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Entity
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Line
from rca_workbench.ui.fields.finding import FindLine
from rca_workbench.ui.fields.refs import clear
from rca_workbench.ui.session import Session

_T = TypeVar("_T")
SHOWN = 12
"""Rows of a section shown at first: what belongs to a thing may be a thousand, and a page is no list."""
MORE = 50
"""Rows that one press adds."""


class Section(QWidget):
    """Subclasses lay their rows in refresh, unless what they found is what is `_shown`."""

    go_to = Signal(str, object)

    def __init__(
        self, session: Session, title: str, add: str = "", under: str = "", *, gap: int = 4, between: int = 0
    ) -> None:
        """Make the frame.

        Args:
            session: the case.
            title: the heading.
            add: words of the button; none where nothing is added here.
            under: words under the heading, mostly that there is nothing yet.
            gap: room between the parts of the section.
            between: room between rows.
        """
        super().__init__()
        self.session = session
        self.id: str | None = None
        self._shown: object = None
        self._first = SHOWN
        self._title = title
        self._line: Line | None = None
        self._head = style.role(QLabel(title), "small_strong")
        self.add = style.role(QPushButton(add), "link")
        self.add.clicked.connect(self.begin)
        if session.read_only or not add:
            self.add.hide()  # never shown before it has a parent: that would be a window of its own
        self._under = wrapped(style.role(QLabel(under), "small"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(between)
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self.add)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._box.addLayout(head)
        self._box.addWidget(self._under)
        self._box.addLayout(self._rows)

    def show_entity(self, entity: Entity | None) -> None:
        """Be about another thing."""
        id = entity.id if entity is not None else None
        if id != self.id:
            self._turn()
        self.id = id
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Show what is there now."""
        raise NotImplementedError

    def begin(self) -> None:
        """Start typing what is to be added."""
        if self._line is None:
            return
        self._line.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self._line, FindLine):
            self._line.offer()

    def _add_with(self, line: Line, name: str, hint: str) -> None:
        """A line under the heading that is there while one adds with it."""
        self._line = line
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.escaped.connect(self._leave)
        line.hide()
        self._box.insertWidget(1, line)

    def _leave(self) -> None:
        if self._line is not None:
            self._line.clear()
            self._line.hide()
        self.add.setFocus()

    def _turn(self) -> None:
        """Put away what belongs to the thing shown before."""
        self._first, self._shown = SHOWN, None
        if self._line is not None:
            self._line.clear()
            self._line.hide()

    def _count(self, number: int) -> None:
        """Say in the heading how many there are, and under it that there are none."""
        self._head.setText(f"{self._title} ({number})" if number else self._title)
        self._under.setVisible(not number)

    def _lay_first(self, several: Sequence[_T], row: Callable[[_T], QWidget]) -> None:
        """The first rows, and a button for more."""
        clear(self._rows)
        for one in several[: self._first]:
            self._rows.addWidget(row(one))
        left = len(several) - self._first
        if left > 0:
            self._rows.addWidget(more_button(self._title, left, partial(self._lay_more, several, row)))

    def _lay_more(self, several: Sequence[_T], row: Callable[[_T], QWidget]) -> None:
        self._first += MORE
        self._lay_first(several, row)


def more_button(of: str, left: int, run: Callable[[], object]) -> QPushButton:
    """Adds further rows: "Show 50 more". `of`: what they are, for those who cannot see where the button stands."""
    button = style.role(QPushButton(f"Show {min(MORE, left)} more"), "link")
    assert isinstance(button, QPushButton)
    button.setAccessibleName(f"{of}: {button.text().lower()}")
    button.clicked.connect(lambda _checked: run())
    return button
