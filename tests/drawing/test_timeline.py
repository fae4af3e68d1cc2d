import pytest
from PySide6.QtCore import QRectF

from rca_workbench.drawing.lanes import chronology_of
from rca_workbench.drawing.scene import Item, Ref, Words
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.drawing.timeline import Timeline, timeline_scene
from rca_workbench.model import Factor, FactorKind, Lane, Problem, Snapshot, Time, TimeKind, TimelineEntry

from .builders import at, case, entry, lane, published

WIDTH = 1400.0


def timeline(snapshot: Snapshot, theme: Theme | None = None) -> Timeline:
    return Timeline(snapshot, chronology_of(snapshot), theme or theme_named("light"))


def words(item: Item) -> list[str]:
    return [line.text for part in item.parts if isinstance(part, Words) for line in part.lines]


def one(snapshot: Snapshot, id: str, width: float = WIDTH) -> Item:
    made = timeline(snapshot)
    item = made.scene(made.initial_view(width)).item(Ref("timeline_entry", id))
    assert item is not None
    return item


@pytest.mark.parametrize("zoom", [0.02, 0.2, 1, 4, 20, 100])
def test_nothing_of_the_published_case_overlaps_at_any_scale(any_theme: Theme, zoom: float) -> None:
    made = timeline(published(), any_theme)
    view = made.initial_view(WIDTH)
    scene = made.scene(view.zoomed(zoom, view.x(made.context.times[40])))
    bodies = [item.body for item in scene.items if item.outline is None]
    assert bodies
    assert not any(a.intersects(b) for i, a in enumerate(bodies) for b in bodies[:i])


@pytest.mark.parametrize("zoom", [0.2, 1, 20])
def test_everything_stays_in_its_lane(zoom: float) -> None:
    snapshot = published()
    made = timeline(snapshot)
    view = made.initial_view(WIDTH)
    scene = made.scene(view.zoomed(zoom, view.x(made.context.times[40])))
    lanes = {band.id: band for band in scene.bands}
    table = snapshot.of(TimelineEntry)
    for item in scene.items:
        if item.outline is not None:
            continue
        assert item.ref is not None
        moment = next(moment for moment in made.moments if moment.id == item.ref.id)
        band = lanes[moment.lane]
        assert band.top <= item.body.top() <= item.body.bottom() <= band.top + band.height
        assert item.ref.id in table


def test_the_first_view_shows_the_story_and_not_the_years_around_it() -> None:
    made = timeline(published())
    view = made.initial_view(WIDTH)
    seen = [moment for moment in made.moments if view.start <= moment.at <= view.end]
    assert len(seen) >= 0.4 * 70
    assert view.end - view.start < 12 * 3600


def test_the_whole_case_fits() -> None:
    made = timeline(published())
    view = made.fit(WIDTH)
    assert all(view.left <= view.x(moment.at) <= WIDTH for moment in made.moments)


def test_panning_moves_no_lane_and_gathers_nothing_else() -> None:
    made = timeline(published())
    view = made.initial_view(WIDTH)
    here, there = made.scene(view), made.scene(view.panned(-180))
    assert here.bands == there.bands
    for item in here.items:
        other = there.item(item.ref) if item.outline is None else None
        if other is not None and item.body.left() > view.left + 200 and item.body.right() < WIDTH:
            assert other.body.translated(180, 0).left() == pytest.approx(item.body.left(), abs=0.01)


def test_zooming_keeps_the_time_under_the_pointer() -> None:
    view = timeline(published()).initial_view(WIDTH)
    assert view.zoomed(3.7, 611).time(611) == pytest.approx(view.time(611))


def test_too_many_at_once_become_one_with_their_number() -> None:
    snapshot = case(
        lane("ward"),
        *(entry(f"t{i}", at(f"02:{i:02}"), lane="ward") for i in range(9)),
        entry("z", at("23:00"), lane="ward"),
        entry("h", at("02:03"), "Cardiac arrest", lane="ward", harm=True),
    )
    made = timeline(snapshot)
    scene = made.scene(made.fit(WIDTH))
    cluster = next(item for item in scene.items if item.ref and item.ref.part == "cluster")
    assert cluster.ref is not None
    assert scene.gathered[cluster.ref] == tuple(f"t{i}" for i in range(9))
    assert "9 entries" in words(cluster)
    assert scene.item(Ref("timeline_entry", "h")) is not None, "harm always stands alone"
    near = made.scene(made.span_of(scene.gathered[cluster.ref], WIDTH))
    assert all(near.item(Ref("timeline_entry", f"t{i}")) for i in range(9))


def test_an_entry_says_when_and_what() -> None:
    item = one(case(lane("ward"), entry("t", at("02:05"), "Doctor bleeped", lane="ward")), "t")
    assert words(item) == ["02:05", "Doctor bleeped"]
    assert item.name == "Event, Doctor bleeped, at 02:05 on 12 March 2025, lane Ward, no source yet"


