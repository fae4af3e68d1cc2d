"""What each fact rests on: its sources, and how well they bear it out.

A fact's sources are the excerpts about it and, for a moment told in several ways, the accounts of it. A factor that
stands for moments of the timeline rests on their sources as well, and a finding on those of its factors. Only
different pieces of evidence count: two places in one statement are still one statement.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rca_workbench.model import (
    Account,
    AccountState,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorStatus,
    Finding,
    Snapshot,
    Stance,
    TimelineEntry,
)

FACTS = (TimelineEntry, Factor, Finding)
"""Kinds of which a reader asks what each one rests on."""
STATEMENT_LIKE = frozenset(
    {
        EvidenceKind.INTERVIEW,
        EvidenceKind.STATEMENT,
        EvidenceKind.FAMILY_ACCOUNT,
        EvidenceKind.UNVERIFIED,
        EvidenceKind.INFERENCE,
    }
)
"""Evidence that is somebody's word or conclusion: alone, nothing else bears it out."""
RECORDS = frozenset(
    (
        EvidenceKind.DOCUMENT,
        EvidenceKind.RECORD,
        EvidenceKind.PHOTOGRAPH,
        EvidenceKind.RECORDING,
        EvidenceKind.POLICY,
        EvidenceKind.DEVICE_LOG,
        EvidenceKind.SYSTEM_LOG,
        EvidenceKind.PUBLISHED_REPORT,
        EvidenceKind.CORONER,
    )
)
"""Evidence that was written down or kept, whoever asks."""
FIRST_HAND = frozenset((EvidenceKind.INTERVIEW, EvidenceKind.STATEMENT, EvidenceKind.FAMILY_ACCOUNT))
"""Evidence in the words of somebody who was there."""
_ALONE = {
    EvidenceKind.INFERENCE: "Rests on one inference only",
    EvidenceKind.UNVERIFIED: "Rests on one unverified source only",
}


class Standing(StrEnum):
    """How well a fact is borne out."""

    NONE = "none"
    """Nothing supports it and nothing disputes it."""
    ONE_STATEMENT = "one_statement"
    """One statement supports it and nothing else does."""
    SUPPORTED = "supported"
    """A record supports it, or several pieces of evidence do."""
    DISPUTED = "disputed"
    """A source disputes it, or its sources tell it differently and nobody has settled which holds."""


@dataclass(frozen=True, slots=True)
class Support:
    """What one fact rests on. Excerpts and evidence stand in order of arrival."""

    about: str
    supporting: tuple[Excerpt, ...] = ()
    disputing: tuple[Excerpt, ...] = ()
    context: tuple[Excerpt, ...] = ()
    accounts: tuple[Account, ...] = ()
    """What sources say of a moment that is told in several ways."""
    items: tuple[EvidenceItem, ...] = ()
    """The different pieces of evidence that support the fact or tell of it."""
    against: tuple[EvidenceItem, ...] = ()
    """The different pieces of evidence that dispute it."""
    told_differently: bool = False
    """Its sources tell it differently, and that is not settled."""
    through: str = ""
    """What the fact stands on, where all its sources come by way of that: "the timeline" or "its factors"."""

    @property
    def kinds(self) -> tuple[EvidenceKind | None, ...]:
        """The different kinds of the supporting evidence."""
        return tuple(dict.fromkeys(one.evidence_kind for one in self.items))

    @property
    def sources(self) -> int:
        """How many different pieces of evidence support the fact or dispute it."""
        return len({one.id for one in (*self.items, *self.against)})

    @property
    def standing(self) -> Standing:
        """How well the fact is borne out."""
        return _standing(self.items, bool(self.against) or self.told_differently)

    @property
    def words(self) -> str:
        """The standing as users read it, without a full stop: "2 sources, 1 disputes it"."""
        return f"{self._said()}, through {self.through}" if self.through else self._said()

    def _said(self) -> str:
        match self.standing:
            case Standing.NONE:
                context = len({one.evidence for one in self.context})
                return "No source yet" + (f", {context} for context" if context else "")
            case Standing.ONE_STATEMENT:
                kind = self.items[0].evidence_kind
                return (_ALONE.get(kind) if kind else None) or "Rests on one statement only"
        said = f"{self.sources} {'source' if self.sources == 1 else 'sources'}"
        if self.against:
            against = len(self.against)
            alone = self.sources == 1
            verb = "disputes" if against == 1 else "dispute"
            return said + (", which disputes it" if alone else f", {against} {verb} it")
        return f"{said}, and accounts differ" if self.told_differently else said


def support(snapshot: Snapshot, id: str) -> Support:
    """What a fact rests on, whatever its kind."""
    own = _gathered(snapshot, id, (id,))
    carriers = tuple(_carriers(snapshot, id))
    if not carriers:
        return own
    both = _gathered(snapshot, id, (id, *carriers))
    if own.sources or not both.sources:
        return both
    return replace(both, through="the timeline" if snapshot.get(Factor, id) else "its factors")


