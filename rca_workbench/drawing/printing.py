"""A picture at the size of a sheet of paper: upright or across, whichever shows it larger, with 300 dots to the inch."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from rca_workbench.drawing.files import Sheet, encoded, paint_stack, size_of, svg_bytes

DOTS = 300
"""To the inch: what printers of pictures with small text ask for."""
_MARGIN = 10.0
"""Millimetres that printers leave white."""
_MOST = 2.0
"""How many times a small picture is enlarged at most."""
_INCH = 25.4
TEXT_PT = 9.0
"""Size of the text of a picture as it is drawn, 12 pixels of 1/96 inch."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper, upright; in millimetres (ISO 216)."""

    name: str
    width: float
    height: float


A4 = Paper("A4", 210, 297)
A3 = Paper("A3", 297, 420)
PAPERS = {one.name: one for one in (A4, A3)}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a picture stands on a sheet."""

    width: float
    """Of the sheet as it is turned, in millimetres, as the height."""
    height: float
    times: float
    """How large it prints; 1 is as it is drawn."""

    @property
    def points(self) -> float:
        """Size of its text on paper, in points."""
        return self.times * TEXT_PT


def fitted(size: QSize, paper: Paper) -> Fit:
    """A picture of that size, in pixels of 1/96 inch, on a sheet: turned as it shows larger."""
    ways = [
        Fit(width, height, min(_room(width) / max(size.width(), 1), _room(height) / max(size.height(), 1), _MOST))
        for width, height in ((paper.height, paper.width), (paper.width, paper.height))
    ]  # fmt: skip
    return max(ways, key=lambda one: one.times)


def printed_svg(sheets: Sequence[Sheet], title: str, description: str, paper: Paper) -> bytes:
    """Sheets one under another in the middle of a page, as an SVG file of its size."""
    size = size_of(sheets)
    fit = fitted(size, paper)
    across, down = (side / _INCH * 96 / fit.times for side in (fit.width, fit.height))
    left, top = (size.width() - across) / 2, (size.height() - down) / 2
    head = (
        f'width="{fit.width:g}mm" height="{fit.height:g}mm" viewBox="{left:.2f} {top:.2f} {across:.2f} {down:.2f}"'
    )  # fmt: skip
    svg = svg_bytes(sheets, title, description).decode("utf-8")
    opening = re.search(r"<svg[^>]*>", svg)
    assert opening is not None
    plain = re.sub(r'\s(?:width|height|viewBox)="[^"]*"', "", opening.group())
    turned = plain.replace("<svg", f"<svg {head}", 1)
    return (svg[: opening.start()] + turned + svg[opening.end() :]).encode("utf-8")


def printed_png(sheets: Sequence[Sheet], paper: Paper) -> bytes:
    """Sheets one under another in the middle of a page, as a PNG file with 300 dots to the inch."""
    size = size_of(sheets)
    fit = fitted(size, paper)
    width, height = (round(side / _INCH * DOTS) for side in (fit.width, fit.height))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(DOTS / _INCH * 1000))
    image.setDotsPerMeterY(round(DOTS / _INCH * 1000))
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    scale = fit.times * DOTS / 96
    painter.translate((width - size.width() * scale) / 2, (height - size.height() * scale) / 2)
    painter.scale(scale, scale)
    paint_stack(sheets, painter, size.width())
    painter.end()
    return encoded(image)


def _room(side: float) -> float:
    """Pixels of 1/96 inch inside the margins of a side."""
    return (side - 2 * _MARGIN) / _INCH * 96
