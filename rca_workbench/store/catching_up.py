"""Takes in what other windows wrote to a case."""

from collections.abc import Iterator
from typing import NamedTuple

from rca_workbench.model import Change, Changes, Snapshot, StepKind
from rca_workbench.store import journal, rows
from rca_workbench.store.connection import CaseFile
from rca_workbench.store.journal import StepRow
from rca_workbench.store.step import Step, difference
from rca_workbench.store.travel import between


class Kept(NamedTuple):
    """A step that is in the file: its row, the case after it, and what views are told."""

    row: StepRow
    snapshot: Snapshot
    changes: Changes


def missed(file: CaseFile, known: StepRow, snapshot: Snapshot) -> Iterator[Kept]:
    """The steps in the file after the one `known`, which led to `snapshot`, oldest first.

    Raises:
        ValueError: a step makes no sense.
    """
    last = journal.last_step(file)
    if last is None:
        raise ValueError("the journal is empty")
    if last.id == known.id:
        return
    steps = between(journal.steps(file), known.id)
    if steps is None:
        # Not our history at all: a sync program put another copy in its place.
        now = rows.load(file, last.id)
        yield Kept(last, now, Changes(last.id, StepKind.MERGE, last.label, difference(snapshot, now)))
        return
    for row in steps:
        found = journal.changes_of(journal.change_rows(file, row.seq))
        # What was erased of somebody removed before changes nothing that is still there.
        items = tuple(one for one in found if one.field is None or one.id in snapshot.table(one.kind))
        step = Step(snapshot)
        for one in items:
            step.put_back(Change(one.kind, one.id, one.field, one.after, one.before))
        edits = step.edits()
        snapshot = snapshot.changed((now for _, now in edits.put), edits.removed, row.id)
        yield Kept(row, snapshot, Changes(row.id, StepKind(row.kind), row.label, items))
