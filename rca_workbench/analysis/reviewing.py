"""Drafts that went out to colleagues, what came back of them, and how far that is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rca_workbench.model import (
    Comment,
    CommentState,
    Proposal,
    ProposalKind,
    ProposalState,
    Review,
    ReviewedDraft,
    ReviewKind,
    Snapshot,
)
from rca_workbench.model.words import counted

Remark = Proposal | Comment
"""What a reader says: other words, or a comment."""

WITHIN = " › "
"""Between the heading and the row in the place of a remark."""
STATES = ("open", "accepted", "declined", "deferred")
_STATE_WORDS = {"open": "open", "accepted": "accepted", "declined": "declined", "deferred": "put off"}


@dataclass(frozen=True, slots=True)
class DraftOut:
    """A draft that went out, and the files that came back of it."""

    review: Review | None
    """None gathers the files of which it is not known which draft they answer."""
    back: tuple[ReviewedDraft, ...]


def drafts_out(snapshot: Snapshot) -> tuple[DraftOut, ...]:
    """The drafts that went out to be read, the latest first, each with what came back; last, what answers none of them."""
    back: dict[str | None, list[ReviewedDraft]] = {}
    for one in snapshot.of(ReviewedDraft).values():
        there = snapshot.get(Review, one.review) if one.review else None
        back.setdefault(there.id if there is not None else None, []).append(one)
    # Of those sent on one day the later one was added later.
    out = [
        one for one in snapshot.of(Review).values() if one.review_kind is ReviewKind.DRAFT or one.id in back
    ]
    out.sort(key=lambda one: one.sent)
    made = [DraftOut(one, tuple(back.get(one.id, ()))) for one in reversed(out)]
    loose = back.get(None, [])
    return (*made, DraftOut(None, tuple(loose))) if loose else tuple(made)


def remarks(snapshot: Snapshot) -> tuple[Remark, ...]:
    """All that readers of drafts propose and say, in the order of the report; two words for one field stand together.

    A reply stands behind the comment it answers, also where that one came in another reader's file.
    """
    first: dict[object, str] = {}
    found: list[Remark] = []
    replies: dict[str, list[Comment]] = {}
    for proposal in snapshot.of(Proposal).values():
        key = subject_of(proposal)
        first[key] = min(first.get(key, proposal.order), proposal.order)
        found.append(proposal)
    for comment in snapshot.of(Comment).values():
        if not is_of_draft(comment):
            continue
        if comment.answers and snapshot.get(Comment, comment.answers) is not None:
            replies.setdefault(comment.answers, []).append(comment)
        else:
            found.append(comment)
    found.sort(
        key=lambda one: (
            first[subject_of(one)] if isinstance(one, Proposal) else one.order,
            isinstance(one, Comment),
            one.order,
            one.by,
        )
    )
    return tuple(_with_replies(found, replies))


def reader_of(snapshot: Snapshot, remark: Remark) -> str:
    """Whose it is, by role: where it does not say so itself, those from whom the file came; empty where nobody knows."""
    draft = snapshot.get(ReviewedDraft, remark.draft)
    return remark.by or (draft.by if draft is not None else "")


def is_of_draft(comment: Comment) -> bool:
    """Whether a comment came back in a draft."""
    return comment.draft is not None


def is_reply(snapshot: Snapshot, remark: Remark) -> bool:
    """Whether it answers another comment: what becomes of that one becomes of it."""
    return isinstance(remark, Comment) and snapshot.get(Comment, remark.answers or "") is not None


def subject_of(proposal: Proposal) -> tuple[str, ...]:
    """What a proposal is about: the same for two readers who would have one field otherwise."""
    if proposal.proposal_kind in (ProposalKind.CHANGE, ProposalKind.REMOVE) and proposal.subject:
        return (proposal.subject_kind, proposal.subject, proposal.field)
    return (proposal.id,)


def others_for(snapshot: Snapshot, proposal: Proposal) -> tuple[Proposal, ...]:
    """What other readers propose for the same field in other words, as far as it is not declined."""
    if not proposal.subject:
        return ()
    wanted = subject_of(proposal)
    return tuple(
        one
        for one in snapshot.pointed_from(Proposal, "subject", proposal.subject)
        if one.id != proposal.id
        and subject_of(one) == wanted
        and one.after != proposal.after
        and one.state is not ProposalState.DECLINED
    )


def is_open(remark: Remark) -> bool:
    """Whether nobody has decided yet."""
    return remark.state in (ProposalState.OPEN, CommentState.OPEN)


def open_remarks(snapshot: Snapshot) -> tuple[Remark, ...]:
    """What waits for a decision, each thread of comments once."""
    found: Sequence[Remark] = (
        *snapshot.of(Proposal).values(),
        *(one for one in snapshot.of(Comment).values() if is_of_draft(one) and not is_reply(snapshot, one)),
    )
    return tuple(one for one in found if is_open(one))


def counts_of(some: Iterable[Remark]) -> dict[str, int]:
    """How many are in each state."""
    counts = dict.fromkeys(STATES, 0)
    for one in some:
        counts[one.state.value] += 1
    return counts


def counts_in_words(some: Iterable[Remark]) -> str:
    """How many are in each state, as users read it: "12 open, 3 accepted". Those none is in are left out."""
    counts = counts_of(some)
    return ", ".join(f"{count} {_STATE_WORDS[state]}" for state, count in counts.items() if count)


def pressing_remarks(snapshot: Snapshot) -> str:
    """What waits for a decision, for the Overview; empty where nothing does."""
    found = open_remarks(snapshot)
    proposals = sum(isinstance(one, Proposal) for one in found)
    said = [
        counted(proposals, "proposed change") if proposals else "",
        counted(len(found) - proposals, "comment") if len(found) - proposals else "",
    ]
    return " and ".join(one for one in said if one)


def _with_replies(found: Sequence[Remark], replies: dict[str, list[Comment]]) -> Iterable[Remark]:
    waiting: list[Remark] = list(reversed(found))
    while waiting:
        one = waiting.pop()
        yield one
        under = replies.pop(one.id, [])
        waiting += sorted(under, key=lambda each: each.order, reverse=True)
