"""First orders to improve on: walks through the graph from several sides, and seeded random ones."""

import random
from collections.abc import Iterable, Iterator, Sequence

from rca_workbench.analysis.layout.layers import Layers, Order


def starts(layers: Layers, random_ones: int) -> Iterator[Order]:
    """Breadth-first orders from above, from below, both ways and that one mirrored; then random ones."""
    rows = layers.by_row()
    falling = [element for row in rows for element in row]
    rising = [element for row in reversed(rows) for element in row]
    around = [[*up, *down] for up, down in zip(layers.up, layers.down, strict=True)]
    yield _as_met(layers, _walk(falling, layers.down))
    yield _as_met(layers, _walk(rising, layers.up))
    both = _as_met(layers, _walk(falling, around))
    yield both
    yield [row[::-1] for row in both]
    for seed in range(random_ones):
        luck = random.Random(seed)
        shuffled = [row[:] for row in rows]
        for row in shuffled:
            luck.shuffle(row)
        yield shuffled


def _walk(seeds: Sequence[int], ways: Sequence[Sequence[int]]) -> list[int]:
    """All elements in the order a breadth-first walk meets them, begun anew at each seed not yet met."""
    met = [False] * len(ways)
    order: list[int] = []
    ahead = 0
    for seed in seeds:
        if met[seed]:
            continue
        met[seed] = True
        order.append(seed)
        while ahead < len(order):
            for other in ways[order[ahead]]:
                if not met[other]:
                    met[other] = True
                    order.append(other)
            ahead += 1
    return order


def _as_met(layers: Layers, walk: Iterable[int]) -> Order:
    order: Order = [[] for _ in range(layers.height)]
    for element in walk:
        order[layers.row[element]].append(element)
    return order
