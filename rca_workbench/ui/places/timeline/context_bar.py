"""The whole case on one line, with the part in view framed."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rca_workbench.drawing.ticks import range_words
from rca_workbench.drawing.timeline import Timeline
from rca_workbench.drawing.timeview import ContextBar, TimeView
from rca_workbench.ui import style
from rca_workbench.ui.places.timeline.lanes_canvas import LaneCanvas

STEP_OF_ARROW = 80


class ContextBarWidget(QWidget):
    """Press or drag to go to a time; arrows move the part in view."""

    def __init__(self, lanes: LaneCanvas) -> None:
        super().__init__()
        self.lanes = lanes
        self.setAccessibleName("The whole case, with the part in view")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._shown: tuple[ContextBar, object, frozenset[str]] | None = None
        self._picture: QPixmap | None = None
        lanes.moved.connect(self._moved)

    def sizeHint(self) -> QSize:
        return QSize(400, style.px(40))

    def show_timeline(self, timeline: Timeline) -> None:
        """Take in where things lie. The picture of them is made anew only if one of them moved."""
        shown = (timeline.context, timeline.cards, self.lanes.veil.hidden)
        if self._shown is None or any(a is not b for a, b in zip(shown, self._shown, strict=True)):
            self._shown, self._picture = shown, None
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
        painter.setPen(
            QPen(style.color("focus" if self.hasFocus() else "accent"), 3 if self.hasFocus() else 2)
        )
        painter.drawRoundedRect(QRectF(first, 8, max(10, last - first), self.height() - 16), 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: 1, Qt.Key.Key_Right: -1}.get(Qt.Key(event.key()), 0)
        if way:
            self.lanes.pan(way * STEP_OF_ARROW, 0)
        elif event.key() == Qt.Key.Key_Home:
            self.lanes.to_end(-1)
        elif event.key() == Qt.Key.Key_End:
            self.lanes.to_end(1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def _moved(self) -> None:
        view = self.lanes.view
        if view is not None and self.hasFocus():
            self.setAccessibleDescription(f"In view: {range_words(view.start, view.end)}")
        self.update()

    def _drawn(self, timeline: Timeline, view: TimeView) -> QPixmap:
        """All entries as ticks, at most one a pixel; problems and harm stand out, taller."""
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
        hidden = self.lanes.veil.hidden
        place = timeline.context.place
        plain, kinds = style.color("text3"), style.theme().kinds
        for pixel in self._pixels(timeline, hidden, width):
            painter.fillRect(QRectF(left + pixel - 1, middle - 4, 2, 8), plain)
        seen: set[tuple[int, str]] = set()
        for time, card, id in timeline.cards:
            x = left + place(time) * width
            if id not in hidden and (round(x), card) not in seen:
                seen.add((round(x), card))
                tall = 8 if card == "harm" else 6
                color = QColor.fromRgba(kinds[card].border)
                painter.fillRect(QRectF(x - 1, middle - tall, 2, 2 * tall), color)
        painter.setPen(style.color("text2"))
        painter.setFont(style.font("caption"))
        area = QRectF(20, 0, view.left - 24, self.height())
        wide = painter.fontMetrics().horizontalAdvance("Whole case") <= area.width()
        words = "Whole case" if wide else "All"
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(style.color("border"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
        return picture

    def _pixels(self, timeline: Timeline, hidden: frozenset[str], width: float) -> list[int]:
        bar = timeline.context
        if hidden:
            times = (one.start for one in timeline.moments if one.id not in hidden)
            return sorted({int(bar.place(time) * width) for time in times})
        # Most of a place comes from the order, so that a look at two entries a pixel finds all that has any.
        step = max(1, len(bar.times) // (2 * int(width)))
        return sorted({int(bar.place(time) * width) for time in bar.times[::step]})

    def _go(self, x: float) -> None:
        timeline, view = self.lanes.timeline, self.lanes.view
        if timeline is None or view is None:
            return
        left, width = self._track(view)
        time = timeline.context.time(max(0.0, min(1.0, (x - left) / width)))
        self.lanes.pan((view.left + view.width) / 2 - view.x(time), 0)

    def _track(self, view: TimeView) -> tuple[float, float]:
        return view.left + 8, max(40.0, self.width() - view.left - 32)
