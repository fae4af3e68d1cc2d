"""What a cell of a coverage page counts: each thing as a row that selects it, and a button that shows them on the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Factor
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.fields.boxes import Press
from rca_workbench.ui.fields.refs import clear

SHOWN = 30
"""Rows made at once; what is beyond is told by its number and found with the button or on the map."""
HEIGHT = 188
"""Of the list under the table at 100 % text; never more than two fifths of the page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: the thing's id, its words, and a second line."""

    id: str
    title: str
    second: str = ""
    icon: str = ""
    ink: str = "text2"


def listed_factor(one: Factor, second: str = "") -> Listed:
    """A factor as a row, with the icon of its kind."""
    icon = tokens()["icons"]["kind"][one.factor_kind]
    return Listed(one.id, f"{one.code}  {one.text}".strip(), second, icon)


class CoverageList(QFrame):
    """A heading, a button, and rows. Up and Down go from one row to the next, Enter selects it."""

    chosen = Signal(str)
    """Id of a row that was pressed."""
    asked = Signal()
    """The button was pressed."""

    def __init__(self, name: str, button: str) -> None:
        super().__init__()
        style.role(self, "summary")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._rows: list[Press] = []
        self.heading = wrapped(style.role(QLabel(), "small_strong"))
        self.button = QPushButton(button)
        self.button.setAccessibleName(button)
        self.button.setIcon(style.icon("waypoints"))
        self.button.clicked.connect(self.asked)
        top = QHBoxLayout()
        top.setContentsMargins(20, 8, 16, 4)
        top.addWidget(self.heading, 1)
        top.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(12, 0, 12, 8)
        self._page.setSpacing(0)
        self._area = UprightArea(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self._area, 1)

    def show_rows(self, heading: str, rows: Sequence[Listed], button: bool) -> None:
        """Show what one cell counts."""
        self.heading.setText(heading)
        self.button.setVisible(button)
        clear(self._page)
        self._rows = []
        for one in rows[:SHOWN]:
            row = self._row(one)
            self._rows.append(row)
            self._page.addWidget(row)
        if len(rows) > SHOWN:
            more = style.role(QLabel(f"and {len(rows) - SHOWN:,} more"), "caption")
            more.setContentsMargins(8, 2, 8, 2)
            self._page.addWidget(more)
        self._page.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((at for at, row in enumerate(self._rows) if row.hasFocus()), -1)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._rows:
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self._rows[max(0, min(len(self._rows) - 1, at + by))]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self._rows[at].click()
        else:
            super().keyPressEvent(event)

    def _row(self, one: Listed) -> Press:
        row = style.role(Press(), "row")
        row.setAccessibleName(". ".join(part for part in (one.title, one.second) if part))
        row.clicked.connect(partial(self.chosen.emit, one.id))
        line = QHBoxLayout(row)
        line.setContentsMargins(8, 4, 8, 4)
        line.setSpacing(8)
        if one.icon:
            icon = QLabel()
            icon.setPixmap(style.pixmap(one.icon, one.ink, 16))
            line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(wrapped(QLabel(one.title)))
        if one.second:
            words.addWidget(wrapped(style.role(QLabel(one.second), "caption")))
        line.addLayout(words, 1)
        for label in row.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return row
