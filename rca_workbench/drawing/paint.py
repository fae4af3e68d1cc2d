"""Puts a scene on any painter: a widget's, an image's, a file's."""

from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPaintEngine, QPainter, QPainterPath

from rca_workbench.drawing import far
from rca_workbench.drawing.icons import draw_icon
from rca_workbench.drawing.ink import NO_BRUSH, NO_PEN, Rgba, Stroke, blend, brush, pen
from rca_workbench.drawing.pinned import paint_ground, paint_pinned
from rca_workbench.drawing.scene import Bars, Icon, Item, Layer, Part, Scene, Shape, Words
from rca_workbench.drawing.theme import Theme
from rca_workbench.reference import tokens

READABLE = 0.8
"""How much of their strength the words beside a shown path keep. At the 0.38 of the lines they would fall
under the contrast that reading needs (4.5 to 1)."""


Fade = tuple[Rgba, float]
"""The ground something steps back into, and the share of itself it keeps."""


class Detail(Enum):
    """How much care a frame is worth."""

    SHARP = "sharp"
    """At rest."""
    PANNING = "panning"
    """While the picture is dragged: no smoothing of edges."""
    ZOOMING = "zooming"
    """While the scale changes: no smoothing and no words, for each scale needs its own letters."""


def paint(
    scene: Scene,
    painter: QPainter,
    visible: QRectF,
    scale: float = 1.0,
    detail: Detail = Detail.SHARP,
    *,
    exposed: QRectF | None = None,
) -> None:
    """Paint what of a scene is seen in `visible`, the view's top left being the painter's origin.

    Args:
        visible: the part of the scene in view, in scene pixels.
        scale: view pixels to one scene pixel.
        exposed: the part of the view to paint, in view pixels, where not all of it changed; the painter
            must be clipped to it already.
    """
    vector = _is_vector(painter)
    shown = visible if exposed is None else _in_scene(exposed, visible, scale).intersected(visible)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, detail is Detail.SHARP)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, detail is Detail.SHARP)
    paint_ground(scene, painter, visible, scale, exposed)
    painter.translate(-visible.left() * scale, -visible.top() * scale)
    painter.scale(scale, scale)
    near, middle = (level["from"] for level in tokens()["node"]["zoom_detail"][:2])
    if vector or scale >= near or scene.axis is not None:
        _paint_near(scene, painter, shown, scale, detail, vector=vector)
    elif scale >= middle and detail is not Detail.ZOOMING:
        _paint_middle(scene, painter, shown, scale, detail)
    else:
        _paint_far(scene, painter, shown, scale)
    painter.restore()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, detail is Detail.SHARP)
    paint_pinned(scene, painter, visible, scale, vector=vector)
    painter.restore()


def _paint_near(
    scene: Scene, painter: QPainter, shown: QRectF, scale: float, detail: Detail, *, vector: bool
) -> None:
    for item in _ordered(scene, shown):
        paint_rings(scene, item, painter, scale)
        paint_item(scene, item, painter, detail, vector=vector)


def paint_item(scene: Scene, item: Item, painter: QPainter, detail: Detail, *, vector: bool = False) -> None:
    """Paint one item, faded where it does not lie on the path that is shown, without its rings."""
    fade = _fade(scene, item)
    dx, dy = item.shift
    if dx or dy:
        painter.translate(dx, dy)
    for part in _led(scene, item):
        if item.layer is Layer.LINK and detail is not Detail.SHARP:
            _paint_hairline(part, painter, fade)
        else:
            paint_part(part, painter, fade, words=detail is not Detail.ZOOMING, vector=vector)
    if dx or dy:
        painter.translate(-dx, -dy)


def _paint_middle(scene: Scene, painter: QPainter, shown: QRectF, scale: float, detail: Detail) -> None:
    """Shapes without their text, then short labels at a fixed size on the screen."""
    labelled: list[Item] = []
    merged = detail is Detail.PANNING and scene.emphasis.path is None
    if merged:
        far.paint_merged(scene, painter, shown, scale, links_only=True)
    for item in _ordered(scene, shown):
        if merged and item.layer is Layer.LINK and item.ref != scene.emphasis.selected:
            continue
        paint_rings(scene, item, painter, scale)
        fade = _fade(scene, item)
        for part in _led(scene, item):
            if item.layer is Layer.LINK and detail is not Detail.SHARP:
                _paint_hairline(part, painter, fade)
            elif isinstance(part, Shape) or item.layer is Layer.DOCKED:
                paint_part(part, painter, fade, words=True, vector=False)
        if item.label:
            labelled.append(item)
    face = scene.theme.face("caption", 500)
    painter.save()
    painter.scale(1 / scale, 1 / scale)
    painter.setFont(face.font)
    for item in labelled[:400]:
        _paint_label(scene, item, painter, scale)
    painter.restore()


