"""One turn at a time for each file, whichever of this program's windows or threads wants it.

On POSIX systems closing any handle of a file drops every lock this process has on it. So looking at a case's
bytes while another thread is in the middle of a step on the same file would let a second program write, too.
"""

import time
from pathlib import Path
from threading import Lock, RLock
from types import TracebackType
from weakref import WeakValueDictionary


class Turn:
    """A lock that the same thread may take again; used with `with`."""

    def __init__(self) -> None:
        self._lock = RLock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def let_others(self) -> None:
        """Between two parts of long work: whoever waits for a turn gets one."""
        self._lock.release()
        time.sleep(0.001)
        self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


_turns: WeakValueDictionary[Path, Turn] = WeakValueDictionary()
_finding = Lock()


def turn_at(path: Path) -> Turn:
    """The turn of the file at `path`."""
    real = path.resolve()
    with _finding:
        turn = _turns.get(real)
        if turn is None:
            turn = _turns[real] = Turn()
        return turn
