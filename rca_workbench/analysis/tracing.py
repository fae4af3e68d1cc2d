"""Where a finding comes from and where it leads: down to the words of sources, up to actions and questions.

A reader of a report asks both: what does this rest on, and what follows from it. Failing to answer the first is the
most frequent fault of local investigations that the Ombudsman reviewed in 2015.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rca_workbench.model import (
    FROM_THE_SYSTEM,
    Action,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    Question,
    Recommendation,
    Snapshot,
    TimelineEntry,
)
from rca_workbench.reference import Level, accimap_levels

GATHERED = tuple(one for one in FROM_THE_SYSTEM if one not in (FactorKind.EVENT, FactorKind.HARM))
"""Kinds of factor that a finding gathers, the system first; events and harms are what it is to explain."""

KIND_OF = {
    FactorStatus.GOOD_PRACTICE: FindingKind.GOOD_PRACTICE,
    FactorStatus.OTHER_FINDING: FindingKind.OTHER,
}
"""What kind of finding a factor of that status makes; every other one makes a finding about the system."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One finding with all it rests on and all that follows from it, each thing once, in order of arrival."""

    finding: Finding
    factors: tuple[Factor, ...]
    entries: tuple[TimelineEntry, ...]
    """The timeline entries that show its factors."""
    excerpts: tuple[Excerpt, ...]
    """The sources of the finding, of its factors and of those entries."""
    actions: tuple[Action | Recommendation, ...]
    """What addresses any of its factors."""
    questions: tuple[Question, ...]
    """The questions answered by the finding or by one of its factors."""
    level: Level | None
    """The most remote level of the system among its factors; None where no level is known."""


def trace(snapshot: Snapshot, finding: Finding) -> Trace:
    """What one finding rests on and what follows from it."""
    factors = tuple(one for id in finding.factors if (one := snapshot.get(Factor, id)) is not None)
    shown = dict.fromkeys(id for one in factors for id in (one.entry, *one.entries) if id)
    entries = tuple(entry for id in shown if (entry := snapshot.get(TimelineEntry, id)) is not None)
    about = [finding.id, *(one.id for one in factors), *(one.id for one in entries)]
    excerpts = {one.id: one for id in about for one in snapshot.pointed_from(Excerpt, "about", id)}
    actions: dict[str, Action | Recommendation] = {}
    for one in factors:
        actions |= {each.id: each for each in snapshot.pointed_from(Action, "addresses", one.id)}
        actions |= {each.id: each for each in snapshot.pointed_from(Recommendation, "addresses", one.id)}
    questions = {
        one.id: one
        for id in (finding.id, *(each.id for each in factors))
        for one in snapshot.pointed_from(Question, "answered_by", id)
    }
    return Trace(
        finding, factors, entries, tuple(excerpts.values()), tuple(actions.values()), tuple(questions.values()),
        _most_remote(factors),
    )  # fmt: skip


def findings_in_order(snapshot: Snapshot) -> list[Finding]:
    """The findings as the team put them in order."""
    return sorted(snapshot.of(Finding).values(), key=lambda one: (one.order, one.code, one.id))


def not_in_a_finding(snapshot: Snapshot) -> tuple[Factor, ...]:
    """What the team has agreed on and no finding gathers yet, what is at system level first."""
    gathered = snapshot.by(Finding, "factors")
    found = (
        one
        for one in snapshot.of(Factor).values()
        if one.id not in gathered
        and one.factor_kind in GATHERED
        and one.status not in (FactorStatus.CANDIDATE, FactorStatus.REJECTED)
    )
    return tuple(sorted(found, key=lambda one: GATHERED.index(one.factor_kind)))


def _most_remote(factors: Iterable[Factor]) -> Level | None:
    levels = {level.id: level for level in accimap_levels()}
    known = [levels[one.level] for one in factors if one.level in levels]
    return min(known, key=lambda level: level.order, default=None)
