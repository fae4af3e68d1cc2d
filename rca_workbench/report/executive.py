"""The executive summary: what happened, what was found and what will change, in a page and a half.

The long lists stand in the chapters; here the first of each, shortened, with where the rest is.
"""

from collections.abc import Iterable, Sequence

from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.analysis.tracing import findings_in_order
from rca_workbench.model import (
    Action,
    Entity,
    Factor,
    FactorKind,
    FactorStatus,
    FindingKind,
    Profile,
    Recommendation,
    Snapshot,
    Standing,
    shortened,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference import profile
from rca_workbench.report.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Span,
    missing,
    told_in_paragraphs,
)
from rca_workbench.report.incident import brief
from rca_workbench.report.telling import ended

MOST = 7
"""Points listed under one heading."""
_LONGEST = 200
"""Letters of one point; its chapter has it whole."""


def summary(snapshot: Snapshot) -> list[Block]:
    """The incident in brief, what was found at system level, and what is asked for."""
    incident, words = snapshot.incident, profile(snapshot.case.profile)
    made: list[Block] = (
        told_in_paragraphs(incident, "summary")
        if incident.summary.strip()
        else [missing("What happened is not yet written.")]
    )
    made += brief(snapshot)
    found, heading = main_findings(snapshot)
    if found:
        made.append(Heading(3, heading, "summary_systems"))
        made += points([_point(one) for one in found], "findings", "under")
    asked = [
        (*_point(one), *_asked(one))
        for one in snapshot.of(Recommendation).values()
        if one.standing is not Standing.DECLINED
    ]
    if asked:
        made.append(Heading(3, words.term("improvements"), "summary_asked"))
        made += points(asked, "improvement", "under")
    planned = [
        (*_point(one), *_state(one)) for one in snapshot.of(Action).values() if one.status not in OUT_OF_USE
    ]
    if planned:
        made.append(Heading(3, words.term("actions"), "summary_changes"))
        made += points(planned, "improvement", "under")
    return made


def main_findings(snapshot: Snapshot) -> tuple[Sequence[Entity], str]:
    """What was found at system level, and what that is called: the team's statements; before there are any, its factors."""
    words = profile(snapshot.case.profile)
    stated = [one for one in findings_in_order(snapshot) if one.finding_kind is FindingKind.SYSTEM]
    if stated:
        key = "Lessons learned" if snapshot.case.profile is Profile.SIF2015 else "Key findings"
        return stated, key
    return system_factors(snapshot), f"Main {words.term('system_factors').lower()}"


def system_factors(snapshot: Snapshot) -> list[Factor]:
    """The agreed factors at system level."""
    return [
        one
        for one in snapshot.of(Factor).values()
        if one.factor_kind is FactorKind.SYSTEM_FACTOR and one.status is FactorStatus.FINDING
    ]


def points(items: Iterable[tuple[Span, ...]], chapter: str, lead: str) -> list[Block]:
    """The first points of a list, and where the rest is."""
    every = list(items)
    made: list[Block] = [Bullets(tuple(every[:MOST]))]
    if len(every) > MOST:
        left = len(every) - MOST
        made.append(
            Paragraph((Span(f"And {left} more, {lead} “"), Span("the chapter", to=chapter), Span("”.")))
        )
    return made


def _point(one: Entity) -> tuple[Span, ...]:
    return ended(Span(shortened(str(getattr(one, "text", "")).strip(), _LONGEST)))


def _asked(one: Recommendation) -> tuple[Span, ...]:
    return (Span(f" To {one.to.strip()}.", quiet=True),) if one.to.strip() else ()


def _state(one: Action) -> tuple[Span, ...]:
    about = [part for part in (one.owner.strip(), word(one.status).lower()) if part]
    if one.done:
        about.append(f"done {date_words(one.done)}")
    elif one.due:
        about.append(f"due {date_words(one.due)}")
    said = ", ".join(about)
    return (Span(f" {said[:1].upper()}{said[1:]}.", quiet=True),)
