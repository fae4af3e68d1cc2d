"""What a factor bears on: the share of all chains to harm that run through it, and what lies below it.

Structural: it counts ways on the map as it is drawn. A factor that many chains pass is not therefore the most
important one, and one that few pass may have mattered most.
"""

from dataclasses import dataclass

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.chains import ways_down
from rca_workbench.model import Factor, FactorKind


@dataclass(frozen=True, slots=True)
class Influence:
    """What one factor bears on.

    `chains` of the `of_chains` chains to any harm run through it; a chain that goes on from one harm to another
    counts for both. `harms` and `problems` say how many it leads to, at any distance.
    """

    factor: Factor
    chains: int
    of_chains: int
    harms: int
    problems: int

    @property
    def share(self) -> float:
        """Share of the chains that run through it, 0 to 1."""
        return self.chains / self.of_chains if self.of_chains else 0.0


def influences(causal: Causal) -> tuple[Influence, ...]:
    """What each factor that leads to a harm bears on, the largest share first; harms are not among them."""
    up, down = causal.ways_up, ways_down(causal, causal.harms)
    whole = sum(up[causal.step_of[at]] for at in causal.harms)
    harms, problems = (_below(causal, kind) for kind in (FactorKind.HARM, FactorKind.PROBLEM))
    made = []
    for at, one in enumerate(causal.factors):
        step = causal.step_of[at]
        if one.factor_kind is not FactorKind.HARM and down[step]:
            made.append(Influence(one, up[step] * down[step], whole, harms[at], problems[at]))
    made.sort(key=lambda one: (-one.chains, -one.harms, -one.problems))
    return tuple(made)


def _below(causal: Causal, kind: FactorKind) -> list[int]:
    """Factor -> how many of a kind it leads to, itself not counted. One bit for each goes up along the steps."""
    bit: dict[int, int] = {}
    for at, one in enumerate(causal.factors):
        if one.factor_kind is kind:
            bit[at] = 1 << len(bit)
    held = [0] * len(causal.steps)
    for step in range(len(held) - 1, -1, -1):
        for member in causal.steps[step]:
            held[step] |= bit.get(member, 0)
        for cause in causal.steps_into[step]:
            held[cause] |= held[step]
    return [(held[causal.step_of[at]] & ~bit.get(at, 0)).bit_count() for at in range(len(causal.factors))]
