"""Outlines: one shape for each kind of thing, so that colour is never the only difference."""

from collections.abc import Sequence
from math import hypot

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

Point = tuple[float, float]


def outline(shape: str, rect: QRectF, corner: float) -> QPainterPath:
    """The outline of a shape the tokens name.

    Args:
        shape: "stadium", "cut_right", "round", "octagon" or "tag_right".
        corner: radius, length of the cut or length of the tip, in the unit of `rect`.
    """
    path = QPainterPath()
    if shape == "stadium":
        # Half the least height of a node: a taller one would leave its text no room beside the curves.
        radius = min(rect.height() / 2, corner)
        path.addRoundedRect(rect, radius, radius)
    elif shape == "cut_right":
        path = _cut_right(rect, corner)
    elif shape == "octagon":
        path = _octagon(rect, corner)
    elif shape == "tag_right":
        path = _tag_right(rect, corner)
    else:
        path.addRoundedRect(rect, corner, corner)
    return path


def triangle(tip: Point, back: Point, length: float, width: float) -> QPainterPath:
    """An arrow head with its tip at `tip`, coming from the direction of `back`."""
    across, foot = _across(tip, back, length, width / 2)
    path = QPainterPath()
    path.addPolygon(
        QPolygonF(
            [QPointF(*tip), QPointF(foot[0] + across[0], foot[1] + across[1]),
             QPointF(foot[0] - across[0], foot[1] - across[1])]
        )
    )  # fmt: skip
    path.closeSubpath()
    return path


def bar(tip: Point, back: Point, width: float) -> QPainterPath:
    """A line across the end of a link: what came along it was meant to be stopped."""
    across, foot = _across(tip, back, 3, width / 2)
    path = QPainterPath(QPointF(foot[0] + across[0], foot[1] + across[1]))
    path.lineTo(foot[0] - across[0], foot[1] - across[1])
    return path


def cubic(points: Sequence[Point]) -> QPainterPath:
    """A course of cubic curves: a start, then two control points and an end for each."""
    path = QPainterPath(QPointF(*points[0]))
    for at in range(1, len(points) - 2, 3):
        path.cubicTo(QPointF(*points[at]), QPointF(*points[at + 1]), QPointF(*points[at + 2]))
    return path


def hatch(rect: QRectF, spacing: float, phase: float = 0) -> QPainterPath:
    """Lines at 45 degrees filling a rectangle, cut exactly at its edges: SVG painting cannot clip.

    `phase` is an x the lines go through at the foot, so that they stay with what moves.
    """
    path = QPainterPath()
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    height = rect.height()
    x = left - height + (height - left + phase) % spacing
    while x < right:
        # From (x, bottom) up to (x + height, top).
        start, end = max(x, left), min(x + height, right)
        if end > start:
            path.moveTo(start, bottom - (start - x))
            path.lineTo(end, top + (x + height - end))
        x += spacing
    return path


def _cut_right(rect: QRectF, cut: float) -> QPainterPath:
    """Small round corners, the top right one cut off."""
    r = min(3.0, cut / 3)
    path = QPainterPath(QPointF(rect.left() + r, rect.top()))
    path.lineTo(rect.right() - cut, rect.top())
    path.lineTo(rect.right(), rect.top() + cut)
    path.lineTo(rect.right(), rect.bottom() - r)
    path.quadTo(rect.bottomRight(), QPointF(rect.right() - r, rect.bottom()))
    path.lineTo(rect.left() + r, rect.bottom())
    path.quadTo(rect.bottomLeft(), QPointF(rect.left(), rect.bottom() - r))
    path.lineTo(rect.left(), rect.top() + r)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + r, rect.top()))
    path.closeSubpath()
    return path


def _octagon(rect: QRectF, cut: float) -> QPainterPath:
    path = QPainterPath()
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    corners = [
        (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
        (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
    ]  # fmt: skip
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def _tag_right(rect: QRectF, tip: float) -> QPainterPath:
    r = 3.0
    middle = rect.center().y()
    path = QPainterPath(QPointF(rect.left() + r, rect.top()))
    path.lineTo(rect.right() - tip, rect.top())
    path.lineTo(rect.right(), middle)
    path.lineTo(rect.right() - tip, rect.bottom())
    path.lineTo(rect.left() + r, rect.bottom())
    path.quadTo(rect.bottomLeft(), QPointF(rect.left(), rect.bottom() - r))
    path.lineTo(rect.left(), rect.top() + r)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + r, rect.top()))
    path.closeSubpath()
    return path


def _across(tip: Point, back: Point, length: float, half: float) -> tuple[Point, Point]:
    """Half the width of a head as a vector across its direction, and the point `length` behind the tip."""
    dx, dy = tip[0] - back[0], tip[1] - back[1]
    away = hypot(dx, dy) or 1.0
    ux, uy = dx / away, dy / away
    return (-uy * half, ux * half), (tip[0] - ux * length, tip[1] - uy * length)
