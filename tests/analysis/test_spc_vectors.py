"""Limits and signals are those of the published test series, point by point."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, cast

import pytest

from rca_workbench.analysis.spc import Rule
from rca_workbench.reference import learning_sharing
from rca_workbench.reference.measuring import (
    rare_charts,
    run_chart,
    setting_choices,
    signal_rules,
    usual_settings,
    xmr_constants,
)
from tests.analysis.spc_cases import drawn

VECTORS = cast("tuple[Mapping[str, Any], ...]", learning_sharing().rows("test_vectors"))
RULES = {"single": Rule.SINGLE, "shift": Rule.SHIFT, "trend": Rule.TREND, "two_of_three": Rule.NEAR}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["id"])
def test_a_published_series_gives_the_published_chart(vector: Mapping[str, Any]) -> None:
    settings, expected = vector["settings"], vector["expected"]
    found = drawn(
        vector["data"], chart="xmr", shift_points=settings["shift_points"], trend_points=settings["trend_points"],
        beyond_counts=settings["two_of_three_counts_beyond_limits"], screened=settings["screen_moving_range"],
    )  # fmt: skip
    [segment] = found.segments
    limits = segment.limits
    for value, name in (
        (limits.centre, "mean"),
        (limits.average_range, "average_moving_range"),
        (limits.upper, "upper_limit"),
        (limits.lower, "lower_limit"),
        (limits.near_upper, "near_upper"),
        (limits.near_lower, "near_lower"),
    ):
        assert value is not None and float(value) == pytest.approx(expected[name], abs=0.006), name
    flagged = {
        name: sorted({at + 1 for one in found.signals if one.rule is rule for at in one.points})
        for name, rule in RULES.items()
    }
    assert flagged == {name: list(points) for name, points in expected["flagged_points_1_based"].items()}


def test_all_nine_series_are_there() -> None:
    assert [one["id"] for one in VECTORS] == [f"SPC-T{number}" for number in range(1, 10)]


def test_the_figures_are_the_printed_ones() -> None:
    constants = xmr_constants()
    assert (constants.limit, constants.range_limit) == (Fraction("2.66"), Fraction("3.267"))
    assert constants.near == Fraction(2, 3)
    usual = usual_settings()
    assert (usual.shift_points, usual.trend_points, usual.least_for_limits) == (7, 7, 13)
    assert not usual.beyond_counts and not usual.screened


def test_what_differs_between_tools_is_offered_with_who_uses_it() -> None:
    assert [number for number, _ in setting_choices("R2")] == [6, 7, 8, 9]
    assert "NHSRplotthedots" in dict(setting_choices("R3"))[7]


def test_what_was_not_checked_says_so() -> None:
    assert {one.chart: one.mark for one in rare_charts()} == dict.fromkeys(
        "TG", "Checked in part against the source"
    )
    assert all("qicharts2" in one.source and "not read" in one.source for one in rare_charts())
    assert run_chart().mark == "Checked in part against the source"
    assert {one.mark for one in signal_rules()} == {""}
