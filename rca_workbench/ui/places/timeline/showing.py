"""Which entries are shown, and under which headings: what a person chose to look at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.analysis.entry_words import lane_name, lane_of
from rca_workbench.drawing.ticks import DAY, heading_words
from rca_workbench.model import Excerpt, Lane, Snapshot, TimelineEntry
from rca_workbench.ui.places.timeline.columns import WHO, cell


class Only(StrEnum):
    """Kinds of entries one can look at alone."""

    ALL = "all"
    PROBLEMS = "problems"
    HARM = "harm"
    GOOD = "good"
    DIFFER = "differ"
    UNSOURCED = "unsourced"
    UNTIMED = "untimed"
    EXPECTED = "expected"


ONLY_WORDS: Mapping[Only, str] = {
    Only.ALL: "All entries",
    Only.PROBLEMS: "Problems",
    Only.HARM: "Where harm happened",
    Only.GOOD: "Good practice",
    Only.DIFFER: "Where accounts differ",
    Only.UNSOURCED: "Without a source",
    Only.UNTIMED: "Without a time",
    Only.EXPECTED: "Where something else should have happened",
}


class GroupBy(StrEnum):
    """What headings gather."""

    NOTHING = "nothing"
    DAY = "day"
    LANE = "lane"


GROUP_WORDS: Mapping[GroupBy, str] = {
    GroupBy.NOTHING: "One list",
    GroupBy.DAY: "By day",
    GroupBy.LANE: "By lane",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group in the table."""

    group: str
    words: str
    count: int


Line = str | Heading
"""A row of the table: the id of an entry, or a heading."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What is looked at."""

    words: tuple[str, ...] = ()
    only: Only = Only.ALL
    among: frozenset[str] | None = None
    """The entries that happened at the same time as another, while that is asked."""
    hidden: frozenset[str] = frozenset()
    """Entries behind the hindsight curtain."""
    group: GroupBy = GroupBy.NOTHING
    closed: frozenset[str] = field(default=frozenset())
    """Groups that are folded."""

    @property
    def narrowed(self) -> bool:
        """Whether a change of any entry can change what is shown."""
        return bool(self.words) or self.only is not Only.ALL or self.group is not GroupBy.NOTHING

    def toggled(self, group: str) -> "Showing":
        """The same with one group folded, or opened again."""
        return replace(self, closed=self.closed ^ {group})


class FoldedText:
    """What each entry says, in small letters, kept for as long as the entry stays the same."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[TimelineEntry, str]] = {}
        self._all: list[tuple[str, str]] = []
        self._all_of: tuple[object, object] = (None, None)
        self._words: tuple[str, ...] = ()
        self._found: list[tuple[str, str]] = []

    def holding(self, snapshot: Snapshot, order: Sequence[str], words: tuple[str, ...]) -> list[str]:
        """The entries that hold every word, in that order. Typing on looks only through what was found before."""
        self.prepare(snapshot, order)
        longer = zip(words, self._words, strict=False)
        if len(words) < len(self._words) or not all(now.startswith(before) for now, before in longer):
            self._found = self._all
        # The longest word first: it leaves least for the others.
        for word in sorted(words, key=len, reverse=True):
            self._found = [pair for pair in self._found if word in pair[1]]
        self._words = words
        return [id for id, _ in self._found]

    def prepare(self, snapshot: Snapshot, order: Sequence[str]) -> None:
        """Read all entries ahead of the first letter."""
        entries = snapshot.of(TimelineEntry)
        if self._all_of[0] is not order or self._all_of[1] is not entries:
            self._all = [(id, self._say(snapshot, entries[id])) for id in order]
            self._all_of = (order, entries)
            self._words, self._found = (), self._all

    def forget(self) -> None:
        """Begin anew: something that entries name has changed."""
        self._of.clear()
        self._all_of = (None, None)

    def _say(self, snapshot: Snapshot, entry: TimelineEntry) -> str:
        known = self._of.get(entry.id)
        if known is None or known[0] is not entry:
            said = (entry.code, entry.text, cell(snapshot, entry, WHO), entry.note, entry.expected)
            known = (entry, "\n".join(said).casefold())
            self._of[entry.id] = known
        return known[1]


def lines_of(
    snapshot: Snapshot, chronology: Chronology, showing: Showing, texts: FoldedText
) -> tuple[Sequence[str], Sequence[Line]]:
    """The entries shown in their order, and the rows of the table, headings between them."""
    ids: Sequence[str] = chronology.order
    if showing.words:
        ids = texts.holding(snapshot, ids, showing.words)
    if showing.among is not None:
        ids = [id for id in ids if id in showing.among]
    if showing.hidden:
        ids = [id for id in ids if id not in showing.hidden]
    if showing.only is not Only.ALL:
        ids = list(_only(snapshot, chronology, ids, showing.only))
    if showing.group is GroupBy.NOTHING:
        return ids, ids
    lines: list[Line] = []
    for group, words, members in _groups(snapshot, chronology, ids, showing.group):
        lines.append(Heading(group, words, len(members)))
        if group not in showing.closed:
            lines += members
    return ids, lines


def _only(snapshot: Snapshot, chronology: Chronology, ids: Sequence[str], only: Only) -> Iterator[str]:
    if only is Only.UNTIMED:
        waiting = frozenset(chronology.undated)
        yield from (id for id in ids if id in waiting)
        return
    if only is Only.UNSOURCED:
        known = snapshot.by(Excerpt, "about")
        yield from (id for id in ids if not known.get(id))
        return
    tests: Mapping[Only, Callable[[TimelineEntry], object]] = {
        Only.PROBLEMS: lambda one: one.problem,
        Only.HARM: lambda one: one.harm,
        Only.GOOD: lambda one: one.good_practice,
        Only.DIFFER: lambda one: one.accounts_state or one.conflict_note or one.conflicts_with,
        Only.EXPECTED: lambda one: one.expected,
    }
    test = tests[only]
    entries = snapshot.of(TimelineEntry)
    yield from (id for id in ids if test(entries[id]))


def _groups(
    snapshot: Snapshot, chronology: Chronology, ids: Sequence[str], by: GroupBy
) -> Iterator[tuple[str, str, list[str]]]:
    """Key, words and entries of each group, in the order they are read."""
    entries = snapshot.of(TimelineEntry)
    found: dict[str, tuple[str, list[str]]] = {}
    if by is GroupBy.LANE:
        lanes = sorted(snapshot.of(Lane).values(), key=lambda lane: (lane.order, lane.id))
        for lane in lanes:
            found[lane.id] = (lane.label or "Lane without a name", [])
        for id in ids:
            entry = entries[id]
            key = lane_of(snapshot, entry) or ""
            found.setdefault(key, (lane_name(snapshot, entry), []))[1].append(id)
    else:
        waiting = frozenset(chronology.undated)
        words = ""
        days: dict[int, str] = {}
        for id in ids:
            if id in waiting:
                words = "No time yet"
            else:
                seen = chronology.window(id)
                low = seen.earliest if seen.earliest is not None else seen.latest
                if low is not None and not seen.by_order:
                    high = seen.latest if seen.latest is not None else low
                    if high - low > DAY:
                        words = heading_words(low, high)
                    elif (words := days.get(low // DAY, "")) == "":
                        words = days[low // DAY] = heading_words(low, high)
            found.setdefault(words, (words or "Known by order only", []))[1].append(id)
    for key, (said, members) in found.items():
        if members:
            yield key, said, members
