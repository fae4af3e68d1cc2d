"""Whether measures can show what they are to show, and whether what is claimed of an effect stands on a chart."""

from collections.abc import Iterator
from datetime import date

from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.analysis.spc import (
    Chart,
    Claim,
    Effect,
    ProblemKind,
    claims,
    how_long,
    measures_of,
    together,
)
from rca_workbench.analysis.spc.series import for_each_event
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    ASSURANCE,
    CHART_RULES,
    KROLL_2026,
    PROJECT,
    RARE_EVENTS,
    SAFETY_ACTIONS,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Action,
    ActionStatus,
    DataPoint,
    Entity,
    Finding,
    LearningItem,
    Measure,
    MeasureChange,
    MeasureKind,
    ProgressNote,
    ReportText,
)
from rca_workbench.model.referring import said_plainly
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import listed

GROUP = "measures"
CHARTS = ("measure", "data_point", "measure_change", "action")
TEXTS = ("action", "progress", "learning", "finding", "report_text")
_LATER_VALUES = 3
"""Values below which C-77 speaks already."""
_UNREAD = (
    ProblemKind.NOT_A_NUMBER,
    ProblemKind.NO_DATE,
    ProblemKind.NO_DENOMINATOR,
    ProblemKind.MORE_THAN_ALL,
    ProblemKind.BELOW_NOUGHT,
    ProblemKind.UNITS_MIXED,
    ProblemKind.AMBIGUOUS,
)


@case_rule(
    "C-160",
    "What is said to have improved stands on a signal of a chart",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="In a study of 99 statements of change in board papers, those without a chart leaned to “improved”. Without a "
    "signal, a better figure may be chance.",
    how="Show a chart with a signal after the change, or say what was done and that its effect is not known yet.",
    rests_on=(KROLL_2026, CHART_RULES),
    reads=(*CHARTS, *TEXTS),
    needs=(),
    example="“Handover has improved since March.” No chart shows it.",
    sound="“Late doses fell after March: 8 values in a row below the mean.”",
)
def claims_have_a_signal(case: Facts) -> Iterator[At]:
    for one, field, claim in _unsupported(case):
        if not claim.two_points:
            yield At(
                one,
                f"“{claim.words}” claims an improvement, and no chart shows a signal of it.",
                field=field,
                said=_sentence(getattr(one, field), claim),
                begin=field,
            )


@case_rule(
    "C-161",
    "No improvement is claimed from two figures side by side",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Two values always differ. Only values over time tell a change from chance.",
    how="Enter the values between them as a measure, or leave the comparison out.",
    rests_on=(CHART_RULES, KROLL_2026),
    reads=(*CHARTS, *TEXTS),
    needs=(),
    example="“Falls fell from 12 to 4 since the change.”",
    sound="“Falls: 10 values in a row below the mean of the year before.”",
)
def two_figures_are_no_proof(case: Facts) -> Iterator[At]:
    for one, field, claim in _unsupported(case):
        if claim.two_points:
            yield At(
                one,
                f"“{claim.words}” rests on two figures. They may differ by chance: what lies between them?",
                field=field,
                said=_sentence(getattr(one, field), claim),
                begin=field,
            )


