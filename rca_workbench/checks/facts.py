"""What rules ask of a case, each worked out once for a snapshot: the causal graph, what leads to harm, sources, tags.

What depends only on factors and links is handed on from the facts before, where neither changed.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from rca_workbench.model import (
    Action,
    Entity,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    LinkType,
    Recommendation,
    Snapshot,
    Stance,
    shortened,
)

_GRAPH = ("factor", "link")


class Graph:
    """What contributed to what, from cause to effect. Factors that were set aside are not in it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.factors: Mapping[str, Factor] = {
            id: one for id, one in snapshot.of(Factor).items() if one.status is not FactorStatus.REJECTED
        }
        """In order of arrival."""
        self.links: tuple[Link, ...] = tuple(
            one
            for one in snapshot.of(Link).values()
            if one.source in self.factors and one.target in self.factors
        )
        """Of every type, both ends on the map."""
        self.causal: tuple[Link, ...] = tuple(
            one for one in self.links if one.link_type is LinkType.CONTRIBUTED_TO
        )
        self._into: dict[str, list[Link]] = {}
        self._out_of: dict[str, list[Link]] = {}
        for one in self.causal:
            self._into.setdefault(one.target or "", []).append(one)
            self._out_of.setdefault(one.source or "", []).append(one)

    def into(self, id: str) -> tuple[Link, ...]:
        """The causal links that lead to a factor."""
        return tuple(self._into.get(id, ()))

    def out_of(self, id: str) -> tuple[Link, ...]:
        """The causal links that lead on from a factor."""
        return tuple(self._out_of.get(id, ()))

    def causes(self, id: str) -> tuple[Factor, ...]:
        """What leads straight to a factor, each once."""
        return tuple(self.factors[end] for end in dict.fromkeys(str(one.source) for one in self.into(id)))

    def effects(self, id: str) -> tuple[Factor, ...]:
        """What a factor leads straight to, each once."""
        return tuple(self.factors[end] for end in dict.fromkeys(str(one.target) for one in self.out_of(id)))

    @cached_property
    def harms(self) -> tuple[Factor, ...]:
        return self.of_kind(FactorKind.HARM)

    def of_kind(self, *kinds: FactorKind) -> tuple[Factor, ...]:
        """The factors of these kinds, in order of arrival."""
        return tuple(one for one in self.factors.values() if one.factor_kind in kinds)

    def above(self, id: str) -> frozenset[str]:
        """Ids of everything that leads to a factor, at any distance; the factor is not among them, loops aside."""
        found = self._above.get(id)
        if found is None:
            found = self._above[id] = _reached(id, lambda at: (str(one.source) for one in self.into(at)))
        return found

    def below(self, id: str) -> frozenset[str]:
        """Ids of everything a factor leads to, at any distance."""
        found = self._below.get(id)
        if found is None:
            found = self._below[id] = _reached(id, lambda at: (str(one.target) for one in self.out_of(at)))
        return found

    @cached_property
    def leading_to_harm(self) -> frozenset[str]:
        """Ids of everything from which a harm can be reached; the harms are not among them unless they lead to one."""
        return frozenset().union(*(self.above(one.id) for one in self.harms))

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _below(self) -> dict[str, frozenset[str]]:
        return {}


class Facts:
    """One snapshot, and what follows from it that several rules ask for."""

    def __init__(self, snapshot: Snapshot, before: "Facts | None" = None) -> None:
        self.snapshot = snapshot
        if before is not None and "graph" in before.__dict__ and before._shares(snapshot, _GRAPH):
            self.graph = before.graph

    @cached_property
    def graph(self) -> Graph:
        return Graph(self.snapshot)

    @cached_property
    def addressing(self) -> Mapping[str, tuple[Action | Recommendation, ...]]:
        """Factor id -> the actions and recommendations that address it."""
        made: dict[str, list[Action | Recommendation]] = {}
        for one in self.measures_planned:
            for id in one.addresses:
                made.setdefault(id, []).append(one)
        return {id: tuple(several) for id, several in made.items()}

    @cached_property
    def measures_planned(self) -> tuple[Action | Recommendation, ...]:
        """Actions, then recommendations."""
        return (*self.snapshot.of(Action).values(), *self.snapshot.of(Recommendation).values())

    def sources(self, id: str, *stances: Stance) -> tuple[Excerpt, ...]:
        """The sources of a fact, all of them or those that do what is named."""
        found = self.snapshot.pointed_from(Excerpt, "about", id)
        return tuple(one for one in found if not stances or one.stance in stances)

    def has_evidence(self, one: Factor) -> bool:
        """Whether a factor rests on anything: a source of its own, or timeline entries that show it."""
        return bool(one.entries or one.entry or self.sources(one.id, Stance.SUPPORTS, Stance.CONTEXT))

    def types(self, one: Factor, framework: str) -> frozenset[str]:
        """The types a factor is tagged with in one framework, by the prefix of its codes ("NPSA.", "SEIPS.").

        Of `NPSA.TASK.GUIDE` the type is `NPSA.TASK`.
        """
        return frozenset(
            ".".join(tag.code.split(".")[:2]) for tag in one.tags if tag.code.startswith(framework)
        )

    def called(self, one: Entity) -> str:
        """How a message names a thing: its words in quotation marks, cut to a line."""
        said = str(getattr(one, "short_label", "") or getattr(one, one.kind.title_field, "") or "")
        return f"“{shortened(said, 80)}”" if said else f"a {one.kind.word} without words"

    def _shares(self, later: Snapshot, kinds: Iterable[str]) -> bool:
        return all(self.snapshot.table(kind) is later.table(kind) for kind in kinds)


def _reached(start: str, following: Callable[[str], Iterable[str]]) -> frozenset[str]:
    found: set[str] = set()
    ahead = [start]
    while ahead:
        for one in following(ahead.pop()):
            if one not in found:
                found.add(one)
                ahead.append(one)
    return frozenset(found)
