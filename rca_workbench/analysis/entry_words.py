"""What a table says of a timeline entry beyond its own words: flag, lane, sources, accounts, who knew of it."""

from rca_workbench.model import (
    Account,
    Actor,
    EvidenceItem,
    Excerpt,
    Knowledge,
    Lane,
    Snapshot,
    Stance,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.time import short_label
from rca_workbench.model.words import word

NO_LANE = "No lane"


def role_of(snapshot: Snapshot, entry: TimelineEntry) -> str:
    """Who or what an entry is about, by role; empty where nobody is named."""
    actor = snapshot.get(Actor, entry.actor)
    return actor.role if actor else ""


def flag(snapshot: Snapshot, entry: TimelineEntry) -> str:
    """What stands out about an entry, in a word or two."""
    said = [word(entry.problem)] if entry.problem else []
    said += ["Harm"] if entry.harm else []
    said += ["Good practice"] if entry.good_practice else []
    if entry.accounts_state is not None:
        said.append(f"Accounts differ ({word(entry.accounts_state).lower()})")
    elif entry.conflict_note or entry.conflicts_with:
        said.append("Sources disagree")
    return ", ".join(said)


def source_places(snapshot: Snapshot, entry: TimelineEntry) -> str:
    """Every source of an entry by its code and place."""
    return "; ".join(_place(snapshot, one) for one in snapshot.pointed_from(Excerpt, "about", entry.id))


def sources(snapshot: Snapshot, entry: TimelineEntry) -> str:
    """What an entry rests on: the one source by name, or how many, and whether any disputes it."""
    found = snapshot.pointed_from(Excerpt, "about", entry.id)
    if len(found) == 1:
        return _place(snapshot, found[0])
    against = sum(one.stance is Stance.DISPUTES for one in found)
    said = f"{len(found)} sources" if found else ""
    return f"{said}, {against} disput{'es' if against == 1 else 'e'} it" if against else said


def lane_of(snapshot: Snapshot, entry: TimelineEntry) -> str | None:
    """The lane an entry stands in: its own, or that of who or what it was."""
    if entry.lane:
        return entry.lane
    actor = snapshot.get(Actor, entry.actor)
    return actor.lane if actor else None


def lane_name(snapshot: Snapshot, entry: TimelineEntry) -> str:
    """The lane an entry stands in, in words."""
    lane = snapshot.get(Lane, lane_of(snapshot, entry))
    return lane.label if lane else NO_LANE


def accounts(snapshot: Snapshot, entry: TimelineEntry, most: int = 60) -> str:
    """The accounts of a moment beside each other, each cut to `most` letters; empty where there is none."""
    said = []
    for one in snapshot.pointed_from(Account, "entry", entry.id):
        item = snapshot.get(EvidenceItem, one.evidence)
        who = (item.code or item.name) if item else "No source"
        when = short_label(one.time)
        said.append(f"{who}: {' '.join(part for part in (when, shortened(one.text, most)) if part)}")
    return " ≠ ".join(said)


def known(snapshot: Snapshot, entry: TimelineEntry) -> str:
    """Who could know of an entry from when."""
    said = []
    for one in snapshot.pointed_from(Knowledge, "entry", entry.id):
        actor = snapshot.get(Actor, one.actor)
        said.append(f"{actor.role if actor else 'Somebody'} from {short_label(one.when)}")
    return ", ".join(said)


def _place(snapshot: Snapshot, excerpt: Excerpt) -> str:
    item = snapshot.get(EvidenceItem, excerpt.evidence)
    place = f", {excerpt.place}" if excerpt.place else ""
    return (item.code or item.name) + place if item else "1 source"