def _paint_label(scene: Scene, item: Item, painter: QPainter, scale: float) -> None:
    face = scene.theme.face("caption", 500)
    body = item.body
    width, height = body.width() * scale - 12, body.height() * scale
    lines = face.wrap(item.label, round(width), 2 if height >= 2 * face.line else 1)
    fade = _fade(scene, item)
    painter.setPen(pen(Stroke(_faded(item.label_color, fade), 1)))
    top = body.center().y() * scale - len(lines) * face.line / 2
    for index, line in enumerate(lines):
        y = face.baseline(top, index) - face.ascent
        painter.drawStaticText(QPointF(round(body.left() * scale + 6), y), face.ready(line))


def _paint_far(scene: Scene, painter: QPainter, shown: QRectF, scale: float) -> None:
    """A handful of paths made once; only what stands out is painted one by one."""
    far.paint_merged(scene, painter, shown, scale)
    emphasis = scene.emphasis
    standing = [item for item in _ordered(scene, shown) if emphasis.leads(item)] if emphasis.path else []
    for ref in (emphasis.selected, emphasis.focused, *emphasis.also):
        item = scene.item(ref)
        if item is not None and item not in standing:
            standing.append(item)
    for item in standing:
        paint_rings(scene, item, painter, scale)
        for part in _led(scene, item):
            if isinstance(part, Shape):
                paint_part(part, painter, None, words=False, vector=False)
    far.paint_icons(scene, painter, shown, scale)


def _paint_hairline(part: Part, painter: QPainter, fade: Fade | None) -> None:
    """A line of one pixel in place of a broad one: while things move it costs a third."""
    if isinstance(part, Shape):
        painter.setPen(
            NO_PEN if part.stroke is None else pen(_faded_stroke(part.stroke, fade), hairline=True)
        )
        painter.setBrush(NO_BRUSH if part.fill is None else brush(_faded(part.fill, fade)))
        painter.drawPath(part.path)


def paint_part(part: Part, painter: QPainter, fade: Fade | None, *, words: bool, vector: bool) -> None:
    """Paint one part, faded if told so."""
    if isinstance(part, Shape):
        painter.setPen(NO_PEN if part.stroke is None else pen(_faded_stroke(part.stroke, fade)))
        painter.setBrush(NO_BRUSH if part.fill is None else brush(_faded(part.fill, fade)))
        painter.drawPath(part.path)
    elif isinstance(part, Bars):
        painter.setPen(NO_PEN)
        painter.setBrush(brush(_faded(part.fill, fade)))
        painter.drawRects(part.rects)
    elif isinstance(part, Icon):
        draw_icon(painter, part.name, part.x, part.y, part.size, _faded(part.color, fade), vector=vector)
    elif words:
        _paint_words(part, painter, _faded(part.color, fade), vector=vector)


def _paint_words(part: Words, painter: QPainter, color: Rgba, *, vector: bool) -> None:
    face = part.face
    painter.setPen(pen(Stroke(color, 1)))
    painter.setFont(face.font)
    for line in part.lines:
        if vector:
            painter.drawText(QPointF(line.x, line.baseline), line.text)
        else:
            painter.drawStaticText(QPointF(line.x, line.baseline - face.ascent), face.ready(line.text))
    if part.strike:
        for line in part.lines:
            y = line.baseline - face.ascent * 0.3
            painter.drawLine(QLineF(line.x, y, line.x + face.advance(line.text), y))


