"""Quality and involvement on the assurance page: checks, methods, independence; family, questions, accuracy, candour."""

from collections.abc import Iterator
from datetime import date

from rca_workbench.analysis.accuracy import RoundState, shared, still_differing
from rca_workbench.analysis.assured import Checked, Line, Part, Tone, count, worst
from rca_workbench.analysis.candour import candour_state
from rca_workbench.analysis.contacts import (
    close_ones,
    open_promises,
    plan_states,
    promise_late,
    unplanned,
)
from rca_workbench.analysis.methods_done import labels_used
from rca_workbench.analysis.questions import QuestionState, answered_words, counted
from rca_workbench.analysis.staff import for_nobody_named, staff, was_offered
from rca_workbench.analysis.team import independence_open, leads
from rca_workbench.model import Answer, EvidenceItem, Finding, Question, Snapshot, StaffSupport, TeamMember

METHODS_NAMED = 4


def quality(snapshot: Snapshot, checks: Checked | None) -> Part:
    """What a critical reader would find, which methods were used, and how independent the team was."""
    lines = [*_checks(checks), _methods(snapshot), _team(snapshot), _grounds(snapshot)]
    if checks is None:
        said = "The checks have not been run yet"
    elif checks.must:
        said = f"{count(checks.must, 'check')} must be resolved"
    else:
        said = "No check has to be resolved"
    return Part("quality", "Quality", said, worst(lines), tuple(lines))


def involvement(snapshot: Snapshot, today: date) -> Part:
    """How patient, family and staff took part, and what they are still owed."""
    lines = [
        *_contact(snapshot, today),
        *_promises(snapshot, today),
        _questions(snapshot),
        _accuracy(snapshot),
        _candour(snapshot),
        _staff(snapshot),
    ]
    shown = sum(one.tone is Tone.GOOD for one in lines)
    asked = sum(one.tone is not Tone.PLAIN for one in lines)
    return Part("involvement", "Involvement", f"{shown} of {asked} shown", worst(lines), tuple(lines))


def _checks(checks: Checked | None) -> Iterator[Line]:
    if checks is None:
        return
    for one in checks.gates:
        if one.must or one.worth:
            parts = [f"{one.must} must be resolved"] if one.must else []
            parts += [f"{one.worth} worth resolving"] if one.worth else []
            tone = Tone.CONCERN if one.must else Tone.OPEN
            yield Line(f"Checks {one.gate}", ", ".join(parts), tone, "checks")
        else:
            yield Line(f"Checks {one.gate}", "None open", Tone.GOOD, "checks")
    if checks.accepted:
        said = f"{count(checks.accepted, 'check')}, each with a reason"
        yield Line("Accepted as they are", said, Tone.PLAIN, "checks")


def _methods(snapshot: Snapshot) -> Line:
    used = labels_used(snapshot)
    more = f" and {len(used) - METHODS_NAMED} more" if len(used) > METHODS_NAMED else ""
    said = f"{', '.join(used[:METHODS_NAMED])}{more}" if used else "None shown or recorded"
    return Line("Methods used", said, Tone.GOOD if used else Tone.OPEN, "analysis/methods")


def _team(snapshot: Snapshot) -> Line:
    where, first = "respond/decision", leads(snapshot)
    if not first:
        return Line("Independence", "Nobody is named as lead", Tone.OPEN, where)
    open_ones = [one for one in first if independence_open(one)]
    if open_ones:
        one = open_ones[0]
        if one.independent is Answer.NO:
            said, tone = "The lead is tied to the area; how that is handled is not said", Tone.CONCERN
        else:
            said, tone = "Not said of the lead", Tone.OPEN
        return Line("Independence", said, tone, where, one.id)
    tied = [one for one in first if one.independent is Answer.NO]
    said = "The lead is tied to the area, and says how that is handled" if tied else "The lead is independent"
    others = len(snapshot.of(TeamMember)) - len(first)
    return Line(
        "Independence",
        f"{said}; {count(others, 'other')} in the team" if others > 0 else said,
        Tone.GOOD,
        where,
    )


