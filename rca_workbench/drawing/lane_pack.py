"""A lane packed at one scale: what stands alone, what is gathered, and in which sub-row each goes."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rca_workbench.analysis.chronology import Gap
from rca_workbench.drawing import marks
from rca_workbench.drawing.clusters import cluster_item
from rca_workbench.drawing.gaps import GAP_HEIGHT, gap_item
from rca_workbench.drawing.lanes import LaneRow
from rca_workbench.drawing.marks import Block
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.packing import clusters, first_fit
from rca_workbench.drawing.scene import Item
from rca_workbench.drawing.single import moment_item
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import DAY
from rca_workbench.drawing.timeview import TimeView
from rca_workbench.reference import tokens

TICK_ROOM = 84
"""Pixels a label of the time axis needs."""
_PAD = 10
_ROW_GAP = 8
_LABEL_GAP = 14
_CLUSTER_WIDTH = 128
_CLUSTER_HEIGHT = 54
_COLLAPSED = 28
_GAP_FROM = 190
"""Pixels a gap must fill to be worth showing: the width of its words."""


@dataclass(slots=True)
class Placed:
    """Something in a lane: its stretch in pixels since time 0, and its place from the lane's top."""

    left: float
    right: float
    height: float
    moments: tuple[Moment, ...]
    """One, or those of a cluster; none for a gap."""
    gap: Gap | None = None
    strip: bool = False
    top: float = 0
    drawn: Item | None = None
    """Its item, if it looks the same wherever the view stands: first moment at x 0, lane at y 0."""

    def item(self, lane_top: float, view: TimeView, theme: Theme) -> Item:
        """What is seen of it through a view."""
        if self.gap is not None:
            return gap_item(self.gap, lane_top + self.top, view, theme)
        first = self.moments[0]
        if self.drawn is None:
            if self._sticks(view, theme):
                size = block_of(first, theme, view.seconds_per_pixel)
                return moment_item(first, lane_top + self.top, view, theme, size)
            origin = TimeView(first.at, view.seconds_per_pixel, 1e6, 0)
            if len(self.moments) > 1:
                self.drawn = cluster_item(
                    self.moments, self.top, origin, theme, fine=is_fine(view.seconds_per_pixel, theme)
                )
            else:
                size = block_of(first, theme, view.seconds_per_pixel)
                self.drawn = moment_item(first, self.top, origin, theme, size, sticky=False)
        return self.drawn.moved(view.x(first.at), lane_top)

    def _sticks(self, view: TimeView, theme: Theme) -> bool:
        """True if its words move along it to stay in view, so that each view draws it anew."""
        if len(self.moments) > 1:
            return False
        reach = self.right - self.left
        return self.strip or reach > 2 * theme.px(marks.LABEL_WIDTH)


@dataclass(slots=True)
class PackedLane:
    """A lane at one scale. Nothing in it depends on where the lane or the view stands."""

    row: LaneRow
    height: float
    placed: list[Placed]
    """By left end."""
    widest: float

    def in_view(self, view: TimeView) -> list[Placed]:
        """What can be seen, found without looking at the rest."""
        near = view.start / view.seconds_per_pixel
        far = near + view.width - view.left
        first = bisect_left(self.placed, near - self.widest, key=_left)
        last = bisect_left(self.placed, far, first, key=_left)
        return [one for one in self.placed[first:last] if one.right >= near]


def is_fine(seconds_per_pixel: float, theme: Theme) -> bool:
    """True if the axis counts hours or less, so that the day of everything can be seen."""
    return seconds_per_pixel * theme.px(TICK_ROOM) <= DAY / 2


def block_of(moment: Moment, theme: Theme, seconds_per_pixel: float) -> Block:
    """The room a moment's words need; its day is left out where the axis counts hours."""
    fine = is_fine(seconds_per_pixel, theme)
    key = (fine, theme.unit)
    size = moment.blocks.get(key)
    if size is None:
        size = moment.blocks[key] = marks.block(moment, theme, fine=fine)
    return size  # type: ignore[return-value]


