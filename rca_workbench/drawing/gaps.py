"""A stretch of a lane in which nothing is recorded, hatched."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.analysis.chronology import Gap
from rca_workbench.drawing.ink import Stroke, blend
from rca_workbench.drawing.scene import Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.shapes import hatch
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import duration_words, range_words
from rca_workbench.drawing.timeview import TimeView
from rca_workbench.reference import tokens

GAP_HEIGHT = 30
_HATCHED = 12


def gap_item(gap: Gap, top: float, view: TimeView, theme: Theme) -> Item:
    """The gap through a view: a hatched bar with its words below, which stay in view as long as it does."""
    flag = tokens()["timeline"]["flag"]["gap"]
    left, right = view.x(gap.start), view.x(gap.end)
    rect = QRectF(left, top, right - left, theme.px(_HATCHED))
    shown = rect.intersected(QRectF(view.left, top, view.width - view.left, rect.height()))
    plain = theme.face("caption")
    said = f"{flag['label']}, {range_words(gap.start, gap.end, fine=True)}"
    x = max(left, min(max(left, view.left + theme.px(8)), right - plain.advance(said)))
    ground = theme.colors["band"]
    edge = Stroke(blend(theme.kinds["problem"].border, ground, 0.55), theme.px(1))
    path = QPainterPath()
    path.addRect(shown)
    parts: tuple[Part, ...] = (
        Shape(path, blend(theme.kinds["problem"].fill, ground, 0.6)),
        Shape(hatch(shown, theme.px(flag["spacing"])), None, edge),
        Words((Line(x, plain.baseline(top + theme.px(_HATCHED + 2)), said),), plain, theme.colors["text2"]),
    )
    body = QRectF(left, top, right - left, theme.px(GAP_HEIGHT))
    name = f"{said}, {duration_words(gap.length)}"
    return Item(Ref("timeline_entry", gap.before, "gap"), Layer.GROUND, body, body, parts, name)
