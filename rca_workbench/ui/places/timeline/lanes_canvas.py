"""The lanes of the timeline on screen: moving through time, pointing at things, reading them aloud."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from rca_workbench.analysis.chronology import Gap
from rca_workbench.drawing.lane_pictures import LanePictures
from rca_workbench.drawing.paint import Detail
from rca_workbench.drawing.scene import Item, Ref
from rca_workbench.drawing.showing import NO_VEIL, Focus, Veil
from rca_workbench.drawing.timeline import Timeline, TimelineScene
from rca_workbench.drawing.timeline_paint import changed_rects, paint_timeline
from rca_workbench.drawing.timeview import TimeView
from rca_workbench.ui import style
from rca_workbench.ui.canvas import Canvas
from rca_workbench.ui.places.timeline.lanes_gaps import LaneGaps
from rca_workbench.ui.places.timeline.lanes_heads import LaneHeads
from rca_workbench.ui.places.timeline.lanes_keys import job_of, owns
from rca_workbench.ui.places.timeline.lanes_walk import LaneWalk, read_aloud

WHEEL_ZOOM = 1.0015
_SLICE = 0.008
"""Seconds worked at a time while nothing else is asked for."""
_MANY = 6000
"""Entries to be packed from which that is done in slices, with marks without words until then."""


class LaneCanvas(Canvas):
    """Time goes across and is scaled, lanes go down and are not."""

    gap_asked = Signal(str, object, object)
    """A stretch without a record is to be explained: its lane, and the seconds of its start and end."""
    lane_folded = Signal(str, bool)
    """A lane is to be folded (True) or opened."""
    lane_moved = Signal(str, str)
    """A lane is to stand in front of another; empty: at the end."""
    lane_shifted = Signal(str, int)
    """A lane is to change places with the one above (-1) or below (1)."""
    lane_grouped = Signal(str, str)
    """A lane is to go under another; empty: out of its group."""
    rename_asked = Signal(str)
    """A lane is to be named anew."""

    def __init__(self) -> None:
        super().__init__("Timeline")
        self.timeline: Timeline | None = None
        self.view: TimeView | None = None
        self.can_move = False
        self.veil = NO_VEIL
        self.look_at: Focus | None = None
        self.heads = LaneHeads(self)
        self.gaps = LaneGaps(self)
        self.walk = LaneWalk(self)
        self._pictures = LanePictures()
        self._quick = False
        self._held: tuple[float, float] | None = None
        """Where the selected entry was seen when zooming about it began, in view pixels."""
        self._recalled: tuple[float, float] | None = None
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._work)
        self.setMinimumHeight(120)

    @property
    def busy(self) -> bool:
        """True while it works on what was put off until nothing else is asked for."""
        return self._rest.isActive() or self._idle.isActive()

    # Showing

    def show_timeline(self, timeline: Timeline) -> None:
        """Show the case after a step; what is in view stays."""
        self.timeline = timeline
        self._make()
        self._idle.start()

    def mark(self, id: str | None) -> None:
        """Select an entry and bring it into view."""
        ref = Ref("timeline_entry", id) if id else None
        same = ref == self.selected_ref and ref in (None, self.current)
        self.selected_ref = ref
        self.current = ref or self.current
        moved = self.timeline.around(id, self.view) if id and self.timeline and self.view else self.view
        if moved != self.view:
            self.view = moved
            self._make()
        elif not same:
            self._emphasise()
        self._reveal_row(ref)

    def select(self, ref: Ref | None, path: frozenset[str] | None = None) -> None:
        self.show_focus(None, path)

    def show_focus(self, focus: Focus | None, path: frozenset[str] | None = None) -> None:
        """Let all step back but what is looked at, or what `path` names; with neither all is alike."""
        if (focus, path) != (self.look_at, self.path):
            self.look_at, self.path = focus, path
            self._make()

    def draw_veil(self, veil: Veil) -> None:
        """Show the case as it could be seen at one moment; `NO_VEIL` shows all."""
        if veil != self.veil:
            self.veil = veil
            if self.current is not None and self.current.id in veil.hidden:
                self.current = None
            self._make()

    # Moving through time

    def fit(self) -> None:
        if self.timeline:
            self._go_to(self.timeline.fit(self.width()))

    def to_dense(self) -> None:
        """The stretch in which most happened."""
        if self.timeline:
            self.origin = QPointF(0, 0)
            self._go_to(self.timeline.initial_view(self.width()))

    def show_at(self, ref: Ref, view: TimeView) -> None:
        """Put the keyboard on a thing in a view, and say it."""
        self.current = ref
        self._go_to(view)
        self._reveal_row(ref)
        item = self.scene.item(ref) if self.scene else None
        if item is not None:
            self.announce(item.name)

    def to_end(self, by: int) -> None:
        """The first (-1) or last (1) entry of the case, at the same scale."""
        if self.timeline and self.view and self.timeline.context.times:
            times = self.timeline.context.times
            self.go_to(times[0] if by < 0 else times[-1])

    def go_to(self, time: float) -> None:
        """Bring a second of the wall clock into the middle, at the same scale."""
        if self.view is not None:
            self.pan((self.view.left + self.view.width) / 2 - self.view.x(time), 0)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        if self.view is None:
            return
        if at is not None:
            self._held = None
        elif self._held is None:
            self._held = self._selected_place()
        x = (
            at.x()
            if at is not None
            else self._held[0]
            if self._held
            else (self.view.left + self.view.width) / 2
        )
        self.view = self.view.zoomed(factor, x)
        self._quick = True
        self._move(Detail.ZOOMING, hold=at.y() if at is not None else None)

    def pan(self, dx: float, dy: float) -> None:
        if self.view is None or self.scene is None:
            return
        self._held = None
        if dx:
            self.view = self.view.panned(dx)
        lowest = max(0.0, self.scene.bounds.bottom() - self.height())
        self.origin = QPointF(0, max(0.0, min(lowest, self.origin.y() - dy)))
        self._move(Detail.PANNING)

    def recall(self, start: float, scale: float) -> None:
        """Show a stretch of time as it was seen before."""
        self._recalled = (start, scale)

    def open_cluster(self, ref: Ref) -> None:
        """Zoom in until what a cluster gathers stands apart."""
        ids = self.scene.gathered.get(ref, ()) if isinstance(self.scene, TimelineScene) else ()
        if self.timeline and ids:
            self._go_to(self.timeline.span_of(tuple(ids), self.width()))

    def gap_step(self, by: int) -> Gap | None:
        """Go to the previous (-1) or next (1) stretch without a record, and say it; None where there is none."""
        return self.gaps.step(by)

    # Lanes

    def put_on(self, ref: Ref | None) -> None:
        """Put the keyboard on a thing without choosing it."""
        self.current = ref
        self._emphasise()

    def fold(self, id: str, folded: bool | None = None) -> None:
        """Ask to fold a lane, to open it, or to do whichever it is not."""
        band = next((one for one in (self.scene.bands if self.scene else ()) if one.id == id), None)
        if band is not None and band.folded is not None:
            wanted = not band.folded if folded is None else folded
            if wanted != band.folded:
                self.lane_folded.emit(id, wanted)

    # Reading aloud

    def readable(self) -> Sequence[Item]:
        """The heads of the lanes in view, each followed by its entries in order of time."""
        if self._readable is None:
            self._readable = read_aloud(self)
        return self._readable

    # Gestures

    def drag_kind(self, ref: Ref | None, point: QPointF) -> str:
        entry = ref is not None and ref.kind == "timeline_entry" and not ref.part
        return "move" if entry and self.can_move else "pan"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.heads.holds(event.position()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.heads.press(event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.heads.pressed:
            self.heads.move(event)
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.heads.pressed:
            self.heads.release(event)
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.heads.holds(event.position()):
            self.heads.double_click(event)
        else:
            super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(WHEEL_ZOOM ** event.angleDelta().y(), event.position())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(event.angleDelta().x()) > abs(
            event.angleDelta().y()
        ):
            by = event.angleDelta().x() or event.angleDelta().y()
            self.pan(by / 2, 0)
        else:
            tall = self.scene is not None and self.scene.bounds.bottom() > self.height()
            step = event.angleDelta().y() / 2
            self.pan(0 if tall else step, step if tall else 0)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and owns(self, event)
        ):
            # Keys that mean a lane or a gap here mean an entry elsewhere: here they are not commands.
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = QPointF(event.pos())
            if self.heads.holds(point):
                QToolTip.showText(event.globalPos(), self.heads.tip(point), self)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.heads.key(event):
            return
        job = job_of(self, event)
        if job is not None:
            job()
        else:
            super().keyPressEvent(event)

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.view is not None:
            self.view = self.view.resized(self.width())
        self._make()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.scene is None:
            self._make()
        if not isinstance(self.scene, TimelineScene):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        exposed = QRectF(event.rect())
        paint_timeline(self.scene, painter, self.visible(), self._pictures, self._detail, exposed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.heads.paint(painter)
        if self._dragging == "move" and self._press is not None:
            pen = painter.pen()
            pen.setColor(style.color("accent"))
            pen.setWidthF(2)
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(self._press), self._pointer)

    def _make(self, hold: float | None = None) -> None:
        """Show the view as it is now; what is at the height `hold` of the widget stays at that height."""
        if self.timeline is None or self.width() < 300:
            return
        if self.view is None:
            self.view = self.timeline.initial_view(self.width())
            if self._recalled:
                self.view = TimeView(self._recalled[0], self._recalled[1], self.width(), self.view.left)
        if not self._quick and self.timeline.unpacked(self.view) > _MANY:
            self._quick = True
            self._idle.start()
        anchor = self._anchor(hold)
        scene = self._scene(self.view)
        y = self._anchored(anchor, scene)
        lowest = max(0.0, scene.bounds.bottom() - self.height())
        origin = QPointF(0, max(0.0, min(y, lowest)))
        before = self.scene if origin == self.origin and self._detail is Detail.SHARP else None
        if origin != self.origin:
            self.origin = origin
            scene = self._scene(self.view)
        self.scene = scene
        self._readable = None
        changed = changed_rects(before, scene, self.origin.y())
        if changed is None:
            self.update()
        for rect in changed or ():
            self.update(rect.toAlignedRect())
        self.moved.emit()

    def _scene(self, view: TimeView) -> TimelineScene:
        assert self.timeline is not None
        return self.timeline.scene(
            view,
            selected=self.selected_ref,
            focused=self.current if self.hasFocus() else None,
            quick=self._quick,
            seen=(self.origin.y(), self.origin.y() + self.height()),
            veil=self.veil,
            focus=self.look_at,
            path=self.path,
        )

    def _selected_place(self) -> tuple[float, float] | None:
        """Where the selected entry is seen, in view pixels; None where it is not."""
        if self.selected_ref is None or self.scene is None or self.timeline is None or self.view is None:
            return None
        item, moment = self.scene.item(self.selected_ref), self.timeline.moment(self.selected_ref.id)
        seen = self.visible().adjusted(self.scene.label_width, 0, 0, 0)
        if item is None or moment is None or not item.body.intersects(seen):
            return None
        return self.view.x(moment.at), item.body.top() - self.origin.y()

    def _anchor(self, hold: float | None) -> tuple[str, float, float]:
        """What is to stay at its height: a lane, how far down in it, and that height of the view."""
        scene = self.scene
        y = hold if hold is not None else scene.axis.height if scene is not None and scene.axis else 0.0
        for band in scene.bands if scene is not None else ():
            if band.top <= y + self.origin.y() < band.top + band.height:
                return band.id, (y + self.origin.y() - band.top) / band.height, y
        return "", 0.0, y

    def _anchored(self, anchor: tuple[str, float, float], scene: TimelineScene) -> float:
        """The origin that keeps an anchor, or the selected entry one zooms about, where it was."""
        lane, share, y = anchor
        item = scene.item(self.selected_ref) if self._held is not None else None
        if item is not None and self._held is not None:
            return item.body.top() - self._held[1]
        band = next((one for one in scene.bands if one.id == lane), None)
        return band.top + share * band.height - y if band is not None else self.origin.y()

    def _emphasise(self) -> None:
        if isinstance(self.scene, TimelineScene):
            kept = self.scene.emphasis.path
            focused = self.current if self.hasFocus() else None
            self.scene = self.scene.emphasised(self.selected_ref, focused, kept)
        self.update()

    def _go_to(self, view: TimeView) -> None:
        self.view = view
        self._make()
        self._idle.start()

    def _move(self, detail: Detail, hold: float | None = None) -> None:
        self._detail = detail
        self._idle.stop()
        self._rest.start()
        self._make(hold)

    def _settle(self, detail: Detail) -> None:
        self._move(detail)

    def _at_rest(self) -> None:
        if self.timeline and self.view and self.timeline.unpacked(self.view) <= _MANY:
            self._sharpen()
        self._idle.start()

    def _sharpen(self) -> None:
        self._quick = False
        self._detail = Detail.SHARP
        self._make()
        self._held = None

    def _work(self) -> None:
        """A little at a time while nothing else is asked for: this view first, then what is likely next."""
        timeline, view = self.timeline, self.view
        if timeline is None or view is None or self._rest.isActive():
            self._idle.stop()
        elif self._quick or self._detail is not Detail.SHARP:
            if timeline.pack_for(view, _SLICE):
                self._sharpen()
        elif isinstance(self.scene, TimelineScene) and self._pictures.prepare(
            self.scene, self.devicePixelRatioF()
        ):
            return
        elif timeline.pack_for(view, _SLICE, ahead=1) and timeline.pack_for(view, _SLICE, ahead=-1):
            timeline.count_for(view)
            self._idle.stop()

    def _reveal_row(self, ref: Ref | None) -> None:
        item = self.scene.item(ref) if self.scene else None
        if item is None or self.scene is None:
            return
        top = self.scene.axis.height if self.scene.axis else 0
        seen = self.view_rect(item.body)
        if seen.top() < top:
            self.pan(0, top - seen.top() + 12)
        elif seen.bottom() > self.height():
            self.pan(0, self.height() - seen.bottom() - 12)
