"""Fault-tree cut sets agree with the truth table of the stated logic, and are worked out only where it is stated."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.fault_trees import SETS_AT_MOST, FaultTree, fault_trees, unstated_factors
from rca_workbench.model import Factor, Link, Logic
from tests.analysis.graphs import Edge, causal_of, numbered, random_graphs


@st.composite
def gated(draw: st.DrawFn) -> Causal:
    count, edges = draw(random_graphs(largest=10))
    changes = {}
    for at in range(count):
        gate = draw(st.sampled_from([None, *Logic, *Logic]))
        number = draw(st.integers(-1, 4)) if gate is Logic.K_OF_N else None
        changes[f"f{at}"] = {"gate": gate, "gate_count": number}
    return numbered(count, edges, **changes)


def follows(causal: Causal, tree: FaultTree, there: frozenset[str]) -> bool:
    """Whether the top comes about when exactly these leaves are there, from the definitions of the gates."""
    gates = {one.id for one in tree.gates}

    def true(at: int) -> bool:
        one = causal.factors[at]
        if one.id not in gates:
            return one.id in there
        causes = [true(cause) for cause in causal.into[at]]
        if one.gate is Logic.AND:
            return all(causes)
        if one.gate is Logic.OR:
            return any(causes)
        return sum(causes) >= (one.gate_count or 0)

    return true(causal.number[tree.top.id])


@given(gated())
@settings(max_examples=300)
def test_the_sets_are_the_minimal_ones_of_the_truth_table(causal: Causal) -> None:
    for tree in fault_trees(causal):
        leaves = [one.id for one in tree.leaves]
        minimal: list[frozenset[str]] = []
        for size in range(len(leaves) + 1):
            for some in combinations(leaves, size):
                there = frozenset(some)
                if follows(causal, tree, there) and not any(one <= there for one in minimal):
                    minimal.append(there)
        listed = [frozenset(one.id for one in cut) for cut in tree.sets]
        assert sorted(map(sorted, listed)) == sorted(sorted(one) for one in minimal if len(one) <= 4)
        assert not tree.capped
        if any(len(one) > 4 for one in minimal):
            assert tree.larger


def test_nothing_is_worked_out_where_no_logic_is_stated() -> None:
    causal = causal_of("F1 > P1 > H1, F2 > P1")
    assert fault_trees(causal) == ()
    assert [one.id for one in unstated_factors(causal)] == ["P1"]


def test_a_tree_ends_where_logic_is_not_stated_and_says_so() -> None:
    causal = causal_of("S1 > F1 > P1 > H1, F2 > P1", P1={"gate": Logic.AND}, H1={"gate": Logic.OR})
    (tree,) = fault_trees(causal)
    assert tree.top.id == "H1"
    assert [one.id for one in tree.unstated] == ["F1"]
    assert [[one.id for one in cut] for cut in tree.sets] == [["F1", "F2"]]


def test_a_number_that_cannot_be_states_nothing() -> None:
    for number in (None, 0, -1, 3):
        causal = causal_of("F1 > P1, F2 > P1", P1={"gate": Logic.K_OF_N, "gate_count": number})
        assert fault_trees(causal) == ()
    (tree,) = fault_trees(causal_of("F1 > P1, F2 > P1, F3 > P1", P1={"gate": Logic.K_OF_N, "gate_count": 2}))
    assert [[one.id for one in cut] for cut in tree.sets] == [["F1", "F2"], ["F1", "F3"], ["F2", "F3"]]


def test_a_loop_in_the_logic_is_named_and_nothing_follows_from_it() -> None:
    causal = causal_of(
        "F1 > F2 > F1, F2 > H1", F1={"gate": Logic.OR}, F2={"gate": Logic.AND}, H1={"gate": Logic.OR}
    )
    (tree,) = fault_trees(causal)
    assert {one.id for one in tree.loop} == {"F1", "F2"}
    assert tree.sets == ()


def test_a_loop_that_leads_nowhere_is_named_too() -> None:
    (tree,) = fault_trees(causal_of("F1 > F2 > F1", F1={"gate": Logic.OR}, F2={"gate": Logic.AND}))
    assert {one.id for one in tree.loop} == {"F1", "F2"}


def test_more_sets_than_can_be_kept_are_said_to_be_capped_and_those_kept_are_sound() -> None:
    edges: list[Edge] = []
    names = ["top"]
    factors = [Factor(id="top", gate=Logic.AND)]
    for part in range(4):
        factors.append(Factor(id=f"g{part}", gate=Logic.OR))
        names.append(f"g{part}")
        edges.append((len(names) - 1, 0))
        gate = len(names) - 1
        for leaf in range(12):
            factors.append(Factor(id=f"x{part}-{leaf}"))
            names.append(f"x{part}-{leaf}")
            edges.append((len(names) - 1, gate))
    links = [Link(id=f"{a}>{b}", source=names[a], target=names[b]) for a, b in edges]
    causal = Causal(factors, links)
    (tree,) = fault_trees(causal)
    assert tree.capped
    assert len(tree.sets) == SETS_AT_MOST
    assert all(follows(causal, tree, frozenset(one.id for one in cut)) for cut in tree.sets)


def test_gates_that_need_many_at_once_are_left_out_as_larger() -> None:
    (tree,) = fault_trees(causal_of(", ".join(f"F{n} > P1" for n in range(6)), P1={"gate": Logic.AND}))
    assert (tree.sets, tree.larger, tree.capped) == ((), True, False)


def test_a_tree_that_no_one_could_read_is_worked_out_in_part_and_says_so() -> None:
    """Two gates of 700 causes each, both needed: half a million sets, of which 500 are kept, each of them minimal."""
    gates = [
        Factor(id="top", gate=Logic.AND),
        Factor(id="a", gate=Logic.OR),
        Factor(id="b", gate=Logic.OR),
    ]
    leaves = {f"{gate}{number}": gate for gate in "ab" for number in range(700)}
    links = [
        *(Link(id=f"{one}>", source=one, target="top") for one in "ab"),
        *(Link(id=f"{a}>", source=a, target=b) for a, b in leaves.items()),
    ]
    (tree,) = fault_trees(Causal([*gates, *(Factor(id=one) for one in leaves)], links))
    assert tree.capped
    assert len(tree.sets) == SETS_AT_MOST
    assert all(sorted(one.id[0] for one in each) == ["a", "b"] for each in tree.sets)
