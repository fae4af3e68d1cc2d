"""What one does with what readers say: accept, decline, put off, answer. One gesture, one step, however many rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from rca_workbench.analysis.reviewing import Remark
from rca_workbench.model import Comment, CommentState, Proposal, ProposalState
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
    """Decide on several at once as one step. Accepting a proposed change writes it into the case."""
    from rca_workbench.report.returned import decide as settle

    proposals = [one for one in some if isinstance(one, Proposal)]
    comments = [one for one in some if isinstance(one, Comment)]
    undone: tuple[str, ...] = ()
    head = session.case.head
    with session.step(f"{VERBS[state]} {_called(session, some)}") as step:
        if proposals:
            undone = tuple(one.words for one in settle(step, proposals, state, reason))
        for comment in comments:
            said = {"reply": reason} if reason else {}
            step.change(comment, state=CommentState(state.value), **said)
    kept = session.case.head != head
    return Decided(len(some) - len(undone) if kept else 0, undone)


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


def _called(session: Session, some: Sequence[Remark]) -> str:
    called = names_of(session.snapshot, some)
    return called.removeprefix("the ")
