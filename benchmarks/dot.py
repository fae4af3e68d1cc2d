"""Graphviz dot as the peer of our layout: the same boxes in the same rows, and crossings counted in one way."""

import resource
import subprocess
from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rca_workbench.analysis.layout import Box, Edge, Layout, Point, Spacing

INCH = 72
STEPS = 12
"""Straight pieces a cubic curve is measured by."""
LEVELS = 8
"""Between two rows, the heights at which the order of the links is compared."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A graph as somebody drew it."""

    middles: dict[str, Point]
    courses: dict[Edge, Sequence[Point]]
    """Points of cubic segments."""
    seconds: float = 0.0
    """Of processor time."""


def ours(layout: Layout) -> Picture:
    """What our layout drew."""
    middles = {id: (rect.centre, rect.y + rect.height / 2) for id, rect in layout.rects.items()}
    return Picture(middles, dict(layout.routes))


def drawn_by_dot(boxes: Sequence[Box], edges: Iterable[Edge], rows: dict[str, int]) -> Picture:
    """What dot draws of the same graph.

    The bands are kept by giving each link the number of rows it passes as its least length, upper end first,
    which leaves dot no choice of ranks: no invisible nodes or links that would count as crossings for it.
    """
    gap = Spacing()
    lines = [f"digraph {{ nodesep={gap.gap / INCH}; ranksep={gap.row_gap / INCH};"]
    lines += ['node [shape=box, fixedsize=true, label=""]; edge [arrowhead=none];']
    lines += [f'"{box.id}" [width={box.width / INCH}, height={box.height / INCH}];' for box in boxes]
    for edge in edges:
        upper, lower = edge if rows[edge[0]] <= rows[edge[1]] else edge[::-1]
        lines.append(f'"{upper}" -> "{lower}" [minlen={rows[lower] - rows[upper]}];')
    text = "\n".join([*lines, "}"])
    begin = _spent_by_children()
    said = subprocess.run(["dot", "-Tplain"], input=text, capture_output=True, text=True, check=True).stdout
    seconds = _spent_by_children() - begin
    middles: dict[str, Point] = {}
    courses: dict[Edge, Sequence[Point]] = {}
    for line in said.splitlines():
        words = line.split()
        if words[0] == "node":
            middles[words[1].strip('"')] = (float(words[2]) * INCH, -float(words[3]) * INCH)
        elif words[0] == "edge":
            numbers = [float(word) * INCH for word in words[4 : 4 + 2 * int(words[3])]]
            ends = words[1].strip('"'), words[2].strip('"')
            courses[ends] = list(zip(numbers[::2], (-y for y in numbers[1::2]), strict=True))
    return Picture(middles, courses, seconds)


def _spent_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def crossings(picture: Picture) -> int:
    """How often the links of a picture change their order from row to row.

    Order in a row: boxes by their middle, links that pass it by where they do.
    """
    return _changes(picture, _heights(picture), ends_at_middles=True)


def crossings_drawn(picture: Picture) -> int:
    """How often the lines cross as drawn, those that end on one box too."""
    rows = _heights(picture)
    between = [a + (b - a) * step / LEVELS for a, b in pairwise(rows) for step in range(LEVELS)]
    return _changes(picture, [*between, *rows[-1:]], ends_at_middles=False)


def _heights(picture: Picture) -> list[float]:
    """The y of each row, from the top."""
    return sorted({round(y, 1) for _, y in picture.middles.values()})


def _changes(picture: Picture, levels: Sequence[float], *, ends_at_middles: bool) -> int:
    pieces: list[list[tuple[float, float]]] = [[] for _ in levels]
    for (a, b), course in picture.courses.items():
        line = _line(course)
        (x0, y0), (x1, y1) = picture.middles[a], picture.middles[b]
        # Into the boxes: to the middle, where all links of a box meet, or straight on.
        start, end = (x0, x1) if ends_at_middles else (line[0][0], line[-1][0])
        line = [(start, y0), *line, (end, y1)]
        if line[0][1] > line[-1][1]:
            line.reverse()
        at = _where(line, levels)
        for (level, x), (_, following) in pairwise(at):
            pieces[level].append((round(x, 2), round(following, 2)))
    return sum(_inversions(piece) for piece in pieces)


def _line(course: Sequence[Point]) -> list[Point]:
    found = [course[0]]
    for start in range(0, len(course) - 1, 3):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = course[start : start + 4]
        for step in range(1, STEPS + 1):
            t = step / STEPS
            a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
            found.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return found


def _where(line: Sequence[Point], levels: Sequence[float]) -> list[tuple[int, float]]:
    """The levels a line that falls passes, and its x there."""
    found = []
    level = bisect_right(levels, line[0][1] - 0.2)
    for (x0, y0), (x1, y1) in pairwise(line):
        while level < len(levels) and levels[level] <= y1 + 0.2:
            share = (levels[level] - y0) / (y1 - y0) if y1 - y0 > 1e-6 else 1.0
            found.append((level, x0 + (x1 - x0) * min(max(share, 0.0), 1.0)))
            level += 1
    return found


def _inversions(pieces: list[tuple[float, float]]) -> int:
    """Pairs whose order changes; those that meet at an end do not cross."""
    seen: list[float] = []
    count = 0
    waiting: list[float] = []
    last = None
    for start, end in sorted(pieces):
        if start != last:
            for one in waiting:
                insort(seen, one)
            waiting, last = [], start
        count += len(seen) - bisect_right(seen, end)
        waiting.append(end)
    return count
