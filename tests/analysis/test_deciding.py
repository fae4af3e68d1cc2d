"""The same answers give the same result; nothing of it hangs on the grade of harm; what is not certain is said."""

from collections.abc import Iterable
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.asking import asked, kept, of_another_framework, response_words, threshold
from rca_workbench.analysis.deciding import decided, decisions, drafted, follows
from rca_workbench.analysis.proposing import outcome, proposal
from rca_workbench.model import (
    Answer,
    CaseRecord,
    CriterionAnswer,
    Decision,
    DecisionKind,
    Entity,
    Incident,
    Profile,
    Snapshot,
)
from rca_workbench.reference import harm_levels
from rca_workbench.reference.criteria import criteria, criteria_for
from rca_workbench.reference.timescales import clock_rows
from rca_workbench.reference.versions import list_named, list_version


def case(*things: Entity, profile: Profile = Profile.PSIRF) -> Snapshot:
    return Snapshot.empty().changed([CaseRecord(id="case", profile=profile), *things], (), "head")


def says(answer: Answer, *ids: str) -> list[CriterionAnswer]:
    return [CriterionAnswer(id=f"a-{id}", criterion=id, answer=answer) for id in ids]


def yes(*ids: str) -> list[CriterionAnswer]:
    return says(Answer.YES, *ids)


def ids(profile: Profile, prefix: str) -> list[str]:
    return [one.id for one in criteria_for(profile) if one.id.startswith(prefix)]


any_answers = st.dictionaries(
    st.sampled_from(list(criteria())), st.sampled_from([*Answer, None]), max_size=40
).map(lambda said: [CriterionAnswer(id=f"a-{id}", criterion=id, answer=one) for id, one in said.items()])
any_profile = st.sampled_from(list(Profile))


@given(any_answers, any_profile, st.randoms())
def test_the_same_answers_give_the_same_result_in_whatever_order_they_came(
    answers: list[CriterionAnswer], profile: Profile, shuffled: object
) -> None:
    other = list(answers)
    shuffled.shuffle(other)  # type: ignore[attr-defined]
    first, second = case(*answers, profile=profile), case(*other, profile=profile)
    assert proposal(first) == proposal(second)
    assert follows(first) == follows(second)
    assert threshold(first) == threshold(second)


@given(any_answers, any_profile, st.sampled_from([level.label for level in harm_levels()]))
def test_the_grade_of_harm_never_chooses_the_response(
    answers: list[CriterionAnswer], profile: Profile, grade: str
) -> None:
    plain = case(*answers, profile=profile)
    graded = case(
        *answers, Incident(id="incident", harm_level=grade, harm="One patient died"), profile=profile
    )
    assert proposal(graded) == proposal(plain)
    assert follows(graded) == follows(plain)


@given(any_answers, any_profile)
def test_answers_under_the_other_framework_change_nothing_and_are_kept(
    answers: list[CriterionAnswer], profile: Profile
) -> None:
    here = {one.id for one in criteria_for(profile)}
    own = [one for one in answers if one.criterion in here]
    mixed, alone = case(*answers, profile=profile), case(*own, profile=profile)
    assert proposal(mixed) == proposal(alone)
    assert follows(mixed) == follows(alone)
    others = {one.criterion for one in answers if one.criterion not in here and one.answer is not None}
    assert {one.criterion for one in of_another_framework(mixed)} == others


@given(any_answers, any_profile)
def test_what_follows_names_only_clocks_that_exist(answers: list[CriterionAnswer], profile: Profile) -> None:
    for one in follows(case(*answers, profile=profile)):
        assert set(one.clocks) <= set(clock_rows())
        assert one.what.strip()
        assert one.why.strip()


def test_a_criterion_cannot_start_a_clock_the_list_does_not_have() -> None:
    assert {code for one in criteria().values() for code in one.clocks} <= set(clock_rows())


def test_with_nothing_answered_everything_is_open_and_nothing_follows() -> None:
    found = threshold(case())
    assert (found.answered, found.of) == (0, len(found.open))
    assert follows(case()) == ()
    assert proposal(case()).level == ""
    assert any("not answered" in said for said in proposal(case()).uncertain)


