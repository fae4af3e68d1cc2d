"""Whether the decision on the response holds: on every criterion, on the lists of today, in time, by whom it can be led."""

from collections.abc import Iterator
from datetime import date

from rca_workbench.analysis.asking import asked, lists_now, names, response_words, threshold
from rca_workbench.analysis.deciding import decided
from rca_workbench.analysis.plan import closed_on
from rca_workbench.analysis.proposing import LED_HERE, PSII, proposal
from rca_workbench.analysis.team import independence_open, leads
from rca_workbench.analysis.working_days import working_days_between
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    CQC_2016,
    EACH_BABY_2016,
    ENGAGEMENT,
    LEARN_TOGETHER,
    NEVER_EVENTS,
    OMBUDSMAN_2015,
    PROJECT,
    PSIRF,
    SIF_CLOSURE,
    SIF_TIMES,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Answer,
    Clock,
    Notification,
    Profile,
    TeamMember,
    TeamPart,
)
from rca_workbench.model.time import span
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.criteria import Part
from rca_workbench.reference.responses import response_of
from rca_workbench.reference.timescales import clock_row

GROUP = "early response"
_DECIDED_BY = ("criterion", "decision", "case")
_DECLARED = "TS-SIF-01"


@case_rule(
    "C-100",
    "The decision rests on every criterion having been looked at",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Of 28 events that reviewers judged serious, the organisations had treated 8 so: what is not asked is not seen.",
    how="Go down the list on the Decision page. “Not known yet” is an answer.",
    rests_on=(OMBUDSMAN_2015, CQC_2016),
    reads=_DECIDED_BY,
    needs=("decision",),
    example="An investigation is decided on, and the events with a required response were never looked through.",
    sound="Every criterion of the framework says yes, no or not known yet.",
)
def every_criterion_was_looked_at(case: Facts) -> Iterator[At]:
    last, far = decided(case.snapshot), threshold(case.snapshot)
    if last is None or not far.open:
        return
    which = f": {names(far.open)}" if len(far.open) <= 4 else ""
    how = (
        f"{len(far.open)} of {far.of} criteria have no"
        if far.answered
        else f"none of the {far.of} criteria has an"
    )
    yield At(last, f"It was decided on the response, and {how} answer{which}.", said=str(len(far.open)))


@case_rule(
    "C-101",
    "The decision was made on the lists in force, or looked at again",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="National lists change; what was decided on an earlier one may be required otherwise today.",
    how="Look whether the decision still holds on the present lists. If not, decide anew; the earlier one stays.",
    rests_on=(PROJECT,),
    reads=("decision",),
    needs=("decision",),
    example="Decided on the Never Events list of 2024, while the program has that of 2026.",
    sound="Decided anew on the present lists, or the same lists.",
)
def decision_is_on_present_lists(case: Facts) -> Iterator[At]:
    last = decided(case.snapshot)
    if last is None or not last.list_version.strip():
        return
    now = {one.partition(" ")[0]: one for one in lists_now().split("; ")}
    earlier = [
        one
        for one in last.list_version.split("; ")
        if one.partition(" ")[0] in now and now[one.partition(" ")[0]] != one
    ]
    if earlier:
        yield At(
            last,
            f"The decision was made on {', '.join(earlier)}; the program has another edition now. Does it still hold?",
            said="; ".join(earlier),
        )


@case_rule(
    "C-102",
    "The decision still fits the answers",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Facts that come in after the first days can ask for another response; a response may be stepped up or down.",
    how="Look at the answers again and decide anew, with the reason; or correct the answer.",
    rests_on=(PSIRF, SIF_TIMES),
    reads=_DECIDED_BY,
    needs=("decision",),
    example="After the decision for an after action review it became known that the death meets the learning-from-deaths "
    "criteria.",
    sound="Decided anew once that was known.",
)
def decision_fits_the_answers(case: Facts) -> Iterator[At]:
    last = decided(case.snapshot)
    if last is None or not last.proposed.strip():
        return
    then, now = last.proposed.split("\n")[0].strip(), proposal(case.snapshot).words
    if now and then != now:
        yield At(
            last,
            f"The answers led to “{then.rstrip('.')}” when it was decided, and lead to “{now}” now.",
            said=now,
        )


