"""Where things go when many share one line: rows without overlap, and clusters where there are too many.

Pure arithmetic on pixels. What forms a cluster depends on the scale alone, never on what is in view, so that
panning changes nothing and zooming does so in octaves.
"""

from collections.abc import Iterable, Sequence
from math import ceil, log2

CLUSTER_PIXELS = 48
"""Nothing nearer together than this can have a label each."""
CLUSTER_FROM = 4
"""Entries in such a stretch of a lane that become a cluster: three labels can stand one under another."""
CLUSTER_ABOVE = 0.5
"""Seconds to a pixel below which nothing is gathered: entries of one minute would never come apart."""


def first_fit(extents: Iterable[tuple[float, float]], gap: float) -> list[int]:
    """A row for each stretch (left, right), in order of their left ends: the first row with room."""
    ends: list[float] = []
    rows: list[int] = []
    for left, right in extents:
        for row, end in enumerate(ends):
            if end + gap <= left:
                ends[row] = right
                rows.append(row)
                break
        else:
            rows.append(len(ends))
            ends.append(right)
    return rows


def clusters(starts: Sequence[float], seconds_per_pixel: float) -> list[tuple[int, int]]:
    """Stretches (from, to) of indexes into the sorted `starts` that are too many for their place.

    The time axis is cut at multiples of a power of two of seconds, at least `CLUSTER_PIXELS` wide.
    """
    if seconds_per_pixel <= CLUSTER_ABOVE or len(starts) < CLUSTER_FROM:
        return []
    width = 2.0 ** ceil(log2(CLUSTER_PIXELS * seconds_per_pixel))
    found: list[tuple[int, int]] = []
    first, cell = 0, starts[0] // width
    for index, start in enumerate(starts):
        here = start // width
        if here != cell:
            if index - first >= CLUSTER_FROM:
                found.append((first, index))
            first, cell = index, here
    if len(starts) - first >= CLUSTER_FROM:
        found.append((first, len(starts)))
    return found
