"""Where in the gaps between boxes long links run.

Each link has found its gaps; here it is drawn straight where there is room, and links in one gap kept apart.
"""

from collections.abc import Iterator, Sequence

from rca_workbench.analysis.layout.frame import Frame, Span
from rca_workbench.analysis.layout.isotonic import spaced
from rca_workbench.analysis.layout.layers import Layers
from rca_workbench.analysis.layout.rerouting import Rerouting

STRAIGHTENING, STILL = 8, 0.05
"""Rounds of straightening, at most, and the move in pixels below which a bend stands still."""
WORK, WORK_AFRESH = 4_000_000, 30_000_000
"""Places looked at, at most, while links look for their ways: three seconds or so at an edit, half a minute when a
map is arranged afresh. Imported cases of thousands of factors, whose links are mostly short, reach neither."""

Shared = dict[tuple[int, int], list[int]]
"""The bends in each gap, (row, gap), from left to right."""


def bends(frame: Frame, layers: Layers, work: int = WORK) -> list[float]:
    """The x of every element of the layers: the middle of boxes, the place in its gap of each bend."""
    x = [rect.centre for rect in frame.rects] + [0.0] * (len(layers) - layers.boxes)
    if len(layers) == layers.boxes:
        return x
    ways = Rerouting(frame, layers)
    ways.improve(work)
    for bend, line in ways.lines():
        x[bend] = line
    gaps = [frame.gaps(row) for row in range(len(frame.order))]
    chains = [chain for chain in layers.chains.values() if len(chain) > 2]
    _straighten(chains, gaps, ways.shared(), x, frame.spacing.link_gap)
    return x


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
    bent = [bend for stretch, _, _ in stretches for bend in stretch]
    for _ in range(STRAIGHTENING):
        before = [x[bend] for bend in bent]
        for stretch, low, high in stretches:
            margin = min(room, (high - low) / 2)
            # Where a link has a gap to itself it follows the places where it has not.
            leading = [bend for bend in stretch if bend in crowded] or stretch
            mean = sum(x[bend] for bend in leading) / len(leading)
            for bend in stretch:
                x[bend] = min(max(mean, low + margin), high - margin)
        for (row, gap), members in shared.items():
            low, high = gaps[row][gap]
            if len(members) == 1:
                step = min(room, (high - low) / 2)
                x[members[0]] = min(max(x[members[0]], low + step), high - step)
                continue
            step = min(room, (high - low) / (len(members) + 1))
            weights = [1.0] * len(members)
            wishes = [x[bend] for bend in members]
            found = spaced(wishes, weights, [step] * (len(members) - 1), low + step, high - step)
            for bend, at in zip(members, found, strict=True):
                x[bend] = at
        if all(abs(x[bend] - at) < STILL for bend, at in zip(bent, before, strict=True)):
            return


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
