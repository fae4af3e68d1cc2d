"""A small box over the actions: the plan beside published plans."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.plan import plan
from rca_workbench.drawing.mixes import TITLE, mixes_alt, mixes_scene
from rca_workbench.drawing.paint import paint
from rca_workbench.drawing.scene import Scene
from rca_workbench.model import Snapshot
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import UprightArea
from rca_workbench.ui.places.improve.asking import width_seen
from rca_workbench.ui.view import View


class MixesBox(QFrame):
    """The picture with its title; Esc or Close leaves it."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        style.role(self, "popover")
        self.setAccessibleName(TITLE)
        close = QPushButton("Close")
        close.setAccessibleName(f"Close: {TITLE}")
        close.clicked.connect(self._leave)
        self._close = close
        head = QHBoxLayout()
        head.addWidget(style.role(QLabel(TITLE), "body_strong"), 1)
        head.addWidget(close)
        self._picture = MixesPicture()
        self._area = UprightArea(self._picture)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 10, 10)
        box.addLayout(head)
        box.addWidget(self._area, 1)
        self.hide()

    def open(self) -> None:
        """Show the plan as it is now."""
        view, room = self._view, width_seen(self._view)
        width = min(style.px(600), room - 16)
        self._picture.show_plan(view.session.snapshot, width - 40)
        tall = self._picture.height() + style.px(70)
        height = min(tall, view.height() - 16)
        self.setGeometry((room - width) // 2, 8, width, height)
        self.show()
        self.raise_()
        self._close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + style.px(40) * (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()
        self._view.enter()


class MixesPicture(QWidget):
    """Paints the bars at the width there is."""

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None

    def show_plan(self, snapshot: Snapshot, width: int) -> None:
        """Draw this plan so wide."""
        made = plan(snapshot)
        theme = style.theme()
        self._scene = mixes_scene(made, theme, width / theme.unit)
        self.setAccessibleName(mixes_alt(made))
        size = self._scene.bounds.size()
        self.setFixedSize(width, round(size.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene is None:
            return
        painter = QPainter(self)
        paint(self._scene, painter, QRectF(QPointF(0, 0), self._scene.bounds.size()))
        painter.end()
