"""Sweeps: each row in turn is sorted by where its links lead in the row sorted before."""

from rca_workbench.analysis.layout.crossing import crossings
from rca_workbench.analysis.layout.layers import Layers, Order, positions

HOPELESS = 1.3
"""A start this many times worse than the best after `HOPELESS_AFTER` sweeps is given up."""
HOPELESS_AFTER = 4
PATIENCE = 6
"""Sweeps without a gain after which a start has settled."""


def settle(
    layers: Layers, start: Order, sweeps: int, best: int | None = None, *, upwards: bool = False
) -> tuple[int, Order]:
    """The best order met while sweeping down and up from a start, and its crossings.

    Args:
        start: the order to begin with; left as it is.
        sweeps: how many sweeps at most.
        best: crossings of the best order known, to give up early.
        upwards: begin at the bottom.
    """
    order = [row[:] for row in start]
    place = positions(order, len(layers))
    kept, fewest = [row[:] for row in order], crossings(layers, order, place)
    idle = 0
    for number in range(1, sweeps + 1):
        # One way and back by medians, then by means.
        by_median = number % 4 in (1, 2)
        sort_rows(layers, order, place, downwards=(number % 2 == 1) != upwards, by_median=by_median)
        if number % 2 == 1:
            continue  # counting takes as long as sorting, and the way back finds more
        count = crossings(layers, order, place)
        idle += 2
        if count < fewest:
            kept, fewest, idle = [row[:] for row in order], count, 0
        hopeless = number == HOPELESS_AFTER and best is not None and fewest > HOPELESS * best
        if idle == PATIENCE or fewest == 0 or hopeless:
            break
    return fewest, kept


def sort_rows(layers: Layers, order: Order, place: list[int], *, downwards: bool, by_median: bool) -> None:
    """Sort every row by the places its links lead to in the row just sorted."""
    ties = layers.up if downwards else layers.down
    for row in order if downwards else reversed(order):
        wished: dict[int, float] = {}
        for element in row:
            others = ties[element]
            if len(others) == 1:
                wished[element] = place[others[0]]
            elif others:
                ends = [place[other] for other in others]
                wished[element] = _middle(ends) if by_median else sum(ends) / len(ends)
        if len(wished) == len(row):
            row.sort(key=wished.__getitem__)
        else:
            # Elements without a link on this side keep their place; the others share out the places left.
            moved = iter(sorted(wished, key=wished.__getitem__))
            row[:] = [next(moved) if element in wished else element for element in row]
        for index, element in enumerate(row):
            place[element] = index


def _middle(ends: list[int]) -> float:
    """The median; of an even number, the mean of the middle two, leaning to the side that lies closer."""
    half, odd = divmod(len(ends), 2)
    if len(ends) == 2:
        return (ends[0] + ends[1]) / 2
    ends.sort()
    if odd:
        return ends[half]
    left, right = ends[half - 1] - ends[0], ends[-1] - ends[half]
    if left + right == 0:
        return (ends[half - 1] + ends[half]) / 2
    return (ends[half - 1] * right + ends[half] * left) / (left + right)
