"""What any work on files from a window needs: not to begin twice, to say what went wrong, and where files go."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

from rca_workbench.model import shortened
from rca_workbench.model.fault import Fault

if TYPE_CHECKING:
    from rca_workbench.ui.shell.window import MainWindow

log = logging.getLogger(__name__)


class WindowFiles(QObject):
    """Works on files for one window. Every fault is shown there, and nothing is left half-done."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window = window

    def busy(self) -> bool:
        if self.window.busy:
            self.window.notice.say(
                Fault(
                    "Other long work is under way.", "It goes on.", "Wait until it is done, or stop it below."
                )
            )
        return self.window.busy

    def tried(self, job: Callable[[], object]) -> bool:
        try:
            job()
        except Fault as fault:
            self.window.notice.say(fault)
        except OSError as fault:
            log.exception("file work failed")
            self.window.notice.say(
                Fault(f"The laptop could not do this: {fault.strerror or fault}.", "Your case is as it was.")
            )
        else:
            return True
        return False


def documents() -> Path:
    """Where exports go unless the person says otherwise."""
    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home()
    )


def cases_folder() -> Path:
    """Where cases go unless the person says otherwise."""
    return documents() / "RCA cases"


def safe_name(title: str) -> str:
    """A title as a file name that every system takes."""
    kept = "".join(letter if letter.isalnum() or letter in " -_,()" else " " for letter in title)
    words = " ".join(kept.split())
    return shortened(words, 80).rstrip("…").rstrip(" -_,(") or "Case"
