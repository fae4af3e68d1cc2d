"""The map as a canvas: arrows walk along links, Shift chooses several, drags pan, re-level or link."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from rca_workbench.drawing.scene import Item, Ref
from rca_workbench.model import Factor, Link
from rca_workbench.ui.places.analysis.walked_canvas import WalkedCanvas

READABLE = 0.75
"""Scale below which the words in boxes cannot be read: a larger map opens at its top, at full size."""
_MARGIN = 17
"""Between the labels of the bands and the first box."""


class MapCanvas(WalkedCanvas):
    """The map's own gestures: arrows walk along links, a drag re-levels or, from a box's lower edge, links."""

    PORT = 12
    """Depth of the strip at a box's lower edge from which a drag draws a link, in view pixels."""

    left_link = Signal(int)
    """An arrow was pressed on a link: -1 for up to its cause, 1 for down to its effect."""
    chosen_changed = Signal()
    """More or fewer things are chosen besides the one selected."""
    link_beside = Signal(int)
    """An arrow was pressed on a link: the one before (-1) or the next (1)."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.came_from: Ref | None = None
        """The factor the keyboard was on before."""
        self.linked_to: Callable[..., frozenset[str]] = partial(_nothing)
        self.covering: Sequence[QWidget] = ()
        """What lies over the canvas: nothing the keyboard is on may stay under it."""

    def drag_kind(self, ref: Ref | None, point: QPointF) -> str:
        item = self.scene.item(ref) if self.scene else None
        if item is None or ref is None or ref.kind != Factor.kind.name or ref.part or not self.can_connect:
            return "pan"
        return "connect" if self.view_rect(item.body).bottom() - point.y() <= self.PORT else "move"

    def begin(self) -> None:
        """Show the whole map if its words can be read, else its top at full size, where most boxes stand."""
        self.fit()
        if self.scale < READABLE and self.scene is not None:
            self.scale = 1.0
            self.origin = QPointF(self._fullest(), self.scene.bounds.top())
            self.pan(0, 0)
        self.reveal(self.selected_ref)

    def _fullest(self) -> float:
        """Where to begin from the left so that the first look shows as many boxes as can be."""
        assert self.scene is not None
        foot, label = self.scene.bounds.top() + self.height(), self.scene.label_width
        boxes = [item.body for item in self.readable() if item.body.bottom() < foot]
        rights, lefts = sorted(box.right() for box in boxes), sorted(box.left() for box in boxes)
        across = self._room().width() - 2 * _MARGIN

        def inside(start: float) -> int:
            """How many boxes lie between the labels and the right edge, if the first begins at `start`."""
            return bisect_right(rights, start + across) - bisect_left(lefts, start)

        return max(lefts, key=inside, default=0.0) - label - _MARGIN

    def reveal(self, ref: Ref | None, margin: int = 48) -> None:
        super().reveal(ref, margin)
        item = self.scene.item(ref) if self.scene else None
        for over in self.covering:
            if item is not None and item.outline is None and over.isVisible():
                seen = self.view_rect(item.body).adjusted(-8, -8, 8, 8)
                if seen.intersects(over.geometry()):
                    low = over.geometry().center().y() > self.height() / 2
                    by = over.y() - seen.bottom() if low else over.geometry().bottom() - seen.top()
                    self.pan(0, by - 4 if low else by + 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            ref = self.hit(event.position())
            if ref is not None and ref.kind == Factor.kind.name and not ref.part:
                self._toggle(ref)
                return
        else:
            self.choose_also(frozenset())
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        further = self.arrow(event, Qt.KeyboardModifier.ShiftModifier)
        if further is not None:
            self._extend(*further)
            return
        if self.arrow(event) is not None:
            self.choose_also(frozenset())
        super().keyPressEvent(event)

    def walk(self, dx: int, dy: int) -> None:
        """Go up to a cause, down to an effect, sideways in the band; from a link to one of its ends."""
        if self.current is not None and self.current.kind == Link.kind.name:
            (self.left_link.emit(dy) if dy else self.link_beside.emit(dx))
            return
        boxes = self.readable()
        here = self.scene.item(self.current) if self.scene else None
        if here is None or here.ref is None:
            self.set_current(boxes[0].ref)
            return
        to = self._along_links(here, up=dy < 0) if dy else None
        if to is None:
            nearest = self.nearest(here, boxes, dx, dy, aside=3)
            to = nearest.ref if nearest is not None else None
        if to is not None:
            self.came_from = here.ref
            self.set_current(to)

    def _along_links(self, here: Item, *, up: bool) -> Ref | None:
        """The linked factor that way: the one the keyboard came from, or the nearest."""
        assert here.ref is not None
        linked = self.linked_to(here.ref.id, up=up)
        if self.came_from is not None and self.came_from.id in linked:
            return self.came_from
        items = [item for item in self.readable() if item.ref and item.ref.id in linked]
        middle = here.body.center().x()
        return min(items, key=lambda one: abs(one.body.center().x() - middle)).ref if items else None

    def _extend(self, dx: int, dy: int) -> None:
        """Walk on and keep what one comes from among the chosen."""
        before = self.current
        self.walk(dx, dy)
        if before is not None and before != self.current and before.kind == Factor.kind.name:
            self.choose_also((self.also | {before}) - {self.current})

    def choose_also(self, also: frozenset[Ref]) -> None:
        changed = also != self.also
        super().choose_also(also)
        if changed:
            self.chosen_changed.emit()

    def _toggle(self, ref: Ref) -> None:
        """Add to what is chosen, or take out of it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if ref in self.also:
            self.choose_also(self.also - {ref})
        elif ref != self.selected_ref:
            before = self.selected_ref
            also = self.also | ({before} if before is not None and before.kind == ref.kind else frozenset())
            self.set_current(ref)
            self.choose_also(also)


def _nothing(id: str, *, up: bool) -> frozenset[str]:
    return frozenset()
