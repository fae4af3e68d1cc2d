"""Painted pieces of lanes, kept so that frames which only move are put together from them."""

from collections import OrderedDict
from collections.abc import Iterator
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from rca_workbench.drawing.density import slim_parts
from rca_workbench.drawing.lane_items import Look, spot_item, sticks
from rca_workbench.drawing.paint import Detail, paint_item, paint_part
from rca_workbench.drawing.scene import Item
from rca_workbench.drawing.timeline_scene import PlacedLane, TimelineScene
from rca_workbench.drawing.timeview import TimeView

PIECE = 256
"""Width of a piece in pixels: what a panned frame may have to paint of each lane."""
_MOST_BYTES = 40 << 20
"""Some five screens of 1920 by 1080, for each dot of a pixel; what was seen longest ago goes first."""
_TALLEST = 4000
"""Pixels; a lane taller than that is painted without pieces."""


class LanePictures:
    """The pieces of one canvas. Pieces hold until their lane, the scale or the look changes."""

    def __init__(self) -> None:
        self._pieces: OrderedDict[tuple[object, ...], tuple[object, QImage | None]] = OrderedDict()
        self._bytes = 0
        self._look: Look | None = None
        self._scale = 0.0

    @property
    def bytes(self) -> int:
        """Memory the pieces take."""
        return self._bytes

    def paint(self, scene: TimelineScene, painter: QPainter, top: float, exposed: QRectF) -> None:
        """Paint the lanes of a scene, all but what moves within them.

        Args:
            top: the scene's height at y 0.
            exposed: what of the view is wanted.
        """
        look = scene.look
        assert look is not None
        if look != self._look or scene.view.seconds_per_pixel != self._scale:
            self.clear()
            self._look, self._scale = look, scene.view.seconds_per_pixel
        ratio = painter.device().devicePixelRatio()
        first, last, left = _columns(scene.view)
        for lane in scene.lanes:
            y = lane.top - top
            if y > exposed.bottom() or y + lane.height < exposed.top():
                continue
            if lane.height > _TALLEST:
                _paint_lane(scene, lane, painter, scene.view, y)
                continue
            for number in range(first, last):
                x = left + (number - first) * PIECE
                if x > exposed.right() or x + PIECE < exposed.left():
                    continue
                piece = self._piece(scene, lane, number, ratio)
                if piece is not None:
                    painter.drawImage(QPointF(x, y), piece)

    def prepare(self, scene: TimelineScene, ratio: float) -> bool:
        """Paint one piece that is not seen yet but next to what is; False if there is none left to paint."""
        look = scene.look
        if look != self._look or scene.view.seconds_per_pixel != self._scale:
            return False
        first, last, _ = _columns(scene.view)
        for number in (last, first - 1):
            for lane in scene.lanes:
                if lane.height <= _TALLEST and self._key(lane, number, ratio) not in self._pieces:
                    self._piece(scene, lane, number, ratio)
                    return True
        return False

    def clear(self) -> None:
        """Forget everything."""
        self._pieces.clear()
        self._bytes = 0

    def _piece(self, scene: TimelineScene, lane: PlacedLane, number: int, ratio: float) -> QImage | None:
        key = self._key(lane, number, ratio)
        known = self._pieces.get(key) or self._taken_over(key, scene, lane, number, ratio)
        if known is not None:
            self._pieces.move_to_end(key)
            return known[1]
        image = _painted(scene, lane, number, ratio)
        # What a key of ids was made from is kept with it, so that they cannot come to mean another.
        self._pieces[key] = (None if lane.spots is not None else lane.row.contents, image)
        self._bytes += image.sizeInBytes() if image is not None else 0
        while self._bytes > _MOST_BYTES * max(1.0, ratio * ratio):
            _, (_, old) = self._pieces.popitem(last=False)
            self._bytes -= old.sizeInBytes() if old is not None else 0
        return image

    def _taken_over(
        self, key: tuple[object, ...], scene: TimelineScene, lane: PlacedLane, number: int, ratio: float
    ) -> tuple[object, QImage | None] | None:
        """The piece painted before a step, where the step changed nothing that it shows."""
        if lane.spots is None or lane.spots.came is None:
            return None
        token, changed = lane.spots.came
        view = _piece_view(scene, number)
        if any(lane.spots.shows(index, view) for index in changed):
            return None
        known = self._pieces.pop((number, ratio, token), None)
        if known is not None:
            self._pieces[key] = known
        return known

    def _key(self, lane: PlacedLane, number: int, ratio: float) -> tuple[object, ...]:
        own = (lane.spots.token,) if lane.spots is not None else tuple(map(id, lane.row.contents))
        return (number, ratio, *own)


def sticky_items(scene: TimelineScene) -> Iterator[Item]:
    """Items whose words move along them, which no piece can hold."""
    assert scene.look is not None
    for lane in scene.lanes:
        if lane.spots is not None and lane.height <= _TALLEST:
            for index in lane.spots.seen(scene.view):
                if sticks(lane.spots, index, scene.view, scene.look.theme):
                    item = spot_item(lane.spots, index, lane.top, scene.view, scene.look)
                    if item is not None:
                        yield item


def _columns(view: TimeView) -> tuple[int, int, float]:
    """First piece in view, the one behind the last, and where the first begins."""
    start = round(view.start / view.seconds_per_pixel)
    first = floor(start / PIECE)
    left = view.left + first * PIECE - start
    last = first
    while left + (last - first) * PIECE < view.width:
        last += 1
    return first, last, left


def _piece_view(scene: TimelineScene, number: int) -> TimeView:
    scale = scene.view.seconds_per_pixel
    return TimeView(number * PIECE * scale, scale, PIECE, 0)


def _painted(scene: TimelineScene, lane: PlacedLane, number: int, ratio: float) -> QImage | None:
    """A piece of a lane; None where nothing lies in it."""
    view = _piece_view(scene, number)
    if lane.spots is not None and next(lane.spots.seen(view), None) is None:
        return None
    image = QImage(
        round(PIECE * ratio), max(1, round(lane.height * ratio)), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    _paint_lane(scene, lane, painter, view, 0)
    painter.end()
    return image


def _paint_lane(
    scene: TimelineScene, lane: PlacedLane, painter: QPainter, view: TimeView, top: float
) -> None:
    look = scene.look
    assert look is not None
    if lane.spots is None:
        painter.translate(0, top)
        for part in slim_parts(lane.row.contents, view, look.theme, look.veil.hidden):
            paint_part(part, painter, None, words=True, vector=False)
        painter.translate(0, -top)
        return
    for index in lane.spots.seen(view):
        if lane.height > _TALLEST or not sticks(lane.spots, index, view, look.theme):
            item = spot_item(lane.spots, index, top, view, look)
            if item is not None:
                paint_item(scene, item, painter, Detail.SHARP)
