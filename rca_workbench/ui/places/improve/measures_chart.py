"""The chart of a measure on screen: painted to the room there is, walked value by value with the arrows."""

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rca_workbench.analysis.spc import Chart
from rca_workbench.drawing.paint import paint
from rca_workbench.drawing.scene import Ref
from rca_workbench.drawing.spc import LEAST, POINT, ChartScene, chart_scene, point_words
from rca_workbench.drawing.spc_pictures import chart_alt
from rca_workbench.ui import style


class ChartView(QWidget):
    """One chart. Left and right walk its values and read them aloud; Enter goes to the value in the table."""

    chosen = Signal(str)
    """Id of the value one walked to."""
    opened = Signal(str)
    """Id of the value one wants to see in the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._chart: Chart | None = None
        self._scene: ChartScene | None = None
        self._at: int | None = None
        style.look().changed.connect(self._restyle)

    def minimumSizeHint(self) -> QSize:
        theme = style.theme()
        return QSize(ceil(theme.px(LEAST[0])), ceil(theme.px(LEAST[1])))

    def sizeHint(self) -> QSize:
        return QSize(style.px(720), style.px(320))

    @property
    def at(self) -> int | None:
        """The value one is at, counted from 0."""
        return self._at

    def show_chart(self, chart: Chart | None) -> None:
        """Draw another chart, or the same one as it is now."""
        held = self._id(self._at)
        self._chart = chart
        self._scene = None
        self._at = None
        if chart is not None and held is not None:
            self._at = next((at for at, one in enumerate(chart.points) if one.id == held), None)
        self.setAccessibleName(chart_alt(chart) if chart is not None else "No chart")
        self.update()

    def mark(self, id: str | None) -> None:
        """Ring a value, without telling anyone."""
        points = self._chart.points if self._chart is not None else ()
        self._at = next((at for at, one in enumerate(points) if one.id == id), None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._chart.points) if self._chart is not None else 0
        here = self._at
        steps = {
            Qt.Key.Key_Left: (here - 1) if here is not None else count - 1,
            Qt.Key.Key_Right: (here + 1) if here is not None else 0,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        to = steps.get(Qt.Key(event.key()))
        if to is not None and count and event.modifiers() in (_PLAIN, Qt.KeyboardModifier.KeypadModifier):
            self.walk(min(max(to, 0), count - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            self.opened.emit(self._id(here))
        else:
            super().keyPressEvent(event)

    def walk(self, at: int) -> None:
        """Go to a value and read it aloud."""
        assert self._chart is not None
        self._at = at
        self.update()
        said = point_words(self._chart, at)
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.chosen.emit(self._chart.points[at].id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self._under(event)
        if at is not None:
            self.walk(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._under(event)
        if at is not None and self._chart is not None:
            QToolTip.showText(event.globalPosition().toPoint(), point_words(self._chart, at), self)
        else:
            QToolTip.hideText()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scene = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._chart is None:
            painter.fillRect(self.rect(), style.color("window"))
            painter.end()
            return
        scene = self._made()
        ref = Ref(POINT, self._id(self._at) or "") if self._at is not None else None
        focused = ref if self.hasFocus() else None
        paint(scene.emphasised(ref or _NOTHING, focused), painter, QRectF(self.rect()))
        if self.hasFocus() and ref is None:
            painter.setPen(style.color("focus"))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _made(self) -> ChartScene:
        assert self._chart is not None
        if self._scene is None:
            self._scene = chart_scene(self._chart, style.theme(), self.width(), self.height())
        return self._scene

    def _under(self, event: QMouseEvent) -> int | None:
        if self._chart is None or not self._chart.points:
            return None
        ref = self._made().at(event.position())
        if ref is None or ref.kind != POINT:
            return None
        return next((at for at, one in enumerate(self._chart.points) if one.id == ref.id), None)

    def _id(self, at: int | None) -> str | None:
        if self._chart is None or at is None or at >= len(self._chart.points):
            return None
        return self._chart.points[at].id

    def _restyle(self) -> None:
        self._scene = None
        self.updateGeometry()
        self.update()


_PLAIN = Qt.KeyboardModifier.NoModifier
_NOTHING = Ref("spc", "nothing")
