"""A window on a real case file, with settings and data kept in the test's own folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.exchange import import_into
from rca_workbench.model.fault import Fault
from rca_workbench.reference import sample_case_path
from rca_workbench.store import Case, Step
from rca_workbench.ui import style
from rca_workbench.ui.shell.window import MainWindow


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_WORKBENCH_DATA", str(tmp_path / "data"))
    QCoreApplication.setOrganizationName("RCA Workbench tests")
    QCoreApplication.setApplicationName("RCA Workbench tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published case, imported once."""
    path = tmp_path_factory.mktemp("sample") / "sample.rca"
    with Case.create(path, title="Sample", who="Tester", sample=True) as case:
        import_into(case, sample_case_path())
    return path


@pytest.fixture
def empty_case(tmp_path: Path) -> Path:
    """A case that has just begun."""
    path = tmp_path / "empty.rca"
    Case.create(path, title="Delayed review on ward 7", who="Tester").close()
    return path


@pytest.fixture
def sample_case(sample_file: Path, tmp_path: Path) -> Path:
    """The published case, to change as one likes."""
    path = tmp_path / "case.rca"
    path.write_bytes(sample_file.read_bytes())
    return path


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Makes the disk full, so that no step can be kept, and gives it room again."""
    step = Case.step

    @contextmanager
    def refused(case: Case, label: str) -> Iterator[Step]:
        with step(case, label) as one:
            yield one
            raise Fault("The disk is full.", "Everything up to now is safe.", "Free some space.")

    return lambda full: monkeypatch.setattr(Case, "step", refused if full else step)


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], MainWindow]]:
    """Opens a window on a case file."""
    style.look().choose("light", keep=False)
    made: list[MainWindow] = []

    def make(path: Path | None = None, place: str = "overview") -> MainWindow:
        window = MainWindow(tmp_path / "log" / "rca-workbench.log")
        qtbot.addWidget(window)
        made.append(window)
        window.resize(1440, 900)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        if path is not None:
            window.open_case(Case.open(path, who="Tester"))
            window.go(place)
        QApplication.processEvents()
        return window

    yield make
    for window in made:
        window.close()


def named(window: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    """The visible widget with that accessible name."""
    found = [one for one in window.findChildren(kind) if one.accessibleName() == name and one.isVisible()]
    assert found, f"nothing visible is called “{name}”"
    return found[0]
