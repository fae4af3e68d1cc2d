"""What a fishbone and the barriers look like, and what is said of them."""

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from rca_workbench.analysis.barriers import barrier_rows
from rca_workbench.analysis.fishbone import fishbone_of
from rca_workbench.drawing.again import again_ref
from rca_workbench.drawing.barriers import PANEL, barrier_scene, barriers_alt, best_width
from rca_workbench.drawing.fishbone import HEADING, FishScene, fishbone_alt, fishbone_scene
from rca_workbench.drawing.fishbone_far import paint_headings
from rca_workbench.drawing.paint import paint
from rca_workbench.drawing.scene import Layer, Ref, Scene, Shape
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import Confidence, Factor, FactorKind, LinkType, Performance, Tag
from rca_workbench.reference import framework

from .builders import case, factor, harm, link, published

NPSA = framework("npsa")


def published_fishbone(theme: Theme) -> FishScene:
    return fishbone_scene(published(), fishbone_of(published(), NPSA), theme)


def bodies(scene: Scene) -> list[tuple[Ref, float, float, float, float]]:
    return [
        (item.ref, item.body.left(), item.body.top(), item.body.right(), item.body.bottom())
        for item in scene.items
        if item.ref is not None and item.layer is Layer.BOX
    ]


def test_the_published_fishbone_shows_every_factor_once_in_full_and_nothing_over_another(
    any_theme: Theme,
) -> None:
    scene = published_fishbone(any_theme)
    bones = fishbone_of(published(), NPSA)
    full = [
        item.ref.id for item in scene.items if item.ref and item.ref.kind == "factor" and not item.ref.part
    ]
    assert bones.head is not None
    assert sorted(full) == sorted({*bones.factors, bones.head.id})
    found = bodies(scene)
    for at, (one, l1, t1, r1, b1) in enumerate(found):
        for other, l2, t2, r2, b2 in found[:at]:
            assert l1 >= r2 or l2 >= r1 or t1 >= b2 or t2 >= b1, (one, other)
    assert len({item.ref for item in scene.items if item.ref}) == sum(1 for item in scene.items if item.ref)


def test_large_text_makes_a_larger_fishbone_and_still_nothing_overlaps() -> None:
    found = bodies(published_fishbone(theme_named("light", 2.0)))
    assert all(
        l1 >= r2 or l2 >= r1 or t1 >= b2 or t2 >= b1
        for at, (_, l1, t1, r1, b1) in enumerate(found)
        for _, l2, t2, r2, b2 in found[:at]
    )


def test_a_factor_of_two_bones_is_short_on_the_second(theme: Theme) -> None:
    two = factor("a", tags=(Tag("NPSA.TASK"), Tag("NPSA.TEAM")), confidence=Confidence.POSSIBLE)
    snapshot = case(two, harm("h"), link("a", "h"))
    scene = fishbone_scene(snapshot, fishbone_of(snapshot, NPSA), theme)
    first, second = scene.item(Ref("factor", "a")), scene.item(again_ref("a", "NPSA.TEAM"))
    assert first is not None
    assert second is not None
    assert second.body.height() < first.body.height()
    assert "on the bone Task factors" in first.name
    assert "on another bone too" in second.name
    dashes = {
        part.stroke.dash
        for item in scene.items
        if item.ref and item.ref.kind == "rib"
        for part in item.parts
        if isinstance(part, Shape) and part.stroke
    }
    assert all(dash for dash in dashes), "a possible factor hangs on a dotted rib"


def test_a_fishbone_is_said_in_words(theme: Theme) -> None:
    said = fishbone_alt(fishbone_of(published(), NPSA))
    assert said.startswith("Fishbone with “The helicopter struck the sea at night")
    assert "35 factors lead to it, sorted by NPSA contributory factors" in said
    assert "Task factors 6" in said
    assert said.endswith("Nothing under: Patient factors.")
    assert fishbone_alt(fishbone_of(case(), NPSA)) == "Fishbone without a harm or problem at its head yet."
    empty = fishbone_scene(case(), fishbone_of(case(), NPSA), theme)
    assert len([item for item in empty.items if item.ref and item.ref.kind == HEADING]) == 9


