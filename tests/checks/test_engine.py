"""The engine: what it runs, what it runs again, and what the team let stand."""

from collections.abc import Iterator

import pytest

from rca_workbench.checks import At, Checks, Gate, Rule, Severity
from rca_workbench.checks.facts import Facts
from rca_workbench.model import CheckOverride, Factor, Profile
from tests.drawing.builders import case, factor, harm, link


def counting(id: str, reads: set[str], asked: list[str], **more: object) -> Rule:
    """A rule that finds every factor and notes that it was asked."""

    def run(facts: Facts) -> Iterator[At]:
        asked.append(id)
        for one in facts.snapshot.of(Factor).values():
            yield At(one, f"{facts.called(one)} is there.", said=one.text)

    values: dict[str, object] = {
        "title": "No factor is there", "severity": Severity.WARNING, "gate": Gate.MEETING, "group": "tests",
        "why": "", "how": "", "source": "tests", "needs": ("factor",),
    } | more  # fmt: skip
    return Rule(id, reads=frozenset(reads), run=run, **values)  # type: ignore[arg-type]


def test_a_rule_is_asked_again_only_where_what_it_reads_changed() -> None:
    asked: list[str] = []
    before = case(factor("a"), factor("b"), harm("h"), link("a", "h"))
    first = Checks(before, [counting("ONE", {"factor"}, asked), counting("TWO", {"link"}, asked)])
    assert asked == ["ONE", "TWO"]
    second = first.after(before.changed([link("b", "h")], (), "later"))
    assert asked == ["ONE", "TWO", "TWO"]
    assert [one.message for one in second.found] == [one.message for one in first.found]


def test_a_rule_with_nothing_to_look_at_is_neither_found_nor_met() -> None:
    checks = Checks(case(), [counting("ONE", {"factor"}, [])])
    assert (checks.found, checks.met) == ((), ())


def test_a_rule_of_another_framework_is_not_asked() -> None:
    asked: list[str] = []
    Checks(case(factor("a")), [counting("ONE", {"factor"}, asked, profiles=(Profile.SIF2015,))])
    assert asked == []


def test_what_was_accepted_with_a_reason_stays_so_until_its_words_change() -> None:
    rules = [counting("ONE", {"factor"}, [])]
    one = factor("a", "The pump was on loan")
    let = CheckOverride(id="o", rule="ONE", subject="a", said=one.text, reason="The panel saw it")
    checks = Checks(case(one, let), rules)
    assert (checks.found, [each.override for each in checks.accepted]) == ((), [let])
    reworded = checks.after(checks.snapshot.changed([factor("a", "The pump was away")], (), "later"))
    assert [each.id for each in reworded.found] == ["a"]
    assert reworded.accepted == ()


def test_an_acceptance_without_a_reason_or_of_what_cannot_be_accepted_counts_for_nothing() -> None:
    one = factor("a")
    let = CheckOverride(id="o", rule="ONE", subject="a", said=one.text, reason=" ")
    assert len(Checks(case(one, let), [counting("ONE", {"factor"}, [])]).found) == 1
    let = CheckOverride(id="o", rule="ONE", subject="a", said=one.text, reason="We like it")
    assert len(Checks(case(one, let), [counting("ONE", {"factor"}, [], override=False)]).found) == 1


def test_a_rule_that_breaks_is_told_and_named_and_leaves_the_others_alone() -> None:
    def broken(facts: Facts) -> Iterator[At]:
        yield At(None, "Something.")
        raise ZeroDivisionError

    told: list[tuple[str, Exception]] = []
    rules = [
        Rule("BAD", "Nothing breaks", Severity.ERROR, Gate.ALWAYS, "tests", "", "", "tests", frozenset(), broken),
        counting("ONE", {"factor"}, []),
    ]  # fmt: skip
    checks = Checks(case(factor("a")), rules, on_defect=lambda rule, defect: told.append((rule.id, defect)))
    assert [one.id for one in checks.not_run] == ["BAD"]
    assert [(id, type(defect)) for id, defect in told] == [("BAD", ZeroDivisionError)]
    assert [one.rule.id for one in checks.found] == ["ONE"] and checks.met == ()
    later = checks.after(checks.snapshot.changed([factor("b")], (), "later"))
    assert [one.id for one in later.not_run] == ["BAD"] and len(told) == 2


def test_a_rule_that_breaks_is_not_hidden_from_who_did_not_ask_to_be_told() -> None:
    def broken(facts: Facts) -> Iterator[At]:
        raise ZeroDivisionError
        yield

    rule = Rule("BAD", "", Severity.ERROR, Gate.ALWAYS, "tests", "", "", "tests", frozenset(), broken)
    with pytest.raises(ZeroDivisionError):
        Checks(case(), [rule])
