"""What sections were made of, kept: after a step only those are made anew that read something the step changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from rca_workbench.model import Entity, Snapshot
from rca_workbench.model.watched import Watched
from rca_workbench.report.builders import built
from rca_workbench.report.document import Block, Edition


@dataclass(frozen=True, slots=True)
class _Held:
    edition: Edition
    read: tuple[tuple[str, Mapping[str, Entity]], ...]
    """The tables that were read, by kind: a later snapshot shares those that no step touched."""
    blocks: tuple[Block, ...]


class Remaking:
    """Makes sections like `builders.built`. For as long as one works on one document of one case."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}

    def built(self, name: str, snapshot: Snapshot, edition: Edition) -> list[Block]:
        """What a section holds. Raises KeyError for a name that is not known."""
        held = self._held.get(name)
        if (
            held is not None
            and held.edition == edition
            and all(snapshot.table(kind) is table for kind, table in held.read)
        ):
            return list(held.blocks)
        watched = Watched(snapshot)
        made = built(name, watched, edition)
        if not watched.whole:
            read = tuple((kind, snapshot.table(kind)) for kind in sorted(watched.kinds))
            self._held[name] = _Held(edition, read, tuple(made))
        return made
