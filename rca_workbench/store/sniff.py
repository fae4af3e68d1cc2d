"""Looks at a file's first bytes, before SQLite does, to say whether it is a case and whole."""

import os
import stat
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rca_workbench.store.faults import CaseFault
from rca_workbench.store.tables import APPLICATION_ID, FORMAT
from rca_workbench.store.turns import turn_at

_HEADER = 100
_MAGIC = b"SQLite format 3\x00"
_JOURNAL_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_ROLLBACK = 1
_WAL = 2


class FileKind(StrEnum):
    """What a file turned out to be."""

    CASE = "case"
    MISSING = "missing"
    FOLDER = "folder"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    OTHER = "other"
    """Not an SQLite file at all."""
    OTHER_DATABASE = "other_database"
    """An SQLite file of another program."""
    WRITE_AHEAD = "write_ahead"
    """A case that another program switched to write-ahead logging: part of it may lie in a second file."""
    NEWER = "newer"
    CUT_SHORT = "cut_short"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What the first bytes of a file say."""

    kind: FileKind
    format: int = 0
    hot: bool = False
    """True if a journal lies beside it: a program was stopped in the middle of a step, or is in one now."""


def sniff(path: Path) -> Sniffed:
    """What kind of file this is. Reads 100 bytes and writes nothing, not even beside it."""
    with turn_at(path):
        return _sniff(path)


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the journal of a step under way."""
    return path.with_name(path.name + "-journal")


def is_hot(path: Path) -> bool:
    """True if a journal with something in it lies beside the file."""
    try:
        with journal_of(path).open("rb") as file:
            return file.read(len(_JOURNAL_MAGIC)) == _JOURNAL_MAGIC
    except OSError:
        return False


def refusal(found: Sniffed, path: Path) -> CaseFault | None:
    """Why a file cannot be opened as a case, in words; None if it can."""
    name = path.name or str(path)
    safe = "The file was left as it is."
    match found.kind:
        case FileKind.CASE:
            return None
        case FileKind.MISSING:
            return CaseFault(f"There is no file {path}.", "", "Check the name and the folder.")
        case FileKind.FOLDER:
            return CaseFault(f"{name} is a folder, not a case.", "", "Choose the case file inside it.")
        case FileKind.UNREADABLE:
            return CaseFault(
                f"{name} cannot be read: this account may not, or the medium does not answer.",
                safe,
                "Ask whoever owns the file for permission to read it.",
            )
        case FileKind.EMPTY:
            return CaseFault(
                f"{name} is empty, so it is not a case.", safe, "Look for another copy, or start a new case."
            )
        case FileKind.OTHER | FileKind.OTHER_DATABASE:
            return CaseFault(f"{name} is not a case.", safe, "Choose a file that RCA Workbench made.")
        case FileKind.WRITE_AHEAD:
            return CaseFault(
                f"{name} was opened by another program that keeps part of it in a second file.",
                safe,
                "Open the last safe copy of this case instead.",
            )
        case FileKind.NEWER:
            return CaseFault(
                f"{name} was made by a newer version of RCA Workbench (file format {found.format}; this version"
                f" knows {FORMAT}).",
                safe,
                "Install the newer version to open it.",
            )
        case FileKind.CUT_SHORT:
            return CaseFault(
                f"{name} is cut short: its end is missing, as after a copy that was interrupted.",
                safe,
                "Copy it again from where it came from, or open the last safe copy.",
            )


def can_be_written(path: Path) -> bool:
    """True if the file and the folder around it, where SQLite keeps its journal, can be written."""
    try:
        # Opening says what a permission bit cannot: a read-only medium, a locked share. It writes nothing.
        os.close(os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0)))
    except OSError:
        return False
    effective = os.access in os.supports_effective_ids
    return os.access(path.parent, os.W_OK | os.X_OK, effective_ids=effective)


def _sniff(path: Path) -> Sniffed:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return Sniffed(FileKind.FOLDER)
        if not stat.S_ISREG(status.st_mode):
            return Sniffed(FileKind.OTHER)
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        return Sniffed(FileKind.MISSING)
    except (OSError, ValueError):
        return Sniffed(FileKind.UNREADABLE)
    return _read_header(header, status.st_size, hot=is_hot(path))


def _read_header(header: bytes, size: int, *, hot: bool) -> Sniffed:
    if size == 0:
        return Sniffed(FileKind.EMPTY)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        return Sniffed(FileKind.OTHER)
    page_size, written, read = struct.unpack_from(">HBB", header, 16)
    (pages,) = struct.unpack_from(">I", header, 28)
    (version,) = struct.unpack_from(">I", header, 60)
    (application,) = struct.unpack_from(">I", header, 68)
    if application != APPLICATION_ID or version == 0:
        return Sniffed(FileKind.OTHER_DATABASE)
    if version > FORMAT:
        return Sniffed(FileKind.NEWER, version)
    if _WAL in (written, read):
        return Sniffed(FileKind.WRITE_AHEAD, version)
    # With a journal to roll back the header may be that of a half-written step.
    if not hot and pages * (65536 if page_size == 1 else page_size) > size:
        return Sniffed(FileKind.CUT_SHORT, version)
    return Sniffed(FileKind.CASE, version, hot)
