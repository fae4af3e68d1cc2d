"""Where everything of a fishbone stands: the head at the right, bones above and below the spine, boxes along them.

All bones of a side run parallel, so that a column of boxes fits between two of them whatever their number: nothing
overlaps by construction. A bone with more on it than fits its length goes on as a second bone beside the first.
The spine lies at y 0, y grows downwards, lengths are logical pixels.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil

from rca_workbench.analysis.layout.values import Point, Rect

LENGTHS = (420.0, 520.0, 640.0, 800.0, 1000.0, 1400.0, 2000.0, 3000.0, 4500.0)
"""How much of a bone may be taken up by boxes before it goes on beside itself. Few fixed lengths, so that one more
factor seldom changes the whole picture."""
WIDEST = 1.7
"""Width to height from which longer bones are tried: a picture that wide is mostly margin on a screen."""


_ODD = (0.8, 3.2)
"""Width to height between which a picture keeps the bones it has."""
_COUNTED_FROM = 2
"""Columns of one bone up to which it counts as one where sides are chosen."""
_SHARES = (1.0, 1.1, 1.2, 1.35, 1.5)
"""Of the even share of a bone's boxes that its columns are tried with."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Something that stands along a bone: a factor's box, or the label of those that follow."""

    id: str
    width: float
    height: float
    indent: float = 0
    """How much further from the bone it stands."""
    leads: bool = False
    """True for a label: it never stands last in its column."""


@dataclass(frozen=True, slots=True)
class BoneBox:
    """A bone to lay out: the size of its label and what stands along it, from top to bottom."""

    id: str
    label: tuple[float, float]
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class BoneSpacing:
    """The distances kept, at a text size of 100 %."""

    gap: float = 9
    """Between two boxes of a bone."""
    rib: float = 16
    """From a box to its bone, at least."""
    clear: float = 18
    """From a bone to the boxes of the next."""
    label_gap: float = 14
    """From a label to the first box."""
    spine_gap: float = 24
    """From the last box to the spine."""
    shortest: float = 84
    """Length of a bone with nothing on it."""
    head_gap: float = 36
    """From where the last bone meets the spine to the head."""
    tail: float = 36
    """Of the spine beyond its first bone."""
    step: float = 96
    """Bones of a side grow by so much at a time, so that one more box seldom moves those of other bones."""
    slant: float = 0.3
    """Pixels a bone goes to the right for each towards the spine."""

    def scaled(self, unit: float) -> "BoneSpacing":
        """All distances times `unit`, for boxes drawn at another text size; the slant stays."""
        scaled = {name: getattr(self, name) * unit for name in self.__slots__ if name != "slant"}
        return replace(self, **scaled)


@dataclass(frozen=True, slots=True)
class Column:
    """One bone as drawn, or a part of it: its line from the label to the spine, and what stands along it."""

    bone: str
    part: int
    """0 for the first."""
    above: bool
    label: Rect
    outer: Point
    """Where its line begins, at the label."""
    inner: Point
    """Where its line meets the spine."""
    stops: tuple[str, ...]
    """Ids of what stands along it, from top to bottom."""

    def x_at(self, y: float) -> float:
        """Where its line is at a height."""
        (x0, y0), (x1, y1) = self.outer, self.inner
        return x0 if y0 == y1 else x0 + (x1 - x0) * (y - y0) / (y1 - y0)


@dataclass(frozen=True, slots=True)
class FishLayout:
    """A fishbone laid out."""

    head: Rect
    spine: tuple[Point, Point]
    """From the tail to the head."""
    columns: tuple[Column, ...]
    """From left to right, those above first."""
    rects: Mapping[str, Rect]
    """Where each stop stands."""
    ribs: Mapping[str, tuple[Point, Point]]
    """From each box to its bone; labels have none."""
    bounds: Rect
    longest: float
    """How much of a bone boxes may take up."""

    def column_at(self, x: float, y: float) -> Column | None:
        """The column a point lies in: that whose label it is on, or whose bone is the next to the right of it."""
        for one in self.columns:
            if one.label.x <= x <= one.label.right and one.label.y <= y <= one.label.bottom:
                return one
        here = [one for one in self.columns if one.above == (y < 0)] or list(self.columns)
        return next((one for one in here if x <= one.x_at(y)), here[-1] if here else None)


def lay_out_fishbone(
    head: tuple[float, float],
    bones: Sequence[BoneBox],
    spacing: BoneSpacing | None = None,
    *,
    longest: float | None = None,
    kept: float | None = None,
) -> FishLayout:
    """Lay out a fishbone.

    Args:
        head: width and height of the head's box.
        bones: in the order they are to be read; they stand above and below in turn.
        longest: how much of a bone boxes may take up, as for paper, where the sides are made as even as can be;
            without it, what gives a picture that is not too wide.
        kept: how much that was before, which stays while the picture has no very odd shape: nothing moves then.
    """
    spacing = spacing or BoneSpacing()
    if longest is not None:
        return _Laying(head, bones, spacing, longest, calm=False).layout()
    if kept is not None:
        made = _Laying(head, bones, spacing, kept).layout()
        if _ODD[0] * made.bounds.height <= made.bounds.width <= _ODD[1] * made.bounds.height:
            return made
    unit = spacing.gap / BoneSpacing().gap
    for length in LENGTHS:
        made = _Laying(head, bones, spacing, length * unit).layout()
        if made.bounds.width <= WIDEST * made.bounds.height:
            break
    return made


@dataclass(slots=True)
class _Part:
    """A column before it has its place."""

    bone: BoneBox
    number: int
    stops: list[Stop]
    height: float
    """Of its stops with the gaps between them."""


@dataclass(slots=True)
class _Side:
    """The columns on one side of the spine, with the distances between their bones."""

    above: bool
    parts: list[_Part] = field(default_factory=list)


class _Laying:
    """One attempt with bones of one length."""

    def __init__(
        self,
        head: tuple[float, float],
        bones: Sequence[BoneBox],
        spacing: BoneSpacing,
        longest: float,
        *,
        calm: bool = True,
    ) -> None:
        self.head, self.spacing, self.longest = head, spacing, longest
        self.sides = (_Side(True), _Side(False))
        taken = [0, 0]
        for bone in bones:
            parts = self._parts(bone)
            side = 0 if taken[0] <= taken[1] else 1
            self.sides[side].parts += parts
            # A bone that has just gone on beside itself counts as one: the others stay on their sides.
            taken[side] += 1 if calm and len(parts) <= _COUNTED_FROM else len(parts)
        self.room = max((self._room(part) for side in self.sides for part in side.parts), default=0.0)

    def layout(self) -> FishLayout:
        """Everything in its place."""
        columns: list[Column] = []
        rects: dict[str, Rect] = {}
        ribs: dict[str, tuple[Point, Point]] = {}
        joins = [self._joins(side) for side in self.sides]
        last = max((one[-1] for one in joins if one), default=0.0)
        for side, at in zip(self.sides, joins, strict=True):
            length = self._length(side)
            for part, join in zip(side.parts, at, strict=True):
                column = self._column(part, side.above, join + last - at[-1], length)
                columns.append(column)
                self._place(part, column, rects, ribs)
        left = min((one.inner[0] for one in columns), default=0.0) - self.spacing.tail
        edge = max((last, *(one.label.right for one in columns))) + self.spacing.head_gap
        head = Rect(edge, -self.head[1] / 2, *self.head)
        return FishLayout(
            head,
            ((left, 0.0), (edge, 0.0)),
            tuple(columns),
            rects,
            ribs,
            _bounds(head, left, columns, rects),
            self.longest,
        )

    def _parts(self, bone: BoneBox) -> list[_Part]:
        """A bone in as few columns as its length allows, all of about the same height."""
        made = list(self._filled(bone.stops, self.longest))
        even = self._height(bone.stops) / len(made)
        for share in _SHARES:
            tried = list(self._filled(bone.stops, min(even * share, self.longest)))
            if len(tried) == len(made):
                made = tried
                break
        return [_Part(bone, number, stops, self._height(stops)) for number, stops in enumerate(made)]

    def _filled(self, stops: Sequence[Stop], most: float) -> Iterator[list[Stop]]:
        """Columns filled up to a height one after the other; a label goes with what follows it."""
        column: list[Stop] = []
        height = 0.0
        for stop in stops:
            if column and not column[-1].leads and height + self.spacing.gap + stop.height > most:
                yield column
                column, height = [], 0.0
            height += stop.height + (self.spacing.gap if column else 0)
            column.append(stop)
        yield column

    def _height(self, stops: Sequence[Stop]) -> float:
        return sum(one.height for one in stops) + self.spacing.gap * max(0, len(stops) - 1)

    def _length(self, side: _Side) -> float:
        """From the outer ends of a side's bones to the spine."""
        most = max((one.height for one in side.parts), default=0.0)
        needed = self.spacing.label_gap + most + self.spacing.spine_gap
        return max(self.spacing.shortest, ceil(needed / self.spacing.step) * self.spacing.step)

    def _joins(self, side: _Side) -> list[float]:
        """Where the bones of a side meet the spine, the first at 0."""
        found = [0.0] if side.parts else []
        for before, part in pairwise(side.parts):
            labels = (before.bone.label[0] + part.bone.label[0]) / 2 + self.spacing.clear
            # As much for every bone with boxes on it: one more box then moves no other bone aside.
            room = self.room + self.spacing.clear if part.stops else 0.0
            found.append(found[-1] + max(labels, room))
        return found

    def _room(self, part: _Part) -> float:
        """How far to the left of its bone a column reaches, measured along a level line."""
        slant, rib = self.spacing.slant, self.spacing.rib
        return max((rib + one.indent + one.width + slant * one.height for one in part.stops), default=0.0)

    def _column(self, part: _Part, above: bool, join: float, length: float) -> Column:
        sign = -1 if above else 1
        outer = (join - self.spacing.slant * length, sign * length)
        width, height = part.bone.label
        top = outer[1] - height if above else outer[1]
        label = Rect(outer[0] - width / 2, top, width, height)
        ids = tuple(one.id for one in part.stops)
        return Column(part.bone.id, part.number, above, label, outer, (join, 0.0), ids)

    def _place(
        self, part: _Part, column: Column, rects: dict[str, Rect], ribs: dict[str, tuple[Point, Point]]
    ) -> None:
        """Boxes from the label inwards above the spine, and so that the last meets the label below it."""
        gap = self.spacing.label_gap
        y = column.outer[1] + gap if column.above else column.outer[1] - gap - part.height
        for stop in part.stops:
            # A box keeps clear of its bone along all its height: the bone leans over its outer corner.
            nearest = column.x_at(y if column.above else y + stop.height)
            right = nearest - self.spacing.rib - stop.indent
            rects[stop.id] = rect = Rect(right - stop.width, y, stop.width, stop.height)
            if not stop.leads:
                middle = y + stop.height / 2
                ribs[stop.id] = ((rect.right, middle), (column.x_at(middle), middle))
            y += stop.height + self.spacing.gap


def _bounds(head: Rect, left: float, columns: Sequence[Column], rects: Mapping[str, Rect]) -> Rect:
    all_rects = [head, *rects.values(), *(one.label for one in columns)]
    x = min(left, *(one.x for one in all_rects))
    y = min(one.y for one in all_rects)
    return Rect(x, y, max(one.right for one in all_rects) - x, max(one.bottom for one in all_rects) - y)
