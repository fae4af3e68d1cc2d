"""Gestures on the heads of the lanes: folding, moving, grouping and naming, by pointer and by key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from rca_workbench.drawing.lane_heads import chevron_rect
from rca_workbench.drawing.pinned import seen_part
from rca_workbench.drawing.scene import Band, Ref
from rca_workbench.ui import style
from rca_workbench.ui.canvas.canvas import DRAG_STARTS_AT

if TYPE_CHECKING:
    from rca_workbench.ui.places.timeline.lanes_canvas import LaneCanvas

_EDGE = 0.28
"""Share of a head at either end where a dragged lane lands beside it; in between it joins it as a group."""


class LaneHeads:
    """The heads of one canvas."""

    def __init__(self, canvas: "LaneCanvas") -> None:
        self._canvas = canvas
        self._pressed: Band | None = None
        self._from = QPointF()
        self._at: QPointF | None = None
        """Where a head that is dragged is now."""

    @property
    def pressed(self) -> bool:
        """True from pressing a head until it is let go."""
        return self._pressed is not None

    def holds(self, point: QPointF) -> bool:
        """True if a point of the view lies on a head."""
        scene = self._canvas.scene
        if scene is None or scene.axis is None:
            return False
        return point.x() < scene.label_width and point.y() > scene.axis.height

    def band_at(self, point: QPointF) -> Band | None:
        """The lane at a height of the view."""
        scene = self._canvas.scene
        y = point.y() + self._canvas.origin.y()
        for band in scene.bands if scene else ():
            if band.top <= y < band.top + band.height:
                return band
        return None

    def band_of(self, ref: Ref | None) -> Band | None:
        """The lane that a head stands for."""
        scene = self._canvas.scene
        if ref is None or ref.kind != "lane" or scene is None:
            return None
        return next((band for band in scene.bands if band.ref == ref), None)

    def rect(self, band: Band) -> QRectF:
        """What is seen of a head, in view pixels."""
        scene = self._canvas.scene
        assert scene is not None
        top, bottom = self._seen(band)
        return QRectF(0, top, scene.label_width, bottom - top)

    # The pointer

    def press(self, event: QMouseEvent) -> None:
        """Take hold of a head, or fold its lane."""
        band = self.band_at(event.position())
        if band is None or band.ref is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._on_chevron(band, event.position()):
            self._canvas.fold(band.id)
            return
        self._pressed, self._from, self._at = band, event.position(), None
        self._canvas.walk.choose(band.ref)

    def move(self, event: QMouseEvent) -> None:
        """Drag a head."""
        far = (event.position() - self._from).manhattanLength() >= DRAG_STARTS_AT
        if self._canvas.can_move and (far or self._at is not None):
            self._at = event.position()
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._canvas.update()

    def release(self, event: QMouseEvent) -> None:
        """Let go: the lane lands before the one under the pointer, behind it, or under it as its group."""
        band, at = self._pressed, self._at
        self._pressed = self._at = None
        self._canvas.setCursor(Qt.CursorShape.ArrowCursor)
        self._canvas.update()
        if band is None or at is None:
            return
        target, part = self._target(at)
        if target is None:
            self._canvas.lane_moved.emit(band.id, "")
        elif target.id != band.id:
            if part == "on":
                self._canvas.lane_grouped.emit(band.id, target.id)
            else:
                self._canvas.lane_moved.emit(band.id, target.id if part == "before" else self._after(target))

    def double_click(self, event: QMouseEvent) -> None:
        """Ask for another name."""
        band = self.band_at(event.position())
        if band is not None and band.ref is not None and not self._on_chevron(band, event.position()):
            self._canvas.rename_asked.emit(band.id)

    def tip(self, point: QPointF) -> str:
        """What is said of what lies under the pointer."""
        band = self.band_at(point)
        if band is None or band.ref is None:
            return ""
        return ("Expand" if band.folded else "Collapse") if self._on_chevron(band, point) else band.name

    # Keys

    def handles(self, event: QKeyEvent) -> bool:
        """True if a key means the head that the keyboard is on."""
        return self.band_of(self._canvas.current) is not None and self._job(event) is not None

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key asks; False if it means nothing here."""
        job = self._job(event) if self.band_of(self._canvas.current) is not None else None
        if job is not None:
            job()
        return job is not None

    def _job(self, event: QKeyEvent) -> Callable[[], object] | None:
        band, canvas = self.band_of(self._canvas.current), self._canvas
        if band is None:
            return None
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        if alt:
            moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if key in moves:
                return lambda: canvas.lane_shifted.emit(band.id, moves[key])
            if key == Qt.Key.Key_Left:
                return lambda: canvas.lane_grouped.emit(band.id, "")
            if key == Qt.Key.Key_Right:
                return lambda: canvas.lane_grouped.emit(band.id, self._above(band))
            return None
        return {
            Qt.Key.Key_Up: lambda: canvas.walk.step(-1),
            Qt.Key.Key_Down: lambda: canvas.walk.step(1),
            Qt.Key.Key_Left: lambda: canvas.fold(band.id, True),
            Qt.Key.Key_Right: lambda: (
                canvas.fold(band.id, False) if band.folded else canvas.walk.enter(band.id)
            ),
            Qt.Key.Key_Return: lambda: canvas.fold(band.id),
            Qt.Key.Key_Enter: lambda: canvas.fold(band.id),
            Qt.Key.Key_Space: lambda: canvas.fold(band.id),
            Qt.Key.Key_F2: lambda: canvas.rename_asked.emit(band.id),
            Qt.Key.Key_Escape: canvas.walk.leave,
        }.get(key)

    # Painting

    def paint(self, painter: QPainter) -> None:
        """Where a dragged lane would land: a line between two, or a frame round its group."""
        if self._at is None or self._pressed is None:
            return
        target, part = self._target(self._at)
        scene = self._canvas.scene
        if scene is None or (target is not None and target.id == self._pressed.id):
            return
        painter.setPen(QPen(style.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if target is not None and part == "on":
            painter.drawRect(self.rect(target).adjusted(2, 2, -3, -3))
            return
        foot = scene.bands[-1].top + scene.bands[-1].height if scene.bands else 0
        y = foot if target is None else target.top + (target.height if part == "after" else 0)
        y -= self._canvas.origin.y()
        painter.drawLine(QPointF(0, y), QPointF(self._canvas.width(), y))

    # Inside

    def _target(self, point: QPointF) -> tuple[Band | None, str]:
        band = self.band_at(point)
        if band is None or band.ref is None:
            return None, "after"
        share = (point.y() + self._canvas.origin.y() - band.top) / band.height
        return band, "before" if share < _EDGE else "after" if share > 1 - _EDGE else "on"

    def _after(self, band: Band) -> str:
        """The lane that follows one in its group; empty for the end."""
        scene = self._canvas.scene
        assert scene is not None
        bands = [one for one in scene.bands if one.ref is not None]
        rest = bands[bands.index(band) + 1 :]
        following = next((one for one in rest if one.depth <= band.depth), None)
        return following.id if following is not None and following.depth == band.depth else ""

    def _above(self, band: Band) -> str:
        """The lane above in the same group, which a lane can be put under."""
        scene = self._canvas.scene
        assert scene is not None
        above = [one for one in scene.bands if one.top < band.top and one.depth <= band.depth]
        return above[-1].id if above and above[-1].depth == band.depth else ""

    def _on_chevron(self, band: Band, point: QPointF) -> bool:
        scene = self._canvas.scene
        assert scene is not None
        top, bottom = self._seen(band)
        return chevron_rect(band, top, bottom, scene.theme).adjusted(-6, -8, 4, 8).contains(point)

    def _seen(self, band: Band) -> tuple[float, float]:
        scene = self._canvas.scene
        assert scene is not None
        return seen_part(band, self._canvas.origin.y(), scene.axis.height if scene.axis else 0)