@case_rule(
    "C-103",
    "A serious incident was declared in time",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Late declaration is the first thing a commissioner sees of how an incident is handled.",
    how="Say when the commissioner was told; where it was late, say on the deadline why and what was agreed.",
    rests_on=(SIF_TIMES, SIF_CLOSURE),
    reads=("criterion", "case", "notification", "clock"),
    needs=("criterion",),
    example="Recognised as serious on 3 March; the commissioner was told on 14 March, and nothing says why.",
    sound="Recognised on 3 March, told on 4 March.",
)
def serious_incident_was_declared_in_time(case: Facts) -> Iterator[At]:
    snapshot = case.snapshot
    row = clock_row(_DECLARED)
    if snapshot.case.profile is not Profile.SIF2015 or row is None or row.length is None:
        return
    serious = [one for one in asked(snapshot) if one.criterion.part is Part.SERIOUS and one.met is Answer.YES]
    seen = [(one.answer.on, one.answer) for one in serious if one.answer is not None and one.answer.on]
    told = _told_on(case, {one.criterion.id for one in serious})
    if not seen or told is None or any(one.late_reason.strip() for one in _declaring(case)):
        return
    first, answer = min(seen, key=lambda pair: pair[0])
    days = working_days_between(date.fromisoformat(first), told, snapshot.case.nation)
    if days > row.length:
        yield At(
            answer,
            f"Seen as serious on {date_words(first)}, and the commissioner was told {days} working days later: "
            f"{row.length} are given. Why, and what was agreed?",
        )


@case_rule(
    "C-104",
    "The lead is named, and independent of the area",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Only 9 % of review panels had a member from outside; who looks into their own area does not see it.",
    how="Name the lead by role on the Decision page, say whether they are independent of the area and the people, and how "
    "a tie is handled.",
    rests_on=(EACH_BABY_2016, PSIRF),
    reads=("decision", "team_member"),
    needs=("decision",),
    example="The ward's own consultant leads the response, and nothing is said of it.",
    sound="Led by the patient safety lead of another division.",
)
def lead_is_independent(case: Facts) -> Iterator[At]:
    last = decided(case.snapshot)
    if last is None:
        return
    found = leads(case.snapshot)
    if not found:
        yield At(last, "Nobody is named, by role, as the lead of the response.", said="nobody")
    for one in found:
        if not independence_open(one):
            continue
        if one.independent is Answer.NO:
            said = "is not independent of the area, and nothing says how that is handled."
            yield At(one, f"{case.called(one)} {said}", field="interests", begin="interests")
        else:
            said = "Is {} independent of the area and the people? Nothing says so."
            yield At(one, said.format(case.called(one)), field="independent", begin="independent")


@case_rule(
    "C-105",
    "The decision was looked at again when it was due to be",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="A date to reconsider is set because something was not known; passed by, it stays unknown.",
    how="Decide anew on the Decision page, also where nothing changes.",
    rests_on=(SIF_TIMES, PSIRF),
    reads=("decision",),
    needs=("decision",),
    example="To be looked at again on 28 March; that day has passed, and no later decision is on record.",
    sound="Decided anew on 27 March: it stays as it is.",
    by_day=True,
)
def decision_was_looked_at_again(case: Facts) -> Iterator[At]:
    last, closing = decided(case.snapshot), closed_on(case.snapshot)
    if last is None or not last.reconsider or case.today.isoformat() <= last.reconsider:
        return
    if closing and closing <= last.reconsider:
        return  # nothing was left to decide on that day
    yield At(
        last,
        f"It was to be looked at again on {date_words(last.reconsider)}. That day has passed, and no later decision is on "
        "record.",
        field="reconsider",
        said=last.reconsider,
    )


