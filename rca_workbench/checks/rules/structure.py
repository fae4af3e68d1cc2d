"""Whether the map is a graph one can reason on: no loops among causes, nothing twice, every factor leads somewhere."""

from collections.abc import Iterator

from rca_workbench.analysis.graph import cycles
from rca_workbench.checks.facts import CAUSES, Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At, Fix, Remove, Severity
from rca_workbench.model import Excerpt, Factor, FactorStatus, Link


@graph_rule(
    "G-01",
    title="No cause leads back to itself",
    how="Split what repeats into an earlier and a later factor, or mark one of the links as “Reinforces over time”, "
    "which is kept apart from causes.",
    example="Short staffing leads to overtime, which leads to sickness, which leads to short staffing.",
    sound="The same, with the last link marked as feedback over time.",
)
def no_loop_among_causes(case: Facts) -> Iterator[At]:
    graph = case.graph
    if not graph.has_loop:
        return
    for loop in cycles(graph.factors.values(), graph.causal):
        way = " leads to ".join(case.called(one) for one in (*loop, loop[0]))
        on = {one.id for one in loop}
        links = tuple(one.id for one in graph.causal if one.source in on and one.target in on)
        yield At(
            loop[0],
            f"These lead round in a circle: {way}. If one of the links is feedback over time, mark it as "
            "“Reinforces over time”.",
            (*(one.id for one in loop[1:]), *links),
        )


@graph_rule(
    "G-06",
    title="Each harm stands on its own, with what led to it",
    example="A death and the delay in telling the family stand in one harm.",
    sound="Two harms, each with what led to it.",
)
def each_harm_on_its_own(case: Facts) -> Iterator[At]:
    graph = case.graph
    if not graph.harms:
        yield At(None, "The map has no harm yet. Add what the patient, family or staff suffered.")
    elif len(graph.harms) > len(graph.harms_asked):
        yield At(
            None,
            f"The map has {len(graph.harms)} harms. Only the first {len(graph.harms_asked)} are looked at one by one.",
        )
    seen: dict[frozenset[str], Factor] = {}
    for one in graph.harms_asked:
        above = graph.above(one.id)
        if not above:
            yield At(one, f"Nothing leads to {case.called(one)} yet. Add what led to it.", begin="cause")
        elif (twin := seen.setdefault(above, one)) is not one:
            yield At(
                one,
                f"{case.called(twin)} and {case.called(one)} have the very same causes. If they are one harm, make "
                "them one; if not, what is different in how they came about?",
                (twin.id,),
                severity=Severity.ADVICE,
            )


@graph_rule(
    "G-07",
    title="Every factor leads to a harm, or is marked as another finding",
    how="Link it to what it led to, or mark it as another finding: it may still earn an action.",
    example="“Two pump models on one ward” stands on the map and leads nowhere.",
    sound="It leads to the wrong rate being set, which led to the harm; or it is marked as another finding.",
)
def every_factor_leads_to_a_harm(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.of_kind(*CAUSES):
        if one.id not in graph.leading_to_harm and one.status is FactorStatus.FINDING:
            yield At(
                one,
                f"{case.called(one)} leads to no harm. Link it to what it led to, or mark it as another finding.",
                begin="link",
            )


@graph_rule(
    "G-09",
    title="No link stands there twice, leads from a factor to itself, or has lost an end",
    why="A claim that stands there twice counts twice in every chain.",
    reads=("factor", "link", "excerpt"),
    example="The same two factors are linked twice.",
    sound="One link, with the reasoning of both.",
)
def no_link_twice_or_to_itself(case: Facts) -> Iterator[At]:
    factors = case.snapshot.of(Factor)
    sourced = case.snapshot.by(Excerpt, "about")
    seen: dict[tuple[str | None, str | None, str], Link] = {}
    for one in case.snapshot.of(Link).values():
        source, target = factors.get(one.source or ""), factors.get(one.target or "")
        key = (one.source, one.target, one.link_type)
        if source is None or target is None:
            yield At(one, "One end of this link is missing. It can be removed.", fix=_without(one))
        elif source is target:
            yield At(source, f"{case.called(source)} is linked to itself.", (one.id,), fix=_without(one))
        elif key in seen:
            yield At(
                source,
                f"{case.called(source)} and {case.called(target)} are linked twice.",
                (target.id, one.id),
                fix=_without(one) if _says_no_more(one, seen[key]) and one.id not in sourced else None,
            )
        seen.setdefault(key, one)


@graph_rule(
    "G-50",
    title="No two factors say the same thing",
    reads=("factor",),
    example="“One doctor for four wards at night” and “One doctor covers four wards at night”.",
    sound="One factor that keeps the evidence of both.",
)
def no_factor_twice(case: Facts) -> Iterator[At]:
    twins = case.twins
    for first, one in twins.pairs:
        yield At(
            one,
            f"{case.called(one)} says nearly the same as {case.called(first)}. If they mean one thing, merge them: "
            "both texts are kept.",
            (first.id,),
            field="text",
            said=str(getattr(one, "text", "")),
        )
    if twins.capped:
        yield At(None, "So many factors use the same words that not every two of them were compared.")


@graph_rule(
    "G-54",
    title="A straight link past a step has a reason",
    example="A leads to B, B leads to C, and A leads straight to C as well.",
    sound="The link from A to C says in which other way A bore on C.",
)
def shortcuts_have_a_reason(case: Facts) -> Iterator[At]:
    graph = case.graph
    bit, reach = graph.bit, graph.reach
    for one in graph.causal:
        source, target = str(one.source), str(one.target)
        if one.rationale.strip() or target not in reach or source not in reach:
            continue
        wanted = bit[target]
        between = next((way for way in graph.effects(source) if reach.get(way.id, 0) & wanted), None)
        if between is not None:
            cause, effect = graph.factors[source], graph.factors[target]
            yield At(
                one,
                f"{case.called(cause)} leads to {case.called(effect)} straight, and also by way of "
                f"{case.called(between)}. If that is a second way, say how; if not, remove the straight link.",
                (source, target, between.id),
                begin="rationale",
            )


def _says_no_more(one: Link, than: Link) -> bool:
    """Whether a second link holds nothing that would be lost with it."""
    return all(
        said in (None, "", there)
        for said, there in (
            (one.rationale, than.rationale),
            (one.but_for, than.but_for),
            (one.confidence, than.confidence),
            (one.reviewed, than.reviewed),
        )
    )


def _without(one: Link) -> Fix:
    return Fix("Remove the link", (Remove(one),))
