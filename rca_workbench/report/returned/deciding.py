"""Decisions on what a reviewed draft proposes. Accepting writes into the case; all in the step of whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass

from rca_workbench.analysis.prose import rendered, with_references
from rca_workbench.model import KINDS, Proposal, ProposalKind, ProposalState, ReportText, Snapshot, new_id
from rca_workbench.model.entity import Entity
from rca_workbench.model.fault import Fault
from rca_workbench.report.document import FieldKey
from rca_workbench.report.returned.adding import add_row
from rca_workbench.report.returned.merging import merged
from rca_workbench.report.word.tags import plain_text
from rca_workbench.store import Step

SECTION = ReportText.kind.name


@dataclass(frozen=True, slots=True)
class Undone:
    """A proposal that could not be taken in as it stands, and why, in sentences."""

    proposal: Proposal
    words: str


def key_for(proposal: Proposal) -> FieldKey:
    """Which text of the case a proposal is about."""
    return FieldKey(proposal.subject_kind, proposal.subject, proposal.field)


def entity_of(snapshot: Snapshot, key: FieldKey) -> Entity | None:
    """The thing that holds a text; None where it is gone, or was never written."""
    kind = KINDS.get(key.kind)
    if kind is None:
        return None
    if kind is ReportText.kind:
        template, _, section = key.id.partition(":")
        written = snapshot.pointed_from(ReportText, "section", section)
        own = [one for one in written if one.template == template]
        return next(iter((*own, *(one for one in written if not one.template))), None)
    found = snapshot.table(key.kind).get(key.id)
    return kind.cls(id=kind.name) if found is None and kind.single and key.id == kind.name else found


def now_of(snapshot: Snapshot, key: FieldKey) -> str | None:
    """What a field says now, as a reader sees it; None where it is gone.

    Words for a section that nobody has written yet are empty: they can be written at any time.
    """
    kind = KINDS.get(key.kind)
    if kind is None or key.field not in kind.by_name:
        return None
    one = entity_of(snapshot, key)
    if one is None:
        return "" if key.kind == SECTION and ":" in key.id else None
    return shown(snapshot, key, str(getattr(one, key.field)))


def shown(snapshot: Snapshot, key: FieldKey, text: str) -> str:
    """Words of a field as a reader sees them: references in what the team wrote are in words."""
    return rendered(snapshot, text) if key.kind == SECTION else text


def kept(snapshot: Snapshot, key: FieldKey, stored: str, edited: str) -> str:
    """Words that a reader sees as the case holds them: references that still stand in them stay references."""
    return with_references(snapshot, stored, edited) if key.kind == SECTION else edited


def would_say(snapshot: Snapshot, proposal: Proposal) -> str | None:
    """What a field would say if its change were accepted now; None where both sides changed the same words.

    Where the case moved on meanwhile, what the reader changed goes into the words of now.
    """
    now = now_of(snapshot, key_for(proposal))
    return None if now is None else merged_in(proposal.before, proposal.after, now)


def merged_in(before: str, after: str, now: str) -> str | None:
    """`now` with a reader's change in it. Blanks and empty lines, which a Word file does not keep, are those of now."""
    if plain_text(now) == plain_text(after):
        return now
    if plain_text(now) == plain_text(before):
        # Word keeps neither empty lines nor runs of blanks: what the reader did not touch stays as the case has it.
        return merged(before, after, now) or after
    return merged(before, after, now)


def decide(
    step: Step, proposals: Iterable[Proposal], state: ProposalState, reason: str = ""
) -> tuple[Undone, ...]:
    """Accept, decline or put off proposals, in the order given.

    Accepting writes a change into its field, adds a new row, or takes out what was removed. Words in a place that is no
    field change nothing: accepting them says that they were dealt with.

    Returns:
        Those that could not be taken in. They are left as they were, and everything else is done.
    """
    undone: list[Undone] = []
    for one in proposals:
        held = step.snapshot.get(Proposal, one.id)
        if held is None:
            undone.append(Undone(one, "It is no longer in the case."))
            continue
        words = ""
        if held.state is ProposalState.ACCEPTED and state is not ProposalState.ACCEPTED:
            if held.proposal_kind is not ProposalKind.ELSEWHERE:
                words = "It was accepted already and its words stand in the case. Undo brings back what was there."
        elif state is ProposalState.ACCEPTED and held.state is not state:
            words = _apply(step, held)
        if words:
            undone.append(Undone(held, words))
        else:
            step.change(held, state=state, reason=reason)
    return tuple(undone)


def accept_in_words(step: Step, proposal: Proposal, words: str, reason: str = "") -> tuple[Undone, ...]:
    """Accept a change of a field, but write these words, which may be neither those of the draft nor those of now."""
    held = step.snapshot.get(Proposal, proposal.id)
    if held is None:
        return (Undone(proposal, "It is no longer in the case."),)
    key = key_for(held)
    now = now_of(step.snapshot, key)
    if now is None:
        return (Undone(held, "What these words belong to is no longer in the case."),)
    try:
        _write(step, key, now, words)
    except (Fault, ValueError) as fault:
        return (Undone(held, fault.what if isinstance(fault, Fault) else str(fault)),)
    step.change(held, state=ProposalState.ACCEPTED, reason=reason)
    return ()


def _apply(step: Step, one: Proposal) -> str:
    """Write one proposal into the case; gives why it cannot be, empty where it was."""
    try:
        match one.proposal_kind:
            case ProposalKind.CHANGE:
                return _change(step, one)
            case ProposalKind.REMOVE:
                return _remove(step, one)
            case ProposalKind.ADD:
                return add_row(step, one)
    except (Fault, ValueError) as fault:
        return fault.what if isinstance(fault, Fault) else str(fault)
    return ""


def _change(step: Step, one: Proposal) -> str:
    key, snapshot = key_for(one), step.snapshot
    now = now_of(snapshot, key)
    if now is None:
        return "What these words belong to is no longer in the case."
    text = merged_in(one.before, one.after, now)
    if text is None:
        return (
            "The same words were changed in the case since this draft went out. Read the three texts and write the field "
            "by hand."
        )
    _write(step, key, now, text)
    return ""


def _write(step: Step, key: FieldKey, now: str, text: str) -> None:
    """Have a field say a text in which a reader sees it; words for a section may not be in the case yet."""
    held = entity_of(step.snapshot, key)
    if held is None:
        template, _, section = key.id.partition(":")
        step.add(ReportText(id=new_id(), template=template, section=section, text=text))
    elif text != now:
        stored = str(getattr(held, key.field))
        step.change(held, **{key.field: kept(step.snapshot, key, stored, text)})


def _remove(step: Step, one: Proposal) -> str:
    held = entity_of(step.snapshot, key_for(one))
    if held is not None and not held.kind.single:
        step.remove(held)
        return ""
    return "" if held is None else "This belongs to every case and cannot be taken out."
