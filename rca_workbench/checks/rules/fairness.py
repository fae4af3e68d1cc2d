"""Whether the map is fair: to those who did the work, to those who were harmed, and to what went well."""

from collections.abc import Iterator

from rca_workbench.analysis.naming import FoundKind
from rca_workbench.analysis.quoting import a_or_an
from rca_workbench.checks.facts import CAUSES, Facts, level_rank
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At
from rca_workbench.checks.rules.depth import ABOUT_ONE_PERSON
from rca_workbench.model import (
    CLOSE,
    Action,
    Actor,
    Entity,
    Factor,
    FactorStatus,
    Finding,
    FindingKind,
    Link,
    Polarity,
    TimelineEntry,
)

_PATIENT = frozenset(("NPSA.PAT", "LP.PAT", "YCFF.PAT"))
"""Types of factor that are about the patient."""
_MOST = 0.4
"""Share of factors about individuals above which the balance is asked about (rule G-53, the project's number)."""
_FEW = 5
"""Factors below which shares say nothing."""
TEXTS = {
    Factor.kind.name: (
        "text", "short_label", "duty", "sense", "reason", "no_action_reason", "stop_reason", "predicts", "wanted",
        "other_wording", "note", "meant_to",
    ),
    Link.kind.name: ("rationale",),
    Action.kind.name: ("text", "owner", "success", "proof", "new_risks", "note"),
}  # fmt: skip
"""What can be read of a factor, a link and an action."""


@graph_rule(
    "G-30",
    example="Every condition above the ward is a departure, a shortfall or something that hindered.",
    sound="“The board chose to open the winter ward early, to end corridor care” stands among them.",
)
def normal_decisions_are_there(case: Facts) -> Iterator[At]:
    acts = level_rank("ACC.ACT") or 0
    upper = [
        one
        for one in case.graph.of_kind(*CAUSES)
        if (rank := level_rank(one.level)) is not None and rank < acts
    ]
    if len(upper) >= 3 and all(_went_against(one) for one in upper):
        yield At(
            None,
            "Everything above the level of acts hindered, or was a departure or something not done. Most decisions up "
            "there are ordinary: add the reasons and trade-offs that made them sensible.",
            tuple(one.id for one in upper),
        )


@graph_rule(
    "G-31",
    reads=("factor", "link", "timeline_entry", "finding"),
    example="Nothing on the map or the timeline went well.",
    sound="“The porter brought the second cylinder unasked” is marked as good practice.",
)
def what_helped_is_recorded(case: Facts) -> Iterator[At]:
    entries = any(one.good_practice for one in case.snapshot.of(TimelineEntry).values())
    helped = entries or any(
        one.polarity in (Polarity.HELPED, Polarity.BOTH)
        or one.status is FactorStatus.GOOD_PRACTICE
        or any(tag.polarity in (Polarity.HELPED, Polarity.BOTH) for tag in one.tags)
        for one in case.graph.factors.values()
    )
    findings = any(
        one.finding_kind is FindingKind.GOOD_PRACTICE for one in case.snapshot.of(Finding).values()
    )
    if not (helped or findings):
        yield At(
            None,
            "Nothing is recorded that went well or kept the harm from being worse. Ask what stopped it being worse, and "
            "mark it as good practice or as something that helped.",
        )


@graph_rule(
    "G-32",
    reads=("factor", "timeline_entry"),
    example="“The alarm was silenced”, with no line on why that made sense.",
    sound="“It had sounded forty times that night and never meant anything.”",
)
def acts_made_sense(case: Facts) -> Iterator[At]:
    for one in case.factors.values():
        if one.is_act and not one.sense.strip():
            entry = case.snapshot.get(TimelineEntry, one.entry)
            if entry is None or not entry.sense.strip():
                yield At(
                    one,
                    f"Why did {case.called(one)} make sense at the time? Write what they knew, saw and had to do, from "
                    "their own account.",
                    field="sense",
                    begin="sense",
                )


