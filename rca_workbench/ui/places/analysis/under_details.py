"""How much of a picture lies under Details, which floats over it in a narrow window."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from rca_workbench.ui.canvas import Canvas

_CHANGES = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize, QEvent.Type.Move)


class UnderDetails(QObject):
    """Tells a canvas what Details covers of it, and what lies over the canvas when that has changed."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._side: QWidget | None = None
        self._before = 0
        # Details is shown and set in its place by several events: what it covers is asked after all of them.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        canvas.covered = self.across
        canvas.installEventFilter(self)

    def across(self) -> int:
        """The view pixels at the canvas's right that cannot be seen."""
        side = self._side
        if side is None or not side.isVisible():
            return 0
        left = self._canvas.mapFromGlobal(side.mapToGlobal(QPoint(0, 0))).x()
        return max(0, self._canvas.width() - left) if left > self._canvas.width() // 3 else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas:
            if event.type() == QEvent.Type.Show:
                self._watch()
        elif event.type() in _CHANGES:
            self._soon.start()
        return False

    def _watch(self) -> None:
        side = getattr(self._canvas.window(), "side", None)
        if isinstance(side, QWidget):
            self._side = side
            side.installEventFilter(self)
            self._canvas.removeEventFilter(self)
            self._soon.start()

    def _look(self) -> None:
        now = self.across()
        if now != self._before:
            self._before = now
            self._canvas.resized.emit()
