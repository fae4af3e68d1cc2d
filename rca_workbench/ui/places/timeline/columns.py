"""The columns of the tabular timeline: what each says of an entry, and which can be typed over."""

from collections.abc import Callable
from dataclasses import dataclass

from rca_workbench.analysis.entry_words import accounts, flag, known, lane_name, role_of, sources
from rca_workbench.model import Snapshot, Time, TimelineEntry
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


COLUMNS: tuple[EntryColumn, ...] = (
    EntryColumn("", 48, lambda snapshot, entry: entry.code, chosen=True),
    EntryColumn("When", 170, lambda snapshot, entry: short_label(entry.time), "time", chosen=True),
    EntryColumn("Who or what", 180, role_of, "actor", chosen=True),
    EntryColumn("What happened", 0, lambda snapshot, entry: entry.text, "text", chosen=True),
    EntryColumn("Flag", 176, flag, chosen=True),
    EntryColumn("Sources", 150, sources, chosen=True),
    EntryColumn("Lane", 130, lane_name),
    EntryColumn("Kind", 110, lambda snapshot, entry: word(entry.entry_kind)),
    EntryColumn("What should have happened", 260, lambda snapshot, entry: entry.expected, "expected"),
    EntryColumn("Was due", 140, lambda snapshot, entry: short_label(entry.expected_time)),
    EntryColumn("Why it made sense", 260, lambda snapshot, entry: entry.sense, "sense"),
    EntryColumn("Accounts", 260, accounts),
    EntryColumn("Known from", 220, known),
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
