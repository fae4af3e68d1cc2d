"""What goes into a layout and what comes out of it. Lengths are logical pixels, y grows downwards."""

from collections.abc import Mapping
from dataclasses import dataclass

Point = tuple[float, float]
"""x and y."""

Edge = tuple[str, str]
"""Ids of the cause and of its effect."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to place: the band it must stand in and its size."""

    id: str
    band: int
    width: float
    height: float
    pinned: bool = False
    """Kept in place by a person: others give way to it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands, as a case keeps it: `x` is its left edge, `row` its row in the band (0 on top)."""

    x: float
    row: int


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """X of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> float:
        """X halfway across."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class BandSpan:
    """A band and the y of its upper and lower edge."""

    band: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Spacing:
    """The distances kept. The defaults are those of the design tokens at a text size of 100 %."""

    gap: float = 17
    """Between two boxes of a row, at least."""
    link_gap: float = 9
    """Between a link that passes a row and what stands beside it; less where many share a gap."""
    row_pitch: float = 120
    """From the top of a row to the top of the next in its band, at least."""
    row_gap: float = 52
    """Between the tallest box of a row and the next row, at least."""
    band_pad: float = 30
    """Between a band's edges and its first and last row."""
    band_min: float = 84
    """Height of an empty band."""
    port_spread: float = 14
    """Between the ends of two links on one side of a box; less where many end there."""
    left: float = 17
    """Margin left of the first box."""

    def scaled(self, unit: float) -> "Spacing":
        """All distances times `unit`, for boxes drawn at another text size."""
        return Spacing(*(getattr(self, name) * unit for name in self.__slots__))


DEFAULT_SPACING = Spacing()


@dataclass(frozen=True, slots=True)
class Layout:
    """A graph laid out.

    `places` is what a case keeps: x in whole pixels. `rects` and `bands` (one each of the bands asked for, in
    order) are where that puts things. `routes` holds, for every pair (cause, effect), the points of a line
    of cubic Bezier segments: start, then for each segment two control points and its end (p0 c1 c2 p1 c1 c2
    p2 ...). A route starts on the edge of the cause's box and ends on the edge of the effect's.
    """

    places: Mapping[str, Place]
    rects: Mapping[str, Rect]
    bands: tuple[BandSpan, ...]
    routes: Mapping[Edge, tuple[Point, ...]]
    width: float
    height: float
