"""The next picture of the map takes over what did not change, and nothing that did."""

from dataclasses import replace

import pytest

from rca_workbench.drawing.check_badge import Standing
from rca_workbench.drawing.map import MapScene, layout_of, map_scene
from rca_workbench.drawing.map_items import MapItems
from rca_workbench.drawing.scene import Ref
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import Action, Entity, Factor, Link, Performance, Snapshot

from .builders import case, factor, harm, link

THINGS: tuple[Entity, ...] = (
    factor("a", "Staffing set by bed count"),
    factor("b", "Paper charts"),
    harm("h"),
    link("a", "b"),
    link("b", "h"),
)
CHANGES: dict[str, tuple[Entity, ...]] = {
    "nothing": THINGS,
    "a text": (
        replace(THINGS[0], text="Staffing set by the number of beds, not by how ill people are"),
        *THINGS[1:],
    ),
    "what a factor is": (THINGS[0], replace(THINGS[1], performed=Performance.DID_NOT_HOLD), *THINGS[2:]),
    "a link": (*THINGS[:3], link("a", "h"), THINGS[4]),
    "one more": (*THINGS, factor("c", "Nobody asked"), link("c", "a")),
    "one less": (*THINGS[1:3], THINGS[4]),
    "an action": (*THINGS, Action(id="x", text="Count how ill", addresses=("a",))),
}


def drawn(snapshot: Snapshot, theme: Theme, kept: MapItems | None = None) -> MapScene:
    return map_scene(snapshot, layout_of(snapshot, theme), theme, kept=kept)


@pytest.mark.parametrize("change", CHANGES)
def test_a_picture_made_from_the_one_before_is_the_one_made_anew(change: str, theme: Theme) -> None:
    kept = MapItems()
    drawn(case(*THINGS), theme, kept)
    after = case(*CHANGES[change])
    assert drawn(after, theme, kept).items == drawn(after, theme).items


def test_what_did_not_change_is_not_made_again(theme: Theme) -> None:
    kept = MapItems()
    before = drawn(case(*THINGS), theme, kept)
    after = drawn(case(factor("a", "Staffing set by number"), *THINGS[1:]), theme, kept)
    again = Ref(Factor.kind.name, "h")
    assert after.item(again) is before.item(again)
    assert after.item(Ref(Link.kind.name, THINGS[4].id)) is before.item(Ref(Link.kind.name, THINGS[4].id))
    changed = Ref(Factor.kind.name, "a")
    assert after.item(changed) is not before.item(changed)


def test_another_theme_and_other_checks_are_seen(theme: Theme) -> None:
    kept = MapItems()
    snapshot = case(*THINGS)
    drawn(snapshot, theme, kept)
    dark = theme_named("dark")
    assert drawn(snapshot, dark, kept).items == drawn(snapshot, dark).items
    standing = {"a": Standing("error", 2)}
    marked = map_scene(snapshot, layout_of(snapshot, dark), dark, checks=standing, kept=kept)
    assert marked.item(Ref(Factor.kind.name, "a", "checks")) is not None
