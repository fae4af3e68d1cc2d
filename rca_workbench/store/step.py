"""One step while it is being made: edits are collected, then written whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

from rca_workbench.model import KINDS, Change, Entity, OnDelete, Snapshot
from rca_workbench.model.entity import E, Kind
from rca_workbench.model.fields import Plain, Ref, Refs
from rca_workbench.store.faults import CaseFault

Key = tuple[str, str]
"""Kind and id."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What a step comes to: the changes for journal and views, and the same as rows to write."""

    changes: tuple[Change, ...]
    put: tuple[tuple[Entity | None, Entity], ...]
    """Each entity that was created or changed: as it was, or None, and as it is."""
    removed: tuple[Key, ...]


class Step:
    """What one gesture changes. Reads through `snapshot` see the step's own edits."""

    def __init__(self, base: Snapshot) -> None:
        self._base = base
        self._now: dict[Key, Entity | None] = {}
        self._ids: dict[str, Entity | None] = {}
        self._added: dict[str, tuple[Entity, dict[str, Plain]]] = {}
        self._pointing: dict[str, dict[Key, None]] | None = None
        self._seen = base
        self._unseen: dict[Key, None] = {}

    @property
    def snapshot(self) -> Snapshot:
        """The case as it will be."""
        if self._unseen:
            put = [one for key in self._unseen if (one := self._now[key]) is not None]
            removed = [key for key in self._unseen if self._now[key] is None]
            self._seen = self._seen.changed(put, removed, self._base.head)
            self._unseen = {}
        return self._seen

    def add(self, entity: E) -> E:
        """Put a new entity into the case; returns it with its texts cleaned.

        What it refers to may be added later in the same step.

        Raises:
            ValueError: a value does not fit; the sentence names the field.
            CaseFault: something with that id is in the case already.
        """
        kind = entity.kind
        if self._anything(entity.id) is not None:
            raise CaseFault(f"This {kind.word} is in the case already.")
        made, plain = _cleaned(entity)
        self._set((kind.name, made.id), made)
        self._added[made.id] = (made, plain)
        return cast(E, made)

    def change(self, entity: E, **fields: object) -> E:
        """Change fields of an entity; returns it as it is then.

        The entity only says which one is meant: the values changed are those the case holds now. A kind of
        which a case has a single one is created when it is missing.

        Raises:
            ValueError: a value does not fit; the sentence names the field.
            CaseFault: the entity is no longer in the case.
        """
        kind = entity.kind
        now = self._find(kind, entity.id)
        if now is None and not kind.single:
            raise CaseFault(f"This {kind.word} is no longer in the case.", todo="Undo brings it back.")
        base = now if now is not None else kind.cls(id=kind.name)
        values = {name: kind.clean(name, value) for name, value in fields.items()}
        changed = {name: value for name, value in values.items() if value != getattr(base, name)}
        if changed:
            base = replaced(base, changed)
            self._set((kind.name, base.id), base)
        return cast(E, base)

    def remove(self, entity: Entity) -> None:
        """Take an entity out, with all that means nothing without it; other references to it are emptied."""
        first = (entity.kind.name, entity.id)
        if self._find(entity.kind, entity.id) is None:
            raise CaseFault(f"This {entity.kind.word} is no longer in the case.")
        gone: dict[Key, None] = {first: None}
        waiting = [first]
        while waiting:
            _, id = waiting.pop()
            for other in self._referring(id):
                key = (other.kind.name, other.id)
                if key not in gone and goes_with(other, (id,)):
                    gone[key] = None
                    waiting.append(key)
        ids = {id for _, id in gone}
        for id in ids:
            for other in self._referring(id):
                key = (other.kind.name, other.id)
                if key not in gone:
                    self._set(key, without(other, ids))
        for key in gone:
            self._set(key, None)

    def put_back(self, change: Change) -> None:
        """Bring one field, or the whole entity, back to what it was before a change.

        Raises:
            ValueError: the change names something this program does not know, or does not fit the case.
        """
        kind = KINDS.get(change.kind)
        if kind is None:
            raise ValueError(f"there is no kind called {change.kind}")
        key = (change.kind, change.id)
        if change.field in kind.gone:
            return
        if change.created:
            self._set(key, None)
        elif change.removed:
            self._set(key, kind.from_plain(change.id, _plain_fields(change.before)))
        else:
            now = self._find(kind, change.id)
            field = kind.by_name.get(change.field or "")
            if now is None or field is None:
                raise ValueError(f"the {kind.word} {change.id} has no {change.field}")
            # None stands for what was erased; where a field may be None, that is its default.
            value = field.default if change.before is None else field.type.from_plain(change.before)
            self._set(key, replaced(now, {field.name: value}))

    def edits(self) -> Edits:
        """What the step comes to, first value before to last value after.

        Raises:
            CaseFault: a field points to something that is not in the case; the sentence names the field.
        """
        changes: list[Change] = []
        put: list[tuple[Entity | None, Entity]] = []
        gone: dict[str, list[str]] = {}
        for (name, id), now in self._now.items():
            before = self._base.table(name).get(id)
            if now is None:
                if before is not None:
                    gone.setdefault(name, []).append(id)
                continue
            added, plain = self._added.get(id, (None, {}))
            as_added = [Change(name, id, None, None, plain)] if added is now and before is None else None
            made = as_added or _differences(before, now)
            if made:
                self._check_references(now)
                changes += made
                put.append((before, now))
        removed = [
            (name, id) for name, ids in gone.items() for id in _by_arrival(ids, self._base.table(name))
        ]
        changes += [_removal(self._base.table(name)[id]) for name, id in removed]
        return Edits(tuple(changes), tuple(put), tuple(removed))

    def _find(self, kind: Kind, id: str) -> Entity | None:
        key = (kind.name, id)
        return self._now[key] if key in self._now else self._base.table(kind.name).get(id)

    def _anything(self, id: str) -> Entity | None:
        """What has that id, whatever its kind: one id never means two things."""
        return self._ids[id] if id in self._ids else self._base.find(id)

    def _set(self, key: Key, entity: Entity | None) -> None:
        self._now[key] = self._ids[key[1]] = entity
        self._unseen[key] = None
        if self._pointing is not None and entity is not None:
            self._note_pointing(key, entity)

    def _referring(self, id: str) -> list[Entity]:
        """Every entity that refers to `id` as the step stands."""
        if self._pointing is None:
            self._pointing = {}
            for key, entity in self._now.items():
                if entity is not None:
                    self._note_pointing(key, entity)
        keys = {(one.kind.name, one.id): None for one in self._base.pointing_to(id)}
        keys |= self._pointing.get(id, {})
        now = (self._find(KINDS[name], other) for name, other in keys)
        return [one for one in now if one is not None and any(to == id for _, to in one.kind.references(one))]

    def _note_pointing(self, key: Key, entity: Entity) -> None:
        if self._pointing is not None:
            for _, target in entity.kind.references(entity):
                self._pointing.setdefault(target, {})[key] = None

    def _check_references(self, entity: Entity) -> None:
        for field, target in entity.kind.references(entity):
            kind = field.type.kind if isinstance(field.type, Ref | Refs) else "*"
            found = self._anything(target) if kind == "*" else self._find(KINDS[kind], target)
            if found is None:
                raise CaseFault(
                    f"{field.type.label} of the {entity.kind.word} points to something that is not in the case."
                )


