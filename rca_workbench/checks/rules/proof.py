"""Whether the plan worked: done and shown, measured, ended for a reason, and answered by who was asked."""

from collections.abc import Iterator

from rca_workbench.analysis.plan import OPEN, judged_undone
from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    ASSURANCE,
    BOWIE_2013,
    HSSIB_2024,
    MARTIN_2020,
    SAFETY_ACTIONS,
    SIF_CLOSURE,
)
from rca_workbench.checks.rule import At, Fix, Gate, Set, Severity
from rca_workbench.model import (
    Action,
    ActionStatus,
    DataPoint,
    Measure,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Standing,
)

GROUP = "plan"
_ANSWERS = (Standing.ACCEPTED, Standing.PARTLY, Standing.DECLINED)
_MADE = (ActionStatus.IMPLEMENTED, ActionStatus.EFFECT_UNDER_REVIEW, ActionStatus.EFFECTIVE)
_WORDS = (ProgressKind.PROGRESS, ProgressKind.REVIEWED)
"""Lines of an action's story in which somebody can have said why it ended."""
_LATER_VALUES = 3
"""Values of a measure below which nothing can be said of an effect: a baseline and two later ones."""


@case_rule(
    "C-76",
    "What is said to be done is shown to be done",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Asked later, 40.6 % said that their actions were implemented, 41.6 % partly; 13.9 % did not know.",
    how="Say what shows it: a photograph, a purchase, an audit, a rota.",
    rests_on=(BOWIE_2013, ASSURANCE),
    reads=("action",),
    needs=("action",),
    example="“Implemented”, and nothing that shows it.",
    sound="“Photograph of the new store, 3 June.”",
)
def done_is_shown(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.status in _MADE and not one.proof.strip():
            yield At(one, f"What shows that {case.called(one)} was done?", field="proof", begin="proof")


@case_rule(
    "C-77",
    "What is said to work was done, and values of a measure show it",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="2 of 21 studies tie such work to better safety. Done and effective are two things.",
    how="Say on which day it was done, and enter values from before and after; until then call it implemented.",
    rests_on=(MARTIN_2020, ASSURANCE),
    reads=("action", "measure", "data_point"),
    needs=("action",),
    example="“Effective”, by impression.",
    sound="Weekly counts for twelve weeks before and after.",
)
def effect_is_shown(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.status is ActionStatus.EFFECTIVE:
            measures = case.snapshot.pointed_from(Measure, "action", one.id)
            values = [len(case.snapshot.pointed_from(DataPoint, "measure", each.id)) for each in measures]
            if judged_undone(one):
                yield At(
                    one,
                    f"{case.called(one)} is called effective, and it is not said on which day it was done.",
                    field="done",
                    begin="done",
                )
            elif max(values, default=0) < _LATER_VALUES:
                yield At(
                    one,
                    f"{case.called(one)} is called effective, and no measure holds a baseline and two later values.",
                    tuple(each.id for each in measures),
                    field="status",
                    said=str(one.status),
                    begin="status",
                )


@case_rule(
    "C-78",
    "Each measure says what exactly is counted, and where it stood before",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Without a baseline every later value looks like success.",
    how="Define it, and enter the baseline or values from before.",
    rests_on=(SIF_CLOSURE, SAFETY_ACTIONS),
    reads=("measure", "data_point"),
    needs=("measure",),
    example="“Late doses”, from now on.",
    sound="“Doses given over an hour late, of all doses, weekly; 6 % from January to March.”",
)
def measures_have_a_baseline(case: Facts) -> Iterator[At]:
    with_values = case.snapshot.by(DataPoint, "measure")
    for one in case.snapshot.of(Measure).values():
        if not one.definition.strip():
            yield At(
                one, f"What exactly does {case.called(one)} count?", field="definition", begin="definition"
            )
        elif not one.baseline.strip() and one.id not in with_values:
            yield At(one, f"Where did {case.called(one)} stand before?", field="baseline", begin="baseline")


@case_rule(
    "C-79",
    "What was stopped, or did not work, says why",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="The next team will otherwise plan the same again.",
    how="Write the reason where it says stopped, or what the data show of its effect.",
    rests_on=(SAFETY_ACTIONS,),
    reads=("action", "progress"),
    needs=("action",),
    example="“Stopped”.",
    sound="“Stopped: the supplier withdrew the connector in May.”",
)
def ended_actions_say_why(case: Facts) -> Iterator[At]:
    told = case.snapshot.of(ProgressNote).values()
    noted = {one.action for one in told if one.progress_kind in _WORDS and one.text.strip()}
    for one in case.snapshot.of(Action).values():
        reason = one.stopped if one.status is ActionStatus.STOPPED else one.effect
        if one.status in OUT_OF_USE and not (reason.strip() or one.note.strip() or one.id in noted):
            how, field = (
                ("stopped", "stopped")
                if one.status is ActionStatus.STOPPED
                else ("found not to work", "effect")
            )
            yield At(one, f"{case.called(one)} was {how}. Why, and what follows?", field=field, begin=field)


@case_rule(
    "C-80",
    "An action with a date on which it was done is marked as done",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="A plan that says two things of one action is followed by nobody.",
    how="Mark it as implemented, or clear the date.",
    rests_on=(BOWIE_2013,),
    reads=("action",),
    needs=("action",),
    example="“In progress”, done on 3 June.",
    sound="“Implemented”, done on 3 June.",
)
def done_is_marked(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.done and one.status in OPEN:
            yield At(
                one,
                f"{case.called(one)} has a date on which it was done, and is not marked as implemented.",
                field="status",
                begin="status",
                fix=Fix("Mark as implemented", (Set(one, {"status": ActionStatus.IMPLEMENTED}),)),
            )


@case_rule(
    "C-81",
    "Each recommendation says to whom",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="What is asked of nobody is answered by nobody.",
    how="Name the body or role that can decide it.",
    rests_on=(HSSIB_2024,),
    reads=("recommendation",),
    needs=("recommendation",),
    example="“The standard should be closed up.”",
    sound="The same, to the regulator.",
)
def recommendations_have_an_addressee(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Recommendation).values():
        if not one.to.strip():
            yield At(one, f"To whom is {case.called(one)}?", field="to", begin="to")


@case_rule(
    "C-82",
    "Each recommendation has a response, or an action that answers it",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Recommendations without a response were found undone at the next event.",
    how="Note the response, or link the action that answers it.",
    rests_on=(HSSIB_2024,),
    reads=("recommendation", "action"),
    needs=("recommendation",),
    example="A recommendation of March without a reply.",
    sound="“Accepted; rule project planned.”",
)
def recommendations_are_answered(case: Facts) -> Iterator[At]:
    answered = case.snapshot.by(Action, "recommendation")
    for one in case.snapshot.of(Recommendation).values():
        if one.id in answered or one.standing in _ANSWERS:
            continue
        if one.standing is Standing.CONSIDERED:
            yield At(
                one,
                f"{case.called(one)} is still considered. What was the answer?",
                field="standing",
                begin="standing",
            )
        elif not one.response.strip():
            yield At(one, f"What was the response to {case.called(one)}?", field="response", begin="response")
