"""What was expected beside what happened: the difference, drawn and in words."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing import marks
from rca_workbench.drawing.ink import Stroke, blend
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Line, Part, Shape, Words
from rca_workbench.drawing.shapes import outline
from rca_workbench.drawing.theme import Theme
from rca_workbench.reference import tokens


def expected_parts(
    moment: Moment, due: tuple[float, float], x: float, top: float, theme: Theme
) -> tuple[list[Part], bool]:
    """A dashed square where it should have happened, tied to where it did by a line with the difference.

    Args:
        due: pixels between which it was due; a window is drawn as a pale band with an end on either side.
        x: where it happened.

    Returns:
        The parts, and whether the difference could be said on the line.
    """
    half = theme.px(tokens()["timeline"]["mark"] / 2)
    y = top + half
    near = due[1] if x > due[1] else due[0] if x < due[0] else x
    parts: list[Part] = _window(due[0], due[1], y, theme)
    left, right = sorted((near, x))
    if right - left > 2 * half + 2:
        dash = tuple(theme.px(length) for length in tokens()["timeline"]["flag"]["late"]["line_dash"])
        tie = QPainterPath(QPointF(left + half + 1, y))
        tie.lineTo(right - half - 1, y)
        parts.append(Shape(tie, None, Stroke(theme.colors["warn"], theme.px(1.25), dash)))
    parts.append(marks.dashed_square(near, y, theme))
    pill = difference(moment.words.late, left + half, right - half, y, theme)
    parts += pill
    plain = theme.face("caption")
    below = top + theme.px(tokens()["timeline"]["mark"] + 5)
    space = int(right - left - theme.px(10))
    if near < x and moment.entry.expected and space > theme.px(50):
        line = plain.elide(" ".join(moment.entry.expected[:200].split()), space)
        parts.append(Words((Line(left - half, plain.baseline(below), line),), plain, theme.colors["text2"]))
    return parts, bool(pill) or not moment.words.late


def difference(said: str, left: float, right: float, y: float, theme: Theme) -> list[Part]:
    """How late, in words on the line, where there is room for them."""
    face = theme.face("label")
    width = face.advance(said) + theme.px(16)
    if not said or right - left < width + theme.px(8):
        return []
    return pill_parts(said, (left + right - width) / 2, y, theme)


def pill_parts(said: str, x: float, y: float, theme: Theme) -> list[Part]:
    """A word of warning in a pill that starts at `x`, its middle at height `y`."""
    face, warn = theme.face("label"), theme.colors["warn"]
    pill = QRectF(x, y - theme.px(10), face.advance(said) + theme.px(16), theme.px(20))
    words = Line(pill.left() + theme.px(8), face.baseline(y - face.line / 2), said)
    return [
        Shape(outline("round", pill, theme.px(10)), theme.colors["warn_soft"], Stroke(warn, theme.px(1))),
        Words((words,), face, warn),
    ]


def _window(x0: float, x1: float, y: float, theme: Theme) -> list[Part]:
    """The stretch within which it was due."""
    if x1 - x0 < theme.px(4):
        return []
    half = theme.px(tokens()["timeline"]["mark"] / 2)
    band, ends = QPainterPath(), QPainterPath()
    band.addRect(QRectF(x0, y - half * 0.5, x1 - x0, half))
    for x in (x0, x1):
        ends.moveTo(x, y - half)
        ends.lineTo(x, y + half)
    ink = theme.kinds["event"].ink
    dash = (theme.px(2.5), theme.px(2))
    return [
        Shape(band, blend(theme.kinds["event"].border, theme.colors["band"], 0.18)),
        Shape(ends, None, Stroke(ink, theme.px(1.5), dash)),
    ]
