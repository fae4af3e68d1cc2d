"""The map looked at otherwise: other bands, folded branches, short labels, links by how sure they are, marks on boxes."""

import pytest

from rca_workbench.drawing.bands import CHAIN, JOINED, SPLIT, arrangement, by_framework, by_levels
from rca_workbench.drawing.box import box_size
from rca_workbench.drawing.map import MapLook, MapScene, layout_of, map_scene
from rca_workbench.drawing.scene import Icon, Ref, Words
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import (
    Confidence,
    FactorStatus,
    LinkType,
    Logic,
    Snapshot,
    Tag,
)

from .builders import case, factor, harm, link, published


def drawn(snapshot: Snapshot, theme: Theme, look: MapLook | None = None) -> MapScene:
    return map_scene(snapshot, layout_of(snapshot, theme, look=look), theme, look=look)


def said(scene: MapScene, ref: Ref) -> str:
    item = scene.item(ref)
    assert item is not None
    return " ".join(line.text for part in item.parts if isinstance(part, Words) for line in part.lines)


def icons(scene: MapScene, ref: Ref) -> list[str]:
    item = scene.item(ref)
    assert item is not None
    return [part.name for part in item.parts if isinstance(part, Icon)]


@pytest.mark.parametrize("id", [JOINED, SPLIT, CHAIN, "npsa", "seips", "ycff", "london_protocol"])
def test_every_factor_stands_in_one_band_of_every_arrangement(theme: Theme, id: str) -> None:
    snapshot = published()
    scene = drawn(snapshot, theme, MapLook(arrangement(id)))
    assert sum(int(band.note.split()[0]) for band in scene.bands) == 50
    bodies = [
        item.body for item in scene.items if item.ref and item.ref.kind == "factor" and not item.ref.part
    ]
    assert not any(a.intersects(b) for i, a in enumerate(bodies) for b in bodies[:i])


def test_every_level_has_a_band_of_its_own_where_they_are_split(theme: Theme) -> None:
    snapshot = case(factor("a", level="ACC.GOV"), factor("b", level="ACC.REG"), harm("h"))
    assert len(drawn(snapshot, theme).bands) == 5
    split = drawn(snapshot, theme, MapLook(by_levels(SPLIT)))
    assert [band.label for band in split.bands] == [
        "Government, policy and budgeting",
        "Regulatory bodies, commissioners and associations",
        "Outcome",
    ]


def test_a_factor_stands_under_the_heading_of_its_tag_and_harms_at_the_foot() -> None:
    npsa = by_framework("npsa")
    at = npsa.placed(
        [
            factor("t", tags=(Tag("NPSA.TASK.GUIDE"),)),
            factor("n"),
            factor("u", tags=(Tag("NPSA.NEW"),)),
            harm("h"),
        ]
    )
    assert npsa.bands[at["t"]].label == "Task factors"
    assert npsa.bands[at["n"]].label == npsa.bands[at["u"]].label == f"Not sorted by {npsa.framework.label}"  # type: ignore[union-attr]
    assert npsa.bands[at["h"]].label == "Outcome"


def test_an_arrangement_nobody_knows_is_the_usual_one() -> None:
    assert arrangement("unheard of") == by_levels()


def test_what_is_hidden_is_not_drawn_and_the_others_stay(theme: Theme) -> None:
    snapshot = case(
        factor("a", x=10, row=0),
        factor("b", x=300, row=0),
        factor("c", x=600, row=0),
        link("a", "b"),
        link("b", "c"),
    )
    whole, less = drawn(snapshot, theme), drawn(snapshot, theme, MapLook(hidden=frozenset("b")))
    for id in "ac":
        ref = Ref("factor", id)
        assert whole.item(ref).body.x() == less.item(ref).body.x()  # type: ignore[union-attr]
    assert less.item(Ref("factor", "b")) is None
    assert less.item(Ref("link", "a-b")) is None


def test_a_folded_factor_counts_what_is_behind_it(theme: Theme) -> None:
    scene = drawn(case(factor("a")), theme, MapLook(folded={"a": 7}))
    assert said(scene, Ref("factor", "a", "folded")) == "+7"


def test_links_of_a_confidence_can_be_left_out(theme: Theme) -> None:
    snapshot = case(factor("a"), harm("h"), link("a", "h", confidence=Confidence.POSSIBLE))
    look = MapLook(links=frozenset((Confidence.ESTABLISHED, None)))
    assert drawn(snapshot, theme, look).item(Ref("link", "a-h")) is None
    assert drawn(snapshot, theme).item(Ref("link", "a-h")) is not None


