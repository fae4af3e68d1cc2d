"""The lanes of the timeline with their moments, read from a case."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from operator import is_

from rca_workbench.analysis.chronology import Chronology, Derived, Gap
from rca_workbench.drawing.moments import Around, Moment, entry_name
from rca_workbench.drawing.ticks import DAY
from rca_workbench.model import (
    Actor,
    Excerpt,
    Factor,
    FactorKind,
    Lane,
    Snapshot,
    TimelineEntry,
    TimeLink,
    shortened,
)
from rca_workbench.model.time import Certainty
from rca_workbench.reference import tokens

NO_LANE = "No lane"


@dataclass(slots=True)
class LaneRow:
    """A lane and its moments by time."""

    id: str
    label: str
    collapsed: bool
    moments: list[Moment]
    find_gaps: Callable[[], tuple[Gap, ...]] = field(default=tuple, compare=False)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Stretches without a record, by the lane's own rhythm; those of days lie outside the story."""
        return tuple(gap for gap in self.find_gaps() if gap.length <= DAY)


@dataclass(frozen=True, slots=True)
class Undated:
    """An entry that waits in the tray for a time."""

    id: str
    text: str
    name: str


_Key = tuple[TimelineEntry, Around, Derived]
_AROUND = (Actor, Lane, Factor, Excerpt)
"""What an entry's look depends on besides itself and its window."""


@dataclass(slots=True)
class Lanes:
    """The lanes in their order, and what waits in the tray."""

    rows: list[LaneRow]
    tray: list[Undated]
    made: dict[str, tuple[_Key, Moment]]
    """Moments by entry with what they were made from: the next reading keeps those that still hold."""
    read_from: tuple[object, ...]

    @property
    def moments(self) -> list[Moment]:
        """All that has a place in time, in the order of the chronology."""
        return sorted(
            (moment for row in self.rows for moment in row.moments), key=lambda moment: moment.order
        )


def lanes_of(snapshot: Snapshot, chronology: Chronology, earlier: Lanes | None = None) -> Lanes:
    """The lanes of a case. `earlier` is a reading of the case before a step, to save work.

    A lane without entries is kept: it shows that nothing is known of it. Entries without a lane come last.
    """
    rows = {
        lane.id: LaneRow(lane.id, lane.label, bool(lane.collapsed), [])
        for lane in sorted(snapshot.of(Lane).values(), key=lambda lane: (lane.order, lane.id))
    }
    loose = LaneRow("", NO_LANE, False, [])
    read_from = (chronology, *(snapshot.of(kind) for kind in _AROUND))
    made, tray = _read(_Reader(snapshot, chronology), read_from, earlier)
    for _, moment in made.values():
        rows.get(moment.lane, loose).moments.append(moment)
    lanes = [*rows.values(), loose] if loose.moments or not rows else list(rows.values())
    for lane in lanes:
        lane.moments.sort(key=lambda moment: moment.start)
        lane.find_gaps = partial(_gaps, chronology, lane)
    return Lanes(lanes, tray, made, read_from)


def _read(
    reader: "_Reader", read_from: tuple[object, ...], earlier: Lanes | None
) -> tuple[dict[str, tuple[_Key, Moment]], list[Undated]]:
    """Moments in the order of the chronology, and the tray; taken over from `earlier` where nothing changed."""
    known = earlier.made if earlier is not None else {}
    # Snapshots share what a step did not touch, so "the same" is one comparison of identities.
    steady = earlier is not None and all(map(is_, earlier.read_from, read_from))
    made: dict[str, tuple[_Key, Moment]] = {}
    tray: list[Undated] = []
    for order, (entry, waits) in enumerate(reader.entries()):
        was = known.get(entry.id)
        if waits:
            around = reader.around(entry)
            tray.append(Undated(entry.id, entry.text, entry_name(entry, around, "no time yet")))
            continue
        if was is None or was[0][0] is not entry or not steady:
            key = (entry, reader.around(entry), reader.window(entry))
            if was is None or was[0] != key:
                was = (key, reader.moment(*key))
        was[1].order = order
        made[entry.id] = was
    _spread(made)
    return made, tray


_BESIDE = 900
"""Seconds from the one neighbour it has at which an entry stands whose order alone is known."""


