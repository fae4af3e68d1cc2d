"""Chains from a harm back to where they begin: how many there are, the shortest of them, where they stop and at what
level of the system.

There may be more chains than could ever be listed, so they are counted along the order of the graph and only the
shortest are listed. A loop counts as one step.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from rca_workbench.analysis.causal import Causal
from rca_workbench.model import Factor, FactorKind
from rca_workbench.reference import Level, accimap_levels

LISTED_AT_MOST = 20
"""Chains that are listed one by one (rule G-42: "list the open paths (cap 20)")."""

STOPS_WELL = ("ACC.GOV", "ACC.REG", "ACC.ORG", "ACC.TECH")
"""Levels at which a chain may stop without a reason being written down (rule G-02)."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One way from where asking why stopped to a harm: ids of its factors, cause first, and of the links on it."""

    factors: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return (*self.factors, *self.links)


@dataclass(frozen=True, slots=True)
class HarmChains:
    """The chains that lead to one harm.

    `shortest` and `longest` are counted in factors before the harm. `listed` are the shortest chains; all of them
    where there are no more than `LISTED_AT_MOST`.
    """

    harm: Factor
    count: int
    shortest: int
    longest: int
    listed: tuple[Chain, ...]

    @property
    def capped(self) -> bool:
        """Whether there are more chains than are listed."""
        return self.count > len(self.listed)


@dataclass(frozen=True, slots=True)
class Stop:
    """Where chains begin, that is, where asking why stopped.

    `chains` is how many chains to any harm begin with it. `well` says that the stop needs no reason: the factor is
    system-level, or at a level of the system above people and equipment.
    """

    factor: Factor
    chains: int
    well: bool


@dataclass(frozen=True, slots=True)
class LevelStops:
    """The stops at one level of the system; `level` is None where the level is not known."""

    level: Level | None
    stops: tuple[Stop, ...]


def harm_chains(
    causal: Causal, most: int = LISTED_AT_MOST, first: int | None = None
) -> tuple[HarmChains, ...]:
    """The chains to each harm that anything leads to, or to the `first` of them, in the order of the harms."""
    counts, (near, far) = causal.ways_up, causal.lengths
    made = []
    for harm in causal.harms[:first]:
        step = causal.step_of[harm]
        if counts[step]:
            listed = shortest_chains(causal, harm, most)
            made.append(HarmChains(causal.factors[harm], counts[step], near[step] - 1, far[step] - 1, listed))
    return tuple(made)


def ways_down(causal: Causal, harms: Iterable[int]) -> Sequence[int]:
    """Step -> number of ways from it to these harms, together."""
    counts = [0] * len(causal.steps)
    for harm in harms:
        counts[causal.step_of[harm]] += 1
    for at in range(len(counts) - 1, -1, -1):
        if counts[at]:
            for cause in causal.steps_into[at]:
                counts[cause] += counts[at]
    return counts


def shortest_chains(causal: Causal, harm: int, most: int = LISTED_AT_MOST) -> tuple[Chain, ...]:
    """The shortest chains to a harm, shortest first, at most so many.

    The length still to go is known for every step, so each partial chain that is looked at ends in one that is
    listed: the work grows with what is listed, not with how many there are.
    """
    open_ways, (near, _) = causal.ways_up, causal.lengths
    end = causal.step_of[harm]
    if not open_ways[end] or not causal.into[harm]:
        return ()
    waiting: list[tuple[int, int, tuple[int, ...]]] = [(near[end], 0, (end,))]
    made: list[Chain] = []
    turn = 0
    while waiting and len(made) < most:
        _, _, way = heappop(waiting)
        causes = [one for one in causal.steps_into[way[0]] if open_ways[one]]
        if not causes:
            made.append(_chain(causal, way, harm))
        for cause in reversed(causes):
            turn -= 1  # the latest first among equals: depth before breadth keeps what waits short
            heappush(waiting, (len(way) + near[cause], turn, (cause, *way)))
    return tuple(made)


def longest_chain(causal: Causal, harm: int) -> Chain | None:
    """One of the longest chains to a harm; None where nothing leads to it."""
    open_ways, (_, far) = causal.ways_up, causal.lengths
    way = [causal.step_of[harm]]
    if not open_ways[way[0]] or not causal.into[harm]:
        return None
    while causes := [one for one in causal.steps_into[way[0]] if open_ways[one]]:
        way.insert(0, max(causes, key=far.__getitem__))
    return _chain(causal, way, harm)


def stops_by_level(causal: Causal) -> tuple[LevelStops, ...]:
    """Where the chains to the harms begin, by level of the system from the top; an unknown level comes last."""
    down = ways_down(causal, causal.harms)
    levels: Mapping[str, Level] = {level.id: level for level in accimap_levels()}
    groups: dict[str, list[Stop]] = {id: [] for id in [*levels, ""]}
    for at in causal.starts:
        one, chains = causal.factors[at], down[causal.step_of[at]]
        if chains:
            well = one.factor_kind is FactorKind.SYSTEM_FACTOR or one.level in STOPS_WELL
            groups[one.level if one.level in levels else ""].append(Stop(one, chains, well))
    return tuple(LevelStops(levels.get(id), tuple(stops)) for id, stops in groups.items() if stops)


def _chain(causal: Causal, way: Sequence[int], harm: int) -> Chain:
    """A way along the steps as a way along factors; inside a loop, the shortest way through it."""
    doors = [_door(causal, one, other) for one, other in pairwise(way)]
    entries = [None, *(effect for _, effect in doors)]
    exits = [*(cause for cause, _ in doors), harm]
    factors: list[int] = []
    for step, entry, leaving in zip(way, entries, exits, strict=True):
        factors += _through(causal, step, leaving if entry is None else entry, leaving)
    links = tuple(id for pair in pairwise(factors) for id in causal.links[pair])
    return Chain(causal.ids(factors), links)


def _door(causal: Causal, step: int, following: int) -> tuple[int, int]:
    """The first link that leads from one step to the next."""
    return next(
        (cause, effect)
        for effect in causal.steps[following]
        for cause in causal.into[effect]
        if causal.step_of[cause] == step
    )


def _through(causal: Causal, step: int, entry: int, leaving: int) -> list[int]:
    """The shortest way from one factor of a step to another without leaving the step."""
    came: dict[int, int | None] = {entry: None}
    ahead = [entry]
    for one in ahead:
        if one == leaving:
            break
        for effect in causal.out[one]:
            if effect not in came and causal.step_of[effect] == step:
                came[effect] = one
                ahead.append(effect)
    way = []
    at: int | None = leaving
    while at is not None:
        way.append(at)
        at = came[at]
    return way[::-1]
