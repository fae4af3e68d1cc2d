"""Through which gap of each row a long link runs, and where in the gap.

First each link looks for the way with the fewest crossings and detours through the gaps between boxes, then
links sharing a gap take their order from where they lead, then each is drawn straight where there is room.
"""

import itertools
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

from rca_workbench.analysis.layout.frame import Frame, Span
from rca_workbench.analysis.layout.isotonic import spaced
from rca_workbench.analysis.layout.layers import Layers

CROSSING_COST = 180.0
"""How many pixels of detour a link takes to avoid crossing another: about a box and a gap."""
CROWDING_COST = 45.0
"""Pixels of detour it takes rather than squeeze into a gap too narrow for one more."""
WINDOW = 3
"""Gaps to either side of the straight line that are tried."""
ROUNDS = 2
STRAIGHTENING = 8
CAREFUL_UP_TO = 4_000
"""Bends up to which ways are looked for; beyond, links take the gap nearest the straight line."""


def bends(frame: Frame, layers: Layers) -> list[float]:
    """The x of every element of the layers: the middle of boxes, the place in its gap of each bend."""
    x = [rect.centre for rect in frame.rects] + [0.0] * (len(layers) - layers.boxes)
    if len(layers) == layers.boxes:
        return x
    gaps = [frame.gaps(row) for row in range(len(frame.order))]
    gap_of = [0] * len(layers)
    ways = _Ways(frame, layers, gaps, x, gap_of)
    chains = [chain for chain in layers.chains.values() if len(chain) > 2]
    for chain in chains:
        ways.nearest(chain)
    if len(layers) - layers.boxes <= CAREFUL_UP_TO:
        # The longest have the most to lose and choose first.
        for _ in range(ROUNDS):
            for chain in sorted(chains, key=lambda one: -len(one)):
                ways.improve(chain)
    _straighten(chains, gaps, _shared_gaps(layers, frame, gap_of), x, frame.spacing.link_gap)
    return x


class _Ways:
    """The ways of all long links through the gaps, improved one after the other."""

    def __init__(
        self, frame: Frame, layers: Layers, gaps: list[list[Span]], x: list[float], gap_of: list[int]
    ) -> None:
        self._layers, self._gaps, self._x, self._gap_of = layers, gaps, x, gap_of
        self._room = frame.spacing.link_gap
        self._load: dict[tuple[int, int], int] = {}
        self._pieces: list[list[tuple[float, float]]] = [[] for _ in gaps]
        """Of each row, the pieces to the next as (lower x, upper x), sorted."""
        for chain in layers.chains.values():
            if len(chain) == 2:
                insort(self._pieces[layers.row[chain[0]]], (x[chain[1]], x[chain[0]]))

    def nearest(self, chain: Sequence[int]) -> None:
        """Take in every row the gap nearest the straight line."""
        way = []
        for row, line in self._line(chain):
            near = self._near(row, line, 1)
            way.append(min((abs(self._in(row, gap, line) - line), gap) for gap in near)[1])
        self._take(chain, way)

    def improve(self, chain: Sequence[int]) -> None:
        """Take the way with the least cost, all other links being as they are."""
        self._leave(chain)
        start, end = self._x[chain[0]], self._x[chain[-1]]
        # For each gap of the row reached: the cost to get there, its x, and the way.
        reached: list[tuple[float, float, list[int]]] = [(0.0, start, [])]
        for row, line in self._line(chain):
            ahead = []
            for gap in self._near(row, line, WINDOW):
                x = self._in(row, gap, line)
                ahead.append((x, gap, self._crowding(row, gap)))
            costs = self._costs(row - 1, [one[1] for one in reached], [one[0] for one in ahead])
            following = []
            for index, (x, gap, crowding) in enumerate(ahead):
                cost, before = min(
                    (reached[k][0] + costs[k][index] + crowding, k) for k in range(len(reached))
                )
                following.append((cost, x, [*reached[before][2], gap]))
            reached = following
        last = self._costs(self._layers.row[chain[-1]] - 1, [one[1] for one in reached], [end])
        best = min(range(len(reached)), key=lambda k: reached[k][0] + last[k][0])
        self._take(chain, reached[best][2])

    def _line(self, chain: Sequence[int]) -> Iterator[tuple[int, float]]:
        """Each row passed and where the straight line passes it."""
        start, end = self._x[chain[0]], self._x[chain[-1]]
        for index, bend in enumerate(chain[1:-1], 1):
            yield self._layers.row[bend], start + (end - start) * index / (len(chain) - 1)

    def _near(self, row: int, line: float, window: int) -> range:
        """The gaps of a row next to an x, by number."""
        gaps = self._gaps[row]
        at = bisect_left(gaps, line, key=lambda gap: gap[1])
        return range(max(0, at - window), min(len(gaps), at + window + 1))

    def _in(self, row: int, gap: int, line: float) -> float:
        """The place in a gap nearest to a line."""
        low, high = self._gaps[row][gap]
        room = min(self._room, (high - low) / 2)
        return min(max(line, low + room), high - room)

    def _crowding(self, row: int, gap: int) -> float:
        low, high = self._gaps[row][gap]
        needed = (self._load.get((row, gap), 0) + 1) * self._room
        return CROWDING_COST * max(0.0, needed - (high - low)) / self._room

    def _costs(self, row: int, starts: Sequence[float], ends: Sequence[float]) -> list[list[float]]:
        """What a piece from the row to the next costs, from each start to each end."""
        found = []
        pieces = self._pieces[row]
        for start in starts:
            left = [low for low, up in pieces if up < start]
            right = [low for low, up in pieces if up > start]
            found.append(
                [
                    abs(end - start)
                    + CROSSING_COST * (len(left) - bisect_right(left, end) + bisect_left(right, end))
                    for end in ends
                ]
            )
        return found

    def _take(self, chain: Sequence[int], way: Sequence[int]) -> None:
        for (row, line), bend, gap in zip(self._line(chain), chain[1:-1], way, strict=True):
            self._gap_of[bend] = gap
            self._x[bend] = self._in(row, gap, line)
            self._load[row, gap] = self._load.get((row, gap), 0) + 1
        for above, below in itertools.pairwise(chain):
            insort(self._pieces[self._layers.row[above]], (self._x[below], self._x[above]))

    def _leave(self, chain: Sequence[int]) -> None:
        for bend in chain[1:-1]:
            self._load[self._layers.row[bend], self._gap_of[bend]] -= 1
        for above, below in itertools.pairwise(chain):
            pieces = self._pieces[self._layers.row[above]]
            pieces.pop(bisect_left(pieces, (self._x[below], self._x[above])))


