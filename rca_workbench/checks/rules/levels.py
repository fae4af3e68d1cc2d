"""Whether the levels of the system were looked at, and causes run down through them."""

from collections.abc import Iterator

from rca_workbench.checks.facts import Facts, level_rank
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At
from rca_workbench.model import FactorStatus, GraphNote
from rca_workbench.reference import accimap_levels

_UPPER = frozenset(("ACC.ORG", "ACC.REG", "ACC.GOV"))
_UPPER_TYPES = frozenset(("NPSA.ORG", "LP.ORG", "LP.INST", "YCFF.NAT", "SEIPS.WS.EXTERNAL_ENVIRONMENT"))
"""Types of factor that are about the organisation or what is around it (rule G-17 names that of the NPSA)."""
_ABSENT = 2
"""Levels without a factor from which the map has a hole (rule G-16)."""


@graph_rule(
    "G-15",
    needs=("link",),
    example="“The nurse skipped the check” leads to “The trust cut the second post”.",
    sound="The link runs the other way; or it says how practice on the ward changed the plan.",
)
def upward_links_have_a_reason(case: Facts) -> Iterator[At]:
    for one, cause, effect in case.graph.joined:
        low, high = level_rank(cause.level), level_rank(effect.level)
        if low is not None and high is not None and low > high and not one.rationale.strip():
            yield At(
                one,
                f"{case.called(cause)} is said to have led to {case.called(effect)}, which is further up in the "
                "system. Check the direction; if it is right, say how.",
                (cause.id, effect.id),
                begin="rationale",
            )


@graph_rule(
    "G-16",
    title="A chain that skips a level of the system has a note",
    reads=("factor", "link", "graph_note"),
    needs=("link",),
    example="A government policy leads straight to the harm: nothing at the trust, the commissioner or on the ward.",
    sound="What the trust and the ward made of it stands between; or a note says why nobody could be asked.",
)
def no_level_is_skipped(case: Facts) -> Iterator[At]:
    graph = case.graph
    if case.snapshot.one(GraphNote).note.strip():
        return
    acts = level_rank("ACC.ACT") or 0
    for harm in graph.harms_asked:
        there = {
            rank for id in graph.above(harm.id) if (rank := level_rank(graph.factors[id].level)) is not None
        }
        if not there or harm.note.strip():
            continue
        absent = [
            level.label
            for level in accimap_levels()
            if (rank := level_rank(level.id)) is not None and min(there) < rank < acts and rank not in there
        ]
        if len(absent) >= _ABSENT:
            yield At(
                harm,
                f"The chains to {case.called(harm)} skip levels of the system: {'; '.join(absent)}. Ask at those "
                "levels, or note on the harm or the map why that was not possible.",
                begin="note",
            )


@graph_rule(
    "G-17",
    needs=("link",),
    example="Everything on the map happened on the ward.",
    sound="How the organisation plans its nights is on the map.",
)
def something_stands_above_the_team(case: Facts) -> Iterator[At]:
    graph = case.graph
    above = [
        one
        for id in graph.leading_to_harm
        if (one := graph.factors[id]).status is not FactorStatus.OTHER_FINDING
    ]
    if above and not any(one.level in _UPPER or case.types(one) & _UPPER_TYPES for one in above):
        yield At(
            None,
            "No factor that leads to harm stands above the ward or team. Ask what the organisation, its commissioner "
            "and its regulator did or left open.",
        )
