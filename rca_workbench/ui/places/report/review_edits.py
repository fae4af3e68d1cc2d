"""What one does with what readers say: accept, decline, put off, answer. One gesture, one step, however many rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from rca_workbench.analysis.reviewing import Remark, is_reply
from rca_workbench.model import Comment, CommentState, Proposal, ProposalState
from rca_workbench.model.words import counted
from rca_workbench.report.word.tags import plain_text
from rca_workbench.ui.places.report.review_said import names_of
from rca_workbench.ui.session import Session

VERBS = {
    ProposalState.OPEN: "Open again",
    ProposalState.ACCEPTED: "Accept",
    ProposalState.DECLINED: "Decline",
    ProposalState.DEFERRED: "Put off",
}
OTHER_WORDS = "Accepted in other words than were proposed."


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision: how many it took, and in words what could not be done."""

    count: int
    undone: tuple[str, ...]


def decide(session: Session, some: Sequence[Remark], state: ProposalState, reason: str = "") -> Decided:
    """Decide on several at once as one step. Accepting a proposed change writes it into the case.

    Comments that nobody has answered stay open where several are accepted: among many they would count as settled unread.
    """
    from rca_workbench.report.returned import decide as settle

    waiting = _unanswered(session, some) if state is ProposalState.ACCEPTED and len(some) > 1 else []
    some = [one for one in some if one not in waiting]
    proposals = [one for one in some if isinstance(one, Proposal)]
    comments = [one for one in some if isinstance(one, Comment)]
    stay = _stay_open(len(waiting))
    if not some:
        return Decided(0, stay)
    undone: tuple[str, ...] = ()
    head = session.case.head
    with session.step(f"{VERBS[state]} {_called(session, some)}") as step:
        if proposals:
            undone = tuple(one.words for one in settle(step, proposals, state, reason))
        for comment in comments:
            said = {"reply": reason} if reason else {}
            step.change(comment, state=CommentState(state.value), **said)
    kept = session.case.head != head
    return Decided(len(some) - len(undone) if kept else 0, undone + stay)


def accept_in_words(session: Session, proposal: Proposal, words: str) -> Decided:
    """Accept a proposed change, but write these words."""
    from rca_workbench.report.returned import accept_in_words as settle

    reason = OTHER_WORDS if plain_text(words) != plain_text(proposal.after) else ""
    undone: tuple[str, ...] = ()
    head = session.case.head
    with session.step(f"Accept {_called(session, (proposal,))}") as step:
        undone = tuple(one.words for one in settle(step, proposal, words, reason))
    return Decided(int(session.case.head != head), undone)


def reply(session: Session, comment: Comment, text: str) -> None:
    """Write the answer to a comment; what becomes of it is another decision."""
    session.change(comment, "Answer comment", reply=text)


def _unanswered(session: Session, some: Sequence[Remark]) -> list[Remark]:
    return [
        one
        for one in some
        if isinstance(one, Comment) and not one.reply.strip() and not is_reply(session.snapshot, one)
    ]


def _stay_open(waiting: int) -> tuple[str, ...]:
    if not waiting:
        return ()
    verb, them = ("stays", "it") if waiting == 1 else ("stay", "them")
    return (f"{counted(waiting, 'comment')} without an answer {verb} open. Answer {them} with R.",)


def _called(session: Session, some: Sequence[Remark]) -> str:
    called = names_of(session.snapshot, some)
    return called.removeprefix("the ")
