"""Edits of moments that sources tell differently, each one step."""

from dataclasses import replace

from rca_workbench.model import (
    Account,
    AccountState,
    Entity,
    EntryLink,
    Excerpt,
    Stance,
    Time,
    TimelineEntry,
    TimeLink,
    new_id,
)
from rca_workbench.model.fields import Ref, Refs
from rca_workbench.store import Step
from rca_workbench.ui.session import Session


def told(session: Session, entry: TimelineEntry) -> str:
    """Add an account of a moment; returns its id.

    With the first one, what the entry says now becomes an account as well, with the entry's own source, and the
    moment is disputed from then on.
    """
    id = new_id()
    with session.step("Add another account") as step:
        if not step.snapshot.pointed_from(Account, "entry", entry.id):
            step.add(_as_account(step, entry, entry.id))
        if entry.accounts_state is None:
            step.change(entry, accounts_state=AccountState.DISPUTED)
        step.add(Account(id=id, entry=entry.id))
    return id


def settle_on(session: Session, entry: TimelineEntry, account: Account) -> None:
    """Let the entry say what an account says. The accounts stay; the earlier wording stays in the history."""
    fields: dict[str, object] = {"accounts_state": AccountState.RESOLVED}
    if account.text.strip():
        fields["text"] = account.text
    if account.time != Time():
        fields["time"] = account.time
    session.change(entry, "Settle on an account", **fields)


def join(session: Session, entry: TimelineEntry, other: TimelineEntry) -> None:
    """Make two entries that tell of the same moment one, with both as its accounts. Nothing either says is lost.

    What points to the other entry points to this one then; its own words live on in its account and its note.
    """
    with session.step("Make two accounts of one moment") as step:
        for one in (entry, other):
            if not step.snapshot.pointed_from(Account, "entry", one.id):
                step.add(_as_account(step, one, entry.id))
        for pointing in list(step.snapshot.pointing_to(other.id)):
            _repoint(step, pointing, other.id, entry.id)
        note = "\n".join(part for part in (entry.note, other.note, other.conflict_note) if part)
        step.change(entry, accounts_state=AccountState.DISPUTED, note=note)
        step.remove(other)


def _as_account(step: Step, entry: TimelineEntry, moment: str) -> Account:
    """What an entry says, as an account according to the first source that supports it."""
    sources = step.snapshot.pointed_from(Excerpt, "about", entry.id)
    first = next((one for one in sources if one.stance is Stance.SUPPORTS), None)
    return Account(
        id=new_id(),
        entry=moment,
        evidence=first.evidence if first else None,
        place=first.place if first else "",
        time=entry.time if entry.time.anchor != moment else Time(said=entry.time.said),
        text=entry.text,
    )


def _repoint(step: Step, one: Entity, old: str, new: str) -> None:
    """Let what points to one entry point to another; what would then point from an entry to itself goes."""
    fields: dict[str, object] = {}
    for field, target in one.kind.references(one):
        value = getattr(one, field.name)
        if target != old:
            continue
        if isinstance(field.type, Ref):
            fields[field.name] = new
        elif isinstance(field.type, Refs):
            kept = dict.fromkeys(new if id == old else id for id in value)
            fields[field.name] = tuple(id for id in kept if id != one.id)
        elif isinstance(value, Time):
            itself = one.id == new
            fields[field.name] = Time(said=value.said) if itself else replace(value, anchor=new)
    if isinstance(one, EntryLink | TimeLink) and _ends(one, fields) == {new}:
        step.remove(one)
    elif fields:
        step.change(one, **fields)


def _ends(one: EntryLink | TimeLink, fields: dict[str, object]) -> set[object]:
    names = ("source", "target") if isinstance(one, EntryLink) else ("earlier", "later")
    return {fields.get(name, getattr(one, name)) for name in names}
