"""Steps of the change analysis: a row, and the factor a difference that mattered becomes on the map."""

from rca_workbench.model import (
    ComparedWith,
    Confidence,
    Difference,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    new_id,
    next_code,
)
from rca_workbench.model.order import key_between
from rca_workbench.ui.places.analysis.edits import DEFAULT_LEVEL, GraphEdits
from rca_workbench.ui.places.analysis.five_whys_edits import level_above
from rca_workbench.ui.session import Session


class ChangeEdits:
    """What can be done to the rows."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.graph = GraphEdits(session)

    def add(self, compared_with: ComparedWith, aspect: str, usual: str, this_time: str) -> str:
        """Add a row behind the others; returns its id."""
        id = new_id()
        with self.session.step("Add difference") as step:
            orders = (one.order for one in step.snapshot.of(Difference).values())
            step.add(
                Difference(
                    id=id, aspect=aspect, compared_with=compared_with, usual=usual, this_time=this_time,
                    order=key_between(max(orders, default="") or None, None),
                )
            )  # fmt: skip
        return id

    def turn_mattered(self, one: Difference) -> None:
        """From not said to yes, to no, and round."""
        following = {None: True, True: False, False: None}[one.mattered]
        label = {
            True: "Mark as having mattered",
            False: "Mark as not having mattered",
            None: "Ask if it mattered",
        }
        self.session.change(one, label[following], mattered=following)

    def to_map(self, one: Difference, effect: Factor | None) -> str:
        """Make a factor of a difference, as a suggestion, and what it made more likely if that is known; its id."""
        id = new_id()
        with self.graph.arranged("Put a difference on the map") as step:
            kind = FactorKind.CONTRIBUTORY_FACTOR
            step.add(
                Factor(
                    id=id, code=next_code(step.snapshot, Factor, kind), factor_kind=kind, text=factor_text(one),
                    level=level_above(effect) if effect is not None else DEFAULT_LEVEL,
                    status=FactorStatus.CANDIDATE,
                )
            )  # fmt: skip
            if effect is not None:
                step.add(Link(id=new_id(), source=id, target=effect.id, confidence=Confidence.POSSIBLE))
            step.change(one, factor=id)
        return id

    def tie(self, one: Difference, factor: Factor) -> None:
        """Say that a factor on the map is what the row speaks of."""
        self.session.change(one, "Tie a difference to the map", factor=factor.id)


def factor_text(one: Difference) -> str:
    """What the factor says: what was so this time, with what it is about where the words do not say."""
    aspect, said = one.aspect.strip(), one.this_time.strip() or one.effect.strip()
    if not said or not aspect or aspect.casefold() in said.casefold():
        return said or aspect
    return f"{aspect}: {said[:1].lower() + said[1:] if said[1:2].islower() else said}"
