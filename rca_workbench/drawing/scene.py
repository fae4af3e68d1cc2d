"""A display list: what is seen, where, and what it stands for.

Lengths are scene pixels: one view pixel at a scale of 1. A scene never changes; selecting something makes
another that shares all but the emphasis.
"""

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from rca_workbench.drawing.face import Face
from rca_workbench.drawing.ink import Rgba, Stroke
from rca_workbench.drawing.theme import Theme

_CELL = 512.0
"""Side of an index cell: about what one look at a screen touches four of."""


@dataclass(frozen=True, slots=True)
class Ref:
    """What an item stands for: an entity by kind and id, and which part of it where there are several.

    `part` is "" for the thing itself, "actions" for the tag that counts what addresses it, "cluster" for
    several entries shown as one (`id` is then the first of them), "gap" for a stretch without a record. A lane
    is meant by the kind "lane".
    """

    kind: str
    id: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled or stroked path."""

    path: QPainterPath
    fill: Rgba | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Many filled rectangles of one colour: as a path they would cost twenty times as much."""

    rects: tuple[QRectF, ...]
    fill: Rgba


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text by its left end and baseline."""

    x: float
    baseline: float
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text in one face and colour."""

    lines: tuple[Line, ...]
    face: Face
    color: Rgba
    strike: bool = False


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon by its top left corner."""

    name: str
    x: float
    y: float
    size: float
    color: Rgba


Part = Shape | Bars | Words | Icon


class Layer(IntEnum):
    """What lies above what."""

    GROUND = 0
    LINK = 1
    BOX = 2
    DOCKED = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the picture."""

    ref: Ref | None
    layer: Layer
    rect: QRectF
    """All it paints."""
    body: QRectF
    """What can be hit, and what a ring goes round."""
    parts: tuple[Part, ...]
    name: str = ""
    """What a screen reader says of it: everything, in one sentence."""
    outline: QPainterPath | None = None
    """A line's course; where given, only points near it hit the item."""
    far: Shape | None = None
    """What it looks like from afar."""
    label: str = ""
    """What is written on it at middle distance."""
    label_color: Rgba = 0
    radius: float = 0
    """Of the ring round it."""
    shift: tuple[float, float] = (0.0, 0.0)
    """By how much its parts are to be moved; `rect` and `body` are where they come to lie."""

    def moved(self, dx: float, dy: float) -> "Item":
        """The same thing elsewhere, its parts shared. Not for lines, whose outline stays behind."""
        return Item(
            self.ref,
            self.layer,
            self.rect.translated(dx, dy),
            self.body.translated(dx, dy),
            self.parts,
            self.name,
            self.outline,
            self.far,
            self.label,
            self.label_color,
            self.radius,
            (self.shift[0] + dx, self.shift[1] + dy),
        )

    def hit(self, point: QPointF, reach: float) -> bool:
        """True if a pointer at `point` means this item, `reach` being the slack of its hand."""
        if self.outline is None:
            return self.body.contains(point)
        if not self.rect.adjusted(-reach, -reach, reach, reach).contains(point):
            return False
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * reach)
        return bool(stroker.createStroke(self.outline).contains(point))


@dataclass(frozen=True, slots=True)
class Band:
    """A horizontal stretch with a label that stays put: a level of the map, a lane of the timeline."""

    id: str
    label: str
    note: str
    """Second line under the label, such as "5 items"."""
    top: float
    height: float
    depth: int = 0
    """How many groups it lies in."""
    icon: str = ""
    kind: str = ""
    """What it gathers, in a word; stands beside the icon."""
    folded: bool | None = None
    """Whether what it holds is folded away; None for a band that cannot be."""
    ref: Ref | None = None
    """What its label stands for, where that can be chosen."""
    name: str = ""
    """What a screen reader says of it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the time axis."""

    x: float
    label: str
    strong: bool
    """True where a larger unit begins: midnight among hours."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The head of a timeline; it stays put at the top."""

    height: float
    corner: str
    """What stands above the lane labels: the day in view."""
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What is selected, has the focus, or lies on the path that is shown."""

    selected: Ref | None = None
    focused: Ref | None = None
    path: frozenset[str] | None = None
    """Ids of the factors and links on the path; None: no path is shown and nothing fades."""
    also: frozenset[Ref] = frozenset()
    """What is chosen besides what is selected."""

    def fades(self, item: Item) -> bool:
        """True if the item is to step back because it does not lie on the path."""
        return self.path is not None and item.ref is not None and item.ref.id not in self.path

    def leads(self, item: Item) -> bool:
        """True if the item lies on the path that is shown."""
        return self.path is not None and item.ref is not None and item.ref.id in self.path


@dataclass
class Scene:
    """What is painted, with an index over it."""

    theme: Theme
    bounds: QRectF
    items: Sequence[Item]
    """In the order they are painted."""
    bands: tuple[Band, ...] = ()
    label_width: float = 0
    """View pixels at the left that the pinned labels cover."""
    axis: Axis | None = None
    emphasis: Emphasis = field(default_factory=Emphasis)
    kept: dict[str, object] = field(default_factory=dict)
    """What painting worked out once; shared between scenes that differ in emphasis only."""

    @cached_property
    def _by_ref(self) -> dict[Ref, Item]:
        return {item.ref: item for item in self.items if item.ref is not None}

    @cached_property
    def _cells(self) -> dict[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = {}
        for index, item in enumerate(self.items):
            for cell in _cells(item.rect):
                found.setdefault(cell, []).append(index)
        return found

    @property
    def page(self) -> QRectF:
        """What a picture of the whole scene shows."""
        return self.bounds

    def emphasised(
        self,
        selected: Ref | None = None,
        focused: Ref | None = None,
        path: Iterable[str] | None = None,
        also: Iterable[Ref] = (),
    ) -> "Scene":
        """The same scene with other things standing out."""
        other = copy.copy(self)
        other.emphasis = Emphasis(
            selected, focused, None if path is None else frozenset(path), frozenset(also)
        )
        return other

    def item(self, ref: Ref | None) -> Item | None:
        """The item that stands for `ref`, or None."""
        return self._by_ref.get(ref) if ref is not None else None

    def at(self, point: QPointF, reach: float = 6) -> Ref | None:
        """What lies under a point; boxes before lines. `reach` is the slack around lines, in scene pixels."""
        near = self.seen(QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach))
        for item in reversed(near):
            if item.ref is not None and item.hit(point, reach):
                return item.ref
        return None

    def in_rect(self, rect: QRectF) -> list[Ref]:
        """What lies wholly or partly in a rectangle, in painting order; lines are left out."""
        return [
            item.ref
            for item in self.seen(rect)
            if item.ref is not None and item.outline is None and item.body.intersects(rect)
        ]

    def seen(self, rect: QRectF) -> list[Item]:
        """The items whose painting touches a rectangle, in painting order."""
        if rect.contains(self.bounds):
            return list(self.items)
        indexes: set[int] = set()
        for cell in _cells(rect.intersected(self.bounds)):
            indexes.update(self._cells.get(cell, ()))
        items = self.items
        return [items[index] for index in sorted(indexes) if items[index].rect.intersects(rect)]


def _cells(rect: QRectF) -> Iterator[tuple[int, int]]:
    for column in range(int(rect.left() // _CELL), int(rect.right() // _CELL) + 1):
        for row in range(int(rect.top() // _CELL), int(rect.bottom() // _CELL) + 1):
            yield column, row
