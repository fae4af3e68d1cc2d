"""One link as a line with a head: its style says how sure it is, its head what it claims."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.ink import Rgba, Stroke
from rca_workbench.drawing.scene import Icon, Item, Layer, Part, Ref, Shape
from rca_workbench.drawing.shapes import Point, bar, cubic, triangle
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Link, LinkType
from rca_workbench.reference import tokens

_HEAD_GAP = 1.5
"""Between an arrow's tip and the box it points to."""
_MIDDLE = {LinkType.CONFLICTS_WITH: "equal-not", LinkType.REINFORCES: "refresh-cw"}
"""Icon in the middle of a link that leads nowhere: things that cannot both be so, and feedback over time."""


def link_item(link: Link, course: Sequence[Point], theme: Theme, name: str, *, leading: bool = False) -> Item:
    """A link along its course of cubic points, from cause to effect; `leading` in ink at double weight."""
    edge = tokens()["edge"]
    color = theme.colors[edge["path"]["color"] if leading else "edge"]
    width = theme.px(edge["path_width"] if leading else edge["width"])
    head = edge["type"][link.link_type]["head"]
    tip, back = _end(course)
    length, half = (theme.px(side) for side in edge["arrow"])
    line = _shortened(course, tip, back, (length - 1 if head == "triangle" else 0) + theme.px(_HEAD_GAP))
    path = cubic(line)
    far = Shape(path, None, Stroke(color, width, _dash(link, theme)))
    parts: list[Part] = [far]
    parts += _head(head, tip, back, color, theme)
    if link.link_type in _MIDDLE:
        parts += _middle(path, _MIDDLE[link.link_type], color, theme)
    slack = width + half + 2
    rect = (
        path.boundingRect()
        .united(QRectF(QPointF(*tip), QPointF(*tip)))
        .adjusted(-slack, -slack, slack, slack)
    )
    return Item(Ref("link", link.id), Layer.LINK, rect, rect, tuple(parts), name, outline=path, far=far)


def _dash(link: Link, theme: Theme) -> tuple[float, ...]:
    edge = tokens()["edge"]
    if link.link_type is LinkType.REINFORCES:
        dash = edge["type"]["reinforces"]["dash"]
    elif link.confidence:
        dash = edge["confidence"][link.confidence]["dash"]
    else:
        dash = ()
    return tuple(theme.px(length) for length in dash)


def _head(head: str, tip: Point, back: Point, color: Rgba, theme: Theme) -> list[Part]:
    arrow = tokens()["edge"]["arrow"]
    gap = theme.px(_HEAD_GAP)
    at = _towards(tip, back, gap)
    if head == "triangle":
        return [Shape(triangle(at, back, theme.px(arrow[1]), theme.px(arrow[0])), color)]
    if head == "bar":
        return [Shape(bar(at, back, theme.px(14)), None, Stroke(color, theme.px(2.5)))]
    return []


def _middle(path: QPainterPath, icon: str, color: Rgba, theme: Theme) -> list[Part]:
    """A sign in the middle of a line that is no causal link."""
    center, size, radius = path.pointAtPercent(0.5), theme.px(12), theme.px(9)
    disc = QPainterPath()
    disc.addEllipse(center, radius, radius)
    return [
        Shape(disc, theme.colors["surface"], Stroke(color, theme.px(1))),
        Icon(icon, center.x() - size / 2, center.y() - size / 2, size, color),
    ]


def _end(course: Sequence[Point]) -> tuple[Point, Point]:
    """The last point and one that shows from where the line comes in."""
    tip = course[-1]
    for back in reversed(course[:-1]):
        if abs(back[0] - tip[0]) + abs(back[1] - tip[1]) > 0.5:
            return tip, back
    return tip, (tip[0], tip[1] - 1)


def _shortened(course: Sequence[Point], tip: Point, back: Point, length: float) -> list[Point]:
    """The course without its last `length`, so that the line does not show beside the head."""
    end = _towards(tip, back, length)
    moved = (end[0] - tip[0], end[1] - tip[1])
    last = course[-2]
    return [*course[:-2], (last[0] + moved[0], last[1] + moved[1]), end]


def _towards(tip: Point, back: Point, length: float) -> Point:
    dx, dy = back[0] - tip[0], back[1] - tip[1]
    away = (dx * dx + dy * dy) ** 0.5 or 1.0
    return tip[0] + dx / away * length, tip[1] + dy / away * length
