"""Times that hang together: tightens what is known along "before", "after" and "20 minutes after", finds what cannot be.

Each entry stands for one moment (a period for its start). A statement about two entries is an edge: the later one is
at least so much after the earlier one. "Earliest" is pushed forwards along edges and "latest" backwards, which is the
simple temporal problem of Dechter, Meiri and Pearl (Artificial Intelligence 49, 1991). Sets of entries that cannot all
be true are loops, or paths from an entry that pushes "earliest" up to one that holds "latest" down.

Inside, a second counts `FINE` units, so that "before" can mean a shade before without using up whole seconds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from rca_workbench.model.time import Time, TimeKind, bounds, said_in_words, span
from rca_workbench.model.time_said import counted_words

FINE = 1 << 20
"""Units in a second; a chain of more than a million entries within one second would run out of room."""

_ROUNDING = 59
"""Seconds by which a length said beside a clock time may miss it: both are said in whole minutes."""
_UNBOUNDED = 1 << 100
_FAR = 1 << 99
_MOST_CONFLICTS = 100
"""Conflicts looked for in one group of entries before its statements are no longer trusted for the order."""
_STEPS_FOR_SHORTEST = 100_000
"""Entries visited in the search for the shortest loop; beyond that, a loop is named that may not be the shortest."""
_LONGEST_TRIMMED = 200
"""Entries in a conflict up to which every one is tried for being needless."""


class Edge(NamedTuple):
    """`later` is at least `least` fine units after `earlier`, as the entry `owner` says."""

    earlier: str
    later: str
    least: int
    owner: str


class Item(NamedTuple):
    """What the order needs of an entry: its place in the source and what is known of its moment, in seconds."""

    id: str
    order: str
    time: Time
    low: int | None
    high: int | None
    rank: tuple[str, str]
    """Place in the source, ids deciding between equals."""
    one_sided: bool
    """Before or after something, and nothing else."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about two entries, as `owner` makes it of itself."""

    owner: str
    time: Time

    def words(self, name_of: Callable[[str], str]) -> str:
        """Such as `"Doctor bleeped" is before "Observations"`."""

        def quoted(id: str) -> str:
            return f"“{name_of(id)}”"

        time = self.time
        if time.least is not None or time.most is not None:
            said = counted_words(time.least, time.most, time.margin, quoted(time.anchor or ""))
        else:
            kind = TimeKind.BEFORE if time.kind is TimeKind.BEFORE else TimeKind.AFTER
            said = said_in_words(Time(kind, anchor=time.anchor), quoted)
        return f"{quoted(self.owner)} is {said}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """The smallest set of entries that cannot all be true; leaving any one out makes the rest possible."""

    ids: tuple[str, ...]
    claims: tuple[Claim, ...]
    """What the entries say of each other."""
    circular: bool
    """True where they contradict each other whatever their clock times."""

    def sentence(self, name_of: Callable[[str], str]) -> str:
        """What cannot be, what is safe, what to do. `name_of` gives an entry's name from its id."""
        names = [f"“{name_of(id)}”" for id in self.ids]
        said = [claim.words(name_of) for claim in self.claims[:6]]
        if len(names) == 1:
            return f"{names[0]} is counted from itself. It is kept. Check its time, or mark it as order only."
        kept = "Both are kept." if len(names) == 2 else "All are kept."
        todo = f"{kept} Check the times, or mark one as order only."
        if len(self.claims) == 1:
            return f"{said[0]}, but {self._against()}. {todo}"
        together = f"{', '.join(said[:-1])}, and {said[-1]}" if len(said) > 1 else said[0]
        if len(self.claims) > len(said):
            together = f"{', '.join(said)}, and so on round {len(names)} entries"
        why = "which goes round in a circle" if self.circular else "but their times do not allow it"
        return f"{together}, {why}. {todo}"

    def _against(self) -> str:
        time = self.claims[0].time
        if time.least is not None or time.most is not None:
            return "the two times are not that far apart"
        return f"its time is {'later' if time.kind is TimeKind.BEFORE else 'earlier'}"


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that hang together, solved: each one's window in seconds, the edges that hold, and what cannot be."""

    ids: tuple[str, ...]
    windows: Mapping[str, tuple[int | None, int | None]]
    edges: tuple[Edge, ...]
    """Edges that hold together, so ordered that along those above nothing the earlier entry comes first."""
    conflicts: tuple[Conflict, ...]


