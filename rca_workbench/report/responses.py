"""What readers of earlier drafts said, and what was done about it: the response table of the next draft.

Each remark with where it stands, from whom by role, what it says, the answer and the outcome; and each change of words
that was proposed and not taken up, with the reason. Comments on factual accuracy are printed with the involvement of
those affected, not here.
"""

from collections.abc import Iterator, Sequence

from rca_workbench.model import (
    Comment,
    Proposal,
    ProposalKind,
    ProposalState,
    Review,
    ReviewedDraft,
    ReviewKind,
    Snapshot,
    shortened,
)
from rca_workbench.model.words import counted, word
from rca_workbench.report.document import Block, Cell, Column, Heading, TableBlock, plain
from rca_workbench.report.telling import cell, stacked

_QUOTED = 160
"""Letters of the words a remark is about; the draft in the case has them whole."""
_LONGEST = 400
"""Letters of a proposed text."""
_NOT_TAKEN = (ProposalState.DECLINED, ProposalState.DEFERRED)


def responses(snapshot: Snapshot) -> list[Block]:
    """The remarks with their answers, then proposed changes that were not taken up; nothing where there are none."""
    comments = sorted(_comments(snapshot), key=lambda one: (_review_order(snapshot, one), one.order, one.id))
    rows = tuple(_row(snapshot, one) for one in comments)
    made: list[Block] = []
    if rows:
        columns = (
            Column("Where", 4), Column("From", 3), Column("What they say", 7), Column("Answer", 7), Column("Outcome", 2),
        )  # fmt: skip
        made += [
            plain(_how_many(comments)),
            TableBlock("Comments and the team's answers", columns, rows, "responses_table"),
        ]
    declined = tuple(_proposed(snapshot, one) for one in _in_order(snapshot) if one.state in _NOT_TAKEN)
    if declined:
        columns = (
            Column("Where", 4), Column("From", 3), Column("As it stood", 6), Column("As proposed", 6), Column("Why not", 5),
        )  # fmt: skip
        made += [
            Heading(2, "Proposed changes not taken up", "responses_declined"),
            TableBlock("Proposed changes not taken up, and why", columns, declined),
        ]
    return made


def _how_many(comments: Sequence[Comment]) -> str:
    """How many comments there are, and how many of them are answered."""
    said = f"{counted(len(comments), 'comment')} on earlier drafts"
    answered = sum(bool(one.reply.strip()) for one in comments)
    if answered == len(comments):
        return f"{said}, each with the answer of the team."
    return f"{said}: {answered} answered, {len(comments) - answered} not yet."


def _comments(snapshot: Snapshot) -> Iterator[Comment]:
    """Comments of rounds for comment that are no reply to another one."""
    for one in snapshot.of(Comment).values():
        review = _review_of(snapshot, one)
        accuracy = review is not None and review.review_kind is ReviewKind.ACCURACY
        came = review is not None or one.draft
        if came and not accuracy and not one.answers and one.text.strip():
            yield one


def _review_of(snapshot: Snapshot, one: Comment) -> Review | None:
    direct = snapshot.get(Review, one.review)
    draft = snapshot.get(ReviewedDraft, one.draft)
    return direct or (snapshot.get(Review, draft.review) if draft is not None else None)


def _review_order(snapshot: Snapshot, one: Comment) -> str:
    review = _review_of(snapshot, one)
    return review.sent if review is not None else ""


def _row(snapshot: Snapshot, one: Comment) -> tuple[Cell, ...]:
    draft, review = snapshot.get(ReviewedDraft, one.draft), _review_of(snapshot, one)
    by = one.by or (draft.by if draft is not None else "") or (review.to if review is not None else "")
    version = (draft.version if draft is not None else "") or (review.version if review is not None else "")
    about = f"“{shortened(one.quote, _QUOTED)}”" if one.quote.strip() else ""
    replies = snapshot.pointed_from(Comment, "answers", one.id)
    said = [f"{each.by or 'Another reader'}: {each.text}" for each in replies if each.text.strip()]
    return (
        stacked(one.place or "Not said", version),
        by or "Not said",
        stacked(about, one.text, *said),
        cell(one, "reply") or "No answer yet",
        word(one.state),
    )


def _in_order(snapshot: Snapshot) -> list[Proposal]:
    return sorted(snapshot.of(Proposal).values(), key=lambda one: (one.draft or "", one.order, one.id))


def _proposed(snapshot: Snapshot, one: Proposal) -> tuple[Cell, ...]:
    draft = snapshot.get(ReviewedDraft, one.draft)
    before = "" if one.proposal_kind is ProposalKind.ADD else shortened(one.before, _LONGEST)
    after = "To be taken out" if one.proposal_kind is ProposalKind.REMOVE else shortened(one.after, _LONGEST)
    return (
        stacked(one.place or "Not said", draft.version if draft is not None else ""),
        one.by or (draft.by if draft is not None else "") or "Not said",
        before,
        after,
        stacked(word(one.state), cell(one, "reason") or "No reason given"),
    )
