"""A lane packed at one level of scale: what stands alone, what is gathered, and in which row each goes.

Levels are half octaves. Rows are found at the coarsest scale of a level and hold for all of it: what is apart
there only moves further apart as one zooms in, so nothing jumps until the next level. Where things go is kept
in plain arrays, for a lane may hold a hundred thousand entries.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from math import ceil, log2
from typing import cast

from rca_workbench.analysis.chronology import Gap
from rca_workbench.drawing import marks
from rca_workbench.drawing.clusters import CELL_HEIGHT, CLUSTER_HEIGHT, CLUSTER_WIDTH
from rca_workbench.drawing.gaps import GAP_HEIGHT
from rca_workbench.drawing.lanes import LaneContent, Swap
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.packing import CLUSTER_ABOVE, Rows, cell_width, clusters
from rca_workbench.drawing.scene import Item
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import DAY
from rca_workbench.drawing.timeview import TimeView
from rca_workbench.reference import tokens

TICK_ROOM = 84
"""Pixels a label of the time axis needs."""
_PAD = 10
_ROW_GAP = 8
_LABEL_GAP = 14
_GAP_FROM = 190
"""Pixels a gap must fill to be worth showing: the width of its words."""
_OVERHANG = 40
"""Pixels by which a mark may reach out of its own stretch."""
_LONG = 800
"""Pixels from which a stretch is looked for by itself: among the short ones it would make every search long."""

ALONE, CELL, GATHERED, GAP = 0, 1, 2, 3
"""What a spot is: one moment, a cluster among clusters, a cluster with its words, a stretch without a record."""


def level_of(seconds_per_pixel: float) -> int:
    """The half octave a scale lies in."""
    return ceil(2 * log2(seconds_per_pixel) - 1e-9)


def scale_of(level: int) -> float:
    """The coarsest scale of a level, in seconds to a pixel."""
    return float(2.0 ** (level / 2))


def is_fine(seconds_per_pixel: float, theme: Theme) -> bool:
    """True if the axis counts hours or less, so that the day of everything can be seen."""
    return seconds_per_pixel * theme.px(TICK_ROOM) <= DAY / 2


_tokens = count()


@dataclass(slots=True)
class Spots:
    """Where everything of a lane goes at one level. Spot by spot, by the earliest second it is drawn at."""

    level: int
    fine: bool
    height: float
    """Of the lane."""
    low: "array[float]"
    """Seconds of its stretch, as `high`."""
    high: "array[float]"
    width: "array[float]"
    """Pixels it needs to the right of `low`, if that is more than its stretch."""
    top: "array[float]"
    """Pixels from the lane's top."""
    kind: bytearray
    strip: bytearray
    """1 where it is drawn as one long line."""
    of: list[tuple[Moment, ...] | Moment | Gap]
    long: list[int] = field(default_factory=list)
    span: float = 0
    """Seconds of the longest stretch that is not in `long`."""
    reach: float = 0
    """Pixels of the widest."""
    drawn: dict[int, Item] = field(default_factory=dict)
    """Items at `drawn_at` that look the same wherever the view stands: first moment at x 0, lane at y 0."""
    drawn_at: float = 0
    token: int = field(default_factory=lambda: next(_tokens))
    """What pictures of it are kept under."""
    came: tuple[int, tuple[int, ...]] | None = None
    """The token it had before a step that moved nothing, and at which spots something else is said since."""

    def shows(self, index: int, view: TimeView) -> bool:
        """True if a view shows any of a spot."""
        room = 2 * _OVERHANG * view.seconds_per_pixel
        right = max(self.high[index], self.low[index] + self.width[index] * view.seconds_per_pixel)
        return self.low[index] - room <= view.end and right + room >= view.start

    def seen(self, view: TimeView, margin: float = 0) -> Iterator[int]:
        """Which of them a view shows, found without looking at the rest; `margin` in pixels either side."""
        scale = view.seconds_per_pixel
        room = (margin + _OVERHANG) * scale
        first = bisect_left(self.low, view.start - self.span - self.reach * scale - room)
        last = bisect_right(self.low, view.end + room, first)
        left = view.start - room
        low, high, width = self.low, self.high, self.width
        for index in self.long:
            beside = not first <= index < last and low[index] <= view.end + room
            if beside and max(high[index], low[index] + width[index] * scale) >= left:
                yield index
        for index in range(first, last):
            if high[index] >= left or low[index] + width[index] * scale >= left:
                yield index

    def spot_of(self, moment: Moment) -> int:
        """Where a moment stands alone; -1 where it is gathered with others."""
        at = bisect_left(self.low, moment.first)
        while at < len(self.low) and self.low[at] == moment.first:
            if self.of[at] is moment:
                return at
            at += 1
        return -1


