"""What the map shows: each result of the analysis as a sentence a panel understands, with the factors it speaks of.

One section, one builder, in its own module; each takes a `Case` and gives one group of insights.
"""

from collections.abc import Callable

from rca_workbench.analysis.insights.bearing import bearing
from rca_workbench.analysis.insights.every_path import every_path
from rca_workbench.analysis.insights.left_open import left_open
from rca_workbench.analysis.insights.logic import logic
from rca_workbench.analysis.insights.said import Insight, InsightGroup, Looked
from rca_workbench.analysis.insights.shared import shared
from rca_workbench.analysis.insights.stops import stops
from rca_workbench.model import Snapshot

__all__ = ["Insight", "InsightGroup", "insights"]

SECTIONS: tuple[Callable[[Looked], InsightGroup], ...] = (
    stops,
    every_path,
    left_open,
    shared,
    bearing,
    logic,
)


def insights(
    snapshot: Snapshot, stopped: Callable[[], bool] = lambda: False, about: str | None = None
) -> tuple[InsightGroup, ...]:
    """All that the map of a case shows, in groups; groups with nothing to say keep their heading and say why.

    Args:
        snapshot: the case.
        about: id of a factor that is to have a result of its own, whatever it bears on.
        stopped: asked between the sections; where it says so, what is there so far is given.
    """
    looked = Looked(snapshot, about)
    made = []
    for section in SECTIONS:
        if stopped():
            break
        made.append(section(looked))
    return tuple(made)
