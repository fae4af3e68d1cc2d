import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from rca_workbench.drawing.five_whys import page_scene, part_numbers, tree_pages, whole_scene, why_trees
from rca_workbench.drawing.five_whys_pictures import five_whys_alt, five_whys_stack, report_five_whys_pictures
from rca_workbench.drawing.pictures import PAGE
from rca_workbench.drawing.scene import Layer
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import Factor, Link, Snapshot

from .builders import case, factor, harm, link, published


def said(svg: bytes) -> str:
    return " ".join("".join(ET.fromstring(svg).itertext()).split())


def test_no_box_lies_on_another_and_every_factor_is_drawn_whole_once(theme: Theme) -> None:
    snapshot = published()
    drawn: list[str] = []
    for tree in why_trees(snapshot, theme):
        scene = whole_scene(snapshot, theme, tree)
        boxes = [item for item in scene.items if item.layer is Layer.BOX and item.ref is not None]
        for number, one in enumerate(boxes):
            assert not any(one.body.intersects(other.body) for other in boxes[number + 1 :])
        drawn += [item.ref.id for item in boxes if item.ref is not None and not item.ref.part]
    behind = {one.source for one in snapshot.of(Link).values()}
    assert len(set(drawn)) == len(drawn)
    assert behind <= set(drawn)


def test_pages_fit_the_paper_and_hold_every_link_of_the_whole(theme: Theme) -> None:
    snapshot = published()
    for tree in why_trees(snapshot, theme):
        everything = {
            item.ref for item in whole_scene(snapshot, theme, tree).items if item.layer is Layer.LINK
        }
        found = set()
        for page in tree_pages(tree, theme, *PAGE):
            scene = page_scene(snapshot, theme, tree, page, {})
            assert scene.page.width() <= PAGE[0]
            assert scene.page.height() <= PAGE[1]
            found |= {item.ref for item in scene.items if item.layer is Layer.LINK}
        assert found == everything


def test_report_pictures_fit_a_page_and_say_what_is_on_them() -> None:
    made = report_five_whys_pictures(published(), scale=1)
    assert made
    assert all(one.width <= PAGE[0] and one.height <= PAGE[1] for one in made)
    assert made[0].title == f"5 whys, part 1 of {len(made)}"
    assert "asked why step by step" in made[0].alt
    assert report_five_whys_pictures(published(), scale=1)[0].svg == made[0].svg


def test_a_card_says_on_which_part_the_causes_of_a_shared_factor_are_drawn(theme: Theme) -> None:
    snapshot = published()
    trees = why_trees(snapshot, theme)
    shown = [[(tree, page)] for tree in trees for page in tree_pages(tree, theme, *PAGE)]
    numbers = part_numbers(shown)
    s2 = next(one for one in snapshot.of(Factor).values() if one.code == "S2")
    made = report_five_whys_pictures(snapshot, scale=1)
    assert "See part" in " ".join(said(one.svg) for one in made)
    tree, page = shown[numbers[s2.id] - 1][0]
    assert any(tree.lines[one].factor.id == s2.id and not tree.lines[one].elsewhere for one in page.boxes)


def test_why_a_chain_stops_stands_under_its_end() -> None:
    act, stopped = factor("act", is_act=True), factor("storm", stop_reason="natural event")
    snapshot = case(act, stopped, harm("fall"), link("act", "fall"), link("storm", "fall"))
    (made,) = report_five_whys_pictures(snapshot, scale=1)
    text = said(made.svg)
    assert "Stops here: natural event" in text
    assert "Stops at something a person did" in text


def test_boxes_stand_one_under_another_in_the_order_somebody_gave_the_causes(theme: Theme) -> None:
    links = [link(one, "fall") for one in ("first", "second", "third")]
    links = [replace(one, order=order) for one, order in zip(links, ("V002", "", "V001"), strict=True)]
    snapshot = case(*(factor(one) for one in ("first", "second", "third")), harm("fall"), *links)
    (tree,) = why_trees(snapshot, theme)
    boxes = [
        item for item in whole_scene(snapshot, theme, tree).items if item.ref and item.layer is Layer.BOX
    ]
    drawn = [item.ref.id for item in sorted(boxes, key=lambda item: item.body.y()) if item.body.x() > 100]
    assert drawn == ["third", "first", "second"]


def test_a_loop_is_drawn_as_far_as_it_closes() -> None:
    snapshot = case(factor("a"), factor("b"), harm("h"), link("a", "h"), link("b", "a"), link("a", "b"))
    (made,) = report_five_whys_pictures(snapshot, scale=1)
    assert "a loop" in said(made.svg)


def test_a_case_without_causes_has_no_tree() -> None:
    assert report_five_whys_pictures(case(harm("Fall"))) == ()
    assert five_whys_alt(case()) == "Nothing lies behind any harm or problem yet."
    assert five_whys_stack(case(), theme_named("light"))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_whole_can_be_drawn_in_either_theme(name: str) -> None:
    snapshot: Snapshot = published()
    sheets = five_whys_stack(snapshot, theme_named(name))
    assert len(sheets) == len(why_trees(snapshot, theme_named(name))) + 1