def pack(content: LaneContent, level: int, theme: Theme) -> Spots:
    """A lane at a level: tall enough that nothing in it overlaps. Worked out once."""
    kept = _levels(content, theme)
    known = kept.get(level)
    if known is None:
        while len(kept) >= _KEPT:
            del kept[max(kept, key=lambda one: abs(one - level))]
        known = kept[level] = _packed(content, level, theme)
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
        elif key == ("spots", theme.unit):
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
        index = spots.spot_of(before)
        if index >= 0:
            of[index] = after
            changed.append(index)
            continue
        for index in range(bisect_right(spots.low, before.at) - 1, -1, -1):
            some = of[index]
            if not isinstance(some, Moment | Gap) and before in some:
                of[index] = tuple(after if one is before else one for one in some)
                changed.append(index)
                break
    drawn = {index: item for index, item in spots.drawn.items() if index not in changed}
    return replace(spots, of=of, drawn=drawn, token=next(_tokens), came=(spots.token, tuple(changed)))


_KEPT = 5
"""Levels kept of each lane; the furthest from the one asked for goes first."""


def _levels(content: LaneContent, theme: Theme) -> dict[int, Spots]:
    key = ("spots", theme.unit)
    if key not in content.kept:
        content.kept[key] = {}
    return cast(dict[int, Spots], content.kept[key])


_Row = tuple[float, float, float, float, float, int, bool, object]
"""Left and right in pixels, low and high in seconds, height, kind, strip, what."""


def _packed(content: LaneContent, level: int, theme: Theme) -> Spots:
    scale = scale_of(level)
    fine = is_fine(scale, theme)
    gaps = list(_gaps(content, scale, theme))
    gathered = clusters(_sorted(content)[2], scale)
    for _ in range(_TRIES):
        rows = [*_harm(content, scale, theme, fine), *gaps]
        rows += _cells_and_clusters(content, gathered, scale, theme)
        rows += _single_rows(content, gathered, scale, theme, fine)
        rows.sort(key=_left)
        places, heights, base = _in_rows(rows, theme)
        more = _crowded(rows, places, base, content, gathered, scale)
        if not more:
            break
        gathered = more
    return _as_spots(rows, _tops(places, heights, theme), heights, level, fine, theme)


_TRIES = 3
_MOST_ROWS = 6
"""Rows of single entries; where a place would need more, what is nearest together there is gathered. Otherwise
one busy hour would make its lane as tall everywhere."""


def _crowded(
    rows: list[_Row],
    places: "array[int]",
    base: int,
    content: LaneContent,
    gathered: list[tuple[int, int]],
    scale: float,
) -> list[tuple[int, int]]:
    """The clusters with those added that a place with too many rows needs; empty where none does."""
    if scale <= CLUSTER_ABOVE:
        return []
    wide = cell_width(scale)
    high = base + _MOST_ROWS
    full = {
        cast(Moment, row[7]).at // wide
        for row, place in zip(rows, places, strict=True)
        if place >= high and row[5] == ALONE
    }
    if not full:
        return []
    at = _sorted(content)[2]
    found = set(gathered)
    for cell in full:
        # The neighbours in time are what fills the rows at that place, so they are gathered with it.
        for near in (cell - 2, cell - 1, cell):
            first, end = bisect_left(at, near * wide), bisect_left(at, (near + 1) * wide)
            if end - first >= 2:
                found.add((first, end))
    return sorted(found) if len(found) > len(gathered) else []


def _as_spots(
    rows: list[_Row], tops: list[float], heights: list[float], level: int, fine: bool, theme: Theme
) -> Spots:
    scale = scale_of(level)
    inside = sum(heights) + theme.px(_ROW_GAP) * max(0, len(heights) - 1)
    order = sorted(range(len(rows)), key=lambda index: rows[index][2])
    made = Spots(
        level,
        fine,
        max(theme.px(tokens()["timeline"]["lane_min"]), inside + 2 * theme.px(_PAD)),
        array("d", (rows[i][2] for i in order)),
        array("d", (rows[i][3] for i in order)),
        array("f", (rows[i][1] - rows[i][2] / scale for i in order)),
        array("f", (tops[i] for i in order)),
        bytearray(rows[i][5] for i in order),
        bytearray(rows[i][6] for i in order),
        [rows[i][7] for i in order],  # type: ignore[misc]
    )
    for index, (low, high) in enumerate(zip(made.low, made.high, strict=True)):
        if high - low > _LONG * scale:
            made.long.append(index)
        else:
            made.span = max(made.span, high - low)
    made.reach = _reach(made)
    return made


def _reach(spots: Spots) -> float:
    """Pixels that words reach beyond the start of their stretch, long ones aside."""
    if not spots.long:
        return max(spots.width, default=0.0)
    long = set(spots.long)
    return max((wide for index, wide in enumerate(spots.width) if index not in long), default=0.0)


