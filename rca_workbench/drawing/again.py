"""A factor shown a second time: short and quiet, for it is told in full where it stands first."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Factor
from rca_workbench.reference import tokens

AGAIN = "again "
"""Begins the part of the `Ref` of a factor shown a second time; what it stands under there follows."""

_WIDTH = 150
_PAD = (8, 5)
_ICON = 14
_GAP = 6


def again_ref(factor_id: str, under: str) -> Ref:
    """What a factor's second box stands for: the factor, under that heading or barrier."""
    return Ref(Factor.kind.name, factor_id, f"{AGAIN}{under}")


def again_size(factor: Factor, theme: Theme) -> tuple[float, float]:
    """Width and height of the second box."""
    return theme.px(_WIDTH), len(_lines(factor, theme)) * theme.line("node") + 2 * theme.px(_PAD[1])


def again_item(factor: Factor, under: str, rect: QRectF, theme: Theme, name: str) -> Item:
    """The second box of a factor; `name` is what a screen reader says of it."""
    face = theme.face("node")
    path = QPainterPath()
    path.addRoundedRect(rect, theme.px(6), theme.px(6))
    icon, left = theme.px(_ICON), rect.left() + theme.px(_PAD[0])
    top = rect.top() + theme.px(_PAD[1])
    shape = Shape(path, theme.colors["band"], Stroke(theme.colors["border_strong"], theme.px(1)))
    lines = tuple(
        Line(left + icon + theme.px(_GAP), face.baseline(top, i), line)
        for i, line in enumerate(_lines(factor, theme))
    )
    kind = tokens()["icons"]["kind"][factor.factor_kind]
    parts: tuple[Part, ...] = (
        shape,
        Icon(kind, left, top + (face.line - icon) / 2, icon, theme.colors["text2"]),
        Words(lines, face, theme.colors["text2"]),
    )
    return Item(
        again_ref(factor.id, under), Layer.BOX, rect.adjusted(-2, -2, 2, 2), rect, parts, name, far=shape,
        label=factor.short_label or factor.text, label_color=theme.colors["text2"], radius=theme.px(6),
    )  # fmt: skip


def _lines(factor: Factor, theme: Theme) -> tuple[str, ...]:
    room = theme.px(_WIDTH - 2 * _PAD[0] - _ICON - _GAP)
    return theme.face("node").wrap(factor.short_label or factor.text or "No text yet", room, 2)
