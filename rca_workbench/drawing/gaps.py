"""A stretch of a lane in which nothing is recorded: hatched, with its length and an offer to explain it."""

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

GAP_HEIGHT = 34
_HATCHED = 14


def gap_words(gap: Gap) -> str:
    """What is said of a gap: "No record for 2 h 10 min"."""
    # "20:45" lasts until 20:45:59; nobody counts the minute it stands for as recorded.
    start = gap.start - 59 if gap.start % 60 == 59 else gap.start
    return f"{tokens()['timeline']['flag']['gap']['label']} for {duration_words(gap.end - start)}"


def gap_item(gap: Gap, top: float, view: TimeView, theme: Theme) -> Item:
    """The gap through a view: a hatched bar with its words below, which stay in view as long as it does."""
    left, right = view.x(gap.start), view.x(gap.end)
    plain = theme.face("caption")
    said, offer = gap_words(gap), "Explain this gap"
    room = right - max(left, view.left)
    wide = plain.advance(said)
    x = max(left, min(max(left, view.left + theme.px(8)), right - wide))
    baseline = plain.baseline(top + theme.px(_HATCHED + 3))
    parts: list[Part] = _bar(gap, top, view, theme)
    parts.append(Words((Line(x, baseline, said),), plain, theme.colors["text2"]))
    if room > wide + plain.advance(offer) + theme.px(30):
        words = Line(x + wide + theme.px(10), baseline, offer)
        parts.append(Words((words,), theme.face("caption", 600), theme.colors["accent"]))
    body = QRectF(left, top, right - left, theme.px(GAP_HEIGHT))
    name = f"{said}, {range_words(gap.start, gap.end, fine=True)}. {offer}"
    return Item(
        Ref("timeline_entry", gap.before, "gap"), Layer.GROUND, body, body, tuple(parts), name, radius=3
    )


def _bar(gap: Gap, top: float, view: TimeView, theme: Theme) -> list[Part]:
    """The hatched bar alone, as far as a view shows it."""
    left, right = view.x(gap.start), view.x(gap.end)
    rect = QRectF(left, top, right - left, theme.px(_HATCHED))
    shown = rect.intersected(QRectF(view.left, top, view.width - view.left, rect.height()))
    if shown.width() <= 0:
        return []
    problem, ground = theme.kinds["problem"], theme.colors["band"]
    fill, edge = QPainterPath(), QPainterPath()
    fill.addRect(shown)
    for y in (shown.top(), shown.bottom()):
        edge.moveTo(shown.left(), y)
        edge.lineTo(shown.right(), y)
    for x in (left, right):
        if shown.left() <= x <= shown.right():
            edge.moveTo(x, shown.top())
            edge.lineTo(x, shown.bottom())
    border = problem.border
    spacing = theme.px(tokens()["timeline"]["flag"]["gap"]["spacing"])
    lines = hatch(shown, spacing, left)
    return [
        Shape(fill, blend(problem.fill, ground, 0.6)),
        Shape(lines, None, Stroke(blend(border, ground, 0.55), theme.px(1))),
        Shape(edge, None, Stroke(blend(border, ground, 0.8), theme.px(1))),
    ]
