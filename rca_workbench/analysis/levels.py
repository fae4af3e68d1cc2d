"""How far down the levels of the system something stands."""

from collections.abc import Mapping
from functools import cache

from rca_workbench.reference import accimap_levels

PEOPLE_AND_EQUIPMENT = ("ACC.ACT", "ACC.ENV")
"""The two lowest levels above the outcome. Neither is above the other: equipment is not below people."""


@cache
def level_rank(level: str) -> int | None:
    """How far down a level of the system is, from 1 at the top; None for one that is missing or unknown.

    Acts and the equipment and surroundings they happen in count as one step, since an AcciMap draws them apart and
    neither is above the other. The outcome comes last.
    """
    return _ranks().get(level)


@cache
def _ranks() -> Mapping[str, int]:
    steps: list[tuple[str, ...]] = []
    for level in sorted(accimap_levels(), key=lambda one: one.order):
        if level.id in PEOPLE_AND_EQUIPMENT:
            if PEOPLE_AND_EQUIPMENT not in steps:
                steps.append(PEOPLE_AND_EQUIPMENT)
        else:
            steps.append((level.id,))
    return {id: rank for rank, together in enumerate(steps, 1) for id in together}
