"""Boxes set in their rows, as links find them."""

from dataclasses import dataclass

from rca_workbench.analysis.layout.network import Network
from rca_workbench.analysis.layout.rows import Rows
from rca_workbench.analysis.layout.values import Rect, Spacing

Span = tuple[float, float]
"""Left and right end of a stretch."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A network with the rectangles of its boxes and the rows they stand in."""

    net: Network
    stack: Rows
    rects: tuple[Rect, ...]
    order: tuple[tuple[int, ...], ...]
    """The boxes of each row from left to right."""
    tops: tuple[float, ...]
    heights: tuple[float, ...]
    spacing: Spacing

    def bottom(self, row: int) -> float:
        """The lower edge of the tallest box of a row."""
        return self.tops[row] + self.heights[row]

    def gaps(self, row: int) -> list[Span]:
        """Where a link can pass a row: left of its first box, between each two, right of its last."""
        rects = [self.rects[box] for box in self.order[row]]
        lefts = [min(0.0, rects[0].x - self.spacing.left), *(rect.right for rect in rects)]
        return list(zip(lefts, [*(rect.x for rect in rects), float("inf")], strict=True))
