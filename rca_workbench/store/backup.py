"""Safe copies of a case in the user's own data folder.

One is made when a case is opened that has changed since the last one. The two latest stay; of those before them
the five latest, the last of each day for a fortnight and of each week after that, as far as the room allowed for a
case goes.
"""

import errno
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rca_workbench.store.folder import data_folder

if TYPE_CHECKING:
    from rca_workbench.store.case import Case

ALWAYS = 2
LATEST = 5
DAILY = timedelta(days=14)
ROOM = 1_000_000_000
"""Bytes the copies of one case may take; the two latest stay in any case."""
SPARE = 64_000_000
"""Bytes that stay free beside a copy."""

log = logging.getLogger(__name__)

_STAMP = "%Y%m%dT%H%M%SZ"
_ORIGIN = "origin.json"


@dataclass(frozen=True, slots=True)
class SafeCopy:
    """One copy of a case."""

    path: Path
    at: datetime
    """When it was made, UTC."""
    head: str
    """First digits of the journal's head it holds."""
    size: int


def backup(case: "Case", folder: Path | None = None) -> Path | None:
    """Copy a case if it has changed since its last copy. Returns the new copy, or None where none was needed.

    Args:
        case: the case, open.
        folder: where copies go instead of the data folder.

    Raises:
        OSError, CaseFault: no copy can be made; the case itself is as it was.
    """
    place = copies_folder(case.id, folder)
    head = case.head[:12]
    there = safe_copies(case.id, folder)
    if there and there[0].head == head:
        return None
    _check_room(place, case.path)
    made = keep(place, head, case.save_copy)
    with suppress(OSError):
        origin = {"path": str(case.path.absolute())}
        (place / _ORIGIN).write_text(json.dumps(origin, ensure_ascii=False), encoding="utf-8")
    return made


def keep(place: Path, head: str, write: Callable[[Path], None]) -> Path:
    """Put one more copy among those in `place`, written by `write`, and let go of those no longer needed."""
    place.mkdir(parents=True, exist_ok=True)
    made = place / f"{datetime.now(UTC):{_STAMP}}-{head}.rca"
    write(made)
    for old in _surplus(_copies_in(place)):
        with suppress(OSError):
            old.path.unlink()
    return made


def copies_folder(case_id: str, folder: Path | None = None) -> Path:
    """Where the copies of a case lie."""
    return (folder or data_folder() / "safe copies") / case_id[:32]


def safe_copies(case_id: str, folder: Path | None = None) -> list[SafeCopy]:
    """The copies there are of a case, newest first."""
    return _copies_in(copies_folder(case_id, folder))


def latest_copy_of(path: Path) -> SafeCopy | None:
    """The newest copy of the case that was last open at `path`: for when the case itself cannot be read."""
    wanted = str(path.absolute())
    found: list[SafeCopy] = []
    with suppress(OSError):
        for origin in (data_folder() / "safe copies").glob(f"*/{_ORIGIN}"):
            with suppress(OSError, ValueError, TypeError, KeyError):
                if json.loads(origin.read_text(encoding="utf-8"))["path"] == wanted:
                    found += _copies_in(origin.parent)
    return max(found, key=lambda one: one.at, default=None)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file so that it is on the disk, whole, or not there at all."""
    with made_whole(target) as making:
        shutil.copyfile(source, making)


@contextmanager
def made_whole(target: Path) -> Iterator[Path]:
    """A file to write that takes the place of `target` once it is on the disk, whole; or goes if that fails."""
    making = target.with_name(f"{target.name}.new")
    try:
        yield making
        with making.open("rb+") as file:
            os.fsync(file.fileno())
        making.replace(target)
    finally:
        with suppress(OSError):
            making.unlink(missing_ok=True)


def _check_room(place: Path, case: Path) -> None:
    """A copy must not take the room in which work goes on."""
    with suppress(FileNotFoundError):
        at = next(one for one in (place, *place.parents) if one.exists())
        size = case.stat().st_size
        if shutil.disk_usage(at).free < size + SPARE:
            raise OSError(errno.ENOSPC, "No room for a safe copy", str(place))


def _copies_in(place: Path) -> list[SafeCopy]:
    found: list[SafeCopy] = []
    with suppress(OSError):
        for path in place.glob("*.rca"):
            stamp, _, head = path.stem.partition("-")
            with suppress(ValueError, OSError):
                at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
                found.append(SafeCopy(path, at, head, path.stat().st_size))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def _surplus(newest_first: Iterable[SafeCopy]) -> list[SafeCopy]:
    """What need not be kept."""
    surplus: list[SafeCopy] = []
    periods: set[str] = set()
    taken = 0
    now = datetime.now(UTC)
    for place, one in enumerate(newest_first):
        period = f"{one.at:%Y-%m-%d}" if now - one.at <= DAILY else f"{one.at:%G-W%V}"
        no_room = place >= ALWAYS and taken + one.size > ROOM
        if no_room or (place >= LATEST and period in periods):
            surplus.append(one)
            continue
        if place >= LATEST:
            periods.add(period)
        taken += one.size
    return surplus
