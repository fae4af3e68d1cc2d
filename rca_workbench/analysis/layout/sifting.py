"""Sifting: each element tries the places of its row and takes the one with fewest crossings.

Matuszewski, Schoenfeld, Molitor, Using sifting for k-layer straightline crossing minimization (1999).
"""

from collections.abc import Collection

from rca_workbench.analysis.layout.layers import Layers, Order, positions
from rca_workbench.analysis.layout.sweeping import Ends, ends_of, gain

REACH = 60
"""How many places to either side an element tries, so that very wide rows do not take for ever."""


def sift(layers: Layers, order: Order, rounds: int, still: Collection[int] = ()) -> int:
    """Sift every row, again while that helps, at most `rounds` times; returns the crossings saved.

    Elements in `still` do not leave their place, though others may pass them.
    """
    place = positions(order, len(layers))
    saved = 0
    for _ in range(rounds):
        before = saved
        for row in order:
            ends = {element: ends_of(layers, element, place) for element in row}
            for element in sorted(row, key=lambda one: -len(ends[one][0]) - len(ends[one][1])):
                if element in still:
                    continue
                saved += _sift_one(row, row.index(element), ends)
            for index, element in enumerate(row):
                place[element] = index
        if saved == before:
            break
    return saved


def _sift_one(row: list[int], at: int, ends: dict[int, Ends]) -> int:
    """Move one element of a row to its best place; returns the crossings saved."""
    mine = ends[row[at]]
    best, most = at, 0
    here = 0
    for index in range(at + 1, min(len(row), at + REACH)):
        here += gain(mine, ends[row[index]])
        if here > most:
            best, most = index, here
    here = 0
    for index in range(at - 1, max(-1, at - REACH), -1):
        here += gain(ends[row[index]], mine)
        if here > most:
            best, most = index, here
    if best != at:
        row.insert(best, row.pop(at))
    return most
