"""Where on a box's upper and lower side its links end: in the order of what they lead to, and spread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca_workbench.analysis.layout.frame import Frame
from rca_workbench.analysis.layout.isotonic import spaced
from rca_workbench.analysis.layout.network import Pair
from rca_workbench.analysis.layout.values import Rect

REACH = 0.3
"""How far from the middle of a side links may end, as a share of its length: clear of all corners."""


@dataclass(slots=True)
class End:
    """One end of a link on a box's side. `toward` is the x the link leads to from there."""

    link: Pair
    box: int
    lower_side: bool
    toward: float
    other_box: int | None = None
    """The box the link leads to if it passes no row before."""


def spread(frame: Frame, ends: Sequence[End]) -> Mapping[tuple[Pair, int], float]:
    """The x of each end, by its link and box.

    Ends on lower sides are set first and those on upper sides then meet them, so that a link between boxes
    that stand above each other is a straight line.
    """
    sides: dict[tuple[int, bool], list[End]] = {}
    for end in ends:
        sides.setdefault((end.box, end.lower_side), []).append(end)
    found: dict[tuple[Pair, int], float] = {}
    for (box, lower), members in sorted(sides.items(), key=lambda side: (not side[0][1], side[0][0])):
        members.sort(key=lambda end: end.toward)
        rect = frame.rects[box]
        wishes = [
            _wish(frame, rect, end, None if lower else found.get((end.link, end.other_box or 0)))
            for end in members
        ]
        reach = rect.width * REACH
        step = min(frame.spacing.port_spread, 2 * reach / max(1, len(members) - 1))
        weights = [1.0] * len(members)
        low, high = rect.centre - reach, rect.centre + reach
        places = spaced(wishes, weights, [step] * (len(members) - 1), low, high)
        for end, x in zip(members, places, strict=True):
            found[end.link, box] = x
    return found


def _wish(frame: Frame, rect: Rect, end: End, met: float | None) -> float:
    if end.other_box is None:
        return end.toward
    if met is not None and rect.centre - rect.width * REACH <= met <= rect.centre + rect.width * REACH:
        return met
    return (rect.centre + frame.rects[end.other_box].centre) / 2
