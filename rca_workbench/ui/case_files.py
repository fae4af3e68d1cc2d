"""What can be done with case files from the window: start, open, import, verify, close."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from rca_workbench.model import Incident, Profile
from rca_workbench.model.fault import Fault
from rca_workbench.reference import sample_sources
from rca_workbench.store import Case, Problem, data_folder
from rca_workbench.store.recent import note_opened, restage
from rca_workbench.ui.settings import role_of_user
from rca_workbench.ui.window_files import WindowFiles, cases_folder
from rca_workbench.ui.work import Progress, Stopped, Work

CASE_FILTER = "Cases (*.rca)"
IMPORT_FILTER = "Cases to import (*.json)"


class CaseFiles(WindowFiles):
    """Opens case files for one window, and makes new ones."""

    def new(self) -> None:
        """Start a case: one page of plain questions, of which only the first needs an answer."""
        from rca_workbench.ui.places.cases.new_case import NewCaseWindow

        dialog = NewCaseWindow(self.window)
        if dialog.exec():
            self.tried(
                lambda: self.create(dialog.path(), dialog.title(), dialog.profile(), dialog.incident())
            )

    def create(self, path: Path, title: str, profile: Profile, incident: dict[str, object]) -> None:
        """Make a case file with what is known, and open it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        case = Case.create(path, title=title, profile=profile, who=role_of_user())
        known = {name: value for name, value in incident.items() if value}
        if known:
            with case.step("Start the case") as step:
                step.change(step.snapshot.one(Incident), **known)
        self._show(case)

    def open(self) -> None:
        """Choose a case file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(self.window, "Open a case", str(cases_folder()), CASE_FILTER)
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path) -> bool:
        """Open a case file; False if it could not be, which the window has then said."""
        session = self.window.session
        if session and session.case.path.absolute() == path.absolute():
            self.window.go("overview")
            return True
        return self.tried(lambda: self._show(Case.open(path, who=role_of_user())))

    def open_sample(self) -> None:
        """Open the sample case, which is made on this laptop at first use."""
        self.tried(self._open_sample)

    def reset_sample(self) -> None:
        """Bring the sample case back as it came; the one played with goes to the bin of this laptop's folder."""

        def reset() -> None:
            path = sample_path()
            session = self.window.session
            if session and session.case.path == path:
                self.window.close_case()
            if path.exists():
                path.replace(path.with_name("Sample case, earlier.rca"))
            self._open_sample()

        self.tried(reset)

    def import_into(self) -> None:
        """Bring a file's content into the open case as one step."""
        session = self.window.session
        if session is None:
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self.window, "Import into this case", str(cases_folder()), IMPORT_FILTER
        )
        if chosen:
            self.tried(lambda: self._import(session.case, Path(chosen)))

    def verify(self) -> None:
        """Prove that the file is sound, the chain whole and the state what the journal says."""
        session = self.window.session
        if session is None or self.busy():
            return
        case = session.case

        def job(progress: Progress, cancelled: Callable[[], bool]) -> list[Problem]:
            def told(what: str, done: int, of: int) -> None:
                if cancelled():
                    raise Stopped
                progress(what, done, of)

            return case.verify(progress=told)

        work = Work("Checking the file", job)
        work.succeeded.connect(partial(self._verified, case))
        self.window.start_work(work)

    def _verified(self, case: Case, problems: list[Problem]) -> None:
        box = QMessageBox(self.window)
        box.setWindowTitle("Verify")
        if problems:
            box.setText("This case file is not as it was kept.")
            box.setInformativeText("\n".join(str(problem) for problem in problems[:10]))
        else:
            box.setText("This case file is sound.")
            box.setInformativeText(
                "The file can be read in full, every step of its history is in place, and the case is exactly what "
                f"its history says.\n\nHead of the journal:\n{case.head}\n\nA signed report prints this line. "
                "Only the printed line can show that the end of the history was cut off or all of it rewritten."
            )
        box.exec()

    def note_stage(self) -> None:
        """Say in the list of cases how far the open case has come by now, and what it is called."""
        if self.window.session is not None:
            case = self.window.session.case
            restage(case.path, case.snapshot.case.title, stage_of(case))

    def close(self) -> None:
        """Close the open case and go to the list."""
        self.window.close_case()
        self.window.show_cases()

    def _open_sample(self) -> None:
        path = sample_path()
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            from rca_workbench.exchange import import_into

            making = path.with_name("Sample case, being made.rca")
            making.unlink(missing_ok=True)
            with Case.create(making, who="RCA Workbench", sample=True) as case:
                for source in sample_sources():
                    import_into(case, source)
            making.replace(path)
        self._show(Case.open(path, who=role_of_user()))

    def _import(self, case: Case, path: Path) -> None:
        from rca_workbench.exchange import import_into

        report = import_into(case, path)
        box = QMessageBox(self.window)
        box.setWindowTitle("Import")
        box.setText(report.headline())
        box.setInformativeText("It is one step: Undo takes all of it back.")
        box.setDetailedText("\n".join(report.lines()))
        box.exec()

    def _show(self, case: Case) -> None:
        self.window.open_case(case)
        if case.read_only_because:
            self.window.notice.say(Fault(case.read_only_because, ""))
        note_opened(case.path, case.snapshot.case.title, stage=stage_of(case))


def stage_of(case: Case) -> str:
    """How far a case has come, in a word for the list of cases."""
    from rca_workbench.analysis.deciding import decided
    from rca_workbench.model import Action, Contact, CriterionAnswer, Factor, ImmediateAction, TimelineEntry

    for cls, said in ((Action, "Improve"), (Factor, "Analysis"), (TimelineEntry, "Timeline")):
        if case.snapshot.of(cls):
            return said
    if decided(case.snapshot) is not None:
        return "Decided"
    begun = any(case.snapshot.of(cls) for cls in (ImmediateAction, CriterionAnswer, Contact))
    return "First response" if begun else "Just begun"


def sample_path() -> Path:
    """Where the sample case lies on this laptop."""
    return data_folder() / "Sample case.rca"
