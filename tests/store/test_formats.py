"""Files of every format so far: they open, and the way from one format to the next is whole or not taken."""

import shutil
from pathlib import Path

import pytest

from rca_workbench.model import KINDS
from rca_workbench.store import Case
from rca_workbench.store.connection import CaseFile
from rca_workbench.store.migrations import MIGRATIONS, migrate
from rca_workbench.store.tables import FORMAT

from .conftest import everything
from .make_format import make

FORMATS = sorted(Path(__file__).with_name("formats").glob("format_*.rca"))


def test_a_file_of_every_format_is_kept():
    assert [path.stem for path in FORMATS] == [f"format_{n}" for n in range(1, FORMAT + 1)]
    assert sorted(MIGRATIONS) == list(range(2, FORMAT + 1))


@pytest.mark.parametrize("stored", FORMATS, ids=lambda path: path.stem)
def test_a_stored_case_opens_is_sound_and_can_be_worked_on(stored, tmp_path):
    path = Path(shutil.copy(stored, tmp_path))
    with Case.open(path) as case:
        assert case.verify() == []
        held = everything(case)
        assert case.snapshot.incident.summary == "مريض سقط 🚑\n“A patient fell.”"
        assert [step.kind for step in case.history()][:2] == ["redact", "do"]
        with case.step("Edit") as step:
            step.change(step.snapshot.incident, setting="Ward")
        case.undo()
        assert everything(case) == held
        assert case.verify() == []


def test_a_case_made_today_has_every_kind_in_it_and_comes_back_the_same(path):
    make(path)
    with Case.open(path) as case:
        assert set(everything(case)) == set(KINDS)
        assert case.verify() == []
    assert b"Somebody Real" not in path.read_bytes()


def test_a_newer_format_is_reached_one_step_at_a_time(case):
    case.close()
    seen = []
    file = CaseFile(case.path, read_only=False)
    steps = {n: lambda file, n=n: seen.append((n, file.rows("PRAGMA user_version")[0][0])) for n in (2, 3)}
    migrate(file, 1, to=3, migrations=steps)
    assert seen == [(2, 1), (3, 2)]
    assert file.rows("PRAGMA user_version") == [(3,)]
    file.close()


def test_a_format_that_cannot_be_reached_leaves_the_file_as_it_was(case):
    case.close()

    def fails(file):
        file.run("DELETE FROM change")
        raise ZeroDivisionError

    file = CaseFile(case.path, read_only=False)
    with pytest.raises(ZeroDivisionError):
        migrate(file, 1, to=2, migrations={2: fails})
    assert file.rows("PRAGMA user_version") == [(1,)]
    file.close()
    with Case.open(case.path) as after:
        assert after.verify() == []


def test_nothing_is_done_to_a_file_of_this_format(case):
    case.close()
    before = case.path.read_bytes()
    file = CaseFile(case.path, read_only=False)
    migrate(file, FORMAT)
    file.close()
    assert case.path.read_bytes() == before
