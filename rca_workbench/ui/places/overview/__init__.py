"""Overview: what needs you now, and where the case stands."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _overview(session: Session) -> View:
    from rca_workbench.ui.places.overview.page import OverviewPage

    return OverviewPage(session)


def _assurance(session: Session) -> View:
    from rca_workbench.ui.places.overview.assurance import AssurancePage

    return AssurancePage(session)


def _closure(session: Session) -> View:
    from rca_workbench.ui.places.overview.closure import ClosureView

    return ClosureView(session)


OVERVIEW = Place(
    "overview",
    "Overview",
    "compass",
    (
        Tab("overview", "Overview", _overview),
        Tab("assurance", "Assurance", _assurance),
        Tab("closure", "Closure", _closure),
    ),
)
