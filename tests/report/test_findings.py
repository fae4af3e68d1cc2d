"""Findings in the report: statements that can be followed to their sources and to what follows from them."""

from rca_workbench.model import (
    Action,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    Question,
    Snapshot,
)
from rca_workbench.report.document import Paragraph
from rca_workbench.report.sections import BUILDERS


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
    assert said[at + 1 : at + 6] == [
        "Because of: S1 No plan for nights when outreach is closed.",
        "What follows: A1 One route for nights.",
        "Answers: Q1 Why did nobody come?",
        "Rests on: 1 source, through its factors.",
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
    assert "Rests on: no source yet." in said


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