def test_headings_stay_readable_from_afar(theme: Theme) -> None:
    scene = published_fishbone(theme)

    def picture(scale: float, *, labels: bool) -> QImage:
        image = QImage(900, 600, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        visible = scene.bounds
        paint(scene, painter, visible, scale)
        if labels:
            paint_headings(scene, painter, QPointF(visible.topLeft()), scale, QSizeF(900, 600))
        painter.end()
        return image

    assert picture(0.4, labels=True) != picture(0.4, labels=False)
    assert picture(0.2, labels=True) != picture(0.2, labels=False)
    at_full = picture(1.0, labels=False)
    assert picture(1.0, labels=True).copy(0, 0, 900, 200) == at_full.copy(0, 0, 900, 200), (
        "near, they speak for themselves"
    )


@pytest.mark.parametrize("left", [380, 420, 460, 500])
def test_no_heading_lies_under_what_stands_over_the_corner_of_the_view(theme: Theme, left: int) -> None:
    scene = published_fishbone(theme)
    corner = QRectF(left, 552, 176, 38)

    def under_the_corner(over: QRectF | None) -> QImage:
        image = QImage(900, 600, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_headings(scene, painter, QPointF(scene.bounds.topLeft()), 0.5, QSizeF(900, 600), over)
        painter.end()
        return image.copy(corner.toRect())

    nothing = QImage(176, 38, QImage.Format.Format_RGB32)
    nothing.fill(0)
    assert under_the_corner(None) != nothing
    assert under_the_corner(corner) == nothing


def barrier(id: str, performed: Performance | None) -> Factor:
    return factor(id, id, factor_kind=FactorKind.BARRIER, performed=performed)


def panel(scene: Scene, id: str) -> Shape:
    item = scene.item(Ref("factor", id, PANEL))
    assert item is not None
    (part,) = item.parts
    assert isinstance(part, Shape)
    return part


def test_how_a_barrier_did_can_be_seen_without_colour(theme: Theme) -> None:
    ways = {
        "held": Performance.HELD,
        "partly": Performance.PARTLY_HELD,
        "open": Performance.DID_NOT_HOLD,
        "missing": Performance.NOT_DONE,
    }
    snapshot = case(
        harm("h"), *(barrier(id, how) for id, how in ways.items()), *(link(id, "h") for id in ways)
    )
    scene = barrier_scene(snapshot, theme)
    middle = {id: panel(scene, id).path.boundingRect().center() for id in ways}
    assert panel(scene, "held").path.contains(middle["held"])
    assert not panel(scene, "partly").path.contains(middle["partly"])
    assert not panel(scene, "open").path.contains(middle["open"])
    assert panel(scene, "partly").path.contains(middle["partly"] + QPointF(0, 12))
    assert not panel(scene, "open").path.contains(middle["open"] + QPointF(0, 12)), "the gap is wider"
    missing = panel(scene, "missing")
    assert missing.fill is None
    assert missing.stroke is not None
    assert missing.stroke.dash


def test_a_cause_two_barriers_share_is_told_once_and_shown_under_both(theme: Theme) -> None:
    snapshot = case(
        harm("h"), barrier("a", Performance.DID_NOT_HOLD), barrier("b", Performance.DID_NOT_HOLD), factor("c"),
        link("a", "h"), link("b", "h"), link("c", "a"), link("c", "b"),
    )  # fmt: skip
    scene = barrier_scene(snapshot, theme)
    assert scene.item(Ref("factor", "c")) is not None
    second = scene.item(again_ref("c", "b"))
    assert second is not None
    assert second.name.endswith("bears on “b” too")
    assert "2 share a cause" in barriers_alt(snapshot)


def test_the_published_barriers_are_drawn_and_said(any_theme: Theme) -> None:
    scene = barrier_scene(published(), any_theme)
    found = bodies(scene)
    assert all(
        l1 >= r2 or l2 >= r1 or t1 >= b2 or t2 >= b1
        for at, (_, l1, t1, r1, b1) in enumerate(found)
        for _, l2, t2, r2, b2 in found[:at]
    )
    assert scene.order[0].id == barrier_rows(published())[0].barrier.id
    said = barriers_alt(published())
    assert "6 barriers: 2 held, 1 partly, 3 did not" in said
    assert "Radio altimeter with set heights: did not hold" in said
    assert barriers_alt(case()) == "No barriers yet."


def test_the_barriers_take_the_rows_that_suit_their_room(theme: Theme) -> None:
    rows = barrier_rows(published())
    flat = best_width(rows, published(), theme, (1400, 300))
    tall = best_width(rows, published(), theme, (500, 1400))
    assert tall < flat
    assert barrier_scene(published(), theme, width=tall).bounds.width() <= tall + 60
    near = next(item for item in barrier_scene(published(), theme).items if item.label.startswith("Held: "))
    assert near.ref is not None, "how a barrier did can be read from further off too"


def test_a_barrier_that_only_meant_to_stop_harm_is_on_its_way(theme: Theme) -> None:
    snapshot = case(
        harm("h"), barrier("a", Performance.HELD), link("a", "h", link_type=LinkType.INTENDED_TO_STOP)
    )
    scene = barrier_scene(snapshot, theme)
    assert scene.item(Ref("factor", "h")) is not None


def test_a_barrier_made_something_else_is_still_drawn(theme: Theme) -> None:
    once = factor("a", "Second check", factor_kind=FactorKind.PROBLEM, performed=Performance.DID_NOT_HOLD)
    snapshot = case(once, harm("h"), link("a", "h"))
    assert fishbone_scene(snapshot, fishbone_of(snapshot, NPSA), theme).item(Ref("factor", "a")) is not None
