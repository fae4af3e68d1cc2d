"""Respond: what happened, and whether everyone is safe."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _incident(session: Session) -> View:
    from rca_workbench.ui.places.respond.incident import IncidentPage

    return IncidentPage(session)


RESPOND = Place("respond", "Respond", "siren", (Tab("incident", "Incident", _incident),))
