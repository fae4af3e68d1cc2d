"""The first pages of a report, what answers each finding, and the lists that stand in appendices of their own."""

from typing import Any

import pytest

from rca_workbench.model import (
    Action,
    ActionStatus,
    CaseRecord,
    CustodyEntry,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    Incident,
    Link,
    Measure,
    Problem,
    Profile,
    Recommendation,
    Snapshot,
    Standing,
    TimelineEntry,
)
from rca_workbench.model.time import Time, TimeKind
from rca_workbench.report import Edition, build
from rca_workbench.report.builders import BUILDERS
from rca_workbench.report.document import Block, Bullets, Paragraph, TableBlock, cell_text, spans_of
from tests.checks.days import TODAY

SIF = CaseRecord(id="case", profile=Profile.SIF2015)


def factor(id: str, kind: FactorKind, **more: Any) -> Factor:
    values = {
        "code": id.upper(),
        "factor_kind": kind,
        "status": FactorStatus.FINDING,
        "text": f"Said of {id}",
    }
    return Factor(id=id, **(values | more))


def case(*held: Entity) -> Snapshot:
    return Snapshot.empty().changed(held, (), "f" * 64)


def rows(name: str, *held: Entity) -> list[tuple[str, ...]]:
    (table,) = [one for one in BUILDERS[name](case(*held)) if isinstance(one, TableBlock)]
    return [tuple(cell_text(cell) for cell in row) for row in table.rows]


def lines(blocks: list[Block]) -> list[str]:
    made = []
    for one in blocks:
        if isinstance(one, Paragraph):
            made.append(cell_text(one.spans))
        elif isinstance(one, Bullets):
            made += [cell_text(item) for item in one.items]
    return made


S1, S2 = factor("s1", FactorKind.SYSTEM_FACTOR), factor("s2", FactorKind.SYSTEM_FACTOR)


def test_each_finding_stands_beside_what_answers_it_and_says_where_nothing_does() -> None:
    found = rows(
        "links", S1, S2,
        Finding(id="k1", code="K1", text="One", factors=("s1",), order="a"),
        Finding(id="k2", code="K2", text="Two", factors=("s2",), order="b"),
        Recommendation(id="r", code="R1", text="Ask", addresses=("s1",)),
        Recommendation(id="d", code="R2", text="Not taken", addresses=("s1",), standing=Standing.DECLINED),
        Action(id="a", code="A1", text="Do", recommendation="r"),
        Action(id="b", code="A2", text="Gone", addresses=("s2",), status=ActionStatus.STOPPED),
    )  # fmt: skip
    assert found == [("K1 One", "R1 Ask", "A1 Do"), ("K2 Two", "None", "None yet")]


def test_a_reason_for_no_action_stands_in_its_place() -> None:
    excused = factor("s1", FactorKind.SYSTEM_FACTOR, no_action_reason="Posts were filled")
    assert rows("links", excused) == [("S1 Said of s1", "None", "Posts were filled")]


def test_what_answers_two_findings_is_in_words_once() -> None:
    both = Action(id="a", code="A1", text="Do", addresses=("s1", "s2"))
    assert [row[2] for row in rows("links", S1, S2, both)] == ["A1 Do", "A1"]


def test_an_action_that_answers_nothing_is_named() -> None:
    said = lines(BUILDERS["links"](case(S1, Action(id="a", code="A1", text="Paint the door"))))
    assert "These are not yet tied to anything that was found: A1 Paint the door." in said
    (row,) = rows("actions", S1, Action(id="a", code="A1", text="Paint the door"))
    assert row[1] == "Paint the door\nAnswers nothing that was found, as far as is recorded"


def test_an_action_says_what_it_answers_and_how_it_is_measured() -> None:
    (_, table, *_) = BUILDERS["actions"](
        case(
            S1, Finding(id="k", code="K1", text="One", factors=("s1",)),
            Action(id="a", code="A1", text="Do", addresses=("s1",), review="2026-12-01"),
            Measure(id="m", action="a", name="Late results", every="week", owner="Matron"),
        )
    )  # fmt: skip
    assert isinstance(table, TableBlock)
    row = [cell_text(cell) for cell in table.rows[0]]
    assert row[1].endswith("Answers K1, S1")
    assert row[-2:] == ["Late results, each week (Matron)", "1 Dec 2026"]


