"""Edits of barriers, each one step on the graph."""

from rca_workbench.analysis.barriers import OUTCOMES, Outcome
from rca_workbench.model import (
    Confidence,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    LinkType,
    Performance,
    Snapshot,
    new_id,
    next_code,
)
from rca_workbench.model.words import word
from rca_workbench.ui.places.analysis.edits import DEFAULT_LEVEL, GraphEdits

_CLAIMS = {Outcome.HELD: LinkType.INTENDED_TO_STOP, Outcome.DID_NOT: LinkType.CONTRIBUTED_TO}
"""What a barrier's links say by how it did: the convention of the graph rules. Between the two, a person decides."""


class BarrierEdits(GraphEdits):
    """What can be done to the barriers of one case."""

    def add_barrier(self, text: str, performed: Performance | None = None) -> str:
        """Add a barrier; where there is one harm only, it guards against that one. Returns its id."""
        id = new_id()
        label = "Add barrier" if performed is None else "Add a barrier that was not there"
        with self.arranged(label) as step:
            step.add(
                Factor(
                    id=id,
                    code=next_code(step.snapshot, Factor, FactorKind.BARRIER),
                    factor_kind=FactorKind.BARRIER,
                    text=text,
                    level=DEFAULT_LEVEL,
                    status=FactorStatus.CANDIDATE,
                    performed=performed,
                )
            )
            harms = _harms(step.snapshot)
            if len(harms) == 1:
                claim = _CLAIMS.get(OUTCOMES[performed], LinkType.INTENDED_TO_STOP)
                step.add(
                    Link(
                        id=new_id(),
                        source=id,
                        target=harms[0].id,
                        link_type=claim,
                        confidence=Confidence.POSSIBLE,
                    )
                )
        return id

    def perform(self, barrier: Factor, performed: Performance | None) -> None:
        """Say how a barrier did. What its links claim follows: one that held was meant to stop, and no more."""
        claim = _CLAIMS.get(OUTCOMES[performed])
        said = word(performed) or "not said"
        with self.arranged(f"How the barrier did: {said}") as step:
            step.change(barrier, performed=performed)
            if claim is not None:
                for link in self.links_of(barrier, "source"):
                    if link.link_type in _CLAIMS.values() and link.link_type is not claim:
                        step.change(link, link_type=claim)

    def let_down_by(self, barrier: Factor, cause: Factor) -> None:
        """Say that a factor is why a barrier did not hold."""
        self.connect(cause, barrier)

    def let_down_by_new(self, barrier: Factor, text: str) -> str:
        """Add a factor that is why a barrier did not hold; returns its id."""
        return self.add(text, DEFAULT_LEVEL, cause_of=barrier)

    def guard(self, barrier: Factor, target: Factor) -> None:
        """Say what a barrier guards; what the link claims follows from how the barrier did."""
        self.connect(barrier, target, _CLAIMS.get(OUTCOMES[barrier.performed], LinkType.INTENDED_TO_STOP))

    def say_kind(self, barrier: Factor, kind: str) -> None:
        """Say what kind of barrier it is."""
        self.session.change(barrier, "Say what kind of barrier it is", barrier_kind=kind)


def _harms(snapshot: Snapshot) -> list[Factor]:
    return [
        one
        for one in snapshot.of(Factor).values()
        if one.factor_kind is FactorKind.HARM and one.status is not FactorStatus.REJECTED
    ]
