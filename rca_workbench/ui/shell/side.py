"""Where the panel stands: beside the view, or over it in a narrow window; and which of its faces is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from rca_workbench.model import Entity
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.shell.panel import CHECKS, DETAILS, Panel
from rca_workbench.ui.view import View

if TYPE_CHECKING:
    from rca_workbench.checks import Found
    from rca_workbench.ui.checks.panel import ChecksPanel
    from rca_workbench.ui.shell.window import MainWindow

FLOATS_BELOW = 1200
"""Width of the window under which the panel lies over the content instead of beside it."""
AFTER_CASE_MS = 120


class Side(QFrame):
    """Holds the panel of the window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._over_details = False
        """Whether Checks took the place of Details, which come back when Checks are put away."""
        self._asked = False
        """Whether somebody asked for Details where there is nothing to show."""
        self.panel = Panel()
        self.panel.go_to.connect(window.go)
        self.panel.closed.connect(self.close_panel)
        self.panel.emptied.connect(self._emptied)
        self.panel.checks_made.connect(self._checks_made)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nothing in the panel has a use for it, goes back to the view."""
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._to_view()
        else:
            super().keyPressEvent(event)

    @property
    def open(self) -> bool:
        """Whether the panel is to be seen, where the view has room for it."""
        return self.panel.isVisibleTo(self)

    def turn_to(self, face: str) -> None:
        """Show a face; where it is shown already, what was there before: Details, or nothing."""
        if not (self.open and self.panel.face == face and self.isVisible()):
            self._asked = face == DETAILS
            self.show_face(face)
        elif face == CHECKS and self._over_details:
            self.show_face(DETAILS)
            self._to_view()
        else:
            self.close_panel()

    def show_face(self, face: str) -> None:
        """Show a face of the panel."""
        self._over_details = (
            face == CHECKS and self.open and (self.panel.face == DETAILS or self._over_details)
        )
        self.panel.show_face(face)
        self.panel.setVisible(True)
        self.place()
        if face == CHECKS and self.panel.checks is not None:
            self._say_place()
            self.panel.checks.open_first()

    def turn_to_checks_soon(self) -> None:
        """Show Checks as when the case was left: after the case itself, which does not wait for them."""
        QTimer.singleShot(AFTER_CASE_MS, self, self._checks_again)

    def close_panel(self) -> None:
        """Hide the panel. Where the focus was in it, the view has it then."""
        focus = self._window.focusWidget()
        inside = self.isAncestorOf(focus) if focus else False
        self.panel.setVisible(False)
        self._asked = False
        self.place()
        if inside:
            self._to_view()

    def begin(self, name: str = "") -> None:
        """Show Details and put the focus there: on a field, or on adding to a section, if one is named."""
        self._asked = True
        if not self.open or self.panel.face != DETAILS:
            self.show_face(DETAILS)
        elif not self.isVisible():
            self.place()
        if name:
            self.panel.begin(name)
        else:
            self.panel.enter()

    def checks(self) -> None:
        """F7: show Checks with the focus in it, or put it away from there."""
        self.turn_to(CHECKS)
        if self.panel.isVisible() and self.panel.face == CHECKS and self.panel.checks is not None:
            self.panel.checks.enter()

    def next_check(self, by: int) -> None:
        """The next check, or the one before, opened and shown where it stands.

        A page that has something of its own to go through, as the one for bringing in, goes to the next of that.
        """
        part: QWidget | None = self._window.focusWidget()
        while part is not None and not hasattr(part, "next_found"):
            part = part.parentWidget()
        if part is not None:
            part.next_found(by)
            return
        if not self.open or self.panel.face != CHECKS:
            self.show_face(CHECKS)
            if self.panel.checks is not None:
                self.panel.checks.list.show_open(None)
        if self.panel.checks is not None:
            self.panel.checks.next(by)

    def checks_about(self, id: str) -> None:
        """Open Checks at the weightiest finding about a thing."""
        self.show_face(CHECKS)
        if self.panel.checks is not None:
            self.panel.checks.open_about(id)

    def check_found(self, found: "Found") -> None:
        """Open Checks at one finding."""
        self.show_face(CHECKS)
        if self.panel.checks is not None:
            self.panel.checks.open_found(found)

    def checks_on_selected(self) -> None:
        """Open Checks at what is selected; where nothing is found about it, say so."""
        session = self._window.session
        if session is None or session.selected_id is None:
            return
        if session.checking.about(session.selected_id):
            self.checks_about(session.selected_id)
        else:
            said = QAccessibleAnnouncementEvent(self._window, "No checks stand open on what is selected")
            QAccessible.updateAccessibility(said)

    def place(self) -> None:
        """Stand beside the view where there is room, over it where there is not, nowhere where it is not wanted.

        Over the view it hides what it lies on: there Details without anything to show stands only where somebody asked
        for it, and a line to add with is left clear.
        """
        window, panel = self._window, self.panel
        view = window.view
        details = view is not None and view.uses_details
        wanted = details or (view is not None and panel.face == CHECKS)
        floats = window.width() < style.px(FLOATS_BELOW)
        shown = wanted and self.open and not (floats and panel.empty and not self._asked)
        window.topbar.details.setEnabled(details)
        self.setVisible(shown)
        window.topbar.details.setChecked(shown and panel.face == DETAILS)
        window.topbar.checks.setChecked(shown and panel.face == CHECKS)
        if floats and window.middle.indexOf(self) >= 0:
            window.middle.removeWidget(self)
            self.setParent(window.centralWidget())
            self.setVisible(shown)
        elif not floats and window.middle.indexOf(self) < 0:
            window.middle.addWidget(self)
            self.setVisible(shown)
        if floats:
            header = window.header.height() if window.header.isVisible() else 0
            top = window.topbar.height() + header
            width = panel.width() if panel.width() > 200 else style.px(tokens()["size"]["panel"])
            foot = window.strip.height() + _line_of(view)
            self.setGeometry(window.width() - width, top, width, window.height() - top - foot)
            self.raise_()
        self._say_place()

    def show_entity(self, entity: Entity | None) -> None:
        """Something else is selected."""
        self.panel.show_entity(entity)

    def _checks_made(self, made: "ChecksPanel") -> None:
        made.left.connect(self._to_view)
        made.begin.connect(self.begin)

    def _checks_again(self) -> None:
        if self._window.session is not None and self.panel.face != CHECKS:
            self.panel.show_face(CHECKS)
            self.place()

    def _emptied(self) -> None:
        """Something is there to show again, or nothing any more: over the view an empty panel goes."""
        focus = self._window.focusWidget()
        inside = self.isAncestorOf(focus) if focus else False
        self._asked = False
        self.place()
        if inside and not self.isVisible():
            self._to_view()

    def _to_view(self) -> None:
        if self._window.view is not None:
            self._window.view.enter()

    def _say_place(self) -> None:
        checks, address = self.panel.checks, self._window.address
        if checks is None or not address:
            return
        from rca_workbench.ui.checks.here import here

        checks.show_place(address, *here(checks.acting, address))


def _line_of(view: View | None) -> int:
    """Height of the line at the foot of a view with which one adds; 0 where there is none."""
    lines = [getattr(view, name, None) for name in ("capture", "line")]
    return max((one.height() for one in lines if isinstance(one, QWidget) and one.isVisible()), default=0)


def counted(found: "tuple[Found, ...]") -> str:
    """How many checks stand open, in words for screen readers. One that speaks of many places counts once."""
    checks = len({one.rule.id for one in found})
    must = len({one.rule.id for one in found if one.severity == "error"})
    of = f", {must:,} must be resolved" if must else ""
    return f"Checks, {checks:,} to look at{of}" if found else "Checks, nothing stands open"
