"""A full disk, a disk that fails: said in three sentences, nothing half-done, and work goes on."""

import resource
import signal
import subprocess
import sys

import pytest

from rca_workbench.model import Lane, new_id
from rca_workbench.store import Case, CaseFault

from .conftest import edit, everything


@pytest.fixture
def full(case, ward):
    """The case on a disk with no room left; call it to make room."""
    pages = case._file.rows("PRAGMA page_count")[0][0]
    case._file.run(f"PRAGMA max_page_count = {pages}")

    def make_room():
        case._file.run("PRAGMA max_page_count = 1000000")

    return make_room


def fill(case, size=500_000):
    with case.step("Write a lot") as step:
        step.add(Lane(id=new_id(), label="x" * size))


def test_a_full_disk_is_said_and_nothing_is_lost(case, full):
    before, head = everything(case), case.head
    heard = []
    case.subscribe(heard.append)
    with pytest.raises(CaseFault) as caught:
        fill(case)
    assert caught.value.what == "The disk is full, so the last change is not kept yet."
    assert caught.value.safe.startswith("Everything up to ")
    assert caught.value.todo == "Free some space, then try again."
    assert (everything(case), case.head, heard) == (before, head, [])
    with Case.open(case.path, read_only=True) as other:
        assert everything(other) == before


def test_work_goes_on_once_there_is_room(case, full):
    for _ in range(2):
        with pytest.raises(CaseFault, match="disk is full"):
            fill(case)
    full()
    fill(case)
    assert len(case.snapshot.of(Lane)) == 2
    assert case.verify() == []


def test_a_full_disk_stops_undo_as_well_and_nothing_is_lost(case, ward):
    edit(case, summary="x" * 500_000)
    edit(case, summary="short")
    pages = case._file.rows("PRAGMA page_count")[0][0]
    case._file.run(f"PRAGMA max_page_count = {pages}")
    before = everything(case)
    with pytest.raises(CaseFault, match="disk is full"):
        case.undo()
    assert everything(case) == before
    case._file.run("PRAGMA max_page_count = 1000000")
    case.undo()
    assert case.verify() == []


LIMITED = """
import resource, signal, sys
from pathlib import Path
from rca_workbench.model import Lane, new_id
from rca_workbench.store import Case, CaseFault
path = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Case.open(path, keep_copy=False) as case:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, limits[1]))
    try:
        with case.step("Write a lot") as step:
            step.add(Lane(id=new_id(), label="x" * 500_000))
    except CaseFault as fault:
        print(fault)
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with case.step("Goes on") as step:
        step.add(Lane(id=new_id(), label="Theatre"))
    print(case.verify())
"""


def test_a_disk_that_refuses_a_write_is_said_and_work_goes_on_after(case, ward):
    case.close()
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, case.path], capture_output=True, text=True, check=True
    )
    said, problems = ran.stdout.splitlines()
    assert said.startswith(
        "The disk did not take or give what was asked of it, so the last change to fall.rca"
    )
    assert "Everything up to" in said
    assert "try again" in said
    assert problems == "[]"
    with Case.open(case.path) as after:
        assert [lane.label for lane in after.snapshot.of(Lane).values()] == ["Ward", "Theatre"]


def test_a_new_case_on_a_full_disk_leaves_no_trace(tmp_path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, limits[1]))
    try:
        with pytest.raises(CaseFault, match=r"(?s)disk.*Nothing was made"):
            Case.create(tmp_path / "new.rca")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert list(tmp_path.iterdir()) == []


def test_a_file_moved_away_while_open_is_said(case):
    case.path.rename(case.path.with_name("moved.rca"))
    with pytest.raises(CaseFault, match="was moved, renamed or replaced while it was open"):
        edit(case, summary="x")
    case.path.with_name("moved.rca").rename(case.path)
    edit(case, summary="Back again")
    assert case.snapshot.incident.summary == "Back again"
