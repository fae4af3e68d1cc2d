"""Shared causes of barriers: what can let several of them down at once."""

from rca_workbench.analysis.common_cause import SharedCause, shared_causes
from rca_workbench.analysis.insights.said import Insight, InsightGroup, Looked, called, count, listed, number
from rca_workbench.model import FactorKind

SHOWN = 8


def shared(looked: Looked) -> InsightGroup:
    """Each set of barriers with the causes they share."""
    found = shared_causes(looked.causal, looked.snapshot)
    barriers = sum(one.factor_kind is FactorKind.BARRIER for one in looked.causal.factors)
    if barriers < 2:
        note = "There are no two barriers on the map."
    elif not found:
        note = "No two barriers that guard against the same harm share a cause on the map."
    else:
        note = f"{number(len(found) - SHOWN)} more are not listed." if len(found) > SHOWN else ""
    return InsightGroup(
        "Shared causes of barriers",
        "Barriers that share a cause are not independent: one thing can let all of them down.",
        tuple(_one(each, looked) for each in found[:SHOWN]),
        note,
    )


def _one(one: SharedCause, looked: Looked) -> Insight:
    nearest, further = one.causes[0], one.causes[1:]
    others = [barrier for barrier in one.barriers if barrier.id != nearest.id]
    if nearest in one.barriers:
        title = f"The barrier {called(nearest)} bears on {count(len(others), 'other barrier')}"
    else:
        title = f"{called(nearest)} bears on {count(len(others), 'barrier')}"
    said = f"{listed(one.barriers)} guard against {listed(one.harms, 2)}."
    if further:
        said += f" They also share {listed(further)}."
    causal = looked.causal
    ends = [[causal.number[each.id] for each in some] for some in (one.causes, one.barriers)]
    ways = causal.on_ways(*ends)
    return Insight(title, said, (*causal.ids(sorted(ways)), *causal.between(ways)))