def test_a_problem_and_a_harm_are_cards_also_when_the_map_says_so() -> None:
    plain = one(case(entry("t", at("02:05"))), "t")
    flagged = one(case(entry("t", at("02:05"), problem=Problem.CARE)), "t")
    mapped = one(
        case(entry("t", at("02:05")), Factor(id="p", factor_kind=FactorKind.PROBLEM, entry="t")), "t"
    )
    assert len(flagged.parts) == len(mapped.parts)
    assert plain.name.startswith("Event")
    assert flagged.name.startswith("Care delivery problem")
    assert mapped.name.startswith("Problem")


def test_the_delay_is_said_between_what_was_due_and_what_happened() -> None:
    snapshot = case(
        entry("t", at("06:05"), "Antibiotic given", expected="Antibiotic due", expected_time=at("04:35")),
        entry("a", at("01:00")),
        entry("b", at("08:00")),
    )
    assert "1 h 30 min late" in words(one(snapshot, "t"))


def test_a_stretch_without_a_record_is_hatched_where_the_lane_has_a_rhythm() -> None:
    hours = ("20:00", "20:15", "20:30", "20:45", "23:00", "23:15")
    snapshot = case(lane("ward"), *(entry(f"t{i}", at(hour), lane="ward") for i, hour in enumerate(hours)))
    made = timeline(snapshot)
    scene = made.scene(made.fit(WIDTH))
    gap = scene.item(Ref("timeline_entry", "t3", "gap"))
    assert gap is not None
    assert words(gap) == ["No record for 2 h 15 min", "Explain this gap"]
    assert gap.name == "No record for 2 h 15 min, 20:45 to 23:00. Explain this gap"
    assert [item.ref.id for item in scene.items if item.ref and item.ref.part == "gap"] == ["t3"]


def test_what_is_known_by_order_alone_stands_between_its_neighbours() -> None:
    order = Time(kind=TimeKind.ORDER_ONLY, anchor="a")
    snapshot = case(
        entry("a", at("02:00"), order="a"), entry("t", order, order="b"), entry("z", at("03:00"), order="c")
    )
    start, between, end = (moment.at for moment in sorted(timeline(snapshot).moments, key=lambda one: one.at))
    assert start < between < end
    assert next(one for one in timeline(snapshot).moments if one.id == "t").at == between


def test_entries_without_a_time_wait_in_the_tray() -> None:
    snapshot = case(entry("t", at("02:05")), entry("u", Time(), "Family rang the ward"))
    made = timeline(snapshot)
    assert [waiting.text for waiting in made.tray] == ["Family rang the ward"]
    assert [moment.id for moment in made.moments] == ["t"]


def test_entries_of_no_lane_come_last() -> None:
    snapshot = case(
        lane("b", "b"), lane("a", "a"), entry("t", at("02:05")), entry("u", at("02:05"), lane="a")
    )
    made = timeline(snapshot)
    scene = made.scene(made.initial_view(WIDTH))
    assert [band.label for band in scene.bands] == ["A", "B", "No lane"]


@pytest.mark.parametrize(
    "kind", [kind for kind in TimeKind if kind not in (TimeKind.UNKNOWN, TimeKind.OFFSET)]
)
def test_every_kind_of_time_has_a_place_beside_a_known_one(kind: TimeKind) -> None:
    start = {
        TimeKind.YEAR: "2025",
        TimeKind.ABOUT_YEAR: "2025",
        TimeKind.MONTH: "2025-03",
        TimeKind.ABOUT_MONTH: "2025-03",
        TimeKind.DATE: "2025-03-12",
        TimeKind.ABOUT_DATE: "2025-03-12",
        TimeKind.HOUR: "2025-03-12T02",
        TimeKind.ABOUT_HOUR: "2025-03-12T02",
    }.get(kind, "2025-03-12T02:20")
    if kind is TimeKind.ORDER_ONLY:
        time = Time(kind=kind, anchor="a")
    elif kind in (TimeKind.BETWEEN, TimeKind.PERIOD):
        time = Time(kind=kind, start=start, end="2025-03-12T02:45")
    else:
        time = Time(kind=kind, start=start)
    snapshot = case(entry("a", at("02:00")), entry("t", time, "Moved"), entry("z", at("03:00")))
    made = timeline(snapshot)
    scene = made.scene(made.fit(WIDTH))
    assert any(item.ref and item.ref.id == "t" for item in scene.items)


def test_a_case_without_entries_shows_an_axis_and_an_empty_lane(any_theme: Theme) -> None:
    made = timeline(case(), any_theme)
    scene = made.scene(made.initial_view(WIDTH))
    assert scene.axis is not None
    assert scene.axis.ticks
    assert [band.label for band in scene.bands] == ["No lane"]
    assert not scene.items


