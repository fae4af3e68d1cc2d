"""Which row of its band each box stands in, and how the rows of all bands follow each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rca_workbench.analysis.layout.network import Network, Pair


def longest_paths(net: Network) -> list[int]:
    """A row in its band for each box: the length of the longest path of links that leads to it in the band.

    Loops are opened at a link that leads back to where a walk along the links came from.
    """
    rows = [0] * len(net.boxes)
    effects: list[list[int]] = [[] for _ in net.boxes]
    forward = forward_links(net)
    for source, target in forward:
        effects[source].append(target)
    for here in causes_first(len(net.boxes), forward):
        for effect in effects[here]:
            rows[effect] = max(rows[effect], rows[here] + 1)
    return rows


def forward_links(net: Network) -> list[Pair]:
    """The links inside bands, without those that close a loop."""
    inside = [(a, b) for a, b in net.links if net.levels[a] == net.levels[b]]
    back = _closing(len(net.boxes), inside)
    return [link for link in inside if link not in back]


def causes_first(count: int, links: Iterable[Pair]) -> list[int]:
    """The boxes in an order in which every link leads forward; the links hold no loop."""
    effects: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for source, target in links:
        effects[source].append(target)
        waiting[target] += 1
    order = [box for box in range(count) if not waiting[box]]
    for here in order:
        for effect in effects[here]:
            waiting[effect] -= 1
            if not waiting[effect]:
                order.append(effect)
    return order


def lowered(net: Network, rows: Sequence[int]) -> list[int]:
    """The rows given, with boxes moved down where a link inside the band needs it and no further."""
    found = list(rows)
    forward = forward_links(net)
    effects: list[list[int]] = [[] for _ in net.boxes]
    for source, target in forward:
        effects[source].append(target)
    for here in causes_first(len(net.boxes), forward):
        for effect in effects[here]:
            found[effect] = max(found[effect], found[here] + 1)
    return found


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows numbered through all bands from the top; rows of a band that nothing stands in are closed up."""

    of: tuple[int, ...]
    """The row of each box, counted through all bands."""
    first: tuple[int, ...]
    """The first row of each band; one more than the bands, so that the next band's first row is the end."""

    def in_band(self, box: int, level: int) -> int:
        """The row of a box counted from the top of its band."""
        return self.of[box] - self.first[level]

    def members(self) -> list[list[int]]:
        """The boxes of each row, in order of their numbers."""
        found: list[list[int]] = [[] for _ in range(self.first[-1])]
        for box, row in enumerate(self.of):
            found[row].append(box)
        return found


def stacked(net: Network, rows: Sequence[int]) -> Rows:
    """The rows of all bands under each other."""
    used: list[set[int]] = [set() for _ in net.bands]
    for level, row in zip(net.levels, rows, strict=True):
        used[level].add(row)
    first = [0]
    for band in used:
        first.append(first[-1] + len(band))
    rank = [{row: index for index, row in enumerate(sorted(band))} for band in used]
    of = tuple(first[level] + rank[level][row] for level, row in zip(net.levels, rows, strict=True))
    return Rows(of, tuple(first))


def _closing(count: int, links: Iterable[Pair]) -> set[Pair]:
    """The links that close a loop on a depth-first walk, begun where nothing leads to."""
    effects: list[list[int]] = [[] for _ in range(count)]
    causes = [0] * count
    for source, target in links:
        effects[source].append(target)
        causes[target] += 1
    back: set[Pair] = set()
    fresh, open_, done = 0, 1, 2
    state = [fresh] * count
    for start in sorted(range(count), key=lambda box: (causes[box] > 0, box)):
        if state[start] != fresh:
            continue
        state[start] = open_
        walk = [(start, iter(effects[start]))]
        while walk:
            here, ahead = walk[-1]
            for effect in ahead:
                if state[effect] == open_:
                    back.add((here, effect))
                elif state[effect] == fresh:
                    state[effect] = open_
                    walk.append((effect, iter(effects[effect])))
                    break
            else:
                state[here] = done
                walk.pop()
    return back
