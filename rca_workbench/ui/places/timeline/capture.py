"""The capture row: type when, who and what; Enter adds it and starts the next."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QCompleter, QHBoxLayout, QLabel, QLineEdit, QWidget

from rca_workbench.model.time_words import Reading
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.session import Session

ECHO = 264
"""Width of what a typed time reads as: two lines of the longest that is said."""


class CaptureRow(QWidget):
    """One line at the foot of the timeline. What is typed stays until it is kept."""

    captured = Signal(str, str, str)
    left = Signal()
    """Nobody wants to type here any more."""
    rows_pasted = Signal(str)
    """Several rows were pasted where one fits: they are for whoever reads rows."""

    def __init__(self, session: Session, read: Callable[[str], Reading]) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._read = session, read
        self._above = ("", "", "")
        self.when, self.who, self.what = QLineEdit(), QLineEdit(), QLineEdit()
        for box, name, hint in (
            (self.when, "When", "When: 0415, c 0150, ?"),
            (self.who, "Who or what", "Who or what"),
            (self.what, "What happened", "Type the first thing you are sure of"),
        ):
            box.setAccessibleName(f"New entry, {name}")
            box.setPlaceholderText(hint)
            box.returnPressed.connect(self._keep)
            box.installEventFilter(self)
        self._roles = QStringListModel(self)
        roles = QCompleter(self._roles, self)
        roles.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        roles.setFilterMode(Qt.MatchFlag.MatchContains)
        self.who.setCompleter(roles)
        self.echo = style.role(QLabel(), "caption")
        self.echo.setWordWrap(True)
        self.echo.setMaximumWidth(style.px(ECHO))
        self.when.textChanged.connect(self._say)
        self._plus = QLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self._plus)
        line.addWidget(self.when, 2)
        line.addWidget(self.echo)
        line.addWidget(self.who, 2)
        line.addWidget(self.what, 6)
        for key, said in (("Tab", "next"), ("Enter", "add")):
            line.addWidget(style.role(QLabel(key), "key"), 0, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(style.role(QLabel(said), "caption"))
        self._restyle()
        style.look().changed.connect(self._restyle)

    def offer(self, roles: list[str]) -> None:
        """Roles to choose from while typing."""
        self._roles.setStringList(roles)

    def begin(self) -> None:
        """Start typing."""
        self.when.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            from rca_workbench.ui.places.timeline.bring_in_taking import pasted_rows

            if text := pasted_rows(QApplication.clipboard().mimeData()):
                self.rows_pasted.emit(text)
                return True
        return super().eventFilter(watched, event)

    def begin_with(self, when: str, who: str) -> None:
        """Start typing what happened, at a time and for somebody known already."""
        self.when.setText(when)
        self.who.setText(who)
        (self.what if who else self.who).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Apostrophe and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            boxes = (self.when, self.who, self.what)
            at = next((i for i, box in enumerate(boxes) if box.hasFocus()), None)
            if at is not None:
                boxes[at].setText(self._above[at])
        elif event.key() == Qt.Key.Key_Escape:
            self.when.clear()
            self.who.clear()
            self.what.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _say(self, text: str) -> None:
        reading = self._read(text) if text.strip() else None
        said = (reading.problem or reading.echo) if reading else ""
        self.echo.setText(said)
        # Words that wrap ask for no width of their own, and would stand in a column of single words.
        self.echo.setMinimumWidth(min(self.echo.fontMetrics().horizontalAdvance(said) + 4, style.px(ECHO)))
        self.echo.setProperty("role", "warn" if reading and reading.problem else "caption")
        style.role(self.echo, "warn" if reading and reading.problem else "caption")

    def _keep(self) -> None:
        if not self.what.text().strip():
            self.what.setFocus()
            return
        self._above = (self.when.text(), self.who.text(), self.what.text())
        with taking(self._session, self.when, self.who, self.what):
            self.when.setFocus()
            self.captured.emit(*self._above)

    def _restyle(self) -> None:
        self._plus.setPixmap(style.pixmap("plus", "accent", tokens()["size"]["icon_small"]))
