"""Which stretch of time is seen, and how wide; and where a case's own time is dense."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rca_workbench.drawing.ticks import HOUR

_DENSE_SHARE = 0.4
"""The share of entries that the first view of a case shows: the story, without years of background."""
_MARGIN = 0.06
"""Empty share of the view kept at each side."""


@dataclass(frozen=True, slots=True)
class TimeView:
    """A stretch of time on a view: x grows from `left`, where time is `start`."""

    start: float
    """Seconds of the wall clock at the left end."""
    seconds_per_pixel: float
    width: float
    """Of the whole view in pixels, pinned lane labels included."""
    left: float = 0
    """Where time begins in the view: the width of the lane labels."""

    @property
    def end(self) -> float:
        """Time at the right end."""
        return self.time(self.width)

    def x(self, time: float) -> float:
        """Pixels from the view's left edge."""
        return self.left + (time - self.start) / self.seconds_per_pixel

    def time(self, x: float) -> float:
        """The time at a pixel."""
        return self.start + (x - self.left) * self.seconds_per_pixel

    def panned(self, pixels: float) -> "TimeView":
        """The view after its content moved by that many pixels to the right."""
        return TimeView(
            self.start - pixels * self.seconds_per_pixel, self.seconds_per_pixel, self.width, self.left
        )

    def zoomed(self, factor: float, x: float) -> "TimeView":
        """The view with everything `factor` times as wide, the time under `x` staying there."""
        scale = min(max(self.seconds_per_pixel / factor, 0.05), 40 * 365 * 86400 / 100)
        return TimeView(self.time(x) - (x - self.left) * scale, scale, self.width, self.left)

    def snapped(self) -> "TimeView":
        """The view with its start on a whole pixel of the axis, so that pictures of it join without a seam."""
        scale = self.seconds_per_pixel
        return TimeView(round(self.start / scale) * scale, scale, self.width, self.left)

    def resized(self, width: float) -> "TimeView":
        """The view at the same scale in a wider or narrower window."""
        return TimeView(self.start, self.seconds_per_pixel, width, self.left)


def view_of(start: float, end: float, width: float, left: float, label_room: float = 0) -> TimeView:
    """The view that shows a stretch with a margin; `label_room` pixels are kept for words behind its end."""
    room = max(width - left - label_room, 100) * (1 - 2 * _MARGIN)
    scale = max((end - start) / room, 0.05)
    return TimeView(start - scale * room * _MARGIN, scale, width, left)


def densest(times: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch that holds a good share of the sorted times; at least an hour long."""
    if not times:
        return 0.0, float(HOUR)
    count = max(2, min(len(times), round(len(times) * _DENSE_SHARE)))
    if len(times) < 8:
        count = len(times)
    starts = range(len(times) - count + 1)
    first = min(starts, key=lambda at: times[at + count - 1] - times[at])
    start, end = times[first], times[first + count - 1]
    short = max(0.0, HOUR - (end - start)) / 2
    return start - short, end + short


class ContextBar:
    """The whole case on one line: where every entry lies, however unevenly they are spread.

    Half of a place comes from the clock and half from the order of entries: with the clock alone, four
    crucial hours in twelve years would be one pixel.
    """

    def __init__(self, times: Sequence[float]) -> None:
        """`times` are sorted seconds."""
        self.times = times
        self._span = (times[-1] - times[0]) or 1.0 if times else 1.0

    def place(self, time: float) -> float:
        """Where a time lies on the bar, 0 to 1."""
        times = self.times
        if not times:
            return 0.0
        clock = min(max((time - times[0]) / self._span, 0.0), 1.0)
        if len(times) == 1:
            return clock
        after = bisect_right(times, time)
        if after == 0:
            return 0.0
        if after == len(times):
            return 1.0
        before = times[after - 1]
        inside = (time - before) / (times[after] - before)
        return 0.25 * clock + 0.75 * (after - 1 + inside) / (len(times) - 1)

    def time(self, place: float) -> float:
        """The time at a place on the bar: the opposite of `place`."""
        if not self.times:
            return 0.0
        low, high = self.times[0], self.times[-1]
        for _ in range(60):
            middle = (low + high) / 2
            if self.place(middle) < place:
                low = middle
            else:
                high = middle
        return (low + high) / 2
