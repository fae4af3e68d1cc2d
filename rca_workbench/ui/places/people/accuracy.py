"""People, Questions, Factual accuracy: who was asked whether the facts are right, and what became of what they said."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QLabel

from rca_workbench.analysis.accuracy import RoundState, shared
from rca_workbench.model import Actor, Comment, CommentState, Entity, Review, ReviewKind, Snapshot, new_id
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.lists import ListView, Row
from rca_workbench.ui.places.improve.line import LineInGroup
from rca_workbench.ui.places.people.accuracy_rows import WHAT, AccuracyRows
from rca_workbench.ui.session import Session

EMPTY = (
    "Nobody has been asked yet whether the facts are right. Who reads the draft before it is final: family, staff, "
    "other services?"
)
ABOUT = "Factual accuracy: who reads the draft before it is final, what they say, and what becomes of it."


class AccuracyView(ListView):
    """The factual-accuracy round: sharings of the draft, each with the comments that came back."""

    word = "sharing or comment"
    prefix = "accuracy"

    def __init__(self, session: Session) -> None:
        self.accuracy_rows = AccuracyRows(session)
        super().__init__(session, self.accuracy_rows, "Factual accuracy", empty=EMPTY)
        self.table.lines_by(self._line)
        said = style.role(QLabel(ABOUT), "caption")
        assert isinstance(said, QLabel)
        said.setMargin(8)
        said.setIndent(12)
        self.box.insertWidget(0, wrapped(said))
        self.capture_with(
            "Who reads the draft, by role", "Who reads the draft, by role: Patient's daughter, Ward team"
        )

    def primary(self) -> Command:
        return Command(
            "accuracy_add", "Add reader", self.begin, ("N",), "factual accuracy share draft new", "plus"
        )

    def tools(self) -> tuple[Command, ...]:
        return (
            *super().tools(),
            Command("accuracy_back", "Back to questions", self.back, ("Shift+Q",), "questions", "arrow-left"),
        )

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], *keys: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"accuracy_{id}", title, run, keys, "comment draft", icon, "", when)

        here, comment, sharing = self._writable, self._on_comment, self._on_review
        accepted, declined, deferred = CommentState.ACCEPTED, CommentState.DECLINED, CommentState.DEFERRED
        return (
            made("comment", "Add what they say", self.comment, "C", icon="message-square-quote", when=here),
            made("accept", "Accept the comment", partial(self.settle, accepted), "Y", icon="circle-check", when=comment),
            made("decline", "Decline it and say why", partial(self.settle, declined), "X", icon="equal-not", when=comment),
            made("defer", "Defer it and say why", partial(self.settle, deferred), "F", icon="clock", when=comment),
            made("sent", "Note as sent today", partial(self.note, "sent"), "D", icon="file-output", when=sharing),
            made("returned", "Note as returned today", partial(self.note, "returned"), "B", icon="check", when=sharing),
            made("declined", "They did not wish to read it", self.did_not_wish, "W", icon="circle-slash", when=sharing),
        )  # fmt: skip

    # -- gestures -------------------------------------------------------------------------------------

    def add(self, text: str) -> str | None:
        id = new_id()
        to = " ".join(text.split())
        with self.session.step("Add reader of the draft") as step:
            person = _person_of(step.snapshot, to)
            step.add(Review(id=id, to=to, person=person, review_kind=ReviewKind.ACCURACY))
        return id

    def comment(self) -> None:
        """Type what they say, under the sharing one is at."""
        review = self._review
        if review is not None and not self.session.read_only:
            self.accuracy_rows.ask(review.id)
            line = self.table.line(review.id)
            if line is not None:
                line.setFocus()

    def settle(self, state: CommentState) -> None:
        """Say what becomes of a comment; where it is not followed, go on to the reply."""
        comment = self.current
        if isinstance(comment, Comment):
            self.session.change(comment, f"{_VERBS[state]} comment", state=state)
            self.session.select(comment.id)
            self.announce(f"{word(state)}. Undo with Control Z.")
            if state is not CommentState.ACCEPTED and not comment.reply.strip():
                self.open_details("reply")

    def note(self, field: str) -> None:
        """Note today as the day it was sent or came back."""
        review = self.current
        if isinstance(review, Review):
            today = self.session.today().isoformat()
            self.session.change(review, f"Note the draft as {field}", **{field: today})

    def did_not_wish(self) -> None:
        """They did not wish to read it; or they do after all."""
        review = self.current
        if isinstance(review, Review):
            declined = None if review.declined else True
            label = (
                "Note that they did not wish to read it"
                if declined
                else "Take back that they did not wish to read it"
            )
            self.session.change(review, label, declined=declined)

    def back(self) -> None:
        """Back to the questions."""
        self.go_to.emit("people/questions", None)

    def edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.find(id)
        if isinstance(one, Review) and column == WHAT:
            to = " ".join(text.split())
            person = _person_of(self.session.snapshot, to)
            self.session.change(one, "Edit who reads the draft", to=to, person=person)
        elif isinstance(one, Comment) and column == WHAT:
            self.session.change(one, "Edit comment", text=text.strip())

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Review | Comment)

    def remove(self) -> None:
        """Remove a comment, or a sharing with its comments."""
        one = self.current
        if not isinstance(one, Review):
            super().remove()
            return
        with self.session.step("Remove reader of the draft") as step:
            for comment in step.snapshot.pointed_from(Comment, "review", one.id):
                step.remove(comment)
            step.remove(one)
        self.session.select(None)
        self.announce("Removed. Undo with Control Z.")

    def counts(self) -> str:
        found = shared(self.session.snapshot)
        readers = f"{len(found)} {'reader' if len(found) == 1 else 'readers'}"
        waiting = sum(len(one.unanswered) for one in found)
        if waiting:
            return f"{readers}, {waiting} {'comment' if waiting == 1 else 'comments'} to answer"
        out = sum(one.state is RoundState.WAITING for one in found)
        return f"{readers}, {out} not back yet" if out else readers

    def leave(self) -> None:
        if self.accuracy_rows.asked is not None:
            self._leave_line()
        else:
            super().leave()

    # -- inside ---------------------------------------------------------------------------------------

    @property
    def _review(self) -> Review | None:
        """The sharing one is at, or to which the comment one is at belongs."""
        row = self.table.current
        return self.session.snapshot.get(Review, row.group) if row is not None else None

    def _writable(self) -> bool:
        return not self.session.read_only and self._review is not None

    def _on_review(self) -> bool:
        return self._writable() and isinstance(self.current, Review)

    def _on_comment(self) -> bool:
        return not self.session.read_only and isinstance(self.current, Comment)

    def _line(self, row: Row) -> "CommentLine":
        review = self.session.snapshot.get(Review, row.group)
        who = self.rows.cell(Row(row.group, row.group), WHAT).text
        return CommentLine(
            self.session, who, partial(self._keep, review.id if review else ""), self._leave_line
        )

    def _keep(self, review: str, text: str) -> None:
        id = new_id()
        by = self.rows.cell(Row(review, review), WHAT).text
        with self.session.step("Add comment") as step:
            step.add(Comment(id=id, review=review, text=text, by=by, on=self.session.today().isoformat()))
            one = step.snapshot.get(Review, review)
            if one is not None and not one.returned:
                step.change(one, returned=self.session.today().isoformat())
        if self.session.snapshot.get(Comment, id) is not None:
            self.announce(f"Added. {self.counts()}. Undo with Control Z.")
        line = self.table.line(review)
        if line is not None:
            line.setFocus()

    def _leave_line(self) -> None:
        review = self.accuracy_rows.asked
        self.accuracy_rows.ask(None)
        self.table.mark(review)
        self.enter()


class CommentLine(LineInGroup):
    """The line under a sharing: what they say."""

    def __init__(
        self, session: Session, who: str, keep: Callable[[str], object], leave: Callable[[], object]
    ) -> None:
        super().__init__(session)
        self._keep_job = keep
        self.box.setPlaceholderText("What do they say? In their words. Enter adds it")
        self.box.setAccessibleName(f"What they say: {who}")
        self.box.escaped.connect(leave)

    def keep(self, text: str) -> None:
        self._keep_job(text)


def _person_of(snapshot: Snapshot, to: str) -> str | None:
    """Whose role it is, where somebody in the case has it."""
    return next(
        (one.id for one in snapshot.of(Actor).values() if to and one.role.casefold() == to.casefold()), None
    )


_VERBS = {
    CommentState.ACCEPTED: "Accept",
    CommentState.DECLINED: "Decline",
    CommentState.DEFERRED: "Defer",
    CommentState.OPEN: "Open",
}
