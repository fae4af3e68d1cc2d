"""How often the pieces of links cross between neighbouring rows."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from rca_workbench.analysis.layout.layers import Layers, Order, positions


def crossings(layers: Layers, order: Order) -> int:
    """All crossings of an order."""
    place = positions(order, len(layers))
    return sum(_below(layers, row, place) for row in order[:-1])


def inversions(left: Sequence[int], right: Sequence[int]) -> int:
    """Crossings of the pieces of two neighbours, given the sorted places their pieces lead to."""
    if len(left) == 1 and len(right) == 1:
        return 1 if left[0] > right[0] else 0
    return sum(bisect_left(right, end) for end in left)


def _below(layers: Layers, row: Sequence[int], place: Sequence[int]) -> int:
    seen: list[int] = []
    count = 0
    for element in row:
        ends = sorted(place[other] for other in layers.down[element])
        for end in ends:
            count += len(seen) - bisect_right(seen, end)
        for end in ends:
            insort(seen, end)
    return count
