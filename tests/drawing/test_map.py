import pytest

from rca_workbench.drawing.box import box_size
from rca_workbench.drawing.check_badge import Standing
from rca_workbench.drawing.map import MapScene, bands, layout_of, map_scene
from rca_workbench.drawing.scene import Icon, Layer, Ref, Shape, Words
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import (
    Action,
    Confidence,
    Excerpt,
    FactorKind,
    FactorStatus,
    LinkType,
    Performance,
    Recommendation,
    Snapshot,
)

from .builders import case, factor, harm, link, published


def drawn(snapshot: Snapshot, theme: Theme) -> MapScene:
    return map_scene(snapshot, layout_of(snapshot, theme), theme)


def said(scene: MapScene, ref: Ref) -> str:
    item = scene.item(ref)
    assert item is not None
    return " ".join(line.text for part in item.parts if isinstance(part, Words) for line in part.lines)


def test_a_box_is_wider_from_sixty_letters_and_never_low(theme: Theme) -> None:
    assert box_size(factor("a", "x " * 29 + "x"), theme)[0] == 160
    assert box_size(factor("a", "x " * 29 + "xx"), theme)[0] == 216
    assert box_size(factor("a", "Short"), theme) == (160, 60)


def test_the_words_of_the_published_case_fit_their_boxes(any_theme: Theme) -> None:
    scene = drawn(published(), any_theme)
    for item in scene.items:
        for part in item.parts:
            if item.layer is Layer.BOX and isinstance(part, Words):
                for line in part.lines:
                    assert line.x + part.face.advance(line.text) <= item.body.right()
                    assert item.body.top() < line.baseline < item.body.bottom()


def test_no_two_boxes_of_the_published_case_overlap(theme: Theme) -> None:
    boxes = [item.body for item in drawn(published(), theme).items if item.layer is Layer.BOX]
    assert len(boxes) == 50
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_every_box_stands_in_its_band(theme: Theme) -> None:
    snapshot = published()
    scene = drawn(snapshot, theme)
    for one in scene.bands:
        levels = bands()[int(one.id)].levels
        inside = [
            item
            for item in scene.items
            if item.layer is Layer.BOX and one.top <= item.body.center().y() <= one.top + one.height
        ]
        assert one.note.split()[0] == str(len(inside))
        known = snapshot.table("factor")
        assert all(known[item.ref.id].level in levels for item in inside if item.ref)  # type: ignore[attr-defined]


def test_a_level_of_a_newer_list_has_a_band_of_its_own(theme: Theme) -> None:
    scene = drawn(case(factor("a", level="ACC.NEW"), harm("h")), theme)
    assert scene.bands[-1].label == "Level not known"
    assert "Level not known" not in [band.label for band in drawn(case(harm("h")), theme).bands]


def test_a_barrier_says_how_it_did(theme: Theme) -> None:
    barrier = factor("b", "Safety huddle", factor_kind=FactorKind.BARRIER, performed=Performance.PARTLY_HELD)
    assert said(drawn(case(barrier), theme), Ref("factor", "b")) == "Safety huddle Partly held"


def test_a_suggestion_is_dashed_until_agreed(theme: Theme) -> None:
    scene = drawn(case(factor("a"), factor("b", status=FactorStatus.CANDIDATE)), theme)
    borders = {}
    for id in "ab":
        item = scene.item(Ref("factor", id))
        assert item is not None
        shape = item.parts[0]
        assert isinstance(shape, Shape)
        assert shape.stroke is not None
        borders[id] = shape.stroke.dash
    assert borders["a"] == ()
    assert borders["b"] != ()


def test_what_was_set_aside_is_struck_through(theme: Theme) -> None:
    item = drawn(case(factor("a", status=FactorStatus.REJECTED)), theme).item(Ref("factor", "a"))
    assert item is not None
    assert any(part.strike for part in item.parts if isinstance(part, Words))


def test_actions_and_recommendations_are_counted_on_what_they_address(theme: Theme) -> None:
    scene = drawn(
        case(factor("a"), Action(id="x", addresses=("a",)), Recommendation(id="y", addresses=("a",))), theme
    )
    assert said(scene, Ref("factor", "a", "actions")) == "2"
    assert drawn(case(factor("a")), theme).item(Ref("factor", "a", "actions")) is None


