"""Files attached to evidence: their bytes go into the case, the journal holds their SHA-256 only.

First the bytes are taken in, by any thread and a portion at a time; then one step names them, and only with that
is the file attached. A copy that was cut off leaves pieces that no step names; they are swept away.
"""

import hashlib
import logging
import os
import shutil
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from rca_workbench.model import Attachment, new_id, shortened
from rca_workbench.store import pieces
from rca_workbench.store.backup import made_whole
from rca_workbench.store.connection import CaseFile
from rca_workbench.store.faults import CaseFault
from rca_workbench.store.file_names import safe_file_name, shown_name, type_of
from rca_workbench.store.open_copies import OpenCopies
from rca_workbench.store.pieces import PIECE, PORTION, Turn

if TYPE_CHECKING:
    from rca_workbench.store.case import Case

log = logging.getLogger(__name__)

NOTHING = "Nothing was attached. Your case is as it was."
SPARE = 16 * 1024 * 1024
"""Bytes that stay free on the disk beside a file that is taken in: for the steps that come after it."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much, in kilobytes."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file whose bytes are in the case already, to be named by a step."""

    name: str
    media_type: str
    size: int
    sha256: str

    def attachment(self, evidence: str | None, covered: str = "") -> Attachment:
        """The attached file, for a step to add.

        Args:
            evidence: id of the piece of evidence it is attached to.
            covered: a plain description to be shown in its place.
        """
        return Attachment(
            id=new_id(), evidence=evidence, name=self.name, media_type=self.media_type, size=self.size,
            sha256=self.sha256, covered=covered,
        )  # fmt: skip


