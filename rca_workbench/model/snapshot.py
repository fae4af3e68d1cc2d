"""The case at one moment, to read: what every view, check, picture and report is made from."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rca_workbench.model.case import CaseRecord, Incident
from rca_workbench.model.entity import KINDS, E, Entity

_EMPTY: Mapping[str, Entity] = MappingProxyType({})

_Index = dict[object, tuple[str, ...]]


class Snapshot:
    """Everything a case holds at one head of its journal. Never changes; safe to hand to a worker thread.

    A later snapshot shares all that did not change with the one before, so making one costs a copy of the
    id tables of the kinds a step touched.
    """

    __slots__ = ("_indexes", "_tables", "head")

    def __init__(self, tables: Mapping[str, dict[str, Entity]], head: str = "") -> None:
        self._tables = dict(tables)
        self._indexes: dict[tuple[str, str], _Index] = {}
        self.head = head
        """Id of the journal's last step."""

    def of(self, cls: type[E]) -> Mapping[str, E]:
        """All entities of a kind by id, in order of arrival. To be read only."""
        return self._tables.get(cls.kind.name, _EMPTY)  # type: ignore[return-value]

    def table(self, kind: str) -> Mapping[str, Entity]:
        """All entities of the kind with that name."""
        return self._tables.get(kind, _EMPTY)

    def get(self, cls: type[E], id: str | None) -> E | None:
        """The entity with that id, or None."""
        return self.of(cls).get(id) if id else None

    def find(self, id: str | None) -> Entity | None:
        """The entity with that id, whatever its kind, or None."""
        if id:
            for table in self._tables.values():
                if id in table:
                    return table[id]
        return None

    def one(self, cls: type[E]) -> E:
        """The one entity of a kind that a case holds a single one of; its empty form if not yet written."""
        found = self.of(cls).get(cls.kind.name)
        return found if found is not None else cls(id=cls.kind.name)  # type: ignore[call-arg]

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
        key = (cls.kind.name, field)
        index = self._indexes.get(key)
        if index is None:
            found: dict[object, list[str]] = {}
            for id, one in self.of(cls).items():
                for value in _keys(one, field):
                    found.setdefault(value, []).append(id)
            index = self._indexes[key] = {value: tuple(ids) for value, ids in found.items()}
        return index

    def pointed_from(self, cls: type[E], field: str, id: str) -> tuple[E, ...]:
        """Entities of a kind whose field points to `id`, in order of arrival."""
        table = self.of(cls)
        return tuple(table[one] for one in self.by(cls, field).get(id, ()))

    def changed(self, put: Iterable[Entity], removed: Iterable[tuple[str, str]], head: str) -> "Snapshot":
        """The snapshot after a step: `put` added or replaced, `removed` (kind, id) gone."""
        later = Snapshot(self._tables, head)
        later._indexes = dict(self._indexes)
        copied: set[str] = set()

        def table_of(kind: str) -> dict[str, Entity]:
            if kind not in copied:
                copied.add(kind)
                later._tables[kind] = dict(later._tables.get(kind, {}))
                for key in [key for key in later._indexes if key[0] == kind]:
                    later._indexes[key] = dict(later._indexes[key])
            return later._tables[kind]

        for kind, id in removed:
            gone = table_of(kind).pop(id, None)
            if gone is not None:
                later._reindex(kind, gone, None)
        for one in put:
            kind = one.kind.name
            table = table_of(kind)
            was = table.get(one.id)
            table[one.id] = one
            later._reindex(kind, was, one)
        return later

    def _reindex(self, kind: str, was: Entity | None, now: Entity | None) -> None:
        for (indexed, field), index in self._indexes.items():
            if indexed != kind:
                continue
            old = _keys(was, field) if was is not None else ()
            new = _keys(now, field) if now is not None else ()
            if old == new:
                continue
            id = (was or now).id  # type: ignore[union-attr]
            for value in old:
                left = tuple(one for one in index.get(value, ()) if one != id)
                if left:
                    index[value] = left
                else:
                    index.pop(value, None)
            for value in new:
                index[value] = (*index.get(value, ()), id)

    @classmethod
    def empty(cls) -> "Snapshot":
        """A snapshot of nothing."""
        return cls({name: {} for name in KINDS})


def _keys(one: Entity, field: str) -> tuple[object, ...]:
    value = getattr(one, field)
    return value if isinstance(value, tuple) else (value,)
