"""Where each entry stands in the order, and what has to move when one of them changes.

The rule, in order of strength:

1. What is certain in time holds: an entry whose latest moment is before another's earliest stands before it.
2. Stated order holds: before, after, so long after.
3. Where times leave it open, the source's order decides: an entry stands as early as its time allows, but not in
   front of any entry that the source puts before it and that may have been before it. A date without a clock time
   thus stays among its neighbours of that day instead of jumping to midnight.
4. What is open on one side stands at the side that is known, just after what it is after or just before what it is
   before, and moves nothing else. What has no time at all but a place in the source stands behind the entry in front
   of it there.
5. Equal order keys decide nothing; ids do, so that the order never depends on how entries are given.

A place is four times the second, so that "after 16:10" can stand behind 16:10 and "before 16:10" in front.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from operator import attrgetter

from rca_workbench.analysis.time_groups import Key, dated_keys, first_place, key_at, last_place, loose_keys
from rca_workbench.analysis.time_network import solve
from rca_workbench.analysis.time_statements import Edge, Group, Item, edges_of
from rca_workbench.analysis.time_trees import hanging_together
from rca_workbench.model.time import TimeKind

_NARROW = 60
"""Seconds; windows no wider are found beside a place, wider ones are looked through."""
_LAST = "\U0010ffff"
_FEW = 20
"""Changes at once that are always taken one by one; beyond them and an eighth of all, everything is placed afresh."""
_MOST_MOVED = 400
"""Entries looked at again one by one after a change, beyond which everything is placed afresh."""


class Places:
    """The places of all entries. Only `apply` changes it; copy it first where the old one is still in use."""

    def __init__(self, items: Iterable[Item], stated: Iterable[Edge] = ()) -> None:
        self.items = {item.id: item for item in items}
        self.stated: dict[str, list[Edge]] = {}
        """Orders between two entries that neither says of itself, by either end."""
        for edge in stated:
            for end in {edge.earlier, edge.later}:
                self.stated.setdefault(end, []).append(edge)
        self.group_of: dict[str, Group] = {}
        self.pointed: dict[str, frozenset[str]] = {}
        """Entry -> those counted from it, whether or not it exists."""
        self.soonest: dict[str, int] = {}
        """Place of each entry whose earliest moment is known, before others of its group push it."""
        self.keys: dict[str, Key] = {}
        self.by_rank: list[tuple[str, str]] = []
        self.by_soonest: list[tuple[int, str, str]] = []
        self.known: list[tuple[str, str]] = []
        """Ranks of the entries in `soonest`."""
        self.wide: list[tuple[int, int, str, str]] = []
        self.wide_of: dict[str, tuple[int, int, str, str]] = {}
        self.by_key: list[Key] = []
        self.ids: list[str] = []
        self._place_all()

    def copy(self) -> "Places":
        """An independent copy; entries and groups are shared, as they never change."""
        made = Places.__new__(Places)
        for name, value in vars(self).items():
            setattr(made, name, value.copy())
        return made

    def bounds(self, id: str) -> tuple[int | None, int | None]:
        """Earliest and latest second of an entry, as its group allows."""
        group = self.group_of.get(id)
        if group is not None:
            return group.windows[id]
        item = self.items[id]
        return item.low, item.high

    def apply(self, changed: Iterable[Item], removed: Iterable[str]) -> bool:
        """Take over changed, new and removed entries; False where that changes nothing of the order."""
        items = self.items
        new = {item.id: item for item in changed if not _same(items.get(item.id), item)}
        gone = [id for id in removed if id in items and id not in new]
        if not new and not gone:
            return False
        touched = [*new, *gone]
        if len(touched) > max(_FEW, len(items) // 8):
            items.update(new)
            for id in gone:
                del items[id]
            self._place_all()
            return True
        again = self._hangs_with(touched, new)
        before = {id: self.bounds(id) for id in again if id in items}
        vanished = [self._take_out(id) for id in touched if id in items]
        for id, item in new.items():
            items[id] = item
            insort(self.by_rank, item.rank)
            self._point(item, add=True)
        for id in again:
            self.group_of.pop(id, None)
        self._regroup(again)
        stirred = set(new) | {id for id in before if id in items and before[id] != self.bounds(id)}
        moved = self._settle(stirred, vanished)
        if moved is None:
            self._place_all()
        else:
            self._rekey(moved, again, vanished)
        return True

    # One change at a time

    def _hangs_with(self, touched: Iterable[str], new: Mapping[str, Item]) -> set[str]:
        """The entries whose groups a change may join or part."""
        again: set[str] = set()
        for id in touched:
            near = {id, *self.pointed.get(id, ())}
            near.update(edge.earlier if edge.later == id else edge.later for edge in self.stated.get(id, ()))
            anchor = new[id].time.anchor if id in new else None
            if anchor is not None:
                near.add(anchor)
            if len(near) > 1 or anchor == id or id in self.group_of:
                for one in near:
                    group = self.group_of.get(one)
                    again.update(group.ids if group is not None else (one,))
        return again

    def _take_out(self, id: str) -> tuple[int | None, tuple[str, str]]:
        """Forget an entry; its soonest place and its rank."""
        item = self.items.pop(id)
        place = self.soonest.pop(id, None)
        del self.by_rank[bisect_left(self.by_rank, item.rank)]
        if place is not None:
            del self.by_soonest[bisect_left(self.by_soonest, (place, *item.rank))]
            del self.known[bisect_left(self.known, item.rank)]
        self._widen(id, None)
        self._set_key(id, None)
        self._point(item, add=False)
        return place, item.rank

    def _point(self, item: Item, *, add: bool) -> None:
        anchor = item.time.anchor
        if anchor is None:
            return
        owners = self.pointed.get(anchor, frozenset())
        owners = owners | {item.id} if add else owners - {item.id}
        if owners:
            self.pointed[anchor] = owners
        else:
            del self.pointed[anchor]

    def _widen(self, id: str, window: tuple[int, int, str, str] | None) -> None:
        old = self.wide_of.pop(id, None)
        if old is not None:
            del self.wide[bisect_left(self.wide, old)]
        if window is not None:
            insort(self.wide, window)
            self.wide_of[id] = window

    def _set_key(self, id: str, key: Key | None) -> bool:
        old = self.keys.get(id)
        if old == key:
            return False
        if old is not None:
            at = bisect_left(self.by_key, old)
            del self.by_key[at], self.ids[at], self.keys[id]
        if key is not None:
            at = bisect_left(self.by_key, key)
            self.by_key.insert(at, key)
            self.ids.insert(at, id)
            self.keys[id] = key
        return True

    def _settle(
        self, stirred: Iterable[str], vanished: Iterable[tuple[int | None, tuple[str, str]]]
    ) -> set[str] | None:
        """Work out soonest places again, in the order of the source, as far as changes reach; None if too far."""
        heap = [self.items[id].rank for id in stirred]
        fresh = {rank[1] for rank in heap}
        for place, rank in vanished:
            if place is not None:
                heap += self._leaning(place, rank[0])
        heapify(heap)
        seen: set[str] = set()
        moved: set[str] = set()
        while heap:
            order, id = heappop(heap)
            if id in seen:
                continue
            seen.add(id)
            if len(seen) > _MOST_MOVED:
                return None
            if id in fresh:
                self._rewiden(id)
            old, new = self.soonest.get(id), self._soonest_of(id)
            if old == new:
                continue
            moved.add(id)
            if old is not None:
                del self.by_soonest[bisect_left(self.by_soonest, (old, order, id))]
                del self.soonest[id], self.known[bisect_left(self.known, (order, id))]
                for rank in self._leaning(old, order):
                    heappush(heap, rank)
            if new is not None:
                insort(self.by_soonest, (new, order, id))
                self.soonest[id] = new
                insort(self.known, (order, id))
                for rank in self._pushed(new, order):
                    heappush(heap, rank)
        return moved | fresh

    def _rewiden(self, id: str) -> None:
        item = self.items[id]
        self._widen(id, _wide_window(item, *self.bounds(id)))

    def _soonest_of(self, id: str) -> int | None:
        item = self.items[id]
        low, high = self.bounds(id)
        if low is None:
            return None
        place = first_place(item, low)
        if high is None or item.one_sided:
            return place
        for at in range(bisect_right(self.by_soonest, (4 * high + 3, _LAST)) - 1, -1, -1):
            before, order, other = self.by_soonest[at]
            if before <= place:
                break
            if order < item.order and not self.items[other].one_sided:
                return before
        return place

    def _leaning(self, place: int, order: str) -> list[tuple[str, str]]:
        """Entries behind in the source that stand at a place and may stand there because of another."""
        start, end = bisect_left(self.by_soonest, (place,)), bisect_left(self.by_soonest, (place + 1,))
        return [(one, id) for _, one, id in self.by_soonest[start:end] if one > order]

    def _pushed(self, place: int, order: str) -> list[tuple[str, str]]:
        """Entries behind in the source that stand before a place but may be at it."""
        start = bisect_left(self.by_soonest, (place - 4 * _NARROW,))
        end = bisect_left(self.by_soonest, (place,))
        found = [(one, id) for _, one, id in self.by_soonest[start:end] if one > order]
        soonest = self.soonest
        for _, high, one, id in self.wide[: bisect_left(self.wide, (place + 1,))]:
            if high >= place and one > order and soonest.get(id, place) < place:
                found.append((one, id))
        return found

    def _rekey(
        self, moved: set[str], again: Iterable[str], vanished: Iterable[tuple[int | None, tuple[str, str]]]
    ) -> None:
        """Give the entries that moved, and all that go by them, their keys."""
        groups: dict[str, Group] = {}
        settled: dict[str, dict[str, Key]] = {}
        ranks = {rank for _, rank in vanished} | {self.items[id].rank for id in moved}
        for id in sorted({*moved, *(one for one in again if one in self.items)}):
            group = self.group_of.get(id)
            if group is not None:
                groups[group.ids[0]] = group
            elif self._set_key(id, self._own_key(id) if id in self.soonest else None):
                ranks.add(self.items[id].rank)
        for first, group in groups.items():
            settled[first] = dated_keys(group, self.items, self.soonest)
            for id, key in settled[first].items():
                if self._set_key(id, key):
                    ranks.add(self.items[id].rank)
        for id in self._loose_after(ranks) | moved:
            group = self.group_of.get(id)
            if group is not None:
                groups[group.ids[0]] = group
            else:
                self._set_key(id, self._own_key(id))
        for first, group in groups.items():
            dated = settled.get(first) or dated_keys(group, self.items, self.soonest)
            for id, key in loose_keys(group, self.items, dated, self._slot).items():
                self._set_key(id, key)

    def _loose_after(self, ranks: Iterable[tuple[str, str]]) -> set[str]:
        """Entries without a date that go by the one at a rank, which may be gone."""
        found: set[tuple[str, str]] = set()
        for rank in ranks:
            following = bisect_right(self.known, rank)
            start = bisect_left(self.by_rank, rank)
            if following == 0 or (following == 1 and self.known[0] == rank):
                start = 0
            behind = self.known[following : following + 1]
            found.update(self.by_rank[start : bisect_left(self.by_rank, behind[0]) if behind else None])
        return {id for _, id in found if id not in self.soonest}

    def _own_key(self, id: str) -> Key | None:
        """The key of an entry that hangs together with no other; None where nothing says where it belongs."""
        item = self.items[id]
        place = self.soonest.get(id)
        if place is None and item.low is None and item.high is not None:
            place = last_place(item, item.high)
        if place is None and item.time.kind is TimeKind.ORDER_ONLY:
            place = self._slot(id)
        return None if place is None else key_at(item, place)

    # Everything at once

    def _place_all(self) -> None:
        pointed: dict[str, set[str]] = {}
        for item in self.items.values():
            if item.time.anchor is not None:
                pointed.setdefault(item.time.anchor, set()).add(item.id)
        self.pointed = {id: frozenset(owners) for id, owners in pointed.items()}
        self.group_of = {}
        self.by_rank = sorted([item.rank for item in self.items.values()])
        stated = (edge for edges in self.stated.values() for edge in edges)
        for members in hanging_together(self.items, self.by_rank, stated):
            self._solve(members)
        self._walk()
        self.keys = {}
        groups = {group.ids[0]: group for group in self.group_of.values()}
        settled = {first: dated_keys(group, self.items, self.soonest) for first, group in groups.items()}
        for keys in settled.values():
            self.keys.update(keys)
        loose = []
        for order, id in self.by_rank:
            if id not in self.group_of:
                if id in self.soonest:
                    self.keys[id] = (self.soonest[id], order, id, 0, id)
                else:
                    loose.append(id)
        for id in loose:
            key = self._own_key(id)
            if key is not None:
                self.keys[id] = key
        for first, group in groups.items():
            if len(settled[first]) < len(group.ids):
                self.keys.update(loose_keys(group, self.items, settled[first], self._slot))
        self.by_key = sorted(self.keys.values())
        self.ids = [key[4] for key in self.by_key]

    def _walk(self) -> None:
        """Place every entry whose earliest moment is known, going through the source in its order."""
        reached: list[int] = []
        waiting: list[int] = []
        last_order = ""
        soonest: dict[str, int] = {}
        rows: list[tuple[int, str, str]] = []
        self.wide_of = {}
        for order, id in self.by_rank:
            if order != last_order:
                for place in waiting:
                    _note(reached, place)
                waiting.clear()
                last_order = order
            low, high = self.bounds(id)
            if low is None:
                continue
            item = self.items[id]
            place = 4 * low
            if item.one_sided:
                place = first_place(item, low)
            elif high is None:
                waiting.append(place)
            else:
                if high - low >= _NARROW:
                    self.wide_of[id] = (place, 4 * high + 3, order, id)
                if reached and reached[-1] > place:
                    place = max(place, _at_most(reached, 4 * high + 3))
                waiting.append(place)
            soonest[id] = place
            rows.append((place, order, id))
        rows.sort()
        self.soonest, self.by_soonest, self.wide = soonest, rows, sorted(self.wide_of.values())
        self.known = [rank for rank in self.by_rank if rank[1] in soonest]

    # Groups of entries that hang together

    def _regroup(self, some: Iterable[str]) -> None:
        """Find the groups that some entries belong to, and solve each."""
        done: set[str] = set()
        for start in sorted(some):
            if start in done or start not in self.items:
                continue
            reached = self._reached_from(start)
            done.update(reached)
            self._solve(sorted([self.items[id] for id in reached], key=_rank))

    def _solve(self, members: list[Item]) -> None:
        """Solve the group of some entries that hang together, given in the order of the source."""
        edges = [edge for item in members if item.time.anchor in self.items for edge in edges_of(item)]
        if self.stated:
            beside = {edge for one in members for edge in self.stated.get(one.id, ()) if self._exists(edge)}
            edges += sorted(beside, key=lambda edge: (self.items[edge.owner].rank, edge))
        if edges:
            self.group_of.update(dict.fromkeys([one.id for one in members], solve(members, edges)))

    def _reached_from(self, start: str) -> list[str]:
        """The entries that hang together with one, itself included."""
        items = self.items
        members, seen = [start], {start}
        for id in members:
            near = [*self.pointed.get(id, ())]
            anchor = items[id].time.anchor
            if anchor is not None:
                near.append(anchor)
            for edge in self.stated.get(id, ()) if self.stated else ():
                near += (edge.earlier, edge.later)
            for one in near:
                if one not in seen and one in items:
                    seen.add(one)
                    members.append(one)
        return members

    def _exists(self, edge: Edge) -> bool:
        return edge.earlier in self.items and edge.later in self.items

    def _slot(self, id: str) -> int:
        """The place of the dated entry in front of it in the source, or of the first one at the very start."""
        at = bisect_left(self.known, self.items[id].rank)
        if not self.known:
            return 0
        return self.keys[self.known[at - 1 if at else 0][1]][0]


_rank = attrgetter("rank")


def _same(old: Item | None, new: Item) -> bool:
    return old is not None and old.time == new.time and old.order == new.order


def _wide_window(item: Item, low: int | None, high: int | None) -> tuple[int, int, str, str] | None:
    """The window of an entry that the source's order may push along, where it is wide."""
    if low is None or high is None or high - low < _NARROW or item.one_sided:
        return None
    return 4 * low, 4 * high + 3, item.order, item.id


def _note(reached: list[int], place: int) -> None:
    if not reached or place > reached[-1]:
        reached.append(place)
    elif (at := bisect_left(reached, place)) == len(reached) or reached[at] != place:
        reached.insert(at, place)


def _at_most(reached: list[int], limit: int) -> int:
    at = bisect_right(reached, limit)
    return reached[at - 1] if at else -1
