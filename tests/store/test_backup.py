"""Safe copies: when one is made, what it holds, which are kept."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from rca_workbench.store import Case, backup, safe_copies

from .conftest import edit, everything


def open_and_close(path):
    with Case.open(path) as case:
        return case.id


def test_a_case_that_changed_is_copied_when_it_is_opened(case, ward):
    case.close()
    id = open_and_close(case.path)
    (copy,) = safe_copies(id)
    assert copy.path.read_bytes() == case.path.read_bytes()
    assert datetime.now(UTC) - copy.at < timedelta(minutes=1)


def test_a_case_that_did_not_change_is_copied_once(case, ward):
    case.close()
    for _ in range(3):
        id = open_and_close(case.path)
    assert len(safe_copies(id)) == 1
    with Case.open(case.path) as again:
        edit(again, summary="x")
    assert len(safe_copies(id)) == 1
    open_and_close(case.path)
    assert len(safe_copies(id)) == 2


def test_a_copy_is_a_case(case, ward):
    copy = backup(case)
    with Case.open(copy) as opened:
        assert everything(opened) == everything(case)
        assert opened.id == case.id
        assert opened.verify(case.head) == []


def test_a_case_that_is_only_read_is_not_copied(case, ward, data):
    case.close()
    with Case.open(case.path, read_only=True):
        pass
    assert not data.exists()


def test_copies_can_go_elsewhere(case, tmp_path):
    assert backup(case, tmp_path / "stick").is_relative_to(tmp_path / "stick")
    assert backup(case, tmp_path / "stick") is None


def test_a_folder_that_takes_no_copy_is_no_obstacle(case, data, caplog):
    case.close()
    data.write_text("in the way")
    with Case.open(case.path) as opened:
        edit(opened, summary="x")
    assert "no safe copy" in caplog.text


def test_copying_waits_for_a_step_of_another_program(case, tmp_path):
    case.save_copy(tmp_path / "a.rca")
    assert (tmp_path / "a.rca").read_bytes() == case.path.read_bytes()


@pytest.fixture
def made_at(case):
    """Puts copies of any age among those of the case; gives the ages in days that stay after one more."""

    def made_at(*days, size=1):
        folder = backup(case).parent
        for old in folder.glob("*.rca"):
            old.unlink()
        now = datetime.now(UTC).replace(hour=12) - timedelta(
            days=1
        )  # whatever the time, the new copy is the latest
        for day in days:
            stamp = now - timedelta(days=day)
            with open(folder / f"{stamp:%Y%m%dT%H%M%SZ}-{abs(hash(day)):012x}.rca", "wb") as file:
                file.truncate(size)
        edit(case, summary=str(days))
        backup(case)
        return [round((now - copy.at).total_seconds() / 86400, 1) for copy in safe_copies(case.id)][1:]

    return made_at


def test_the_five_latest_stay(made_at):
    assert made_at(0.1, 0.2, 0.3, 0.4) == [0.1, 0.2, 0.3, 0.4]


def test_of_older_ones_the_last_of_each_day_stays_for_a_fortnight(made_at):
    latest = [0.01, 0.02, 0.03, 0.04]
    assert made_at(*latest, 1.0, 1.1, 1.2, 2.0, 2.1, 3.0)[4:] == [1.0, 2.0, 3.0]


def test_of_much_older_ones_the_last_of_each_week_stays(made_at):
    kept = made_at(0.01, 0.02, 0.03, 0.04, *range(28, 28 + 21))[4:]
    assert 3 <= len(kept) <= 4
    assert all(abs(older - newer) == 7 for newer, older in pairwise(kept[1:]))


@pytest.mark.parametrize(("size", "stay"), [(300_000_000, 3), (2_000_000_000, 1)])
def test_what_takes_too_much_room_goes_but_for_the_two_latest(made_at, size, stay):
    assert len(made_at(0.01, 0.02, 0.03, 0.04, 1, 2, 3, 4, size=size)) == stay


def test_the_data_folder_is_the_user_s_own_unless_said_otherwise(data):
    code = "from rca_workbench.store import data_folder; print(data_folder())"
    said = {
        chosen: subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "RCA_WORKBENCH_DATA": chosen},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for chosen in ("", str(data))
    }
    assert said[str(data)] == str(data)
    assert said[""].endswith("RCA Workbench")
