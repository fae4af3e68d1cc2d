"""What a 5 whys tree looks like: the map's own boxes from left to right, each further why one column on.

What lies behind a shared factor is drawn where it comes first; elsewhere a small card says where that is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF

from rca_workbench.analysis.five_whys import WhyLine, outline, stops_at_an_act, tops
from rca_workbench.analysis.layout.branching import BranchBox, BranchPage, branch_pages, lay_out_branches
from rca_workbench.drawing.box import box_items, box_size
from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.link import link_item
from rca_workbench.drawing.map import FactorFacts
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Scene, Shape, Words
from rca_workbench.drawing.shapes import outline as shape_outline
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Factor, FactorKind, FactorStatus, Snapshot, shortened
from rca_workbench.reference import tokens

_COLUMN = 262
"""From one left edge to the next: the widest box and room for the lines between."""
_GAP = 8
_MARGIN = 24
_CARD = 200
"""Width of the card for what is drawn elsewhere."""
_TAG = 16
"""Room above a box for the tag of its actions."""


@dataclass(frozen=True, slots=True)
class WhyTree:
    """An outline and, for each of its lines, what is noted under the box."""

    lines: tuple[WhyLine, ...]
    boxes: tuple[BranchBox, ...]


def why_trees(snapshot: Snapshot, theme: Theme) -> tuple[WhyTree, ...]:
    """The outlines of a case: from each harm, and from each problem that no harm leads back to.

    What lies behind a factor is written out in the first of them alone.
    """
    made: list[WhyTree] = []
    held: set[str] = set()
    found = tops(snapshot)
    harms = [one for one in found if one.factor_kind is FactorKind.HARM]
    for top in (*harms, *(one for one in found if one not in harms)):
        if top.id in held and top not in harms:
            continue
        lines = outline(snapshot, top.id, already=held - {top.id})
        if len(lines) > 1:
            held.update(line.factor.id for line in lines)
            made.append(WhyTree(lines, tuple(_box(line, theme) for line in lines)))
    return tuple(made)


def whole_scene(snapshot: Snapshot, theme: Theme, tree: WhyTree) -> Scene:
    """A tree in one piece."""
    page = BranchPage(tuple(range(len(tree.lines))), frozenset())
    return page_scene(snapshot, theme, tree, page, {})


def page_scene(
    snapshot: Snapshot, theme: Theme, tree: WhyTree, page: BranchPage, parts: Mapping[str, int]
) -> Scene:
    """A part of a tree; `parts` is the number of the part on which the causes of a factor stand, by its id."""
    boxes = [tree.boxes[one] for one in page.boxes]
    gap = theme.px(_GAP)
    rects = lay_out_branches(boxes, theme.px(_COLUMN), gap)
    facts = FactorFacts(snapshot)
    items: list[Item] = []
    bodies: list[QRectF] = []
    for number, rect in zip(page.boxes, rects, strict=True):
        line = tree.lines[number]
        notes = _notes(line)
        if number in page.goes_on or (number == page.boxes[0] and number):
            notes = (*notes, _elsewhere(line, parts, starts=number == page.boxes[0]))
        body = QRectF(rect.x, rect.y + theme.px(_TAG), *_size(line, theme))
        bodies.append(body)
        if line.elsewhere or line.loop:
            items.append(_card(line, body, theme, parts))
        else:
            items += box_items(line.factor, body, theme, facts.notes(line.factor))
            items += _noted(notes, body, theme)
    items += _links(tree, page.boxes, bodies, facts, theme)
    items.sort(key=lambda item: item.layer)
    bounds = QRectF()
    for item in items:
        bounds = bounds.united(item.rect)
    margin = theme.px(_MARGIN)
    return Scene(theme=theme, bounds=bounds.adjusted(-margin, -margin, margin, margin), items=items)


def tree_pages(tree: WhyTree, theme: Theme, width: float, height: float) -> tuple[BranchPage, ...]:
    """A tree cut into pages of at most that size."""
    room = width - 2 * theme.px(_MARGIN) + theme.px(_COLUMN) - theme.px(220)
    columns = max(2, int(room // theme.px(_COLUMN)))
    return branch_pages(
        tree.boxes, columns, height - 2 * theme.px(_MARGIN) - theme.px(2 * _TAG), theme.px(_GAP)
    )


def tree_alt(tree: WhyTree) -> str:
    """What a tree shows, in words."""
    top = tree.lines[0].factor
    first = [line.factor for line in tree.lines if line.depth == 1]
    count = len({line.factor.id for line in tree.lines}) - 1
    said = "; ".join(shortened(one.text, 100).rstrip(".") for one in first[:5])
    return (
        f"Tree of {count} {'factor' if count == 1 else 'factors'} behind “{shortened(top.text, 140).rstrip('.')}”, "
        f"asked why step by step from left to right. Directly behind it: {said}."
    )


def _box(line: WhyLine, theme: Theme) -> BranchBox:
    width, height = _size(line, theme)
    room = len(_wrapped(_notes(line), width, theme)) * theme.line("caption_app")
    # A line more for where a branch goes on: whether it does is known only once pages are cut.
    more = theme.line("caption_app") if line.causes and not (line.elsewhere or line.loop) else 0.0
    return BranchBox(line.depth, width, height + room + more + theme.px(_TAG))


def _size(line: WhyLine, theme: Theme) -> tuple[float, float]:
    if line.elsewhere or line.loop:
        face = theme.face("caption_app")
        lines = face.wrap(_named(line.factor), theme.px(_CARD - 36), 2)
        return theme.px(_CARD), (len(lines) + 1) * face.line + theme.px(12)
    return box_size(line.factor, theme)


def _notes(line: WhyLine) -> tuple[str, ...]:
    """What stands under a box: why nobody asks further, or that the chain stops at an act."""
    if line.elsewhere or line.loop or line.causes:
        return ()
    factor = line.factor
    if factor.stop_reason.strip():
        return (f"Stops here: {factor.stop_reason.strip()}",)
    if factor.status is not FactorStatus.REJECTED and line.depth and stops_at_an_act(factor):
        return ("Stops at something a person did",)
    return ()


def _elsewhere(line: WhyLine, parts: Mapping[str, int], *, starts: bool) -> str:
    if starts:
        return "Goes on here from an earlier part"
    part = parts.get(line.factor.id)
    return f"Goes on in part {part}" if part else ""


def _wrapped(notes: Sequence[str], width: float, theme: Theme) -> list[str]:
    face = theme.face("caption_app")
    return [one for note in notes if note for one in face.wrap(note, width, 3)]


def _noted(notes: Sequence[str], body: QRectF, theme: Theme) -> list[Item]:
    lines = _wrapped(notes, body.width(), theme)
    if not lines:
        return []
    face = theme.face("caption_app")
    top = body.bottom() + theme.px(3)
    words = Words(
        tuple(Line(body.left(), face.baseline(top, at), text) for at, text in enumerate(lines)),
        face,
        theme.colors["text2"],
    )
    area = QRectF(body.left(), top, body.width(), len(lines) * face.line)
    return [Item(None, Layer.BOX, area, area, (words,), " ".join(lines))]


def _card(line: WhyLine, body: QRectF, theme: Theme, parts: Mapping[str, int]) -> Item:
    """A factor whose causes are drawn at another place."""
    face = theme.face("caption_app")
    edge = Stroke(theme.colors["text3"], theme.px(1), (theme.px(3), theme.px(2)))
    size = theme.px(14)
    left = body.left() + theme.px(8)
    start = left + size + theme.px(6)
    lines = face.wrap(_named(line.factor), theme.px(_CARD - 36), 2)
    if line.loop:
        said = "Leads back to itself: a loop"
    else:
        part = parts.get(line.factor.id)
        said = f"See part {part}" if part else "Drawn where it comes first"
    top = body.top() + theme.px(6)
    written: list[Part] = [
        Shape(shape_outline("round", body, theme.px(6)), theme.colors["surface"], edge),
        Icon(
            tokens()["icons"]["kind"][line.factor.factor_kind], left, top + (face.line - size) / 2, size,
            theme.colors["text2"],
        ),
        Words(
            tuple(Line(start, face.baseline(top, at), text) for at, text in enumerate(lines)), face, theme.colors["text"]
        ),
        Words((Line(start, face.baseline(top, len(lines)), said),), face, theme.colors["text2"]),
    ]  # fmt: skip
    return Item(
        Ref("factor", line.factor.id, f"under {line.under}"), Layer.BOX, body.adjusted(-2, -2, 2, 2), body,
        tuple(written), f"{_named(line.factor)}. {said}", radius=theme.px(6),
    )  # fmt: skip


def _links(
    tree: WhyTree, numbers: Sequence[int], bodies: Sequence[QRectF], facts: FactorFacts, theme: Theme
) -> list[Item]:
    """From each cause back to what it made more likely."""
    at = dict(zip(numbers, bodies, strict=True))
    way: list[int] = []
    first = tree.lines[numbers[0]].depth
    made: list[Item] = []
    for number in numbers:
        line = tree.lines[number]
        del way[line.depth - first :]
        if way and line.link is not None:
            cause, effect = at[number], at[way[-1]]
            start = (cause.left(), cause.center().y())
            end = (effect.right(), effect.center().y())
            middle = end[0] + max(theme.px(18), (start[0] - end[0]) * 0.6)
            course = (start, (middle - theme.px(8), start[1]), (middle, end[1]), end)
            made.append(link_item(line.link, course, theme, facts.link_name(line.link)))
        way.append(number)
    return made


def _named(factor: Factor) -> str:
    return " ".join(part for part in (factor.code, factor.short_label or factor.text) if part)


def part_numbers(shown: Sequence[Sequence[tuple[WhyTree, BranchPage]]]) -> dict[str, int]:
    """On which part the causes of each factor stand, by its id; a part shows one or several pages of trees."""
    found: dict[str, int] = {}
    for number, part in enumerate(shown, 1):
        for tree, page in part:
            for one, following in pairwise((*page.boxes, -1)):
                line = tree.lines[one]
                leads_on = following >= 0 and tree.lines[following].depth > line.depth
                if (leads_on or not line.causes) and not (line.elsewhere or line.loop):
                    found.setdefault(line.factor.id, number)
    return found
