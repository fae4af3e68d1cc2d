"""Choosing the framework a case sorts its factors by: which there are, where each is from, how sure its list is.

One choice for the whole case: the fishbone's bones, the tags offered first and the coverage picture follow it. The
levels of the system are no part of it; every factor has its level besides.
"""

from functools import partial

from rca_workbench.analysis.classifying import framework_of
from rca_workbench.model import Changes
from rca_workbench.reference import Framework, frameworks, profile
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.over_page import OverPage
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

LEVELS_ONLY = "accimap"
"""The levels of the system have a field of their own."""


def offered() -> tuple[Framework, ...]:
    """The frameworks a case can be sorted by, in the order to offer them."""
    return tuple(one for one in frameworks() if one.offered and one.id != LEVELS_ONLY)


def choose_framework(session: Session, id: str) -> None:
    """Sort the case's factors by another framework, as one step. Tags of all frameworks stay as they are."""
    chosen = next(one for one in offered() if one.id == id)
    if chosen.id != session.snapshot.case.classification:
        session.change(session.snapshot.case, f"Sort factors by {chosen.label}", classification=id)


class FrameworkMenu(OverPage):
    """A small page over a view: one framework a row, arrows to move, Enter or a click to choose, Esc to leave.

    A view makes one (`FrameworkMenu(self)`), has `command()` among its tools, and calls `refresh` with what changed.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view, "Frameworks to sort factors by", view.enter)
        self._view = view

    def command(self) -> Command:
        """The button that says which framework is in use and opens this."""
        name = framework_of(self._view.session.snapshot).label
        also = "framework classification seips npsa yorkshire bones"
        return Command("framework", f"By {name}", self.open, (), also, "tag")

    def refresh(self, changes: Changes | None) -> None:
        """The button's words follow the choice, wherever it was made."""
        if changes is not None and changes.touches("case"):
            self._view.frame_changed.emit()
            if self.isVisible():
                self._fill()

    def open(self) -> None:
        """Show the frameworks, the one in use first to hand."""
        self._fill()
        self.open_over(self._view, framework_of(self._view.session.snapshot).id)

    def _fill(self) -> None:
        snapshot = self._view.session.snapshot
        used = framework_of(snapshot).id
        usual = profile(snapshot.case.profile).first_framework
        self.begin(
            "Sort factors by",
            "The fishbone, the tags offered first and the coverage follow this. Tags of the others stay. "
            "The level of the system is kept for every factor besides.",
        )
        for one in offered():
            self.row(
                one.id,
                one.label,
                (f"{one.title}.", f"Source: {one.source}.", f"Licence: {one.licence}"),
                partial(self._chosen, one.id),
                state="in use"
                if one.id == used
                else "usual for this kind of case"
                if one.id == usual
                else "",
                mark=one.mark,
                note=one.check_note,
                chosen=one.id == used,
                enabled=not self._view.session.read_only,
            )
        self.page.addStretch(1)

    def _chosen(self, id: str) -> None:
        self.leave()
        choose_framework(self._view.session, id)
