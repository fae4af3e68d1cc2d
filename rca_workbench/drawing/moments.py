"""What the timeline says of one entry. Its words are worked out when they are first shown: most never are."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from rca_workbench.drawing.ticks import DAY, duration_words, heading_words
from rca_workbench.model import EntryKind, TimelineEntry
from rca_workbench.model.time import Time, said_in_words, short_label, window
from rca_workbench.model.time import moment as wall_clock
from rca_workbench.model.timeline import AccountState
from rca_workbench.model.words import word

NameOf = Callable[[str], str]
"""Gives the name of an entry another one's time is counted from."""


@dataclass(frozen=True, slots=True)
class Strand:
    """One source's version of a moment."""

    source: str
    """Short name of the source, such as "E4"."""
    when: str
    """Its time in words; empty where it gives none."""
    span: tuple[float, float] | None
    """Between which seconds it puts the moment; None where it gives no time."""
    mark: str
    text: str

    @property
    def said(self) -> str:
        """What is written beside it: "According to E4: about 02:10"."""
        said = ", ".join(part for part in (self.when, self.text) if part)
        return f"According to {self.source}: {said or 'no time given'}"


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
    strands: tuple[Strand, ...] = ()
    """The accounts that compete for it."""


@dataclass(slots=True, eq=False)
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
    at: float = field(init=False)
    """Where its mark stands."""
    due: tuple[float, float] | None = field(init=False)
    """Between when and when it should have happened."""
    _words: "MomentWords | None" = field(init=False, default=None, repr=False)

    def __post_init__(self) -> None:
        middle = self.mark in ("disc_halo", "ring_whisker")
        self.at = (self.start + self.end) / 2 if middle else self.start
        expected = self.entry.expected_time
        self.due = _due(expected) if expected.start is not None else None

    @property
    def id(self) -> str:
        """Id of the entry."""
        return self.entry.id

    @property
    def lane(self) -> str:
        """Id of its lane; empty for none."""
        return self.around.lane

    @property
    def card(self) -> str:
        """As what it is drawn as a card: "problem", "harm"; empty for none."""
        return self.around.card

    @property
    def strands(self) -> tuple[Strand, ...]:
        """The accounts that compete for it."""
        return self.around.strands

    @property
    def good(self) -> bool:
        """True for good practice."""
        return bool(self.entry.good_practice)

    @property
    def undone(self) -> bool:
        """True for something that should have happened and did not."""
        return bool(self.entry.is_omission)

    @property
    def background(self) -> bool:
        """True for what only sets the scene."""
        return self.entry.entry_kind is EntryKind.BACKGROUND

    @property
    def disagrees(self) -> bool:
        """True where sources tell different things."""
        entry = self.entry
        return bool(entry.conflicts_with or entry.conflict_note) or self.standing == AccountState.DISPUTED

    @property
    def standing(self) -> AccountState | None:
        """Where its accounts stand; those nobody has settled are disputed. None without accounts."""
        return self.entry.accounts_state or (AccountState.DISPUTED if self.around.strands else None)

    @property
    def first(self) -> float:
        """The earliest second anything of it is drawn at."""
        low = self.start if self.due is None else min(self.start, self.due[0])
        return min((low, *(one.span[0] for one in self.strands if one.span))) if self.strands else low

    @property
    def last(self) -> float:
        """The latest second anything of it is drawn at."""
        high = self.end if self.due is None else max(self.end, self.due[1])
        return max((high, *(one.span[1] for one in self.strands if one.span))) if self.strands else high

    @property
    def words(self) -> "MomentWords":
        """What is written of it."""
        if self._words is None:
            self._words = MomentWords(self)
        return self._words

    @property
    def text(self) -> str:
        """What happened, on one line."""
        return self.words.text

    @property
    def when(self) -> str:
        """Its time in full: "22 Apr 2019 19:34"."""
        return self.words.when

    @property
    def heading(self) -> str:
        """The day, month or year a printed timeline gathers it under."""
        return self.words.heading

    @property
    def name(self) -> str:
        """What a screen reader says of it."""
        return self.words.name

    def placed(self, at: float) -> "Moment":
        """The same entry at another second, as where its order alone is known."""
        return replace(self, start=at, end=at)


