"""The history as people read it."""

from collections.abc import Callable, Iterable
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
    def said(self) -> str:
        """What was done, in words that tell doing from undoing."""
        return step_words(self.kind, self.label)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What it changed, read from the file when asked for. What was erased since is None."""
        return self._read(self.seq)


_BEFORE = {StepKind.UNDO: "Undid: ", StepKind.REDO: "Did again: ", StepKind.MERGE: "Merged: "}


def step_words(kind: StepKind, label: str) -> str:
    """A step in words: one that takes another back, or does it again, has that other's label and says which it does."""
    return f"{_BEFORE.get(kind, '')}{label}"


def taken_back(newest_first: Iterable[StepRecord]) -> frozenset[str]:
    """Ids of the steps that were undone and not done again since."""
    gone: set[str] = set()
    again: set[str] = set()
    for step in newest_first:
        if step.target is None:
            continue
        if step.kind is StepKind.UNDO and step.id not in again:
            gone.add(step.target)
        elif step.kind is StepKind.REDO and step.id not in gone:
            again.add(step.target)
    return frozenset(gone)
