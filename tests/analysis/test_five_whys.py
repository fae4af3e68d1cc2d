from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.five_whys import (
    Asks,
    Prompt,
    WhyLine,
    asking,
    causes_of,
    ends,
    ends_in_words,
    is_loop,
    outline,
    stops_at_an_act,
    times,
    top_for,
    tops,
)
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, LinkType, Snapshot, Tag


def case(*links: str, **fields: dict[str, object]) -> Snapshot:
    """A case from links written cause>effect; `fields` say more of a factor by its id."""
    pairs = [link.split(">") for link in links]
    ids = dict.fromkeys(id for pair in reversed(pairs) for id in reversed(pair))
    ids.update(dict.fromkeys(fields))
    factors = [Factor(**{"id": id, "text": id, "level": "ACC.TECH", **fields.get(id, {})}) for id in ids]  # type: ignore[arg-type]
    made = [Link(id=f"{one}>{other}", source=one, target=other) for one, other in pairs]
    return Snapshot.empty().changed([*factors, *made], [], "1")


def ordered(snapshot: Snapshot, **orders: str) -> Snapshot:
    """The case with places given to links by their ids."""
    links = [replace(snapshot.of(Link)[id], order=order) for id, order in orders.items()]
    return snapshot.changed(links, [], "2")


def drawn(snapshot: Snapshot, top: str) -> list[str]:
    return ["." * line.depth + line.factor.id for line in outline(snapshot, top)]


def test_causes_stand_under_their_effect_in_the_order_they_came() -> None:
    assert drawn(case("a>h", "b>h", "a1>a"), "h") == ["h", ".a", "..a1", ".b"]


def test_causes_stand_as_somebody_ordered_them_and_those_nobody_did_come_last() -> None:
    snapshot = case("a>h", "b>h", "c>h", "d>h")
    assert drawn(ordered(snapshot, **{"c>h": "V001", "a>h": "V002"}), "h") == ["h", ".c", ".a", ".b", ".d"]


def test_causes_that_two_laptops_put_in_the_same_place_stand_by_their_ids_whichever_came_first() -> None:
    for links in (("a>h", "b>h", "c>h"), ("c>h", "b>h", "a>h")):
        snapshot = ordered(case(*links), **{"c>h": "V001", "a>h": "V001", "b>h": "V000"})
        assert drawn(snapshot, "h") == ["h", ".b", ".a", ".c"]


def test_what_lies_behind_a_shared_factor_is_written_out_where_it_comes_first() -> None:
    lines = outline(case("a>h", "b>h", "s>a", "s>b", "r>s"), "h")
    assert ["." * line.depth + line.factor.id for line in lines] == ["h", ".a", "..s", "...r", ".b", "..s"]
    first, again = (line for line in lines if line.factor.id == "s")
    assert (first.elsewhere, again.elsewhere) == (False, True)
    assert [one.id for one in first.also_under] == ["b"]
    assert [one.id for one in again.also_under] == ["a"]


def test_a_loop_ends_at_the_line_it_comes_back_to() -> None:
    lines = outline(case("a>h", "b>a", "a>b", "h>h"), "h")
    assert [(line.factor.id, line.loop) for line in lines] == [
        ("h", False), ("a", False), ("b", False), ("a", True), ("h", True),
    ]  # fmt: skip


def test_a_chain_of_ten_thousand_is_no_deeper_than_the_program_can_go() -> None:
    snapshot = case(*(f"{n + 1}>{n}" for n in range(10_000)))
    assert len(outline(snapshot, "0")) == 10_001


def test_every_branch_asks_what_else_and_every_end_why() -> None:
    rows = list(asking(outline(case("a>h", "b>h", "a1>a"), "h")))
    said = [
        "." * row.depth + (row.factor.id if isinstance(row, WhyLine) else f"{row.asks.name}:{row.factor.id}")
        for row in rows
    ]
    assert said == [
        "h", ".a", "..a1", "...WHY:a1", "..ELSE:a", ".b", "..WHY:b", ".ELSE:h",
    ]  # fmt: skip


def test_an_end_with_a_reason_says_it_and_one_at_an_act_is_asked_gently() -> None:
    snapshot = case(
        "a>h", "b>h", "c>h", a={"stop_reason": "weather"}, b={"is_act": True}, c={"level": "ACC.ACT", "is_act": False}
    )  # fmt: skip
    asked = {row.factor.id: row.asks for row in asking(outline(snapshot, "h")) if isinstance(row, Prompt)}
    assert asked == {"a": Asks.STOPS, "b": Asks.ACT, "c": Asks.WHY, "h": Asks.ELSE}


