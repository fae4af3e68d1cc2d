"""Causes that barriers share: barriers that guard against the same harm and are counted on one by one.

One cause that reaches several of them can let all of them down at once. Source: rule G-36 of the graph rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.graph import FOLLOWED
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, Snapshot


@dataclass(frozen=True, slots=True)
class SharedCause:
    """Causes that the same barriers share.

    `causes` come nearest first: the first are shared and lead to no other that is. One of the `barriers` is among
    them where it bears on the others itself. `harms` are those that at least two of the barriers guard against.
    """

    causes: tuple[Factor, ...]
    barriers: tuple[Factor, ...]
    harms: tuple[Factor, ...]


def shared_causes(causal: Causal, snapshot: Snapshot) -> tuple[SharedCause, ...]:
    """The causes shared by barriers that guard against the same harm, those of most barriers first."""
    guarded = _guarded(causal, snapshot)
    above = {barrier: causal.above(barrier) | {barrier} for barrier in guarded}
    groups: dict[tuple[int, ...], list[int]] = {}
    for cause in sorted(set().union(*above.values())):
        let_down = [barrier for barrier in guarded if cause in above[barrier]]
        together = tuple(
            one
            for one in let_down
            if any(other != one and guarded[one] & guarded[other] for other in let_down)
        )
        if len(together) > 1:
            groups.setdefault(together, []).append(cause)
    made = []
    for barriers, causes in groups.items():
        order = sorted(causes, key=lambda at: -causal.step_of[at])
        all_guarded = sorted(set().union(*(guarded[one] for one in barriers)))
        harms = [harm for harm in all_guarded if sum(harm in guarded[one] for one in barriers) > 1]
        made.append(
            SharedCause(*(tuple(causal.factors[at] for at in each) for each in (order, barriers, harms)))
        )
    made.sort(key=lambda one: (-len(one.barriers), -len(one.causes)))
    return tuple(made)


def _guarded(causal: Causal, snapshot: Snapshot) -> Mapping[int, frozenset[int]]:
    """Barrier -> the harms it guards against: those a path on the map leads to, whether it held or not.

    A barrier that held is linked with "was meant to stop", one that did not is a step on the way to the harm.
    """
    out: dict[int, list[int]] = {}
    for link in snapshot.of(Link).values():
        source, target = causal.number.get(link.source or ""), causal.number.get(link.target or "")
        if link.link_type in FOLLOWED and source is not None and target is not None:
            out.setdefault(source, []).append(target)
    made = {}
    for at, one in enumerate(causal.factors):
        if one.factor_kind is FactorKind.BARRIER and one.status is not FactorStatus.REJECTED:
            found = {at}
            ahead = [at]
            while ahead:
                for effect in out.get(ahead.pop(), ()):
                    if effect not in found:
                        found.add(effect)
                        ahead.append(effect)
            harms = frozenset(it for it in found if causal.factors[it].factor_kind is FactorKind.HARM)
            if harms:
                made[at] = harms
    return made
