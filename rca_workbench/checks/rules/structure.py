"""Whether the map is a graph one can reason on: no loops among causes, no link twice, every factor leads somewhere."""

from collections.abc import Iterator

from rca_workbench.analysis.graph import cycles
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At, Fix, Remove
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link

_CAUSAL = (FactorKind.PROBLEM, FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR)


@graph_rule("G-01")
def no_loop_among_causes(case: Facts) -> Iterator[At]:
    for loop in cycles(case.graph.factors.values(), case.graph.causal):
        way = " leads to ".join(case.called(one) for one in (*loop, loop[0]))
        yield At(
            loop[0],
            f"These lead round in a circle: {way}. If one of the links is feedback over time, mark it as "
            "“Reinforces over time”.",
            tuple(one.id for one in loop[1:]),
        )


@graph_rule("G-07")
def every_factor_leads_to_a_harm(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.of_kind(*_CAUSAL):
        if one.id not in graph.leading_to_harm and one.status is FactorStatus.FINDING:
            yield At(
                one,
                f"{case.called(one)} leads to no harm. Link it to what it led to, or mark it as another finding.",
                begin="link",
            )


@graph_rule("G-09")
def no_link_twice_or_to_itself(case: Facts) -> Iterator[At]:
    factors = case.snapshot.of(Factor)
    seen: dict[tuple[str | None, str | None, str], Link] = {}
    for one in case.snapshot.of(Link).values():
        source, target = factors.get(one.source or ""), factors.get(one.target or "")
        if source is None or target is None:
            yield At(one, "One end of this link is missing. It can be removed.", fix=_without(one))
        elif source is target:
            yield At(source, f"{case.called(source)} is linked to itself.", (one.id,), fix=_without(one))
        elif (one.source, one.target, one.link_type) in seen:
            yield At(
                source,
                f"{case.called(source)} and {case.called(target)} are linked twice.",
                (target.id, one.id),
                fix=_without(one),
            )
        seen.setdefault((one.source, one.target, one.link_type), one)


def _without(one: Link) -> Fix:
    return Fix("Remove the link", (Remove(one),))
