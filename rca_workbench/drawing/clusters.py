"""Several entries too near together for a label each, shown as one with their number."""

from math import log10

from PySide6.QtCore import QRectF

from rca_workbench.drawing.ink import Rgba, Stroke, blend
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.shapes import outline
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import range_words
from rca_workbench.reference import tokens

CLUSTER_WIDTH = 128
CLUSTER_HEIGHT = 54
CELL_HEIGHT = 26


def cluster_item(
    moments: tuple[Moment, ...], x0: float, x1: float, top: float, theme: Theme, *, fine: bool
) -> Item:
    """The pill that stands for several entries; what is most serious among them gives it its look.

    Args:
        x0: pixels of the first of them, as `x1` of the last.
        fine: the axis shows the day.
    """
    worst = _worst(moments)
    colors = theme.kinds[worst]
    strong, plain = theme.face("label"), theme.face("caption")
    count = str(len(moments))
    x0, x1 = x0 - theme.px(6), x1 + theme.px(6)
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
        parts.append(_flag(start - theme.px(2), middle - icon / 2, icon, colors.ink))
    when = range_words(moments[0].at, moments[-1].at, fine=fine)
    y = top + theme.px(22)
    said = _counted(moments)
    parts.append(Words((Line(x0, strong.baseline(y), when),), strong, theme.colors["text"]))
    parts.append(Words((Line(x0, plain.baseline(y + strong.line), said),), plain, theme.colors["text2"]))
    width = max(pill.width(), strong.advance(when), plain.advance(said))
    body = QRectF(x0 - 3, top - 2, width + 6, theme.px(20) + strong.line + plain.line + 4)
    return Item(
        _ref(moments), Layer.BOX, body.adjusted(-4, -4, 4, 4), body, tuple(parts), _name(moments, when),
        radius=theme.px(6),
    )  # fmt: skip


def cell_item(
    moments: tuple[Moment, ...], x0: float, x1: float, top: float, theme: Theme, *, fine: bool
) -> Item:
    """One cell of a crowded stretch: the count of what lies in it, the darker the more; no words beside it."""
    worst = _worst(moments)
    colors = theme.kinds[worst]
    strong = theme.face("label")
    count = str(len(moments)) if len(moments) < 10_000 else f"{len(moments) // 1000}k"
    rect = QRectF(x0 + 1, top, max(x1 - x0 - 2, 4), theme.px(CELL_HEIGHT))
    fill, ink = _shade(len(moments), theme), theme.colors["text"]
    edge = Stroke(colors.border, theme.px(1.25 if worst == "problem" else 0.75))
    parts: list[Part] = [Shape(outline("round", rect, theme.px(4)), fill, edge)]
    icon = theme.px(12) if worst == "problem" else 0
    width = strong.advance(count) + (icon + theme.px(2) if icon else 0)
    x, middle = rect.center().x() - width / 2, rect.center().y()
    if width < rect.width():
        if icon:
            parts.append(_flag(x, middle - icon / 2, icon, colors.ink))
            x += icon + theme.px(2)
        parts.append(Words((Line(x, strong.baseline(middle - strong.line / 2), count),), strong, ink))
    name = _name(moments, range_words(moments[0].at, moments[-1].at, fine=fine))
    return Item(
        _ref(moments), Layer.BOX, rect.adjusted(-2, -2, 2, 2), rect, tuple(parts), name, radius=theme.px(4)
    )


def _shade(count: int, theme: Theme) -> Rgba:
    """Fill of a cell. A thousand are as dark as it gets, which still leaves the figures readable."""
    share = 0.06 + 0.34 * min(1.0, log10(max(count, 1)) / 3)
    return blend(theme.kinds["event"].border, theme.colors["band"], share)


def _worst(moments: tuple[Moment, ...]) -> str:
    return "problem" if any(moment.around.card == "problem" for moment in moments) else "event"


def _counted(moments: tuple[Moment, ...]) -> str:
    return "1 entry" if len(moments) == 1 else f"{len(moments)} entries"


def _name(moments: tuple[Moment, ...], when: str) -> str:
    problems = sum(moment.around.card == "problem" for moment in moments)
    said = f"{_counted(moments)}, {when}"
    if problems:
        said += f", {problems} {'is a problem' if problems == 1 else 'are problems'}"
    return f"{said}: " + "; ".join(moment.text for moment in moments[:3])


def _ref(moments: tuple[Moment, ...]) -> Ref:
    return Ref("timeline_entry", moments[0].id, "cluster")


def _flag(x: float, y: float, size: float, ink: Rgba) -> Icon:
    return Icon(tokens()["icons"]["kind"]["problem"], x, y, size, ink)
