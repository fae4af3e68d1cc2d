"""A measure as a chart: its values in order, the chart that suits them, limits, signals and the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from rca_workbench.analysis.spc.numbers import number_words, read_number
from rca_workbench.analysis.spc.parts import (
    CHART_WORDS,
    Chart,
    ChartKind,
    Effect,
    Limits,
    Meaning,
    Number,
    Point,
    Problem,
    ProblemKind,
    Rule,
    Segment,
    Settings,
    Side,
    Signal,
    Verdict,
)
from rca_workbench.analysis.spc.proposing import RARE_WORDS, chosen_kind, proposed, too_rare
from rca_workbench.analysis.spc.rare import rooted
from rca_workbench.analysis.spc.segmenting import Split, split
from rca_workbench.analysis.spc.series import NAMED, Series, for_each_event, series
from rca_workbench.analysis.spc.signals import run_signals, signals
from rca_workbench.analysis.spc.verdicts import verdict
from rca_workbench.model import Action, DataPoint, Measure, MeasureChange, MeasureKind, Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import listed
from rca_workbench.reference.measuring import rare_charts, run_chart, usual_settings

HIGHER, LOWER = "higher", "lower"
_RARE = (ChartKind.T, ChartKind.G)


def chart(snapshot: Snapshot, measure: Measure) -> Chart:
    """The chart of a measure as the case has it now."""
    values = snapshot.pointed_from(DataPoint, "measure", measure.id)
    changes = snapshot.pointed_from(MeasureChange, "measure", measure.id)
    action = snapshot.get(Action, measure.action)
    done = date.fromisoformat(action.done) if action is not None and action.done else None
    return chart_of(measure, values, changes, done)


def chart_of(
    measure: Measure,
    values: Sequence[DataPoint],
    changes: Sequence[MeasureChange] = (),
    done: date | None = None,
) -> Chart:
    """The chart of a measure with these values; `done` is the day on which its action was done."""
    settings = settings_of(measure)
    kind = chosen_kind(measure)
    read = series(measure, values, events=for_each_event(measure) or kind is ChartKind.T)
    points, problems = read.points, list(read.problems)
    suits = proposed(measure, points, len(read.events))
    why = suits.why if kind is None else _chosen_words(kind, suits.kind)
    kind = kind or suits.kind
    if kind is ChartKind.T:
        points = days_between(read)
    if kind in _RARE:
        points, below = _from_nought_on(points)
        problems += below
    if 0 < len(points) < settings.least:
        if kind is ChartKind.XMR:
            kind = ChartKind.RUN
        problems.append(Problem(ProblemKind.TOO_FEW, _short(len(points), settings.least)))
    rare_counts = kind not in _RARE and too_rare(points)
    if rare_counts:
        problems.append(Problem(ProblemKind.TOO_RARE, RARE_WORDS))
    better = better_of(measure, kind)
    if not better and points:
        problems.append(
            Problem(ProblemKind.NO_DIRECTION, "Say in Details whether higher or lower values are better.")
        )
    drawn_as_run = len(points) < settings.least
    parts = split(
        measure,
        ChartKind.RUN if drawn_as_run else kind,
        points,
        changes,
        settings.least,
        settings.screened,
        done,
    )
    changed = parts.changed
    found = _signals(kind, points, parts, settings, better, as_run=drawn_as_run)
    unit = "days" if kind is ChartKind.T else read.unit
    rare = next((one for one in rare_charts() if one.chart.casefold() == kind), None)
    by = _by_point(found)
    said = verdict(kind, points, parts.segments, found, settings, changed, unit)
    if said.effect is Effect.NO_SIGNAL and changed is not None and len(parts.segments) > 1:
        said = _before_anew(kind, points, parts, settings, better, changed, unit) or said
    if rare_counts:
        said = Verdict(Effect.TOO_FEW, "Most values are 0: counts this rare cannot show a change.")
    target = read_number(measure.target).number if measure.target.strip() else None
    return Chart(
        measure, kind, why, points, parts.segments, found, (*problems, *parts.problems),
        said, settings, parts.changes,
        target, _assurance(target, parts.segments, better, bool(points) and len(points) - 1 in by), unit,
        (rare.mark if rare is not None else run_chart().mark if kind is ChartKind.RUN else ""),
        changed, parts.because, by,
    )  # fmt: skip


def settings_of(measure: Measure) -> Settings:
    """The settings in force for a measure: its own where it has any, else the usual ones."""
    usual = usual_settings()
    shift = measure.shift_points or usual.shift_points
    trend = measure.trend_points or usual.trend_points
    beyond = usual.beyond_counts if measure.beyond_counts is None else measure.beyond_counts
    screened = usual.screened if measure.screened is None else measure.screened
    differs = []
    if shift != usual.shift_points:
        differs.append(f"{shift} points make a shift; {usual.shift_points} are usual")
    if trend != usual.trend_points:
        differs.append(f"{trend} points make a trend; {usual.trend_points} are usual")
    if beyond != usual.beyond_counts:
        differs.append("points beyond a limit count in two of three")
    if screened != usual.screened:
        differs.append("very large moving ranges are left out of the limits")
    # A shift of one or two points would be no rule at all.
    return Settings(max(shift, 3), max(trend, 3), beyond, screened, usual.least_for_limits, tuple(differs))


def better_of(measure: Measure, kind: ChartKind) -> str:
    """Which way is better: as said; between rare events a longer gap, unless said otherwise."""
    said = measure.better.strip().casefold()
    if kind in _RARE:
        return HIGHER
    return said if said in (HIGHER, LOWER) else ""


def measures_of(snapshot: Snapshot, action: str | None) -> tuple[Measure, ...]:
    """The measures of an action in their order; with None those of no action."""
    return tuple(sorted(snapshot.pointed_from(Measure, "action", action) if action else (
        one for one in snapshot.of(Measure).values() if snapshot.get(Action, one.action) is None
    ), key=lambda one: one.order))  # fmt: skip


def effect_of(snapshot: Snapshot, action: Action) -> Verdict:
    """What the measures of an action say of its effect, taken together.

    Improved only where an outcome measure shows it and no balancing measure has got worse: a process measure shows
    that the change is in use, not that risk fell (learning_sharing.json, what_counts_as_improved).
    """
    charts = [chart(snapshot, one) for one in measures_of(snapshot, action.id)]
    return together(charts)


def together(charts: Sequence[Chart]) -> Verdict:
    """The verdict of several measures of one action."""
    if not charts:
        return Verdict(Effect.NO_DATA, "No measure is tied to this action.")
    by: dict[MeasureKind | None, list[Chart]] = {}
    for one in charts:
        by.setdefault(one.measure.measure_kind, []).append(one)
    balancing = [one for one in by.get(MeasureKind.BALANCING, []) if one.verdict.effect is Effect.WORSE]
    if balancing:
        name = balancing[0].measure.name
        return replace(
            balancing[0].verdict, words=f"Something else got worse: {name}. {balancing[0].verdict.words}"
        )
    # A measure of no sort is taken as what it was most likely meant to be.
    outcomes = by.get(MeasureKind.OUTCOME, []) + by.get(None, [])
    if not outcomes:
        process = by.get(MeasureKind.PROCESS, [])
        if process:
            return Verdict(
                Effect.NO_SIGNAL if any(one.points for one in process) else Effect.NO_DATA,
                "No outcome measure: whether the change is made can be told, not whether risk fell. "
                f"{process[0].measure.name}: {process[0].verdict.words}",
            )
        return Verdict(Effect.NO_DATA, "No outcome measure is tied to this action.")
    order = (Effect.WORSE, Effect.IMPROVED, Effect.NO_SIGNAL, Effect.TOO_FEW, Effect.NO_DATA)
    leading = min(outcomes, key=lambda one: order.index(one.verdict.effect))
    words = leading.verdict.words
    if len(charts) > 1 and leading.measure.name:
        words = f"{leading.measure.name}: {words[:1].lower()}{words[1:]}"
    if leading.verdict.effect is Effect.IMPROVED and not by.get(MeasureKind.BALANCING):
        words += " Nothing watches for what might have got worse."
    return replace(leading.verdict, words=words)


def verdict_words(said: Verdict) -> str:
    """What a chart says in two or three words."""
    return "Something changed" if said.moved else effect_words(said.effect)


def effect_words(effect: Effect) -> str:
    """An effect in two or three words."""
    return {
        Effect.IMPROVED: "Improvement",
        Effect.WORSE: "Worse",
        Effect.NO_SIGNAL: "No signal",
        Effect.TOO_FEW: "Too few values",
        Effect.NO_DATA: "No values yet",
    }[effect]


def days_between(read: Series) -> tuple[Point, ...]:
    """Events as the days since the one before. Values that came as a gap already stay as they are."""
    if not read.events:
        return read.points
    events = sorted(
        [*zip(read.events, read.event_ids, strict=True), *((one.on, one.id) for one in read.points)]
    )
    notes = {one.id: one.note for one in read.points}
    return tuple(
        Point(id, day, Fraction((day - before).days), _gap(day, before), notes.get(id, ""))
        for (before, _), (day, id) in pairwise(events)
    )


def _from_nought_on(points: Sequence[Point]) -> tuple[tuple[Point, ...], list[Problem]]:
    """The values that can lie between two events; for others neither chart has limits."""
    below = [one for one in points if one.value < 0]
    if not below:
        return tuple(points), []
    said = listed([f"“{one.said}” on {date_words(one.on.isoformat())}" for one in below], NAMED)
    words = f"{said}: less than nothing cannot lie between two events. Left out of the chart."
    return (
        tuple(one for one in points if one.value >= 0),
        [Problem(ProblemKind.BELOW_NOUGHT, words, tuple(one.id for one in below), True)],
    )


def _gap(day: date, before: date) -> str:
    days = (day - before).days
    return f"{days} {'day' if days == 1 else 'days'}"


def _signals(
    kind: ChartKind,
    points: Sequence[Point],
    parts: Split,
    settings: Settings,
    better: str,
    *,
    as_run: bool = False,
) -> tuple[Signal, ...]:
    values: Sequence[Number] = [one.value for one in points]
    if kind is ChartKind.T and not as_run:
        values = rooted(values)
    found: list[Signal] = []
    for segment, limits in zip(parts.segments, parts.tested, strict=True):
        here = values[segment.first : segment.last + 1]
        if as_run or kind is ChartKind.RUN:
            found += run_signals(here, limits.centre, run_chart().least, segment.first)
        else:
            found += signals(here, limits, settings, segment.first)
    return tuple(_meant(one, better) for one in found)


def _before_anew(
    kind: ChartKind,
    points: Sequence[Point],
    parts: Split,
    settings: Settings,
    better: str,
    changed: date,
    unit: str,
) -> Verdict | None:
    """What was shown of a change before limits were worked out anew; None where nothing was.

    New limits are drawn around what a change brought, so they cannot show it: what shows it are the limits from before
    (learning_sharing.json, what_counts_as_improved). Nothing later than the stretch after the change is looked at.
    """
    first = next((at for at, one in enumerate(points) if one.on >= changed), len(points))
    stretch = next((at for at, one in enumerate(parts.segments) if first in one), None)
    if stretch is None:
        return None
    last = parts.segments[stretch].last
    anew = stretch if stretch and parts.segments[stretch].first == first else stretch + 1
    if anew == len(parts.segments):
        return None
    held = replace(parts.segments[anew - 1], last=last)
    before = Split((*parts.segments[: anew - 1], held), parts.tested[:anew], ())
    found = _signals(kind, points[: last + 1], before, settings, better)
    said = verdict(kind, points[: last + 1], before.segments, found, settings, changed, unit)
    if said.effect not in (Effect.IMPROVED, Effect.WORSE):
        return None
    day = date_words(points[parts.segments[anew].first].on.isoformat())
    words = f"Measured by the limits from before; those worked out anew from {day} show no change since."
    return replace(said, words=f"{said.words} {words}")


def _meant(signal: Signal, better: str) -> Signal:
    if signal.side is None or not better:
        return signal
    good = (signal.side is Side.ABOVE) == (better == HIGHER)
    return replace(signal, meaning=Meaning.BETTER if good else Meaning.WORSE)


def _by_point(found: Sequence[Signal]) -> Mapping[int, tuple[Signal, ...]]:
    # Too few crossings are of the whole line and of no value in it.
    by: dict[int, list[Signal]] = {}
    for signal in found:
        if signal.rule is not Rule.FEW_CROSSINGS:
            for at in signal.points:
                by.setdefault(at, []).append(signal)
    return {at: tuple(ones) for at, ones in by.items()}


def _assurance(target: Number | None, segments: Sequence[Segment], better: str, moved: bool) -> str:
    """What chance alone would do with the target, from the latest limits; empty where that cannot be told.

    `moved`: the newest value is part of a signal, so that the limits are those of a time that is over.
    """
    if target is None or not segments or not better:
        return ""
    limits: Limits = segments[-1].limits
    if limits.upper is None:
        return ""
    said = number_words(target)
    if moved:
        return f"Whether the target of {said} is met for good can be told once limits fit the newest values."
    lower = limits.lower if limits.lower is not None else float("-inf")
    if lower <= target <= limits.upper:
        return (
            f"The target of {said} lies inside the limits: met some times and missed others by chance alone."
        )
    reached = (target < lower) == (better == HIGHER)
    return (
        f"The target of {said} will be met as things are." if reached
        else f"The target of {said} will not be met unless something changes."
    )  # fmt: skip


def _chosen_words(kind: ChartKind, suits: ChartKind) -> str:
    if kind is suits:
        return "Chosen for this measure; it is also what its values suggest."
    return f"Chosen for this measure. Its values suggest: {CHART_WORDS[suits]}."


def _short(count: int, least: int) -> str:
    some = "1 value" if count == 1 else f"{count} values"
    return f"{some}; limits need {least}. It is drawn as a run chart until then."
