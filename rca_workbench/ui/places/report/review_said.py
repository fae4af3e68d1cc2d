"""What readers of a draft say, in the words of the Review tab and of its Details."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from rca_workbench.analysis.reviewing import WITHIN, Remark, is_reply, others_for, reader_of, subject_of
from rca_workbench.analysis.word_changes import Piece, said, word_changes
from rca_workbench.model import (
    KINDS,
    Comment,
    Proposal,
    ProposalKind,
    ProposalState,
    ReportText,
    Snapshot,
    shortened,
)
from rca_workbench.model.fault import Fault
from rca_workbench.model.time_said import date_words
from rca_workbench.report.word.tags import plain_text
from rca_workbench.ui.fields.names import kind_word, line_of

NO_SECTION = "Where it stands is not known"
_TEXTS = "report_text"


def section_of(remark: Remark) -> str:
    """The heading under which it stands in the draft."""
    return remark.place.partition(WITHIN)[0].strip() or NO_SECTION


def row_of(remark: Remark) -> str:
    """Where under that heading: the row of a table or the point of a list; empty where it is no such place."""
    return remark.place.partition(WITHIN)[2].strip()


def now_of(snapshot: Snapshot, proposal: Proposal) -> str | None:
    """What the field says now, as a reader sees it; None where the thing is gone or it is about no field."""
    from rca_workbench.report.returned import key_for
    from rca_workbench.report.returned import now_of as words_now

    if proposal.proposal_kind is not ProposalKind.CHANGE:
        return None
    return words_now(snapshot, key_for(proposal))


def has_moved_on(snapshot: Snapshot, proposal: Proposal) -> bool:
    """Whether the field of an open proposal says now neither what went out nor what came back."""
    if proposal.proposal_kind is not ProposalKind.CHANGE or proposal.state is ProposalState.ACCEPTED:
        return False
    now = now_of(snapshot, proposal)
    return now is not None and plain_text(now) not in (
        plain_text(proposal.before),
        plain_text(proposal.after),
    )


def merged_words(snapshot: Snapshot, proposal: Proposal) -> str | None:
    """The words of now with the reader's change in them; None where both changed the same words."""
    from rca_workbench.report.returned import would_say

    return would_say(snapshot, proposal)


def clashing(some: Iterable[Remark]) -> frozenset[str]:
    """Ids of those among several changes that want different words in one place: not all of them can be accepted."""
    from rca_workbench.report.returned.merging import merged

    found: set[str] = set()
    by_subject: dict[tuple[str, ...], list[Proposal]] = {}
    for one in some:
        if isinstance(one, Proposal) and one.proposal_kind is ProposalKind.CHANGE and one.after != one.before:
            by_subject.setdefault(subject_of(one), []).append(one)
    for several in by_subject.values():
        for one, other in combinations(several, 2):
            if one.after != other.after and merged(one.before, other.after, one.after) is None:
                found |= {one.id, other.id}
    return frozenset(found)


def unanswered(snapshot: Snapshot, some: Iterable[Remark]) -> frozenset[str]:
    """Ids of the comments that nobody has answered: accepted among many they would count as settled unread."""
    return frozenset(
        one.id
        for one in some
        if isinstance(one, Comment) and not one.reply.strip() and not is_reply(snapshot, one)
    )


def about(snapshot: Snapshot, remark: Remark) -> str:
    """What it is about: "Finding F2: text", "Your words for Summary"; its place where that is no field."""
    if isinstance(remark, Comment):
        one = snapshot.find(remark.about) if remark.about else None
        if isinstance(one, ReportText):
            return (
                f"Your words for {_heading(snapshot, f'{one.template}:{one.section}') or section_of(remark)}"
            )
        return shortened(line_of(one), 60) if one is not None else row_of(remark) or "Comment"
    if remark.subject_kind == _TEXTS:
        return f"Your words for {_heading(snapshot, remark.subject) or section_of(remark)}"
    thing = snapshot.find(remark.subject)
    kind = KINDS.get(remark.subject_kind)
    if thing is None or kind is None:
        return row_of(remark) or section_of(remark)
    label = kind.by_name[remark.field].type.label if remark.field in kind.by_name else ""
    code = str(getattr(thing, "code", ""))
    called = f"{kind_word(thing, snapshot)} {code}".strip() if not kind.single else ""
    if label == kind_word(thing, snapshot):
        label = ""
    return ": ".join(part for part in (called, label) if part) or line_of(thing)


