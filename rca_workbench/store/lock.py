"""The lock file beside a case: tells another window or laptop on the same share that the case is open.

It is courtesy only. What keeps two writers from harm is `BEGIN IMMEDIATE` and the check of the journal's head;
so a lock that cannot be written is no obstacle, and one whose holder is gone is simply taken.
"""

import json
import logging
import os
import socket
import sys
import time
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread

HEARTBEAT_SECONDS = 30.0
STALE_SECONDS = 150.0
"""Without a sign of life for so long, a holder counts as gone, on this laptop or another."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a case open."""

    who: str
    host: str
    pid: int
    token: str

    @property
    def here(self) -> bool:
        """True if it is a window on this computer."""
        return self.host == socket.gethostname()


def lock_path(case: Path) -> Path:
    """Where the lock of a case lies."""
    return case.with_name(f".{case.name}.lock")


def holder_of(case: Path) -> Holder | None:
    """Who has the case open, if they still have; None if nobody does."""
    path = lock_path(case)
    try:
        age = time.time() - path.stat().st_mtime
        held = json.loads(path.read_bytes())
        holder = Holder(str(held["who"]), str(held["host"]), int(held["pid"]), str(held["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if age > STALE_SECONDS or (holder.here and not alive(holder.pid)):
        return None
    return holder


class Lock:
    """This window's hold on a case, with its heartbeat. `None` from `take` means that somebody else has it."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self._path = path
        self._holder = holder
        self._done = Event()
        # A daemon: a program that ends without closing leaves the lock, and its dead pid then frees the case.
        self._beat = Thread(target=self._keep_alive, name="case lock", daemon=True)
        self._beat.start()

    @classmethod
    def take(cls, case: Path, who: str, *, over: bool = False) -> "Lock | None":
        """Take the lock where nobody holds it, or with `over` also where somebody does.

        Raises:
            OSError: it cannot be written here, which need not keep anybody from working.
        """
        path = lock_path(case)
        holder = Holder(who, socket.gethostname(), os.getpid(), uuid.uuid4().hex)
        content = json.dumps(asdict(holder)).encode()
        with suppress(FileExistsError):
            _write_new(path, content)
            return cls(path, holder)
        if not over and holder_of(case) is not None:
            return None
        # Replaced in one move, so that of two that take a stale lock together only the later one holds it.
        mine = path.with_name(f"{path.name}.{holder.token[:8]}")
        _write_new(mine, content)
        try:
            mine.replace(path)
        except OSError:
            mine.unlink(missing_ok=True)
            raise
        return cls(path, holder)

    def is_mine(self) -> bool:
        """False once another window has taken the case over."""
        try:
            return bool(json.loads(self._path.read_bytes())["token"] == self._holder.token)
        except FileNotFoundError:
            # Somebody tidied the folder: nobody else claims the case.
            return True
        except (OSError, ValueError, KeyError, TypeError):
            return True

    def release(self) -> None:
        """Let go, unless somebody else holds it by now."""
        self._done.set()
        with suppress(OSError):
            if self._path.exists() and self.is_mine():
                self._path.unlink()

    def _keep_alive(self) -> None:
        while not self._done.wait(HEARTBEAT_SECONDS):
            with suppress(OSError):
                if not self.is_mine():
                    return
                os.utime(self._path)


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)


def alive(pid: int) -> bool:
    """True if a process of that number runs on this computer."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        # It runs as somebody else, or cannot be asked.
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    # os.kill would end the process there.
    import ctypes

    query_limited_information, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return False
    try:
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        return code.value == still_active
    finally:
        kernel.CloseHandle(handle)
