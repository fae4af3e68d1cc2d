"""How a moment looks: a mark by how sure its time is, and words; a card where it is a problem or harm."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.ink import Rgba, Stroke, blend
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Icon, Line, Part, Shape, Words
from rca_workbench.drawing.shapes import outline, triangle
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import AccountState
from rca_workbench.reference import tokens

LABEL_WIDTH = 190
"""Widest a label gets before it wraps."""
STRIP_FROM = 420
"""A stretch this wide has room for its words on one line inside it."""
STRIP_HEIGHT = 22
STRAND_ROOM = 330
"""Widest what a source says gets, its mark included."""
_CARD_WIDTH = 180
_CARD_PAD = 10


@dataclass(frozen=True, slots=True)
class Block:
    """How much room the words of a moment need, in pixels, and their lines."""

    width: float
    height: float
    most: int
    """Lines of text at most."""
    when: str
    """Its time as written: without the day where the axis shows it, cut if long."""


def room(moment: Moment, theme: Theme, *, fine: bool) -> tuple[float, float]:
    """Width and height that a moment needs. What surely wraps is not laid out to know that."""
    around = moment.around
    if not around.card and not around.strands and len(moment.entry.text) > _SURELY_WRAPS:
        return theme.px(LABEL_WIDTH), _label_height(theme, 2)
    size = block(moment, theme, fine=fine)
    return size.width, size.height


_SURELY_WRAPS = 40
"""Letters that fill a line of a label as a rule; where they do not, a little room is left over."""


def _label_height(theme: Theme, lines: int) -> float:
    mark = theme.px(tokens()["timeline"]["mark"] + 5)
    return mark + theme.face("label").line + lines * theme.face("caption").line


def block(moment: Moment, theme: Theme, *, fine: bool, most: int = 2) -> Block:
    """The room a moment needs, with `most` lines of text under its time; `fine` if its day is seen anyway."""
    strong, plain = theme.face("label"), theme.face("caption")
    said = moment.words
    beside = theme.px(16) * moment.good + _sign_room(moment, theme)
    inner = theme.px(_CARD_WIDTH - 2 * _CARD_PAD)
    room = max((inner - theme.px(22) if moment.card else theme.px(LABEL_WIDTH)) - beside, theme.px(60))
    when = said.clock if fine else said.when
    if strong.advance(when) > room:
        when = strong.elide(when, int(room))
    head = strong.advance(when) + beside
    if moment.card:
        most += 1
        text = min(inner, _face(moment, theme).advance(moment.text))
        lines = len(_face(moment, theme).wrap(moment.text, inner, most))
        width = max(text, min(head + theme.px(22), inner)) + 2 * theme.px(_CARD_PAD)
        tall = strong.line + lines * plain.line + theme.px(14)
        return Block(width, tall + strands_height(moment, theme), most, when)
    room = theme.px(LABEL_WIDTH)
    text = plain.advance(moment.text)
    lines = 0 if not moment.text else 1 if text <= room else most
    tail = strong.advance(said.late) + theme.px(26) if said.late else 0.0
    width = max(min(text, room), head + (tail if not moment.undone else 0.0), tail + theme.px(14))
    return Block(width, _label_height(theme, lines) + strands_height(moment, theme), most, when)


def is_strip(moment: Moment, wide: float, theme: Theme) -> bool:
    """True if a moment `wide` pixels long is drawn as a strip with its words inside."""
    return wide >= theme.px(STRIP_FROM) and moment.card != "harm" and moment.mark != "disc_halo"


def strip_height(moment: Moment, theme: Theme) -> float:
    """Height of a moment drawn as a strip."""
    return theme.px(STRIP_HEIGHT) + strands_height(moment, theme)


def label_start(moment: Moment, x0: float, x: float, x1: float, half: float) -> float:
    """Where the words of a moment start: under its mark, or where its stretch begins if that can be seen."""
    if moment.card:
        return x if moment.mark == "disc_halo" else x0
    return x0 if x1 - x0 > 2 * half and moment.mark != "disc_halo" else x - half


def strip_parts(moment: Moment, rect: QRectF, x: float, theme: Theme, size: Block) -> list[Part]:
    """A moment far longer than its words as one line along its stretch; `x` is where the words start."""
    colors = theme.kinds[moment.card or "event"]
    strong, plain = theme.face("label"), theme.face("caption")
    sure = moment.mark == "bar"
    fill = colors.fill if sure or moment.card else blend(colors.border, theme.colors["band"], 0.16)
    path = QPainterPath()
    path.addRect(rect)
    parts: list[Part] = [Shape(path, fill)]
    # Edges only where it is known to have lasted; a pale strip says "some time in here".
    if sure:
        edges = QPainterPath(rect.topLeft())
        edges.lineTo(rect.topRight())
        edges.moveTo(rect.bottomLeft())
        edges.lineTo(rect.bottomRight())
        parts.append(Shape(edges, None, Stroke(colors.border, theme.px(1.25))))
    ink = colors.ink if moment.card else theme.colors["text"]
    middle, icon = rect.center().y(), theme.px(13)
    name = tokens()["icons"]["kind"]["problem"] if moment.card else ""
    if name:
        parts.append(Icon(name, x, middle - icon / 2, icon, ink))
        x += icon + theme.px(5)
    elif not sure:
        parts += mark_parts(
            "ring_whisker" if moment.mark == "ring_whisker" else "disc", x, x + theme.px(5), x, middle, theme
        )[-1:]
        x += theme.px(17)
    baseline = strong.baseline(middle - strong.line / 2)
    parts.append(Words((Line(x, baseline, size.when),), strong, ink))
    x += strong.advance(size.when) + theme.px(6)
    parts += flag_parts(moment, x, middle - strong.line / 2, theme)
    x += theme.px(16) * moment.good + _sign_room(moment, theme)
    room = int(rect.right() - theme.px(10) - x)
    if room > theme.px(40):
        parts.append(Words((Line(x, baseline, plain.elide(moment.text, room)),), plain, theme.colors["text"]))
    return parts


def card_parts(moment: Moment, rect: QRectF, theme: Theme, size: Block) -> list[Part]:
    """A problem or harm as a card: flag or heart, time and text."""
    colors = theme.kinds[moment.card]
    shape = tokens()["node"]["kind"][moment.card]
    harm = bool(shape.get("solid"))
    corner = theme.px(shape.get("cut", shape.get("radius", 8)))
    edge = Stroke(colors.border, theme.px(shape["border"] or 1))
    strong, face = theme.face("label"), _face(moment, theme)
    left, top = rect.left() + theme.px(_CARD_PAD), rect.top() + theme.px(7)
    icon = theme.px(14)
    ink = colors.ink
    parts: list[Part] = [
        Shape(outline(shape["shape"], rect, corner), colors.fill, edge),
        Icon(tokens()["icons"]["kind"][moment.card], left, top + (strong.line - icon) / 2, icon, ink),
        Words((Line(left + theme.px(20), strong.baseline(top), size.when),), strong, ink),
    ]
    parts += flag_parts(
        moment, left + theme.px(24) + strong.advance(size.when), top, theme, ink if harm else None
    )
    lines = face.wrap(moment.text, theme.px(_CARD_WIDTH - 2 * _CARD_PAD), size.most)
    color = ink if harm else theme.colors["text"]
    parts.append(
        Words(
            tuple(Line(left, face.baseline(top + strong.line, i), line) for i, line in enumerate(lines)),
            face,
            color,
        )
    )
    return parts


def label_parts(moment: Moment, x: float, top: float, theme: Theme, size: Block) -> list[Part]:
    """Time and text under a mark, their left end at `x`."""
    strong, plain = theme.face("label"), theme.face("caption")
    y = top + theme.px(tokens()["timeline"]["mark"] + 5)
    lines = plain.wrap(moment.text, theme.px(LABEL_WIDTH), size.most)
    text, when = theme.colors["text"], theme.colors["text"]
    if moment.background:
        text = when = blend(text, theme.colors["band"], tokens()["timeline"]["flag"]["background"]["opacity"])
    parts: list[Part] = [
        Words((Line(x, strong.baseline(y), size.when),), strong, when),
        Words(
            tuple(Line(x, plain.baseline(y + strong.line, i), line) for i, line in enumerate(lines)),
            plain,
            text,
        ),
    ]
    parts += flag_parts(moment, x + strong.advance(size.when) + theme.px(4), y, theme)
    return parts


def mark_parts(mark: str, x0: float, x: float, x1: float, y: float, theme: Theme) -> list[Part]:
    """A mark: its window from `x0` to `x1`, itself at `x`, its middle at height `y`."""
    ink, pale = theme.kinds["event"].ink, theme.kinds["event"].border
    half = theme.px(tokens()["timeline"]["mark"] / 2)
    ground = theme.colors["band"]
    if mark == "bar":
        return [Shape(_pill(x0, max(x1, x0 + 2 * half), y, half), pale)]
    if mark == "ring_whisker":
        return [*_whisker(x0, x1, y, half, ink, theme), _ring(x, y, half, ink, theme)]
    if mark == "disc_halo":
        reach = max(x1 - x, 2 * half)
        halo = [
            Shape(_pill(x - reach * part, x + reach * part, y, half), blend(pale, ground, share))
            for part, share in ((1.0, 0.14), (0.75, 0.26), (0.5, 0.4))
        ]
        return [*halo, _disc(x, y, half, ink, theme)]
    if mark == "disc_band":
        band = [] if x1 - x0 < 2 * half else [Shape(_pill(x0, x1, y, half * 0.5), blend(pale, ground, 0.45))]
        return [*band, _disc(x, y, half, ink, theme)]
    if mark in ("ring_arrow_left", "ring_arrow_right"):
        way = -1 if mark == "ring_arrow_left" else 1
        tip = x + way * theme.px(26)
        line = QPainterPath(QPointF(x, y))
        line.lineTo(tip - way * theme.px(5), y)
        head = triangle((tip, y), (x, y), theme.px(7), theme.px(8))
        return [Shape(line, None, Stroke(ink, theme.px(2))), Shape(head, ink), _ring(x, y, half, ink, theme)]
    if mark == "disc_tether":
        tether = QPainterPath(QPointF(x - theme.px(24), y))
        tether.lineTo(x - half, y)
        dash = (theme.px(3), theme.px(2))
        start = _pill(x - theme.px(27), x - theme.px(21), y, theme.px(3))
        edge = Stroke(ink, theme.px(1.5), dash)
        return [
            *_window_band(x0, x1, y, half, pale, ground),
            Shape(tether, None, edge),
            Shape(start, ink),
            _disc(x, y, half, ink, theme),
        ]
    if mark == "ring_dotted":
        return [_ring(x, y, half, theme.colors["text3"], theme, (theme.px(2), theme.px(2)))]
    if mark == "diamond":
        return [_diamond(x, y, half, ink, theme)]
    if mark == "half_disc":
        return _half_disc(x, y, half, ink, theme)
    if mark == "square_dashed":
        return [*_window_band(x0, x1, y, half, pale, ground), dashed_square(x, y, theme)]
    return [_disc(x, y, half, ink, theme)]


def flag_parts(
    moment: Moment, x: float, top: float, theme: Theme, ink: Rgba | None = None, *, words: bool = True
) -> list[Part]:
    """What stands behind the time: good practice; that sources disagree, and where that stands, in a word."""
    flag, size = tokens()["timeline"]["flag"], theme.px(13)
    strong = theme.face("label")
    y = top + (strong.line - size) / 2
    parts: list[Part] = []
    if moment.good:
        parts.append(Icon(flag["good_practice"]["icon"], x, y, size, ink or theme.colors["ok"]))
        x += size + theme.px(3)
    standing = moment.standing
    if standing is None and moment.disagrees:
        parts.append(Icon(flag["conflict"]["icon"], x, y, size, ink or theme.colors["warn"]))
    elif standing is not None:
        icon, role = STANDING[standing]
        color = ink or theme.colors[role]
        parts.append(Icon(icon, x, y, size, color))
        if words:
            said = Line(x + size + theme.px(3), strong.baseline(top), moment.words.standing)
            parts.append(Words((said,), strong, color))
    return parts


STANDING = {
    AccountState.DISPUTED: ("equal-not", "warn"),
    AccountState.RESOLVED: ("check", "ok"),
    AccountState.LEFT_OPEN: ("circle-help", "text2"),
}
"""Sign and colour of where accounts stand; the word stands beside them."""


def _sign_room(moment: Moment, theme: Theme) -> float:
    """Pixels the sign of disagreement needs, with its word where there is one."""
    if moment.standing is not None:
        return theme.px(24) + theme.face("label").advance(moment.words.standing)
    return theme.px(16) if moment.disagrees else 0.0


def strands_height(moment: Moment, theme: Theme) -> float:
    """Pixels the accounts of a moment take below it."""
    count = min(len(moment.strands), STRANDS)
    more = len(moment.strands) > STRANDS
    return theme.px(4) + (count + more) * theme.px(STRAND) if count else 0.0


STRANDS = 4
"""Accounts shown one by one on the canvas; the rest are counted, and Details has them all."""
STRAND = 19


def dashed_square(x: float, y: float, theme: Theme) -> Shape:
    """What should have happened: a dashed square with its middle at (x, y)."""
    side = theme.px(tokens()["timeline"]["mark"] / 2) * 0.92
    square = QPainterPath()
    square.addRoundedRect(QRectF(x - side, y - side, 2 * side, 2 * side), 2, 2)
    edge = Stroke(theme.kinds["event"].ink, theme.px(1.5), (theme.px(2.5), theme.px(2)))
    return Shape(square, theme.colors["surface"], edge)


def _face(moment: Moment, theme: Theme):  # type: ignore[no-untyped-def]
    return theme.face("caption", 600) if moment.card == "harm" else theme.face("caption", 500)


def _disc(x: float, y: float, half: float, ink: Rgba, theme: Theme) -> Shape:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), half, half)
    return Shape(path, ink, Stroke(theme.colors["surface"], theme.px(1.5)))


def _ring(x: float, y: float, half: float, ink: Rgba, theme: Theme, dash: tuple[float, ...] = ()) -> Shape:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), half * 0.85, half * 0.85)
    return Shape(path, theme.colors["surface"], Stroke(ink, theme.px(1.5 if dash else 2), dash))


def _half_disc(x: float, y: float, half: float, ink: Rgba, theme: Theme) -> list[Part]:
    side = QPainterPath(QPointF(x, y))
    side.arcTo(QRectF(x - half, y - half, 2 * half, 2 * half), 90, 180)
    side.closeSubpath()
    return [_ring(x, y, half, ink, theme), Shape(side, ink)]


def _diamond(x: float, y: float, half: float, ink: Rgba, theme: Theme) -> Shape:
    path = QPainterPath(QPointF(x, y - half))
    for dx, dy in ((half, 0), (0, half), (-half, 0)):
        path.lineTo(x + dx, y + dy)
    path.closeSubpath()
    return Shape(path, theme.colors["surface"], Stroke(ink, theme.px(2)))


def _whisker(x0: float, x1: float, y: float, half: float, ink: Rgba, theme: Theme) -> list[Part]:
    path = QPainterPath(QPointF(x0, y))
    path.lineTo(x1, y)
    for x in (x0, x1):
        path.moveTo(x, y - half)
        path.lineTo(x, y + half)
    return [Shape(path, None, Stroke(ink, theme.px(2)))]


def _window_band(x0: float, x1: float, y: float, half: float, pale: Rgba, ground: Rgba) -> Sequence[Part]:
    return [] if x1 - x0 < 2 * half else [Shape(_pill(x0, x1, y, half * 0.5), blend(pale, ground, 0.45))]


def _pill(x0: float, x1: float, y: float, half: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x0, y - half, x1 - x0, 2 * half), half, half)
    return path
