"""Findings in the report: statements that can be followed to their sources and to what follows from them."""

import pytest

from rca_workbench.model import (
    Action,
    ActionStatus,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    Link,
    Performance,
    Question,
    Snapshot,
    Stance,
    TimelineEntry,
)
from rca_workbench.report.builders import BUILDERS
from rca_workbench.report.document import Bullets, Heading, Paragraph, cell_text


def case(*held: Entity) -> Snapshot:
    return Snapshot.empty().changed(held, (), "")


def factor(id: str, text: str, level: str, **more: object) -> Factor:
    values = {
        "code": id.upper(),
        "factor_kind": FactorKind.SYSTEM_FACTOR,
        "status": FactorStatus.FINDING,
    } | more
    return Factor(id=id, text=text, level=level, **values)


def lines(section: str, snapshot: Snapshot) -> list[str]:
    blocks = BUILDERS[section](snapshot)
    return ["".join(span.text for span in one.spans) for one in blocks if isinstance(one, Paragraph)]


PLAN = factor("s1", "No plan for nights when outreach is closed.", "ACC.ORG")
POSTS = factor("s2", "Posts stand empty across the region.", "ACC.GOV")


def test_a_statement_says_where_it_comes_from_and_what_follows() -> None:
    said = lines(
        "findings",
        case(
            PLAN,
            Finding(id="k1", code="K1", text="Cover at night is not planned", factors=("s1",), order="a"),
            EvidenceItem(id="e1", code="E1", name="Outreach policy", evidence_kind=EvidenceKind.POLICY),
            Excerpt(
                id="x1",
                about="s1",
                evidence="e1",
                place="section 3",
                quote="Service hours are 07:30 to 20:00.",
            ),
            Action(id="a1", code="A1", text="One route for nights", addresses=("s1",)),
            Question(id="q1", code="Q1", text="Why did nobody come?", answered_by=("k1",)),
        ),
    )
    at = said.index("K1 Cover at night is not planned")
    assert said[at + 1 : at + 5] == [
        "Because of: S1 No plan for nights when outreach is closed.",
        "What follows: A1 One route for nights.",
        "Answers: Q1 Why did nobody come?",
        "E1, section 3: “Service hours are 07:30 to 20:00.”",
    ]


def test_statements_stand_from_the_most_remote_level_down_and_say_where_nothing_follows() -> None:
    said = lines(
        "findings",
        case(
            PLAN,
            POSTS,
            Finding(id="k1", code="K1", text="Cover at night is not planned", factors=("s1",), order="a"),
            Finding(id="k2", code="K2", text="Posts cannot be filled", factors=("s2",), order="b"),
            Finding(id="k3", code="K3", text="Nobody knows why", order="0"),
        ),
    )
    order = [line for line in said if line.startswith("K")]
    assert order == ["K2 Posts cannot be filled", "K1 Cover at night is not planned", "K3 Nobody knows why"]
    assert said.count("What follows: no action or recommendation yet.") == 3
    assert "No source yet." in said


def test_good_practice_is_stated_apart_and_asks_for_no_action() -> None:
    snapshot = case(
        factor("s1", "A relative's concern was acted on.", "ACC.TECH", status=FactorStatus.GOOD_PRACTICE),
        Finding(
            id="k1",
            text="Relatives were heard",
            factors=("s1",),
            finding_kind=FindingKind.GOOD_PRACTICE,
            order="a",
        ),
    )
    assert "Relatives were heard" not in lines("findings", snapshot)
    good = lines("good_practice", snapshot)
    assert good[0] == "Relatives were heard"
    assert not any(line.startswith("What follows") for line in good)


def test_what_is_only_suggested_is_no_finding_and_what_was_set_aside_is_not_printed() -> None:
    said = case(
        PLAN,
        factor("s3", "The lift was slow.", "ACC.ORG", status=FactorStatus.CANDIDATE),
        factor("s4", "The bleep was off.", "ACC.ORG", status=FactorStatus.REJECTED),
        factor("h", "Cardiac arrest.", "ACC.OUT", factor_kind=FactorKind.HARM, status=FactorStatus.CANDIDATE),
        Link(id="1", source="s1", target="s4"),
        Link(id="2", source="s1", target="h"),
    )
    blocks = BUILDERS["findings"](said)
    headings = [one.text for one in blocks if isinstance(one, Heading)]
    assert headings[-1] == "Suggested, not yet agreed"
    (listed,) = [one for one in blocks if isinstance(one, Bullets)]
    assert [item[0].text for item in listed.items] == ["The lift was slow."]
    told = lines("findings", said)
    assert any(line.startswith("Contributed to: H Cardiac arrest") for line in told)
    assert not any("bleep" in line or "lift" in line for line in told)


