"""The bar at the top: which case, the search box that opens the palette, undo, redo, Checks and Details."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from rca_workbench.model import CaseRecord
from rca_workbench.model.words import word
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.commands import Commands
from rca_workbench.ui.session import Session

_SEARCH, _SEARCH_LEAST, _TITLE_LEAST = 360, 90, 150
"""Widths in pixels at 100 %."""


class TopBar(QWidget):
    """Says which case this is and gives what is wanted from every place."""

    search_asked = Signal()
    case_asked = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.role(self, "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = style.role(QLabel(), "body_strong")
        self.line = style.role(QLabel(), "small")
        for one in (self.title, self.line):
            one.setTextFormat(Qt.TextFormat.PlainText)
        self.switch = QToolButton()
        self.switch.setAccessibleName("Change case")
        self.switch.clicked.connect(self.case_asked)
        self.search = style.role(QPushButton("Search, go to, or do…"), "search")
        self.search.setAccessibleName("Search, go to, or do")
        self.search.clicked.connect(self.search_asked)
        self._key = style.role(QLabel("Ctrl K"), "key")
        self.undo = self._tool(commands, "undo", "undo-2")
        self.redo = self._tool(commands, "redo", "redo-2")
        self.checks = self._tool(commands, "checks", "list-checks", "Checks")
        self.checks.setCheckable(True)
        self.details = self._tool(commands, "details", "panel-right", "Details")
        self.details.setCheckable(True)
        self._arrange()
        style.look().changed.connect(self._restyle)
        self._restyle()

    def show_case(self, session: Session | None) -> None:
        """The open case's title and what kind of case it is."""
        there = session is not None
        for widget in (self.title, self.line, self.switch, self.undo, self.redo, self.checks, self.details):
            widget.setVisible(there)
        if session is None:
            return
        case: CaseRecord = session.snapshot.case
        self._full_title = case.title or "Untitled case"
        self.title.setToolTip(self._full_title)
        parts = ["Sample case"] if case.sample else []
        parts += [case.reference] if case.reference else []
        parts += [word(case.profile)]
        self._about = parts, ["Read only"] if session.read_only else []
        self._say_line()
        undo, redo = session.case.undo_label, session.case.redo_label
        self.undo.setEnabled(bool(undo) and not session.read_only)
        self.redo.setEnabled(bool(redo) and not session.read_only)
        self.undo.setToolTip(f"Undo: {undo}" if undo else "Nothing to undo")
        self.redo.setToolTip(f"Redo: {redo}" if redo else "Nothing to redo")
        self.undo.setAccessibleName(f"Undo {undo or ''}".strip())
        self.redo.setAccessibleName(f"Redo {redo or ''}".strip())
        self._fit()

    def show_day(self, words: str) -> None:
        """Which day of how many the investigation is at: "day 23 of 60"; empty where it has no date."""
        if words != self._day:
            self._day = words
            self._say_line()
            self._fit()

    def _say_line(self) -> None:
        before, after = self._about
        self._full_line = " · ".join((*before, *([self._day] if self._day else ()), *after))

    def show_checks(self, count: int | None, said: str) -> None:
        """How many checks stand open; None while nobody knows yet. `said` is for screen readers."""
        self.checks.setText("Checks" if count is None else f"Checks {count:,}")
        self.checks.setAccessibleName(said)
        self.checks.setToolTip(f"{said} (F7)")
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        """Give the buttons and the title their room; the search box has what is left, its key only where it fits."""
        buttons = (self.undo, self.redo, self.checks, self.details)
        beside = sum(one.sizeHint().width() + 4 for one in buttons if not one.isHidden()) + 48
        wide = max(
            style.px(_SEARCH_LEAST),
            min(style.px(_SEARCH), 460, self.width() - beside - style.px(_TITLE_LEAST)),
        )
        self.search.setFixedWidth(wide)
        self._room = max(60, min((self.width() - wide) // 2 - 60, self.width() - wide - beside - 70))
        self._key.setVisible(wide > style.px(_SEARCH) * 0.9)
        self.search.setText("Search, go to, or do…" if wide > style.px(_SEARCH) * 0.7 else "Search")
        self._elide()

    _full_title = ""
    _full_line = ""
    _about: tuple[list[str], list[str]] = ([], [])
    _day = ""
    _room = 200

    def _elide(self) -> None:
        self.title.setText(
            self.title.fontMetrics().elidedText(self._full_title, Qt.TextElideMode.ElideRight, self._room)
        )
        self.line.setText(
            self.line.fontMetrics().elidedText(self._full_line, Qt.TextElideMode.ElideRight, self._room + 26)
        )
        self.line.setToolTip(self._full_line)

    def _tool(self, commands: Commands, id: str, icon: str, text: str = "") -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(text or commands.action(id).text())
        button.setText(text)
        if text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: commands.run(id))
        button.setProperty("glyph", icon)
        return button

    def _arrange(self) -> None:
        name = QHBoxLayout()
        name.setSpacing(2)
        name.addWidget(self.title)
        name.addWidget(self.switch)
        name.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(name)
        left.addWidget(self.line)
        right = QHBoxLayout()
        right.setSpacing(4)
        right.addStretch(1)
        for button in (self.undo, self.redo, self.checks, self.details):
            right.addWidget(button)
        inside = QHBoxLayout(self.search)
        inside.setContentsMargins(8, 0, 6, 0)
        inside.addStretch(1)
        inside.addWidget(self._key)
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 4, 16, 4)
        grid.addLayout(left, 0, 0)
        grid.addWidget(self.search, 0, 1)
        grid.addLayout(right, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)

    def _restyle(self) -> None:
        size = tokens()["size"]
        self.setFixedHeight(style.px(size["top_bar"]))
        style.icon_before(self.search, "search", "text3", size["icon_small"])
        self.switch.setIcon(style.icon("chevrons-up-down", "text2", size["icon_small"]))
        self.switch.setIconSize(QSize(size["icon_small"], size["icon_small"]))
        for button in (self.undo, self.redo):
            button.setIcon(style.icon(button.property("glyph"), "text2", size["icon"]))
            button.setIconSize(QSize(size["icon"], size["icon"]))
        for button in (self.checks, self.details):
            style.icon_before(button, button.property("glyph"), "text2", size["icon"])
        self._fit()
