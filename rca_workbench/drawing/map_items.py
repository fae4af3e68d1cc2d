"""Boxes and links of the map kept from one picture to the next, so that only what has changed is made anew.

An edit of a map of 300 factors changes a handful of its 700 items; making all of them takes longer than all else
that an edit does.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF

from rca_workbench.analysis.layout import Point, Rect
from rca_workbench.drawing.box import BoxNotes, box_items
from rca_workbench.drawing.link import link_item
from rca_workbench.drawing.scene import Item
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Factor, Link

_Boxed = tuple[Factor, Rect, Theme, BoxNotes, list[Item]]
_Linked = tuple[Link, Sequence[Point], Theme, Factor | None, Factor | None, Item]


class MapItems:
    """The items of the last picture of a map, by the id of what they stand for.

    What has not been changed is the same object in the next snapshot, so nearly all of it is told by identity.
    """

    def __init__(self) -> None:
        self._boxes: dict[str, _Boxed] = {}
        self._links: dict[str, _Linked] = {}
        self._last_boxes = self._boxes
        self._last_links = self._links

    def begin(self) -> None:
        """A new picture: what it does not ask for is let go."""
        self._last_boxes, self._last_links = self._boxes, self._links
        self._boxes, self._links = {}, {}

    def box(self, factor: Factor, place: Rect, theme: Theme, notes: BoxNotes) -> list[Item]:
        """The items of a factor in its place."""
        last = self._last_boxes.get(factor.id)
        if (
            last is None
            or last[0] is not factor
            or last[2] is not theme
            or last[1] != place
            or last[3] != notes
        ):
            rect = QRectF(place.x, place.y, place.width, place.height)
            last = (factor, place, theme, notes, box_items(factor, rect, theme, notes))
        self._boxes[factor.id] = last
        return last[4]

    def link(
        self,
        link: Link,
        course: Sequence[Point],
        theme: Theme,
        ends: tuple[Factor | None, Factor | None],
        name: Callable[[Link], str],
    ) -> Item:
        """The item of a link on its course; `name` says it with the factors at its ends."""
        last = self._last_links.get(link.id)
        if (
            last is None
            or last[0] is not link
            or last[2] is not theme
            or last[3] is not ends[0]
            or last[4] is not ends[1]
            or last[1] != course
        ):
            last = (link, course, theme, *ends, link_item(link, course, theme, name(link)))
        self._links[link.id] = last
        return last[5]
