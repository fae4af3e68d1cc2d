"""Places in whole pixels, as a case keeps them, and rows whose boxes stand too near each other put right."""

from collections.abc import Sequence
from math import ceil, floor

from rca_workbench.analysis.layout.isotonic import spaced
from rca_workbench.analysis.layout.values import Spacing

SLACK = 0.51
"""A gap this much too small comes from rounding and is left alone."""
PINNED = 1e6
"""Weight in the regression of a box that a person pinned."""


def whole(lefts: Sequence[float], widths: Sequence[float], spacing: Spacing) -> list[float]:
    """Left edges of a row rounded to whole pixels, pushed right where that would eat into a gap."""
    found: list[float] = []
    least = float("-inf")
    for left, width in zip(lefts, widths, strict=True):
        found.append(float(max(floor(left + 0.5), ceil(least) if found else floor(left + 0.5))))
        least = found[-1] + width + spacing.gap
    return found


def apart(
    lefts: Sequence[float], widths: Sequence[float], weights: Sequence[float], spacing: Spacing
) -> list[float]:
    """Left edges of a row, in order, moved as little as possible until every gap is kept.

    A row that keeps its gaps comes back as it is. None goes further left than the margin, unless it stood
    there already or a pinned box leaves no other room.
    """
    distances = [width + spacing.gap for width in widths[:-1]]
    near = any(b - a < distance - SLACK for a, b, distance in zip(lefts, lefts[1:], distances, strict=False))
    if not near:
        return list(lefts)
    low = min(spacing.left, *lefts) if max(weights) < PINNED else float("-inf")
    return whole(spaced(lefts, weights, distances, low=low), widths, spacing)
