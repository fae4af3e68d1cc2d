"""Scenes as files: SVG with real text, PNG at any sharpness. The same scene gives the same bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from rca_workbench.drawing.paint import paint
from rca_workbench.drawing.scene import Scene
from rca_workbench.reference import tokens

_FAMILIES = "Arial, 'Liberation Sans', Helvetica, Inter, sans-serif"
"""Arial stands first although the window uses Inter: some readers of SVG try one family only and would take a
wider one than either. Arial is a little narrower than Inter: what fits its box in one fits in the other."""
_LARGEST = 16_000
"""Pixels an image may have on a side: some 30 Mpx and more make viewers give up."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of a scene as it is to be seen in a file."""

    scene: Scene
    rect: QRectF
    """In scene pixels, the room for pinned labels included."""


def whole(scene: Scene) -> Sheet:
    """All of a scene."""
    return Sheet(scene, scene.page)


def size_of(sheets: Sequence[Sheet]) -> QSize:
    """The size of sheets one under another, in pixels of 1/96 inch."""
    pages = [sheet.rect for sheet in sheets]
    return QSize(
        max(1, round(max((page.width() for page in pages), default=1))),
        max(1, round(sum(page.height() for page in pages))),
    )


def svg_bytes(sheets: Sequence[Sheet], title: str, description: str) -> bytes:
    """Sheets one under another as an SVG file."""
    size = size_of(sheets)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    paint_stack(sheets, painter, size.width())
    painter.end()
    return _tidied(bytes(buffer.data().data()).decode("utf-8"), size, title, description).encode("utf-8")


def png_bytes(sheets: Sequence[Sheet], scale: float = 2.0) -> bytes:
    """Sheets one under another as a PNG file with `scale` dots to a pixel, fewer if it would be too large."""
    size = size_of(sheets)
    scale = min(scale, _LARGEST / max(size.width(), size.height()))
    image = QImage(
        max(1, round(size.width() * scale)), max(1, round(size.height() * scale)), QImage.Format.Format_RGB32
    )
    image.setDotsPerMeterX(round(96 * scale / 0.0254))
    image.setDotsPerMeterY(round(96 * scale / 0.0254))
    # A size rounded up leaves a line nothing is painted on: it would show whatever lay in memory.
    image.fill(sheets[0].scene.theme.color("window") if sheets else Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_stack(sheets, painter, size.width())
    painter.end()
    return encoded(image)


def encoded(image: QImage) -> bytes:
    """A picture as a PNG file."""
    made = QByteArray()
    buffer = QBuffer(made)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(made.data())


def paint_stack(sheets: Sequence[Sheet], painter: QPainter, width: float) -> None:
    """Paint sheets one under another."""
    y = 0.0
    for sheet in sheets:
        page = sheet.rect
        painter.save()
        painter.translate(0, y)
        paint(sheet.scene, painter, QRectF(page.left(), page.top(), width, page.height()))
        painter.restore()
        y += page.height()


def _tidied(svg: str, size: QSize, title: str, description: str) -> str:
    """What Qt wrote, with typefaces other machines have, a title, and words for those who cannot see it."""
    family = tokens()["type"]["family"]
    svg = re.sub(f'font-family="{family}[^"]*"', f'font-family="{_FAMILIES}"', svg)
    svg = svg.replace('font-family="Sans Serif"', f'font-family="{_FAMILIES}"')
    svg = re.sub(r"<g [^>]*>\s*</g>\s*", "", svg)
    svg = re.sub(r"<title>.*?</title>\s*", "", svg, count=1, flags=re.DOTALL)
    svg = re.sub(r"<desc>.*?</desc>\s*", "", svg, count=1, flags=re.DOTALL)
    head = re.search(r"<svg[^>]*>", svg)
    assert head is not None
    said = f"\n<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>"
    opening = re.sub(
        r'width="[^"]*" height="[^"]*"',
        f'width="{size.width()}px" height="{size.height()}px"',
        head.group(),
        count=1,
    )
    return svg[: head.start()] + opening + said + svg[head.end() :]
