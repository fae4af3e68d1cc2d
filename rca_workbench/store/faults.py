"""What can go wrong with a case file, in words for its user: what happened, what is safe, what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from rca_workbench.model.fault import Fault


class CaseFault(Fault):
    """Something that could not be done with a case file, which its user can mend."""


@contextmanager
def in_words(name: str, safe: str) -> Iterator[None]:
    """Turns what SQLite reports inside the block into a `CaseFault`; defects pass through as they are.

    Args:
        name: the file as the user knows it.
        safe: what is safe if the work inside cannot be done.
    """
    try:
        yield
    except DBAPIError as error:
        fault = _fault(error.orig, name, safe)
        if fault is None:
            raise
        raise fault from error
    except sqlite3.Error as error:
        fault = _fault(error, name, safe)
        if fault is None:
            raise
        raise fault from error


def damaged(name: str, detail: str = "", safe: str = "The file was left as it is.") -> CaseFault:
    """Part of the file cannot be read."""
    what = f"Part of {name} cannot be read" + (f": {detail}." if detail else ".")
    return CaseFault(what, safe, "Open the last safe copy of this case instead.")


def _fault(error: BaseException | None, name: str, safe: str) -> CaseFault | None:
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
            return damaged(name, safe=safe)
    return None
