"""A snapshot that notes which kinds are read from it: what was made from them can be kept while they stay the same."""

from collections.abc import Iterable, Mapping

from rca_workbench.model.entity import KINDS, E, Entity
from rca_workbench.model.snapshot import Snapshot, _Index


class Watched(Snapshot):
    """Reads like the snapshot it is made from. `kinds` grows as one reads; `whole` says that more than tables was read."""

    __slots__ = ("_head", "kinds", "whole")

    def __init__(self, snapshot: Snapshot) -> None:
        self._tables = snapshot._tables
        self._indexes = snapshot._indexes
        self._filled = None
        self._head = snapshot.head
        self.kinds: set[str] = set()
        """Names of the kinds that were read."""
        self.whole = False
        """Something was asked that any step may answer otherwise: the head of the journal, or what is not there."""

    @property
    def head(self) -> str:  # type: ignore[override]
        """Id of the journal's last step."""
        self.whole = True
        return self._head

    def of(self, cls: type[E]) -> Mapping[str, E]:
        self.kinds.add(cls.kind.name)
        return super().of(cls)

    def table(self, kind: str) -> Mapping[str, Entity]:
        self.kinds.add(kind)
        return super().table(kind)

    def find(self, id: str | None) -> Entity | None:
        found = super().find(id)
        if found is not None:
            self.kinds.add(found.kind.name)
        elif id:
            self.whole = True
        return found

    def changed(self, put: Iterable[Entity], removed: Iterable[tuple[str, str]], head: str) -> Snapshot:
        self.kinds.update(KINDS)
        return super().changed(put, removed, head)

    def _index(self, kind: str, field: str) -> _Index:
        self.kinds.add(kind)
        return super()._index(kind, field)
