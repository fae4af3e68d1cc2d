"""Opens and makes case files: every file is looked at before it is trusted, and looking writes nothing."""

import logging
import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from rca_workbench.store.backup import copies_folder, copy_file, keep
from rca_workbench.store.connection import CaseFile
from rca_workbench.store.faults import CaseFault, damaged, in_words
from rca_workbench.store.lock import Holder, Lock, holder_of
from rca_workbench.store.migrations import migrate
from rca_workbench.store.shape import hostile, strange, unsound
from rca_workbench.store.sniff import can_be_written, journal_of, refusal, sniff
from rca_workbench.store.tables import APPLICATION_ID, FORMAT, schema
from rca_workbench.store.turns import turn_at

log = logging.getLogger(__name__)

_LEFT = "The file was left as it is."


@dataclass
class Opened:
    """A case file that was found sound, and on what terms it is open."""

    path: Path
    """The file as its user named it."""
    real: Path
    """The file that is worked on: the same, links followed, or a working copy."""
    read_only_because: str = ""
    """Why nothing can be changed, in words; empty where it can."""
    lock: Lock | None = None
    folder: Path | None = None
    """A temporary folder with a working copy, where the file itself has to stay as it is."""
    file: CaseFile | None = None

    def close(self) -> None:
        """Let go of everything."""
        if self.file is not None:
            self.file.close()
        if self.lock is not None:
            self.lock.release()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def open_file(path: Path, who: str, *, read_only: bool, take_over: bool) -> Opened:
    """Open a case file for work, or to be read where it cannot or should not be written.

    Raises:
        CaseFault: it is not a case, or not one that can be opened; nothing was written.
    """
    real = Path(os.path.realpath(path))
    with turn_at(real):
        found = sniff(real)
        fault = refusal(found, path)
        if fault is not None:
            raise fault
        opened = _on_terms(path, real, who, read_only=read_only, take_over=take_over)
        try:
            with in_words(path, _LEFT):
                if found.hot:
                    _roll_back(opened.real)
                _check(opened.real, path, strange if found.format == FORMAT else hostile)
                if found.format < FORMAT:
                    _migrate(opened.real, path, found.format)
                opened.file = CaseFile(opened.real, read_only=bool(opened.read_only_because))
        except BaseException:
            opened.close()
            raise
    return opened


def create_file(path: Path, fill: Callable[[CaseFile], None]) -> None:
    """Make a case file with what `fill` writes into its empty tables: whole, or not at all.

    Raises:
        CaseFault: there is a file of that name already, or none can be written there.
    """
    if path.exists() or path.is_symlink():
        raise _there_already(path)
    making = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        making.open("xb").close()
    except FileNotFoundError:
        raise CaseFault(
            f"There is no folder {path.parent}.", "", "Make it first, or choose another."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CaseFault(
            f"{path} cannot be made: {reason}.", "", "Choose another folder or a shorter name."
        ) from None
    try:
        with in_words(path, "Nothing was made."):
            file = CaseFile(making, read_only=False)
            try:
                with file.transaction():
                    file.run(f"PRAGMA application_id={APPLICATION_ID}")
                    file.run(f"PRAGMA user_version={FORMAT}")
                    for statement in schema():
                        file.run(statement)
                    fill(file)
            finally:
                file.close()
        _put_in_place(making, path)
    finally:
        for left in (making, journal_of(making)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def held_by(holder: Holder) -> str:
    """That somebody has a case open, in words."""
    where = "in another window on this computer" if holder.here else f"on another computer, {holder.host}"
    return f"This case is open {where} ({holder.who}). You can read it here. Close it there to make changes."


def _put_in_place(making: Path, path: Path) -> None:
    try:
        try:
            os.link(making, path)  # unlike a rename it never replaces what is there
        except FileExistsError:
            raise
        except OSError:
            # No hard links here (FAT sticks, some shares): claim the name first, then move onto it.
            path.open("xb").close()
            making.replace(path)
    except FileExistsError:
        raise _there_already(path) from None
    except OSError as error:
        raise CaseFault(f"{path} cannot be made: {error.strerror}.", "", "Choose another folder.") from None
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows cannot open a folder, and needs not
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _there_already(path: Path) -> CaseFault:
    return CaseFault(f"There is a file {path.name} already.", "It was left as it is.", "Choose another name.")


def _check(real: Path, path: Path, odd_about: Callable[[CaseFile], str]) -> None:
    file = CaseFile(real, read_only=True)
    try:
        _refuse_odd(path, odd_about(file))
        wrong = unsound(file)
    finally:
        file.close()
    if wrong:
        log.warning("%s: %s", path, wrong)
        raise damaged(path)


def _refuse_odd(path: Path, odd: str) -> None:
    if odd:
        raise CaseFault(
            f"{path.name} is not as RCA Workbench makes a case: {odd}.",
            f"{_LEFT} Nothing in it was run.",
            "Ask whoever sent it for the case as they have it.",
        )


def _roll_back(real: Path) -> None:
    """Let SQLite undo a step that was cut off in the middle; the one thing opening may write."""
    file = CaseFile(real, read_only=False)
    try:
        file.rows("SELECT count(*) FROM sqlite_schema")
    finally:
        file.close()


def _on_terms(path: Path, real: Path, who: str, *, read_only: bool, take_over: bool) -> Opened:
    """Whether the case can be changed here, and which file to work on."""
    found = sniff(real)
    writable = can_be_written(real)
    if read_only:
        because = "This case was opened to be read only."
    elif not writable:
        because = f"{path.name} or its folder cannot be written, so this case can only be read here."
    else:
        because = ""
    lock, because = (None, because) if because else _lock(real, who, take_over)
    opened = Opened(path, real, because, lock)
    if (found.hot and not writable) or (found.format < FORMAT and because):
        opened.folder = Path(mkdtemp(prefix="rca-workbench-"))
        opened.real = opened.folder / real.name
        try:
            shutil.copyfile(real, opened.real)
            if found.hot:
                shutil.copyfile(journal_of(real), journal_of(opened.real))
        except OSError as error:
            opened.close()
            raise CaseFault(
                f"{path.name} has to be copied to be read, and that could not be done: {error.strerror}.",
                _LEFT,
            ) from None
    return opened


def _lock(real: Path, who: str, take_over: bool) -> tuple[Lock | None, str]:
    try:
        lock = Lock.take(real, who, over=take_over)
    except OSError:
        log.info("no lock could be written beside %s", real)
        return None, ""
    if lock is None:
        holder = holder_of(real)
        # Gone between two looks: the case is free, and the next window to open it takes the lock.
        return None, held_by(holder) if holder is not None else ""
    return lock, ""


def _migrate(real: Path, path: Path, found: int) -> None:
    file = CaseFile(real, read_only=False)
    try:
        steps = file.rows("SELECT id FROM step ORDER BY seq LIMIT 1")
        if not steps:
            raise damaged(path)
        keep(copies_folder(str(steps[0][0])), f"format {found}", lambda target: copy_file(real, target))
        # Before the newest format is kept: a file with something else in it stays as it was found.
        migrate(file, found, check=lambda: _refuse_odd(path, strange(file)))
    finally:
        file.close()
