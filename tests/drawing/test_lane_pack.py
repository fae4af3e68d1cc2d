"""Lanes at every scale: nothing overlaps, nothing jumps inside a level, and what a step leaves alone is kept."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.drawing.lane_kept import pack
from rca_workbench.drawing.lanes import chronology_of, lanes_of
from rca_workbench.drawing.scene import Ref
from rca_workbench.drawing.spots import level_of, scale_of
from rca_workbench.drawing.theme import theme_named
from rca_workbench.drawing.timeline import Timeline
from rca_workbench.drawing.timeview import TimeView
from rca_workbench.model import Problem, Snapshot, Time, TimeKind

from .builders import at, case, entry, lane
from .test_lanes import step

minutes = st.integers(0, 1439)


@st.composite
def entries(draw: st.DrawFn) -> Snapshot:
    made = []
    for number in range(draw(st.integers(1, 40))):
        first, length = draw(minutes), draw(st.integers(1, 300))
        last = min(1439, first + length)
        kind = draw(
            st.sampled_from((TimeKind.DATETIME, TimeKind.ABOUT_DATETIME, TimeKind.BETWEEN, TimeKind.PERIOD))
        )
        said = [f"2025-03-12T{minute // 60:02}:{minute % 60:02}" for minute in (first, last)]
        end = said[1] if kind in (TimeKind.BETWEEN, TimeKind.PERIOD) else None
        made.append(
            entry(
                f"t{number}",
                Time(kind, said[0], end),
                "Observations " * draw(st.integers(1, 9)),
                lane="ward",
                problem=draw(st.sampled_from((None, None, None, Problem.CARE))),
                harm=draw(st.sampled_from((None, None, None, None, True))),
            )
        )
    return case(lane("ward"), *made)


@settings(max_examples=20, deadline=None)
@given(entries(), st.floats(-1, 12))
def test_nothing_overlaps_at_any_scale(snapshot: Snapshot, scale: float) -> None:
    made = Timeline(snapshot, chronology_of(snapshot), theme_named("light"))
    start = made.context.times[0]
    scene = made.scene(TimeView(start - 400 * 2**scale, 2**scale, 1400, 132))
    bodies = [item.body for item in scene.items if item.outline is None]
    assert not [1 for a, b in combinations(bodies, 2) if a.intersects(b)]


@settings(max_examples=12, deadline=None)
@given(entries(), st.integers(-2, 20))
def test_nothing_changes_its_row_inside_a_level(snapshot: Snapshot, level: int) -> None:
    made = Timeline(snapshot, chronology_of(snapshot), theme_named("light"))
    coarse = scale_of(level) * 0.999
    start = made.context.times[0]

    def tops(scale: float) -> dict[object, float]:
        scene = made.scene(TimeView(start - 60 * scale, scale, 2_000_000, 132))
        return {item.ref: item.body.top() for item in scene.items if item.outline is None}

    here = tops(coarse)
    assert tops(coarse * 0.8) == here


def test_levels_are_half_octaves() -> None:
    assert level_of(1.0) == 0
    assert level_of(scale_of(5)) == 5
    assert level_of(scale_of(5) * 1.001) == 6
    assert scale_of(2) == pytest.approx(2)


def test_one_busy_hour_does_not_make_its_lane_tall_everywhere() -> None:
    busy = [
        entry(f"t{n}", at(f"02:{n:02}"), f"Observation number {n} was recorded here", lane="ward")
        for n in range(60)
    ]
    calm = [entry(f"u{n}", at(f"{n + 4:02}:00"), lane="ward") for n in range(12)]
    snapshot = case(lane("ward"), *busy, *calm)
    (row,) = lanes_of(snapshot, chronology_of(snapshot)).rows
    theme = theme_named("light")
    heights = [pack(row.content, level, theme).height for level in range(2, 24)]
    assert max(heights) < 620


def test_a_step_on_words_keeps_places_and_shows_the_new_words() -> None:
    some = [
        entry(f"t{n}", at(f"{n:02}:10"), f"A long enough text to wrap in its label, number {n}", lane="ward")
        for n in range(20)
    ]
    before = case(lane("ward"), lane("bank", "b"), *some)
    chronology = chronology_of(before)
    first = Timeline(before, chronology, theme_named("light"))
    view = first.initial_view(1400)
    first.scene(view)
    was = [pack(row.content, level_of(view.seconds_per_pixel), first.theme) for row in first.rows]
    later, changes = step(
        before, entry("t9", at("09:10"), "Quite another and still a long enough text here", lane="ward")
    )
    second = Timeline(later, chronology, first.theme, first, changes)
    assert second.context is first.context
    now = [pack(row.content, level_of(view.seconds_per_pixel), first.theme) for row in second.rows]
    assert now[1] is was[1], "an untouched lane is packed as it was"
    assert now[0].came == (
        was[0].token,
        (was[0].of.index(next(one for one in was[0].of if getattr(one, "id", "") == "t9")),),
    )
    item = second.scene(second.around("t9", view)).item(Ref("timeline_entry", "t9"))
    assert item is not None
    assert "Quite another" in item.name


def test_a_step_that_needs_more_room_packs_its_lane_anew() -> None:
    before = case(lane("ward"), *(entry(f"t{n}", at(f"{n:02}:10"), "Short", lane="ward") for n in range(20)))
    chronology = chronology_of(before)
    first = Timeline(before, chronology, theme_named("light"))
    view = first.initial_view(1400)
    first.scene(view)
    later, changes = step(
        before, entry("t9", at("09:10"), "A far longer text that needs two lines of its label", lane="ward")
    )
    second = Timeline(later, chronology, first.theme, first, changes)
    afresh = Timeline(later, chronology_of(later), first.theme)
    assert [item.body for item in second.scene(view).items] == [
        item.body for item in afresh.scene(view).items
    ]


def test_an_entry_is_found_though_its_lane_is_out_of_view() -> None:
    snapshot = case(
        *(lane(f"l{n}", f"{n:02}") for n in range(30)),
        *(entry(f"t{n}", at("02:05"), lane=f"l{n}") for n in range(30)),
    )
    made = Timeline(snapshot, chronology_of(snapshot), theme_named("light"))
    view = made.initial_view(1400)
    scene = made.scene(view, seen=(0, 300))
    assert {item.ref.id for item in scene.items if item.ref} <= {f"t{n}" for n in range(6)}
    item = scene.item(Ref("timeline_entry", "t29"))
    assert item is not None
    assert item.body.top() > 1500


def test_packing_can_be_done_a_little_at_a_time() -> None:
    snapshot = case(
        *(lane(f"l{n}", f"{n:02}") for n in range(5)),
        *(entry(f"t{n}", at("02:05"), lane=f"l{n}") for n in range(5)),
    )
    made = Timeline(snapshot, chronology_of(snapshot), theme_named("light"))
    view = made.fit(1400)
    assert made.unpacked(view) == 5
    rounds = 1
    while not made.pack_for(view, 0):
        rounds += 1
    assert rounds > 1
    assert made.unpacked(view) == 0


def test_a_moment_does_not_keep_the_case_it_was_read_from_alive() -> None:
    import gc
    import weakref

    snapshot = case(
        lane("ward"),
        entry("t", at("02:05"), lane="ward"),
        entry("u", Time(TimeKind.AFTER, anchor="t"), lane="ward"),
    )
    chronology = chronology_of(snapshot)
    moments = lanes_of(snapshot, chronology).moments
    ref = weakref.ref(chronology)
    del chronology, snapshot
    gc.collect()
    assert ref() is None
    assert [one.when for one in moments] == ["12 Mar 2025 02:05", "After “Observations taken”"]
