from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.graph import cycles
from rca_workbench.analysis.loops import has_loop, way_back
from rca_workbench.model import Factor, Link, LinkType

Pairs = list[tuple[int, int]]
pairs_drawn = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14, unique=True)


def graph(pairs: Pairs) -> tuple[list[Factor], list[Link]]:
    return (
        [Factor(id=str(n)) for n in range(7)],
        [Link(id=f"{a}>{b}", source=str(a), target=str(b)) for a, b in pairs],
    )


def test_the_chain_a_link_would_close_is_named_from_effect_to_cause() -> None:
    _, links = graph([(0, 1), (1, 2), (0, 2)])
    assert way_back(links, "2", "0") == ("0", "2")
    assert way_back(links, "1", "0") == ("0", "1")
    assert way_back(links, "0", "2") == ()
    assert way_back(links, "1", "1") == ("1",)


def test_feedback_over_time_is_no_loop_of_causes() -> None:
    links = [
        Link(id="1", source="a", target="b"),
        Link(id="2", source="b", target="a", link_type=LinkType.REINFORCES),
    ]
    assert not has_loop(links)
    assert way_back(links, "b", "a") == ("a", "b")


@given(pairs_drawn)
def test_there_is_a_loop_wherever_one_can_be_named(pairs: Pairs) -> None:
    factors, links = graph(pairs)
    assert has_loop(links) == bool(cycles(factors, links))


@given(pairs_drawn, st.integers(0, 6), st.integers(0, 6))
def test_a_link_without_a_way_back_closes_no_loop(pairs: Pairs, a: int, b: int) -> None:
    _, links = graph(pairs)
    more = [*links, Link(id="new", source=str(a), target=str(b))]
    if not has_loop(links):
        assert has_loop(more) == bool(way_back(links, str(a), str(b)))
