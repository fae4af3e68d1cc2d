"""How it is told whether risk fell: the rules of charts over time, their usual settings and what counts as improved."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import cast

from rca_workbench.reference.lists import learning_sharing
from rca_workbench.reference.sheet import Checked, Row, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class SignalRule:
    """One rule by which a chart tells a signal from chance: `R1` to `R4`, `RC1` and `RC2`."""

    id: str
    name: str
    test: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class ChartSettings:
    """The settings where published tools differ, as used unless a measure says otherwise."""

    shift_points: int
    trend_points: int
    beyond_counts: bool
    screened: bool
    least_for_limits: int
    reason: str


@dataclass(frozen=True, slots=True)
class XmrConstants:
    """The figures of a chart of individual values and moving ranges (XmR), as printed: exact, not rounded again."""

    limit: Fraction
    """Moving ranges from the mean to a limit."""
    sigma: Fraction
    """What an average moving range is divided by to give sigma."""
    range_limit: Fraction
    """Average moving ranges at which a single one is very large."""
    near: Fraction
    """Share of the way to a limit at which "near a limit" begins."""


@dataclass(frozen=True, slots=True)
class RareChart:
    """A chart for events too rare to count by month: `T` by days, `G` by cases between them."""

    chart: str
    counts: str
    method: str
    power: float
    source: str
    """Where the formula was read, and what of it was not."""
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class RunChart:
    """How a chart is read that has no limits: by long runs and few crossings of the median."""

    least: int
    rules: tuple[SignalRule, ...]
    source: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Patterns of words that claim an improvement, and what before them makes them none."""

    words: re.Pattern[str]
    two_points: re.Pattern[str]
    not_a_claim: re.Pattern[str]
    needs_one_of: re.Pattern[str]
    """In a text that also tells of other things, one of these marks a claim about a change that was made."""
    checked: Checked


@dataclass(frozen=True, slots=True)
class MeasureSort:
    """A sort of measure and the question it answers."""

    id: str
    ask: str


@cache
def signal_rules() -> tuple[SignalRule, ...]:
    """The four rules of a chart with limits."""
    page = learning_sharing()
    return tuple(
        SignalRule(text(row, "id"), text(row, "name"), text(row, "test"), page.checked_row(row))
        for row in page.rows("spc", "rules")
    )


@cache
def usual_settings() -> ChartSettings:
    """The settings a chart has unless its measure says otherwise."""
    row = cast(Row, _spc()["default_for_app"])
    return ChartSettings(
        shift_points=_whole(row, "shift_points"),
        trend_points=_whole(row, "trend_points"),
        beyond_counts=bool(row["two_of_three_counts_beyond_limits"]),
        screened=bool(row["screen_moving_range"]),
        least_for_limits=_whole(row, "minimum_points_for_limits"),
        reason=text(row, "reason"),
    )


@cache
def setting_choices(rule: str) -> tuple[tuple[int, str], ...]:
    """How many points make a shift (`R2`) or a trend (`R3`): each number with who uses it."""
    row = next(one for one in learning_sharing().rows("spc", "rules") if one["id"] == rule)
    found: dict[int, list[str]] = {}
    for who, said in cast(Row, row["N"]).items():
        for number in dict.fromkeys(re.findall(r"\d+", str(said).partition(" (")[0]) or [str(said)]):
            found.setdefault(int(number), []).append(who)
        also = re.search(r"(\d+) allowed", str(said))
        if also and who not in found.setdefault(int(also[1]), []):
            found[int(also[1])].append(who)
    return tuple((number, ", ".join(found[number])) for number in sorted(found))


@cache
def xmr_constants() -> XmrConstants:
    """The figures of the XmR chart."""
    constants = tuple(cast(Row, _spc()["constants"]))
    formulae = cast(Row, _spc()["formulae"])
    share = re.search(r"\((\d+)/(\d+) \*", text(formulae, "near_limits"))
    assert share is not None
    return XmrConstants(
        limit=Fraction(constants[0]),
        sigma=Fraction(constants[1]),
        range_limit=Fraction(constants[2]),
        near=Fraction(int(share[1]), int(share[2])),
    )


@cache
def rare_charts() -> tuple[RareChart, ...]:
    """The charts for rare events, `T` then `G`."""
    rare = cast(Row, _spc()["rare_events"])
    checked = learning_sharing().checked_row(rare)
    made = []
    for row in cast(tuple[Row, ...], rare["use"]):
        power = re.search(r"\^\(1/([\d.]+)\)", text(row, "method"))
        made.append(
            RareChart(
                text(row, "chart"),
                text(row, "x"),
                text(row, "method"),
                float(power[1]) if power else 0.0,
                text(row, "source"),
                checked,
            )
        )
    return tuple(made)


@cache
def run_chart() -> RunChart:
    """How a run chart is read."""
    row = cast(Row, _spc()["run_chart"])
    checked = learning_sharing().checked_row(row)
    rules = tuple(
        SignalRule(text(one, "id"), text(one, "name"), text(one, "test"), checked)
        for one in cast(tuple[Row, ...], row["rules"])
    )
    return RunChart(_whole(row, "least_values"), rules, text(row, "source"), checked)


@cache
def measure_sorts() -> tuple[MeasureSort, ...]:
    """Process, outcome and balancing, each with what it asks."""
    rows = learning_sharing().rows("measure_set")
    return tuple(MeasureSort(text(row, "type"), text(row, "ask")) for row in rows)


@cache
def chart_colours() -> dict[str, str]:
    """The colours people know from national charts: improvement, concern, neither_direction, common_cause."""
    return {name: str(colour) for name, colour in cast(Row, _spc()["colours"]).items()}


def counts_as_improved() -> tuple[str, ...]:
    """What has to be there before anyone says that risk fell."""
    return texts(_spc(), "what_counts_as_improved")


def no_evidence() -> tuple[str, ...]:
    """What is often taken for an improvement and is none."""
    return texts(_spc(), "not_evidence")


def chart_contradictions() -> tuple[str, ...]:
    """Where published tools differ on charts."""
    return texts(learning_sharing().content, "contradictions")


def recalculation_rule() -> str:
    """When limits may be worked out anew."""
    return text(cast(Row, _spc()["recalculate"]), "when")


@cache
def claim_words() -> ClaimWords:
    """The words that claim an improvement."""
    row = cast(Row, _spc()["claims"])

    def any_of(name: str, after: str = r"\b") -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(texts(row, name)) + ")" + after, re.IGNORECASE)

    return ClaimWords(
        words=any_of("words"),
        two_points=any_of("two_points", ""),
        not_a_claim=any_of("not_a_claim", ""),
        needs_one_of=any_of("needs_one_of", ""),
        checked=learning_sharing().checked_row(row),
    )


def _spc() -> Row:
    return cast(Row, learning_sharing().content["spc"])


def _whole(row: Row, name: str) -> int:
    return int(text(row, name))
