"""A part of a page that folds out under its heading."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields import clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import label


class Folding(QWidget):
    """A heading that is a button, and what stands under it: lines of small text, or what is put into `box`."""

    def __init__(
        self, title: str, lines: Sequence[str], *, quiet: bool = False, opened: bool = False
    ) -> None:
        super().__init__()
        self.button = style.role(QPushButton(), "fold")
        self.button.setCheckable(True)
        self.button.setChecked(opened)
        self.button.toggled.connect(self._turned)
        self._inside = QWidget()
        self.box = QVBoxLayout(self._inside)
        self.box.setContentsMargins(4, 4, 0, 4)
        self.box.setSpacing(6)
        self._quiet = quiet
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        outer.addWidget(self.button)
        outer.addWidget(self._inside)
        self.entitle(title)
        self.say(lines)
        self._inside.setVisible(opened)
        style.look().changed.connect(self._restyle)

    def entitle(self, title: str) -> None:
        """Give it another heading."""
        self._title = title
        self._restyle()

    def say(self, lines: Sequence[str]) -> None:
        """Show these lines; what was put into `box` by hand is not to be mixed with them."""
        if not lines:
            return
        clear(self.box)
        for one in lines:
            self.box.addWidget(wrapped(label(one, "small")))

    def open(self, opened: bool) -> None:
        """Fold it out or in."""
        self.button.setChecked(opened)

    def _turned(self, opened: bool) -> None:
        self._inside.setVisible(opened)
        self._restyle()
        if opened:
            come_soon(self)

    def _restyle(self) -> None:
        self.button.setText(self._title)
        icon = "chevron-down" if self.button.isChecked() else "chevron-right"
        style.icon_before(self.button, icon, "text2", 16)
        self.button.setAccessibleName(f"{self._title}, {'open' if self.button.isChecked() else 'folded'}")


def come_soon(widget: QWidget, room: int = 8) -> None:
    """Scroll to a part of the page once it has been laid out: what was made just now has no place yet.

    `room` is what should be seen of its surroundings, in pixels at 100 %.
    """
    QTimer.singleShot(0, widget, partial(_come, widget, style.px(room)))


def keyboard_in(part: QWidget) -> bool:
    """Whether the focus of the window stands in a part of it."""
    focus = cast("QWidget | None", part.window().focusWidget())
    return focus is not None and (focus is part or part.isAncestorOf(focus))


def _come(widget: QWidget, room: int) -> None:
    part = widget.parentWidget()
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    if part is not None and widget.isVisible():
        part.ensureWidgetVisible(widget, 0, min(room, part.viewport().height() // 2))
