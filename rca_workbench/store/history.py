"""The history as people read it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from rca_workbench.model import Change, StepKind
from rca_workbench.store.journal import StepRow


@dataclass(frozen=True)
class StepRecord:
    """One step as the history shows it."""

    seq: int
    """Local order of arrival, from 1."""
    id: str
    parent: str | None
    kind: StepKind
    label: str
    who: str
    at: datetime
    """When, as that laptop's clock said; UTC."""
    target: str | None
    """Of an undo or redo: the step it takes back."""
    meeting: str | None
    """The meeting in which it was made, if any."""
    _read: Callable[[int], tuple[Change, ...]] = field(repr=False, compare=False)

    @classmethod
    def of(cls, row: StepRow, read: Callable[[int], tuple[Change, ...]]) -> "StepRecord":
        """The record of a journal row; `read` gives the changes of a seq."""
        return cls(
            row.seq,
            row.id,
            row.parent,
            StepKind(row.kind),
            row.label,
            row.who,
            datetime.fromisoformat(row.at),
            row.target,
            row.meeting,
            read,
        )

    @property
    def changes(self) -> tuple[Change, ...]:
        """What it changed, read from the file when asked for. What was erased since is None."""
        return self._read(self.seq)
