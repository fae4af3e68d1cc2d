"""Stretches of a chart, each with its middle and limits: held from a baseline, or worked out anew with a reason.

Limits are worked out anew only where a reason is recorded: a judgement that hides a signal must be open to others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


def change_dates(changes: Sequence[MeasureChange]) -> tuple[ChangeDate, ...]:
    """The dated changes of a measure, in order; limits are worked out anew only where a reason is recorded."""
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
) -> Split:
    """Cut the points into stretches and work out the limits of each."""
    problems = [
        Problem(
            ProblemKind.NO_REASON,
            f"The limits are not worked out anew from {date_words(one.on)}: no reason is recorded.",
            (one.id,),
        )
        for one in changes
        if one.recalculate and one.on and not one.reason.strip()
    ]
    if not points:
        return Split((), (), tuple(problems))
    if kind is ChartKind.RUN:
        least = 1
    starts: list[tuple[int, str]] = [(0, "")]
    reasons = {one.id: one.reason for one in changes}
    for change in change_dates(changes):
        if not change.recalculates:
            continue
        at = next((at for at, one in enumerate(points) if one.on >= change.on), len(points))
        after = len(points) - at
        if at <= starts[-1][0] or after < least or at - starts[-1][0] < least:
            short = after if after < least else at - starts[-1][0]
            words = (
                f"The limits stay as they were at {date_words(change.on.isoformat())}: new ones need {least} values "
                f"on either side, and there {'is' if short == 1 else 'are'} {short}."
            )
            problems.append(Problem(ProblemKind.STRETCH_SHORT, words, (change.id,)))
            continue
        starts.append((at, reasons[change.id]))
    segments: list[Segment] = []
    tested: list[Limits] = []
    for number, (first, reason) in enumerate(starts):
        last = (starts[number + 1][0] if number + 1 < len(starts) else len(points)) - 1
        counted = (first, last)
        if measure.baseline_until and not number:
            held = _held(measure.baseline_until, points, first, last, least)
            if isinstance(held, Problem):
                problems.append(held)
            else:
                counted = (first, held)
        values = [one.value for one in points[counted[0] : counted[1] + 1]]
        shown, even, word = _WORKED_OUT[kind](values, screened)
        segments.append(Segment(first, last, shown, counted, word, reason))
        tested.append(even)
    return Split(tuple(segments), tuple(tested), tuple(problems))


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
