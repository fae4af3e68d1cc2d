"""A finding traced down to its sources and up to what follows from it."""

from rca_workbench.analysis.tracing import not_in_a_finding, trace
from rca_workbench.model import Action, Excerpt, FactorStatus, Finding, Question, Recommendation
from tests.drawing.builders import at, case, entry, factor, harm


def test_a_finding_is_traced_to_sources_actions_and_questions_each_once() -> None:
    finding = Finding(id="k", text="Cover at night was set by beds", factors=("a", "b", "gone"))
    found = trace(
        case(
            finding,
            factor("a", entry="t1", entries=("t1", "t2"), level="ACC.TECH"),
            factor("b", entries=("t2",), level="ACC.ORG"),
            factor("c"),
            entry("t1", at("02:00")),
            entry("t2", at("03:00")),
            entry("t3", at("04:00")),
            Excerpt(id="x1", about="k"),
            Excerpt(id="x2", about="a"),
            Excerpt(id="x3", about="t2"),
            Excerpt(id="x4", about="c"),
            Action(id="a1", addresses=("a", "b")),
            Action(id="a2", addresses=("c",)),
            Recommendation(id="r1", addresses=("b",)),
            Question(id="q1", answered_by=("k", "a")),
            Question(id="q2", answered_by=("c",)),
        ),
        finding,
    )
    assert [one.id for one in found.factors] == ["a", "b"]
    assert [one.id for one in found.entries] == ["t1", "t2"]
    assert [one.id for one in found.excerpts] == ["x1", "x2", "x3"]
    assert [one.id for one in found.actions] == ["a1", "r1"]
    assert [one.id for one in found.questions] == ["q1"]
    assert found.level is not None
    assert found.level.id == "ACC.ORG"


def test_a_finding_without_factors_has_no_level() -> None:
    finding = Finding(id="k")
    assert trace(case(finding), finding).level is None


def test_what_is_agreed_and_in_no_finding_is_named_suggestions_events_and_harms_are_not() -> None:
    snapshot = case(
        Finding(id="k", factors=("a",)),
        factor("a"),
        factor("b"),
        factor("good", status=FactorStatus.GOOD_PRACTICE),
        factor("maybe", status=FactorStatus.CANDIDATE),
        factor("aside", status=FactorStatus.REJECTED),
        harm("h"),
    )
    assert [one.id for one in not_in_a_finding(snapshot)] == ["b", "good"]
