"""The timeline painted: lanes, time across, the whole case on a bar above, and what waits for a time below."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRect, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rca_workbench.analysis.knowing import Curtain, Sight
from rca_workbench.drawing.scene import Ref
from rca_workbench.drawing.showing import NO_VEIL, Focus, Veil
from rca_workbench.drawing.ticks import range_words
from rca_workbench.drawing.timeline import Timeline
from rca_workbench.model import Actor, Changes, Lane, TimelineEntry
from rca_workbench.model.fault import Fault
from rca_workbench.model.time import moment, window
from rca_workbench.model.time_words import read_time
from rca_workbench.ui import style
from rca_workbench.ui.canvas import InlineText
from rca_workbench.ui.commands import Command
from rca_workbench.ui.places.timeline.columns import WHAT, WHEN, cell, when_typed
from rca_workbench.ui.places.timeline.context_bar import ContextBarWidget
from rca_workbench.ui.places.timeline.lanes_canvas import LaneCanvas
from rca_workbench.ui.places.timeline.lanes_edits import LaneEdits
from rca_workbench.ui.places.timeline.tray import Tray
from rca_workbench.ui.session import Session


class TimelineCanvas(QWidget):
    """Context bar, lanes and the tray of entries that wait for a time."""

    chosen = Signal(object)
    """Id of the entry, lane or link chosen, or None."""
    asked_edit = Signal()
    lane_dropped = Signal(str, str)
    """An entry was dragged into a lane: ids of both."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.edits = LaneEdits(session)
        self.lanes = LaneCanvas()
        self.lanes.can_move = not session.read_only
        self.bar = ContextBarWidget(self.lanes)
        self.tray = Tray()
        self.tray.chosen.connect(self.chosen)
        self.inline = InlineText(self.lanes)
        self._folded: dict[str, bool] = {}
        """Lanes folded on this screen only: a case that can only be read is folded so."""
        self._connect()
        self.setFocusProxy(self.lanes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.bar, self.lanes, self.tray):
            box.addWidget(part, 1 if part is self.lanes else 0)

    def _connect(self) -> None:
        lanes = self.lanes
        lanes.picked.connect(self._picked)
        lanes.opened.connect(self._opened)
        lanes.dropped.connect(self._dropped)
        lanes.lane_folded.connect(self._fold)
        if not self.session.read_only:
            lanes.lane_moved.connect(self.edits.move)
            lanes.lane_shifted.connect(self.edits.shift)
            lanes.lane_grouped.connect(self.edits.group)
            lanes.rename_asked.connect(self._rename)
            lanes.gap_asked.connect(self._explain)

    # Showing

    def refresh(self, changes: Changes | None) -> None:
        """Show the case as it is now; what a step did not touch is taken over from before it."""
        earlier = self.lanes.timeline if changes is not None else None
        timeline = Timeline(
            self.session.snapshot, self.session.chronology, style.theme(), earlier, changes, self._folded
        )
        self.lanes.show_timeline(timeline)
        self.bar.show_timeline(timeline)
        self._show_tray()

    def show_among(self, ids: frozenset[str] | None, certain: frozenset[str] = frozenset()) -> None:
        """Let all entries step back but these; None shows all alike. `certain` of them stand out from the rest."""
        if ids is None or not certain:
            self.lanes.show_focus(None, ids)
        else:
            self.lanes.show_focus(Focus(certain, ids - certain))

    def draw_curtain(self, curtain: Curtain | None, sight: Sight) -> None:
        """Draw the hindsight curtain at its moment, with what it leaves in view; None opens it."""
        veil = NO_VEIL
        if curtain is not None:
            veil = Veil(sight.hidden, sight.unsaid, curtain.at, self._curtain_words(curtain))
        self.lanes.draw_veil(veil)
        if self.lanes.timeline is not None:
            self.bar.show_timeline(self.lanes.timeline)
        self._show_tray()

    def mark(self, id: str | None) -> None:
        """Show an entry as the one selected, and bring it into view."""
        self.lanes.mark(id)

    def edit(self, entry: TimelineEntry, column: int, keep: Callable[[str], object]) -> None:
        """Type a column's new content over the entry."""
        name = {WHEN: "When", WHAT: "What happened"}.get(column, "Who or what")
        snapshot = self.session.snapshot
        text = when_typed(snapshot, entry.time) if column == WHEN else cell(snapshot, entry, column)
        item = self.lanes.scene.item(Ref("timeline_entry", entry.id)) if self.lanes.scene else None
        near = self.lanes.view_rect(item.body) if item else self._middle()
        self.inline.ask(near, name, text, keep)

    def announce(self, text: str) -> None:
        """Have a screen reader say something."""
        self.lanes.announce(text)

    def remember(self) -> dict[str, object]:
        """The stretch of time in view."""
        view = self.lanes.view
        return {"start": view.start, "scale": view.seconds_per_pixel} if view else {}

    def recall(self, state: dict[str, object]) -> None:
        """Show that stretch again."""
        try:
            start, scale = float(state["start"]), float(state["scale"])  # type: ignore[arg-type]
        except (KeyError, TypeError, ValueError):
            return
        self.lanes.recall(start, scale)

    # Moving through time

    def fit(self) -> None:
        """The whole case."""
        self.lanes.fit()

    def zoom(self, factor: float) -> None:
        """Nearer or further, about the selected entry if it is seen."""
        self.lanes.zoom(factor)

    def to_start(self) -> None:
        """Where most happened."""
        self.lanes.to_dense()

    def gap_step(self, by: int) -> None:
        """Go to the previous (-1) or next (1) stretch without a record."""
        self.lanes.setFocus()
        self.lanes.gap_step(by)

    def ask_time(self) -> None:
        """Type a time to go to."""
        self.inline.ask(
            self._middle(), "Go to time", "", self._go_to, hint="Such as 12 March 14:20. Enter goes there"
        )

    def commands(self) -> tuple[Command, ...]:
        """What the canvas can do beside what its keys do: for the palette and the list of shortcuts."""

        def made(id: str, title: str, run: Callable[[], object], *keys: str, icon: str) -> Command:
            return Command(f"canvas_{id}", title, run, keys, "timeline canvas lane gap", icon)

        lanes = self.lanes
        return (
            made("go", "Go to a time", self.ask_time, "Ctrl+G", icon="clock"),
            made("gap_next", "Next gap in the record", partial(self.gap_step, 1), icon="arrow-right"),
            made("gap_before", "Previous gap in the record", partial(self.gap_step, -1), icon="arrow-left"),
            made("lane_above", "To the lane head above", partial(self._lane_step, -1), icon="arrow-up"),
            made("lane_below", "To the lane head below", partial(self._lane_step, 1), icon="arrow-down"),
            made("first", "Go to the first entry", partial(lanes.to_end, -1), icon="arrow-left"),
            made("last", "Go to the last entry", partial(lanes.to_end, 1), icon="arrow-right"),
        )  # fmt: skip

    # Gestures

    def _picked(self, ref: Ref | None) -> None:
        if ref is not None and ref.part == "cluster":
            self.lanes.open_cluster(ref)
        if ref is not None and ref.part == "gap":
            self.lanes.put_on(ref)
            self.lanes.gaps.explain()
        else:
            self.chosen.emit(ref.id if ref else None)

    def _opened(self, ref: Ref | None) -> None:
        if ref is not None and ref.kind == "timeline_entry" and not ref.part:
            self.asked_edit.emit()

    def _dropped(self, ref: Ref, point: QPointF) -> None:
        scene = self.lanes.scene
        for band in scene.bands if scene else ():
            if band.top <= point.y() < band.top + band.height and band.id in self.session.snapshot.of(Lane):
                self.lane_dropped.emit(ref.id, band.id)

    def _fold(self, id: str, folded: bool) -> None:
        if self.session.read_only:
            self._folded[id] = folded
            self.refresh(None)
        else:
            self.edits.fold(id, folded)
        lane = self.session.snapshot.get(Lane, id)
        if lane is not None:
            self.announce(f"{lane.label} {'collapsed' if folded else 'expanded'}")

    def _rename(self, id: str) -> None:
        lane = self.session.snapshot.get(Lane, id)
        band = self.lanes.heads.band_of(Ref("lane", id))
        if lane is not None and band is not None:
            near = self.lanes.heads.rect(band).toRect()
            self.inline.ask(near, "Name of the lane", lane.label, partial(self.edits.rename, id))

    def _explain(self, lane: str, start: int, end: int) -> None:
        ref = self.lanes.current
        item = self.lanes.scene.item(ref) if self.lanes.scene else None
        near = self.lanes.view_rect(item.body) if item else self._middle()
        # Below the gap, which stays in view.
        near = near.intersected(self.lanes.rect()).translated(0, near.height() + 16)

        def keep(text: str) -> None:
            self.chosen.emit(self.edits.explain_gap(lane, start, end, text))

        name = f"Why is nothing recorded, {range_words(start, end)}?"
        self.inline.ask(
            near, name, "", keep, hint="Enter adds it as a period in this lane, Esc leaves the gap"
        )

    def _go_to(self, text: str) -> None:
        view = self.lanes.view
        near = moment(int(view.time((view.left + view.width) / 2))).date() if view is not None else None
        reading = read_time(text, near=near, find=None, now=self.session.today())
        seen = window(reading.time) if reading.time is not None else None
        if seen is None or (seen.earliest is None and seen.latest is None):
            said = reading.problem or "That names no time to go to."
            self.session.faulted.emit(
                Fault(said, "Nothing has changed.", "Type a time such as 12 March 14:20.")
            )
            return
        low = seen.earliest if seen.earliest is not None else seen.latest
        high = seen.latest if seen.latest is not None else low
        assert low is not None and high is not None
        self.lanes.go_to((low + high) / 2)

    # Inside

    def _lane_step(self, by: int) -> None:
        self.lanes.setFocus()
        self.lanes.walk.step(by)

    def _show_tray(self) -> None:
        timeline, hidden = self.lanes.timeline, self.lanes.veil.hidden
        if timeline is not None:
            self.tray.show_entries(tuple(one for one in timeline.tray if one.id not in hidden))

    def _curtain_words(self, curtain: Curtain) -> str:
        at = moment(curtain.at)
        actor = self.session.snapshot.get(Actor, curtain.actor)
        said = f"{at:%H:%M} on {at.day} {at:%B %Y}"
        return f"{said}, as {actor.role} could see it" if actor is not None and actor.role else said

    def _middle(self) -> QRect:
        return self.lanes.rect().adjusted(300, 80, -300, -80)
