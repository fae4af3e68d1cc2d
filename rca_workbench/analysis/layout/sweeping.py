"""Sweeps: each row in turn is sorted by where its links lead, then neighbours swap where that helps."""

from collections.abc import Sequence

from rca_workbench.analysis.layout.crossing import crossings, inversions
from rca_workbench.analysis.layout.layers import Layers, Order, positions

HOPELESS = 1.4
"""A start this many times worse than the best after `HOPELESS_AFTER` sweeps is given up."""
HOPELESS_AFTER = 5
PATIENCE = 4
"""Sweeps without a gain after which a start has settled."""


def settle(layers: Layers, start: Order, sweeps: int, best: int | None = None) -> tuple[int, Order]:
    """The best order met while sweeping down and up from a start, and its crossings.

    Args:
        start: the order to begin with; left as it is.
        sweeps: how many sweeps at most.
        best: crossings of the best order known, to give up early.
    """
    order = [row[:] for row in start]
    place = positions(order, len(layers))
    kept, fewest = [row[:] for row in order], crossings(layers, order)
    idle = 0
    for number in range(sweeps):
        sort_rows(layers, order, place, downwards=number % 2 == 0, by_median=number % 4 < 2)
        swap_neighbours(layers, order, place, rounds=2)
        count = crossings(layers, order)
        idle += 1
        if count < fewest:
            kept, fewest, idle = [row[:] for row in order], count, 0
        hopeless = number + 1 == HOPELESS_AFTER and best is not None and fewest > HOPELESS * best
        if idle == PATIENCE or fewest == 0 or hopeless:
            break
    return fewest, kept


def sort_rows(layers: Layers, order: Order, place: list[int], *, downwards: bool, by_median: bool) -> None:
    """Sort every row by the places its links lead to in the row just sorted."""
    ties = layers.up if downwards else layers.down
    for row in order if downwards else reversed(order):
        wished: list[tuple[float, int]] = []
        free: list[int] = []
        for index, element in enumerate(row):
            ends = [place[other] for other in ties[element]]
            if ends:
                free.append(index)
                wished.append((_middle(ends) if by_median else sum(ends) / len(ends), element))
        wished.sort(key=lambda wish: wish[0])
        # Elements without a link on this side keep their place; the others share out the places left.
        for index, (_, element) in zip(free, wished, strict=True):
            row[index] = element
        for index, element in enumerate(row):
            place[element] = index


def swap_neighbours(layers: Layers, order: Order, place: list[int], rounds: int) -> None:
    """Swap neighbours in a row while that takes crossings away."""
    for _ in range(rounds):
        swapped = False
        for row in order:
            ends = {element: ends_of(layers, element, place) for element in row}
            for index in range(len(row) - 1):
                left, right = row[index], row[index + 1]
                if gain(ends[left], ends[right]) > 0:
                    row[index], row[index + 1] = right, left
                    place[right], place[left] = index, index + 1
                    swapped = True
        if not swapped:
            return


Ends = tuple[list[int], list[int]]
"""Sorted places in the row above and in the row below that an element's pieces lead to."""


def ends_of(layers: Layers, element: int, place: Sequence[int]) -> Ends:
    """Where an element's pieces lead."""
    return sorted(place[other] for other in layers.up[element]), sorted(
        place[other] for other in layers.down[element]
    )


def gain(left: Ends, right: Ends) -> int:
    """Crossings saved if two neighbours change places."""
    return (
        inversions(left[0], right[0])
        + inversions(left[1], right[1])
        - inversions(right[0], left[0])
        - inversions(right[1], left[1])
    )


def _middle(ends: list[int]) -> float:
    """The median; of an even number, the mean of the middle two, leaning to the side that lies closer."""
    ends.sort()
    half, odd = divmod(len(ends), 2)
    if odd:
        return ends[half]
    if len(ends) == 2:
        return (ends[0] + ends[1]) / 2
    left, right = ends[half - 1] - ends[0], ends[-1] - ends[half]
    if left + right == 0:
        return (ends[half - 1] + ends[half]) / 2
    return (ends[half - 1] * right + ends[half] * left) / (left + right)
