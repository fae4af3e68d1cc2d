"""Isotonic regression: places as near to the wished ones as order and distances allow.

Pool adjacent violators: Barlow, Bartholomew, Bremner and Brunk, Statistical Inference under Order
Restrictions (1972). Linear in the number of values.
"""

from collections.abc import Sequence
from itertools import accumulate


def ascending(wishes: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The never falling values with the least weighted sum of squared distances to the wishes."""
    pools: list[tuple[float, float, int]] = []
    for wish, weight in zip(wishes, weights, strict=True):
        mean, total, count = wish, weight, 1
        while pools and pools[-1][0] > mean:
            earlier, its_weight, its_count = pools.pop()
            mean = (mean * total + earlier * its_weight) / (total + its_weight)
            total += its_weight
            count += its_count
        pools.append((mean, total, count))
    return [mean for mean, _, count in pools for _ in range(count)]


def spaced(
    wishes: Sequence[float],
    weights: Sequence[float],
    distances: Sequence[float],
    low: float = float("-inf"),
    high: float = float("inf"),
) -> list[float]:
    """Places as near to the wishes as can be that keep their order and the distances.

    Args:
        distances: the least distance from each place to the next; one fewer than the wishes.
        low, high: bounds of the first and of the last place. Where they are too near for the distances,
            the low one holds.
    """
    if not wishes:
        return []
    offsets = list(accumulate(distances, initial=0.0))
    free = ascending([wish - offset for wish, offset in zip(wishes, offsets, strict=True)], weights)
    top = max(high - offsets[-1], low)
    return [min(max(value, low), top) + offset for value, offset in zip(free, offsets, strict=True)]
