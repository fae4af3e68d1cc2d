"""Sifting: each element tries the places of its row and takes the one with fewest crossings.

Matuszewski, Schoenfeld, Molitor, Using sifting for k-layer straightline crossing minimization (1999). What
passing each neighbour would cost is summed up for a whole row at once by functions that run without the
interpreter, which makes a row of a hundred elements five times as fast as one neighbour after the other.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import add

from rca_workbench.analysis.layout.layers import Layers, Order

REACH = 400
"""How many places to either side an element tries, so that very wide rows do not take for ever."""


def sift(layers: Layers, order: Order, place: list[int], rounds: int) -> int:
    """Sift every row, again while that helps, at most `rounds` times; returns the crossings saved.

    Args:
        place: the place of each element in its row; kept up to date.
    """
    passing = Passing(order)
    saved = 0
    for number in range(rounds):
        before = saved
        for row in range(len(order)) if number % 2 == 0 else reversed(range(len(order))):
            saved += _sift_row(layers, order, row, place, passing)
        if saved == before:
            break
    return saved


class Passing:
    """What it costs to pass pieces that lead to each place of the next row."""

    def __init__(self, order: Order) -> None:
        self._middle = max(map(len, order), default=0)
        self._signs = [-1] * self._middle + [0] + [1] * self._middle

    def cost(self, ends: Sequence[int], width: int) -> list[int]:
        """For each place of a row that wide, the crossings that moving to the right past a piece to it adds.

        Args:
            ends: the places that the pieces of what moves lead to.
        """
        found = [0] * width
        for number, end in enumerate(ends):
            one = self._signs[self._middle - end : self._middle - end + width]
            found = list(map(add, found, one)) if number else one
        return found


def _sift_row(layers: Layers, order: Order, index: int, place: list[int], passing: Passing) -> int:
    row = order[index]
    above = len(order[index - 1]) if index else 0
    below = len(order[index + 1]) if index + 1 < len(order) else 0
    ends: list[int] = []
    """Of each element in turn, the places its pieces lead to: above, and counted on from there, below."""
    for element in row:
        ends += [place[other] for other in layers.up[element]]
        ends += [place[other] + above for other in layers.down[element]]
    degrees = [len(layers.up[element]) + len(layers.down[element]) for element in row]
    first = list(accumulate(degrees, initial=0))
    saved = 0
    for element in sorted(row, key=lambda one: -len(layers.up[one]) - len(layers.down[one])):
        at = row.index(element)
        left, right = max(0, at - REACH), min(len(row), at + REACH)
        mine = ends[first[at] : first[at + 1]]
        ups = len(layers.up[element])
        costs = passing.cost(mine[:ups], above) + passing.cost([end - above for end in mine[ups:]], below)
        start = first[left]
        near = ends[start : first[right]] if right - left < len(row) else ends
        sums = list(accumulate(map(costs.__getitem__, near), initial=0))
        slots = [sums[end - start] for end in first[left : right + 1]]
        fewest = min(slots)
        if fewest == slots[at - left]:
            continue
        saved += slots[at - left] - fewest
        best = left + slots.index(fewest)
        best -= best > at
        row.insert(best, row.pop(at))
        degrees.insert(best, degrees.pop(at))
        del ends[first[at] : first[at + 1]]
        first = list(accumulate(degrees, initial=0))
        ends[first[best] : first[best]] = mine
    if saved:
        for number, element in enumerate(row):
            place[element] = number
    return saved
