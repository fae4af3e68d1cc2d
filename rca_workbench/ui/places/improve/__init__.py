"""Improve: what was learned, what will change, who makes it happen and by when."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _findings(session: Session) -> View:
    from rca_workbench.ui.places.improve.findings_view import FindingsView

    return FindingsView(session)


def _actions(session: Session) -> View:
    from rca_workbench.ui.places.improve.view import ActionsView

    return ActionsView(session)


def _measures(session: Session) -> View:
    from rca_workbench.ui.places.improve.measures import MeasuresView

    return MeasuresView(session)


def _learning(session: Session) -> View:
    from rca_workbench.ui.places.improve.learning import LearningView

    return LearningView(session)


IMPROVE = Place(
    "improve",
    "Improve",
    "sprout",
    (
        Tab("findings", "Findings", _findings),
        Tab("actions", "Actions", _actions),
        Tab("measures", "Measures", _measures),
        Tab("learning", "Learning", _learning),
    ),
)
