"""The timeline: lanes, a time axis, every entry by how sure its time is."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from time import perf_counter
from typing import cast

from PySide6.QtCore import QRectF

from rca_workbench.analysis.chronology import Chronology, Gap
from rca_workbench.drawing import marks
from rca_workbench.drawing.density import SLIM, count_ahead, quick_item, slim_parts
from rca_workbench.drawing.lane_content import LaneContent, LaneRow, Undated
from rca_workbench.drawing.lane_items import Look, shown_moments, spot_item
from rca_workbench.drawing.lane_kept import carry_over, is_packed, pack
from rca_workbench.drawing.lanes import Lanes, lanes_of
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Axis, Band, Emphasis, Item, Layer, Ref, Scene, Tick
from rca_workbench.drawing.showing import NO_VEIL, Focus, Veil
from rca_workbench.drawing.spots import TICK_ROOM, level_of
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import span_words, ticks
from rca_workbench.drawing.tie_lines import TieLines
from rca_workbench.drawing.ties import Ties
from rca_workbench.drawing.timeline_scene import Later, PlacedLane, TimelineScene
from rca_workbench.drawing.timeview import ContextBar, TimeView, densest, view_of
from rca_workbench.model import Snapshot
from rca_workbench.model.changes import Changes
from rca_workbench.reference import tokens

__all__ = ["Timeline", "TimelineScene", "timeline_scene"]

_AXIS = 30
_QUICK_FROM = 60
"""Fewer spots in view than these are drawn in full even while the scale changes."""
_FEW = 400
"""Entries that are packed at once even while the scale changes."""
LANE_ICONS = {"actor": "users", "place": "map-pin", "system": "monitor"}


class Timeline:
    """The timeline of one snapshot, whatever is seen of it. Made anew after each step."""

    def __init__(
        self,
        snapshot: Snapshot,
        chronology: Chronology,
        theme: Theme,
        earlier: "Timeline | None" = None,
        changes: Changes | None = None,
        folded: Mapping[str, bool] | None = None,
    ) -> None:
        """What a step did not touch is taken over from the timeline before it, which is used up by that.

        Args:
            earlier: the timeline before the step.
            changes: the step.
            folded: lanes folded or open on this screen whatever the case says.
        """
        self.theme = theme
        self.label_width = theme.px(tokens()["size"]["lane_label"])
        before = earlier._read if earlier is not None else None
        self._read: Lanes = lanes_of(snapshot, chronology, before, changes, folded)
        for swap in self._read.swaps:
            carry_over(swap, theme)
        self.ties = Ties(snapshot)
        self._packed_at: int | None = earlier._packed_at if earlier is not None else None
        self.context: ContextBar
        self.cards: tuple[tuple[float, str, str], ...]
        """Where cards stand, by which kind, and their entries; in no order."""
        self._ends: float
        contents = self._read.contents.values()
        if earlier is not None and self._read.places_kept:
            self.context, self._ends, self.cards = earlier.context, earlier._ends, earlier.cards
        else:
            self.context = ContextBar(sorted(chain.from_iterable(one.starts for one in contents)))
            self._ends = max((one.end for one in contents), default=0.0)
            self.cards = tuple(chain.from_iterable(one.cards for one in contents))

    @property
    def tray(self) -> tuple[Undated, ...]:
        """What waits for a time."""
        return tuple(self._read.tray)

    @property
    def moments(self) -> list[Moment]:
        """All that has a place in time, lane by lane."""
        return [moment for one in self._read.contents.values() for moment in one.moments]

    @property
    def rows(self) -> tuple[LaneRow, ...]:
        """The lanes that are seen, top to bottom."""
        return tuple(self._read.rows)

    def moment(self, id: str) -> Moment | None:
        """An entry as the timeline shows it; None while it waits in the tray."""
        return self._read.made.get(id)

    def lane_of(self, id: str) -> str | None:
        """Id of the lane an entry is seen in; None for one that has no place."""
        row = self._read.row_of(id)
        return row.id if row is not None else None

    def gaps(self) -> list[tuple[Gap, str]]:
        """All stretches without a record with the id of their lane, in order of time."""
        found = [(gap, row.id) for row in self._read.rows for gap in row.gaps]
        return sorted(found, key=lambda one: (one[0].start, one[1]))

    # Views

    def fit(self, width: float) -> TimeView:
        """The view of the whole case."""
        times = self.context.times
        return self._view(times[0], self._ends, width) if times else self._view(0, 86400, width)

    def initial_view(self, width: float) -> TimeView:
        """The view to begin with: the stretch in which most happened, at a scale at which it can be read."""
        return self._view(*densest(self.context.times), width)

    def around(self, entry_id: str, view: TimeView) -> TimeView:
        """The view moved, only if need be, so that an entry is seen."""
        moment = self._read.made.get(entry_id)
        if moment is None or view.left + 20 <= view.x(moment.at) <= view.width - 60:
            return view
        return view.panned((view.left + view.width) / 2 - view.x(moment.at))

    def span_of(self, entry_ids: tuple[str, ...], width: float) -> TimeView:
        """The view that shows some entries, such as those behind a cluster, as large as it can."""
        moments = [self._read.made[id] for id in entry_ids if id in self._read.made]
        if not moments:
            return self.initial_view(width)
        start, end = min(moment.at for moment in moments), max(moment.at for moment in moments)
        return self._view(start, max(end, start + 60), width)

    # Packing

    def unpacked(self, view: TimeView) -> int:
        """How many entries have to be packed before a sharp scene of the view can be shown."""
        level = level_of(view.seconds_per_pixel)
        rows = (row for row in self._read.rows if not row.folded)
        return sum(len(row.moments) for row in rows if not is_packed(row.content, level, self.theme))

    def pack_for(self, view: TimeView, seconds: float, *, ahead: int = 0) -> bool:
        """Work at packing for a while; True when all is ready. `ahead` counts levels further in."""
        until = perf_counter() + seconds
        level = level_of(view.seconds_per_pixel) - ahead
        for row in self._read.rows:
            if not row.folded and not is_packed(row.content, level, self.theme):
                pack(row.content, level, self.theme)
                if perf_counter() > until:
                    return False
        return True

    def count_for(self, view: TimeView) -> None:
        """Make ready what frames show while the scale changes from this one."""
        count_ahead(list(self._read.contents.values()), view, self.theme)

    # Scenes

    def scene(
        self,
        view: TimeView,
        *,
        selected: Ref | None = None,
        focused: Ref | None = None,
        quick: bool = False,
        seen: tuple[float, float] | None = None,
        veil: Veil = NO_VEIL,
        focus: Focus | None = None,
        path: frozenset[str] | None = None,
    ) -> TimelineScene:
        """What is seen through a view.

        Args:
            quick: marks without words where much is seen, lanes as high as they last were: for frames while the
                scale changes, and until lanes are packed.
            seen: height from and to which lanes are wanted; all without.
            veil: what is not to be seen.
            focus: what is looked at; the rest steps back.
            path: ids of what else does not step back, such as what a search found.
        """
        view = view.snapped()
        level = level_of(view.seconds_per_pixel)
        if quick and self._packed_at is not None:
            ready = self.unpacked(view) <= _FEW
            quick = not ready or self._is_much(view, level, seen)
            level = level if ready else self._packed_at
        else:
            quick = False
        if not quick:
            self._packed_at = level
        kept = path if focus is None else frozenset(focus.ids) | (path or frozenset())
        look = Look(self.theme, veil, focus, kept)
        placed = self._placed(level, quick=quick)
        bottom = placed[-1].top + placed[-1].height if placed else self.theme.px(_AXIS)
        near = tuple(
            lane
            for lane in placed
            if seen is None or (lane.top + lane.height > seen[0] and lane.top < seen[1])
        )
        scene = TimelineScene(
            theme=self.theme,
            bounds=QRectF(0, 0, view.width, bottom),
            items=(),
            bands=tuple(self._band(lane, veil) for lane in placed),
            label_width=self.label_width,
            axis=self._axis(view),
            emphasis=Emphasis(selected, focused, kept),
            view=view,
            tray=self.tray,
            lanes=near,
            look=look,
            quick=quick,
            find=partial(self._find, placed, view, look),
            ties=TieLines(self.ties, self._read, placed, view, look),
        )
        scene.items = Later(partial(self._items, scene))
        return scene

    def _placed(self, level: int, *, quick: bool) -> list[PlacedLane]:
        found = []
        top = self.theme.px(_AXIS)
        for row in self._read.rows:
            if row.folded:
                found.append(PlacedLane(row, top, self.theme.px(SLIM), None))
            elif row.group and not row.moments:
                found.append(PlacedLane(row, top, self.theme.px(SLIM), pack(row.content, level, self.theme)))
            else:
                spots = pack(row.content, level, self.theme)
                found.append(PlacedLane(row, top, spots.height, None if quick else spots))
            top += found[-1].height
        return found

    def _is_much(self, view: TimeView, level: int, seen: tuple[float, float] | None) -> bool:
        count = 0
        for lane in self._placed(level, quick=False):
            if lane.spots is not None and (
                seen is None or (lane.top + lane.height > seen[0] and lane.top < seen[1])
            ):
                for _ in lane.spots.seen(view):
                    count += 1
                    if count > _QUICK_FROM:
                        return True
        return False

    def _items(self, scene: TimelineScene) -> list[Item]:
        assert scene.look is not None
        gathered: dict[Ref, tuple[str, ...]] = {}
        items: list[Item] = list(scene.ties(scene.emphasis.selected))
        for lane in scene.lanes:
            if lane.spots is not None:
                for index in lane.spots.seen(scene.view):
                    item = spot_item(lane.spots, index, lane.top, scene.view, scene.look)
                    if item is not None:
                        items.append(item)
                        if item.ref is not None and item.ref.part == "cluster":
                            some = shown_moments(lane.spots, index, scene.look.veil)
                            gathered[item.ref] = tuple(moment.id for moment in some)
            elif lane.row.folded:
                rect = QRectF(scene.view.left, lane.top, scene.view.width - scene.view.left, lane.height)
                parts = slim_parts(lane.row.contents, scene.view, self.theme, scene.look.veil.hidden)
                items.append(Item(None, Layer.GROUND, rect, rect, tuple(parts), shift=(0.0, lane.top)))
            else:
                items.append(
                    quick_item(
                        lane.row, lane.top, lane.height, scene.view, self.theme, scene.look.veil.hidden
                    )
                )
        scene.kept["gathered"] = gathered
        items.sort(key=lambda item: item.layer)
        return items

    def _find(self, placed: list[PlacedLane], view: TimeView, look: Look, ref: Ref) -> Item | None:
        """The item of an entry wherever it is: its own, that of the cluster that gathers it, its place in a slim row."""
        moment = self._read.made.get(ref.id)
        row = self._read.row_of(ref.id) if moment is not None else None
        lane = next((one for one in placed if one.row is row), None)
        if moment is None or lane is None or moment.id in look.veil.hidden:
            return None
        if lane.spots is None:
            if not lane.row.folded:
                return None
            side = self.theme.px(14)
            body = QRectF(view.x(moment.at) - side / 2, lane.top + (lane.height - side) / 2, side, side)
            return Item(ref, Layer.BOX, body, body, (), moment.name, radius=3)
        index = lane.spots.holder_of(moment)
        item = spot_item(lane.spots, index, lane.top, view, look) if index >= 0 else None
        return item if item is None or item.ref == ref else replace(item, ref=ref)

    # What stays put

    def _band(self, lane: PlacedLane, veil: Veil) -> Band:
        row = lane.row
        hidden = sum(_hidden(one, veil) for one in row.contents) if veil.hidden else 0
        note = f"{hidden} not yet known" if hidden else ""
        ref = Ref("lane", row.id) if row.id else None
        count = sum(len(one.moments) for one in row.contents) - hidden
        kind = row.kind_word
        said = [
            f"{'Group' if row.group else 'Lane'} {row.label or 'without a name'}",
            kind.lower(),
            f"level {row.depth + 1}" if row.depth else "",
            f"{count} {'entry' if count == 1 else 'entries'}",
            note,
            "collapsed" if row.folded else "expanded",
        ]
        return Band(
            row.id,
            row.label,
            note,
            lane.top,
            lane.height,
            row.depth,
            LANE_ICONS.get(row.kind, ""),
            kind,
            row.folded if ref is not None else None,
            ref,
            ", ".join(part for part in said if part) if ref is not None else "",
        )

    def _axis(self, view: TimeView) -> Axis:
        marked = ticks(view.start, view.end, view.seconds_per_pixel, self.theme.px(TICK_ROOM))
        made = tuple(Tick(view.x(time), label, strong) for time, label, strong in marked)
        return Axis(self.theme.px(_AXIS), span_words(view.start, view.end), made)

    def _view(self, start: float, end: float, width: float) -> TimeView:
        return view_of(start, end, width, self.label_width, self.theme.px(marks.LABEL_WIDTH))


def _hidden(content: LaneContent, veil: Veil) -> int:
    """How many of a lane's entries a curtain hides, counted once for each curtain."""
    known = content.kept.get("hidden")
    if known is None or cast(tuple[Veil, int], known)[0] is not veil:
        count = sum(moment.id in veil.hidden for moment in content.moments)
        known = content.kept["hidden"] = (veil, count)
    return cast(tuple[Veil, int], known)[1]


def timeline_scene(
    snapshot: Snapshot, chronology: Chronology, view: TimeView, theme: Theme, *, selected: Ref | None = None
) -> Scene:
    """The timeline of a case through one view. To look again at the same case, keep a `Timeline`."""
    return Timeline(snapshot, chronology, theme).scene(view, selected=selected)
