"""Rows from which some elements are taken out, and what the pieces of links between two rows of them cost."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rca_workbench.analysis.layout.layers import Layers, Order, positions

Way = Sequence[int]
"""A link from one end to the other: a box, the bends between, a box."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The pieces of links between two rows, as seen by one who walks from the first to the second."""

    ends: list[int]
    """Of each element of the second row in turn, the places its pieces come from."""
    first: list[int]
    """For each slot of the second row, how many of these lie before it."""
    passed: list[int]
    """For each slot of the first row, how many pieces start before it."""


class Opened:
    """An order of which some elements may be taken out, put back, or put in elsewhere.

    A slot is where in a row something may be put in: slot 0 before the first of those that stay, and so on.
    """

    def __init__(self, layers: Layers, order: Order) -> None:
        """The order is changed in place."""
        self.layers, self.order = layers, order
        self.place = positions(order, len(layers))
        self.changed = [0] * len(order)
        """How often something had been taken out when each row changed last."""
        self.turns = 0
        self._down = list(map(len, layers.down))
        self._up = list(map(len, layers.up))
        self._gone: Collection[int] = ()
        self._before: dict[int, list[int]] = {}
        self._lost: dict[tuple[int, int], list[int]] = {}
        """Of what stays, by row and step, the elements that have lost a piece that way."""
        self._strips: dict[tuple[int, int], Strip] = {}

    def step(self, way: Way) -> int:
        """1 if a link leads down, -1 if it leads up."""
        return 1 if self.layers.row[way[0]] < self.layers.row[way[-1]] else -1

    def take_out(self, elements: Iterable[int], ways: Iterable[tuple[int, int]]) -> dict[int, int]:
        """Take elements out; returns the slot each stood in.

        Args:
            ways: the elements that stay and lose a piece by that, each with the step of the piece.
        """
        self.turns += 1
        row_of = self.layers.row
        self._gone = gone = set(elements)
        self._lost = {}
        for element, step in ways:
            self._lost.setdefault((row_of[element], step), []).append(element)
        self._strips.clear()
        self._before = {row: self.order[row] for row in {row_of[element] for element in gone}}
        slots: dict[int, int] = {}
        for row, there in self._before.items():
            kept: list[int] = []
            for element in there:
                if element in gone:
                    slots[element] = len(kept)
                else:
                    kept.append(element)
            self._set_row(row, kept)
        return slots

    def put_back(self) -> None:
        """Put what was taken out back where it was."""
        for row, elements in self._before.items():
            self._set_row(row, elements)

    def put_in(self, elements: Iterable[tuple[tuple[float, ...], int]]) -> None:
        """Put in what was taken out, each into the slot its key begins with; the keys order those of a slot."""
        new: dict[int, list[tuple[tuple[float, ...], int]]] = {}
        for key, element in elements:
            new.setdefault(self.layers.row[element], []).append((key, element))
        for row, keyed in new.items():
            there = self.order[row]
            for key, element in sorted(keyed, reverse=True):
                there.insert(int(key[0]), element)
            self._set_row(row, there)
            self.changed[row] = self.turns

    def cost(self, way: Way, slots: dict[int, int]) -> int:
        """How often a link that was taken out but for its first end crosses those that stay, on the way it had.

        Args:
            slots: of the elements taken out.
        """
        step = self.step(way)
        count = 0
        for one, other in pairwise(way):
            strip = self.strip(self.layers.row[one], step)
            start, last = slots.get(one), strip.first[slots[other]]
            if start is None:
                # The end that stays: its own links do not count.
                start = self.place[one]
                count += sum(map(start.__lt__, strip.ends[:last]))
            else:
                count += sum(map(start.__le__, strip.ends[:last]))
            count += sum(map(start.__gt__, strip.ends[last:]))
        return count

    def from_end(self, element: int, step: int) -> list[int]:
        """What a piece from an element that stays crosses on its way to each slot of the next row."""
        row, start = self.layers.row[element], self.place[element]
        strip = self.strip(row, step)
        signs = [-1] * start + [0] + [1] * (len(self.order[row]) - start)
        sums = list(accumulate(map(signs.__getitem__, strip.ends), initial=strip.passed[start]))
        return list(map(sums.__getitem__, strip.first))

    def strip(self, row: int, step: int) -> Strip:
        """What runs from a row to the next one that way."""
        made = self._strips.get((row, step))
        if made is None:
            ties = self.layers.up if step == 1 else self.layers.down
            place, gone = self.place, self._gone
            made = self._strips[row, step] = Strip(
                [place[other] for one in self.order[row + step] for other in ties[one] if other not in gone],
                self._pieces_before(row + step, -step),
                self._pieces_before(row, step),
            )
        return made

    def _pieces_before(self, row: int, step: int) -> list[int]:
        """For each slot of a row, how many pieces that way, of what stays, lie before it."""
        degrees = self._down if step == 1 else self._up
        counts = list(map(degrees.__getitem__, self.order[row]))
        for element in self._lost.get((row, step), ()):
            counts[self.place[element]] -= 1
        return list(accumulate(counts, initial=0))

    def _set_row(self, row: int, elements: list[int]) -> None:
        self.order[row] = elements
        for index, element in enumerate(elements):
            self.place[element] = index


def worth_following(costs: Sequence[int], passed: Sequence[int], bound: int) -> list[int]:
    """The slots of a row to go on from: cheaper than the bound and than coming over from any other slot.

    Moving along the row in the next step costs at most what `passed` grows by, so of two slots whose costs
    differ by as much or more, one need not be followed.
    """
    right = [cost - before for cost, before in zip(costs, passed, strict=True)]
    left = [cost + before for cost, before in zip(costs, passed, strict=True)]
    least_right = list(accumulate(right, min))
    least_left = list(accumulate(reversed(left), min))
    last = len(costs) - 1
    return [
        slot
        for slot, cost in enumerate(costs)
        if cost < bound
        and (slot == 0 or right[slot] < least_right[slot - 1])
        and (slot == last or left[slot] <= least_left[last - slot - 1])
    ]
