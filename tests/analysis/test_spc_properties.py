"""What holds for every series: limits move with the values, signals stay, and each rule is what its words say."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.spc import Rule, Side
from rca_workbench.analysis.spc.parts import Settings
from rca_workbench.analysis.spc.signals import fewest_crossings, run_signals, signals
from rca_workbench.analysis.spc.xmr import xmr_limits

SERIES = st.lists(st.integers(-40, 40).map(Fraction), min_size=2, max_size=45)
SETTINGS = st.builds(
    Settings, st.integers(3, 9), st.integers(3, 9), st.booleans(), st.booleans(), st.just(13), st.just(())
)


def flagged(values: list[Fraction], settings: Settings) -> dict[Rule, dict[int, Side | None]]:
    limits = xmr_limits(values, screened=settings.screened)
    found: dict[Rule, dict[int, Side | None]] = {}
    for one in signals(values, limits, settings):
        found.setdefault(one.rule, {}).update(dict.fromkeys(one.points, one.side))
    return found


@given(SERIES, SETTINGS, st.fractions(-50, 50), st.fractions(Fraction(1, 8), 8))
def test_another_scale_changes_no_signal(
    values: list[Fraction], settings: Settings, by: Fraction, times: Fraction
) -> None:
    assert flagged([one * times + by for one in values], settings) == flagged(values, settings)


@given(SERIES, SETTINGS)
def test_upside_down_the_signals_are_on_the_other_side(values: list[Fraction], settings: Settings) -> None:
    other = {Side.ABOVE: Side.BELOW, Side.BELOW: Side.ABOVE, None: None}
    turned = flagged([-one for one in values], settings)
    assert {
        rule: {at: other[side] for at, side in points.items()} for rule, points in turned.items()
    } == flagged(values, settings)


@given(SERIES, SETTINGS)
def test_each_rule_is_what_its_words_say(values: list[Fraction], settings: Settings) -> None:
    """Each point by trying every window that holds it: slow, and nothing like how the rules are worked out."""
    limits = xmr_limits(values, screened=settings.screened)
    upper, lower = limits.upper, limits.lower
    near_upper, near_lower = limits.near_upper, limits.near_lower
    assert upper is not None and lower is not None and near_upper is not None and near_lower is not None
    count = len(values)

    def windows(at: int, length: int) -> list[list[Fraction]]:
        starts = range(max(0, at - length + 1), min(at, count - length) + 1)
        return [values[start : start + length] for start in starts]

    def near(one: Fraction, above: bool) -> bool:
        if above:
            return one > near_upper and (settings.beyond_counts or one <= upper)
        return one < near_lower and (settings.beyond_counts or one >= lower)

    expected: dict[Rule, set[int]] = {
        rule: set() for rule in (Rule.SINGLE, Rule.SHIFT, Rule.TREND, Rule.NEAR)
    }
    for at, one in enumerate(values):
        if one > upper or one < lower:
            expected[Rule.SINGLE].add(at)
        for window in windows(at, settings.shift_points):
            if all(each > limits.centre for each in window) or all(each < limits.centre for each in window):
                expected[Rule.SHIFT].add(at)
        for window in windows(at, settings.trend_points):
            pairs = list(pairwise(window))
            if all(a < b for a, b in pairs) or all(a > b for a, b in pairs):
                expected[Rule.TREND].add(at)
        for window in windows(at, 3):
            for above in (True, False):
                one_side = all((each > limits.centre) if above else (each < limits.centre) for each in window)
                if one_side and near(one, above) and sum(near(each, above) for each in window) >= 2:
                    expected[Rule.NEAR].add(at)
    found = flagged(values, settings)
    assert {rule: set(found.get(rule, {})) for rule in expected} == expected


@given(SERIES)
def test_leaving_out_large_ranges_never_widens_the_limits(values: list[Fraction]) -> None:
    plain, screened = xmr_limits(values), xmr_limits(values, screened=True)
    assert plain.upper is not None and screened.upper is not None and screened.upper <= plain.upper
    assert plain.centre == screened.centre


@given(SERIES)
def test_a_run_chart_says_nothing_of_few_values_and_leaves_out_those_on_the_median(
    values: list[Fraction],
) -> None:
    centre = sorted(values)[len(values) // 2]
    useful = [one for one in values if one != centre]
    found = run_signals(values, centre, 10)
    if len(useful) < 10:
        assert not found
    assert all(values[at] != centre for one in found for at in one.points)
    alone = run_signals(useful, centre, 10)
    assert [(one.rule, len(one.points)) for one in found] == [(one.rule, len(one.points)) for one in alone]


def test_the_bounds_of_a_run_chart_are_the_published_ones() -> None:
    # Anhøj 2014, 24 useful values: more than 8 in a row, fewer than 8 crossings.
    assert fewest_crossings(24) == 8
    assert [fewest_crossings(count) for count in (10, 12, 20, 60)] == [2, 3, 6, 23]
    values = [Fraction(1)] * 9 + [Fraction(-1), Fraction(1)] * 7 + [Fraction(-1)]
    assert [one.rule for one in run_signals(values, Fraction(0), 10)] == [Rule.LONG_RUN]