def replaced(entity: Entity, values: Mapping[str, object]) -> Entity:
    """The entity with some fields' values, clean already, in place of its own."""
    kind = entity.kind
    every = {field.name: values.get(field.name, getattr(entity, field.name)) for field in kind.fields}
    every |= values
    return kind.build(entity.id, every)


def difference(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """All that one snapshot holds otherwise than another."""
    found: list[Change] = []
    for name in KINDS:
        old, new = before.table(name), after.table(name)
        found += [_removal(one) for id, one in old.items() if id not in new]
        for id, one in new.items():
            if old.get(id) is not one:
                found += _differences(old.get(id), one)
    return tuple(found)


def goes_with(entity: Entity, gone: Collection[str]) -> bool:
    """True if the entity means nothing without what is gone."""
    return any(
        target in gone and isinstance(field.type, Ref) and field.type.on_delete is OnDelete.CASCADE
        for field, target in entity.kind.references(entity)
    )


def without(entity: E, gone: Collection[str]) -> E:
    """The entity with its references to what is gone emptied."""
    pointing = {field.name: field for field, target in entity.kind.references(entity) if target in gone}
    values = {name: field.type.without(getattr(entity, name), gone) for name, field in pointing.items()}
    return cast(E, replaced(entity, values)) if values else entity


def _cleaned(entity: Entity) -> tuple[Entity, dict[str, Plain]]:
    """The entity with what its class took unchecked cleaned, and its plain form, in one go."""
    kind = entity.kind
    kind.clean_id(entity.id)
    different: dict[str, object] = {}
    plain: dict[str, Plain] = {}
    for field, value in kind.said(entity):
        cleaned = kind.clean(field.name, value)
        if cleaned is not value and (type(cleaned) is not type(value) or cleaned != value):
            different[field.name] = cleaned
        if cleaned != field.default:
            plain[field.name] = field.type.to_plain(cleaned)
    return (replaced(entity, different) if different else entity), plain


def _differences(before: Entity | None, now: Entity) -> list[Change]:
    kind = now.kind
    if before is None:
        return [Change(kind.name, now.id, None, None, kind.to_plain(now))]
    found = []
    for field in kind.fields:
        was, value = getattr(before, field.name), getattr(now, field.name)
        if was is not value and was != value:
            to_plain = field.type.to_plain
            found.append(Change(kind.name, now.id, field.name, to_plain(was), to_plain(value)))
    return found


def _removal(entity: Entity) -> Change:
    return Change(entity.kind.name, entity.id, None, entity.kind.to_plain(entity), None)


def _by_arrival(ids: list[str], table: Mapping[str, Entity]) -> list[str]:
    """In the order they came in, so that undo brings them back in it."""
    if len(ids) < 2:
        return ids
    place = {id: at for at, id in enumerate(table)}
    return sorted(ids, key=place.__getitem__)


def _plain_fields(value: object) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    raise ValueError("a whole entity in the journal is not a mapping")
