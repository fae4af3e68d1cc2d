"""How learning was passed on: reach, links to practice, and the order in which people are told."""

from datetime import date

import pytest

from rca_workbench.analysis.learning import learning, told_before_wider_sharing
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Answer,
    Entity,
    Factor,
    FactorKind,
    Finding,
    LearningItem,
    Nature,
    Review,
    ReviewKind,
    Sharing,
    Strength,
)
from rca_workbench.reference import sharing_form, sharing_forms, sharing_rules
from tests.drawing.builders import case

FACTOR = Factor(id="f", text="Results reach three inboxes", factor_kind=FactorKind.SYSTEM_FACTOR)
FINDING = Finding(id="k", text="Nobody's inbox is the last", factors=("f",))
FAMILY = Actor(id="daughter", role="Daughter", nature=Nature.FAMILY)


def item(**fields: object) -> LearningItem:
    return LearningItem(id="l", text="Say whose inbox is the last", **fields)  # type: ignore[arg-type]


def went(id: str, form: str, **fields: object) -> Sharing:
    return Sharing(id=id, form=form, item=fields.pop("item", "l"), **fields)  # type: ignore[arg-type]


def test_the_list_says_which_forms_reach_beyond_the_team() -> None:
    beyond = [one.id for one in sharing_forms() if one.beyond]
    assert beyond == ["LS-01", "LS-05", "LS-06", "LS-07", "LS-08", "LS-09", "LS-10"]
    assert [one.id for one in sharing_forms() if one.feedback] == ["LS-11", "LS-12"]


def test_forms_and_rules_say_that_they_are_not_checked_whole() -> None:
    assert {one.mark for one in (*sharing_forms(), *sharing_rules())} == {
        "Checked in part against the source"
    }
    assert sharing_form("LS-99") is None


def test_a_lesson_shared_only_in_the_team_is_known_by_that() -> None:
    (lesson,) = learning(case(item(), went("s", "LS-02", to="Night team"))).lessons
    assert lesson.in_team_only
    (wider,) = learning(case(item(), went("s", "LS-01", to="All wards", beyond=True))).lessons
    assert not wider.in_team_only
    (unsent,) = learning(case(item())).lessons
    assert not unsent.in_team_only and not unsent.passed_on


@pytest.mark.parametrize(
    ("more", "weak"),
    [
        ((item(practice="E-learning module on results"),), True),
        ((item(), went("s", "LS-04", to="Junior doctors")), True),
        ((item(practice="E-learning module"), went("s", "LS-03", to="Ward sisters")), False),
        ((item(practice="Asked about in supervision"),), False),
        ((item(practice="Printed on the handover sheet"),), False),
        ((item(practice="E-learning module", seen=Answer.YES, seen_how="14 of 15 handovers"),), False),
        ((item(practice="E-learning module", seen=Answer.YES),), True),
        ((item(practice="E-learning module", seen=Answer.NO),), True),
        ((item(),), False),
    ],
)
def test_a_lesson_is_weak_where_training_is_all_there_is(more: tuple[Entity, ...], weak: bool) -> None:
    found = learning(case(*more))
    assert (found.lessons[0] in found.training_only) is weak


@pytest.mark.parametrize(
    ("said", "counted"), [({}, 0), ({"to": " "}, 0), ({"to": "All wards"}, 1), ({"reach": "212 of 240"}, 1)]
)
def test_a_form_alone_has_reached_nobody(said: dict[str, object], counted: int) -> None:
    for of in ("l", None):
        found = learning(case(item(), went("s", "LS-01", item=of, beyond=True, **said)))
        assert found.beyond == counted
    (lesson,) = learning(case(item(), went("s", "LS-01", beyond=True, **said))).lessons
    assert lesson.beyond and len(lesson.reached) == counted  # what is marked still asks for its second check
    assert not lesson.in_team_only