def test_what_was_set_aside_stays_in_sight_but_is_asked_no_further() -> None:
    snapshot = case("a>h", a={"status": FactorStatus.REJECTED})
    rows = list(asking(outline(snapshot, "h")))
    assert [row.factor.id for row in rows if isinstance(row, WhyLine)] == ["h", "a"]
    assert [row.factor.id for row in rows if isinstance(row, Prompt)] == ["h"]


def test_acts_are_known_by_what_was_said_else_by_level_else_by_a_tag_that_stops_at_a_person() -> None:
    assert stops_at_an_act(Factor(id="a", level="ACC.ACT"))
    assert not stops_at_an_act(Factor(id="a", level="ACC.ACT", is_act=False))
    assert not stops_at_an_act(Factor(id="a", level="ACC.ACT", stop_reason="no evidence to be had"))
    assert not stops_at_an_act(Factor(id="a", level="ACC.ORG"))
    assert stops_at_an_act(Factor(id="a", level="ACC.ORG", tags=(Tag("NPSA.STAFF"),)))
    assert not stops_at_an_act(Factor(id="a", level="ACC.ORG", tags=(Tag("NPSA.TASK"), Tag("OURS.1"))))


def test_the_ends_are_counted_in_words() -> None:
    snapshot = case(
        "a>h", "b>h", "c>h", "d>c", a={"stop_reason": "weather"}, b={"is_act": True}, d={"level": "ACC.ORG"}
    )  # fmt: skip
    said = ends(outline(snapshot, "h"))
    assert (said.deepest, said.reasoned, said.acts, said.system, said.open) == (2, 1, 1, 1, 0)
    assert ends_in_words(said) == (
        "Why was asked twice at most. 3 chains end: 1 at the ward or above, 1 with a reason to stop, "
        "1 at something a person did."
    )
    assert [times(n) for n in (1, 2, 3, 12)] == ["once", "twice", "three times", "12 times"]


def test_one_begins_from_harms_then_problems_and_without_either_from_what_leads_nowhere() -> None:
    snapshot = case("a>p", "p>h", p={"factor_kind": FactorKind.PROBLEM}, h={"factor_kind": FactorKind.HARM})
    assert [one.id for one in tops(snapshot)] == ["h", "p"]
    assert top_for(snapshot, "a") == "h"
    assert [one.id for one in tops(case("a>b"))] == ["b"]


def test_feedback_and_conflicts_are_no_causes_and_a_barrier_is_one_to_ask_about() -> None:
    snapshot = case("b>p", "c>b").changed(
        [
            Link(id="b>p", source="b", target="p", link_type=LinkType.INTENDED_TO_STOP),
            Link(id="c>b", source="c", target="b", link_type=LinkType.REINFORCES),
        ],
        [],
        "2",
    )
    assert drawn(snapshot, "p") == ["p", ".b"]


graphs = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=24)


@given(graphs)
def test_every_cause_stands_under_every_effect_that_can_be_reached_once(pairs: list[tuple[int, int]]) -> None:
    snapshot = case(*(f"{one}>{other}" for one, other in dict.fromkeys(pairs)), **{"0": {}})
    lines = outline(snapshot, "0")
    keys = [line.key for line in lines]
    assert len(set(keys)) == len(keys)
    reached = {line.factor.id for line in lines}
    assert {(line.under, line.factor.id) for line in lines if line.under} == {
        (id, link.source) for id in reached for link in causes_of(snapshot, id)
    }
    written = [line.factor.id for line in lines if not line.elsewhere and not line.loop]
    assert len(set(written)) == len(written)


@given(graphs, st.integers(0, 8), st.integers(0, 8))
def test_a_link_closes_a_loop_just_where_the_effect_lies_behind_the_cause(
    pairs: list[tuple[int, int]], cause: int, effect: int
) -> None:
    snapshot = case(
        *(f"{one}>{other}" for one, other in dict.fromkeys(pairs)), **{str(cause): {}, str(effect): {}}
    )
    behind = {line.factor.id for line in outline(snapshot, str(cause))}
    assert is_loop(snapshot, str(cause), str(effect)) is (str(effect) in behind)
