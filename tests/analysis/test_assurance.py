"""The assurance page: each part says how it stands, from the case and from nothing else."""

from dataclasses import replace
from datetime import datetime

import pytest

from rca_workbench.analysis.assurance import ACTIONS_LISTED, CLOCKS_LISTED, Assurance, assurance
from rca_workbench.analysis.assured import Checked, Line, OpenChecks, Part, Tone
from rca_workbench.analysis.closure import stages
from rca_workbench.analysis.plan_standing import plan_words
from rca_workbench.analysis.spc import Effect
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Answer,
    CandourTest,
    CaseRecord,
    Clock,
    ClockUnit,
    Contact,
    ContactPlan,
    DataPoint,
    Entity,
    Incident,
    LearningItem,
    Measure,
    MeasureKind,
    Nature,
    Question,
    Recommendation,
    Sharing,
    Strength,
    TeamMember,
    TeamPart,
    Time,
    TimeKind,
)
from tests.drawing.builders import case

NOW = datetime(2026, 6, 1, 10, 0)
BASE = (CaseRecord(id="case"), Incident(id="incident", summary="A result was seen late."))


def page(*more: Entity, checks: Checked | None = None) -> Assurance:
    return assurance(case(*BASE, *more), NOW, checks)


def line(part: Part, label: str) -> Line:
    return next(one for one in part.lines if one.label == label)


def on(day: str) -> Time:
    return Time(kind=TimeKind.DATE, start=day)


