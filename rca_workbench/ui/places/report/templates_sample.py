"""A filled sample of a template: the document it makes of the open case, or of the sample case."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from rca_workbench.model import Snapshot
from rca_workbench.reference import sample_sources
from rca_workbench.store import Case, data_folder
from rca_workbench.ui.work import Progress, Stopped, Work

_last: Work[Path] | None = None


def sample_under_way() -> Work[Path] | None:
    """The sample that is being made, whichever window asked for it: there is one at a time."""
    return _last if _last is not None and _last.isRunning() else None


def start_sample(template: str, snapshot: Snapshot | None, day: date) -> Work[Path]:
    """Begin to write the sample into this laptop's folder. It opens when it is there, also where the window is gone."""
    global _last
    work = _last = _sample_work(template, snapshot, day)
    work.succeeded.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
    work.start()
    return work


def _sample_work(template: str, snapshot: Snapshot | None, day: date) -> Work[Path]:
    target = data_folder() / "filled samples" / f"{template}, sample.docx"

    def job(progress: Progress, cancelled: Callable[[], bool]) -> Path:
        from rca_workbench.report import Edition, export_docx

        shown = snapshot or _sample_case()
        if cancelled():
            raise Stopped
        target.parent.mkdir(parents=True, exist_ok=True)
        export_docx(
            shown,
            target,
            Edition(day, "Sample"),
            template=template,
            progress=progress,
            cancelled=cancelled,
        )
        return target

    return Work("Making a filled sample", job)


def _sample_case() -> Snapshot:
    from rca_workbench.exchange import import_into

    with (
        tempfile.TemporaryDirectory() as folder,
        Case.create(Path(folder) / "sample.rca", who="RCA Workbench", sample=True) as case,
    ):
        for source in sample_sources():
            import_into(case, source)
        return case.snapshot
