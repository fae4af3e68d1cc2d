"""The factual-accuracy round as rows: everyone the draft was shared with, and under each what they said."""

from collections.abc import Sequence
from types import MappingProxyType

from rca_workbench.analysis.accuracy import RoundState, Shared, is_answered, recipient, shared, sharing_of
from rca_workbench.model import Comment, CommentState, Review, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.ui.lists import Cell, Column, ListRows, Row, Shape
from rca_workbench.ui.session import Session

WHAT, HOW, STATE, REPLY = range(4)
_STATES = {
    RoundState.NOT_SENT: "warn",
    RoundState.WAITING: "text2",
    RoundState.COMMENTS_OPEN: "warn",
    RoundState.ANSWERED: "ok",
    RoundState.DECLINED: "text2",
}
_ICONS = {
    CommentState.OPEN: ("circle-dashed", "warn"),
    CommentState.ACCEPTED: ("circle-check", "ok"),
    CommentState.DECLINED: ("equal-not", "text2"),
    CommentState.DEFERRED: ("clock", "text2"),
}


class AccuracyRows(ListRows):
    """One row for each sharing, one beneath it for each comment, and a line to add one where that was asked for."""

    columns = (
        Column("To whom, and what they say", edits=True),
        Column("Words it is about, or how it was shared", 240, rank=1),
        Column("State", 180, rank=3),
        Column("Reply", 240, rank=2),
    )
    touched_by = ("review", "comment", "actor")
    arranged_by = MappingProxyType(
        {
            "review": frozenset({"review_kind", "sent", "returned", "declined", "to", "person"}),
            "comment": frozenset({"review", "state", "reply", "text"}),
            "actor": frozenset({"role"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.asked: str | None = None
        """Id of the sharing under which a comment is being typed."""

    def arrange(self) -> Sequence[Row]:
        rows: list[Row] = []
        for one in shared(self.session.snapshot):
            comments = [each for each in one.comments if self._holds(each.text, each.quote, each.reply)]
            if not (comments or self._holds(one.to, one.review.means, one.review.version)):
                continue
            rows.append(Row(one.review.id, one.review.id))
            rows += [Row(each.id, one.review.id) for each in comments]
            if self.asked == one.review.id and not self.session.read_only:
                rows.append(Row(one.review.id, one.review.id, Shape.LINE))
        # What was said stays in view where the reader it came from was removed elsewhere.
        left = self.session.snapshot.by(Comment, "review").get(None, ())
        loose = (self.session.snapshot.of(Comment)[id] for id in left)
        rows += [
            Row(each.id)
            for each in loose
            if not (each.about or each.draft) and self._holds(each.text, each.reply)
        ]
        return rows

    def ask(self, review: str | None) -> None:
        """Have a line to type a comment in under a sharing, or none."""
        if review != self.asked:
            self.asked = review
            self.reset()

    def typed(self, row: Row, column: int) -> str:
        one = self.session.snapshot.find(row.id)
        if column == WHAT and isinstance(one, Comment):
            return one.text
        if column == WHAT and isinstance(one, Review):
            return recipient(self.session.snapshot, one)
        return super().typed(row, column)

    def cell(self, row: Row, column: int) -> Cell:
        one = self.session.snapshot.find(row.id)
        if isinstance(one, Review):
            return self._review(sharing_of(self.session.snapshot, one), column)
        if isinstance(one, Comment):
            return self._comment(one, column)
        return Cell()

    def _review(self, one: Shared, column: int) -> Cell:
        review = one.review
        match column:
            case 0:
                sent = f"Sent on {date_words(review.sent)}" if review.sent else ""
                back = f"back on {date_words(review.returned)}" if review.returned else ""
                said = ", ".join(part for part in (sent, back) if part)
                return Cell(one.to or "Not said to whom", said, icon="users", strong=True)
            case 1:
                return Cell(review.means or "How is not said", review.version, ink="text2")
            case 2:
                count = len(one.comments)
                said = f"{count} {'comment' if count == 1 else 'comments'}" if count else ""
                return Cell(one.words, said, ink=_STATES[one.state])
        return Cell()

    def _comment(self, one: Comment, column: int) -> Cell:
        icon, ink = _ICONS[one.state]
        match column:
            case 0:
                return Cell(shortened(one.text, 200) or "No words yet", icon=icon, icon_ink=ink, indent=1)
            case 1:
                return Cell(f"“{one.quote}”" if one.quote else "", ink="text2", wraps=True)
            case 2:
                lacking = one.state is not CommentState.OPEN and not is_answered(one)
                return Cell(
                    word(one.state), "Why? Write a reply" if lacking else "", ink=ink if ink == "warn" else "text",
                    second_ink="warn",
                )  # fmt: skip
            case 3:
                return Cell(one.reply, wraps=True)
        return Cell()

    def _holds(self, *said: str) -> bool:
        folded = " ".join(said).casefold()
        return all(each in folded for each in self.words)
