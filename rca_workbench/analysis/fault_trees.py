"""Fault-tree cut sets: which causes together are enough, wherever the team has said how they work together.

Worked out only over stated logic (rule G-38): a factor whose causes are said to be needed together (AND), any one of
them enough (OR), or a number of them enough (K of N) is replaced by them, and so on down; a factor without stated
logic is where the tree ends. Everywhere else: logic not stated.

Method: Boolean expansion from the bottom up with absorption, which gives what MOCUS gives (Fussell and Vesely 1972).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isqrt

from rca_workbench.analysis.causal import Causal
from rca_workbench.model import Factor, Logic

ORDER_AT_MOST = 4
"""Factors in one set (rule G-38)."""
SETS_AT_MOST = 500
"""Sets that are kept for one tree (rule G-38)."""
WORKED_ON_AT_MOST = 4_000
"""Sets that are kept at one gate on the way, so that a tree no one could read does not hold anything up."""
JOINED_AT_MOST = 100_000
"""Pairs of sets that are joined for one part of a gate, for the same reason: the smallest of both come first."""

_Sets = frozenset[frozenset[int]]


@dataclass(frozen=True, slots=True)
class FaultTree:
    """What the stated logic under one factor comes to.

    Attributes:
        top: the factor it explains.
        gates: the factors in it whose logic is stated, the top among them.
        leaves: the factors at which it ends.
        unstated: those of the leaves that have causes of their own, of which it is not said how they work together.
        sets: minimal sets of leaves that are enough for the top, smallest first.
        larger: whether there are larger sets, which are not listed.
        capped: whether there were more sets than could be kept, so that some are missing.
        loop: the factors of a loop in the stated logic; with one, nothing follows and `sets` is empty.
    """

    top: Factor
    gates: tuple[Factor, ...]
    leaves: tuple[Factor, ...]
    unstated: tuple[Factor, ...]
    sets: tuple[tuple[Factor, ...], ...]
    larger: bool
    capped: bool
    loop: tuple[Factor, ...] = ()


def fault_trees(causal: Causal) -> tuple[FaultTree, ...]:
    """One tree for each factor with stated logic that is not itself inside another's, in order of arrival."""
    needed = stated_gates(causal)
    inner = {cause for at in needed for cause in causal.into[at] if cause in needed}
    tops = [at for at in needed if at not in inner]
    reached = {one for top in tops for one in _order(causal, needed, top)}
    # What is left hangs in loops that nothing leads out of: its first factor stands for it.
    for at in needed:
        if at not in reached:
            tops.append(at)
            reached.update(_order(causal, needed, at))
    return tuple(_tree(causal, needed, top) for top in sorted(tops))


def stated_gates(causal: Causal) -> Mapping[int, int]:
    """Factor with stated logic -> how many of its causes were enough together.

    A number that is missing, below one or above the number of causes states nothing.
    """
    made = {}
    for at, one in enumerate(causal.factors):
        causes = len(causal.into[at])
        if one.gate is None or not causes:
            continue
        count = {Logic.AND: causes, Logic.OR: 1, Logic.K_OF_N: one.gate_count or 0}[one.gate]
        if 1 <= count <= causes:
            made[at] = count
    return made


def unstated_factors(causal: Causal) -> tuple[Factor, ...]:
    """The factors with several causes of which it is not said how they work together, in order of arrival."""
    stated = stated_gates(causal)
    return tuple(
        one for at, one in enumerate(causal.factors) if len(causal.into[at]) > 1 and at not in stated
    )


def _tree(causal: Causal, needed: Mapping[int, int], top: int) -> FaultTree:
    members = _order(causal, needed, top)
    named = causal.factors
    gates = tuple(named[at] for at in sorted(members) if at in needed)
    ends = sorted(at for at in members if at not in needed)
    leaves = tuple(named[at] for at in ends)
    unstated = tuple(named[at] for at in ends if causal.into[at])
    loop = _loop(causal, needed, members)
    if loop:
        return FaultTree(
            named[top], gates, leaves, unstated, (), False, False, tuple(named[at] for at in loop)
        )
    sums = _Sums()
    found: dict[int, _Sets] = {}
    for at in members:
        parts = [found[one] for one in causal.into[at]] if at in needed else []
        found[at] = sums.at_least(needed[at], parts) if parts else frozenset((frozenset((at,)),))
    minimal = (
        one
        for one in _in_order(found[top])
        if not sums.dropped or _minimal(causal, needed, members, top, one)
    )
    sets = list(islice(minimal, SETS_AT_MOST + 1))
    kept = tuple(tuple(named[at] for at in sorted(one)) for one in sets[:SETS_AT_MOST])
    capped = sums.dropped or len(sets) > SETS_AT_MOST
    return FaultTree(named[top], gates, leaves, unstated, kept, sums.larger, capped)