def standings(snapshot: Snapshot) -> Mapping[str, Standing]:
    """The standing of every fact that has to rest on something: entries, factors not set aside, and findings."""
    reading = _Reading(snapshot)
    return {id: reading.standing(id) for id in _facts(snapshot)}


def thin(snapshot: Snapshot) -> tuple[str, ...]:
    """Ids of the facts that rest on one statement only, in order of arrival."""
    return tuple(id for id, one in standings(snapshot).items() if one is Standing.ONE_STATEMENT)


def unsupported(snapshot: Snapshot) -> tuple[str, ...]:
    """Ids of the facts without a source, in order of arrival."""
    return tuple(id for id, one in standings(snapshot).items() if one is Standing.NONE)


class _Reading:
    """The evidence for and against, by id, read once for many facts."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._about = snapshot.by(Excerpt, "about")
        self._told = snapshot.by(Account, "entry")
        self._excerpts = snapshot.of(Excerpt)
        self._accounts = snapshot.of(Account)
        self._items = snapshot.of(EvidenceItem)
        self._entries = snapshot.of(TimelineEntry)

    def standing(self, id: str) -> Standing:
        """As `Support.standing`, without making a `Support`."""
        items: dict[str, EvidenceItem] = {}
        disputed = unsettled = False
        for one in (id, *_carriers(self._snapshot, id)):
            for excerpt_id in self._about.get(one, ()):
                excerpt = self._excerpts[excerpt_id]
                item = self._items.get(excerpt.evidence or "")
                if item is None:
                    continue
                if excerpt.stance is Stance.SUPPORTS:
                    items[item.id] = item
                elif excerpt.stance is Stance.DISPUTES:
                    disputed = True
            for account_id in self._told.get(one, ()):
                item = self._items.get(self._accounts[account_id].evidence or "")
                if item is not None:
                    items[item.id] = item
            unsettled = unsettled or _unsettled(self._entries.get(one))
        return _standing(items.values(), disputed or (unsettled and bool(items)))


def _gathered(snapshot: Snapshot, about: str, ids: Iterable[str]) -> Support:
    """The sources of several things at once."""
    by_stance: dict[Stance, list[Excerpt]] = {one: [] for one in Stance}
    accounts: list[Account] = []
    unsettled = False
    for id in ids:
        for excerpt in snapshot.pointed_from(Excerpt, "about", id):
            by_stance[excerpt.stance].append(excerpt)
        accounts += snapshot.pointed_from(Account, "entry", id)
        unsettled = unsettled or _unsettled(snapshot.get(TimelineEntry, id))
    supporting, disputing = by_stance[Stance.SUPPORTS], by_stance[Stance.DISPUTES]
    items = _different(snapshot, [one.evidence for one in supporting] + [one.evidence for one in accounts])
    return Support(
        about,
        tuple(supporting),
        tuple(disputing),
        tuple(by_stance[Stance.CONTEXT]),
        tuple(accounts),
        items,
        _different(snapshot, (one.evidence for one in disputing)),
        unsettled and bool(items),
    )


def _standing(items: Iterable[EvidenceItem], disputed: bool) -> Standing:
    if disputed:
        return Standing.DISPUTED
    found = list(items)
    if not found:
        return Standing.NONE
    if len(found) == 1 and found[0].evidence_kind in STATEMENT_LIKE:
        return Standing.ONE_STATEMENT
    return Standing.SUPPORTED


def _unsettled(entry: TimelineEntry | None) -> bool:
    return entry is not None and entry.accounts_state in (AccountState.DISPUTED, AccountState.LEFT_OPEN)


def _different(snapshot: Snapshot, ids: Iterable[str | None]) -> tuple[EvidenceItem, ...]:
    items = snapshot.of(EvidenceItem)
    return tuple(items[id] for id in dict.fromkeys(ids) if id is not None and id in items)


def _carriers(snapshot: Snapshot, id: str) -> Iterator[str]:
    """What a fact stands on: the moments that show a factor, the factors a finding gathers and their moments."""
    factor = snapshot.get(Factor, id)
    if factor is not None:
        if factor.entry:
            yield factor.entry
        yield from factor.entries
        return
    finding = snapshot.get(Finding, id)
    if finding is not None:
        for one in finding.factors:
            yield one
            yield from _carriers(snapshot, one)


def _facts(snapshot: Snapshot) -> Iterator[str]:
    yield from snapshot.of(TimelineEntry)
    for factor in snapshot.of(Factor).values():
        if factor.status is not FactorStatus.REJECTED:
            yield factor.id
    yield from snapshot.of(Finding)