def notes(snapshot: Snapshot) -> list[str]:
    blocks = BUILDERS["findings"](snapshot)
    return [span.note for one in blocks if isinstance(one, Paragraph) for span in one.spans if span.note]


def test_a_footnote_says_what_a_factor_rests_on_and_what_disputes_it() -> None:
    snapshot = case(
        factor("s1", "No plan for nights when outreach is closed.", "ACC.ORG", entries=("t1",)),
        TimelineEntry(id="t1", code="T1", text="Outreach closed"),
        EvidenceItem(id="e1", code="E1", name="Outreach policy", evidence_kind=EvidenceKind.POLICY),
        EvidenceItem(id="e2", code="E2", name="Statement of ward nurse 1"),
        Excerpt(id="x1", about="s1", evidence="e1", place="section 3"),
        Excerpt(id="x3", about="s1", evidence="e1", place="section 5"),
        Excerpt(id="x2", about="s1", evidence="e2", place="page 2", stance=Stance.DISPUTES),
    )
    assert notes(snapshot) == [
        "E1, Outreach policy, section 3 and section 5. Timeline: T1. Disputed by E2, Statement of ward nurse 1, page 2."
    ]


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([EvidenceKind.STATEMENT], "Account: rests on one statement only."),
        ([EvidenceKind.INFERENCE], "Opinion: rests on a conclusion, not on a record."),
        ([EvidenceKind.STATEMENT, EvidenceKind.INTERVIEW], ""),
        ([EvidenceKind.RECORD], ""),
        ([], "No source yet."),
    ],
)
def test_an_account_and_an_opinion_are_told_from_a_fact(kinds: list[EvidenceKind], said: str) -> None:
    items = [EvidenceItem(id=f"e{n}", code=f"E{n}", evidence_kind=kind) for n, kind in enumerate(kinds)]
    rests = [Excerpt(id=f"x{n}", about="s1", evidence=f"e{n}") for n, _ in enumerate(kinds)]
    told = lines("findings", case(PLAN, *items, *rests))
    marks = [line for line in told if line.startswith(("Account", "Opinion", "No source"))]
    assert marks == ([said] if said else [])


def test_a_barrier_that_held_is_told_once_and_not_where_it_was_set_aside() -> None:
    values = {"factor_kind": FactorKind.BARRIER, "performed": Performance.HELD}
    held = factor("b1", "Second check", "ACC.ACT", status=FactorStatus.GOOD_PRACTICE, **values)
    aside = factor("b2", "Alarm", "ACC.ENV", status=FactorStatus.REJECTED, **values)
    (listed,) = [one for one in BUILDERS["good_practice"](case(held, aside)) if isinstance(one, Bullets)]
    assert [cell_text(item) for item in listed.items] == ["Second check (held)"]


def test_no_stopped_action_is_promised_and_nothing_is_said_of_what_was_set_aside() -> None:
    snapshot = case(
        Action(id="a1", text="Two posts at night"),
        Action(id="a2", text="A poster", status=ActionStatus.STOPPED),
        factor(
            "s1", "The bleep was off", "ACC.ORG", status=FactorStatus.REJECTED, no_action_reason="Not so."
        ),
        factor("s2", "Posts stand empty", "ACC.GOV", no_action_reason="Raised nationally."),
    )
    summary = [one for one in BUILDERS["summary"](snapshot) if isinstance(one, Bullets)]
    assert [item[0].text for item in summary[-1].items] == ["Two posts at night"]
    told = [line for line in lines("actions", snapshot) if line.startswith("No action is planned")]
    stopped = case(
        PLAN,
        Finding(id="k1", text="Cover at night is not planned", factors=("s1",)),
        Action(id="a", text="A poster", addresses=("s1",), status=ActionStatus.STOPPED),
    )
    assert "What follows: no action or recommendation yet." in lines("findings", stopped)
    assert f"No action yet: {PLAN.text}" in lines("actions", stopped)
    assert told == ["No action is planned for: Posts stand empty. Raised nationally."]