def _grounds(snapshot: Snapshot) -> Line:
    findings, sources = len(snapshot.of(Finding)), len(snapshot.of(EvidenceItem))
    if not findings:
        return Line("Findings", "None stated yet", Tone.OPEN, "improve/findings")
    said = f"{count(findings, 'finding')}, {count(sources, 'source')} in the register"
    return Line("Findings", said, Tone.GOOD if sources else Tone.OPEN, "improve/findings")


def _contact(snapshot: Snapshot, today: date) -> Iterator[Line]:
    where, close = "people/contacts", close_ones(snapshot)
    if not close:
        yield Line("Patient and family", "Nobody of them is in the case yet", Tone.OPEN, "people/people")
        return
    missing, plans = unplanned(snapshot), plan_states(snapshot, today)
    if missing:
        yield Line("Contact plan", "None for patient or family", Tone.CONCERN, where)
        return
    late = [one for one in plans if one.late]
    said = count(len(plans), "plan") + (f"; {late[0].words[:1].lower()}{late[0].words[1:]}" if late else "")
    yield Line("Contact plan", said, Tone.CONCERN if late else Tone.GOOD, where)


def _promises(snapshot: Snapshot, today: date) -> Iterator[Line]:
    """What was promised and is open, to whomever it was: a promise needs no contact plan to be owed."""
    found = open_promises(snapshot)
    late = [one for one in found if promise_late(one, today)]
    if found:
        said = f"{len(found)} open" + (
            f", {len(late)} past {'its' if len(late) == 1 else 'their'} day" if late else ""
        )
        first = (late or found)[0].id
        yield Line("Promises", said, Tone.CONCERN if late else Tone.OPEN, "people/contacts", first)


def _questions(snapshot: Snapshot) -> Line:
    where, total = "people/questions", len(snapshot.of(Question))
    if not total:
        return Line("Their questions", "None recorded", Tone.OPEN, where)
    by = counted(snapshot)
    done = by[QuestionState.ANSWERED] + by[QuestionState.CANNOT]
    return Line("Their questions", answered_words(snapshot), Tone.GOOD if done == total else Tone.OPEN, where)


def _accuracy(snapshot: Snapshot) -> Line:
    where, rounds = "people/accuracy", shared(snapshot)
    sent = [one for one in rounds if one.state is not RoundState.NOT_SENT]
    if not sent:
        return Line("Factual accuracy", "The draft has not been shared yet", Tone.OPEN, where)
    done = sum(one.state in (RoundState.ANSWERED, RoundState.DECLINED) for one in sent)
    said = f"{done} of {len(sent)} returned and answered"
    differing = len(still_differing(snapshot))
    said += f"; {count(differing, 'comment')} not followed" if differing else ""
    return Line("Factual accuracy", said, Tone.GOOD if done == len(sent) else Tone.OPEN, where)


def _candour(snapshot: Snapshot) -> Line:
    where, state = "people/candour", candour_state(snapshot)
    if state.applies is None:
        return Line("Duty of Candour", "Not decided yet whether it applies", Tone.OPEN, where)
    if not state.owed:
        return Line("Duty of Candour", "Does not apply, as decided", Tone.PLAIN, where)
    said = f"{state.done} of {count(state.of, 'step')} done"
    said += "; they declined or could not be reached" if state.excused else ""
    return Line("Duty of Candour", said, Tone.GOOD if not state.open else Tone.CONCERN, where)


def _staff(snapshot: Snapshot) -> Line:
    where = "people/staff_support"
    offers = [one for one in snapshot.of(StaffSupport).values() if was_offered(one)]
    if not offers:
        return Line("Support for staff", "No offer recorded", Tone.OPEN, where)
    told = [one.told for one in staff(snapshot) if one.offered]
    told += [bool(one.feedback) for one in for_nobody_named(snapshot) if was_offered(one)]
    said = f"{count(len(offers), 'offer')}; findings shared with {sum(told)} of {len(told)}"
    return Line("Support for staff", said, Tone.GOOD if all(told) else Tone.OPEN, where)
