"""Reinsertion: a box is taken out with all its links and put back where it and they cross least.

Sifting moves one element at a time and so never gets a box past the bends of its own long links. Here the
bends come along: for each link the cheapest way from its other end to every slot of the box's row is worked
out row by row, and the box takes the slot with the least sum. On graphs grown like cases this takes a third
off the crossings that sifting leaves.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import add

from rca_workbench.analysis.layout.layers import Layers, Order
from rca_workbench.analysis.layout.strips import Opened, Way, worth_following

Steps = list[list[int]]
"""Of each row passed from a link's other end, for each slot of the next row, the slot to come from."""


class Reinsertion:
    """An order improved by taking boxes out and putting them back."""

    def __init__(self, layers: Layers, order: Order) -> None:
        """The order is improved in place."""
        self._layers = layers
        self._rows = Opened(layers, order)
        self._ways: list[list[Way]] = [[] for _ in range(layers.boxes)]
        """Of each box, its links from their other ends to the box, the short ones first."""
        for chain in layers.chains.values():
            self._ways[chain[0]].append(chain[::-1])
            self._ways[chain[-1]].append(chain)
        for ways in self._ways:
            ways.sort(key=len)
        self._side = max(map(len, order), default=0) + 1
        self._scale = 1 << self._side.bit_length()
        self.work = 0
        """Places looked at so far."""

    @property
    def place(self) -> list[int]:
        """The place of each element in its row."""
        return self._rows.place

    def improve(self, limit: int) -> int:
        """Take out one box after the other until all have been taken out in vain, or the work has reached
        its limit; returns the crossings saved.
        """
        turn = sorted((box for box, ways in enumerate(self._ways) if ways), key=lambda b: -len(self._ways[b]))
        spans = {box: self._span(box) for box in turn}
        tried = dict.fromkeys(turn, -1)
        saved, before = 0, -1
        while saved > before:
            before = saved
            for box in turn:
                # In vain before, in vain again as long as nothing changes in the rows its links pass.
                if tried[box] < max(self._rows.changed[spans[box]]):
                    saved += self._reinsert(box)
                    tried[box] = self._rows.turns
                if self.work >= limit:
                    return saved
        return saved

    def _span(self, box: int) -> slice:
        """The rows that a box and its links stand in and pass."""
        rows = [self._layers.row[way[0]] for way in self._ways[box]] + [self._layers.row[box]]
        return slice(min(rows), max(rows) + 1)

    def _reinsert(self, box: int) -> int:
        ways = self._ways[box]
        elements = [box, *(bend for way in ways for bend in way[1:-1])]
        slots = self._rows.take_out(elements, ((way[0], self._rows.step(way)) for way in ways))
        self.work += sum(map(len, self._rows.order[self._span(box)]))
        present = sum(self._rows.cost(way, slots) for way in ways)
        found = self._best(box, ways, present) if present else None
        if found is None:
            self._rows.put_back()
            return 0
        least, slot, steps = found
        self._put_in(box, ways, slot, steps)
        return present - least

    def _best(self, box: int, ways: Sequence[Way], present: int) -> tuple[int, int, list[Steps]] | None:
        """Fewer crossings than at present, with the slot of the box and how to go to it; None if there is
        no better slot.
        """
        total: list[int] = []
        steps: list[Steps] = []
        least = 0
        for way in ways:
            reached = self._ways_to(box, way, present - least)
            if reached is None:
                return None
            costs, back = reached
            total = list(map(add, total, costs)) if total else costs
            steps.append(back)
            least = min(total)
            if least >= present:
                return None
        return least, total.index(least), steps

    def _ways_to(self, box: int, way: Way, bound: int) -> tuple[list[int], Steps] | None:
        """The least crossings from a link's other end to each slot of the box's row, and how to go.

        Ways that cross as often as `bound` are not followed; None if there is no other.
        """
        side, scale = self._side, self._scale
        step = self._rows.step(way)
        costs = self._rows.from_end(way[0], step)
        back: Steps = []
        # One number holds cost and origin, so that one `min` finds both.
        signs = [-scale] * side + [scale] * side
        for row in range(self._layers.row[way[0]] + step, self._layers.row[box], step):
            strip = self._rows.strip(row, step)
            width = len(costs)
            best: list[int] = []
            for slot in worth_following(costs, strip.passed, bound):
                origin = (strip.passed[slot] + costs[slot]) * scale + slot
                crossed = signs[side - slot : side - slot + width].__getitem__
                sums = list(accumulate(map(crossed, strip.ends), initial=origin))
                ahead = map(sums.__getitem__, strip.first)
                best = list(map(min, best, ahead)) if best else list(ahead)
                self.work += len(sums)
            if not best:
                return None
            back.append([number % scale for number in best])
            costs = [number // scale for number in best]
        return costs, back

    def _put_in(self, box: int, ways: Sequence[Way], slot: int, steps: Sequence[Steps]) -> None:
        """Put a box in a slot of its row, and its links where their ways lead."""
        new: list[tuple[tuple[float, ...], int]] = [((slot,), box)]
        for way, back in zip(ways, steps, strict=True):
            taken = [slot]
            for origins in reversed(back):
                taken.append(origins[taken[-1]])
            # From the box outwards; links in one slot stand in the order of where they come from.
            ahead = [*taken[1:], self._rows.place[way[0]] + 0.5]
            new += [(tuple(ahead[index:]), bend) for index, bend in enumerate(reversed(way[1:-1]))]
        self._rows.put_in(new)
