"""How often the pieces of links cross between neighbouring rows."""

from bisect import bisect_right, insort
from collections.abc import Sequence

from rca_workbench.analysis.layout.layers import Layers, Order, positions


def crossings(layers: Layers, order: Order, place: Sequence[int] | None = None) -> int:
    """All crossings of an order; `place`, where it is known, is the place of each element in its row."""
    at = positions(order, len(layers)) if place is None else place
    return sum(_below(layers.down, row, at) for row in order[:-1])


def _below(down: Sequence[Sequence[int]], row: Sequence[int], place: Sequence[int]) -> int:
    seen: list[int] = []
    count = 0
    for element in row:
        others = down[element]
        if len(others) == 1:
            end = place[others[0]]
            count += len(seen) - bisect_right(seen, end)
            insort(seen, end)
        elif others:
            ends = [place[other] for other in others]
            known = len(seen)
            for end in ends:
                count += known - bisect_right(seen, end)
            for end in ends:
                insort(seen, end)
    return count
