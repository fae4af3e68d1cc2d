"""The picture of barriers as a canvas: arrows go along the way to harm and down to what let a barrier down."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF

from rca_workbench.drawing.again import AGAIN
from rca_workbench.drawing.barriers import BarrierScene
from rca_workbench.drawing.scene import Item, Ref
from rca_workbench.model import Factor
from rca_workbench.ui.places.analysis.walked_canvas import WalkedCanvas


class BarrierCanvas(WalkedCanvas):
    """Shows all of the picture until somebody zooms or moves it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._fitted: tuple[float, QPointF] | None = None
        self.resized.connect(self.show_all)

    def hit(self, point: QPointF) -> Ref | None:
        """Only factors can be chosen: a wall is its barrier."""
        ref = super().hit(point)
        if ref is None or ref.kind != Factor.kind.name:
            return None
        own = not ref.part or ref.part in ("actions", "checks") or ref.part.startswith(AGAIN)
        return ref if own else Ref(ref.kind, ref.id)

    def readable(self) -> Sequence[Item]:
        """Barrier by barrier in the order they are met, each with what let it down; then the harms."""
        if self._readable is None:
            order = self.scene.order if isinstance(self.scene, BarrierScene) else ()
            found = (self.scene.item(ref) if self.scene else None for ref in order)
            self._readable = [one for one in found if one is not None]
        return self._readable

    def walk(self, dx: int, dy: int) -> None:
        """To the nearest thing that way."""
        here = self.scene.item(self.current) if self.scene else None
        if here is None:
            self.set_current(self.readable()[0].ref)
            return
        body = here.body

        def distance(item: Item) -> float:
            other = item.body
            right, left = other.left() - body.right(), body.left() - other.right()
            below, above = other.top() - body.bottom(), body.top() - other.bottom()
            along = (right if dx > 0 else left) if dx else (below if dy > 0 else above)
            aside = max(below, above, 0) if dx else max(right, left, 0)
            return along + 3 * aside if along > 0 else float("inf")

        nearest = min(self.readable(), key=distance)
        if distance(nearest) < float("inf"):
            self.set_current(nearest.ref)

    @property
    def untouched(self) -> bool:
        """Whether nobody has zoomed or moved the picture."""
        return self._fitted in (None, (self.scale, self.origin))

    def show_all(self) -> None:
        """Show all of it, if nobody has moved it."""
        if self.scene is not None and self.untouched:
            self.fit()
            self._fitted = (self.scale, QPointF(self.origin))
