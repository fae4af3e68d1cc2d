from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.folding import behind, leading_to
from rca_workbench.model import Link, LinkType


def link(source: str, target: str, type: LinkType = LinkType.CONTRIBUTED_TO) -> Link:
    return Link(id=f"{source}>{target}", source=source, target=target, link_type=type)


def test_what_leads_only_to_a_factor_is_folded_behind_it() -> None:
    links = [link("a", "b"), link("b", "c"), link("x", "c"), link("c", "harm")]
    assert behind(links, ["c"])["c"] == {"a", "b", "x"}


def test_a_cause_that_leads_elsewhere_too_stays_with_all_that_explains_it() -> None:
    links = [link("a", "b"), link("b", "c"), link("b", "other"), link("x", "c")]
    assert behind(links, ["c"])["c"] == {"x"}


def test_feedback_and_loops_fold_nothing_away_that_is_the_factor_itself() -> None:
    links = [link("a", "b"), link("b", "a"), link("b", "c", LinkType.REINFORCES)]
    assert behind(links, ["a"])["a"] == {"b"}
    assert behind(links, ["c"])["c"] == frozenset()


def test_what_leads_to_a_factor_is_found_however_far_and_nothing_it_leads_to() -> None:
    links = [
        link("a", "b"),
        link("b", "c"),
        link("c", "d"),
        link("x", "b"),
        link("d", "b", LinkType.REINFORCES),
    ]
    assert leading_to(links, "c") == {"a", "b", "c", "x"}
    assert leading_to([link("a", "b"), link("b", "a")], "a") == {"a", "b"}


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20), st.integers(0, 7))
def test_nothing_folded_leads_to_anything_that_is_still_shown(pairs: list[tuple[int, int]], at: int) -> None:
    links = [link(str(a), str(b)) for a, b in pairs]
    folded = behind(links, [str(at)])[str(at)]
    assert str(at) not in folded
    for one in links:
        if one.source in folded and one.source != one.target:
            assert one.target in folded or one.target == str(at)
