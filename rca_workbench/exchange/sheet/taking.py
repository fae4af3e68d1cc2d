"""Brings planned rows into a case: one step, or nothing."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import PurePath

from rca_workbench.analysis.roles import nature_of
from rca_workbench.exchange.load import Progress, Stopped
from rca_workbench.exchange.sheet.identities import People, plain
from rca_workbench.exchange.sheet.known import IDS
from rca_workbench.exchange.sheet.pasted import PASTED
from rca_workbench.exchange.sheet.planned import Imported, Mark, Plan, PlannedRow, RowState
from rca_workbench.exchange.sheet.roles import Layout, Role, Zone
from rca_workbench.model import (
    Actor,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Lane,
    LaneKind,
    Problem,
    Snapshot,
    TimelineEntry,
    next_code,
)
from rca_workbench.model.order import keys
from rca_workbench.store import Case
from rca_workbench.store.collecting import gc_paused

MOST_LANES = 40
"""New people and parts that each get a lane; a log of hundreds of users is no picture of lanes."""


def bring_in(
    case: Case,
    plan: Plan,
    label: str = "",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    lanes: bool = True,
) -> Imported:
    """Bring the rows that are new into the case as one step that can be undone.

    Rows that cannot come in, are left out or were removed here since stay out. An entry that was there already is
    cited from this source too, if it was not before; its own words are never touched.

    Args:
        case: the case, open for writing.
        plan: what is to come in, worked out on this case.
        label: what Undo and the history call it; "Import" and the name of the source without.
        progress: told now and then how far it is.
        cancelled: asked now and then whether to stop.
        lanes: give each new person or part a lane, where the sheet has no column of lanes and they are not many.

    Raises:
        Fault: the case cannot be changed, or the import was stopped; nothing was changed.
    """
    label = label or f"Import {plan.workbook.name}"
    with gc_paused():
        making = _Making(case.snapshot, plan, lanes=lanes)
        made = making.all()
    total = len(made)
    if total:
        with case.step(label) as step:
            for done, one in enumerate(made):
                if done % 500 == 0:
                    if cancelled is not None and cancelled():
                        raise Stopped
                    if progress is not None:
                        progress(label, done, total)
                step.add(one)
            item = case.snapshot.get(EvidenceItem, making.evidence)
            if item is not None and plan.workbook.sha256 not in item.note:
                later = f"SHA-256 of a later version: {plan.workbook.sha256}."
                step.change(item, note=f"{item.note}\n{later}".strip())
        if progress is not None:
            progress(label, total, total)
    counts = plan.counts
    return Imported(
        making.added,
        counts[RowState.THERE] + counts[RowState.NEW] - making.added,
        counts[RowState.LEFT_OUT] + counts[RowState.PROBLEM],
        counts[RowState.REMOVED],
        making.cited,
        making.evidence if total else "",
    )


def removed_before(case: Case) -> frozenset[str]:
    """Ids of the entries that were removed from the case: what `plan` is told, so that none comes back unasked."""
    return case.removed(TimelineEntry.kind.name)


class _Making:
    """What a plan adds to a case as it stands now."""

    def __init__(self, snapshot: Snapshot, plan: Plan, *, lanes: bool) -> None:
        self._snapshot = snapshot
        self._plan = plan
        self._lane_each = lanes
        self._entries = snapshot.of(TimelineEntry)
        self._several = len(plan.workbook.sheets) > 1
        self._people = People(snapshot)
        self._actors: dict[str, str] = {}
        self._lanes = {plain(one.label): one.id for one in snapshot.of(Lane).values() if one.label}
        self._sources = {plain(one.name): one.id for one in snapshot.of(EvidenceItem).values() if one.name}
        self._cites = {
            (one.evidence, one.about) for one in snapshot.of(Excerpt).values() if one.about and one.evidence
        }
        self._excerpts = snapshot.of(Excerpt)
        self._made: list[Entity] = []
        self.evidence = ""
        self.added = 0
        self.cited = 0

    def all(self) -> list[Entity]:
        """Everything to add, in the order it is to arrive."""
        new = [row for row in self._plan.rows if row.state is RowState.NEW and row.id not in self._entries]
        there = [row for row in self._plan.rows if row.state in _IN_CASE and row.id in self._entries]
        self.evidence = self._evidence_id(there)
        there = [row for row in there if (self.evidence, row.id) not in self._cites]
        self.added, self.cited = len(new), len(there)
        if not new and not there:
            return []
        if self.evidence not in self._snapshot.of(EvidenceItem):
            self._made.append(self._evidence())
        self._add_people(new)
        self._add_lanes((row.lane for row in new), _lane_kind(self._plan.layout))
        self._add_sources([*new, *there])
        self._add_entries(new)
        for row in (*new, *there):
            self._cite(row)
        return self._made

    # The register

    def _evidence_id(self, there: list[PlannedRow]) -> str:
        """The register's entry for this source: made by an earlier import of it, or of another version of it.

        Another version holds most of the rows the entry is cited for, and has its name, or most of them in place.
        """
        book = self._plan.workbook
        same = IDS.id_for("evidence", book.name, book.sha256)
        items = self._snapshot.of(EvidenceItem)
        if same in items or not there:
            return same
        cited: Counter[str] = Counter()
        in_place: Counter[str] = Counter()
        for row in there:
            for one in self._snapshot.pointed_from(Excerpt, "about", row.id):
                if one.evidence and _ROW.fullmatch(one.place):
                    cited[one.evidence] += 1
                    in_place[one.evidence] += one.place == self._place(row)
        for id, rows in cited.most_common():
            held = sum(
                1 for one in self._snapshot.pointed_from(Excerpt, "evidence", id) if _ROW.fullmatch(one.place)
            )
            named = items[id].name == book.name and book.name != PASTED
            if rows * 2 > held and (named or in_place[id] >= max(3, held // 2)):
                return id
        return same

    def _evidence(self) -> EvidenceItem:
        book, layout = self._plan.workbook, self._plan.layout
        items = self._snapshot.of(EvidenceItem)
        last = max((one.order for one in items.values()), default="")
        notes = [f"SHA-256 of what was read: {book.sha256}.", *book.notes]
        if layout.zone is Zone.UTC:
            notes.append("Its times are UTC; they were moved to the clock in the United Kingdom.")
        return EvidenceItem(
            id=self.evidence,
            code=next_code(self._snapshot, EvidenceItem),
            name=book.name,
            evidence_kind=_kind_of(book.name),
            reference_form="column" if book.sheets[layout.sheet].sideways else "row",
            note="\n".join(notes),
            order=keys(1, last)[0],
        )

    def _place(self, row: PlannedRow) -> str:
        sheet = self._plan.workbook.sheets[self._plan.layout.sheet]
        place = sheet.place(row.number)
        return f"{sheet.name}, {place}" if self._several else place

    def _cite(self, row: PlannedRow) -> None:
        self._excerpt(self.evidence, row.id, self._place(row))
        if row.source:
            source = self._sources[plain(row.source)]
            if source != self.evidence and (source, row.id) not in self._cites:
                self._excerpt(source, row.id, row.place)

    def _excerpt(self, evidence: str, about: str, place: str) -> None:
        id = IDS.id_for("excerpt", evidence, about)
        if id not in self._excerpts:
            self._made.append(Excerpt(id=id, evidence=evidence, about=about, place=place))

    def _add_sources(self, rows: list[PlannedRow]) -> None:
        wanted = _first_said((row.source for row in rows), self._sources)
        if not wanted:
            return
        items = self._snapshot.of(EvidenceItem)
        last = max(
            (one.order for one in (*items.values(), *self._made) if isinstance(one, EvidenceItem)), default=""
        )
        codes = _codes(self._snapshot, EvidenceItem, len(wanted) + 1)
        for name, order, code in zip(wanted, keys(len(wanted), last), codes[1:], strict=True):
            id = self._free("evidence", name)
            self._sources[plain(name)] = id
            self._made.append(
                EvidenceItem(id=id, code=code, name=name, evidence_kind=_kind_of(name), order=order)
            )

    # People and lanes

    def _add_people(self, rows: list[PlannedRow]) -> None:
        for who in dict.fromkeys(row.who for row in rows):
            if found := self._people.find(who):
                self._actors[plain(who)] = found
        wanted = _first_said((row.who for row in rows), self._actors)
        if self._lane_each and len(wanted) <= MOST_LANES and self._plan.layout.column(Role.LANE) is None:
            self._add_lanes(wanted, LaneKind.ACTOR)
        last = max((one.order for one in self._snapshot.of(Actor).values()), default="")
        for role, order in zip(wanted, keys(len(wanted), last), strict=True):
            key = plain(role)
            id = self._actors[key] = self._free("actor", role)
            lane = self._lanes.get(key)
            self._made.append(Actor(id=id, role=role, nature=nature_of(role), lane=lane, order=order))

    def _add_lanes(self, said: Iterable[str], kind: LaneKind | None) -> None:
        wanted = _first_said(said, self._lanes)
        last = max((one.order for one in self._snapshot.of(Lane).values()), default="")
        for label, order in zip(wanted, keys(len(wanted), last), strict=True):
            id = self._lanes[plain(label)] = self._free("lane", label)
            self._made.append(Lane(id=id, label=label, lane_kind=kind, order=order))

    def _free(self, kind: str, name: str) -> str:
        """An id from a name, that is not another thing's: the name may have been changed in the case since."""
        number = 0
        while True:
            id = IDS.id_for(kind, plain(name), str(number) if number else "")
            if id not in self._snapshot.table(kind):
                return id
            number += 1

    # Entries

    def _add_entries(self, rows: list[PlannedRow]) -> None:
        last = max((one.order for one in self._entries.values()), default="")
        codes = _codes(self._snapshot, TimelineEntry, len(rows))
        book = self._plan.workbook.name
        for row, order, code in zip(rows, keys(len(rows), last), codes, strict=True):
            values: dict[str, object] = {}
            if row.marks:
                values = {name: value for mark in row.marks for name, value in _MARKED[mark].items()}
            if row.disagrees:
                values["conflicts_with"] = tuple(id for id in row.disagrees if id in self._entries)
                values["conflict_note"] = f"{book}, {self._place(row)} gives another time for the same words."
            self._made.append(
                TimelineEntry(
                    id=row.id,
                    code=code,
                    time=row.time,
                    order=order,
                    actor=self._actors[plain(row.who)] if row.who else None,
                    lane=self._lanes[plain(row.lane)] if row.lane else None,
                    text=row.what,
                    entry_kind=row.kind,
                    expected=row.expected,
                    note=row.note,
                    **values,  # type: ignore[arg-type]
                )
            )


