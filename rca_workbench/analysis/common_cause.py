"""Causes that barriers share: barriers that guard against the same harm and are counted on one by one.

One cause that reaches several of them can let all of them down at once. Source: rule G-36 of the graph rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.graph import FOLLOWED
from rca_workbench.model import Factor, FactorKind, Link, Snapshot


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
    """The causes shared by barriers that guard against the same harm, those of most barriers first.

    Sets of barriers and of harms are whole numbers with one bit for each, so that large maps take no longer to read.
    """
    barriers = _of_kind(causal, FactorKind.BARRIER)
    guards = _guards(causal, snapshot, barriers)
    let_down = _reached(causal, barriers)
    groups: dict[int, list[int]] = {}
    together: dict[int, int] = {}
    for cause, reached in enumerate(let_down):
        if reached.bit_count() > 1:
            if reached not in together:
                same = (reached & guarding for guarding in guards.values())
                together[reached] = reduce(or_, (both for both in same if both.bit_count() > 1), 0)
            if together[reached]:
                groups.setdefault(together[reached], []).append(cause)
    made = []
    for several, causes in groups.items():
        causes.sort(key=lambda at: -causal.step_of[at])
        down = [at for bit, at in enumerate(barriers) if several >> bit & 1]
        harms = [harm for harm, guarding in guards.items() if (guarding & several).bit_count() > 1]
        made.append(
            SharedCause(*(tuple(causal.factors[at] for at in each) for each in (causes, down, harms)))
        )
    made.sort(key=lambda one: (-len(one.barriers), -len(one.causes)))
    return tuple(made)


def _of_kind(causal: Causal, kind: FactorKind) -> list[int]:
    return [at for at, one in enumerate(causal.factors) if one.factor_kind is kind]


def _guards(causal: Causal, snapshot: Snapshot, barriers: Sequence[int]) -> Mapping[int, int]:
    """Harm -> the barriers that guard against it: from which a path on the map leads there, whether they held or not.

    A barrier that held is linked with "was meant to stop", one that did not is a step on the way to the harm.
    """
    followed = Causal(causal.factors, snapshot.of(Link).values(), follow=FOLLOWED)
    harms = _of_kind(causal, FactorKind.HARM)
    reached = _reached(followed, harms)
    return {
        harm: sum(1 << at for at, barrier in enumerate(barriers) if reached[barrier] >> bit & 1)
        for bit, harm in enumerate(harms)
    }


def _reached(causal: Causal, ends: Sequence[int]) -> Sequence[int]:
    """Factor -> the ends it leads to, at any distance, itself among them where it is one."""
    held = [0] * len(causal.steps)
    for bit, at in enumerate(ends):
        held[causal.step_of[at]] |= 1 << bit
    for step in range(len(held) - 1, -1, -1):
        for cause in causal.steps_into[step]:
            held[cause] |= held[step]
    return [held[step] for step in causal.step_of]
