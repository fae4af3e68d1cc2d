"""The factual-accuracy round: who was asked whether the facts are right, what they said, and what was done about it.

Those affected and those concerned read the draft before it is final; each comment is answered, and where views still
differ both are shown (PSIRF guide to engagement, stage ES-5).
"""

from dataclasses import dataclass
from enum import StrEnum

from rca_workbench.analysis.roles import nature_of
from rca_workbench.model import CLOSE, Actor, Comment, CommentState, Review, ReviewKind, Snapshot


class RoundState(StrEnum):
    """How far one sharing of the draft has come, what needs work first."""

    NOT_SENT = "not_sent"
    WAITING = "waiting"
    """With them; nothing has come back."""
    COMMENTS_OPEN = "comments_open"
    ANSWERED = "answered"
    """Everything that came back has been answered."""
    DECLINED = "declined"
    """They did not wish to read it."""


ROUND_WORDS = {
    RoundState.NOT_SENT: "Not sent yet",
    RoundState.WAITING: "Sent, nothing back yet",
    RoundState.COMMENTS_OPEN: "Comments to answer",
    RoundState.ANSWERED: "Returned and answered",
    RoundState.DECLINED: "Did not wish to read it",
}

DIFFERING = (CommentState.DECLINED, CommentState.DEFERRED)
"""Comments that were not followed: there views may still differ."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One person or group the draft was shared with."""

    review: Review
    to: str
    comments: tuple[Comment, ...]
    state: RoundState
    close: bool
    """Whether it is patient or family; what others say is not for them to read."""

    @property
    def words(self) -> str:
        """The state as users read it."""
        return ROUND_WORDS[self.state]

    @property
    def unanswered(self) -> tuple[Comment, ...]:
        """Comments still open, or not followed without a reply."""
        return tuple(one for one in self.comments if not is_answered(one))


def is_answered(comment: Comment) -> bool:
    """Whether a comment was accepted, or declined or deferred with a reply."""
    if comment.state is CommentState.ACCEPTED:
        return True
    return comment.state is not CommentState.OPEN and bool(comment.reply.strip())


def shared(snapshot: Snapshot) -> tuple[Shared, ...]:
    """Everyone who was asked whether the facts are right, what needs work first."""
    found = [
        sharing_of(snapshot, one)
        for one in snapshot.of(Review).values()
        if one.review_kind is ReviewKind.ACCURACY
    ]
    return tuple(sorted(found, key=lambda one: tuple(RoundState).index(one.state)))


def sharing_of(snapshot: Snapshot, review: Review) -> Shared:
    """One sharing with what came back."""
    comments = tuple(snapshot.pointed_from(Comment, "review", review.id))
    to = recipient(snapshot, review)
    return Shared(review, to, comments, _state(review, comments), _is_close(snapshot, review, to))


def recipient(snapshot: Snapshot, review: Review) -> str:
    """To whom, by role; empty where that is not said."""
    actor = snapshot.get(Actor, review.person)
    return (actor.role if actor is not None else "") or review.to.strip()


def still_differing(snapshot: Snapshot) -> tuple[Comment, ...]:
    """Comments of the factual-accuracy round that were not followed."""
    return tuple(one for each in shared(snapshot) for one in each.comments if one.state in DIFFERING)


def _is_close(snapshot: Snapshot, review: Review, to: str) -> bool:
    """By who they are; where no person was chosen, or nobody said who they are, by the words."""
    actor = snapshot.get(Actor, review.person)
    if actor is not None and actor.nature is not None:
        return actor.nature in CLOSE
    if nature_of(to) is not None:
        return nature_of(to) in CLOSE
    said = to.casefold()
    people = (one for one in snapshot.of(Actor).values() if one.nature in CLOSE)
    return any(one.role and one.role.casefold() in said for one in people)


def _state(review: Review, comments: tuple[Comment, ...]) -> RoundState:
    if review.declined:
        return RoundState.DECLINED
    if any(not is_answered(one) for one in comments):
        return RoundState.COMMENTS_OPEN
    if review.returned or comments:
        return RoundState.ANSWERED
    return RoundState.WAITING if review.sent else RoundState.NOT_SENT
