"""What is done with signed files from the window: making and keeping one, giving out copies, proving one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from rca_workbench.analysis.signed import SignedVersion
from rca_workbench.model.fault import Fault
from rca_workbench.ui.places.report.sending import free_name
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Progress, Stopped, Work

if TYPE_CHECKING:
    from rca_workbench.report.signing import Prepared, Signer


@dataclass(frozen=True, slots=True)
class Written:
    """Where copies went, and why a PDF is not among them."""

    paths: tuple[Path, ...]
    instead: str = ""


class SignedFiles(QObject):
    """Long work goes on beside the window and can be stopped; what is kept is kept in one step."""

    signed = Signal(object)
    """A `SignedVersion` was signed."""

    def __init__(self, session: Session, beside: QWidget) -> None:
        super().__init__(beside)
        self.session = session
        self._beside = beside

    # -- signing --------------------------------------------------------------------------------------

    def sign(self, template: str, signer: "Signer", *, unwritten_stands: bool) -> None:
        """Make the next version of a document, keep it, and sign it.

        `unwritten_stands`: somebody decided that sections may say in it that words are missing.
        """
        if self._refused():
            return
        case, today = self.session.case, self.session.today()

        def job(progress: Progress, cancelled: Callable[[], bool]) -> "Prepared":
            from rca_workbench.report.signing import prepare

            return prepare(
                case, template, (signer,), today=today, progress=progress, cancelled=cancelled,
                unwritten_stands=unwritten_stands,
            )  # fmt: skip

        self._start("Making the file to be signed", job, self._keep)

    def sign_too(self, signed: SignedVersion, signer: "Signer") -> None:
        """Sign the file that was signed already."""
        from rca_workbench.report.signing import sign_too

        if not self._refused():
            today = self.session.today()
            self._tried(lambda: self.signed.emit(sign_too(self.session.case, signed, (signer,), today=today)))

    def _keep(self, prepared: "Prepared") -> None:
        from rca_workbench.report.signing import sign_prepared

        self._tried(lambda: self.signed.emit(sign_prepared(self.session.case, prepared)))

    # -- copies ---------------------------------------------------------------------------------------

    def open(self, signed: SignedVersion) -> None:
        """Look at the signed file: a copy that can only be read."""

        def show() -> None:
            from rca_workbench.report.signing import content_of

            content_of(self.session.case, signed)
            assert signed.file is not None
            path = self.session.case.files.open_copy(signed.file)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._tried(show)

    def save(self, signed: SignedVersion) -> None:
        """Write a copy where the person says, with a tagged PDF beside it where LibreOffice is installed."""
        from rca_workbench.ui.window_files import documents

        if signed.file is None or self._busy():
            self._tried(lambda: self._content(signed))
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self._beside.window(),
            f"Save a copy of {signed.version}",
            str(documents() / signed.file.name),
            "Word documents (*.docx)",
        )
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() != ".docx":
                # The window asked about the name as it was typed, without its ending.
                path = free_name(path.with_name(f"{path.name}.docx"))
            self.write(signed, path)

    def write(self, signed: SignedVersion, path: Path) -> None:
        """Write a copy to `path`, and its PDF beside it, in place of no file that somebody was not asked about."""
        case = self.session.case

        def job(progress: Progress, cancelled: Callable[[], bool]) -> Written:
            from rca_workbench.report.pdf import INSTEAD, can_write_pdf, pdf_of
            from rca_workbench.report.signing import check_copy, content_of
            from rca_workbench.store.writing import write_whole

            content = content_of(case, signed)
            progress("Looking for names in it", 0, 0)
            check_copy(case, signed, content, path.name, cancelled)
            write_whole(path, content)
            if not can_write_pdf():
                return Written((path,), f"No PDF was made: LibreOffice is not installed here. {INSTEAD}")
            progress("Laying it out as PDF", 0, 0)
            pdf = free_name(path.with_suffix(".pdf"))
            try:
                finished = pdf_of(content, cancelled)
                check_copy(case, signed, finished, pdf.name, cancelled)
                write_whole(pdf, finished)
            except Fault as fault:
                if cancelled():
                    raise Stopped from None
                return Written((path,), f"No PDF was made. {fault.what} {fault.todo}".rstrip())
            return Written((path, pdf))

        self._start("Saving a copy", job, self._written)

    def _written(self, written: Written) -> None:
        box = QMessageBox(self._beside.window())
        box.setWindowTitle("Signed file")
        box.setText(
            "The signed file and its PDF are saved."
            if len(written.paths) > 1
            else "The signed file is saved."
        )
        lines = [str(path) for path in written.paths]
        box.setInformativeText("\n".join([*lines, *([written.instead] if written.instead else [])]))
        open_it = box.addButton("Open it", QMessageBox.ButtonRole.ActionRole)
        box.addButton("Close", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is open_it:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(written.paths[0])))

    # -- proof ----------------------------------------------------------------------------------------

    def prove(self, signed: SignedVersion, told: Callable[[tuple[str, ...]], object]) -> None:
        """See whether the kept file has the hash that was signed and its head is in the history."""
        if self._busy():
            return
        case = self.session.case

        def job(progress: Progress, cancelled: Callable[[], bool]) -> tuple[str, ...]:
            from rca_workbench.report.signing import proof

            return proof(case, signed)

        self._start(f"Checking {signed.version}", job, told)

    # -- inside ---------------------------------------------------------------------------------------

    def _content(self, signed: SignedVersion) -> bytes:
        from rca_workbench.report.signing import content_of

        return content_of(self.session.case, signed)

    def _start(self, words: str, job: Callable[..., object], done: Callable[..., object]) -> None:
        work: Work[object] = Work(words, job)
        relay = _Relay(self, done)
        work.succeeded.connect(relay.take)
        work.finished.connect(relay.deleteLater)
        window = self._beside.window()
        if hasattr(window, "start_work"):
            window.start_work(work)

    def _refused(self) -> bool:
        if self.session.read_only:
            self.session.faulted.emit(Fault(self.session.case.read_only_because, "Nothing was signed."))
            return True
        return self._busy()

    def _busy(self) -> bool:
        busy = bool(getattr(self._beside.window(), "busy", False))
        if busy:
            self.session.faulted.emit(
                Fault(
                    "Other long work is under way.", "It goes on.", "Wait until it is done, or stop it below."
                )
            )
        return busy

    def _tried(self, job: Callable[[], object]) -> None:
        try:
            job()
        except Fault as fault:
            self.session.faulted.emit(fault)


class _Relay(QObject):
    """Takes what a thread gives into the thread of the window."""

    def __init__(self, parent: QObject, done: Callable[..., object]) -> None:
        super().__init__(parent)
        self._done = done

    def take(self, result: object) -> None:
        self._done(result)
