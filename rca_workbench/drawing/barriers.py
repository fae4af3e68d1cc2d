"""What the barriers of a case look like: walls on the way to harm, whole or with a gap, and what let each down.

A wall without a gap held; the wider the gap, the less it did; a dotted outline was not there. The word under each says
it exactly, so that shape is never alone. Barriers on no way to harm stand in a row of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.analysis.barriers import (
    ABSENT,
    OUTCOMES,
    BarrierRow,
    Outcome,
    barrier_rows,
    barriers_said,
)
from rca_workbench.analysis.layout.barriers import (
    Wall,
    WallLayout,
    WallSpacing,
    lay_out_barriers,
)
from rca_workbench.analysis.layout.values import Point, Rect
from rca_workbench.drawing.again import again_item, short_size
from rca_workbench.drawing.box import box_items, box_size
from rca_workbench.drawing.check_badge import NO_CHECKS, Standing
from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.map import FactorFacts
from rca_workbench.drawing.scene import Emphasis, Item, Layer, Line, Part, Ref, Scene, Shape, Words
from rca_workbench.drawing.shapes import triangle
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Factor, FactorKind, FactorStatus, Performance, Snapshot, shortened
from rca_workbench.model.words import word

PANEL = "panel"
"""Part of the `Ref` of a barrier's wall; its box is the barrier itself."""
HAZARD = "hazard"
SCREEN_WIDTH = 1900
"""Pixels across in which the picture is laid out for a screen: six barriers, the hazard and the harms."""

_WIDTHS = (1900, 1500, 1200, 900, 2600, 3600)
"""Pixels across that are tried for a view; where two are as good, the first."""
_TRIED_UP_TO = 60
"""Barriers up to which widths are tried: more are read by moving about anyway."""
_GAPS = {Outcome.PARTLY: 14, Outcome.DID_NOT: 44}
"""Pixels of the gap in a wall, by how it did."""
_CORNER = 3
_MARGIN = 24
_ASIDE = "Not linked yet to what they guard"
_HAZARD = "Hazard"


@dataclass
class BarrierScene(Scene):
    """The barriers as painted."""

    order: tuple[Ref, ...] = ()
    """Barriers, each followed by its causes, then the harms: how it is read."""


def barrier_layout(
    rows: Sequence[BarrierRow], snapshot: Snapshot, theme: Theme, width: float | None = None
) -> WallLayout:
    """Where everything stands; `width` is what a row may take up."""
    shown: set[str] = set()
    walls = [_wall(row, theme, shown) for row in rows]
    on_the_way = [wall for wall, row in zip(walls, rows, strict=True) if row.harms]
    aside = [wall for wall, row in zip(walls, rows, strict=True) if not row.harms]
    harms = [(one.id, box_size(one, theme)) for one in _harms(rows, snapshot)]
    spacing = WallSpacing().scaled(theme.unit)
    return lay_out_barriers(
        on_the_way, aside, _hazard_size(theme), harms if on_the_way else [], width or theme.px(SCREEN_WIDTH), spacing
    )  # fmt: skip


def best_width(
    rows: Sequence[BarrierRow], snapshot: Snapshot, theme: Theme, size: tuple[float, float]
) -> float:
    """The width of rows at which the picture is seen largest in a view of that size, in scene pixels."""
    if len(rows) > _TRIED_UP_TO:
        return theme.px(SCREEN_WIDTH)

    def scale(width: float) -> float:
        bounds = barrier_layout(rows, snapshot, theme, width).bounds
        margins = 2 * theme.px(_MARGIN)
        seen = min(size[0] / (bounds.width + margins), size[1] / (bounds.height + margins))
        return min(seen, 1.0)

    return max((theme.px(width) for width in _WIDTHS), key=scale)


def barrier_scene(
    snapshot: Snapshot,
    theme: Theme,
    *,
    width: float | None = None,
    only: Sequence[BarrierRow] | None = None,
    checks: Mapping[str, Standing] = NO_CHECKS,
) -> BarrierScene:
    """The barriers of a case, in the order they are met.

    Args:
        width: what a row may take up, in scene pixels.
        only: the rows to draw, where a picture shows a part.
        checks: those that stand open, by factor.
    """
    rows = barrier_rows(snapshot) if only is None else only
    layout = barrier_layout(rows, snapshot, theme, width)
    facts = FactorFacts(snapshot, checks=checks)
    items: list[Item] = [*_ways(layout, theme)]
    order: list[Ref] = []
    for row in rows:
        items += _barrier_items(row, layout, facts, theme, order)
    for id, rect in layout.harms.items():
        harm = snapshot.of(Factor)[id]
        items += box_items(harm, _qrect(rect), theme, facts.notes(harm))
        order.append(Ref(Factor.kind.name, id))
    bounds = _qrect(layout.bounds)
    if layout.caption is not None:
        items.append(_caption(layout.caption, theme))
        bounds = bounds.united(items[-1].rect)
    items.sort(key=lambda item: item.layer)
    margin = theme.px(_MARGIN)
    return BarrierScene(
        theme=theme,
        bounds=bounds.adjusted(-margin, -margin, margin, margin),
        items=items,
        emphasis=Emphasis(),
        order=tuple(order),
    )


