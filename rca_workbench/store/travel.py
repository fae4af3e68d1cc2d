"""What undo and redo would do next, read off the journal: so it outlives a restart and travels with the file."""

from collections.abc import Iterable, Iterator

from rca_workbench.model import StepKind
from rca_workbench.store.journal import StepRow

_DONE = (StepKind.DO, StepKind.REDO, StepKind.MERGE)


def next_undo(newest_first: Iterable[StepRow]) -> StepRow | None:
    """The step undo would take back; None if there is none."""
    skip = 0
    for step in newest_first:
        if step.kind == StepKind.UNDO:
            skip += 1
        elif step.kind in _DONE:
            if skip == 0:
                return step
            skip -= 1
        elif step.kind in (StepKind.NEW, StepKind.MIGRATE):
            return None
    return None


def next_redo(newest_first: Iterable[StepRow]) -> StepRow | None:
    """The undo that redo would take back; None if something else was done since."""
    passed = 0
    for step in newest_first:
        if step.kind == StepKind.REDO:
            passed += 1
        elif step.kind == StepKind.UNDO:
            if passed == 0:
                return step
            passed -= 1
        elif step.kind != StepKind.REDACT:
            return None
    return None


def first_parents(head: str, newest_first: Iterable[StepRow]) -> Iterator[StepRow]:
    """The steps that lead to `head`, newest first, without those a merge brought in from another copy."""
    wanted: str | None = head
    for step in newest_first:
        if step.id == wanted:
            yield step
            wanted = step.parent


def between(newest_first: Iterable[StepRow], known: str) -> list[StepRow] | None:
    """The steps that lead from the one `known` to the newest, oldest first; None if it is not among them."""
    found: list[StepRow] = []
    wanted: str | None = None
    for step in newest_first:
        if wanted is None or step.id == wanted:
            if step.id == known:
                return found[::-1]
            found.append(step)
            wanted = step.parent
            if wanted is None:
                return None
    return None
