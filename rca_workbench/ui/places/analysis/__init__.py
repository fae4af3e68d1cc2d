"""Analysis: the factor graph, past people to the system."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _map(session: Session) -> View:
    from rca_workbench.ui.places.analysis.map_view import MapView

    return MapView(session)


ANALYSIS = Place("analysis", "Analysis", "waypoints", (Tab("map", "Map", _map),))
