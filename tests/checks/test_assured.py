"""How the assurance page counts what the checks found."""

from datetime import datetime

from rca_workbench.analysis.assurance import assurance
from rca_workbench.analysis.closure import Verdict, closure
from rca_workbench.checks import Checks
from rca_workbench.checks.assured import checked
from rca_workbench.checks.closure_wording import wording_of
from rca_workbench.checks.rule import Gate, Severity
from tests.drawing.builders import published


def test_each_rule_counts_once_at_its_gate_and_advice_is_left_out() -> None:
    checks = Checks(published())
    found = checked(checks)
    before_report = next(one for one in found.gates if one.gate == "before the report")
    rules = {
        one.rule.id: one.severity
        for one in checks.found
        if one.gate is Gate.BEFORE_REPORT and one.severity is not Severity.ADVICE
    }
    assert before_report.must + before_report.worth == len(rules)
    assert found.must == len(
        {
            one.rule.id
            for one in checks.found
            if one.severity is Severity.ERROR and one.gate is not Gate.OPTIONAL
        }
    )


def test_the_page_counts_the_criteria_of_closure_as_the_closure_page_does() -> None:
    snapshot, now = published(), datetime(2026, 6, 1, 10, 0)
    lines = closure(snapshot, now, wording_of(snapshot))
    asked = [one for one in lines if one.verdict is not Verdict.NOT_APPLICABLE]
    met = sum(one.verdict is Verdict.MET for one in asked)
    page = assurance(snapshot, now, checked(Checks(snapshot)))
    assert page.closure.headline == f"{met} of {len(asked)} met"