def _spread(made: dict[str, tuple[_Key, Moment]]) -> None:
    """Puts what is known by order alone evenly between its neighbours in the order of the chronology."""
    waiting: list[Moment] = []
    before: float | None = None
    for _, moment in list(made.values()):
        if moment.mark == "diamond":
            waiting.append(moment)
            continue
        if waiting:
            _place_between(waiting, before, moment.at, made)
            waiting = []
        before = moment.at
    _place_between(waiting, before, None, made)


def _place_between(
    moments: Sequence[Moment],
    before: float | None,
    after: float | None,
    made: dict[str, tuple[_Key, Moment]],
) -> None:
    for number, moment in enumerate(moments, 1):
        if before is not None and after is not None:
            place = before + max(0.0, after - before) * number / (len(moments) + 1)
        elif before is not None:
            place = before + _BESIDE * number
        elif after is not None:
            place = after - _BESIDE * (len(moments) + 1 - number)
        else:
            place = moment.start
        if moment.at != place:
            # A new moment, not the old one moved: what was drawn of the old one is still kept somewhere.
            made[moment.id] = (made[moment.id][0], replace(moment, start=place, end=place))


class _Reader:
    """Reads entries into moments."""

    def __init__(self, snapshot: Snapshot, chronology: Chronology) -> None:
        self._snapshot = snapshot
        self._chronology = chronology
        self._entries = snapshot.of(TimelineEntry)
        self._actors = snapshot.of(Actor)
        self._lanes = snapshot.of(Lane)
        self._about = snapshot.by(Excerpt, "about")
        self._marks = {
            certainty: str(tokens()["timeline"]["certainty"][certainty]["mark"]) for certainty in Certainty
        }
        self._cards = {
            factor.entry: str(factor.factor_kind)
            for factor in snapshot.of(Factor).values()
            if factor.entry and factor.factor_kind in (FactorKind.PROBLEM, FactorKind.HARM)
        }
        self._around: dict[tuple[str | None, ...], Around] = {}

    def around(self, entry: TimelineEntry) -> Around:
        """What is known of an entry beyond itself; one and the same value for all entries alike."""
        actor = self._actors.get(entry.actor) if entry.actor else None
        lane_id = entry.lane or (actor.lane if actor else None) or ""
        card = "harm" if entry.harm else "problem" if entry.problem else self._cards.get(entry.id, "")
        sources = len(self._about.get(entry.id, ()))
        key = (lane_id, entry.actor, card, str(sources))
        found = self._around.get(key)
        if found is None:
            lane = self._lanes.get(lane_id)
            found = Around(lane_id, lane.label if lane else "", actor.role if actor else "", card, sources)
            self._around[key] = found
        return found

    def entries(self) -> Iterator[tuple[TimelineEntry, bool]]:
        """All entries in the order of the chronology, and whether each waits in the tray."""
        undated = frozenset(self._chronology.undated)
        for id in self._chronology.order:
            yield self._entries[id], id in undated

    def window(self, entry: TimelineEntry) -> Derived:
        """Between when and when an entry lies."""
        return self._chronology.window(entry.id)

    def moment(self, entry: TimelineEntry, around: Around, window: Derived) -> Moment:
        """An entry as a moment of the timeline."""
        mark = self._marks[entry.time.certainty]
        first, last = window.earliest, window.latest
        if mark == "ring_arrow_left" or first is None:
            first = last
        # What is in order has a neighbour with a time, or else it would wait in the tray.
        first = first or 0
        if last is None or mark in ("ring_arrow_right", "disc") or last - first < 60:
            last = first
        elif mark in ("ring_whisker", "bar") and last % 60 == 59:
            # "Until 19:34" is drawn to 19:34, not to its last second.
            last -= 59
        return Moment(entry, around, self._name_of, float(first), float(max(first, last)), mark)

    def _name_of(self, id: str) -> str:
        entry = self._entries.get(id)
        return (entry.code or f"“{shortened(entry.text, 40)}”") if entry else "another entry"


def _gaps(chronology: Chronology, lane: LaneRow) -> tuple[Gap, ...]:
    return chronology.gaps(moment.id for moment in lane.moments)


def chronology_of(snapshot: Snapshot) -> Chronology:
    """The order of a case's entries, for pictures; a window keeps its own and updates it."""
    return Chronology.of(snapshot.of(TimelineEntry).values(), snapshot.of(TimeLink).values())
