"""What lies over the map: the words of an empty one, the chip that says what is shown, the overview and zoom buttons."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from rca_workbench.ui import style
from rca_workbench.ui.canvas import Overview
from rca_workbench.ui.places.analysis.map_canvas import MapCanvas
from rca_workbench.ui.places.analysis.zoom_corner import EDGE, ZoomCorner


class MapChips(QObject):
    """Small widgets on the canvas; they hold nothing of the case."""

    left = Signal()
    """The chip that says what is shown was pressed: show everything again."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.empty = style.role(
            QLabel(
                "Start from a problem on the timeline and ask: what made this more likely?\n\n"
                "Press N to type the first factor, then W to ask why."
            ),
            "empty",
        )
        self.empty.setParent(canvas)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.path_chip = style.role(QPushButton(), "pill")
        self.path_chip.setParent(canvas)
        self.path_chip.clicked.connect(self.left)
        line = QHBoxLayout(self.path_chip)
        line.setContentsMargins(0, 0, 10, 0)
        line.addStretch(1)
        line.addWidget(style.role(QLabel("Esc"), "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._said = ""
        self.path_chip.hide()
        self._waiting = style.role(QLabel(), "chip")
        self._waiting.setParent(canvas)
        self._waiting.hide()
        self.overview = Overview(canvas)
        self.zoom = ZoomCorner(canvas, "map")

    def say(self, shown: str) -> None:
        """Say what is shown; nothing where it is empty."""
        if shown != self._said:
            self._said = shown
            style.icon_before(self.path_chip, "waypoints", "accent")
            self.path_chip.setAccessibleName(f"{shown}. Press to show everything")
        self.path_chip.setVisible(bool(shown))

    def wait(self, factors: int) -> None:
        """Say that a map of so many factors is being laid out; nothing for 0."""
        self._waiting.setText(
            f"Laying out the map of {factors:,} factors. You can go on working." if factors else ""
        )
        self._waiting.setVisible(bool(factors))
        self._waiting.adjustSize()
        label = round(self._canvas.scene.label_width) if self._canvas.scene else 0
        self._waiting.move(label + 12, self._canvas.height() - self._waiting.height() - EDGE)

    def place(self, top: int) -> None:
        """Put everything where it belongs on a canvas of this size; the chip at `top`."""
        canvas = self._canvas
        self.empty.setGeometry(canvas.rect().adjusted(160, 40, -40, -40))
        label = round(canvas.scene.label_width) if canvas.scene else 0
        right = self.zoom.right
        most = right - label - 12
        beside = style.px(44) + 80  # icon, key and padding
        metrics = self.path_chip.fontMetrics()
        self.path_chip.setText(metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, most - beside))
        self.path_chip.adjustSize()
        self.path_chip.move(right - self.path_chip.width(), top)
        self.zoom.place()
        self.overview.follow()
        canvas.spare_foot = self.overview.height() + self.zoom.height() + 3 * EDGE
        self.overview.move(right - self.overview.width(), self.zoom.y() - 8 - self.overview.height())