def item_of(id: str, order: str, time: Time) -> Item:
    """An entry as the network sees it. A period stands for its start."""
    kind = time.kind
    if kind is TimeKind.PERIOD and time.start is not None:
        first, last = span(time.start)
        return Item(id, order, time, first, last, (order, id), False)
    low, high = bounds(time)
    one_sided = kind is TimeKind.BEFORE or kind is TimeKind.AFTER or kind is TimeKind.ORDER_ONLY
    return Item(id, order, time, low, high, (order, id), one_sided)


def edges_of(item: Item) -> list[Edge]:
    """What an entry says of itself and the one it is counted from."""
    time, me = item.time, item.id
    anchor = time.anchor
    if anchor is None:
        return []
    if time.least is None and time.most is None:
        if time.kind is TimeKind.BEFORE:
            return [Edge(me, anchor, 1, me)]
        return [Edge(anchor, me, 1, me)] if time.kind in (TimeKind.AFTER, TimeKind.ORDER_ONLY) else []
    slack = (time.margin or 0) if time.kind is TimeKind.OFFSET else _ROUNDING
    edges = []
    if time.least is not None:
        edges.append(Edge(anchor, me, (time.least - slack) * FINE, me))
    if time.most is not None:
        edges.append(Edge(me, anchor, -(time.most + slack) * FINE, me))
    return edges


def solve(members: Sequence[Item], edges: Sequence[Edge]) -> Group:
    """Tighten the windows of entries that hang together; where they cannot, say why and leave a statement out.

    The statement left out is the one of the entry latest in the source. Members and edges are to come in the order of
    the source, so that the answer does not depend on how entries are given.
    """
    return _solve_tree(members, edges) or _solve_net(members, edges)


def _solve_tree(members: Sequence[Item], edges: Sequence[Edge]) -> Group | None:
    """The group, where entries are counted from each other like branches from a stem and nothing is impossible.

    That is nearly every group there is, and two passes settle it: from the tips to the stem and back. None for any
    other, and where the windows do not allow what is said.
    """
    first: str | None = None
    low: dict[str, int] = {}
    high: dict[str, int] = {}
    for item in members:
        low[item.id] = -_UNBOUNDED if item.low is None else item.low * FINE
        high[item.id] = _high(item)
    least_after: dict[str, int] = {}
    most_after: dict[str, int] = {}
    behind: dict[str, list[str]] = {}
    out: dict[str, list[Edge]] = {}
    for edge in edges:
        earlier, later, least, owner = edge
        if owner == later and owner not in least_after:
            least_after[owner] = least
            anchor = earlier
        elif owner == earlier and least <= 0 and owner not in most_after:
            most_after[owner] = -least
            anchor = later
        else:
            return None  # two say of one, or it is before the one it is counted from
        near = behind.get(anchor)
        if near is None:
            behind[anchor] = [owner]
        elif near[-1] != owner:
            near.append(owner)
        if earlier in out:
            out[earlier].append(edge)
        else:
            out[earlier] = [edge]
    for item in members:
        if item.id not in least_after and item.id not in most_after:
            if first is not None:
                return None
            first = item.id
    if first is None:
        return None
    row = [first]
    for id in row:
        row += behind.get(id, ())
    if len(row) != len(low):
        return None
    for id in reversed(row):
        for one in behind.get(id, ()):
            if one in least_after and high[one] - least_after[one] < high[id]:
                high[id] = high[one] - least_after[one]
            if one in most_after and low[one] - most_after[one] > low[id]:
                low[id] = low[one] - most_after[one]
    for id in row:
        for one in behind.get(id, ()):
            if one in least_after and low[id] + least_after[one] > low[one]:
                low[one] = low[id] + least_after[one]
            if one in most_after and high[id] + most_after[one] < high[one]:
                high[one] = high[id] + most_after[one]
        if low[id] > high[id]:
            return None
    windows = {
        item.id: (
            low[item.id] // FINE if low[item.id] > -_FAR else None,
            high[item.id] // FINE if high[item.id] < _FAR else None,
        )
        for item in members
    }
    return Group(tuple(windows), windows, tuple([edge for id in row if id in out for edge in out[id]]), ())


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
    windows = {
        item.id: (
            low[at] // FINE if low[at] > -_FAR else None,
            high[at] // FINE if high[at] < _FAR else None,
        )
        for at, item in enumerate(members)
    }
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
        self.own_low = [-_UNBOUNDED if item.low is None else item.low * FINE for item in members]
        self.own_high = [_high(item) for item in members]
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


def _high(item: Item) -> int:
    if item.high is None:
        return _UNBOUNDED
    return item.high * FINE + (0 if item.time.kind is TimeKind.BEFORE else FINE - 1)


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
