"""Details of a kind that has no page of its own: every field a person fills in, in order of declaration."""

from rca_workbench.model import Kind
from rca_workbench.ui.details.page import Page
from rca_workbench.ui.fields import SourcesEditor
from rca_workbench.ui.session import Session

_FACTS = (
    "learning",
    "account",
    "knowledge",
    "entry_link",
    "time_link",
    "decision",
    "immediate_action",
)
"""Kinds that say something a source can bear out."""
_NOT_FOR_PEOPLE = ("order", "imported_id", "collapsed")


class OtherPage(Page):
    """All fields of a kind."""

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__(session, kind)

    def fill(self) -> None:
        for field in self.kind.fields:
            if field.name != self.headed_by and field.name not in _NOT_FOR_PEOPLE:
                self.field(field.name)
        if self.kind.name in _FACTS:
            self.line()
            self.part(SourcesEditor(self.session), adds="excerpt")
