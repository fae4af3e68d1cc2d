"""Reads the entries of a case into moments of its timeline."""

from collections.abc import Callable, Iterable, Mapping

from rca_workbench.analysis.chronology import Chronology, Derived
from rca_workbench.drawing.moments import Around, Moment, NameOf, Strand
from rca_workbench.model import (
    Account,
    Actor,
    EvidenceItem,
    Excerpt,
    Factor,
    FactorKind,
    Lane,
    Snapshot,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.changes import Changes
from rca_workbench.model.time import Certainty, Time, short_label, window
from rca_workbench.model.time import moment as wall_clock
from rca_workbench.reference import tokens

_NEAR = {"excerpt": ("about",), "factor": ("entry",), "account": ("entry",)}
"""Kinds that change how an entry looks, and their fields that name it."""


class EntryReader:
    """What is known of each entry, and the moment it becomes."""

    def __init__(self, snapshot: Snapshot, chronology: Chronology) -> None:
        self._snapshot = snapshot
        self._chronology = chronology
        self._entries = snapshot.of(TimelineEntry)
        self._actors = snapshot.of(Actor)
        self._lanes = snapshot.of(Lane)
        self._about = snapshot.by(Excerpt, "about")
        self._accounts = snapshot.by(Account, "entry") if snapshot.of(Account) else {}
        self._marks = {
            certainty: str(tokens()["timeline"]["certainty"][certainty]["mark"]) for certainty in Certainty
        }
        self._cards = {
            factor.entry: str(factor.factor_kind)
            for factor in snapshot.of(Factor).values()
            if factor.entry and factor.factor_kind in (FactorKind.PROBLEM, FactorKind.HARM)
        }
        self._kept: dict[tuple[str | None, ...], Around] = {}

    def around(self, entry: TimelineEntry) -> Around:
        """What is known of an entry beyond itself; one and the same value for all entries alike."""
        actor = self._actors.get(entry.actor) if entry.actor else None
        lane_id = entry.lane or (actor.lane if actor else None) or ""
        card = "harm" if entry.harm else "problem" if entry.problem else self._cards.get(entry.id, "")
        sources = len(self._about.get(entry.id, ()))
        accounts = self._accounts.get(entry.id)
        key = (lane_id, entry.actor, card, str(sources))
        found = self._kept.get(key) if not accounts else None
        if found is None:
            lane = self._lanes.get(lane_id)
            strands = self._strands(entry.id, accounts) if accounts else ()
            found = Around(
                lane_id, lane.label if lane else "", actor.role if actor else "", card, sources, strands
            )
            if not accounts:
                self._kept[key] = found
        return found

    def moment(self, entry: TimelineEntry, around: Around) -> Moment | None:
        """An entry as a moment of the timeline; None where nothing says when it was or should have been."""
        seen = self._chronology.window(entry.id)
        if seen.earliest is None and seen.latest is None and not seen.by_order:
            return self._undone(entry, around) if entry.is_omission else None
        first, last, mark = self._place(entry.time, seen)
        shown = "square_dashed" if entry.is_omission else mark
        return Moment(entry, around, self._names(entry), first, last, shown)

    def _names(self, entry: TimelineEntry) -> NameOf:
        """Names the entries its times are counted from.

        A moment outlives the snapshot it was read from, and must not keep it alive for a name.
        """
        ids = {entry.time.anchor, entry.expected_time.anchor} - {None}
        return {id: self._name_of(id) for id in ids if id is not None}.__getitem__ if ids else _nobody

    def _name_of(self, id: str) -> str:
        entry = self._entries.get(id)
        return (entry.code or f"“{shortened(entry.text, 40)}”") if entry else "another entry"

    def _undone(self, entry: TimelineEntry, around: Around) -> Moment | None:
        """What was never done stands where it should have been."""
        due = window(entry.expected_time)
        first = due.earliest if due.earliest is not None else due.latest
        if first is None:
            return None
        return Moment(entry, around, self._names(entry), float(first), float(first), "square_dashed")

    def _place(self, time: Time, seen: Derived) -> tuple[float, float, str]:
        mark = self._marks[time.certainty]
        first, last = seen.earliest, seen.latest
        if mark == "ring_arrow_left" or first is None:
            first = last
        # What is in order has a neighbour with a time, or else it would wait in the tray.
        first = first or 0
        if last is None or mark in ("ring_arrow_right", "disc") or last - first < 60:
            last = first
        elif mark in ("ring_whisker", "bar") and last % 60 == 59:
            # "Until 19:34" is drawn to 19:34, not to its last second.
            last -= 59
        return float(first), float(max(first, last)), mark

    def _strands(self, id: str, accounts: tuple[str, ...]) -> tuple[Strand, ...]:
        table, evidence = self._snapshot.of(Account), self._snapshot.of(EvidenceItem)
        own = self._chronology.window(id)
        first = own.earliest if own.earliest is not None else own.latest
        # The day of the moment is seen already; an account that puts it on another day says so.
        day = wall_clock(first).date() if first is not None else None
        found = []
        for one in accounts:
            account = table[one]
            source = evidence.get(account.evidence) if account.evidence else None
            name = (source.code or f"“{shortened(source.name, 30)}”") if source else "a source not named"
            seen = window(account.time)
            low = seen.earliest if seen.earliest is not None else seen.latest
            high = seen.latest if seen.latest is not None else low
            span = None
            if low is not None and high is not None:
                span = (float(low), float(low if high - low < 60 else high))
            when = short_label(account.time, day, self._name_of) if span else ""
            text = " ".join(account.text[:200].split())
            found.append(
                Strand(name, when[:1].lower() + when[1:], span, self._marks[account.time.certainty], text)
            )
        found.sort(key=lambda one: (one.span is None, one.span or (0.0, 0.0), one.source))
        return tuple(found)


def _nobody(id: str) -> str:
    return "another entry"


def touched_entries(
    changes: Changes, snapshot: Snapshot, in_lane: Callable[[str], Iterable[str]]
) -> frozenset[str]:
    """Ids of the entries whose look a step may have changed, beside those whose time hangs on another's.

    Args:
        in_lane: the entries a lane had before the step.
    """
    found: set[str] = set(changes.ids("timeline_entry"))
    for id in changes.ids("lane"):
        fields = changes.fields("lane", id)
        if fields is None or "label" in fields:
            found.update(in_lane(id))
    for id in changes.ids("actor"):
        fields = changes.fields("actor", id)
        if fields is None or fields & {"role", "lane"}:
            found.update(snapshot.by(TimelineEntry, "actor").get(id, ()))
    for id in changes.ids("evidence"):
        told = snapshot.by(Account, "evidence").get(id, ()) if snapshot.of(Account) else ()
        accounts = (snapshot.get(Account, one) for one in told)
        found.update(one.entry for one in accounts if one is not None and one.entry)
    for change in changes.items:
        fields_near = _NEAR.get(change.kind, ())
        for name in fields_near:
            for value in (change.before, change.after):
                named = value.get(name) if isinstance(value, Mapping) else value
                if isinstance(named, str) and change.field in (None, name):
                    found.add(named)
        now = snapshot.find(change.id) if fields_near else None
        if now is not None:
            found.update(named for name in fields_near if isinstance(named := getattr(now, name), str))
    return frozenset(found)
