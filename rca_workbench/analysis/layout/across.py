"""Places across: how far right each box and bend of an ordered graph stands."""

import itertools
from collections.abc import Sequence

from rca_workbench.analysis.layout.isotonic import spaced
from rca_workbench.analysis.layout.layers import Layers, Order
from rca_workbench.analysis.layout.values import Spacing

PASSES = 12
"""Passes towards the neighbours; more change the picture by less than a pixel on the graphs measured."""
BEND_WEIGHT = 8.0
"""Bends hold on to their places this many times as hard as boxes, so that long links run straight."""


def places_across(layers: Layers, order: Order, widths: Sequence[float], spacing: Spacing) -> list[float]:
    """The middle of each element: near its neighbours above and below, order and distances kept.

    Args:
        widths: of the boxes; bends have none.
    """
    gaps = [[distance(layers, a, b, widths, spacing) for a, b in itertools.pairwise(row)] for row in order]
    weights = [BEND_WEIGHT if layers.is_bend(element) else 1.0 for element in range(len(layers))]
    middle = [0.0] * len(layers)
    for elements, apart in zip(order, gaps, strict=True):
        for element, x in zip(elements, _packed(apart), strict=True):
            middle[element] = x
    for number in range(PASSES):
        downwards = number % 2 == 0
        both = number >= PASSES - 4
        rows = range(layers.height) if downwards else range(layers.height - 1, -1, -1)
        for row in rows:
            wishes = [_wish(layers, element, middle, downwards, both) for element in order[row]]
            found = spaced(wishes, [weights[element] for element in order[row]], gaps[row])
            for element, x in zip(order[row], found, strict=True):
                middle[element] = x
    return middle


def distance(layers: Layers, left: int, right: int, widths: Sequence[float], spacing: Spacing) -> float:
    """The least distance between the middles of two neighbours in a row."""
    bends = layers.is_bend(left) or layers.is_bend(right)
    half = (0.0 if layers.is_bend(left) else widths[left]) + (0.0 if layers.is_bend(right) else widths[right])
    return half / 2 + (spacing.link_gap if bends else spacing.gap)


def _wish(layers: Layers, element: int, middle: Sequence[float], downwards: bool, both: bool) -> float:
    """The mean of the neighbours; bends of the same link count most, so that it keeps to one line."""
    near = layers.up[element] if downwards else layers.down[element]
    if both or not near:
        near = [*layers.up[element], *layers.down[element]]
    total = weight = 0.0
    bend = layers.is_bend(element)
    for other in near:
        pull = (
            BEND_WEIGHT if bend and layers.is_bend(other) else 2.0 if bend or layers.is_bend(other) else 1.0
        )
        total += pull * middle[other]
        weight += pull
    return total / weight if weight else middle[element]


def _packed(apart: Sequence[float]) -> list[float]:
    """Places at the least distances, the row's middle at 0."""
    found = [0.0]
    for gap in apart:
        found.append(found[-1] + gap)
    return [x - found[-1] / 2 for x in found]
