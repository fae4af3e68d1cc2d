"""The courses of the links: vertical cubic curves between rows, straight through the rows they pass.

Every curve lies in the free stretch between two rows and every row is passed in a gap, so no link runs
through a box that is not its own. Two curves between the same rows have the same shape and cross at most
once.
"""

import itertools
from collections.abc import Mapping, Sequence

from rca_workbench.analysis.layout.frame import Frame
from rca_workbench.analysis.layout.lanes import WORK, bends
from rca_workbench.analysis.layout.layers import Layers
from rca_workbench.analysis.layout.network import Pair
from rca_workbench.analysis.layout.ports import End, spread
from rca_workbench.analysis.layout.values import Edge, Point, Rect

BEND_SHARE = 0.45
"""Control points lie this share of the gap from the ends of a curve."""
SAME = 0.25
"""Less than this far apart is the same x."""


def routes(frame: Frame, work: int = WORK) -> dict[Edge, tuple[Point, ...]]:
    """The course of every link, from cause to effect; see `Layout` for what its points are."""
    net, rows = frame.net, frame.stack.of
    layers = Layers(rows, net.links)
    x = bends(frame, layers, work)
    ends: list[End] = []
    for link, chain in layers.chains.items():
        straight = len(chain) == 2
        ends.append(End(link, chain[0], True, x[chain[1]], chain[1] if straight else None))
        ends.append(End(link, chain[-1], False, x[chain[-2]], chain[0] if straight else None))
    flat = [link for link in net.links if link not in layers.chains]
    for source, target in flat:
        ends.append(End((source, target), source, True, frame.rects[target].centre))
        ends.append(End((source, target), target, True, frame.rects[source].centre))
    ports = spread(frame, ends)
    name = [box.id for box in net.boxes]
    found: dict[Edge, tuple[Point, ...]] = {}
    for link, chain in layers.chains.items():
        stops = _stops(frame, chain, x, ports[link, chain[0]], ports[link, chain[-1]])
        course = _curved(_without_needless(stops))
        found[name[link[0]], name[link[1]]] = tuple(course if chain[0] == link[0] else reversed(course))
    found |= _flat_courses(frame, flat, ports)
    for box in net.loops:
        found[name[box], name[box]] = _loop(frame.rects[box], frame.spacing.gap)
    return found


def _stops(frame: Frame, chain: Sequence[int], x: Sequence[float], start: float, end: float) -> list[Point]:
    """The points a link passes from top to bottom: its ends, and the edges of the rows between them."""
    first, last = frame.stack.of[chain[0]], frame.stack.of[chain[-1]]
    stops = [(start, frame.rects[chain[0]].bottom), (start, frame.bottom(first))]
    for row, bend in zip(range(first + 1, last), chain[1:-1], strict=True):
        stops += [(x[bend], frame.tops[row]), (x[bend], frame.bottom(row))]
    return [*stops, (end, frame.tops[last]), (end, frame.rects[chain[-1]].y)]


def _without_needless(stops: Sequence[Point]) -> list[Point]:
    """The points without those in the middle of a straight line and those met twice."""
    kept = [stops[0]]
    for index, (x, y) in enumerate(stops[1:-1], 1):
        before, after = kept[-1], stops[index + 1]
        straight = abs(before[0] - x) < SAME and abs(after[0] - x) < SAME
        if not straight and abs(y - before[1]) > SAME:
            kept.append((x, y))
    if len(kept) > 1 and abs(kept[-1][1] - stops[-1][1]) < SAME:
        kept.pop()
    return [*kept, stops[-1]]


def _curved(stops: Sequence[Point]) -> list[Point]:
    """A line of vertical cubic curves through the points."""
    course = [stops[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(stops):
        bend = BEND_SHARE * (y1 - y0)
        course += [(x0, y0 + bend), (x1, y1 - bend), (x1, y1)]
    return course


def _flat_courses(
    frame: Frame, links: Sequence[Pair], ports: Mapping[tuple[Pair, int], float]
) -> dict[Edge, tuple[Point, ...]]:
    """Links between boxes of one row: under the boxes between them and up again."""
    found: dict[Edge, tuple[Point, ...]] = {}
    under: dict[int, int] = {}
    for link in links:
        source, target = link
        row = frame.stack.of[source]
        deep = frame.spacing.band_pad * (0.35 + 0.15 * (under.get(row, 0) % 4))
        under[row] = under.get(row, 0) + 1
        depth = frame.bottom(row) + deep
        start, end = ports[link, source], ports[link, target]
        corner = min(deep, abs(end - start) / 2) * (1 if end > start else -1)
        found[frame.net.boxes[source].id, frame.net.boxes[target].id] = (
            *_down(start, frame.rects[source].bottom, frame.bottom(row)),
            *((start, depth), (start, depth), (start + corner, depth)),
            *((start + corner, depth), (end - corner, depth), (end - corner, depth)),
            *((end, depth), (end, depth), (end, frame.bottom(row))),
            *_down(end, frame.bottom(row), frame.rects[target].bottom)[1:],
        )
    return found


def _down(x: float, y0: float, y1: float) -> tuple[Point, ...]:
    """A straight piece."""
    return (x, y0), (x, y0 + (y1 - y0) / 3), (x, y1 - (y1 - y0) / 3), (x, y1)


def _loop(rect: Rect, gap: float) -> tuple[Point, ...]:
    """A small loop at the right side of a box, for a link to itself."""
    middle, half = rect.y + rect.height / 2, min(10.0, rect.height / 4)
    out = rect.right + gap
    return (
        (rect.right, middle - half),
        (out, middle - half * 2),
        (out, middle + half * 2),
        (rect.right, middle + half),
    )