def test_short_labels_make_every_box_narrow(theme: Theme) -> None:
    long = factor(
        "a", "One doctor covers four wards at night and the rota has no relief for any of them at all"
    )
    assert box_size(long, theme)[0] == 216
    assert box_size(long, theme, short=True)[0] == 160
    labelled = factor("b", long.text, short_label="Four wards, one doctor")
    assert (
        said(drawn(case(labelled), theme, MapLook(short=True)), Ref("factor", "b"))
        == "Four wards, one doctor"
    )


@pytest.mark.parametrize(
    ("gate", "count", "words"),
    [(Logic.AND, None, "AND"), (Logic.OR, None, "OR"), (Logic.K_OF_N, 2, "2 of 3")],
)
def test_how_causes_work_together_is_said_only_where_it_is_stated(
    theme: Theme, gate: Logic, count: int | None, words: str
) -> None:
    causes = [factor(id) for id in "abc"]
    snapshot = case(*causes, factor("e", gate=gate, gate_count=count), *(link(one.id, "e") for one in causes))
    scene = drawn(snapshot, theme)
    assert said(scene, Ref("factor", "e", "gate")) == words
    assert scene.item(Ref("factor", "a", "gate")) is None


def test_where_asking_why_stops_and_what_is_still_wanted_is_said(theme: Theme) -> None:
    stops = factor("a", stop_reason="Decided nationally", wanted="The rota for March", entries=("t",))
    scene = drawn(case(stops, factor("b", entries=("t",))), theme)
    assert said(scene, Ref("factor", "a", "stop")) == "Stops here"
    assert "search" in icons(scene, Ref("factor", "a"))
    assert "search" not in icons(scene, Ref("factor", "b"))
    assert "asking why stops here" in scene.item(Ref("factor", "a")).name  # type: ignore[union-attr]


def test_an_idea_set_aside_says_why(theme: Theme) -> None:
    aside = factor("a", "Lights were dim", status=FactorStatus.REJECTED, reason="Checked and bright")
    assert (
        said(drawn(case(aside), theme), Ref("factor", "a")) == "Lights were dim Set aside: Checked and bright"
    )


def test_feedback_has_a_line_and_a_sign_of_its_own_and_pushes_no_cause_down(theme: Theme) -> None:
    snapshot = case(
        factor("a"), factor("b"), link("a", "b"), factor("c"), link("b", "c"),
        link("c", "a", link_type=LinkType.REINFORCES),
    )  # fmt: skip
    layout = layout_of(snapshot, theme)
    assert layout.rects["a"].y < layout.rects["b"].y < layout.rects["c"].y
    scene = drawn(snapshot, theme)
    assert icons(scene, Ref("link", "c-a")) == ["refresh-cw"]
    line = scene.item(Ref("link", "c-a")).outline  # type: ignore[union-attr]
    assert line is not None
    assert line.pointAtPercent(0).y() > line.pointAtPercent(1).y()


def test_feedback_between_two_that_are_linked_already_has_its_own_line(theme: Theme) -> None:
    snapshot = case(factor("a"), factor("b"), link("a", "b"), link("b", "a", link_type=LinkType.REINFORCES))
    scene = drawn(snapshot, theme)
    courses = [scene.item(Ref("link", id)).outline for id in ("a-b", "b-a")]  # type: ignore[union-attr]
    assert courses[0] is not None
    assert courses[1] is not None
    assert courses[0].pointAtPercent(0.5) != courses[1].pointAtPercent(0.5)


def test_a_text_of_ten_thousand_letters_is_cut_and_read_aloud_in_part(theme: Theme) -> None:
    scene = drawn(case(factor("a", "A very long text " * 600)), theme)
    item = scene.item(Ref("factor", "a"))
    assert item is not None
    assert item.body.height() < 120
    assert len(item.name) < 600
    assert len(item.label) <= 200
    assert said(scene, Ref("factor", "a")).endswith("…")


def test_in_a_chain_every_cause_stands_above_what_it_led_to_whatever_their_levels(theme: Theme) -> None:
    snapshot = case(
        factor("low", level="ACC.ACT"),
        factor("high", level="ACC.GOV"),
        factor("strange", level="ACC.NEW"),
        harm("h"),
        link("low", "high"),
        link("high", "strange"),
        link("strange", "h"),
    )
    look = MapLook(arrangement(CHAIN))
    layout = layout_of(snapshot, theme, look=look)
    tops = [layout.rects[id].y for id in ("low", "high", "strange", "h")]
    assert tops == sorted(tops)
    assert len(set(tops)) == 4
    assert len(layout.bands) == 1
