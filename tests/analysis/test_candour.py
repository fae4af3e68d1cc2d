"""Regulation 20: what the test comes to, and how far each step has come."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.candour import (
    StepState,
    candour_lines,
    candour_reading,
    candour_state,
    letter_contents,
)
from rca_workbench.analysis.candour_clocks import candour_offers
from rca_workbench.analysis.reaching import attempts_rule, reaching
from rca_workbench.model import (
    Actor,
    Answer,
    CandourStep,
    CandourTest,
    Clock,
    Contact,
    CriterionAnswer,
    Entity,
    Incident,
    Nature,
    Reached,
    SignOff,
    StepOutcome,
)
from rca_workbench.reference.candour import (
    candour,
    candour_steps,
    conditional_words,
    grade_words,
    provider_type,
    provider_types,
)
from tests.drawing.builders import at, case

DAUGHTER = Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY)


def answers(*three: Answer | None) -> list[Entity]:
    return [
        CriterionAnswer(id=f"n{number}", criterion=f"N{number}", answer=answer)
        for number, answer in enumerate(three, 1)
        if answer is not None
    ]


def tried(id: str, day: str, means: str, reached: Reached = Reached.NO_ANSWER) -> Contact:
    return Contact(id=id, person="d", when=at("10:00", day), means=means, reached=reached, by="Matron")


def step(id: str, **more: object) -> CandourStep:
    fields: dict[str, object] = {
        "step": id,
        "when": at("10:00", "2025-03-14"),
        "by": "Consultant 1",
        "said": "What was known",
    }
    return CandourStep(id=f"s{id}", **(fields | more))  # type: ignore[arg-type]


def states(*things: Entity) -> dict[str, StepState]:
    return {one.id: one.state for one in candour_lines(case(*things))}


YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN
OWED = CandourTest(id="candour_test", applies=YES)
"""What falls away was owed before."""


@pytest.mark.parametrize(
    ("three", "suggests", "unsure"),
    [
        ((YES, YES, YES), YES, False),
        ((YES, NO, YES), NO, False),
        ((YES, YES, NO), NO, False),
        ((YES, YES, UNKNOWN), YES, True),
        ((UNKNOWN, YES, NO), NO, False),
        ((YES, YES, None), None, False),
        ((None, None, None), None, False),
    ],
)
def test_all_three_parts_have_to_hold_and_what_is_not_known_counts_as_met_for_now(
    three: tuple[Answer | None, ...], suggests: Answer | None, unsure: bool
) -> None:
    reading = candour_reading(case(*answers(*three)))
    assert (reading.suggests, reading.unsure) == (suggests, unsure)
    if unsure:
        assert "act as if the most serious level" in reading.words


@pytest.mark.parametrize("level", ["P1", "No physical harm", "Fatal physical harm", "P4"])
def test_a_harm_grade_changes_nothing_in_the_test(level: str) -> None:
    graded = Incident(id="incident", harm_level=level)
    for three in ((YES, YES, YES), (YES, YES, NO), (YES, YES, None)):
        with_grade, without = case(graded, *answers(*three)), case(*answers(*three))
        assert candour_reading(with_grade) == candour_reading(without)
        assert candour_state(with_grade) == candour_state(without)


def test_the_professional_duty_changes_nothing_in_the_statutory_one() -> None:
    met = CandourTest(id="candour_test", professional=YES, professional_note="Told at once")
    state = candour_state(case(met))
    assert state.applies is None
    assert state.done == 0


def test_harm_that_could_result_counts_for_nhs_bodies_alone() -> None:
    assert ["could result" in one.wording for one in provider_types()] == [True, False]
    nhs = provider_type("health_service_body")
    assert nhs is not None and any("moderate harm" in one for one in nhs.harms)


def test_each_step_says_what_it_lacks() -> None:
    bare = CandourStep(id="s", step="DC-03")
    line = next(one for one in candour_lines(case(bare)) if one.id == "DC-03")
    assert line.state is StepState.PART
    assert line.lacking == ("when it was", "by whom", "what was said or came of it")
    assert states(step("DC-03"))["DC-03"] is StepState.DONE


def test_a_step_may_be_named_in_the_words_of_the_list() -> None:
    assert states(step("Notify in person"))["DC-03"] is StepState.DONE


def test_the_apology_may_be_the_one_made_when_they_were_told() -> None:
    assert states(step("DC-03"))["DC-06"] is StepState.OPEN
    assert states(step("DC-03", apology="I am sorry that we came late."))["DC-06"] is StepState.DONE
    assert states(step("DC-06"))["DC-06"] is StepState.PART


def test_an_apology_that_hangs_on_a_condition_is_not_yet_made() -> None:
    sorry = "We are sorry if you feel that we came late."
    assert conditional_words(sorry)
    for id in ("DC-03", "DC-06"):
        assert states(step(id, apology=sorry))["DC-06"] is StepState.PART
    line = next(one for one in candour_lines(case(step("DC-06", apology=sorry))) if one.id == "DC-06")
    assert line.lacking == ("an apology that hangs on no condition",)
    better = replace(step("DC-06", apology="I am sorry that we came late."), id="more")
    assert states(step("DC-06", apology=sorry), better)["DC-06"] is StepState.DONE


def test_the_letter_has_to_hold_all_that_the_law_asks() -> None:
    rule = next(one for one in candour_steps() if one.id == "DC-09")
    assert len(rule.must_contain) == 4
    ids = [id for id, _ in rule.must_contain]
    letter = step("DC-09", apology="We are sorry for what happened.")
    held = [CriterionAnswer(id=id, criterion=id, answer=YES) for id in ids]
    line = next(one for one in candour_lines(case(letter, *held[:2])) if one.id == "DC-09")
    assert line.state is StepState.PART
    assert line.lacking == ("that the letter holds results of enquiries so far",)
    assert states(letter, *held)["DC-09"] is StepState.DONE
    assert [answer for _, _, answer in letter_contents(case(step("DC-09")))] == [None] * 4


def test_copies_are_kept_where_every_letter_is_an_item_of_evidence() -> None:
    assert states(step("DC-09"))["DC-11"] is StepState.OPEN
    assert states(step("DC-09", document="e1"))["DC-11"] is StepState.DONE


def test_the_decision_needs_its_reason_and_whose_opinion_it_is() -> None:
    bare = CandourTest(id="candour_test", applies=YES)
    line = candour_lines(case(bare))[0]
    assert (line.state, line.lacking) == (
        StepState.PART,
        ("why", "who decided", "whose opinion of the harm it is"),
    )
    whole = CandourTest(id="candour_test", applies=YES, reason="Readmitted", by="Panel", opinion="Consultant")
    assert candour_lines(case(whole))[0].state is StepState.DONE


def test_one_unanswered_call_is_not_out_of_reach() -> None:
    said = step("DC-03", became=StepOutcome.UNREACHABLE, said="")
    one_call = (DAUGHTER, said, tried("c1", "2025-03-14", "Telephone"))
    assert states(*one_call)["DC-03"] is StepState.TRYING
    assert not candour_state(case(*one_call)).excused
    assert states(*one_call)["DC-09"] is StepState.OPEN


def test_attempts_on_several_days_and_in_several_ways_show_it() -> None:
    said = step("DC-03", became=StepOutcome.UNREACHABLE, said="")
    attempts = [
        tried("c1", "2025-03-14", "Telephone"),
        tried("c2", "2025-03-15", "Telephone", Reached.MESSAGE),
        tried("c3", "2025-03-17", "Letter", Reached.WRITTEN),
    ]
    snapshot = case(OWED, DAUGHTER, said, *attempts)
    assert reaching(snapshot).enough
    found = states(OWED, DAUGHTER, said, *attempts)
    assert found["DC-03"] is StepState.UNREACHABLE
    assert {found[f"DC-{n:02}"] for n in range(4, 11)} == {StepState.EXCUSED}
    assert found["DC-01"] is StepState.PART
    assert candour_state(snapshot).excused
    # the same number on one day, in one way, or with a talk among them shows nothing
    same_day = [tried(f"c{n}", "2025-03-14", "By phone" if n else "Telephone") for n in range(3)]
    assert reaching(case(DAUGHTER, *same_day)).lacking == (
        "an attempt on another day", "an attempt in another way, such as a letter",
    )  # fmt: skip
    spoken = tried("c4", "2025-03-20", "Telephone", Reached.SPOKEN)
    assert not reaching(case(DAUGHTER, *attempts, spoken)).enough


def test_attempts_to_reach_somebody_else_do_not_count() -> None:
    attempts = [tried(f"c{n}", f"2025-03-1{n}", "Letter" if n == 4 else "Telephone") for n in (4, 5, 6)]
    other = CandourTest(id="candour_test", person="p")
    assert len(reaching(case(DAUGHTER, *attempts)).attempts) == 3
    assert reaching(case(DAUGHTER, other, *attempts)).attempts == ()


def test_who_declines_is_excused_once_their_words_are_recorded() -> None:
    declined = step("DC-03", became=StepOutcome.DECLINED, said="")
    assert states(declined)["DC-03"] is StepState.TRYING
    words = step("DC-03", became=StepOutcome.DECLINED, said="", outcome="“I cannot hear this now”, 14 March")
    assert states(words)["DC-03"] is StepState.DECLINED
    logged = tried("c1", "2025-03-14", "Telephone", Reached.DECLINED)
    found = states(OWED, DAUGHTER, declined, logged)
    assert (found["DC-03"], found["DC-09"]) == (StepState.DECLINED, StepState.EXCUSED)


def test_nothing_falls_away_while_it_is_not_decided_or_nobody_is_said_to_have_declined() -> None:
    declined = step("DC-03", became=StepOutcome.DECLINED, said="", outcome="“Not now”")
    theirs = replace(declined, person="d")
    for things, apart in (
        ((theirs,), StepState.OPEN),  # nothing decided
        ((OWED, declined), StepState.OPEN),  # nobody named
        ((OWED, theirs), StepState.EXCUSED),
        ((replace(OWED, applies=UNKNOWN, person="d"), declined), StepState.EXCUSED),
    ):
        assert states(*things)["DC-09"] is apart
        assert candour_state(case(*things)).excused == (apart is StepState.EXCUSED)


def test_who_declined_is_owed_no_more_attempts() -> None:
    logged = tried("c1", "2025-03-14", "Telephone", Reached.DECLINED)
    said = step("DC-03", became=StepOutcome.DECLINED, said="", outcome="“Not now”")
    unanswered = tried("c2", "2025-03-13", "Telephone")
    for things in ((logged,), (said,), (logged, unanswered)):
        words = reaching(case(DAUGHTER, *things)).words
        assert words.startswith("They declined; no more attempts are asked for.")
        assert "missing" not in words


def test_the_rule_on_attempts_names_whose_it_is() -> None:
    assert "at least 3 attempts" in attempts_rule()
    assert "project's own" in attempts_rule()


@pytest.mark.parametrize(
    ("name", "read"), [("apology_wording", conditional_words), ("harm_grade_as_reason", grade_words)]
)
def test_the_wording_patterns_catch_their_own_examples_and_leave_sound_ones(name: str, read: object) -> None:
    held = candour().content[name]
    assert callable(read)
    for said in held["test_fires"]:  # type: ignore[index]
        assert read(said), said
    for said in held["test_clean"]:  # type: ignore[index]
        assert not read(said), said


def test_every_step_names_its_paragraph_and_only_those_of_two_to_four_fall_away() -> None:
    for rule in candour_steps():
        assert rule.paragraph.startswith("20(")
        # paragraph 6 asks for copies of what was written under paragraph 4
        assert rule.lapses == (rule.paragraph[:5] in ("20(2)", "20(3)", "20(4)", "20(6)"))


def test_its_deadlines_are_offered_while_it_is_not_known_too_and_not_where_it_does_not_apply() -> None:
    def codes(*things: Entity) -> list[str]:
        return [one.row.id for one in candour_offers(case(*things))]

    def decided(applies: Answer | None) -> CandourTest:
        return CandourTest(id="candour_test", applies=applies)

    for applies in (YES, UNKNOWN):
        assert codes(decided(applies)) == ["TS-DOC-01", "TS-DOC-02"]
    assert codes(decided(NO)) == codes(decided(None)) == []
    assert codes(decided(YES), step("DC-03")) == ["TS-DOC-01", "TS-DOC-02", "TS-DOC-03"]
    assert codes(decided(YES), Clock(id="c", code="TS-DOC-01")) == ["TS-DOC-02"]
    signed = SignOff(id="s", on="2025-06-02")
    assert codes(decided(YES), signed)[-1] == "TS-DOC-04"
    assert "TS-DOC-04" not in codes(decided(YES), signed, step("DC-10"))
    declined = step("DC-03", became=StepOutcome.DECLINED, outcome="“Not now”", person="d")
    assert codes(decided(YES), declined) == [], "what falls away has no deadline"


@given(
    st.lists(
        st.tuples(st.integers(1, 28), st.sampled_from(["Telephone", "By phone", "Letter", ""])), max_size=8
    )
)
def test_a_further_attempt_never_makes_somebody_less_out_of_reach(tries: list[tuple[int, str]]) -> None:
    attempts = [tried(f"c{n}", f"2025-03-{day:02}", means) for n, (day, means) in enumerate(tries)]
    enough = [reaching(case(DAUGHTER, *attempts[:count])).enough for count in range(len(attempts) + 1)]
    assert enough == sorted(enough)
    if any(enough):
        assert len({day for day, _ in tries}) >= 2 and len(tries) >= 3
    spoken = tried("s", "2025-03-29", "Telephone", Reached.SPOKEN)
    assert not reaching(case(DAUGHTER, *attempts, spoken)).enough


def test_a_step_done_after_they_had_declined_it_is_done() -> None:
    declined = step("DC-10", became=StepOutcome.DECLINED)
    assert states(declined)["DC-10"] is StepState.DECLINED
    sent = replace(declined, id="later", became=StepOutcome.DONE)
    assert states(declined, sent)["DC-10"] is StepState.DONE


def test_of_two_answers_as_after_a_merge_the_newest_that_says_something_counts() -> None:
    new = CriterionAnswer(id="a", criterion="N1", answer=Answer.NO, on="2025-03-20")
    old = CriterionAnswer(id="b", criterion="N1", answer=Answer.YES, on="2025-03-14")
    blank = CriterionAnswer(id="c", criterion="N1", on="2025-03-21")
    for several in ((new, old, blank), (blank, old, new)):
        assert candour_reading(case(*several)).suggests is Answer.NO
