"""The zoom buttons at a picture's lower right: out, how large it is drawn, in, all of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.canvas import Canvas

EDGE = 14
"""Between what lies over a picture and its edges."""
_PERCENT = (25, 50, 75, 100, 150, 200)


class ZoomCorner(QWidget):
    """Keeps to the corner of its canvas, or of that part of it which Details leaves free."""

    def __init__(self, canvas: Canvas, picture: str) -> None:
        """`picture` is what the canvas shows, as in "See the whole fishbone"."""
        super().__init__(canvas)
        self._canvas = canvas
        self._whole = f"See the whole {picture}"
        style.role(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 2, 2, 2)
        line.setSpacing(0)
        self._size = _button(f"How large the {picture} is drawn")
        self._size.clicked.connect(self._choose_size)
        line.addWidget(_button("Zoom out", "zoom-out", partial(canvas.zoom, 0.8)))
        line.addWidget(self._size)
        line.addWidget(_button("Zoom in", "zoom-in", partial(canvas.zoom, 1.25)))
        line.addWidget(_button(self._whole, "maximize", canvas.fit))
        self._say_size()
        canvas.moved.connect(self._say_size)
        canvas.resized.connect(self.place)
        style.look().changed.connect(self.place)

    @property
    def right(self) -> int:
        """Where what lies over the picture ends at the right."""
        return self._canvas.width() - self._canvas.covered() - EDGE - 2

    def place(self) -> None:
        """Go to the lower right."""
        self._size.setFixedWidth(style.px(60))
        self.adjustSize()
        self.move(self.right - self.width(), self._canvas.height() - self.height() - EDGE)

    def _say_size(self) -> None:
        self._size.setText(f"{round(self._canvas.scale * 100)} %")

    def _choose_size(self) -> None:
        canvas = self._canvas
        menu = QMenu(self)
        menu.setAccessibleName(self._size.accessibleName())
        menu.aboutToHide.connect(menu.deleteLater)
        for percent in _PERCENT:
            menu.addAction(f"{percent} %", lambda percent=percent: canvas.zoom(percent / 100 / canvas.scale))
        menu.addSeparator()
        menu.addAction(f"{self._whole}\tCtrl+0", canvas.fit)
        menu.popup(self.mapToGlobal(self.rect().topLeft()))


def _button(name: str, icon: str = "", run: Callable[[], None] | None = None) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(name)
    if icon:
        button.setIcon(style.icon(icon))
        button.setIconSize(QSize(tokens()["size"]["icon_small"], tokens()["size"]["icon_small"]))
    if run is not None:
        button.clicked.connect(run)
    return button