def test_problems_stand_with_what_contributed_by_type_where_the_2015_framework_asks_for_them() -> None:
    problem = factor("p1", FactorKind.PROBLEM, problem=Problem.CARE)
    held = (
        S1, factor("f1", FactorKind.CONTRIBUTORY_FACTOR), factor("f2", FactorKind.CONTRIBUTORY_FACTOR), problem,
        Link(id="1", source="f1", target="p1"), Link(id="2", source="s1", target="p1"),
        Link(id="3", source="f2", target="p1"),
        TimelineEntry(id="t", code="T1", text="Not looked at", problem=Problem.SERVICE),
    )  # fmt: skip
    assert rows("problems", SIF, *held) == [
        (
            "P1",
            "Said of p1",
            "Care delivery problem",
            "System-level root cause: S1\nContributory factors: F1, F2",
        ),
        ("T1", "Not looked at", "Service delivery problem", "Not on the map yet"),
    ]
    assert BUILDERS["problems"](case(*held)) == []


def test_root_causes_are_named_under_the_2015_framework_only() -> None:
    assert "S1 Said of s1" in lines(BUILDERS["root_causes"](case(SIF, S1)))
    assert BUILDERS["root_causes"](case(S1)) == []


def test_the_summary_keeps_to_the_first_points_and_says_where_the_rest_is() -> None:
    many = [factor(f"s{n}", FactorKind.SYSTEM_FACTOR, text="long " * 80) for n in range(12)]
    blocks = BUILDERS["summary"](case(Incident(id="incident", summary="A result was late."), *many))
    said = lines(blocks)
    assert "A result was late." in said
    (listed,) = [one for one in blocks if isinstance(one, Bullets)]
    assert len(listed.items) == 7 and all(len(cell_text(item)) < 210 for item in listed.items)
    assert "And 5 more, under “the chapter”." in said
    assert {span.to for one in blocks for span in spans_of(one) if span.to} == {"findings"}


def test_detection_says_how_long_it_took() -> None:
    def at(iso: str) -> Time:
        return Time(TimeKind.DATETIME, iso)

    incident = Incident(
        id="incident",
        start=at("2026-05-04T12:00"),
        found=at("2026-05-04T18:00"),
        reported=at("2026-05-04T18:30"),
    )
    found = {row[0]: row[1] for row in rows("detection", incident)}
    assert found["Found"].endswith("6 hours later") and found["Reported locally"].endswith("30 minutes later")


def test_the_evidence_list_says_what_rests_on_each_and_who_held_it() -> None:
    held = (
        EvidenceItem(id="e", code="E1", name="Log", evidence_kind=EvidenceKind.SYSTEM_LOG, quality="Clock ran fast"),
        EvidenceItem(id="u", code="E2", name="Rota"),
        Excerpt(id="x", evidence="e", about="s1"), S1,
        CustodyEntry(id="c", evidence="e", what="Copied", by="Records manager"),
    )  # fmt: skip
    found = rows("evidence_list", *held)
    assert [(row[0], row[5], row[6]) for row in found] == [("E1", "Clock ran fast", "1"), ("E2", "", "None")]
    assert rows("custody", *held) == [("E1", "", "Copied", "Records manager")]


def test_a_short_report_has_the_events_that_carry_the_account() -> None:
    plain_one = TimelineEntry(id="a", code="T1", text="Breakfast")
    flagged = TimelineEntry(id="b", code="T2", text="Not looked at", problem=Problem.CARE)
    assert [row[1] for row in rows("key_events", plain_one, flagged)] == ["Not looked at"]
    assert [row[1] for row in rows("key_events", plain_one)] == ["Breakfast"]


@pytest.mark.parametrize("one", list(Profile))
def test_the_full_report_has_a_place_for_what_its_framework_asks(one: Profile) -> None:
    held = (
        CaseRecord(id="case", profile=one, title="Late result"), S1, factor("p", FactorKind.PROBLEM),
        Incident(id="incident", summary="Late.", terms_of_reference="Why?"), EvidenceItem(id="e", code="E1", name="Log"),
        TimelineEntry(id="t", text="Noon"),
    )  # fmt: skip
    titles = [
        block.text
        for block in build(case(*held), "investigation_report", Edition(TODAY), pictures=False).headings
    ]
    order = {
        Profile.PSIRF: [
            "About this document", "About patient safety incident investigations", "Acknowledgement of those affected",
            "Executive summary", "Investigation approach", "Terms of reference", "Information gathered",
            "How those affected were involved", "Description of the incident", "What works well", "Findings",
            "Summary of findings and areas for improvement", "Areas for improvement and safety actions",
        ],
        Profile.SIF2015: [
            "About this document", "Executive summary", "Incident description and consequences", "Detection of incident",
            "Terms of reference, scope and methods", "Information and evidence gathered",
            "Scope and level, and the investigation team", "Involvement and support of patient, relatives and staff",
            "Chronology", "Notable practice", "Care and service delivery problems",
            "Contributory factors", "Root causes", "Recommendations and action plan",
        ],
    }[one]  # fmt: skip
    assert [title for title in titles if title in order] == order
    assert not any("root cause" in title.lower() for title in titles) or one is Profile.SIF2015
