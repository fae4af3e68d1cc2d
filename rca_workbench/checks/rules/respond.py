"""Whether the early response is written down: what happened, what was decided and why, what was made safe."""

from collections.abc import Iterator

from rca_workbench.analysis.asking import of_another_framework
from rca_workbench.analysis.deadline_reckoning import earliest
from rca_workbench.analysis.deadlines import deadline
from rca_workbench.analysis.happened import has_happened
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    CQC_2016,
    EACH_BABY_2015,
    ENGAGEMENT,
    LONDON,
    NPSA_REPORT,
    PSIRF,
    SIF_CLOSURE,
    SIF_TIMES,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Answer,
    Clock,
    CriterionAnswer,
    Decision,
    DecisionKind,
    ImmediateAction,
    Notification,
    TimeKind,
    shortened,
)
from rca_workbench.model.time import short_label
from rca_workbench.reference.candour import candour_steps
from rca_workbench.reference.criteria import Part, criteria

GROUP = "early response"
_HELD_BY_A_LETTER = frozenset(id for one in candour_steps() for id, _ in one.must_contain)
"""Answers that say what a letter holds: the letter shows it, and C-133 asks for them."""


@case_rule(
    "C-01",
    "What happened is written in brief",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="Of the local reviews too thin to be judged, 83 % held no description of the case.",
    how="Write what happened in a few sentences, by role, on the Incident page.",
    rests_on=(EACH_BABY_2015,),
    reads=("incident", "timeline_entry"),
    needs=("timeline_entry",),
    example="A timeline of forty entries, and no summary.",
    sound="“A patient on a medical ward had a cardiac arrest after a night of rising scores.”",
)
def what_happened_is_written(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    if not incident.summary.strip():
        yield At(
            incident,
            "What happened is not written yet. Say it in a few sentences.",
            field="summary",
            begin="summary",
        )


@case_rule(
    "C-02",
    "When and where it happened is said",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A reader who does not know the place cannot follow the account.",
    how="Fill in when it happened and where; a rough time will do.",
    rests_on=(NPSA_REPORT,),
    reads=("incident", "timeline_entry"),
    needs=("timeline_entry",),
    example="The incident has no date and no place.",
    sound="“Night of 11 to 12 March 2025”, “Ward 7, medical”.",
)
def when_and_where_are_said(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    timed = incident.start.kind is not TimeKind.UNKNOWN or incident.start.said.strip()
    placed = incident.setting.strip() or incident.service.strip()
    if not timed or not placed:
        field = "setting" if timed else "start"
        what = (
            "Where it happened is"
            if timed
            else "When it happened is"
            if placed
            else "When and where it happened are"
        )
        yield At(
            incident,
            f"{what} not said yet.{'' if timed else ' A rough time will do.'}",
            field=field,
            begin=field,
        )


@case_rule(
    "C-03",
    "Who was harmed, how and how badly is said",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="What is owed to those harmed, and by when, follows from it.",
    how="Say who was harmed, by role, and choose the level of harm.",
    rests_on=(NPSA_REPORT, PSIRF),
    reads=("incident", "timeline_entry"),
    needs=("timeline_entry",),
    example="A level of harm without a word on what the harm was.",
    sound="“One patient, moved to intensive care for six days”, severe.",
)
def harm_is_said(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    said, level = incident.harm.strip(), incident.harm_level.strip()
    if not said or not level:
        field = "harm_level" if said else "harm"
        message = (
            "The level of harm is not chosen yet."
            if said
            else "Who was harmed, and how, is not said yet. Say it by role"
            + ("." if level else ", and choose the level of harm.")
        )
        yield At(incident, message, field=field, begin=field)


@case_rule(
    "C-04",
    "It is said whether everyone is safe now",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.MEETING,
    why="The first duty after an incident is to those who could still be harmed.",
    how="Write what was done for the patient, family, staff and others at risk.",
    rests_on=(LONDON, PSIRF),
    reads=("incident", "immediate_action", "timeline_entry"),
    needs=("timeline_entry",),
    example="The team meets to analyse, and nobody has said whether the other pumps are still in use.",
    sound="“All six pumps of that make are off the ward since 13 March.”",
)
def everyone_is_safe(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    if not incident.safe_now.strip() and not case.snapshot.of(ImmediateAction):
        yield At(
            incident,
            "Is everyone safe now? Write what was done for the patient, family, staff and others at risk.",
            field="safe_now",
            begin="safe_now",
        )


@case_rule(
    "C-05",
    "What was done at once has an owner and something that shows it was done",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="What is only believed to have been made safe has not been made safe.",
    how="Name who does it, by role, and once it is done what shows it.",
    rests_on=(PSIRF,),
    reads=("immediate_action",),
    needs=("immediate_action",),
    example="“Pumps quarantined”, by nobody.",
    sound="“Pumps quarantined”, by the matron, receipt of the equipment library.",
)
def immediate_actions_are_owned(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(ImmediateAction).values():
        if one.not_needed.strip():
            continue
        if not one.owner.strip():
            yield At(one, f"Who does {case.called(one)}? Name them by role.", field="owner", begin="owner")
        elif one.done.kind is not TimeKind.UNKNOWN and not one.proof.strip():
            yield At(one, f"What shows that {case.called(one)} was done?", field="proof", begin="proof")


@case_rule(
    "C-06",
    "The threshold record answers each criterion, with a reason",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="One report in three did not show why a full investigation was due.",
    how="Answer each criterion with yes, no or not known, and say why. A no to an event of a list says itself.",
    rests_on=(CQC_2016,),
    reads=("criterion", "case"),
    needs=("criterion",),
    example="“Unexpected death: yes”, without a reason.",
    sound="“Unexpected death: yes. The coroner opened an inquest on 14 March.”",
)
def criteria_are_answered(case: Facts) -> Iterator[At]:
    elsewhere = {one.id for one in of_another_framework(case.snapshot)}
    for one in case.snapshot.of(CriterionAnswer).values():
        if one.id in elsewhere or one.criterion in _HELD_BY_A_LETTER:
            continue
        said = _criterion(one)
        if one.answer is None:
            yield At(one, f"The criterion “{said}” has no answer yet.", field="answer", begin="answer")
        elif not one.reason.strip() and not _says_itself(one):
            yield At(one, f"Why is “{said}” answered so? Give the reason.", field="reason", begin="reason")


@case_rule(
    "C-07",
    "The decision on the response says what, why, by whom and when",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="One report in three did not show why a full investigation was due; a response in proportion has its reasons.",
    how="Write the decision with its reasons, who made it, by role, and the date.",
    rests_on=(CQC_2016, PSIRF),
    reads=("decision", "factor"),
    needs=("factor",),
    example="A full investigation is under way, and nothing says who chose that or why.",
    sound="“Patient safety incident investigation: little understood, high learning”, by the panel on 14 March.",
)
def decision_is_reasoned(case: Facts) -> Iterator[At]:
    every = case.snapshot.of(Decision).values()
    decisions = [one for one in every if one.decision_kind is DecisionKind.RESPONSE]
    if not decisions:
        yield At(
            None,
            "Nothing says how it was decided to look into this incident. Write the decision and its reasons.",
        )
    for one in decisions:
        lacking = [
            (name, said)
            for name, said in (("outcome", "what"), ("reason", "why"), ("by", "by whom"), ("on", "when"))
            if not str(getattr(one, name)).strip() and not (name == "outcome" and one.level.strip())
        ]
        if lacking:
            yield At(
                one,
                f"The decision {case.called(one)} does not say {' or '.join(said for _, said in lacking)}.",
                field=lacking[0][0],
                begin=lacking[0][0],
            )


@case_rule(
    "C-08",
    "The terms of reference are written",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="They say which questions the investigation answers; without them nobody can tell whether it has.",
    how="Write the questions, those of the family among them, on the Incident page.",
    rests_on=(NPSA_REPORT, PSIRF),
    reads=("incident", "factor"),
    needs=("factor",),
    example="Thirty factors, and no question that they answer.",
    sound="“How was the rise in scores seen, and what made it hard to act on?”",
)
def terms_are_written(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    if not incident.terms_of_reference.strip():
        yield At(
            incident,
            "The terms of reference are not written yet. Write the questions this investigation answers, those of the "
            "family among them.",
            field="terms_of_reference",
            begin="terms_of_reference",
        )


@case_rule(
    "C-09",
    "Scope and limits are said",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="What was left out, and why, belongs to an honest account.",
    how="Say where the investigation begins and ends, and what it could not look at.",
    rests_on=(NPSA_REPORT,),
    reads=("incident", "factor"),
    needs=("factor",),
    example="Nothing says that the ambulance service was not asked.",
    sound="“From arrival to transfer. The ambulance service reviews its own part.”",
)
def scope_is_said(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    if not incident.scope.strip():
        yield At(
            incident,
            "Scope and limits are not said yet: where does the investigation begin and end, and what is left out?",
            field="scope",
            begin="scope",
        )


@case_rule(
    "C-10",
    "Deadlines that were met show it, and those met late say why",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Whoever assures the investigation asks for what was due, when it was met, and what was agreed where not.",
    how="Say what shows that it was met; where it was late, which reason or extension was agreed.",
    rests_on=(PSIRF, SIF_TIMES),
    reads=("clock", "clock_change", "case"),
    needs=("clock",),
    example="The report was due on 2 June and met on 20 June, and nothing says why.",
    sound="“Extended to 20 June, agreed with the commissioner on 28 May: inquest.”",
)
def deadlines_show_it(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Clock).values():
        met = earliest(one.met)
        if met is None or one.stopped.strip():
            continue
        due = deadline(case.snapshot, one, met).due
        # Late only where it was late however the time it was met is read.
        if due is not None and met > due and not one.late_reason.strip():
            yield At(
                one,
                f"{case.called(one)} was met after it was due, and nothing says why or what was agreed.",
                field="late_reason",
                begin="late_reason",
            )
        elif not one.proof.strip():
            yield At(one, f"What shows that {case.called(one)} was met?", field="proof", begin="proof")


@case_rule(
    "C-11",
    "Who had to be told was told, with date and by whom",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A notification without a date cannot be shown to have been made.",
    how="Add when they were told, and by whom, by role.",
    rests_on=(PSIRF, SIF_TIMES),
    reads=("notification",),
    needs=("notification",),
    example="“Commissioner told”, no date.",
    sound="“Commissioner told on 14 March, by the patient safety lead.”",
    by_day=True,
)
def notifications_are_dated(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Notification).values():
        if one.not_needed.strip():
            continue
        whom = one.whom.strip() or "this body"
        if one.when.kind is TimeKind.UNKNOWN:
            yield At(one, f"When was {whom} told?", field="when", begin="when")
        elif not has_happened(one.when, case.today):
            said = f"{short_label(one.when)} lies ahead: nobody was told on it yet. When was {whom} told?"
            yield At(one, said, field="when", begin="when")
        elif not one.by.strip():
            yield At(one, f"Who told {whom}? Name them by role.", field="by", begin="by")


@case_rule(
    "C-12",
    "What happened is also written in words for the family",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="A report nobody in the family can read does not answer them.",
    how="Write what happened in plain words that the family can share.",
    rests_on=(ENGAGEMENT, SIF_CLOSURE),
    reads=("incident", "finding"),
    needs=("finding",),
    example="Only the summary with scores and abbreviations.",
    sound="“She became more and more unwell during the night, and help came late.”",
)
def family_can_read_it(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    if not incident.family_summary.strip():
        yield At(
            incident,
            "What happened is not yet written in words for the family.",
            field="family_summary",
            begin="family_summary",
        )


def _says_itself(one: CriterionAnswer) -> bool:
    """Whether an answer needs no reason: it is not known yet, or a no that is plain to every reader.

    That a fall was no radiation exposure needs no sentence; that it was not serious does.
    """
    row = criteria().get(one.criterion)
    plain = (Part.NATIONAL, Part.NEVER_EVENT, Part.NOTIFY, Part.FIT)
    plainly_not = one.answer is Answer.NO and row is not None and row.part in plain
    return plainly_not or one.answer is Answer.NOT_KNOWN


def _criterion(one: CriterionAnswer) -> str:
    row = criteria().get(one.criterion)
    return shortened(
        one.wording or (row.ask if row is not None else "") or one.criterion or "without words", 80
    )
