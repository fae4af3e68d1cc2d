"""Criteria of closure about how it was done: team, evidence, those affected, timeliness, candour, the decision."""

from datetime import datetime

from rca_workbench.analysis.closure_judged import (
    Judged,
    Verdict,
    Wording,
    all_of,
    gap,
    judges,
    met,
    unknown,
)
from rca_workbench.analysis.learning import says_to_whom
from rca_workbench.analysis.methods_done import labels_used
from rca_workbench.analysis.plan import closure_decision
from rca_workbench.analysis.questions import QuestionState, state_of
from rca_workbench.analysis.staff import was_offered
from rca_workbench.analysis.support import FIRST_HAND, RECORDS
from rca_workbench.model import (
    CLOSE,
    Actor,
    CandourStep,
    Comment,
    CommentState,
    ContactPlan,
    EvidenceItem,
    Excerpt,
    Question,
    Review,
    Sharing,
    Snapshot,
    StaffSupport,
    TeamMember,
    TeamPart,
    TimeKind,
    TimelineEntry,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word

_TEAM, _PEOPLE, _SUPPORT = "respond/decision", "people/contacts", "people/staff_support"


@judges("SC-01")
def lead_was_trained(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-01: Lead was suitably trained."""
    leads = [one for one in snapshot.of(TeamMember).values() if one.part is TeamPart.LEAD]
    if not leads:
        return gap("Nobody is named as the lead of the response.", _TEAM)
    trained = [one for one in leads if one.training.strip()]
    if not trained:
        return gap("What the lead was trained in is not said.", _TEAM, leads)
    one = trained[0]
    return met(
        f"{one.role or 'The lead'}: {one.training}{f', {date_words(one.trained)}' if one.trained else ''}.",
        _TEAM,
    )


@judges("SC-02", "SC-17")
def nothing_holds_it(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-02, the risk before, and SC-17, options weighed: the case has no field for either."""
    return unknown("The case has no place for this. Say where it is recorded.")


@judges("SC-03")
def team_of_several(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-03: Core team was more than one person."""
    team = len(snapshot.of(TeamMember))
    if team >= 2:
        return met(f"The team has {team} members.", _TEAM)
    return gap("One person is named in the team." if team else "Nobody is named in the team.", _TEAM)


@judges("SC-04")
def methods_were_used(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-04: National guidance and process used."""
    used = labels_used(snapshot)
    place = "analysis/methods"
    if not used:
        return gap("No method is recorded, and the case shows none.", place)
    return met(
        f"{_count(len(used), 'method')}: {', '.join(used[:5])}{' and more' if len(used) > 5 else ''}.", place
    )


@judges("SC-05")
def evidence_of_both_sorts(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-05: Suitable evidence used: records, statements, interviews."""
    kinds = [one.evidence_kind for one in snapshot.of(EvidenceItem).values()]
    records, told = sum(one in RECORDS for one in kinds), sum(one in FIRST_HAND for one in kinds)
    said = f"{_count(records, 'record')} and {_count(told, 'first-hand account')} in the register."
    return (met if records and told else gap)(said, "evidence/register")


@judges("SC-06")
def drafts_were_shared(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-06: Interested parties involved (briefings, drafts)."""
    sent = [one for one in snapshot.of(Review).values() if one.sent]
    if not sent:
        return gap("No draft is recorded as shared with anybody.", "report/draft")
    to = ", ".join(dict.fromkeys(one.to or "somebody" for one in sent))
    return met(f"A draft was shared {_times(len(sent))}: with {to}.", "report/draft")


@judges("SC-07")
def affected_were_involved(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-07: Those affected involved and supported: patient, family, staff."""
    close = _close(snapshot)
    if not close:
        return gap("No patient or family member is entered under People.", "people/people")
    asked = {
        one.person for one in snapshot.of(ContactPlan).values() if one.involved_as is not None and one.person
    }
    lacking = [one for one in close if one.id not in asked]
    offers = sum(was_offered(one) for one in snapshot.of(StaffSupport).values())
    said = f"How far they wish to take part is recorded for {len(close) - len(lacking)} of {len(close)}"
    support = (
        f"{_count(offers, 'offer')} of support to staff" if offers else "no support to staff is recorded"
    )
    if lacking or not offers:
        return gap(f"{said}; {support}.", _PEOPLE if lacking else _SUPPORT, lacking)
    return met(f"{said}; {support}.", _PEOPLE)


@judges("SC-08")
def timeline_is_there(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-08: Timeline produced."""
    entries = snapshot.of(TimelineEntry)
    if len(entries) < 3:
        return gap(f"The timeline has {_count(len(entries), 'entry', 'entries')}.", "timeline")
    sourced = snapshot.by(Excerpt, "about")
    lacking = [one for one in entries.values() if one.time.kind is TimeKind.UNKNOWN or one.id not in sourced]
    return all_of(
        len(entries), lacking, "entry", "a time and a source", "no time or no source", "timeline", "entries"
    )


@judges("SC-09")
def what_was_expected_is_cited(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-09: Good-practice guidance used to show what should happen."""
    problems = [one for one in snapshot.of(TimelineEntry).values() if one.problem is not None]
    if not problems:
        return unknown("No entry of the timeline is flagged as a problem.", "timeline")
    lacking = [one for one in problems if not one.expected.strip()]
    return all_of(
        len(problems), lacking, "problem", "what should have happened beside it",
        "nothing on what should have happened", "timeline",
    )  # fmt: skip


@judges("CA-01")
def clocks_were_met(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-01: Declared, initial report and final report on time, or extension agreed."""
    # Imported here: counting deadlines brings the bank holidays of many years with it.
    from rca_workbench.analysis.deadlines import DeadlineState, deadlines

    place = "respond/deadlines"
    counted = [
        one
        for one in deadlines(snapshot, now)
        if one.state not in (DeadlineState.STOPPED, DeadlineState.NOT_STARTED, DeadlineState.PROMPT)
    ]
    if not counted:
        return unknown("No deadline has been started.", place)
    late = [one for one in counted if one.state in (DeadlineState.OVERDUE, DeadlineState.MET_LATE)]
    excused = [one for one in late if one.clock.late_reason.strip()]
    unmet = [one.clock for one in late if one not in excused]
    made = sum(one.state is DeadlineState.MET for one in counted)
    said = f"{made} of {_count(len(counted), 'deadline')} met in time"
    said += f", {len(excused)} late with an agreed reason" if excused else ""
    if unmet:
        return gap(f"{said}; {len(unmet)} late without one.", place, unmet)
    running = len(counted) - made - len(excused)
    if running:
        return Judged(Verdict.CANNOT_TELL, f"{said}; {running} still running.", place)
    return met(f"{said}.", place)


@judges("CA-02")
def candour_was_carried_out(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-02: Candour carried out and recorded."""
    from rca_workbench.analysis.candour import candour_lines, candour_state
    from rca_workbench.model import Answer

    place = "people/candour"
    state = candour_state(snapshot)
    if state.applies is None or state.applies is Answer.NOT_KNOWN:
        steps = len(snapshot.of(CandourStep))
        noted = f" {_count(steps, 'step')} recorded." if steps else ""
        return gap(f"Whether the statutory Duty of Candour applies is not decided.{noted}", place)
    if state.applies is not Answer.YES:
        return Judged(Verdict.NOT_APPLICABLE, "Regulation 20 was found not to apply, with its reason.", place)
    if not state.open:
        return met(f"All {state.of} required steps are recorded." if not state.excused else
                   "The person declined or could not be reached, and the attempts are recorded.", place)  # fmt: skip
    labels = {one.id: one.label for one in candour_lines(snapshot)}
    left = [labels.get(id, id) for id in state.open]
    more = f" and {len(left) - 2} more" if len(left) > 2 else ""
    said = f"{state.done} of {state.of} required steps are recorded. Open: {'; '.join(left[:2])}{more}."
    return gap(said, place)


@judges("CA-09")
def family_could_comment(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-09: Family had the findings explained and could comment."""
    close = {one.id for one in _close(snapshot)}
    place = "report/draft"
    reviews = [one for one in snapshot.of(Review).values() if one.person in close]
    if not reviews:
        return gap("No draft is recorded as shared with patient or family, or declined by them.", place)
    told = [one for one in reviews if one.sent or one.declined]
    if not told:
        return gap("A draft for patient or family is noted, and not that it was shared.", place, reviews)
    ids = {one.id for one in reviews}
    left = [
        one
        for one in snapshot.of(Comment).values()
        if one.review in ids and (one.state is CommentState.OPEN or not one.reply.strip())
    ]
    if left:
        return gap(f"{_count(len(left), 'comment')} of patient or family not answered yet.", place, left)
    declined = all(one.declined for one in told)
    return met(
        "They were offered the draft and did not wish to read it."
        if declined
        else "Patient or family had the draft, and no comment is left unanswered.",
        place,
    )


@judges("CA-10")
def closure_is_decided(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-10: Closure decision recorded."""
    last = closure_decision(snapshot)
    place = "overview/closure"
    if last is None or last.closure is None:
        return gap("No closure decision is recorded.", place)
    lacking = [
        said
        for name, said in (("reason", "why"), ("by", "by whom"), ("on", "when"))
        if not getattr(last, name)
    ]
    if lacking:
        return gap(f"{word(last.closure)}, and not {' or '.join(lacking)}.", place, (last,))
    return met(f"{word(last.closure)}, {date_words(last.on)}, by {last.by}.", place)


@judges("CA-08")
def learning_left_the_team(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-08: Learning shared beyond the team and linked to training or supervision."""
    shared = list(snapshot.of(Sharing).values())
    marked = [one for one in shared if one.beyond]
    beyond = [one for one in marked if says_to_whom(one)]
    place = "improve/learning"
    if beyond:
        return met(f"Shared {_times(len(beyond))} beyond the team: with {beyond[0].to or 'others'}"
                   f"{' and more' if len(beyond) > 1 else ''}.", place)  # fmt: skip
    if marked:
        return gap("Marked as shared beyond the team, and to whom is not said.", place, marked)
    return gap(
        "What was shared stayed within the team." if shared else "Nothing is recorded as shared.",
        place,
        shared,
    )


@judges("LR-1")
def engaged_meaningfully(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """LR-1: Those affected were meaningfully engaged."""
    involved = affected_were_involved(snapshot, now, wording)
    asked = list(snapshot.of(Question).values())
    answered = sum(state_of(snapshot, one) in (QuestionState.ANSWERED, QuestionState.CANNOT) for one in asked)
    asks = f"{answered} of {_count(len(asked), 'question')} answered" if asked else "No question is recorded"
    said = f"{involved.words} {asks}."
    if involved.verdict is Verdict.MET and answered == len(asked):
        return met(said, "people/questions")
    return gap(said, involved.place if involved.verdict is not Verdict.MET else "people/questions")


def _close(snapshot: Snapshot) -> list[Actor]:
    return [one for one in snapshot.of(Actor).values() if one.nature in CLOSE]


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number or 'no'} {one if number == 1 else several or one + 's'}"
