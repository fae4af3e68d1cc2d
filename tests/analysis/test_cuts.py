"""Structural cuts agree with trying every set of factors, and their size with NetworkX."""

from itertools import combinations, pairwise

import networkx as nx
from hypothesis import given, settings

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.cuts import SETS_AT_MOST, on_every_chain, structural_cuts
from tests.analysis.graphs import Edge, causal_of, numbered, random_graphs


def cuts_off(edges: list[Edge], starts: set[int], harm: int, cut: set[int]) -> bool:
    seen = [at for at in starts if at not in cut]
    for at in seen:
        seen += [b for a, b in edges if a == at and b not in cut and b not in seen]
    return harm not in seen


def tried(causal: Causal, edges: list[Edge], harm: int) -> list[tuple[int, ...]]:
    """All minimal cuts of up to three factors, by trying every set, smallest first."""
    inside = sorted(causal.above(harm) - {harm})
    starts = set(causal.starts) & set(inside)
    found: list[tuple[int, ...]] = []
    for size in (1, 2, 3):
        for cut in combinations(inside, size):
            smaller = any(set(one) < set(cut) for one in found)
            if not smaller and cuts_off(edges, starts, harm, set(cut)):
                found.append(cut)
    return found


def numbers(factors: tuple[object, ...]) -> tuple[int, ...]:
    return tuple(sorted(int(one.id[1:]) for one in factors))  # type: ignore[attr-defined]


@given(random_graphs(loops=True))
@settings(max_examples=300)
def test_the_sets_are_all_the_minimal_ones_that_trying_finds(graph: tuple[int, list[Edge]]) -> None:
    count, edges = graph
    causal = numbered(count, edges)
    for one in structural_cuts(causal):
        if not set(causal.starts) & (causal.above(count - 1) - {count - 1}):
            continue  # the harm itself stands in the only loop that leads to it
        expected = tried(causal, edges, count - 1)
        assert sorted(map(numbers, one.sets)) == sorted(expected)
        assert one.whole
        if expected:
            assert one.size == len(expected[0])
            assert numbers(one.smallest) in expected


@given(random_graphs(loops=True))
@settings(max_examples=300)
def test_what_is_on_every_chain_is_found_at_once_and_in_the_order_it_is_passed(
    graph: tuple[int, list[Edge]],
) -> None:
    count, edges = graph
    causal, harm = numbered(count, edges), count - 1
    found = on_every_chain(causal, harm)
    if not set(causal.starts) & (causal.above(harm) - {harm}):
        assert found == ()
        return
    assert sorted(found) == [one[0] for one in tried(causal, edges, harm) if len(one) == 1]
    for first, second in pairwise(found):
        assert second in causal.below(first)
        assert cuts_off(edges, set(causal.starts) & causal.above(second), second, {first})


@given(random_graphs(loops=True, largest=14))
@settings(max_examples=300)
def test_the_smallest_size_is_that_of_networkx(graph: tuple[int, list[Edge]]) -> None:
    count, edges = graph
    causal = numbered(count, edges)
    for one in structural_cuts(causal):
        starts = [at for at in causal.starts if at in causal.above(count - 1) and at != count - 1]
        if not starts:
            continue
        whole = nx.DiGraph(edges)
        whole.remove_edges_from(list(whole.out_edges(count - 1)))
        whole.add_edges_from(("start", at) for at in starts)
        expected = nx.minimum_node_cut(whole, "start", count - 1)
        assert one.size == len(expected)
        assert cuts_off(edges, set(starts), count - 1, set(numbers(one.smallest)))


def test_three_factors_together_are_on_every_path_and_the_highest_come_first() -> None:
    causal = causal_of(
        "S1 > F1 > P1 > H1, S2 > F2 > P1, S3 > F3 > H1",
        S1={"level": "ACC.ORG"}, S2={"level": "ACC.ORG"}, S3={"level": "ACC.REG"}, F3={"level": "ACC.TECH"},
        F1={"level": "ACC.TECH"}, F2={"level": "ACC.TECH"}, P1={"level": "ACC.ACT"},
    )  # fmt: skip
    (found,) = structural_cuts(causal)
    assert found.size == 2
    told = [[one.id for one in cut] for cut in found.sets]
    assert told[0] == ["P1", "S3"]
    assert sorted(told[2]) == ["S1", "S2", "S3"]


def test_a_harm_many_things_lead_straight_to_has_no_small_cut() -> None:
    (found,) = structural_cuts(causal_of(", ".join(f"F{n} > H1" for n in range(1, 8))))
    assert (found.size, found.sets, found.whole) == (7, (), True)


def test_a_search_that_stops_early_says_so() -> None:
    long = " > ".join(f"F{n}" for n in range(1, 40))
    other = " > ".join(f"P{n}" for n in range(1, 40))
    (found,) = structural_cuts(causal_of(f"{long} > H1, {other} > H1"))
    assert found.size == 2
    assert len(found.sets) == SETS_AT_MOST
    assert not found.whole
    (hurried,) = structural_cuts(causal_of(f"{long} > H1, {other} > H1"), links_looked_at=50)
    assert hurried.size == 2
    assert not hurried.whole


def test_each_harm_has_cuts_of_its_own() -> None:
    found = structural_cuts(causal_of("F1 > P1 > H1 > H2, F2 > H2"))
    assert {one.harm.id: one.size for one in found} == {"H1": 1, "H2": 2}
