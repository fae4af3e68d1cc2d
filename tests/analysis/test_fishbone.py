"""The fishbone: what stands on which bone, and that nothing of the picture lies on anything else."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.analysis.fishbone import (
    UNSORTED,
    Fishbone,
    fishbone_of,
    moved_tags,
    possible_heads,
    prompts_of,
)
from rca_workbench.analysis.layout.fishbone import BoneBox, FishLayout, Stop, lay_out_fishbone
from rca_workbench.analysis.layout.values import Rect
from rca_workbench.model import Entity, Factor, FactorKind, FactorStatus, Link, LinkType, Snapshot, Tag
from rca_workbench.reference import framework

NPSA, SEIPS = framework("npsa"), framework("seips")


def case(*entities: Entity) -> Snapshot:
    return Snapshot.empty().changed(entities, (), "head")


def factor(id: str, *codes: str, kind: FactorKind = FactorKind.CONTRIBUTORY_FACTOR, **more: object) -> Factor:
    tags = tuple(Tag(code) for code in codes)
    return Factor(id=id, text=id, factor_kind=kind, tags=tags, **more)  # type: ignore[arg-type]


def harm(id: str = "harm") -> Factor:
    return factor(id, kind=FactorKind.HARM)


def link(source: str, target: str, type: LinkType = LinkType.CONTRIBUTED_TO) -> Link:
    return Link(id=f"{source}>{target}", source=source, target=target, link_type=type)


def on(bones: Fishbone, id: str) -> list[str]:
    bone = bones.bone(id)
    assert bone is not None
    return [rib.factor.id for rib in bone.ribs]


def test_factors_stand_under_the_heading_of_their_tag_component_by_component() -> None:
    snapshot = case(
        harm(),
        factor("guide", "NPSA.TASK.GUIDE"),
        factor("task", "NPSA.TASK"),
        factor("team", "NPSA.TEAM.ROLE"),
        *(link(one, "harm") for one in ("guide", "task", "team")),
    )
    bones = fishbone_of(snapshot, NPSA)
    assert on(bones, "NPSA.TASK") == ["task", "guide"]
    assert on(bones, "NPSA.TEAM") == ["team"]
    task = bones.bone("NPSA.TASK")
    assert task is not None
    assert [rib.component for rib in task.ribs] == ["", "Guidelines, policies and procedures"]


def test_only_what_leads_to_the_head_stands_on_it() -> None:
    snapshot = case(
        harm(),
        harm("other"),
        factor("far", "NPSA.TASK"),
        factor("near", "NPSA.TEAM"),
        factor("aside", "NPSA.TEAM"),
        factor("rejected", "NPSA.TEAM", status=FactorStatus.REJECTED),
        factor("guard", kind=FactorKind.BARRIER),
        link("far", "near"),
        link("near", "harm"),
        link("aside", "other"),
        link("rejected", "harm"),
        link("guard", "harm", LinkType.INTENDED_TO_STOP),
        link("other", "harm", LinkType.REINFORCES),
    )
    assert fishbone_of(snapshot, NPSA).factors == {"far", "near", "guard"}
    assert fishbone_of(snapshot, NPSA, "other").factors == {"aside"}
    assert [one.id for one in possible_heads(snapshot)] == ["harm", "other"]


def test_what_is_not_tagged_yet_is_not_lost() -> None:
    snapshot = case(
        harm(),
        factor("none"),
        factor("elsewhere", "SEIPS.WS.TASKS"),
        factor("own", "TRUST.LIST.7"),
        *(link(one, "harm") for one in ("none", "elsewhere", "own")),
    )
    bones = fishbone_of(snapshot, NPSA)
    assert on(bones, UNSORTED) == ["none", "elsewhere", "own"]
    assert bones.bones[-1].id == UNSORTED


def test_a_factor_of_two_headings_stands_on_both_and_is_the_same_one() -> None:
    snapshot = case(harm(), factor("both", "NPSA.TEAM", "NPSA.TASK.AIDS"), link("both", "harm"))
    bones = fishbone_of(snapshot, NPSA)
    again = {bone.id: [rib.again for rib in bone.ribs] for bone in bones.bones if bone.ribs}
    assert again == {"NPSA.TASK": [False], "NPSA.TEAM": [True]}
    assert [bone.id for bone in bones.bones if "both" in {rib.factor.id for rib in bone.ribs}] == [
        "NPSA.TASK",
        "NPSA.TEAM",
    ]


def test_a_loop_of_causes_does_not_hold_it_up() -> None:
    snapshot = case(harm(), factor("a"), factor("b"), link("a", "b"), link("b", "a"), link("b", "harm"))
    assert fishbone_of(snapshot, NPSA).factors == {"a", "b"}


def test_seips_shows_the_empty_elements_of_the_work_system_only() -> None:
    snapshot = case(harm(), factor("done", "SEIPS.P.PROF"), link("done", "harm"))
    ids = [bone.id for bone in fishbone_of(snapshot, SEIPS).bones]
    assert "SEIPS.WS.TASKS" in ids
    assert "SEIPS.P.PROF" in ids
    assert "SEIPS.P.PAT" not in ids
    assert not [id for id in ids if id.startswith("SEIPS.O.")]


def test_a_case_without_harm_has_bones_and_no_head() -> None:
    bones = fishbone_of(case(factor("a")), NPSA)
    assert bones.head is None
    assert not bones.factors
    assert len(bones.bones) == 9


def test_moving_changes_the_tag_of_this_framework_only() -> None:
    one = factor("a", "NPSA.TASK.GUIDE", "SEIPS.WS.TASKS", "TRUST.7", "NPSA.TEAM")
    assert [tag.code for tag in moved_tags(one, NPSA, "NPSA.TASK", "NPSA.ORG")] == [
        "SEIPS.WS.TASKS",
        "TRUST.7",
        "NPSA.TEAM",
        "NPSA.ORG",
    ]
    assert [tag.code for tag in moved_tags(one, NPSA, "NPSA.TASK", UNSORTED)] == [
        "SEIPS.WS.TASKS",
        "TRUST.7",
        "NPSA.TEAM",
    ]
    assert [tag.code for tag in moved_tags(one, NPSA, "NPSA.TASK", "NPSA.TEAM")] == [
        "SEIPS.WS.TASKS",
        "TRUST.7",
        "NPSA.TEAM",
    ]
    assert moved_tags(one, NPSA, "NPSA.TASK", "NPSA.TASK") == one.tags
    plain = factor("b")
    assert [tag.code for tag in moved_tags(plain, NPSA, UNSORTED, "NPSA.ORG")] == ["NPSA.ORG"]


def test_each_bone_has_its_questions() -> None:
    bones = fishbone_of(case(harm()), NPSA)
    task = bones.bone("NPSA.TASK")
    assert task is not None
    assert len(prompts_of(task, NPSA)) > 3
    assert all(prompt in {p for c in NPSA.categories for p in c.prompts} for prompt in prompts_of(task, NPSA))


# -- where it all stands --------------------------------------------------------------------------------

sizes = st.tuples(st.sampled_from((160.0, 216.0, 340.0)), st.floats(24, 220))


@st.composite
def bone_boxes(draw: st.DrawFn) -> list[BoneBox]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        stops = [
            Stop(f"{number}.{at}", *draw(sizes), indent=draw(st.sampled_from((0, 20))), leads=False)
            for at in range(draw(st.sampled_from((0, 1, 2, 3, 7, 30))))
        ]
        if stops and draw(st.booleans()):
            stops.insert(draw(st.integers(0, len(stops) - 1)), Stop(f"{number}.label", 120, 16, leads=True))
        made.append(BoneBox(str(number), draw(sizes), tuple(stops)))
    return made


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right - 1e-6
        and other.x < one.right - 1e-6
        and one.y < other.bottom - 1e-6
        and other.y < one.bottom - 1e-6
    )


def everything(made: FishLayout) -> Iterable[Rect]:
    return [made.head, *made.rects.values(), *(one.label for one in made.columns)]


@settings(max_examples=60, deadline=None)
@given(bone_boxes(), sizes, st.sampled_from((None, 240.0, 700.0)))
def test_nothing_lies_on_anything_else(
    bones: list[BoneBox], head: tuple[float, float], longest: float | None
) -> None:
    made = lay_out_fishbone(head, bones, longest=longest)
    assert not any(overlap(a, b) for a, b in combinations(everything(made), 2))
    for column in made.columns:
        for id, rect in made.rects.items():
            # No bone runs through a box, its own or another's.
            if (rect.y < 0) != column.above or column.outer[1] == column.inner[1]:
                continue
            ends = (column.x_at(rect.y), column.x_at(rect.bottom))
            assert max(ends) <= rect.x + 1e-6 or min(ends) >= rect.right - 1e-6, (id, column.bone)
    for rect in everything(made):
        assert rect.x >= made.bounds.x - 1e-6
        assert rect.right <= made.bounds.right + 1e-6
        assert made.bounds.y - 1e-6 <= rect.y
        assert rect.bottom <= made.bounds.bottom + 1e-6


@settings(max_examples=40, deadline=None)
@given(bone_boxes())
def test_all_that_was_given_stands_once_and_in_order(bones: list[BoneBox]) -> None:
    made = lay_out_fishbone((160, 60), bones)
    for bone in bones:
        parts = [one for one in made.columns if one.bone == bone.id]
        assert [one.part for one in parts] == list(range(len(parts)))
        assert [id for one in parts for id in one.stops] == [stop.id for stop in bone.stops]
        assert len({one.above for one in parts}) == 1
        for part in parts:
            assert made.column_at(part.label.centre, part.label.y + part.label.height / 2) is part
            tops = [made.rects[id].y for id in part.stops]
            assert tops == sorted(tops)
            # A point on a box lies in the column of its bone: that is where a drop lands.
            for id in part.stops:
                rect = made.rects[id]
                there = made.column_at(rect.centre, rect.y + rect.height / 2)
                assert there is not None
                assert there.bone == bone.id


def test_bones_stand_above_and_below_in_turn_and_long_ones_go_on_beside_themselves() -> None:
    full = BoneBox("a", (120, 24), tuple(Stop(f"a{n}", 160, 60) for n in range(20)))
    made = lay_out_fishbone((160, 60), [full, BoneBox("b", (120, 24)), BoneBox("c", (120, 24))], longest=420)
    assert [(one.bone, one.above) for one in made.columns if one.part == 0] == [
        ("a", True),
        ("b", False),
        ("c", False),
    ]
    heights = [len(one.stops) for one in made.columns if one.bone == "a"]
    assert len(heights) == 4
    assert max(heights) - min(heights) <= 1


def test_three_hundred_factors_make_a_picture_no_wider_than_a_screen() -> None:
    bones = [
        BoneBox(str(n), (140, 24), tuple(Stop(f"{n}.{m}", 216, 90) for m in range(34))) for n in range(9)
    ]
    made = lay_out_fishbone((216, 90), bones)
    assert made.bounds.width <= 2.4 * made.bounds.height


def test_one_more_factor_moves_the_others_as_little_as_can_be() -> None:
    def boxes(counts: Sequence[int]) -> list[BoneBox]:
        return [
            BoneBox(
                str(n),
                (140, 40),
                tuple(Stop(f"{n}.{m}", (160, 216)[m % 2], 70 + 16 * (m % 3)) for m in range(count)),
            )
            for n, count in enumerate(counts)
        ]

    counts = [2, 5, 3, 4, 1, 6, 2, 3, 5]
    before = lay_out_fishbone((216, 90), boxes(counts))
    moves: list[float] = []
    for bone in range(len(counts)):
        more = [count + (at == bone) for at, count in enumerate(counts)]
        after = lay_out_fishbone((216, 90), boxes(more))
        moves += [
            hypot(after.rects[id].x - rect.x, after.rects[id].y - rect.y) for id, rect in before.rects.items()
        ]
    moves.sort()
    assert moves[len(moves) // 2] == 0
    assert moves[int(0.75 * len(moves))] == 0
