"""One entry of a printed timeline: mark and time on one line, the text below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from rca_workbench.drawing import marks
from rca_workbench.drawing.face import Face
from rca_workbench.drawing.ink import Rgba, Stroke, blend
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.shapes import outline
from rca_workbench.drawing.theme import Theme
from rca_workbench.reference import tokens

COLUMN = 150
"""Least width of a column."""
PAD = 6
_LINES = 4
"""Lines of text at most: some 100 letters. The table of the report has the rest."""
_STRANDS = 3
"""Accounts told in a cell; the report has the rest."""
_CARD_PAD = 5
_MARK_ROOM = 34


@dataclass(frozen=True, slots=True)
class _Wrapped:
    strong: Face
    plain: Face
    when: tuple[str, ...]
    text: tuple[str, ...]
    late: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def height(self) -> float:
        lines = len(self.text) + len(self.late) + len(self.notes)
        return len(self.when) * self.strong.line + lines * self.plain.line


def cell_height(moment: Moment, width: float, theme: Theme, ties: Sequence[str] = ()) -> float:
    """Height of an entry's cell without the room around it; `ties` is what it says of links to others."""
    return _wrapped(moment, width, theme, ties).height + (theme.px(2 * _CARD_PAD) if moment.card else 0)


def mark_place(moment: Moment, place: QRectF, theme: Theme) -> QPointF:
    """The middle of the mark of an entry in its place: where lines to others begin."""
    inset = theme.px(_CARD_PAD) if moment.card else 0.0
    x, y = place.left() + theme.px(PAD) + inset, place.top() + theme.px(PAD) + (theme.px(4) if inset else 0)
    return QPointF(x + theme.px(8), y + theme.face("label").line / 2)


def cell_item(moment: Moment, place: QRectF, theme: Theme, ties: Sequence[str] = ()) -> Item:
    """An entry in its place: as wide as its column, as tall as its lane."""
    width = place.width()
    words = _wrapped(moment, width, theme, ties)
    x, y = place.left() + theme.px(PAD), place.top() + theme.px(PAD)
    body = QRectF(x - 2, y - 2, width - theme.px(2 * PAD) + 4, cell_height(moment, width, theme, ties) + 4)
    text, said = theme.colors["text"], theme.colors["text"]
    parts: list[Part] = []
    if moment.card:
        x, y = x + theme.px(_CARD_PAD), y + theme.px(4)
        text, said = _card_inks(moment, theme)
        parts += _card(moment, body, x, y, theme)
        start = x + theme.px(19)
    else:
        if moment.background:
            opacity = tokens()["timeline"]["flag"]["background"]["opacity"]
            text = said = blend(text, theme.colors["band"], opacity)
        sample, start = _mark(moment, x, y + words.strong.line / 2, theme)
        parts += sample
    strong, plain = words.strong, words.plain
    parts.append(
        Words(
            tuple(Line(start, strong.baseline(y, i), line) for i, line in enumerate(words.when)), strong, said
        )
    )
    behind = start + strong.advance(words.when[-1]) + theme.px(4)
    parts += marks.flag_parts(moment, behind, y + (len(words.when) - 1) * strong.line, theme, words=False)
    y += len(words.when) * strong.line
    parts.append(
        Words(tuple(Line(x, plain.baseline(y, i), line) for i, line in enumerate(words.text)), plain, text)
    )
    y += len(words.text) * plain.line
    below = ((words.late, theme.face("caption", 600), said), (words.notes, plain, text))
    for some, face, color in below:
        lines = tuple(Line(x, face.baseline(y, i), line) for i, line in enumerate(some))
        if lines:
            parts.append(Words(lines, face, color))
        y += len(some) * plain.line
    return Item(Ref("timeline_entry", moment.id), Layer.BOX, place, body, tuple(parts), moment.name)


def _wrapped(moment: Moment, width: float, theme: Theme, ties: Sequence[str]) -> _Wrapped:
    strong, plain = (theme.face("label"), theme.face("caption", 600 if moment.card == "harm" else 400))
    inner = width - theme.px(2 * PAD + (2 * _CARD_PAD if moment.card else 0))
    when = strong.wrap(moment.words.printed, inner - theme.px(_MARK_ROOM), 2) or ("",)
    late = theme.face("caption", 600).wrap(moment.words.late, inner, 2)
    notes = [line for said in (*_notes(moment), *ties) for line in plain.wrap(said, inner, 2)]
    return _Wrapped(strong, plain, when, plain.wrap(moment.text, inner, _LINES), late, tuple(notes))


def _notes(moment: Moment) -> Iterator[str]:
    """What sources tell differently."""
    if moment.standing is not None:
        yield f"Sources disagree: {moment.words.standing.lower()}"
    for strand in moment.strands[:_STRANDS]:
        yield strand.said
    if len(moment.strands) > _STRANDS:
        yield f"and {len(moment.strands) - _STRANDS} more accounts"


def _card_inks(moment: Moment, theme: Theme) -> tuple[Rgba, Rgba]:
    """Colours of a card's text and of its time."""
    ink = theme.kinds[moment.card].ink
    solid = tokens()["node"]["kind"][moment.card].get("solid")
    return (ink if solid else theme.colors["text"]), ink


def _card(moment: Moment, body: QRectF, x: float, y: float, theme: Theme) -> list[Part]:
    shape, colors = tokens()["node"]["kind"][moment.card], theme.kinds[moment.card]
    corner = theme.px(shape.get("cut", shape.get("radius", 8)))
    edge = Stroke(colors.border, theme.px(shape["border"] or 1))
    icon = tokens()["icons"]["kind"][moment.card]
    return [
        Shape(outline(shape["shape"], body, corner), colors.fill, edge),
        Icon(icon, x, y + theme.px(1), theme.px(14), colors.ink),
    ]


def _mark(moment: Moment, x: float, middle: float, theme: Theme) -> tuple[list[Part], float]:
    """The mark as a sample of a fixed width, and where the words behind it start."""
    half = theme.px(5)
    mark = "half_disc" if moment.disagrees and moment.mark == "disc" else moment.mark
    wide = mark in ("disc_band", "disc_halo", "ring_whisker", "bar")
    x0, x1 = (x + theme.px(1), x + theme.px(25)) if wide else (x, x + 2 * half)
    center = x0 + half if mark == "disc_band" else (x0 + x1) / 2
    if mark in ("ring_arrow_left", "disc_tether"):
        center = x + theme.px(26)
    parts = marks.mark_parts(mark, x0, center, x1, middle, theme)
    ends = max(x1, center + half) + theme.px(22 if mark == "ring_arrow_right" else 0)
    return parts, ends + theme.px(5)
