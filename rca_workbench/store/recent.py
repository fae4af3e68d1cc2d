"""Which cases were opened on this laptop, for the start screen. A convenience, not a record."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rca_workbench.store.folder import data_folder

KEPT = 40
"""How many cases the list holds."""


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A case that was opened here."""

    path: Path
    title: str
    stage: str
    """How far the investigation had come, in the words of whoever noted it."""
    opened: datetime


def recent_cases() -> list[RecentCase]:
    """Those opened last first. Entries that cannot be read are left out, and a damaged list counts as empty."""
    try:
        rows = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(rows, list):
        return []
    read = (_case(row) for row in rows)
    found = [one for one in read if one is not None]
    return sorted(found, key=lambda one: one.opened, reverse=True)[:KEPT]


def note_opened(path: Path, title: str, stage: str = "") -> None:
    """Put a case on top of the list. A list that cannot be written is no obstacle."""
    now = RecentCase(path.absolute(), title, stage, datetime.now(UTC))
    _write([now, *(one for one in recent_cases() if one.path != now.path)][:KEPT])


def restage(path: Path, title: str, stage: str) -> None:
    """Note how far a case in the list has come, and its title, where it stands; one that was taken off stays off."""
    known = recent_cases()
    now = [replace(one, title=title, stage=stage) if one.path == path.absolute() else one for one in known]
    if now != known:
        _write(now)


def forget(path: Path) -> None:
    """Take a case off the list; the file stays."""
    _write([one for one in recent_cases() if one.path != path.absolute()])


def _case(row: object) -> RecentCase | None:
    if not isinstance(row, dict):
        return None
    path, title, stage, opened = (row.get(name) for name in ("path", "title", "stage", "opened"))
    if not (isinstance(path, str) and path and "\0" not in path and isinstance(opened, str)):
        return None
    try:
        at = datetime.fromisoformat(opened)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return RecentCase(
        Path(path), title if isinstance(title, str) else "", stage if isinstance(stage, str) else "", at
    )


def _write(cases: list[RecentCase]) -> None:
    rows = [
        {"path": str(one.path), "title": one.title, "stage": one.stage, "opened": one.opened.isoformat()}
        for one in cases
    ]
    file = _file()
    making = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        making.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        making.replace(file)
    except (OSError, ValueError):
        with suppress(OSError):
            making.unlink(missing_ok=True)


def _file() -> Path:
    return data_folder() / "recent.json"
