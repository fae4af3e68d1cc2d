"""Several entries too near together for a label each, shown as one with their number."""

from bisect import bisect_left

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.lanes import LaneRow
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.shapes import outline
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import range_words
from rca_workbench.drawing.timeview import TimeView
from rca_workbench.reference import tokens


def cluster_item(
    moments: tuple[Moment, ...], top: float, view: TimeView, theme: Theme, *, fine: bool
) -> Item:
    """The pill that stands for several entries; what is most serious among them gives it its look.

    `fine` if the axis shows the day.
    """
    worst = "problem" if any(moment.card == "problem" for moment in moments) else "event"
    colors = theme.kinds[worst]
    strong, plain = theme.face("label"), theme.face("caption")
    count = str(len(moments))
    x0, x1 = view.x(moments[0].at) - theme.px(6), view.x(moments[-1].at) + theme.px(6)
    icon = theme.px(13) if worst == "problem" else 0
    least = strong.advance(count) + icon + theme.px(20)
    pill = QRectF(x0, top, max(x1 - x0, least), theme.px(20))
    middle = pill.center().y()
    start = pill.left() + theme.px(8)
    parts: list[Part] = [
        Shape(outline("round", pill, theme.px(10)), colors.fill, Stroke(colors.border, theme.px(1.25))),
        Words((Line(start + icon, strong.baseline(middle - strong.line / 2), count),), strong, colors.ink),
    ]
    if icon:
        name = tokens()["icons"]["kind"]["problem"]
        parts.append(Icon(name, start - theme.px(2), middle - icon / 2, icon, colors.ink))
    when = range_words(moments[0].at, moments[-1].at, fine=fine)
    y = top + theme.px(22)
    said = f"{count} entries"
    parts.append(Words((Line(x0, strong.baseline(y), when),), strong, theme.colors["text"]))
    parts.append(Words((Line(x0, plain.baseline(y + strong.line), said),), plain, theme.colors["text2"]))
    width = max(pill.width(), strong.advance(when), plain.advance(said))
    body = QRectF(x0 - 3, top - 2, width + 6, theme.px(20) + strong.line + plain.line + 4)
    name = f"{said}, {when}: " + "; ".join(moment.text for moment in moments[:3])
    ref = Ref("timeline_entry", moments[0].id, "cluster")
    return Item(ref, Layer.BOX, body.adjusted(-4, -4, 4, 4), body, tuple(parts), name, radius=theme.px(6))


def quick_marks(row: LaneRow, top: float, height: float, view: TimeView, theme: Theme) -> Item:
    """All marks of a lane as one drawing: at most one in each bucket of pixels, found by jumping."""
    path = QPainterPath()
    moments = row.moments
    size = theme.px(7)
    y = top + min(height / 2, theme.px(14)) - size / 2
    step = view.seconds_per_pixel * (size + 2)
    index = bisect_left(moments, view.start, key=lambda moment: moment.start)
    end = view.end
    while index < len(moments) and moments[index].start <= end:
        start = moments[index].start
        path.addRect(view.x(start) - size / 2, y, size, size)
        index = bisect_left(moments, start + step, index + 1, key=lambda moment: moment.start)
    rect = QRectF(view.left, top, max(view.width - view.left, 1), height)
    return Item(None, Layer.BOX, rect, rect, (Shape(path, theme.kinds["event"].ink),))
