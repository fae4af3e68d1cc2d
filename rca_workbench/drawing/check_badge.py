"""The round badge on a box that says checks stand open on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.scene import Icon, Item, Layer, Ref, Shape
from rca_workbench.drawing.theme import Theme
from rca_workbench.reference import tokens

PART = "checks"
"""The part of a box's `Ref` that its badge is."""
_RADIUS = 11
_ICON = 14
_FROM_EDGE = 20
_GAP = 7
"""Between the badge and a tag beside it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands open on a thing: the weightiest severity, by its name in the tokens, and how many there are."""

    severity: str
    count: int

    @property
    def words(self) -> str:
        """As a screen reader says it."""
        return "1 check" if self.count == 1 else f"{self.count} checks"


NO_CHECKS: Mapping[str, Standing] = MappingProxyType({})


def check_badge(factor_id: str, rect: QRectF, standing: Standing, theme: Theme, tag: Item | None) -> Item:
    """The badge on the upper edge of a box in `rect`; left of the tag that stands there, if one does."""
    look = tokens()["check"][standing.severity]
    ink, fill = theme.colors[look["color"]], theme.colors[f"{look['color']}_soft"]
    radius, icon = theme.px(_RADIUS), theme.px(_ICON)
    right = (
        tag.body.left() - theme.px(_GAP) if tag is not None else rect.right() - theme.px(_FROM_EDGE) + radius
    )
    center = QPointF(right - radius, rect.top() - theme.px(3))
    disc = QPainterPath()
    disc.addEllipse(center, radius, radius)
    body = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
    return Item(
        Ref("factor", factor_id, PART),
        Layer.DOCKED,
        body.adjusted(-2, -2, 2, 2),
        body,
        (
            Shape(disc, fill, Stroke(ink, theme.px(1.5))),
            Icon(look["icon"], center.x() - icon / 2, center.y() - icon / 2, icon, ink),
        ),
        f"{standing.words} on this: {look['label'].lower()}",
        radius=radius,
    )
