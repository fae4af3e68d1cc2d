"""Rerouting: each long link looks for the way past the rows between its boxes that costs least.

What a way costs is counted in pixels: those it runs to the side, and so many for each link it crosses and for
each gap it makes too narrow. The boxes stay put.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add

from rca_workbench.analysis.layout.frame import Frame
from rca_workbench.analysis.layout.layers import Layers, Order, positions
from rca_workbench.analysis.layout.strips import worth_following

CROSSING_COST = 540
"""How many pixels a link runs to the side to avoid crossing another: about three boxes and their gaps."""
CROWDING_COST = 45
"""The same, rather than squeeze into a gap too narrow for one more."""
REACH, WIDE_REACH = 8, 16
"""Slots to either side of where a link is that are tried, and half as many gaps; the wider of many links."""
WIDE_FROM = 2_500
"""Boxes and bends from which rows are so wide that ways lie further from where links begin to look for them."""
ROUNDS = 2

Chain = Sequence[int]
"""A link from its upper box over its bends to its lower box."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """The pieces of links from one row to the next."""

    ends: list[int]
    """Of each element of the lower row in turn, the places its pieces come from."""
    first: list[int]
    """For each slot of the lower row, how many of these lie before it."""
    passed: list[int]
    """For each slot of the upper row, how many pieces start before it."""


@dataclass(frozen=True, slots=True)
class _Seats:
    """Slots of a row side by side that a bend may take."""

    own: int
    """The place the bend has."""
    slot: int
    """The first slot; slot 0 is before the first element of the row, slot 1 after it, and so on."""
    x: list[int]
    crowding: list[int]
    """What it costs to crowd the gap a slot lies in."""


class Rerouting:
    """The ways of all long links, improved one after the other."""

    def __init__(self, frame: Frame, layers: Layers) -> None:
        self._layers, self._room = layers, frame.spacing.link_gap
        self._gaps = [frame.gaps(row) for row in range(len(frame.order))]
        self._middle = [rect.centre for rect in frame.rects]
        self._chains = [chain for chain in layers.chains.values() if len(chain) > 2]
        self._order = self._straight(frame)
        self._place = positions(self._order, len(layers))
        self._ups = list(map(len, layers.up))
        self._downs = list(map(len, layers.down))
        self._strips: dict[int, _Strip] = {}
        self._bounds: dict[int, list[int]] = {}
        self._reach = WIDE_REACH if len(layers) > WIDE_FROM else REACH
        self._side = max(map(len, self._order), default=0) + 1
        self._scale = 1 << self._side.bit_length()
        self._signs = [-CROSSING_COST * self._scale] * self._side + [CROSSING_COST * self._scale] * self._side
        self.work = 0
        """Places looked at so far."""

    def improve(self, limit: int) -> None:
        """Let one link after the other look for a better way until the work has reached its limit."""
        # The longest have the most to lose and choose first.
        turn = sorted(self._chains, key=lambda chain: -len(chain))
        tried = [-1] * len(turn)
        changed = [0] * len(self._order)
        for turns, (number, chain) in enumerate(list(enumerate(turn)) * ROUNDS, 1):
            top, bottom = self._layers.row[chain[0]], self._layers.row[chain[-1]]
            if tried[number] >= max(changed[top : bottom + 1]):
                continue
            tried[number] = turns
            if self._reroute(chain):
                changed[top + 1 : bottom] = [turns] * (bottom - top - 1)
            if self.work >= limit:
                return

    def shared(self) -> dict[tuple[int, int], list[int]]:
        """The bends in each gap, (row, gap), from left to right."""
        found: dict[tuple[int, int], list[int]] = {}
        for row, elements in enumerate(self._order):
            gap = 0
            for element in elements:
                if self._layers.is_bend(element):
                    found.setdefault((row, gap), []).append(element)
                else:
                    gap += 1
        return found

    def lines(self) -> Iterator[tuple[int, float]]:
        """Each bend, and where the straight line between its link's ends passes the row."""
        for chain in self._chains:
            for bend, (_, line) in zip(chain[1:-1], self._line(chain), strict=True):
                yield bend, line

    def _straight(self, frame: Frame) -> Order:
        """The boxes of each row, and each bend in the gap nearest the straight line between its link's ends."""
        keyed: list[list[tuple[float, float, int]]] = [
            [(index + 0.5, 0.0, box) for index, box in enumerate(row)] for row in frame.order
        ]
        for chain in self._chains:
            for bend, (row, line) in zip(chain[1:-1], self._line(chain), strict=True):
                at = bisect_left(self._gaps[row], line, key=lambda gap: gap[1])
                near = range(max(0, at - 1), min(len(self._gaps[row]), at + 2))
                gap = min(near, key=lambda gap: abs(self._in(row, gap, line) - line))
                keyed[row].append((gap, line, bend))
        return [[element for _, _, element in sorted(row)] for row in keyed]

    def _line(self, chain: Chain) -> Iterator[tuple[int, float]]:
        """Each row passed and where the straight line passes it."""
        start, end = self._middle[chain[0]], self._middle[chain[-1]]
        for index, bend in enumerate(chain[1:-1], 1):
            yield self._layers.row[bend], start + (end - start) * index / (len(chain) - 1)

    def _in(self, row: int, gap: int, line: float) -> float:
        """The place in a gap nearest to a line."""
        low, high = self._gaps[row][gap]
        room = min(self._room, (high - low) / 2)
        return min(max(line, low + room), high - room)

    def _reroute(self, chain: Chain) -> bool:
        """Let a link take a better way; False if there is none."""
        bends = chain[1:-1]
        crossed = self._crossed(chain)
        if not crossed:
            return False  # it is drawn straight later, where there is room
        lines = zip(bends, self._line(chain), strict=True)
        seats = [self._seats(row, self._place[bend], line) for bend, (row, line) in lines]
        best = self._best(chain, seats, CROSSING_COST * crossed + self._aside(chain, seats))
        if best is None:
            return False
        for bend, slot, seat in zip(bends, best, seats, strict=True):
            row = self._layers.row[bend]
            there = self._order[row]
            there.insert(slot - (slot > seat.own), there.pop(seat.own))
            for index, element in enumerate(there):
                self._place[element] = index
            self._strips.pop(row - 1, None)
            self._strips.pop(row, None)
            self._bounds.pop(row, None)
        return True

    def _seats(self, row: int, own: int, line: float) -> _Seats:
        """The slots of a row around a bend of a link that would pass the row at `line` if it ran straight."""
        bounds = self._bounds.get(row)
        if bounds is None:
            elements, boxes = self._order[row], self._layers.boxes
            at = (index for index, element in enumerate(elements) if element < boxes)
            bounds = self._bounds[row] = [-1, *at, len(elements)]
        here = bisect_left(bounds, own) - 1
        reach, window = self._reach, self._reach // 2
        left = max(own - reach, bounds[max(0, here - window)] + 1)
        right = min(own + 1 + reach, bounds[min(len(bounds) - 1, here + 1 + window)])
        x: list[int] = []
        crowding: list[int] = []
        room, gaps = self._room, self._gaps[row]
        for gap in range(bisect_left(bounds, left) - 1, bisect_left(bounds, right)):
            start, end = bounds[gap] + 1, bounds[gap + 1]
            width = gaps[gap][1] - gaps[gap][0]
            over = (end - start + (gap != here)) * room - width
            slots = (end if end < right else right) - (start if start > left else left) + 1
            x += [round(self._in(row, gap, line))] * slots
            crowding += [round(CROWDING_COST * over / room) if over > 0 else 0] * slots
        return _Seats(own, left, x, crowding)

    def _crossed(self, chain: Chain) -> int:
        """How many links a link crosses on the way it has."""
        crossed = 0
        for row, (one, other) in enumerate(pairwise(chain), self._layers.row[chain[0]]):
            strip, start, end = self._strip(row), self._place[one], self._place[other]
            self.work += len(strip.ends) // 32
            crossed += sum(map(start.__lt__, strip.ends[: strip.first[end]]))
            crossed += sum(map(start.__gt__, strip.ends[strip.first[end + 1] :]))
        return crossed

    def _aside(self, chain: Chain, seats: Sequence[_Seats]) -> int:
        """What running to the side and crowding gaps costs on the way a link has."""
        own = [seat.own - seat.slot for seat in seats]
        x = [seat.x[index] for seat, index in zip(seats, own, strict=True)]
        x = [round(self._middle[chain[0]]), *x, round(self._middle[chain[-1]])]
        crowding = sum(seat.crowding[index] for seat, index in zip(seats, own, strict=True))
        return crowding + sum(abs(b - a) for a, b in pairwise(x))

    def _best(self, chain: Chain, seats: Sequence[_Seats], bound: int) -> list[int] | None:
        """The slot in each row passed on the way that costs least; None if none costs less than the bound."""
        start, end = round(self._middle[chain[0]]), round(self._middle[chain[-1]])
        row, here = self._layers.row[chain[0]], seats[0]
        costs = [
            CROSSING_COST * count + abs(x - start) + crowding
            for count, x, crowding in zip(self._from(chain[0], here), here.x, here.crowding, strict=True)
        ]
        back: list[list[int]] = []
        for ahead in seats[1:]:
            row += 1
            reached = self._step(row, here, costs, ahead, bound, end)
            if not reached:
                return None
            back.append([number % self._scale for number in reached])
            costs = [number // self._scale for number in reached]
            here = ahead
        total = [
            cost + CROSSING_COST * count + abs(x - end)
            for cost, count, x in zip(costs, self._to(chain[-1], here), here.x, strict=True)
        ]
        if min(total) >= bound:
            return None
        taken = [total.index(min(total))]
        for origins in reversed(back):
            taken.append(origins[taken[-1]])
        return [index + seat.slot for index, seat in zip(reversed(taken), seats, strict=True)]

    def _from(self, box: int, seats: _Seats) -> list[int]:
        """How many links a piece from a box to each seat of the next row crosses; its own do not count."""
        row, start = self._layers.row[box], self._place[box]
        strip = self._strip(row)
        signs = [-1] * start + [0] + [1] * (len(self._order[row]) - start)
        sums = list(accumulate(map(signs.__getitem__, strip.ends), initial=strip.passed[start]))
        return [sums[strip.first[slot]] for slot in range(seats.slot, seats.slot + len(seats.x))]

    def _to(self, box: int, seats: _Seats) -> list[int]:
        """How many links a piece from each seat of the row above to a box crosses; its own do not count."""
        end = self._place[box]
        row = self._layers.row[box] - 1
        strip = self._strip(row)
        left, right = strip.ends[: strip.first[end]], strip.ends[strip.first[end + 1] :]
        passing = [0] * len(self._order[row])
        for place in left:
            passing[place] -= 1
        for place in right:
            passing[place] += 1
        sums = list(accumulate(passing, initial=len(left)))
        return sums[seats.slot : seats.slot + len(seats.x)]

    def _step(
        self, row: int, here: _Seats, costs: list[int], ahead: _Seats, bound: int, end: int
    ) -> list[int]:
        """What each seat of the next row costs, and in the same number the seat to come from."""
        scale, strip = self._scale, self._strip(row)
        low = strip.first[ahead.slot]
        first = [number - low for number in strip.first[ahead.slot : ahead.slot + len(ahead.x)]]
        outside, ends = strip.ends[:low], strip.ends[low : low + first[-1]]
        own_outside = here.own in outside
        outside.sort()
        passed = [
            count - (slot > here.own)
            for slot, count in enumerate(strip.passed[here.slot : here.slot + len(here.x)], here.slot)
        ]
        moving = [CROSSING_COST * before + x for before, x in zip(passed, here.x, strict=True)]
        aside: dict[int, list[int]] = {}
        best: list[int] = []
        for index in worth_following(costs, moving, bound):
            slot, x = here.slot + index, here.x[index]
            if costs[index] + abs(x - end) >= bound:
                continue  # the rest of the way alone makes it too long
            if x not in aside:
                aside[x] = [
                    (abs(there - x) + crowding) * scale
                    for there, crowding in zip(ahead.x, ahead.crowding, strict=True)
                ]
            count = passed[index] + low - 2 * bisect_left(outside, slot)
            if own_outside:
                count += 1 if slot > here.own else -1
            signs = self._signs[self._side - slot : self._side - slot + len(self._order[row])]
            signs[here.own] = 0  # what is looking for its way does not cross itself
            origin = (CROSSING_COST * count + costs[index]) * scale + index
            sums = list(accumulate(map(signs.__getitem__, ends), initial=origin))
            reached = map(add, map(sums.__getitem__, first), aside[x])
            best = list(map(min, best, reached)) if best else list(reached)
            self.work += len(sums)
        return best

    def _strip(self, row: int) -> _Strip:
        """What runs from a row to the next."""
        made = self._strips.get(row)
        if made is None:
            place, up = self._place, self._layers.up
            upper, lower = self._order[row], self._order[row + 1]
            made = self._strips[row] = _Strip(
                [place[other] for element in lower for other in up[element]],
                list(accumulate(map(self._ups.__getitem__, lower), initial=0)),
                list(accumulate(map(self._downs.__getitem__, upper), initial=0)),
            )
            # Looking at a place takes eight times as long as noting it.
            self.work += (len(made.ends) + len(upper) + len(lower)) // 8
        return made