def who_and_when(snapshot: Snapshot, remark: Remark, *, short: bool = False) -> str:
    """By whom, on which day, and whether it was tracked."""
    how = ""
    if isinstance(remark, Proposal):
        how = "tracked" if remark.tracked else "not tracked" if short else "typed without Track Changes"
    elif remark.resolved:
        how = "resolved" if short else "marked as resolved in the file"
    parts = (
        reader_of(snapshot, remark) or "Reader not known",
        date_words(remark.on, short=short) if remark.on else "",
        how,
    )
    return ", ".join(part for part in parts if part)


def pieces_of(proposal: Proposal) -> tuple[Piece, ...]:
    """The difference between what went out and what came back."""
    return word_changes(proposal.before, proposal.after)


def change_in_words(proposal: Proposal) -> str:
    """The same, for those who hear it."""
    match proposal.proposal_kind:
        case ProposalKind.ADD:
            return f"Adds “{' '.join(proposal.after.split())}”"
        case ProposalKind.REMOVE:
            return f"Removes “{' '.join(proposal.before.split())}”"
    words = said(pieces_of(proposal))
    return words[:1].upper() + words[1:]


def doubt_of(snapshot: Snapshot, remark: Remark) -> str:
    """What whoever decides has to know of an open proposal; empty where nothing is."""
    if not isinstance(remark, Proposal) or remark.state is ProposalState.DECLINED:
        return ""
    others = others_for(snapshot, remark)
    if others:
        who = dict.fromkeys(reader_of(snapshot, one) or "another reader" for one in others)
        return f"{' and '.join(who)} {'differs' if len(who) == 1 else 'differ'}"
    if remark.state is ProposalState.ACCEPTED:
        return ""
    if remark.proposal_kind is ProposalKind.CHANGE and now_of(snapshot, remark) is None:
        return "What it is about is no longer in the case" if remark.subject_kind != _TEXTS else ""
    return "Says something else now" if has_moved_on(snapshot, remark) else ""


def answer_of(remark: Remark) -> str:
    """The reason or the reply that was given."""
    return remark.reply if isinstance(remark, Comment) else remark.reason


def needs_words(snapshot: Snapshot, remark: Remark) -> bool:
    """Whether it was not followed and nobody said why."""
    if is_reply(snapshot, remark):
        return False
    return remark.state.value in ("declined", "deferred") and not answer_of(remark).strip()


def names_of(snapshot: Snapshot, some: Sequence[Remark]) -> str:
    """Several of them, or the one, in a question: "3 proposed changes", "the comment of Reader 1"."""
    if len(some) == 1:
        what = "comment" if isinstance(some[0], Comment) else "proposed change"
        by = reader_of(snapshot, some[0])
        return f"the {what} of {by}" if by else f"the {what}"
    kinds = {type(one) for one in some}
    what = (
        "comments"
        if kinds == {Comment}
        else "proposed changes"
        if kinds == {Proposal}
        else "changes and comments"
    )
    return f"{len(some)} {what}"


def _heading(snapshot: Snapshot, id: str) -> str:
    """The heading of the section whose words these are: their id is `TEMPLATE:SECTION`."""
    from rca_workbench.report.template import template

    name, _, section = id.partition(":")
    try:
        plan = template(name)
    except Fault:
        return ""
    found = next((one for one in plan.sections if one.id == section), None)
    return found.heading(snapshot.case.profile) if found is not None else ""
