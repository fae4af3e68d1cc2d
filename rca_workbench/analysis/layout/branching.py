"""A branching tree that is read from left to right: each step further in is a column, no box lies on another.

The same tree in the same order gives the same picture. Where it does not fit a page it is cut between branches: a
branch that goes on elsewhere begins a page of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rca_workbench.analysis.layout.values import Rect


@dataclass(frozen=True, slots=True)
class BranchBox:
    """A box of the tree, in the order they are read; `depth` is its column, 0 for the top."""

    depth: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class BranchPage:
    """A part of the tree that fits a page."""

    boxes: tuple[int, ...]
    """Numbers of its boxes as they are read; the first is what the page starts from."""
    goes_on: frozenset[int]
    """Those whose causes stand on another page, which starts from them."""


def lay_out_branches(boxes: Sequence[BranchBox], column: float, gap: float) -> tuple[Rect, ...]:
    """Where the boxes stand: `column` from one left edge to the next, `gap` between boxes one under another.

    A box stands halfway down the stretch that all behind it takes, so that lines fan out evenly.
    """
    above = _above(boxes)
    stretch, inner = _stretches(boxes, above, gap)
    first = boxes[0].depth if boxes else 0
    next_y: list[float] = []
    made: list[Rect] = []
    for at, box in enumerate(boxes):
        parent = above[at]
        begin = 0.0 if parent < 0 else next_y[parent]
        if parent >= 0:
            next_y[parent] = begin + stretch[at] + gap
        next_y.append(begin + (stretch[at] - inner[at]) / 2)
        y = begin + (stretch[at] - box.height) / 2
        made.append(Rect((box.depth - first) * column, y, box.width, box.height))
    return tuple(made)


def branch_pages(
    boxes: Sequence[BranchBox], columns: int, height: float, gap: float
) -> tuple[BranchPage, ...]:
    """The tree cut into pages of so many columns and at most that height, a page never larger than it must be.

    A branch that alone is taller than a page starts a page of its own, as does one that goes on past the last column.
    """
    if not boxes:
        return ()
    behind = _children(_above(boxes))
    made: list[BranchPage] = []
    waiting = [0]
    while waiting:
        top = waiting.pop(0)
        parts, cut = _parts(boxes, behind, top, columns, height, gap)
        for part in parts or [[]]:
            made.append(BranchPage((top, *part), frozenset(one for one in part if one in cut)))
        waiting[:0] = sorted(cut)
    return tuple(made)


def _parts(
    boxes: Sequence[BranchBox],
    behind: Sequence[Sequence[int]],
    top: int,
    columns: int,
    height: float,
    gap: float,
) -> tuple[list[list[int]], set[int]]:
    """The branches of a page's top in groups that fit, and the boxes where they are cut off."""
    last = boxes[top].depth + columns - 1
    cut: set[int] = set()
    groups: list[list[int]] = []
    used = 0.0
    for child in behind[top]:
        branch = [one for one in _under(boxes, child) if boxes[one].depth <= last]
        shown = [boxes[one] for one in branch]
        tall = _stretches(shown, _above(shown), gap)[0][0]
        if tall > height:
            branch, tall = [child], boxes[child].height
        cut.update(one for one in branch if behind[one] and (boxes[one].depth == last or len(branch) == 1))
        if groups and used + gap + tall <= height:
            groups[-1] += branch
            used += gap + tall
        else:
            groups.append(branch)
            used = tall
    return groups, cut


def _above(boxes: Sequence[BranchBox]) -> list[int]:
    """For each box the number of the one it stands behind; -1 for the first."""
    made: list[int] = []
    way: list[int] = []
    first = boxes[0].depth if boxes else 0
    for at, box in enumerate(boxes):
        del way[box.depth - first :]
        made.append(way[-1] if way else -1)
        way.append(at)
    return made


def _children(above: Sequence[int]) -> list[list[int]]:
    """For each box the numbers of those directly behind it."""
    made: list[list[int]] = [[] for _ in above]
    for at, one in enumerate(above):
        if one >= 0:
            made[one].append(at)
    return made


def _under(boxes: Sequence[BranchBox], top: int) -> list[int]:
    """A box and all behind it, as they are read."""
    end = top + 1
    while end < len(boxes) and boxes[end].depth > boxes[top].depth:
        end += 1
    return list(range(top, end))


def _stretches(
    boxes: Sequence[BranchBox], above: Sequence[int], gap: float
) -> tuple[list[float], list[float]]:
    """How much height each box takes with all behind it, and how much of that what is behind it takes."""
    inner = [-gap] * len(boxes)
    made = [0.0] * len(boxes)
    for at in range(len(boxes) - 1, -1, -1):
        made[at] = max(boxes[at].height, inner[at])
        if above[at] >= 0:
            inner[above[at]] += made[at] + gap
    return made, inner
