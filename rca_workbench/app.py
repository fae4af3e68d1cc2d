"""Starts the window."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import rca_workbench.store  # noqa: F401  PySide6 reads the source of every module that is imported after it

# isort: split
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from rca_workbench.model.fault import Fault
from rca_workbench.store import Case, data_folder
from rca_workbench.ui import style
from rca_workbench.ui.settings import role_of_user
from rca_workbench.ui.shell.window import MainWindow

SETTLE_MS = 400
"""How long a window gets to lay itself out and load what it shows before its picture is taken."""

CHECKS_MS = 10_000
"""How long its picture waits for the checks, whose marks and count it shows."""

log = logging.getLogger(__name__)


def run(
    case_path: Path | None = None,
    place: str | None = None,
    theme: str | None = None,
    size: tuple[int, int] | None = None,
    screenshot: Path | None = None,
) -> int:
    """Show the window, on a case if one is named; with `screenshot`, save its picture and leave.

    Returns the exit code. Raises Fault where a case named on the command line cannot be opened.
    """
    QCoreApplication.setOrganizationName("RCA Workbench")
    QCoreApplication.setApplicationName("RCA Workbench")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    log_file = _log_to_file()
    look = style.look()
    if theme:
        look.choose(theme, keep=False)
    else:
        look.apply()
    window = MainWindow(log_file)
    _say_defects(window)
    if size:
        window.resize(*size)
    window.show()
    if case_path is not None:
        window.open_case(Case.open(case_path, who=role_of_user()), place or "")
    if screenshot is not None:
        return _photograph(app, window, screenshot)
    return app.exec()


def _photograph(app: QApplication, window: MainWindow, path: Path) -> int:
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()
    checking = window.session.checking if window.session is not None else None
    if checking is not None and not checking.current:
        checking.changed.connect(loop.quit)
        QTimer.singleShot(CHECKS_MS, loop.quit)
        loop.exec()
        QTimer.singleShot(SETTLE_MS, loop.quit)  # what lists checks lays itself out anew
        loop.exec()
    app.processEvents()
    saved = window.grab().save(str(path))
    window.close()
    if not saved:
        raise Fault(f"The picture could not be written to {path}.", todo="Choose another folder or name.")
    return 0


def _log_to_file() -> Path:
    folder = data_folder() / "log"
    path = folder / "rca-workbench.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True)
    except OSError:
        return path
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    if not any(isinstance(one, RotatingFileHandler) for one in root.handlers):
        root.addHandler(handler)
    return path


def _say_defects(window: MainWindow) -> None:
    """What nobody foresaw is logged and said calmly; the window stays, since every step is already kept."""

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        log.error("a defect", exc_info=(kind, fault, trace))
        window.notice.say(
            Fault(
                "Something here did not work.",
                "Everything kept so far is safe.",
                "Try another way. If it happens again, send the log file named in Settings to whoever supports you.",
            )
        )

    sys.excepthook = hook
