"""What can go wrong with a case file, in words for its user: what happened, what is safe, what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from rca_workbench.model.fault import Fault
from rca_workbench.store.backup import latest_copy_of


class CaseFault(Fault):
    """Something that could not be done with a case file, which its user can mend."""


@contextmanager
def in_words(path: Path, safe: str) -> Iterator[None]:
    """Turns what SQLite reports inside the block into a `CaseFault`; defects pass through as they are.

    Args:
        path: the case file, as its user named it.
        safe: what is safe if the work inside cannot be done.
    """
    try:
        yield
    except DBAPIError as error:
        fault = _fault(error.orig, path, safe)
        if fault is None:
            raise
        raise fault from error
    except sqlite3.Error as error:
        fault = _fault(error, path, safe)
        if fault is None:
            raise
        raise fault from error


def damaged(path: Path) -> CaseFault:
    """Part of the file cannot be read; says where its last safe copy is, if there is one."""
    copy = latest_copy_of(path)
    if copy is None:
        return CaseFault(
            f"Part of {path.name} cannot be read.",
            "The file was left as it is.",
            "Look for another copy of it, in a mail or on a stick.",
        )
    at = copy.at.astimezone()
    return CaseFault(
        f"Part of {path.name} cannot be read.",
        f"Your work up to {at:%H:%M} on {at.day} {at:%B %Y} is in a safe copy.",
        f"Open the safe copy: {copy.path}.",
    )


def _fault(error: BaseException | None, path: Path, safe: str) -> CaseFault | None:
    name = path.name
    # The extended code's lowest byte is the family; see sqlite.org/rescode.html.
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return CaseFault(
            f"{name} was moved, renamed or replaced while it was open.",
            safe,
            "Close the case and open it again from where it is now.",
        )
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return CaseFault(
                "The disk is full, so the last change is not kept yet.",
                safe,
                "Free some space, then try again.",
            )
        case sqlite3.SQLITE_IOERR:
            return CaseFault(
                f"The disk did not take or give what was asked of it, so the last change to {name} is not kept yet.",
                safe,
                "Check that the disk, stick or share is still connected and has room, then try again.",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return CaseFault(f"Another program is writing to {name}.", safe, "Try again in a moment.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return CaseFault(
                f"{name} cannot be written.", safe, "Copy it to a folder you may write to and open the copy."
            )
        case sqlite3.SQLITE_CANTOPEN:
            return CaseFault(
                f"{name} cannot be opened.", safe, "Check that the file and its folder are still there."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(path)
    return None
