"""The order of boxes and bends in their rows: several starts, sweeps, sifting, and boxes put in anew."""

from dataclasses import dataclass
from itertools import islice

from rca_workbench.analysis.layout.crossing import crossings
from rca_workbench.analysis.layout.layers import Layers, Order, positions
from rca_workbench.analysis.layout.reinsertion import Reinsertion
from rca_workbench.analysis.layout.sifting import sift
from rca_workbench.analysis.layout.starts import starts
from rca_workbench.analysis.layout.sweeping import settle


@dataclass(frozen=True, slots=True)
class _Effort:
    """How much work a graph of a size is worth, so that any picture stands within seconds."""

    starts: int
    sweeps: int
    sifts: int
    """Rounds of sifting, before and after boxes are put in anew."""
    places: int
    """Places looked at, at most, in putting boxes in anew."""


def best_order(layers: Layers) -> Order:
    """The order with the fewest crossings found."""
    effort = _effort(layers)
    best: tuple[int, Order] | None = None
    for number, start in enumerate(islice(starts(layers, effort.starts), effort.starts)):
        known = None if best is None else best[0]
        found = settle(layers, start, effort.sweeps, known, upwards=number % 2 == 1)
        if best is None or found[0] < best[0]:
            best = found
        if best[0] == 0:
            break
    assert best is not None
    return _improved(layers, best[1], effort) if best[0] else best[1]


def _effort(layers: Layers) -> _Effort:
    """Three times as long as dot at most, and less than it beyond a thousand boxes."""
    size = len(layers)
    if size <= 150:
        return _Effort(10, 12, 2, 200 * size)
    if size <= 700:
        return _Effort(7, 12, 1, 45 * size)
    if size <= 2_500 and layers.boxes <= 400:
        return _Effort(8, 16, 2, 60 * size)
    if size <= 2_500:
        return _Effort(8, 24, 2, 400 * size)
    if size <= 30_000:
        return _Effort(4, 64, 3, min(2_000 * size, 20_000_000))
    return _Effort(3, 12, 0, 0)


def _improved(layers: Layers, order: Order, effort: _Effort) -> Order:
    """An order after sifting and putting boxes in anew."""
    place = positions(order, len(layers))
    sift(layers, order, place, effort.sifts)
    if not effort.places:
        return order
    before, count = [row[:] for row in order], crossings(layers, order, place)
    anew = Reinsertion(layers, order)
    anew.improve(effort.places)
    sift(layers, order, anew.place, effort.sifts)
    # Links of one box that come to cross each other are not counted while it is put in.
    return order if crossings(layers, order, anew.place) <= count else before
