"""The patterns as rules on a case: which texts are read as what, and what around them excuses words."""

from rca_workbench.checks import Checks, Found, Gate, Rule, Severity, all_rules
from rca_workbench.checks.language import patterns
from rca_workbench.checks.language_fields import READ
from rca_workbench.model import (
    KINDS,
    Account,
    Action,
    Actor,
    CheckOverride,
    Contact,
    EvidenceItem,
    Excerpt,
    Factor,
    Finding,
    Incident,
    Link,
    Nature,
    Question,
    ReportText,
    Snapshot,
    Strength,
)
from rca_workbench.model.fields import Text
from tests.drawing.builders import at, case, entry, factor, published

LANGUAGE = [one for one in all_rules() if one.group == "language"]


def read(snapshot: Snapshot) -> list[Found]:
    return list(Checks(snapshot, LANGUAGE).found)


def ids(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    return [(one.rule.id, one.id, one.at.field) for one in read(snapshot)]


def test_every_pattern_but_praise_is_a_rule_with_its_source() -> None:
    rules: dict[str, Rule] = {one.id: one for one in LANGUAGE}
    assert {one.id for one in patterns()} - rules.keys() == {"BL065", "BL066"}
    for one in patterns():
        if one.severity is not None:
            rule = rules[one.id]
            assert rule.severity is one.severity
            assert (rule.gate is Gate.SIGN_OFF) is (rule.severity is Severity.ERROR)
            assert rule.source
            assert rule.mark
            assert rule.why
            assert rule.how


def test_every_text_that_is_read_is_a_text_of_the_case() -> None:
    for kind, fields in READ.items():
        for field in fields:
            type = KINDS[kind].by_name[field].type
            assert isinstance(type, Text), (kind, field)
            assert not type.identity


def test_the_published_case_holds_no_word_to_look_at_again() -> None:
    assert ids(published()) == []


def test_words_are_found_where_they_stand() -> None:
    found = read(
        case(factor("f", "The nurse failed to call. The bay had six beds.", sense="She was careless."))
    )
    assert [(one.rule.id, one.at.field, one.at.said) for one in found] == [
        ("BL001", "text", "The nurse failed to call."),
        ("BL010", "sense", "She was careless."),
    ]
    assert "“nurse failed to”" in found[0].message


def test_somebody_elses_words_are_left_alone() -> None:
    said = "You failed to look after him. He should have been seen. It was careless."
    assert (
        ids(
            case(
                Question(id="q", text=said),
                Contact(id="c", said=said),
                Account(id="a", text=said),
                Excerpt(id="x", quote=said),
            )
        )
        == []
    )
    assert ids(case(Question(id="q", answer="The ward failed to look."))) == [("BL002", "q", "answer")]


def test_a_sourced_entry_may_say_what_was_not_done_and_a_finding_may_not() -> None:
    said = "The ward did not escalate."
    assert ids(case(entry("e", at("02:00"), said))) == [("BL006", "e", "text")]
    assert ids(case(entry("e", at("02:00"), said), Excerpt(id="x", about="e", evidence="v"))) == []
    assert ids(case(Finding(id="k", text=said))) == [("BL006", "k", "text")]


def test_a_duty_filled_in_excuses_what_was_not_done() -> None:
    said = "The ward did not escalate."
    assert ids(case(factor("f", said))) == [("BL006", "f", "text")]
    assert ids(case(factor("f", said, duty="NEWS2 policy, 4.1: call within 30 minutes"))) == []


def test_a_document_change_is_enough_only_beside_a_stronger_action() -> None:
    weak = Action(id="a", text="Review the falls policy.", addresses=("f",))
    strong = Action(id="b", text="Fit low beds in all bays.", addresses=("f",), strength=Strength.STRONGER)
    elsewhere = Action(id="b", text="Fit low beds.", addresses=("g",), strength=Strength.STRONGER)
    assert ids(case(factor("f"), weak)) == [("BL042", "a", "text")]
    assert ids(case(factor("f"), weak, elsewhere)) == [("BL042", "a", "text")]
    assert ids(case(factor("f"), weak, strong)) == []


def test_the_name_of_a_document_and_of_equipment_are_no_fault() -> None:
    assert ids(case(Finding(id="k", text="The trust has a Beyond careless talk."))) != []
    named = EvidenceItem(id="e", name="Beyond careless talk")
    assert ids(case(named, Finding(id="k", text="The trust has a Beyond careless talk."))) == []
    equipment = Actor(id="p", role="Aurora 7", nature=Nature.EQUIPMENT)
    assert ids(case(equipment, Finding(id="k", text="The Aurora 7 failed to send."))) == []


def test_the_reasoning_of_a_link_may_ask_what_would_have_been() -> None:
    said = "Without the gap the fall would have been avoided."
    assert ids(case(factor("a"), factor("b"), Link(id="l", source="a", target="b", rationale=said))) == []
    assert ids(case(ReportText(id="r", section="findings", text=said))) == [("BL004", "r", "text")]


def test_a_name_is_found_and_not_repeated() -> None:
    found = read(case(Incident(id="incident", summary="Nurse Abernathy found him.")))
    assert [one.rule.id for one in found] == ["BL064"]
    assert "Abernathy" not in found[0].message + found[0].at.said


def test_words_let_stand_stay_so_until_their_sentence_changes() -> None:
    one = factor("f", "The nurse failed to call.")
    let = CheckOverride(
        id="o", rule="BL001", subject="f", said="The nurse failed to call.", reason="Words of the inquest"
    )
    assert ids(case(one, let)) == []
    assert ids(case(factor("f", "The bay was full. The nurse failed to call."), let)) == []
    assert ids(case(factor("f", "The night nurse failed to call."), let)) == [("BL001", "f", "text")]


def test_a_text_too_long_to_be_read_whole_says_so() -> None:
    assert ids(case(ReportText(id="r", section="findings", text="The ward is calm. " * 2_000))) == [
        ("W-01", "r", "text")
    ]


def test_what_is_found_after_a_step_is_what_is_found_afresh() -> None:
    before = case(
        factor("f", "It was careless."), factor("g", "He refused."), entry("e", at("02:00"), "Rain.")
    )
    checks = Checks(before, LANGUAGE)
    for put in (
        [factor("f", "One of three posts was filled.")],
        [entry("e", at("02:00"), "The ward did not escalate.")],
        [Excerpt(id="x", about="e", evidence="v")],
        [factor("h", "Nobody on the team was careless.")],
    ):
        checks = checks.after(checks.snapshot.changed(put, (), "later"))
        assert [one.key for one in checks.found] == [
            one.key for one in Checks(checks.snapshot, LANGUAGE).found
        ]
    assert Factor.kind.name in READ


def test_a_registered_name_on_the_map_is_said_once() -> None:
    known = Actor(id="p", role="Ward nurse 1", nature=Nature.STAFF, name="Sarah Abernathy")
    one = factor("f", "Nurse Abernathy and Dr Plimsoll were on the ward.")
    names = [rule for rule in all_rules() if rule.id in ("BL064", "G-33")]
    assert [each.rule.id for each in Checks(case(known, one), names).found] == ["G-33", "BL064"]
