"""Excerpts as rows, and the facts that rest on one statement only or on nothing."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtCore import Qt

from rca_workbench.analysis.support import Standing, standings, support
from rca_workbench.model import (
    Entity,
    EvidenceItem,
    Excerpt,
    Factor,
    Finding,
    Snapshot,
    Stance,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.time import short_label
from rca_workbench.model.words import word
from rca_workbench.ui.fields.names import icon_of, ink_of, kind_word, words_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row
from rca_workbench.ui.lists.rows import AnyIndex
from rca_workbench.ui.session import Session

QUOTE, PLACE, FROM, ABOUT, STANCE = range(5)
STANCE_LOOKS = {
    Stance.SUPPORTS: ("check", "text2"),
    Stance.DISPUTES: ("equal-not", "warn"),
    Stance.CONTEXT: ("info", "text2"),
}
"""Icon and colour of what an excerpt does; the word always stands beside them."""
_FACTS_TOUCHED = ("timeline_entry", "factor", "finding")


class ExcerptRows(ListRows):
    """Every excerpt, by its piece of evidence and the place in it; narrowed by item, fact and what it does."""

    columns = (
        Column("Words quoted", edits=True),
        Column("Place", 104, edits=True, rank=1),
        Column("From", 168, rank=2),
        Column("Bears on"),
        Column("What it does", 118, rank=3),
    )
    touched_by = ("excerpt", "evidence", *_FACTS_TOUCHED)
    arranged_by = MappingProxyType(
        {
            "excerpt": frozenset({"evidence", "about", "place", "stance"}),
            "evidence": frozenset({"order"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.item: str | None = None
        self.fact: str | None = None
        self.stance: Stance | None = None

    @property
    def narrowed(self) -> bool:
        """Whether some excerpts may be left out."""
        return bool(self.words or self.item or self.fact or self.stance)

    def arrange(self) -> Sequence[Row]:
        snapshot = self.session.snapshot
        if self.fact:
            found = snapshot.pointed_from(Excerpt, "about", self.fact)
        elif self.item:
            found = snapshot.pointed_from(Excerpt, "evidence", self.item)
        else:
            found = tuple(snapshot.of(Excerpt).values())
        items = snapshot.of(EvidenceItem)
        place_of = {id: (item.order, id) for id, item in items.items()}
        shown = [one for one in found if self._holds(one)]
        shown.sort(key=lambda one: (place_of.get(one.evidence or "", ("~", "")), place_order(one.place)))
        return [Row(one.id) for one in shown]

    def cell(self, row: Row, column: int) -> Cell:
        snapshot = self.session.snapshot
        excerpt = snapshot.get(Excerpt, row.id)
        if excerpt is None:
            return Cell()
        match column:
            case 0:
                return (
                    Cell(excerpt.quote, icon="quote")
                    if excerpt.quote
                    else Cell("No words quoted yet", icon="quote", ink="text3")
                )
            case 1:
                return Cell(excerpt.place, ink="text2")
            case 2:
                item = snapshot.get(EvidenceItem, excerpt.evidence)
                return (
                    Cell(item.name or item.code, _kind_of(item))
                    if item
                    else Cell("No evidence named yet", ink="text3")
                )
            case 3:
                fact = snapshot.find(excerpt.about)
                if fact is None:
                    return Cell("Not tied to a fact yet", ink="text3")
                second = " · ".join(part for part in (kind_word(fact, snapshot), said_when(fact)) if part)
                return Cell(words_of(fact), second, icon=icon_of(fact), icon_ink=ink_of(fact))
            case 4:
                icon, ink = STANCE_LOOKS[excerpt.stance]
                return Cell(
                    word(excerpt.stance), icon=icon, icon_ink=ink, ink="text" if ink == "warn" else "text2"
                )
        return Cell()

    def heading(self, row: Row) -> Heading:
        return Heading("")

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        excerpt = self.session.snapshot.get(Excerpt, row.id) if row is not None else None
        if role == Qt.ItemDataRole.EditRole and excerpt is not None:
            return excerpt.quote if index.column() == QUOTE else excerpt.place
        return super().data(index, role)

    def _holds(self, excerpt: Excerpt) -> bool:
        if self.item and excerpt.evidence != self.item:
            return False
        if self.stance and excerpt.stance is not self.stance:
            return False
        if not self.words:
            return True
        snapshot = self.session.snapshot
        item, fact = snapshot.get(EvidenceItem, excerpt.evidence), snapshot.find(excerpt.about)
        said = " ".join(
            (
                excerpt.quote,
                excerpt.place,
                item.title if item else "",
                fact.title if fact else "",
                word(excerpt.stance),
            )
        ).casefold()
        return all(one in said for one in self.words)


class FactRows(ListRows):
    """Facts of one standing: those that rest on one statement only, or those without a source."""

    columns = (
        Column("Fact"),
        Column("Kind", 168, rank=2),
        Column("When", 150, rank=3),
        Column("What it rests on", 250, rank=1),
    )
    touched_by = ("excerpt", "evidence", "account", *_FACTS_TOUCHED)
    arranged_by = MappingProxyType(
        {
            "excerpt": frozenset({"evidence", "about", "stance"}),
            "account": frozenset({"entry", "evidence"}),
            "evidence": frozenset({"evidence_kind"}),
            "timeline_entry": frozenset({"accounts_state", "time", "order"}),
            "factor": frozenset({"status", "entry", "entries"}),
            "finding": frozenset({"factors"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.standing = Standing.ONE_STATEMENT
        self._read: tuple[Snapshot, Mapping[str, Standing]] | None = None

    def counts(self) -> Mapping[Standing, int]:
        """How many facts there are of each standing."""
        found = dict.fromkeys(Standing, 0)
        for one in self._standings().values():
            found[one] += 1
        return found

    def arrange(self) -> Sequence[Row]:
        known = self._standings()
        snapshot = self.session.snapshot
        ids = (*self.session.chronology.order, *snapshot.of(Factor), *snapshot.of(Finding))
        return [Row(id) for id in ids if known.get(id) is self.standing and self._holds(id)]

    def cell(self, row: Row, column: int) -> Cell:
        snapshot = self.session.snapshot
        fact = snapshot.find(row.id)
        if fact is None:
            return Cell()
        match column:
            case 0:
                return Cell(words_of(fact), icon=icon_of(fact), icon_ink=ink_of(fact), strong=True)
            case 1:
                return Cell(kind_word(fact, snapshot), ink="text2")
            case 2:
                return Cell(said_when(fact), ink="text2")
            case 3:
                found = support(snapshot, fact.id)
                named = ", ".join(one.name or one.code for one in found.items[:2])
                warn = found.standing is Standing.ONE_STATEMENT
                return Cell(
                    named or found.words, found.words if named else "", second_ink="warn" if warn else "text2"
                )
        return Cell()

    def heading(self, row: Row) -> Heading:
        return Heading("")

    def _holds(self, id: str) -> bool:
        fact = self.session.snapshot.find(id) if self.words else None
        return fact is None or all(one in fact.title.casefold() for one in self.words)

    def _standings(self) -> Mapping[str, Standing]:
        snapshot = self.session.snapshot
        if self._read is None or self._read[0] is not snapshot:
            self._read = (snapshot, standings(snapshot))
        return self._read[1]


@lru_cache(maxsize=20_000)
def place_order(place: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts places in order as people count: page 2 before page 10."""
    return tuple(
        (0, int(part[:18]), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in re.split(r"(\d+)", place)
        if part
    )


def said_when(fact: Entity) -> str:
    """When a moment of the timeline was, in short; empty for other facts."""
    return short_label(fact.time) if isinstance(fact, TimelineEntry) else ""


def _kind_of(item: EvidenceItem) -> str:
    return shortened(word(item.evidence_kind) or item.kind_as_said, 40)