_IN_CASE = (RowState.THERE, RowState.NEW)
_ROW = re.compile(r"(?:.*, )?(?:row \d+|column [A-Z]+)")

_MARKED: dict[Mark, dict[str, object]] = {
    Mark.CARE: {"problem": Problem.CARE},
    Mark.SERVICE: {"problem": Problem.SERVICE},
    Mark.GOOD_PRACTICE: {"good_practice": True},
    Mark.HARM: {"harm": True},
    Mark.OMISSION: {"is_omission": True},
}

_KINDS = (
    (re.compile(r"interview", re.IGNORECASE), EvidenceKind.INTERVIEW),
    (re.compile(r"statement", re.IGNORECASE), EvidenceKind.STATEMENT),
    (
        re.compile(r"monitor|ventilator|pump|device|telemetry|defib|alarm", re.IGNORECASE),
        EvidenceKind.DEVICE_LOG,
    ),
    (re.compile(r"polic(?:y|ies)|guideline|protocol|\bsop\b", re.IGNORECASE), EvidenceKind.POLICY),
    (re.compile(r"cctv|recording|audio|footage", re.IGNORECASE), EvidenceKind.RECORDING),
    (
        re.compile(r"audit|log|system|export|access|bleep|switchboard|\bcad\b", re.IGNORECASE),
        EvidenceKind.SYSTEM_LOG,
    ),
    (re.compile(r"notes|record|chart|\bobs\b|observations|\bepr\b", re.IGNORECASE), EvidenceKind.RECORD),
)


