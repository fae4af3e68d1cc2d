"""The timeline: what happened, in what order, from many sources."""

from collections.abc import Callable

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _showing(*, canvas: bool, table: bool) -> Callable[[Session], View]:
    def make(session: Session) -> View:
        from rca_workbench.ui.places.timeline.view import TimelineView

        return TimelineView(session, canvas=canvas, table=table)

    return make


def _grid(session: Session) -> View:
    from rca_workbench.ui.places.timeline.grid import GridView

    return GridView(session)


TIMELINE = Place(
    "timeline",
    "Timeline",
    "chart-gantt",
    (
        Tab("timeline", "Timeline", _showing(canvas=True, table=False)),
        Tab("table", "Table", _showing(canvas=False, table=True)),
        Tab("both", "Both", _showing(canvas=True, table=True)),
        Tab("grid", "Grid", _grid),
    ),
)