def test_a_step_changes_what_it_touches_and_nothing_else() -> None:
    before = published()
    first = timeline(before)
    view = first.initial_view(WIDTH)
    first.scene(view)
    some = next(iter(before.of(TimelineEntry).values()))
    text = "Something else was written"
    changed = TimelineEntry.kind.make(
        {field.name: getattr(some, field.name) for field in TimelineEntry.kind.fields}
        | {"id": some.id, "text": text}
    )
    after = before.changed([changed], (), "later")
    taken_over = Timeline(after, chronology_of(after), first.theme, first)
    afresh = timeline(after)
    assert [moment.text for moment in taken_over.moments] == [moment.text for moment in afresh.moments]
    assert text in [moment.text for moment in taken_over.moments]
    here, there = taken_over.scene(view), afresh.scene(view)
    assert here.bands == there.bands
    assert [(item.ref, item.body, item.name) for item in here.items] == [
        (item.ref, item.body, item.name) for item in there.items
    ]


def test_words_of_a_long_stretch_stay_in_view() -> None:
    snapshot = case(entry("t", Time(TimeKind.DATE, "2025-03-12"), "Drizzle all day"), entry("u", at("12:00")))
    made = timeline(snapshot)
    view = made.fit(WIDTH).zoomed(12, WIDTH / 2)
    item = made.scene(view).item(Ref("timeline_entry", "t"))
    assert item is not None
    lines = [line for part in item.parts if isinstance(part, Words) for line in part.lines]
    assert all(view.left <= line.x < WIDTH for line in lines)


def test_what_is_drawn_stays_near_the_view_however_long_it_lasted() -> None:
    snapshot = case(entry("t", Time(TimeKind.PERIOD, "1990", "2025")), entry("u", at("12:00:30")))
    made = timeline(snapshot)
    view = made.initial_view(WIDTH).zoomed(10_000, WIDTH / 2)
    scene = made.scene(made.around("u", view))
    assert all(abs(item.rect.left()) < 10_000 and abs(item.rect.right()) < 10_000 for item in scene.items)


def test_the_bar_of_the_whole_case_gives_room_to_the_hours_that_matter() -> None:
    made = timeline(published())
    bar = made.context
    first, last = made.context.times[22], made.context.times[51]
    assert bar.place(last) - bar.place(first) > 0.25
    places = [bar.place(time) for time in bar.times]
    assert places == sorted(places)
    assert bar.place(bar.time(0.4)) == pytest.approx(0.4, abs=0.01)


def test_one_call_shows_a_case_through_a_view(theme: Theme) -> None:
    snapshot = published()
    view = timeline(snapshot).initial_view(WIDTH)
    scene = timeline_scene(snapshot, chronology_of(snapshot), view, theme)
    assert scene.seen(QRectF(0, 0, WIDTH, scene.bounds.height()))


def test_a_gathered_or_folded_entry_is_found_where_it_is_shown() -> None:
    some = [entry(f"t{i}", at(f"02:{i:02}"), lane="ward") for i in range(9)]
    far = entry("z", at("23:00"), lane="ward")
    made = timeline(case(lane("ward"), *some, far))
    scene = made.scene(made.fit(WIDTH))
    cluster = next(item for item in scene.items if item.ref and item.ref.part == "cluster")
    item = scene.item(Ref("timeline_entry", "t5"))
    assert item
    assert item.body == cluster.body
    folded = timeline(case(Lane(id="ward", label="Ward", collapsed=True), *some, far))
    scene = folded.scene(folded.fit(WIDTH))
    item = scene.item(Ref("timeline_entry", "z"))
    moment = folded.moment("z")
    assert item
    assert moment
    assert item.body.center().x() == pytest.approx(scene.view.x(moment.at))
    assert (
        scene.bands[0].top < item.body.top() < item.body.bottom() < scene.bands[0].top + scene.bands[0].height
    )


def test_colours_of_one_theme_are_not_taken_over_into_another() -> None:
    before = case(lane("ward"), entry("t", at("02:05"), lane="ward"), entry("u", at("05:05"), lane="ward"))
    chronology = chronology_of(before)
    light = Timeline(before, chronology, theme_named("light"))
    view = light.fit(WIDTH)
    assert len(light.scene(view).items) == 2
    from .test_lanes import step

    later, changes = step(before, entry("t", at("02:05"), "Other words", lane="ward"))
    dark = Timeline(later, chronology, theme_named("dark"), light, changes).scene(view)
    afresh = Timeline(later, chronology_of(later), theme_named("dark")).scene(view)
    for here, there in zip(dark.items, afresh.items, strict=True):
        inks = [[part.color for part in item.parts if isinstance(part, Words)] for item in (here, there)]
        assert inks[0] == inks[1]
        assert inks[0]
