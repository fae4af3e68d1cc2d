"""Report: the live draft and its way to Word."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _draft(session: Session) -> View:
    from rca_workbench.ui.places.report.draft import DraftView

    return DraftView(session)


def _review(session: Session) -> View:
    from rca_workbench.ui.places.report.review import ReviewView

    return ReviewView(session)


def _sign_off(session: Session) -> View:
    from rca_workbench.ui.places.report.sign_off import SignOffPage

    return SignOffPage(session)


REPORT = Place(
    "report",
    "Report",
    "file-text",
    (
        Tab("draft", "Draft", _draft),
        Tab("review", "Review", _review),
        Tab("sign_off", "Sign-off", _sign_off),
    ),
)
