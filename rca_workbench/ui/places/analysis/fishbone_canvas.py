"""The fishbone as a canvas: arrows walk along a bone and from bone to bone, a drag takes a factor to another bone."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from rca_workbench.analysis.layout.fishbone import Column
from rca_workbench.drawing.again import AGAIN, again_ref
from rca_workbench.drawing.fishbone import BONE, HEADING, RIB, FishScene, heading_ref
from rca_workbench.drawing.fishbone_far import paint_headings
from rca_workbench.drawing.scene import Item, Ref
from rca_workbench.model import Factor
from rca_workbench.ui.places.analysis.walked_canvas import WalkedCanvas


class FishboneCanvas(WalkedCanvas):
    """The gestures of a fishbone."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.corner: QWidget | None = None
        """What lies over the picture at its lower right: no heading stays under it."""

    @property
    def fish(self) -> FishScene | None:
        """The scene shown."""
        return self.scene if isinstance(self.scene, FishScene) else None

    def drag_kind(self, ref: Ref | None, point: QPointF) -> str:
        return "move" if self.can_connect and ref is not None and _is_factor(ref) else "pan"

    def hit(self, point: QPointF) -> Ref | None:
        """A line stands for what it belongs to: a rib for its factor, a bone for its heading."""
        ref = super().hit(point)
        if ref is None or self.scene is None:
            return ref
        if ref.kind == RIB:
            main = Ref(Factor.kind.name, ref.id)
            again = again_ref(ref.id, ref.part)
            return again if self.scene.item(again) else main
        if ref.kind == BONE:
            return Ref(HEADING, ref.id, ref.part)
        return ref if ref.kind in (HEADING, Factor.kind.name) else None

    def readable(self) -> Sequence[Item]:
        """Bone by bone, each with its label first; the head comes first of all."""
        if self._readable is None:
            refs = [ref for column in self.columns() for ref in column]
            if (
                self.fish is not None
                and self.fish.fishbone is not None
                and self.fish.fishbone.head is not None
            ):
                refs.insert(0, Ref(Factor.kind.name, self.fish.fishbone.head.id))
            items = (self.scene.item(ref) if self.scene else None for ref in refs)
            self._readable = [item for item in items if item is not None]
        return self._readable

    def columns(self) -> list[tuple[Ref, ...]]:
        """What stands along each bone, label first, in the order of the headings."""
        fish = self.fish
        if fish is None or fish.layout is None or fish.fishbone is None:
            return []
        order = {bone.id: at for at, bone in enumerate(fish.fishbone.bones)}
        found = sorted(fish.layout.columns, key=lambda one: (order[one.bone], one.part))
        return [
            (heading_ref(one), *(ref for ref in fish.column_refs(one) if ref.kind != HEADING))
            for one in found
        ]

    def bone_of(self, ref: Ref | None) -> str | None:
        """Id of the bone something stands on, or is the label of; None for the head and the ground."""
        if ref is not None and ref.kind == HEADING:
            return ref.id
        return next((column[0].id for column in self.columns() if ref in column), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.fish is not None:
            painter = QPainter(self)
            painter.setClipRect(event.rect())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            corner = QRectF(self.corner.geometry()) if self.corner is not None else None
            paint_headings(self.fish, painter, self.origin, self.scale, self.size().toSizeF(), corner)

    def walk(self, dx: int, dy: int) -> None:
        """Along the bone, or to what stands nearest on the bone beside it; over the spine at a bone's end."""
        fish = self.fish
        here = self.scene.item(self.current) if self.scene else None
        if fish is None or fish.layout is None or here is None or here.ref is None:
            self.set_current(self.readable()[0].ref)
            return
        columns = [(column, fish.column_refs(column)) for column in fish.layout.columns]
        mine = next((one for one in columns if here.ref in one[1]), None)
        if mine is not None and dy:
            at = mine[1].index(here.ref) + dy
            along = mine[1][at] if 0 <= at < len(mine[1]) else _beyond(columns, mine[0], dy)
            if along is not None:
                self.set_current(along)
                return
        # Sideways one goes to the next bone of this side or the head; up and down over the spine.
        across = [
            ref
            for column, refs in columns
            if mine is None or (column is not mine[0] and (column.above == mine[0].above) == bool(dx))
            for ref in refs
        ]
        head = fish.fishbone.head if fish.fishbone else None
        if head is not None and mine is not None and dx:
            across.append(Ref(Factor.kind.name, head.id))
        items = (item for ref in across if (item := fish.item(ref)) is not None)
        nearest = self.nearest(here, items, dx, dy, aside=2)
        if nearest is not None:
            self.set_current(nearest.ref)


def _beyond(columns: Sequence[tuple[Column, Sequence[Ref]]], column: Column, dy: int) -> Ref | None:
    """Where a bone that stands in several columns goes on: the first factor of the next, or the last of the one before."""
    beside = next(
        (refs for one, refs in columns if one.bone == column.bone and one.part == column.part + dy), ()
    )
    factors = [ref for ref in beside if ref.kind != HEADING]
    return (factors[0] if dy > 0 else factors[-1]) if factors else None


def _is_factor(ref: Ref) -> bool:
    return ref.kind == Factor.kind.name and (not ref.part or ref.part.startswith(AGAIN))
