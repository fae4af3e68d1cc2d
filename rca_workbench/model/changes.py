"""What one step changed: what the journal keeps and what every view listens to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rca_workbench.model.fields import Plain


class StepKind(StrEnum):
    """What sort of step."""

    NEW = "new"
    """The creation of the case."""
    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    MERGE = "merge"
    REDACT = "redact"
    MIGRATE = "migrate"
    """The file was brought to a newer format; undo and redo do not cross it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after; or, with `field` None, one whole entity created or removed.

    Values are plain (see `fields.Plain`). For a whole entity, `before` is None when it was created and
    `after` is None when it was removed; the other is the mapping `Kind.to_plain` gives.
    """

    kind: str
    id: str
    field: str | None
    before: Plain
    after: Plain

    @property
    def created(self) -> bool:
        return self.field is None and self.before is None

    @property
    def removed(self) -> bool:
        return self.field is None and self.after is None


@dataclass(frozen=True)
class Changes:
    """One step as the views hear of it."""

    step: str
    """The step's id: the head of the journal after it."""
    step_kind: StepKind
    label: str
    items: tuple[Change, ...]

    @cached_property
    def by_kind(self) -> Mapping[str, Mapping[str, frozenset[str] | None]]:
        """Kind, id, then the names of the fields that changed; None where the whole entity came or went."""
        found: dict[str, dict[str, frozenset[str] | None]] = {}
        for change in self.items:
            ids = found.setdefault(change.kind, {})
            known = ids.get(change.id, frozenset())
            ids[change.id] = None if change.field is None or known is None else known | {change.field}
        return found

    def touches(self, *kinds: str) -> bool:
        """True if anything of these kinds changed."""
        return any(kind in self.by_kind for kind in kinds)

    def ids(self, kind: str) -> Iterator[str]:
        """Ids of that kind which changed in any way."""
        return iter(self.by_kind.get(kind, {}))

    def fields(self, kind: str, id: str) -> frozenset[str] | None:
        """Fields of one entity that changed; None where it was created or removed."""
        return self.by_kind.get(kind, {}).get(id, frozenset())
