"""Small boxes of two lines: a factor shown a second time, short and quiet, and all factors where room is short."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from rca_workbench.drawing.ink import Rgba, Stroke
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.shapes import outline
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Factor, FactorStatus
from rca_workbench.model.words import word
from rca_workbench.reference import tokens

AGAIN = "again "
"""Begins the part of the `Ref` of a factor shown a second time; what it stands under there follows."""

_WIDTH = 150
_PAD = (8, 5)
_ICON = 14
_GAP = 6
_CORNER = 6
_FEWEST = 44
"""Room for the words of a box that is cut, under which it has none."""


def again_ref(factor_id: str, under: str) -> Ref:
    """What a factor's second box stands for: the factor, under that heading or barrier."""
    return Ref(Factor.kind.name, factor_id, f"{AGAIN}{under}")


def short_size(factor: Factor, theme: Theme) -> tuple[float, float]:
    """Width and height of a small box."""
    return theme.px(_WIDTH), len(_lines(factor, theme)) * theme.line("node") + 2 * theme.px(_PAD[1])


def again_item(factor: Factor, under: str, rect: QRectF, theme: Theme, name: str) -> Item:
    """The second box of a factor; `name` is what a screen reader says of it."""
    look = _Look(
        theme.colors["band"], theme.colors["border_strong"], theme.colors["text2"], theme.colors["text2"]
    )
    return _item(again_ref(factor.id, under), factor, rect, theme, name, look, "round")


def short_item(factor: Factor, rect: QRectF, theme: Theme, name: str) -> Item:
    """The first box of a factor where there is little room, as on paper: its kind's shape and colours, few words."""
    shape, colors = tokens()["node"]["kind"][factor.factor_kind], theme.kinds[factor.factor_kind]
    text = colors.ink if shape.get("solid") else theme.colors["text"]
    dash: tuple[float, ...] = ()
    fill = colors.fill
    if factor.status is FactorStatus.CANDIDATE:
        state = tokens()["node"]["state"]["candidate"]
        dash = tuple(theme.px(length) for length in state["border_dash"])
        fill, text = theme.colors["band"], theme.colors["text"]
    width = theme.px(max(1.0, shape["border"]))
    look = _Look(fill, colors.border, colors.ink, text, width, dash)
    return _item(Ref(Factor.kind.name, factor.id), factor, rect, theme, name, look, shape["shape"])


def begun_item(box: Item, rect: QRectF, theme: Theme) -> Item:
    """What stands for a box that the side of a page cuts: as much of its words as `rect` has room for, quiet."""
    inner = rect.adjusted(theme.px(_PAD[0]), theme.px(_PAD[1]), -theme.px(_PAD[0]), -theme.px(_PAD[1]))
    face = theme.face("node")
    said: tuple[str, ...] = ()
    if inner.width() >= theme.px(_FEWEST):
        said = face.wrap(box.label, inner.width(), max(1, int(inner.height() / face.line)))
    drawn = Shape(
        outline("round", rect, theme.px(_CORNER)),
        theme.colors["band"],
        Stroke(theme.colors["border_strong"], 1),
    )
    lines = tuple(Line(inner.left(), face.baseline(inner.top(), at), line) for at, line in enumerate(said))
    return Item(None, Layer.BOX, rect, rect, (drawn, Words(lines, face, theme.colors["text2"])), far=drawn)


@dataclass(frozen=True, slots=True)
class _Look:
    fill: Rgba
    border: Rgba
    ink: Rgba
    """Of the icon."""
    text: Rgba
    width: float = 1
    dash: tuple[float, ...] = ()


def _item(ref: Ref, factor: Factor, rect: QRectF, theme: Theme, name: str, look: _Look, shape: str) -> Item:
    face = theme.face("node")
    path = outline(shape, rect, theme.px(_CORNER))
    icon, left = theme.px(_ICON), rect.left() + theme.px(_PAD[0])
    top = rect.top() + theme.px(_PAD[1])
    drawn = Shape(path, look.fill, Stroke(look.border, look.width, look.dash))
    lines = tuple(
        Line(left + icon + theme.px(_GAP), face.baseline(top, i), line)
        for i, line in enumerate(_lines(factor, theme))
    )
    kind = tokens()["icons"]["kind"][factor.factor_kind]
    parts: tuple[Part, ...] = (
        drawn,
        Icon(kind, left, top + (face.line - icon) / 2, icon, look.ink),
        Words(lines, face, look.text, strike=factor.status is FactorStatus.REJECTED),
    )
    return Item(
        ref, Layer.BOX, rect.adjusted(-2, -2, 2, 2), rect, parts, name, far=drawn,
        label=factor.short_label or factor.text, label_color=look.text, radius=theme.px(_CORNER),
    )  # fmt: skip


def _lines(factor: Factor, theme: Theme) -> tuple[str, ...]:
    """Two lines at most; of a barrier the second says how it did."""
    room = theme.px(_WIDTH - 2 * _PAD[0] - _ICON - _GAP)
    did = word(factor.performed)
    said = theme.face("node").wrap(factor.short_label or factor.text or "No text yet", room, 1 if did else 2)
    return (*said, theme.face("node").elide(did, round(room))) if did else said
