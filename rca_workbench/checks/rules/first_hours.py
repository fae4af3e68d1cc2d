"""Whether the first hours were answered: steps, wider risk, who was told, evidence that would be lost, and closing."""

from collections.abc import Iterator
from datetime import date

from rca_workbench.analysis.closure import closure_decision
from rca_workbench.analysis.first_hours_shown import shown_by_case
from rca_workbench.analysis.happened import has_happened
from rca_workbench.analysis.plan import works
from rca_workbench.analysis.quoting import row
from rca_workbench.analysis.securing import lost_from
from rca_workbench.analysis.telling import bodies
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    ASSURANCE,
    LONDON,
    OMBUDSMAN_2015,
    PROJECT,
    PSIRF,
    SIF_CLOSURE,
    SIF_TIMES,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Action,
    ActionStatus,
    ClosureState,
    CustodyEntry,
    EvidenceItem,
    ImmediateAction,
    Time,
)
from rca_workbench.model.time import moment, short_label, window
from rca_workbench.model.wall_clock import span
from rca_workbench.reference.early_response import (
    ISOLATE,
    PRESERVE,
    SAFE,
    SUPPORT_STAFF,
    WIDER_RISK,
    early_step,
    early_steps,
)

GROUP = "early response"
_ASKED = (SAFE, ISOLATE, PRESERVE, SUPPORT_STAFF)
"""Steps no other rule asks after: telling the family, the decision and the commissioner have rules of their own."""
_STEPS = ("immediate_action", "evidence", "notification", "staff_support", "contact", "candour", "decision", "criterion",
          "actor", "case", "factor", "clock")  # fmt: skip


@case_rule(
    "C-120",
    "Each step of the early response has an answer",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A report that does not say what was made safe, isolated and secured at once cannot be told from one where nothing "
    "was.",
    how="On First actions, say what was done or why it was not needed. That is an answer too.",
    rests_on=(PSIRF, LONDON),
    reads=_STEPS,
    needs=("factor",),
    example="Whether the pump was taken out of use is nowhere said.",
    sound="“Pump isolated with its settings, 13 March, engineering”; or “not needed: no device was used”.",
    by_day=True,
)
def early_steps_are_answered(case: Facts) -> Iterator[At]:
    shown = shown_by_case(case.snapshot, case.today)
    answered = {
        one.code for one in case.snapshot.of(ImmediateAction).values() if _is_answered(one, case.today)
    }
    for step in early_steps():
        if step.id in _ASKED and step.id not in shown and step.id not in answered:
            begun = [one for one in case.snapshot.of(ImmediateAction).values() if one.code == step.id]
            yield At(
                begun[0] if begun else None,
                f"“{step.step}” has no answer yet. Say what was done, or why it was not needed.",
                said=step.id,
                lacks="immediate_action",
            )


@case_rule(
    "C-121",
    "What was to be done at once was done by when it was due",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Until it is done, the same can happen to the next person.",
    how="Do it, or say when it was done; or why it is not needed any more.",
    rests_on=(PSIRF, LONDON),
    reads=("immediate_action",),
    needs=("immediate_action",),
    example="“All wards told of the fault”, due on 14 March; that day has passed, and nothing says that it was done.",
    sound="The same, done on 14 March.",
    by_day=True,
)
def immediate_actions_are_in_time(case: Facts) -> Iterator[At]:
    now = _begins(case.today)
    for one in case.snapshot.of(ImmediateAction).values():
        due = window(one.due).latest
        if due is None or one.not_needed.strip():
            continue
        done = window(one.done).earliest
        if has_happened(one.done, case.today):
            if done is not None and done > due and not one.proof.strip():
                yield At(one, f"{case.called(one)} was done after it was due. What shows that it was done, and why then?",
                         field="proof", begin="proof")  # fmt: skip
        elif now > due:
            yield At(
                one,
                f"{case.called(one)} was due {short_label(one.due)}, and nothing says that it was done.",
                field="done",
                begin="done",
            )


@case_rule(
    "C-122",
    "It was looked whether others are at the same risk",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="The same device, form or rota is at work elsewhere while the investigation goes on.",
    how="On First actions, say where you looked, what you found and whom you alerted; or why it was not needed.",
    rests_on=(PSIRF, LONDON),
    reads=("immediate_action", "factor"),
    needs=("factor",),
    example="The pump's fault is a finding, and nothing says whether other wards use it.",
    sound="“All sites asked, 14 in use, safety notice on 14 March”.",
    by_day=True,
)
def wider_risk_is_looked_for(case: Facts) -> Iterator[At]:
    found = [one for one in case.snapshot.of(ImmediateAction).values() if one.code == WIDER_RISK]
    if any(_is_answered(one, case.today) for one in found):
        return
    step = early_step(WIDER_RISK)
    where = f" ({step.step.partition(':')[2].strip()})" if step is not None else ""
    yield At(
        found[0] if found else None,
        f"Nothing says whether others are at the same risk{where}. Say where you looked and what you found.",
        lacks="immediate_action",
    )


@case_rule(
    "C-123",
    "The commissioner was told",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="Whoever commissions the care answers for it too, and hears of it first from the provider.",
    how="Tell them and enter when, by whom and their reference; or say why it is not needed.",
    rests_on=(SIF_TIMES, ASSURANCE, PSIRF),
    reads=("notification", "criterion", "case", "decision", "factor"),
    needs=("factor",),
    example="A report is being written, and no word of the integrated care board.",
    sound="“Integrated care board, told on 14 March by the patient safety lead”.",
    by_day=True,
)
def commissioner_was_told(case: Facts) -> Iterator[At]:
    noted = next((one.noted for one in bodies(case.snapshot) if one.commissioner), None)
    if noted is None:
        yield At(
            None,
            "Nothing says that the commissioner was told. Enter when and by whom, or why it is not needed.",
            lacks="notification",
        )
    elif not has_happened(noted.when, case.today) and not noted.not_needed.strip():
        yield At(noted, f"{case.called(noted)} has not been told yet.", field="when", begin="when")


