"""The columns of the tabular timeline: what each says of an entry, and which can be typed over."""

from collections.abc import Callable
from dataclasses import dataclass

from rca_workbench.drawing.lanes import NO_LANE
from rca_workbench.model import (
    Account,
    Actor,
    EvidenceItem,
    Excerpt,
    Knowledge,
    Lane,
    Snapshot,
    Stance,
    Time,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.time import said_in_words, short_label
from rca_workbench.model.words import word

MARK, WHEN, WHO, WHAT, FLAG, SOURCES, LANE, KIND, EXPECTED, DUE, SENSE, ACCOUNTS, KNOWN, NOTE, CODE = range(
    15
)


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """One column."""

    title: str
    width: int
    """In pixels at 100 %; 0 takes what is left."""
    says: Callable[[Snapshot, TimelineEntry], str]
    field: str = ""
    """The field that typing over a cell changes; empty where it cannot be typed over."""
    chosen: bool = False
    """Shown unless somebody chose otherwise."""


def _actor(snapshot: Snapshot, entry: TimelineEntry) -> str:
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


def sources(snapshot: Snapshot, entry: TimelineEntry) -> str:
    """What an entry rests on: the one source by name, or how many, and whether any disputes it."""
    found = snapshot.pointed_from(Excerpt, "about", entry.id)
    if len(found) == 1:
        item = snapshot.get(EvidenceItem, found[0].evidence)
        place = f", {found[0].place}" if found[0].place else ""
        return (item.code or item.name) + place if item else "1 source"
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


def _accounts(snapshot: Snapshot, entry: TimelineEntry) -> str:
    said = []
    for one in snapshot.pointed_from(Account, "entry", entry.id):
        item = snapshot.get(EvidenceItem, one.evidence)
        who = (item.code or item.name) if item else "No source"
        said.append(
            f"{who}: {' '.join(part for part in (short_label(one.time), shortened(one.text, 60)) if part)}"
        )
    return " ≠ ".join(said)


def _known(snapshot: Snapshot, entry: TimelineEntry) -> str:
    said = []
    for one in snapshot.pointed_from(Knowledge, "entry", entry.id):
        actor = snapshot.get(Actor, one.actor)
        said.append(f"{actor.role if actor else 'Somebody'} from {short_label(one.when)}")
    return ", ".join(said)


COLUMNS: tuple[EntryColumn, ...] = (
    EntryColumn("", 48, lambda snapshot, entry: entry.code, chosen=True),
    EntryColumn("When", 170, lambda snapshot, entry: short_label(entry.time), "time", chosen=True),
    EntryColumn("Who or what", 180, _actor, "actor", chosen=True),
    EntryColumn("What happened", 0, lambda snapshot, entry: entry.text, "text", chosen=True),
    EntryColumn("Flag", 176, flag, chosen=True),
    EntryColumn("Sources", 150, sources, chosen=True),
    EntryColumn("Lane", 130, lane_name),
    EntryColumn("Kind", 110, lambda snapshot, entry: word(entry.entry_kind)),
    EntryColumn("What should have happened", 260, lambda snapshot, entry: entry.expected, "expected"),
    EntryColumn("Was due", 140, lambda snapshot, entry: short_label(entry.expected_time)),
    EntryColumn("Why it made sense", 260, lambda snapshot, entry: entry.sense, "sense"),
    EntryColumn("Accounts", 260, _accounts),
    EntryColumn("Known from", 220, _known),
    EntryColumn("Note", 220, lambda snapshot, entry: entry.note, "note"),
    EntryColumn("Code", 70, lambda snapshot, entry: entry.code),
)
"""Every column, by the constants above."""


def cell(snapshot: Snapshot, entry: TimelineEntry, column: int) -> str:
    """What a column says of an entry."""
    return COLUMNS[column].says(snapshot, entry)


def when_typed(snapshot: Snapshot, time: Time) -> str:
    """A time as someone could have typed it, to start editing from."""

    def name(id: str) -> str:
        entry = snapshot.get(TimelineEntry, id)
        return entry.code or entry.text if entry else ""

    return said_in_words(time, name_of=name)
