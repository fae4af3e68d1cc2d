"""The rules of the graph: the machine tests of their list, what they say of the published case, loops and size."""

from collections.abc import Mapping
from typing import cast

import pytest

from rca_workbench.checks import Checks, all_rules
from rca_workbench.model import (
    Action,
    ButFor,
    Confidence,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    LinkType,
    Performance,
    Snapshot,
    Time,
    TimeKind,
    TimelineEntry,
)
from rca_workbench.reference import graph_rules
from rca_workbench.reference.sheet import Row, text, texts
from tests.drawing.builders import case, factor, harm, link, published

WITH_TESTS = [row for row in graph_rules().rows("rules") if row["test"]]
TESTS = [(text(row, "id"), test) for row in WITH_TESTS for test in cast("tuple[Row, ...]", row["test"])]
LEFT_TO_LANGUAGE = {"G-20", "G-21"}


def rules_that_fire(snapshot: Snapshot) -> set[str]:
    rules = [one for one in all_rules() if one.id.startswith("G-")]
    return {one.rule.id for one in Checks(snapshot, rules).found}


def drawn(test: Row) -> Snapshot:
    """The nodes and edges of a machine test as a case, under the defaults of the list: evidence is there, without
    the cause the effect would not have been, confidence is probable, and what is on the map is a finding.
    """
    things: list[Entity] = [EvidenceItem(id="record", name="Record", evidence_kind=EvidenceKind.RECORD)]
    for node in cast("tuple[Row, ...]", test["nodes"]):
        things += list(_node(node))
    for number, edge in enumerate(cast("tuple[Row, ...]", test["edges"])):
        said = edge.get("but_for", "yes")
        things.append(
            Link(
                id=f"link{number}",
                source=text(edge, "source"),
                target=text(edge, "target"),
                link_type=LinkType(text(edge, "type") or "contributed_to"),
                but_for=ButFor(str(said)) if said is not None else None,
                confidence=Confidence.PROBABLE,
                rationale="Said in the test",
            )
        )
    return case(*things)


def _node(node: Mapping[str, object]) -> list[Entity]:
    id = text(node, "id")
    known = {
        "is_act": "is_act", "is_departure": "is_departure", "is_omission": "is_omission", "duty_ref": "duty",
        "level": "level", "stop_reason": "stop_reason",
    }  # fmt: skip
    values = {field: node[name] for name, field in known.items() if name in node}
    made: list[Entity] = []
    if "t0" in node:
        first, last = text(node, "t0"), text(node, "t1")
        time = (
            Time(kind=TimeKind.DATETIME, start=first)
            if first == last
            else Time(kind=TimeKind.BETWEEN, start=first, end=last)
        )
        made.append(TimelineEntry(id=f"when-{id}", time=time, text=id))
        values["entry"] = f"when-{id}"
    if node.get("evidence_refs", True) != ():
        made.append(Excerpt(id=f"source-{id}", evidence="record", about=id))
    if node.get("has_action"):
        made.append(Action(id=f"action-{id}", text="Change it", addresses=(id,)))
    performed = text(node, "performed")
    made.append(
        Factor(
            id=id,
            text=id,
            factor_kind=FactorKind(text(node, "kind")),
            status=FactorStatus(text(node, "status") or "finding"),
            performed=Performance(performed) if performed else None,
            confidence=Confidence.PROBABLE,
            **values,  # type: ignore[arg-type]
        )
    )
    return made


@pytest.mark.parametrize(
    ("id", "test"), TESTS, ids=[f"{id}-{number}" for number, (id, _) in enumerate(TESTS)]
)
def test_the_machine_tests_of_the_list_hold(id: str, test: Row) -> None:
    fired = rules_that_fire(drawn(test))
    expected = set(texts(test, "expect"))
    assert expected <= fired
    assert (id in fired) == (id in expected)


def test_every_machine_test_is_among_them() -> None:
    assert (len(WITH_TESTS), len(TESTS)) == (18, 23)


def test_every_rule_of_the_list_is_a_check() -> None:
    listed = {text(row, "id") for row in graph_rules().rows("rules")}
    assert listed - LEFT_TO_LANGUAGE <= {one.id for one in all_rules()}


def test_on_the_published_case_those_rules_with_machine_tests_fire_that_its_guide_names() -> None:
    """README of the frameworks: "On the sample case the reference check fires G-02, G-36, G-37 and G-39"."""
    with_tests = {text(row, "id") for row in WITH_TESTS}
    assert rules_that_fire(published()) & with_tests == {"G-02", "G-36", "G-37", "G-39"}


def test_every_link_of_the_published_case_but_the_one_with_reasoning_is_asked_for_it() -> None:
    found = [one for one in Checks(published()).found if one.rule.id == "G-23"]
    assert len(found) == 62


def test_no_message_on_a_case_of_today_speaks_of_root_causes_or_leaves_out_a_name() -> None:
    for one in Checks(published()).found:
        assert "root cause" not in one.message.lower()
        assert "  " not in one.message and one.message.strip().endswith((".", "?"))


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_loops_stop_no_rule(size: int) -> None:
    ring = [factor(f"r{n}", f"Step {n}") for n in range(size)]
    links = [link(f"r{n}", f"r{(n + 1) % size}") for n in range(size)]
    assert "G-01" in rules_that_fire(case(*ring, *links, harm("h"), link("r0", "h"), link("h", "r0")))
