"""What the timeline says of one entry. Its words are worked out when they are first shown: most never are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from rca_workbench.drawing.ticks import DAY, duration_words, heading_words
from rca_workbench.model import EntryKind, TimelineEntry
from rca_workbench.model.time import moment as wall_clock
from rca_workbench.model.time import said_in_words, short_label, window
from rca_workbench.model.words import word

NameOf = Callable[[str], str]
"""Gives the name of an entry another one's time is counted from."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of an entry beyond itself."""

    lane: str
    """Id of its lane; empty for none."""
    lane_label: str
    actor: str
    """The role of who or what it is about."""
    card: str
    """"problem" or "harm" where it is a card, else empty."""
    sources: int


@dataclass
class Moment:
    """One entry as the timeline shows it. Times are seconds of the wall clock, as in `model.time.Window`."""

    entry: TimelineEntry
    around: Around
    name_of: NameOf
    start: float
    """The earliest it may have been, or the latest where the other side is open."""
    end: float
    mark: str
    """Name of its mark in the tokens: "disc", "ring_whisker"."""
    order: int = 0
    """Its place among all entries."""

    def __post_init__(self) -> None:
        self.id = self.entry.id
        self.blocks: dict[tuple[bool, float], object] = {}
        """The room its words need, as drawing worked it out."""
        self.lane = self.around.lane
        self.card = self.around.card
        self.good = bool(self.entry.good_practice)
        self.background = self.entry.entry_kind is EntryKind.BACKGROUND
        self.disagrees = bool(self.entry.conflicts_with or self.entry.conflict_note)
        self.at = (self.start + self.end) / 2 if self.mark in ("disc_halo", "ring_whisker") else self.start
        """Where its mark stands."""
        expected = window(self.entry.expected_time)
        due = expected.earliest if expected.earliest is not None else expected.latest
        self.expected_at = None if due is None else float(due)

    @cached_property
    def text(self) -> str:
        """What happened, on one line."""
        return " ".join(self.entry.text[:400].split())

    @cached_property
    def when(self) -> str:
        """Its time in full: "22 Apr 2019 19:34"."""
        return _capital(short_label(self.entry.time, None, self.name_of))

    @cached_property
    def clock(self) -> str:
        """Its time where its day can be seen already: "19:34"."""
        return _capital(short_label(self.entry.time, wall_clock(int(self.start)).date(), self.name_of))

    @cached_property
    def printed(self) -> str:
        """Its time under the date that heads it in print: by the clock wherever that is known."""
        day = wall_clock(int(self.start)).date()
        if self.end - self.start >= DAY / 2 or wall_clock(int(self.end)).date() != day:
            return self.clock
        return _capital(short_label(replace(self.entry.time, said=""), day, self.name_of))

    @cached_property
    def heading(self) -> str:
        """The day, month or year a printed timeline gathers it under."""
        return heading_words(self.start, self.end)

    @cached_property
    def late(self) -> str:
        """The difference between what was expected and what happened, in words; empty where they meet."""
        if self.expected_at is None or abs(self.start - self.expected_at) < 60:
            return ""
        how = "late" if self.start > self.expected_at else "early"
        return f"{duration_words(self.start - self.expected_at)} {how}"

    @cached_property
    def name(self) -> str:
        """What a screen reader says of it."""
        return entry_name(self.entry, self.around, said_in_words(self.entry.time, self.name_of))


def entry_name(entry: TimelineEntry, around: Around, when: str) -> str:
    """What a screen reader says of an entry: everything, in one sentence."""
    sources = around.sources
    said = [
        word(entry.problem) or around.card.capitalize() or word(entry.entry_kind),
        entry.text or "no text yet",
        when,
        around.actor,
        f"lane {around.lane_label}" if around.lane_label else "",
        "good practice" if entry.good_practice else "",
        "sources disagree" if entry.conflicts_with or entry.conflict_note else "",
        f"{sources} source{'' if sources == 1 else 's'}" if sources else "no source yet",
    ]
    return ", ".join(part for part in said if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
