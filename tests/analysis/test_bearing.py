"""What a factor bears on, causes barriers share, and the chains that stay open when what is planned works."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.common_cause import shared_causes
from rca_workbench.analysis.influence import influences
from rca_workbench.analysis.residual import Counting, residual
from rca_workbench.model import (
    Action,
    ActionStatus,
    FactorKind,
    Link,
    LinkType,
    Recommendation,
    Snapshot,
    Strength,
)
from tests.analysis.graphs import Edge, causal_of, numbered, random_graphs, snapshot_of


def walked(edges: list[Edge], harm: int, gone: frozenset[int] = frozenset()) -> Iterator[list[int]]:
    """Every chain to a harm that avoids some factors, one by one."""
    into = {other: [one for one, effect in edges if effect == other] for _, other in edges}
    ahead = [[harm]]
    while ahead:
        way = ahead.pop()
        if way[0] not in into and len(way) > 1:
            yield way
        ahead += [[cause, *way] for cause in into.get(way[0], ()) if cause not in gone]


@given(random_graphs())
def test_the_share_is_that_of_walking_every_chain(graph: tuple[int, list[Edge]]) -> None:
    count, edges = graph
    chains = list(walked(edges, count - 1))
    for one in influences(numbered(count, edges)):
        at = int(one.factor.id[1:])
        assert one.of_chains == len(chains)
        assert one.chains == sum(at in chain for chain in chains)
        assert one.harms == 1


def test_a_factor_tells_the_harms_and_problems_it_leads_to() -> None:
    found = {one.factor.id: one for one in influences(causal_of("S1 > P1 > H1 > H2, S1 > P2 > H2, F1 > P2"))}
    assert (found["S1"].harms, found["S1"].problems) == (2, 2)
    assert (found["S1"].chains, found["S1"].of_chains) == (3, 4)
    assert (found["F1"].harms, found["F1"].problems) == (1, 1)
    assert (found["P1"].harms, found["P1"].problems) == (2, 0)
    assert "H1" not in found


def test_barriers_of_one_harm_share_the_cause_above_both_nearest_first() -> None:
    snapshot = snapshot_of("S1 > F1 > B1 > H1, F1 > B2 > H1, F2 > B2")
    (one,) = shared_causes(Causal.of(snapshot), snapshot)
    assert [cause.id for cause in one.causes] == ["F1", "S1"]
    assert [barrier.id for barrier in one.barriers] == ["B1", "B2"]
    assert [harm.id for harm in one.harms] == ["H1"]


def test_a_barrier_that_held_counts_and_one_that_bears_on_another_is_a_shared_cause() -> None:
    held = Link(id="held", source="B1", target="H1", link_type=LinkType.INTENDED_TO_STOP)
    snapshot = snapshot_of("B1 > B2 > H1", held)
    (one,) = shared_causes(Causal.of(snapshot), snapshot)
    assert [cause.id for cause in one.causes] == ["B1"]
    assert [barrier.id for barrier in one.barriers] == ["B1", "B2"]


@given(random_graphs(loops=True), st.sets(st.integers(0, 7), max_size=5), st.booleans())
def test_shared_causes_are_those_found_by_looking_at_every_pair(
    graph: tuple[int, list[Edge]], barriers: set[int], held: bool
) -> None:
    count, edges = graph
    kinds = {f"f{at}": {"factor_kind": FactorKind.BARRIER} for at in barriers if at < count - 1}
    causal = numbered(count, edges, **kinds)
    links = [Link(id=f"{a}>{b}", source=f"f{a}", target=f"f{b}") for a, b in edges]
    if held:
        stops = LinkType.INTENDED_TO_STOP
        links.append(Link(id="held", source="f0", target=f"f{count - 1}", link_type=stops))
    snapshot = Snapshot.empty().changed([*causal.factors, *links], (), "")
    harm, there = count - 1, [at for at in sorted(barriers) if at < count - 1]
    guarding = [at for at in there if harm in causal.below(at) or (held and 0 in {at, *causal.below(at)})]
    expected = set()
    for cause in range(count):
        down = tuple(f"f{at}" for at in guarding if cause in causal.above(at) | {at})
        if len(down) > 1:
            expected.add((f"f{cause}", down))
    found = shared_causes(Causal.of(snapshot), snapshot)
    told = {(cause.id, tuple(one.id for one in each.barriers)) for each in found for cause in each.causes}
    assert told == expected


def test_barriers_of_different_harms_share_nothing_that_matters() -> None:
    snapshot = snapshot_of("F1 > B1 > H1, F1 > B2 > H2")
    assert shared_causes(Causal.of(snapshot), snapshot) == ()


@given(random_graphs(), st.sets(st.integers(0, 8), max_size=4))
def test_what_stays_open_are_the_chains_that_avoid_what_is_acted_on(
    graph: tuple[int, list[Edge]], acted_on: set[int]
) -> None:
    count, edges = graph
    causal = numbered(count, edges)
    action = Action(id="a", addresses=tuple(f"f{at}" for at in sorted(acted_on)))
    snapshot = Snapshot.empty().changed([*causal.factors, action], (), "")
    found = residual(causal, snapshot, Counting.ALL)
    for one in found.harms:
        left = list(walked(edges, count - 1, frozenset(acted_on)))
        assert one.before == len(list(walked(edges, count - 1)))
        assert one.after == len(left)
        assert {chain.factors for chain in one.listed} <= {tuple(f"f{at}" for at in way) for way in left}
        assert len(one.listed) == min(20, len(left))


def plan(*measures: Action | Recommendation) -> Snapshot:
    return snapshot_of("S1 > F1 > H1, S2 > F2 > H1", *measures)


def test_every_planned_action_counts_but_those_stopped_or_without_effect() -> None:
    snapshot = plan(
        Action(id="a1", addresses=("S1",), strength=Strength.STRONGER),
        Action(id="a2", addresses=("F1",), strength=Strength.WEAKER),
        Action(id="a3", addresses=("F2",), status=ActionStatus.STOPPED),
        Action(id="a4", addresses=("S2",), status=ActionStatus.NOT_EFFECTIVE),
    )
    causal = Causal.of(snapshot)
    found = residual(causal, snapshot, Counting.ALL)
    assert [(one.factor.id, [by.id for by in one.measures]) for one in found.cuts] == [
        ("S1", ["a1"]),
        ("F1", ["a2"]),
    ]
    assert [(one.before, one.after) for one in found.harms] == [(2, 1)]
    assert found.harms[0].listed[0].factors == ("S2", "F2", "H1")
    assert set(found.on_open) == {
        "S2",
        "F2",
        "H1",
        "S2>F2",
        "F2>H1",
    }
    assert [one.id for one in residual(causal, snapshot, Counting.STRONGER).measures] == ["a1"]


def test_a_recommendation_counts_once_it_was_taken_up() -> None:
    asked = Recommendation(id="r1", addresses=("S2",))
    answered = Recommendation(id="r2", addresses=("S1",), response="Accepted; in the plan for May")
    acted_on = Recommendation(id="r3", addresses=("F1",))
    snapshot = plan(asked, answered, acted_on, Action(id="a1", recommendation="r3"))
    found = residual(Causal.of(snapshot), snapshot, Counting.ALL)
    assert {one.factor.id for one in found.cuts} == {"S1", "F1"}


def test_naming_the_harm_itself_cuts_no_chain() -> None:
    snapshot = plan(Action(id="a1", addresses=("H1",)))
    (one,) = residual(Causal.of(snapshot), snapshot, Counting.ALL).harms
    assert (one.before, one.after) == (2, 2)


@pytest.mark.parametrize(
    ("response", "counts"),
    [
        ("Accepted; in the plan for May", True),
        ("Rule project planned", True),
        ("Not accepted: no funding", False),
        ("Closed, unacceptable response", False),
        ("The board declined this", False),
        ("Cannot be taken forward this year; it will not be adopted", False),
        (" ", False),
    ],
)
def test_a_recommendation_that_was_turned_down_closes_nothing(response: str, counts: bool) -> None:
    snapshot = plan(Recommendation(id="r", addresses=("S1",), response=response))
    found = residual(Causal.of(snapshot), snapshot, Counting.ALL)
    assert [one.id for one in found.measures] == (["r"] if counts else [])
    assert found.after == (1 if counts else 2)
