"""What a chart says in a sentence: improvement, worse, no signal, or not enough to tell.

A signal counts for a change only with the values from its day on: a run that began before the change is not its doing.
"""

from collections.abc import Sequence
from datetime import date

from rca_workbench.analysis.spc.numbers import number_words
from rca_workbench.analysis.spc.parts import (
    ChartKind,
    Effect,
    Meaning,
    Point,
    Rule,
    Segment,
    Settings,
    Side,
    Signal,
    Verdict,
)
from rca_workbench.model.time_said import date_words


def verdict(
    kind: ChartKind,
    points: Sequence[Point],
    segments: Sequence[Segment],
    signals: Sequence[Signal],
    settings: Settings,
    changed: date | None,
    unit: str,
) -> Verdict:
    """The verdict of a chart on a change made on `changed`, or on the whole of it where no day is known."""
    if not points:
        return Verdict(Effect.NO_DATA, "No values yet.")
    first = _first_after(points, changed)
    counted = [one for signal in signals if (one := _from(signal, first, settings))]
    if len(points) < settings.least:
        return Verdict(Effect.TOO_FEW, _too_few(points, counted, settings))
    if changed is not None and first >= len(points):
        return Verdict(Effect.NO_SIGNAL, f"No values yet after the change on {_day(changed)}.")
    better = _latest(counted, Meaning.BETTER)
    worse = _latest(counted, Meaning.WORSE)
    if better is not None and (worse is None or better.points[-1] >= worse.points[-1]):
        since = points[better.points[0]].on
        left = len(points) - 1 - better.points[-1]
        said = _said(better, points, segments, kind)
        if left >= settings.shift_points:
            return Verdict(
                Effect.NO_SIGNAL,
                f"An improvement showed from {_day(since)} ({said}), but the last {left} values do not keep it up.",
            )
        return Verdict(Effect.IMPROVED, f"Improvement since {_day(since)}: {said}.", since)
    if worse is not None:
        since = points[worse.points[0]].on
        return Verdict(
            Effect.WORSE, f"Worse since {_day(since)}: {_said(worse, points, segments, kind)}.", since
        )
    neither = [one for one in counted if one.side is not None]
    if neither:
        last = max(neither, key=lambda one: (one.points[-1], -one.points[0]))
        since = points[last.points[0]].on
        return Verdict(
            Effect.NO_SIGNAL,
            f"Something changed since {_day(since)}: {_said(last, points, segments, kind)}. Whether that is better is "
            "not said.",
            since,
            moved=True,
        )
    if any(one.rule is Rule.FEW_CROSSINGS for one in counted):
        return Verdict(
            Effect.NO_SIGNAL,
            "Not chance alone: the line crosses the median too rarely. Neither way is clear.",
        )
    return Verdict(Effect.NO_SIGNAL, _no_signal(points, segments, changed, unit))


def _first_after(points: Sequence[Point], changed: date | None) -> int:
    if changed is None:
        return 0
    return next((at for at, one in enumerate(points) if one.on >= changed), len(points))


def _from(signal: Signal, first: int, settings: Settings) -> Signal | None:
    """What is left of a signal when only values from `first` on count; None where that is no signal any more."""
    if signal.points[0] >= first:
        return signal
    least = {
        Rule.SHIFT: settings.shift_points,
        Rule.TREND: settings.trend_points,
        Rule.NEAR: 2,
        Rule.SINGLE: 1,
    }
    left = tuple(at for at in signal.points if at >= first)
    if signal.rule is Rule.FEW_CROSSINGS:
        return signal if len(left) > len(signal.points) // 2 else None
    # A run chart's run was long among all values; with the usual shift of values after the change it still says so.
    enough = len(left) >= least.get(signal.rule, settings.shift_points)
    return Signal(signal.rule, signal.side, left, signal.meaning) if enough else None


def _latest(signals: Sequence[Signal], meaning: Meaning) -> Signal | None:
    """The signal of that meaning that reaches furthest; of those the one that began first."""
    found = [one for one in signals if one.meaning is meaning]
    return max(found, key=lambda one: (one.points[-1], -one.points[0])) if found else None


def _said(signal: Signal, points: Sequence[Point], segments: Sequence[Segment], kind: ChartKind) -> str:
    at = signal.points[-1]
    middle = next((one.centre_word.lower() for one in segments if at in one), "mean")
    middle = "middle line" if middle == "middle" else middle
    count = len(signal.points)
    match signal.rule:
        case Rule.SINGLE:
            limit = "upper" if signal.side is Side.ABOVE else "lower"
            return f"the value on {_day(points[at].on)} lies beyond the {limit} limit"
        case Rule.SHIFT | Rule.LONG_RUN:
            return f"{count} values in a row {signal.side} the {middle}"
        case Rule.TREND:
            return f"{count} values in a row {'rising' if signal.side is Side.ABOVE else 'falling'}"
        case Rule.NEAR:
            return f"{count} values close together near the {'upper' if signal.side is Side.ABOVE else 'lower'} limit"
        case Rule.FEW_CROSSINGS:
            return f"the line crosses the {middle} too rarely for chance"


def _too_few(points: Sequence[Point], signals: Sequence[Signal], settings: Settings) -> str:
    count = len(points)
    said = (
        f"{count} {'value' if count == 1 else 'values'}; limits need {settings.least}. Until then this is a run chart, "
        "and it proves neither improvement nor harm."
    )
    runs = [one for one in signals if one.rule is Rule.LONG_RUN]
    if runs:
        said += f" Worth watching: {len(runs[-1].points)} values in a row {runs[-1].side} the median."
    return said


def _no_signal(points: Sequence[Point], segments: Sequence[Segment], changed: date | None, unit: str) -> str:
    after = f" since the change on {_day(changed)}" if changed is not None else ""
    limits = segments[-1].limits
    if limits.upper is None:
        return f"No signal{after}: the values vary as chance lets them."
    upper = number_words(limits.upper)
    measured = f"{'' if unit.startswith('%') else ' '}{unit}" if unit else ""
    # Nothing that is counted lies below 0.
    lower = (
        limits.lower
        if limits.lower is not None and (limits.lower >= 0 or min(p.y for p in points) < 0)
        else None
    )
    between = f"between {number_words(lower)} and {upper}" if lower is not None else f"up to {upper}"
    return f"No signal{after}: the values vary as chance lets them, {between}{measured}."


def _day(day: date) -> str:
    return date_words(day.isoformat())
