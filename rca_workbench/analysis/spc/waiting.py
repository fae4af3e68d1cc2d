"""How long until a chart could show the change an action is meant to bring: to be asked before it is approved.

Worked out from the values there are: how far the value expected lies from the mean, how much values vary by chance, how
often one comes. It is a guide: values that are no more than chance around the value expected are taken for granted.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, erf, sqrt

from rca_workbench.analysis.spc.charting import HIGHER, better_of, chart
from rca_workbench.analysis.spc.numbers import number_words, read_number
from rca_workbench.analysis.spc.parts import Chart, ChartKind, Effect, Number
from rca_workbench.analysis.spc.series import for_each_event, step_days
from rca_workbench.model import Measure, MeasureKind, Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.measuring import xmr_constants

TOO_LONG = 60
"""More values than this and the change is too small beside chance to be waited for: five years of months."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How many values more a chart needs until it could show the change, and by when at the pace they come."""

    more: int | None
    """None where that cannot be told: too small a change, or none said."""
    until: date | None
    words: str


def waits(drawn: Chart) -> bool:
    """Whether a chart is still waited for: it shows nothing yet, and was meant to show a change."""
    unsure = drawn.verdict.effect in (Effect.NO_DATA, Effect.TOO_FEW, Effect.NO_SIGNAL)
    return unsure and not drawn.verdict.moved and drawn.measure.measure_kind is not MeasureKind.BALANCING


def how_long(snapshot: Snapshot, measure: Measure, today: date) -> Wait:
    """How long until the chart of a measure could show the change expected of it."""
    drawn = chart(snapshot, measure)
    changed = drawn.changed
    before = sum(changed is None or one.on < changed for one in drawn.points)
    after_there = len(drawn.points) - before
    least = drawn.settings.least
    missing = max(0, least - before) if changed is None or after_there < least else 0
    if for_each_event(measure) or drawn.kind in (ChartKind.T, ChartKind.G):
        return _for_events(measure, drawn, missing, today)
    step = step_days(measure, [one.on for one in drawn.points])
    after, how = _after(measure, drawn)
    if after is None:
        return Wait(None, None, how)
    more = missing + max(0, after - after_there)
    parts = []
    if missing:
        there = f"{before} there" if before else "none there yet"
        parts.append(f"limits need {least} values from before the change ({there})")
    parts.append(f"{how}{f' ({after_there} there)' if after_there else ''}")
    said = "; ".join(parts)
    if not more:
        return Wait(0, today, f"There are values enough: {said}.")
    until = _ahead(drawn, more, step, today)
    when = (
        f" At this pace that is about {_month(until)}."
        if until
        else " How often a value comes is not said yet."
    )
    return Wait(more, until, f"{more} more {'value' if more == 1 else 'values'}: {said}.{when}")


def _for_events(measure: Measure, drawn: Chart, missing: int, today: date) -> Wait:
    """Between rare events: how long it would have to stay quiet."""
    step = step_days(measure, [one.on for one in drawn.points])
    if missing or not drawn.segments or drawn.segments[-1].limits.upper is None:
        until = _ahead(drawn, missing, step, today) if drawn.points else None
        when = f", about {_month(until)} at the pace they come" if until else ""
        return Wait(missing, until, f"Limits need {missing} more events{when}. Fewer events make it longer.")
    upper = float(drawn.segments[-1].limits.upper)
    if drawn.kind is ChartKind.G:
        return Wait(
            1, None, f"The chart shows it once {number_words(upper, 0)} cases have passed without an event."
        )
    last = drawn.points[-1].on
    until = _later(last, ceil(upper)) or date.max
    since, days = date_words(last.isoformat()), number_words(upper, 0)
    if until <= today:
        return Wait(
            1,
            today,
            f"No event is noted since {since}, which is longer ago than the upper limit of {days} days. If none was "
            "missed, the next one noted will show it.",
        )
    return Wait(
        1,
        until,
        f"The chart shows it if no event follows the one on {since} until {date_words(until.isoformat())}: "
        f"{days} days is the upper limit.",
    )


def _after(measure: Measure, drawn: Chart) -> tuple[int | None, str]:
    """How many values after the change would be likely to show it, and that in words."""
    shift = drawn.settings.shift_points
    limits = drawn.segments[-1].limits if drawn.segments else None
    expected = read_number(measure.expected).number if measure.expected.strip() else None
    if limits is None or limits.average_range is None or expected is None:
        typed = bool(measure.expected.strip())
        why = ", as the value expected is not written as a number" if typed and expected is None else ""
        after = " after the change" if drawn.changed is not None else ""
        return shift, (
            f"{shift} in a row{after}, on one side of the mean, would show a change at the earliest{why}"
        )
    centre = limits.centre
    better = better_of(measure, drawn.kind)
    if better and (expected <= centre if better == HIGHER else expected >= centre):
        return None, (
            f"The value expected ({number_words(expected)}) is no better than the mean of now "
            f"({number_words(centre)}): no chart could show that."
        )
    count = likely_values(expected, centre, limits.average_range, shift)
    change = f"from {number_words(centre)} to {number_words(expected)}"
    if count > TOO_LONG:
        return None, (
            f"A change {change} is too small beside chance: it would take some {min(count, 999)} values to show. "
            "Measure something closer to the change, or more often."
        )
    return count, f"about {count} after the change would show one {change}"


def likely_values(expected: Number, centre: Number, average_range: Number, shift: int) -> int:
    """After how many values a chart shows such a change on average: by one beyond a limit, or by a shift.

    Values are taken to vary evenly (normally) around the value expected. The mean wait for a run of `n` on one side,
    each with the chance p, is (1 - p^n) / ((1 - p) p^n).
    """
    constants = xmr_constants()
    sigma = float(average_range) / float(constants.sigma)
    if not sigma:
        return 1 if expected != centre else TOO_LONG + 1
    away = abs(float(expected) - float(centre)) / sigma
    reach = float(constants.limit) * float(constants.sigma)
    beyond = _below(away - reach)
    same_side = _below(away)
    single = 1 / beyond if beyond > 1e-9 else float("inf")
    odds = same_side**shift
    run = (1 - odds) / ((1 - same_side) * odds) if same_side < 1 else float(shift)
    return max(1, ceil(min(single, max(run, shift), 1e6) - 1e-9))


def _below(deviations: float) -> float:
    return (1 + erf(deviations / sqrt(2))) / 2


def _ahead(drawn: Chart, more: int, step: float, today: date) -> date | None:
    if not step:
        return None
    last = drawn.points[-1].on if drawn.points else today
    until = _later(last, round(more * step))
    return max(until, today) if until is not None else None


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _month(day: date) -> str:
    return date_words(day.isoformat()[:7])
