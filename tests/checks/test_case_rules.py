"""The rules on the rest of the case, where a sound and a broken case are not enough to say what they ask."""

import pytest

from rca_workbench.checks import Checks, Gate, Set
from rca_workbench.model import (
    CaseRecord,
    CheckOverride,
    Clock,
    Contact,
    CriterionAnswer,
    Difference,
    Entity,
    EvidenceItem,
    Excerpt,
    ImmediateAction,
    Knowledge,
    MethodUsed,
    Notification,
    Question,
    ReportText,
    Time,
    TimeKind,
)
from rca_workbench.model.referring import reference
from tests.checks.test_each_case_rule import NURSE, RULES, T, action, item, knowing, told
from tests.drawing.builders import at, case, entry, factor


def test_an_empty_case_and_a_new_one_are_left_in_peace() -> None:
    new = told(
        summary="A patient had a cardiac arrest.", harm="One patient, in intensive care", start=at("10:00")
    )
    for things in ((), (CaseRecord(id="case", title="Cardiac arrest"), new)):
        assert Checks(case(*things)).found == ()


def test_with_the_first_entries_nothing_but_the_loss_of_evidence_presses() -> None:
    """What matters while editing is only what cannot wait."""
    things = (T, entry("t2", at("10:20")), item("e", "recording", vanishes=at("12:00")))
    pressing = Checks(case(*things)).at([Gate.ALWAYS])
    assert [one.rule.id for one in pressing] == ["C-26"]


def test_an_act_rests_on_what_nobody_recorded_as_unknown() -> None:
    """Where nothing is recorded of who knew what, nothing is claimed."""
    things = [one for one in knowing("12:00") if not isinstance(one, Knowledge)]
    assert not Checks(case(*things), [RULES["C-52"]]).found


def test_marking_an_action_as_done_is_offered_and_mends_it() -> None:
    snapshot = case(action(done="2025-06-03"))
    (one,) = Checks(snapshot, [RULES["C-80"]]).found
    assert one.at.fix is not None
    (edit,) = one.at.fix.edits
    assert isinstance(edit, Set)
    mended = snapshot.changed(
        [edit.entity.kind.make({"id": edit.entity.id} | {"done": "2025-06-03"} | dict(edit.fields))], (), "x"
    )
    assert not Checks(mended, [RULES["C-80"]]).found


def test_the_owner_may_be_a_team_in_words_that_name_one_role() -> None:
    for owner in ("Team leader, ward 7", "Staff nurse in charge", "Head of the outreach team's rota"):
        assert not Checks(case(action(owner=owner)), [RULES["C-74"]]).found, owner
    for owner in ("Ward team", "Everyone", "TBC", "all wards", "nursing staff"):
        assert Checks(case(action(owner=owner)), [RULES["C-74"]]).found, owner


def test_accepting_one_place_leaves_the_others_of_the_rule() -> None:
    things = (Question(id="q", text="Why?"), Question(id="r", text="Who?"))
    let = CheckOverride(id="o", rule="C-25", subject="q", reason="Asked by all")
    assert [one.id for one in Checks(case(*things, let), [RULES["C-25"]]).found] == ["r"]


def test_an_nhs_number_is_found_whoever_it_belongs_to() -> None:
    said = entry("t", at("10:00"), "Patient 943 476 5919 transferred")
    (one,) = Checks(case(said, NURSE), [RULES["C-83"]]).found
    assert one.at.said == "943 476 5919"


PRINTED = (
    Question(id="q", text="Why did Sarah Jones leave?"),
    EvidenceItem(id="e", name="Interview with Sarah Jones"),
    Excerpt(id="x", quote="Sarah Jones went for help"),
    Difference(id="d", this_time="Sarah Jones alone"),
    MethodUsed(id="m", method="interviews", note="With Sarah Jones on 2 April"),
    CheckOverride(id="o", rule="G-02", reason="Sarah Jones could not be asked"),
    ImmediateAction(id="i", what="Pump taken out of use", owner="Sarah Jones"),
    ImmediateAction(id="i", what="Isolate", not_needed="Sarah Jones took it away"),
    Notification(id="n", whom="Coroner", by="Sarah Jones"),
    CriterionAnswer(id="c", criterion="CA-05", reason="Sarah Jones looked for them"),
    Clock(id="k", what="Report", late_reason="Sarah Jones was away"),
)


@pytest.mark.parametrize("printed", PRINTED, ids=lambda one: one.kind.name)
def test_whatever_the_report_prints_is_looked_through_for_names(printed: Entity) -> None:
    (one,) = Checks(case(printed, NURSE), [RULES["C-83"]]).found
    assert one.id == printed.id
    assert one.message.startswith(f"{'An' if printed.kind.word[0] in 'aeiou' else 'A'} {printed.kind.word} ")


def test_a_promise_is_followed_by_what_was_later_whenever_that_was_entered() -> None:
    promise = Contact(
        id="p", person="d", when=at("10:00", "2025-03-20"), promised="Will call after the meeting"
    )
    earlier = Contact(id="e", person="d", when=at("10:00", "2025-03-14"))
    later = Contact(id="l", person="d", when=at("10:00", "2025-03-24"))

    def asked(*contacts: Contact) -> list[str]:
        return [one.id for one in Checks(case(*contacts), [RULES["C-15"]]).found]

    assert asked(promise, earlier) == ["p"]
    assert asked(later, earlier, promise) == []
    assert asked(promise, Contact(id="u", person="d")) == []
    assert asked(promise, Contact(id="o", person="other", when=later.when)) == ["p"]


def test_a_timeline_of_months_has_its_gaps_too() -> None:
    days = ("2024-01-05", "2024-01-12", "2024-01-20", "2024-01-26", "2024-02-02", "2024-08-20", "2024-08-27")
    things = [entry(f"t{n}", Time(kind=TimeKind.DATE, start=day), f"Visit {n}") for n, day in enumerate(days)]
    (one,) = Checks(case(*things), [RULES["C-41"]]).found
    assert "for 199 days between “Visit 4” and “Visit 5”" in one.message


def test_quoted_words_stand_within_the_sentence_without_their_full_stop() -> None:
    wanted = factor("f", wanted="Bed numbers for that night.\nAsked of the site team.")
    (one,) = Checks(case(wanted), [RULES["C-36"]]).found
    assert "“Bed numbers for that night”. Get it" in one.message


def test_a_reference_is_read_as_its_words_where_the_family_reads() -> None:
    for said, speaks in ((reference("T12", "NEWS2"), False), ("NEWS2", True)):
        text = ReportText(id="t", template="family_summary", section="family_found", text=f"We saw {said}.")
        assert bool(Checks(case(told(summary="It began."), text), [RULES["C-145"]]).found) is speaks