def test_a_box_says_everything_to_a_screen_reader(theme: Theme) -> None:
    snapshot = case(
        factor("c", "No cover"),
        factor("f", "One doctor covers four wards at night", confidence=Confidence.PROBABLE),
        harm("h"),
        link("f", "h"),
        link("c", "f"),
        Action(id="x", addresses=("f",)),
        Excerpt(id="e", about="f"),
    )
    item = drawn(snapshot, theme).item(Ref("factor", "f"))
    assert item is not None
    assert item.name == (
        "Contributory factor, One doctor covers four wards at night, Ward and department, probable, "
        "leads to 1, caused by 1, 1 action"
    )
    other = drawn(snapshot, theme).item(Ref("factor", "c"))
    assert other is not None
    assert other.name.endswith("no source yet")


def test_a_link_says_what_it_claims(theme: Theme) -> None:
    snapshot = case(
        factor("a", "Cause"),
        factor("b", "Effect"),
        link("a", "b", link_type=LinkType.CONTRIBUTED_TO, confidence=Confidence.POSSIBLE),
    )
    item = drawn(snapshot, theme).item(Ref("link", "a-b"))
    assert item is not None
    assert item.name == "Cause contributed to Effect, possible"


@pytest.mark.parametrize("confidence", list(Confidence))
def test_each_confidence_has_its_own_line(theme: Theme, confidence: Confidence) -> None:
    snapshot = case(factor("a"), harm("h"), link("a", "h", confidence=confidence))
    item = drawn(snapshot, theme).item(Ref("link", "a-h"))
    assert item is not None
    assert item.far is not None
    assert item.far.stroke is not None
    assert (item.far.stroke.dash == ()) == (confidence is Confidence.ESTABLISHED)


def test_places_the_case_keeps_are_kept_at_any_text_size() -> None:
    small, large = theme_named("light"), theme_named("light", 2.0)
    fresh = layout_of(case(factor("a"), factor("b"), harm("h"), link("a", "h"), link("b", "h")), small)
    kept = case(
        *(
            factor(id, x=round(fresh.places[id].x), row=fresh.places[id].row)
            if id != "h"
            else factor(
                "h",
                factor_kind=FactorKind.HARM,
                level="ACC.OUT",
                x=round(fresh.places[id].x),
                row=fresh.places[id].row,
            )
            for id in ("a", "b", "h")
        )
    )
    again, doubled = layout_of(kept, small), layout_of(kept, large)
    assert {id: again.rects[id].x for id in again.rects} == {
        id: round(fresh.rects[id].x) for id in fresh.rects
    }
    assert doubled.rects["b"].x == pytest.approx(2 * again.rects["b"].x, abs=2)


def test_an_empty_map_shows_its_bands(any_theme: Theme) -> None:
    scene = drawn(case(), any_theme)
    assert [band.label for band in scene.bands] == [band.label for band in bands()[:5]]
    assert not scene.items


def test_a_badge_says_that_checks_stand_open_left_of_the_tag_of_actions(any_theme: Theme) -> None:
    snapshot = case(
        factor("a", "Staffing set by bed count"), factor("b", "Paper charts"), factor("c", "Nobody asked"), harm("h"),
        Action(id="x", text="Count how ill", addresses=("a",)),
    )  # fmt: skip
    standing = {"a": Standing("error", 2), "b": Standing("warning", 1)}
    scene = map_scene(snapshot, layout_of(snapshot, any_theme), any_theme, checks=standing)
    badges = {id: scene.item(Ref("factor", id, "checks")) for id in "abc"}
    tag, box = scene.item(Ref("factor", "a", "actions")), scene.item(Ref("factor", "a"))
    assert badges["a"] and badges["b"] and tag and box
    assert badges["c"] is None
    assert badges["a"].name == "2 checks on this: must resolve"
    assert badges["b"].name == "1 check on this: worth resolving"
    assert box.name.endswith("2 checks")
    assert badges["a"].body.right() < tag.body.left()
    assert badges["a"].body.bottom() > box.body.top() > badges["a"].body.top()
    icons = [part.name for part in badges["a"].parts if isinstance(part, Icon)]
    assert icons == ["octagon-alert"]
    assert scene.at(badges["a"].body.center()) == Ref("factor", "a", "checks")
