"""Evidence: what facts can point to, what people said in interviews, and which words bear on which fact."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _register(session: Session) -> View:
    from rca_workbench.ui.places.evidence.register import RegisterView

    return RegisterView(session)


def _interviews(session: Session) -> View:
    from rca_workbench.ui.places.evidence.interviews import InterviewsView

    return InterviewsView(session)


def _excerpts(session: Session) -> View:
    from rca_workbench.ui.places.evidence.excerpts import ExcerptsView

    return ExcerptsView(session)


EVIDENCE = Place(
    "evidence",
    "Evidence",
    "folder-search",
    (
        Tab("register", "Register", _register),
        Tab("interviews", "Interviews", _interviews),
        Tab("excerpts", "Excerpts", _excerpts),
    ),
)
