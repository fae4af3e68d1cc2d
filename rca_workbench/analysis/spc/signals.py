"""The four rules by which a chart with limits tells a signal from chance, and the two of a run chart."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import comb, lcm, log2

from rca_workbench.analysis.spc.parts import Limits, Number, Rule, Settings, Side, Signal


def signals(values: Sequence[Number], limits: Limits, settings: Settings, start: int = 0) -> list[Signal]:
    """All signals among values that share their limits. Points are counted from `start`."""
    values, limits = _whole(values, limits)
    found = [
        *_single(values, limits),
        *_shifts(values, limits.centre, settings.shift_points),
        *_trends(values, settings.trend_points),
        *_near(values, limits, settings.beyond_counts),
    ]
    if not start:
        return found
    return [Signal(one.rule, one.side, tuple(start + at for at in one.points)) for one in found]


def run_signals(values: Sequence[Number], centre: Number, least: int, start: int = 0) -> list[Signal]:
    """What a run chart shows: runs longer than chance makes them, and too few crossings of the median.

    Anhøj and Olesen 2014. A value on the median neither breaks nor makes a run. Fewer than `least` values show nothing.
    """
    useful = [(at, one > centre) for at, one in enumerate(values) if one != centre]
    if len(useful) < least:
        return []
    runs = list(_runs(useful))
    longest = round(log2(len(useful)) + 3)
    found = [
        Signal(Rule.LONG_RUN, Side.ABOVE if above else Side.BELOW, tuple(start + at for at in points))
        for above, points in runs
        if len(points) > longest
    ]
    if len(runs) - 1 < fewest_crossings(len(useful)):
        found.append(Signal(Rule.FEW_CROSSINGS, None, tuple(start + at for at, _ in useful)))
    return found


def fewest_crossings(useful: int) -> int:
    """How often chance alone crosses the median at least, in 19 of 20 series of so many useful values."""
    trials = useful - 1
    below, whole = 0, 2**trials
    for count in range(trials + 1):
        below += comb(trials, count)
        if 20 * below >= whole:
            return count
    return 0


def _whole(values: Sequence[Number], limits: Limits) -> tuple[Sequence[Number], Limits]:
    """Values and limits times their common denominator, where all are fractions: as exact, and faster to compare."""
    lines = (limits.centre, limits.upper, limits.lower, limits.near_upper, limits.near_lower)
    exact = [one for one in (*values, *lines) if isinstance(one, Fraction)]
    if len(exact) < len(values) + sum(one is not None for one in lines):
        return values, limits
    times = lcm(*(one.denominator for one in exact))
    whole = [one.numerator * (times // one.denominator) for one in exact]
    drawn = iter(whole[len(values) :])
    centre, upper, lower, near_upper, near_lower = (None if one is None else next(drawn) for one in lines)
    assert centre is not None
    return whole[: len(values)], Limits(centre, None, upper, lower, near_upper, near_lower)


def _single(values: Sequence[Number], limits: Limits) -> Iterator[Signal]:
    for at, one in enumerate(values):
        if limits.upper is not None and one > limits.upper:
            yield Signal(Rule.SINGLE, Side.ABOVE, (at,))
        elif limits.lower is not None and one < limits.lower:
            yield Signal(Rule.SINGLE, Side.BELOW, (at,))


def _shifts(values: Sequence[Number], centre: Number, least: int) -> Iterator[Signal]:
    # A point on the mean breaks the run.
    side: Side | None = None
    run: list[int] = []
    for at, one in enumerate([*values, centre]):
        now = Side.ABOVE if one > centre else Side.BELOW if one < centre else None
        if now is side and now is not None:
            run.append(at)
            continue
        if side is not None and len(run) >= least:
            yield Signal(Rule.SHIFT, side, tuple(run))
        side, run = now, [at]


def _trends(values: Sequence[Number], least: int) -> Iterator[Signal]:
    # Ties break it. The point at which a rise turns into a fall belongs to both.
    side: Side | None = None
    first = 0
    for at in range(1, len(values) + 1):
        now: Side | None = None
        if at < len(values):
            step = values[at] - values[at - 1]
            now = Side.ABOVE if step > 0 else Side.BELOW if step < 0 else None
        if now is side and now is not None:
            continue
        if side is not None and at - first >= least:
            yield Signal(Rule.TREND, side, tuple(range(first, at)))
        side, first = now, at - 1


def _near(values: Sequence[Number], limits: Limits, beyond_counts: bool) -> Iterator[Signal]:
    if limits.near_upper is None or limits.near_lower is None:
        return
    near: list[Side | None] = []
    for one in values:
        if one > limits.near_upper and (beyond_counts or limits.upper is None or one <= limits.upper):
            near.append(Side.ABOVE)
        elif one < limits.near_lower and (beyond_counts or limits.lower is None or one >= limits.lower):
            near.append(Side.BELOW)
        else:
            near.append(None)
    groups: list[tuple[Side, list[int]]] = []
    for at in range(len(values) - 2):
        three = values[at : at + 3]
        side = (
            Side.ABOVE if all(one > limits.centre for one in three)
            else Side.BELOW if all(one < limits.centre for one in three)
            else None
        )  # fmt: skip
        here = [at + k for k in range(3) if side is not None and near[at + k] is side]
        if side is not None and len(here) >= 2:
            if groups and groups[-1][0] is side and groups[-1][1][-1] >= here[0]:
                groups[-1][1].extend(one for one in here if one > groups[-1][1][-1])
            else:
                groups.append((side, here))
    for side, points in groups:
        yield Signal(Rule.NEAR, side, tuple(points))


def _runs(useful: Sequence[tuple[int, bool]]) -> Iterator[tuple[bool, list[int]]]:
    run: list[int] = []
    was: bool | None = None
    for at, above in useful:
        if above is not was and was is not None:
            yield was, run
            run = []
        was = above
        run.append(at)
    if was is not None:
        yield was, run
