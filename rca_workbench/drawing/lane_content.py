"""A lane of the timeline: its moments, and the row in which they are seen."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rca_workbench.analysis.chronology import Chronology, Gap
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.ticks import DAY
from rca_workbench.model import LaneKind
from rca_workbench.model.words import word


class LaneContent:
    """The moments of a lane. Never changes: a step that touches a lane makes another."""

    def __init__(self, moments: list[Moment], chronology: Chronology) -> None:
        """`moments` are sorted by their start."""
        self.moments = moments
        self.starts = [moment.start for moment in moments]
        self.chronology = chronology
        self._gaps: tuple[Gap, ...] | None = None
        self.kept: dict[object, object] = {}
        """What drawing worked out for these moments: room for words, places at each scale."""

    @cached_property
    def end(self) -> float:
        """The last second any of its moments reaches; 0 without any."""
        return max((moment.end for moment in self.moments), default=0.0)

    @cached_property
    def cards(self) -> tuple[tuple[float, str, str], ...]:
        """Where its cards stand, by which kind, and their entries."""
        return tuple(
            (moment.at, moment.around.card, moment.id) for moment in self.moments if moment.around.card
        )

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Stretches without a record, by the lane's own rhythm; those of days lie outside the story."""
        if self._gaps is None:
            found = self.chronology.gaps(moment.id for moment in self.moments)
            self._gaps = tuple(gap for gap in found if gap.length <= DAY)
        return self._gaps

    def take_gaps(self, was: "LaneContent") -> None:
        """Take over the gaps of the lane as it was before a step that moved nothing."""
        self._gaps = was._gaps

    def altered(
        self, gone: Iterable[Moment], come: Iterable[Moment], chronology: Chronology
    ) -> "LaneContent":
        """The lane without some moments and with others."""
        moments = list(self.moments)
        starts = list(self.starts)
        for moment in gone:
            at = bisect_left(starts, moment.start)
            while moments[at] is not moment:
                at += 1
            del moments[at], starts[at]
        for moment in come:
            at = bisect_left(starts, moment.start)
            moments.insert(at, moment)
            starts.insert(at, moment.start)
        return LaneContent(moments, chronology)


@dataclass(slots=True, eq=False)
class LaneRow:
    """A lane as it is seen."""

    id: str
    """Empty for the row of entries without a lane."""
    label: str
    content: LaneContent
    kind: str = ""
    """What it gathers: "actor", "place", "system"; empty where nobody said."""
    depth: int = 0
    folded: bool = False
    group: bool = False
    """True where other lanes lie within it."""
    within: tuple[LaneContent, ...] = ()
    """What a folded group hides."""

    @property
    def kind_word(self) -> str:
        """What it gathers, in a word."""
        return word(LaneKind(self.kind)) if self.kind else ""

    @property
    def moments(self) -> list[Moment]:
        """Its own moments by time."""
        return self.content.moments

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Its stretches without a record."""
        return self.content.gaps

    @property
    def contents(self) -> tuple[LaneContent, ...]:
        """Its own moments and those it hides."""
        return (self.content, *self.within)


@dataclass(frozen=True, slots=True)
class Undated:
    """An entry that waits in the tray for a time."""

    id: str
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Swap:
    """A lane whose moments stand where they stood, some of them saying something else."""

    was: LaneContent
    now: LaneContent
    pairs: tuple[tuple[Moment, Moment], ...]
    """Each changed moment before and after."""
