"""The graph to lay out, by numbers: box i, and links as pairs of numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rca_workbench.analysis.layout.values import Box, Edge

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """Boxes and the links between them. Parallel links count once; links of a box to itself stand apart."""

    boxes: tuple[Box, ...]
    links: tuple[Pair, ...]
    loops: tuple[int, ...]
    """Boxes with a link to themselves."""
    levels: tuple[int, ...]
    """Of each box, the place of its band among the bands, from the top."""
    bands: tuple[int, ...]

    def neighbours(self) -> list[list[int]]:
        """The boxes linked to each box, either way, in order of the links."""
        found: list[list[int]] = [[] for _ in self.boxes]
        for source, target in self.links:
            found[source].append(target)
            found[target].append(source)
        return found


def network(boxes: Iterable[Box], edges: Iterable[Edge], bands: Sequence[int]) -> Network:
    """Boxes, edges and bands (top to bottom) checked and numbered.

    Raises:
        ValueError: two boxes with one id, a band twice or unknown, or an edge to a box that is not there.
    """
    listed = tuple(boxes)
    number = {box.id: index for index, box in enumerate(listed)}
    if len(number) != len(listed):
        raise ValueError("Two boxes have the same id.")
    order = {band: index for index, band in enumerate(bands)}
    if len(order) != len(bands):
        raise ValueError("A band is listed twice.")
    for box in listed:
        if box.band not in order:
            raise ValueError(f"Box {box.id} stands in band {box.band}, which is not among the bands.")
    links: dict[Pair, None] = {}
    loops: dict[int, None] = {}
    for source, target in edges:
        if source not in number or target not in number:
            raise ValueError(f"The link from {source} to {target} leads to a box that is not there.")
        if source == target:
            loops[number[source]] = None
        else:
            links[number[source], number[target]] = None
    return Network(listed, tuple(links), tuple(loops), tuple(order[box.band] for box in listed), tuple(bands))


def parts(neighbours: Sequence[Sequence[int]], members: Iterable[int]) -> list[list[int]]:
    """The members in groups that hang together, the biggest first; links to others do not count."""
    left = dict.fromkeys(members)
    found = []
    while left:
        seed = next(iter(left))
        del left[seed]
        part = [seed]
        for here in part:
            for other in neighbours[here]:
                if other in left:
                    del left[other]
                    part.append(other)
        found.append(sorted(part))
    found.sort(key=lambda part: (-len(part), part[0]))
    return found
