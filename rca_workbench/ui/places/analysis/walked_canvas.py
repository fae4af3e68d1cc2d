"""What the pictures of the analysis have in common: one goes about in them with the arrow keys."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from rca_workbench.drawing.scene import Item
from rca_workbench.ui.canvas import Canvas

_ARROWS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


class WalkedCanvas(Canvas):
    """Arrow keys walk; each picture says where that leads."""

    def walk(self, dx: int, dy: int) -> None:
        """Go one on to the left (dx -1) or right, up (dy -1) or down."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self.arrow(event)
        if step is not None:
            self.walk(*step)
        else:
            super().keyPressEvent(event)

    def arrow(
        self, event: QKeyEvent, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> tuple[int, int] | None:
        """Which way an arrow key points that is pressed with these others held; None for any other key."""
        step = _ARROWS.get(Qt.Key(event.key()))
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return step if pressed == held and self.readable() else None

    @staticmethod
    def nearest(here: Item, others: Iterable[Item], dx: int, dy: int, *, aside: float) -> Item | None:
        """What is nearest that way, from middle to middle; each pixel to the side counts `aside` times."""

        def distance(item: Item) -> float:
            across = item.body.center().x() - here.body.center().x()
            down = item.body.center().y() - here.body.center().y()
            along, off = (dx * across, abs(down)) if dx else (dy * down, abs(across))
            return along + aside * off if item is not here and along > 1 else float("inf")

        found = min(others, key=distance, default=None)
        return found if found is not None and distance(found) < float("inf") else None
