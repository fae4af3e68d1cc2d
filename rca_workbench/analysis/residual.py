"""Residual paths: which chains to a harm stay open if what is planned works.

A factor that is acted on is taken as gone, with every chain through it; chains still begin only where they began
before. Worked out twice: for everything planned, and for the stronger of it alone. Source: rule G-42 of the graph
rules, "Actions taken together cut every path, or the paths left open are accepted by name".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.chains import LISTED_AT_MOST, Chain, shortest_chains, ways_down
from rca_workbench.model import (
    Action,
    ActionStatus,
    Factor,
    FactorKind,
    Recommendation,
    Snapshot,
    Standing,
    Strength,
)

Measure = Action | Recommendation

OUT_OF_USE = (ActionStatus.STOPPED, ActionStatus.NOT_EFFECTIVE)
"""Actions that no plan can count on."""

_TURNED_DOWN = re.compile(
    r"\b(?:not\s+(?:be\s+|been\s+)?(?:accepted|adopted|agreed|approved|supported|taken\s+(?:up|forward))"
    r"|rejected|declined|refused|turned\s+down|unacceptable|no\s+(?:further\s+)?action)\b",
    re.IGNORECASE,
)
"""Words of a response to a recommendation that was not taken up; "unacceptable" as the NTSB classifies responses."""


class Counting(Enum):
    """What is taken to work."""

    ALL = "all"
    STRONGER = "stronger"


@dataclass(frozen=True, slots=True)
class Cut:
    """One factor that is acted on: what acts on it, and how many chains to any harm it stands on."""

    factor: Factor
    measures: tuple[Measure, ...]
    chains: int


@dataclass(frozen=True, slots=True)
class HarmLeft:
    """The chains to one harm: how many there are, how many stay open, and the shortest of those."""

    harm: Factor
    before: int
    after: int
    listed: tuple[Chain, ...]

    @property
    def capped(self) -> bool:
        """Whether more chains stay open than are listed."""
        return self.after > len(self.listed)


@dataclass(frozen=True, slots=True)
class Residual:
    """What stays open if `measures` work.

    `cuts` are the factors they act on that lead to a harm; `on_open` are ids of the factors and links on the chains
    that stay open.
    """

    counting: Counting
    measures: tuple[Measure, ...]
    cuts: tuple[Cut, ...]
    harms: tuple[HarmLeft, ...]
    on_open: tuple[str, ...]

    @property
    def before(self) -> int:
        """Chains to all harms together."""
        return sum(one.before for one in self.harms)

    @property
    def after(self) -> int:
        """Chains to all harms together that stay open."""
        return sum(one.after for one in self.harms)


def in_use(snapshot: Snapshot) -> tuple[Measure, ...]:
    """What the plan holds: actions but those stopped or found to have no effect, then recommendations not declined."""
    actions = (one for one in snapshot.of(Action).values() if one.status not in OUT_OF_USE)
    asked = (one for one in snapshot.of(Recommendation).values() if one.standing is not Standing.DECLINED)
    return (*actions, *asked)


def planned(snapshot: Snapshot, counting: Counting = Counting.ALL) -> tuple[Measure, ...]:
    """What can be counted on: actions that were not stopped and not found to have no effect, and recommendations
    that were taken up: those accepted, and those that such an action answers. Where nobody chose the answer to one, the
    words of its response are read.
    """
    actions = [one for one in snapshot.of(Action).values() if one.status not in OUT_OF_USE]
    answered = {one.recommendation for one in actions}
    taken_up = [one for one in snapshot.of(Recommendation).values() if one.id in answered or accepted(one)]
    counted: list[Measure] = [*actions, *taken_up]
    if counting is Counting.STRONGER:
        counted = [one for one in counted if one.strength is Strength.STRONGER]
    return tuple(counted)


def accepted(asked: Recommendation) -> bool:
    """Whether a recommendation was accepted in full: as the answer chosen says, or else the words of the response.

    Accepted in part closes no chain: which part was taken up only an action can say.
    """
    if asked.standing is not None:
        return asked.standing is Standing.ACCEPTED
    return bool(asked.response.strip()) and not turned_down(asked.response)


def turned_down(response: str) -> bool:
    """Whether the words of a response hint that nothing came of a recommendation.

    Where it was taken up in part only, the words that say so count as well: a chain is rather shown open than closed.
    """
    return bool(_TURNED_DOWN.search(response))


def residual(causal: Causal, snapshot: Snapshot, counting: Counting) -> Residual:
    """The chains that stay open if all that is planned works, or only the stronger of it."""
    measures = planned(snapshot, counting)
    acting = _acting(causal, measures)
    left = causal.without(acting)
    up, down = causal.ways_up, ways_down(causal, causal.harms)
    open_ways = left.ways_up
    harms = []
    for at in causal.harms:
        one = causal.factors[at]
        there = left.number[one.id]
        after = open_ways[left.step_of[there]] if left.into[there] else 0
        listed = shortest_chains(left, there, LISTED_AT_MOST) if after else ()
        harms.append(HarmLeft(one, up[causal.step_of[at]], after, listed))
    cuts = []
    for id, several in acting.items():
        step = causal.step_of[causal.number[id]]
        if down[step]:
            cuts.append(Cut(causal.factors[causal.number[id]], several, up[step] * down[step]))
    cuts.sort(key=lambda one: -one.chains)
    on_way = ways_down(left, (left.number[causal.factors[at].id] for at in causal.harms))
    inside = [
        at
        for at, step in enumerate(left.step_of)
        if open_ways[step] and on_way[step] and (left.into[at] or left.out[at])
    ]
    on_open = (*left.ids(inside), *left.between(inside))
    return Residual(counting, measures, tuple(cuts), tuple(harms), on_open)


def _acting(causal: Causal, measures: tuple[Measure, ...]) -> Mapping[str, tuple[Measure, ...]]:
    """Factor id -> what acts on it. A harm is what is to be prevented, so naming it cuts no chain."""
    made: dict[str, tuple[Measure, ...]] = {}
    for one in measures:
        for id in one.addresses:
            at = causal.number.get(id)
            if at is not None and causal.factors[at].factor_kind is not FactorKind.HARM:
                made[id] = (*made.get(id, ()), one)
    return made
