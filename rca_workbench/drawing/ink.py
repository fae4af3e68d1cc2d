"""Colours, pens and brushes as values: cheap to compare, to keep and to fade."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

Rgba = int
"""A colour as 0xAARRGGBB: a plain number, for a scene holds thousands and a QColor costs a microsecond."""


def rgba(text: str) -> Rgba:
    """The colour a token spells, as "#RRGGBB" or "#RRGGBBAA"."""
    digits = text.removeprefix("#")
    if len(digits) == 8:
        return int(digits[6:] + digits[:6], 16)
    return 0xFF000000 | int(digits, 16)


def hexed(color: Rgba) -> str:
    """The colour as "#rrggbb", without its opacity."""
    return f"#{color & 0xFFFFFF:06x}"


@lru_cache(maxsize=4096)
def blend(color: Rgba, ground: Rgba, share: float) -> Rgba:
    """The colour as seen at the opacity `share` (0 to 1) over `ground`, itself opaque.

    Things fade by blending and not by opacity: a see-through box would show the lines behind its text.
    """
    mixed = 0
    for shift in (16, 8, 0):
        over, under = color >> shift & 0xFF, ground >> shift & 0xFF
        mixed |= round(under + (over - under) * share) << shift
    return color & 0xFF000000 | mixed


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's look. `dash` is in the unit of `width`'s coordinates, as the design tokens give it."""

    color: Rgba
    width: float
    dash: tuple[float, ...] = ()


@lru_cache(maxsize=1024)
def pen(stroke: Stroke, hairline: bool = False) -> QPen:
    """The pen of a stroke; a hairline is one view pixel wide at any scale, which is far quicker to draw."""
    made = QPen(QColor.fromRgba(stroke.color), 0 if hairline else stroke.width)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dash:
        # Qt measures dashes in pen widths, the tokens in pixels.
        made.setDashPattern([length / (1 if hairline else stroke.width) for length in stroke.dash])
    return made


@lru_cache(maxsize=1024)
def brush(color: Rgba) -> QBrush:
    """A solid brush."""
    return QBrush(QColor.fromRgba(color))


NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
