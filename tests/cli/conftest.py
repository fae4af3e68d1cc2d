"""The command as people use it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from rca_workbench.cli import main
from rca_workbench.reference import sample_case_path


@dataclass(frozen=True)
class Ran:
    """What one command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Log and safe copies go to a folder of the test, not to the laptop's."""
    monkeypatch.setenv("RCA_WORKBENCH_DATA", str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def sample(run: Callable[..., Ran]) -> Path:
    """A case made from the sample."""
    assert run("import", "sample.rca", sample_case_path()).code == 0
    return Path("sample.rca")


def refused(ran: Ran, *words: str) -> bool:
    """True if a command could not do it and said so on one plain line."""
    assert (ran.code, ran.out) == (2, ""), ran
    assert ran.err.startswith("rca-workbench: ")
    assert ran.err.count("\n") == 1, ran.err
    assert "Traceback" not in ran.err
    assert all(word in ran.err for word in words), ran.err
    return True
