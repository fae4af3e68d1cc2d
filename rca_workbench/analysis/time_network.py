"""Times that hang together: tightens what is known along "before", "after" and "20 minutes after", finds what cannot be.

"Earliest" is pushed forwards along edges and "latest" backwards, which is the simple temporal problem of Dechter, Meiri
and Pearl (Artificial Intelligence 49, 1991). Sets of entries that cannot all be true are loops, or paths from an entry
that pushes "earliest" up to one that holds "latest" down.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from rca_workbench.analysis.time_statements import (
    Claim,
    Conflict,
    Edge,
    Group,
    Item,
    earliest_of,
    in_seconds,
    latest_of,
)
from rca_workbench.analysis.time_trees import solve_tree
from rca_workbench.model.time import Time, TimeKind

_MOST_CONFLICTS = 100
"""Conflicts looked for in one group of entries before its statements are no longer trusted for the order."""
_STEPS_FOR_SHORTEST = 100_000
"""Entries visited in the search for the shortest loop; beyond that, a loop is named that may not be the shortest."""
_LONGEST_TRIMMED = 200
"""Entries in a conflict up to which every one is tried for being needless."""


def solve(members: Sequence[Item], edges: Sequence[Edge]) -> Group:
    """Tighten the windows of entries that hang together; where they cannot, say why and leave a statement out.

    The statement left out is the one of the entry latest in the source. Members and edges are to come in the order of
    the source, so that the answer does not depend on how entries are given.
    """
    return solve_tree(members, edges) or _solve_net(members, edges)


def _solve_net(members: Sequence[Item], edges: Sequence[Edge]) -> Group:
    net = _Net(members, edges)
    everything = list(net.edges)
    conflicts: dict[frozenset[int], Conflict] = {}
    for _ in range(_MOST_CONFLICTS):
        trouble = net.trouble()
        if trouble is None:
            break
        found = _smallest(members, everything, trouble.nodes)
        if found not in conflicts:
            conflicts[found] = _conflict(members, everything, found)
        net.drop(max(trouble.edges, key=lambda at: (members[net.index[net.edges[at].owner]].rank, -at)))
    else:
        net.edges.clear()
        net.trouble()
    low, high = net.low, net.latest()
    windows = {item.id: in_seconds(low[at], high[at]) for at, item in enumerate(members)}
    return Group(tuple(windows), windows, net.in_order(), tuple(conflicts.values()))


@dataclass(frozen=True, slots=True)
class _Trouble:
    """A loop or path that cannot be: its entries by number, and the places of its edges."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]