def pack_lane(row: LaneRow, seconds_per_pixel: float, theme: Theme) -> PackedLane:
    """A lane at a scale: tall enough that nothing in it overlaps."""
    if row.collapsed:
        return PackedLane(row, theme.px(_COLLAPSED), [], 0)
    placed = [*_placed(row, seconds_per_pixel, theme), *_unrecorded(row, seconds_per_pixel, theme)]
    placed.sort(key=_left)
    heights = _in_rows(placed, theme)
    gap, pad = theme.px(_ROW_GAP), theme.px(_PAD)
    inside = sum(heights) + gap * max(0, len(heights) - 1)
    height = max(theme.px(tokens()["timeline"]["lane_min"]), inside + 2 * pad)
    return PackedLane(row, height, placed, max((one.right - one.left for one in placed), default=0))


def _in_rows(placed: Sequence[Placed], theme: Theme) -> list[float]:
    """Gives each its place from the top; returns the heights of the rows."""
    heights: list[float] = []
    rows: list[tuple[Placed, int]] = []
    # Strips are low and long: on rows of their own, above the rest, they do not hold tall ones apart.
    for low in (True, False):
        some = [one for one in placed if one.strip is low]
        first = len(heights)
        fitted = first_fit(((one.left, one.right) for one in some), theme.px(_LABEL_GAP))
        for one, row in zip(some, fitted, strict=True):
            rows.append((one, first + row))
            if first + row == len(heights):
                heights.append(0.0)
            heights[first + row] = max(heights[first + row], one.height)
    tops: list[float] = []
    y = theme.px(_PAD)
    for tall in heights:
        tops.append(y)
        y += tall + theme.px(_ROW_GAP)
    for one, row in rows:
        one.top = tops[row]
    return heights


def _placed(row: LaneRow, seconds_per_pixel: float, theme: Theme) -> list[Placed]:
    """Single moments and clusters of a lane with the room each needs, by their left ends.

    Harm always stands alone: it is what the whole timeline is read for.
    """
    moments = sorted(
        (moment for moment in row.moments if moment.card != "harm"), key=lambda moment: moment.at
    )
    alone = [moment for moment in row.moments if moment.card == "harm"]
    found: list[Placed] = []
    last = 0
    for first, end in clusters([moment.at for moment in moments], seconds_per_pixel):
        alone += moments[last:first]
        found.append(_cluster(tuple(moments[first:end]), seconds_per_pixel, theme))
        last = end
    alone += moments[last:]
    found += [_single(moment, seconds_per_pixel, theme) for moment in alone]
    found.sort(key=_left)
    return found


def _single(moment: Moment, seconds_per_pixel: float, theme: Theme) -> Placed:
    size = block_of(moment, theme, seconds_per_pixel)
    half = theme.px(7)
    start, end = moment.start / seconds_per_pixel, moment.end / seconds_per_pixel
    at = moment.at / seconds_per_pixel
    if marks.is_strip(moment, end - start, theme):
        return Placed(start, end, theme.px(marks.STRIP_HEIGHT), (moment,), strip=True)
    left = min(start, at - half)
    right = max(end, at + half, marks.label_start(moment, start, at, end, half) + size.width)
    if moment.expected_at is not None:
        expected = moment.expected_at / seconds_per_pixel
        left, right = min(left, expected - half), max(right, expected + half)
    if moment.mark in ("ring_arrow_left", "disc_tether"):
        left = min(left, at - theme.px(28))
    return Placed(left, right, size.height, (moment,))


def _cluster(moments: tuple[Moment, ...], seconds_per_pixel: float, theme: Theme) -> Placed:
    left, last = moments[0].at / seconds_per_pixel, moments[-1].at / seconds_per_pixel
    right = max(last + theme.px(6), left + theme.px(_CLUSTER_WIDTH))
    return Placed(left - theme.px(6), right, theme.px(_CLUSTER_HEIGHT), moments)


def _unrecorded(row: LaneRow, seconds_per_pixel: float, theme: Theme) -> list[Placed]:
    """The lane's gaps, where the scale lets them be seen."""
    if seconds_per_pixel * theme.px(_GAP_FROM) > DAY:
        return []
    return [
        Placed(
            gap.start / seconds_per_pixel, gap.end / seconds_per_pixel, theme.px(GAP_HEIGHT), (), gap, True
        )
        for gap in row.gaps
        if gap.length >= theme.px(_GAP_FROM) * seconds_per_pixel
    ]


def _left(one: Placed) -> float:
    return one.left
