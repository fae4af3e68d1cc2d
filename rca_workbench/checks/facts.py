"""What rules ask of a case, each worked out once for a snapshot: the causal graph, what leads to harm, sources, tags.

Whatever depends on parts of the case that a step left alone is handed on from the facts before.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import TypeVar

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.chronology import Chronology
from rca_workbench.analysis.levels import level_rank
from rca_workbench.analysis.naming import Found as Named
from rca_workbench.analysis.naming import Register
from rca_workbench.analysis.quoting import quoted, row
from rca_workbench.analysis.residual import in_use
from rca_workbench.analysis.spc import Chart, chart
from rca_workbench.analysis.support import STATEMENT_LIKE
from rca_workbench.analysis.twins import Twins
from rca_workbench.checks.causes import Graph, kept_factors
from rca_workbench.model import (
    Account,
    Action,
    Actor,
    Entity,
    EvidenceItem,
    Excerpt,
    Factor,
    FactorKind,
    Finding,
    Measure,
    Recommendation,
    Snapshot,
    Stance,
    TimelineEntry,
    TimeLink,
)
from rca_workbench.model.time import TimeKind, span
from rca_workbench.model.words import factor_word
from rca_workbench.reference import category, frameworks

__all__ = ["CAUSES", "Facts", "Graph", "level_rank"]

T = TypeVar("T")
E = TypeVar("E", bound=Entity)

CAUSES = (FactorKind.PROBLEM, FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR)
"""Kinds of factor that explain something: the rest is what happened, what held it back, and the harm."""

_CARRIED = {
    "factors": ("factor",),
    "graph": ("factor", "link"),
    "causal": ("factor", "link"),
    "addressing": ("action", "recommendation"),
    "measures_planned": ("action", "recommendation"),
    "resting": ("factor", "finding", "timeline_entry", "excerpt", "account", "evidence"),
    "register": ("actor",),
    "chronology": ("timeline_entry", "time_link"),
    "twins": ("factor",),
    "action_twins": ("action",),
    "charts": ("measure", "data_point", "measure_change", "action"),
}
"""What later facts take over as it is where no table of these kinds changed."""


class Facts:
    """One snapshot, and what follows from it that several rules ask for."""

    def __init__(self, snapshot: Snapshot, before: "Facts | None" = None, today: date | None = None) -> None:
        self.snapshot = snapshot
        self._today = today
        self._kept: dict[str, dict[str, tuple[Entity, object, object]]] = (
            before._kept if before is not None else {}
        )
        self._earlier: tuple[Snapshot, Chronology] | None = None
        self._earlier_twins: Twins | None = None
        self._earlier_graph: Graph | None = None
        if before is not None:
            for name, kinds in _CARRIED.items():
                if name in before.__dict__ and before._shares(snapshot, kinds):
                    self.__dict__[name] = before.__dict__[name]
            if "chronology" in before.__dict__:
                self._earlier = before.snapshot, before.chronology
            self._earlier_twins = before.__dict__.get("twins")
            self._earlier_graph = before.__dict__.get("graph")

    @property
    def today(self) -> date:
        """The day that what is due is judged by: for rules that say so (`Rule.by_day`), which have one when asked."""
        if self._today is None:
            raise RuntimeError("No day was given, and a rule that does not go by the day asks for it.")
        return self._today

    @cached_property
    def factors(self) -> Mapping[str, Factor]:
        """The factors that were not set aside, in order of arrival."""
        return kept_factors(self.snapshot)

    @cached_property
    def graph(self) -> Graph:
        return Graph(self.snapshot, self._earlier_graph)

    @cached_property
    def causal(self) -> Causal:
        """The same graph as the analysis of chains and cuts counts it."""
        return Causal.of(self.snapshot)

    @cached_property
    def addressing(self) -> Mapping[str, tuple[Action | Recommendation, ...]]:
        """Factor id -> the actions and recommendations that address it, but those stopped or found not to work."""
        made: dict[str, list[Action | Recommendation]] = {}
        for one in in_use(self.snapshot):
            for id in one.addresses:
                made.setdefault(id, []).append(one)
        return {id: tuple(several) for id, several in made.items()}

    @cached_property
    def measures_planned(self) -> tuple[Action | Recommendation, ...]:
        """Actions, then recommendations."""
        return (*self.snapshot.of(Action).values(), *self.snapshot.of(Recommendation).values())

    @cached_property
    def charts(self) -> Mapping[str, Chart]:
        """The chart of every measure, by its id."""
        return {id: chart(self.snapshot, one) for id, one in self.snapshot.of(Measure).items()}

    def sources(self, id: str, *stances: Stance) -> tuple[Excerpt, ...]:
        """The sources of a fact, all of them or those that do what is named."""
        found = self.snapshot.pointed_from(Excerpt, "about", id)
        return tuple(one for one in found if not stances or one.stance in stances)

    def has_evidence(self, one: Factor) -> bool:
        """Whether a factor rests on anything: a source of its own, or timeline entries that show it."""
        return bool(one.entries or one.entry or self.sources(one.id, Stance.SUPPORTS, Stance.CONTEXT))

    @cached_property
    def resting(self) -> Mapping[str, tuple[EvidenceItem, ...]]:
        """Fact id -> the different pieces of evidence that bear it out, its own and those of what it stands on.

        The facts are entries, factors and findings; one without any evidence has none.
        """
        items, excerpts = self.snapshot.of(EvidenceItem), self.snapshot.of(Excerpt)
        accounts = self.snapshot.of(Account)
        direct: dict[str, dict[str, EvidenceItem]] = {}
        for excerpt in excerpts.values():
            item = items.get(excerpt.evidence or "")
            if item is not None and excerpt.about and excerpt.stance is Stance.SUPPORTS:
                direct.setdefault(excerpt.about, {})[item.id] = item
        for account in accounts.values():
            item = items.get(account.evidence or "")
            if item is not None and account.entry:
                direct.setdefault(account.entry, {})[item.id] = item
        made = {id: tuple(several.values()) for id, several in direct.items()}
        factors = self.snapshot.of(Factor)
        for one in factors.values():
            made[one.id] = _together(made, (one.id, one.entry or "", *one.entries))
        for finding in self.snapshot.of(Finding).values():
            made[finding.id] = _together(made, (finding.id, *finding.factors))
        return made

    def on_one_statement(self, id: str) -> bool:
        """Whether a fact rests on one person's word or conclusion and nothing else."""
        items = self.resting.get(id, ())
        return len(items) == 1 and items[0].evidence_kind in STATEMENT_LIKE

    @cached_property
    def register(self) -> Register:
        """The names of the people register, to look for in texts."""
        return Register(self.snapshot.of(Actor).values())

    def named_in(self, one: Entity, fields: Iterable[str]) -> tuple[tuple[str, Named], ...]:
        """The names and numbers in some fields of a thing that may identify somebody, each with its field."""
        register = self.register

        def look(at: Entity) -> tuple[tuple[str, Named], ...]:
            return tuple(
                (name, found)
                for name in fields
                if (said := getattr(at, name))
                for found in register.find(said)
            )

        return self.kept("names", one, look, register)

    @cached_property
    def chronology(self) -> Chronology:
        """The timeline in order, worked on from the one before where only some entries changed."""
        entries = self.snapshot.of(TimelineEntry)
        if self._earlier is not None:
            snapshot, before = self._earlier
            if snapshot.table("time_link") is self.snapshot.table("time_link"):
                known = snapshot.of(TimelineEntry)
                return before.updated(
                    [one for id, one in entries.items() if known.get(id) is not one],
                    [id for id in known if id not in entries],
                )
        return Chronology.of(entries.values(), self.snapshot.of(TimeLink).values())

    @cached_property
    def twins(self) -> Twins:
        """Which factors say nearly the same as another of their kind."""
        texts = {id: (one, str(one.factor_kind), one.text) for id, one in self.factors.items()}
        return Twins(texts, self._earlier_twins)

    @cached_property
    def action_twins(self) -> Twins:
        """Which actions say nearly the same as another."""
        return Twins({id: (one, "", one.text) for id, one in self.snapshot.of(Action).items()})

    def begins(self, entry: str | None) -> tuple[int | None, int | None]:
        """Between which seconds a moment began. None: open on that side, as for what is not on the timeline."""
        one = self.snapshot.get(TimelineEntry, entry)
        if one is None:
            return None, None
        seen = self.chronology.window(one.id)
        if one.time.kind is TimeKind.PERIOD and one.time.start:
            return seen.earliest, span(one.time.start)[1]
        return seen.earliest, seen.latest

    def types(self, one: Factor, framework: str = "") -> frozenset[str]:
        """The types a factor is tagged with: the main headings of a framework that its tags stand under.

        Of `NPSA.TASK.GUIDE` the type is `NPSA.TASK`. `framework` is the prefix of its codes ("NPSA.", "SEIPS.");
        without, those of every framework.
        """
        if not one.tags:
            return frozenset()
        found = self.kept("types", one, _types)
        return frozenset(type_ for type_ in found if type_.startswith(framework)) if framework else found

    def kept(self, name: str, one: E, work: Callable[[E], T], on: object = None) -> T:
        """What was worked out from one thing alone, until it changes, or what it rests `on`."""
        kept = self._kept.get(name)
        if kept is None:
            kept = self._kept[name] = {}
        found = kept.get(one.id)
        if found is not None and found[0] is one and found[1] is on:
            return found[2]  # type: ignore[return-value]  # what `work` of that name made
        made = work(one)
        kept[one.id] = one, on, made
        return made

    def called(self, one: Entity) -> str:
        """How a message names a thing: its words in quotation marks, cut to a line."""
        return self.kept("called", one, lambda at: quoted(at, 80))

    def listed(self, several: Iterable[Entity], most: int = 4) -> str:
        """How a message names several things, the rest of them counted: “A”, “B” and 3 more."""
        all_of_them = list(several)
        return row([self.called(one) for one in all_of_them[:most]], len(all_of_them) - most)

    @property
    def system_factor(self) -> str:
        """What this case calls a system-level factor, in small letters: only the 2015 framework says root cause."""
        said = factor_word(FactorKind.SYSTEM_FACTOR, self.snapshot.case.profile)
        return said[:1].lower() + said[1:]

    def _shares(self, later: Snapshot, kinds: Iterable[str]) -> bool:
        return all(self.snapshot.table(kind) is later.table(kind) for kind in kinds)


@cache
def type_of(code: str) -> str:
    """The main heading a tag stands under; of one that no list knows, its first two parts."""
    known = category(code)
    heads = _heads().get(known.framework, frozenset()) if known is not None else frozenset()
    parts = code.split(".")
    for length in range(1, len(parts) + 1):
        if (head := ".".join(parts[:length])) in heads:
            return head
    return ".".join(parts[:2])


@cache
def _heads() -> Mapping[str, frozenset[str]]:
    from rca_workbench.analysis.classifying import heads

    return {one.id: frozenset(head.id for head in heads(one)) for one in frameworks()}


def _types(one: Factor) -> frozenset[str]:
    return frozenset(type_of(tag.code) for tag in one.tags)


def _together(made: Mapping[str, tuple[EvidenceItem, ...]], ids: Iterable[str]) -> tuple[EvidenceItem, ...]:
    several = [found for id in ids if (found := made.get(id))]
    if len(several) < 2:
        return several[0] if several else ()
    return tuple({item.id: item for found in several for item in found}.values())
