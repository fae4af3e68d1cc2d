"""What of a timeline is seen through one view.

Its items are made when something asks for them: frames that only move are painted from pictures of the lanes,
without any.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from rca_workbench.drawing.lane_content import LaneRow, Undated
from rca_workbench.drawing.lane_items import Look
from rca_workbench.drawing.scene import Item, Ref, Scene
from rca_workbench.drawing.spots import Spots
from rca_workbench.drawing.timeview import TimeView


@dataclass(slots=True)
class PlacedLane:
    """A lane where it stands."""

    row: LaneRow
    top: float
    height: float
    spots: Spots | None
    """None for a folded lane, which is one slim row, and while the scale changes."""


class Later(Sequence[Item]):
    """Items made at the first question."""

    def __init__(self, make: Callable[[], list[Item]]) -> None:
        self._make = make
        self._made: list[Item] | None = None

    def _items(self) -> list[Item]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._items()[index]

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items())


@dataclass
class TimelineScene(Scene):
    """x counts from the view's left edge, y from the head of the axis at the top of all lanes."""

    view: TimeView = field(default_factory=lambda: TimeView(0, 1, 0))
    tray: tuple[Undated, ...] = ()
    """What waits for a time."""
    lanes: tuple[PlacedLane, ...] = ()
    """Those that lie in the part that was asked for."""
    look: Look | None = None
    quick: bool = False
    """True for marks without words."""
    find: Callable[[Ref], Item | None] | None = None
    """Finds the item of an entry, also outside what is seen, without making all of them."""
    ties: Callable[[Ref | None], list[Item]] = field(default=lambda _: [])
    """The lines between entries, those of the one selected standing out."""

    def item(self, ref: Ref | None) -> Item | None:
        if ref is None:
            return None
        if self.find is not None and ref.kind == "timeline_entry" and not ref.part:
            return self.find(ref)
        return self._by_ref.get(ref)

    @property
    def gathered(self) -> Mapping[Ref, tuple[str, ...]]:
        """Ids of the entries behind each cluster."""
        len(self.items)
        found = self.kept.get("gathered", {})
        assert isinstance(found, dict)
        return found
