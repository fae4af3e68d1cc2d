"""A scene seen from afar: a few large paths made once instead of thousands of small ones each frame.

A painter call from Python costs one to two microseconds and an object made one, so 10,000 a frame is too
many; the items of one look in one cell of a coarse grid become a single path.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from rca_workbench.drawing.icons import draw_icon
from rca_workbench.drawing.ink import NO_BRUSH, NO_PEN, Rgba, Stroke, blend, brush, pen
from rca_workbench.drawing.scene import Icon, Item, Layer, Scene
from rca_workbench.reference import tokens

_CELL = 2048.0
_OUTLINED_FROM = 0.2
"""Below this scale a box is thirty pixels wide, too little for an outline: its border colour fills it."""
_MOST_ICONS = 400
_ICON_FROM = 16
"""View pixels a box is high where it has room for its icon."""
_BLOCK = 8 * _CELL
"""Side of an index cell over the cells: of a map of 10,000 factors there are over a thousand."""

_Look = tuple[Layer, Rgba, Rgba, bool]
"""Layer, fill (0: none), line, dashed."""


@dataclass(slots=True)
class _Cell:
    rect: QRectF
    paths: dict[_Look, QPainterPath]


def paint_merged(
    scene: Scene, painter: QPainter, shown: QRectF, scale: float, *, links_only: bool = False
) -> None:
    """Paint all that is seen as merged paths: lines first, then boxes. Faded if a path is shown."""
    cells = _seen(scene, shown)
    ground = scene.theme.colors["window"]
    opacity = float(tokens()["node"]["state"]["off_path"]["opacity"])
    looks = sorted({look for cell in cells for look in cell.paths})
    for look in looks:
        layer, fill, line, _ = look
        if links_only and layer is not Layer.LINK:
            continue
        if scene.emphasis.path is not None:
            # Nothing is read from here, so boxes may step back as far as lines do.
            fill, line = (blend(fill, ground, opacity) if fill else 0, blend(line, ground, opacity))
        if layer is Layer.LINK:
            painter.setPen(pen(Stroke(line, 1), hairline=True))
            painter.setBrush(NO_BRUSH)
        elif scale >= _OUTLINED_FROM:
            painter.setPen(pen(Stroke(line, 1), hairline=True))
            painter.setBrush(brush(fill) if fill else NO_BRUSH)
        else:
            painter.setPen(NO_PEN)
            painter.setBrush(brush(line))
        for cell in cells:
            path = cell.paths.get(look)
            if path is not None:
                painter.drawPath(path)


def paint_icons(scene: Scene, painter: QPainter, shown: QRectF, scale: float) -> None:
    """The icon of each box where there is room for one: colour alone is never the difference."""
    size = 12 / scale
    if _tallest(scene) * scale < _ICON_FROM:
        return
    boxes = [
        item
        for item in scene.seen(shown)
        if item.layer is Layer.BOX and item.body.height() * scale >= _ICON_FROM
    ]
    if len(boxes) > _MOST_ICONS:
        return
    for item in boxes:
        icon = next((part for part in item.parts if isinstance(part, Icon)), None)
        if icon is not None:
            color = (
                icon.color
                if not scene.emphasis.fades(item)
                else blend(icon.color, scene.theme.colors["window"], 0.5)
            )
            center = item.body.center()
            draw_icon(
                painter, icon.name, center.x() - size / 2, center.y() - size / 2, size, color, vector=False
            )


def _seen(scene: Scene, shown: QRectF) -> list[_Cell]:
    """The cells of which something lies in a rectangle."""
    index = scene.kept.get("far")
    if index is None:
        index = scene.kept["far"] = _indexed(_merged(scene))
    assert isinstance(index, dict)
    found: dict[int, _Cell] = {}
    for block in _blocks(shown.intersected(scene.bounds)):
        for cell in index.get(block, ()):
            if cell.rect.intersects(shown):
                found[id(cell)] = cell
    return list(found.values())


def _indexed(cells: Iterable[_Cell]) -> dict[tuple[int, int], list[_Cell]]:
    index: dict[tuple[int, int], list[_Cell]] = {}
    for cell in cells:
        for block in _blocks(cell.rect):
            index.setdefault(block, []).append(cell)
    return index


def _blocks(rect: QRectF) -> Iterator[tuple[int, int]]:
    for column in range(int(rect.left() // _BLOCK), int(rect.right() // _BLOCK) + 1):
        for row in range(int(rect.top() // _BLOCK), int(rect.bottom() // _BLOCK) + 1):
            yield column, row


def _tallest(scene: Scene) -> float:
    """The height of the tallest box."""
    made = scene.kept.get("tallest")
    if made is None:
        made = max((item.body.height() for item in scene.items if item.layer is Layer.BOX), default=0.0)
        scene.kept["tallest"] = made
    return made  # type: ignore[return-value]


def _merged(scene: Scene) -> list[_Cell]:
    cells: dict[tuple[int, int], _Cell] = {}
    for item in scene.items:
        if item.far is None:
            continue
        center = item.rect.center()
        key = (int(center.x() // _CELL), int(center.y() // _CELL))
        cell = cells.setdefault(key, _Cell(QRectF(item.rect), {}))
        cell.rect = cell.rect.united(item.rect)
        _add(cell, item)
    return list(cells.values())


def _add(cell: _Cell, item: Item) -> None:
    shape = item.far
    assert shape is not None
    line = shape.stroke.color if shape.stroke else shape.fill or 0
    look = (item.layer, shape.fill or 0, line, bool(shape.stroke and shape.stroke.dash))
    path = cell.paths.get(look)
    if path is None:
        path = cell.paths[look] = QPainterPath()
    path.addPath(shape.path)
