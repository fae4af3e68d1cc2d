"""Chains are counted exactly, listed shortest first, and never hang on a loop."""

from hypothesis import given

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.chains import harm_chains, longest_chain, shortest_chains, stops_by_level
from rca_workbench.model import FactorStatus
from tests.analysis.graphs import Edge, causal_of, numbered, random_graphs


def all_chains(count: int, edges: list[Edge]) -> list[list[int]]:
    """Every chain to the last factor, by walking them one by one."""
    into = {at: [one for one, other in edges if other == at] for at in range(count)}
    done, ahead = [], [[count - 1]]
    while ahead:
        way = ahead.pop()
        causes = into[way[0]]
        if not causes and len(way) > 1:
            done.append(way)
        ahead += [[cause, *way] for cause in causes]
    return done


@given(random_graphs())
def test_the_count_and_the_listed_chains_are_those_of_walking_every_one(
    graph: tuple[int, list[Edge]],
) -> None:
    count, edges = graph
    walked = all_chains(count, edges)
    causal = numbered(count, edges)
    found = harm_chains(causal, most=10_000)
    assert sum(one.count for one in found) == len(walked)
    if found:
        one = found[0]
        assert sorted(chain.factors for chain in one.listed) == sorted(
            tuple(f"f{at}" for at in way) for way in walked
        )
        lengths = [len(chain.factors) for chain in one.listed]
        assert lengths == sorted(lengths)
        assert (one.shortest, one.longest) == (lengths[0] - 1, lengths[-1] - 1)
        assert not one.capped
        longest = longest_chain(causal, count - 1)
        assert longest is not None
        assert longest in one.listed
        assert len(longest.factors) == lengths[-1]


@given(random_graphs(loops=True))
def test_a_graph_with_loops_is_counted_and_its_chains_lead_along_links(graph: tuple[int, list[Edge]]) -> None:
    count, edges = graph
    causal = numbered(count, edges)
    for one in harm_chains(causal):
        assert one.count >= len(one.listed) > 0
        for chain in one.listed:
            steps = list(zip(chain.factors, chain.factors[1:], strict=False))
            assert chain.links == tuple(f"{a[1:]}>{b[1:]}" for a, b in steps)
            assert len(set(chain.factors)) == len(chain.factors)
            assert chain.factors[-1] == one.harm.id


def test_more_chains_than_anyone_could_list_are_counted_and_the_shortest_listed() -> None:
    # 200 steps, each by either of two ways: two to the power of 200 chains; one step can be passed by.
    edges = [(0, 601)]
    for step in range(200):
        edges += [(3 * step, 3 * step + 1), (3 * step, 3 * step + 2)]
        edges += [(3 * step + 1, 3 * step + 3), (3 * step + 2, 3 * step + 3)]
    edges += [(600, 601)]
    (found,) = harm_chains(numbered(602, edges))
    assert found.count == 2**200 + 1
    assert found.capped
    assert len(found.listed) == 20
    assert found.listed[0].factors == ("f0", "f601")
    assert found.longest == 401


def test_where_chains_stop_is_told_by_level_with_how_many_begin_there() -> None:
    causal = causal_of(
        "S1 > F1 > P1 > H1, F2 > P1, F3 > F1",
        S1={"level": "ACC.REG"}, F2={"level": "ACC.ENV"}, F3={"level": "ACC.NEW"},
    )  # fmt: skip
    told = {
        one.level.id if one.level else "": [(stop.factor.id, stop.chains, stop.well) for stop in one.stops]
        for one in stops_by_level(causal)
    }
    assert told == {"ACC.REG": [("S1", 1, True)], "ACC.ENV": [("F2", 1, False)], "": [("F3", 1, False)]}


def test_a_loop_nothing_leads_into_is_where_chains_begin_and_is_named() -> None:
    causal = causal_of("F1 > F2 > F1, F2 > H1, F3 > H1")
    (found,) = harm_chains(causal)
    assert found.count == 2
    assert [[one.id for one in loop] for loop in causal.loops] == [["F1", "F2"]]
    assert {stop.factor.id for one in stops_by_level(causal) for stop in one.stops} == {"F1", "F2", "F3"}


def test_what_was_set_aside_and_what_leads_to_no_harm_is_in_no_chain() -> None:
    causal = causal_of("F1 > H1, F2 > H1, F3 > F4", F2={"status": FactorStatus.REJECTED})
    (found,) = harm_chains(causal)
    assert [chain.factors for chain in found.listed] == [("F1", "H1")]
    assert [stop.factor.id for one in stops_by_level(causal) for stop in one.stops] == ["F1"]


def test_a_harm_without_causes_and_an_empty_map_have_no_chains() -> None:
    assert harm_chains(Causal((), ())) == ()
    assert harm_chains(causal_of("H1")) == ()
    assert shortest_chains(causal_of("H1"), 0) == ()


def test_a_graph_without_some_factors_begins_only_where_it_began() -> None:
    left = causal_of("S1 > F1 > H1, S2 > F2 > H1").without(["S1"])
    (found,) = harm_chains(left)
    assert [chain.factors for chain in found.listed] == [("S2", "F2", "H1")]
