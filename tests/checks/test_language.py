"""Which words are marked, which are left alone, and why."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.checks.language import Context, Pattern, Scope, marks, patterns, praise, read_in_part
from rca_workbench.checks.language_text import LONGEST_READ
from rca_workbench.reference import blame_language

SCOPES = [one for one in Scope if one is not Scope.OWN_WORDS]
FIRES = [(one, text) for one in patterns() for text in one.fires]
CLEAN = [(one, text) for one in patterns() for text in one.clean]
TYPES = blame_language().content["exception_types"]
DECISIONS = blame_language().content["exception_decisions"]


def by_id(one: object) -> str:
    return one.id if isinstance(one, Pattern) else repr(one)


def scope_of(one: Pattern) -> Scope:
    return next(scope for scope in SCOPES if one.reads(scope))


def ids(text: str, scope: Scope = Scope.FINDING, context: Context | None = None) -> list[str]:
    return [one.pattern for one in marks(text, scope, context or Context())]


@pytest.mark.parametrize(("one", "text"), FIRES, ids=by_id)
def test_a_pattern_marks_what_it_is_for(one: Pattern, text: str) -> None:
    if one.severity is None:
        assert praise(text, scope_of(one))
        assert one.id not in ids(text)
    else:
        assert one.id in ids(text, scope_of(one))


@pytest.mark.parametrize(("one", "text"), CLEAN, ids=by_id)
def test_a_pattern_leaves_alone_what_only_looks_like_it(one: Pattern, text: str) -> None:
    for scope in SCOPES:
        assert one.id not in ids(text, scope)
    if one.severity is None:
        assert not praise(text, scope_of(one))


# One row for each kind of exception: words that it excuses, and beside them words that it does not.
EXCUSED: list[tuple[str, str, str, str]] = [
    (
        "quantified_nearby",
        "BL013",
        "Two of six nurses lacked training in it.",
        "At 02:10 one nurse lacked supervision when needed.",
    ),
    (
        "coroner_finding",
        "BL031",
        "The jury found that the death was preventable.",
        "The death was preventable, and the coroner has the notes.",
    ),
    (
        "device_subject",
        "BL002",
        "The pump in bay 3 then failed to alarm.",
        "The pump supplier failed to answer.",
    ),
    (
        "quoted",
        "BL001",
        "The sister wrote: “the nurse failed to call”.",
        "The sister wrote that the nurse failed to call.",
    ),
    ("quoted", "BL003", 'He said "she should have called".', "He says she should have called."),
    (
        "quoted",
        "BL013",
        "The letter speaks of a 'lack of supervision'.",
        "The staff's letter shows a lack of supervision.",
    ),
    (
        "quoted",
        "BL013",
        "The letter:\n> a lack of supervision\nThe ward replied.",
        "The letter:\na lack of supervision",
    ),
    (
        "family_words",
        "BL003",
        "The patient's daughter felt she should have been seen.",
        "The patient should have been seen.",
    ),
    ("device_subject", "BL001", "The syringe driver failed to alarm.", "The driver failed to stop."),
    (
        "device_subject",
        "BL002",
        "The results system repeatedly failed to send.",
        "The ward repeatedly failed to send.",
    ),
    (
        "clinical_term",
        "BL002",
        "Failure to progress in the second stage.",
        "Failure to plan in the second stage.",
    ),
    ("clinical_term", "BL012", "He has vitamin D deficiency.", "There was a deficiency in the plan."),
    (
        "duty_stated",
        "BL006",
        "The ward did not escalate, as required by the NEWS2 policy.",
        "The ward did not escalate.",
    ),
    (
        "self_report",
        "BL008",
        "She said that she forgot to sign the chart.",
        "The nurse forgot to sign the chart.",
    ),
    (
        "reflective_account",
        "BL032",
        "The registrar said she with hindsight would wait.",
        "With hindsight it was early.",
    ),
    (
        "apology_text",
        "BL003",
        "We are sorry: you should have been told.",
        "The family should have been told.",
    ),
    (
        "coroner_finding",
        "BL031",
        "The coroner recorded that the death was avoidable.",
        "The death was avoidable.",
    ),
    (
        "coroner_finding",
        "BL004",
        "The inquest heard that it could have been prevented.",
        "It could have been prevented.",
    ),
    ("legal_finding", "BL010", "The tribunal found the act negligent.", "The act was negligent."),
    ("legal_term", "BL012", "Defective under the Consumer Protection Act 1987.", "The plan was defective."),
    (
        "legal_test",
        "BL025",
        "Under Bolam, any reasonable body of opinion counts.",
        "Any reasonable nurse would look.",
    ),
    ("legal_section", "BL062", "NHS Resolution handles liability.", "Liability rests with the ward."),
    ("legal_form", "BL051", "The cremation form names the deceased.", "The deceased was moved."),
    ("coroner_form", "BL051", "The record of inquest names the deceased.", "The deceased was moved."),
    (
        "expert_opinion_labelled",
        "BL004",
        "In the opinion of the independent expert earlier antibiotics might have saved him, based on the sepsis trials.",
        "Earlier antibiotics might have saved him.",
    ),
    (
        "expert_psychology_section",
        "BL022",
        "Confirmation bias is a term for reading new signs as what one expects.",
        "It was confirmation bias.",
    ),
    (
        "never_event_definition",
        "BL031",
        "Never events are held to be wholly preventable.",
        "It was wholly preventable.",
    ),
    ("never_event_term", "BL035", "It was a never event under the policy.", "It was never in the policy."),
    (
        "mortality_review_term",
        "BL031",
        "The structured judgement review gave slight evidence of preventability.",
        "It was preventable.",
    ),
    ("rating_scale", "BL011", "The CQC rated it as poor care.", "It was poor care."),
    ("incident_type_term", "BL014", "An incorrect swab count was called out.", "The form was incorrect."),
    ("category_in_external_dataset", "BL020", "It was coded on LFPSE as human error.", "It was human error."),
    ("title_of_method", "BL034", "The root cause analysis took a month.", "The root cause is fatigue."),
    (
        "quantified_nearby",
        "BL012",
        "Staffing was insufficient: two nurses against a plan of four.",
        "Staffing was insufficient.",
    ),
    (
        "patient_right_to_decline",
        "BL024",
        "The patient later refused the scan.",
        "The registrar refused the scan.",
    ),
    (
        "patient_context_see_BL050",
        "BL023",
        "The patient was non-compliant with tablets.",
        "The ward was non-compliant with the audit.",
    ),
    ("data_breach_term", "BL023", "There was a data breach.", "There was a breach."),
    (
        "standard_disclaimer_not_to_apportion_blame",
        "BL062",
        "It is not the purpose to apportion blame.",
        "The panel found whom to blame.",
    ),
    (
        "permission_sense",
        "BL063",
        "Visiting allowed the family to stay.",
        "Staff allowed the patient to fall.",
    ),
    ("plain_language_guidance", "BL030", "The leaflet is clearly written.", "It was clearly late."),
    (
        "terms_of_reference",
        "BL007",
        "The terms of reference ask about missed opportunities.",
        "There were missed opportunities.",
    ),
    (
        "clinical_record_extract_marked",
        "BL050",
        "The notes read: patient denies pain.",
        "The patient denies pain.",
    ),
    ("author_list", "BL064", "Authors: Dr Smithson and Ms Okafor", "Seen by Dr Smithson"),
    (
        "reference_list",
        "BL016",
        "The plan rests on two papers.\nReferences\nOn failings in care. 2014.",
        "The plan rests on failings.",
    ),
    ("case_sensitive", "BL064", "The nurse gave the drug.", "Nurse Gavell came."),
]
PLANS: list[tuple[str, str, str, str]] = [
    (
        "support_for_staff",
        "BL040",
        "Counselling and peer support are open to all.",
        "Staff will be reminded of the policy and offered support.",
    ),
    (
        "support_for_staff",
        "BL040",
        "Offer a debrief to those who want to reflect on it.",
        "Staff will reflect on it.",
    ),
    ("rehabilitation_term", "BL040", "Fund a bladder retraining clinic.", "Fund retraining of staff."),
    (
        "immediate_safety_notice",
        "BL041",
        "Urgent notice: staff must check the valves.",
        "Staff must check the valves.",
    ),
]
CASE: list[tuple[str, str, str, Scope, Context]] = [
    (
        "policy_title",
        "BL010",
        "The audit is Beyond careless talk.",
        Scope.FINDING,
        Context(titles=("Beyond careless talk",)),
    ),
    (
        "title_of_source",
        "BL020",
        "It cites Understanding Human Error twice.",
        Scope.FINDING,
        Context(titles=("Understanding human error",)),
    ),
    (
        "device_subject",
        "BL002",
        "The Aurora 7 failed to send.",
        Scope.FINDING,
        Context(equipment=("Aurora 7",)),
    ),
    (
        "timeline_fact",
        "BL006",
        "The ward did not escalate.",
        Scope.TIMELINE_FACT,
        Context(granted=frozenset({"timeline_fact"})),
    ),
    (
        "timeline_fact_with_source",
        "BL060",
        "Observations were not recorded at 02:00.",
        Scope.TIMELINE_FACT,
        Context(granted=frozenset({"timeline_fact_with_source"})),
    ),
    (
        "joined_to_stronger_action",
        "BL042",
        "Review the falls policy.",
        Scope.ACTION,
        Context(granted=frozenset({"joined_to_stronger_action"})),
    ),
    (
        "patient_or_family_by_consent",
        "BL064",
        "Mrs Alderton asked.",
        Scope.FINDING,
        Context(names=("Mrs Alderton",)),
    ),
    ("case_sensitive", "BL064", "Sister Matron 2 came.", Scope.FINDING, Context(roles=("Sister Matron 2",))),
    (
        "causal_test",
        "BL004",
        "Without it the fall would have been avoided.",
        Scope.CAUSAL_STATEMENT,
        Context(granted=frozenset({"causal_test"})),
    ),
]


@pytest.mark.parametrize(("kind", "pattern", "excused", "counted"), EXCUSED)
def test_an_exception_excuses_what_it_is_for_and_no_more(
    kind: str, pattern: str, excused: str, counted: str
) -> None:
    assert pattern not in ids(excused)
    assert pattern in ids(counted)


@pytest.mark.parametrize(("kind", "pattern", "excused", "counted"), PLANS)
def test_an_exception_excuses_what_it_is_for_in_a_plan(
    kind: str, pattern: str, excused: str, counted: str
) -> None:
    assert pattern not in ids(excused, Scope.ACTION)
    assert pattern in ids(counted, Scope.ACTION)


@pytest.mark.parametrize(("kind", "pattern", "text", "scope", "context"), CASE)
def test_what_the_case_knows_excuses_words_that_count_without_it(
    kind: str, pattern: str, text: str, scope: Scope, context: Context
) -> None:
    assert pattern not in ids(text, scope, context)
    assert pattern in ids(text, scope)


def test_every_kind_of_exception_is_decided_somehow_and_tried_here() -> None:
    assert set(DECISIONS) == set(TYPES)
    assert {name for one in patterns() for name in one.exceptions} <= set(TYPES)
    tried = {kind for kind, *_ in (*EXCUSED, *PLANS, *CASE)}
    # The pattern no longer looks for the word "case", so there is nothing to excuse.
    assert tried == set(TYPES) - {"case_as_document"}


def test_capitals_do_not_matter_but_to_the_pattern_for_names() -> None:
    assert ids("THE NURSE FAILED TO CALL. İt was careless.") == ["BL001", "BL010"]
    assert [one.phrase for one in marks("İn all: A Catalogue Of Errors.", Scope.FINDING)] == [
        "Catalogue Of Errors"
    ]
    for one in patterns():
        letters = re.sub(r"\\.", "", one.regex.pattern)
        assert letters == letters.lower() or "case_sensitive" in one.exceptions, one.id


def test_somebody_elses_own_words_are_never_read() -> None:
    for one, text in FIRES:
        assert ids(text, Scope.OWN_WORDS) == [], one.id


def test_a_phrase_is_marked_once_by_the_pattern_that_weighs_most() -> None:
    assert ids("The nurse failed to escalate.") == ["BL001"]
    assert ids("He showed a lack of situational awareness.") == ["BL013"]
    assert ids("The patient refused.") == ["BL050"]


def test_a_mark_stands_at_its_words_and_brings_their_sentence() -> None:
    text = "Dr. A saw Nurse B. The team did not escalate! Observations were not done\nThe bleep rang."
    first, second = marks(text, Scope.FINDING)
    assert (first.phrase, first.sentence) == ("did not escalate", "The team did not escalate!")
    assert (second.phrase, second.sentence) == ("were not done", "Observations were not done")
    assert all(text[one.start : one.end] == one.phrase for one in (first, second))


def test_a_sentence_is_not_read_into_the_next_one() -> None:
    assert ids("Tell all. The ward is on the second floor") == []
    assert ids("The nurses met everyone! The policy is new") == []
    assert "BL035" in ids("Tell all on the ward")


def test_a_very_long_text_is_read_in_part() -> None:
    text = "The ward is quiet. " * 6_000 + "The nurse failed to call."
    assert read_in_part(text)
    assert ids(text) == []
    assert ids(text[-LONGEST_READ:]) == ["BL001"]


@given(st.text(alphabet="the nurse.failed to ’'\"“”‘\n!(Dr A1)\ud83d\ude00", max_size=200))
def test_any_text_can_be_read_and_marks_never_overlap(text: str) -> None:
    found = marks(text, Scope.FINDING)
    assert all(text[one.start : one.end] == one.phrase != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
