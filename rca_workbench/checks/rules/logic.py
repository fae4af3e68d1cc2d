"""Whether a link is a cause: what would have been without it, whether causes are enough, what else they would show."""

from collections.abc import Iterator

from rca_workbench.analysis.cuts import on_every_chain
from rca_workbench.checks.facts import Facts, level_rank
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At, Severity
from rca_workbench.model import ButFor, Factor, FactorKind, FactorStatus, Link, Logic
from rca_workbench.model.time import DAY

_LONG = 365 * DAY
_BY_MORE_THAN = 2
"""Levels between cause and effect from which a step may be missing (rule G-13)."""


@graph_rule(
    "G-12",
    title="Each link says what would have been without the cause",
    needs=("link",),
    example="A link from “The bay was full” to the fall, with no answer to what would have been without it.",
    sound="The link says: without it, less likely.",
)
def links_answer_but_for(case: Facts) -> Iterator[At]:
    for one in case.graph.causal:
        if one.but_for is None:
            yield At(
                one,
                f"{_both(case, one)}: without the first, would the second have happened, been as likely, as severe, "
                "as soon? Say which.",
                (str(one.source), str(one.target)),
                field="but_for",
                begin="but_for",
            )
        elif one.but_for is ButFor.NO_DIFFERENT:
            yield At(
                one,
                f"{_both(case, one)}: the answer says it would have been no different without the first. Then it did "
                "not contribute: remove the link, or look at the answer again.",
                (str(one.source), str(one.target)),
                field="but_for",
                begin="but_for",
                severity=Severity.ERROR,
            )


@graph_rule(
    "G-13",
    reads=("factor", "link", "timeline_entry", "time_link"),
    needs=("link",),
    example="A national tariff leads straight to a bleep that was not answered.",
    sound="Between them stands how the trust staffed its nights; or the link is marked as read for missing steps.",
)
def long_steps_are_read(case: Facts) -> Iterator[At]:
    # The list also names links whose two texts share no words. Nearly all sound links are such, so that is left out.
    for one, cause, effect in case.graph.joined:
        if one.reviewed:
            continue
        high, low = level_rank(cause.level), level_rank(effect.level)
        levels = abs(low - high) if high is not None and low is not None else 0
        if levels >= _BY_MORE_THAN:
            why = f"spans {levels} levels of the system"
        elif _far_apart(case, cause, effect):
            why = "spans more than a year"
        else:
            continue
        yield At(
            one,
            f"{_both(case, one)}: this link {why}. Is a step missing between them? Add it, or mark the link as read.",
            (cause.id, effect.id),
            begin="reviewed",
        )


@graph_rule(
    "G-14",
    needs=("link",),
    example="An arrest would not have happened without either of two things, and nobody asked whether they suffice.",
    sound="The team says that the two together are enough to explain it.",
)
def causes_are_enough_together(case: Facts) -> Iterator[At]:
    graph = case.graph
    for id, one in graph.factors.items():
        into = graph.into(id)
        if not into or not all(link.but_for is ButFor.YES for link in into):
            continue
        if one.sufficient is None:
            said = "Given all that leads to it, would it be expected? Say so, or add what else it took."
        elif not one.sufficient:
            said = "What leads to it is said not to be enough. What else did it take?"
        else:
            continue
        yield At(
            one,
            f"{case.called(one)}: {said}",
            tuple(cause.id for cause in graph.causes(id)),
            begin="sufficient",
        )


@graph_rule(
    "G-37",
    title="What every chain to a harm runs through is known, and acted on",
    reads=("factor", "link", "action", "recommendation"),
    needs=("link",),
    example="Every chain to the harm runs through one factor, and no action addresses it.",
    sound="An action addresses it; or links that were missing show other ways.",
)
def choke_points_are_known(case: Facts) -> Iterator[At]:
    causal = case.causal
    for harm in case.graph.harms_asked:
        for at in on_every_chain(causal, causal.number[harm.id]):
            one = causal.factors[at]
            if one.id in case.addressing:
                continue
            runs = f"Every chain to {case.called(harm)} runs through {case.called(one)}"
            if one.factor_kind is FactorKind.HARM:  # what is to be prevented, and no place to act on
                said = f"{runs}. Did nothing after that make it more likely, or worse?"
            else:
                said = f"{runs}, and no action addresses it. Is it truly the one way there, or are links missing?"
            yield At(
                one,
                said,
                (harm.id,),
                said=case.called(harm),
                begin="link" if one.factor_kind is FactorKind.HARM else "action",
            )


@graph_rule(
    "G-38",
    title="How causes work together is said throughout a part of the map, or not at all",
    needs=("link",),
    example="One factor says all its causes were needed; what leads to those says nothing of the kind.",
    sound="Every factor in that part of the map says how its causes work together.",
)
def logic_is_stated_throughout(case: Facts) -> Iterator[At]:
    graph = case.graph
    above = graph.leading_to(id for id, one in graph.factors.items() if one.gate is not None)
    for id, one in graph.factors.items():
        if one.gate is None and id not in above:
            continue
        causes = len(graph.causes(id))
        if one.gate is None and causes > 1:
            yield At(
                one,
                f"How the {causes} causes of {case.called(one)} work together is not stated, though it is for what it "
                "leads to. Say whether all, any one or some of them were needed; until then nothing is worked out "
                "beyond it.",
                begin="gate",
            )
        elif one.gate is Logic.K_OF_N and not (one.gate_count and 0 < one.gate_count <= causes):
            yield At(
                one,
                f"A number of the causes of {case.called(one)} were enough, but how many of its {causes} is not said.",
                field="gate_count",
                begin="gate_count",
            )


@graph_rule(
    "G-51",
    example="“Agency nurses had no logins” explains a late dose; nobody asked whether other doses were late.",
    sound="The factor says: then other doses of agency nurses would be late too, and six of nine were.",
)
def causes_predict_something_else(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.of_kind(FactorKind.SYSTEM_FACTOR):
        if (
            one.status is FactorStatus.FINDING
            and one.id in graph.leading_to_harm
            and not one.predicts.strip()
        ):
            yield At(
                one,
                f"If {case.called(one)} is so, where else would it show, and was that seen? Write down the answer.",
                field="predicts",
                begin="predicts",
            )


def _far_apart(case: Facts, cause: Factor, effect: Factor) -> bool:
    """Whether an effect surely began more than a year after its cause."""
    if not cause.entry or not effect.entry:
        return False
    before, after = case.begins(cause.entry)[1], case.begins(effect.entry)[0]
    return before is not None and after is not None and after - before > _LONG


def _both(case: Facts, one: Link) -> str:
    factors = case.graph.factors
    return f"{case.called(factors[str(one.source)])} to {case.called(factors[str(one.target)])}"