def _kind_of(name: str) -> EvidenceKind:
    """What sort of evidence a source's name speaks of; a document where it says nothing."""
    said = PurePath(name).stem.replace("_", " ")
    return next((kind for pattern, kind in _KINDS if pattern.search(said)), EvidenceKind.DOCUMENT)


def _lane_kind(layout: Layout) -> LaneKind | None:
    at = layout.column(Role.LANE)
    said = layout.columns[at].name.lower() if at is not None else ""
    if any(word in said for word in ("location", "ward", "area", "where", "site", "place")):
        return LaneKind.PLACE
    return LaneKind.SYSTEM if "system" in said else None


def _first_said(said: Iterable[str], known: dict[str, str]) -> list[str]:
    """Each text that nothing known is called by, as it was first said."""
    found: dict[str, str] = {}
    for one in dict.fromkeys(said):
        if one and plain(one) not in known:
            found.setdefault(plain(one), one)
    return list(found.values())


def _codes(snapshot: Snapshot, cls: type[Entity], count: int) -> list[str]:
    """That many codes no entity of the kind carries yet."""
    first = next_code(snapshot, cls)
    taken = snapshot.by(cls, "code")
    prefix = cls.kind.code_prefix
    digits = first.removeprefix(prefix)
    width = len(digits) if digits.startswith("0") else 1
    number = int(digits)
    found: list[str] = []
    while len(found) < count:
        code = f"{prefix}{number:0{width}}"
        if code not in taken and f"{prefix}{number}" not in taken:
            found.append(code)
        number += 1
    return found
