"""Whether it is said how each barrier did, and whether barriers that are counted one by one stand one by one."""

from collections.abc import Iterator

from rca_workbench.checks.facts import Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At
from rca_workbench.model import FactorKind, Performance

_DID_ITS_PART = (Performance.HELD, Performance.NOT_CALLED_ON)
_COMPARED = 200
"""Barriers up to which it is worked out what they share."""


@graph_rule(
    "G-35",
    example="“Second check” is a barrier that did not hold, with nothing behind it.",
    sound="“The second checker is on another floor at night” leads to it.",
)
def barriers_say_how_they_did(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.of_kind(FactorKind.BARRIER):
        if one.performed is None:
            yield At(
                one,
                f"How did the barrier {case.called(one)} do? Say whether it held, held in part, or did not.",
                field="performed",
                begin="performed",
            )
        elif one.performed not in _DID_ITS_PART and not graph.into(one.id) and not one.stop_reason.strip():
            yield At(
                one,
                f"The barrier {case.called(one)} did not do all it was there for, and nothing says why. Add what led "
                "to that.",
                begin="cause",
            )


@graph_rule(
    "G-36",
    example="Two checks from one wrong sheet are counted as two barriers.",
    sound="The report says that they share a cause and count as one.",
)
def barriers_share_no_cause(case: Facts) -> Iterator[At]:
    graph = case.graph
    barriers = graph.of_kind(FactorKind.BARRIER)
    if len(barriers) < 2:
        return
    if len(barriers) > _COMPARED:
        yield At(None, f"The map has {len(barriers)} barriers: too many to be held against each other.")
        return
    from rca_workbench.analysis.common_cause import shared_causes

    for shared in shared_causes(case.causal, case.snapshot):
        own = {one.id for one in shared.barriers}
        causes = [one for one in shared.causes if one.id not in own] or list(shared.causes)
        yield At(
            causes[0],
            f"{case.listed(shared.barriers)} share a cause: {case.listed(causes)}. Do not count them as independent "
            "of each other; say so in the report.",
            tuple(dict.fromkeys(one.id for one in (*shared.barriers, *causes[1:], *shared.harms))),
            said=case.listed(shared.barriers),
        )
