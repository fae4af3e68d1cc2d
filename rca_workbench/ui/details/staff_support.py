"""Details of an offer of support to one of the staff."""

from PySide6.QtWidgets import QLabel

from rca_workbench.model import StaffSupport
from rca_workbench.reference.staff_support import owed_to_staff
from rca_workbench.ui import style
from rca_workbench.ui.details.page import Page
from rca_workbench.ui.fields import DayEditor, LabelAt
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.people.staff_support import NO_CLINICAL_NOTES
from rca_workbench.ui.session import Session


class StaffSupportPage(Page):
    """What was offered to whom, whether it was taken up, and whether they were heard and told."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, StaffSupport.kind)

    def fill(self) -> None:
        self._small(NO_CLINICAL_NOTES)
        self.field("person", label="For")
        self.field("when", label="Offered")
        self.field("by", label="By")
        self.own(DayEditor(self.session, self.kind, "due", label="Due", ahead=True))
        self.field("owner", label="Named contact")
        self.field("taken_up", label="Taken up")
        self.line()
        self.own(DayEditor(self.session, self.kind, "invited", label="Invited to contribute"))
        self.field("contributed", label_at=LabelAt.ABOVE)
        self.own(DayEditor(self.session, self.kind, "feedback", label="Findings shared"))
        self.line()
        self.heading("What staff are owed")
        owed = owed_to_staff()
        for one in owed:
            self._small(f"• {one.do[:1].upper()}{one.do[1:]}")
        for mark in sorted({one.mark for one in owed if one.mark}):
            label = wrapped(style.role(QLabel(mark), "unchecked"))
            self.add(label)

    def _small(self, text: str) -> None:
        label = style.role(QLabel(text), "small")
        wrapped(label)
        self.add(label)