def barriers_alt(snapshot: Snapshot) -> str:
    """What the picture shows, in words."""
    rows = barrier_rows(snapshot)
    if not rows:
        return "No barriers yet."
    said = [f"Barriers on the way to harm, in the order they are met. {barriers_said(rows, snapshot)}"]
    said += [
        f"{shortened(row.barrier.text, 80).rstrip('.')}: {word(row.barrier.performed).lower() or 'not yet said'}"
        for row in rows[:12]
    ]
    return ". ".join(said) + "."


# -- sizes ----------------------------------------------------------------------------------------------


def _wall(row: BarrierRow, theme: Theme, shown: set[str]) -> Wall:
    """A barrier with the sizes of its boxes; a cause that stands under an earlier one is short."""
    causes = []
    for one in row.causes:
        causes.append((one.id, short_size(one, theme) if one.id in shown else box_size(one, theme)))
    shown.update(one.id for one in row.causes)
    return Wall(row.barrier.id, box_size(row.barrier, theme), tuple(causes))


def _harms(rows: Sequence[BarrierRow], snapshot: Snapshot) -> list[Factor]:
    """The harms the barriers stand on the way to, in the order of the case."""
    reached = {id for row in rows for id in row.harms}
    return [
        one
        for one in snapshot.of(Factor).values()
        if one.factor_kind is FactorKind.HARM
        and one.id in reached
        and one.status is not FactorStatus.REJECTED
    ]


def _hazard_size(theme: Theme) -> tuple[float, float]:
    face = theme.face("node", 600)
    return max(theme.px(124), face.advance(_HAZARD) + theme.px(28)), face.line + theme.px(20)


# -- the way and the walls ------------------------------------------------------------------------------


def _ways(layout: WallLayout, theme: Theme) -> Iterator[Item]:
    """The hazard and the line to harm, row by row, with a head where it ends and where a row goes on."""
    ink = theme.colors["edge"]
    for row in layout.rows:
        if row.way is not None:
            (x0, y0), (x1, y1) = row.way
            arrow = theme.px(11)
            path = QPainterPath(QPointF(x0, y0))
            path.lineTo(x1 - arrow, y1)
            head = Shape(triangle((x1, y1), (x0, y0), arrow, theme.px(11)), ink)
            yield _line_item(path, Stroke(ink, theme.px(2.5)), head)
    for id, rect in list(layout.harms.items())[1:]:
        yield _branch(id, rect, layout, theme)
    if layout.hazard is not None:
        yield _hazard(_qrect(layout.hazard), theme)


def _branch(id: str, rect: Rect, layout: WallLayout, theme: Theme) -> Item:
    """From the way to a harm that stands under the first."""
    first = next(iter(layout.harms.values()))
    line = first.y + first.height / 2
    x, y, arrow = rect.x - theme.px(13), rect.y + rect.height / 2, theme.px(9)
    path = QPainterPath(QPointF(x, line))
    path.lineTo(x, y)
    path.lineTo(rect.x - arrow, y)
    ink = theme.colors["edge"]
    head = Shape(triangle((rect.x, y), (x, y), arrow, theme.px(9)), ink)
    return _line_item(path, Stroke(ink, theme.px(1.75)), head, Ref("way", id))


def _hazard(rect: QRectF, theme: Theme) -> Item:
    face = theme.face("node", 600)
    path = QPainterPath()
    path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    shape = Shape(path, theme.colors["surface"], Stroke(theme.colors["border_strong"], theme.px(1.5)))
    line = Line(
        rect.center().x() - face.advance(_HAZARD) / 2,
        face.baseline(rect.center().y() - face.line / 2),
        _HAZARD,
    )
    words = Words((line,), face, theme.colors["text"])
    return Item(
        Ref(HAZARD, ""), Layer.BOX, rect, rect, (shape, words), far=shape, label=_HAZARD,
        label_color=theme.colors["text"],
    )  # fmt: skip


