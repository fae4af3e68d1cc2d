"""The lock beside a case: courtesy between windows, never an obstacle."""

import json
import os
import socket
import subprocess
import sys
import time

import pytest

from rca_workbench.store import Case, CaseFault
from rca_workbench.store.lock import STALE_SECONDS, holder_of, lock_path

from .conftest import edit


def write_lock(path, *, pid, host=None, age=0.0, who="Investigator 2"):
    """A lock as another window would leave it."""
    lock = lock_path(path)
    lock.write_text(
        json.dumps({"who": who, "host": host or socket.gethostname(), "pid": pid, "token": "theirs"})
    )
    then = time.time() - age
    os.utime(lock, (then, then))


@pytest.fixture
def closed(case):
    """A case nobody has open; gives its path."""
    case.close()
    return case.path


@pytest.fixture
def dead_pid():
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_case_that_is_open_says_so_beside_it_until_it_is_closed(case):
    holder = holder_of(case.path)
    assert (holder.who, holder.pid, holder.here) == ("Facilitator", os.getpid(), True)
    case.close()
    assert holder_of(case.path) is None
    assert not lock_path(case.path).exists()


def test_a_second_window_can_read_and_is_told_why_it_cannot_write(case):
    edit(case, summary="From the first window")
    with Case.open(case.path) as second:
        assert second.read_only
        assert second.read_only_because.startswith(
            "This case is open in another window on this computer (Facilitator). You can read it here."
        )
        assert second.snapshot.incident.summary == "From the first window"
        with pytest.raises(CaseFault, match="Close it there"):
            edit(second, summary="x")
    edit(case, summary="The first goes on")
    assert holder_of(case.path).pid == os.getpid()


def test_a_window_that_only_reads_takes_no_lock(closed):
    with Case.open(closed, read_only=True), Case.open(closed) as second:
        assert not second.read_only


def test_a_case_open_on_another_computer_names_it(closed):
    write_lock(closed, pid=1, host="WARD-PC-7")
    with Case.open(closed) as case:
        assert "on another computer, WARD-PC-7 (Investigator 2)" in case.read_only_because
    assert lock_path(closed).exists()


def test_taking_over_lets_the_other_window_read_only(case):
    edit(case, summary="First")
    with Case.open(case.path, who="Second", take_over=True) as second:
        edit(second, summary="Second")
        with pytest.raises(CaseFault, match="Another window has taken this case over"):
            edit(case, summary="First again")
        assert case.read_only
        case.refresh()
        assert case.snapshot.incident.summary == "Second"
        case.close()
        assert holder_of(case.path).who == "Second"
    assert not lock_path(case.path).exists()


def test_a_holder_that_has_ended_counts_as_gone(closed, dead_pid):
    write_lock(closed, pid=dead_pid)
    with Case.open(closed) as case:
        assert not case.read_only
        edit(case, summary="x")
        assert holder_of(closed).pid == os.getpid()


def test_a_living_holder_on_this_computer_does_not(closed):
    write_lock(closed, pid=os.getppid())
    with Case.open(closed) as case:
        assert case.read_only


@pytest.mark.parametrize("pid", [0, -1, 1 << 70])
def test_a_process_number_that_cannot_be_is_no_crash(closed, pid):
    write_lock(closed, pid=pid)
    Case.open(closed).close()


@pytest.mark.parametrize("host", [None, "WARD-PC-7"])
def test_a_holder_without_a_sign_of_life_counts_as_gone(closed, host):
    write_lock(closed, pid=os.getpid(), host=host, age=STALE_SECONDS + 5)
    with Case.open(closed) as case:
        assert not case.read_only


def test_a_holder_gives_signs_of_life(closed, monkeypatch):
    monkeypatch.setattr("rca_workbench.store.lock.HEARTBEAT_SECONDS", 0.02)
    with Case.open(closed):
        os.utime(lock_path(closed), (0, 0))
        deadline = time.time() + 5
        while lock_path(closed).stat().st_mtime < 1 and time.time() < deadline:
            time.sleep(0.02)
        assert lock_path(closed).stat().st_mtime > 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"who": "x"}', b"\xff\xfe", b"5"])
def test_a_lock_that_makes_no_sense_is_taken(closed, content):
    lock_path(closed).write_bytes(content)
    with Case.open(closed) as case:
        assert not case.read_only
    assert not lock_path(closed).exists()


def test_a_lock_that_cannot_be_written_is_no_obstacle(closed):
    lock_path(closed).mkdir()
    with Case.open(closed) as case:
        assert not case.read_only
        edit(case, summary="x")
    assert lock_path(closed).is_dir()


def test_a_lock_that_somebody_tidied_away_is_no_obstacle(case):
    lock_path(case.path).unlink()
    edit(case, summary="x")
    case.close()
    assert not lock_path(case.path).exists()
