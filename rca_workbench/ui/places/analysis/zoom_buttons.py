"""The three buttons at a picture's lower right: out, all of it, in."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.canvas import Canvas

EDGE = 14
"""Between the buttons and the edges of the picture."""


class ZoomButtons(QWidget):
    """Stand over a canvas; `place` puts them where they belong after it was resized."""

    def __init__(self, canvas: Canvas, picture: str) -> None:
        """`picture` is what the canvas shows, as in "See the whole fishbone"."""
        super().__init__(canvas)
        self._canvas = canvas
        style.role(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 2, 2, 2)
        line.setSpacing(0)
        for icon, name, run in (
            ("zoom-out", "Zoom out", partial(canvas.zoom, 0.8)),
            ("maximize", f"See the whole {picture}", canvas.fit),
            ("zoom-in", "Zoom in", partial(canvas.zoom, 1.25)),
        ):
            button = QToolButton()
            button.setIcon(style.icon(icon))
            button.setIconSize(QSize(tokens()["size"]["icon_small"], tokens()["size"]["icon_small"]))
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(run)
            line.addWidget(button)

    def place(self) -> None:
        """Go to the lower right."""
        self.adjustSize()
        canvas = self._canvas
        self.move(canvas.width() - self.width() - EDGE - 2, canvas.height() - self.height() - EDGE)
