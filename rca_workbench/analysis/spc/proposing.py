"""Which chart suits a measure, and why: limits where there are values enough, gaps between events where they are rare."""

from collections.abc import Sequence
from dataclasses import dataclass

from rca_workbench.analysis.spc.parts import ChartKind, Point
from rca_workbench.analysis.spc.series import for_each_event
from rca_workbench.model import Measure
from rca_workbench.reference.measuring import usual_settings

RARE_WORDS = (
    "More than half of the values are 0. For events this rare, note each one on its day: "
    "the days between them show a change sooner than counts do."
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A kind of chart and the reason for it."""

    kind: ChartKind
    why: str


def chosen_kind(measure: Measure) -> ChartKind | None:
    """The chart somebody chose for a measure; None where that is left to the program."""
    said = measure.chart.strip().casefold()
    return ChartKind(said) if said in list(ChartKind) else None


def proposed(measure: Measure, points: Sequence[Point], events: int = 0) -> Proposed:
    """The chart that suits a measure. `events` is how many came without a value, on their day alone."""
    least = usual_settings().least_for_limits
    if for_each_event(measure):
        if points and not events and "day" not in measure.unit.casefold():
            return Proposed(ChartKind.G, "Each value is what lies between one event and the next.")
        if points and not events:
            return Proposed(ChartKind.T, "Each value is the days between one event and the next.")
        return Proposed(
            ChartKind.T, "Each event is noted on its day, so what counts is the days between them."
        )
    if too_rare(points):
        return Proposed(ChartKind.RUN, RARE_WORDS)
    if len(points) < least:
        return Proposed(ChartKind.RUN, f"Limits need {least} values; there {_are(len(points))}.")
    return Proposed(ChartKind.XMR, f"{len(points)} values are enough for limits.")


def too_rare(points: Sequence[Point]) -> bool:
    """Whether more than half of the values are 0, so that neither median nor limits say anything."""
    return len(points) >= 5 and 2 * sum(one.value == 0 for one in points) > len(points)


def _are(count: int) -> str:
    return "is 1" if count == 1 else f"are {count}" if count else "are none"
