"""Report: the live draft and its way to Word."""

from rca_workbench.ui.session import Session
from rca_workbench.ui.view import Place, Tab, View


def _draft(session: Session) -> View:
    from rca_workbench.ui.places.report.draft import DraftView

    return DraftView(session)


REPORT = Place("report", "Report", "file-text", (Tab("draft", "Draft", _draft),))
