"""The action plan as a whole, and what the words of an action hint at."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.coverage import coverage
from rca_workbench.analysis.effect import effect_shown
from rca_workbench.analysis.plan import (
    AGREED,
    approved_without,
    follow_through_of,
    has_baseline,
    left_on,
    plan,
    roles_known,
    suggested_strength,
)
from rca_workbench.analysis.plan_standing import plan_words, pressing_actions
from rca_workbench.analysis.residual import planned
from rca_workbench.analysis.standing import needs
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    ClosureState,
    DataPoint,
    Decision,
    DecisionKind,
    Entity,
    Factor,
    FactorKind,
    Measure,
    Nature,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Snapshot,
    Standing,
    Strength,
)
from rca_workbench.reference import action_mixes, action_strengths, papers

TODAY = date(2027, 4, 4)


def case(*several: Entity) -> Snapshot:
    return Snapshot.empty().changed(several, (), "case")


def action(id: str = "a", **values: object) -> Action:
    return Action(id=id, **{"text": "One model of pump", "order": id, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "strength", "kind"),
    [
        ("Double check of all insulin doses by a second nurse", Strength.WEAKER, "double check"),
        ("A second independent system keeps the record", Strength.INTERMEDIATE, "redundancy"),
        ("Remind staff to use the checklist", Strength.WEAKER, "training or reminder"),
        ("A checklist for transfers, with training", Strength.INTERMEDIATE, "checklist or cognitive aid"),
        ("Standardise pumps, and train staff", Strength.STRONGER, "standardise equipment or process"),
        ("Simplify the escalation policy", Strength.WEAKER, "new policy, procedure or memo"),
        (
            "Replace the poster with an interlock",
            Strength.STRONGER,
            "engineering control, interlock, forcing function",
        ),
        ("Remove distractions at preparation", Strength.INTERMEDIATE, "remove or cut distractions"),
        (
            "Train the night team by simulation",
            Strength.INTERMEDIATE,
            "simulation-based training with refreshers",
        ),
        (
            "Instead of training, an interlock",
            Strength.STRONGER,
            "engineering control, interlock, forcing function",
        ),
    ],
)
def test_the_words_of_an_action_hint_at_a_kind_and_its_strength(
    text: str, strength: Strength, kind: str
) -> None:
    found = suggested_strength(text)
    assert found is not None
    assert (found.strength, found.type) == (strength, kind)
    assert kind in found.because and strength.value in found.because


@pytest.mark.parametrize("text", ["", "Ward manager to see to it", "Restrain patients less often"])
def test_words_that_hint_at_nothing_suggest_nothing(text: str) -> None:
    assert suggested_strength(text) is None


def test_the_two_that_are_easily_confused_each_name_the_other() -> None:
    check, second = suggested_strength("Double check of doses"), suggested_strength("Redundant power supply")
    assert check and second
    assert "Redundancy" in check.because and "double check" in second.because


def test_what_is_not_read_in_a_source_says_so() -> None:
    found = suggested_strength("Simulation twice a year")
    assert found and found.mark == "Not checked against the source"


@given(st.text(max_size=120))
def test_any_words_can_be_typed(text: str) -> None:
    found = suggested_strength(text)
    kinds = {one.label: level.id for level in action_strengths() for one in level.types}
    assert found is None or kinds[found.type] == found.strength


def test_every_word_the_list_suggests_by_belongs_to_a_kind_of_that_strength() -> None:
    for level in action_strengths():
        words = [word for one in level.types for word in one.words]
        assert [one for one in level.suggested_by if not any(one.startswith(word) for word in words)] == []
    assert set(papers()) <= {one.label for level in action_strengths() for one in level.types}


def test_published_mixes_name_their_study_and_how_sure_they_are() -> None:
    mixes = {one.id: one for one in action_mixes()}
    assert dict(mixes["hibbert_2018"].percent) == {"stronger": 8, "intermediate": 44, "weaker": 48}
    assert mixes["hibbert_2018"].mark and not mixes["peerally_2024"].mark
    assert all(sum(one.percent.values()) <= 100 for one in mixes.values())


def test_a_plan_of_reminders_is_weak_and_training_only() -> None:
    weak = plan(
        case(
            action(text="Remind the ward", strength=Strength.WEAKER),
            action("b", text="Retrain the ward", strength=Strength.WEAKER),
        )
    )
    assert weak.weak_only and weak.training_only
    strong = case(*weak.actions, action("c", text="One connector for all pumps", strength=Strength.STRONGER))
    assert not plan(strong).weak_only and not plan(strong).training_only
    stopped = case(
        *weak.actions,
        action("c", text="One connector", strength=Strength.STRONGER, status=ActionStatus.STOPPED),
    )
    assert plan(stopped).weak_only and plan(stopped).by_strength[Strength.STRONGER] == 0


def test_an_empty_plan_is_neither_weak_nor_training_only() -> None:
    nothing = plan(case())
    assert not nothing.weak_only and not nothing.training_only


def test_what_is_late_and_what_is_to_be_reviewed_depend_on_the_day() -> None:
    made = plan(
        case(
            action(due="2027-03-21"),
            action("b", due="2027-03-21", status=ActionStatus.IMPLEMENTED, review="2027-04-04"),
            action("c", due="2027-04-04"),
        )
    )
    assert [one.id for one in made.overdue(TODAY)] == ["a"]
    assert [one.id for one in made.review_due(TODAY)] == ["b"]


def test_a_baseline_is_said_or_counted_before_the_change() -> None:
    before = (action(done="2027-03-01"), Measure(id="m", action="a"))
    assert not has_baseline(case(*before), action(done="2027-03-01"))
    late = DataPoint(id="v", measure="m", on="2027-03-20", value="4")
    assert not has_baseline(case(*before, late), action(done="2027-03-01"))
    early = DataPoint(id="w", measure="m", on="2027-02-20", value="6")
    assert has_baseline(case(*before, late, early), action(done="2027-03-01"))
    assert has_baseline(case(action(), Measure(id="m", action="a", baseline="14 a month")), action())


def test_measures_and_baselines_are_asked_of_what_is_still_followed() -> None:
    made = plan(
        case(
            action(),
            action("b"),
            Measure(id="m", action="b"),
            action("c", status=ActionStatus.STOPPED),
        )
    )
    assert [one.id for one in made.without_measure] == ["a"]
    assert [one.id for one in made.without_baseline] == ["b"]


def test_actions_of_somebody_who_left_are_named_until_another_owns_them() -> None:
    left = Actor(id="p", role="Ward manager", nature=Nature.STAFF, left="2027-03-01")
    open_, done = (
        action(owner="ward  manager"),
        action("b", owner="Ward manager", status=ActionStatus.EFFECTIVE),
    )
    snapshot = case(left, open_, done)
    assert [one.id for one in plan(snapshot).owner_left] == ["a"]
    assert left_on(snapshot, open_) == "2027-03-01"
    assert not plan(case(left, action(owner="Matron"))).owner_left


def test_who_takes_over_the_post_owns_its_actions_again() -> None:
    left = Actor(id="p", role="Ward manager", left="2027-03-01")
    note = ProgressNote(
        id="n", action="a", progress_kind=ProgressKind.OWNER_CHANGED, on="2027-03-02", now="Ward manager"
    )
    assert not plan(case(left, action(owner="Ward manager"), note)).owner_left


def test_naming_somebody_on_the_day_they_left_or_before_does_not_count() -> None:
    left = Actor(id="p", role="Ward manager", left="2027-03-01")
    for on, was, owned in (
        ("2027-02-01", "Matron", False),
        ("2027-03-01", "Matron", False),
        ("2027-03-01", "ward manager", True),
        ("2027-03-02", "Matron", True),
    ):
        note = ProgressNote(
            id="n", action="a", progress_kind=ProgressKind.OWNER_CHANGED, on=on, was=was, now="Ward manager"
        )
        assert (not plan(case(left, action(owner="Ward manager"), note)).owner_left) is owned, (on, was)


def test_roles_known_leave_out_who_left() -> None:
    snapshot = case(
        Actor(id="p", role="Ward manager", nature=Nature.STAFF, left="2027-03-01"),
        Actor(id="q", role="Matron", nature=Nature.STAFF),
        Actor(id="r", role="Patient", nature=Nature.PATIENT),
        Actor(id="s", role="Infusion pump", nature=Nature.EQUIPMENT),
        action(owner="Head of estates"),
    )
    assert roles_known(snapshot) == ("Head of estates", "Matron")


def test_closed_implemented_and_effective_are_three_things() -> None:
    snapshot = case(
        Decision(
            id="d",
            decision_kind=DecisionKind.CLOSURE,
            closure=ClosureState.CLOSED_ACTIONS_OPEN,
            on="2027-03-30",
        ),
        action(status=ActionStatus.IMPLEMENTED),
        action("b", status=ActionStatus.EFFECTIVE, done="2026-09-01", effect_on="2027-03-01"),
        action("c"),
        action("d", status=ActionStatus.STOPPED),
    )
    assert follow_through_of(snapshot).words == (
        "Report closed",
        "2 of 3 implemented",
        "1 of 3 shown to work",
    )
    assert follow_through_of(case(action())).words[0] == "Report open"


def test_an_effect_needs_values() -> None:
    one, measure = action(status=ActionStatus.IMPLEMENTED, done="2027-01-04"), Measure(id="m", action="a")
    undated, undone = replace(one, done=""), replace(one, status=ActionStatus.AGREED)
    assert "not said on which day" in effect_shown(case(undated, measure), undated).words
    assert "It is not implemented" in effect_shown(case(undone, measure), undone).words
    for known, asks in (
        ((one,), "Add a measure"),
        ((one, measure), "Enter values"),
        ((one, measure, DataPoint(id="v", measure="m", value="3", on="2027-03-01")), "1 value"),
    ):
        found = effect_shown(case(*known), one)
        assert not found.shown and found.do
        assert asks in f"{found.words} {found.do}"


def test_why_an_action_was_approved_without_a_measure_is_kept_in_its_story() -> None:
    reason = ProgressNote(
        id="n", action="a", progress_kind=ProgressKind.REVIEWED, now=AGREED, text="The door is there or not"
    )
    assert approved_without(case(action(), reason), action()) == "The door is there or not"
    assert approved_without(case(action()), action()) == ""


@pytest.mark.parametrize(
    ("standing", "response", "counts"),
    [
        (Standing.ACCEPTED, "Not accepted at first, then agreed", True),
        (Standing.DECLINED, "Accepted", False),
        (Standing.PARTLY, "Accepted", False),
        (Standing.CONSIDERED, "Accepted in principle", False),
        (None, "Accepted", True),
        (None, "Not accepted", False),
    ],
)
def test_the_answer_chosen_goes_before_the_words_of_a_response(
    standing: Standing | None, response: str, counts: bool
) -> None:
    asked = Recommendation(id="r", addresses=("f",), standing=standing, response=response)
    assert bool(planned(case(asked))) is counts


def test_a_declined_recommendation_covers_no_factor() -> None:
    factor = Factor(id="f", factor_kind=FactorKind.SYSTEM_FACTOR)
    asked = Recommendation(id="r", addresses=("f",), standing=Standing.DECLINED)
    assert not coverage(case(factor, asked)).cells


def test_actions_below_the_level_of_their_factor_are_named_with_it() -> None:
    factor = Factor(id="f", factor_kind=FactorKind.SYSTEM_FACTOR, level="ACC.ORG")
    made = plan(case(factor, action(addresses=("f",), level="ACC.ACT")))
    assert [(one.id, other.id) for one, other in made.aimed_lower] == [("a", "f")]


def test_the_front_page_names_owners_who_left_late_actions_and_reviews() -> None:
    snapshot = case(
        Actor(id="p", role="Ward manager", left="2027-03-01"),
        action(owner="Ward manager", due="2027-03-21"),
        action("b", owner="ward manager"),
        action("c", status=ActionStatus.IMPLEMENTED, review="2027-04-01", text="Call list"),
    )
    whole = list(pressing_actions(snapshot, TODAY))
    assert [one[0] for one in whole] == [
        "New owner for 2 actions of Ward manager", "1 action past the date", "1 action to look at again",
    ]  # fmt: skip
    assert whole[1][1] == "Latest of all: “One model of pump”, by 14 days."
    shown = needs(snapshot, datetime(2027, 4, 4, 9))
    assert "New owner for 2 actions of Ward manager" in [one.what for one in shown]
    assert plan_words(snapshot) == "1 of 3 implemented, 0 of 3 shown to work."
    assert not plan_words(case())


def test_several_who_left_are_one_line_of_the_front_page() -> None:
    roles = ("Matron", "Ward manager", "Pharmacist", "Porter")
    left = [Actor(id=f"p{at}", role=one, left="2027-03-01") for at, one in enumerate(roles)]
    owned = [action(f"a{at}", owner=one) for at, one in enumerate(roles)]
    ((what, why, _),) = pressing_actions(case(*left, *owned), TODAY)
    assert what == "New owners for 4 actions"
    assert why.startswith("Matron, Ward manager, Pharmacist and 1 more have left the post.")


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("2027-03-01", "Left the post on 1 March 2027."),
        ("2027-04-04", "Left the post on 4 April 2027."),
        ("2027-05-01", "Leaves the post on 1 May 2027."),
    ],
)
def test_nobody_has_left_a_post_before_the_day(left: str, said: str) -> None:
    ((_, why, _),) = pressing_actions(
        case(Actor(id="p", role="Matron", left=left), action(owner="Matron")), TODAY
    )
    assert why.startswith(said)


def test_of_several_who_leave_one_may_be_still_there() -> None:
    people = [Actor(id=f"p{day}", role=f"Role {day}", left=f"2027-{day}") for day in ("03-01", "05-01")]
    owned = [action(f"a{at}", owner=one.role) for at, one in enumerate(people)]
    ((_, why, _),) = pressing_actions(case(*people, *owned), TODAY)
    assert "leave or have left the post" in why
