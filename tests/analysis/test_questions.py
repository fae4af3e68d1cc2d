"""How each question stands: an answer counts only while something in the case bears it out."""

from dataclasses import replace
from datetime import datetime

import pytest

from rca_workbench.analysis.questions import (
    QuestionState,
    answered_words,
    asker,
    counted,
    is_in_terms,
    standing_of,
    standings,
    state_of,
    terms_with,
)
from rca_workbench.analysis.standing import standing
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Entity,
    Factor,
    FactorStatus,
    Finding,
    Incident,
    Question,
    Recommendation,
    ReportText,
    Snapshot,
    Standing,
)

WHY = "Why was nobody with her?"


def case(*things: Entity) -> Snapshot:
    return Snapshot.empty().changed(things, (), "")


def asked(**fields: object) -> Question:
    return Question(id="q", text=WHY, **fields)  # type: ignore[arg-type]


def test_a_question_nobody_has_touched_is_open() -> None:
    assert state_of(case(asked()), asked()) is QuestionState.OPEN


def test_what_answers_it_is_found_before_a_reply_is_written() -> None:
    question = asked(answered_by=("k",))
    assert state_of(case(question, Finding(id="k", text="Two were ill")), question) is QuestionState.POINTED


def test_it_is_answered_once_there_is_a_reply_that_something_bears_out() -> None:
    question = asked(answered_by=("k",), answer="Two nurses were ill that night.")
    there = standing_of(case(question, Finding(id="k", text="Two were ill")), question)
    assert (there.state, there.why, [one.id for one in there.stands]) == (QuestionState.ANSWERED, "", ["k"])


@pytest.mark.parametrize(
    ("answering", "why"),
    [
        (None, "is not in the case any more"),
        (Factor(id="k", text="Two were ill", status=FactorStatus.REJECTED), "was set aside"),
        (Action(id="k", text="A second nurse", status=ActionStatus.STOPPED), "was stopped"),
        (Recommendation(id="k", text="Set a standard", standing=Standing.DECLINED), "was declined"),
        (Finding(id="k", text="  "), "has no words"),
        (ReportText(id="k", section="summary", text=""), "has no words"),
        (Finding(id="k", text="Two were ill", factors=("gone",)), "rests on nothing"),
    ],
)
def test_it_is_open_again_when_what_answered_it_falls_away(answering: Entity | None, why: str) -> None:
    question = asked(answered_by=("k",), answer="Two nurses were ill that night.")
    there = standing_of(case(question, *([answering] if answering else [])), question)
    assert there.state is QuestionState.OPEN
    assert why in there.why
    assert [one.id for one in there.fallen] == ["k"]


def test_one_thing_that_still_stands_is_enough() -> None:
    question = asked(answered_by=("gone", "k"), answer="Two nurses were ill.")
    there = standing_of(case(question, Finding(id="k", text="Two were ill")), question)
    assert there.state is QuestionState.ANSWERED
    assert len(there.fallen) == 1


def test_a_reply_that_rests_on_nothing_leaves_it_open() -> None:
    question = asked(answer="We do not know yet.")
    there = standing_of(case(question), question)
    assert there.state is QuestionState.OPEN
    assert "bears it out" in there.why


def test_that_it_cannot_be_answered_has_to_be_agreed() -> None:
    alone = asked(cannot_answer="No record was kept.")
    agreed = asked(cannot_answer="No record was kept.", agreed="Patient's daughter")
    assert state_of(case(alone), alone) is QuestionState.OPEN
    assert "agreed" in standing_of(case(alone), alone).why
    assert state_of(case(agreed), agreed) is QuestionState.CANNOT


def test_open_ones_come_first_and_all_are_counted() -> None:
    answered = Question(id="a", text="A?", answered_by=("k",), answer="Yes.")
    snapshot = case(answered, Question(id="b", text="B?"), Finding(id="k", text="Seen"))
    assert [one.question.id for one in standings(snapshot)] == ["b", "a"]
    assert counted(snapshot)[QuestionState.OPEN] == 1
    assert sum(counted(snapshot).values()) == 2


def test_how_many_are_answered_is_said_with_what_became_of_the_others() -> None:
    found = Finding(id="k", text="Nights rest on one doctor")
    snapshot = case(replace(asked(), id="a"), replace(asked(answered_by=("k",)), id="b"), found)
    assert answered_words(snapshot) == "0 of 2 questions answered, 1 without a reply yet, 1 open"
    assert "0 of 2 questions answered, 1 without a reply yet, 1 open." in next(
        one.said for one in standing(snapshot, datetime(2026, 6, 1)) if one.place == "people"
    )


def test_who_asked_is_the_person_chosen_or_the_role_said() -> None:
    snapshot = case(Actor(id="d", role="Patient's daughter"))
    assert asker(snapshot, asked(person="d", asked_by="Family")) == "Patient's daughter"
    assert asker(snapshot, asked(asked_by=" Family ")) == "Family"
    assert asker(snapshot, asked()) == ""


def test_it_goes_into_the_terms_of_reference_once_as_its_own_line() -> None:
    question = asked()
    terms = terms_with("What happened that night?", question)
    assert terms.splitlines() == ["What happened that night?", f"“{WHY}”"]
    assert terms_with(terms, question) == terms
    for line in (f"- {WHY}", WHY, terms):
        assert is_in_terms(case(Incident(id="incident", terms_of_reference=line)), question)
    assert not is_in_terms(case(), question)
    assert is_in_terms(case(), asked(in_terms=True))
