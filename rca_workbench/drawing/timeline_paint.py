"""Puts a timeline on a screen: lanes from kept pictures, and over them what moves or stands out."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from rca_workbench.drawing.expected import pill_parts
from rca_workbench.drawing.ink import Stroke, pen
from rca_workbench.drawing.lane_pictures import LanePictures, sticky_items
from rca_workbench.drawing.paint import Detail, paint_item, paint_part, paint_rings
from rca_workbench.drawing.pinned import paint_ground, paint_pinned
from rca_workbench.drawing.scene import Band, Scene
from rca_workbench.drawing.timeline_scene import PlacedLane, TimelineScene
from rca_workbench.drawing.timeview import TimeView


def changed_rects(before: Scene | None, scene: TimelineScene, top: float) -> list[QRectF] | None:
    """What of the view a step changed, in view pixels; None where that may be all of it.

    Args:
        before: what was seen before the step; None: something else.
        top: height of the scene at the top of the view.
    """
    if not isinstance(before, TimelineScene) or before.quick or scene.quick or not _alike(before, scene):
        return None
    rects = []
    for lane, old, band, was in zip(scene.lanes, before.lanes, *_bands(scene, before), strict=True):
        if band != was:
            rects.append(QRectF(0, lane.top - top, scene.view.width, lane.height))
        elif lane.row.contents != old.row.contents:
            rects.append(_changed_in(lane, old, scene.view).translated(0, -top))
    return rects


def _alike(before: TimelineScene, scene: TimelineScene) -> bool:
    """True if two scenes differ at most in what some lanes hold."""
    same = (before.view, before.look, before.emphasis) == (scene.view, scene.look, scene.emphasis)
    places = [(one.row.id, one.top, one.height) for one in before.lanes]
    if not same or places != [(one.row.id, one.top, one.height) for one in scene.lanes]:
        return False
    return not before.ties(before.emphasis.selected) and not scene.ties(scene.emphasis.selected)


def _bands(scene: TimelineScene, before: TimelineScene) -> tuple[list[Band], list[Band]]:
    """The bands of the lanes in view of both."""
    found = []
    for one in (scene, before):
        by_id = {band.id: band for band in one.bands}
        found.append([by_id[lane.row.id] for lane in one.lanes])
    return found[0], found[1]


def _changed_in(lane: PlacedLane, old: PlacedLane, view: TimeView) -> QRectF:
    """What of a lane shows something else, as high as the lane."""
    whole = QRectF(0, lane.top, view.width, lane.height)
    spots = lane.spots
    if spots is None or old.spots is None or spots.came is None or spots.came[0] != old.spots.token:
        return whole
    found = QRectF()
    for index in spots.came[1]:
        left, right = view.x(spots.low[index]), view.x(spots.high[index])
        right = max(right, left + spots.width[index])
        found = found.united(QRectF(left - 80, lane.top, right - left + 160, lane.height))
    return found.intersected(whole)


def paint_timeline(
    scene: TimelineScene,
    painter: QPainter,
    visible: QRectF,
    pictures: LanePictures,
    detail: Detail,
    exposed: QRectF | None = None,
) -> None:
    """Paint what of a timeline is seen in `visible`, its top left being the painter's origin.

    `exposed` is the part to paint, where not all of it changed; the painter must be clipped to it already.
    """
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
        pictures.paint(scene, painter, top, exposed or QRectF(0, 0, visible.width(), visible.height()))
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
