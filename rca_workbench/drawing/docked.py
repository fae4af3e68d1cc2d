"""What is docked on a factor's box: the actions that address it, how its causes work together, what is folded away."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF

from rca_workbench.drawing.ink import Stroke
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


def marks_above(factor: Factor, rect: QRectF, theme: Theme, *, folded: int, causes: int) -> list[Item]:
    """Short words on a box's upper edge, from its left: what is folded away, how its causes work, where asking ends."""
    made: list[Item] = []
    for part, text, ink, said in _words_above(factor, folded, causes):
        left = made[-1].body.right() + theme.px(4) if made else rect.left() + theme.px(6)
        made.append(_pill(Ref("factor", factor.id, part), text, ink, left, rect, theme, said))
    return made


def _words_above(factor: Factor, folded: int, causes: int) -> Iterator[tuple[str, str, str, str]]:
    """Of each mark the part it stands for, its word, the ink of its word and edge, and what a screen reader says."""
    if folded:
        said = "1 cause is" if folded == 1 else f"{folded} causes are"
        yield "folded", f"+{folded}", "accent", f"{said} folded away behind this"
    if factor.gate is not None:
        of = f"{factor.gate_count or '?'} of {causes}"
        short = {Logic.AND: "AND", Logic.OR: "OR", Logic.K_OF_N: of}[factor.gate]
        whole = of if factor.gate is Logic.K_OF_N else word(factor.gate)
        yield "gate", short, "text2", f"Causes work together: {whole}"
    if factor.stop_reason.strip() and not folded:
        yield "stop", "Stops here", "text2", f"Asking why stops here: {factor.stop_reason}"


def _pill(ref: Ref, text: str, ink: str, left: float, rect: QRectF, theme: Theme, said: str) -> Item:
    """A short word in a rounded frame that stands on a box's upper edge."""
    face = theme.face("label")
    height, width = theme.px(18), face.advance(text) + theme.px(14)
    body = QRectF(left, rect.top() - theme.px(12), width, height)
    color = theme.colors[ink]
    line = Line(left + theme.px(7), face.baseline(body.center().y() - face.line / 2), text)
    parts: tuple[Part, ...] = (
        Shape(outline("round", body, height / 2), theme.colors["surface"], Stroke(color, theme.px(1.25))),
        Words((line,), face, color),
    )
    return Item(ref, Layer.DOCKED, body.adjusted(-2, -2, 2, 2), body, parts, said, radius=height / 2)
