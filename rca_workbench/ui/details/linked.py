"""What a thing is linked to and from, whatever its kind, beyond what its page shows anyway."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import QTimer

from rca_workbench.model import KINDS, Changes, Entity, Snapshot
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.session import Session

AT_REST_MS = 250
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


class LinkedSection(FactsSection):
    """Everything else that has to do with the thing shown; not there while that is nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Linked to and from", "", self._found, tuple(KINDS))
        self.shown_fields: frozenset[str] = frozenset()
        """Fields the page shows."""
        self.shown_kinds: frozenset[str] = frozenset()
        """Kinds the page has a section for."""
        # Looking at everything that points here is not for every row one passes on the way to another.
        self._rest = QTimer(self, singleShot=True, interval=AT_REST_MS)
        self._rest.timeout.connect(self._look)
        self._changes: Changes | None = None

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
        return linked(snapshot, id, self.shown_fields, self.shown_kinds)


def linked(
    snapshot: Snapshot, id: str, fields: Collection[str] = (), kinds: Collection[str] = ()
) -> Iterator[Fact]:
    """What a thing points to and what points to it, each once, with the words that say how.

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
            yield other, field.type.label
    for one in snapshot.pointing_to(id):
        name = one.kind.name
        if name in kinds or name in _NOT_FOR_PEOPLE:
            continue
        for other, words in _seen_through(snapshot, one, id) if name in _TIES else ((one, _how(one, id)),):
            if other.id not in seen:
                seen.add(other.id)
                yield other, words


def _seen_through(snapshot: Snapshot, tie: Entity, id: str) -> Iterator[Fact]:
    """The other ends of a tie; the tie itself where it has no other."""
    word = tie.kind.word[:1].upper() + tie.kind.word[1:]
    others = [snapshot.find(target) for _, target in tie.kind.references(tie) if target != id]
    if not any(others):
        yield tie, word
    for other in others:
        if other is not None:
            said = str(getattr(tie, tie.kind.title_field)) if tie.kind.title_field else ""
            yield other, f"{word}: {said[:80]}" if said else word


def _how(one: Entity, id: str) -> str:
    """What a thing is, and through which of its fields it points here."""
    word = one.kind.word[:1].upper() + one.kind.word[1:]
    label = next((field.type.label for field, target in one.kind.references(one) if target == id), "")
    return f"{word} · {label}" if label else word
