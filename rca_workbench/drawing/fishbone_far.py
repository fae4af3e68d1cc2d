"""The headings of a fishbone seen from further off: at a size one can read, over the small picture of them.

Boxes may lose their words with distance; a fishbone without its headings would say nothing at all.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from rca_workbench.analysis.fishbone import Bone
from rca_workbench.analysis.layout.fishbone import Column
from rca_workbench.drawing.fishbone import FishScene, heading_ref
from rca_workbench.drawing.ink import Stroke, brush, pen
from rca_workbench.drawing.text_line import write
from rca_workbench.reference import tokens

_PAD = (7, 3)
_BETWEEN = 6
_LEAST = 56
_EDGE = 4
_RINGS = 9


def paint_headings(
    scene: FishScene,
    painter: QPainter,
    origin: QPointF,
    scale: float,
    size: QSizeF,
    corner: QRectF | None = None,
) -> None:
    """Paint the labels of the bones in view pixels: where those of the scene are too small, or are out of view.

    The label of a bone that runs out of the view stands where the bone does, so that one knows where one is.

    Args:
        origin: what part of the scene is at the painter's origin, in scene pixels.
        scale: view pixels to a scene pixel.
        size: of the view; a label that would be cut by its edge stands inside it.
        corner: what lies over the view at its foot; a label that would be hidden by it stands beside or above.
    """
    if scene.layout is None or scene.fishbone is None:
        return
    small = scale < tokens()["node"]["zoom_detail"][0]["from"]
    for column, room in _with_room(scene):
        bone = scene.fishbone.bone(column.bone)
        at = _foot(column, origin, scale, size)
        out = at is not None and not 0 <= at.y() <= size.height()
        if bone is None or at is None or not (small or out):
            continue
        if out:
            edge = 0.0 if column.above else size.height()
            y = origin.y() + edge / scale
            at = QPointF((column.x_at(y) - origin.x()) * scale, edge)
        beneath = QRectF() if out else _seen(column, origin, scale)
        _paint_one(scene, painter, column, bone, at, room * scale, size, corner or QRectF(), beneath)


def _seen(column: Column, origin: QPointF, scale: float) -> QRectF:
    """The small label of the scene, in view pixels."""
    label = column.label
    return QRectF(
        (label.x - origin.x()) * scale,
        (label.y - origin.y()) * scale,
        label.width * scale,
        label.height * scale,
    )


def _foot(column: Column, origin: QPointF, scale: float, size: QSizeF) -> QPointF | None:
    """Where a bone begins, in view pixels; None where it is out of view with all its length."""
    outer = QPointF((column.outer[0] - origin.x()) * scale, (column.outer[1] - origin.y()) * scale)
    spine = -origin.y() * scale
    if column.above:
        return outer if outer.y() <= size.height() and spine > 0 else None
    return outer if outer.y() >= 0 and spine < size.height() else None


def _paint_one(
    scene: FishScene,
    painter: QPainter,
    column: Column,
    bone: Bone,
    at: QPointF,
    room: float,
    size: QSizeF,
    corner: QRectF,
    beneath: QRectF,
) -> None:
    theme = scene.theme
    face = theme.face("caption", 600)
    pad_x, pad_y = (theme.px(one) for one in _PAD)
    lines = face.wrap(bone.label, max(theme.px(_LEAST), room - 2 * pad_x - _BETWEEN), 2)
    width = max([theme.px(_LEAST), *(face.advance(line) for line in lines)]) + 2 * pad_x
    height = len(lines) * face.line + 2 * pad_y
    top = at.y() - height if column.above else at.y()
    # As large as the small label it stands over, which would look out from under it.
    rect = _inside(QRectF(at.x() - width / 2, top, width, height).united(beneath), size, corner)
    if heading_ref(column) in (scene.emphasis.focused, scene.emphasis.selected):
        # Over the rings round the small label beneath: one ring is enough.
        rect = rect.adjusted(0, 0 if column.above else -_RINGS, 0, _RINGS if column.above else 0)
    pad_y = (rect.height() - len(lines) * face.line) / 2
    _paint_ground(scene, painter, column, rect, full=bool(bone.ribs))
    ink = theme.colors["text" if bone.ribs else "text2"]
    for index, line in enumerate(lines):
        left = rect.center().x() - face.advance(line) / 2
        write(painter, line, left, face.baseline(rect.top() + pad_y, index), face, ink, vector=False)


def _inside(rect: QRectF, size: QSizeF, corner: QRectF) -> QRectF:
    """A label moved up or down into the view, and out from under what lies over its corner by the shortest way."""
    top = max(_EDGE, min(rect.top(), size.height() - _EDGE - rect.height()))
    rect = rect.translated(0, top - rect.top())
    if not rect.intersects(corner):
        return rect
    aside, up = rect.right() + _EDGE - corner.left(), rect.bottom() + _EDGE - corner.top()
    return rect.translated(-aside, 0) if aside <= up else rect.translated(0, -up)


def _paint_ground(scene: FishScene, painter: QPainter, column: Column, rect: QRectF, *, full: bool) -> None:
    theme, ref, emphasis = scene.theme, heading_ref(column), scene.emphasis
    stroke = Stroke(theme.colors["border_strong" if full else "border"], 1)
    if ref == emphasis.focused:
        stroke = Stroke(theme.colors["focus"], tokens()["focus"]["width"])
    elif ref == emphasis.selected:
        chosen = tokens()["node"]["state"]["selected"]
        stroke = Stroke(theme.colors[chosen["color"]], chosen["ring"])
    painter.setPen(pen(stroke))
    painter.setBrush(brush(theme.colors["surface"]))
    painter.drawRoundedRect(rect, 4, 4)


def _with_room(scene: FishScene) -> Iterator[tuple[Column, float]]:
    """Each column with how far it is from the middle of its label to that of its neighbour, in scene pixels."""
    assert scene.layout is not None
    for above in (True, False):
        side = [one for one in scene.layout.columns if one.above == above]
        steps = [after.label.centre - before.label.centre for before, after in pairwise(side)]
        for at, column in enumerate(side):
            yield column, min(steps[max(0, at - 1) : at + 1], default=400.0)
