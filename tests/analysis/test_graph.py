"""Paths, loops and findings of the factor graph."""

import itertools
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.graph import causal_graph, cycles, findings_by_level, paths_through
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, LinkType


def factor(id: str, level: str = "ACC.TECH", **fields: object) -> Factor:
    return Factor(id=id, level=level, text=id, **({"status": FactorStatus.FINDING} | fields))  # type: ignore[arg-type]


def chain(*ids: str, **fields: object) -> list[Link]:
    """Links from each id to the next, each with the id "a>b"."""
    return [
        Link(id=f"{a}>{b}", source=a, target=b, **fields)  # type: ignore[arg-type]
        for a, b in itertools.pairwise(ids)
    ]


def test_a_path_leads_through_all_causes_and_effects_but_not_to_siblings() -> None:
    links = [*chain("root", "factor", "problem", "harm"), *chain("other", "problem"), *chain("root", "side")]
    nodes, on_path = paths_through(links, "factor")
    assert nodes == {"root", "factor", "problem", "harm"}
    assert on_path == {"root>factor", "factor>problem", "problem>harm"}


def test_a_factor_without_links_has_only_itself_on_its_path() -> None:
    assert paths_through(chain("a", "b"), "c") == ({"c"}, frozenset())


def test_a_path_runs_along_barriers_but_not_along_feedback_and_conflicts() -> None:
    links = [
        *chain("barrier", "problem", link_type=LinkType.INTENDED_TO_STOP),
        *chain("problem", "later", link_type=LinkType.REINFORCES),
        *chain("problem", "rival", link_type=LinkType.CONFLICTS_WITH),
    ]
    nodes, _ = paths_through(links, "problem")
    assert nodes == {"barrier", "problem"}


def test_a_path_in_a_loop_ends() -> None:
    nodes, on_path = paths_through(chain("a", "b", "c", "a"), "b")
    assert nodes == {"a", "b", "c"}
    assert on_path == {"a>b", "b>c", "c>a"}


def test_links_with_a_missing_end_lead_nowhere() -> None:
    assert paths_through([Link(id="half", source="a", target=None)], "a") == ({"a"}, frozenset())


pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


@given(pairs, st.integers(0, 9))
def test_paths_agree_with_networkx(ends: list[tuple[int, int]], start: int) -> None:
    import networkx

    factors = [factor(f"f{number}") for number in range(10)]
    links = [Link(id=f"l{index}", source=f"f{a}", target=f"f{b}") for index, (a, b) in enumerate(ends)]
    graph = causal_graph(factors, links)
    here = f"f{start}"
    above, below = networkx.ancestors(graph, here) | {here}, networkx.descendants(graph, here) | {here}
    nodes, on_path = paths_through(links, here)
    assert nodes == above | below
    assert on_path == {link.id for link in links if link.target in above or link.source in below}


def test_the_causal_graph_joins_parallel_links_and_leaves_out_what_was_set_aside() -> None:
    factors = [factor("a"), factor("b"), factor("c", status=FactorStatus.REJECTED)]
    links = [
        Link(id="1", source="a", target="b"),
        Link(id="2", source="a", target="b"),
        Link(id="3", source="a", target="c"),
        Link(id="4", source="b", target="a", link_type=LinkType.REINFORCES),
        Link(id="5", source="a", target="gone"),
    ]
    graph = causal_graph(factors, links)
    assert list(graph.nodes) == ["a", "b"]
    assert graph.nodes["a"]["factor"] is factors[0]
    assert list(graph.edges(data="links")) == [("a", "b", ("1", "2"))]


def test_a_graph_without_loops_has_none() -> None:
    assert cycles([factor(id) for id in "abc"], [*chain("a", "b", "c"), *chain("a", "c")]) == ()


def test_a_loop_is_named_from_cause_to_effect_beginning_with_the_first_factor() -> None:
    factors = [factor(id) for id in "xabc"]
    found = cycles(factors, [*chain("c", "a", "b", "c"), *chain("x", "a")])
    assert [[one.id for one in loop] for loop in found] == [["a", "b", "c"]]


def test_of_a_tangle_the_shortest_loop_is_named() -> None:
    factors = [factor(id) for id in "abcd"]
    found = cycles(factors, [*chain("a", "b", "c", "d", "a"), *chain("d", "c")])
    assert [[one.id for one in loop] for loop in found] == [["c", "d"]]


def test_each_separate_loop_is_named_also_one_of_a_factor_to_itself() -> None:
    factors = [factor(id) for id in "abcde"]
    found = cycles(factors, [*chain("d", "e", "d"), *chain("a", "b", "a"), *chain("c", "c")])
    assert [[one.id for one in loop] for loop in found] == [["a", "b"], ["c"], ["d", "e"]]


def test_feedback_over_time_is_no_loop() -> None:
    links = [*chain("a", "b"), *chain("b", "a", link_type=LinkType.REINFORCES)]
    assert cycles([factor("a"), factor("b")], links) == ()


@given(pairs)
def test_every_loop_named_is_one_and_mending_them_all_leaves_none(ends: list[tuple[int, int]]) -> None:
    factors = [factor(f"f{number}") for number in range(10)]
    links = [Link(id=f"l{index}", source=f"f{a}", target=f"f{b}") for index, (a, b) in enumerate(ends)]
    while found := cycles(factors, links):
        for loop in found:
            joined = {(link.source, link.target) for link in links}
            assert all((a.id, b.id) in joined for a, b in zip(loop, [*loop[1:], loop[0]], strict=True))
        closing = {(loop[-1].id, loop[0].id) for loop in found}
        links = [link for link in links if (link.source, link.target) not in closing]


def test_findings_stand_by_level_from_the_top_with_unknown_levels_last() -> None:
    factors = [
        factor("ward", "ACC.TECH"),
        factor("strange", "ACC.NEW"),
        factor("policy", "ACC.GOV", factor_kind=FactorKind.SYSTEM_FACTOR),
        factor("ward too", "ACC.TECH", factor_kind=FactorKind.BARRIER),
    ]
    found = findings_by_level(factors)
    assert [
        (group.level.id if group.level else None, [one.id for one in group.factors]) for group in found
    ] == [
        ("ACC.GOV", ["policy"]),
        ("ACC.TECH", ["ward", "ward too"]),
        (None, ["strange"]),
    ]


def test_suggestions_harms_and_events_are_no_findings() -> None:
    factors = [
        factor("maybe", status=FactorStatus.CANDIDATE),
        factor("good", status=FactorStatus.GOOD_PRACTICE),
        factor("harm", "ACC.OUT", factor_kind=FactorKind.HARM),
        factor("event", "ACC.ACT", factor_kind=FactorKind.EVENT),
    ]
    assert findings_by_level(factors) == ()


def test_following_paths_does_not_load_networkx() -> None:
    program = (
        "import sys\n"
        "from rca_workbench.analysis.graph import paths_through\n"
        "from rca_workbench.analysis.layout import arrange\n"
        "paths_through([], 'a'); arrange([], [], (0,))\n"
        "print('networkx' in sys.modules, any(name.startswith('PySide6') for name in sys.modules))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
