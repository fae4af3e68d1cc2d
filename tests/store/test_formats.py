"""Files of every format so far: they open, and the way from one format to the next is whole or not taken."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rca_workbench.model import KINDS, Account, AccountState, TimelineEntry
from rca_workbench.store import Case, CaseFault
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
        kinds = [step.kind for step in case.history()]
        assert kinds[: kinds.index("redact")] == ["migrate"] * (FORMAT - int(stored.stem[-1]))
        with case.step("Edit") as step:
            step.change(step.snapshot.incident, setting="Ward")
        case.undo()
        assert everything(case) == held
        assert case.verify() == []
        if kinds[0] == "migrate":
            assert case.undo_label is None  # what was done before the file was brought here stays


def test_the_state_of_a_dispute_moves_to_its_moment(tmp_path):
    path = Path(shutil.copy(FORMATS[0], tmp_path))
    with Case.open(path) as case:
        (account,) = case.snapshot.of(Account).values()
        moment = case.snapshot.get(TimelineEntry, account.entry)
        assert (moment.accounts_state, moment.resolution, moment.resolved_by) == (
            AccountState.LEFT_OPEN,
            "Some text",
            "Some text",
        )
        moved = next(step for step in case.history() if step.changes)
        assert moved.kind == "migrate"
        assert {change.field for change in moved.changes} == {"accounts_state", "resolution", "resolved_by"}


def test_an_older_file_with_something_else_in_it_is_refused_and_left_alone(tmp_path):
    path = Path(shutil.copy(FORMATS[0], tmp_path))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE extra (id TEXT)")
    before = path.read_bytes()
    with pytest.raises(CaseFault, match="is not as RCA Workbench makes a case"):
        Case.open(path)
    assert path.read_bytes() == before


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
    newer = (FORMAT + 1, FORMAT + 2)
    steps = {n: lambda file, n=n: seen.append((n, file.rows("PRAGMA user_version")[0][0])) for n in newer}
    migrate(file, FORMAT, to=FORMAT + 2, migrations=steps)
    assert seen == [(FORMAT + 1, FORMAT), (FORMAT + 2, FORMAT + 1)]
    assert file.rows("PRAGMA user_version") == [(FORMAT + 2,)]
    file.close()


def test_a_format_that_cannot_be_reached_leaves_the_file_as_it_was(case):
    case.close()

    def fails(file):
        file.run("DELETE FROM change")
        raise ZeroDivisionError

    file = CaseFile(case.path, read_only=False)
    with pytest.raises(ZeroDivisionError):
        migrate(file, FORMAT, to=FORMAT + 1, migrations={FORMAT + 1: fails})
    assert file.rows("PRAGMA user_version") == [(FORMAT,)]
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
