"""The bytes of attached files as rows: pieces of one size, under the SHA-256 of the whole file.

They are written and read a few at a time, each portion in a turn of its own, so that steps go on between.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from rca_workbench.model import Attachment
from rca_workbench.store.connection import CaseFile

PIECE = 256 * 1024
"""Bytes of a piece; the last one of a file may be shorter."""
PORTION = 32
"""Pieces written or read in one turn: 8 MB. Fewer would mean more syncs, more would keep steps waiting."""

Turn = Callable[[], AbstractContextManager[None]]
"""A turn at the file: to read, or to write in one transaction."""

_BREATH = 0.001
"""Seconds between two portions: a lock that is let go and taken again at once lets nobody else in."""


def write(file: CaseFile, turn: Turn, sha256: str, first: int, pieces: list[bytes]) -> None:
    """Write pieces that follow each other, the first with that number, in a turn of their own."""
    rows = [(sha256, first + at, piece) for at, piece in enumerate(pieces)]
    with turn():
        file.run_many("INSERT OR REPLACE INTO piece (sha256, n, bytes) VALUES (?, ?, ?)", rows)
    time.sleep(_BREATH)


def read(file: CaseFile, turn: Turn, sha256: str) -> Iterator[bytes]:
    """The pieces of a file in order, as far as they follow each other."""
    n = 0
    while True:
        with turn():
            rows = file.rows(
                "SELECT n, bytes FROM piece WHERE sha256 = ? AND n >= ? ORDER BY n LIMIT ?",
                (sha256, n, PORTION),
            )
        for number, piece in rows:
            if number != n or not isinstance(piece, bytes):
                return
            yield piece
            n += 1
        if len(rows) < PORTION:
            return
        time.sleep(_BREATH)


def count(file: CaseFile, sha256: str) -> int:
    """How many pieces lie under a hash."""
    return int(str(file.rows("SELECT count(*) FROM piece WHERE sha256 = ?", (sha256,))[0][0]))


def sound(file: CaseFile, turn: Turn, sha256: str, told: Callable[[int], object] = lambda size: None) -> bool:
    """True if the pieces under a hash make the file of that hash, and nothing lies behind them.

    Args:
        file: the case file.
        turn: a turn at reading it.
        sha256: of the file.
        told: given the size of each piece read.
    """
    digest = hashlib.sha256()
    pieces = 0
    for piece in read(file, turn, sha256):
        digest.update(piece)
        pieces += 1
        told(len(piece))
    with turn():
        return digest.hexdigest() == sha256 and count(file, sha256) == pieces


def hashes(file: CaseFile) -> list[str]:
    """The hashes under which there are pieces. Reads an index, no bytes."""
    return [str(row[0]) for row in file.rows("SELECT sha256 FROM piece GROUP BY sha256")]


def unnamed(file: CaseFile, hashes: Iterable[str]) -> list[str]:
    """Those of some hashes that no step of the history names: their files were never attached."""
    named = "SELECT 1 FROM change WHERE kind = ? AND (instr(before, ?) > 0 OR instr(after, ?) > 0) LIMIT 1"
    kind = Attachment.kind.name
    return [one for one in hashes if not file.rows(named, (kind, one, one))]


def remove(file: CaseFile, turn: Turn, sha256: str) -> None:
    """Take out the pieces under a hash, a portion at a time."""
    while True:
        with turn():
            found = file.rows(
                "SELECT n FROM piece WHERE sha256 = ? ORDER BY n DESC LIMIT ?", (sha256, PORTION)
            )
            if found:
                file.run("DELETE FROM piece WHERE sha256 = ? AND n >= ?", (sha256, found[-1][0]))
        if len(found) < PORTION:
            return
        time.sleep(_BREATH)
