"""Respond: what happened, and whether everyone is safe."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _incident(session: Session) -> View:
    from rca_workbench.ui.places.respond.incident import IncidentPage

    return IncidentPage(session)


def _decision(session: Session) -> View:
    from rca_workbench.ui.places.respond.decision import DecisionPage

    return DecisionPage(session)


def _first_actions(session: Session) -> View:
    from rca_workbench.ui.places.respond.first_actions import FirstActionsView

    return FirstActionsView(session)


def _deadlines(session: Session) -> View:
    from rca_workbench.ui.places.respond.deadlines import DeadlinesView

    return DeadlinesView(session)


RESPOND = Place(
    "respond",
    "Respond",
    "siren",
    (
        Tab("incident", "Incident", _incident),
        Tab("decision", "Decision", _decision),
        Tab("first_actions", "First actions", _first_actions),
        Tab("deadlines", "Deadlines", _deadlines),
    ),
)
