"""Evidence: what facts can point to, and what will be lost first."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _register(session: Session) -> View:
    from rca_workbench.ui.places.evidence.register import RegisterView

    return RegisterView(session)


EVIDENCE = Place("evidence", "Evidence", "folder-search", (Tab("register", "Register", _register),))
