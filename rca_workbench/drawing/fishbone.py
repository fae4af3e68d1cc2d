"""What a fishbone looks like: the map's own boxes along bones, the headings at their ends, the head at the right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.analysis.fishbone import UNSORTED, Bone, Fishbone, Rib
from rca_workbench.analysis.layout.fishbone import (
    BoneBox,
    BoneSpacing,
    Column,
    FishLayout,
    Stop,
    lay_out_fishbone,
)
from rca_workbench.analysis.layout.values import Point, Rect
from rca_workbench.drawing.again import again_item, again_ref, short_item, short_size
from rca_workbench.drawing.box import box_items, box_size
from rca_workbench.drawing.check_badge import NO_CHECKS, Standing
from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.map import FactorFacts
from rca_workbench.drawing.scene import Emphasis, Item, Layer, Line, Part, Ref, Scene, Shape, Words
from rca_workbench.drawing.shapes import triangle
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Factor, Snapshot, shortened
from rca_workbench.reference import tokens

HEADING = "heading"
"""Kind of the `Ref` of a bone's label; its id is the heading's, its part the number of a bone that goes on."""
BONE, RIB, SPINE = "bone", "rib", "spine"
"""Kinds of the `Ref`s of lines. A rib's id is its factor's, a bone's that of its heading."""
_LABEL_WIDTH = 190
_COMPONENT_WIDTH = 230
_LABEL_PAD = (12, 7)
_INDENT = 18
_LIFT = 10
"""Room above a box for what is docked on its upper edge: actions and checks."""
_MARGIN = 36
_SHORT_SPACING = BoneSpacing(
    gap=7, rib=12, clear=12, label_gap=10, spine_gap=16, head_gap=28, tail=24, step=1
)
_NO_HEAD = "No harm or problem on the map yet"


@dataclass
class FishScene(Scene):
    """A fishbone as painted, with what it was made from: where a drop lands, where arrows lead."""

    fishbone: Fishbone | None = None
    layout: FishLayout | None = None

    def column_refs(self, column: Column) -> tuple[Ref, ...]:
        """What stands along a column, from top to bottom, its label among them."""
        label = heading_ref(column)
        stops = tuple(ref for id in column.stops if (ref := _ref_of(id)) is not None)
        return (label, *stops) if column.above else (*stops, label)


def heading_ref(column: Column) -> Ref:
    """What the label of a column stands for."""
    return Ref(HEADING, column.bone, str(column.part) if column.part else "")


def fishbone_layout(
    bones: Fishbone,
    theme: Theme,
    *,
    longest: float | None = None,
    kept: float | None = None,
    short: bool = False,
) -> FishLayout:
    """Where everything of a fishbone stands at a theme's text size.

    Args:
        longest, kept: as for `lay_out_fishbone`.
        short: whether factors are in small boxes of two lines, as on paper.
    """
    head = box_size(bones.head, theme) if bones.head else (theme.px(160), theme.px(60))
    boxes = [
        BoneBox(bone.id, _label_size(bone, theme), tuple(_stops(bone, theme, short=short)))
        for bone in bones.bones
    ]
    spacing = _SHORT_SPACING if short else BoneSpacing()
    return lay_out_fishbone(head, boxes, spacing.scaled(theme.unit), longest=longest, kept=kept)


def fishbone_scene(
    snapshot: Snapshot,
    bones: Fishbone,
    theme: Theme,
    layout: FishLayout | None = None,
    *,
    selected: Ref | None = None,
    focused: Ref | None = None,
    checks: Mapping[str, Standing] = NO_CHECKS,
    short: bool = False,
) -> FishScene:
    """The fishbone as it is painted.

    Args:
        checks: those that stand open, by factor.
        short: whether factors are in small boxes, as in the layout.
    """
    layout = layout or fishbone_layout(bones, theme)
    facts = FactorFacts(snapshot, checks=checks)
    items = list(_lines(bones, layout, theme))
    for column in layout.columns:
        bone = bones.bone(column.bone)
        assert bone is not None
        items.append(_label(bone, column, theme))
    for bone in bones.bones:
        for stop, rib in _placed(bone):
            rect = _qrect(layout.rects[stop])
            if rib is None:
                items.append(_component(stop, rect, theme))
            else:
                items += _rib_items(facts, bone, rib, rect, theme, short=short)
    items += _head_items(facts, bones, layout, theme)
    items.sort(key=lambda item: item.layer)
    margin = theme.px(_MARGIN)
    return FishScene(
        theme=theme,
        bounds=_qrect(layout.bounds).adjusted(-margin, -margin, margin, margin),
        items=items,
        emphasis=Emphasis(selected, focused),
        fishbone=bones,
        layout=layout,
    )


