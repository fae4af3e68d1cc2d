"""A small picture of all of a scene at the corner of its canvas, with the part in view: drag to go elsewhere."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from rca_workbench.drawing.scene import Layer, Scene
from rca_workbench.ui import style
from rca_workbench.ui.canvas.canvas import Canvas

MOST = QSize(190, 124)
"""Room for the picture at a text size of 100 %."""
PAD = 6


class Overview(QWidget):
    """All of the scene, small. It is there while some of it is out of view; `wanted` can switch it off."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._scene: Scene | None = None
        self._picture: QPixmap | None = None
        self.wanted = True
        self.setAccessibleName("Overview of the map. Drag to go elsewhere")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.hide()
        canvas.moved.connect(self.follow)

    def follow(self) -> None:
        """Show the part in view as it is now."""
        scene = self._canvas.scene
        if scene is None or not self.wanted:
            self.hide()
            return
        if self._scene is None or self._scene.items is not scene.items or self._scene.theme != scene.theme:
            self._scene, self._picture = scene, None
            self.resize(self._fitting(scene))
        seen = self._canvas.visible().adjusted(scene.label_width / self._canvas.scale, 0, 0, 0)
        # In a small view, as with large text, the picture itself needs the room.
        room = self.height() * 2.5 < self._canvas.height() and self.width() * 2.5 < self._canvas.width()
        whole = seen.adjusted(-2, -2, 2, 2).contains(scene.bounds)
        self.setVisible(bool(scene.items) and room and not whole)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._canvas.scene
        if scene is None:
            return
        if self._picture is None:
            self._picture = self._drawn(scene)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.color("accent"), 2))
        fill = QColor(style.color("accent"))
        fill.setAlpha(28)
        painter.setBrush(fill)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(self._small(self._canvas.visible()).intersected(inside), 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, point: QPointF) -> None:
        """Put what lies under a point into the middle of the view."""
        canvas, bounds = self._canvas, self._bounds()
        scale = self._scale()
        wanted = QPointF((point.x() - PAD) / scale, (point.y() - PAD) / scale) + bounds.topLeft()
        by = (canvas.visible().center() - wanted) * canvas.scale
        canvas.pan(by.x(), by.y())

    def _bounds(self) -> QRectF:
        scene = self._canvas.scene
        return scene.bounds if scene is not None else QRectF(0, 0, 1, 1)

    def _fitting(self, scene: Scene) -> QSize:
        bounds = scene.bounds
        scale = min(
            style.px(MOST.width()) / max(bounds.width(), 1), style.px(MOST.height()) / max(bounds.height(), 1)
        )
        return QSize(
            max(24, round(bounds.width() * scale)) + 2 * PAD,
            max(16, round(bounds.height() * scale)) + 2 * PAD,
        )

    def _scale(self) -> float:
        return (self.width() - 2 * PAD) / max(self._bounds().width(), 1.0)

    def _small(self, rect: QRectF) -> QRectF:
        """A rectangle of the scene where it lies on the picture."""
        scale, bounds = self._scale(), self._bounds()
        return QRectF(
            PAD + (rect.left() - bounds.left()) * scale,
            PAD + (rect.top() - bounds.top()) * scale,
            rect.width() * scale,
            rect.height() * scale,
        )

    def _drawn(self, scene: Scene) -> QPixmap:
        """The picture without what is in view: made once for each scene."""
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(style.color("surface"))
        painter = QPainter(made)
        for number, band in enumerate(scene.bands):
            if number % 2:
                whole = QRectF(scene.bounds.left(), band.top, scene.bounds.width(), band.height)
                painter.fillRect(self._small(whole), style.color("band_alt"))
        for item in scene.items:
            if item.layer is Layer.BOX and item.far is not None:
                ink = item.far.stroke.color if item.far.stroke else item.far.fill or 0
                painter.fillRect(self._small(item.body).adjusted(0, 0, 0.5, 0.5), QColor.fromRgba(ink))
        painter.setPen(QPen(style.color("border_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1), 6, 6)
        painter.end()
        return made
