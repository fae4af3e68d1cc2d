"""Competing accounts: the strands of one moment, each source's version at its own time below it."""

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing import marks
from rca_workbench.drawing.ink import Stroke, blend
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Line, Part, Shape, Words
from rca_workbench.drawing.theme import Theme


def strand_parts(
    moment: Moment, place: Callable[[float], float], x: float, top: float, theme: Theme
) -> tuple[list[Part], float]:
    """The accounts of a moment one under another, tied to the line that comes down from its mark.

    Returns the parts, and where the last of their words ends.

    Args:
        place: pixels of a second of time.
        x: where the line comes down.
        top: where the first strand begins.
    """
    shown = moment.strands[: marks.STRANDS]
    if not shown:
        return [], x
    plain = theme.face("caption")
    row, half = theme.px(marks.STRAND), theme.px(4)
    tie = QPainterPath(QPointF(x, top - theme.px(2)))
    tie.lineTo(x, top + (len(shown) - 0.5) * row)
    parts: list[Part] = []
    right = x
    for number, strand in enumerate(shown):
        y = top + (number + 0.5) * row
        at, end = (place(strand.span[0]), place(strand.span[1])) if strand.span else (x, x)
        middle = (at + end) / 2
        tie.moveTo(x, y)
        tie.lineTo(middle, y)
        wide = end - at > 2 * half
        if wide:
            band = QPainterPath(QPointF(at, y))
            band.lineTo(end, y)
            pale = blend(theme.kinds["event"].border, theme.colors["band"], 0.45)
            parts.append(Shape(band, None, Stroke(pale, theme.px(5))))
        dot = QPainterPath()
        dot.addEllipse(QPointF(middle, y), half, half)
        ink = theme.kinds["event"].ink
        parts.append(Shape(dot, theme.colors["surface"] if strand.span else None, Stroke(ink, theme.px(1.5))))
        start = max(middle + half, end if wide else middle) + theme.px(5)
        said = plain.elide(strand.said, int(theme.px(marks.STRAND_ROOM) - theme.px(20)))
        words = Line(start, plain.baseline(y - plain.line / 2), said)
        right = max(right, start + plain.advance(said))
        parts.append(Words((words,), plain, theme.colors["text2"]))
    more = len(moment.strands) - len(shown)
    if more:
        y = top + (len(shown) + 0.5) * row
        words = Line(x + theme.px(9), plain.baseline(y - plain.line / 2), f"and {more} more")
        parts.append(Words((words,), plain, theme.colors["text2"]))
    return [Shape(tie, None, Stroke(theme.colors["border_strong"], theme.px(1.25))), *parts], right
