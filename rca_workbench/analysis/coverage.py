"""Which factors are acted on by what, and where an action is aimed at a lower level of the system than its factor.

Of 126 action plans read in one study, 15 % of the factors had no action and most actions were aimed at people even
where the problem was the organisation's (Peerally and others 2024).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from rca_workbench.analysis.graph import FINDING_KINDS
from rca_workbench.analysis.levels import PEOPLE_AND_EQUIPMENT, level_rank
from rca_workbench.analysis.residual import Measure, in_use
from rca_workbench.model import Action, Factor, FactorKind, FactorStatus, Snapshot

_UNKNOWN = 99
"""Stands behind every level that is known."""


class Meeting(Enum):
    """How a measure meets a factor."""

    MEETS = "meets"
    LOWER = "lower"
    """It acts at a lower level of the system than the factor stands at."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Factors by measures.

    Attributes:
        factors: what the team keeps on the map that could be acted on, and whatever is addressed; in map order of
            levels from the top.
        measures: actions that are not stopped, then recommendations, in order of arrival.
        cells: (factor id, measure id) -> how it meets; pairs that do not meet are not there.
        uncovered: factors kept as findings that nothing addresses.
    """

    factors: tuple[Factor, ...]
    measures: tuple[Measure, ...]
    cells: Mapping[tuple[str, str], Meeting]
    uncovered: tuple[Factor, ...]

    @property
    def lower(self) -> tuple[tuple[str, str], ...]:
        """The pairs (factor id, measure id) in which the measure is aimed at a lower level."""
        return tuple(pair for pair, meeting in self.cells.items() if meeting is Meeting.LOWER)


def coverage(snapshot: Snapshot) -> Coverage:
    """The coverage matrix of a case."""
    measures = in_use(snapshot)
    known = snapshot.of(Factor)
    cells: dict[tuple[str, str], Meeting] = {}
    met: dict[str, None] = {}
    for measure in measures:
        for id in measure.addresses:
            if id in known:
                cells[id, measure.id] = _meeting(known[id], measure)
                met[id] = None
    factors = [
        one
        for one in known.values()
        if one.id in met or (one.factor_kind in FINDING_KINDS and one.status is not FactorStatus.REJECTED)
    ]
    factors.sort(key=lambda one: level_rank(one.level) or _UNKNOWN)
    uncovered = tuple(
        one
        for one in factors
        if one.id not in met and one.status is FactorStatus.FINDING and one.factor_kind in FINDING_KINDS
    )
    return Coverage(tuple(factors), measures, cells, uncovered)


def aimed_lower(factor: Factor, level: str) -> bool:
    """Whether acting at `level` is aimed below a factor; False where either level is not known.

    A system-level factor is above people and equipment wherever it was put.
    """
    rank, own = level_rank(level), level_rank(factor.level)
    if rank is None:
        return False
    if factor.factor_kind is FactorKind.SYSTEM_FACTOR and level in PEOPLE_AND_EQUIPMENT:
        return True
    return own is not None and rank > own


def _meeting(factor: Factor, measure: Measure) -> Meeting:
    level = measure.level if isinstance(measure, Action) else ""
    return Meeting.LOWER if aimed_lower(factor, level) else Meeting.MEETS
