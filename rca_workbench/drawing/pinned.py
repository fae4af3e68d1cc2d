"""What stays put while the picture moves: bands behind it, their labels at its left, the time axis on top."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from rca_workbench.drawing.ink import NO_PEN, Rgba, Stroke, brush, pen
from rca_workbench.drawing.lane_heads import paint_head
from rca_workbench.drawing.scene import Band, Scene
from rca_workbench.drawing.text_line import write


def paint_ground(
    scene: Scene, painter: QPainter, visible: QRectF, scale: float, exposed: QRectF | None
) -> None:
    """The window colour, the bands across the whole view and the lines of the time axis, in view pixels."""
    colors = scene.theme.colors
    view = exposed or QRectF(0, 0, visible.width() * scale, visible.height() * scale)
    painter.fillRect(view, brush(colors["window"]))
    for index, band in enumerate(scene.bands):
        rect = _band_rect(band, visible, scale)
        if rect.bottom() < view.top() or rect.top() > view.bottom():
            continue
        rect.setLeft(view.left())
        rect.setRight(view.right())
        painter.fillRect(rect, brush(_ground(scene, index)))
        _line(painter, colors["border"], view.left(), rect.bottom(), view.right(), rect.bottom())
    if scene.axis is not None:
        for tick in scene.axis.ticks:
            x = (tick.x - visible.left()) * scale
            bottom = min(view.bottom(), (scene.bounds.bottom() - visible.top()) * scale)
            _line(painter, colors["border_strong" if tick.strong else "grid"], x, 0, x, bottom)


def paint_pinned(scene: Scene, painter: QPainter, visible: QRectF, scale: float, *, vector: bool) -> None:
    """The labels of the bands and the time axis, over everything else, in view pixels."""
    view = QRectF(0, 0, visible.width() * scale, visible.height() * scale)
    head = scene.axis.height if scene.axis is not None else 0
    if scene.label_width:
        _paint_labels(scene, painter, view, visible, scale, head, vector=vector)
    if scene.axis is not None:
        _paint_axis(scene, painter, view, visible, scale, vector=vector)


def _paint_labels(
    scene: Scene, painter: QPainter, view: QRectF, visible: QRectF, scale: float, head: float, *, vector: bool
) -> None:
    theme = scene.theme
    width = scene.label_width
    painter.fillRect(QRectF(0, 0, width, view.height()), brush(theme.colors["window"]))
    strong, plain = theme.face("label"), theme.face("caption")
    room = width - theme.px(20) - theme.px(8)
    for index, band in enumerate(scene.bands):
        rect = _band_rect(band, visible, scale)
        if rect.bottom() < head or rect.top() > view.bottom():
            continue
        painter.fillRect(QRectF(0, rect.top(), width, rect.height()), brush(_ground(scene, index)))
        _line(painter, theme.colors["border"], 0, rect.bottom(), width, rect.bottom())
        top, bottom = max(rect.top(), head), min(rect.bottom(), view.bottom())
        if band.folded is not None:
            # What of it is seen holds its head, so that the label is there as long as the lane is.
            paint_head(scene, band, painter, *seen_part(band, visible.top(), head, scale), vector=vector)
            continue
        # Centred in what is seen of the band, so that the label is there as long as the band is.
        most = max(1, int((bottom - top - theme.px(4)) // strong.line))
        lines = strong.wrap(band.label, room, max(1, min(5, most - bool(band.note))) if most > 1 else 1)
        note = band.note if len(lines) < most else ""
        height = len(lines) * strong.line + (plain.line if note else 0)
        y = min(max((top + bottom - height) / 2, rect.top() + theme.px(2)), rect.bottom() - height)
        for at, line in enumerate(lines):
            write(
                painter,
                line,
                theme.px(20),
                strong.baseline(y, at),
                strong,
                theme.colors["text2"],
                vector=vector,
            )
        if note:
            at = len(lines)
            write(
                painter,
                note,
                theme.px(20),
                plain.baseline(y, at),
                plain,
                theme.colors["text3"],
                vector=vector,
            )
    _line(painter, theme.colors["border"], width, 0, width, view.height())


def _paint_axis(
    scene: Scene, painter: QPainter, view: QRectF, visible: QRectF, scale: float, *, vector: bool
) -> None:
    axis, theme = scene.axis, scene.theme
    assert axis is not None
    painter.fillRect(QRectF(0, 0, view.width(), axis.height), brush(theme.colors["surface"]))
    plain, strong = theme.face("caption"), theme.face("label")
    y = plain.baseline((axis.height - plain.line) / 2)
    # A label runs to the right of its line only as far as the view does, and gives way to the next one.
    for tick in axis.ticks:
        x = (tick.x - visible.left()) * scale
        face = strong if tick.strong else plain
        width = face.advance(tick.label)
        left = x - width / 2
        if tick.label and left > scene.label_width and left + width < view.right():
            color = theme.colors["text" if tick.strong else "text2"]
            write(painter, tick.label, left, y, face, color, vector=vector)
    painter.fillRect(QRectF(0, 0, scene.label_width, axis.height), brush(theme.colors["surface"]))
    corner = strong.elide(axis.corner, int(scene.label_width - theme.px(24)))
    write(painter, corner, theme.px(20), y, strong, theme.colors["text"], vector=vector)
    _line(painter, theme.colors["border"], 0, axis.height, view.width(), axis.height)
    _line(painter, theme.colors["border"], scene.label_width, 0, scene.label_width, axis.height)


def seen_part(band: Band, origin: float, head: float, scale: float = 1) -> tuple[float, float]:
    """From and to which height of the view the head of a band is drawn; `head` is the height of the axis.

    It keeps below the axis as long as the band is seen, and leaves with the band's foot.
    """
    top, bottom = (band.top - origin) * scale, (band.top + band.height - origin) * scale
    least = min(bottom - top, 48.0)
    return min(max(top, head), bottom - least), bottom


def _band_rect(band: Band, visible: QRectF, scale: float) -> QRectF:
    return QRectF(0, (band.top - visible.top()) * scale, 0, band.height * scale)


def _ground(scene: Scene, index: int) -> Rgba:
    return scene.theme.colors["band_alt" if index % 2 else "band"]


def _line(painter: QPainter, color: Rgba, x1: float, y1: float, x2: float, y2: float) -> None:
    painter.setPen(pen(Stroke(color, 1)))
    painter.drawLine(QLineF(x1, y1, x2, y2))
    painter.setPen(NO_PEN)