def paint_rings(scene: Scene, item: Item, painter: QPainter, scale: float) -> None:
    """The rings of selection and keyboard focus: as wide in view pixels at any scale."""
    emphasis = scene.emphasis
    chosen_too = item.ref in emphasis.also
    if item.ref is None or not (chosen_too or item.ref in (emphasis.selected, emphasis.focused)):
        return
    theme = scene.theme
    if item.outline is not None:
        _ring_on_line(item.outline, painter, theme, scale)
        return
    chosen, focus = tokens()["node"]["state"]["selected"], tokens()["focus"]
    out = 0.0
    painter.setBrush(NO_BRUSH)
    if chosen_too or item.ref == emphasis.selected:
        out = _ring(
            item,
            painter,
            theme.colors[chosen["color"]],
            theme.colors["focus_gap"],
            chosen["ring"],
            chosen["gap"],
            out,
            scale,
        )
    if item.ref == emphasis.focused:
        _ring(
            item,
            painter,
            theme.colors["focus"],
            theme.colors["focus_gap"],
            focus["width"],
            focus["gap"],
            out,
            scale,
        )


def _ring(
    item: Item,
    painter: QPainter,
    color: Rgba,
    ground: Rgba,
    width: float,
    gap: float,
    out: float,
    scale: float,
) -> float:
    """One ring `gap` outside what lies `out` from the body, all in view pixels; returns where it ends."""
    for shade, wide, away in ((ground, gap, out + gap / 2), (color, width, out + gap + width / 2)):
        grown = away / scale
        painter.setPen(pen(Stroke(shade, wide / scale)))
        radius = item.radius + grown
        painter.drawRoundedRect(item.body.adjusted(-grown, -grown, grown, grown), radius, radius)
    return out + gap + width


def _ring_on_line(course: QPainterPath, painter: QPainter, theme: Theme, scale: float) -> None:
    """A disc in the middle of a line that is selected: a line alone shows too little where the keyboard is."""
    focus = tokens()["focus"]
    radius = (focus["width"] + focus["gap"] + 2) / scale
    painter.setPen(pen(Stroke(theme.colors["focus"], focus["width"] / scale)))
    painter.setBrush(brush(theme.colors["focus_gap"]))
    painter.drawEllipse(course.pointAtPercent(0.5), radius, radius)
    painter.setBrush(NO_BRUSH)


def _ordered(scene: Scene, shown: QRectF) -> list[Item]:
    """What is seen, with lines of the path above the other lines."""
    items = scene.seen(shown)
    if scene.emphasis.path:
        items.sort(key=lambda item: (item.layer, scene.emphasis.leads(item)))
    return items


def _led(scene: Scene, item: Item) -> tuple[Part, ...]:
    """An item's parts; a link on the path, or the one selected, in ink and at its heavier weight."""
    if item.layer is not Layer.LINK or not (
        scene.emphasis.leads(item) or item.ref == scene.emphasis.selected
    ):
        return item.parts
    edge = tokens()["edge"]
    plain, ink = scene.theme.colors["edge"], scene.theme.colors[edge["path"]["color"]]
    heavier = edge["path_width"] / edge["width"]
    led: list[Part] = []
    for part in item.parts:
        if isinstance(part, Shape):
            stroke = part.stroke and Stroke(ink, part.stroke.width * heavier, part.stroke.dash)
            part = Shape(part.path, ink if part.fill == plain else part.fill, stroke)
        led.append(part)
    return tuple(led)


def _fade(scene: Scene, item: Item) -> Fade | None:
    if not scene.emphasis.fades(item) or item.ref == scene.emphasis.selected:
        return None
    ground = scene.theme.colors["window"]
    if item.layer is Layer.LINK:
        return ground, float(tokens()["node"]["state"]["off_path"]["opacity"])
    return ground, READABLE


def _faded(color: Rgba, fade: Fade | None) -> Rgba:
    return color if fade is None else blend(color, fade[0], fade[1])


def _faded_stroke(stroke: Stroke, fade: Fade | None) -> Stroke:
    return (
        stroke if fade is None else Stroke(blend(stroke.color, fade[0], fade[1]), stroke.width, stroke.dash)
    )


def _in_scene(rect: QRectF, visible: QRectF, scale: float) -> QRectF:
    return QRectF(
        visible.left() + rect.left() / scale,
        visible.top() + rect.top() / scale,
        rect.width() / scale,
        rect.height() / scale,
    )


def _is_vector(painter: QPainter) -> bool:
    return painter.paintEngine().type() in (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf)
