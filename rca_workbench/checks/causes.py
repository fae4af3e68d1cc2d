"""What contributed to what, as rules walk it: neighbours, reach and order.

Plain walks over plain tables: the rules ask after every step, on maps of a few hundred factors, and an import may
bring ten thousand. A loop among causes stops none of them.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, LinkType, Snapshot

HARMS_AT_MOST = 50


class Graph:
    """What contributed to what, from cause to effect. Factors that were set aside are not in it."""

    def __init__(self, snapshot: Snapshot, before: "Graph | None" = None) -> None:
        self.factors: Mapping[str, Factor] = kept_factors(snapshot)
        """In order of arrival."""
        self._table = snapshot.of(Link)
        if before is not None and self._table is before._table and self._stands_as(before):
            # Only what factors say changed: how they hang together is handed on as it is.
            self.__dict__.update(
                {name: value for name, value in before.__dict__.items() if name in _HANDED_ON}
            )
            return
        self.links: tuple[Link, ...] = tuple(
            one for one in self._table.values() if one.source in self.factors and one.target in self.factors
        )
        """Of every type, both ends on the map."""
        self.causal: tuple[Link, ...] = tuple(
            one for one in self.links if one.link_type is LinkType.CONTRIBUTED_TO
        )
        into: dict[str, list[Link]] = {}
        out_of: dict[str, list[Link]] = {}
        for one in self.causal:
            into.setdefault(one.target or "", []).append(one)
            out_of.setdefault(one.source or "", []).append(one)
        self._into = {id: tuple(several) for id, several in into.items()}
        self._out_of = {id: tuple(several) for id, several in out_of.items()}
        self._above: dict[str, frozenset[str]] = {}
        self._below: dict[str, frozenset[str]] = {}

    def _stands_as(self, before: "Graph") -> bool:
        """Whether the same factors of the same kinds stand on the map."""
        earlier = before.factors
        return len(self.factors) == len(earlier) and all(
            (was := earlier.get(id)) is one or (was is not None and was.factor_kind is one.factor_kind)
            for id, one in self.factors.items()
        )

    def into(self, id: str) -> tuple[Link, ...]:
        """The causal links that lead to a factor."""
        return self._into.get(id, ())

    def out_of(self, id: str) -> tuple[Link, ...]:
        """The causal links that lead on from a factor."""
        return self._out_of.get(id, ())

    def causes(self, id: str) -> tuple[Factor, ...]:
        """What leads straight to a factor, each once."""
        return tuple(self.factors[end] for end in self._causes.get(id, ()))

    def effects(self, id: str) -> tuple[Factor, ...]:
        """What a factor leads straight to, each once."""
        return tuple(self.factors[end] for end in self._effects.get(id, ()))

    @cached_property
    def harms(self) -> tuple[Factor, ...]:
        return self.of_kind(FactorKind.HARM)

    @property
    def harms_asked(self) -> tuple[Factor, ...]:
        """The harms that are looked at one by one: nobody reads more, and a faulty import may hold thousands."""
        return self.harms[:HARMS_AT_MOST]

    @cached_property
    def joined(self) -> tuple[tuple[Link, Factor, Factor], ...]:
        """Each causal link with its cause and its effect."""
        factors = self.factors
        return tuple((one, factors[str(one.source)], factors[str(one.target)]) for one in self.causal)

    @cached_property
    def by_kind(self) -> Mapping[FactorKind, tuple[Factor, ...]]:
        """The factors of each kind, in order of arrival."""
        made: dict[FactorKind, list[Factor]] = {kind: [] for kind in FactorKind}
        for one in self.factors.values():
            made[one.factor_kind].append(one)
        return {kind: tuple(several) for kind, several in made.items()}

    def of_kind(self, *kinds: FactorKind) -> tuple[Factor, ...]:
        """The factors of these kinds, kind by kind in order of arrival."""
        return tuple(one for kind in kinds for one in self.by_kind[kind])

    def above(self, id: str) -> frozenset[str]:
        """Ids of everything that leads to a factor, at any distance; the factor is not among them, loops aside."""
        found = self._above.get(id)
        if found is None:
            found = self._above[id] = reached((id,), lambda at: self._causes.get(at, ()))
        return found

    def below(self, id: str) -> frozenset[str]:
        """Ids of everything a factor leads to, at any distance."""
        found = self._below.get(id)
        if found is None:
            found = self._below[id] = reached((id,), lambda at: self._effects.get(at, ()))
        return found

    @cached_property
    def leading_to_harm(self) -> frozenset[str]:
        """Ids of everything from which a harm can be reached; the harms are not among them unless they lead to one."""
        return self.leading_to(one.id for one in self.harms)

    def leading_to(self, ids: Iterable[str]) -> frozenset[str]:
        """Ids of everything from which one of some factors can be reached."""
        return reached(ids, lambda at: self._causes.get(at, ()))

    def still_open(self, closed: Iterable[str], harm: str) -> tuple[Factor, ...]:
        """The origins from which a harm can be reached without passing a closed factor, in order of arrival."""
        shut = frozenset(closed)
        if harm in shut:
            return ()
        seen = reached((harm,), lambda at: (one for one in self._causes.get(at, ()) if one not in shut))
        return tuple(
            one for id, one in self.factors.items() if id in seen and id != harm and id not in self._causes
        )

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Ids with every cause before its effects. What stands in a loop, or behind one, is left out."""
        waiting = {id: len(self._causes.get(id, ())) for id in self.factors}
        ready = [id for id, number in waiting.items() if not number]
        for id in ready:
            for effect in self._effects.get(id, ()):
                waiting[effect] -= 1
                if not waiting[effect]:
                    ready.append(effect)
        return tuple(ready)

    @property
    def has_loop(self) -> bool:
        return len(self.order) < len(self.factors)

    @cached_property
    def reach(self) -> Mapping[str, int]:
        """For each factor outside of loops, everything it leads to, as the bits of a number: see `bit`."""
        made: dict[str, int] = {}
        for id in reversed(self.order):
            bits = 0
            for effect in self._effects.get(id, ()):
                bits |= made.get(effect, 0) | self.bit[effect]
            made[id] = bits
        return made

    @cached_property
    def bit(self) -> Mapping[str, int]:
        """Which bit of a number stands for a factor."""
        return {id: 1 << place for place, id in enumerate(self.factors)}

    def gathered_above(self, values: Mapping[str, int]) -> Mapping[str, int]:
        """For each factor, the bits that all it comes from carry, together; a loop counts as far as it is reached."""
        made = dict.fromkeys(self.factors, 0)
        ahead = list(self.order) if not self.has_loop else list(self.factors)
        waiting = set(ahead)
        for id in ahead:  # grows only where there is a loop: until nothing changes any more
            waiting.discard(id)
            bits = made[id] | values.get(id, 0)
            for effect in self._effects.get(id, ()):
                if bits | made[effect] != made[effect]:
                    made[effect] |= bits
                    if self.has_loop and effect not in waiting:
                        waiting.add(effect)
                        ahead.append(effect)
        return made

    def led_to_by(self, ids: Iterable[str]) -> frozenset[str]:
        """Ids of everything that some factors lead to, at any distance."""
        return reached(ids, lambda at: self._effects.get(at, ()))

    @cached_property
    def _causes(self) -> dict[str, tuple[str, ...]]:
        return {
            id: tuple(dict.fromkeys(str(one.source) for one in links)) for id, links in self._into.items()
        }

    @cached_property
    def _effects(self) -> dict[str, tuple[str, ...]]:
        return {
            id: tuple(dict.fromkeys(str(one.target) for one in links)) for id, links in self._out_of.items()
        }


_HANDED_ON = frozenset(
    (
        "links", "causal", "_into", "_out_of", "_causes", "_effects", "_above", "_below",
        "leading_to_harm", "order", "reach", "bit",
    )
)  # fmt: skip
"""What holds as long as the same factors of the same kinds stand on the map in the same order, with the same links."""


def kept_factors(snapshot: Snapshot) -> dict[str, Factor]:
    """The factors that were not set aside."""
    return {id: one for id, one in snapshot.of(Factor).items() if one.status is not FactorStatus.REJECTED}


def reached(starts: Iterable[str], following: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Everything that can be reached; a start is among it only where a way leads back to it."""
    found: set[str] = set()
    ahead = list(starts)
    while ahead:
        for one in following(ahead.pop()):
            if one not in found:
                found.add(one)
                ahead.append(one)
    return frozenset(found)
