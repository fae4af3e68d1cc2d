"""What the map shows, in sentences: each says what it counts and points to the factors it speaks of."""

import pytest
from hypothesis import given

from rca_workbench.analysis.insights import InsightGroup, insights
from rca_workbench.analysis.insights.said import number, share
from rca_workbench.model import (
    Action,
    Factor,
    FactorStatus,
    Link,
    LinkType,
    Logic,
    Recommendation,
    Snapshot,
    Strength,
)
from tests.analysis.graphs import Edge, numbered, random_graphs, snapshot_of


def groups(snapshot: Snapshot) -> dict[str, InsightGroup]:
    return {one.title: one for one in insights(snapshot)}


def said(snapshot: Snapshot, group: str) -> list[str]:
    return [f"{one.title}. {one.explanation}" for one in groups(snapshot)[group].insights]


def test_an_empty_case_says_why_there_is_nothing() -> None:
    found = insights(Snapshot.empty())
    assert [one.title for one in found] == [
        "Where chains stop",
        "What is on every path",
        "Paths left open",
        "Shared causes of barriers",
        "What a factor bears on",
        "Stated logic",
    ]
    assert all(not one.insights and one.note for one in found)


@given(random_graphs(loops=True))
def test_every_result_speaks_in_sentences_of_things_that_are_on_the_map(
    graph: tuple[int, list[Edge]],
) -> None:
    count, edges = graph
    causal = numbered(count, edges)
    links = [Link(id=f"{a}>{b}", source=f"f{a}", target=f"f{b}") for a, b in edges]
    plan = Action(id="a", code="A1", addresses=("f0",))
    snapshot = Snapshot.empty().changed([*causal.factors, *links, plan], (), "")
    there = {*snapshot.of(Factor), *snapshot.of(Link)}
    for group in insights(snapshot):
        for one in group.insights:
            assert one.title
            assert one.explanation.endswith((".", "?"))
            assert set(one.ids) <= there
            assert len(set(one.ids)) == len(one.ids)


def test_a_harm_on_the_way_to_another_is_no_place_to_act_on() -> None:
    told = said(snapshot_of("F1 > H1, H1 > H2, F2 > H2"), "What is on every path")
    assert told == [
        "One factor is on every path to “H1”. “F1”. Nothing is planned for it.",
        "These two factors together are on every path to “H2”. “F1” and “F2”. Nothing is planned for either of them.",
        "These two factors together are on every path to “H2”. “H1” and “F2”. “H1” is a harm itself; see what led there. "
        "Nothing is planned for “F2”.",
    ]


def test_a_loop_where_chains_begin_counts_once_and_a_link_to_itself_hides_no_other() -> None:
    told = said(snapshot_of("F1 > F1, F1 > F2, F2 > F1, F2 > H1"), "Where chains stop")
    assert "“F1” leads to “F2” leads to “F1”" in told[0]
    assert any("1 of 1 chain begins there: “F1” and “F2”" in one for one in told)


def test_what_a_factor_bears_on_points_to_nothing_that_was_set_aside_or_is_no_cause() -> None:
    snapshot = snapshot_of("F1 > H1, F2 > F1, F3 > F1", F2={"status": FactorStatus.REJECTED})
    feedback = Link(id="back", source="H1", target="F1", link_type=LinkType.REINFORCES)
    found = groups(snapshot.changed([feedback], (), "later"))["What a factor bears on"].insights
    (one,) = [each for each in found if each.of == "F1"]
    assert set(one.ids) == {"F1", "F3", "H1", "F1>H1", "F3>F1"}


def test_where_a_chain_stops_without_a_reason_is_asked_about_and_a_reason_is_told() -> None:
    snapshot = snapshot_of(
        "F1 > H1, F2 > H1", F1={"level": "ACC.ENV"}, F2={"level": "ACC.ENV", "stop_reason": "Weather"}
    )
    told = said(snapshot, "Where chains stop")[-1]
    assert "Chains stop at 2 factors at the level “Equipment and surroundings”" in told
    assert "2 of 2 chains begin there: “F1” and “F2”" in told
    assert "no reason is written down for “F1”" in told
    assert "Why it ends there is written down for “F2”" in told