def test_not_known_yet_is_an_answer_and_is_said_as_uncertain() -> None:
    snapshot = case(*says(Answer.NOT_KNOWN, "NR-06"))
    assert threshold(snapshot).answered == 1
    assert any("Child death" in said and "Not known yet" in said for said in proposal(snapshot).uncertain)


def test_a_national_requirement_outranks_every_question() -> None:
    found = proposal(case(*yes("NR-02", "PQ-2", "PQ-3", "CH-3")))
    assert found.level == "M-PSII"
    assert found.reasons[0].startswith("Required nationally: “Death more likely than not")


def test_that_something_is_required_is_not_enough_to_propose_it() -> None:
    found = proposal(case(*yes("PQ-1", "PQ-3", "CH-3")))
    assert found.level == ""
    assert "Answer which event it is" in found.reasons[0]


def test_a_referral_is_proposed_as_what_the_row_requires() -> None:
    found = proposal(case(*yes("NR-07")))
    assert found.level == "NR-07"
    assert found.words == "Refer to LeDeR; local response may run alongside"
    both = proposal(case(*yes("NR-07", "NR-02")))
    assert both.level == "M-PSII"
    assert "Beside it: Refer to LeDeR; local response may run alongside." in both.alternatives


def test_a_plan_comes_before_a_choice_of_ones_own() -> None:
    assert proposal(case(*yes("PQ-2", "PQ-3", "CH-3"))).level == "PQ-2"


def test_facts_point_to_a_learning_response_and_the_others_stay_alternatives() -> None:
    found = proposal(case(*yes("PQ-3", "CH-3", "CH-2")))
    assert found.level == "M-AAR"
    assert found.alternatives[0].startswith("Swarm huddle")
    assert any("Several facts hold" in said for said in found.uncertain)
    assert proposal(case(*yes("PQ-3"))).level == ""


def test_improvement_under_way_needs_no_response_of_its_own() -> None:
    found = proposal(case(*yes("PQ-4")))
    assert found.words.startswith("Record, engage, feed into the improvement work")
    apart = proposal(case(*yes("PQ-3", "PQ-4", "CH-6")))
    assert apart.level == "M-PSII"
    assert any("pull apart" in said for said in apart.uncertain)


def test_no_to_everything_needs_no_response() -> None:
    snapshot = case(*says(Answer.NO, *ids(Profile.PSIRF, "PQ"), *ids(Profile.PSIRF, "NR")))
    assert proposal(snapshot).level == ""
    assert "nothing new to be learned" in proposal(snapshot).reasons[0]
    assert outcome(snapshot, "") == "No separate response; recorded."


def test_a_never_event_answers_the_criterion_of_that_name_in_both_frameworks() -> None:
    for profile, id in ((Profile.PSIRF, "NR-01"), (Profile.SIF2015, "SI-4")):
        snapshot = case(*yes("NE-03"), profile=profile)
        row = next(row for row in asked(snapshot) if row.criterion.id == id)
        assert row.met is Answer.YES
        assert row.because == ("NE-03",)
        assert follows(snapshot)[0].code == id
        assert any("Never Events, not settled" in said for said in proposal(snapshot).uncertain)


def test_a_never_event_pulls_apart_from_a_no_to_that_criterion() -> None:
    snapshot = case(*yes("NE-03"), *says(Answer.NO, "NR-01"))
    row = next(row for row in asked(snapshot) if row.criterion.id == "NR-01")
    assert row.pulls_apart
    assert row.met is Answer.NO  # what somebody said of it stands until they change it
    assert any(
        "is answered no, and “Retained foreign object" in said for said in proposal(snapshot).uncertain
    )


def test_the_suspended_entry_of_the_list_is_never_met() -> None:
    snapshot = case(*yes("NE-16"))
    assert follows(snapshot) == ()
    assert proposal(snapshot).level == ""


def test_a_no_to_every_never_event_answers_the_criterion_with_no() -> None:
    events = [id for id in ids(Profile.PSIRF, "NE") if id != "NE-16"]
    row = next(row for row in asked(case(*says(Answer.NO, *events))) if row.criterion.id == "NR-01")
    assert row.met is Answer.NO


