"""The deadlines of a case file that is not open: read quickly, read-only, and without taking the file's turn.

For a list of cases. What cannot be read just now, or not without bringing the file up to date, counts as not known.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rca_workbench.model import CaseRecord, Clock, ClockChange, Decision, Entity, Kind
from rca_workbench.store.tables import APPLICATION_ID, FORMAT, load_sql

AT_MOST = 500
"""Rows read of each kind: more deadlines than that no list can show."""
_READS = (CaseRecord.kind, Clock.kind, ClockChange.kind, Decision.kind)
_ROLLBACK = b"\x01\x01"
"""Bytes 18 and 19 of a file with a rollback journal, as `store.connection` keeps it (SQLite file format, 1.3)."""


@dataclass(frozen=True, slots=True)
class ClocksRead:
    """What a case file says of its deadlines, and of what was decided."""

    case: CaseRecord
    clocks: tuple[Clock, ...]
    changes: Mapping[str, tuple[ClockChange, ...]]
    """Pauses and extensions by the id of their deadline."""
    decisions: tuple[Decision, ...]


def read_clocks(path: Path) -> ClocksRead | None:
    """The deadlines in a case file; None where it is no case of this format or cannot be read just now."""
    try:
        if not _leaves_nothing(path):
            return None
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.1)) as db:
            db.execute("PRAGMA trusted_schema=OFF")
            if not _is_ours(db):
                return None
            rows = {kind.name: _rows(db, kind) for kind in _READS}
    except (sqlite3.Error, OSError, ValueError, TypeError, KeyError):
        return None
    changes: dict[str, tuple[ClockChange, ...]] = {}
    for change in cast(list[ClockChange], rows["clock_change"]):
        changes[change.clock or ""] = (*changes.get(change.clock or "", ()), change)
    cases = cast(list[CaseRecord], rows["case"])
    return ClocksRead(
        cases[0] if cases else CaseRecord(id="case"),
        tuple(cast(list[Clock], rows["clock"])),
        changes,
        tuple(cast(list[Decision], rows["decision"])),
    )


def _leaves_nothing(path: Path) -> bool:
    """Whether reading puts no file beside it: one that another program set to a write-ahead log gets two."""
    with path.open("rb") as file:
        return file.read(20)[18:] == _ROLLBACK


def _is_ours(db: sqlite3.Connection) -> bool:
    """Whether it is a case of this format, and what is read of it are tables: a view could run anything."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if (application, version) != (APPLICATION_ID, FORMAT):
        return False
    names = [kind.name for kind in _READS]
    asked = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name IN (?, ?, ?, ?)"
    (tables,) = db.execute(asked, names).fetchone()
    return bool(tables == len(names))


def _rows(db: sqlite3.Connection, kind: Kind) -> list[Entity]:
    return [kind.from_row(row) for row in db.execute(f"{load_sql(kind.name)} LIMIT {AT_MOST}")]
