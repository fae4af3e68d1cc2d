"""The axes of a chart of a measure: round figures up the side, days along the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from rca_workbench.analysis.spc import Chart, number_words
from rca_workbench.drawing.face import Face
from rca_workbench.model.time_said import date_words

_WANTED = 5
"""Figures up the side: fewer leave too much to guess, more crowd the lines."""

_HEAD = 0.07
"""Share of the height that stays free above the highest value."""


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """The figures up the side, the lowest first, and what stands beside each."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


def value_axis(values: Sequence[float], most: float | None = None) -> ValueAxis:
    """Round figures that hold all values. From 0 on where that costs no more than half of the room.

    No figure stands above `most`, where there is a most: 100 for parts of a hundred.
    """
    low, high = min(values), max(values)
    if low >= 0 and low <= high / 2:
        low = 0.0
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        reach = abs(low) / 10
        low, high = (low - reach, high + reach) if reach else (0.0, 1.0)
    step = _round_step((high - low) / _WANTED)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    if last * step - high < _HEAD * (last - first) * step:
        last += 1  # the letter of a signal stands over its mark
    places = max(0, -floor(log10(step) + 1e-9))
    ticks = tuple(
        (at * step, number_words(at * step, places))
        for at in range(first, last + 1)
        if most is None or at * step <= most
    )
    return ValueAxis(first * step, last * step, ticks)


def limits_shown(chart: Chart, at: int) -> tuple[float | None, float | None]:
    """Lower and upper limit of a stretch as drawn: not where no value can be, below 0 or above all of a whole."""
    limits = chart.segments[at].limits
    ys = [one.y for one in chart.points]
    lower = None if limits.lower is None else float(limits.lower)
    upper = None if limits.upper is None else float(limits.upper)
    if lower is not None and lower < 0 <= min(ys):
        lower = None
    if upper is not None and chart.unit.startswith("%") and upper > 100 >= max(ys):
        upper = None
    return lower, upper


def day_labels(chart: Chart, spacing: float, face: Face, gap: float) -> list[tuple[int, str]]:
    """Which values get their day written under them, and how: as many as fit, the newest always."""
    points = chart.points
    monthly = all(one.on.day == points[0].on.day for one in points) and len({one.on for one in points}) > 1
    said = [
        date_words(one.on.isoformat()[: 7 if monthly and one.on.day == 1 else 10], short=True)
        for one in points
    ]
    widest = max(face.advance(one) for one in said) + gap
    every = max(1, ceil(widest / spacing)) if spacing else 1
    last = len(points) - 1
    return [(at, said[at]) for at in range(last, -1, -every)][::-1]


def _round_step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= least * (1 - 1e-9))
