"""The action plan in Word: what every reader can see of an action, and three states that stay apart."""

from datetime import date

import pytest

from rca_workbench.analysis.plan import plan
from rca_workbench.drawing.mixes import mixes_alt
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    ClosureState,
    Decision,
    DecisionKind,
    Entity,
    Factor,
    FactorKind,
    FactorStatus,
    Measure,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Snapshot,
    Standing,
    Strength,
)
from rca_workbench.reference import action_mixes
from rca_workbench.report import Edition, action_plan, build
from rca_workbench.report.builders import BUILDERS
from rca_workbench.report.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    PictureBlock,
    TableBlock,
    cell_text,
)

DAY = date(2027, 4, 4)
SYSTEM = Factor(
    id="s", code="S1", factor_kind=FactorKind.SYSTEM_FACTOR, text="Two makes of pump", level="ACC.ORG",
    status=FactorStatus.FINDING,
)  # fmt: skip
OTHER = Factor(id="f", code="F1", factor_kind=FactorKind.CONTRIBUTORY_FACTOR, text="Settings look alike")
PUMP = Action(
    id="a", code="A1", text="One make of pump", addresses=("s", "f"), owner="Head of devices", unit="All wards",
    due="2027-03-21", status=ActionStatus.IN_PROGRESS, strength=Strength.STRONGER, strength_reason="No choice is left",
    level="ACC.ACT", order="V",
)  # fmt: skip


def case(*several: Entity) -> Snapshot:
    return Snapshot.empty().changed(several, (), "case")


def text(blocks: list[Block]) -> str:
    said: list[str] = []
    for one in blocks:
        match one:
            case Heading():
                said.append(one.text)
            case Paragraph():
                said.append("".join(span.text for span in one.spans))
            case Bullets():
                said += ["".join(span.text for span in item) for item in one.items]
            case TableBlock():
                said += [" | ".join(cell_text(cell) for cell in row) for row in one.rows]
            case PictureBlock():
                said.append(one.picture.alt)
    return "\n".join(said)


def test_an_action_is_printed_under_its_first_factor_and_named_under_the_others() -> None:
    blocks = action_plan.table(case(SYSTEM, OTHER, PUMP))
    assert [one.text for one in blocks if isinstance(one, Heading)] == [
        "S1 Two makes of pump",
        "F1 Settings look alike",
    ]
    tables = [one for one in blocks if isinstance(one, TableBlock)]
    assert len(tables) == 1 and tables[0].rows[0][0] == "A1"
    assert "Also answered by A1 One make of pump, above." in text(blocks)


def test_a_row_has_strength_with_its_reason_measure_progress_and_effect() -> None:
    said = text(
        action_plan.table(
            case(
                SYSTEM, PUMP, Measure(id="m", action="a", name="Wrong settings", baseline="9 a month"),
                ProgressNote(id="n", action="a", progress_kind=ProgressKind.DATE_MOVED, on="2027-02-10",
                             was="2027-02-28", now="2027-03-21", text="Delivery."),
            )
        )
    )  # fmt: skip
    for words in (
        "Stronger\nNo choice is left", "Wrong settings\nbefore: 9 a month",
        "10 Feb 2027: due moved from 28 Feb 2027 to 21 Mar 2027: Delivery", "Head of devices", "In progress",
    ):  # fmt: skip
        assert words in said


def test_where_the_plan_stands_names_what_is_late_unowned_unmeasured_and_aimed_low() -> None:
    said = text(
        action_plan.standing(
            case(SYSTEM, PUMP, Actor(id="p", role="head of devices", left="2027-03-01")), DAY
        )
    )
    assert "Report open. 0 of 1 implemented; 0 of 1 shown to work." in said
    assert "Late: A1 One make of pump, due 21 Mar 2027, 14 days late." in said
    assert "The owner has left the post or leaves it: A1 One make of pump" in said
    assert "Without a measure: A1" in said
    assert "Aimed at a lower level than the factor: A1 One make of pump, for S1" in said


def test_a_closed_report_says_nothing_of_its_actions() -> None:
    closing = Decision(id="d", decision_kind=DecisionKind.CLOSURE, closure=ClosureState.CLOSED_ACTIONS_OPEN)
    said = text(action_plan.standing(case(closing, PUMP), DAY))
    assert "Report closed. 0 of 1 implemented; 0 of 1 shown to work." in said


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Remind staff", "Retrain staff"), "All that is planned is training"),
        (("Poster in the store", "Remind staff"), "All that is graded is weaker"),
    ],
)
def test_a_weak_plan_says_so(texts: tuple[str, ...], said: str) -> None:
    actions = [Action(id=str(at), text=one, strength=Strength.WEAKER) for at, one in enumerate(texts)]
    assert said in text(action_plan.standing(case(*actions), DAY))


def test_the_plan_stands_beside_published_ones() -> None:
    (picture,) = action_plan.mixes(case(PUMP))
    assert isinstance(picture, PictureBlock)
    assert "This plan: 1 stronger." in picture.picture.alt
    assert "Victoria, Australia: 8 % stronger, 44 % intermediate, 48 % weaker." in picture.picture.alt
    assert b"<svg" in picture.picture.svg and action_plan.mixes(case()) == []


def test_in_the_report_each_action_tells_what_became_of_it() -> None:
    judged = Action(
        id="b", code="A2", text="Remind crews", status=ActionStatus.NOT_EFFECTIVE, effect="no change can be seen",
        effect_by="Chief pilot", effect_on="2027-03-06", proof="E-mail of May", order="W",
    )  # fmt: skip
    stopped = Action(
        id="c", code="A3", text="New store", status=ActionStatus.STOPPED, stopped="No room", order="X"
    )
    said = text(action_plan.actions(case(SYSTEM, PUMP, judged, stopped)))
    assert "Effect: no change can be seen. Judged by Chief pilot, 6 Mar 2027." in said
    assert "Shown to be done by: E-mail of May." in said
    assert "Stopped because: No room." in said


def test_the_answer_to_a_recommendation_is_printed_with_its_words() -> None:
    asked = Recommendation(
        id="r", reference="R1", text="Set a standard", standing=Standing.PARTLY, response="In 2028"
    )
    assert "Accepted in part\nIn 2028" in text(action_plan.actions(case(asked)))


def test_each_owner_has_a_line_to_sign_on() -> None:
    (table,) = action_plan.signatures(case(PUMP))
    assert isinstance(table, TableBlock)
    assert [row[0] for row in table.rows][:2] == ["Approves the plan: ", "Owns actions: Head of devices"]


def test_the_document_is_landscape_where_the_table_is_and_ends_upright() -> None:
    made = build(case(SYSTEM, PUMP), "action_plan", pictures=False, edition=Edition(DAY))
    turns = [one.landscape for one in made.blocks if type(one).__name__ == "Turn"]
    assert turns == [True, False]
    assert made.title == "Safety action plan"


def test_the_summary_does_not_announce_what_was_declined() -> None:
    taken, declined = (
        Recommendation(id=name, text=f"Set a {name} standard", standing=standing)
        for name, standing in (("first", Standing.ACCEPTED), ("second", Standing.DECLINED))
    )
    said = text(BUILDERS["summary"](case(taken, declined)))
    assert "Set a first standard" in said and "second" not in said


def test_the_picture_of_published_plans_says_in_words_too_what_is_not_checked() -> None:
    alt = mixes_alt(plan(case(SYSTEM, PUMP)))
    marks = [one.mark for one in action_mixes() if one.mark]
    assert marks and alt.count("Checked in part against the source.") == len(marks)
