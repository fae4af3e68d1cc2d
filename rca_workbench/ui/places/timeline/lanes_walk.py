"""Going from lane to lane by their heads, and what of the lanes a screen reader reads."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from rca_workbench.drawing.neighbours import nearest
from rca_workbench.drawing.scene import Item, Layer, Ref
from rca_workbench.drawing.timeline import TimelineScene
from rca_workbench.ui.canvas.reading import tell_focus

if TYPE_CHECKING:
    from rca_workbench.ui.places.timeline.lanes_canvas import LaneCanvas

_HEAD = 60
"""Pixels of a lane that have to be seen for its head to be."""


class LaneWalk:
    """The keyboard on the heads of one canvas."""

    def __init__(self, canvas: "LaneCanvas") -> None:
        self._canvas = canvas

    def choose(self, ref: Ref) -> None:
        """Put the keyboard on the head of a lane, and say it."""
        canvas = self._canvas
        canvas.put_on(ref)
        canvas.picked.emit(ref)
        index = canvas.focus_index()
        if index >= 0:
            tell_focus(canvas, index)

    def step(self, by: int) -> None:
        """The head of the lane above or below: of the one the keyboard is on, or of that of the entry it is on."""
        canvas = self._canvas
        bands = [band for band in (canvas.scene.bands if canvas.scene else ()) if band.ref is not None]
        if not bands:
            return
        here = canvas.heads.band_of(canvas.current)
        if here is None:
            own = canvas.timeline.lane_of(canvas.current.id) if canvas.timeline and canvas.current else None
            at = next((i for i, band in enumerate(bands) if band.id == own), 0)
        else:
            at = max(0, min(len(bands) - 1, bands.index(here) + by))
        band = bands[at]
        head = canvas.scene.axis.height if canvas.scene and canvas.scene.axis else 0
        top = band.top - canvas.origin.y()
        foot = top + min(band.height, _HEAD)
        if top < head:
            canvas.pan(0, head - top)
        elif foot > canvas.height():
            canvas.pan(0, canvas.height() - foot)
        if band.ref is not None:
            self.choose(band.ref)

    def enter(self, id: str) -> None:
        """From the head of a lane to the entry of it that is nearest to the middle of the view."""
        canvas = self._canvas
        row = next((one for one in canvas.timeline.rows if one.id == id), None) if canvas.timeline else None
        if row is not None and canvas.view is not None:
            middle = canvas.view.time((canvas.view.left + canvas.view.width) / 2)
            one = nearest(row.content, middle, canvas.veil.hidden)
            if one is not None:
                canvas.picked.emit(Ref("timeline_entry", one.id))

    def leave(self) -> None:
        """From the head of a lane back to the entry selected."""
        self._canvas.put_on(self._canvas.selected_ref)


def read_aloud(canvas: "LaneCanvas") -> list[Item]:
    """The heads of the lanes in view, each followed by its entries in order of time."""
    scene = canvas.scene
    if not isinstance(scene, TimelineScene):
        return []
    named = [one for one in scene.items if one.name and one.ref is not None and one.outline is None]
    first, last = canvas.origin.y(), canvas.origin.y() + canvas.height()
    said: list[Item] = []
    for band in scene.bands:
        bottom = band.top + band.height
        if bottom < first or band.top > last:
            continue
        if band.ref is not None:
            rect = QRectF(0, band.top, scene.label_width, band.height)
            said.append(Item(band.ref, Layer.GROUND, rect, rect, (), band.name))
        inside = [one for one in named if band.top <= one.body.center().y() < bottom]
        said += sorted(inside, key=lambda one: one.body.left())
    return said
