"""Puts a timeline on a screen: lanes from kept pictures, and over them what moves or stands out."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from rca_workbench.drawing.expected import pill_parts
from rca_workbench.drawing.ink import Stroke, pen
from rca_workbench.drawing.lane_pictures import LanePictures, sticky_items
from rca_workbench.drawing.paint import Detail, paint_item, paint_part, paint_rings
from rca_workbench.drawing.pinned import paint_ground, paint_pinned
from rca_workbench.drawing.timeline_scene import TimelineScene


def paint_timeline(
    scene: TimelineScene, painter: QPainter, visible: QRectF, pictures: LanePictures, detail: Detail
) -> None:
    """Paint what of a timeline is seen in `visible`, its top left being the painter's origin."""
    sharp = detail is Detail.SHARP
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, sharp)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, sharp)
    paint_ground(scene, painter, visible, 1, None)
    curtain = _curtain_line(scene, painter, visible)
    top = visible.top()
    painter.save()
    painter.translate(0, -top)
    if scene.quick or detail is Detail.ZOOMING:
        # Each scale needs its own letters: while it changes there is nothing worth keeping.
        for item in scene.items:
            paint_rings(scene, item, painter, 1)
            paint_item(scene, item, painter, Detail.PANNING)
    else:
        for item in scene.ties(scene.emphasis.selected):
            paint_item(scene, item, painter, detail)
        painter.restore()
        painter.save()
        pictures.paint(scene, painter, top)
        painter.translate(0, -top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in sticky_items(scene):
            paint_item(scene, item, painter, detail)
        for ref in dict.fromkeys((scene.emphasis.selected, scene.emphasis.focused)):
            ringed = scene.item(ref) if ref is not None and ref.kind == "timeline_entry" else None
            if ringed is not None:
                paint_rings(scene, ringed, painter, 1)
    painter.restore()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, sharp)
    if curtain is not None:
        _paint_curtain_words(scene, painter, curtain)
    paint_pinned(scene, painter, visible, 1, vector=False)
    painter.restore()


def _curtain_line(scene: TimelineScene, painter: QPainter, visible: QRectF) -> float | None:
    """The moment at which the case is looked at, a line through all lanes; where it stands, if it is seen."""
    look = scene.look
    if look is None or look.veil.at is None:
        return None
    x = scene.view.x(look.veil.at)
    if not scene.view.left <= x <= scene.view.width:
        return None
    theme = scene.theme
    bottom = min(visible.height(), scene.bounds.bottom() - visible.top())
    painter.setPen(pen(Stroke(theme.colors["warn"], theme.px(2), (theme.px(6), theme.px(3)))))
    painter.drawLine(QLineF(x, 0, x, bottom))
    return x


def _paint_curtain_words(scene: TimelineScene, painter: QPainter, x: float) -> None:
    look, theme = scene.look, scene.theme
    if look is None or not look.veil.words:
        return
    head = scene.axis.height if scene.axis is not None else 0
    wide = theme.face("label").advance(look.veil.words) + theme.px(16)
    left = min(max(x - wide / 2, scene.view.left + 4), scene.view.width - wide - 4)
    for part in pill_parts(look.veil.words, left, head + theme.px(14), theme):
        paint_part(part, painter, None, words=True, vector=False)
