"""Whether what is planned answers what was found, is strong enough, and can be followed through."""

from collections.abc import Iterator

from rca_workbench.analysis.residual import planned
from rca_workbench.checks.action_words import aimed_at_people
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At, Severity
from rca_workbench.model import (
    Action,
    ActionStatus,
    FactorKind,
    FactorStatus,
    Measure,
    Recommendation,
    Strength,
)

PLAN = ("factor", "link", "action", "recommendation")
_WEAK = 0.6
"""Share of weaker actions above which a plan is called weak (rule G-41, the project's number)."""
_LISTED = 20
"""Open ways that are named (rule G-42)."""
_EDUCATION = frozenset(("NPSA.EDU", "YCFF.TRAIN"))
_OUTSIDE = frozenset(("ACC.GOV", "ACC.REG"))


@graph_rule(
    "G-39",
    reads=(*PLAN, "case"),
    example="“Guidance is spread over several documents” is a finding, and nothing is planned.",
    sound="An action addresses it; or it says “Covered by the guideline programme, due in March”.",
)
def system_factors_have_a_response(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.of_kind(FactorKind.SYSTEM_FACTOR):
        if (
            one.status is FactorStatus.FINDING
            and one.id in graph.leading_to_harm
            and one.id not in case.addressing
            and not one.no_action_reason.strip()
        ):
            yield At(
                one,
                f"No action addresses {case.called(one)}, a {case.system_factor}. Add an action, link one that is "
                "under way, or say why none is planned.",
                begin="action",
            )


@graph_rule(
    "G-40",
    reads=PLAN,
    needs=("action",),
    example="“Refresh the ward's notice board” answers nothing that was found.",
    sound="It is dropped, or linked to the factor it answers.",
)
def actions_address_a_factor(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in case.measures_planned:
        if isinstance(one, Action) and one.status is ActionStatus.STOPPED:
            continue
        addressed = list(one.addresses)
        if isinstance(one, Action) and (asked := case.snapshot.get(Recommendation, one.recommendation)):
            addressed += asked.addresses
        if not any(
            id in graph.factors
            and (
                id in graph.leading_to_harm
                or graph.factors[id].factor_kind is FactorKind.HARM
                or graph.factors[id].status is FactorStatus.OTHER_FINDING
            )
            for id in addressed
        ):
            yield At(
                one,
                f"{case.called(one)} addresses nothing on the map that leads to harm, and no other finding. Say which "
                "factor it answers, or drop it.",
                begin="addresses",
            )


@graph_rule(
    "G-41",
    reads=PLAN,
    needs=("action",),
    example="A policy, a poster and a training day are all that answers a death.",
    sound="One connector that will not fit the wrong line stands beside them.",
)
def plans_are_strong_enough(case: Facts) -> Iterator[At]:
    graph = case.graph
    for harm in graph.harms_asked:
        answered = {harm.id, *graph.above(harm.id)}
        plan = {one.id: one for id in answered for one in case.addressing.get(id, ())}
        graded = [one for one in plan.values() if one.strength is not None]
        weak = [one for one in graded if one.strength is Strength.WEAKER]
        others = tuple(one.id for one in weak)
        if weak and len(weak) == len(plan):
            yield At(
                harm,
                f"All that is planned about {case.called(harm)} is weaker: it asks people to remember. Add something "
                "stronger or intermediate: design, standard equipment, staffing, a step that cannot be left out.",
                others,
                begin="action",
            )
        elif len(graded) > 1 and len(weak) > _WEAK * len(graded):
            yield At(
                harm,
                f"{len(weak)} of {len(graded)} graded actions about {case.called(harm)} are weaker. Which of them "
                "could be made part of the work itself?",
                others,
                severity=Severity.ADVICE,
                begin="action",
            )


@graph_rule(
    "G-42",
    title="Actions taken together close every way to harm, or what stays open is accepted by name",
    reads=PLAN,
    needs=("link",),
    example="Two things led to the harm by different ways, and the plan acts on one of them.",
    sound="It acts on both; or the other says why nothing is planned, and who accepts that.",
)
def plan_closes_the_ways(case: Facts) -> Iterator[At]:
    counted_on = {id for one in planned(case.snapshot) for id in one.addresses}
    if not counted_on:
        return  # rule G-39 asks for a plan; this one asks what it leaves open
    graph = case.graph
    accepted = (id for id, one in graph.factors.items() if one.no_action_reason.strip())
    closed = {*counted_on, *accepted} - {one.id for one in graph.harms}
    for harm in graph.harms_asked:
        ways = [
            one for one in graph.still_open(closed, harm.id) if one.factor_kind is FactorKind.SYSTEM_FACTOR
        ]
        if ways:
            yield At(
                harm,
                f"If all that is planned works, {case.called(harm)} can still come about through "
                f"{case.listed(ways, _LISTED)}. Add an action, or say on the factor why none is planned and who "
                "accepts that.",
                tuple(one.id for one in ways),
                said=case.listed(
                    ways, _LISTED
                ),  # accepted by name: another way that opens is asked about anew
            )


@graph_rule(
    "G-43",
    reads=("action", "measure"),
    needs=("action",),
    example="“Review the handover sheet”, with no owner and no date.",
    sound="It has an owner by role, a date, what will show that it worked, and what new risk it could bring.",
)
def actions_can_be_followed(case: Facts) -> Iterator[At]:
    measured = case.snapshot.by(Measure, "action")
    for one in case.snapshot.of(Action).values():
        if one.status is ActionStatus.STOPPED:
            continue
        lacking = [
            (field, said)
            for field, said, there in (
                ("owner", "an owner", one.owner.strip()),
                ("due", "a date", one.due.strip() or one.done.strip()),
                ("success", "how you will know it worked", one.success.strip() or one.id in measured),
            )
            if not there
        ]
        if lacking:
            said = [words for _, words in lacking]
            listed = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
            yield At(one, f"{case.called(one)} still needs {listed}.", begin=lacking[0][0])
        elif not one.new_risks.strip():
            yield At(
                one,
                f"Could {case.called(one)} bring a new risk? Write down what was thought of, also if it is none.",
                field="new_risks",
                begin="new_risks",
                severity=Severity.ADVICE,
            )


@graph_rule(
    "G-44",
    reads=("factor", "link", "action", "recommendation"),
    needs=("action",),
    example="A reminder answers a display that shows two units.",
    sound="The display is changed; or the training answers a factor of education.",
)
def cure_fits_the_cause(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in case.measures_planned:
        if not aimed_at_people(one.text):
            continue
        others = [
            factor
            for id in dict.fromkeys(one.addresses)
            if (factor := graph.factors.get(id)) is not None
            and (types := case.types(factor))
            and not types & _EDUCATION
        ]
        if others:
            yield At(
                one,
                f"{case.called(one)} asks people to know or remember, and {case.listed(others)} "
                f"{'is' if len(others) == 1 else 'are'} not a matter of education. What would change "
                f"{'that itself' if len(others) == 1 else 'those themselves'}?",
                tuple(factor.id for factor in others),
                field="text",
                said=one.text,
                begin="text",
            )


@graph_rule(
    "G-45",
    reads=PLAN,
    needs=("action",),
    example="A gap in a national standard is answered by a local procedure alone.",
    sound="It is raised with the regulator as well.",
)
def national_causes_go_outside(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.factors.values():
        if one.level in _OUTSIDE and one.id in graph.leading_to_harm and one.id in case.addressing:
            measures = case.addressing[one.id]
            if not any(
                isinstance(measure, Recommendation) or measure.level in _OUTSIDE for measure in measures
            ):
                yield At(
                    one,
                    f"{case.called(one)} lies above your organisation, and only actions of your own address it. Make a "
                    "recommendation to whom it belongs to, or raise it with your commissioner.",
                    tuple(measure.id for measure in measures),
                    begin="action",
                )
