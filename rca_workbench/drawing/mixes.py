"""The plan beside published plans: how much of each is stronger, intermediate and weaker, one bar a plan.

Where a study gives the share of one strength only, the rest of its bar is hatched: not known is not none.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.analysis.plan import Plan
from rca_workbench.drawing.face import Face
from rca_workbench.drawing.files import whole
from rca_workbench.drawing.ink import Rgba, Stroke
from rca_workbench.drawing.picture import Picture, picture_of
from rca_workbench.drawing.scene import Item, Layer, Line, Part, Scene, Shape, Words
from rca_workbench.drawing.shapes import hatch
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import Strength
from rca_workbench.model.words import word
from rca_workbench.reference import ActionMix, action_mixes

TITLE = "Your plan beside published plans"
WIDTH = 560.0
"""Pixels at 100 %: what half a page and a small window both take."""
_PAD, _BAR, _GAP = 16.0, 12.0, 12.0

Share = tuple[Strength | None, float]
"""A strength, or what is not known or not said, and its share of the whole in per cent."""


def mixes_scene(plan: Plan, theme: Theme, width: float = WIDTH) -> Scene:
    """The bars, each with its words above and what else is known of it beneath."""
    wide = theme.px(width) - 2 * theme.px(_PAD)
    y = theme.px(_PAD) / 2
    items: list[Item] = []
    counts = plan.by_strength
    total = sum(counts.values())
    own = [(one, 100 * count / total) for one, count in counts.items() if count] if total else []
    first = f"This plan: {total} {'action' if total == 1 else 'actions and recommendations'}"
    y = _row(items, theme, wide, y, first, own, _counted(counts), "", strong=True)
    for mix in action_mixes():
        head = f"{mix.name}: {mix.counted:,} {mix.of}"
        said = mix.said + "." + (f" {mix.mark}." if mix.mark else "")
        y = _row(items, theme, wide, y, head, _shares(mix), said, mix.study)
    return Scene(theme=theme, bounds=QRectF(0, 0, theme.px(width), y), items=items)


def mixes_alt(plan: Plan) -> str:
    """What the picture shows, in words."""
    said = [f"This plan: {_counted(plan.by_strength) or 'nothing yet'}."]
    for mix in action_mixes():
        shares = ", ".join(f"{share:g} % {name}" for name, share in mix.percent.items())
        said.append(f"{mix.name}: {shares or mix.said}." + (f" {mix.mark}." if mix.mark else ""))
    return " ".join(said)


def mixes_picture(plan: Plan, *, scale: float = 2) -> Picture:
    """The picture for a report."""
    return picture_of([whole(mixes_scene(plan, theme_named("light")))], TITLE, mixes_alt(plan), scale)


def fill_of(strength: Strength | None, theme: Theme) -> Rgba:
    """The colour of a strength, the same as in the strip over the actions; words always stand beside it."""
    kind = theme.kinds["contributory_factor"]
    return {
        Strength.STRONGER: kind.ink,
        Strength.INTERMEDIATE: kind.border,
        Strength.WEAKER: theme.colors["border_strong"],
        None: theme.colors["band_alt"],
    }[strength]


def _row(
    items: list[Item], theme: Theme, wide: float, y: float, head: str, shares: Sequence[Share], said: str, study: str,
    *, strong: bool = False,
) -> float:  # fmt: skip
    """One plan: its name, its bar, and what is said of it. Returns where the next begins."""
    left, top = theme.px(_PAD), y
    parts: list[Part] = []
    bold, plain = theme.face("caption", 650), theme.face("caption")
    y = _write(parts, left, y, head, bold, theme.colors["text"], wide)
    y += theme.px(3)
    if shares:
        _bar(parts, QRectF(left, y, wide, theme.px(_BAR)), shares, theme)
        y += theme.px(_BAR) + theme.px(3)
        words = said if strong else _percents(shares)
        y = _write(parts, left, y, words, plain, theme.colors["text"], wide)
    if said and not (strong and shares):
        y = _write(parts, left, y, said, plain, theme.colors["text2"], wide)
    if study:
        y = _write(parts, left, y, study, plain, theme.colors["text2"], wide)
    rect = QRectF(0, top, wide + 2 * left, y - top)
    name = ". ".join(part for part in (head, _percents(shares), said, study) if part)
    items.append(Item(None, Layer.BOX, rect, rect, tuple(parts), name=name))
    return y + theme.px(_GAP)


def _bar(parts: list[Part], area: QRectF, shares: Sequence[Share], theme: Theme) -> None:
    x = area.left()
    for strength, share in shares:
        piece = QRectF(x, area.top(), area.width() * share / 100, area.height())
        path = QPainterPath()
        path.addRect(piece)
        edge = Stroke(theme.colors["border_strong"], theme.px(0.8))
        parts.append(Shape(path, fill_of(strength, theme), edge if strength is None else None))
        if strength is None:
            parts.append(Shape(hatch(piece, theme.px(6)), None, edge))
        x += piece.width()


def _write(parts: list[Part], x: float, y: float, text: str, face: Face, color: Rgba, wide: float) -> float:
    lines = face.wrap(text, wide, 3)
    parts.append(
        Words(tuple(Line(x, face.baseline(y, at), said) for at, said in enumerate(lines)), face, color)
    )
    return y + face.line * len(lines)


def _shares(mix: ActionMix) -> list[Share]:
    known: list[Share] = [(one, mix.percent[one]) for one in Strength if one in mix.percent]
    rest = 100 - sum(share for _, share in known)
    return [*known, (None, rest)] if known and rest > 2 else known


def _percents(shares: Sequence[Share]) -> str:
    return ", ".join(
        f"{share:.0f} % {word(strength).lower() if strength else 'not known'}" for strength, share in shares
    )


def _counted(counts: Mapping[Strength | None, int]) -> str:
    return ", ".join(
        f"{count} {word(one).lower() if one else 'not said'}" for one, count in counts.items() if count
    )
