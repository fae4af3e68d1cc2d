"""One moment as an item of the timeline."""

from PySide6.QtCore import QRectF

from rca_workbench.drawing import marks
from rca_workbench.drawing.expected import expected_parts, pill_parts
from rca_workbench.drawing.marks import Block
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Item, Layer, Part, Ref
from rca_workbench.drawing.strands import strand_parts
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.timeview import TimeView
from rca_workbench.reference import tokens


def moment_item(
    moment: Moment,
    top: float,
    view: TimeView,
    theme: Theme,
    size: Block,
    *,
    strip: bool = False,
    sticky: bool = True,
) -> Item:
    """One moment as an item of a view.

    Args:
        strip: draw it as one line along its stretch.
        sticky: its words stay in view as long as a part of it does.
    """
    half = theme.px(tokens()["timeline"]["mark"] / 2)
    wide = (moment.end - moment.start) / view.seconds_per_pixel
    x0, x, x1 = (_held(view.x(time), view) for time in (moment.start, moment.at, moment.end))
    start = marks.label_start(moment, x0, x, x1, half)
    label = min(max(start, view.left + theme.px(8)), max(start, x1 - size.width)) if sticky else start
    parts: list[Part] = []
    said = True
    if moment.due is not None and not moment.undone:
        due = (_held(view.x(moment.due[0]), view), _held(view.x(moment.due[1]), view))
        expected, said = expected_parts(moment, due, x, top, theme)
        parts += expected
    strands = top + size.height - marks.strands_height(moment, theme)
    if strip:
        body = QRectF(x0, top, x1 - x0, theme.px(marks.STRIP_HEIGHT))
        label = max(x0 + theme.px(6), label)
        shown = body.intersected(QRectF(view.left - 1, top, view.width - view.left + 2, body.height()))
        parts += marks.strip_parts(moment, shown if shown.isValid() else body, label, theme, size)
        strands = body.bottom()
    elif moment.card:
        tall = size.height - marks.strands_height(moment, theme)
        body = QRectF(start, top, max(size.width, x1 - start if moment.mark == "bar" else 0), tall)
        if wide > 2 * half and moment.mark != "bar":
            parts += marks.mark_parts(moment.mark, x0, x, x1, top + half, theme)
        parts += marks.card_parts(moment, body, theme, size)
        if not said:
            parts += pill_parts(moment.words.late, body.right() + theme.px(4), top + theme.px(12), theme)
    else:
        mark = "half_disc" if moment.disagrees and wide <= 2 * half and not moment.undone else moment.mark
        mark_x = label + half if mark == "disc_band" and wide > 2 * half else x
        told, right = strand_parts(moment, lambda time: _held(view.x(time), view), mark_x, strands, theme)
        parts += told
        parts += marks.mark_parts(mark, x0, mark_x, x1, top + half, theme)
        parts += marks.label_parts(moment, label, top, theme, size)
        if moment.undone or not said:
            parts += pill_parts(moment.words.late, mark_x + half + theme.px(6), top + half, theme)
        body = QRectF(label - 3, top - 2, max(size.width, right - label) + 6, size.height + 4)
    if strip or moment.card:
        parts += strand_parts(moment, lambda time: _held(view.x(time), view), label + half, strands, theme)[0]
    rect = body.united(QRectF(x0, top, max(x1 - x0, 1), 2 * half)).adjusted(-40, -6, 40, 6)
    if moment.strands:
        rect = rect.united(QRectF(rect.left(), top, theme.px(marks.STRAND_ROOM), size.height))
    ref = Ref("timeline_entry", moment.id)
    radius = theme.px(12 if moment.card == "harm" else 4)
    return Item(ref, Layer.BOX, rect, body, tuple(parts), moment.name, radius=radius)


def _held(x: float, view: TimeView) -> float:
    """A place kept near the view: painters lose their way millions of pixels outside it."""
    return min(max(x, view.left - 400), view.width + 400)
