"""The deadlines of a case file that is not open: read quickly, read-only, and without taking the file's turn.

For a list of cases. What cannot be read just now, or not without bringing the file up to date, counts as not known.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rca_workbench.model import CaseRecord, Clock, ClockChange, ClosureState, Decision, Entity, Kind
from rca_workbench.store.tables import APPLICATION_ID, FORMAT, load_sql

AT_MOST = 500
"""Rows read of each kind: more deadlines than that no list can show."""
_READS = (CaseRecord.kind, Clock.kind, ClockChange.kind, Decision.kind)
_CLOSED = (ClosureState.CLOSED_ACTIONS_OPEN, ClosureState.CLOSED_EFFECT_CONFIRMED)


@dataclass(frozen=True, slots=True)
class ClocksRead:
    """What a case file says of its deadlines, and whether the investigation is closed."""

    case: CaseRecord
    clocks: tuple[Clock, ...]
    changes: Mapping[str, tuple[ClockChange, ...]]
    """Pauses and extensions by the id of their deadline."""
    closed: bool


def read_clocks(path: Path) -> ClocksRead | None:
    """The deadlines in a case file; None where it is no case of this format or cannot be read just now."""
    try:
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
    decisions = [one for one in cast(list[Decision], rows["decision"]) if one.closure is not None]
    last = max(decisions, key=lambda one: one.on, default=None)
    cases = cast(list[CaseRecord], rows["case"])
    return ClocksRead(
        cases[0] if cases else CaseRecord(id="case"),
        tuple(cast(list[Clock], rows["clock"])),
        changes,
        last is not None and last.closure in _CLOSED,
    )


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
