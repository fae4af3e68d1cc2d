"""Details of a question somebody asked."""

from rca_workbench.model import Question
from rca_workbench.ui.details.page import Page
from rca_workbench.ui.session import Session


class QuestionPage(Page):
    """The question in their words, where the answer is, and the answer given."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Question.kind)

    def fill(self) -> None:
        self.field("asked_by", label="Asked by")
        self.field("person")
        self.field("asked", label="When")
        self.line()
        self.field("answered_by")
        self.field("answer")
        self.field("cannot_answer")
        self.line()
        self.field("invented")
