"""Copies of attached files for other programs to show: read-only, in a temporary folder that goes with the case."""

import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from threading import Lock

from rca_workbench.store.lock import alive

_PREFIX = "rca-workbench-open-"


class OpenCopies:
    """The copies made for one open case."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._guard = Lock()

    def at(self, key: str, name: str, write: Callable[[Path], None]) -> Path:
        """The copy kept under a key, with that name; written by `write` when first asked for."""
        with self._guard:
            if self._folder is None or not self._folder.is_dir():  # systems tidy what lies about for days
                remove_old()
                self._folder = Path(mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
            place = self._folder / key[:16]
            place.mkdir(mode=0o700, exist_ok=True)
            path = place / name
            if not path.exists():
                write(path)
                path.chmod(stat.S_IRUSR)
            return path

    def close(self) -> None:
        """Take all of them away. One that another program holds on to goes when one is next made."""
        with self._guard:
            if self._folder is not None:
                _remove(self._folder)
                self._folder = None


def remove_old() -> None:
    """Take away what programs left behind that ended without closing their cases."""
    with suppress(OSError):
        for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
            owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
            if owner.isdigit() and not alive(int(owner)):
                _remove(folder)


def _remove(folder: Path) -> None:
    # Windows does not remove a file that can only be read.
    for path in folder.glob("*/*"):
        with suppress(OSError):
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder, ignore_errors=True)
