"""The order of boxes and bends in their rows: several starts, sweeps, sifting, for small graphs some luck."""

import random
from dataclasses import dataclass

from rca_workbench.analysis.layout.crossing import crossings
from rca_workbench.analysis.layout.layers import Layers, Order
from rca_workbench.analysis.layout.sifting import sift
from rca_workbench.analysis.layout.starts import starts
from rca_workbench.analysis.layout.sweeping import settle


@dataclass(frozen=True, slots=True)
class _Effort:
    """How much work a graph of a size is worth, so that any picture stands within seconds."""

    walks: int
    random_starts: int
    sweeps: int
    sifted: int
    """How many of the best orders are sifted."""
    shuffles: int


def best_order(layers: Layers) -> Order:
    """The order with the fewest crossings found."""
    effort = _effort(layers)
    found: list[tuple[int, Order]] = []
    for number, start in enumerate(starts(layers, effort.random_starts)):
        if number >= effort.walks + effort.random_starts:
            break
        best = min(count for count, _ in found) if found else None
        found.append(settle(layers, start, effort.sweeps, best))
        if found[-1][0] == 0:
            break
    found.sort(key=lambda one: one[0])
    sifted = [(count - sift(layers, order, rounds=4), order) for count, order in found[: effort.sifted]]
    count, order = min(sifted or found[:1], key=lambda one: one[0])
    return _shaken(layers, order, count, effort.shuffles)


def _effort(layers: Layers) -> _Effort:
    size = len(layers)
    if layers.boxes > 1_000 or size > 5_000:
        # Beyond this a start costs seconds: fewer walks, fewer sweeps, no sifting.
        return _Effort(1 if size > 20_000 else 2, 0, 4 if size > 20_000 else 8, 0, 0)
    shuffles = 40 if layers.boxes <= 50 else 0
    return _Effort(4, 6 if size < 2_500 else 0, 24, 2 if size < 4_000 else 0, shuffles)


def _shaken(layers: Layers, order: Order, count: int, times: int) -> Order:
    """Shuffle some rows of the best order and let it settle again, keeping what is better."""
    luck = random.Random(len(layers))
    for _ in range(times):
        if count == 0:
            break
        trial = [row[:] for row in order]
        for row in luck.sample(trial, k=min(len(trial), 2)):
            luck.shuffle(row)
        _, settled = settle(layers, trial, 8)
        sift(layers, settled, rounds=2)
        reached = crossings(layers, settled)
        if reached <= count:
            order, count = settled, reached
    return order
