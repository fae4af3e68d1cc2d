"""`rca-workbench check` and `rca-workbench checks`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rca_workbench.checks import At, Gate, Rule, Severity
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.rule import RULES
from rca_workbench.model import CheckOverride, Factor, FactorKind, FactorStatus, Link, new_id
from rca_workbench.store import Case

from .conftest import Ran, refused

Run = Callable[..., Ran]
STATES_OF_RULES = ("rule", "title", "severity", "gate", "source")


@pytest.fixture
def with_faults(run: Run) -> Path:
    """A case with one factor linked to itself (always) and one that leads to no harm (for the meeting)."""
    run("new", "case.rca", "--title", "Delayed review")
    with Case.open(Path("case.rca"), who="Tester") as case, case.step("Add factors") as step:
        kind = FactorKind.CONTRIBUTORY_FACTOR
        lone = step.add(
            Factor(id=new_id(), text="The bleep was flat", factor_kind=kind, status=FactorStatus.FINDING)
        )
        step.add(Link(id=new_id(), source=lone.id, target=lone.id))
    return Path("case.rca")


def accept(path: Path, rule: str, reason: str = "Seen by the panel") -> None:
    with Case.open(path, who="Tester") as case, case.step("Accept") as step:
        subject = next(iter(step.snapshot.of(Factor)))
        step.add(CheckOverride(id=new_id(), rule=rule, subject=subject, reason=reason))


def test_what_is_found_is_listed_by_weight_one_line_each_and_exits_with_1(
    run: Run, with_faults: Path
) -> None:
    ran = run("check", with_faults)
    assert ran.code == 1
    lines = ran.out.splitlines()
    heads = [line for line in lines if not line.startswith("  ")]
    assert [head.rpartition(" (")[0] for head in heads][:2] == ["Must resolve", "Worth resolving"]
    assert any("G-09 At any time: “The bleep was flat” is linked to itself." in line for line in lines)
    assert ran.err.count("\n") == 1 and "found" in ran.err


def test_as_json_each_finding_says_rule_subject_and_source(run: Run, with_faults: Path) -> None:
    ran = run("check", with_faults, "--json")
    assert ran.code == 1
    assert isinstance(ran.json, list)
    assert {tuple(one) for one in ran.json} == {("rule", "severity", "gate", "subject", "message", "source")}
    (loop,) = [one for one in ran.json if one["rule"] == "G-09"]
    assert (loop["severity"], loop["gate"], loop["subject"]["kind"]) == ("error", "always", "factor")
    with Case.open(with_faults, read_only=True) as case:
        assert loop["subject"]["id"] in case.snapshot.of(Factor)
    assert loop["source"]


def test_a_gate_asks_for_what_has_to_be_settled_by_then(run: Run, with_faults: Path) -> None:
    def asked(*gate: str) -> list[str]:
        return [one["rule"] for one in run("check", with_faults, "--json", *gate).json]

    assert "G-07" not in asked("--gate", "always") and "G-09" in asked("--gate", "always")
    assert {"G-07", "G-09"} <= set(asked("--gate", "meeting"))
    assert {"G-07", "G-09"} <= set(asked("--gate", "sign_off"))
    assert set(asked("--gate", "meeting")) <= set(asked("--gate", "before_report")) <= set(asked())
    assert refused(run("check", with_faults, "--gate", "tomorrow"), "tomorrow")


def test_what_was_accepted_with_a_reason_is_counted_not_listed(run: Run, with_faults: Path) -> None:
    accept(with_faults, "G-07")
    ran = run("check", with_faults)
    assert "G-07" not in ran.out
    assert "1 more accepted with a reason." in ran.err


def test_what_cannot_be_accepted_stays_listed(run: Run, with_faults: Path) -> None:
    accept(with_faults, "G-09")
    assert "G-09" in run("check", with_faults).out


def test_an_empty_case_has_nothing_found_against_its_map(run: Run) -> None:
    run("new", "case.rca")
    ran = run("check", "case.rca", "--gate", "always")
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing found that matters at any time." in ran.err


def test_checking_changes_nothing(run: Run, with_faults: Path) -> None:
    before = with_faults.read_bytes()
    run("check", with_faults)
    assert with_faults.read_bytes() == before


def test_a_check_that_breaks_is_named_and_proves_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(facts: Facts) -> Iterator[At]:
        raise ZeroDivisionError
        yield

    bad = Rule("T-99", "", Severity.ERROR, Gate.ALWAYS, "tests", "", "", "tests", frozenset(), broken)
    run("new", "case.rca")
    run("check", "case.rca")  # has all rules declared
    monkeypatch.setitem(RULES, "T-99", bad)
    ran = run("check", "case.rca", "--gate", "always")
    assert ran.code == 2
    assert "The check T-99 could not be run." in ran.err and "Traceback" not in ran.err


def test_a_case_that_is_not_there_is_one_plain_line(run: Run) -> None:
    assert refused(run("check", "none.rca"))


def test_every_check_is_listed_with_its_source(run: Run) -> None:
    listed = run("checks", "--json").json
    assert isinstance(listed, list) and listed
    assert {tuple(one) for one in listed} == {STATES_OF_RULES}
    assert all(all(one[name] for name in STATES_OF_RULES) for one in listed)
    ids = [one["rule"] for one in listed]
    assert len(set(ids)) == len(ids)
    ran = run("checks")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == len(ids)
    assert all(line.startswith(id) for line, id in zip(ran.out.splitlines(), ids, strict=True))
    assert f"{len(ids)} checks." in ran.err
