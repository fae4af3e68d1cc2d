"""Details of an interview: with whom, how far it has come, and its way to the page where it is planned and held."""

from collections.abc import Callable, Sequence

from rca_workbench.model import Entity, Interview
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.places.evidence.interviews_edits import feedback_words, next_move
from rca_workbench.ui.session import Session


class InterviewPage(Page):
    """What it is for, with whom and when, consent, support and feedback; notes are taken on its own page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Interview.kind)

    def fill(self) -> None:
        self.field("person", label="With")
        self.field("state")
        self.field("when")
        self.line()
        self.field("consent")
        self.field("support")
        self.line()
        self.field("feedback_given", label="Feedback")
        self.field("evidence", label="In register")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Interview)
        said = feedback_words(entity, self.session.today())
        return (("message-square-quote", said, None),) if said else ()

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Interview)
        page = ("Open interview", "message-square-quote", self._open, "")
        move = None if self.session.read_only else next_move(self.session, entity)
        return (page,) if move is None else ((move[0], "check", move[1], ""), page)

    def _open(self) -> None:
        self.go_to.emit("evidence/interviews", self.id)
