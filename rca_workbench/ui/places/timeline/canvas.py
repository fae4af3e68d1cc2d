"""The timeline painted: lanes, time across, and the whole case on a bar above."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rca_workbench.analysis.knowing import Curtain, Sight
from rca_workbench.drawing.paint import Detail
from rca_workbench.drawing.scene import Ref
from rca_workbench.drawing.timeline import Timeline, TimelineScene
from rca_workbench.drawing.timeview import TimeView
from rca_workbench.model import Changes, TimelineEntry, shortened
from rca_workbench.ui import style
from rca_workbench.ui.canvas import Canvas, InlineText
from rca_workbench.ui.places.timeline.columns import WHAT, WHEN, cell, when_typed
from rca_workbench.ui.session import Session

WHEEL_ZOOM = 1.0015
STEP_OF_ARROW = 80
IN_TRAY_AT_MOST = 6


class TimelineCanvas(QWidget):
    """Context bar, lanes and the tray of entries that wait for a time."""

    chosen = Signal(object)
    """Id of the entry chosen, or None."""
    asked_edit = Signal()
    lane_dropped = Signal(str, str)
    """An entry was dragged into a lane: ids of both."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.lanes = LaneCanvas()
        self.lanes.picked.connect(self._picked)
        self.lanes.opened.connect(self._opened)
        self.lanes.dropped.connect(self._dropped)
        self.lanes.can_move = not session.read_only
        self.bar = ContextBarWidget(self.lanes)
        self.tray = _Tray()
        self.tray.chosen.connect(self.chosen)
        self.inline = InlineText(self.lanes)
        self.setFocusProxy(self.lanes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.bar, self.lanes, self.tray):
            box.addWidget(part, 1 if part is self.lanes else 0)

    def refresh(self, changes: Changes | None) -> None:
        """Show the case as it is now; what a step did not touch is taken over from before it."""
        earlier = self.lanes.timeline if changes is not None else None
        timeline = Timeline(self.session.snapshot, self.session.chronology, style.theme(), earlier)
        self.lanes.show_timeline(timeline)
        self.bar.show_timeline(timeline)
        self.tray.show_entries(timeline.tray)

    def show_among(self, ids: frozenset[str] | None, certain: frozenset[str] = frozenset()) -> None:
        """Fade all entries but these; None shows all alike. Of these, `certain` stand out from the rest."""
        self.lanes.select(self.lanes.selected_ref, ids)

    def draw_curtain(self, curtain: Curtain | None, sight: Sight) -> None:
        """Draw the hindsight curtain at its moment, with what it leaves in view."""

    def mark(self, id: str | None) -> None:
        """Show an entry as the one selected, and bring it into view."""
        self.lanes.mark(id)

    def edit(self, entry: TimelineEntry, column: int, keep: Callable[[str], object]) -> None:
        """Type a column's new content over the entry."""
        name = {WHEN: "When", WHAT: "What happened"}.get(column, "Who or what")
        text = (
            when_typed(self.session.snapshot, entry.time)
            if column == WHEN
            else cell(self.session.snapshot, entry, column)
        )
        item = self.lanes.scene.item(Ref("timeline_entry", entry.id)) if self.lanes.scene else None
        near = self.lanes.view_rect(item.body) if item else self.lanes.rect().adjusted(300, 80, -300, -80)
        self.inline.ask(near, name, text, keep)

    def fit(self) -> None:
        """The whole case."""
        self.lanes.fit()

    def zoom(self, factor: float) -> None:
        """Nearer or further."""
        self.lanes.zoom(factor)

    def to_start(self) -> None:
        """Where most happened."""
        self.lanes.to_dense()

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

    def _picked(self, ref: Ref | None) -> None:
        if ref is not None and ref.part == "cluster":
            self.lanes.open_cluster(ref)
        self.chosen.emit(ref.id if ref else None)

    def _opened(self, ref: Ref | None) -> None:
        if ref is not None and not ref.part:
            self.asked_edit.emit()

    def _dropped(self, ref: Ref, point: QPointF) -> None:
        scene = self.lanes.scene
        for band in scene.bands if scene else ():
            if band.top <= point.y() < band.top + band.height and self._is_lane(band.id):
                self.lane_dropped.emit(ref.id, band.id)

    def _is_lane(self, id: str) -> bool:
        return id in self.session.snapshot.table("lane")


