from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from rca_workbench.drawing.map import layout_of, map_scene
from rca_workbench.drawing.scene import Item, Layer, Ref, Scene
from rca_workbench.drawing.theme import Theme, theme_named

from .builders import case, factor, harm, link

numbers = st.floats(-3000, 3000, allow_nan=False)
sizes = st.floats(1, 1500, allow_nan=False)
rects = st.builds(QRectF, numbers, numbers, sizes, sizes)


@given(st.lists(rects, max_size=30), rects)
def test_the_index_finds_what_a_look_at_everything_finds(items: list[QRectF], seen: QRectF) -> None:
    made = [Item(Ref("factor", str(i)), Layer.BOX, rect, rect, ()) for i, rect in enumerate(items)]
    bounds = QRectF()
    for rect in items:
        bounds = bounds.united(rect)
    scene = Scene(theme_named("light"), bounds, made)
    assert scene.seen(seen) == [item for item in made if item.rect.intersects(seen)]


def test_a_box_is_hit_before_a_line_under_it(theme: Theme) -> None:
    snapshot = case(factor("a"), harm("h"), link("a", "h"))
    scene = map_scene(snapshot, layout_of(snapshot, theme), theme)
    box = scene.item(Ref("factor", "h"))
    assert box is not None
    assert scene.at(box.body.center()) == Ref("factor", "h")
    assert scene.at(QPointF(box.body.center().x(), box.body.top() + 1)) == Ref("factor", "h")


def test_a_line_is_hit_near_its_course_only(theme: Theme) -> None:
    snapshot = case(factor("a"), harm("h"), link("a", "h"))
    scene = map_scene(snapshot, layout_of(snapshot, theme), theme)
    line = scene.item(Ref("link", "a-h"))
    assert line is not None
    assert line.outline is not None
    middle = line.outline.pointAtPercent(0.5)
    assert scene.at(middle + QPointF(3, 0)) == Ref("link", "a-h")
    assert scene.at(middle + QPointF(40, 0)) is None


def test_a_frame_drawn_round_boxes_gathers_them_and_no_lines(theme: Theme) -> None:
    snapshot = case(factor("a"), factor("b"), harm("h"), link("a", "h"), link("b", "h"))
    scene = map_scene(snapshot, layout_of(snapshot, theme), theme)
    assert {ref.id for ref in scene.in_rect(scene.bounds)} == {"a", "b", "h"}


def test_selecting_shares_everything_but_the_emphasis(theme: Theme) -> None:
    snapshot = case(factor("a"), harm("h"))
    scene = map_scene(snapshot, layout_of(snapshot, theme), theme)
    other = scene.emphasised(Ref("factor", "a"), path=("a",))
    assert other.items is scene.items
    assert scene.emphasis.selected is None
    far = other.item(Ref("factor", "h"))
    assert far is not None
    assert other.emphasis.fades(far)
