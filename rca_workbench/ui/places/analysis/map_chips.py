"""What lies over the map: the words of an empty one, the chip that says what is shown, the zoom buttons."""

from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.canvas import Canvas

EDGE = 14
"""Between what lies over the map and its edges."""


class MapChips(QObject):
    """Small widgets on the canvas; they hold nothing of the case."""

    left = Signal()
    """The chip that says what is shown was pressed: show everything again."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.empty = style.role(
            QLabel(
                "Start from a problem on the timeline and ask: what made this more likely?\n\n"
                "Press N to type the first factor."
            ),
            "empty",
        )
        self.empty.setParent(canvas)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.path_chip = QPushButton("Showing what leads to and from this")
        self.path_chip.setParent(canvas)
        self.path_chip.setIcon(style.icon("waypoints", "accent"))
        self.path_chip.setAccessibleName("Showing what leads to and from this. Press to show everything")
        self.path_chip.clicked.connect(self.left)
        self.path_chip.hide()
        self.zoom_box = self._zoom_buttons()

    def place(self) -> None:
        """Put everything where it belongs on a canvas of this size."""
        canvas = self._canvas
        self.empty.setGeometry(canvas.rect().adjusted(160, 40, -40, -40))
        self.path_chip.adjustSize()
        label = round(canvas.scene.label_width) if canvas.scene else 0
        self.path_chip.move(label + 12, canvas.height() - self.path_chip.height() - EDGE)
        self.zoom_box.adjustSize()
        self.zoom_box.move(
            canvas.width() - self.zoom_box.width() - EDGE - 2,
            canvas.height() - self.zoom_box.height() - EDGE,
        )

    def _zoom_buttons(self) -> QWidget:
        canvas = self._canvas
        holder = style.role(QWidget(canvas), "card")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(holder)
        line.setContentsMargins(2, 2, 2, 2)
        line.setSpacing(0)
        for icon, name, run in (
            ("zoom-out", "Zoom out", partial(canvas.zoom, 0.8)),
            ("maximize", "See the whole map", canvas.fit),
            ("zoom-in", "Zoom in", partial(canvas.zoom, 1.25)),
        ):
            button = QToolButton()
            button.setIcon(style.icon(icon))
            button.setIconSize(QSize(tokens()["size"]["icon_small"], tokens()["size"]["icon_small"]))
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(run)
            line.addWidget(button)
        return holder
