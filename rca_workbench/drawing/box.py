"""One factor as a box: its size, its shape, its text and what is docked on it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.face import Face
from rca_workbench.drawing.ink import Rgba, Stroke, blend
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.shapes import outline
from rca_workbench.drawing.theme import KindColors, Theme
from rca_workbench.model import Factor, FactorKind, FactorStatus, Performance, Polarity
from rca_workbench.model.words import word
from rca_workbench.reference import tokens

_TEXT_GAP = 7
"""Between icon and text."""
_PAD_Y = 6
"""Above and below the text: three lines then fill the least height."""

_PERFORMED = {
    Performance.HELD: "held",
    Performance.NOT_CALLED_ON: "held",
    Performance.PARTLY_HELD: "partly",
    Performance.WORKED_THEN_OVERRIDDEN: "partly",
    Performance.DID_NOT_HOLD: "did_not_hold",
    Performance.DISABLED: "did_not_hold",
    Performance.AVAILABLE_NOT_USED: "did_not_hold",
    Performance.NOT_DONE: "missing",
}
"""Which of the tokens' four line styles shows how a barrier did; the word beside it says it exactly."""


@dataclass(frozen=True, slots=True)
class BoxNotes:
    """What is known of a factor beyond itself."""

    name: str
    """What a screen reader says."""
    blank: str = ""
    """What stands in the box while the factor has no text: the word for its kind."""
    actions: int = 0
    """How many actions and recommendations address it."""
    sourced: bool = True
    """False if nothing in the evidence or on the timeline supports it yet."""


def box_size(factor: Factor, theme: Theme) -> tuple[float, float]:
    """Width and height of a factor's box, in scene pixels."""
    size = tokens()["node"]["size"]
    width = _width(factor, theme)
    lines = len(_lines(factor, theme)) + (1 if factor.performed else 0)
    height = lines * theme.line("node") + 2 * theme.px(_PAD_Y)
    return width, max(theme.px(size["min_height"]), float(round(height)))


def box_items(factor: Factor, rect: QRectF, theme: Theme, notes: BoxNotes) -> list[Item]:
    """The box of a factor in `rect`, and the tag of its actions."""
    look = _look(factor, theme)
    shape = tokens()["node"]["kind"][factor.factor_kind]
    corner = theme.px(shape.get("radius", shape.get("cut", tokens()["node"]["size"]["min_height"] / 2)))
    path = outline(shape["shape"], rect, corner)
    parts: list[Part] = [Shape(path, look.fill, look.stroke)]
    if "inner_border" in shape:
        inset = theme.px(shape["border"] + shape["inner_gap"])
        inner = outline(shape["shape"], rect.adjusted(inset, inset, -inset, -inset), corner - inset)
        parts.append(
            Shape(inner, None, Stroke(look.stroke.color, theme.px(shape["inner_border"]), look.stroke.dash))
        )
    parts += _content(factor, rect, theme, look, notes)
    grown = theme.px(10)
    ref = Ref("factor", factor.id)
    items = [
        Item(
            ref=ref,
            layer=Layer.BOX,
            rect=rect.adjusted(-grown, -grown, grown, grown),
            body=rect,
            parts=tuple(parts),
            name=notes.name,
            far=Shape(path, look.fill, look.stroke),
            label=factor.short_label or factor.text or notes.blank,
            label_color=look.text,
            radius=corner if shape["shape"] in ("round", "stadium") else theme.px(4),
        )
    ]
    if notes.actions:
        items.append(action_tag(factor.id, rect, notes.actions, theme))
    return items


