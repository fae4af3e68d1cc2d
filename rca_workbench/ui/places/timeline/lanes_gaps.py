"""Stretches without a record: going from one to the next, and asking what explains them."""

from typing import TYPE_CHECKING

from rca_workbench.analysis.chronology import Gap
from rca_workbench.drawing.scene import Ref
from rca_workbench.drawing.timeview import TimeView

if TYPE_CHECKING:
    from rca_workbench.ui.places.timeline.lanes_canvas import LaneCanvas


class LaneGaps:
    """The gaps of one canvas."""

    def __init__(self, canvas: "LaneCanvas") -> None:
        self._canvas = canvas

    @property
    def current(self) -> tuple[Gap, str] | None:
        """The gap the keyboard is on and its lane."""
        ref, timeline = self._canvas.current, self._canvas.timeline
        if ref is None or ref.part != "gap" or timeline is None:
            return None
        return next((one for one in timeline.gaps() if one[0].before == ref.id), None)

    def step(self, by: int) -> Gap | None:
        """Go to the previous (-1) or next (1) gap, and say it; None where there is none."""
        canvas = self._canvas
        if canvas.timeline is None or canvas.view is None:
            return None
        hidden = canvas.veil.hidden
        gaps = [one for one in canvas.timeline.gaps() if not {one[0].before, one[0].after} & hidden]
        here = self.current
        if here is not None and here in gaps:
            at = gaps.index(here) + by
        else:
            middle = canvas.view.time((canvas.view.left + canvas.view.width) / 2)
            at = sum(gap.start <= middle for gap, _ in gaps) - (by < 0)
        if not 0 <= at < len(gaps):
            canvas.announce("No further gap in the record" if gaps else "No gap in the record")
            return None
        gap, _ = gaps[at]
        self._show(gap, canvas.view)
        return gap

    def explain(self) -> bool:
        """Ask to explain the gap the keyboard is on; False if it is on none."""
        found = self.current
        if found is not None:
            self._canvas.gap_asked.emit(found[1], found[0].start, found[0].end)
        return found is not None

    def _show(self, gap: Gap, view: TimeView) -> None:
        """Bring a gap into the middle, so wide that its words can be read and no wider than the view."""
        room = view.width - view.left
        least, most = gap.length / (room * 0.6), gap.length / 240
        scale = min(max(view.seconds_per_pixel, least), max(most, least))
        start = (gap.start + gap.end) / 2 - room / 2 * scale
        ref = Ref("timeline_entry", gap.before, "gap")
        self._canvas.show_at(ref, TimeView(start, scale, view.width, view.left))
