"""A filled sample of a template: the document it makes of the open case, or of the sample case."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rca_workbench.model import Snapshot
from rca_workbench.reference import sample_sources
from rca_workbench.store import Case, data_folder
from rca_workbench.ui.work import Progress, Stopped, Work


def sample_work(template: str, snapshot: Snapshot | None, day: date) -> Work[Path]:
    """Work that writes the sample into this laptop's folder and gives its path."""
    target = data_folder() / "filled samples" / f"{template}, sample.docx"

    def job(progress: Progress, cancelled: Callable[[], bool]) -> Path:
        from rca_workbench.report import Edition, export_docx

        target.parent.mkdir(parents=True, exist_ok=True)
        export_docx(
            snapshot or _sample_case(),
            target,
            Edition(day, "Sample"),
            template=template,
            progress=progress,
            cancelled=cancelled,
        )
        if cancelled():
            raise Stopped
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
