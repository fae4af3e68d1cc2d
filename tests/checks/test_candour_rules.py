"""The rules on candour and contact, where a sound and a broken case are not enough to say what they ask."""

from rca_workbench.checks import Checks, all_rules
from rca_workbench.model import Actor, Answer, Contact, Entity, Nature, Reached, StepOutcome
from tests.checks.days import TODAY
from tests.checks.each_candour import ATTEMPTS, DAUGHTER, PLAN, PROMISE, contact, decided, step
from tests.checks.test_each_case_rule import T, told
from tests.drawing.builders import at, case

RULES = {one.id: one for one in all_rules()}


def asked(id: str, *things: Entity) -> list[str]:
    return [one.message for one in Checks(case(*things), [RULES[id]], today=TODAY).found]


def test_a_decision_that_the_duty_does_not_apply_settles_what_the_harm_grade_raised() -> None:
    graded = told(harm_level="P3")
    assert asked("C-16", T, graded)
    assert not asked("C-16", T, graded, decided(applies=Answer.NO, reason="The course of her illness"))


def test_no_step_is_asked_for_where_the_duty_does_not_apply() -> None:
    no = decided(applies=Answer.NO, reason="The course of her illness")
    spoken = step("DC-03")
    for rule in ("C-18", "C-19", "C-131", "C-133"):
        assert not asked(rule, no, spoken), rule


def test_what_is_not_known_yet_is_taken_to_apply() -> None:
    (said,) = asked("C-131", decided(applies=Answer.NOT_KNOWN))
    assert "taken to apply until more is known" in said


def test_who_declined_or_is_out_of_reach_need_not_have_been_told_in_person() -> None:
    out = step("DC-03", became=StepOutcome.UNREACHABLE, said="", outcome="x")
    assert not asked("C-131", decided(), DAUGHTER, out, *ATTEMPTS)
    assert not asked("C-18", decided(), DAUGHTER, out, *ATTEMPTS)
    assert asked("C-138", decided(), DAUGHTER, out, *ATTEMPTS)


def test_told_by_telephone_is_not_in_person_and_one_meeting_is() -> None:
    assert asked("C-131", decided(), step("DC-03", means="Telephone"))
    assert not asked("C-131", decided(), step("DC-03", means="At home, in person"))
    assert not asked("C-131", decided(), step("DC-03"))


def test_the_missing_step_is_named_once() -> None:
    """Telling in person has a rule of its own; the list of missing steps leaves it out."""
    (said,) = asked("C-19", decided(person="d", lead="Matron"), step("DC-09"))
    assert "Notify in person" not in said
    assert "Apologise" in said


def test_an_unanswered_call_need_not_say_what_was_said() -> None:
    assert not asked("C-14", Contact(id="c", when=at("10:00"), reached=Reached.NO_ANSWER))
    assert asked("C-14", Contact(id="c", when=at("10:00"), reached=Reached.SPOKEN))


def test_a_promise_past_its_day_is_named_with_the_day_it_was_for() -> None:
    (said,) = asked("C-135", PROMISE)
    assert "20 March 2025" in said


def test_who_is_not_close_needs_no_contact_plan() -> None:
    nurse = Actor(id="n", role="Ward nurse 1", nature=Nature.STAFF)
    assert not asked("C-136", nurse, T)
    assert asked("C-136", nurse, DAUGHTER, T)


def test_a_later_contact_ends_the_wait() -> None:
    first, today = contact("a", "2025-03-14", said="Told"), TODAY.isoformat()
    assert asked("C-137", DAUGHTER, PLAN, first, contact("b", today, reached=Reached.NO_ANSWER))
    assert not asked("C-137", DAUGHTER, PLAN, first, contact("b", today, said="Told more"))


def test_a_letter_after_the_attempts_is_asking_again_in_whatever_order_it_was_noted() -> None:
    out = step("DC-03", became=StepOutcome.UNREACHABLE, said="", outcome="x", when=at("10:00", "2025-03-18"))
    offer = contact("o", "2025-09-10", "Letter", reached=Reached.WRITTEN)
    assert not asked("C-138", decided(), DAUGHTER, out, *ATTEMPTS, offer)
    assert not asked("C-138", decided(), DAUGHTER, out, offer, *ATTEMPTS)
    assert asked("C-138", decided(), DAUGHTER, out, *reversed(ATTEMPTS)), "the attempts themselves are none"


def test_in_person_is_in_person_wherever_it_was_and_whoever_announced_it() -> None:
    for means in ("In person, postnatal ward", "Home visit, called ahead", "Face to face in the text room"):
        assert not asked("C-131", decided(), step("DC-03", means=means)), means
    for means in ("Telephone", "Video call", "By post", "A letter", "Text message", "E-mail"):
        assert asked("C-131", decided(), step("DC-03", means=means)), means