class MomentWords:
    """The words of a moment, each made when first asked for."""

    def __init__(self, moment: Moment) -> None:
        self._entry, self._around, self._name_of = moment.entry, moment.around, moment.name_of
        self._start, self._end, self._at, self._due = moment.start, moment.end, moment.at, moment.due
        self._long, self._mark = moment.end - moment.start, moment.mark
        self._standing = moment.standing

    @cached_property
    def text(self) -> str:
        """What happened, on one line."""
        return " ".join(self._entry.text[:400].split())

    @cached_property
    def when(self) -> str:
        """Its time in full; that of what was not done is when it was due."""
        return _capital(self._due_words() or short_label(self._entry.time, None, self._name_of))

    @cached_property
    def clock(self) -> str:
        """Its time where its day can be seen already: "19:34"."""
        day = wall_clock(int(self._start)).date()
        if self._due_words():
            return f"Due {short_label(self._entry.expected_time, day, self._name_of)}"
        return _capital(short_label(self._entry.time, day, self._name_of))

    @cached_property
    def printed(self) -> str:
        """Its time under the date that heads it in print: by the clock wherever that is known."""
        day = wall_clock(int(self._start)).date()
        if self._due_words() or self._long >= DAY / 2 or wall_clock(int(self._end)).date() != day:
            return self.clock
        return _capital(short_label(replace(self._entry.time, said=""), day, self._name_of))

    @cached_property
    def heading(self) -> str:
        """The day, month or year a printed timeline gathers it under."""
        return heading_words(self._start, self._end)

    @cached_property
    def late(self) -> str:
        """The difference between what was expected and what happened, in words; empty where they meet."""
        if self._entry.is_omission:
            return "Not done"
        return _difference(self._start, self._end, self._at, self._mark, self._due) if self._due else ""

    @cached_property
    def standing(self) -> str:
        """Where the accounts stand, in a word: "Disputed"; empty without accounts."""
        return word(self._standing)

    @cached_property
    def name(self) -> str:
        """What a screen reader says of it."""
        when = self._due_words() or said_in_words(self._entry.time, self._name_of)
        return entry_name(self._entry, self._around, when, self.late, self.standing)

    def _due_words(self) -> str:
        if not self._entry.is_omission or self._entry.time.start is not None or self._due is None:
            return ""
        return f"due {short_label(self._entry.expected_time, None, self._name_of)}"


def entry_name(entry: TimelineEntry, around: Around, when: str, late: str = "", standing: str = "") -> str:
    """What a screen reader says of an entry: everything, in one sentence."""
    sources = around.sources
    said = [
        word(entry.problem) or around.card.capitalize() or word(entry.entry_kind),
        entry.text or "no text yet",
        when,
        late.lower(),
        around.actor,
        f"lane {around.lane_label}" if around.lane_label else "",
        "good practice" if entry.good_practice else "",
        f"sources disagree, {standing.lower()}" if standing else _disagree(entry),
        *(one.said for one in around.strands),
        f"{sources} source{'' if sources == 1 else 's'}" if sources else "no source yet",
    ]
    return ", ".join(part for part in said if part)


def _disagree(entry: TimelineEntry) -> str:
    return "sources disagree" if entry.conflicts_with or entry.conflict_note else ""


def _due(expected: Time) -> tuple[float, float] | None:
    """The window of an expected time, to the minute; one side where the other is open."""
    seen = window(expected)
    first = seen.earliest if seen.earliest is not None else seen.latest
    if first is None:
        return None
    last = seen.latest if seen.latest is not None else first
    # "Until 19:34" is drawn to 19:34, not to its last second.
    last = first if last - first < 60 else last - 59 if last % 60 == 59 else last
    return float(first), float(last)


def _difference(start: float, end: float, at: float, mark: str, due: tuple[float, float]) -> str:
    """How far from its due time something was, as sure as its own time is: "1 h 30 min late"."""
    first, last = due
    if mark == "disc_halo":
        start = end = at
    if mark == "bar" or end - start < 60:
        end = start
    least, most = start - last, end - last
    if most >= 60:
        if least == most:
            return f"{'about ' if mark == 'disc_halo' else ''}{duration_words(least)} late"
        if least < 60:
            return f"up to {duration_words(most)} late"
        return f"{duration_words(least)} to {duration_words(most)} late"
    early = first - end
    return f"{'about ' if mark == 'disc_halo' else ''}{duration_words(early)} early" if early >= 60 else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
