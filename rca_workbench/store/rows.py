"""Entities as rows of their tables: loading all of them, writing what a step changed."""

from rca_workbench.model import KINDS, Entity, Snapshot
from rca_workbench.store.collecting import gc_paused
from rca_workbench.store.connection import CaseFile, Value
from rca_workbench.store.step import Edits
from rca_workbench.store.tables import delete_sql, load_sql, row_sql, update_sql


def load(file: CaseFile, head: str) -> Snapshot:
    """Everything the tables hold, each kind in order of arrival.

    Raises:
        ValueError, TypeError, KeyError: a value in a table does not make sense.
    """
    tables: dict[str, dict[str, Entity]] = {}
    with gc_paused(set_aside=True):
        for name, kind in KINDS.items():
            from_row = kind.from_row
            tables[name] = {str(row[0]): from_row(row) for row in file.rows(load_sql(name))}  # type: ignore[arg-type]
    return Snapshot(tables, head)


def write(file: CaseFile, edits: Edits) -> None:
    """Bring the tables to what a step made of the case, inside the caller's transaction."""
    batches: dict[str, list[tuple[Value, ...]]] = {}
    for name, id in edits.removed:
        batches.setdefault(delete_sql(name), []).append((id,))
    for before, now in edits.put:
        kind = now.kind
        if before is None:
            batches.setdefault(row_sql(kind.name), []).append(kind.row(now))
            continue
        changed = [f for f in kind.fields if getattr(before, f.name) != getattr(now, f.name)]
        sql = update_sql(kind.name, tuple(field.name for field in changed))
        values = [field.type.to_column(getattr(now, field.name)) for field in changed]
        batches.setdefault(sql, []).append((*values, now.id))
    for sql, batch in batches.items():
        file.run_many(sql, batch)
