"""Whether what matters was analysed: each problem, at its moment, with steps between a factor and the harm."""

from collections.abc import Iterator

from rca_workbench.checks.facts import CAUSES, Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At
from rca_workbench.model import FactorKind, FactorStatus

_STAR = 0.6
"""Share of factors that lead straight to a harm above which a map is a list (rule G-29, the project's number)."""
_STAR_FROM = 5


@graph_rule(
    "G-27",
    example="“The dose was given twice” with no factor behind it.",
    sound="“Two charts were in use at once” leads to it.",
)
def problems_have_factors(case: Facts) -> Iterator[At]:
    graph = case.graph
    wanted = (FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR)
    for one in graph.of_kind(FactorKind.PROBLEM):
        if one.status is not FactorStatus.OTHER_FINDING and not any(
            cause.factor_kind in wanted for cause in graph.causes(one.id)
        ):
            yield At(
                one,
                f"No factor stands behind {case.called(one)} yet. Ask what made it more likely; or merge it with the "
                "problem it belongs to.",
                begin="cause",
            )


@graph_rule(
    "G-28",
    reads=("factor", "link"),
    needs=("factor", "timeline_entry"),
    example="“Handover left out the allergy”, with no moment on the timeline.",
    sound="It is pinned to the handover of 20:15.",
)
def problems_have_their_moment(case: Facts) -> Iterator[At]:
    for one in case.graph.of_kind(FactorKind.PROBLEM):
        if not one.entry and not one.entries:
            yield At(
                one,
                f"When did {case.called(one)} happen? Choose the timeline entry that shows it.",
                begin="entries",
            )


@graph_rule(
    "G-29",
    title="The map is not one star",
    needs=("link",),
    example="Seven factors, each with one arrow straight to the harm.",
    sound="Each leads to the problem it made more likely, and that to the harm.",
)
def map_is_no_star(case: Facts) -> Iterator[At]:
    graph = case.graph
    harms = {one.id for one in graph.harms}
    factors = [one for one in graph.of_kind(*CAUSES) if one.id in graph.leading_to_harm]
    straight = [one for one in factors if any(effect.id in harms for effect in graph.effects(one.id))]
    if len(factors) > _STAR_FROM and len(straight) > _STAR * len(factors):
        yield At(
            None,
            f"{len(straight)} of {len(factors)} factors lead straight to a harm. Ask how each of them did, and put the "
            "problems and events between.",
            tuple(one.id for one in straight),
        )
