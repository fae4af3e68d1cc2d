"""One factor as a box: its size, its shape, its text and what is docked on it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.check_badge import Standing, check_badge
from rca_workbench.drawing.docked import action_tag, marks_above
from rca_workbench.drawing.face import Face
from rca_workbench.drawing.ink import Rgba, Stroke, blend
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.shapes import outline
from rca_workbench.drawing.theme import KindColors, Theme
from rca_workbench.model import Factor, FactorKind, FactorStatus, Performance, Polarity, shortened
from rca_workbench.model.words import word
from rca_workbench.reference import tokens

_TEXT_GAP = 7
"""Between icon and text."""
_LABEL_AT_MOST = 200
"""Letters of a text that two lines at middle distance can need."""
_PAD_Y = 6
"""Above and below the text: three lines then fill the least height."""

_WANTED = "search"
"""Icon of the mark on a box for which evidence is still being looked for."""

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
    causes: int = 0
    """How many causes it has."""
    folded: int = 0
    """How many of them, and of theirs, are folded away behind it."""
    short: bool = False
    """Whether boxes say their short labels."""
    checks: Standing | None = None
    """What checks stand open on it."""


def box_size(factor: Factor, theme: Theme, *, short: bool = False) -> tuple[float, float]:
    """Width and height of a factor's box, in scene pixels; with its short label if told so."""
    known = _sizes.get((id(factor), short))
    if known is not None and known[0] is factor and known[1] is theme:
        return known[2]
    if len(_sizes) > _MOST_SIZES:
        _sizes.clear()
    found = _measured(factor, theme, short)
    _sizes[id(factor), short] = (factor, theme, found)
    return found


_MOST_SIZES = 50_000
_sizes: dict[tuple[int, bool], tuple[Factor, Theme, tuple[float, float]]] = {}
"""Measured at each edit of the map, though all but one factor are the same objects as before."""


def _measured(factor: Factor, theme: Theme, short: bool) -> tuple[float, float]:
    size = tokens()["node"]["size"]
    width = _width(factor, theme, short)
    lines = len(_lines(factor, theme, short)) + len(_beneath(factor, theme, short))
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
            label=factor.short_label or shortened(factor.text, _LABEL_AT_MOST) or notes.blank,
            label_color=look.text,
            radius=corner if shape["shape"] in ("round", "stadium") else theme.px(4),
        )
    ]
    tag = action_tag(factor.id, rect, notes.actions, theme) if notes.actions else None
    if tag is not None:
        items.append(tag)
    if notes.checks is not None:
        items.append(check_badge(factor.id, rect, notes.checks, theme, tag))
    return [*items, *marks_above(factor, rect, theme, folded=notes.folded, causes=notes.causes)]


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
    if factor.performed and "performed" in shape:  # a barrier made something else keeps how it did
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
    text = _lines(factor, theme, notes.short) or ((notes.blank,) if notes.blank else ())
    beneath = _beneath(factor, theme, notes.short)
    icon = theme.px(node["size"]["icon"])
    left = rect.left() + theme.px(node["size"]["pad"])
    start = left + icon + theme.px(_TEXT_GAP)
    block = (len(text) + len(beneath)) * face.line
    top = rect.center().y() - block / 2
    state = node["state"]
    parts: list[Part] = [
        Icon(icons["kind"][factor.factor_kind], left, top + (face.line - icon) / 2, icon, look.ink),
        Words(
            tuple(Line(start, face.baseline(top, i), line) for i, line in enumerate(text)),
            face,
            look.text if factor.text.strip() else theme.colors["text3"],
            strike=factor.status is FactorStatus.REJECTED,
        ),
    ]
    if beneath:
        under = tuple(
            Line(start, strong.baseline(top, len(text) + i), line) for i, line in enumerate(beneath)
        )
        parts.append(Words(under, strong, look.ink if factor.performed else theme.colors["text3"]))
    second = _second_icon(factor, state)
    if second:
        small = theme.px(14)
        parts.append(Icon(second, left + (icon - small) / 2, top + face.line + theme.px(4), small, look.ink))
    if not notes.sourced:
        parts += _badge(rect, state["no_evidence"]["badge"], theme, 0)
    if factor.wanted.strip():
        parts += _badge(rect, _WANTED, theme, 0 if notes.sourced else 1)
    return parts


def _second_icon(factor: Factor, state: dict[str, dict[str, str]]) -> str:
    """The icon under the kind's own, where the factor is something besides."""
    if factor.status in (FactorStatus.OTHER_FINDING, FactorStatus.GOOD_PRACTICE):
        return state[factor.status]["icon"]
    if factor.polarity in (Polarity.HELPED, Polarity.BOTH):
        return state["helped"]["badge"]
    return ""


def _badge(rect: QRectF, icon: str, theme: Theme, place: int) -> list[Part]:
    """A dotted disc at the lower right corner, or `place` discs left of it: here something is still missing."""
    radius, size = theme.px(9), theme.px(11)
    center = QPointF(rect.right() - theme.px(14 + 22 * place), rect.bottom() - theme.px(1))
    path = QPainterPath()
    path.addEllipse(center, radius, radius)
    edge = Stroke(theme.colors["text3"], theme.px(1), (theme.px(2), theme.px(2)))
    return [
        Shape(path, theme.colors["surface"], edge),
        Icon(icon, center.x() - size / 2, center.y() - size / 2, size, theme.colors["text3"]),
    ]


def _face(factor: Factor, theme: Theme) -> Face:
    return theme.face("node", 600) if factor.factor_kind is FactorKind.HARM else theme.face("node")


def _width(factor: Factor, theme: Theme, short: bool) -> float:
    size = tokens()["node"]["size"]
    long = len(_said(factor, short)) >= size["long_from_chars"]
    return theme.px(size["width_long"] if long else size["width"])


def _said(factor: Factor, short: bool) -> str:
    """What the box says: the text, or where labels are short the short label, or as much of the text as one is long."""
    if not short:
        return factor.text
    most = tokens()["node"]["size"]["short_label_max_chars"] - 1
    return shortened(factor.short_label or factor.text, most)


def _room(factor: Factor, theme: Theme, short: bool) -> float:
    size = tokens()["node"]["size"]
    return _width(factor, theme, short) - theme.px(2 * size["pad"] + size["icon"] + _TEXT_GAP)


def _lines(factor: Factor, theme: Theme, short: bool) -> tuple[str, ...]:
    most = tokens()["node"]["size"]["max_lines"] - (1 if factor.performed else 0)
    face, room = _face(factor, theme), _room(factor, theme, short)
    lines = face.wrap(_said(factor, short), room, most)
    if factor.short_label and lines and lines[-1].endswith("…"):
        return face.wrap(factor.short_label, room, most)
    return lines


def _beneath(factor: Factor, theme: Theme, short: bool) -> tuple[str, ...]:
    """The last lines of a box: how a barrier did, or why an idea was set aside."""
    if factor.performed:
        return (word(factor.performed),)
    if factor.status is FactorStatus.REJECTED and factor.reason.strip():
        return theme.face("label").wrap(f"Set aside: {factor.reason}", _room(factor, theme, short), 2)
    return ()
