"""What keys do on the painted timeline, where they are not commands of the view."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.neighbours import across, beside
from rca_workbench.drawing.scene import Ref
from rca_workbench.ui.commands import single_letters

if TYPE_CHECKING:
    from rca_workbench.ui.places.timeline.lanes_canvas import LaneCanvas

KEY_ZOOM = 1.5
_ASK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
"""Keys that explain the gap the keyboard is on."""

Job = Callable[[], object]


def job_of(canvas: "LaneCanvas", event: QKeyEvent) -> Job | None:
    """What a key asks for; None if it means nothing here."""
    key = Qt.Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        return partial(canvas.walk.step, steps[key]) if key in steps else None
    if event.text() in ("+", "="):
        return partial(canvas.zoom, KEY_ZOOM)
    if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
        return None
    return _jobs(canvas).get(key)


def owns(canvas: "LaneCanvas", event: QKeyEvent) -> bool:
    """True if a key that is a command elsewhere means the lane or the gap that the keyboard is on."""
    on_gap = Qt.Key(event.key()) in _ASK and canvas.gaps.current is not None
    return on_gap or canvas.heads.handles(event)


def _jobs(canvas: "LaneCanvas") -> dict[Qt.Key, Job]:
    wide = canvas.width() * 0.7
    jobs: dict[Qt.Key, Job] = {
        Qt.Key.Key_Left: partial(_along, canvas, -1),
        Qt.Key.Key_Right: partial(_along, canvas, 1),
        Qt.Key.Key_Up: partial(_across, canvas, -1),
        Qt.Key.Key_Down: partial(_across, canvas, 1),
        Qt.Key.Key_PageUp: partial(canvas.pan, wide, 0),
        Qt.Key.Key_PageDown: partial(canvas.pan, -wide, 0),
        Qt.Key.Key_Home: partial(canvas.to_end, -1),
        Qt.Key.Key_End: partial(canvas.to_end, 1),
        Qt.Key.Key_Minus: partial(canvas.zoom, 1 / KEY_ZOOM),
    }
    if canvas.gaps.current is not None:
        jobs |= dict.fromkeys(_ASK, canvas.gaps.explain)
    if single_letters():
        jobs |= {
            Qt.Key.Key_Comma: partial(canvas.gap_step, -1),
            Qt.Key.Key_Period: partial(canvas.gap_step, 1),
        }
    return jobs


def _here(canvas: "LaneCanvas") -> Moment | None:
    """The entry the keyboard is on."""
    if canvas.current is None or canvas.timeline is None:
        return None
    return canvas.timeline.moment(canvas.current.id)


def _along(canvas: "LaneCanvas", by: int) -> None:
    """The entry before or after this one in time."""
    if canvas.timeline is not None:
        found = beside(canvas.timeline.rows, _here(canvas), by, canvas.veil.hidden)
        if found is not None:
            canvas.picked.emit(Ref("timeline_entry", found.id))


def _across(canvas: "LaneCanvas", by: int) -> None:
    """The nearest entry in a lane above or below."""
    here, timeline = _here(canvas), canvas.timeline
    if here is None or timeline is None:
        _along(canvas, by)
        return
    lane = timeline.lane_of(here.id)
    found = across(timeline.rows, lane or "", here.start, by, canvas.veil.hidden)
    if found is not None:
        canvas.picked.emit(Ref("timeline_entry", found.id))