def _order(causal: Causal, needed: Mapping[int, int], top: int) -> list[int]:
    """The factors of a tree, each after its causes as far as there is no loop."""
    made: list[int] = []
    begun = {top}
    path = [(top, iter(causal.into[top]))]
    while path:
        at, causes = path[-1]
        cause = next((one for one in causes if one not in begun), None)
        if cause is None:
            made.append(at)
            path.pop()
        else:
            begun.add(cause)
            path.append((cause, iter(causal.into[cause] if cause in needed else ())))
    return made


def _loop(causal: Causal, needed: Mapping[int, int], members: Sequence[int]) -> tuple[int, ...]:
    """A loop in the stated logic, as its factors from cause to effect; empty for none."""
    place = {at: number for number, at in enumerate(members)}
    for at in members:
        if at not in needed:
            continue
        for cause in causal.into[at]:
            if place[cause] >= place[at]:
                return _way_round(causal, needed, at, cause)
    return ()


def _way_round(causal: Causal, needed: Mapping[int, int], at: int, cause: int) -> tuple[int, ...]:
    """The shortest way along stated logic from `at` to `cause`, which leads back to it."""
    came: dict[int, int | None] = {cause: None}
    ahead = [cause]
    for one in ahead:
        if one == at:
            break
        for before in causal.into[one] if one in needed else ():
            if before not in came:
                came[before] = one
                ahead.append(before)
    way = []
    here: int | None = at
    while here is not None:
        way.append(here)
        here = came.get(here)
    return tuple(way)


class _Sums:
    """Sums and products of sets of sets, kept minimal and within the bounds; notes what the bounds left out."""

    def __init__(self) -> None:
        self.larger = False
        self.dropped = False

    def at_least(self, count: int, parts: Sequence[_Sets]) -> _Sets:
        """What is enough for so many of the parts: row by row, with this part or without it."""
        if count == 1:
            return self._minimal(one for part in parts for one in part)
        row: list[_Sets] = [frozenset((frozenset(),)), *(frozenset() for _ in range(count))]
        for part in parts:
            for enough in range(count, 0, -1):
                row[enough] = self._minimal([*row[enough], *self._product(row[enough - 1], part)])
        return row[count]

    def _product(self, one: _Sets, other: _Sets) -> Iterable[frozenset[int]]:
        few, many = sorted((one, other), key=len)
        rows, columns = _in_order(few), _in_order(many)
        if len(few) * len(many) > JOINED_AT_MOST:
            self.dropped = True
            rows = rows[: isqrt(JOINED_AT_MOST)]
            columns = columns[: JOINED_AT_MOST // len(rows)]
        for left in rows:
            for right in columns:
                both = left | right
                if len(both) <= ORDER_AT_MOST:
                    yield both
                else:
                    self.larger = True

    def _minimal(self, sets: Iterable[frozenset[int]]) -> _Sets:
        """Absorption: a set that holds another says nothing more."""
        kept: set[frozenset[int]] = set()
        for one in _in_order(set(sets)):
            if len(kept) == WORKED_ON_AT_MOST:
                self.dropped = True
                break
            if not any(part in kept for part in _parts(one)):
                kept.add(one)
        return frozenset(kept)


def _in_order(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Smaller sets first, and the same order each time."""
    return sorted(sets, key=lambda one: (len(one), sorted(one)))


def _parts(one: frozenset[int]) -> Iterable[frozenset[int]]:
    """Every smaller set that a set holds; it has four factors at most, so fifteen at most."""
    made = [frozenset[int]()]
    for at in one:
        made += [part | {at} for part in made]
    return made[:-1]


def _minimal(
    causal: Causal, needed: Mapping[int, int], members: Sequence[int], top: int, one: frozenset[int]
) -> bool:
    """Whether no factor of a set can be left out, where some sets were dropped on the way."""
    return not any(_happens(causal, needed, members, top, one - {at}) for at in one)


def _happens(
    causal: Causal, needed: Mapping[int, int], members: Sequence[int], top: int, there: frozenset[int]
) -> bool:
    """Whether the top follows from these leaves alone."""
    true: dict[int, bool] = {}
    for at in members:
        true[at] = sum(true[one] for one in causal.into[at]) >= needed[at] if at in needed else at in there
    return true[top]
