"""The layout of the factor graph: what every picture keeps to, and what moves when something is added."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.analysis.layout import (
    Box,
    Edge,
    Layout,
    Place,
    Point,
    Rect,
    Spacing,
    arrange,
    insert,
    lay_out,
    placed,
    tidy,
)

BANDS = (0, 1, 2, 3)
SPACING = Spacing()
some = settings(max_examples=60, deadline=None)

Graph = tuple[list[Box], list[Edge]]


@st.composite
def graphs(draw: st.DrawFn, most: int = 12) -> Graph:
    """Boxes of several sizes in some of the bands; links of every kind, to themselves, back and twice too."""
    boxes = [
        Box(
            f"n{number}",
            draw(st.sampled_from(BANDS)),
            draw(st.sampled_from((120.0, 160.0, 216.0))),
            draw(st.sampled_from((60.0, 76.0, 108.0))),
            pinned=draw(st.integers(0, 5)) == 0,
        )
        for number in range(draw(st.integers(0, most)))
    ]
    if not boxes:
        return [], []
    ids = st.sampled_from([box.id for box in boxes])
    return boxes, draw(st.lists(st.tuples(ids, ids), max_size=2 * len(boxes)))


@st.composite
def layouts(draw: st.DrawFn) -> tuple[Graph, Layout]:
    """A graph laid out afresh, or by any of the ways that start from places, however odd the places are."""
    boxes, edges = draw(graphs())
    way = draw(st.sampled_from(("arrange", "insert", "lay_out", "tidy")))
    if way == "arrange":
        return (boxes, edges), arrange(boxes, edges, BANDS)
    places = draw(
        st.dictionaries(
            st.sampled_from([box.id for box in boxes] or ["gone"]),
            st.builds(Place, st.integers(-60, 1500).map(float), st.integers(-1, 4)),
        )
    )
    made: Callable[..., Layout] = {"insert": insert, "lay_out": lay_out, "tidy": tidy}[way]
    return (boxes, edges), made(boxes, edges, BANDS, places)


@given(layouts())
@some
def test_no_two_boxes_overlap_and_those_of_a_row_keep_their_gap(made: tuple[Graph, Layout]) -> None:
    _, layout = made
    for one, other in combinations(layout.rects.values(), 2):
        assert one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
    for row in rows_of(*made):
        for left, right in pairwise(row):
            assert right.x - left.right >= SPACING.gap - 1


@given(layouts())
@some
def test_every_box_stands_inside_its_band(made: tuple[Graph, Layout]) -> None:
    (boxes, _), layout = made
    spans = {span.band: span for span in layout.bands}
    for box in boxes:
        rect = layout.rects[box.id]
        assert (rect.width, rect.height) == (box.width, box.height)
        assert spans[box.band].top + SPACING.band_pad <= rect.y
        assert rect.bottom <= spans[box.band].bottom - SPACING.band_pad


@given(layouts())
@some
def test_bands_follow_each_other_and_an_empty_one_keeps_its_least_height(made: tuple[Graph, Layout]) -> None:
    (boxes, _), layout = made
    assert [span.band for span in layout.bands] == list(BANDS)
    assert layout.bands[0].top == 0
    assert layout.bands[-1].bottom == layout.height
    assert all(above.bottom == below.top for above, below in pairwise(layout.bands))
    for span in layout.bands:
        if not any(box.band == span.band for box in boxes):
            assert span.bottom - span.top == SPACING.band_min


@given(layouts())
@some
def test_the_rows_of_a_band_are_counted_without_holes_and_stand_under_each_other(
    made: tuple[Graph, Layout],
) -> None:
    (boxes, _), layout = made
    for band in BANDS:
        here = [box.id for box in boxes if box.band == band]
        assert {layout.places[id].row for id in here} == set(
            range(len({layout.places[id].row for id in here}))
        )
        for one, other in combinations(here, 2):
            if layout.places[one].row < layout.places[other].row:
                assert layout.rects[one].bottom + SPACING.row_gap <= layout.rects[other].y


@given(layouts())
@some
def test_every_link_has_one_route_of_cubic_segments(made: tuple[Graph, Layout]) -> None:
    (_, edges), layout = made
    assert set(layout.routes) == set(edges)
    for points in layout.routes.values():
        assert len(points) >= 4
        assert len(points) % 3 == 1


@given(layouts())
@some
def test_links_start_and_end_on_the_edges_of_their_boxes(made: tuple[Graph, Layout]) -> None:
    _, layout = made
    for (source, target), points in layout.routes.items():
        assert on_edge(points[0], layout.rects[source])
        assert on_edge(points[-1], layout.rects[target])


@given(layouts())
@some
def test_no_link_runs_through_a_box_that_is_not_its_own(made: tuple[Graph, Layout]) -> None:
    assert passages_through_boxes(made[1]) == 0


@given(graphs())
@some
def test_laying_out_again_what_was_arranged_changes_nothing(graph: Graph) -> None:
    boxes, edges = graph
    layout = arrange(boxes, edges, BANDS)
    assert all(place.x == int(place.x) for place in layout.places.values())
    assert lay_out(boxes, edges, BANDS, layout.places) == layout


@given(graphs())
@some
def test_links_inside_a_band_lead_down_unless_they_are_part_of_a_loop(graph: Graph) -> None:
    boxes, edges = graph
    number = {box.id: index for index, box in enumerate(boxes)}
    without_loops = [(a, b) for a, b in edges if number[a] < number[b]]
    layout = arrange(boxes, without_loops, BANDS)
    band = {box.id: box.band for box in boxes}
    for source, target in without_loops:
        if band[source] == band[target]:
            assert layout.places[source].row < layout.places[target].row


@given(graphs(), st.data())
@some
def test_inserting_a_box_keeps_the_order_of_all_others(graph: Graph, data: st.DataObject) -> None:
    boxes, edges = graph
    if not boxes:
        return
    new = data.draw(st.sampled_from(boxes)).id
    before = arrange(
        [box for box in boxes if box.id != new], [edge for edge in edges if new not in edge], BANDS
    )
    after = insert(boxes, edges, BANDS, before.places)
    assert new in after.rects
    band = {box.id: box.band for box in boxes}
    for one, other in combinations(before.places, 2):
        if band[one] == band[other]:
            was, now = ([layout.places[id] for id in (one, other)] for layout in (before, after))
            assert sign(was[0].row - was[1].row) == sign(now[0].row - now[1].row)
            if was[0].row == was[1].row:
                assert sign(was[0].x - was[1].x) == sign(now[0].x - now[1].x)


@given(graphs(), st.data())
@some
def test_inserting_a_box_moves_boxes_only_in_its_own_row(graph: Graph, data: st.DataObject) -> None:
    boxes, edges = graph
    if len(boxes) < 2:
        return
    new = data.draw(st.sampled_from(boxes))
    before = arrange(
        [box for box in boxes if box is not new], [edge for edge in edges if new.id not in edge], BANDS
    )
    after = insert(boxes, edges, BANDS, before.places)
    for box in boxes:
        elsewhere = (box.band, after.places[box.id].row) != (new.band, after.places[new.id].row)
        if elsewhere:
            assert after.places[box.id].x == before.places[box.id].x


@given(graphs(), st.data())
@some
def test_leaving_boxes_out_moves_no_other_to_the_side_and_having_them_back_moves_none(
    graph: Graph, data: st.DataObject
) -> None:
    boxes, edges = graph
    before = arrange(boxes, edges, BANDS)
    kept = [box for box in boxes if data.draw(st.booleans())]
    ids = {box.id for box in kept}
    fewer = lay_out(kept, [edge for edge in edges if ids >= set(edge)], BANDS, before.places)
    assert all(fewer.places[id].x == before.places[id].x for id in ids)
    assert lay_out(boxes, edges, BANDS, before.places) == before


@given(graphs(), st.data())
@some
def test_a_box_moved_to_another_band_moves_boxes_only_in_the_row_it_comes_to(
    graph: Graph, data: st.DataObject
) -> None:
    boxes, edges = graph
    if len(boxes) < 2:
        return
    before = arrange(boxes, edges, BANDS)
    at = data.draw(st.integers(0, len(boxes) - 1))
    moved = replace(boxes[at], band=data.draw(st.sampled_from(BANDS)))
    others = {id: place for id, place in before.places.items() if id != moved.id}
    after = lay_out([*boxes[:at], moved, *boxes[at + 1 :]], edges, BANDS, others)
    for box in (*boxes[:at], *boxes[at + 1 :]):
        if (box.band, after.places[box.id].row) != (moved.band, after.places[moved.id].row):
            assert after.places[box.id].x == before.places[box.id].x


def test_a_cause_above_the_first_row_opens_a_row_and_the_rows_below_move_down_together() -> None:
    boxes = [box("a", 1), box("b", 1), box("beside", 1), box("below", 2)]
    edges = [("a", "b"), ("b", "below")]
    before = arrange(boxes, edges, BANDS)
    after = insert([*boxes, box("why", 1)], [*edges, ("why", "a")], BANDS, before.places)
    assert after.places["why"].row == 0
    assert [after.places[id].row for id in ("a", "b")] == [1, 2]
    assert {after.rects[id].y - before.rects[id].y for id in before.rects} == {SPACING.row_pitch}
    assert all(after.places[id].x == before.places[id].x for id in before.places)


def test_a_box_between_a_cause_and_its_effect_gets_a_row_of_its_own() -> None:
    boxes = [box("cause", 0), box("effect", 0)]
    before = arrange(boxes, [("cause", "effect")], BANDS)
    edges = [("cause", "effect"), ("cause", "step"), ("step", "effect")]
    after = insert([*boxes, box("step", 0)], edges, BANDS, before.places)
    assert [after.places[id].row for id in ("cause", "step", "effect")] == [0, 1, 2]


def test_a_pinned_box_stays_while_its_neighbours_give_way() -> None:
    row = [box(f"n{number}", 0) for number in range(5)]
    row[2] = replace(row[2], pinned=True)
    places = {one.id: Place(17.0 + 177 * number, 0) for number, one in enumerate(row)}
    effects = [box("left", 1), box("right", 1)]
    places |= {"left": Place(200.0, 0), "right": Place(400.0, 0)}
    new = box("new", 0)
    after = insert([*row, *effects, new], [("new", "left"), ("new", "right")], BANDS, places)
    assert after.places["n2"].x == places["n2"].x
    assert after.places["new"].x != places["n2"].x
    assert sum(after.places[one.id].x != places[one.id].x for one in row) >= 1


def test_neighbours_of_a_box_that_has_grown_give_way() -> None:
    boxes = [box("a", 0), box("b", 0), box("c", 0)]
    places = {"a": Place(17.0, 0), "b": Place(194.0, 0), "c": Place(600.0, 0)}
    grown = [boxes[0], replace(boxes[1], width=216.0), boxes[2]]
    after = lay_out(grown, [], BANDS, places)
    assert after.places == places
    grown[0] = replace(boxes[0], width=216.0)
    after = lay_out(grown, [], BANDS, places)
    assert after.rects["b"].x - after.rects["a"].right == SPACING.gap
    assert after.places["c"] == places["c"]


def test_a_new_part_stands_to_the_right_of_what_is_there() -> None:
    boxes = [box("a", 0), box("b", 1)]
    before = arrange(boxes, [("a", "b")], BANDS)
    more = [box("c", 0), box("d", 1), box("e", 1)]
    after = insert([*boxes, *more], [("a", "b"), ("c", "d"), ("c", "e")], BANDS, before.places)
    assert min(after.rects[id].x for id in "cde") > max(after.rects[id].right for id in "ab")


def test_the_biggest_part_stands_first_and_boxes_without_links_last() -> None:
    boxes = [
        box("alone", 0),
        box("p1", 0),
        box("p2", 1),
        *(box(f"q{number}", number % 2) for number in range(5)),
    ]
    edges = [("p1", "p2"), ("q0", "q1"), ("q0", "q3"), ("q2", "q3"), ("q4", "q1")]
    rects = arrange(boxes, edges, BANDS).rects
    big = max(rects[f"q{number}"].right for number in (0, 2, 4))
    assert big < rects["p1"].x
    assert rects["p1"].right < rects["alone"].x


def test_many_boxes_without_links_form_a_block_and_not_one_endless_row() -> None:
    layout = arrange([box(f"n{number}", 2) for number in range(30)], [], BANDS)
    assert {place.row for place in layout.places.values()} == {0, 1, 2}
    one_by_one = Layout({}, {}, (), {}, 0, 0)
    for count in range(1, 31):
        one_by_one = insert([box(f"n{number}", 2) for number in range(count)], [], BANDS, one_by_one.places)
    assert one_by_one.width < 10 * 177


def test_a_loop_of_causes_is_laid_out_with_a_route_for_each_link() -> None:
    boxes = [box(id, 1) for id in "abc"]
    edges = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "b"), ("b", "b")]
    layout = arrange(boxes, edges, BANDS)
    assert [layout.places[id].row for id in "abc"] == [0, 1, 2]
    up = layout.routes["c", "a"]
    assert up[0][1] == layout.rects["c"].y
    assert up[-1][1] == layout.rects["a"].bottom
    loop = layout.routes["b", "b"]
    assert loop[0] != loop[-1]
    assert all(x <= layout.rects["b"].right + SPACING.gap for x, _ in loop)


def test_two_boxes_that_lead_to_each_other_have_two_routes_side_by_side() -> None:
    layout = arrange([box("a", 0), box("b", 0)], [("a", "b"), ("b", "a")], BANDS)
    down, up = layout.routes["a", "b"], layout.routes["b", "a"]
    assert abs(down[0][0] - up[-1][0]) >= SPACING.port_spread


def test_a_link_between_boxes_of_one_row_runs_below_what_stands_between_them() -> None:
    boxes = [box("a", 0), replace(box("tall", 0), height=120.0), box("b", 0)]
    places = {"a": Place(17.0, 0), "tall": Place(194.0, 0), "b": Place(371.0, 0)}
    layout = lay_out(boxes, [("a", "b")], BANDS, places)
    assert layout.places == places
    assert max(y for _, y in layout.routes["a", "b"]) > layout.rects["tall"].bottom
    assert passages_through_boxes(layout) == 0


def test_boxes_above_each_other_are_joined_by_a_straight_line() -> None:
    layout = arrange([box("a", 0), box("b", 1)], [("a", "b")], BANDS)
    assert len({x for x, _ in layout.routes["a", "b"]}) == 1


def test_a_link_past_a_row_passes_between_its_boxes() -> None:
    boxes = [box("a", 0), box("m1", 1), box("m2", 1), box("b", 2)]
    places = {"a": Place(100.0, 0), "m1": Place(17.0, 0), "m2": Place(194.0, 0), "b": Place(100.0, 0)}
    layout = lay_out(boxes, [("a", "b")], BANDS, places)
    row = layout.rects["m1"]
    inside = [x for x, y in curve(layout.routes["a", "b"]) if row.y <= y <= row.bottom]
    assert inside
    assert all(layout.rects["m1"].right < x < layout.rects["m2"].x for x in inside)


def test_an_empty_graph_shows_its_bands() -> None:
    layout = arrange([], [], BANDS)
    assert layout.height == 4 * SPACING.band_min
    assert not layout.places
    assert lay_out([], [], BANDS, {}) == layout
    assert arrange([], [], ()).height == 0


def test_places_of_boxes_that_are_gone_are_ignored() -> None:
    layout = lay_out([box("a", 0)], [], BANDS, {"a": Place(300.0, 2), "gone": Place(0.0, 0)})
    assert layout.places == {"a": Place(300.0, 0)}


def test_tidy_takes_crossings_away_and_leaves_a_good_picture_alone() -> None:
    boxes = [box(f"{side}{number}", side == "e") for side in "ce" for number in range(4)]
    edges = [(f"c{number}", f"e{number}") for number in range(4)]
    places = {f"c{number}": Place(17.0 + 177 * number, 0) for number in range(4)}
    places |= {f"e{number}": Place(17.0 + 177 * at, 0) for number, at in enumerate((3, 1, 2, 0))}
    messy = lay_out(boxes, edges, BANDS, places)
    better = tidy(boxes, edges, BANDS, places)
    assert crossings_on_screen(messy) == 5
    assert crossings_on_screen(better) < crossings_on_screen(messy)
    good = arrange(boxes, edges, BANDS)
    assert tidy(boxes, edges, BANDS, good.places) == good


def test_tidy_puts_an_effect_below_a_cause_it_was_linked_to_later() -> None:
    boxes = [box("a", 0), box("b", 0)]
    places = {"a": Place(17.0, 0), "b": Place(194.0, 0)}
    layout = tidy(boxes, [("a", "b")], BANDS, places)
    assert [layout.places[id].row for id in "ab"] == [0, 1]


def test_distances_can_be_scaled_with_the_text() -> None:
    boxes = [replace(box("a", 0), width=320.0), replace(box("b", 0), width=320.0)]
    layout = arrange(boxes, [], BANDS, SPACING.scaled(2))
    assert layout.rects["b"].x - layout.rects["a"].right == 34
    assert layout.bands[1].bottom - layout.bands[1].top == 2 * SPACING.band_min


@pytest.mark.parametrize(
    ("boxes", "edges", "bands", "said"),
    [
        ([Box("a", 0, 160, 60)], [("a", "b")], (0,), "not there"),
        ([Box("a", 7, 160, 60)], [], (0,), "not among the bands"),
        ([Box("a", 0, 160, 60), Box("a", 0, 160, 60)], [], (0,), "same id"),
        ([Box("a", 0, 160, 60)], [], (0, 0), "listed twice"),
    ],
)
def test_what_cannot_be_laid_out_is_named(
    boxes: list[Box], edges: list[Edge], bands: Sequence[int], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        arrange(boxes, edges, bands)
    with pytest.raises(ValueError, match=said):
        insert(boxes, edges, bands, {})


def test_the_same_graph_gives_the_same_picture_in_another_process() -> None:
    program = (
        "from rca_workbench.analysis.layout import Box, arrange\n"
        "boxes = [Box(f'n{i}', i % 4, 160 + 56 * (i % 3 == 0), 60) for i in range(24)]\n"
        "edges = [(f'n{i}', f'n{(i * 7 + 3) % 24}') for i in range(24)] + [(f'n{i}', f'n{i // 2}') for i in range(9)]\n"
        "print(arrange(boxes, edges, (0, 1, 2, 3)))\n"
    )
    pictures = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pictures) == 1
    assert "Rect" in pictures.pop()


def box(id: str, band: int) -> Box:
    """A box of the usual size."""
    return Box(id, int(band), 160.0, 60.0)


def sign(number: float) -> int:
    return (number > 0) - (number < 0)


def rows_of(graph: Graph, layout: Layout) -> Iterator[list[Rect]]:
    """The rectangles of each row from left to right."""
    rows: dict[tuple[int, int], list[Rect]] = {}
    for one in graph[0]:
        rows.setdefault((one.band, layout.places[one.id].row), []).append(layout.rects[one.id])
    for row in rows.values():
        yield sorted(row, key=lambda rect: rect.x)


def on_edge(point: Point, rect: Rect) -> bool:
    x, y = point
    across = rect.x <= x <= rect.right and min(abs(y - rect.y), abs(y - rect.bottom)) < 0.01
    along = rect.y <= y <= rect.bottom and min(abs(x - rect.x), abs(x - rect.right)) < 0.01
    return across or along


def curve(points: Sequence[Point], steps: int = 7) -> list[Point]:
    """Points along a line of cubic segments."""
    found = [points[0]]
    for start in range(0, len(points) - 1, 3):
        p = points[start : start + 4]
        for step in range(1, steps + 1):
            t = step / steps
            share = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
            found.append(
                (
                    sum(w * q[0] for w, q in zip(share, p, strict=True)),
                    sum(w * q[1] for w, q in zip(share, p, strict=True)),
                )
            )
    return found


def passages_through_boxes(layout: Layout) -> int:
    """How many links run through a box that is not their own."""
    count = 0
    for ends, points in layout.routes.items():
        line = curve(points, 16)
        for id, rect in layout.rects.items():
            if id not in ends:
                count += any(
                    rect.x + 0.5 < x < rect.right - 0.5 and rect.y + 0.5 < y < rect.bottom - 0.5
                    for x, y in line
                )
    return count


def crossings_on_screen(layout: Layout) -> int:
    """How often the lines cross as drawn."""
    lines = [list(pairwise(curve(points))) for points in layout.routes.values()]
    return sum(cut(one, other) for a, b in combinations(lines, 2) for one in a for other in b)


def cut(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def test_places_alone_are_those_of_the_whole_layout() -> None:
    boxes = [Box(name, band, 160, 60) for name, band in zip("abcdef", (0, 0, 1, 1, 2, 2), strict=True)]
    edges = [("a", "c"), ("b", "c"), ("b", "d"), ("c", "e"), ("d", "f"), ("a", "f")]
    kept = {"a": Place(0, 0), "c": Place(40, 0)}
    assert placed(boxes, edges, [0, 1, 2], kept) == lay_out(boxes, edges, [0, 1, 2], kept).places
