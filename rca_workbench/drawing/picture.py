"""One picture as files hold it, and the size of a page it may be printed on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from rca_workbench.drawing.files import Sheet, png_bytes, size_of, svg_bytes

PAGE = (1240.0, 760.0)
"""Pixels of a landscape A4 page inside its margins, so scaled that 12 pixel text prints at 7 point or more:
26.5 cm are 751 points, 12 pixels of 1240 are 7.3 of them."""
KEY_ROOM = 40
"""Pixels of a page that the key under a picture takes up."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as files hold it."""

    title: str
    alt: str
    """One or two sentences that say what is to be seen."""
    svg: bytes
    png: bytes
    width: float
    """In pixels of 1/96 inch, as the height."""
    height: float


def picture_of(stack: Sequence[Sheet], title: str, alt: str, scale: float) -> Picture:
    """Sheets one under another as one picture; `scale` is dots of the PNG to a pixel."""
    size = size_of(stack)
    return Picture(
        title, alt, svg_bytes(stack, title, alt), png_bytes(stack, scale), size.width(), size.height()
    )


def print_scale(page: QRectF) -> float:
    """How large something can be printed on one page with its key; 1 is where its text can just be read."""
    return min(PAGE[0] / max(page.width(), 1), PAGE[1] / (page.height() + KEY_ROOM))
