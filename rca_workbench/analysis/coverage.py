"""Which factors are acted on by what, and where an action is aimed at a lower level of the system than its factor.

Of 126 action plans read in one study, 15 % of the factors had no action and most actions were aimed at people even
where the problem was the organisation's (Peerally and others 2024).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from rca_workbench.analysis.graph import FINDING_KINDS
from rca_workbench.analysis.residual import OUT_OF_USE, Measure
from rca_workbench.model import Action, Factor, FactorKind, FactorStatus, Recommendation, Snapshot
from rca_workbench.reference import accimap_levels

PEOPLE_AND_EQUIPMENT = ("ACC.ACT", "ACC.ENV")
"""The two lowest levels above the outcome. Neither is above the other: equipment is not below people."""


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
    actions = (one for one in snapshot.of(Action).values() if one.status not in OUT_OF_USE)
    measures: tuple[Measure, ...] = (*actions, *snapshot.of(Recommendation).values())
    known = snapshot.of(Factor)
    cells: dict[tuple[str, str], Meeting] = {}
    met: dict[str, None] = {}
    for measure in measures:
        for id in measure.addresses:
            if id in known:
                cells[id, measure.id] = _meeting(known[id], measure)
                met[id] = None
    rank = _ranks()
    factors = [
        one
        for one in known.values()
        if one.id in met or (one.factor_kind in FINDING_KINDS and one.status is not FactorStatus.REJECTED)
    ]
    factors.sort(key=lambda one: rank.get(one.level, len(rank)))
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
    rank = _ranks()
    if level not in rank:
        return False
    if factor.factor_kind is FactorKind.SYSTEM_FACTOR and level in PEOPLE_AND_EQUIPMENT:
        return True
    return factor.level in rank and rank[level] > rank[factor.level]


def _meeting(factor: Factor, measure: Measure) -> Meeting:
    level = measure.level if isinstance(measure, Action) else ""
    return Meeting.LOWER if aimed_lower(factor, level) else Meeting.MEETS


def _ranks() -> Mapping[str, int]:
    ranks = {level.id: level.order for level in accimap_levels()}
    lowest = min(ranks[id] for id in PEOPLE_AND_EQUIPMENT)
    return ranks | dict.fromkeys(PEOPLE_AND_EQUIPMENT, lowest)
