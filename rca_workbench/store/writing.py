"""Writes a file whole or not at all.

What is written goes to a temporary file beside the target and takes its place in one move, so a full disk, a
lost share or a killed process never leaves half a file, and an earlier file stays until the new one is whole.
"""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rca_workbench.model.fault import Fault


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Gives the path of an empty temporary file to write; on leaving, it becomes `target`.

    The temporary file has the target's suffix, since some writers choose the format by it. Leaving with an
    exception removes it and leaves the target as it was.

    Raises:
        Fault: the folder is missing or not writable, the target is a folder or is held open elsewhere, or
            there is no room.
    """
    check_target(target)
    try:
        handle, made = tempfile.mkstemp(
            prefix=f".{target.stem[:80]}-", suffix=target.suffix, dir=target.parent
        )
    except OSError as error:
        raise fault_of(error, target) from None
    os.close(handle)
    temporary = Path(made)
    try:
        yield temporary
        _settle(temporary, target)
        os.replace(temporary, target)
    except OSError as error:
        raise fault_of(error, target) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_whole(target: Path, content: bytes) -> None:
    """Write bytes to `target`, whole or not at all. Raises Fault as `whole_file` does."""
    with whole_file(target) as temporary:
        temporary.write_bytes(content)


def check_target(target: Path) -> None:
    """Say at once, before long work, why nothing could be written there. Raises Fault."""
    if target.is_dir():
        raise Fault(f"{target} is a folder.", "Nothing was written.", "Give the name of a file.")
    check_parent(target)
    if target.exists() and not os.access(target, os.W_OK):
        raise Fault(f"{target.name} is write-protected.", "Nothing was written.", "Choose another name.")


def check_parent(target: Path) -> None:
    """Say why nothing, file or folder, could be made in the folder of `target`. Raises Fault."""
    if not target.parent.is_dir():
        raise Fault(
            f"There is no folder {target.parent}.",
            "Nothing was written.",
            "Make it first, or choose another.",
        )
    if not os.access(target.parent, os.W_OK):
        raise Fault(
            f"The folder {target.parent} cannot be written to.",
            "Nothing was written.",
            "Choose another folder.",
        )


def fault_of(error: OSError, target: Path) -> Fault:
    """The error of a file system as a sentence about the file that was to be written."""
    safe = f"{target.name} is as it was." if target.exists() else "Nothing was written."
    if isinstance(error, PermissionError):
        # Windows refuses to replace a file that Word or a viewer holds open.
        return Fault(
            f"{target.name} cannot be written: it is open in another program, or protected.",
            safe,
            "Close it and try again.",
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault(
            f"There is no room left to write {target.name}.", safe, "Free some space or choose another disk."
        )
    if error.errno == errno.EROFS:
        return Fault(f"{target.parent} cannot be written to.", safe, "Choose another folder.")
    if error.errno == errno.ENAMETOOLONG:
        return Fault(
            f"The name {target.name[:40]}… is too long for this disk.", safe, "Choose a shorter one."
        )
    return Fault(f"{target.name} could not be written: {error.strerror or error}.", safe)


def _settle(temporary: Path, target: Path) -> None:
    """Bring the bytes to the disk and give the file the rights a new or the earlier file would have."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    if os.name == "posix":
        if target.exists():
            mode = stat.S_IMODE(target.stat().st_mode)
        else:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        temporary.chmod(mode)
