"""The causal graph in numbers, for counting: what contributed to what, loops taken as one step, harms, origins.

`analysis.graph.causal_graph` is the same graph for NetworkX. Chains can be more than anyone could list, so they are
counted exactly along an order in which causes come first. A graph with a loop in it has no such order; each loop is
then one step of it, and `loops` names what leads round in a circle.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rca_workbench.analysis.graph import cycles
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, LinkType, Snapshot

CAUSAL = (LinkType.CONTRIBUTED_TO,)
"""Types of link that say what caused what."""
Ways = Sequence[Sequence[int]]
"""Number of a factor (or step) -> the numbers it leads to, or comes from."""


class Causal:
    """Factors by number, in order of arrival, and the causal links between them.

    Factors that were set aside are not in it, nor are links that are not causal, links with a missing end, and links of a
    factor to itself (rule G-09). `starts` are where chains begin: factors nothing leads to, and those of a loop
    nothing leads into.
    """

    def __init__(
        self,
        factors: Iterable[Factor],
        links: Iterable[Link],
        starts: frozenset[str] | None = None,
        follow: Sequence[LinkType] = CAUSAL,
    ) -> None:
        self.factors: tuple[Factor, ...] = tuple(
            one for one in factors if one.status is not FactorStatus.REJECTED
        )
        self.number: Mapping[str, int] = {one.id: at for at, one in enumerate(self.factors)}
        self.links: dict[tuple[int, int], tuple[str, ...]] = {}
        """Ids of the links between two factors, by their numbers, cause first."""
        into: list[list[int]] = [[] for _ in self.factors]
        out: list[list[int]] = [[] for _ in self.factors]
        self._link_list = tuple(one for one in links if one.link_type in follow and one.source != one.target)
        for link in self._link_list:
            cause, effect = self.number.get(link.source or ""), self.number.get(link.target or "")
            if cause is None or effect is None or cause == effect:
                continue
            if (cause, effect) not in self.links:
                into[effect].append(cause)
                out[cause].append(effect)
            self.links[cause, effect] = (*self.links.get((cause, effect), ()), link.id)
        self.into: Ways = into
        self.out: Ways = out
        self._given_starts = starts

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Causal":
        """The causal graph of a case."""
        return cls(snapshot.of(Factor).values(), snapshot.of(Link).values())

    def without(self, ids: Iterable[str]) -> "Causal":
        """The graph with these factors gone. Chains still begin only where they began before."""
        gone = set(ids)
        kept = (one for one in self.factors if one.id not in gone)
        starts = frozenset(self.factors[at].id for at in self.starts)
        return Causal(kept, self._link_list, starts)

    @cached_property
    def harms(self) -> tuple[int, ...]:
        """The harms something leads to: those that chains can end at."""
        return tuple(
            at for at, one in enumerate(self.factors) if one.factor_kind is FactorKind.HARM and self.into[at]
        )

    @cached_property
    def loops(self) -> tuple[tuple[Factor, ...], ...]:
        """What leads round in a circle, each loop named by its factors; empty for a sound graph."""
        return cycles(self.factors, self._link_list) if not self._sound else ()

    @cached_property
    def steps(self) -> tuple[tuple[int, ...], ...]:
        """Factors in an order in which causes come first. A step of several factors is what hangs in loops together."""
        if self._sound:
            return tuple((at,) for at in self._order)
        from networkx import DiGraph, condensation, topological_sort

        graph: DiGraph[int] = DiGraph()
        graph.add_nodes_from(range(len(self.factors)))
        graph.add_edges_from(self.links)
        joined = condensation(graph)
        return tuple(tuple(sorted(joined.nodes[step]["members"])) for step in topological_sort(joined))

    @cached_property
    def step_of(self) -> Sequence[int]:
        """Number of a factor -> the step it belongs to."""
        found = [0] * len(self.factors)
        for at, members in enumerate(self.steps):
            for one in members:
                found[one] = at
        return found

    @cached_property
    def steps_into(self) -> Ways:
        """Step -> the steps that lead to it, each once."""
        return [
            tuple(
                dict.fromkeys(
                    self.step_of[cause]
                    for one in members
                    for cause in self.into[one]
                    if self.step_of[cause] != at
                )
            )
            for at, members in enumerate(self.steps)
        ]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The factors at which chains begin."""
        if self._given_starts is not None:
            return tuple(at for at, one in enumerate(self.factors) if one.id in self._given_starts)
        return tuple(
            sorted(one for at, members in enumerate(self.steps) if not self.steps_into[at] for one in members)
        )

    @cached_property
    def ways_up(self) -> Sequence[int]:
        """Step -> number of chains from where they begin to it."""
        starting = {self.step_of[at] for at in self.starts}
        counts: list[int] = []
        for at, causes in enumerate(self.steps_into):
            counts.append(sum(counts[one] for one in causes) or int(at in starting))
        return counts

    @cached_property
    def lengths(self) -> tuple[Sequence[int], Sequence[int]]:
        """Step -> steps of the shortest and of the longest chain that ends there; 0 where none does."""
        counts = self.ways_up
        near: list[int] = []
        far: list[int] = []
        for at, causes in enumerate(self.steps_into):
            ways = [one for one in causes if counts[one]]
            near.append(min((near[one] for one in ways), default=0) + 1 if counts[at] else 0)
            far.append(max((far[one] for one in ways), default=0) + 1 if counts[at] else 0)
        return near, far

    def above(self, at: int) -> set[int]:
        """Everything that leads to a factor, at any distance; itself only where it stands in a loop."""
        return _reached(self.into, [at])

    def below(self, at: int) -> set[int]:
        """Everything a factor leads to, at any distance; itself only where it stands in a loop."""
        return _reached(self.out, [at])

    def on_ways(self, causes: Iterable[int], effects: Iterable[int]) -> set[int]:
        """Everything on a way from one of some factors to one of others, with the two ends of each way."""
        begin, end = set(causes), set(effects)
        down, up = begin | _reached(self.out, begin), end | _reached(self.into, end)
        return down & up

    def ids(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Ids of factors."""
        return tuple(self.factors[at].id for at in numbers)

    def between(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Ids of the causal links among some factors."""
        chosen = set(numbers)
        return tuple(
            id
            for cause in sorted(chosen)
            for effect in self.out[cause]
            if effect in chosen
            for id in self.links[cause, effect]
        )

    @cached_property
    def _order(self) -> list[int]:
        """The order of causes first, as far as it goes: what stands in or below a loop is not in it."""
        left = [len(causes) for causes in self.into]
        order = [at for at, count in enumerate(left) if not count]
        for at in order:
            for effect in self.out[at]:
                left[effect] -= 1
                if not left[effect]:
                    order.append(effect)
        return order

    @property
    def _sound(self) -> bool:
        return len(self._order) == len(self.factors)


def _reached(ways: Ways, starts: Iterable[int]) -> set[int]:
    found: set[int] = set()
    ahead = list(starts)
    while ahead:
        for one in ways[ahead.pop()]:
            if one not in found:
                found.add(one)
                ahead.append(one)
    return found
