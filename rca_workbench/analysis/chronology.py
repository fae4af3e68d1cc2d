"""The timeline in order: who comes before whom, between when and when, what cannot be, what else happened then.

`Chronology.of` reads anything that has an id, a time and an order key; how it orders stands in
`analysis.time_places`, how it reasons in `analysis.time_network`. A chronology never changes; `updated` gives the next
one and costs as much as the change is large.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Protocol

from rca_workbench.analysis.time_places import Places
from rca_workbench.analysis.time_statements import Claim, Conflict, Edge, item_of
from rca_workbench.model.time import Time, TimeKind, Window, span, window

__all__ = ["Chronology", "Claim", "Conflict", "Derived", "Gap", "Overlap", "StatedOrder", "Timed"]


class Timed(Protocol):
    """What a chronology needs of an entry."""

    @property
    def id(self) -> str: ...
    @property
    def time(self) -> Time: ...
    @property
    def order(self) -> str: ...


class StatedOrder(Protocol):
    """An order between two entries that is kept apart from both."""

    @property
    def earlier(self) -> str | None: ...
    @property
    def later(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Derived:
    """Between which seconds of the wall clock an entry lies, all things considered. None: open on that side."""

    earliest: int | None
    latest: int | None
    earliest_stated: bool = False
    """True where its own time says so; False where it follows from other entries."""
    latest_stated: bool = False
    by_order: bool = False
    """True where only its place among the others is known, and the window is that of its neighbours."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of seconds in which nothing is recorded, and the entries at its ends."""

    start: int
    end: int
    before: str
    after: str

    @property
    def length(self) -> int:
        """In seconds."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Overlap:
    """What else happened then, in order of the timeline."""

    certain: tuple[str, ...]
    """Whatever the exact times were, these met it."""
    possible: tuple[str, ...]
    """These may have; their times do not rule it out."""


class Chronology:
    """Entries in order. Equal entries give an equal chronology, however they come."""

    def __init__(self, places: Places) -> None:
        self._places = places
        placed = places.ids
        if len(placed) == len(places.items):
            self._undated: tuple[str, ...] = ()
        else:
            self._undated = tuple(id for _, id in places.by_rank if id not in places.keys)
        self._order = (*placed, *self._undated)

    @classmethod
    def of(cls, entries: Iterable[Timed], orders: Iterable[StatedOrder] = ()) -> "Chronology":
        """The chronology of some entries and of orders stated apart from them."""
        edges = [Edge(one.earlier, one.later, 1, one.later) for one in orders if one.earlier and one.later]
        return cls(Places((item_of(one.id, one.order, one.time) for one in entries), edges))

    def updated(self, changed: Iterable[Timed], removed: Iterable[str] = ()) -> "Chronology":
        """The chronology after entries were changed, added or removed; itself where that alters nothing."""
        known = self._places.items
        items = []
        for one in changed:
            old = known.get(one.id)
            if old is None or old.order != one.order or (old.time is not one.time and old.time != one.time):
                items.append(item_of(one.id, one.order, one.time))
        gone = [id for id in removed if id in known]
        if not items and not gone:
            return self
        places = self._places.copy()
        places.apply(items, gone)
        return Chronology(places)

    def moved_since(self, earlier: "Chronology") -> frozenset[str]:
        """Entries whose window may differ from that of an earlier chronology though they did not change themselves.

        What has no group of constraints has its own window and nothing else; what is known by order alone hangs on
        its neighbours.
        """
        now, was = self._places.group_of, earlier._places.group_of
        moved = {id for id, group in now.items() if was.get(id) is not group}
        moved.update(id for id in was if id not in now)
        for places in (self._places, earlier._places):
            if len(places.keys) > len(places.soonest):
                moved.update(places.keys.keys() - places.soonest.keys())
        moved.update(self._undated, earlier._undated)
        return frozenset(id for id in moved if id in self._places.items)

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of all entries in order; those in the tray come last, in the order of the source."""
        return self._order

    @property
    def undated(self) -> tuple[str, ...]:
        """Ids of the entries in the tray: nothing says when they were, or among which others."""
        return self._undated

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Sets of entries that cannot all be true, each as small as can be, in the order of the source."""
        groups = {group.ids[0]: group for group in self._places.group_of.values() if group.conflicts}
        rank = {id: item.rank for id, item in self._places.items.items()} if groups else {}
        found = [conflict for group in groups.values() for conflict in group.conflicts]
        return tuple(sorted(found, key=lambda one: ([rank[id] for id in one.ids])))

    def window(self, id: str) -> Derived:
        """Between when and when an entry lies. Raises KeyError for one that is not in the chronology."""
        places = self._places
        item = places.items[id]
        low, high = places.bounds(id)
        if low is None and high is None:
            return self._by_neighbours(id) if id in places.keys else Derived(None, None)
        first, last = item.low, item.high
        if item.time.kind is TimeKind.PERIOD:
            high = last = window(item.time).latest
        return Derived(low, high, low is not None and low == first, high is not None and high == last)

    def _by_neighbours(self, id: str) -> Derived:
        places = self._places
        at = bisect_left(places.by_key, places.keys[id])
        low = high = None
        for before in range(at - 1, -1, -1):
            if places.ids[before] in places.soonest:
                low = places.bounds(places.ids[before])[0]
                break
        for after in range(at + 1, len(places.ids)):
            if places.ids[after] in places.soonest:
                high = places.bounds(places.ids[after])[1]
                break
        if low is not None and high is not None and high < low:
            high = low
        return Derived(low, high, by_order=low is not None or high is not None)

    def overlapping(self, what: str | Window) -> Overlap:
        """What else happened then: during an entry, or within a window of seconds."""
        if isinstance(what, str):
            wanted = self.window(what)
            target, core = Window(wanted.earliest, wanted.latest), self._core(what)
        else:
            target = what
            core = (
                (what.earliest, what.latest)
                if what.earliest is not None and what.latest is not None
                else None
            )
        certain: list[str] = []
        possible: list[str] = []
        if target.earliest is None and target.latest is None:
            return Overlap((), ())
        places, items = self._places, self._places.items
        for id in places.ids:
            low, high = places.bounds(id)
            if low is not None and target.latest is not None and low > target.latest:
                continue
            ended = high is not None and target.earliest is not None and high < target.earliest
            if id == what or (ended and items[id].time.kind is not TimeKind.PERIOD):
                continue
            seen = self.window(id)
            if (seen.earliest is None and seen.latest is None) or not _meet(seen, target):
                continue
            (certain if self._surely(id, seen, target, core) else possible).append(id)
        return Overlap(tuple(certain), tuple(possible))

    def _core(self, id: str) -> tuple[int, int] | None:
        """The seconds an entry surely fills: the sure middle of a period, or a moment known to the minute."""
        time = self._places.items[id].time
        if time.kind is TimeKind.PERIOD and time.start is not None and time.end is not None:
            first, last = span(time.start)[1], span(time.end)[0]
            return (first, last) if first <= last else None
        low, high = self._places.bounds(id)
        return (low, high) if low is not None and high is not None and high - low < _MINUTE else None

    def _surely(self, id: str, seen: Derived, target: Window, core: tuple[int, int] | None) -> bool:
        mine = self._core(id)
        if mine is not None and core is not None and mine[0] <= core[1] and core[0] <= mine[1]:
            return True
        if core is not None and _inside(seen.earliest, seen.latest, core):
            return True
        return mine is not None and _inside(target.earliest, target.latest, mine)

    def gaps(self, ids: Iterable[str] | None = None, *, longer_than: int | None = None) -> tuple[Gap, ...]:
        """Stretches in which none of some entries lies, such as those of a lane.

        Only entries known to within half a day count: a date alone says nothing about the hours of that day.

        Args:
            ids: the entries, all without.
            longer_than: seconds; without, three times the usual distance of these entries, and at least a quarter
                of an hour, so that a lane written up every five minutes and one written up every hour are each
                measured by their own rhythm. Fewer than four entries have no rhythm, and no gaps.
        """
        rows = []
        for id in self._places.ids if ids is None else set(ids):
            seen = self.window(id)
            if seen.earliest is None or seen.latest is None or seen.by_order:
                continue
            period = self._places.items[id].time.kind is TimeKind.PERIOD
            if period or seen.latest - seen.earliest < _HALF_DAY:
                rows.append((seen.earliest, seen.latest, id))
        rows.sort()
        if longer_than is None:
            if len(rows) < _RHYTHM:
                return ()
            steps = [later[0] - earlier[0] for earlier, later in pairwise(rows)]
            longer_than = max(15 * _MINUTE, int(3 * median(steps)))
        found, until, last = [], None, ""
        for low, high, id in rows:
            if until is not None and low - until > longer_than:
                found.append(Gap(until, low, last, id))
            if until is None or high > until:
                until, last = high, id
        return tuple(found)


_MINUTE = 60
_HALF_DAY = 43_200
_RHYTHM = 4


def _meet(one: Derived, other: Window) -> bool:
    starts = one.earliest is None or other.latest is None or one.earliest <= other.latest
    return starts and (one.latest is None or other.earliest is None or other.earliest <= one.latest)


def _inside(low: int | None, high: int | None, core: tuple[int, int]) -> bool:
    return low is not None and high is not None and core[0] <= low and high <= core[1]