def test_the_shortest_and_the_longest_chain_are_told_step_by_step() -> None:
    group = groups(snapshot_of("S1 > F1 > F2 > H1, F3 > H1"))["Where chains stop"]
    told = [f"{one.title}. {one.explanation}" for one in group.insights[:3]]
    assert told[0] == "2 chains lead to “H1”. The shortest passes 1 factor, the longest 3."
    assert told[1] == "Shortest chain to “H1”: 1 factor. “F3”, then the harm. Is a step missing between?"
    assert told[2] == "Longest chain to “H1”: 3 factors. “S1”, then “F1”, then “F2”, then the harm."
    assert group.insights[2].ids == ("S1", "F1", "F2", "H1", "S1>F1", "F1>F2", "F2>H1")


def test_a_factor_asked_about_has_a_result_of_its_own_however_little_it_bears_on() -> None:
    ways = ", ".join(f"S{at} > F{at} > P1 > H1" for at in range(12)) + ", F99 > H1"
    snapshot = snapshot_of(ways)
    first = insights(snapshot, about="F99")[4].insights[0]
    assert (first.of, first.explanation) == ("F99", "1 of 13 chains runs through it. It leads to 1 harm.")
    assert all(one.of != "F99" for one in insights(snapshot)[4].insights)


def test_three_factors_together_are_named_as_structural_with_what_is_planned() -> None:
    snapshot = snapshot_of("F1 > H1, F2 > H1, F3 > H1", Action(id="a", code="A1", addresses=("F1",)))
    group = groups(snapshot)["What is on every path"]
    assert said(snapshot, group.title) == [
        "These three factors together are on every path to “H1”. “F1”, “F2” and “F3”. "
        "Nothing is planned for “F2” and “F3”."
    ]
    assert group.insights[0].ids == ("F1", "F2", "F3", "H1")
    assert "does not say that they were enough" in group.about


def test_paths_left_open_name_what_cuts_the_others() -> None:
    snapshot = snapshot_of(
        "S1 > F1 > H1, S2 > F2 > H1",
        Action(id="a", code="A1", addresses=("S1",), strength=Strength.WEAKER),
        Recommendation(id="r", code="R1", addresses=("S2",), strength=Strength.STRONGER),
    )
    told = said(snapshot, "Paths left open")
    assert told[0].startswith("If everything planned works, 1 of 2 chains stays open. Counted on: 1 action.")
    assert told[1].startswith("If only what is stronger works, 2 of 2 chains stay open. Counted on: nothing.")
    assert told[2] == "Open: “S2” to “H1”. It leads through “F2”, and nothing planned acts on it."
    assert told[3] == "Cut at “S1” by A1. 1 of 2 chains (50 %) runs through it."
    assert groups(snapshot)["Paths left open"].insights[2].ids == ("S2", "F2", "H1", "S2>F2", "F2>H1")


def test_nothing_planned_leaves_every_chain_open() -> None:
    (told,) = said(snapshot_of("F1 > H1"), "Paths left open")
    assert told.startswith("Nothing is planned yet, so every chain stays open")


def test_a_shared_cause_points_to_the_whole_way_to_the_barriers() -> None:
    group = groups(snapshot_of("S1 > F1 > B1 > H1, S1 > B2 > H1"))["Shared causes of barriers"]
    (one,) = group.insights
    assert one.title == "“S1” bears on 2 barriers"
    assert set(one.ids) == {"S1", "F1", "B1", "B2", "S1>F1", "F1>B1", "S1>B2"}


def test_logic_is_worked_out_where_it_is_stated_and_said_to_be_missing_elsewhere() -> None:
    snapshot = snapshot_of("F1 > P1 > H1, F2 > P1, F3 > H1", P1={"gate": Logic.AND})
    told = said(snapshot, "Stated logic")
    assert told[0] == "“F1” and “F2” together are enough for “P1”. By the logic stated on 1 factor."
    assert told[1].startswith("Logic is not stated for 1 factor. It has several causes")


def test_a_loop_is_named_with_what_to_do() -> None:
    told = said(snapshot_of("F1 > F2 > F1, F2 > H1"), "Where chains stop")[0]
    assert told.startswith("These lead round in a circle. “F1” leads to “F2” leads to “F1”.")
    assert "Reinforces over time" in told


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (1, 1000, "under 1 %"),
        (1, 2, "50 %"),
        (999, 1000, "over 99 %"),
        (2, 2, "all"),
        (1, 3, "33 %"),
        (2, 3, "67 %"),
    ],
)
def test_shares_never_round_to_nothing_or_to_all(part: int, whole: int, expected: str) -> None:
    assert share(part, whole) == expected


def test_numbers_too_long_to_read_are_told_by_their_size() -> None:
    assert number(123_456_789) == "123,456,789"
    assert number(2**200) == "over 10 to the power of 60"
    assert number(2**100_000).startswith("over 10 to the power of 3010")
