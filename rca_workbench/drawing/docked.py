"""What is docked on a factor's box: the actions that address it, how its causes work together, what is folded away."""

from PySide6.QtCore import QRectF

from rca_workbench.drawing.ink import Rgba, Stroke
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.shapes import outline
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Factor, Logic
from rca_workbench.model.words import word
from rca_workbench.reference import tokens


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


def fold_tag(factor_id: str, rect: QRectF, count: int, theme: Theme) -> Item:
    """The tag at a box's top left that counts what is folded away behind it; pressing it unfolds."""
    said = (
        "1 cause is folded away behind this" if count == 1 else f"{count} causes are folded away behind this"
    )
    left = rect.left() + theme.px(6)
    ink, fill = theme.colors["accent"], theme.colors["surface"]
    return _pill(Ref("factor", factor_id, "folded"), f"+{count}", left, rect, theme, (ink, fill, ink), said)


def gate_mark(factor: Factor, causes: int, rect: QRectF, theme: Theme) -> Item | None:
    """How a factor's causes work together, where the team has stated it: in the middle of its upper edge."""
    if factor.gate is None:
        return None
    of = f"{factor.gate_count or '?'} of {causes}"
    short = {Logic.AND: "AND", Logic.OR: "OR", Logic.K_OF_N: of}[factor.gate]
    said = of if factor.gate is Logic.K_OF_N else word(factor.gate)
    colors = (theme.colors["text"], theme.colors["surface"], theme.colors["edge"])
    ref = Ref("factor", factor.id, "gate")
    return _pill(ref, short, None, rect, theme, colors, f"Causes work together: {said}")


def stop_mark(factor: Factor, rect: QRectF, theme: Theme) -> Item | None:
    """That asking why ended here for a stated reason: at the upper edge, where a cause would come in."""
    if not factor.stop_reason.strip():
        return None
    colors = (theme.colors["text2"], theme.colors["surface"], theme.colors["border_strong"])
    ref = Ref("factor", factor.id, "stop")
    left = rect.left() + theme.px(6)
    return _pill(ref, "Stops here", left, rect, theme, colors, f"Asking why stops here: {factor.stop_reason}")


def _pill(
    ref: Ref,
    text: str,
    left: float | None,
    rect: QRectF,
    theme: Theme,
    colors: tuple[Rgba, Rgba, Rgba],
    said: str,
) -> Item:
    """A short word on a box's upper edge, from `left` or in its middle; `colors` are ink, fill and border."""
    face = theme.face("label")
    height, width = theme.px(18), face.advance(text) + theme.px(14)
    start = rect.center().x() - width / 2 if left is None else left
    body = QRectF(start, rect.top() - theme.px(12), width, height)
    ink, fill, border = colors
    parts: tuple[Part, ...] = (
        Shape(outline("round", body, height / 2), fill, Stroke(border, theme.px(1.25))),
        Words(
            (Line(start + theme.px(7), face.baseline(body.center().y() - face.line / 2), text),), face, ink
        ),
    )
    return Item(ref, Layer.DOCKED, body.adjusted(-2, -2, 2, 2), body, parts, said, radius=height / 2)
