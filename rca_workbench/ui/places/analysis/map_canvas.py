"""The map as a canvas: arrows walk along links, drags pan, re-level or link."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from rca_workbench.drawing.scene import Item, Ref
from rca_workbench.model import Factor
from rca_workbench.ui.canvas import Canvas


class MapCanvas(Canvas):
    """The map's own gestures: arrows walk along links, a drag re-levels or, from a box's lower edge, links."""

    PORT = 12
    """Depth of the strip at a box's lower edge from which a drag draws a link, in view pixels."""

    def drag_kind(self, ref: Ref | None, point: QPointF) -> str:
        item = self.scene.item(ref) if self.scene else None
        if item is None or ref is None or ref.kind != Factor.kind.name or not self.can_connect:
            return "pan"
        return "connect" if self.view_rect(item.body).bottom() - point.y() <= self.PORT else "move"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            step = {
                Qt.Key.Key_Up: (0, -1),
                Qt.Key.Key_Down: (0, 1),
                Qt.Key.Key_Left: (-1, 0),
                Qt.Key.Key_Right: (1, 0),
            }.get(Qt.Key(event.key()))
            if step and self.readable():
                self.walk(*step)
                return
        super().keyPressEvent(event)

    def walk(self, dx: int, dy: int) -> None:
        """Go to the nearest thing that way: up to a cause, down to an effect, sideways in the band."""
        boxes = self.readable()
        here = self.scene.item(self.current) if self.scene else None
        if here is None:
            self.set_current(boxes[0].ref)
            return
        linked = self.linked_to(here.ref.id, up=dy < 0) if dy and here.ref else frozenset()

        def distance(item: Item) -> float:
            across = item.body.center().x() - here.body.center().x()
            down = item.body.center().y() - here.body.center().y()
            along, aside = (dx * across, abs(down)) if dx else (dy * down, abs(across))
            if item is here or along <= 1:
                return float("inf")
            bonus = 0.25 if item.ref and item.ref.id in linked else 1.0
            return (along + 3 * aside) * bonus

        nearest = min(boxes, key=distance)
        if distance(nearest) < float("inf"):
            self.set_current(nearest.ref)

    linked_to: Callable[..., frozenset[str]] = staticmethod(lambda id, *, up: frozenset())
