"""The timeline: lanes, a time axis, every entry by how sure its time is."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from rca_workbench.analysis.chronology import Chronology
from rca_workbench.reference import tokens

from rca_workbench.drawing import marks
from rca_workbench.drawing.clusters import cluster_item, quick_marks
from rca_workbench.drawing.marks import Block
from rca_workbench.drawing.moments import LaneRow, Moment, Undated, lanes_of
from rca_workbench.drawing.packing import clusters, first_fit
from rca_workbench.drawing.scene import (
    Axis,
    Band,
    Emphasis,
    Item,
    Layer,
    Part,
    Ref,
    Scene,
    Tick,
)
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import span_words, ticks
from rca_workbench.drawing.timeview import ContextBar, TimeView, densest, view_of
from rca_workbench.model import Snapshot

_AXIS = 30
_LANE_PAD = 10
_ROW_GAP = 8
_LABEL_GAP = 14
_QUICK_FROM = 400
"""Fewer entries than these are drawn in full even while the scale changes."""


@dataclass
class TimelineScene(Scene):
    """What of a timeline is seen through one view; x counts from the view's left edge."""

    view: TimeView | None = None
    tray: tuple[Undated, ...] = ()
    """What waits for a time."""
    gathered: Mapping[Ref, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the entries behind each cluster."""


@dataclass(slots=True)
class _Placed:
    """Something in a lane at one scale: pixels from time 0 of the lane's own origin."""

    left: float
    right: float
    height: float
    moments: tuple[Moment, ...]
    """One, or those of a cluster."""
    strip: bool = False
    row: int = 0
    top: float = 0


@dataclass(slots=True)
class _Lane:
    """A lane packed at one scale."""

    row: LaneRow
    top: float
    height: float
    placed: list[_Placed]
    widest: float


class Timeline:
    """The timeline of one snapshot, whatever is seen of it. Made anew after each step; scenes are made from it."""

    def __init__(
        self, snapshot: Snapshot, chronology: Chronology, theme: Theme
    ) -> None:
        self.theme = theme
        self.label_width = theme.px(tokens()["size"]["lane_label"])
        self._rows, self._tray = lanes_of(snapshot, chronology)
        self._times = sorted(
            moment.start for row in self._rows for moment in row.moments
        )
        self._origin = self._times[0] if self._times else 0.0
        self._blocks: dict[str, Block] = {}
        self._packed: tuple[float, list[_Lane]] | None = None
        self.context = ContextBar(self._times)

    @property
    def moments(self) -> list[Moment]:
        """All that has a place in time, lane by lane."""
        return [moment for row in self._rows for moment in row.moments]

    def fit(self, width: float) -> TimeView:
        """The view of the whole case."""
        moments = self.moments
        if not moments:
            return view_of(0, 86400, width, self.label_width)
        end = max(moment.end for moment in moments)
        return view_of(
            self._times[0],
            end,
            width,
            self.label_width,
            self.theme.px(marks.LABEL_WIDTH),
        )

    def initial_view(self, width: float) -> TimeView:
        """The view to begin with: the stretch in which most happened, at a scale at which it can be read."""
        start, end = densest(self._times)
        return view_of(
            start, end, width, self.label_width, self.theme.px(marks.LABEL_WIDTH)
        )

    def around(self, entry_id: str, view: TimeView) -> TimeView:
        """The view moved, only if need be, so that an entry is seen."""
        moment = next((one for one in self.moments if one.id == entry_id), None)
        if moment is None or view.left + 20 <= view.x(moment.at) <= view.width - 60:
            return view
        middle = (view.left + view.width) / 2
        return view.panned(middle - view.x(moment.at))

    def scene(
        self,
        view: TimeView,
        *,
        selected: Ref | None = None,
        focused: Ref | None = None,
        quick: bool = False,
    ) -> TimelineScene:
        """What is seen through a view.

        Args:
            quick: marks without words, lanes as high as they last were: for frames while the scale changes.
        """
        gathered: dict[Ref, tuple[str, ...]] = {}
        if quick and len(self._times) > _QUICK_FROM:
            lanes, items = self._quick(view)
        else:
            lanes = self._lanes(view.seconds_per_pixel)
            items = [
                self._item(placed, view, gathered)
                for lane in lanes
                for placed in self._in_view(lane, view)
            ]
            items.sort(key=lambda item: item.layer)
        bands = tuple(
            Band(lane.row.id, lane.row.label, "", lane.top, lane.height)
            for lane in lanes
        )
        bottom = bands[-1].top + bands[-1].height if bands else self.theme.px(_AXIS)
        return TimelineScene(
            theme=self.theme,
            bounds=QRectF(0, 0, view.width, bottom),
            items=items,
            bands=bands,
            label_width=self.label_width,
            axis=self._axis(view),
            emphasis=Emphasis(selected, focused),
            view=view,
            tray=tuple(self._tray),
            gathered=gathered,
        )

    def _axis(self, view: TimeView) -> Axis:
        made = tuple(
            Tick(view.x(time), label, strong)
            for time, label, strong in ticks(
                view.start, view.end, view.seconds_per_pixel, self.theme.px(84)
            )
        )
        return Axis(self.theme.px(_AXIS), span_words(view.start, view.end), made)

    def _lanes(self, seconds_per_pixel: float) -> list[_Lane]:
        """The lanes packed at a scale: the same wherever the view stands."""
        if self._packed is None or self._packed[0] != seconds_per_pixel:
            top = self.theme.px(_AXIS)
            lanes: list[_Lane] = []
            for row in self._rows:
                lane = self._pack(row, seconds_per_pixel, top)
                lanes.append(lane)
                top += lane.height
            self._packed = (seconds_per_pixel, lanes)
        return self._packed[1]

    def _pack(self, row: LaneRow, seconds_per_pixel: float, top: float) -> _Lane:
        pad, least = (
            self.theme.px(_LANE_PAD),
            self.theme.px(tokens()["timeline"]["lane_min"]),
        )
        placed = self._placed(row, seconds_per_pixel)
        heights: list[float] = []
        # Strips are low and long: on rows of their own, above the rest, they do not hold tall ones apart.
        for low in (True, False):
            some = [one for one in placed if one.strip is low]
            first = len(heights)
            for one, line in zip(
                some,
                first_fit(((p.left, p.right) for p in some), self.theme.px(_LABEL_GAP)),
                strict=True,
            ):
                one.row = first + line
                if one.row == len(heights):
                    heights.append(0.0)
                heights[one.row] = max(heights[one.row], one.height)
        gap = self.theme.px(_ROW_GAP)
        inside = sum(heights) + gap * max(0, len(heights) - 1)
        height = max(least, inside + 2 * pad)
        tops: list[float] = []
        y = top + pad
        for tall in heights:
            tops.append(y)
            y += tall + gap
        for one in placed:
            one.top = tops[one.row]
        return _Lane(
            row, top, height, placed, max((p.right - p.left for p in placed), default=0)
        )

    def _placed(self, row: LaneRow, seconds_per_pixel: float) -> list[_Placed]:
        """Single moments and clusters of a lane with the room each needs, by their left ends."""
        moments = [moment for moment in row.moments if moment.card != "harm"]
        alone = [moment for moment in row.moments if moment.card == "harm"]
        found: list[_Placed] = []
        last = 0
        starts = [moment.at for moment in moments] if not row.collapsed else []
        order = sorted(range(len(starts)), key=starts.__getitem__)
        moments = [moments[index] for index in order] if order else moments
        for first, end in clusters(
            [moment.at for moment in moments], seconds_per_pixel
        ):
            alone += moments[last:first]
            found.append(self._cluster(tuple(moments[first:end]), seconds_per_pixel))
            last = end
        alone += moments[last:]
        found += [self._single(moment, seconds_per_pixel) for moment in alone]
        found.sort(key=lambda one: one.left)
        return found

    def _single(self, moment: Moment, seconds_per_pixel: float) -> _Placed:
        size = self._block(moment)
        half = self.theme.px(tokens()["timeline"]["mark"] / 2 + 1)
        start, end = (
            (moment.start - self._origin) / seconds_per_pixel,
            (moment.end - self._origin) / seconds_per_pixel,
        )
        at = (moment.at - self._origin) / seconds_per_pixel
        if marks.is_strip(moment, end - start, self.theme):
            return _Placed(
                start, end, self.theme.px(marks.STRIP_HEIGHT), (moment,), strip=True
            )
        left = min(start, at - half)
        right = max(
            end, at + half, marks.label_start(moment, start, at, end, half) + size.width
        )
        if moment.expected_at is not None:
            expected = (moment.expected_at - self._origin) / seconds_per_pixel
            left, right = min(left, expected - half), max(right, expected + half)
        if moment.mark == "ring_arrow_left" or moment.mark == "disc_tether":
            left = min(left, at - self.theme.px(28))
        return _Placed(left, right, size.height, (moment,))

    def _cluster(
        self, moments: tuple[Moment, ...], seconds_per_pixel: float
    ) -> _Placed:
        left = (moments[0].at - self._origin) / seconds_per_pixel
        last = (moments[-1].at - self._origin) / seconds_per_pixel
        width = self.theme.px(128)
        return _Placed(
            left - self.theme.px(6),
            max(last + self.theme.px(6), left + width),
            self.theme.px(54),
            moments,
        )

    def _block(self, moment: Moment) -> Block:
        size = self._blocks.get(moment.id)
        if size is None:
            size = self._blocks[moment.id] = marks.block(moment, self.theme)
        return size

    def _in_view(self, lane: _Lane, view: TimeView) -> Sequence[_Placed]:
        """What of a lane can be seen, found without looking at the rest."""
        shift = (self._origin - view.start) / view.seconds_per_pixel + view.left
        near, far_ = view.left - shift, view.width - shift
        first = bisect_left(lane.placed, near - lane.widest, key=lambda one: one.left)
        last = bisect_left(lane.placed, far_, key=lambda one: one.left)
        return [one for one in lane.placed[first:last] if one.right >= near]

    def _item(
        self, placed: _Placed, view: TimeView, gathered: dict[Ref, tuple[str, ...]]
    ) -> Item:
        if len(placed.moments) > 1:
            item = cluster_item(placed.moments, placed.top, view, self.theme)
            if item.ref is not None:
                gathered[item.ref] = tuple(moment.id for moment in placed.moments)
            return item
        return moment_item(
            placed.moments[0],
            placed.top,
            view,
            self.theme,
            self._block(placed.moments[0]),
        )

    def _quick(self, view: TimeView) -> tuple[list[_Lane], list[Item]]:
        """Lanes as they last were, each with one drawing of all its marks: a jump per pixel bucket, no words."""
        lanes = self._packed[1] if self._packed else self._lanes(view.seconds_per_pixel)
        return lanes, [
            quick_marks(lane.row, lane.top, lane.height, view, self.theme)
            for lane in lanes
        ]


def timeline_scene(
    snapshot: Snapshot,
    chronology: Chronology,
    view: TimeView,
    theme: Theme,
    *,
    selected: Ref | None = None,
) -> TimelineScene:
    """The timeline of a case through one view. To look again at the same case, keep a `Timeline`."""
    return Timeline(snapshot, chronology, theme).scene(view, selected=selected)


def moment_item(
    moment: Moment, top: float, view: TimeView, theme: Theme, size: Block
) -> Item:
    """One moment as an item of the view."""
    half = theme.px(tokens()["timeline"]["mark"] / 2)
    wide = (moment.end - moment.start) / view.seconds_per_pixel
    x0, x, x1 = (
        _held(view.x(time), view) for time in (moment.start, moment.at, moment.end)
    )
    start = marks.label_start(moment, x0, x, x1, half)
    # The words of a long stretch stay in view as long as a part of it does.
    label = min(max(start, view.left + theme.px(8)), max(start, x1 - size.width))
    parts: list[Part] = []
    if moment.expected_at is not None:
        parts += marks.expected_parts(
            moment, _held(view.x(moment.expected_at), view), x, top, theme
        )
    if marks.is_strip(moment, wide, theme):
        body = QRectF(x0, top, x1 - x0, theme.px(marks.STRIP_HEIGHT))
        shown = body.intersected(
            QRectF(view.left - 1, top, view.width - view.left + 2, body.height())
        )
        parts += marks.strip_parts(
            moment, shown if shown.isValid() else body, label, theme
        )
    elif moment.card:
        body = QRectF(
            start,
            top,
            max(size.width, x1 - start if moment.mark == "bar" else 0),
            size.height,
        )
        if wide > 2 * half and moment.mark != "bar":
            parts += marks.mark_parts(moment.mark, x0, x, x1, top + half, theme)
        parts += marks.card_parts(moment, body, theme, size)
    else:
        mark = "half_disc" if moment.disagrees and wide <= 2 * half else moment.mark
        mark_x = label + half if mark == "disc_band" and wide > 2 * half else x
        parts += marks.mark_parts(mark, x0, mark_x, x1, top + half, theme)
        parts += marks.label_parts(moment, label, top, theme, size)
        body = QRectF(label - 3, top - 2, size.width + 6, size.height + 4)
    rect = body.united(QRectF(x0, top, max(x1 - x0, 1), 2 * half)).adjusted(
        -40, -6, 40, 6
    )
    ref = Ref("timeline_entry", moment.id)
    radius = theme.px(12 if moment.card == "harm" else 4)
    return Item(ref, Layer.BOX, rect, body, tuple(parts), moment.name, radius=radius)


def _held(x: float, view: TimeView) -> float:
    """A place kept near the view: painters lose their way millions of pixels outside it."""
    return min(max(x, view.left - 400), view.width + 400)
