"""The heads of the lanes at the left: what folds them, their label, and what they gather."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from rca_workbench.drawing.icons import draw_icon
from rca_workbench.drawing.ink import NO_BRUSH, Stroke, pen
from rca_workbench.drawing.scene import Band, Scene
from rca_workbench.drawing.text_line import write
from rca_workbench.drawing.theme import Theme
from rca_workbench.reference import tokens

_CHEVRON = 16
_INDENT = 10


def chevron_rect(band: Band, top: float, bottom: float, theme: Theme) -> QRectF:
    """Where what folds a lane stands in its head, in view pixels; `top` and `bottom` are what is seen of it."""
    side = theme.px(_CHEVRON)
    middle = (top + bottom) / 2 if bottom - top < theme.px(40) else top + theme.px(20)
    return QRectF(theme.px(2 + _INDENT * band.depth), middle - side / 2, side, side)


def paint_head(
    scene: Scene, band: Band, painter: QPainter, top: float, bottom: float, *, vector: bool
) -> None:
    """The head of one lane between two heights of the view: what is seen of the lane there."""
    theme = scene.theme
    strong, plain = theme.face("label"), theme.face("caption")
    left = theme.px(20 + _INDENT * band.depth)
    room = scene.label_width - left - theme.px(6)
    rect = chevron_rect(band, top, bottom, theme)
    name = "chevron-right" if band.folded else "chevron-down"
    draw_icon(painter, name, rect.left(), rect.top(), rect.width(), theme.colors["text2"], vector=vector)
    icon = theme.px(13)
    if bottom - top < theme.px(40):
        y = (top + bottom - strong.line) / 2
        beside = icon + theme.px(5) if band.icon else 0
        label = strong.elide(band.label, int(room - beside))
        write(painter, label, left, strong.baseline(y), strong, theme.colors["text2"], vector=vector)
        if band.icon:
            x = scene.label_width - icon - theme.px(6)
            draw_icon(painter, band.icon, x, y + 2, icon, theme.colors["text3"], vector=vector)
    else:
        below = (plain.line + theme.px(2) if band.kind else 0) + (plain.line if band.note else 0)
        space = bottom - top - below - theme.px(12)
        lines = strong.wrap(band.label, room, max(1, min(4, int(space // strong.line))))
        y = rect.center().y() - strong.line / 2
        for number, line in enumerate(lines):
            baseline = strong.baseline(y, number)
            write(painter, line, left, baseline, strong, theme.colors["text2"], vector=vector)
        y += len(lines) * strong.line + theme.px(2)
        if band.kind and y + plain.line <= bottom:
            color = theme.colors["text3"]
            draw_icon(painter, band.icon, left, y + (plain.line - icon) / 2, icon, color, vector=vector)
            write(
                painter, band.kind, left + icon + theme.px(4), plain.baseline(y), plain, color, vector=vector
            )
            y += plain.line
        if band.note and y + plain.line <= bottom:
            note = plain.elide(band.note, int(room))
            write(painter, note, left, plain.baseline(y), plain, theme.colors["text2"], vector=vector)
    if band.ref is not None and band.ref in (scene.emphasis.focused, scene.emphasis.selected):
        _paint_ring(scene, band, painter, top, bottom)


def _paint_ring(scene: Scene, band: Band, painter: QPainter, top: float, bottom: float) -> None:
    theme = scene.theme
    focused = band.ref == scene.emphasis.focused
    spec = tokens()["focus"]
    color = theme.colors["focus" if focused else "accent"]
    width = spec["width"] if focused else 1.0
    painter.setPen(pen(Stroke(color, width)))
    painter.setBrush(NO_BRUSH)
    painter.drawRoundedRect(QRectF(2.5, top + 2.5, scene.label_width - 6, bottom - top - 5), 4, 4)
