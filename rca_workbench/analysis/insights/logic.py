"""Stated logic: which causes together were enough, where the team has said how they work together."""

from rca_workbench.analysis.fault_trees import ORDER_AT_MOST, FaultTree, fault_trees, unstated_factors
from rca_workbench.analysis.insights.said import (
    Insight,
    InsightGroup,
    Looked,
    both,
    called,
    count,
    listed,
)
from rca_workbench.analysis.quoting import row
from rca_workbench.model import Factor

SETS_SHOWN = 8


def logic(looked: Looked) -> InsightGroup:
    """The cut sets of each fault tree that is stated, and where logic is not stated."""
    trees = fault_trees(looked.causal)
    found: list[Insight] = []
    notes: list[str] = []
    for tree in trees:
        found += _tree(tree, looked)
        notes += _left_out(tree)
    unstated = unstated_factors(looked.causal)
    if unstated:
        found.append(_unstated(unstated))
    if not found:
        notes.append("No factor has several causes yet.")
    return InsightGroup(
        "Stated logic",
        "Fault-tree sets: causes that together are enough, worked out only where it is said how they work together.",
        tuple(found),
        " ".join(notes),
    )


def _tree(tree: FaultTree, looked: Looked) -> list[Insight]:
    if tree.loop:
        return [
            Insight(
                f"The logic stated under {called(tree.top)} leads round in a circle",
                f"{listed(tree.loop)} each need one another, so nothing can be worked out from it.",
                both(tree.loop, looked.causal),
            )
        ]
    made = []
    for cut in tree.sets[:SETS_SHOWN]:
        names = row([called(factor) for factor in cut])
        alone = "alone is" if len(cut) == 1 else "together are"
        ends = [factor for factor in cut if factor in tree.unstated]
        said = f"By the logic stated on {count(len(tree.gates), 'factor')}."
        if ends:
            said += f" What it takes for {listed(ends)} is not stated."
        made.append(
            Insight(
                f"{names} {alone} enough for {called(tree.top)}",
                said,
                both((*cut, *tree.gates), looked.causal),
            )
        )
    return made


def _left_out(tree: FaultTree) -> list[str]:
    said = []
    if len(tree.sets) > SETS_SHOWN:
        said.append(f"Of {count(len(tree.sets), 'set')} for {called(tree.top, 40)}, {SETS_SHOWN} are listed.")
    if tree.larger:
        said.append(f"Sets of more than {ORDER_AT_MOST} factors are not listed.")
    if tree.capped:
        said.append("There are more sets than could be kept; some are missing.")
    return said


def _unstated(unstated: tuple[Factor, ...]) -> Insight:
    several = len(unstated) > 1
    return Insight(
        f"Logic is not stated for {count(len(unstated), 'factor')}",
        f"{'Each has' if several else 'It has'} several causes, and it is not said whether all of them were needed or "
        f"any one was enough: {listed(unstated)}. It can be said in Details, and need not be.",
        tuple(one.id for one in unstated),
    )