def action_tag(factor_id: str, rect: QRectF, count: int, theme: Theme) -> Item:
    """The green tag on a box's top edge that counts what addresses it."""
    face = theme.face("label")
    colors = theme.kinds["action"]
    shape = tokens()["node"]["kind"]["action"]
    height, tip = theme.px(20), theme.px(8)
    icon = theme.px(13)
    width = theme.px(6) + icon + theme.px(4) + face.advance(str(count)) + theme.px(2) + tip
    tag = QRectF(rect.right() - theme.px(6) - width, rect.top() - theme.px(14), width, height)
    path = outline("tag_right", tag, tip)
    parts: tuple[Part, ...] = (
        Shape(path, colors.fill, Stroke(colors.border, theme.px(shape["border"]))),
        Icon(
            tokens()["icons"]["kind"]["action"],
            tag.left() + theme.px(6),
            tag.center().y() - icon / 2,
            icon,
            colors.ink,
        ),
        Words(
            (
                Line(
                    tag.left() + theme.px(10) + icon,
                    face.baseline(tag.center().y() - face.line / 2),
                    str(count),
                ),
            ),
            face,
            colors.ink,
        ),
    )
    said = "1 action addresses this" if count == 1 else f"{count} actions address this"
    return Item(
        Ref("factor", factor_id, "actions"),
        Layer.DOCKED,
        tag.adjusted(-2, -2, 2, 2),
        tag,
        parts,
        said,
        radius=theme.px(4),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    fill: Rgba
    stroke: Stroke
    ink: Rgba
    """Of the icon and of the word that says how a barrier did."""
    text: Rgba


def _look(factor: Factor, theme: Theme) -> _Look:
    node = tokens()["node"]
    shape = node["kind"][factor.factor_kind]
    colors = theme.kinds[factor.factor_kind]
    look = _solid(colors, theme) if shape.get("solid") else _plain(colors, shape["border"], theme)
    dash: tuple[float, ...] = ()
    filled = True
    if factor.performed:
        how = shape["performed"][_PERFORMED[factor.performed]]
        dash, filled = tuple(how["dash"]), how["fill"]
    if factor.status is FactorStatus.CANDIDATE:
        dash, filled = (tuple(node["state"]["candidate"]["border_dash"]), node["state"]["candidate"]["fill"])
    if not filled:
        edge = look.stroke if shape["border"] else Stroke(colors.border, theme.px(1.5))
        ink = (
            colors.fill
            if shape.get("solid") and theme.name != "dark"
            else colors.border
            if shape.get("solid")
            else colors.ink
        )
        look = _Look(theme.colors["band"], edge, ink, theme.colors["text"])
    if dash:
        scaled = tuple(theme.px(length) for length in dash)
        look = _Look(look.fill, Stroke(look.stroke.color, look.stroke.width, scaled), look.ink, look.text)
    if factor.status is FactorStatus.REJECTED:
        ground, share = theme.colors["band"], node["state"]["rejected"]["opacity"]
        stroke = Stroke(blend(look.stroke.color, ground, share), look.stroke.width, look.stroke.dash)
        # Struck through says it; text faded to half as well could not be read.
        look = _Look(ground, stroke, theme.colors["text3"], theme.colors["text3"])
    return look


def _plain(colors: KindColors, width: float, theme: Theme) -> _Look:
    return _Look(colors.fill, Stroke(colors.border, theme.px(width)), colors.ink, theme.colors["text"])


def _solid(colors: KindColors, theme: Theme) -> _Look:
    return _Look(colors.fill, Stroke(colors.border, theme.px(1)), colors.ink, colors.ink)


def _content(factor: Factor, rect: QRectF, theme: Theme, look: _Look, notes: BoxNotes) -> list[Part]:
    """Icon, text, the word on a barrier and the small marks of state."""
    node, icons = tokens()["node"], tokens()["icons"]
    face, strong = _face(factor, theme), theme.face("label")
    text = _lines(factor, theme) or ((notes.blank,) if notes.blank else ())
    said = word(factor.performed)
    icon = theme.px(node["size"]["icon"])
    left = rect.left() + theme.px(node["size"]["pad"])
    start = left + icon + theme.px(_TEXT_GAP)
    block = (len(text) + bool(said)) * face.line
    top = rect.center().y() - block / 2
    state = node["state"]
    parts: list[Part] = [
        Icon(icons["kind"][factor.factor_kind], left, top + (face.line - icon) / 2, icon, look.ink),
        Words(
            tuple(Line(start, face.baseline(top, i), line) for i, line in enumerate(text)),
            face,
            look.text if factor.text else theme.colors["text3"],
            strike=factor.status is FactorStatus.REJECTED,
        ),
    ]
    if said:
        parts.append(Words((Line(start, strong.baseline(top, len(text)), said),), strong, look.ink))
    second = _second_icon(factor, state)
    if second:
        small = theme.px(14)
        parts.append(Icon(second, left + (icon - small) / 2, top + face.line + theme.px(4), small, look.ink))
    if not notes.sourced:
        parts += _badge(rect, state["no_evidence"]["badge"], theme)
    return parts


def _second_icon(factor: Factor, state: dict[str, dict[str, str]]) -> str:
    """The icon under the kind's own, where the factor is something besides."""
    if factor.status in (FactorStatus.OTHER_FINDING, FactorStatus.GOOD_PRACTICE):
        return state[factor.status]["icon"]
    if factor.polarity in (Polarity.HELPED, Polarity.BOTH):
        return state["helped"]["badge"]
    return ""


def _badge(rect: QRectF, icon: str, theme: Theme) -> list[Part]:
    """A dotted disc on the lower right corner: here something is still missing."""
    radius, size = theme.px(9), theme.px(11)
    center = QPointF(rect.right() - theme.px(14), rect.bottom() - theme.px(1))
    path = QPainterPath()
    path.addEllipse(center, radius, radius)
    edge = Stroke(theme.colors["text3"], theme.px(1), (theme.px(2), theme.px(2)))
    return [
        Shape(path, theme.colors["surface"], edge),
        Icon(icon, center.x() - size / 2, center.y() - size / 2, size, theme.colors["text3"]),
    ]


def _face(factor: Factor, theme: Theme) -> Face:
    return theme.face("node", 600) if factor.factor_kind is FactorKind.HARM else theme.face("node")


def _width(factor: Factor, theme: Theme) -> float:
    size = tokens()["node"]["size"]
    return theme.px(size["width_long"] if len(factor.text) >= size["long_from_chars"] else size["width"])


def _lines(factor: Factor, theme: Theme) -> tuple[str, ...]:
    size = tokens()["node"]["size"]
    room = _width(factor, theme) - theme.px(2 * size["pad"] + size["icon"] + _TEXT_GAP)
    most = size["max_lines"] - (1 if factor.performed else 0)
    face = _face(factor, theme)
    lines = face.wrap(factor.text, room, most)
    if factor.short_label and lines and lines[-1].endswith("…"):
        return face.wrap(factor.short_label, room, most)
    return lines
