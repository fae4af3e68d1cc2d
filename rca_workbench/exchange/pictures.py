"""A view of a case as a picture file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rca_workbench.leaks import write_clean
from rca_workbench.model import Snapshot
from rca_workbench.model.fault import Fault
from rca_workbench.store.writing import check_target

if TYPE_CHECKING:
    from rca_workbench.drawing.pictures import Drawn, View

VIEWS = ("timeline", "graph", "fishbone", "accimap", "five_whys", "barriers", "measures")
PAPERS = ("A4", "A3")
_LEGIBLE_PT = 5.5
"""Points under which text on paper is hard to read."""


def write_picture(
    snapshot: Snapshot, target: Path, view: str, *, theme: str = "light", scale: float = 2, paper: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> str:  # fmt: skip
    """Write one view of a case as `.svg` or `.png`.

    Args:
        snapshot: the case.
        target: the file; its suffix chooses the format.
        view: one of `VIEWS`.
        theme: "light" or "dark".
        scale: dots of a `.png` to a pixel, where no paper is named.
        paper: one of `PAPERS`, with 300 dots to the inch; empty: as large as the view is.
        cancelled: asked between portions whether to stop.

    Returns:
        What to know before it is printed, in a sentence; empty where there is nothing.

    Raises:
        LeakFault: it shows who somebody is.
        Fault: there is no such view, it was stopped, or the file cannot be written.
    """
    if view not in VIEWS:
        raise Fault(
            f"There is no picture called {view}.", "Nothing was written.", f"There are: {', '.join(VIEWS)}."
        )
    check_target(target)
    made = drawn_view(snapshot, view, target.suffix, theme=theme, scale=scale, paper=paper)
    write_clean(target, made.data, snapshot, shown=made.svg, cancelled=cancelled)
    if paper and made.points < _LEGIBLE_PT:
        larger = " Choose A3, or" if paper == "A4" else " To read it,"
        return f"On {paper} its text is {made.points:.0f} point high.{larger} print it over several sheets."
    return ""


def drawn_view(
    snapshot: Snapshot, view: str, suffix: str, *, theme: str = "light", scale: float = 2, paper: str = ""
) -> "Drawn":
    """One view as the bytes of a file with that suffix."""
    # Qt is loaded here, not with this module: the other formats need no fonts.
    from rca_workbench.drawing.pictures import drawn

    dots = suffix.lower() == ".png"
    return drawn(snapshot, cast("View", view), theme, dots=dots, scale=scale, paper=paper)
