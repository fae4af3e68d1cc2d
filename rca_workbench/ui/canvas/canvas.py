"""A widget that shows a painted scene: moving about in it, pointing at things, reading it aloud.

What the scene shows and what a gesture does to the case is the business of the view that owns the canvas.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from rca_workbench.drawing.paint import Detail, paint
from rca_workbench.drawing.scene import Item, Ref, Scene
from rca_workbench.ui import style
from rca_workbench.ui.canvas.reading import install_reading, tell_focus

SMALLEST, LARGEST = 0.08, 3.0
REST_MS = 140
"""After the last movement, the sharp picture is painted."""
WHEEL_STEP = 1.0015
DRAG_STARTS_AT = 6


class Canvas(QWidget):
    """Shows a scene, scaled and scrolled. Subclasses say what pointing, dragging and keys mean."""

    picked = Signal(object)
    """A `Ref` was chosen, or None: the ground."""
    opened = Signal(object)
    """A `Ref` was double-clicked."""
    dropped = Signal(object, QPointF)
    """A `Ref` was dragged to a place in the scene."""
    connected = Signal(object, object)
    """A line was drawn from one `Ref` to another."""
    resized = Signal()
    """The view is of another size; what lies over it has to find its place anew."""
    moved = Signal()
    """What part of the scene is seen has changed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_reading()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.scene: Scene | None = None
        self.scale = 1.0
        self.origin = QPointF(0, 0)
        """What part of the scene is at the view's top left, in scene pixels."""
        self.current: Ref | None = None
        """What the keyboard is on."""
        self.selected_ref: Ref | None = None
        self.also: frozenset[Ref] = frozenset()
        """What is chosen besides what is selected."""
        self.path: frozenset[str] | None = None
        self.can_connect = False
        self.spare_foot = 0
        """By how many view pixels a scene taller than the view can be moved up past its foot, for what lies over it."""
        self.covered: Callable[[], int] = lambda: 0
        """How many view pixels at the right lie under what floats over the window."""
        self._readable: list[Item] | None = None
        self._detail = Detail.SHARP
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._at_rest)
        self._press: QPoint | None = None
        self._pressed: Ref | None = None
        self._dragging = ""
        self._pointer = QPointF()

    # -- showing --------------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Show a scene; where one is in it stays."""
        self.scene = scene
        self._readable = None
        if self.current is not None and scene.item(self.current) is None:
            self.current = None
        self.also = frozenset(ref for ref in self.also if scene.item(ref) is not None)
        self._emphasise()

    def select(self, ref: Ref | None, path: frozenset[str] | None = None) -> None:
        """Mark one thing, and the path through it, as selected."""
        if ref == self.selected_ref and path == self.path:
            return
        self.selected_ref, self.path = ref, path
        if ref is not None:
            self.current = ref
        self._emphasise()

    def choose_also(self, also: frozenset[Ref]) -> None:
        """Mark other things as chosen besides the one selected."""
        if also != self.also:
            self.also = also
            self._emphasise()

    def reveal(self, ref: Ref | None, margin: int = 48) -> None:
        """Move the least that brings a thing into view."""
        item = self.scene.item(ref) if self.scene else None
        if item is None:
            return
        body = item.body
        if item.outline is not None:  # of a line its middle: all of it may be longer than the view
            middle = item.outline.pointAtPercent(0.5)
            body = QRectF(middle.x() - 20, middle.y() - 20, 40, 40)
        seen, room = self.view_rect(body), self._room()
        if seen.width() + 2 * margin > room.width():  # of what is wider than the view its beginning
            margin_x = max(0, min(margin, (room.width() - seen.width()) // 2))
            dx = seen.left() - margin_x - room.left()
        else:
            dx = max(0, seen.right() + margin - room.right()) or min(0, seen.left() - margin - room.left())
        dy = max(0, seen.bottom() + margin - room.bottom()) or min(0, seen.top() - margin - room.top())
        if dx or dy:
            self.pan(-dx, -dy)

    def fit(self) -> None:
        """Show all of the scene."""
        if self.scene is None or self.scene.bounds.isEmpty():
            return
        room, bounds = self._room(), self.scene.bounds
        self.scale = max(SMALLEST, min(1.0, room.width() / bounds.width(), room.height() / bounds.height()))
        spare = max(0.0, room.width() / self.scale - bounds.width()) / 2 if self.scale < 1 else 0.0
        self.origin = QPointF(
            bounds.left() - spare - room.left() / self.scale, bounds.top() - room.top() / self.scale
        )
        self._settle(Detail.SHARP)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller, what is at `at` (view pixels) staying where it is."""
        at = at if at is not None else QPointF(self._room().center())
        scale = max(SMALLEST, min(LARGEST, self.scale * factor))
        fixed = self.origin + at / self.scale
        self.origin = fixed - at / scale
        self.scale = scale
        self._settle(Detail.ZOOMING)

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by view pixels."""
        if self.scene is None:
            return
        self.origin -= QPointF(dx, dy) / self.scale
        self._settle(Detail.PANNING)

    def visible(self) -> QRectF:
        """The part of the scene in view."""
        return QRectF(self.origin.x(), self.origin.y(), self.width() / self.scale, self.height() / self.scale)

    def view_rect(self, rect: QRectF) -> QRect:
        """A rectangle of the scene in view pixels."""
        top_left = (rect.topLeft() - self.origin) * self.scale
        return QRectF(
            top_left.x(), top_left.y(), rect.width() * self.scale, rect.height() * self.scale
        ).toRect()

    def scene_point(self, point: QPointF) -> QPointF:
        """A point of the view in scene pixels."""
        return self.origin + point / self.scale

    # -- reading aloud --------------------------------------------------------------------------------

    def readable(self) -> Sequence[Item]:
        """What a screen reader can go through: each thing with a name, in reading order."""
        if self._readable is None:
            items = self.scene.items if self.scene else ()
            self._readable = sorted(
                (one for one in items if one.name and one.ref and not one.ref.part and one.outline is None),
                key=lambda one: (one.body.top(), one.body.left()),
            )
        return self._readable

    def focus_index(self) -> int:
        """Index of the thing the keyboard is on among the readable ones; -1 for none."""
        return next((i for i, one in enumerate(self.readable()) if one.ref == self.current), -1)

    def announce(self, text: str) -> None:
        """Have a screen reader say something."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # -- gestures -------------------------------------------------------------------------------------

    def drag_kind(self, ref: Ref | None, point: QPointF) -> str:
        """What dragging from here does: "pan", "move", "connect" or "" for nothing."""
        return "pan"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.scene is None:
            return
        self._press = event.position().toPoint()
        self._pressed = self.hit(event.position())
        self._dragging = ""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        before, self._pointer = self._pointer, event.position()
        if self._press is None or not event.buttons():
            over = self.hit(event.position())
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        if not self._dragging:
            if (event.position().toPoint() - self._press).manhattanLength() < DRAG_STARTS_AT:
                return
            middle = event.buttons() & Qt.MouseButton.MiddleButton
            self._dragging = "pan" if middle else self.drag_kind(self._pressed, QPointF(self._press))
            before = QPointF(self._press)
        if self._dragging == "pan":
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            moved = event.position() - before
            self.pan(moved.x(), moved.y())
        elif self._dragging:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragging = self._dragging, ""
        pressed, self._pressed, self._press = self._pressed, None, None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if dragged == "move" and pressed is not None:
            self.dropped.emit(pressed, self.scene_point(event.position()))
        elif dragged == "connect" and pressed is not None:
            target = self.hit(event.position())
            if target is not None and target.id != pressed.id:
                self.connected.emit(pressed, target)
        if dragged:
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.hit(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(WHEEL_STEP ** event.angleDelta().y(), event.position())
        else:
            by = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not by.x():
                by = QPoint(by.y(), 0)
            self.pan(by.x(), by.y())
        event.accept()

    def hit(self, point: QPointF) -> Ref | None:
        """What lies under a point of the view; None on the ground and on pinned labels."""
        if self.scene is None or point.x() < self.scene.label_width:
            return None
        if self.scene.axis is not None and point.y() < self.scene.axis.height:
            return None
        return self.scene.at(self.scene_point(point), 6 / self.scale)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.scene:
            item = self.scene.item(self.hit(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), item.name if item else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._emphasise()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._emphasise()
        super().focusOutEvent(event)

    def set_current(self, ref: Ref | None) -> None:
        """Put the keyboard on a thing: choose it, bring it into view and say it."""
        self.current = ref
        self.picked.emit(ref)
        self.reveal(ref)
        index = self.focus_index()
        if index >= 0:
            tell_focus(self, index)
        elif self.scene is not None and (item := self.scene.item(ref)) is not None:
            self.announce(item.name)

    # -- painting -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        exposed = QRectF(event.rect())
        if self.scene is None:
            painter.fillRect(event.rect(), style.color("window"))
            return
        painter.setClipRect(event.rect())
        whole = event.rect() == self.rect()
        paint(
            self.scene, painter, self.visible(), self.scale, self._detail, exposed=None if whole else exposed
        )
        if self._dragging in ("connect", "move") and self._press is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = painter.pen()
            pen.setColor(style.color("accent"))
            pen.setWidthF(2)
            pen.setStyle(Qt.PenStyle.SolidLine if self._dragging == "connect" else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(self._press), self._pointer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
        self.moved.emit()

    def _room(self) -> QRect:
        """The part of the view that pinned labels and what floats over it leave."""
        free = self.rect().adjusted(0, 0, -self.covered(), 0)
        if self.scene is None:
            return free
        top = self.scene.axis.height if self.scene.axis else 0
        return free.adjusted(round(self.scene.label_width), round(top), 0, 0)

    def _settle(self, detail: Detail) -> None:
        if self.scene is not None:
            bounds, seen = self.scene.bounds, self.visible()
            left = bounds.left() - self.scene.label_width / self.scale
            slack_x = min(0.0, bounds.right() - left - seen.width())
            right = bounds.right() + self.covered() / self.scale
            x = max(left + slack_x, min(self.origin.x(), max(left, right - seen.width())))
            top = bounds.top() - (self.scene.axis.height if self.scene.axis else 0) / self.scale
            foot = bounds.bottom() + (self.spare_foot / self.scale if bounds.height() > seen.height() else 0)
            y = max(top, min(self.origin.y(), max(top, foot - seen.height())))
            self.origin = QPointF(x, y)
        self._detail = detail
        if detail is not Detail.SHARP:
            self._rest.start()
        self.update()
        self.moved.emit()

    def _at_rest(self) -> None:
        self._detail = Detail.SHARP
        self.update()

    def _emphasise(self) -> None:
        if self.scene is not None:
            self.scene = self.scene.emphasised(
                self.selected_ref, self.current if self.hasFocus() else None, self.path, self.also
            )
        self.update()
