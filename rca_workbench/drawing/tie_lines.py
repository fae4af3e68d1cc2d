"""Which ties between entries are drawn in a view, and from where to where."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF

from rca_workbench.drawing.lane_items import Look
from rca_workbench.drawing.lanes import Lanes
from rca_workbench.drawing.scene import Item, Ref
from rca_workbench.drawing.ties import Tie, Ties, tie_item, tied_name
from rca_workbench.drawing.timeline_scene import PlacedLane
from rca_workbench.drawing.timeview import TimeView
from rca_workbench.reference import tokens

MOST = 40
"""Ties seen at once; where there would be more, only those of the selected entry are drawn."""


class TieLines:
    """The ties of a case through one view."""

    def __init__(
        self, ties: Ties, lanes: Lanes, placed: Sequence[PlacedLane], view: TimeView, look: Look
    ) -> None:
        self._ties, self._lanes, self._view, self._look = ties, lanes, view, look
        self._placed = placed

    def __call__(self, selected: Ref | None) -> list[Item]:
        """The lines to draw: all that last, unless they are too many, and those of the entry selected."""
        chosen = selected is not None and selected.kind == "timeline_entry"
        own = self._ties.of(selected.id) if selected is not None and chosen else []
        if not own and not self._ties.lasting:
            return []
        mine = set(own)
        found = [(tie, ends) for tie in self._seen() if tie not in mine and (ends := self._ends(tie))]
        if len(found) > MOST:
            found = []
        found += [(tie, ends) for tie in own if (ends := self._ends(tie))]
        fine = len(found) <= MOST // 2
        items = []
        for tie, (start, end) in found:
            strong = tie in mine
            item = tie_item(
                tie, start, end, self._name, self._look.theme, strong=strong, words=fine or strong
            )
            if item is not None:
                items.append(item)
        return items

    def _name(self, id: str) -> str:
        return tied_name(self._lanes.made.get(id))

    def _seen(self) -> Iterator[Tie]:
        """The lasting ties of which at least one end is in view."""
        made, view = self._lanes.made, self._view
        for tie in self._ties.lasting:
            source, target = made.get(tie.source), made.get(tie.target)
            if source is not None and target is not None:
                low, high = sorted((source.at, target.at))
                if low <= view.end and high >= view.start and (low >= view.start or high <= view.end):
                    yield tie

    def _ends(self, tie: Tie) -> tuple[QPointF, QPointF] | None:
        """Where a tie begins and ends; None where an end is gathered with others, folded away or hidden."""
        start, end = self._end(tie.source), self._end(tie.target)
        return (start, end) if start is not None and end is not None else None

    def _end(self, id: str) -> QPointF | None:
        moment = self._lanes.made.get(id)
        row = self._lanes.row_of(id)
        lane = next((one for one in self._placed if one.row is row), None)
        if moment is None or lane is None or lane.spots is None or id in self._look.veil.hidden:
            return None
        index = lane.spots.spot_of(moment)
        if index < 0:
            return None
        view = self._view
        half = self._look.theme.px(tokens()["timeline"]["mark"] / 2)
        x = min(max(view.x(moment.at), view.left - 400), view.width + 400)
        return QPointF(x, lane.top + lane.spots.top[index] + half)
