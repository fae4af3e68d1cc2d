"""Boxes standing in the rows of their bands: room made for new ones, better slots found for old ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca_workbench.analysis.layout.lines import Line, Lines, Stop, crossed, line
from rca_workbench.analysis.layout.network import Network
from rca_workbench.analysis.layout.pixels import PINNED, apart, whole
from rca_workbench.analysis.layout.values import Place, Spacing

NEW_WEIGHT = 0.02
"""Weight of a new box in the regression, to 1 of those that stand there: they stay, it fits in."""
CROSSING_COST = 400.0
"""How many pixels further a box goes to save a crossing."""
ROW_COST = 100.0
"""The same, to make a link one row shorter."""
WINDOW = 8
"""Slots to either side of where its links would have it that a box tries."""
WORTH_MOVING = 200.0
"""How far a box that has its place may be moved for each crossing that saves, in pixels."""
LOOSE_COLUMNS = 6
"""Boxes without links fill a row at least this far before they open another."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A slot of a row, what it costs to take it, and what crosses the box's links there."""

    cost: float
    row: int
    index: int
    x: float
    crossings: int


class Board:
    """The rows of each band with the boxes placed so far."""

    def __init__(self, net: Network, given: Mapping[int, Place], spacing: Spacing) -> None:
        self.net, self.spacing = net, spacing
        self.left: dict[int, float] = {}
        """The left edge of each box placed."""
        self.row: dict[int, int] = {}
        """The row of each box placed, in its band."""
        self._rows: list[list[list[int]]] = []
        for level in range(len(net.bands)):
            here = [box for box in given if net.levels[box] == level]
            ranks = {row: rank for rank, row in enumerate(sorted({given[box].row for box in here}))}
            rows: list[list[int]] = [[] for _ in ranks]
            for box in here:
                self.left[box], self.row[box] = given[box].x, ranks[given[box].row]
                rows[self.row[box]].append(box)
            self._rows.append(rows)
            for row in rows:
                row.sort(key=lambda box: (self.left[box], box))
                self._make_room(row)

    def add(self, box: int, neighbours: Sequence[int]) -> None:
        """Place a box near those of its neighbours that are placed, in the slot with the fewest crossings."""
        rows = self._rows_for(box, neighbours)
        lines = self._lines()
        slots = [slot for row in rows for slot in self._slots(box, row, neighbours, lines)]
        best = min(slots, key=lambda slot: slot.cost)
        self._put(box, best.row, best.index, best.x)

    def add_loose(self, box: int) -> None:
        """Place a box without links at the end of its band: in its shortest row, or in one more."""
        rows = self._rows[self.net.levels[box]]
        width = self.net.boxes[box].width
        limit = max(
            self.spacing.left + LOOSE_COLUMNS * (width + self.spacing.gap),
            max((self._right(one) for one in self.left), default=0.0),
        )
        ends = [self._right(row[-1]) + self.spacing.gap if row else self.spacing.left for row in rows]
        row = min(range(len(rows)), key=lambda index: ends[index], default=0)
        if not rows or ends[row] + width > limit:
            row = len(rows)
            rows.append([])
            ends.append(self.spacing.left)
        self._put(box, row, len(rows[row]), ends[row])

    def add_part(self, rows: Mapping[int, int], lefts: Mapping[int, float]) -> None:
        """Place boxes laid out together to the right of everything in their rows."""
        shift = self.spacing.left - min(lefts.values())
        for box, row in rows.items():
            there = self._rows[self.net.levels[box]]
            while len(there) <= row:
                there.append([])
            if there[row]:
                shift = max(shift, self._right(there[row][-1]) + self.spacing.gap - lefts[box])
        touched: dict[tuple[int, int], None] = {}
        for box in sorted(rows, key=lambda box: lefts[box]):
            level = self.net.levels[box]
            self.left[box], self.row[box] = lefts[box] + shift, rows[box]
            self._rows[level][rows[box]].append(box)
            touched[level, rows[box]] = None
        for level, index in touched:
            new = [box for box in self._rows[level][index] if box in rows]
            found = whole([self.left[box] for box in new], self._widths(new), self.spacing)
            self.left |= dict(zip(new, found, strict=True))

    def reseat(self, neighbours: Sequence[Sequence[int]]) -> None:
        """Let each box but the pinned ones try other slots of its row, and move where that is worth the way."""
        for level, rows in enumerate(self._rows):
            for index, row in enumerate(rows):
                lines = self._lines()
                for box in list(row):
                    if neighbours[box] and not self.net.boxes[box].pinned:
                        self._reseat(box, level, index, neighbours[box], lines)

    def swap(self, neighbours: Sequence[Sequence[int]]) -> None:
        """Let neighbours in a row, unless pinned, change places where that saves crossings."""
        for rows in self._rows:
            for row in rows:
                lines = self._lines()
                for left in range(len(row) - 1):
                    self._swap(row, left, neighbours, lines)

    def places(self) -> dict[str, Place]:
        """The places of all boxes placed."""
        return {self.net.boxes[box].id: Place(self.left[box], self.row[box]) for box in sorted(self.left)}

    def _rows_for(self, box: int, neighbours: Sequence[int]) -> Sequence[int]:
        """The rows of its band that the links inside the band allow a box; one is opened if there is none."""
        level = self.net.levels[box]
        rows = self._rows[level]
        inside = {other for other in neighbours if other in self.left and self.net.levels[other] == level}
        causes = [self.row[a] for a, b in self.net.links if b == box and a in inside]
        effects = [self.row[b] for a, b in self.net.links if a == box and b in inside]
        low, high = max(causes, default=-1) + 1, min(effects, default=len(rows)) - 1
        if low <= high:
            return range(low, high + 1)
        if causes and effects and low > high + 1:
            # In a loop: one of the links has to lead upwards, wherever the box goes.
            return [min(low, len(rows) - 1)]
        rows.insert(low, [])
        for below in rows[low + 1 :]:
            for other in below:
                self.row[other] += 1
        return [low]

    def _slots(
        self, box: int, row: int, neighbours: Sequence[int], lines: Lines, also: int | None = None
    ) -> list[_Slot]:
        """The slots of a row near where a box's links would have it, and the one named.

        The box itself does not stand in the row.
        """
        level, width = self.net.levels[box], self.net.boxes[box].width
        through = self._through(level, row)
        ends = self._stops(neighbours)
        wish = max(sum(x for _, x in ends) / len(ends) - width / 2, self.spacing.left)
        there = self._rows[level][row]
        at = sum(self._centre(other) < wish + width / 2 for other in there)
        tried = dict.fromkeys(range(max(0, at - WINDOW), min(len(there), at + WINDOW) + 1))
        if also is not None:
            tried[also] = None
        seats = [self._seat(there, index, wish, width) for index in tried]
        others = self._around(lines, [*ends, *((through, x + width / 2) for x, _ in seats)], (box,))
        longer = ROW_COST * sum(abs(through - depth) for depth, _ in ends)
        found = []
        for index, (x, squeezed) in zip(tried, seats, strict=True):
            here: Stop = (through, x + width / 2)
            count = sum(crossed(line(here, end), others) for end in ends)
            cost = CROSSING_COST * count + longer + abs(x - wish) + squeezed
            found.append(_Slot(cost, row, index, x, count))
        return found

    def _seat(self, row: Sequence[int], index: int, wish: float, width: float) -> tuple[float, float]:
        """The place in a slot nearest to the wish, and by how much the slot is too narrow."""
        low = self._right(row[index - 1]) + self.spacing.gap if index else float("-inf")
        high = self.left[row[index]] - self.spacing.gap - width if index < len(row) else float("inf")
        if low > high:
            return (low + high) / 2, low - high
        return min(max(wish, low), high), 0.0

    def _reseat(self, box: int, level: int, index: int, neighbours: Sequence[int], lines: Lines) -> None:
        """Move a box to another slot of its row if that saves enough crossings for the way."""
        row = self._rows[level][index]
        at, left = row.index(box), self.left[box]
        row.pop(at)
        slots = self._slots(box, index, neighbours, lines, also=at)
        now = next(slot.crossings for slot in slots if slot.index == at)
        best = min(slots, key=lambda slot: slot.cost)
        if best.index != at and (now - best.crossings) * WORTH_MOVING > abs(best.x - left):
            self._put(box, index, best.index, best.x)
        else:
            row.insert(at, box)

    def _swap(self, row: list[int], left: int, neighbours: Sequence[Sequence[int]], lines: Lines) -> None:
        """Let a box and the next of its row change places, in the room both fill, if that saves crossings."""
        a, b = row[left], row[left + 1]
        if any(self.net.boxes[box].pinned for box in (a, b)):
            return
        level = self.net.levels[a]
        through = self._through(level, self.row[a])
        ends = {box: self._stops(neighbours[box]) for box in (a, b)}
        middles = {box: self._centre(box) for box in (a, b)}
        moved = {a: self._right(b) - self.net.boxes[a].width, b: self.left[a]}
        after = {box: x + self.net.boxes[box].width / 2 for box, x in moved.items()}
        stops = [(through, x) for at in (middles, after) for x in at.values()]
        others = self._around(lines, [*stops, *ends[a], *ends[b]], (a, b))

        def count(at: Mapping[int, float]) -> int:
            mine = [line((through, at[a]), end) for end in ends[a]]
            its = [line((through, at[b]), end) for end in ends[b]]
            return sum(crossed(one, [*others, *its]) for one in mine) + sum(
                crossed(one, others) for one in its
            )

        if count(after) < count(middles):
            self.left |= {box: float(round(x)) for box, x in moved.items()}
            row[left], row[left + 1] = b, a

    def _stops(self, boxes: Sequence[int]) -> list[Stop]:
        """The row, counted through all bands, and the middle of each of the boxes that is placed."""
        first = self._first_rows()
        return [
            (first[self.net.levels[one]] + self.row[one], self._centre(one))
            for one in boxes
            if one in self.left
        ]

    def _around(self, lines: Lines, stops: Sequence[Stop], without: Sequence[int]) -> list[Line]:
        """The lines within the stretch that some stops span, but for those of some boxes."""
        depths, xs = [depth for depth, _ in stops], [x for _, x in stops]
        return lines.near((min(depths), max(depths)), (min(xs), max(xs)), without)

    def _put(self, box: int, row: int, index: int, x: float) -> None:
        self.left[box], self.row[box] = float(round(x)), row
        there = self._rows[self.net.levels[box]][row]
        there.insert(index, box)
        self._make_room(there, box)

    def _make_room(self, row: Sequence[int], new: int | None = None) -> None:
        """Move the boxes of a row apart where they stand too near; pinned ones last, the new one first."""
        weights = [PINNED if self.net.boxes[box].pinned else NEW_WEIGHT if box == new else 1.0 for box in row]
        lefts = apart([self.left[box] for box in row], self._widths(row), weights, self.spacing)
        for box, left in zip(row, lefts, strict=True):
            self.left[box] = left

    def _lines(self) -> Lines:
        """The links between boxes placed, as straight lines."""
        first = self._first_rows()
        stops = {box: (first[self.net.levels[box]] + self.row[box], self._centre(box)) for box in self.left}
        return Lines((a, b, line(stops[a], stops[b])) for a, b in self.net.links if a in stops and b in stops)

    def _through(self, level: int, row: int) -> int:
        """A row of a band counted through all bands."""
        return self._first_rows()[level] + row

    def _first_rows(self) -> list[int]:
        """Of each band, its first row counted through all bands."""
        first = [0]
        for rows in self._rows:
            first.append(first[-1] + len(rows))
        return first

    def _widths(self, row: Sequence[int]) -> list[float]:
        return [self.net.boxes[box].width for box in row]

    def _right(self, box: int) -> float:
        return self.left[box] + self.net.boxes[box].width

    def _centre(self, box: int) -> float:
        return self.left[box] + self.net.boxes[box].width / 2
