"""The case at one moment, to read: what every view, check, picture and report is made from."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import cast

from rca_workbench.model.case import CaseRecord, Incident
from rca_workbench.model.entity import KINDS, E, Entity

_EMPTY: Mapping[str, Entity] = MappingProxyType({})

_Index = dict[object, tuple[str, ...]]

_ANY = "*"
"""Stands in an index's key for all fields that refer to other entities."""
_MANY = 8
"""Where more than one in so many of a kind changes, new indexes cost less than mending the old ones."""


class Snapshot:
    """Everything a case holds at one head of its journal. Never changes; safe to hand to a worker thread.

    A later snapshot shares all that did not change with the one before, so making one costs a copy of the
    id tables of the kinds a step touched.
    """

    __slots__ = ("_filled", "_indexes", "_tables", "head")

    def __init__(self, tables: Mapping[str, dict[str, Entity]], head: str = "") -> None:
        self._tables = dict(tables)
        self._indexes: dict[tuple[str, str], _Index] = {}
        self._filled: list[dict[str, Entity]] | None = None
        self.head = head
        """Id of the journal's last step."""

    def of(self, cls: type[E]) -> Mapping[str, E]:
        """All entities of a kind by id, in order of arrival. To be read only."""
        return cast(Mapping[str, E], self._tables.get(cls.kind.name, _EMPTY))

    def table(self, kind: str) -> Mapping[str, Entity]:
        """All entities of the kind with that name."""
        return self._tables.get(kind, _EMPTY)

    def get(self, cls: type[E], id: str | None) -> E | None:
        """The entity with that id, or None."""
        return self.of(cls).get(id) if id else None

    def find(self, id: str | None) -> Entity | None:
        """The entity with that id, whatever its kind, or None."""
        if id:
            if self._filled is None:
                self._filled = [table for table in self._tables.values() if table]
            for table in self._filled:
                if id in table:
                    return table[id]
        return None

    def one(self, cls: type[E]) -> E:
        """The one entity of a kind that a case holds a single one of; its empty form if not yet written."""
        found = self.of(cls).get(cls.kind.name)
        return found if found is not None else cls(id=cls.kind.name)

    @property
    def case(self) -> CaseRecord:
        """The case record."""
        return self.one(CaseRecord)

    @property
    def incident(self) -> Incident:
        """The incident the case is about."""
        return self.one(Incident)

    def by(self, cls: type[E], field: str) -> Mapping[object, tuple[str, ...]]:
        """Ids of a kind's entities by what one field holds; by each id it points to, for several ids.

        Built at the first question, then kept up to date from snapshot to snapshot.
        """
        return self._index(cls.kind.name, field)

    def pointed_from(self, cls: type[E], field: str, id: str) -> tuple[E, ...]:
        """Entities of a kind whose field points to `id`, in order of arrival."""
        table = self.of(cls)
        return tuple(table[one] for one in self.by(cls, field).get(id, ()))

    def pointing_to(self, id: str) -> Iterator[Entity]:
        """Everything that refers to `id` through any of its fields, each once."""
        for name, kind in KINDS.items():
            if kind.pointing:
                table = self.table(name)
                for one in self._index(name, _ANY).get(id, ()):
                    yield table[one]

    def changed(self, put: Iterable[Entity], removed: Iterable[tuple[str, str]], head: str) -> "Snapshot":
        """The snapshot after a step: `put` added or replaced, `removed` (kind, id) gone."""
        later = Snapshot(self._tables, head)
        edits: dict[str, tuple[list[str], list[Entity]]] = {}
        for kind, id in removed:
            edits.setdefault(kind, ([], []))[0].append(id)
        for one in put:
            edits.setdefault(one.kind.name, ([], []))[1].append(one)
        for kind, (gone, kept) in edits.items():
            table = dict(self._tables.get(kind, {}))
            later._tables[kind] = table
            pairs: list[tuple[Entity | None, Entity | None]] = []
            pairs += [(was, None) for id in gone if (was := table.pop(id, None)) is not None]
            pairs += [(table.get(one.id), one) for one in kept]
            table.update((one.id, one) for one in kept)
            if len(pairs) * _MANY <= len(table):
                self._mend(kind, pairs, later)
        # A copy first: a worker thread that reads this snapshot may be adding an index to it at this moment.
        later._indexes |= {key: index for key, index in self._indexes.copy().items() if key[0] not in edits}
        return later

    def _index(self, kind: str, field: str) -> _Index:
        key = (kind, field)
        index = self._indexes.get(key)
        if index is None:
            found: dict[object, list[str]] = {}
            for id, one in self.table(kind).items():
                for value in _keys(one, field):
                    found.setdefault(value, []).append(id)
            index = self._indexes[key] = {value: tuple(ids) for value, ids in found.items()}
        return index

    def _mend(self, kind: str, pairs: list[tuple[Entity | None, Entity | None]], later: "Snapshot") -> None:
        """Give `later` the indexes of a kind of which a few entities changed, each from what to what."""
        for (indexed, field), old in self._indexes.copy().items():
            if indexed == kind:
                index: _Index | None = dict(old)
                for was, now in pairs:
                    if index is not None and not _moved(index, field, was, now):
                        index = None
                if index is not None:
                    later._indexes[indexed, field] = index

    @classmethod
    def empty(cls) -> "Snapshot":
        """A snapshot of nothing."""
        return cls({name: {} for name in KINDS})


def _moved(index: _Index, field: str, was: Entity | None, now: Entity | None) -> bool:
    """Take one entity from its old places in an index to its new ones; False where only building anew can.

    That is where an entity moves in among others: an index keeps the order of arrival.
    """
    old = _keys(was, field) if was is not None else ()
    new = _keys(now, field) if now is not None else ()
    if old == new:
        return True
    id = was.id if was is not None else now.id if now is not None else ""
    for value in dict.fromkeys(old):
        left = tuple(one for one in index.get(value, ()) if one != id)
        if left:
            index[value] = left
        else:
            index.pop(value, None)
    for value in dict.fromkeys(new):
        there = index.get(value, ())
        if there and was is not None and field != _ANY:
            return False
        index[value] = (*there, id)
    return True


def _keys(one: Entity, field: str) -> tuple[object, ...]:
    if field == _ANY:
        return tuple(dict.fromkeys(target for _, target in one.kind.references(one)))
    value = getattr(one, field)
    return tuple(dict.fromkeys(value)) if isinstance(value, tuple) else (value,)