class _Net:
    """Entries by number in the order of the source, edges between them, and the earliest each can be."""

    def __init__(self, members: Sequence[Item], edges: Iterable[Edge]) -> None:
        self.index = index = {item.id: number for number, item in enumerate(members)}
        self.edges = [edge for edge in edges if edge.earlier in index and edge.later in index]
        self.own_low = [earliest_of(item) for item in members]
        self.own_high = [latest_of(item) for item in members]
        self.low = list(self.own_low)
        self.topological: list[int] = []
        self._out: list[list[tuple[int, int, int]]] = []
        self._two_way = False

    def drop(self, at: int) -> None:
        """Leave out the edge at a place."""
        del self.edges[at]

    def in_order(self) -> tuple[Edge, ...]:
        """The edges, those out of entries that come first in front."""
        edges, out = self.edges, self._out
        return tuple([edges[at] for node in self.topological for _, _, at in out[node]])

    def trouble(self) -> _Trouble | None:
        """Push "earliest" forwards; where that cannot end, what stands in the way."""
        index = self.index
        out: list[list[tuple[int, int, int]]] = [[] for _ in self.own_low]
        self._out, self._two_way = out, False
        for at, (earlier, later, least, _) in enumerate(self.edges):
            here, there = index[earlier], index[later]
            if least <= 0:
                self._two_way = True
            elif here == there:
                return _Trouble((here,), (at,))
            out[here].append((there, least, at))
        return self._loop_of_befores() or self._push()

    def latest(self) -> list[int]:
        """The latest each entry can be, pulled backwards along the edges. The net must be free of trouble."""
        high, out = list(self.own_high), self._out
        moved = True
        while moved:
            moved = False
            for node in reversed(self.topological):
                for there, least, _ in out[node]:
                    if high[there] - least < high[node]:
                        high[node] = high[there] - least
                        moved = self._two_way
        return high

    def _loop_of_befores(self) -> _Trouble | None:
        """Sort along the edges above nothing; what is left over holds a loop, of which the shortest is found."""
        out = self._out
        waiting = [0] * len(out)
        for edges in out:
            for there, least, _ in edges:
                if least > 0:
                    waiting[there] += 1
        row = self.topological = [node for node, number in enumerate(waiting) if not number]
        for node in row:
            for there, least, _ in out[node]:
                if least > 0:
                    waiting[there] -= 1
                    if not waiting[there]:
                        row.append(there)
        if len(row) == len(out):
            return None
        left = [node for node, number in enumerate(waiting) if number]
        starts = left[: 1 + _STEPS_FOR_SHORTEST // len(left)]
        loops = (self._shortest_loop(node, set(left)) for node in starts)
        found = [loop for loop in loops if loop is not None]
        return min(found, key=lambda loop: (len(loop.nodes), loop.nodes)) if found else self._any_loop(left)

    def _shortest_loop(self, start: int, inside: set[int]) -> _Trouble | None:
        came: dict[int, tuple[int, int]] = {}
        row = [start]
        while row:
            following = []
            for node in row:
                for there, least, at in self._out[node]:
                    if least <= 0 or there not in inside or there in came:
                        continue
                    came[there] = node, at
                    if there == start:
                        return _walk(came, start, start)
                    following.append(there)
            row = following
        return None

    def _any_loop(self, left: Sequence[int]) -> _Trouble:
        """A loop where the first entries left over only hang behind one."""
        inside = set(left)
        into = {
            there: (node, at)
            for node in left
            for there, least, at in self._out[node]
            if least > 0 and there in inside
        }
        node, seen = left[0], set()
        while node not in seen:
            seen.add(node)
            node = into[node][0]
        return _walk(into, node, node)

    def _push(self) -> _Trouble | None:
        low = self.low = list(self.own_low)
        out, own_high = self._out, self.own_high
        came: dict[int, tuple[int, int]] = {}
        for sweep in count():
            moved = False
            for node in self.topological:
                start = low[node]
                for there, least, at in out[node]:
                    if start + least > low[there]:
                        low[there] = start + least
                        came[there] = node, at
                        moved = True
            if not moved:
                return None
            for node in self.topological:
                if low[node] > own_high[node]:
                    return _path(came, node)
            if not self._two_way:
                return None
            if sweep:
                loop = _loop_in(came)
                if loop is not None:
                    return loop
        return None


def _path(came: Mapping[int, tuple[int, int]], node: int) -> _Trouble:
    """The way back from an entry pushed too far to the one that pushed first, or the loop on that way."""
    nodes, edges = [node], []
    seen = {node}
    while node in came:
        node, at = came[node]
        edges.append(at)
        if node in seen:
            return _walk(came, node, node)
        seen.add(node)
        nodes.append(node)
    return _Trouble(tuple(reversed(nodes)), tuple(edges))


def _walk(came: Mapping[int, tuple[int, int]], node: int, end: int) -> _Trouble:
    """A loop, followed backwards from one of its entries until it comes round."""
    nodes, edges = [], []
    while True:
        before, at = came[node]
        nodes.append(node)
        edges.append(at)
        node = before
        if node == end:
            return _Trouble(tuple(reversed(nodes)), tuple(edges))


def _loop_in(came: Mapping[int, tuple[int, int]]) -> _Trouble | None:
    done: set[int] = set()
    for start in sorted(came):
        path: list[int] = []
        on_path: set[int] = set()
        node = start
        while node in came and node not in done:
            if node in on_path:
                return _walk(came, node, node)
            path.append(node)
            on_path.add(node)
            node = came[node][0]
        done.update(path)
    return None


def _smallest(members: Sequence[Item], edges: Sequence[Edge], nodes: Iterable[int]) -> frozenset[int]:
    """A part of these entries that still cannot be, from which none can be left out."""
    kept = sorted(set(nodes))
    ids = {members[node].id for node in kept}
    edges = [edge for edge in edges if edge.earlier in ids and edge.later in ids]
    if len(kept) > _LONGEST_TRIMMED:
        return frozenset(kept)
    for node in reversed(tuple(kept)):
        fewer = [one for one in kept if one != node]
        if _impossible(members, edges, fewer):
            kept = fewer
    return frozenset(kept)


def _impossible(members: Sequence[Item], edges: Sequence[Edge], nodes: Sequence[int]) -> bool:
    return _Net([members[node] for node in nodes], edges).trouble() is not None


def _conflict(members: Sequence[Item], edges: Sequence[Edge], nodes: frozenset[int]) -> Conflict:
    some = [members[node] for node in sorted(nodes)]
    ids = {item.id for item in some}
    inner = [edge for edge in edges if edge.earlier in ids and edge.later in ids]
    claims: dict[tuple[str, str], Claim] = {}
    for edge in inner:
        owner = members[next(node for node in nodes if members[node].id == edge.owner)]
        anchor = edge.earlier if edge.later == edge.owner else edge.later
        said = owner.time
        if said.anchor != anchor:
            kind = TimeKind.AFTER if edge.later == edge.owner else TimeKind.BEFORE
            said = Time(kind, anchor=anchor)
        claims.setdefault((edge.owner, anchor), Claim(edge.owner, said))
    timeless = [item._replace(low=None, high=None) for item in some]
    circular = _Net(timeless, inner).trouble() is not None
    return Conflict(tuple(item.id for item in some), tuple(claims.values()), circular)