class AttachedFiles:
    """The bytes of the files in one open case."""

    def __init__(self, file: CaseFile, reading: Turn, writing: Turn) -> None:
        self._file = file
        self._reading = reading
        self._writing = writing
        self._one_at_a_time = Lock()
        self._coming: Counter[str] = Counter()
        """Hashes of what is being taken in, or was and is not named by a step yet, with how many times."""
        self._copies = OpenCopies()
        self._closed = False

    @property
    def coming(self) -> frozenset[str]:
        """Hashes of what is being taken in, or was and is not named by a step yet."""
        return frozenset(+self._coming)

    def take_in(
        self,
        source: Path,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Incoming | None:
        """Put a file's bytes into the case, if they are not there already. Can run in a thread of its own.

        Args:
            source: the file; it stays as it is.
            progress: told how far it is.
            cancelled: asked between portions whether to stop.

        Returns:
            What a step can name then; None where it was stopped, which leaves the case as it was.

        Raises:
            CaseFault: the source cannot be read to its end or changed meanwhile, or the case does not take it.
        """
        tell, asked = progress or _untold, cancelled or _never

        def stop() -> bool:
            return self._closed or asked()

        name = shown_name(source.name)
        with _opened(source, name, self._file.path) as (stream, size), self._one_at_a_time:
            sha256 = _hash(stream, name, size, tell, stop)
            if sha256 is None:
                return None
            self._coming[sha256] += 1
            try:
                there = pieces.sound(self._file, self._reading, sha256)
                if not there and not self._store(stream, Incoming(name, "", size, sha256), tell, stop):
                    self._forget(sha256)
                    return None
            except BaseException:
                self._forget(sha256)
                raise
        return Incoming(name, type_of(name), size, sha256)

    def let_go(self, incoming: Incoming) -> None:
        """Take out again what was taken in and no step is going to name."""
        if self._coming[incoming.sha256]:
            self._forget(incoming.sha256)

    def write_to(self, attachment: Attachment, target: BinaryIO) -> None:
        """Write an attached file's bytes, a portion at a time.

        Raises:
            CaseFault: they are not all there, or not as they were attached; what was written is of no use then.
        """
        digest = hashlib.sha256()
        for piece in pieces.read(self._file, self._reading, attachment.sha256):
            digest.update(piece)
            target.write(piece)
        if digest.hexdigest() == attachment.sha256:
            return
        with self._reading():
            there = pieces.count(self._file, attachment.sha256)
        raise CaseFault(
            f"{attachment.name} is not in the case as it was attached: its bytes were altered."
            if there
            else f"The bytes of {attachment.name} are not in this case.",
            todo="Attach the file again, or look for it in a safe copy of this case.",
        )

    def save(self, attachment: Attachment, target: Path) -> None:
        """Write an attached file to the disk, whole or not at all, replacing what is there.

        Raises:
            CaseFault: its bytes are not there as they were attached.
            OSError: it cannot be written there.
        """
        with suppress(OSError):
            if target.samefile(self._file.path):
                raise CaseFault(f"{target.name} is this case itself.", todo="Choose another name.")
        with made_whole(target) as making, making.open("xb") as stream:
            self.write_to(attachment, stream)

    def open_copy(self, attachment: Attachment) -> Path:
        """A copy to look at with another program: it can only be read, and goes when the case is closed.

        Raises:
            CaseFault: its bytes are not there as they were attached, or there is no room for a copy.
        """
        name = safe_file_name(attachment.name)
        try:
            return self._copies.at(attachment.sha256, name, lambda target: self.save(attachment, target))
        except OSError as error:
            raise CaseFault(
                f"No copy of {attachment.name} to look at could be made: {error.strerror or error}.",
                todo="Free some space on the disk, then try again.",
            ) from error

    def sweep(self, but: frozenset[str] = frozenset()) -> int:
        """Take out the pieces of files that were never attached: what a copy that was cut off leaves.

        Args:
            but: hashes known to be attached, which need not be looked for in the history.

        Returns:
            Of how many files pieces were taken out.
        """
        with self._reading():
            found = [one for one in pieces.hashes(self._file) if one not in but and not self._coming[one]]
            left = pieces.unnamed(self._file, found)
        for sha256 in left:
            pieces.remove(self._file, self._writing, sha256)
        return len(left)

    def close(self) -> None:
        """Stop what is being taken in, and take away the copies that were made to look at."""
        self._closed = True
        self._copies.close()

    def _store(self, stream: BinaryIO, incoming: Incoming, tell: Progress, stop: Callable[[], bool]) -> bool:
        """Read the source a second time and write it, piece by piece; False where it was stopped."""
        _check_room(self._file.path, incoming)
        # A copy that was cut off, or one that was altered, may have more pieces than this one writes over.
        pieces.remove(self._file, self._writing, incoming.sha256)
        stream.seek(0)
        digest = hashlib.sha256()
        done = n = 0

        def read_on() -> list[bytes]:
            portion = list(_portion(stream))
            for piece in portion:
                digest.update(piece)
            return portion

        # The next portion is read and hashed while this one is written.
        with ThreadPoolExecutor(1, "file reader") as reader:
            ahead = reader.submit(read_on)
            while portion := ahead.result():
                done += sum(len(piece) for piece in portion)
                if stop():
                    return False
                if done > incoming.size:
                    break
                ahead = reader.submit(read_on)
                pieces.write(self._file, self._writing, incoming.sha256, n, portion)
                n += len(portion)
                tell(
                    f"Copying {shortened(incoming.name, 40)} into the case",
                    done // 1024,
                    incoming.size // 1024,
                )
        if digest.hexdigest() != incoming.sha256:
            raise _changed(incoming.name)
        return True

    def _forget(self, sha256: str) -> None:
        """Leave nothing of a file that nobody is taking in any more. What cannot go now goes at the next opening."""
        self._coming[sha256] -= 1
        if self._coming[sha256] > 0 or self._closed:
            return
        with suppress(CaseFault):
            with self._reading():
                left = pieces.unnamed(self._file, [sha256])
            for one in left:
                pieces.remove(self._file, self._writing, one)


def attach(
    case: "Case",
    evidence: str,
    source: Path,
    *,
    covered: str = "",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Attachment | None:
    """Attach a file to a piece of evidence as one step.

    Returns:
        The attached file; None where it was stopped.

    Raises:
        CaseFault: as `AttachedFiles.take_in`, or there is no such piece of evidence.
    """
    incoming = case.files.take_in(source, progress, cancelled)
    if incoming is None:
        return None
    try:
        with case.step("Attach a file") as step:
            return step.add(incoming.attachment(evidence, covered))
    except BaseException:
        case.files.let_go(incoming)
        raise


@contextmanager
def _opened(source: Path, name: str, case: Path) -> Iterator[tuple[BinaryIO, int]]:
    """The source, open to be read, and its size; what keeps it from being read is said in words."""
    try:
        # Looked at before it is opened: opening a pipe waits, and closing the case's own file lets go of its locks.
        before = source.stat()
        _check_kind(before, name)
        with suppress(OSError):
            if os.path.samestat(before, case.stat()):
                raise CaseFault(f"{name} is this case itself.", NOTHING, "Choose another file.")
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        with open(os.open(source, flags), "rb", buffering=PIECE) as stream:
            now = os.fstat(stream.fileno())
            _check_kind(now, name)
            yield stream, now.st_size
    except FileNotFoundError:
        raise CaseFault(
            f"There is no file {name} any more.", NOTHING, "Check where it is, then attach it again."
        ) from None
    except PermissionError:
        raise CaseFault(
            f"{name} cannot be read: this account may not.",
            NOTHING,
            "Ask whoever owns the file for permission to read it.",
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CaseFault(
            f"{name} could not be read to its end: {reason}.",
            NOTHING,
            "Check that the disk, stick or share it is on is still connected, then attach it again.",
        ) from error


def _check_kind(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise CaseFault(f"{name} is a folder.", NOTHING, "Attach the files that are in it.")
    if not stat.S_ISREG(status.st_mode):
        raise CaseFault(
            f"{name} is not a file: it is a device or a pipe, which has no end.", NOTHING, "Choose a file."
        )
    if status.st_size == 0:
        raise CaseFault(
            f"{name} is empty: there is nothing in it to keep.",
            NOTHING,
            "Check whether it has been written or copied in full.",
        )


def _check_room(case: Path, incoming: Incoming) -> None:
    with suppress(OSError):
        free = shutil.disk_usage(case.parent).free
        if free < incoming.size + SPARE:
            raise CaseFault(
                f"There is no room for {incoming.name} on the disk the case is on: it takes"
                f" {incoming.size / 1e6:,.0f} MB and {free / 1e6:,.0f} MB are free.",
                NOTHING,
                "Free some space, then attach it again.",
            )


def _hash(stream: BinaryIO, name: str, size: int, tell: Progress, stop: Callable[[], bool]) -> str | None:
    digest = hashlib.sha256()
    done = 0
    while portion := list(_portion(stream)):
        if stop():
            return None
        for piece in portion:
            digest.update(piece)
            done += len(piece)
        if done > size:
            break  # somebody is still writing to it
        tell(f"Reading {shortened(name, 40)}", done // 1024, size // 1024)
    if done != size:
        raise _changed(name)
    return digest.hexdigest()


def _portion(stream: BinaryIO) -> Iterator[bytes]:
    for _ in range(PORTION):
        piece = stream.read(PIECE)
        if not piece:
            return
        yield piece


def _changed(name: str) -> CaseFault:
    return CaseFault(
        f"{name} changed while it was being copied.",
        NOTHING,
        "Wait until nothing writes to it any more, then attach it again.",
    )


def _untold(what: str, done: int, of: int) -> None:
    """Nobody wants to know."""


def _never() -> bool:
    return False
