"""Details of one sharing of a draft, of a file that came back, and of one comment on it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel

from rca_workbench.analysis.accuracy import is_answered, sharing_of
from rca_workbench.analysis.reviewing import WITHIN, Remark, counts_in_words, is_reply
from rca_workbench.model import (
    Attachment,
    Comment,
    CommentState,
    Entity,
    Proposal,
    ReportText,
    Review,
    ReviewedDraft,
    ReviewKind,
    Snapshot,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.details.children import ChildrenSection
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import DayEditor, LabelAt
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.evidence.attach import file_work
from rca_workbench.ui.places.report.review_rows import title_words
from rca_workbench.ui.places.report.review_said import about
from rca_workbench.ui.session import Session

STATE_ICONS = {
    "open": "circle-dashed",
    "accepted": "circle-check",
    "declined": "equal-not",
    "deferred": "clock",
}
"""By state of a comment or proposed change."""


class ReviewPage(Page):
    """To whom a draft went, how, and what came back."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Review.kind)

    @property
    def headed_by(self) -> str:
        return "to"

    def fill(self) -> None:
        self._accuracy = [
            self.field("person", label="Person"),
            self.field("review_kind", label="For"),
        ]
        self.field("version")
        self.own(DayEditor(self.session, self.kind, "sent", label="Sent on"))
        self._accuracy += [
            self.field("means", label_at=LabelAt.ABOVE),
            self.field("declined"),
            self.own(DayEditor(self.session, self.kind, "returned", label="Back on")),
        ]
        self.line()
        self._back = self.part(
            FactsSection(
                self.session, "What came back", "Nothing has come back yet.", _came_back,
                ("reviewed_draft", "proposal", "comment"),
            )
        )  # fmt: skip
        self._comments = self.part(
            ChildrenSection(
                self.session, Comment.kind, "review", title="What they say", none="Nothing has come back yet.",
                add="Add a comment", fields=("text", "quote", "by", "on", "state", "reply"), line=_comment_line,
            ),
            adds="comment",
        )  # fmt: skip

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Review)
        draft = entity.review_kind is ReviewKind.DRAFT
        for one in (*self._accuracy, self._comments):
            one.setVisible(not draft)
        self._back.setVisible(draft)

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Review)
        if entity.review_kind is ReviewKind.DRAFT:
            called = title_words(self.session.snapshot, entity.template)
            return (("file-text", called, None),) if called else ()
        return (("badge-check", sharing_of(self.session.snapshot, entity).words, None),)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Review)
        kept = self.session.snapshot.get(Attachment, entity.file)
        if kept is None:
            return ()
        return (("Save a copy of what went out", "download", partial(_save, self, kept, entity.version), ""),)


class ReviewedDraftPage(Page):
    """One Word file that came back: from whom, what there is to say of it, and the file itself."""

    shows = ("proposal", "comment")

    def __init__(self, session: Session) -> None:
        super().__init__(session, ReviewedDraft.kind)

    def fill(self) -> None:
        self.own(DayEditor(self.session, self.kind, "on", label="Back on"))
        self.field("review", label="Answers")
        self.line()
        self.field("note")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, ReviewedDraft)
        snapshot = self.session.snapshot
        called = title_words(snapshot, entity.template)
        facts = (
            entity.version,
            called,
            counts_in_words(_of_draft(snapshot, entity.id)) or "Nothing proposed or said",
        )
        return tuple(("info", one, None) for one in facts if one)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, ReviewedDraft)
        kept = self.session.snapshot.get(Attachment, entity.file)
        if kept is None:
            return ()
        return (
            ("Save a copy of what came back", "download", partial(_save, self, kept, "Reviewed draft"), ""),
        )


class CommentPage(Page):
    """What somebody says about the draft, and the answer."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Comment.kind)

    def fill(self) -> None:
        said = [self.field("quote"), self.field("by", label="By"), self.statement]
        self._said = [one.control for one in said]
        self.field("on", label="Date")
        self._about = self.field("about")
        self._place = wrapped(style.role(QLabel(), "small"))
        self.add(self._place)
        self.part(
            FactsSection(self.session, "What others answered", "", _answers, ("comment",)),
        )
        self.line()
        self.field("state")
        self.field("reply")

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Comment)
        place = entity.place.replace(WITHIN, ", ")
        on = self.session.snapshot.find(entity.about)
        # Which words of the team a file was about is no choice, and is said as in the list: by the heading.
        words = entity.draft is not None and isinstance(on, ReportText)
        self._about.setVisible(not words)
        said = [
            about(self.session.snapshot, entity) if words else "",
            f"Where it stands: {place}" if place else "",
            "Marked as resolved in the file" if entity.resolved else "",
        ]
        self._place.setText(". ".join(part for part in said if part))
        self._place.setVisible(any(said))
        for control in self._said:
            # What came back in a file is a record of it; what somebody said is written down here and can be mended.
            control.setReadOnly(self.session.read_only or entity.draft is not None)  # type: ignore[attr-defined]

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Comment)
        made: list[Chip] = [(STATE_ICONS[entity.state.value], word(entity.state), None)]
        if entity.state is not CommentState.OPEN and not is_answered(entity):
            made.append(("circle-help", "Why? Write a reply", None))
        return made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Comment)
        if self.session.read_only or entity.state is not CommentState.OPEN:
            return ()
        if entity.draft is not None:
            return (
                ("Decline", "equal-not", partial(self.run, "review_decline", "report/review"), "D"),
                ("Accept", "check", partial(self.run, "review_accept", "report/review"), "A"),
            )
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
    return (
        STATE_ICONS[one.state.value],
        one.text or "No words yet",
        ". ".join(part for part in beneath if part),
    )


def _came_back(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    for one in snapshot.pointed_from(ReviewedDraft, "review", id):
        on = f"On {date_words(one.on)}" if one.on else ""
        yield one, ", ".join(part for part in (on, counts_in_words(_of_draft(snapshot, one.id))) if part)


def _of_draft(snapshot: Snapshot, id: str) -> tuple[Remark, ...]:
    comments = snapshot.pointed_from(Comment, "draft", id)
    return (
        *snapshot.pointed_from(Proposal, "draft", id),
        *(one for one in comments if not is_reply(snapshot, one)),
    )


def _answers(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    for one in snapshot.pointed_from(Comment, "answers", id):
        yield one, one.by


def _save(page: Page, kept: Attachment, name: str) -> None:
    """Save a copy of a file that is kept in the case where somebody says."""
    chosen, _ = QFileDialog.getSaveFileName(
        page.window(),
        "Save a copy",
        str(Path.home() / f"{name.replace(',', '')}.docx"),
        "Word documents (*.docx)",
    )
    if chosen:
        file_work(page.session).save(page, kept, Path(chosen))
