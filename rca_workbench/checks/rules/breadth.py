"""Whether the team looked to the sides: more than one chain, more than one type of factor, more than this one event."""

from collections.abc import Iterator

from rca_workbench.checks.facts import Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At
from rca_workbench.model import FactorKind, FactorStatus

_TYPES = 3
"""Types of factor behind a problem from which it counts as well looked at (rule G-19, the project's number)."""


@graph_rule(
    "G-18",
    needs=("link",),
    example="Five whys in one straight line.",
    sound="At one of the steps something else was needed too, and it is on the map.",
)
def no_single_chain(case: Facts) -> Iterator[At]:
    graph = case.graph
    for harm in graph.harms_asked:
        above = graph.above(harm.id)
        if len(above) >= 2 and all(len(graph.causes(id)) <= 1 for id in (*above, harm.id)):
            yield At(
                harm,
                f"{case.called(harm)} rests on one straight line of {len(above)} factors. At each step, ask what else "
                "it took.",
                tuple(id for id in graph.factors if id in above),
                begin="cause",
            )


@graph_rule(
    "G-19",
    needs=("link",),
    example="All that stands behind a missed observation is about training.",
    sound="Equipment, workload and training stand behind it.",
)
def problems_have_several_types(case: Facts) -> Iterator[At]:
    graph = case.graph
    bits: dict[str, int] = {}
    above = graph.gathered_above(
        {
            id: sum(bits.setdefault(type_, 1 << len(bits)) for type_ in case.types(one))
            for id, one in graph.factors.items()
            if one.tags
        }
    )
    for one in graph.of_kind(FactorKind.PROBLEM):
        if not graph.into(one.id):
            continue  # rule G-27 speaks of those
        by_framework: dict[str, int] = {}
        for type_, bit in bits.items():
            if above[one.id] & bit:
                framework = type_.split(".", 1)[0]
                by_framework[framework] = by_framework.get(framework, 0) + 1
        found = max(by_framework.values(), default=0)
        if found < _TYPES:
            said = (
                f"stand factors of {found} type{'s' if found != 1 else ''}"
                if found
                else "stands no factor with a type"
            )
            yield At(
                one,
                f"Behind {case.called(one)} {said}. Go through the headings of your framework for this problem "
                "alone: what else is there?",
                begin="cause",
            )


@graph_rule(
    "G-52",
    reads=("incident", "factor", "link"),
    example="Nothing says whether the same thing happened before.",
    sound="“Looked in LFPSE for 24 months: two similar events, both at night.”",
)
def earlier_events_were_looked_for(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    if not incident.related.strip():
        yield At(
            incident,
            "Nothing is said of similar earlier events. Look for them and write down where you looked and what you "
            "found, also if that is none.",
            field="related",
            begin="related",
        )
    graph = case.graph
    for one in graph.of_kind(FactorKind.SYSTEM_FACTOR):
        if one.status is FactorStatus.FINDING and one.specificity is None and one.id in graph.leading_to_harm:
            yield At(
                one,
                f"Was {case.called(one)} particular to this event, or is it there on other days too? Say which.",
                field="specificity",
                begin="specificity",
            )