def _in_rows(rows: list[_Row], theme: Theme) -> tuple["array[int]", list[float], int]:
    """The row of each, the heights of the rows, and which is the first of those for single entries."""
    heights: list[float] = []
    places = array("i", bytes(4 * len(rows)))
    gap = theme.px(_LABEL_GAP)
    first = 0
    # Cells touch one another, and strips are low and long: on rows of their own, above the rest, they hold
    # nothing apart.
    for share in (_is_cell, _is_low, _is_tall):
        first = len(heights)
        free = Rows(0 if share is _is_cell else gap)
        for index, row in enumerate(rows):
            if share(row):
                at = first + free.take(row[0], row[1])
                places[index] = at
                if at == len(heights):
                    heights.append(row[4])
                elif row[4] > heights[at]:
                    heights[at] = row[4]
    return places, heights, first


def _tops(places: "array[int]", heights: list[float], theme: Theme) -> list[float]:
    """Where each begins."""
    tops: list[float] = []
    y = theme.px(_PAD)
    for tall in heights:
        tops.append(y)
        y += tall + theme.px(_ROW_GAP)
    return [tops[at] for at in places]


def _is_cell(row: _Row) -> bool:
    return row[5] == CELL


def _is_low(row: _Row) -> bool:
    return row[6]


def _is_tall(row: _Row) -> bool:
    return row[5] != CELL and not row[6]


def _sorted(content: LaneContent) -> tuple[list[Moment], list[Moment], "array[float]"]:
    """Moments by where their mark stands, harm apart: harm always stands alone, as all is read for it."""
    known = content.kept.get("sorted")
    if known is None:
        plain = [moment for moment in content.moments if moment.around.card != "harm"]
        plain.sort(key=lambda moment: moment.at)
        harm = [moment for moment in content.moments if moment.around.card == "harm"]
        known = content.kept["sorted"] = (plain, harm, array("d", (moment.at for moment in plain)))
    return known  # type: ignore[return-value]


def _cells_and_clusters(
    content: LaneContent, found: list[tuple[int, int]], scale: float, theme: Theme
) -> Iterator[_Row]:
    moments, _, places = _sorted(content)
    wide = cell_width(scale)
    cells = [int(places[first] // wide) for first, _ in found]
    for number, (first, end) in enumerate(found):
        cell = cells[number]
        crowded = (number > 0 and cells[number - 1] == cell - 1) or (
            number + 1 < len(cells) and cells[number + 1] == cell + 1
        )
        some = tuple(moments[first:end])
        if crowded:
            low, high = cell * wide, (cell + 1) * wide
            yield low / scale, high / scale, low, high, theme.px(CELL_HEIGHT), CELL, False, some
        else:
            low, high = places[first], places[end - 1]
            left = low / scale - theme.px(6)
            right = max(high / scale + theme.px(6), left + theme.px(CLUSTER_WIDTH))
            yield left, right, low, high, theme.px(CLUSTER_HEIGHT), GATHERED, False, some


def _single_rows(
    content: LaneContent, gathered: list[tuple[int, int]], scale: float, theme: Theme, fine: bool
) -> Iterator[_Row]:
    moments, _, _ = _sorted(content)
    last = 0
    for first, end in [*gathered, (len(moments), 0)]:
        for index in range(last, first):
            yield _single(moments[index], scale, theme, fine)
        last = end


def _harm(content: LaneContent, scale: float, theme: Theme, fine: bool) -> Iterator[_Row]:
    for moment in _sorted(content)[1]:
        yield _single(moment, scale, theme, fine)


def _single(moment: Moment, scale: float, theme: Theme, fine: bool) -> _Row:
    width, height = marks.room(moment, theme, fine=fine)
    start, end, at = moment.start / scale, moment.end / scale, moment.at / scale
    low, high = moment.start, moment.end
    half = theme.px(7)
    if end - start >= marks.STRIP_FROM and marks.is_strip(moment, end - start, theme):
        return start, end, low, high, marks.strip_height(moment, theme), ALONE, True, moment
    left = start if start < at - half else at - half
    right = marks.label_start(moment, start, at, end, half) + width
    if end > right:
        right = end
    if at + half > right:
        right = at + half
    if moment.due is not None or moment.around.strands:
        low, high = moment.first, moment.last
        left = min(left, low / scale - half)
        right = max(right, high / scale + half)
        if moment.card and moment.words.late:
            right += theme.face("label").advance(moment.words.late) + theme.px(24)
        if moment.around.strands:
            right = max(right, high / scale + theme.px(marks.STRAND_ROOM))
    if moment.mark in ("ring_arrow_left", "disc_tether"):
        left = min(left, at - theme.px(28))
    return left, right, low, high, height, ALONE, False, moment


def _gaps(content: LaneContent, scale: float, theme: Theme) -> Iterator[_Row]:
    """The lane's gaps, where the scale lets them be seen."""
    least = theme.px(_GAP_FROM) * scale
    if least > DAY:
        return
    for gap in content.gaps:
        if gap.length >= least:
            low, high = float(gap.start), float(gap.end)
            yield low / scale, high / scale, low, high, theme.px(GAP_HEIGHT), GAP, True, gap


def _left(row: _Row) -> float:
    return row[0]