class LaneCanvas(Canvas):
    """The lanes: time goes across and is scaled, lanes go down and are not."""

    def __init__(self) -> None:
        super().__init__("Timeline")
        self.timeline: Timeline | None = None
        self.view: TimeView | None = None
        self.can_move = False
        self._quick = False
        self._recalled: tuple[float, float] | None = None
        self.setMinimumHeight(120)
        self._to_show: str | None = None

    def show_timeline(self, timeline: Timeline) -> None:
        """Show the case after a step; what is in view stays."""
        self.timeline = timeline
        self._make()

    def mark(self, id: str | None) -> None:
        """Select an entry and bring it into view."""
        ref = Ref("timeline_entry", id) if id else None
        self.selected_ref = ref
        self.current = ref or self.current
        if id and self.timeline and self.view:
            moved = self.timeline.around(id, self.view)
            if moved != self.view:
                self.view = moved
        self._make()
        self._reveal_row(ref)

    def fit(self) -> None:
        if self.timeline:
            self.view = self.timeline.fit(self.width())
            self._make()

    def to_dense(self) -> None:
        """The stretch in which most happened."""
        if self.timeline:
            self.view = self.timeline.initial_view(self.width())
            self.origin = QPointF(0, 0)
            self._make()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        if self.view is not None:
            x = at.x() if at is not None else (self.view.left + self.view.width) / 2
            self.view = self.view.zoomed(factor, x)
            self._quick = True
            self._move(Detail.ZOOMING)

    def pan(self, dx: float, dy: float) -> None:
        if self.view is None or self.scene is None:
            return
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
            self.view = self.timeline.span_of(tuple(ids), self.width())
            self._make()

    def drag_kind(self, ref: Ref | None, point: QPointF) -> str:
        return "move" if ref is not None and not ref.part and self.can_move else "pan"

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        job = {
            Qt.Key.Key_Left: partial(self._along, -1),
            Qt.Key.Key_Right: partial(self._along, 1),
            Qt.Key.Key_Up: partial(self._across, -1),
            Qt.Key.Key_Down: partial(self._across, 1),
            Qt.Key.Key_PageUp: partial(self.pan, self.width() * 0.7, 0),
            Qt.Key.Key_PageDown: partial(self.pan, -self.width() * 0.7, 0),
        }.get(Qt.Key(event.key()))
        if job and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            job()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.view is not None:
            self.view = self.view.resized(self.width())
        self._make()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.scene is None:
            self._make()
        super().paintEvent(event)

    def _along(self, by: int) -> None:
        """The entry before or after this one in time."""
        if self.timeline is None:
            return
        moments = sorted(self.timeline.moments, key=lambda one: (one.at, one.id))
        if not moments:
            return
        here = next((i for i, one in enumerate(moments) if self.current and one.id == self.current.id), None)
        at = (0 if by > 0 else len(moments) - 1) if here is None else max(0, min(len(moments) - 1, here + by))
        self.picked.emit(Ref("timeline_entry", moments[at].id))

    def _across(self, by: int) -> None:
        """The nearest entry in a lane above or below."""
        here = self.scene.item(self.current) if self.scene else None
        if here is None or self.scene is None:
            self._along(by)
            return
        beyond = [one for one in self.readable() if by * (one.body.center().y() - here.body.center().y()) > 6]
        if beyond:
            nearest = min(
                beyond,
                key=lambda one: (
                    abs(one.body.center().y() - here.body.center().y()) * 2
                    + abs(one.body.left() - here.body.left())
                ),
            )
            self.picked.emit(nearest.ref)

    def _make(self) -> None:
        if self.timeline is None or self.width() < 300:
            return
        if self.view is None:
            if self._recalled:
                like = self.timeline.initial_view(self.width())
                self.view = TimeView(self._recalled[0], self._recalled[1], self.width(), like.left)
            else:
                self.view = self.timeline.initial_view(self.width())
        focused = self.current if self.hasFocus() else None
        scene = self.timeline.scene(self.view, selected=self.selected_ref, focused=focused, quick=self._quick)
        self.scene = scene if self.path is None else scene.emphasised(self.selected_ref, focused, self.path)  # type: ignore[assignment]
        self._readable = None
        self.origin = QPointF(
            0, max(0.0, min(self.origin.y(), max(0.0, scene.bounds.bottom() - self.height())))
        )
        self.update()
        self.moved.emit()

    def _move(self, detail: Detail) -> None:
        self._detail = detail
        self._rest.start()
        self._make()

    def _settle(self, detail: Detail) -> None:
        self._move(detail)

    def _at_rest(self) -> None:
        self._quick = False
        self._detail = Detail.SHARP
        self._make()

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