def fishbone_alt(bones: Fishbone) -> str:
    """What a fishbone shows, in words."""
    if bones.head is None:
        return "Fishbone without a harm or problem at its head yet."
    count = len(bones.factors)
    said = [
        f"Fishbone with “{shortened(bones.head.text, 120).rstrip('.')}” at its head",
        f"{count} {'factor leads' if count == 1 else 'factors lead'} to it, sorted by {bones.framework.label}",
    ]
    full = [f"{bone.label} {len(bone.ribs)}" for bone in bones.bones if bone.ribs]
    empty = [bone.label for bone in bones.bones if not bone.ribs]
    if full:
        said.append(f"On its bones: {', '.join(full)}")
    if empty and full:
        said.append(f"Nothing under: {', '.join(empty)}")
    return ". ".join(said) + "."


def bone_note(bone: Bone) -> str:
    """How many factors stand on a bone, in words."""
    count = len(bone.ribs)
    return "Nothing here yet" if not count else "1 factor" if count == 1 else f"{count} factors"


# -- what stands along a bone ---------------------------------------------------------------------------


def _placed(bone: Bone) -> Iterator[tuple[str, Rib | None]]:
    """Ids of all that stands along a bone with the rib each is; None for the label of a component."""
    for component, ribs in groupby(bone.ribs, key=lambda rib: rib.component):
        if component:
            yield f"{bone.id}\n{component}", None
        for rib in ribs:
            yield f"{bone.id}\n{'again' if rib.again else ''}\n{rib.factor.id}", rib


def _ref_of(stop: str) -> Ref | None:
    """What a stop stands for; None for the label of a component."""
    parts = stop.split("\n")
    if len(parts) < 3:
        return None
    return again_ref(parts[2], parts[0]) if parts[1] else Ref(Factor.kind.name, parts[2])


def _stops(bone: Bone, theme: Theme, *, short: bool) -> Iterator[Stop]:
    caption = theme.face("caption")
    for id, rib in _placed(bone):
        if rib is None:
            width = min(caption.advance(id.partition("\n")[2]), theme.px(_COMPONENT_WIDTH))
            yield Stop(id, width + theme.px(4), caption.line, leads=True)
            continue
        small = short or rib.again
        width, height = short_size(rib.factor, theme) if small else box_size(rib.factor, theme)
        height += 0 if small else theme.px(_LIFT)
        yield Stop(id, width, height, indent=theme.px(_INDENT) if rib.component else 0)


def _rib_items(
    facts: FactorFacts, bone: Bone, rib: Rib, rect: QRectF, theme: Theme, *, short: bool
) -> list[Item]:
    notes = facts.notes(rib.factor)
    under = f"{bone.label}: {rib.component}" if rib.component else bone.label
    name = f"{notes.name}, on the bone {under}"
    if rib.again:
        return [again_item(rib.factor, bone.id, rect, theme, f"{name}, and on another bone too")]
    if short:
        return [short_item(rib.factor, rect, theme, name)]
    made = box_items(rib.factor, rect.adjusted(0, theme.px(_LIFT), 0, 0), theme, notes)
    made[0] = replace(made[0], name=name)
    return made


def _component(stop: str, rect: QRectF, theme: Theme) -> Item:
    face = theme.face("caption")
    said = face.elide(stop.partition("\n")[2], round(rect.width() + 1))
    words = Words((Line(rect.left(), face.baseline(rect.top()), said),), face, theme.colors["text2"])
    return Item(None, Layer.BOX, rect, rect, (words,))


# -- labels, lines and the head -------------------------------------------------------------------------


def _label_lines(bone: Bone, theme: Theme) -> tuple[str, ...]:
    return theme.face("node", 600).wrap(bone.label, theme.px(_LABEL_WIDTH - 2 * _LABEL_PAD[0]), 2)


def _label_size(bone: Bone, theme: Theme) -> tuple[float, float]:
    strong, caption = theme.face("node", 600), theme.face("caption")
    lines = _label_lines(bone, theme)
    widest = max([caption.advance(_continued(bone)), *(strong.advance(line) for line in lines)])
    pad_x, pad_y = (theme.px(one) for one in _LABEL_PAD)
    return widest + 2 * pad_x, len(lines) * strong.line + caption.line + 2 * pad_y


def _continued(bone: Bone) -> str:
    return f"{bone_note(bone)}, continued"