def _barrier_items(
    row: BarrierRow, layout: WallLayout, facts: FactorFacts, theme: Theme, order: list[Ref]
) -> Iterator[Item]:
    one = row.barrier
    notes = facts.notes(one)
    box = _qrect(layout.boxes[one.id])
    yield _panel(row, _qrect(layout.panels[one.id]), theme)
    first, *docked = box_items(one, box, theme, notes)
    # From further off a box has two lines only: how it did comes first in them.
    yield replace(first, label=f"{word(one.performed)}: {first.label}" if one.performed else first.label)
    yield from docked
    order.append(Ref(Factor.kind.name, one.id))
    rail = box.left() + theme.px(7)
    last = box.bottom()
    for cause in row.causes:
        rect = _qrect(layout.causes[one.id, cause.id])
        yield _stub(one.id, cause.id, rail, rect, theme)
        last = rect.center().y()
        if Ref(Factor.kind.name, cause.id) in order:
            name = f"{facts.notes(cause).name}, bears on “{shortened(one.text, 60)}” too"
            made = [again_item(cause, one.id, rect, theme, name)]
        else:
            made = box_items(cause, rect, theme, facts.notes(cause))
        ref = made[0].ref
        if ref is not None:
            order.append(ref)
        yield from made
    if row.causes:
        yield _rail(one.id, (rail, box.bottom()), (rail, last), theme)


def _panel(row: BarrierRow, rect: QRectF, theme: Theme) -> Item:
    shape = wall(row.barrier.performed, rect, theme)
    ref = Ref(Factor.kind.name, row.barrier.id, PANEL)
    return Item(
        ref, Layer.BOX, rect.adjusted(-2, -2, 2, 2), rect, (shape,), far=shape, radius=theme.px(_CORNER)
    )


def wall(performed: Performance | None, rect: QRectF, theme: Theme, *, gaps: float = 1) -> Shape:
    """A wall as a barrier of that performance has it: whole, with a gap in its middle, or only an outline.

    `gaps` scales the gap, for a wall smaller than those of the picture.
    """
    colors = theme.kinds[FactorKind.BARRIER]
    outcome = OUTCOMES.get(performed, Outcome.NOT_SAID)
    there = performed is not None and performed not in ABSENT
    dash = () if there else (theme.px(2), theme.px(3))
    gap = theme.px(_GAPS.get(outcome, 0) * gaps) if there else 0.0
    path, radius = QPainterPath(), theme.px(_CORNER)
    if gap:
        half = (rect.height() - gap) / 2
        path.addRoundedRect(QRectF(rect.left(), rect.top(), rect.width(), half), radius, radius)
        path.addRoundedRect(QRectF(rect.left(), rect.bottom() - half, rect.width(), half), radius, radius)
    else:
        path.addRoundedRect(rect, radius, radius)
    fill = colors.border if outcome is Outcome.HELD else colors.fill if there else None
    return Shape(path, fill, Stroke(colors.border, theme.px(1.5), dash))


def _stub(barrier: str, cause: str, rail: float, rect: QRectF, theme: Theme) -> Item:
    path = QPainterPath(QPointF(rail, rect.center().y()))
    path.lineTo(rect.left(), rect.center().y())
    return _line_item(path, Stroke(theme.colors["edge"], theme.px(1.5)), None, Ref("stub", barrier, cause))


def _rail(barrier: str, top: Point, bottom: Point, theme: Theme) -> Item:
    """From the causes up to the barrier they let down."""
    arrow = theme.px(8)
    path = QPainterPath(QPointF(*bottom))
    path.lineTo(top[0], top[1] + arrow)
    ink = theme.colors["edge"]
    head = Shape(triangle(top, bottom, arrow, theme.px(7)), ink)
    return _line_item(path, Stroke(ink, theme.px(1.5)), head, Ref("rail", barrier))


def _caption(at: Point, theme: Theme) -> Item:
    """What the barriers on no way to harm are."""
    face = theme.face("caption")
    # Wider than its words, which keep their size when the picture is seen from further off.
    rect = QRectF(at[0], at[1], 1.8 * face.advance(_ASIDE), face.line)
    words = Words((Line(rect.left(), face.baseline(rect.top()), _ASIDE),), face, theme.colors["text2"])
    return Item(None, Layer.BOX, rect, rect, (words,), label=_ASIDE, label_color=theme.colors["text2"])


def _line_item(path: QPainterPath, stroke: Stroke, head: Part | None, ref: Ref | None = None) -> Item:
    shape = Shape(path, None, stroke)
    slack = stroke.width + 8
    rect = path.boundingRect().adjusted(-slack, -slack, slack, slack)
    parts = (shape, head) if head is not None else (shape,)
    # A line has a `Ref` though nothing can be done with it: one without counts as selected when nothing is.
    return Item(ref or Ref("way", f"{rect.top()}"), Layer.LINK, rect, rect, parts, outline=path, far=shape)


def _qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)