@case_rule(
    "C-162",
    "An action called effective has a signal on the chart of an outcome measure, and no balancing measure got worse",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="Implemented and effective are two things. The second needs a signal in the better direction after the change.",
    how="Leave it at “effect under review” until a chart shows a signal, or say that it was not effective.",
    rests_on=(CHART_RULES, ASSURANCE),
    reads=CHARTS,
    needs=("action", "measure"),
    example="“Effective”, and its chart shows chance variation.",
    sound="“Effective”: 8 values below the held mean, nothing else got worse.",
)
def effective_has_a_signal(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.status is not ActionStatus.EFFECTIVE:
            continue
        charts = _charts(case, one)
        held = [len(case.snapshot.pointed_from(DataPoint, "measure", each.measure.id)) for each in charts]
        if max(held, default=0) < _LATER_VALUES:
            continue
        said = together(charts)
        if said.effect is not Effect.IMPROVED:
            yield At(
                one,
                f"{case.called(one)} is called effective. Its measures say: {said.words}",
                tuple(each.measure.id for each in charts),
                field="status",
                said=str(one.status),
                begin="status",
            )


@case_rule(
    "C-163",
    "Each measure says what it can show, which way is better, how often it is taken and from where",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="A chart can call a signal an improvement only if it is said beforehand which way is better, and the next value "
    "comes only if somebody knows from where.",
    how="Say all four in Details of the measure.",
    rests_on=(SAFETY_ACTIONS, CHART_RULES),
    reads=("measure",),
    needs=("measure",),
    example="“Late doses”, and no more.",
    sound="“Outcome; lower is better; each month, from the electronic drug chart.”",
)
def measures_are_set_out(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Measure).values():
        better = one.better.strip() or for_each_event(one)
        missing = [
            (field, words)
            for field, words, said in (
                (
                    "measure_kind",
                    "whether it shows process, outcome or balance",
                    one.measure_kind is not None,
                ),
                ("better", "which way is better", bool(better)),
                ("every", "how often it is taken", bool(one.every.strip())),
                ("source", "where the figures come from", bool(one.source.strip())),
            )
            if not said
        ]
        if missing:
            yield At(
                one,
                f"{case.called(one)} does not say {listed([words for _, words in missing])}.",
                field=missing[0][0],
                said=", ".join(field for field, _ in missing),
                begin=missing[0][0],
            )


@case_rule(
    "C-164",
    "A measure can show the change by the day it is reviewed",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="A review before a chart can tell anything ends in an impression.",
    how="Count more often, count something closer to the change, or review later.",
    rests_on=(CHART_RULES, PROJECT),
    reads=CHARTS,
    needs=("measure",),
    example="A count each month from June, to be reviewed in September.",
    sound="A count each week from January, to be reviewed in September.",
)
def measures_can_show_it_in_time(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.status in OUT_OF_USE or not one.review:
            continue
        for each in _charts(case, one):
            start = _start(each, one)
            watching = each.measure.measure_kind is MeasureKind.BALANCING
            if start is None or watching or each.verdict.effect in (Effect.IMPROVED, Effect.WORSE):
                continue
            wait = how_long(case.snapshot, each.measure, start)
            if wait.more is None or (wait.until is not None and wait.until > date.fromisoformat(one.review)):
                yield At(
                    each.measure,
                    f"{case.called(one)} is reviewed on {date_words(one.review)}. {wait.words}",
                    (one.id,),
                    field="every",
                    said=one.review,
                    begin="every",
                )


@case_rule(
    "C-165",
    "Every value of a measure can be read, in one unit",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A value in another unit, or one that is no number, is left out of the chart, which then says less than the table.",
    how="Correct it where it was mistyped; else leave it with a note.",
    rests_on=(CHART_RULES,),
    reads=CHARTS,
    needs=("data_point",),
    example="12 min, 14 min, 0.3 h.",
    sound="12, 14 and 18 min.",
)
def values_can_be_read(case: Facts) -> Iterator[At]:
    yield from _problems(case, *_UNREAD)


@case_rule(
    "C-166",
    "Values come at a steady rhythm: no gaps, no day twice",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Limits come from the step between one value and the next. A gap makes that step another one.",
    how="Enter what is missing, remove what was entered twice, or say in a note why there is no value.",
    rests_on=(CHART_RULES,),
    reads=CHARTS,
    needs=("data_point",),
    example="January, February, June.",
    sound="January to June, each month.",
)
def values_are_steady(case: Facts) -> Iterator[At]:
    yield from _problems(case, ProblemKind.GAP, ProblemKind.SAME_DATE)


@case_rule(
    "C-167",
    "Limits are worked out anew only with a recorded reason",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="New limits make a signal vanish. That is right after a known change that held, and wrong otherwise; only the "
    "reason tells which.",
    how="Write the reason and who agreed to it, or leave the limits as they were.",
    rests_on=(CHART_RULES,),
    reads=CHARTS,
    needs=("measure_change",),
    example="“Limits anew from April”, and no reason.",
    sound="“Limits anew from April: second registrar, shift of 8 values held, agreed by the safety group.”",
)
def new_limits_have_a_reason(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(MeasureChange).values():
        if one.recalculate and not one.reason.strip():
            measure = case.snapshot.get(Measure, one.measure)
            of = f" of {case.called(measure)}" if measure is not None else ""
            when = f" from {date_words(one.on)}" if one.on else ""
            yield At(one, f"Why are the limits{of} worked out anew{when}?", field="reason", begin="reason")


@case_rule(
    "C-168",
    "The measures of an action show the outcome, and watch for what might get worse",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="A process measure shows that a change is made, not that risk fell. What is gained in one place may be lost in "
    "another.",
    how="Add an outcome measure, and one for what might have got worse.",
    rests_on=(SAFETY_ACTIONS,),
    reads=("action", "measure"),
    needs=("action", "measure"),
    example="Nurses trained each month, and nothing else.",
    sound="Nurses trained, late doses, and calls to the on-call doctor.",
)
def measures_are_of_all_sorts(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        sorts = {each.measure_kind for each in measures_of(case.snapshot, one.id)}
        if not sorts or None in sorts or one.status in OUT_OF_USE:
            continue
        ids = tuple(each.id for each in measures_of(case.snapshot, one.id))
        if MeasureKind.OUTCOME not in sorts:
            yield At(
                one,
                f"No measure of {case.called(one)} shows whether risk fell.",
                ids,
                severity=Severity.WARNING,
            )
        elif MeasureKind.BALANCING not in sorts:
            yield At(one, f"No measure of {case.called(one)} watches for what might have got worse.", ids)


@case_rule(
    "C-169",
    "Events too rare for counts are charted by the days or cases between them",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Most local serious incidents are so rare that a count each month is nearly always 0. Its median is then 0 too, "
    "and no repeat for a while proves nothing.",
    how="Note each event on its day: how often, each event. The days between them show a change sooner.",
    rests_on=(RARE_EVENTS, CHART_RULES),
    reads=CHARTS,
    needs=("data_point",),
    example="0, 0, 1, 0, 0, 0, 1, 0.",
    sound="Events on 3 March and 11 July: 130 days between them.",
)
def rare_events_are_charted_as_such(case: Facts) -> Iterator[At]:
    yield from _problems(case, ProblemKind.TOO_RARE)


def _charts(case: Facts, action: Action) -> list[Chart]:
    return [case.charts[one.id] for one in measures_of(case.snapshot, action.id)]


def _problems(case: Facts, *kinds: ProblemKind) -> Iterator[At]:
    for drawn in case.charts.values():
        for problem in drawn.problems:
            if problem.kind in kinds:
                first = case.snapshot.get(DataPoint, problem.ids[0]) if problem.ids else None
                yield At(
                    drawn.measure,
                    f"{case.called(drawn.measure)}: {problem.words}",
                    problem.ids,
                    said=f"{problem.kind}: {first.value if first is not None else ''}",
                )


def _start(drawn: Chart, action: Action) -> date | None:
    """From when on a wait is counted where no clock may be asked: the newest value, else when the action began."""
    if drawn.points:
        return drawn.points[-1].on
    said = action.done or action.begins or action.approved
    return date.fromisoformat(said) if said else None


def _unsupported(case: Facts) -> Iterator[tuple[Entity, str, Claim]]:
    """Claims of an improvement that no chart bears out: of the action spoken of, else of any in the case."""
    snapshot = case.snapshot
    for action in snapshot.of(Action).values():
        for claim in case.kept("claims of effect", action, lambda one: list(claims(one.effect))):
            if not _shown(case, (action.id,)):
                yield action, "effect", claim
    for note in snapshot.of(ProgressNote).values():
        for claim in case.kept("claims of progress", note, lambda one: list(claims(one.text))):
            if not _shown(case, (note.action or "",)):
                yield note, "text", claim
    for lesson in snapshot.of(LearningItem).values():
        about = tuple(id for id in lesson.about if id in snapshot.of(Action))
        for claim in case.kept("claims of lesson", lesson, lambda one: _claims(said_plainly(one.text))):
            if not _shown(case, about):
                yield lesson, "text", claim
        for claim in case.kept("claims of what was seen", lesson, lambda one: _claims(one.seen_how)):
            if not _shown(case, about):
                yield lesson, "seen_how", claim
    for finding in snapshot.of(Finding).values():
        for claim in case.kept("claims of finding", finding, lambda one: _claims(one.text)):
            if not _shown(case, ()):
                yield finding, "text", claim
    for section in snapshot.of(ReportText).values():
        for claim in case.kept("claims of section", section, lambda one: _claims(one.text)):
            if not _shown(case, ()):
                yield section, "text", claim


def _claims(text: str) -> list[Claim]:
    return list(claims(text, of_a_change=True))


def _shown(case: Facts, actions: tuple[str, ...]) -> bool:
    """Whether a chart shows an improvement: of one of these actions, or of any measure where none is named."""
    return any(
        drawn.verdict.effect is Effect.IMPROVED and (not actions or drawn.measure.action in actions)
        for drawn in case.charts.values()
    )


def _sentence(text: str, claim: Claim) -> str:
    """The words a claim stands in, so that an acceptance holds for them alone."""
    return text[max(0, claim.start - 20) : claim.start + 80]
