"""What screen readers are told of a canvas: one child per thing shown, grouped by band or lane.

Without this a painted widget is one silent rectangle. Interfaces are made when asked for and kept as long as
the canvas lives: Qt holds no reference to a Python interface.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget

if TYPE_CHECKING:
    from rca_workbench.ui.canvas.canvas import Canvas

_interfaces: dict[int, QAccessibleInterface] = {}
_installed: list[object] = []


def install_reading() -> None:
    """Teach Qt to read canvases aloud; once per program."""
    if not _installed:
        _installed.append(_make)
        QAccessible.installFactory(_make)


def _make(key: str, thing: QObject | None) -> QAccessibleInterface | None:
    from rca_workbench.ui.canvas.canvas import Canvas

    if not isinstance(thing, Canvas):
        return None
    interface = _interfaces.get(id(thing))
    if interface is None:
        interface = _interfaces[id(thing)] = CanvasReading(thing)
        thing.destroyed.connect(partial(_forget, id(thing)))
    return interface


def _forget(at: int, gone: object = None) -> None:
    _interfaces.pop(at, None)


def tell_focus(canvas: "Canvas", index: int) -> None:
    """Say that the thing at `index` of what is read has the focus now."""
    event = QAccessibleEvent(canvas, QAccessible.Event.Focus)
    event.setChild(index)
    QAccessible.updateAccessibility(event)


class CanvasReading(QAccessibleWidget):
    """The canvas as a list of things."""

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas, QAccessible.Role.List, canvas.accessibleName())
        self._canvas = canvas
        self._children: dict[int, ItemReading] = {}

    def childCount(self) -> int:
        return len(self._canvas.readable())

    def child(self, index: int) -> QAccessibleInterface | None:
        if not 0 <= index < self.childCount():
            return None
        made = self._children.get(index)
        if made is None:
            made = self._children[index] = ItemReading(self._canvas, self, index)
            QAccessible.registerAccessibleInterface(made)
        return made

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, ItemReading) else -1

    def focusChild(self) -> QAccessibleInterface | None:
        return self.child(self._canvas.focus_index())


class ItemReading(QAccessibleInterface):
    """One thing on the canvas."""

    def __init__(self, canvas: "Canvas", parent: CanvasReading, index: int) -> None:
        super().__init__()
        self._canvas = canvas
        self._parent = parent
        self.index = index

    def isValid(self) -> bool:
        return self.index < len(self._canvas.readable())

    def object(self) -> QObject | None:
        return None

    def window(self) -> QWindow | None:
        return self._canvas.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def child(self, index: int) -> QAccessibleInterface | None:
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name and self.isValid():
            return self._canvas.readable()[self.index].name
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        return None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.selectable = True
        if self.index == self._canvas.focus_index():
            state.focused = state.selected = True
        return state

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        seen = self._canvas.view_rect(self._canvas.readable()[self.index].body)
        return QRect(self._canvas.mapToGlobal(seen.topLeft()), seen.size())

    def backgroundColor(self) -> QColor:
        return QColor()

    def foregroundColor(self) -> QColor:
        return QColor()

    def indexAt(self, point: QPoint) -> int:
        return -1