def _label(bone: Bone, column: Column, theme: Theme) -> Item:
    """The label of a bone: its heading and how much stands on it."""
    rect = _qrect(column.label)
    strong, caption = theme.face("node", 600), theme.face("caption")
    path = QPainterPath()
    path.addRoundedRect(rect, theme.px(6), theme.px(6))
    dash = (theme.px(4), theme.px(3)) if bone.id == UNSORTED else ()
    edge = theme.colors["border_strong" if bone.ribs else "border"]
    shape = Shape(path, theme.colors["surface"], Stroke(edge, theme.px(1.25), dash))
    lines = _label_lines(bone, theme)
    note = _continued(bone) if column.part else bone_note(bone)
    y = rect.top() + theme.px(_LABEL_PAD[1])
    centre = rect.center().x()
    heading = Words(
        tuple(
            Line(centre - strong.advance(line) / 2, strong.baseline(y, i), line)
            for i, line in enumerate(lines)
        ),
        strong,
        theme.colors["text" if bone.ribs else "text2"],
    )
    below = Words(
        (
            Line(
                centre - caption.advance(note) / 2,
                caption.baseline(y + len(lines) * strong.line),
                note,
            ),
        ),
        caption,
        theme.colors["text2"],
    )
    return Item(
        heading_ref(column), Layer.BOX, rect.adjusted(-2, -2, 2, 2), rect, (shape, heading, below),
        f"Bone {bone.label}, {note[0].lower()}{note[1:]}", far=shape, radius=theme.px(6),
    )  # fmt: skip


def _lines(bones: Fishbone, layout: FishLayout, theme: Theme) -> Iterator[Item]:
    """Spine, bones and ribs; the dash of a rib says how sure its factor is."""
    ink = theme.colors["edge"]
    tail, tip = layout.spine
    arrow = theme.px(12)
    spine = _line(tail, (tip[0] - arrow, tip[1]))
    head = triangle(tip, tail, arrow, theme.px(12))
    yield _line_item(Ref(SPINE, ""), spine, Stroke(ink, theme.px(3)), Shape(head, ink))
    for column in layout.columns:
        bone = bones.bone(column.bone)
        full = bone is not None and bool(bone.ribs)
        stroke = Stroke(ink, theme.px(2)) if full else Stroke(theme.colors["edge_dim"], theme.px(1.5))
        line = _line(column.outer, column.inner)
        yield _line_item(Ref(BONE, column.bone, heading_ref(column).part), line, stroke)
    confidence = tokens()["edge"]["confidence"]
    for bone in bones.bones:
        for stop, rib in _placed(bone):
            if rib is not None:
                dash = confidence[rib.factor.confidence]["dash"] if rib.factor.confidence else ()
                scaled = tuple(theme.px(length) for length in dash)
                line = _line(*layout.ribs[stop])
                yield _line_item(Ref(RIB, rib.factor.id, bone.id), line, Stroke(ink, theme.px(1.5), scaled))


def _line(start: Point, end: Point) -> QPainterPath:
    path = QPainterPath(QPointF(*start))
    path.lineTo(*end)
    return path


def _line_item(ref: Ref, path: QPainterPath, stroke: Stroke, *more: Part) -> Item:
    shape = Shape(path, None, stroke)
    slack = stroke.width + 8
    rect = path.boundingRect().adjusted(-slack, -slack, slack, slack)
    return Item(ref, Layer.LINK, rect, rect, (shape, *more), outline=path, far=shape)


def _head_items(facts: FactorFacts, bones: Fishbone, layout: FishLayout, theme: Theme) -> Sequence[Item]:
    rect = _qrect(layout.head)
    if bones.head is not None:
        return box_items(bones.head, rect, theme, facts.notes(bones.head))
    face = theme.face("node")
    path = QPainterPath()
    path.addRoundedRect(rect, theme.px(10), theme.px(10))
    edge = Stroke(theme.colors["border_strong"], theme.px(1.5), (theme.px(4), theme.px(3)))
    lines = face.wrap(_NO_HEAD, rect.width() - theme.px(20), 3)
    top = rect.center().y() - len(lines) * face.line / 2
    words = tuple(
        Line(rect.left() + theme.px(10), face.baseline(top, i), line) for i, line in enumerate(lines)
    )
    return [
        Item(
            None, Layer.BOX, rect, rect,
            (Shape(path, theme.colors["surface"], edge), Words(words, face, theme.colors["text2"])),
        )
    ]  # fmt: skip


def _qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)