def clock(id: str, start: str, met: str = "", **fields: object) -> Clock:
    return Clock(
        id=id, what=f"Report {id}", started=on(start), length=10, unit=ClockUnit.CALENDAR_DAYS,
        met=on(met) if met else Time(), **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_case_that_has_just_begun_says_what_is_still_to_come_and_blames_nobody() -> None:
    found = page()
    assert found.timeliness.headline == "No deadline is recorded"
    assert found.quality.headline == "The checks have not been run yet"
    assert found.improvement.headline == "No action is planned"
    assert found.learning.headline == "No lesson is written down yet"
    assert found.actions == ()
    assert all(one.tone is not Tone.GOOD for one in found.parts)


def test_clocks_that_have_to_be_explained_come_first_and_the_rest_is_counted() -> None:
    met = [clock(f"m{at:02}", "2026-04-01", "2026-04-05") for at in range(CLOCKS_LISTED)]
    late = clock("late", "2026-04-01", "2026-04-20", late_reason="The police asked to wait.")
    running = clock("runs", "2026-05-30")
    part = page(*met, running, late).timeliness
    assert part.headline == "8 of 10 deadlines met in time, 1 late, 1 running"
    assert part.tone is Tone.CONCERN
    assert [one.about for one in part.lines[:3]] == ["late", "runs", "m00"]
    assert "The police asked to wait" in part.lines[0].said
    assert part.more == "And 2 more: 2 met in time."


def test_a_deadline_that_is_late_and_open_counts_once() -> None:
    part = page(clock("open", "2026-04-01"), clock("m", "2026-04-01", "2026-04-05")).timeliness
    assert part.headline == "1 of 2 deadlines met in time, 1 late"


def test_a_late_deadline_without_a_reason_says_so_and_a_stopped_one_is_left_out() -> None:
    part = page(clock("late", "2026-04-01"), clock("gone", "2026-04-01", stopped="Not serious")).timeliness
    (only,) = part.lines
    assert only.said.endswith("No reason is recorded")
    assert (only.where, only.about) == ("respond/deadlines", "late")


def test_quality_counts_the_checks_it_is_given_by_gate() -> None:
    given = Checked((OpenChecks("before the report", 2, 1), OpenChecks("before sign-off", 0, 0)), accepted=3)
    part = page(checks=given).quality
    assert part.headline == "2 checks must be resolved"
    assert line(part, "Checks before the report").said == "2 must be resolved, 1 worth resolving"
    assert line(part, "Checks before sign-off").tone is Tone.GOOD
    assert line(part, "Accepted as they are").said == "3 checks, each with a reason"


@pytest.mark.parametrize(
    ("lead", "said", "tone"),
    [
        ({"independent": Answer.YES}, "The lead is independent", Tone.GOOD),
        (
            {"independent": Answer.NO},
            "The lead is tied to the area; how that is handled is not said",
            Tone.CONCERN,
        ),
        (
            {"independent": Answer.NO, "interests": "Worked there until 2019; the panel chair reads along"},
            "The lead is tied to the area, and says how that is handled",
            Tone.GOOD,
        ),
        ({}, "Not said of the lead", Tone.OPEN),
    ],
)
def test_independence_is_told_of_the_lead(lead: dict[str, object], said: str, tone: Tone) -> None:
    one = TeamMember(id="t", role="Head of investigations", part=TeamPart.LEAD, **lead)  # type: ignore[arg-type]
    found = line(page(one).quality, "Independence")
    assert (found.said, found.tone) == (said, tone)


def test_involvement_says_what_patient_and_family_are_still_owed() -> None:
    wife = Actor(id="w", role="Wife", nature=Nature.FAMILY)
    question = Question(id="q", text="Why did nobody call?")
    part = page(wife, question, CandourTest(id="candour_test", applies=Answer.NO)).involvement
    assert line(part, "Contact plan").said == "None for patient or family"
    assert line(part, "Their questions").said == "0 of 1 question answered, 1 open"
    assert line(part, "Duty of Candour").tone is Tone.PLAIN
    planned = page(wife, ContactPlan(id="p", person="w", lead="Family liaison lead")).involvement
    assert line(planned, "Contact plan").said.startswith("1 plan")


def values(measure: str, numbers: list[int]) -> list[DataPoint]:
    return [
        DataPoint(
            id=f"{measure}{at}",
            measure=measure,
            on=f"2025-{at // 28 + 1:02}-{at % 28 + 1:02}",
            value=str(one),
        )
        for at, one in enumerate(numbers)
    ]


RISING = [
    50,
    53,
    49,
    52,
    50,
    51,
    54,
    50,
    52,
    51,
    49,
    53,
    50,
    51,
    52,
    *[70, 73, 71, 74, 72, 70, 73, 75, 71, 72],
]


def test_an_action_is_implemented_or_not_and_works_or_not_each_by_its_own_evidence() -> None:
    action = Action(
        id="a", code="A1", text="One inbox", status=ActionStatus.IMPLEMENTED, done="2025-01-15",
        strength=Strength.STRONGER, proof="Order 4471",
    )  # fmt: skip
    measure = Measure(
        id="m", name="Answered in time", action="a", better="higher", chart="xmr", every="day",
        measure_kind=MeasureKind.OUTCOME,
    )  # fmt: skip
    (one,) = page(action, measure, *values("m", RISING)).actions
    assert (one.implemented.said, one.implemented.tone) == ("Implemented on 15 Jan 2025", Tone.GOOD)
    assert one.verdict.effect is Effect.IMPROVED
    assert one.effect.tone is Tone.GOOD
    assert (one.effect.where, one.effect.about) == ("improve/measures", "m")
    assert one.chart is not None and len(one.chart.points) == 25
    part = page(action, measure, *values("m", RISING)).improvement
    assert part.headline == "0 of 1 action shown to work"  # nobody has judged it so yet
    assert line(part, "What charts show").said == "Improvement for 1 of 1 action with a measure"


def test_shown_to_work_is_one_number_of_one_count_wherever_it_is_said() -> None:
    judged: dict[str, object] = {"effect_on": "2026-05-01", "done": "2026-01-01"}
    things = (
        Action(id="a", text="One inbox", status=ActionStatus.EFFECTIVE, **judged),  # type: ignore[arg-type]
        Action(id="b", text="A poster", status=ActionStatus.NOT_EFFECTIVE, **judged),  # type: ignore[arg-type]
        Action(id="c", text="A new bleep", status=ActionStatus.AGREED),
        Action(id="d", text="A second inbox", status=ActionStatus.STOPPED),
        Action(id="e", text="A rota", status=ActionStatus.EFFECTIVE),  # called so, and on no day
    )
    part, snapshot = page(*things).improvement, case(*BASE, *things)
    assert part.headline == "1 of 4 actions shown to work"
    assert line(part, "Effect shown by data").said == (
        "1 of 4 actions shown to work; 1 did not; 1 stopped is not counted."
    )
    assert stages(snapshot).effect_words == line(part, "Effect shown by data").said
    assert plan_words(snapshot).endswith("1 of 4 shown to work.")


def test_what_was_judged_to_work_without_a_chart_has_to_be_explained() -> None:
    judged = Action(
        id="a", text="A rota", status=ActionStatus.EFFECTIVE, done="2026-01-05", effect_on="2026-05-01"
    )
    part = page(judged).improvement
    assert (part.tone, line(part, "Judged without a chart").about) == (Tone.CONCERN, "a")


def test_what_was_judged_and_never_done_counts_as_neither_done_nor_shown_to_work() -> None:
    judged = Action(
        id="a", text="A rota", status=ActionStatus.EFFECTIVE, proof="Order 4471", effect_on="2026-05-01"
    )
    found = page(judged)
    assert found.improvement.headline == "0 of 1 action shown to work"
    assert line(found.improvement, "Actions implemented").said == (
        "0 of 1 action implemented. 1 action was judged with no day of being done: not counted."
    )
    assert found.actions[0].implemented.said == "Effective, and no day on which it was done"
    assert found.actions[0].implemented.tone is Tone.CONCERN


def test_a_strength_says_of_what_it_is_counted() -> None:
    strong = Action(id="a", text="One inbox", strength=Strength.STRONGER, status=ActionStatus.AGREED)
    failed = Action(id="b", text="A poster", strength=Strength.WEAKER, status=ActionStatus.NOT_EFFECTIVE)
    asked = Recommendation(id="r", text="Fund a second doctor")
    part = page(strong, failed, asked).improvement
    assert line(part, "Strength of the plan").said == (
        "1 stronger, 1 not graded, of 1 action and 1 recommendation counted on"
    )


def test_criteria_of_closure_say_how_far_their_list_was_checked() -> None:
    assert "The criteria: not checked against the source." in page().closure.more


def test_a_promise_past_its_day_has_to_be_explained_even_without_a_contact_plan() -> None:
    wife = Actor(id="w", role="Wife", nature=Nature.FAMILY)
    promised = Contact(id="c", person="w", when=on("2026-05-01"), promised="A call", next="2026-05-20")
    found = line(page(wife, promised).involvement, "Promises")
    assert (found.said, found.tone, found.about) == ("1 open, 1 past its day", Tone.CONCERN, "c")


def test_what_is_called_effective_without_data_has_to_be_explained() -> None:
    action = Action(id="a", text="A poster", status=ActionStatus.EFFECTIVE, done="2026-01-01")
    (one,) = page(action).actions
    assert one.effect.said.startswith("Judged effective.")
    assert one.effect.tone is Tone.CONCERN
    assert one.implemented.said == "Implemented on 1 Jan 2026, no proof recorded"


def test_implemented_without_proof_and_a_plan_nobody_graded_are_not_in_order() -> None:
    done = Action(id="a", text="One inbox", status=ActionStatus.IMPLEMENTED, done="2026-01-01")
    part = page(done).improvement
    assert line(part, "Actions implemented").tone is Tone.OPEN
    assert line(part, "Strength of the plan").tone is Tone.OPEN
    shown = Action(
        id="a", text="One inbox", status=ActionStatus.IMPLEMENTED, done="2026-01-01", proof="Order 4471",
        strength=Strength.STRONGER,
    )  # fmt: skip
    part = page(shown).improvement
    assert line(part, "Actions implemented").tone is Tone.GOOD
    assert line(part, "Strength of the plan").tone is Tone.GOOD


def test_actions_with_a_measure_are_listed_first_and_the_rest_is_counted() -> None:
    many = [Action(id=f"a{at:02}", text="One", order=f"a{at:02}") for at in range(ACTIONS_LISTED + 3)]
    measure = Measure(id="m", name="Answered", action=many[-1].id)
    found = page(*many, measure)
    assert len(found.actions) == ACTIONS_LISTED
    assert found.actions[0].action is many[-1]
    assert found.more_actions == "And 3 more actions, 0 of them implemented."


def test_an_action_to_be_explained_is_listed_before_one_with_a_measure() -> None:
    measured = Action(
        id="a", text="One", status=ActionStatus.IMPLEMENTED, done="2026-01-05", proof="An order"
    )
    late = replace(measured, id="b", proof="A rota", review="2026-05-01")
    found = page(measured, late, Measure(id="m", name="Answered", action="a"))
    assert [one.action.id for one in found.actions] == ["b", "a"]
    first = found.actions[0].implemented
    assert (first.said, first.tone) == (
        "Implemented on 5 Jan 2026; to be reviewed since 1 May 2026",
        Tone.CONCERN,
    )
    assert line(found.improvement, "Actions implemented").tone is Tone.GOOD


def test_an_action_past_its_date_and_a_weak_plan_are_to_be_explained() -> None:
    weak = Action(id="a", text="Remind staff", due="2026-05-01", strength=Strength.WEAKER)
    found = page(weak)
    assert line(found.improvement, "Past their date").tone is Tone.CONCERN
    assert line(found.improvement, "Strength of the plan").tone is Tone.CONCERN
    assert found.actions[0].implemented.said == "Proposed, was due 1 May 2026"


def test_learning_says_how_far_it_went() -> None:
    lesson = LearningItem(id="l", text="One inbox", practice="E-learning", review="2026-05-01")
    part = page(lesson, Sharing(id="s", item="l", form="LS-01", to="All wards", beyond=True)).learning
    assert part.headline == "0 of 1 lesson seen in practice, 1 beyond the team"
    assert line(part, "Training is all there is").about == "l"
    assert line(part, "Review is late").tone is Tone.CONCERN


def test_closure_lists_the_gaps_and_counts_the_rest() -> None:
    part = page().closure
    assert part.lines
    assert all(one.tone is not Tone.GOOD for one in part.lines)
    assert "met" in part.headline
