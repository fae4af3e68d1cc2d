"""What goes out of a case from the window: documents, data and pictures, and the folder for the commissioner."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from rca_workbench.reference.documents import REPORT
from rca_workbench.ui.window_files import WindowFiles, documents, safe_name
from rca_workbench.ui.work import Progress, Stopped, Work

if TYPE_CHECKING:
    from rca_workbench.packs import Pack
    from rca_workbench.report.sending import Ready
    from rca_workbench.ui.places.report.sending import Wanted

OTHER_FILTERS = {
    "Timeline as a spreadsheet (*.xlsx)": "timeline",
    "Action plan as a spreadsheet (*.xlsx)": "actions",
    "Evidence list as a spreadsheet (*.xlsx)": "evidence",
    "Timeline as separated values (*.csv)": "timeline",
    "Dates for a calendar (*.ics)": "timeline",
    "Case as JSON (*.json)": "timeline",
    "Timeline as vector picture (*.svg)": "timeline",
    "Timeline as picture (*.png)": "timeline",
    "Map as vector picture (*.svg)": "graph",
    "Map as picture (*.png)": "graph",
    "Charts of measures as vector picture (*.svg)": "measures",
    "Charts of measures as picture (*.png)": "measures",
    "Map for graph programs (*.graphml)": "graph",
    "Timeline for A4 paper (*.png)": "timeline A4",
    "Timeline for A3 paper (*.png)": "timeline A3",
    "Timeline for A3 paper, lines (*.svg)": "timeline A3",
    "Map for A4 paper (*.png)": "graph A4",
    "Map for A3 paper (*.png)": "graph A3",
    "Map for A3 paper, lines (*.svg)": "graph A3",
}
"""What else can be exported: the view of the case it shows, and the paper it is drawn for."""


class Exports(WindowFiles):
    """Writes what the person asks for, beside the window's work."""

    def export_shown(self) -> None:
        """Write the document one looks at as a Word file; the report where none is shown."""
        self.export_word(self._shown())

    def export_shown_as_pdf(self) -> None:
        """Write the document one looks at as a PDF; the report where none is shown."""
        from rca_workbench.report.pdf import check_pdf

        if self.tried(check_pdf):
            self.export_word(self._shown(), suffix=".pdf")

    def _shown(self) -> str:
        view = self.window.view
        return (view.document() if view is not None else "") or REPORT

    def export_word(self, template: str = REPORT, suffix: str = ".docx") -> None:
        """Write a document of the case as a Word file, or as a PDF, where and for what the person says."""
        from rca_workbench.report import names_nothing, title_of
        from rca_workbench.ui.places.report.sending import SendingWindow, ask_what_for

        session = self.window.session
        if session is None:
            return
        title = title_of(template, session.snapshot.case.profile)
        of = (
            ""
            if names_nothing(template)
            else f"{safe_name(session.snapshot.case.title or 'Investigation')}, "
        )
        stem = f"{of}{safe_name(title)}"
        if suffix == ".pdf":
            where = self._where(f"Export as PDF: {title}", f"{stem}, draft.pdf", ["PDF documents (*.pdf)"])
            if where is not None:
                self.write_word(where[0], template)
        elif not self.busy():
            dialog = SendingWindow(session, template, title, stem, documents(), self.window)
            ask_what_for(dialog, partial(self._make_word, template))

    def _make_word(self, template: str, wanted: "Wanted") -> None:
        from rca_workbench.report import Copy

        if wanted.copy is Copy.REVIEW:
            self.send_word(wanted.path, template, wanted.to)
        else:
            self.write_word(wanted.path, template)

    def send_word(self, path: Path, template: str = REPORT, to: str = "") -> None:
        """Write a review copy beside the window's work; it is kept in the case as it goes out, and noted with to whom.

        Args:
            path: the file to write.
            template: which document.
            to: to whom it goes, by role.
        """
        from rca_workbench.model import Actor
        from rca_workbench.report.sending import go_out, make_ready
        from rca_workbench.ui.places.evidence.attach import file_work

        session = self.window.session
        assert session is not None
        case, today = session.case, session.today()
        roles = session.snapshot.of(Actor).values()
        person = next((one.id for one in roles if to and one.role.casefold() == to.casefold()), None)

        def job(progress: Progress, cancelled: Callable[[], bool]) -> "Ready":
            ready = make_ready(case, template, to, today, progress, cancelled, person=person)
            if cancelled():
                case.files.let_go(ready.incoming)
                raise Stopped
            return ready

        def keep(ready: "Ready") -> None:
            if self.tried(lambda: go_out(case, ready, path)):
                self._written(
                    path, f"{ready.review.version} is written, and kept in the case as it goes out."
                )

        file_work(session).run(self.window, "Making the copy for comments", job, keep)

    def write_word(self, path: Path, template: str = REPORT) -> Work[Path]:
        """Write a document to `path`, as a PDF if its name ends so, beside the window's work; opens when asked."""
        session = self.window.session
        assert session is not None
        from rca_workbench.report.versions import given_out, next_version

        snapshot, head, today = session.snapshot, session.case.head, session.today()
        given = given_out(session.case, template)

        def job(progress: Progress, cancelled: Callable[[], bool]) -> Path:
            from rca_workbench.report import Copy, Edition, export_docx, export_pdf

            version = next_version(snapshot, template, Copy.READING, given)
            writes = export_pdf if as_pdf else export_docx
            writes(
                snapshot,
                path,
                template=template,
                progress=progress,
                cancelled=cancelled,
                edition=Edition(today, version, head=head),
            )
            return path

        as_pdf = path.suffix.lower() == ".pdf"
        work = Work("Making the PDF" if as_pdf else "Making the Word file", job)
        work.succeeded.connect(lambda written: self._written(written, "The document is written."))
        self.window.start_work(work)
        return work

    def export_other(self) -> None:
        """Write the case, a picture or the graph in another format."""
        session = self.window.session
        if session is not None:
            name = safe_name(session.snapshot.case.title or "Case")
            self._export("Export data or a picture", name, OTHER_FILTERS)

    def export_actions(self) -> None:
        """Write the action plan as a spreadsheet where the person says."""
        session = self.window.session
        if session is not None:
            name = f"{safe_name(session.snapshot.case.title or 'Investigation')}, action plan.xlsx"
            self._export("Action plan as a spreadsheet", name, {"Spreadsheets (*.xlsx)": "actions"})

    def export_calendar(self) -> None:
        """Write the dates of the case as a calendar file where the person says."""
        session = self.window.session
        if session is not None:
            name = f"{safe_name(session.snapshot.case.reference or 'Investigation')}, dates.ics"
            self._export("Dates for a calendar", name, {"Calendars (*.ics)": "timeline"})

    def write_other(self, path: Path, view: str) -> Work[str]:
        """Write one of the other formats, chosen by the suffix of `path`, beside the window's work.

        `view` names what it shows and, behind a blank, the paper it is drawn for.
        """
        session = self.window.session
        assert session is not None
        snapshot, now = session.snapshot, session.now()

        def job(progress: Progress, cancelled: Callable[[], bool]) -> str:
            from rca_workbench.exchange import export_to

            shown, _, paper = view.partition(" ")
            return export_to(snapshot, path, view=shown, now=now, paper=paper, cancelled=cancelled)

        work = Work(f"Writing {path.name}", job)
        work.succeeded.connect(lambda told: self._written(path, f"The file is written. {told}".rstrip()))
        self.window.start_work(work)
        return work

    def export_pack(self) -> None:
        """Make one folder with everything for the commissioner where the person says."""
        from rca_workbench.packs import FOLDER

        session = self.window.session
        if session is None or self.busy():
            return
        name = f"{safe_name(session.snapshot.case.reference or 'Investigation')}, {FOLDER.lower()}"
        chosen, _ = QFileDialog.getSaveFileName(self.window, FOLDER, str(documents() / name), "Folders (*)")
        if chosen:
            self.write_pack(Path(chosen))

    def write_pack(self, folder: Path) -> Work["Pack"]:
        """Make the folder with everything for the commissioner beside the window's work."""
        session = self.window.session
        assert session is not None
        from rca_workbench.packs import write_pack
        from rca_workbench.report.versions import names_given

        snapshot, now, given = session.snapshot, session.now(), names_given(session.case)

        def job(progress: Progress, cancelled: Callable[[], bool]) -> "Pack":
            return write_pack(snapshot, folder, now, given=given, progress=progress, cancelled=cancelled)

        work = Work("Making everything for the commissioner", job)
        work.succeeded.connect(
            lambda pack: self._written(
                folder, f"The folder is written, with {len(pack.files)} files. {pack.without}".rstrip()
            )
        )
        self.window.start_work(work)
        return work

    def _written(self, path: Path, said: str) -> None:
        box = QMessageBox(self.window)
        box.setWindowTitle("Export")
        box.setText(said)
        box.setInformativeText(str(path))
        open_it = box.addButton("Open it", QMessageBox.ButtonRole.ActionRole)
        box.addButton("Close", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is open_it:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _export(self, title: str, name: str, filters: Mapping[str, str]) -> None:
        """Write what the person chooses among `filters`, each with the view it shows, where they say."""
        where = self._where(title, name, list(filters))
        if where is not None:
            path, kind = where
            self.write_other(path, filters[kind])

    def _where(self, title: str, name: str, filters: Sequence[str]) -> tuple[Path, str] | None:
        """Ask where a file is to go and which of the `filters` it is; None where it is left or other work goes on."""
        if self.busy():
            return None
        chosen, kind = QFileDialog.getSaveFileName(
            self.window, title, str(documents() / name), ";;".join(filters)
        )
        if not chosen:
            return None
        path, kind = Path(chosen), kind or filters[0]
        if path.suffix.lower() not in (_suffix(one) for one in filters):
            path = _free(path.with_name(path.name + _suffix(kind)))
        return path, kind


def _free(path: Path) -> Path:
    """That name or the next that no file has: the window asked about the name as it was typed, without its ending."""
    names = (path.with_stem(f"{path.stem} {number}") for number in count(2))
    return path if not path.exists() else next(one for one in names if not one.exists())


def _suffix(kind: str) -> str:
    """The suffix in the words of a filter: `.xlsx` of "Spreadsheets (*.xlsx)"."""
    return kind.rpartition("*")[2].rstrip(")")
