"""The order of boxes and bends in their rows: several starts, sweeps, sifting, and boxes put in anew."""

from dataclasses import dataclass
from itertools import islice

from rca_workbench.analysis.layout.layers import Layers, Order
from rca_workbench.analysis.layout.reinsertion import Reinsertion
from rca_workbench.analysis.layout.sifting import sift
from rca_workbench.analysis.layout.starts import starts
from rca_workbench.analysis.layout.sweeping import settle


@dataclass(frozen=True, slots=True)
class _Effort:
    """How much work a graph of a size is worth, so that any picture stands within seconds."""

    starts: int
    sweeps: int
    kept: int
    """How many of the best orders are improved further."""
    sifts: int
    """Rounds of sifting, before and after boxes are put in anew."""
    places: int
    """Places looked at, at most, in putting boxes in anew."""


def best_order(layers: Layers) -> Order:
    """The order with the fewest crossings found."""
    effort = _effort(layers)
    found: list[tuple[int, Order]] = []
    for number, start in enumerate(islice(starts(layers, effort.starts), effort.starts)):
        best = min((count for count, _ in found), default=None)
        found.append(settle(layers, start, effort.sweeps, best, upwards=number % 2 == 1))
        if found[-1][0] == 0:
            return found[-1][1]
    found.sort(key=lambda one: one[0])
    kept = [_improved(layers, count, order, effort) for count, order in found[: effort.kept]]
    return min(kept, key=lambda one: one[0])[1]


def _effort(layers: Layers) -> _Effort:
    size = len(layers)
    if size <= 400:
        return _Effort(10, 12, 1, 2, 200 * size)
    if size <= 2_500:
        return _Effort(6, 24, 1, 2, 300 * size)
    if size <= 30_000:
        return _Effort(4, 64, 1, 2, 300 * size)
    return _Effort(3, 24, 1, 1, 0)


def _improved(layers: Layers, count: int, order: Order, effort: _Effort) -> tuple[int, Order]:
    """An order after sifting and putting boxes in anew."""
    anew = Reinsertion(layers, order)
    count -= sift(layers, order, anew.place, effort.sifts)
    if effort.places and count:
        count -= anew.improve(effort.places)
        count -= sift(layers, order, anew.place, effort.sifts)
    return count, order