class ContextBarWidget(QWidget):
    """The whole case on one line, with the part in view framed; press or drag to go there."""

    def __init__(self, lanes: LaneCanvas) -> None:
        super().__init__()
        self.lanes = lanes
        self.setAccessibleName("The whole case, with the part in view")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._cards: list[tuple[float, str]] = []
        self._times: list[float] = []
        self._picture: QPixmap | None = None
        lanes.moved.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(400, style.px(40))

    def show_timeline(self, timeline: Timeline) -> None:
        """Take in where things lie. The picture of them is made anew only if one of them moved."""
        cards = [(one.at, one.card) for one in timeline.moments if one.card]
        times = list(timeline.context.times)
        if (cards, times) != (self._cards, self._times):
            self._cards, self._times, self._picture = cards, times, None
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._picture = None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._picture = None
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        timeline, view = self.lanes.timeline, self.lanes.view
        if timeline is None or view is None:
            painter.fillRect(self.rect(), style.color("surface"))
            return
        if self._picture is None:
            self._picture = self._drawn(timeline, view)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, width = self._track(view)
        first = left + timeline.context.place(view.start) * width
        last = left + timeline.context.place(view.end) * width
        painter.setPen(QPen(style.color("accent"), 2))
        painter.drawRoundedRect(QRectF(first, 8, max(10, last - first), self.height() - 16), 6, 6)

    def _drawn(self, timeline: Timeline, view: TimeView) -> QPixmap:
        """All entries as ticks, at most one a pixel; cards stand out."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(style.color("surface"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, width = self._track(view)
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("pressed"))
        painter.drawRoundedRect(QRectF(left, middle - 4, width, 8), 4, 4)
        place = timeline.context.place
        for pixel in sorted({int(place(time) * width) for time in self._times}):
            painter.fillRect(QRectF(left + pixel - 1, middle - 4, 2, 8), style.color("text3"))
        kinds = style.theme().kinds
        for time, card in self._cards:
            color = QColor.fromRgba(kinds[card].border)
            painter.fillRect(QRectF(left + place(time) * width - 1, middle - 6, 2, 12), color)
        painter.setPen(style.color("text2"))
        painter.setFont(style.font("caption"))
        area = QRectF(20, 0, view.left - 24, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "Whole case")
        painter.setPen(style.color("border"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
        return picture

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def _go(self, x: float) -> None:
        timeline, view = self.lanes.timeline, self.lanes.view
        if timeline is None or view is None:
            return
        left, width = self._track(view)
        time = timeline.context.time(max(0.0, min(1.0, (x - left) / width)))
        self.lanes.pan((view.left + view.width) / 2 - view.x(time), 0)

    def _track(self, view: TimeView) -> tuple[float, float]:
        return view.left + 8, max(40.0, self.width() - view.left - 32)


class _Tray(QFrame):
    """Entries that wait for a time."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(20, 4, 16, 4)
        self.hide()

    def show_entries(self, entries: tuple[object, ...]) -> None:
        """Offer each as a button; the table lists them all."""
        while item := self._line.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.setVisible(bool(entries))
        if not entries:
            return
        self._line.addWidget(style.role(QLabel("No time yet"), "label"))
        for one in entries[:IN_TRAY_AT_MOST]:
            button = QPushButton(shortened(one.text, 32))  # type: ignore[attr-defined]
            button.setToolTip(one.text)  # type: ignore[attr-defined]
            button.setAccessibleName(f"No time yet: {one.text}")  # type: ignore[attr-defined]
            button.clicked.connect(partial(self.chosen.emit, one.id))  # type: ignore[attr-defined]
            self._line.addWidget(button)
        if len(entries) > IN_TRAY_AT_MOST:
            self._line.addWidget(
                style.role(QLabel(f"and {len(entries) - IN_TRAY_AT_MOST} more in the table"), "caption")
            )
        self._line.addStretch(1)
