"""Long work off the window's thread: with words, progress and Stop, and nothing half-done."""

import logging
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QThread, Signal

from rca_workbench.model.fault import Fault

log = logging.getLogger(__name__)

T = TypeVar("T")

TURN_S = 0.0005
"""Longest turn of a thread while another waits, in seconds. With Python's own 5 ms, painting a table of a thousand
cells beside a job takes a second, since the window asks for its turn at every cell."""

Progress = Callable[[str, int, int], None]
"""Called by the work with words, how much is done and how much there is."""


_under_way: set["Work[Any]"] = set()


def finish_all() -> None:
    """Ask all work to stop and wait for it: Qt ends the program if a running thread is thrown away.

    There is no longest wait. The map of a large case is laid out for many seconds, and does not stop on the way.
    """
    under_way = list(_under_way)
    for work in under_way:
        work.cancel()
    for work in under_way:
        work.wait()


class Stopped(Exception):
    """The person asked to stop; everything is as it was."""


class Work(QThread, Generic[T]):
    """One job in a thread of its own.

    `job` is called with a progress function and a function that says whether the person asked to stop. It
    works on a snapshot, never on the case.
    """

    progressed = Signal()
    succeeded = Signal(object)
    faulted = Signal(object)

    def __init__(self, words: str, job: Callable[[Progress, Callable[[], bool]], T]) -> None:
        super().__init__()
        self.words = words
        self.done = 0
        self.total = 0
        self._job = job
        self._cancelled = False

    def start(self, *how: QThread.Priority) -> None:
        """Begin. The job is kept alive until it ends, whoever asked for it may be gone by then."""
        sys.setswitchinterval(TURN_S)
        _under_way.add(self)
        self.finished.connect(partial(_under_way.discard, self))
        super().start(*how)

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._cancelled = True
        self.words = "Stopping"
        self.progressed.emit()

    def run(self) -> None:
        try:
            result = self._job(self._progress, lambda: self._cancelled)
        except Fault as fault:
            self.faulted.emit(fault)
        except Stopped:
            self.faulted.emit(Fault("Stopped.", "Everything is as it was."))
        except Exception:
            log.exception("work failed: %s", self.words)
            self.faulted.emit(
                Fault(
                    "This could not be finished.",
                    "Your case is as it was.",
                    "Try again. If it happens again, send the log file named in Settings to whoever supports you.",
                )
            )
        else:
            self.succeeded.emit(result)

    def _progress(self, words: str, done: int, total: int) -> None:
        if not self._cancelled:
            self.words, self.done, self.total = words, done, total
            self.progressed.emit()
