"""Erases what identifies a person: out of the tables and out of all history, for good.

Each change keeps its leaf, the digest it adds to its step, so that the chain still proves the rest. Its values
go, and so does its salt: with the salt a name could be guessed from the digest.
"""

from collections.abc import Sequence

from rca_workbench.model import KINDS, Change, Entity, Snapshot, StepKind
from rca_workbench.store.connection import CaseFile
from rca_workbench.store.journal import ChangeRow
from rca_workbench.store.step import Edits, replaced

Triple = tuple[str, str, str]
"""Kind, id and field."""


def erase(file: CaseFile, snapshot: Snapshot, fields: Sequence[Triple]) -> Edits:
    """Blank the history of fields, inside the caller's transaction; returns what to write to the tables.

    Raises:
        ValueError: a field is not one that identifies a person.
    """
    changes: list[Change] = []
    put: dict[tuple[str, str], tuple[Entity, Entity]] = {}
    for kind_name, id, field_name in dict.fromkeys(fields):
        kind = KINDS.get(kind_name)
        field = kind.by_name.get(field_name) if kind else None
        if kind is None or field is None or not field.type.identity:
            raise ValueError(f"{kind_name}.{field_name} is not a field that identifies a person.")
        blanked = _blank(file, (kind_name, id, field_name))
        before, now = put.get((kind_name, id)) or (snapshot.table(kind_name).get(id),) * 2
        held = before is not None and now is not None and getattr(now, field_name) != field.default
        if held and before is not None and now is not None:
            put[kind_name, id] = (before, replaced(now, {field_name: field.default}))
        if blanked or held:
            changes.append(Change(kind_name, id, field_name, None, field.type.to_plain(field.default)))
    return Edits(tuple(changes), tuple(put.values()), ())


def steps_holding(file: CaseFile, fields: Sequence[Triple]) -> int:
    """How many steps of the history hold a value of any of these fields."""
    found: set[object] = set()
    for triple in dict.fromkeys(fields):
        found.update(
            row[0]
            for row in file.rows(
                "SELECT DISTINCT change.step FROM change JOIN step ON step.seq = change.step"
                " WHERE change.kind = ? AND entity = ? AND field = ? AND leaf IS NULL AND step.kind <> ?",
                (*triple, str(StepKind.REDACT)),
            )
        )
    return len(found)


def _blank(file: CaseFile, triple: Triple) -> int:
    """Blank every change of one field; returns how many."""
    found = file.rows(
        "SELECT change.n, change.kind, entity, field, before, after, salt, leaf FROM change"
        " JOIN step ON step.seq = change.step"
        " WHERE change.kind = ? AND entity = ? AND field = ? AND leaf IS NULL AND step.kind <> ?",
        (*triple, str(StepKind.REDACT)),
    )
    file.run_many(
        "UPDATE change SET before = NULL, after = NULL, salt = NULL, leaf = ? WHERE n = ?",
        [(ChangeRow(*row[1:]).digest(), row[0]) for row in found],  # type: ignore[arg-type]
    )
    return len(found)
