"""Whether actions can be followed to their end: somebody owns them, their dates hold, and what was agreed is said.

What is late stands on the front page and in the list of actions: a plan that is followed is not a fault in the case.
"""

from collections.abc import Iterator

from rca_workbench.analysis.action_days import day_conflicts
from rca_workbench.analysis.plan import (
    FOLLOWED,
    OPEN,
    approved_without,
    has_baseline,
    is_approved,
    left_on,
    plan,
)
from rca_workbench.analysis.strength import suggested_strength
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    ASSURANCE,
    BOWIE_2013,
    HSSIB_2024,
    MARTIN_2020,
    PEERALLY_2024,
    RCA2,
    SAFETY_ACTIONS,
    WRIGSTAD,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Action,
    ActionStatus,
    Measure,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Standing,
    Strength,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word

GROUP = "plan"
_MANY_MOVES = 3
"""Moves of a due date from which on the action itself is asked about: the project's number."""
_RANK = {Strength.WEAKER: 1, Strength.INTERMEDIATE: 2, Strength.STRONGER: 3}


@case_rule(
    "C-150",
    "Each open action is owned by somebody who is still in post",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Actions took hold where management was stable; what somebody who left was to do is done by nobody.",
    how="Name who owns it now: the same role counts, once it is said that somebody else holds it.",
    rests_on=(WRIGSTAD, SAFETY_ACTIONS),
    reads=("action", "actor", "progress"),
    needs=("action",),
    example="The ward manager owns two actions and left in March.",
    sound="The matron owns them since April.",
)
def owners_are_in_post(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if left := left_on(case.snapshot, one):
            yield At(
                one,
                f"{one.owner.strip()}: in post until {date_words(left)}. Who owns {case.called(one)} from then on?",
                field="owner",
                said=one.owner,
                begin="owner",
            )


@case_rule(
    "C-151",
    "The days of an action can be true together",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="A plan in which something ends before it starts cannot be followed or overseen.",
    how="Correct the day that is wrong.",
    rests_on=(SAFETY_ACTIONS,),
    reads=("action",),
    needs=("action",),
    example="Starts on 3 May, due on 30 April.",
    sound="Starts on 3 April, due on 30 April.",
    by_day=True,
)
def days_can_be_true(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        for field, said in day_conflicts(one, case.today):
            yield At(
                one, f"Of {case.called(one)}, {said}.", field=field, said=getattr(one, field), begin=field
            )


@case_rule(
    "C-152",
    "An approved action has a measure with a baseline, or a reason for none",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="2 of 21 studies tie such work to better safety: what is not counted before cannot be shown afterwards.",
    how="Add a measure and say where it stands now, or approve it again with the reason.",
    rests_on=(MARTIN_2020, SAFETY_ACTIONS),
    reads=("action", "measure", "data_point", "progress"),
    needs=("action",),
    example="“Agreed”, and nobody knows how many late doses there are.",
    sound="“Late doses, weekly; 6 in 100 from January to March.” Or: “A door is there or it is not.”",
)
def approved_with_a_measure(case: Facts) -> Iterator[At]:
    measured = case.snapshot.by(Measure, "action")
    for one in case.snapshot.of(Action).values():
        if one.status not in FOLLOWED or not is_approved(one) or approved_without(case.snapshot, one):
            continue
        if one.id not in measured:
            yield At(
                one,
                f"{case.called(one)} was approved without a measure. What will show that it works, or why can nothing be "
                "counted?",
                begin="success",
            )
        elif not has_baseline(case.snapshot, one):
            yield At(
                one,
                f"{case.called(one)} was approved, and no measure of it says where things stood before.",
                tuple(measured[one.id]),
                begin="success",
            )


@case_rule(
    "C-153",
    "A date that was moved says why",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="The reason tells whoever oversees the plan whether the next date will hold.",
    how="Say why under the date, or in the note of the move.",
    rests_on=(SAFETY_ACTIONS,),
    reads=("action", "progress"),
    needs=("progress",),
    example="Due moved from 30 April to 30 June.",
    sound="The same: “The maker delivers in June.”",
)
def moved_dates_say_why(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        for note in _moves(case, one):
            if not note.text.strip():
                was, now = (date_words(day) if day else "no date" for day in (note.was, note.now))
                yield At(
                    note,
                    f"Why was the date of {case.called(one)} moved from {was} to {now}?",
                    (one.id,),
                    field="text",
                    begin="text",
                )


@case_rule(
    "C-154",
    "An action whose date moves again and again is looked at anew",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="41.6 % said later that their actions were implemented in part: what slips three times will slip again.",
    how="Ask what holds it up: means, mandate, or that it is not the right action. Change that, or stop it and say why.",
    rests_on=(BOWIE_2013,),
    reads=("action", "progress"),
    needs=("progress",),
    example="Due in March, moved to May, to July and to October.",
    sound="Moved once, and then given to somebody with the budget.",
)
def dates_do_not_drift(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        moves = _moves(case, one)
        if one.status in FOLLOWED and len(moves) >= _MANY_MOVES:
            yield At(
                one,
                f"The date of {case.called(one)} was moved {len(moves)} times. What holds it up?",
                tuple(note.id for note in moves),
                field="due",
                said=one.due,
                begin="due",
            )


@case_rule(
    "C-155",
    "Each approved action has a day on which it is looked at again",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Whether a change is in use, and whether risk fell and stayed lower, is asked months after it was made.",
    how="Set a day: about three months after the change, and again after six to twelve.",
    rests_on=(SAFETY_ACTIONS, ASSURANCE),
    reads=("action",),
    needs=("action",),
    example="“Agreed”, due in May, and nothing after that.",
    sound="“To be reviewed on 1 September.”",
)
def actions_are_reviewed(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.status in FOLLOWED and is_approved(one) and not one.review:
            yield At(one, f"When is {case.called(one)} looked at again?", field="review", begin="review")


@case_rule(
    "C-156",
    "A recommendation that was declined says why",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Without the reason the next investigation asks the same again, and what it was about stays open unseen.",
    how="Write what they answered.",
    rests_on=(HSSIB_2024,),
    reads=("recommendation",),
    needs=("recommendation",),
    example="“Declined.”",
    sound="“Declined: outside the regulator's powers; raised with the department.”",
)
def declined_says_why(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Recommendation).values():
        if one.standing is Standing.DECLINED and not one.response.strip():
            yield At(one, f"Why was {case.called(one)} declined?", field="response", begin="response")


@case_rule(
    "C-157",
    "Who owns an approved action can make it happen",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="An owner without means or mandate can only ask others.",
    how="Say what lets them do it: a budget, a post, a mandate, or who agreed to it.",
    rests_on=(SAFETY_ACTIONS, RCA2),
    reads=("action",),
    needs=("action",),
    example="The ward manager is to standardise the pumps of the trust.",
    sound="“Head of devices; holds the budget.”",
)
def owners_have_authority(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.status in OPEN and is_approved(one) and one.owner.strip() and not one.authority.strip():
            yield At(
                one,
                f"What lets {one.owner.strip()} make {case.called(one)} happen?",
                field="authority",
                begin="authority",
            )


@case_rule(
    "C-158",
    "Whoever judged an effect is named by role, with the day and the words",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="A judgement nobody stands for cannot be asked about, and those without data lean to “improved”.",
    how="Say what the data show, who judged it, and when.",
    rests_on=(ASSURANCE, SAFETY_ACTIONS),
    reads=("action",),
    needs=("action",),
    example="“Effective.”",
    sound="“Effective: 9 a month to 3 since May; medical director, 6 September.”",
)
def effects_are_signed(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.status not in (ActionStatus.EFFECTIVE, ActionStatus.NOT_EFFECTIVE):
            continue
        lacking = [
            (field, said)
            for field, said in (
                ("effect", "what the data show"),
                ("effect_by", "who judged it"),
                ("effect_on", "when"),
            )
            if not str(getattr(one, field)).strip()
        ]
        if lacking:
            said = " and ".join(words for _, words in lacking)
            yield At(
                one,
                f"{case.called(one)} is called {word(one.status).lower()}. Say {said}.",
                field=lacking[0][0],
                begin=lacking[0][0],
            )


@case_rule(
    "C-159",
    "A grade above what the words say has its reason",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="74 % of controls in 126 action plans were weak; a plan looks stronger the kinder it is graded.",
    how="Say in a few words why it is that strong, or take the lower grade.",
    rests_on=(PEERALLY_2024, RCA2),
    reads=("action",),
    needs=("action",),
    example="“Remind staff at handover”, graded stronger.",
    sound="Graded weaker; or: “The reminder is a lock that has to be opened.”",
)
def grades_above_the_words_have_reasons(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.strength is None or one.strength_reason.strip() or one.status not in FOLLOWED:
            continue
        found = suggested_strength(one.text)
        if found is not None and _RANK[one.strength] > _RANK[found.strength]:
            yield At(
                one,
                f"{case.called(one)} is graded {word(one.strength).lower()}, and its words read like “{found.type}”, which "
                f"is {word(found.strength).lower()}. Why is it stronger than that?",
                field="strength_reason",
                said=f"{one.strength} {one.text}",
                begin="strength_reason",
            )


@case_rule(
    "C-181",
    "No open action is past its date",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Dates that pass unsaid are how a plan ends as paper; whoever assures it asks for each of them.",
    how="Say that it is done and what shows it, or move the date with the reason.",
    rests_on=(ASSURANCE, SAFETY_ACTIONS),
    reads=("action",),
    needs=("action",),
    example="Due on 31 March, still in progress in May, and nothing says why.",
    sound="Moved to 30 June: the maker delivers later.",
    by_day=True,
)
def actions_are_in_time(case: Facts) -> Iterator[At]:
    for one in plan(case.snapshot).overdue(case.today):
        yield At(
            one,
            f"{case.called(one)} was due on {date_words(one.due)} and is not implemented. Is it done, or to which day is "
            "it moved, and why?",
            field="due",
            said=one.due,
            begin="due",
        )


@case_rule(
    "C-182",
    "Actions are looked at again on the day set for it",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="An action that was made is not yet one that works; almost no report shows whether it did.",
    how="Look whether it is in use and what its measure shows, and judge its effect; or set another day.",
    rests_on=(MARTIN_2020, SAFETY_ACTIONS),
    reads=("action",),
    needs=("action",),
    example="To be reviewed on 1 September; it is November.",
    sound="Reviewed on 3 September: the values lie lower since June.",
    by_day=True,
)
def actions_are_looked_at_again(case: Facts) -> Iterator[At]:
    for one in plan(case.snapshot).review_due(case.today):
        if one.status not in OPEN and one.review < case.today.isoformat():
            yield At(
                one,
                f"{case.called(one)} was to be looked at again on {date_words(one.review)}. Is it in use, and does it "
                "work?",
                field="review",
                said=one.review,
                begin="review",
            )


def _moves(case: Facts, action: Action) -> tuple[ProgressNote, ...]:
    notes = case.snapshot.pointed_from(ProgressNote, "action", action.id)
    return tuple(one for one in notes if one.progress_kind is ProgressKind.DATE_MOVED)
