"""Statements on the map, and the five rules of causation where only words show a breach."""

import pytest

from rca_workbench.checks import Checks, Found, Severity, all_rules
from rca_workbench.checks.causal_words import departure, has_verb, label, omission, shows_effect, slip
from rca_workbench.model import Factor, Finding, FindingKind, Snapshot
from rca_workbench.reference import five_rules
from rca_workbench.reference.sheet import text
from tests.drawing.builders import case, factor, harm, link, published

RULES = [one for one in all_rules() if one.group in ("wording", "causation")]
PAIRS = [
    (text(row, "id"), text(row, "graph_check"), text(pair, "before"), text(pair, "after"))
    for row in five_rules().rows("rules")
    for pair in row["examples"]  # type: ignore[attr-defined]
]


def found(snapshot: Snapshot) -> list[Found]:
    return list(Checks(snapshot, RULES).found)


def ids(snapshot: Snapshot) -> list[str]:
    return [one.rule.id for one in found(snapshot)]


def finding(said: str, kind: FindingKind = FindingKind.SYSTEM) -> Snapshot:
    return case(Finding(id="k", text=said, finding_kind=kind))


@pytest.mark.parametrize(("number", "graph_check", "before", "after"), PAIRS)
def test_a_published_breach_is_found_in_a_finding_and_its_mend_is_not(
    number: str, graph_check: str, before: str, after: str
) -> None:
    language = [one for one in all_rules() if one.group in ("wording", "causation", "language")]
    spoken = {one.rule.id for one in Checks(finding(before), language).found}
    # A word that a pattern of language marks is marked once, there.
    assert f"R-{number[1:]}" in spoken or (number == "R2" and "BL012" in spoken)
    assert [one.rule.id for one in Checks(finding(after), language).found] == []


@pytest.mark.parametrize(("number", "graph_check", "before", "after"), PAIRS)
def test_a_published_breach_is_found_in_a_factor_where_the_map_does_not_mend_it(
    number: str, graph_check: str, before: str, after: str
) -> None:
    spoken = set(ids(case(factor("f", before), harm("h"), link("f", "h"))))
    if number == "R1":
        assert spoken == set()  # on the map the link says what it led to
    elif number == "R2":
        assert spoken in ({"R-2"}, {"G-21"})
    else:
        assert spoken - {"G-21"} == {f"R-{number[1:]}"}


def test_what_stands_behind_a_slip_mends_it() -> None:
    said = "The registrar misread the scan"
    alone = case(factor("f", said), harm("h"), link("f", "h"))
    assert ids(alone) == ["R-3"]
    behind = case(
        *alone.of(Factor).values(), factor("c", "The ward monitor shows one image at a time"), link("c", "f")
    )
    assert ids(behind) == []
    other_person = case(
        *alone.of(Factor).values(), factor("c", "A colleague hurried her", is_act=True), link("c", "f")
    )
    assert ids(other_person) == ["R-3"]


def test_what_the_flags_of_a_factor_say_is_left_to_the_rules_of_the_graph() -> None:
    assert ids(case(factor("f", "The registrar misread the scan", is_act=True))) == []
    assert ids(case(factor("f", "The second check was skipped", is_departure=False))) == []
    assert ids(case(factor("f", "The ward did not send the sample", is_omission=True))) == []


def test_a_fix_sets_the_flag_and_nothing_else() -> None:
    one = factor("f", "The pharmacist dispensed the wrong strength")
    fix = found(case(one))[0].at.fix
    assert fix is not None
    assert [dict(edit.fields) for edit in fix.edits] == [{"is_act": True}]  # type: ignore[union-attr]


def test_good_practice_and_other_findings_need_no_effect() -> None:
    assert ids(finding("The porter brought a second cylinder.", FindingKind.GOOD_PRACTICE)) == []
    assert ids(finding("The kitchen had no menu in large print.", FindingKind.OTHER)) == []
    assert ids(finding("The kitchen had no menu in large print.")) == ["R-1"]


def test_a_link_needs_words_at_both_ends() -> None:
    said = found(case(factor("f", " "), harm("h"), link("f", "h")))
    assert [(one.rule.id, one.id) for one in said] == [("G-20", "f-h"), ("G-21", "f")]
    assert ids(case(factor("f"), harm("h"), link("f", "h"))) == []


def test_a_factor_is_one_statement_that_could_be_true_or_false() -> None:
    long = " ".join(["The ward has a bay with beds and"] * 6)
    for said in (
        "Poor communication",
        "Was the bleep answered?",
        long,
        "Staffing",
        "Communication between teams",
        "",
    ):
        assert ids(case(factor("f", said))) == ["G-21"], said
    for said in ("Two of three nurses were on escort", "One doctor covers four wards at night"):
        assert ids(case(factor("f", said))) == [], said
    assert ids(case(harm("h", "Fractured hip"))) == []
    weight = {
        one.at.said: one.severity
        for one in found(case(factor("f", "Staffing"), factor("g", "Poor teamwork")))
    }
    assert weight == {"Staffing": Severity.ADVICE, "Poor teamwork": Severity.WARNING}


def test_a_judging_word_in_quotation_marks_or_of_the_body_is_no_label() -> None:
    assert ids(case(factor("f", "The audit calls the handover “poor” in two places"))) == []
    assert ids(case(factor("f", "His mobility was poor and his appetite was poor"))) == []
    assert ids(case(factor("f", "The CQC rated the handover as poor practice"))) == []
    assert ids(case(factor("f", "Handover was poor"))) == ["R-2"]


def test_a_word_that_judges_is_found_in_the_reasoning_of_a_link() -> None:
    said = found(case(factor("f"), harm("h"), link("f", "h", rationale="The handover was poor")))
    assert [(one.rule.id, one.id, one.at.field) for one in said] == [("R-2", "f-h", "rationale")]


def test_the_published_case_breaks_none_of_these() -> None:
    assert ids(published()) == []


@pytest.mark.parametrize(
    "said",
    [
        "Ward staff did not have a working scanner",
        "The night team did not know of the allergy",
        "Nobody held the task of reading late results",
        "The nurse in charge was on escort from 02:10 to 03:00",
        "She was given the dose at nine",
        "The team met at eight and agreed the plan",
        "The registrar read the scan on a ward monitor",
        "Staff follow the 2019 checklist, which has eleven pages",
    ],
)
def test_conditions_and_plain_facts_are_not_taken_for_slips_departures_or_omissions(said: str) -> None:
    assert not slip(said)
    assert not departure(said)
    assert not omission(said)
    assert not label(said)


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("Ward nurse 1 miscalculated the rate", slip),
        ("The doctor prescribed the wrong strength", slip),
        ("She forgot the second tablet", slip),
        ("It was human error", slip),
        ("The sepsis pathway was not followed", departure),
        ("The second check was skipped", departure),
        ("Staff worked around the scanning step", departure),
        ("No one called the family", omission),
        ("The laboratory never telephoned the result", omission),
        ("The GP did not refer her", omission),
    ],
)
def test_slips_departures_and_omissions_are_known_by_their_words(said: str, sees: object) -> None:
    assert sees(said)  # type: ignore[operator]


def test_cause_and_verb_are_seen() -> None:
    assert shows_effect("The lamp was out, which made it more likely that the turning would be passed")
    assert not shows_effect("The lamp was out")
    assert has_verb("Nights depend on one doctor")
    assert not has_verb("Staffing levels")
