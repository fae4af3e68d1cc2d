"""The panel at the right, with two faces: Details of what is selected, and Checks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Entity
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.session import Session

if TYPE_CHECKING:
    from rca_workbench.ui.checks.panel import ChecksPanel
    from rca_workbench.ui.details import DetailsPanel

DETAILS, CHECKS = "details", "checks"


class Panel(QWidget):
    """Holds Details and Checks of the open case and its own width, which is dragged at the left edge."""

    go_to = Signal(str, object)
    closed = Signal()
    emptied = Signal()
    """Details has something to show where it had nothing, or nothing where it had something."""
    checks_made = Signal(object)
    """The `ChecksPanel` of this case was made: it is, when first shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Details")
        self._session: Session | None = None
        self._details: DetailsPanel | None = None
        self.checks: ChecksPanel | None = None
        """The Checks face, once it was shown."""
        self.face = DETAILS
        self._nothing = style.role(QLabel("Select something to see all about it here."), "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(20)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._nothing)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(_Edge(self))
        box.addLayout(self._box, 1)
        self._was_empty = True
        self._width = tokens()["size"]["panel"]
        style.look().changed.connect(self._restyle)
        self.resize_to(self._width)

    @property
    def empty(self) -> bool:
        """Whether Details is shown and has nothing to show."""
        return self.face == DETAILS and (self._session is None or self._session.selected is None)

    def resize_to(self, width: int) -> None:
        """Make it that wide, within the limits of the tokens."""
        size = tokens()["size"]
        self._width = max(size["panel_min"], min(size["panel_max"], width))
        self.setFixedWidth(round(self._width * min(style.look().scale, 1.4)))

    def _restyle(self) -> None:
        self.resize_to(self._width)

    def show_session(self, session: Session | None) -> None:
        """Show the Details of a case, or nothing."""
        self._session = session
        if self._details is not None:
            self._box.removeWidget(self._details)
            self._details.hide()
            self._details.deleteLater()
            self._details = None
        if self.checks is not None:
            self._box.removeWidget(self.checks)
            self.checks.hide()
            self.checks.deleteLater()
            self.checks = None
        self._show_face()

    def show_face(self, face: str) -> None:
        """Turn to Details or to Checks."""
        self.face = face
        if face == CHECKS and self.checks is None and self._session is not None:
            from rca_workbench.ui.checks.panel import ChecksPanel

            self.checks = ChecksPanel(self._session)
            self.checks.hide()
            self.checks.go_to.connect(self.go_to)
            self.checks.closed.connect(self.closed)
            self._box.addWidget(self.checks)
            self.checks_made.emit(self.checks)
        self._show_face()

    def show_entity(self, entity: Entity | None) -> None:
        """Show the Details of one thing. They are made when the first thing is selected."""
        if self._details is None and entity is not None and self._session is not None:
            from rca_workbench.ui.details import DetailsPanel

            self._details = DetailsPanel(self._session)
            self._details.hide()
            self._details.go_to.connect(self.go_to)
            self._box.addWidget(self._details)
            self._show_face()
        if self._details is not None:
            self._details.show_entity(entity)
        self._say_empty()

    def begin(self, name: str) -> None:
        """Start typing in a field of the thing shown, or adding to one of its sections."""
        if self._details is not None:
            self._details.begin(name)

    def enter(self) -> None:
        """Put the focus where one would begin to change the thing shown, or on the check one was at."""
        if self.face == CHECKS and self.checks is not None:
            self.checks.enter()
        elif self._details is not None:
            self._details.enter()

    def refresh(self, changes: Changes | None) -> None:
        """Show what changed of the thing shown."""
        if self._details is not None:
            self._details.refresh(changes)
        self._say_empty()

    def _say_empty(self) -> None:
        if self.empty != self._was_empty:
            self._was_empty = self.empty
            self.emptied.emit()

    def _show_face(self) -> None:
        details = self.face == DETAILS or self.checks is None
        self.setAccessibleName("Details" if details else "Checks")
        self._nothing.setVisible(details and self._details is None and self._session is not None)
        if self._details is not None:
            self._details.setVisible(details)
        if self.checks is not None:
            self.checks.setVisible(not details)


class _Edge(QWidget):
    """The edge one drags to make the panel wider or narrower."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._from: QPoint | None = None
        self.setFixedWidth(4)
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.globalPosition().toPoint()
        self._start = self._panel.width()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._panel.resize_to(self._start + self._from.x() - event.globalPosition().toPoint().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
