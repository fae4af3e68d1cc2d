"""A lane packed at one level of scale: what stands alone, what is gathered, and in which row each goes.

Levels are half octaves. Rows are found at the coarsest scale of a level and hold for all of it: what is apart
there only moves further apart as one zooms in, so nothing jumps until the next level.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import cast

from rca_workbench.drawing import marks
from rca_workbench.drawing.clusters import CELL_HEIGHT, CLUSTER_HEIGHT, CLUSTER_WIDTH
from rca_workbench.drawing.gaps import GAP_HEIGHT
from rca_workbench.drawing.lane_content import LaneContent
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.packing import CLUSTER_ABOVE, Rows, cell_width, clusters
from rca_workbench.drawing.spots import ALONE, CELL, GAP, GATHERED, Spots, is_fine, scale_of
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import DAY
from rca_workbench.reference import tokens

_PAD = 10
_ROW_GAP = 8
_LABEL_GAP = 14
_GAP_FROM = 190
"""Pixels a gap must fill to be worth showing: the width of its words."""
_LONG = 800
"""Pixels from which a stretch is looked for by itself: among the short ones it would make every search long."""

_Row = tuple[float, float, float, float, float, int, bool, object]
"""Left and right in pixels, low and high in seconds, height, kind, strip, what."""


def packed(content: LaneContent, level: int, theme: Theme) -> Spots:
    """A lane at a level: tall enough that nothing in it overlaps."""
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
