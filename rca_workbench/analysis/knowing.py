"""Who could know what when: the case as it could be seen at one moment, without what came to light later.

Judging a decision by what was learned after it is hindsight bias (Fischhoff, J Exp Psychol Hum Percept Perform 1,
1975). A curtain drawn at a moment hides what had not happened yet and what the chosen person could not know yet.

What is recorded decides, in this order: a moment of knowing of that person; else that it is their own entry; else that
others are recorded as knowing it, which leaves this person out. Where nothing is recorded, nothing is claimed: the
entry counts as unsaid.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.model import Knowledge, Snapshot, TimelineEntry
from rca_workbench.model.time import TimeKind, span, window


@dataclass(frozen=True, slots=True)
class Curtain:
    """A moment, in seconds of the wall clock, and through whose eyes; None: what anybody could know."""

    at: int
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What a curtain leaves in view. What is in neither set was known."""

    hidden: frozenset[str]
    """Entries that had not happened yet, or that could not be known yet."""
    unsaid: frozenset[str]
    """Entries that may have been known: their time, or whether it was known, is not recorded well enough to say."""


_Span = tuple[int | None, int | None]
"""The earliest and the latest second from which something holds."""


class Knowing:
    """From when each entry could be known, read once from a case and asked for many moments."""

    def __init__(self, snapshot: Snapshot, chronology: Chronology) -> None:
        self._happened: dict[str, _Span] = {}
        for id, entry in snapshot.of(TimelineEntry).items():
            seen = chronology.window(id)
            time = entry.time
            # A period is known of once it has begun.
            begun = span(time.start)[1] if time.kind is TimeKind.PERIOD and time.start else seen.latest
            self._happened[id] = (seen.earliest, begun)
        self._own = {id: entry.actor for id, entry in snapshot.of(TimelineEntry).items()}
        self._told: dict[str, dict[str | None, _Span]] = {}
        for one in snapshot.of(Knowledge).values():
            if one.entry is not None:
                known = self._told.setdefault(one.entry, {})
                known[one.actor] = _sooner(known.get(one.actor), self._from(one))
        self._spans: dict[str | None, Mapping[str, _Span | None]] = {}

    @cached_property
    def moments(self) -> tuple[int, ...]:
        """The seconds at which something comes into view, in order: the stops of a slider."""
        found = {at for known in self._happened.values() for at in known if at is not None}
        for told in self._told.values():
            found |= {at for known in told.values() for at in known if at is not None}
        return tuple(sorted(found))

    def sight(self, curtain: Curtain) -> Sight:
        """What was known at a moment."""
        hidden: list[str] = []
        unsaid: list[str] = []
        at = curtain.at
        for id, known in self._spans_of(curtain.actor).items():
            low, high = known if known is not None else self._happened[id]
            if low is not None and low > at:
                hidden.append(id)
            elif known is None or high is None or high > at:
                unsaid.append(id)
        return Sight(frozenset(hidden), frozenset(unsaid))

    def next_moment(self, at: int, by: int) -> int:
        """The stop before or behind a moment; the moment itself where there is none."""
        stops = self.moments
        place = bisect_right(stops, at) if by > 0 else bisect_left(stops, at) - 1
        return stops[place] if 0 <= place < len(stops) else at

    def _spans_of(self, actor: str | None) -> Mapping[str, _Span | None]:
        if actor not in self._spans:
            self._spans = {actor: {id: self._span(id, actor) for id in self._happened}}
        return self._spans[actor]

    def _span(self, id: str, actor: str | None) -> _Span | None:
        """From when an entry was known; None where nothing is recorded of it."""
        told = self._told.get(id)
        happened = self._happened[id]
        if actor is None:
            if told is None:
                return happened
            first: _Span | None = None
            for known in told.values():
                first = _sooner(first, known)
            return first
        if told is not None and actor in told:
            return told[actor]
        if self._own[id] == actor:
            return happened
        return _NEVER if told is not None else None

    def _from(self, one: Knowledge) -> _Span:
        """A moment of knowing; one counted from the entry itself, such as "20 min after", from when that happened."""
        own = window(one.when)
        if own.earliest is None and own.latest is None and one.when.anchor is not None:
            low, high = self._happened.get(one.when.anchor, (None, None))
            least, most = one.when.least, one.when.most
            return (
                None if low is None else low + (least or 0),
                None if high is None or most is None else high + most,
            )
        return own.earliest, own.latest


_NEVER = (1 << 60, 1 << 60)


def _sooner(one: _Span | None, other: _Span) -> _Span:
    if one is None:
        return other
    lows = [low for low in (one[0], other[0]) if low is not None]
    highs = [high for high in (one[1], other[1]) if high is not None]
    return (min(lows) if len(lows) == 2 else None), (min(highs) if highs else None)
