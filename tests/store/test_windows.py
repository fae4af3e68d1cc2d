"""Several windows and programs on one case: no step is lost, and each hears of the others' steps."""

import shutil
import subprocess
import sys
import threading

from rca_workbench.model import Factor, Lane, Link, TimelineEntry, new_id
from rca_workbench.store import Case
from rca_workbench.store.lock import lock_path

from .conftest import edit, everything

WRITER = """
import sys
from pathlib import Path
from rca_workbench.model import Lane, new_id
from rca_workbench.store import Case
with Case.open(Path(sys.argv[1]), who=sys.argv[2], keep_copy=False) as case:
    for n in range(int(sys.argv[3])):
        with case.step(f"{sys.argv[2]} {n}") as step:
            step.add(Lane(id=new_id(), label=f"{sys.argv[2]} {n}"))
"""

LINKER = """
import sys
import time
from pathlib import Path
from rca_workbench.model import Factor, Link, new_id
from rca_workbench.store import Case
with Case.open(Path(sys.argv[1]), who="Linker", keep_copy=False) as case:
    for n in range(int(sys.argv[2])):
        with case.step(f"Link {n}") as step:
            ends = [step.add(Factor(id=new_id(), text=f"{n}")).id for _ in range(2)]
            step.add(Link(id=new_id(), source=ends[0], target=ends[1]))
        time.sleep(0.01)
"""

INTRUDER = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute("BEGIN IMMEDIATE")
"""


def test_three_programs_at_once_lose_no_step(case):
    case.close()
    lock_path(case.path).mkdir()  # without the courtesy of the lock all three may write
    names = ("A", "B", "C")
    running = [subprocess.Popen([sys.executable, "-c", WRITER, case.path, name, "25"]) for name in names]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    with Case.open(case.path) as after:
        labels = {lane.label for lane in after.snapshot.of(Lane).values()}
        assert labels == {f"{name} {n}" for name in names for n in range(25)}
        assert after.verify() == []


def test_a_case_opened_while_another_program_writes_is_seen_at_one_moment(case):
    case.close()
    writer = subprocess.Popen([sys.executable, "-c", LINKER, case.path, "60"], stderr=subprocess.PIPE)
    seen = set()
    while writer.poll() is None:
        with Case.open(case.path, read_only=True) as other:
            factors, links = other.snapshot.of(Factor), other.snapshot.of(Link).values()
            assert all(one.source in factors and one.target in factors for one in links)
            assert len(factors) == 2 * len(links)
            seen.add(len(links))
    assert (writer.returncode, writer.stderr.read()) == (0, b"")
    assert len(seen) > 2


def test_refresh_takes_in_each_step_of_another_window_in_order(case, ward):
    heard = []
    with Case.open(case.path, read_only=True) as other:
        other.subscribe(heard.append)
        edit(case, "Summary", summary="A patient fell")
        with case.step("Remove") as step:
            step.remove(ward.first)
        case.undo()
        with case.step("Edit") as step:
            step.change(ward.second, text="Falls out of bed")
            step.add(Lane(id=new_id(), label="Theatre"))
        assert heard == []
        other.refresh()
        assert [(one.label, one.step_kind) for one in heard] == [
            ("Summary", "do"),
            ("Remove", "do"),
            ("Remove", "undo"),
            ("Edit", "do"),
        ]
        assert heard[3].fields("timeline_entry", ward.second.id) == {"text"}
        assert everything(other) == everything(case)
        assert list(other.snapshot.of(TimelineEntry)) == list(case.snapshot.of(TimelineEntry))
        assert other.head == case.head
        other.refresh()
        assert len(heard) == 4


def test_a_step_is_made_on_top_of_what_another_window_wrote(case, ward):
    lock_path(case.path).unlink()
    lock_path(case.path).mkdir()
    with Case.open(case.path) as other:
        heard = []
        case.subscribe(lambda changes: heard.append(changes.label))
        edit(other, "Theirs", summary="Theirs")
        with case.step("Ours") as step:
            assert step.snapshot.incident.summary == "Theirs"
            step.change(step.snapshot.incident, scope="Ours")
        assert heard == ["Theirs", "Ours"]
        edit(other, "Theirs again", setting="Ward")
        assert case.undo().label == "Theirs again"
        other.refresh()
        assert everything(other) == everything(case)
        assert case.verify() == []


def test_a_file_replaced_by_another_copy_under_an_open_window_is_taken_in_whole(case, ward, tmp_path):
    case.save_copy(tmp_path / "copy.rca")
    with Case.open(tmp_path / "copy.rca") as copy:
        with copy.step("Elsewhere") as step:
            step.remove(ward.second)
        edit(copy, setting="Elsewhere")
    edit(case, "Here", summary="Here")
    # In place, as a sync program may do it: the same file with other content.
    shutil.copyfile(tmp_path / "copy.rca", case.path)
    heard = []
    case.subscribe(heard.append)
    case.refresh()
    assert case.snapshot.incident.summary == ""
    assert ward.second.id not in case.snapshot.of(TimelineEntry)
    assert heard[0].fields("timeline_entry", ward.second.id) is None
    assert heard[0].touches("incident")
    assert case.verify() == []


def test_threads_of_one_window_take_turns(case):
    def write(name):
        for n in range(15):
            with case.step(f"{name} {n}") as step:
                step.add(Lane(id=new_id(), label=f"{name} {n}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in ("A", "B", "C")]
    for thread in threads:
        thread.start()
    problems = case.verify()
    for thread in threads:
        thread.join()
    assert problems == case.verify() == []
    assert len(case.snapshot.of(Lane)) == 45


def test_looking_at_a_file_does_not_let_another_program_into_a_step(case):
    """On POSIX, closing any handle of a file gives up this process's locks on it; looking has to wait."""
    lock_path(case.path).unlink()
    lock_path(case.path).mkdir()
    looking = threading.Thread(target=lambda: Case.open(case.path, read_only=True).close())
    with case.step("Long") as step:
        step.add(Lane(id=new_id(), label="Ours"))
        looking.start()
        looking.join(0.2)
        other = subprocess.run(
            [sys.executable, "-c", INTRUDER, case.path], capture_output=True, text=True, check=False
        )
    looking.join()
    assert "database is locked" in other.stderr
    assert case.verify() == []
