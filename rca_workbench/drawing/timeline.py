"""The timeline: lanes, a time axis, every entry by how sure its time is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.drawing import marks
from rca_workbench.drawing.clusters import quick_marks
from rca_workbench.drawing.lane_pack import TICK_ROOM, PackedLane, pack_lane
from rca_workbench.drawing.lanes import LaneRow, Lanes, Undated, lanes_of
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Axis, Band, Emphasis, Item, Ref, Scene, Tick
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import span_words, ticks
from rca_workbench.drawing.timeview import ContextBar, TimeView, densest, view_of
from rca_workbench.model import Snapshot
from rca_workbench.reference import tokens

_AXIS = 30
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


class Timeline:
    """The timeline of one snapshot, whatever is seen of it. Made anew after each step."""

    def __init__(
        self, snapshot: Snapshot, chronology: Chronology, theme: Theme, earlier: "Timeline | None" = None
    ) -> None:
        """`earlier` is the timeline before the last step: what did not change is taken over from it."""
        self.theme = theme
        self.label_width = theme.px(tokens()["size"]["lane_label"])
        self._read: Lanes = lanes_of(snapshot, chronology, earlier._read if earlier is not None else None)
        self._times = sorted(moment.start for row in self._read.rows for moment in row.moments)
        self._ends = max((moment.end for row in self._read.rows for moment in row.moments), default=0.0)
        self._scale = 0.0
        self._packed: list[PackedLane] = []
        self._before: tuple[float, list[PackedLane]] = (0.0, [])
        if earlier is not None and earlier.theme is theme:
            self._before = (earlier._scale, earlier._packed)
        self.context = ContextBar(self._times)

    @property
    def tray(self) -> tuple[Undated, ...]:
        """What waits for a time."""
        return tuple(self._read.tray)

    @property
    def moments(self) -> list[Moment]:
        """All that has a place in time, lane by lane."""
        return [moment for row in self._read.rows for moment in row.moments]

    def fit(self, width: float) -> TimeView:
        """The view of the whole case."""
        return self._view(self._times[0], self._ends, width) if self._times else self._view(0, 86400, width)

    def initial_view(self, width: float) -> TimeView:
        """The view to begin with: the stretch in which most happened, at a scale at which it can be read."""
        return self._view(*densest(self._times), width)

    def around(self, entry_id: str, view: TimeView) -> TimeView:
        """The view moved, only if need be, so that an entry is seen."""
        made = self._read.made.get(entry_id)
        if made is None or view.left + 20 <= view.x(made[1].at) <= view.width - 60:
            return view
        return view.panned((view.left + view.width) / 2 - view.x(made[1].at))

    def span_of(self, entry_ids: tuple[str, ...], width: float) -> TimeView:
        """The view that shows some entries, such as those behind a cluster, as large as it can."""
        moments = [self._read.made[id][1] for id in entry_ids if id in self._read.made]
        if not moments:
            return self.initial_view(width)
        start, end = min(moment.at for moment in moments), max(moment.at for moment in moments)
        return self._view(start, max(end, start + 60), width)

    def scene(
        self, view: TimeView, *, selected: Ref | None = None, focused: Ref | None = None, quick: bool = False
    ) -> TimelineScene:
        """What is seen through a view.

        Args:
            quick: marks without words, lanes as high as they last were: for frames while the scale changes.
        """
        gathered: dict[Ref, tuple[str, ...]] = {}
        quick = quick and len(self._times) > _QUICK_FROM and bool(self._packed)
        lanes = self._packed if quick else self._lanes(view.seconds_per_pixel)
        items: list[Item] = []
        bands: list[Band] = []
        top = self.theme.px(_AXIS)
        for lane in lanes:
            bands.append(Band(lane.row.id, lane.row.label, "", top, lane.height))
            if quick or lane.row.collapsed:
                items.append(quick_marks(lane.row, top, lane.height, view, self.theme))
            else:
                items += self._items(lane, top, view, gathered)
            top += lane.height
        return TimelineScene(
            theme=self.theme,
            bounds=QRectF(0, 0, view.width, top),
            items=items,
            bands=tuple(bands),
            label_width=self.label_width,
            axis=self._axis(view),
            emphasis=Emphasis(selected, focused),
            view=view,
            tray=self.tray,
            gathered=gathered,
        )

    def _items(
        self, lane: PackedLane, top: float, view: TimeView, gathered: dict[Ref, tuple[str, ...]]
    ) -> list[Item]:
        items = []
        for placed in lane.in_view(view):
            item = placed.item(top, view, self.theme)
            items.append(item)
            if len(placed.moments) > 1 and item.ref is not None:
                gathered[item.ref] = tuple(moment.id for moment in placed.moments)
        return items

    def _axis(self, view: TimeView) -> Axis:
        marked = ticks(view.start, view.end, view.seconds_per_pixel, self.theme.px(TICK_ROOM))
        made = tuple(Tick(view.x(time), label, strong) for time, label, strong in marked)
        return Axis(self.theme.px(_AXIS), span_words(view.start, view.end), made)

    def _lanes(self, seconds_per_pixel: float) -> list[PackedLane]:
        """The lanes packed at a scale: the same wherever the view stands."""
        if self._scale != seconds_per_pixel:
            scale, packed = self._before
            before = {lane.row.id: lane for lane in packed} if scale == seconds_per_pixel else {}
            self._packed = [self._pack(row, seconds_per_pixel, before.get(row.id)) for row in self._read.rows]
            self._scale = seconds_per_pixel
            self._before = (0.0, [])
        return self._packed

    def _pack(self, row: LaneRow, seconds_per_pixel: float, was: PackedLane | None) -> PackedLane:
        """A lane packed, or as it was if the step before changed nothing in it."""
        if was is not None and was.row == row:
            return was
        return pack_lane(row, seconds_per_pixel, self.theme)

    def _view(self, start: float, end: float, width: float) -> TimeView:
        return view_of(start, end, width, self.label_width, self.theme.px(marks.LABEL_WIDTH))


def timeline_scene(
    snapshot: Snapshot, chronology: Chronology, view: TimeView, theme: Theme, *, selected: Ref | None = None
) -> TimelineScene:
    """The timeline of a case through one view. To look again at the same case, keep a `Timeline`."""
    return Timeline(snapshot, chronology, theme).scene(view, selected=selected)
