"""What was packed of a lane, kept for the next look, and through steps that move nothing in it."""

from array import array
from bisect import bisect_left
from dataclasses import replace
from typing import cast

from rca_workbench.analysis.chronology import Gap
from rca_workbench.drawing import marks
from rca_workbench.drawing.lane_content import LaneContent, Swap
from rca_workbench.drawing.lane_pack import packed
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.spots import Spots, tokens_of_spots
from rca_workbench.drawing.theme import Theme


def pack(content: LaneContent, level: int, theme: Theme) -> Spots:
    """A lane at a level: tall enough that nothing in it overlaps. Worked out once."""
    kept = _levels(content, theme)
    known = kept.get(level)
    if known is None:
        while len(kept) >= _KEPT:
            del kept[max(kept, key=lambda one: abs(one - level))]
        known = kept[level] = packed(content, level, theme)
    return known


def is_packed(content: LaneContent, level: int, theme: Theme) -> bool:
    """True if asking costs nothing."""
    return level in _levels(content, theme)


def carry_over(swap: Swap, theme: Theme) -> None:
    """Give a lane that only says something else what was worked out for it before, where that still holds."""
    was, now = swap.was, swap.now
    for key, value in was.kept.items():
        if key == "sorted":
            now.kept[key] = _resorted(value, swap)  # type: ignore[arg-type]
        elif key == _key(theme):
            known = cast(dict[int, Spots], value)
            now.kept[key] = {
                level: _swapped(spots, swap)
                for level, spots in known.items()
                if all(_fits(before, after, spots.fine, theme) for before, after in swap.pairs)
            }
        elif key != "hidden":
            now.kept[key] = value


def _resorted(known: "tuple[list[Moment], list[Moment], array[float]]", swap: Swap) -> object:
    plain, harm, places = list(known[0]), list(known[1]), known[2]
    for before, after in swap.pairs:
        if before.around.card == "harm":
            harm[harm.index(before)] = after
        else:
            at = bisect_left(places, before.at)
            plain[plain.index(before, at)] = after
    return plain, harm, places


def _fits(before: Moment, after: Moment, fine: bool, theme: Theme) -> bool:
    """True if a moment needs the room it needed."""
    if (before.mark, before.first, before.last) != (after.mark, after.first, after.last):
        return False
    return marks.room(before, theme, fine=fine) == marks.room(after, theme, fine=fine)


def _swapped(spots: Spots, swap: Swap) -> Spots:
    of = list(spots.of)
    changed = []
    for before, after in swap.pairs:
        index = spots.holder_of(before)
        some = of[index]
        of[index] = (
            after
            if isinstance(some, Moment | Gap)
            else tuple(after if one is before else one for one in some)
        )
        changed.append(index)
    drawn = {index: item for index, item in spots.drawn.items() if index not in changed}
    return replace(spots, of=of, drawn=drawn, token=next(tokens_of_spots), came=(spots.token, tuple(changed)))


_KEPT = 5
"""Levels kept of each lane; the furthest from the one asked for goes first."""


def _key(theme: Theme) -> tuple[object, ...]:
    return ("spots", theme.name, theme.unit)


def _levels(content: LaneContent, theme: Theme) -> dict[int, Spots]:
    key = _key(theme)
    if key not in content.kept:
        content.kept[key] = {}
    return cast(dict[int, Spots], content.kept[key])
