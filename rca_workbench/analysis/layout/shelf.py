"""Connected parts laid out alone and packed side by side, boxes without links behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca_workbench.analysis.layout.across import places_across
from rca_workbench.analysis.layout.layers import Layers
from rca_workbench.analysis.layout.network import Network
from rca_workbench.analysis.layout.ordering import best_order
from rca_workbench.analysis.layout.pixels import whole
from rca_workbench.analysis.layout.rows import Rows
from rca_workbench.analysis.layout.values import Place, Spacing


@dataclass(frozen=True, slots=True)
class Part:
    """A connected part laid out alone."""

    lefts: Mapping[int, float]
    """The left edge of each box."""
    extents: Mapping[int, tuple[float, float]]
    """Left and right end of what stands in each row, links that pass it included."""


def laid_alone(net: Network, members: Sequence[int], stack: Rows, spacing: Spacing) -> Part:
    """The boxes of one connected part, as if nothing else were there."""
    local = {box: index for index, box in enumerate(members)}
    top = min(stack.of[box] for box in members)
    layers = Layers(
        [stack.of[box] - top for box in members],
        [(local[a], local[b]) for a, b in net.links if a in local],
    )
    widths = [net.boxes[box].width for box in members]
    order = best_order(layers)
    middles = places_across(layers, order, widths, spacing)
    # A link needs less room beside it than a box.
    slack = spacing.gap - spacing.link_gap
    reach = [-slack if layers.is_bend(element) else widths[element] / 2 for element in range(len(layers))]
    return Part(
        {box: middles[local[box]] - widths[local[box]] / 2 for box in members},
        {
            top + row: (middles[ones[0]] - reach[ones[0]], middles[ones[-1]] + reach[ones[-1]])
            for row, ones in enumerate(order)
        },
    )


class Shelf:
    """Rows filled from the left with one part after the other."""

    def __init__(self, net: Network, stack: Rows, spacing: Spacing) -> None:
        self._net, self._stack, self._spacing = net, stack, spacing
        self.free = [spacing.left] * stack.first[-1]
        """From where each row has room."""
        self.lefts: dict[int, float] = {}

    def add(self, part: Part) -> None:
        """Put a part as far left as its rows have room."""
        shift = max(self.free[row] - left for row, (left, _) in part.extents.items())
        for box, left in part.lefts.items():
            self.lefts[box] = left + shift
        for row, (_, right) in part.extents.items():
            self.free[row] = right + shift + self._spacing.gap

    def add_blocks(self, loose: Sequence[int]) -> None:
        """Put boxes without links as a block at the end of the rows of their bands that they stand in."""
        start = [self._spacing.left] * len(self._net.bands)
        for box in loose:
            level = self._net.levels[box]
            start[level] = max(start[level], self.free[self._stack.of[box]])
        filled: dict[int, float] = {}
        for box in loose:
            row = self._stack.of[box]
            self.lefts[box] = filled.get(row, start[self._net.levels[box]])
            filled[row] = self.lefts[box] + self._net.boxes[box].width + self._spacing.gap
        for row, free in filled.items():
            self.free[row] = free

    def places(self) -> dict[str, Place]:
        """The place of every box put on the shelf, in whole pixels."""
        placed: list[list[int]] = [[] for _ in self.free]
        for box in self.lefts:
            placed[self._stack.of[box]].append(box)
        found: dict[int, Place] = {}
        for row in placed:
            row.sort(key=lambda box: self.lefts[box])
            lefts = whole(
                [self.lefts[box] for box in row], [self._net.boxes[box].width for box in row], self._spacing
            )
            for box, left in zip(row, lefts, strict=True):
                found[box] = Place(left, self._stack.in_band(box, self._net.levels[box]))
        return {self._net.boxes[box].id: found[box] for box in sorted(found)}
