"""Analysis: the factor graph, past people to the system."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _map(session: Session) -> View:
    from rca_workbench.ui.places.analysis.map_view import MapView

    return MapView(session)


def _fishbone(session: Session) -> View:
    from rca_workbench.ui.places.analysis.fishbone_view import FishboneView

    return FishboneView(session)


def _five_whys(session: Session) -> View:
    from rca_workbench.ui.places.analysis.five_whys import FiveWhysView

    return FiveWhysView(session)


def _barriers(session: Session) -> View:
    from rca_workbench.ui.places.analysis.barriers_view import BarriersView

    return BarriersView(session)


def _change(session: Session) -> View:
    from rca_workbench.ui.places.analysis.change import ChangeView

    return ChangeView(session)


def _methods(session: Session) -> View:
    from rca_workbench.ui.places.analysis.methods import MethodsView

    return MethodsView(session)


def _coverage(session: Session) -> View:
    from rca_workbench.ui.places.analysis.coverage_heat import HeatView

    return HeatView(session)


def _matrix(session: Session) -> View:
    from rca_workbench.ui.places.analysis.coverage_matrix import MatrixView

    return MatrixView(session)


ANALYSIS = Place(
    "analysis",
    "Analysis",
    "waypoints",
    (
        Tab("map", "Map", _map),
        Tab("fishbone", "Fishbone", _fishbone),
        Tab("five_whys", "5 whys", _five_whys),
        Tab("barriers", "Barriers", _barriers),
        Tab("change", "Change", _change),
        Tab("methods", "Methods", _methods),
        Tab("coverage", "Coverage by framework", _coverage, under="map"),
        Tab("matrix", "Factors and actions", _matrix, under="map"),
    ),
)
