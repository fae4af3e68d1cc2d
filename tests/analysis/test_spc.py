"""A measure as a chart: which kind, which limits, what it says, and what a reader has to know of its values."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from rca_workbench.analysis.spc import (
    ChartKind,
    Effect,
    Meaning,
    ProblemKind,
    Rule,
    chart,
    effect_of,
    how_long,
    verdict_words,
    waits,
)
from rca_workbench.model import Action, DataPoint, Measure, MeasureChange, MeasureKind, Snapshot
from tests.analysis.spc_cases import STEADY, drawn, measured, month

AFTER = (9, 8, 9, 7, 6, 8, 9, 5)
DONE = Action(id="a", code="A1", text="A second registrar", done="2025-04-01")
LOWER = {"better": "lower", "baseline_until": "2025-03-31", "action": "a"}


def kinds(found: object) -> set[ProblemKind]:
    return {one.kind for one in found.problems}  # type: ignore[attr-defined]


# -- which chart ------------------------------------------------------------------------------------------


def test_fewer_values_than_limits_need_give_a_run_chart_that_says_so() -> None:
    found = drawn(STEADY[:12])
    assert found.kind is ChartKind.RUN and found.verdict.effect is Effect.TOO_FEW
    assert found.verdict.words.startswith("12 values; limits need 13.")
    assert found.segments[0].limits.upper is None and found.segments[0].centre_word == "Median"
    assert drawn(STEADY[:13]).kind is ChartKind.XMR


def test_a_chart_with_limits_that_was_chosen_is_not_drawn_from_too_few() -> None:
    assert drawn(STEADY[:6], chart="xmr").kind is ChartKind.RUN


def test_no_values_are_no_chart() -> None:
    assert drawn(()).verdict.effect is Effect.NO_DATA


def test_counts_that_are_mostly_nought_show_nothing_and_gaps_are_proposed() -> None:
    found = drawn((0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0), better="lower")
    assert ProblemKind.TOO_RARE in kinds(found)
    assert found.verdict.effect is Effect.TOO_FEW and "Most values are 0" in found.verdict.words


def events(gaps: list[int]) -> list[str]:
    day = date(2023, 1, 1)
    days = [day.isoformat()]
    for gap in gaps:
        day += timedelta(days=gap)
        days.append(day.isoformat())
    return days


def test_events_on_their_days_are_charted_by_the_days_between_them() -> None:
    days = events([30, 25, 40, 33, 28, 36, 31, 27, 39, 30, 34, 29, 35, 32])
    found = drawn([""] * 15, days=days, every="each event")
    assert found.kind is ChartKind.T and found.mark == "Checked in part against the source"
    assert [one.value for one in found.points][:3] == [30, 25, 40]
    limits = found.segments[0].limits
    # On the even scale: y = t^(1/3.6), mean and 2.66 moving ranges, raised again.
    ys = [gap ** (1 / 3.6) for gap in (30, 25, 40, 33, 28, 36, 31, 27, 39, 30, 34, 29, 35, 32)]
    mean = sum(ys) / 14
    average = sum(abs(b - a) for a, b in pairwise(ys)) / 13
    assert limits.upper is not None and float(limits.upper) == pytest.approx((mean + 2.66 * average) ** 3.6)
    assert float(limits.centre) == pytest.approx(mean**3.6)


def test_a_far_longer_gap_between_events_is_an_improvement() -> None:
    days = events([30, 25, 40, 33, 28, 36, 31, 27, 39, 30, 34, 29, 35, 32, 200])
    found = drawn([""] * 16, days=days, every="each event")
    assert found.verdict.effect is Effect.IMPROVED


def test_two_events_on_one_day_are_a_gap_of_nought() -> None:
    found = drawn([""] * 3, days=["2025-01-01", "2025-01-01", "2025-02-01"], every="each event")
    assert [one.value for one in found.points] == [0, 31] and ProblemKind.SAME_DATE not in kinds(found)


def test_cases_between_events_have_the_limits_of_a_g_chart() -> None:
    gaps = [40, 12, 55, 30, 22, 61, 8, 35, 47, 19, 28, 33, 50, 26]
    found = drawn(gaps, every="each event", days=events([9] * 13))
    assert found.kind is ChartKind.G
    assert drawn(gaps, every="each event", days=events([9] * 13), unit="days").kind is ChartKind.T
    mean = sum(gaps) / 14
    limits = found.segments[0].limits
    assert limits.upper is not None and float(limits.upper) == pytest.approx(
        mean + 3 * (mean * (mean + 1)) ** 0.5
    )
    assert limits.lower is None and found.segments[0].centre_word == "Median"


# -- what it says -----------------------------------------------------------------------------------------


def test_a_signal_after_the_change_against_held_limits_is_an_improvement() -> None:
    found = drawn((*STEADY, *AFTER), DONE, **LOWER)
    assert found.verdict.effect is Effect.IMPROVED
    assert found.verdict.since == date(2025, 4, 1)
    assert found.segments[0].counted == (0, 14) and found.segments[0].held
    assert float(found.segments[0].limits.centre) == pytest.approx(23.2)
    assert "held from the 15 values up to 1 March 2025" in found.limit_words


def test_a_run_that_began_before_the_change_is_not_its_doing() -> None:
    fallen_before = (*STEADY, *AFTER)
    late = Action(id="a", text="x", done=month(len(fallen_before) - 3))
    found = drawn(fallen_before, late, better="lower", baseline_until="2025-03-31", action="a", chart="xmr")
    shifts = [one for one in found.signals if one.rule is Rule.SHIFT]
    assert shifts and shifts[0].points[0] < len(fallen_before) - 3
    # Single values beyond the limit after the change still count; the run does not.
    assert "values in a row" not in found.verdict.words


def test_the_wrong_way_is_worse() -> None:
    assert drawn((*STEADY, *AFTER), DONE, **{**LOWER, "better": "higher"}).verdict.effect is Effect.WORSE


def test_chance_is_no_signal_and_says_how_far_it_reaches() -> None:
    said = drawn((*STEADY, *STEADY), DONE, unit="doses", **LOWER).verdict
    assert said.effect is Effect.NO_SIGNAL and "between 8.76 and 37.64 doses" in said.words


def test_nothing_after_the_change_yet_is_said() -> None:
    said = drawn(STEADY, DONE, **LOWER).verdict
    assert said.effect is Effect.NO_SIGNAL and "No values yet after the change on 1 April 2025" in said.words


def test_an_improvement_that_did_not_last_is_none() -> None:
    found = drawn((*STEADY, *AFTER, *(22, 25, 21, 24, 22, 26, 23, 25)), DONE, **LOWER)
    assert (
        found.verdict.effect is Effect.NO_SIGNAL
        and "the last 7 values do not keep it up" in found.verdict.words
    )


def test_without_a_better_way_a_signal_is_neither() -> None:
    found = drawn((*STEADY, *AFTER), chart="xmr")
    assert (
        found.verdict.effect is Effect.NO_SIGNAL
        and "Whether that is better is not said" in found.verdict.words
    )
    assert found.meaning(22) is Meaning.NEITHER and ProblemKind.NO_DIRECTION in kinds(found)


def test_a_trend_across_the_mean_shows_improvement_as_the_national_tool_does() -> None:
    values = (*[20, 22] * 8, 30, 29, 28, 26, 24, 20, 14, 10)
    found = drawn(values, better="lower", chart="xmr")
    at = len(values) - 7
    assert {one.meaning for one in found.at(at)} >= {Meaning.BETTER}
    assert found.meaning(at) is Meaning.BETTER


@pytest.mark.parametrize(
    ("target", "said"), [("20", "inside the limits"), ("50", "will be met"), ("2", "will not be met")]
)
def test_a_target_is_read_from_the_limits(target: str, said: str) -> None:
    assert said in drawn(STEADY, better="lower", target=target).assurance


def test_a_target_is_not_read_from_limits_of_a_time_that_is_over() -> None:
    found = drawn((*STEADY, *AFTER), DONE, target="9", **LOWER)
    assert "once limits fit the newest values" in found.assurance


def test_settings_change_what_is_a_signal() -> None:
    values = (31, 35, 34, 29, 29, 32, 26, 26, 32, 35, 30, 18, 31, 25, 27, 22, 18, 25, 25, 17)
    assert len(drawn(values, shift_points=6).at(0)) == 1 and not drawn(values).at(0)
    assert drawn(values, shift_points=6).settings.differs == ("6 points make a shift; 7 are usual",)


def test_screening_narrows_the_limits() -> None:
    values = (*STEADY[:7], 90, *STEADY[7:])
    plain, screened = drawn(values), drawn(values, screened=True)
    assert float(screened.segments[0].limits.upper or 0) < float(plain.segments[0].limits.upper or 0)


# -- limits held and worked out anew ------------------------------------------------------------------------


def anew(reason: str, on: str = "2025-04-01") -> MeasureChange:
    return MeasureChange(id="c", measure="m", on=on, what="Second registrar", recalculate=True, reason=reason)


def test_limits_are_worked_out_anew_only_with_a_reason() -> None:
    values = (*STEADY, *AFTER, *AFTER)
    kept = drawn(values, anew(" "), better="lower")
    assert len(kept.segments) == 1 and ProblemKind.NO_REASON in kinds(kept)
    new = drawn(values, anew("Held for 16 months, agreed"), better="lower")
    assert [(one.first, one.last) for one in new.segments] == [(0, 14), (15, 30)]
    assert float(new.segments[0].limits.centre) == pytest.approx(23.2)
    assert "worked out anew from 1 April 2025: Held for 16 months, agreed" in new.limit_words


def test_new_limits_wait_until_there_are_values_enough() -> None:
    found = drawn((*STEADY, *AFTER), anew("It held"), better="lower")
    assert len(found.segments) == 1 and ProblemKind.STRETCH_SHORT in kinds(found)


@pytest.mark.parametrize("on", ["2025-04-01", "2025-12-01"])
def test_new_limits_hide_no_improvement_that_those_from_before_had_shown(on: str) -> None:
    change = anew("It held for a year, agreed", on)
    kept = drawn((*STEADY, *AFTER, *AFTER, *AFTER), DONE, change, **LOWER)
    assert len(kept.segments) == 2
    assert kept.verdict.effect is Effect.IMPROVED and str(kept.verdict.since) == "2025-04-01"
    assert "Measured by the limits from before" in kept.verdict.words


@pytest.mark.parametrize(
    ("after", "effect"),
    [((*STEADY, *STEADY), Effect.NO_SIGNAL), ((*AFTER, *AFTER, *STEADY), Effect.WORSE)],
)
def test_new_limits_do_not_make_an_improvement_either(after: tuple[int, ...], effect: Effect) -> None:
    found = drawn((*STEADY, *after), DONE, anew("The ward moved"), **LOWER)
    assert len(found.segments) == 2 and found.verdict.effect is effect


MARKED = MeasureChange(id="c", measure="m", on="2025-04-01", what="Second registrar")


@pytest.mark.parametrize("change", [MARKED, DONE, replace(MARKED, recalculate=True, reason="It held")])
def test_limits_are_held_from_before_a_change_so_that_nothing_before_it_becomes_a_signal(
    change: object,
) -> None:
    found = drawn((*STEADY, *AFTER), change, better="lower", action="a")  # type: ignore[arg-type]
    [stretch] = found.segments
    assert stretch.counted == (0, 14) and float(stretch.limits.centre) == pytest.approx(23.2)
    # The run begins with the last two before it; limits of all values would make the highest before it signals.
    assert [found.meaning(at) for at in range(13)] == [None] * 13
    assert found.verdict.effect is Effect.IMPROVED and found.verdict.since == date(2025, 4, 1)
    assert "held from the 15 values up to 1 March 2025, before 1 April 2025, when " in found.limit_words
    assert found.counted_words.startswith("A change is looked for from 1 April 2025, when ")


def test_with_too_few_values_before_a_change_limits_are_of_all_and_say_so() -> None:
    found = drawn((*STEADY[:9], *STEADY), replace(MARKED, on="2024-10-01"), better="lower")
    [stretch] = found.segments
    assert stretch.counted == (0, 23)
    assert (
        "13 from before 1 October 2024, when a change is marked, are needed to hold them, and there are 9."
        in (found.limit_words)
    )


def test_the_marked_change_counts_and_not_the_day_the_action_was_done() -> None:
    later = replace(DONE, done="2025-10-01")
    found = drawn((*STEADY, *AFTER), later, anew("It held"), better="lower", action="a")
    assert found.changed == date(2025, 4, 1) and found.verdict.effect is Effect.IMPROVED


def test_limits_that_are_not_worked_out_anew_are_not_said_to_be() -> None:
    short = drawn((*STEADY, *AFTER), anew("It held"), better="lower")
    [change] = short.changes
    assert not change.recalculates
    [problem] = [one for one in short.problems if one.kind is ProblemKind.STRETCH_SHORT]
    assert problem.words == (
        "The limits are not worked out anew from 1 April 2025: new ones need 13 values on either side, and there are "
        "8 after it."
    )
    [change] = drawn((*STEADY, *AFTER, *AFTER), anew("It held"), better="lower").changes
    assert change.recalculates


def test_something_that_changed_is_called_so_and_waited_for_no_longer() -> None:
    found = drawn((*STEADY, *AFTER), MARKED)
    assert verdict_words(found.verdict) == "Something changed" and not waits(found)
    assert found.verdict.words.startswith(
        "Something changed since 1 April 2025: 8 values in a row below the mean."
    )
    quiet = drawn((*STEADY, *STEADY), MARKED, better="lower")
    assert verdict_words(quiet.verdict) == "No signal" and waits(quiet)


def test_a_slip_in_the_year_of_the_baseline_breaks_nothing() -> None:
    assert drawn((*STEADY, *AFTER), baseline_until="9999-12-31").points


def test_a_short_baseline_holds_no_limits() -> None:
    found = drawn((*STEADY, *AFTER), baseline_until="2024-06-30")
    assert not found.segments[0].held and ProblemKind.BASELINE_SHORT in kinds(found)


# -- values as given ----------------------------------------------------------------------------------------


def test_decimal_commas_and_shares_are_exact() -> None:
    found = drawn(["12,5", "13,25", "1,234"])
    assert [float(one.value) for one in found.points] == [12.5, 13.25, 1.234]
    assert ProblemKind.AMBIGUOUS in kinds(found)
    shares = drawn([(1, 3), (2, 3)])
    assert [one.said for one in shares.points] == ["1 of 3", "2 of 3"]
    assert shares.points[0].value * 3 == 100


def test_a_share_without_a_unit_is_in_parts_of_a_hundred_and_says_so() -> None:
    found = drawn([(12, 40)] * 13)
    assert {float(one.value) for one in found.points} == {30.0} and found.unit == "%"
    assert drawn([12] * 13).unit == ""


def test_one_value_with_a_unit_among_plain_ones_does_not_give_the_chart_its_unit() -> None:
    found = drawn(["5.2 %", *STEADY])
    assert found.unit == "" and len(found.points) == 16
    [problem] = [one for one in found.problems if one.kind is ProblemKind.UNITS_MIXED]
    assert problem.words.startswith("Only “5.2 %” on 1 January 2024 names a unit.")


def test_a_rate_is_per_as_many_as_its_unit_says() -> None:
    assert float(drawn([(3, 1500)], unit="per 1,000 bed days").points[0].value) == 2


@pytest.mark.parametrize(
    ("values", "kind", "out"),
    [
        (["12 min", "14 min", "0.3 h"], ProblemKind.UNITS_MIXED, 1),
        (["12", "about ten", "13"], ProblemKind.NOT_A_NUMBER, 1),
        (["12", "", "13"], ProblemKind.NOT_A_NUMBER, 1),
        ([(3, 40), (4, 0)], ProblemKind.NO_DENOMINATOR, 1),
        ([(3, 40), (44, 40)], ProblemKind.MORE_THAN_ALL, 0),
        ([(3, 40), "4"], ProblemKind.UNITS_MIXED, 0),
    ],
)
def test_what_cannot_be_drawn_is_named_and_never_dropped_in_silence(
    values: list[object], kind: ProblemKind, out: int
) -> None:
    found = drawn(values)
    assert kind in kinds(found)
    assert len(found.points) == len(values) - out
    named = {id for one in found.problems if one.left_out for id in one.ids}
    assert named == {f"v{at}" for at in range(len(values))} - {one.id for one in found.points}


@pytest.mark.parametrize(("chart", "values"), [("t", [30] * 13 + [-3]), ("g", ["-0.5"] * 14)])
def test_less_than_nothing_between_two_events_is_left_out_and_named(chart: str, values: list[object]) -> None:
    found = drawn(values, chart=chart, every="each event")
    below = [f"v{at}" for at, one in enumerate(values) if float(str(one)) < 0]
    assert [one.ids for one in found.problems if one.kind is ProblemKind.BELOW_NOUGHT] == [tuple(below)]
    assert len(found.points) == len(values) - len(below)


def test_gaps_double_days_and_disorder_are_named() -> None:
    gap = drawn([1, 2, 3], days=["2025-01-01", "2025-02-01", "2025-06-01"])
    [problem] = [one for one in gap.problems if one.kind is ProblemKind.GAP]
    assert "between 1 February 2025 and 1 June 2025 (3 missing)" in problem.words
    assert ProblemKind.SAME_DATE in kinds(drawn([1, 2], days=["2025-01-01", "2025-01-01"]))
    back = drawn([1, 2], days=["2025-02-01", "2025-01-01"])
    assert ProblemKind.OUT_OF_ORDER in kinds(back) and [float(one.value) for one in back.points] == [2, 1]


def test_months_are_no_gaps_whatever_their_length() -> None:
    assert ProblemKind.GAP not in kinds(drawn(range(1, 37)))


def test_values_without_a_date_are_named() -> None:
    found = drawn([1, 2], days=["2025-01-01", ""])
    assert ProblemKind.NO_DATE in kinds(found) and len(found.points) == 1


# -- an action's measures together --------------------------------------------------------------------------


def with_balance(worse: bool, *, sort: MeasureKind = MeasureKind.OUTCOME) -> Snapshot:
    case = measured((*STEADY, *AFTER), DONE, measure_kind=sort, **LOWER)
    other = Measure(
        id="b", name="Calls", action="a", every="month", better="lower", baseline_until="2025-03-31",
        measure_kind=MeasureKind.BALANCING,
    )  # fmt: skip
    values = (*STEADY, *([60] * 8 if worse else STEADY[:8]))
    points = [
        DataPoint(id=f"b{at}", measure="b", on=month(at), value=str(one)) for at, one in enumerate(values)
    ]
    return case.changed([other, *points], [], "")


def test_an_action_worked_where_the_outcome_shows_it_and_nothing_else_got_worse() -> None:
    good, bad = with_balance(worse=False), with_balance(worse=True)
    assert effect_of(good, good.of(Action)["a"]).effect is Effect.IMPROVED
    said = effect_of(bad, bad.of(Action)["a"])
    assert said.effect is Effect.WORSE and "Something else got worse: Calls" in said.words


def test_a_process_measure_does_not_show_that_risk_fell() -> None:
    case = with_balance(worse=False, sort=MeasureKind.PROCESS)
    said = effect_of(case, case.of(Action)["a"])
    assert said.effect is Effect.NO_SIGNAL and "No outcome measure" in said.words


def test_no_measure_is_no_data() -> None:
    assert effect_of(Snapshot.empty(), DONE).effect is Effect.NO_DATA


# -- how long -----------------------------------------------------------------------------------------------


def wait(values: tuple[object, ...], **fields: object):  # type: ignore[no-untyped-def]
    case = measured(values, **fields)
    return how_long(case, case.of(Measure)["m"], date(2024, 1, 1))


def test_before_the_first_value_a_chart_is_a_baseline_and_a_shift_away() -> None:
    said = wait(())
    assert said.more == 20 and said.until == date(2024, 1, 1) + timedelta(days=608)  # 20 months of 30.4 days


def test_a_large_change_shows_sooner_than_a_small_one() -> None:
    large, small = wait(STEADY, expected="4", better="lower"), wait(STEADY, expected="19", better="lower")
    assert large.more is not None and small.more is not None and 1 <= large.more < small.more
    assert wait(STEADY, expected="23", better="lower").more is None
    assert "no better" in wait(STEADY, expected="30", better="lower").words


def test_between_rare_events_it_says_how_long_it_has_to_stay_quiet() -> None:
    days = events([30, 25, 40, 33, 28, 36, 31, 27, 39, 30, 34, 29, 35, 32])
    case = measured([""] * 15, days=days, every="each event")
    said = how_long(case, case.of(Measure)["m"], date.fromisoformat(days[-1]))
    assert "if no event follows the one on" in said.words
    upper = chart(case, case.of(Measure)["m"]).segments[0].limits.upper
    assert said.until is not None and (said.until - date.fromisoformat(days[-1])).days >= float(upper or 0)


def test_a_quiet_time_longer_than_the_limit_is_said() -> None:
    days = events([30, 25, 40, 33, 28, 36, 31, 27, 39, 30, 34, 29, 35, 32])
    case = measured([""] * 15, days=days, every="each event")
    said = how_long(case, case.of(Measure)["m"], date(2026, 6, 1))
    assert said.until == date(2026, 6, 1) and "longer ago than the upper limit" in said.words
