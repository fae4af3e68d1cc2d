"""Arranging afresh: the best picture there is, wherever that puts things."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import ceil, sqrt
from types import MappingProxyType

from rca_workbench.analysis.layout.drawn import laid_out
from rca_workbench.analysis.layout.lanes import WORK_AFRESH
from rca_workbench.analysis.layout.network import Network, network, parts
from rca_workbench.analysis.layout.rows import longest_paths, stacked
from rca_workbench.analysis.layout.shelf import Shelf, laid_alone
from rca_workbench.analysis.layout.slack import settled
from rca_workbench.analysis.layout.values import DEFAULT_SPACING, Box, Edge, Layout, Place, Spacing


def arrange(
    boxes: Iterable[Box], edges: Iterable[Edge], bands: Sequence[int], spacing: Spacing = DEFAULT_SPACING
) -> Layout:
    """The graph laid out from nothing: few crossings, links short and straight. Pinned boxes move too.

    Each connected part is laid out alone and the parts packed side by side, the biggest first; boxes without
    links stand as a block at the end of their band.

    Args:
        boxes: what to place.
        edges: pairs (cause, effect); parallel ones, loops and links of a box to itself are allowed.
        bands: the bands from top to bottom, also the empty ones.

    Raises:
        ValueError: two boxes with one id, a band twice or unknown, or an edge to a box that is not there.
    """
    net = network(boxes, edges, bands)
    return laid_out(net, fresh_places(net, spacing), spacing, WORK_AFRESH)


def fresh_places(net: Network, spacing: Spacing) -> Mapping[str, Place]:
    """A place for each box of the network. The last few answers are kept: a case may be opened often."""
    return _fresh_places(net, spacing)


@lru_cache(maxsize=8)
def _fresh_places(net: Network, spacing: Spacing) -> Mapping[str, Place]:
    neighbours = net.neighbours()
    loose = [box for box in range(len(net.boxes)) if not neighbours[box]]
    stack = stacked(net, _block_rows(net, settled(net, longest_paths(net)), loose))
    shelf = Shelf(net, stack, spacing)
    for part in parts(neighbours, (box for box in range(len(net.boxes)) if neighbours[box])):
        shelf.add(laid_alone(net, part, stack, spacing))
    shelf.add_blocks(loose)
    return MappingProxyType(shelf.places())


def _block_rows(net: Network, rows: list[int], loose: Sequence[int]) -> list[int]:
    """The rows, with boxes without links in blocks: as high as the band, or three times as wide as high."""
    heights = [0] * len(net.bands)
    loose_in: list[list[int]] = [[] for _ in net.bands]
    alone = set(loose)
    for box, level in enumerate(net.levels):
        if box in alone:
            loose_in[level].append(box)
        else:
            heights[level] = max(heights[level], rows[box] + 1)
    for height, block in zip(heights, loose_in, strict=True):
        columns = ceil(len(block) / max(height, 1, round(sqrt(len(block) / 3))))
        for index, box in enumerate(block):
            rows[box] = index // columns
    return rows