def test_a_serious_incident_asks_for_one_thing_and_its_level_adds_the_report() -> None:
    one = follows(case(*yes("SI-1", "SI-2"), profile=Profile.SIF2015))
    assert [each.code for each in one] == ["SI-1"]
    assert one[0].clocks == ("TS-SIF-01", "TS-SIF-02")
    leveled = follows(case(*yes("SI-1", "L3"), profile=Profile.SIF2015))
    assert leveled[0].clocks[-1] == "TS-SIF-04"
    chosen = Decision(id="d", level="L2", on="2026-03-14")
    assert follows(case(*yes("SI-1", "L3"), chosen, profile=Profile.SIF2015))[0].clocks[-1] == "TS-SIF-03"


def test_none_of_the_criteria_of_2015_is_no_serious_incident() -> None:
    snapshot = case(*says(Answer.NO, *ids(Profile.SIF2015, "SI")), profile=Profile.SIF2015)
    assert proposal(snapshot).reasons == ("None of the 6 criteria of a serious incident is met.",)
    assert outcome(snapshot, "") == "Not declared a serious incident."


def test_bodies_to_tell_follow_in_both_frameworks() -> None:
    for profile in Profile:
        found = follows(case(*yes("ON-08"), profile=profile))
        assert found[0].notify == ("Controlled drugs accountable officer",)


def test_a_criterion_a_later_list_dropped_keeps_its_words_and_is_not_weighed() -> None:
    gone = CriterionAnswer(
        id="g", criterion="NR-99", wording="Incident in a scheme that ended", answer=Answer.YES,
        list_version="incident_thresholds 2024-01 0a1b2c3d",
    )  # fmt: skip
    strange = CriterionAnswer(
        id="n", criterion="N1", answer=Answer.YES, list_version="duty_of_candour 2026-06 1"
    )
    snapshot = case(gone, strange)
    assert kept(snapshot) == (gone,)
    assert follows(snapshot) == ()
    assert any("Incident in a scheme that ended" in said for said in proposal(snapshot).uncertain)


def test_of_two_answers_to_one_criterion_the_newer_counts() -> None:
    early = CriterionAnswer(id="z", criterion="SI-1", answer=Answer.NO, on="2026-03-01")
    late = CriterionAnswer(id="a", criterion="SI-1", answer=Answer.YES, on="2026-03-02")
    for order in ((early, late), (late, early)):
        assert follows(case(*order, profile=Profile.SIF2015))


def test_a_framework_that_is_not_in_the_lists_asks_whom_to_tell_and_proposes_nothing() -> None:
    unknown = cast(Profile, "framework_of_2031")
    snapshot = case(*yes("ON-09", "SI-1", "NR-02"), profile=unknown)
    assert [one.code for one in follows(snapshot)] == ["ON-09"]
    assert proposal(snapshot).level == ""
    assert outcome(snapshot, "M-PSII")


def _decisions(*on: str) -> Iterable[Decision]:
    return [Decision(id=f"d{n}", outcome=f"{n}", on=day) for n, day in enumerate(on)]


def test_the_newest_decision_stands_and_the_old_ones_stay() -> None:
    snapshot = case(*_decisions("2026-03-14", "2026-04-02", "2026-03-20"))
    assert [one.id for one in decisions(snapshot)] == ["d1", "d2", "d0"]
    stands = decided(snapshot)
    assert stands is not None and stands.id == "d1"


def test_of_one_day_the_decision_that_came_later_stands() -> None:
    stands = decided(case(*_decisions("2026-03-14", "2026-03-14")))
    assert stands is not None and stands.id == "d1"


def test_a_decision_without_a_date_is_one_being_written() -> None:
    closing = Decision(id="c", decision_kind=DecisionKind.CLOSURE, on="2026-09-01")
    snapshot = case(*_decisions("2026-03-14", ""), closing)
    written, stands = drafted(snapshot), decided(snapshot)
    assert written is not None and written.id == "d1"
    assert stands is not None and stands.id == "d0"


def test_a_level_of_ones_own_is_called_as_it_is_written() -> None:
    assert (
        response_words("Joint review with the ambulance service") == "Joint review with the ambulance service"
    )
    assert response_words("L2") == "Comprehensive internal (L2)"


def test_a_stamp_says_which_list_and_which_edition() -> None:
    stamp = list_version("never_events")
    assert list_named(stamp) == "never_events"
    assert stamp.split()[1] == "2026-06"
    assert list_named("") == "" and list_named("2026-06") == ""
