"""Where everything of a lane goes at one level of scale, in plain arrays: a lane may hold 100,000 entries."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from math import ceil, log2

from rca_workbench.analysis.chronology import Gap
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Item
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ticks import DAY
from rca_workbench.drawing.timeview import TimeView

TICK_ROOM = 84
"""Pixels a label of the time axis needs."""
_OVERHANG = 40
"""Pixels by which a mark may reach out of its own stretch."""

ALONE, CELL, GATHERED, GAP = 0, 1, 2, 3
"""What a spot is: one moment, a cluster among clusters, a cluster with its words, a stretch without a record."""


def level_of(seconds_per_pixel: float) -> int:
    """The half octave a scale lies in."""
    return ceil(2 * log2(seconds_per_pixel) - 1e-9)


def scale_of(level: int) -> float:
    """The coarsest scale of a level, in seconds to a pixel."""
    return float(2.0 ** (level / 2))


def is_fine(seconds_per_pixel: float, theme: Theme) -> bool:
    """True if the axis counts hours or less, so that the day of everything can be seen."""
    return seconds_per_pixel * theme.px(TICK_ROOM) <= DAY / 2


tokens_of_spots = count()


@dataclass(slots=True)
class Spots:
    """Where everything of a lane goes at one level. Spot by spot, by the earliest second it is drawn at."""

    level: int
    fine: bool
    height: float
    """Of the lane."""
    low: "array[float]"
    """Seconds of its stretch, as `high`."""
    high: "array[float]"
    width: "array[float]"
    """Pixels it needs to the right of `low`, if that is more than its stretch."""
    top: "array[float]"
    """Pixels from the lane's top."""
    kind: bytearray
    strip: bytearray
    """1 where it is drawn as one long line."""
    of: list[tuple[Moment, ...] | Moment | Gap]
    long: list[int] = field(default_factory=list)
    span: float = 0
    """Seconds of the longest stretch that is not in `long`."""
    reach: float = 0
    """Pixels of the widest."""
    drawn: dict[int, Item] = field(default_factory=dict)
    """Items at `drawn_at` that look the same wherever the view stands: first moment at x 0, lane at y 0."""
    drawn_at: float = 0
    token: int = field(default_factory=lambda: next(tokens_of_spots))
    """What pictures of it are kept under."""
    came: tuple[int, tuple[int, ...]] | None = None
    """The token it had before a step that moved nothing, and at which spots something else is said since."""

    def shows(self, index: int, view: TimeView) -> bool:
        """True if a view shows any of a spot."""
        room = 2 * _OVERHANG * view.seconds_per_pixel
        right = max(self.high[index], self.low[index] + self.width[index] * view.seconds_per_pixel)
        return self.low[index] - room <= view.end and right + room >= view.start

    def seen(self, view: TimeView, margin: float = 0) -> Iterator[int]:
        """Which of them a view shows, found without looking at the rest; `margin` in pixels either side."""
        scale = view.seconds_per_pixel
        room = (margin + _OVERHANG) * scale
        first = bisect_left(self.low, view.start - self.span - self.reach * scale - room)
        last = bisect_right(self.low, view.end + room, first)
        left = view.start - room
        low, high, width = self.low, self.high, self.width
        for index in self.long:
            beside = not first <= index < last and low[index] <= view.end + room
            if beside and max(high[index], low[index] + width[index] * scale) >= left:
                yield index
        for index in range(first, last):
            if high[index] >= left or low[index] + width[index] * scale >= left:
                yield index

    def spot_of(self, moment: Moment) -> int:
        """Where a moment stands alone; -1 where it is gathered with others."""
        at = bisect_left(self.low, moment.first)
        while at < len(self.low) and self.low[at] == moment.first:
            if self.of[at] is moment:
                return at
            at += 1
        return -1

    def holder_of(self, moment: Moment) -> int:
        """Where a moment stands, alone or gathered with others; -1 for one of another lane."""
        alone = self.spot_of(moment)
        if alone >= 0:
            return alone
        for index in range(bisect_right(self.low, moment.at) - 1, -1, -1):
            some = self.of[index]
            if not isinstance(some, Moment | Gap) and moment in some:
                return index
        return -1
