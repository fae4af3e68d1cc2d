"""Structural cuts: the smallest sets of factors that are on every chain to a harm.

A statement about the picture, not about logic: take these factors out and no chain is left. It is not a fault-tree cut
set, which needs it said how causes work together (see `fault_trees`). Source: rule G-37 of the graph rules.

The smallest size is known at once (see `disjoint`). The sets themselves come from a search: every set holds a factor of
any one chain, so it takes one after the other out and looks for what is then on every chain that is left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.disjoint import smallest_cut
from rca_workbench.model import Factor
from rca_workbench.reference import accimap_levels

LARGEST = 3
"""Size of the sets that are searched for; larger ones are hard to act on together (rule G-37)."""
SETS_AT_MOST = 200
"""Sets that are kept for one harm."""
LINKS_LOOKED_AT = 400_000
"""Links the search follows for one harm before it stops. Counted, not timed: every machine finds the same."""


@dataclass(frozen=True, slots=True)
class HarmCuts:
    """The structural cuts of one harm.

    Attributes:
        size: how many factors it takes at least to be on every chain.
        smallest: one such set, the one nearest to where the chains begin.
        sets: the minimal sets of up to `LARGEST` factors, smallest first, then by level of the system from the top:
            none of their factors can be left out.
        whole: whether `sets` are all there are of those sizes.
    """

    harm: Factor
    size: int
    smallest: tuple[Factor, ...]
    sets: tuple[tuple[Factor, ...], ...]
    whole: bool


def structural_cuts(
    causal: Causal, links_looked_at: int = LINKS_LOOKED_AT, most: int | None = None
) -> tuple[HarmCuts, ...]:
    """The cuts of each harm that anything leads to, or of the first `most` of them, in the order of the harms."""
    return tuple(_cuts_of(causal, harm, links_looked_at) for harm in causal.harms[:most])


def on_every_chain(causal: Causal, harm: int) -> tuple[int, ...]:
    """The factors that are on every chain to a harm, from the first to the last: each alone is a structural cut."""
    return tuple(_Search(causal, harm, links_looked_at=1).met(()))


def _cuts_of(causal: Causal, harm: int, links_looked_at: int) -> HarmCuts:
    smallest = smallest_cut(causal, harm)
    search = _Search(causal, harm, links_looked_at)
    if len(smallest) <= LARGEST:
        search.run(len(smallest))
    order = {level.id: level.order for level in accimap_levels()}
    rank = [order.get(one.level, len(order) + 1) for one in causal.factors]
    found = sorted(search.found, key=lambda one: (len(one), sum(rank[at] for at in one), one))
    named = tuple(tuple(causal.factors[at] for at in one) for one in found)
    smallest_named = tuple(causal.factors[at] for at in smallest)
    return HarmCuts(causal.factors[harm], len(smallest), smallest_named, named, search.whole())


class _Search:
    """Looks for the minimal sets of up to `LARGEST` factors that are on every chain to a harm."""

    def __init__(self, causal: Causal, harm: int, links_looked_at: int) -> None:
        self._causal, self._harm, self._left = causal, harm, links_looked_at
        self._inside = causal.above(harm) - {harm}
        self._starts = [at for at in causal.starts if at in self._inside]
        self.found: list[tuple[int, ...]] = []
        self._stopped = False

    def whole(self) -> bool:
        """Whether nothing was left out so far."""
        return not self._stopped

    def run(self, size: int) -> None:
        """Search from the size of the smallest set on; smaller sets there are none."""
        alone = self._on_every_chain(()) if size == 1 else frozenset()
        self._keep((one,) for one in alone)
        first = [one for one in self._shortest(()) if one not in alone]
        beside: dict[int, frozenset[int]] = {}
        if size <= 2:
            for one in first:
                beside[one] = self._on_every_chain((one,)) - alone
                self._keep(tuple(sorted((one, other))) for other in beside[one])
        if not self.whole():  # which sets of three are minimal shows only beside all the smaller ones
            return
        pairs = {one for one in self.found if len(one) == 2}
        for one in first:
            known = beside.get(one, frozenset())
            for other in self._shortest((one,)):
                if other in alone or other in known:
                    continue
                third = self._on_every_chain((one, other)) - alone - known
                self._keep(
                    tuple(sorted((one, other, last)))
                    for last in third
                    if tuple(sorted((other, last))) not in pairs
                )
                if not self.whole():
                    return

    def _keep(self, sets: Iterable[tuple[int, ...]]) -> None:
        there = set(self.found)
        for one in sets:
            if one not in there:
                if len(self.found) == SETS_AT_MOST:
                    self._stopped = True
                    return
                there.add(one)
                self.found.append(one)

    def _shortest(self, gone: tuple[int, ...]) -> Sequence[int]:
        """The factors of a shortest chain that is left, cause first; empty where none is."""
        if not self._afford():
            return ()
        came: dict[int, int | None] = {at: None for at in self._starts if at not in gone}
        ahead = list(came)
        inside, out, harm = self._inside, self._causal.out, self._harm
        for one in ahead:
            for effect in out[one]:
                self._left -= 1
                if effect == harm:
                    way = []
                    at: int | None = one
                    while at is not None:
                        way.append(at)
                        at = came[at]
                    return way[::-1]
                if effect in inside and effect not in came and effect not in gone:
                    came[effect] = one
                    ahead.append(effect)
        return ()

    def _on_every_chain(self, gone: tuple[int, ...]) -> frozenset[int]:
        return frozenset(self.met(gone))

    def met(self, gone: tuple[int, ...]) -> list[int]:
        """What is on every chain that is left once some are gone, cause first, in one sweep along a shortest one.

        Whatever is on every chain is on this one. Going round it from where chains begin, the furthest factor of the
        chain that can be reached without passing one further on is on every chain.
        """
        way = self._shortest(gone)
        if not way:
            return []
        place = {one: at for at, one in enumerate(way)}
        inside, out, harm, end = self._inside, self._causal.out, self._harm, len(way)
        seen = {at for at in self._starts if at not in gone and at not in place}
        ahead = list(seen)
        reach = max((place[at] for at in self._starts if at in place), default=0)
        met: list[int] = []
        passed = 0
        while True:
            while ahead:
                for effect in out[ahead.pop()]:
                    self._left -= 1
                    if effect == harm:
                        reach = end
                    elif effect in place:
                        reach = max(reach, place[effect])
                    elif effect in inside and effect not in seen and effect not in gone:
                        seen.add(effect)
                        ahead.append(effect)
            if reach == end:
                return met
            ahead += way[passed:reach]
            if passed < reach:
                passed = reach
                continue
            met.append(way[reach])
            ahead.append(way[reach])
            passed = reach + 1

    def _afford(self) -> bool:
        if self._left <= 0:
            self._stopped = True
        return self._left > 0