Shared = dict[tuple[int, int], list[int]]
"""The bends in each gap, (row, gap), from left to right."""


def _shared_gaps(layers: Layers, frame: Frame, gap_of: Sequence[int]) -> Shared:
    """The bends of each gap, ordered so that two links cross at most once while they run side by side.

    They keep the order in which they come in from above, so that they cross, if they have to, where they part.
    """
    slot = [0.0] * len(layers)
    for boxes in frame.order:
        for index, box in enumerate(boxes):
            slot[box] = index + 0.5
    for element in range(layers.boxes, len(layers)):
        slot[element] = float(gap_of[element])

    def ahead(element: int) -> Iterator[float]:
        """Where a bend's link runs from here."""
        while layers.is_bend(element):
            element = layers.down[element][0]
            yield slot[element]

    place = [0] * len(layers)
    shared: Shared = {}
    for row, elements in enumerate(layers.by_row()):
        together: dict[tuple[float, int], list[int]] = {}
        for element in elements:
            above = place[layers.up[element][0]] if layers.is_bend(element) else 0
            together.setdefault((slot[element], above), []).append(element)
        index = 0
        for (at, _), members in sorted(together.items()):
            if len(members) > 1:
                members.sort(key=lambda element: tuple(ahead(element)))
            for element in members:
                place[element] = index
                index += 1
                if layers.is_bend(element):
                    shared.setdefault((row, int(at)), []).append(element)
    return shared


def _straighten(
    chains: Sequence[Sequence[int]],
    gaps: Sequence[Sequence[Span]],
    shared: Shared,
    x: list[float],
    room: float,
) -> None:
    """One x for each stretch of a link that the gaps leave room for, links in a gap kept apart in order."""
    spans = {bend: gaps[row][gap] for (row, gap), members in shared.items() for bend in members}
    crowded = {bend for members in shared.values() if len(members) > 1 for bend in members}
    stretches = [stretch for chain in chains for stretch in _stretches(chain[1:-1], spans)]
    for _ in range(STRAIGHTENING):
        for stretch, low, high in stretches:
            margin = min(room, (high - low) / 2)
            # Where a link has a gap to itself it follows the places where it has not.
            leading = [bend for bend in stretch if bend in crowded] or stretch
            mean = sum(x[bend] for bend in leading) / len(leading)
            for bend in stretch:
                x[bend] = min(max(mean, low + margin), high - margin)
        for (row, gap), members in shared.items():
            low, high = gaps[row][gap]
            step = min(room, (high - low) / (len(members) + 1))
            weights = [1.0] * len(members)
            wishes = [x[bend] for bend in members]
            found = spaced(wishes, weights, [step] * (len(members) - 1), low + step, high - step)
            for bend, at in zip(members, found, strict=True):
                x[bend] = at


def _stretches(run: Sequence[int], spans: dict[int, Span]) -> Iterator[tuple[list[int], float, float]]:
    """A link's bends in as few stretches as have an x in common, each with what its gaps have in common."""
    stretch: list[int] = []
    low, high = float("-inf"), float("inf")
    for bend in run:
        left, right = spans[bend]
        # A sliver in common is no room for a line.
        if stretch and min(high, right) - max(low, left) < 4:
            yield stretch, low, high
            stretch, low, high = [], float("-inf"), float("inf")
        stretch.append(bend)
        low, high = max(low, left), min(high, right)
    if stretch:
        yield stretch, low, high
