"""The Duty of Candour: decided openly, kept apart from harm grades, and recorded with its content."""

from collections.abc import Iterator

from rca_workbench.analysis.candour import StepState, candour_lines, candour_state, step_id
from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.analysis.reaching import (
    AT_A_DISTANCE,
    attempts_rule,
    first_day,
    reaching,
    relevant,
    way_of,
)
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    CANDOUR_2024,
    ENGAGEMENT,
    PROJECT,
    REGULATION_20,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Answer,
    CandourStep,
    CandourTest,
    Contact,
    Reached,
    TimeKind,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.candour import conditional_words, grade_words, no_contact
from rca_workbench.reference.harm import is_moderate_or_worse

GROUP = "people"
DUTY = ("candour", "candour_test", "criterion", "contact", "actor")
"""Kinds that how far the duty has come is worked out from."""
_NOTIFY, _WRITTEN = "DC-03", "DC-09"


@case_rule(
    "C-16",
    "Where the harm was moderate or worse, the Duty of Candour is decided on or recorded",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="The law asks for notification in person, an apology and a written account, and for a record of each.",
    how="Answer the test of regulation 20 and record each step with its content; or that it does not apply, and why.",
    rests_on=(REGULATION_20,),
    reads=("incident", "candour", "candour_test", "timeline_entry"),
    needs=("timeline_entry",),
    example="Severe harm, and neither a decision nor a step of the duty recorded.",
    sound="Notified in person on 12 March, written to on 20 March.",
)
def candour_is_recorded(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    if not is_moderate_or_worse(incident.harm_level):
        return
    if case.snapshot.of(CandourStep) or case.snapshot.one(CandourTest).applies is not None:
        return
    yield At(
        incident,
        "The harm was moderate or worse, and neither a decision nor a step of the Duty of Candour is recorded. Answer "
        "the test of regulation 20; a grade of harm does not decide it.",
        field="harm_level",
        said=incident.harm_level.strip(),
    )


@case_rule(
    "C-17",
    "Each step of the Duty of Candour has its date, its author and its content",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="40 % of those asked found the purpose of the duty clear: it is criticised as letters and ticks.",
    how="Say when, by whom, by role, and what was said or how it ended.",
    rests_on=(CANDOUR_2024, REGULATION_20),
    reads=("candour",),
    needs=("candour",),
    example="“Notified in person”, and nothing else.",
    sound="“12 March, by the consultant: what was known then, what was not, and what would follow.”",
)
def candour_has_content(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(CandourStep).values():
        lacking = [
            (name, said)
            for name, said, there in (
                ("when", "when it was", one.when.kind is not TimeKind.UNKNOWN or one.when.said.strip()),
                ("by", "by whom", one.by.strip()),
                ("said", "what was said or came of it", (one.said + one.apology + one.outcome).strip()),
            )
            if not there
        ]
        if lacking:
            yield At(
                one,
                f"This step of the Duty of Candour does not say {' or '.join(said for _, said in lacking)}.",
                field=lacking[0][0],
                begin=lacking[0][0],
            )


@case_rule(
    "C-18",
    "The apology is recorded in the words used",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="The law asks for an apology; to those harmed its words are what counts.",
    how="Write the words of the apology in the step in which it was made.",
    rests_on=(REGULATION_20, ENGAGEMENT),
    reads=DUTY,
    needs=("candour",),
    example="“Apology given: yes”.",
    sound="“I am sorry that we did not come sooner.”",
)
def apology_is_in_words(case: Facts) -> Iterator[At]:
    steps = case.snapshot.of(CandourStep)
    state = candour_state(case.snapshot)
    if state.excused or state.applies is Answer.NO:
        return
    if not any(one.apology.strip() for one in steps.values()):
        yield At(
            next(iter(steps.values())),
            "No step of the Duty of Candour holds an apology in the words used.",
            field="apology",
            begin="apology",
        )


@case_rule(
    "C-19",
    "No required step of the Duty of Candour is missing",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="Each is required by law, unless the person cannot be reached or declines, which has to be recorded instead.",
    how="Record the missing steps; or that they declined or could not be reached, with the attempts made.",
    rests_on=(REGULATION_20,),
    reads=DUTY,
    needs=("candour",),
    example="Notified in person, and nothing in writing.",
    sound="Both; or “Declines contact, 14 March, in her own words”.",
)
def candour_is_whole(case: Facts) -> Iterator[At]:
    steps = list(case.snapshot.of(CandourStep).values())
    state = candour_state(case.snapshot)
    if state.applies is Answer.NO or not any(step_id(one) for one in steps):
        return  # not owed, or told in steps of one's own
    missing = [
        one.label
        for one in candour_lines(case.snapshot)
        if one.required and one.state is StepState.OPEN and not (one.id == _NOTIFY and state.owed)
    ]
    if missing:
        yield At(
            steps[0],
            f"{len(missing)} required steps of the Duty of Candour are not recorded: {'; '.join(missing)}."
            if len(missing) > 1
            else f"A required step of the Duty of Candour is not recorded: {missing[0]}.",
            tuple(one.id for one in steps[1:]),
        )


@case_rule(
    "C-130",
    "The decision on regulation 20 says why, by whom, and whose opinion of the harm it is",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="The third part of the test is the reasonable opinion of a health care professional: without a name by role and a "
    "reason nobody can look at it again.",
    how="Write the reason, who decided, and whose opinion it is, by role.",
    rests_on=(REGULATION_20, CANDOUR_2024),
    reads=DUTY,
    needs=("candour_test",),
    example="“Regulation 20 applies: no”, and nothing else.",
    sound="“No: the consultant holds that her illness took its course”, by the panel on 14 March.",
)
def candour_decision_is_reasoned(case: Facts) -> Iterator[At]:
    test = case.snapshot.one(CandourTest)
    if test.applies is None:
        return
    line = candour_lines(case.snapshot)[0]
    fields = {"why": "reason", "who decided": "by", "whose opinion of the harm it is": "opinion"}
    if line.lacking:
        first = fields[line.lacking[0]]
        yield At(
            test,
            f"The decision on regulation 20 does not say {' or '.join(line.lacking)}.",
            field=first,
            begin=first,
        )


@case_rule(
    "C-131",
    "Where regulation 20 applies, the relevant person was told in person",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="The law asks for it in person, as soon as reasonably practicable; while it is not known, act as if it applied.",
    how="Record when, by whom, who was there and what was said; or that they declined or could not be reached.",
    rests_on=(REGULATION_20,),
    reads=DUTY,
    needs=("candour_test",),
    example="“It applies”, and a letter was sent.",
    sound="Told in person on 15 October by the consultant; or they declined, in their words.",
)
def told_in_person(case: Facts) -> Iterator[At]:
    if not candour_state(case.snapshot).owed:
        return
    line = next(one for one in candour_lines(case.snapshot) if one.id == _NOTIFY)
    if line.state is StepState.OPEN:
        yield At(
            case.snapshot.one(CandourTest),
            "Regulation 20 applies, or is taken to apply until more is known, and telling the relevant person in person "
            "is not recorded.",
        )
    elif line.state in (StepState.DONE, StepState.PART):
        ways = [way_of(one.means) for one in line.steps if one.means.strip()]
        if ways and all(way in AT_A_DISTANCE for way in ways):
            one = line.steps[0]
            yield At(
                one,
                f"They were told by {in_quotes(one.means, 40)}. The law asks for it in person; if they asked for this "
                "way, say so in their words.",
                field="means",
                said=one.means,
                begin="means",
            )


@case_rule(
    "C-132",
    "No apology hangs on a condition",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="“Sorry if”, “sorry that you feel” and “sorry, but” take the apology back; saying sorry admits no liability.",
    how="Say sorry for what happened, in plain words.",
    rests_on=(ENGAGEMENT, REGULATION_20, PROJECT),
    reads=("candour",),
    needs=("candour",),
    example="“We are sorry if you were upset by what happened.”",
    sound="“I am sorry that we did not come sooner.”",
)
def apology_is_not_conditional(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(CandourStep).values():
        if found := conditional_words(one.apology):
            yield At(
                one,
                f"{in_quotes(found, 60)} makes the apology hang on a condition. Say sorry for what happened.",
                field="apology",
                said=found,
                begin="apology",
            )


@case_rule(
    "C-133",
    "The written notification holds all that the law asks for",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="The law names what it has to contain; a letter of sympathy alone is not the notification.",
    how="Say of each item that the letter holds it; where it does not, write again.",
    rests_on=(REGULATION_20,),
    reads=DUTY,
    needs=("candour",),
    example="A letter with an apology, and nothing on the enquiries to be made.",
    sound="The account, the enquiries, their results so far and the apology are in the letter of 2 November.",
)
def letter_is_whole(case: Facts) -> Iterator[At]:
    if candour_state(case.snapshot).applies is Answer.NO:
        return
    line = next(one for one in candour_lines(case.snapshot) if one.id == _WRITTEN)
    lacking = [
        one.removeprefix("that the letter holds ") for one in line.lacking if one.startswith("that the ")
    ]
    if line.state is StepState.PART and lacking:
        yield At(
            line.steps[0],
            f"It is not said that the written notification holds {'; '.join(lacking)}.",
            tuple(one.id for one in line.steps[1:]),
        )


@case_rule(
    "C-134",
    "Who is said to be out of reach, or to have declined, is shown to be",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="The law lets the steps fall away only so, and asks for a written record of the attempts; one unanswered call is "
    "not declining.",
    how="Record each attempt with date, way and outcome in Contacts; or their words in declining.",
    rests_on=(REGULATION_20, PROJECT),
    reads=DUTY,
    needs=("candour",),
    example="“Could not be reached”, and one call.",
    sound="Three attempts on different days, by telephone and by letter; or “I cannot hear this now”, 14 March.",
)
def attempts_are_shown(case: Facts) -> Iterator[At]:
    line = next(one for one in candour_lines(case.snapshot) if one.id == _NOTIFY)
    if line.state is not StepState.TRYING:
        return
    found = reaching(case.snapshot)
    if "attempts" in line.lacking[0]:
        said = f"They are said to be out of reach. {found.words} {attempts_rule()}"
    else:
        said = "They are said to have declined, and neither their words nor when it was are recorded."
    yield At(line.steps[0], said, tuple(one.id for one in found.attempts), field="became", begin="outcome")


@case_rule(
    "C-138",
    "Who declined, or could not be reached, is asked again before the report",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="People change their minds; giving less to those who ask less is a barrier of its own.",
    how="Offer again, with one route back, and note it as a contact.",
    rests_on=(ENGAGEMENT,),
    reads=(*DUTY, "timeline_entry"),
    needs=("candour",),
    example="She declined in March; the report goes out in October, and nobody asked again.",
    sound="A letter in September that offers to go through the report.",
)
def declined_is_looked_at_again(case: Facts) -> Iterator[At]:
    snapshot = case.snapshot
    if not candour_state(snapshot).excused:
        return
    line = next(one for one in candour_lines(snapshot) if one.id == _NOTIFY)
    people = relevant(snapshot)
    said = reaching(snapshot).declined
    ended = [first_day(one.when) for one in line.steps]
    ended += [first_day(said.when)] if said is not None else []
    if line.state is StepState.UNREACHABLE:
        # From the attempt on by which it was shown; what was tried after that is asking again.
        days = sorted(day for one in reaching(snapshot).attempts if (day := first_day(one.when)))
        ended += days[: no_contact().at_least][-1:]
    last = max((day for day in ended if day), default="")
    later = any(
        first_day(one.when) > last
        for one in snapshot.of(Contact).values()
        if one.person in people and one.reached is not Reached.DECLINED
    )
    if last and not later:
        yield At(
            line.steps[0],
            f"Nothing is recorded after {date_words(last)}. Ask again before the report: an open offer, one route back.",
            field="outcome",
        )


@case_rule(
    "C-139",
    "A harm grade is not the reason for or against regulation 20",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Grades of incident systems have other words and thresholds; for NHS bodies harm that could result counts as well.",
    how="Give the reason in the words of the test: what harm it is, or could result in, and whose opinion that is.",
    rests_on=(REGULATION_20,),
    reads=("candour_test", "criterion"),
    needs=("candour_test",),
    example="“Does not apply: graded as low harm on LFPSE.”",
    sound="“Applies: an unplanned return to surgery is a moderate increase in treatment.”",
)
def a_grade_is_no_reason(case: Facts) -> Iterator[At]:
    test = case.snapshot.one(CandourTest)
    if test.applies is not None and (found := grade_words(test.reason)):
        yield At(
            test,
            f"{in_quotes(found, 60)} is a harm grade. The test of regulation 20 is another, with other thresholds.",
            field="reason",
            said=found,
            begin="reason",
        )