@graph_rule(
    "G-33",
    title="Nothing on the map and no action names anybody",
    how="Write the role, with a number where several hold it.",
    reads=("factor", "link", "action", "actor"),
    needs=("actor",),
    example="The reasoning of a link says what Sarah Jones did.",
    sound="It says what Ward nurse 1 did.",
)
def nobody_is_named(case: Facts) -> Iterator[At]:
    # Titles with a surname nobody registered are a pattern of language (BL064).
    for kind, fields in TEXTS.items():
        for one in case.snapshot.table(kind).values():
            yield from named(case, one, fields)


def named(case: Facts, one: Entity, fields: tuple[str, ...]) -> Iterator[At]:
    """Where a text names somebody of the people register who did not consent to it, or holds anybody's NHS number."""
    actors = case.snapshot.of(Actor)
    told: set[tuple[str, str]] = set()
    for field, found in case.named_in(one, fields):
        if (field, found.text) in told:  # once for each name in a text, however often it stands there
            continue
        told.add((field, found.text))
        meant = [actors[id] for id in found.actors if id in actors]
        number = found.kind is FoundKind.NHS_NUMBER
        if number or (meant and not all(_may_be_named(actor) for actor in meant)):
            what = a_or_an(one.kind.word)
            yield At(
                one,
                f"{what[0].upper()}{what[1:]} says what identifies {' or '.join(found.roles) or 'somebody'}. Write the "
                "role instead.",
                tuple(found.actors),
                field=field,
                said=found.text,
                begin=field,
            )


@graph_rule(
    "G-34",
    example="“The patient did not say that she was allergic” stands alone before the dose.",
    sound="Beside it: “Allergies are asked for once, on a form, in English”.",
)
def patients_do_not_stand_alone(case: Facts) -> Iterator[At]:
    graph = case.graph
    for id, one in graph.factors.items():
        if not one.tags or not case.types(one) & _PATIENT or _helped(one):
            continue
        # What the service did that led to it says as much as what stands beside it.
        beside = {cause.id: cause for cause in graph.causes(id)}
        beside |= {cause.id: cause for effect in graph.effects(id) for cause in graph.causes(effect.id)}
        beside.pop(id, None)
        if not any(case.types(other) - _PATIENT for other in beside.values()):
            yield At(
                one,
                f"{case.called(one)} is about the patient or family, and nothing about the service stands beside it. "
                "Ask what the service did to adapt, and add that.",
                begin="link",
            )


@graph_rule(
    "G-53",
    example="Six of nine factors are about individual members of staff.",
    sound="Behind each stands what made it likely, and most factors are about the work and the system.",
)
def individuals_are_not_the_most(case: Facts) -> Iterator[At]:
    factors = case.graph.of_kind(*CAUSES)
    if len(factors) < _FEW:
        return
    people: list[Factor] = []
    counts: dict[str, int] = {}
    for one in factors:
        types = case.types(one)
        if one.is_act or types & ABOUT_ONE_PERSON:
            people.append(one)
        for type_ in types - ABOUT_ONE_PERSON:
            counts[type_] = counts.get(type_, 0) + 1
    most = max(counts.values(), default=0)
    if len(people) > _MOST * len(factors) or (counts and len(people) > most):
        yield At(
            None,
            f"{len(people)} of {len(factors)} factors are about what individuals did or were, more than of any other "
            "type or than two in five. Ask of each what is behind it.",
            tuple(one.id for one in people),
        )


def _may_be_named(actor: Actor) -> bool:
    return actor.nature in CLOSE and bool(actor.consent.strip())


def _helped(one: Factor) -> bool:
    tags = [tag.polarity for tag in one.tags if tag.polarity is not None]
    return one.polarity is Polarity.HELPED or (bool(tags) and all(tag is Polarity.HELPED for tag in tags))


def _went_against(one: Factor) -> bool:
    hindered = one.polarity is Polarity.HINDERED or (
        bool(one.tags) and all(tag.polarity is Polarity.HINDERED for tag in one.tags)
    )
    return hindered or bool(one.is_departure) or bool(one.is_omission)
