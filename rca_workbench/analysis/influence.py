"""What a factor bears on: the share of all chains to harm that run through it, and what lies below it.

Structural: it counts ways on the map as it is drawn. A factor that many chains pass is not therefore the most
important one, and one that few pass may have mattered most.
"""

from dataclasses import dataclass

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.chains import ways_down, ways_up
from rca_workbench.model import Factor, FactorKind


@dataclass(frozen=True, slots=True)
class Influence:
    """What one factor bears on.

    `chains` of the `of_chains` chains to any harm run through it; a chain that goes on from one harm to another
    counts for both. `harms` and `problems` are those it leads to, at any distance.
    """

    factor: Factor
    chains: int
    of_chains: int
    harms: tuple[Factor, ...]
    problems: tuple[Factor, ...]

    @property
    def share(self) -> float:
        """Share of the chains that run through it, 0 to 1."""
        return self.chains / self.of_chains if self.of_chains else 0.0


def influences(causal: Causal) -> tuple[Influence, ...]:
    """What each factor that leads to a harm bears on, the largest share first; harms are not among them."""
    up, down = ways_up(causal), ways_down(causal, causal.harms)
    whole = sum(up[causal.step_of[at]] for at in causal.harms)
    below = _below(causal)
    marks = [at for at, one in enumerate(causal.factors) if one.factor_kind in _COUNTED]
    made = []
    for at, one in enumerate(causal.factors):
        step = causal.step_of[at]
        if one.factor_kind is FactorKind.HARM or not down[step]:
            continue
        held = below[step]
        reached = [
            causal.factors[other] for bit, other in enumerate(marks) if held >> bit & 1 and other != at
        ]
        made.append(
            Influence(
                one,
                up[step] * down[step],
                whole,
                tuple(other for other in reached if other.factor_kind is FactorKind.HARM),
                tuple(other for other in reached if other.factor_kind is FactorKind.PROBLEM),
            )
        )
    made.sort(key=lambda one: (-one.chains, -len(one.harms), -len(one.problems)))
    return tuple(made)


_COUNTED = (FactorKind.HARM, FactorKind.PROBLEM)


def _below(causal: Causal) -> list[int]:
    """Step -> the harms and problems it leads to, one bit for each, in order of arrival."""
    bit: dict[int, int] = {}
    for at, one in enumerate(causal.factors):
        if one.factor_kind in _COUNTED:
            bit[at] = 1 << len(bit)
    held = [0] * len(causal.steps)
    for step in range(len(held) - 1, -1, -1):
        for member in causal.steps[step]:
            held[step] |= bit.get(member, 0)
        for cause in causal.steps_into[step]:
            held[cause] |= held[step]
    return held
