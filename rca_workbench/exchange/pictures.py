"""A view of a case as a picture file."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from rca_workbench.model import Snapshot
from rca_workbench.model.fault import Fault
from rca_workbench.store.writing import check_target, whole_file

if TYPE_CHECKING:
    from rca_workbench.drawing.pictures import View

VIEWS = ("timeline", "graph", "fishbone", "accimap", "five_whys", "barriers", "measures")


def write_picture(
    snapshot: Snapshot, target: Path, view: str, *, theme: str = "light", scale: float = 2
) -> None:
    """Write one view of a case as `.svg` or `.png`.

    Args:
        snapshot: the case.
        target: the file; its suffix chooses the format.
        view: one of `VIEWS`.
        theme: "light" or "dark".
        scale: dots of a `.png` to a pixel.

    Raises:
        Fault: there is no such view, or the file cannot be written.
    """
    if view not in VIEWS:
        raise Fault(
            f"There is no picture called {view}.", "Nothing was written.", f"There are: {', '.join(VIEWS)}."
        )
    check_target(target)
    # Qt is loaded here, not with this module: the other formats need no fonts.
    from rca_workbench.drawing.pictures import draw_png, draw_svg

    chosen = cast("View", view)
    with whole_file(target) as temporary:
        if target.suffix.lower() == ".svg":
            draw_svg(snapshot, chosen, temporary, theme)
        else:
            draw_png(snapshot, chosen, temporary, theme, scale=scale)
