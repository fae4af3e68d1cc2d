"""What a place and its tabs are: the contract between the shell and the screens.

A place is one folder under `ui/places/`. It declares itself as a `Place` with its tabs; the shell builds a tab
when it is first shown, tells it of changes while it is the one shown, and gives its commands their keys.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rca_workbench.model import Changes, Entity
from rca_workbench.ui.commands import Command
from rca_workbench.ui.session import Session

if TYPE_CHECKING:
    from rca_workbench.ui.exports import Exports


class View(QWidget):
    """One tab of one place: shows part of the case and turns gestures into steps."""

    go_to = Signal(str, object)
    """Ask the shell to show another tab ("analysis/map") with something selected (an id, or None)."""
    counts_changed = Signal()
    """What `counts` says is different now."""
    frame_changed = Signal()
    """Which buttons stand above this view, or whether Details stands beside it, is different now."""
    uses_details = True
    """Whether Details has something to say beside this view."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def primary(self) -> Command | None:
        """The one button at the top right, with key N; None where there is nothing to add."""
        return None

    def tools(self) -> tuple[Command, ...]:
        """Commands that stand as buttons left of the primary one."""
        return ()

    def commands(self) -> tuple[Command, ...]:
        """All further commands of this view, with their keys; the palette lists them too."""
        return ()

    def keyed(self) -> tuple[QWidget, ...]:
        """The lists and canvases in which single letters, Enter, Del and arrows with Alt are commands."""
        return (self,)

    def refresh(self, changes: Changes | None) -> None:
        """Show the case as it is now: after `changes`, or from nothing when None."""
        raise NotImplementedError

    def selected(self, entity: Entity | None) -> None:
        """Something was selected somewhere: mark it here if it is shown."""

    def box_of(self, entity: Entity, *, turn: bool = False) -> QWidget | None:
        """The box of this page in which the text of a thing is typed, where it is shown; with `turn`, show it first.

        None where its text is typed elsewhere, as in Details.
        """
        return None

    @property
    def exports(self) -> "Exports | None":
        """What writes files for the window this view is in; None where it stands alone, as in a test."""
        return getattr(self.window(), "exports", None)

    def open_details(self, begin: str = "") -> None:
        """Show Details and put the keyboard there: on a field, or on adding to a section, if one is named."""
        window = self.window()
        if hasattr(window, "focus_details"):  # in a test a view may stand alone
            window.focus_details(begin)

    def show_checks(self) -> None:
        """Other checks stand open than before (`session.checking.standing`): mark what is shown here."""

    def counts(self) -> str:
        """What the status strip says about this view: "26 events, 2 without a time"."""
        return ""

    def document(self) -> str:
        """The template of the document shown here, all that is typed in it kept; empty where none is shown."""
        return ""

    def remember(self) -> dict[str, object]:
        """What should come back when the case is opened again: zoom, widths, filter."""
        return {}

    def recall(self, state: dict[str, object]) -> None:
        """Set what `remember` gave."""

    def enter(self) -> None:
        """Called when the tab is shown: put the focus where work starts."""
        self.setFocus()


def open_checks(view: View, id: str) -> None:
    """Open Checks at the weightiest finding about a thing the view shows."""
    window = view.window()
    if hasattr(window, "checks_about"):
        window.checks_about(id)


def open_check(view: View, found: object) -> None:
    """Open Checks at one finding, where it says why and can be accepted with a reason."""
    window = view.window()
    if hasattr(window, "side"):  # in a test a view may stand alone
        window.side.check_found(found)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a place.

    With `under` set it is no tab of its own but a page that is reached from the tab of that id, which stays marked.
    """

    id: str
    label: str
    make: Callable[[Session], View]
    under: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the left rail."""

    id: str
    label: str
    icon: str
    tabs: tuple[Tab, ...]
