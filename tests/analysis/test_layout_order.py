"""How the order of boxes and links in the rows is found: what is counted, and what each way of improving keeps."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.analysis.layout import Box, Place, arrange, lay_out
from rca_workbench.analysis.layout.crossing import crossings
from rca_workbench.analysis.layout.layers import Layers, Order, positions
from rca_workbench.analysis.layout.ordering import best_order
from rca_workbench.analysis.layout.reinsertion import Reinsertion
from rca_workbench.analysis.layout.sifting import sift
from rca_workbench.analysis.layout.sweeping import settle

some = settings(max_examples=60, deadline=None)


@st.composite
def ordered(draw: st.DrawFn) -> tuple[Layers, Order]:
    """Boxes in rows, links between any two rows, and some order to begin with."""
    rows = [*range(4), *draw(st.lists(st.integers(0, 3), max_size=12))]
    boxes = st.integers(0, len(rows) - 1)
    links = draw(st.lists(st.tuples(boxes, boxes), max_size=24, unique=True))
    layers = Layers(rows, links)
    order = layers.by_row()
    luck = random.Random(draw(st.integers(0, 99)))
    for row in order:
        luck.shuffle(row)
    return layers, order


@given(ordered())
@some
def test_crossings_are_pairs_of_pieces_whose_order_changes(made: tuple[Layers, Order]) -> None:
    layers, order = made
    place = positions(order, len(layers))
    count = 0
    for row in order:
        pieces = [(place[one], place[other]) for one in row for other in layers.down[one]]
        count += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(pieces, 2))
    assert crossings(layers, order) == count


@given(ordered())
@some
def test_sweeps_give_the_best_order_met_and_its_crossings(made: tuple[Layers, Order]) -> None:
    layers, order = made
    count, settled = settle(layers, order, sweeps=8)
    assert count == crossings(layers, settled) <= crossings(layers, order)
    assert same_rows(order, settled)


@given(ordered())
@some
def test_sifting_saves_exactly_what_it_says(made: tuple[Layers, Order]) -> None:
    layers, order = made
    before, start = crossings(layers, order), [row[:] for row in order]
    place = positions(order, len(layers))
    saved = sift(layers, order, place, rounds=3)
    assert crossings(layers, order) == before - saved
    assert place == positions(order, len(layers))
    assert same_rows(start, order)


@given(ordered())
@some
def test_boxes_put_in_anew_stay_in_their_rows(made: tuple[Layers, Order]) -> None:
    layers, order = made
    start = [row[:] for row in order]
    anew = Reinsertion(layers, order)
    saved = anew.improve(10_000)
    assert same_rows(start, order)
    assert anew.place == positions(order, len(layers))
    if not saved:
        assert order == start


@given(ordered())
@some
def test_the_best_order_is_no_worse_than_any_it_began_with(made: tuple[Layers, Order]) -> None:
    layers, _ = made
    assert crossings(layers, best_order(layers)) <= settle(layers, layers.by_row(), sweeps=12)[0]


def test_a_box_with_long_links_gets_past_what_its_own_bends_hold_back() -> None:
    """Four columns; the box on the far left has long links to boxes at the far right of all rows."""
    rows = [row for row in range(4) for _ in range(4)] + [0]
    links = [(4 * row + column, 4 * row + 4 + column) for row in range(3) for column in range(4)]
    links += [(16, 15), (16, 11)]
    layers = Layers(rows, links)
    order = layers.by_row()
    order[0].insert(0, order[0].pop())
    for row, bends in enumerate(([], [16 + 1, 16 + 3], [16 + 2])):
        for bend in bends:
            order[row].remove(bend)
            order[row].insert(0, bend)
    stuck = [row[:] for row in order]
    sift(layers, stuck, positions(stuck, len(layers)), rounds=9)
    Reinsertion(layers, order).improve(10_000)
    assert crossings(layers, order) == 0 < crossings(layers, stuck)


@pytest.mark.parametrize("branches", [2, 3])
def test_a_tree_is_drawn_without_a_crossing(branches: int) -> None:
    count = 40
    bands = [0] * count
    for node in range(1, count):
        bands[node] = bands[(node - 1) // branches] + 1
    luck = random.Random(branches)
    nodes = list(range(count))
    luck.shuffle(nodes)
    rows = [bands[node] for node in nodes]
    at = {node: index for index, node in enumerate(nodes)}
    layers = Layers(rows, [(at[(node - 1) // branches], at[node]) for node in range(1, count)])
    assert crossings(layers, best_order(layers)) == 0


def test_a_long_link_goes_a_little_way_round_rather_than_cross_another() -> None:
    """Straight it would pass between the boxes of the middle row, and cross the link to the right one."""
    boxes = [box("left", 0), box("a", 0), box("m1", 1), box("m2", 1), box("b", 2)]
    places = {"left": Place(-120.0, 0), "a": Place(105.0, 0), "b": Place(105.0, 0)}
    places |= {"m1": Place(17.0, 0), "m2": Place(194.0, 0)}
    alone = lay_out(boxes, [("a", "b")], (0, 1, 2), places)
    crossed = lay_out(boxes, [("a", "b"), ("left", "m2")], (0, 1, 2), places)
    m1, m2 = alone.rects["m1"], alone.rects["m2"]
    assert all(m1.right < x < m2.x for x, _ in alone.routes["a", "b"])
    assert any(x > m2.right for x, _ in crossed.routes["a", "b"])


def test_a_thousand_factors_are_arranged_the_same_way_each_time() -> None:
    luck = random.Random(3)
    boxes = [box(f"n{n}", n * 5 // 1_000) for n in range(1_000)]
    edges = [(f"n{luck.randrange(max(0, n - 30), n)}", f"n{n}") for n in range(1, 1_000)]
    one = arrange(boxes, edges, range(5))
    again = arrange([box(f"n{n}", n * 5 // 1_000) for n in range(1_000)], list(edges), range(5))
    assert one.places == again.places


def box(id: str, band: int) -> Box:
    return Box(id, band, 160.0, 60.0)


def same_rows(one: Order, other: Order) -> bool:
    return [sorted(row) for row in one] == [sorted(row) for row in other]
