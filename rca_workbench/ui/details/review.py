"""Details of one sharing of a draft, and of one comment on it."""

from collections.abc import Callable, Sequence

from rca_workbench.analysis.accuracy import is_answered, sharing_of
from rca_workbench.model import Comment, CommentState, Entity, Review, ReviewKind
from rca_workbench.model.words import word
from rca_workbench.ui.details.children import ChildrenSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import DayEditor, LabelAt
from rca_workbench.ui.session import Session

_ICONS = {
    CommentState.OPEN: "circle-dashed",
    CommentState.ACCEPTED: "circle-check",
    CommentState.DECLINED: "equal-not",
    CommentState.DEFERRED: "clock",
}


class ReviewPage(Page):
    """To whom a draft went, how, and what came back."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Review.kind)

    @property
    def headed_by(self) -> str:
        return "to"

    def fill(self) -> None:
        self.field("person", label="Person")
        self.field("review_kind", label="For")
        self.field("version")
        self.own(DayEditor(self.session, self.kind, "sent", label="Sent on"))
        self.field("means", label_at=LabelAt.ABOVE)
        self.field("declined")
        self.own(DayEditor(self.session, self.kind, "returned", label="Back on"))
        self.line()
        self.part(
            ChildrenSection(
                self.session, Comment.kind, "review", title="What they say", none="Nothing has come back yet.",
                add="Add a comment", fields=("text", "quote", "by", "on", "state", "reply"), line=_comment_line,
            ),
            adds="comment",
        )  # fmt: skip

    def chips(self, entity: Entity) -> Sequence[Chip]:
        if not isinstance(entity, Review) or entity.review_kind is not ReviewKind.ACCURACY:
            return ()
        return (("badge-check", sharing_of(self.session.snapshot, entity).words, None),)


class CommentPage(Page):
    """What somebody says about the draft, and the answer."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Comment.kind)

    def fill(self) -> None:
        self.field("quote")
        self.field("by", label="By")
        self.field("on", label="Date")
        self.field("about")
        self.line()
        self.field("state")
        self.field("reply")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Comment)
        made: list[Chip] = [(_ICONS[entity.state], word(entity.state), None)]
        if entity.state is not CommentState.OPEN and not is_answered(entity):
            made.append(("circle-help", "Why? Write a reply", None))
        return made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Comment)
        if self.session.read_only or entity.state is not CommentState.OPEN:
            return ()
        return (
            ("Decline", "equal-not", lambda: self._settle(entity, CommentState.DECLINED), "X"),
            ("Accept", "check", lambda: self._settle(entity, CommentState.ACCEPTED), "Y"),
        )

    def _settle(self, entity: Comment, state: CommentState) -> None:
        label = "Accept comment" if state is CommentState.ACCEPTED else "Decline comment"
        self.session.change(entity, label, state=state)
        if state is CommentState.DECLINED:
            self.begin("reply")


def _comment_line(one: Entity) -> tuple[str, str, str]:
    assert isinstance(one, Comment)
    beneath = [word(one.state), one.reply]
    return _ICONS[one.state], one.text or "No words yet", ". ".join(part for part in beneath if part)