@case_rule(
    "C-124",
    "Evidence was secured before it went, or it is said what was lost",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Evidence was missing in 19 % of investigations, and reports rarely say so.",
    how="Note whether it is whole, what is gone, and what else shows the same.",
    rests_on=(OMBUDSMAN_2015, LONDON),
    reads=("evidence", "custody"),
    needs=("evidence",),
    example="Overwritten after 18 March, secured on 20 March, and nothing says what is left of it.",
    sound="“Secured on 20 March; the night of 12 March is gone. The bleep log covers it.”",
    by_day=True,
)
def evidence_was_secured_in_time(case: Facts) -> Iterator[At]:
    now = _begins(case.today)
    for one in case.snapshot.of(EvidenceItem).values():
        gone, last = lost_from(one), window(one.vanishes).latest
        if gone is None or one.note.strip() or one.quality.strip():
            continue
        at = _secured_at(case, one) if one.secured else now
        if at is not None and last is not None and at > last:
            verb = (
                f"was secured {moment(at):%d %B %Y}".replace(" 0", " ") if one.secured else "is not secured"
            )
            yield At(
                one,
                f"{case.called(one)} was to be lost after {short_label(one.vanishes)} and {verb}. Say what is left of it, "
                "and what else shows the same.",
                field="note",
                begin="note",
            )


@case_rule(
    "C-125",
    "Everyone the answers ask to be told is noted",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="Some bodies have to hear by law, and a yes to a criterion is what says so.",
    how="On First actions, enter when they were told, or why it is not needed.",
    rests_on=(PSIRF, SIF_TIMES),
    reads=("criterion", "notification", "case", "decision"),
    needs=("criterion",),
    example="“Death of unknown cause: yes”, and no word of the coroner.",
    sound="“Senior coroner, told on 13 March by the consultant, C/2026/114”.",
)
def those_asked_for_are_noted(case: Facts) -> Iterator[At]:
    for one in bodies(case.snapshot):
        if one.noted is None and not one.commissioner:
            yield At(
                None,
                f"{one.whom} has to be told, and nothing is noted. {one.why}",
                said=one.key,
                lacks="notification",
            )


@case_rule(
    "C-126",
    "Closed with its effect confirmed means that data show the effect",
    group="closing",
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="A report that is closed, an action that is done and an effect that lasts are three different things.",
    how="Close it with the actions still followed, or show by values that each action works.",
    rests_on=(SIF_CLOSURE, ASSURANCE),
    reads=("decision", "action"),
    needs=("decision",),
    example="“Closed, effect confirmed”, and two actions are only implemented.",
    sound="Each action is shown to work, with the day on which that was judged.",
)
def effect_confirmed_is_shown(case: Facts) -> Iterator[At]:
    last = closure_decision(case.snapshot)
    if last is None or last.closure is not ClosureState.CLOSED_EFFECT_CONFIRMED:
        return
    open_ones = [
        one
        for one in case.snapshot.of(Action).values()
        if one.status is not ActionStatus.STOPPED and not works(one)
    ]
    if open_ones or not case.snapshot.of(Action):
        named = case.listed(open_ones) if open_ones else "any action"
        yield At(
            last,
            f"The closure says that the effect is confirmed, and nothing shows it for {named}.",
            tuple(one.id for one in open_ones),
            field="closure",
            begin="closure",
        )


@case_rule(
    "C-127",
    "The closure says why, by whom and when",
    group="closing",
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Whoever reads the case later has to see who took the responsibility for closing it, and on what.",
    how="Add the reasons, who decided, by role, and the date.",
    rests_on=(SIF_CLOSURE, PROJECT),
    reads=("decision",),
    needs=("decision",),
    example="“Closed”, and nothing else.",
    sound="“Closed, actions still followed: all terms answered”, by the quality committee on 2 June.",
)
def closure_is_reasoned(case: Facts) -> Iterator[At]:
    last = closure_decision(case.snapshot)
    if last is None:
        return
    asked = (("closure", "in which state"), ("reason", "why"), ("by", "by whom"), ("on", "when"))
    lacking = [(name, said) for name, said in asked if not str(getattr(last, name) or "").strip()]
    if lacking:
        yield At(
            last,
            f"The decision to close does not say {row([said for _, said in lacking])}.",
            field=lacking[0][0],
            begin=lacking[0][0],
        )


def _is_answered(one: ImmediateAction, today: date) -> bool:
    return has_happened(one.done, today) or bool(one.not_needed.strip())


def _secured_at(case: Facts, item: EvidenceItem) -> int | None:
    """When the custody log says it was secured first; None where it does not say."""
    logged = case.snapshot.pointed_from(CustodyEntry, "evidence", item.id)
    times = [
        at
        for one in logged
        if one.what.casefold().startswith("secured") and (at := _first(one.at)) is not None
    ]
    return min(times, default=None)


def _begins(day: date) -> int:
    """The first second of a day: what is due on it is not late yet."""
    return span(day.isoformat())[0]


def _first(time: Time) -> int | None:
    return window(time).earliest
