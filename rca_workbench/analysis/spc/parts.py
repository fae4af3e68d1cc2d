"""What a chart of a measure consists of: values, stretches with their limits, signals, and what they say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rca_workbench.model import Measure
from rca_workbench.model.time_said import date_words
from rca_workbench.model.value import value

Number = Fraction | float
"""A value of a measure is exact; the root in the chart for days between events makes floats of it."""


class ChartKind(StrEnum):
    """How a measure is drawn."""

    RUN = "run"
    XMR = "xmr"
    T = "t"
    G = "g"


CHART_WORDS: Mapping[ChartKind, str] = {
    ChartKind.RUN: "Run chart",
    ChartKind.XMR: "SPC chart (XmR)",
    ChartKind.T: "T chart, days between events",
    ChartKind.G: "G chart, cases between events",
}


class Effect(StrEnum):
    """What a chart says of the change it was to show."""

    IMPROVED = "improved"
    WORSE = "worse"
    NO_SIGNAL = "no_signal"
    TOO_FEW = "too_few"
    NO_DATA = "no_data"


class Side(StrEnum):
    """On which side of the middle, or in which direction."""

    ABOVE = "above"
    BELOW = "below"


class Rule(StrEnum):
    """The rules of signals, by their ids in the reference list."""

    SINGLE = "R1"
    SHIFT = "R2"
    TREND = "R3"
    NEAR = "R4"
    LONG_RUN = "RC1"
    FEW_CROSSINGS = "RC2"


class Meaning(StrEnum):
    """What a signal means where it is said which way is better."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


class ProblemKind(StrEnum):
    """What stands in the way of reading a series."""

    NO_DATE = "no_date"
    NOT_A_NUMBER = "not_a_number"
    NO_DENOMINATOR = "no_denominator"
    MORE_THAN_ALL = "more_than_all"
    BELOW_NOUGHT = "below_nought"
    UNITS_MIXED = "units_mixed"
    AMBIGUOUS = "ambiguous"
    SAME_DATE = "same_date"
    OUT_OF_ORDER = "out_of_order"
    GAP = "gap"
    NO_REASON = "no_reason"
    BASELINE_SHORT = "baseline_short"
    STRETCH_SHORT = "stretch_short"
    TOO_RARE = "too_rare"
    NO_DIRECTION = "no_direction"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a reader of the chart has to know, with the values it is about."""

    kind: ProblemKind
    words: str
    ids: tuple[str, ...] = ()
    left_out: bool = False
    """True where those values do not stand in the chart."""


@value
class Point:
    """One value on the chart."""

    id: str
    on: date
    value: Number
    said: str
    """As it was given, with what it is out of: "12 of 40"."""
    note: str = ""

    @property
    def y(self) -> float:
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Limits:
    """The middle of a stretch and how far values vary around it by chance."""

    centre: Number
    average_range: Number | None = None
    upper: Number | None = None
    lower: Number | None = None
    near_upper: Number | None = None
    near_lower: Number | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Values in a row that share one middle and one pair of limits: `first` to `last`, counted from 0."""

    first: int
    last: int
    limits: Limits
    counted: tuple[int, int]
    """First and last value the limits were worked out from: fewer than all where a baseline is held."""
    centre_word: str = "Mean"
    reason: str = ""
    """Why the limits were worked out anew here."""
    note: str = ""
    """Before what the limits are held; or, where they could not be, why."""

    @property
    def held(self) -> bool:
        return self.counted[1] < self.last

    def __contains__(self, at: int) -> bool:
        return self.first <= at <= self.last


@dataclass(frozen=True, slots=True)
class Signal:
    """What is unlikely to be chance: by which rule, on which side, at which values (counted from 0)."""

    rule: Rule
    side: Side | None
    points: tuple[int, ...]
    meaning: Meaning = Meaning.NEITHER


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force for one chart, and in words those that are not the usual ones."""

    shift_points: int
    trend_points: int
    beyond_counts: bool
    screened: bool
    least: int
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeDate:
    """A day on which something changed, as the chart marks it."""

    on: date
    what: str
    recalculates: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the chart says, in a sentence."""

    effect: Effect
    words: str
    since: date | None = None
    moved: bool = False
    """Something changed, and it is not said whether that is better."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A measure as a chart over time: what is drawn, what is signalled and what that says."""

    measure: Measure
    kind: ChartKind
    why: str
    """Why it is drawn that way."""
    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    signals: tuple[Signal, ...]
    problems: tuple[Problem, ...]
    verdict: Verdict
    settings: Settings
    changes: tuple[ChangeDate, ...] = ()
    target: Number | None = None
    assurance: str = ""
    """What chance alone would do with the target."""
    unit: str = ""
    mark: str = ""
    """What to show where the formulae were not, or only in part, checked against their source."""
    changed: date | None = None
    """The day from which a change should show."""
    because: str = ""
    """That day and what happened then."""
    _by_point: Mapping[int, tuple[Signal, ...]] = field(default_factory=dict, repr=False)

    def at(self, index: int) -> tuple[Signal, ...]:
        """The signals a value is part of."""
        return self._by_point.get(index, ())

    def meaning(self, index: int) -> Meaning | None:
        """What a value is drawn as. Where a trend across the mean makes it both, improvement is shown, as the
        national Excel tool does.
        """
        said = {signal.meaning for signal in self.at(index)}
        return next((one for one in (Meaning.BETTER, Meaning.WORSE, Meaning.NEITHER) if one in said), None)

    @property
    def rule_words(self) -> str:
        """By which rules signals are told from chance, with the settings, to stand under every chart."""
        kept = self.settings
        if self.kind is ChartKind.RUN:
            return "A run longer than chance makes them, or too few crossings of the median, is a signal."
        middle = self.segments[-1].centre_word.lower() if self.segments else "mean"
        middle = "middle line" if middle == "middle" else middle
        two = "beyond a limit too" if kept.beyond_counts else "but not beyond it"
        near = "" if self.kind is ChartKind.G else f"; two of three near a limit, {two}"
        large = " Very large moving ranges are left out of the limits." if kept.screened else ""
        return (
            f"A signal is a value beyond a limit; {kept.shift_points} in a row on one side of the {middle}; "
            f"{kept.trend_points} in a row rising or falling{near}.{large}"
        )

    @property
    def counted_words(self) -> str:
        """From which day on a change is looked for, and why from then; empty where the whole chart is read."""
        return f"A change is looked for from {self.because}." if self.because else ""

    @property
    def limit_words(self) -> str:
        """What the limits were worked out from, where that is not simply all values."""
        said = []
        for number, one in enumerate(self.segments):
            if one.held:
                last = date_words(self.points[one.counted[1]].on.isoformat())
                count = one.counted[1] - one.counted[0] + 1
                said.append(f"Limits are held from the {count} values up to {last}{one.note}.")
            elif one.note:
                said.append(one.note)
            if number:
                day = date_words(self.points[one.first].on.isoformat())
                said.append(f"Limits worked out anew from {day}: {one.reason.strip().rstrip('.')}.")
        return " ".join(said)

    def segment(self, index: int) -> Segment | None:
        """The stretch a value stands in."""
        return next((one for one in self.segments if index in one), None)