@case_rule(
    "C-106",
    "What is required nationally is what was decided, or the reason is said",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="Some events always need a set response, whatever a local plan says.",
    how="Decide on the required response, or say under the alternatives why it is another.",
    rests_on=(PSIRF,),
    reads=_DECIDED_BY,
    needs=("decision", "criterion"),
    example="A death more likely than not due to problems in care, and a swarm huddle as the response.",
    sound="A locally led patient safety incident investigation.",
)
def required_response_is_decided(case: Facts) -> Iterator[At]:
    last = decided(case.snapshot)
    if last is None or last.alternatives.strip() or last.level == PSII or response_of(last.level) is None:
        return
    for one in asked(case.snapshot):
        required = one.criterion.part is Part.NATIONAL and one.criterion.response == LED_HERE
        if required and one.met is Answer.YES:
            yield At(
                last,
                f"{names([one.criterion])} requires: {LED_HERE}. It was decided otherwise: "
                f"{response_words(last.level)}. Say why.",
                field="alternatives",
                begin="alternatives",
                said=one.criterion.id,
            )


@case_rule(
    "C-107",
    "Somebody leads engagement with those affected",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.MEETING,
    why="Where engagement is everybody's, families meet a new face each time, and questions get lost.",
    how="Name the engagement lead by role on the Decision page; it may be another than who leads the response.",
    rests_on=(ENGAGEMENT, LEARN_TOGETHER),
    reads=("decision", "team_member", "case"),
    needs=("decision",),
    example="A response with a lead, and nobody whose part is the family.",
    sound="“Family liaison officer” leads engagement.",
)
def engagement_is_led(case: Facts) -> Iterator[At]:
    last = decided(case.snapshot)
    if last is None or case.snapshot.case.profile is not Profile.PSIRF:
        return
    if all(one.part is not TeamPart.ENGAGEMENT_LEAD for one in case.snapshot.of(TeamMember).values()):
        yield At(last, "Nobody is named, by role, to lead engagement with those affected.", said="nobody")


@case_rule(
    "C-108",
    "No two answers pull apart",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="One yes in a list answers the question above it: an event of the list is a Never Event, whatever else is said.",
    how="Correct the one that is not so, with the reason.",
    rests_on=(NEVER_EVENTS, PSIRF),
    reads=("criterion", "case"),
    needs=("criterion",),
    example="“Wrong site surgery: yes”, and “Never Event: no”.",
    sound="Both yes, or the event answered no: the plan itself named that site.",
)
def answers_agree(case: Facts) -> Iterator[At]:
    rows = asked(case.snapshot)
    for one in rows:
        if one.pulls_apart and one.answer is not None:
            others = names(other.criterion for other in rows if other.criterion.id in one.because)
            yield At(
                one.answer,
                f"{names([one.criterion])} is answered no, and {others} is answered yes.",
                others=tuple(
                    other.answer.id
                    for other in rows
                    if other.answer is not None and other.criterion.id in one.because
                ),
                field="answer",
                begin="answer",
                said=",".join(one.because),
            )


@case_rule(
    "C-109",
    "What was not known yet is known by the end",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="“Not known yet” is a fine answer on day one. At the end it leaves open whether something was owed.",
    how="Answer it with what the investigation found.",
    rests_on=(CQC_2016, SIF_CLOSURE),
    reads=("criterion", "case"),
    needs=("criterion",),
    example="The report is ready, and whether the death is one for the coroner is still not known.",
    sound="“No: the medical examiner gave the cause on 15 March.”",
)
def nothing_stays_unknown(case: Facts) -> Iterator[At]:
    for one in asked(case.snapshot):
        if (
            one.answer is not None
            and one.answer.answer is Answer.NOT_KNOWN
            and one.criterion.part is not Part.FIT
        ):
            yield At(
                one.answer,
                f"{names([one.criterion])} is still not known. What did the investigation find?",
                field="answer",
                begin="answer",
            )


def _declaring(case: Facts) -> list[Clock]:
    ids = case.snapshot.by(Clock, "code").get(_DECLARED, ())
    return [case.snapshot.of(Clock)[id] for id in ids]


def _told_on(case: Facts, codes: set[str]) -> date | None:
    """The day the commissioner was told of a serious incident: by the deadline, or by the notification it asked for."""
    times = [one.met.start for one in _declaring(case) if one.met.start]
    times += [
        one.when.start
        for one in case.snapshot.of(Notification).values()
        if one.code in codes and one.when.start
    ]
    return min((date.fromordinal(span(one)[0] // 86_400 + 1) for one in times), default=None)
