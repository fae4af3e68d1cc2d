"""Icons by name, in any colour: sharp images for pixels, the drawing itself for SVG."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from rca_workbench.drawing.ink import Rgba, hexed
from rca_workbench.reference import icon_path, tokens


def draw_icon(
    painter: QPainter, name: str, x: float, y: float, size: float, color: Rgba, *, vector: bool
) -> None:
    """Draw an icon with its top left corner at (x, y), as lines where `vector`, else from a kept image."""
    if vector:
        _renderer(name, color).render(painter, QRectF(x, y, size, size))
        return
    pixels = max(1, round(size * abs(painter.transform().m11()) * painter.device().devicePixelRatio()))
    painter.drawImage(QRectF(x, y, size, size), icon_image(name, color, pixels))


@lru_cache(maxsize=2048)
def icon_image(name: str, color: Rgba, pixels: int) -> QImage:
    """The icon as an image of `pixels` by `pixels`."""
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _renderer(name, color).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


@lru_cache(maxsize=512)
def _renderer(name: str, color: Rgba) -> QSvgRenderer:
    stroke = tokens()["size"]["icon_stroke"]
    drawing = icon_path(name).read_text(encoding="utf-8").replace("currentColor", hexed(color))
    return QSvgRenderer(QByteArray(drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"').encode()))
