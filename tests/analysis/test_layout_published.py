"""The layout of the published case: few crossings, nothing in the way, and calm when something is added."""

import json
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median

import pytest

from rca_workbench.analysis.layout import Box, Edge, Layout, Point, arrange, insert

SAMPLE = Path(__file__).parents[2] / "resources" / "sample_case" / "case_air_ambulance_2019.json"
BAND_OF = {"ACC.GOV": 0, "ACC.REG": 0, "ACC.ORG": 1, "ACC.TECH": 2, "ACC.ACT": 3, "ACC.ENV": 3, "ACC.OUT": 4}
BANDS = range(5)


@pytest.fixture(scope="module")
def boxes() -> list[Box]:
    """The factors as boxes of the sizes the map gives them, near enough."""
    nodes = json.loads(SAMPLE.read_text(encoding="utf-8"))["nodes"]
    return [box_of(node["id"], node["text"], BAND_OF[node["accimap_level"]]) for node in nodes]


@pytest.fixture(scope="module")
def edges() -> list[Edge]:
    links = json.loads(SAMPLE.read_text(encoding="utf-8"))["links"]
    return [(link["source"], link["target"]) for link in links]


@pytest.fixture(scope="module")
def layout(boxes: list[Box], edges: list[Edge]) -> Layout:
    return arrange(boxes, edges, BANDS)


def test_the_case_is_the_one_measured(boxes: list[Box], edges: list[Edge]) -> None:
    assert (len(boxes), len(set(edges))) == (50, 63)


def test_links_cross_no_more_than_in_the_picture_that_dot_makes(layout: Layout) -> None:
    assert crossings(layout) <= 9


def test_no_link_runs_through_a_foreign_box(layout: Layout) -> None:
    through = [
        (ends, id)
        for ends, points in layout.routes.items()
        for id, rect in layout.rects.items()
        if id not in ends
        and any(rect.x < x < rect.right and rect.y < y < rect.bottom for x, y in drawn(points))
    ]
    assert through == []


def test_the_map_is_no_wider_than_three_screens(layout: Layout) -> None:
    assert layout.width < 3 * 1000


def test_asking_why_of_any_factor_leaves_nearly_all_others_where_they_are(
    boxes: list[Box], edges: list[Edge], layout: Layout
) -> None:
    moves = []
    for effect in boxes:
        why = box_of("why", "", max(0, effect.band - 1))
        after = insert([*boxes, why], [*edges, ("why", effect.id)], BANDS, layout.places)
        moves += [abs(after.places[id].x - place.x) for id, place in layout.places.items()]
    moves.sort()
    assert median(moves) == 0
    assert moves[int(len(moves) * 0.95)] <= 22


def test_thirty_factors_asked_for_one_after_the_other_never_swap_those_before(
    boxes: list[Box], edges: list[Edge], layout: Layout
) -> None:
    seen = layout
    for number in range(30):
        effect = boxes[number]
        boxes = [*boxes, box_of(f"why{number}", "", max(0, effect.band - 1))]
        edges = [*edges, (f"why{number}", effect.id)]
        now = insert(boxes, edges, BANDS, seen.places)
        order = {box.id: (box.band, now.places[box.id].row, now.places[box.id].x) for box in boxes}
        before = {box.id: (box.band, seen.places[box.id].row, seen.places[box.id].x) for box in boxes[:-1]}
        assert sorted(before, key=before.__getitem__) == sorted(before, key=order.__getitem__)
        seen = now


def box_of(id: str, text: str, band: int) -> Box:
    """A box as wide and high as the design tokens make it for a text, counting letters for pixels."""
    width = 216 if len(text) > 60 else 160
    lines = -(-len(text) * 6 // (width - 45)) or 1
    return Box(id, band, width, max(60, 16 * lines + 12))


def drawn(points: tuple[Point, ...], steps: int = 15) -> list[Point]:
    """Points along a line of cubic segments."""
    found = [points[0]]
    for start in range(0, len(points) - 1, 3):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[start : start + 4]
        for step in range(1, steps + 1):
            t = step / steps
            a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
            found.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return found


def crossings(layout: Layout) -> int:
    """How often the lines of links cross as drawn."""
    lines = [drawn(points) for points in layout.routes.values()]
    pieces = [list(pairwise(line)) for line in lines]
    return sum(
        turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
        for one, other in combinations(pieces, 2)
        for a, b in one
        for c, d in other
        if max(a[1], b[1]) >= min(c[1], d[1]) and max(c[1], d[1]) >= min(a[1], b[1])
    )


def turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
