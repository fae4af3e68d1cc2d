"""What a thing is linked to and from, whatever its kind, beyond what its page shows anyway."""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from rca_workbench.model import KINDS, Changes, Entity, Snapshot
from rca_workbench.ui import style
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.linked_words import from_words, seen_words
from rca_workbench.ui.fields import clear
from rca_workbench.ui.fields.section import MORE, more_button
from rca_workbench.ui.session import Session

AT_REST_MS = 250
SHOWN = 6
"""Rows of a group shown at first."""
_TIES = (
    "link",
    "entry_link",
    "time_link",
    "excerpt",
    "knowledge",
    "account",
    "attendance",
)
"""Kinds that only tie others together: one looks through them, to the other end."""
_NOT_FOR_PEOPLE = ("unplaced", "conflict")


class Linked(NamedTuple):
    """One thing linked to another."""

    other: Entity
    how: str
    """What it has to do with it, as the heading of all that have the same."""
    beneath: str
    """What the tie says besides; often nothing."""


class LinkedSection(FactsSection):
    """Everything else that has to do with the thing shown; not there while that is nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Linked to and from", "", self._found, tuple(KINDS))
        self.shown_fields: frozenset[str] = frozenset()
        """Fields the page shows."""
        self.shown_kinds: frozenset[str] = frozenset()
        """Kinds the page has a section for."""
        self._how: list[str] = []
        """What each fact found has to do with the thing shown."""
        self._most: Counter[str] = Counter()
        # Looking at everything that points here is not for every row one passes on the way to another.
        self._rest = QTimer(self, singleShot=True, interval=AT_REST_MS)
        self._rest.timeout.connect(self._look)

    def _turn(self) -> None:
        super()._turn()
        self._most.clear()

    def refresh(self, changes: Changes | None) -> None:
        """Show what is linked as it is now, once nothing more happens."""
        if self.id is None:
            self._rest.stop()
        else:
            self._rest.start()

    def _look(self) -> None:
        if self.session.snapshot.find(self.id) is not None:
            super().refresh(None)
            self.setVisible(bool(self._shown))

    def _found(self, snapshot: Snapshot, id: str) -> Iterator[Fact]:
        found = list(linked(snapshot, id, self.shown_fields, self.shown_kinds))
        self._how = [one.how for one in found]
        return ((one.other, one.beneath) for one in found)

    def _lay(self, found: list[Fact]) -> None:
        clear(self._rows)
        groups: dict[str, list[Fact]] = {}
        for how, fact in zip(self._how, found, strict=True):
            groups.setdefault(how, []).append(fact)
        for how, facts in groups.items():
            self._rows.addWidget(style.role(QLabel(f"{how}  {len(facts):,}"), "caption"))
            most = SHOWN + self._most[how]
            for fact in facts[:most]:
                self._rows.addWidget(self._row(fact))
            if len(facts) > most:
                self._rows.addWidget(more_button(how, len(facts) - most, partial(self._more_of, how, found)))

    def _more_of(self, how: str, found: list[Fact]) -> None:
        self._most[how] += MORE
        self._lay(found)


def linked(
    snapshot: Snapshot, id: str, fields: Collection[str] = (), kinds: Collection[str] = ()
) -> Iterator[Linked]:
    """What a thing points to and what points to it, each once.

    Args:
        snapshot: the case.
        id: the thing.
        fields: names of its own fields that are left out.
        kinds: names of kinds that are left out where they point to it.
    """
    entity = snapshot.find(id)
    if entity is None:
        return
    seen = {id}
    for field, target in entity.kind.references(entity):
        other = snapshot.find(target)
        if field.name not in fields and other is not None and target not in seen:
            seen.add(target)
            yield Linked(other, field.type.label, "")
    for one in snapshot.pointing_to(id):
        name = one.kind.name
        if name in kinds or name in _NOT_FOR_PEOPLE:
            continue
        for link in (
            _seen_through(snapshot, one, id) if name in _TIES else (Linked(one, *from_words(one, id)),)
        ):
            if link.other.id not in seen:
                seen.add(link.other.id)
                yield link


def _seen_through(snapshot: Snapshot, tie: Entity, id: str) -> Iterator[Linked]:
    """The other ends of a tie; the tie itself where it has no other."""
    said = str(getattr(tie, tie.kind.title_field))[:80] if tie.kind.title_field else ""
    others = [snapshot.find(target) for _, target in tie.kind.references(tie) if target != id]
    if not any(others):
        yield Linked(tie, *from_words(tie, id))
    for other in others:
        if other is not None:
            yield Linked(other, seen_words(tie, id), said)