@pytest.mark.parametrize(("how", "counted"), [("", 0), ("Watched on three wards", 1)])
def test_a_yes_counts_as_seen_once_it_says_where_and_how(how: str, counted: int) -> None:
    assert learning(case(item(seen=Answer.YES, seen_how=how))).seen == counted


@pytest.mark.parametrize(
    ("action", "weak"),
    [
        ({"strength": Strength.STRONGER}, False),
        ({"strength": Strength.INTERMEDIATE}, False),
        ({"strength": Strength.WEAKER}, True),
        ({"strength": Strength.STRONGER, "status": ActionStatus.STOPPED}, True),
    ],
)
def test_training_beside_a_change_of_the_work_is_not_all_there_is(
    action: dict[str, object], weak: bool
) -> None:
    done = Action(id="a", text="One inbox", addresses=("f",), **action)  # type: ignore[arg-type]
    lesson = item(practice="Induction", about=("k",))
    assert learning(case(FACTOR, FINDING, done, lesson)).lessons[0].training_only is weak


def test_a_lesson_is_overdue_when_its_day_has_passed_and_nobody_looked() -> None:
    lesson = learning(case(item(review="2026-05-01"))).lessons[0]
    assert not lesson.overdue(date(2026, 5, 1))
    assert lesson.overdue(date(2026, 5, 2))
    looked = learning(case(item(review="2026-05-01", seen=Answer.NO))).lessons[0]
    assert not looked.overdue(date(2026, 5, 2))


def test_feedback_stands_apart_from_sharing_a_lesson_and_the_bulletin() -> None:
    found = learning(
        case(
            item(),
            went("a", "LS-11", to="Daughter"),
            went("r", "LS-12", to="Ward nurse 1", item=None),
            went("b", "LS-01", to="All wards", item=None, beyond=True),
        )
    )
    assert [one.id for one in found.to_affected] == ["a"]
    assert [one.id for one in found.to_reporter] == ["r"]
    assert [one.id for one in found.bulletins] == ["b"]
    assert found.lessons[0].sharings == ()
    assert found.beyond == 1  # the bulletin carries every lesson


def test_supervision_and_training_that_name_no_lesson_are_not_the_bulletin() -> None:
    several = [went(form, form, to="All wards", item=None, beyond=True) for form in ("LS-03", "LS-04")]
    found = learning(case(item(), *several))
    assert [one.id for one in found.unnamed] == ["LS-03", "LS-04"]
    assert (found.bulletins, found.beyond, found.lessons[0].trained) == ((), 0, False)


def test_the_family_is_told_before_wider_sharing() -> None:
    wider = went("w", "LS-01", to="All wards", beyond=True, on="2026-03-10")
    early, late = (went("t", "LS-11", to="Daughter", on=on) for on in ("2026-03-01", "2026-03-20"))
    lesson = item()
    assert told_before_wider_sharing(case(FAMILY, lesson, wider)) == (wider,)
    assert told_before_wider_sharing(case(FAMILY, lesson, wider, late)) == (wider,)
    assert told_before_wider_sharing(case(FAMILY, lesson, wider, early)) == ()
    assert told_before_wider_sharing(case(lesson, wider)) == ()  # nobody to tell


def test_feedback_to_staff_does_not_stand_for_telling_the_family_and_reading_the_report_does() -> None:
    wider = went("w", "LS-01", to="All wards", beyond=True, on="2026-03-10")
    staff = went("t", "LS-11", to="Staff involved", on="2026-03-01")
    office = went("o", "LS-11", to="Patient safety team, with the sonography staff", on="2026-03-01")
    assert told_before_wider_sharing(case(FAMILY, item(), wider, office)) == (wider,)
    read = Review(id="r", review_kind=ReviewKind.ACCURACY, person="daughter", sent="2026-03-01")
    assert told_before_wider_sharing(case(FAMILY, item(), wider, staff)) == (wider,)
    assert told_before_wider_sharing(case(FAMILY, item(), wider, staff, read)) == ()
