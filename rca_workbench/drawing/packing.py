"""Where things go when many share one line: rows without overlap, and clusters where there are too many.

Pure arithmetic on pixels. What forms a cluster depends on the scale alone, never on what is in view, so that
panning changes nothing and zooming does so in octaves.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import ceil, log2

CLUSTER_PIXELS = 48
"""Nothing nearer together than this can have a label each."""
CLUSTER_FROM = 4
"""Entries in such a stretch of a lane that become a cluster: three labels can stand one under another."""
CLUSTER_ABOVE = 0.5
"""Seconds to a pixel below which nothing is gathered: entries of one minute would never come apart."""


class Rows:
    """Rows that fill from the left: each stretch goes to the first row with room for it."""

    def __init__(self, gap: float) -> None:
        """`gap` is the least distance between two stretches of a row."""
        self._gap = gap
        self._ends: list[float] = []

    def take(self, left: float, right: float) -> int:
        """The row of a stretch; stretches come in order of their left ends."""
        ends = self._ends
        for row, end in enumerate(ends):
            if end <= left:
                ends[row] = right + self._gap
                return row
        ends.append(right + self._gap)
        return len(ends) - 1


def cell_width(seconds_per_pixel: float) -> float:
    """Seconds of the cells the time axis is cut into at a scale: a power of two, `CLUSTER_PIXELS` at least."""
    return float(2.0 ** ceil(log2(CLUSTER_PIXELS * seconds_per_pixel) - 1e-9))


def clusters(starts: Sequence[float], seconds_per_pixel: float) -> list[tuple[int, int]]:
    """Stretches (from, to) of indexes into the sorted `starts` that are too many for their place.

    The time axis is cut at multiples of a power of two of seconds, at least `CLUSTER_PIXELS` wide.
    """
    if seconds_per_pixel <= CLUSTER_ABOVE or len(starts) < CLUSTER_FROM:
        return []
    width = cell_width(seconds_per_pixel)
    found: list[tuple[int, int]] = []
    first, count = 0, len(starts)
    while first + CLUSTER_FROM <= count:
        beyond = (starts[first] // width + 1) * width
        if starts[first + CLUSTER_FROM - 1] >= beyond:
            # Too few in this cell: on to the next one.
            while first < count and starts[first] < beyond:
                first += 1
        else:
            end = bisect_left(starts, beyond, first + CLUSTER_FROM)
            found.append((first, end))
            first = end
    return found
