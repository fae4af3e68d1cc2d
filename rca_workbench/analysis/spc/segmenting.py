"""Stretches of a chart, each with its middle and limits: held from before a change, or worked out anew with a reason.

Limits are worked out anew only where a reason is recorded: a judgement that hides a signal must be open to others.
Values after a change are read against limits from before it, where there are values enough: limits of all values move
with the change and turn what was before it into signals (learning_sharing.json, what_counts_as_improved).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rca_workbench.analysis.spc.parts import (
    ChangeDate,
    ChartKind,
    Limits,
    Number,
    Point,
    Problem,
    ProblemKind,
    Segment,
)
from rca_workbench.analysis.spc.rare import g_limits, t_limits
from rca_workbench.analysis.spc.xmr import median, xmr_limits
from rca_workbench.model import Measure, MeasureChange
from rca_workbench.model.time_said import date_words


@dataclass(frozen=True, slots=True)
class Split:
    """The stretches, the limits signals are looked for with, and what could not be done as asked."""

    segments: tuple[Segment, ...]
    tested: tuple[Limits, ...]
    """Limits on the scale signals are looked for on; those of the segments but for days between events."""
    problems: tuple[Problem, ...]
    changes: tuple[ChangeDate, ...] = ()
    """The dated changes, in order, each with whether limits are worked out anew from it."""
    changed: date | None = None
    """The day from which a change should show; None where none is known."""
    because: str = ""
    """That day and what happened then, as "1 August 2026, when a change is marked"."""


def change_dates(changes: Sequence[MeasureChange]) -> tuple[ChangeDate, ...]:
    """The dated changes of a measure, in order, with whether limits are to be worked out anew: only with a reason."""
    dated = sorted((one for one in changes if one.on), key=lambda one: one.on)
    return tuple(
        ChangeDate(date.fromisoformat(one.on), one.what, bool(one.recalculate and one.reason.strip()), one.id)
        for one in dated
    )


def split(
    measure: Measure,
    kind: ChartKind,
    points: Sequence[Point],
    changes: Sequence[MeasureChange],
    least: int,
    screened: bool,
    done: date | None = None,
) -> Split:
    """Cut the points into stretches and work out the limits of each; `done` is when the measure's action was done."""
    enough = least
    problems = [
        Problem(
            ProblemKind.NO_REASON,
            f"The limits are not worked out anew from {date_words(one.on)}: no reason is recorded.",
            (one.id,),
        )
        for one in changes
        if one.recalculate and one.on and not one.reason.strip()
    ]
    dated = change_dates(changes)
    if not points:
        none = tuple(replace(one, recalculates=False) for one in dated)
        return Split((), (), tuple(problems), none, *_counted_from(none, done, measure))
    if kind is ChartKind.RUN:
        least = 1
    starts: list[tuple[int, str]] = [(0, "")]
    reasons = {one.id: one.reason for one in changes}
    anew: set[str] = set()
    for change in dated:
        if not change.recalculates:
            continue
        at = next((at for at, one in enumerate(points) if one.on >= change.on), len(points))
        after = len(points) - at
        if at <= starts[-1][0] or after < least or at - starts[-1][0] < least:
            short, where = (after, "after it") if after < least else (at - starts[-1][0], "before it")
            if where == "before it" and len(starts) > 1:
                where += " since the limits were last worked out anew"
            words = (
                f"The limits are not worked out anew from {date_words(change.on.isoformat())}: new ones need {least} "
                f"{'value' if least == 1 else 'values'} on either side, and there {'is' if short == 1 else 'are'} "
                f"{short or 'none'} {where}."
            )
            problems.append(Problem(ProblemKind.STRETCH_SHORT, words, (change.id,)))
            continue
        starts.append((at, reasons[change.id]))
        anew.add(change.id)
    dated = tuple(replace(one, recalculates=one.id in anew) for one in dated)
    changed, because = _counted_from(dated, done, measure)
    segments: list[Segment] = []
    tested: list[Limits] = []
    for number, (first, reason) in enumerate(starts):
        last = (starts[number + 1][0] if number + 1 < len(starts) else len(points)) - 1
        counted, note = (first, last), ""
        if measure.baseline_until and not number:
            held = _held(measure.baseline_until, points, first, last, least)
            if isinstance(held, Problem):
                problems.append(held)
            else:
                counted = (first, held)
        elif changed is not None:
            before = sum(one.on < changed for one in points[first : last + 1])
            if enough <= before <= last - first:
                counted, note = (first, first + before - 1), f", before {because}"
            elif points[first].on < changed <= points[last].on and kind is not ChartKind.RUN:
                note = (
                    f"Limits are worked out from all values: {enough} from before {because}, are needed to hold them, "
                    f"and there {'is' if before == 1 else 'are'} {before}."
                )
        values = [one.value for one in points[counted[0] : counted[1] + 1]]
        shown, even, word = _WORKED_OUT[kind](values, screened)
        segments.append(Segment(first, last, shown, counted, word, reason, note))
        tested.append(even)
    return Split(tuple(segments), tuple(tested), tuple(problems), dated, changed, because)


def _counted_from(
    dated: Sequence[ChangeDate], done: date | None, measure: Measure
) -> tuple[date | None, str]:
    """The day from which a change should show, and what happened then.

    The first change marked on the chart from which limits are not worked out anew; else the day the action was done;
    else the day after those the limits are held from.
    """
    marked = min((one.on for one in dated if not one.recalculates), default=None)
    if marked is not None:
        return marked, f"{date_words(marked.isoformat())}, when a change is marked"
    if done is not None:
        return done, f"{date_words(done.isoformat())}, when the action was done"
    if measure.baseline_until:
        until = date.fromisoformat(measure.baseline_until)
        after = until if until == date.max else date.fromordinal(until.toordinal() + 1)  # a slip in the year
        return after, f"{date_words(after.isoformat())}, the day after those the limits are held from"
    return None, ""


def _held(until: str, points: Sequence[Point], first: int, last: int, least: int) -> int | Problem:
    """The last value of the baseline, counted from 0; a problem where it is too short to hold limits from."""
    day = date.fromisoformat(until)
    inside = [at for at in range(first, last + 1) if points[at].on <= day]
    if len(inside) >= least:
        return inside[-1]
    words = (
        f"Limits cannot be held from the values up to {date_words(until)}: that needs {least}, "
        f"and there {'is' if len(inside) == 1 else 'are'} {len(inside)}. They are worked out from all values."
    )
    return Problem(ProblemKind.BASELINE_SHORT, words)


_Worked = tuple[Limits, Limits, str]
"""Limits as shown, limits as tested, what the line in the middle is."""


def _run(values: Sequence[Number], screened: bool) -> _Worked:
    limits = Limits(median(values))
    return limits, limits, "Median"


def _xmr(values: Sequence[Number], screened: bool) -> _Worked:
    limits = xmr_limits(values, screened=screened)  # type: ignore[type-var]
    return limits, limits, "Mean"


def _t(values: Sequence[Number], screened: bool) -> _Worked:
    even, shown = t_limits(values, screened=screened)
    return shown, even, "Middle"


def _g(values: Sequence[Number], screened: bool) -> _Worked:
    limits = g_limits(values)
    return limits, limits, "Median"


_WORKED_OUT: dict[ChartKind, Callable[[Sequence[Number], bool], _Worked]] = {
    ChartKind.RUN: _run,
    ChartKind.XMR: _xmr,
    ChartKind.T: _t,
    ChartKind.G: _g,
}
