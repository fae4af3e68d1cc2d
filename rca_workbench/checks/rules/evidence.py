"""Whether factors and links rest on something, and whether that bears them."""

from collections.abc import Iterator, Sequence

from rca_workbench.checks.facts import CAUSES, Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At, Severity
from rca_workbench.model import (
    AccountState,
    Confidence,
    Excerpt,
    Factor,
    FactorStatus,
    LinkType,
    Stance,
    TimelineEntry,
)

_RESTING = ("factor", "finding", "timeline_entry", "excerpt", "account", "evidence")


@graph_rule(
    "G-22",
    how="Add evidence, or put it back among what is suggested: suggestions never print as findings.",
    reads=("factor", "link", "excerpt"),
    example="“Staffing was short” as a finding, with no roster, record or account behind it.",
    sound="The roster of that night is its source; or it is still a suggestion.",
)
def factors_have_evidence(case: Facts) -> Iterator[At]:
    for one in case.graph.of_kind(*CAUSES):
        if one.status is not FactorStatus.CANDIDATE and not case.has_evidence(one):
            yield At(
                one,
                f"Nothing shows {case.called(one)} yet. Add a source or a timeline entry, or put it back among what is "
                "suggested: suggestions are not printed as findings.",
                begin="excerpt",
            )


@graph_rule(
    "G-23",
    reads=("factor", "link", "excerpt"),
    needs=("link",),
    example="A link without a word on how one is known to have borne on the other.",
    sound="“The log shows three alarms silenced in the ten minutes before.”",
)
def links_have_reasoning(case: Facts) -> Iterator[At]:
    about = case.snapshot.by(Excerpt, "about")
    for one, cause, effect in case.graph.joined:
        if not one.rationale.strip() and one.id not in about:
            yield At(
                one,
                f"How do you know that {case.called(cause)} bore on {case.called(effect)}? Write one line, or add a "
                "source.",
                (cause.id, effect.id),
                field="rationale",
                begin="rationale",
            )


@graph_rule(
    "G-24",
    reads=(*_RESTING, "link", "action", "recommendation"),
    needs=("factor", "evidence"),
    example="An action answers a factor that only one nurse's account tells of.",
    sound="The roster says the same; or the report says that it rests on one account.",
)
def what_is_acted_on_has_two_sources(case: Facts) -> Iterator[At]:
    for id, one in case.graph.factors.items():
        if id in case.addressing and case.on_one_statement(id):
            yield At(
                one,
                f"{case.called(one)} is to be acted on and rests on one account alone. Look for a second source or "
                "observe the work; or accept this and say so in the report.",
                tuple(measure.id for measure in case.addressing[id]),
                begin="excerpt",
            )


@graph_rule(
    "G-25",
    title="Where sources disagree, it is resolved or shown",
    reads=("factor", "link", "excerpt", "timeline_entry"),
    needs=(),
    example="Two accounts give different times for the call, and the timeline quietly takes one.",
    sound="The entry says which is taken and why, or that it stays open.",
)
def disagreement_is_shown(case: Facts) -> Iterator[At]:
    entries = case.snapshot.of(TimelineEntry)
    for entry in entries.values():
        if entry.accounts_state is AccountState.DISPUTED and not entry.resolution.strip():
            yield At(
                entry,
                f"Sources tell {case.called(entry)} differently, and nothing says what became of that. Say which is "
                "taken and why, or leave it open in so many words.",
                field="resolution",
                begin="accounts_state",
            )
        elif (
            any(id in entries for id in entry.conflicts_with)
            and entry.accounts_state is None
            and not (entry.resolution.strip() or entry.conflict_note.strip())
        ):
            yield At(
                entry,
                f"{case.called(entry)} disagrees with another entry, and nothing says how. Say what differs and "
                "which is taken, or that it stays open.",
                tuple(id for id in entry.conflicts_with if id in entries),
                begin="conflict_note",
            )
    yield from _on_the_map(case)


def _on_the_map(case: Facts) -> Iterator[At]:
    graph = case.graph
    disputed: dict[str, list[str]] = {}
    for excerpt in case.snapshot.of(Excerpt).values():
        if excerpt.stance is Stance.DISPUTES and excerpt.about:
            disputed.setdefault(excerpt.about, []).append(excerpt.id)
    for id, excerpts in disputed.items():
        one = graph.factors.get(id)
        if one is not None and not one.note.strip():
            yield At(
                one,
                f"{_sources(excerpts)} {case.called(one)}, and nothing says what the team makes of that. Note why it "
                "stands all the same, or that it stays open.",
                tuple(excerpts),
                begin="note",
            )
    for link, cause, effect in graph.joined:
        if link.id in disputed and not link.rationale.strip():
            yield At(
                link,
                f"{_sources(disputed[link.id])} that {case.called(cause)} bore on {case.called(effect)}, and nothing "
                "says what the team makes of that. Say why the link stands all the same, or that it stays open.",
                tuple(disputed[link.id]),
                begin="rationale",
            )
    for link in graph.links:
        if link.link_type is LinkType.CONFLICTS_WITH and not link.rationale.strip():
            source, target = graph.factors[str(link.source)], graph.factors[str(link.target)]
            yield At(
                link,
                f"{case.called(source)} and {case.called(target)} are marked as in conflict. Say which holds, or that "
                "both are reported.",
                (source.id, target.id),
                begin="rationale",
            )


def _sources(excerpts: Sequence[str]) -> str:
    return "A source disputes" if len(excerpts) == 1 else f"{len(excerpts)} sources dispute"


@graph_rule(
    "G-26",
    reads=("factor", "link", "action", "recommendation"),
    example="Nobody has said how sure the team is of a factor.",
    sound="The factor is marked probable.",
)
def confidence_is_stated(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.of_kind(*CAUSES):
        if one.confidence is None and one.status is not FactorStatus.CANDIDATE:
            yield At(
                one,
                f"How sure is the team of {case.called(one)}: established, probable or possible?",
                field="confidence",
                begin="confidence",
            )
    for link, cause, effect in graph.joined:
        if link.confidence is None:
            yield At(
                link,
                f"How sure is the team that {case.called(cause)} led to {case.called(effect)}?",
                (cause.id, effect.id),
                field="confidence",
                begin="confidence",
            )
        elif link.confidence is Confidence.POSSIBLE and _only_way(case, cause):
            yield At(
                link,
                f"What is to be done about {case.called(cause)} hangs on this one link, which is only possible. Look "
                "for more, or say in the report how unsure it is.",
                (cause.id, effect.id),
                field="confidence",
                begin="confidence",
                severity=Severity.WARNING,
            )


def _only_way(case: Facts, cause: Factor) -> bool:
    return cause.id in case.addressing and len(case.graph.out_of(cause.id)) == 1
