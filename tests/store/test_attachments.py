"""Files attached to evidence: taken in whole or not at all, found by their hash, proven by verify."""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.model import Attachment, EvidenceItem, new_id
from rca_workbench.store import Case, CaseFault, attach, safe_copies
from rca_workbench.store.file_names import MOST, safe_file_name, shown_name
from rca_workbench.store.pieces import PIECE, PORTION

from .conftest import edit, everything, without_rights

BIG = PIECE * (PORTION + 1) + 12_345
"""Bytes of a file that takes two portions and ends within a piece."""


@pytest.fixture
def item(case):
    with case.step("Add evidence") as step:
        return step.add(EvidenceItem(id=new_id(), code="E1", name="CCTV of corridor 3"))


@pytest.fixture
def film(tmp_path) -> Path:
    path = tmp_path / "corridor 3.mp4"
    path.write_bytes(os.urandom(1024) * (BIG // 1024) + b"end")
    return path


def pieces_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT count(*) FROM piece").fetchone()[0]


def read(case, attachment) -> bytes:
    return case.files.open_copy(attachment).read_bytes()


def spoil(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql, values)


def test_a_file_is_attached_in_one_step_with_its_name_type_size_and_hash(case, item, film):
    steps = len(list(case.history()))
    made = attach(case, item.id, film, covered="Film of the corridor")
    assert (made.name, made.media_type, made.size) == ("corridor 3.mp4", "video/mp4", film.stat().st_size)
    assert made.sha256 == hashlib.sha256(film.read_bytes()).hexdigest()
    assert (made.evidence, made.covered) == (item.id, "Film of the corridor")
    assert len(list(case.history())) == steps + 1
    assert case.snapshot.of(Attachment) == {made.id: made}
    assert case.verify() == []


def test_the_bytes_come_back_as_they_were(case, item, film, reopened, tmp_path):
    made = attach(case, item.id, film)
    film.unlink()
    again = reopened()
    again.files.save(made, tmp_path / "out.mp4")
    assert hashlib.sha256((tmp_path / "out.mp4").read_bytes()).hexdigest() == made.sha256


@pytest.mark.parametrize("size", [1, PIECE - 1, PIECE, PIECE + 1, PIECE * PORTION, PIECE * PORTION + 1])
def test_every_size_comes_back(case, item, tmp_path, size):
    source = tmp_path / "file.bin"
    source.write_bytes(bytes(range(256)) * (size // 256) + b"x" * (size % 256))
    assert read(case, attach(case, item.id, source)) == source.read_bytes()
    assert case.verify() == []


def test_the_same_bytes_are_kept_once(case, item, film, tmp_path):
    attach(case, item.id, film)
    held = pieces_in(case.path)
    other = tmp_path / "another name.mp4"
    other.write_bytes(film.read_bytes())
    made = attach(case, item.id, other)
    assert made.name == "another name.mp4"
    assert pieces_in(case.path) == held
    assert len(case.snapshot.of(Attachment)) == 2
    assert case.verify() == []


def test_undo_and_redo_of_attaching_keep_the_bytes(case, item, film, reopened):
    made = attach(case, item.id, film)
    case.undo()
    assert not case.snapshot.of(Attachment)
    again = reopened()
    again._copying.join()
    assert pieces_in(case.path) > 0
    assert again.verify() == []
    again.redo()
    assert read(again, made) == film.read_bytes()


def test_removing_an_item_and_undo_bring_its_file_back(case, item, film):
    made = attach(case, item.id, film)
    with case.step("Remove") as step:
        step.remove(item)
    assert case.files.sweep() == 0
    case.undo()
    assert read(case, made) == film.read_bytes()


def test_the_history_holds_the_hash_and_no_bytes(case, item, tmp_path):
    source = tmp_path / "note.txt"
    source.write_bytes(b"Seen only by the one who wrote it")
    made = attach(case, item.id, source)
    (step,) = [one for one in case.history() if one.label == "Attach a file"]
    assert made.sha256 in str(step.changes)
    assert "Seen only" not in str(step.changes)


def test_a_copy_to_look_at_can_only_be_read_and_goes_with_the_case(case, item, film):
    made = attach(case, item.id, film)
    copy = case.files.open_copy(made)
    assert copy.name == "corridor 3.mp4"
    assert copy.stat().st_mode & 0o222 == 0
    assert case.files.open_copy(made) == copy
    case.close()
    assert not copy.exists()
    assert not copy.parent.parent.exists()


def test_copies_that_a_program_left_behind_go_when_one_is_next_made(case, item, film, tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = Path(tempfile.mkdtemp(prefix=f"rca-workbench-open-{ended.pid}-"))
    case.files.open_copy(attach(case, item.id, film))
    assert not left.exists()


# -- what cannot be attached ------------------------------------------------------------------------------


def refused(case, item, source, words):
    before, size = everything(case), pieces_in(case.path)
    with pytest.raises(CaseFault, match=words) as caught:
        attach(case, item.id, source)
    assert "Your case is as it was" in str(caught.value) or "is safe" in str(caught.value)
    assert everything(case) == before
    assert pieces_in(case.path) == size
    assert case.verify() == []
    return caught.value


def test_what_is_no_file_with_something_in_it_is_refused(case, item, tmp_path):
    (tmp_path / "empty.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    for source, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "pipe", "a device or a pipe"),
        (Path("/dev/zero"), "a device or a pipe"),
        (tmp_path / "empty.txt", "is empty"),
        (tmp_path / "gone.txt", "There is no file gone.txt any more"),
        (case.path, "is this case itself"),
        (tmp_path / ("n" * 300), "could not be read|There is no file"),
        (Path("a\0b"), "could not be read"),
    ):
        refused(case, item, source, words)


def test_a_file_this_account_may_not_read_is_refused(case, item, film):
    film.chmod(0)
    with without_rights(), pytest.raises(CaseFault, match="cannot be read: this account may not"):
        case.files.take_in(film)
    assert pieces_in(case.path) == 0


@pytest.mark.parametrize("at", ["Reading", "Copying"])
@pytest.mark.parametrize("how", ["shorter", "longer", "other"])
def test_a_file_that_changes_while_it_is_copied_leaves_no_trace(case, item, film, at, how):
    film.write_bytes(film.read_bytes() * 4)  # so that its end is yet to be read when its beginning is written
    size = film.stat().st_size

    def change(what, done, of):
        if what.startswith(at) and film.stat().st_mtime_ns != 1:
            with film.open("r+b") as stream:
                if how == "shorter":
                    stream.truncate(size - 1)
                elif how == "longer":
                    stream.seek(size)
                    stream.write(b"more")
                else:
                    stream.seek(0 if at == "Reading" else size - 2)  # read already, or yet to be read
                    stream.write(b"XY")
            os.utime(film, ns=(1, 1))

    before = everything(case)
    with pytest.raises(CaseFault, match="changed while it was being copied"):
        case.files.take_in(film, change)
    assert pieces_in(case.path) == 0
    assert everything(case) == before
    assert case.verify() == []


def test_a_file_that_vanishes_while_it_is_copied_is_kept_whole_or_not_at_all(case, item, film):
    held = film.read_bytes()
    made = attach(case, item.id, film, progress=lambda *_: film.unlink(missing_ok=True))
    assert read(case, made) == held


def test_a_disk_that_goes_away_meanwhile_is_said(case, item, film, monkeypatch):
    from rca_workbench.store import attachments

    read_portion = attachments._portion

    def gone(stream):
        yield from read_portion(stream)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(attachments, "_portion", gone)
    refused(case, item, film, "could not be read to its end: Input/output error")


def test_stopping_leaves_the_case_as_it_was(case, item, film):
    before = everything(case)
    asked = []

    def stop():
        asked.append(pieces_in(case.path))
        return asked[-1] > 0

    assert attach(case, item.id, film, cancelled=stop) is None
    assert asked[-1] > 0  # it had begun
    assert pieces_in(case.path) == 0
    assert everything(case) == before


def test_a_full_disk_midway_is_said_and_nothing_is_left(case, item, film):
    pages = case._file.rows("PRAGMA page_count")[0][0]
    case._file.run(f"PRAGMA max_page_count = {pages + PIECE * PORTION // 4096 + 60}")
    refused(case, item, film, "The disk is full")
    case._file.run("PRAGMA max_page_count = 1000000")
    assert read(case, attach(case, item.id, film)) == film.read_bytes()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from rca_workbench.model import EvidenceItem
from rca_workbench.store import Case, CaseFault, attach
path, film = Path(sys.argv[1]), Path(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Case.open(path, keep_copy=False) as case:
    item = next(iter(case.snapshot.of(EvidenceItem)))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + film.stat().st_size - 1_000_000, limits[1]))
    try:
        attach(case, item, film)
    except CaseFault as fault:
        print(fault)
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    attach(case, item, film)
    print(case.verify())
"""


def test_a_disk_that_refuses_a_write_midway_is_said_and_it_works_later(case, item, film):
    case.close()
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, case.path, film], capture_output=True, text=True, check=True
    )
    said, problems = ran.stdout.splitlines()
    assert "The disk did not take or give" in said
    assert problems == "[]"


def test_a_disk_without_room_is_said_before_anything_is_written(case, item, film, monkeypatch):
    from rca_workbench.store import attachments

    monkeypatch.setattr(attachments, "SPARE", 10**18)
    refused(case, item, film, "There is no room for corridor 3.mp4")


def test_a_case_that_can_only_be_read_takes_no_file_but_gives_those_it_has(case, item, film):
    made = attach(case, item.id, film)
    case.close()
    with Case.open(case.path, read_only=True) as reader:
        assert read(reader, made) == film.read_bytes()
        other = film.with_name("other.bin")
        other.write_bytes(b"x")
        with pytest.raises(CaseFault, match="read only"):
            reader.files.take_in(other)
        assert reader.verify() == []


def test_a_file_for_an_item_that_is_not_there_leaves_nothing(case, film):
    with pytest.raises(CaseFault, match="points to something that is not in the case"):
        attach(case, new_id(), film)
    assert pieces_in(case.path) == 0
    assert case.verify() == []


def test_what_was_taken_in_can_be_let_go_unless_a_step_named_it(case, item, film, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("x")
    made = attach(case, item.id, film)
    held = pieces_in(case.path)
    case.files.let_go(case.files.take_in(other))
    assert pieces_in(case.path) == held
    case.files.let_go(case.files.take_in(film))
    assert read(case, made) == film.read_bytes()


# -- names ------------------------------------------------------------------------------------------------


def test_odd_names_are_attached_and_copied_under_safe_ones(case, item, tmp_path):
    for name, shown, safe in (
        ("n" * 251 + ".pdf", "n" * 251 + ".pdf", "n" * (MOST - 4) + ".pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe", "invoicefdp.exe"),
        ("CON.txt", "CON.txt", "_CON.txt"),
        ("aux", "aux", "_aux"),
        ("a:b?c*.png", "a:b?c*.png", "a_b_c_.png"),
        ("two\nlines\t.txt", "two lines .txt", "two lines.txt"),
        ("ends in a dot.", "ends in a dot.", "ends in a dot"),
    ):
        source = tmp_path / name
        source.write_bytes(name.encode())
        made = attach(case, item.id, source)
        assert made.name == shown
        copy = case.files.open_copy(made)
        assert copy.name == safe
        assert copy.read_bytes() == name.encode()
    assert case.verify() == []


def test_a_name_that_is_not_text_is_attached(case, item, tmp_path):
    source = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bett \xe4nd.txt"))
    source.write_bytes(b"x")
    assert attach(case, item.id, source).name == "bett nd.txt"


@given(st.text(max_size=400))
def test_every_name_is_made_safe(name):
    safe = safe_file_name(name)
    assert safe
    assert len(safe) <= MOST + 20
    assert len(safe.encode()) <= 2 * MOST + 80
    assert not set(safe) & set('<>:"/\\|?*\n\t\0\u202e')
    assert safe[-1] not in " ."
    assert safe.split(".")[0].upper() not in ("CON", "NUL", "AUX", "PRN", "COM1", "LPT1")
    assert safe_file_name(safe) == safe
    assert shown_name(shown_name(name)) == shown_name(name)


# -- what was cut off -------------------------------------------------------------------------------------

KILLED = """
import os, sys
from pathlib import Path
from rca_workbench.store import Case
case = Case.open(Path(sys.argv[1]), keep_copy=False)
case.files.take_in(Path(sys.argv[2]), lambda what, *_: os._exit(9) if what.startswith("Copying") else None)
"""


def test_what_a_copy_that_was_cut_off_left_is_swept_when_the_case_is_opened(case, item, film):
    case.close()
    assert subprocess.run([sys.executable, "-c", KILLED, case.path, film], check=False).returncode == 9
    assert pieces_in(case.path) > 0
    with Case.open(case.path, read_only=True) as reader:
        (problem,) = reader.verify()
        assert "Part of a file that was never attached" in problem.sentence
    with Case.open(case.path) as again:
        again._copying.join()
        assert pieces_in(case.path) == 0
        assert again.verify() == []


def test_what_is_being_taken_in_is_neither_swept_nor_a_problem(case, item, film):
    seen = []

    def look(what, done, of):
        if what.startswith("Copying") and not seen:
            seen.append((case.files.sweep(), case.verify()))

    assert case.files.take_in(film, look) is not None
    assert seen == [(0, [])]
    assert case.files.sweep() == 0  # taken in, and soon to be named by a step


def test_opening_a_case_with_files_writes_nothing(case, item, film):
    attach(case, item.id, film)
    case.undo()
    case.redo()
    case.close()
    before = (case.path.read_bytes(), case.path.stat().st_mtime_ns)
    Case.open(case.path).close()
    assert (case.path.read_bytes(), case.path.stat().st_mtime_ns) == before


# -- verify -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM piece", "A file attached to E1 .* is missing"),
        ("DELETE FROM piece WHERE n = 3", "is not as it was attached"),
        ("DELETE FROM piece WHERE n = (SELECT max(n) FROM piece)", "is not as it was attached"),
        ("UPDATE piece SET bytes = zeroblob(262144) WHERE n = 0", "is not as it was attached"),
        (
            "INSERT INTO piece SELECT sha256, n + 1, x'00' FROM piece ORDER BY n DESC LIMIT 1",
            "is not as it was attached",
        ),
        ("INSERT INTO piece VALUES ('other', 0, x'00')", "never attached"),
    ],
)
def test_verify_finds_what_was_done_to_the_bytes(case, item, film, sql, words):
    attach(case, item.id, film)
    case.close()
    spoil(case.path, sql)
    with Case.open(case.path, read_only=True) as reader:
        (problem,) = reader.verify()
    assert re.search(words, problem.sentence)
    assert film.name not in problem.sentence


def test_bytes_that_were_altered_are_never_given_out(case, item, film, tmp_path):
    made = attach(case, item.id, film)
    case.close()
    spoil(case.path, "UPDATE piece SET bytes = x'00' WHERE n = 1")
    with Case.open(case.path) as again:
        with pytest.raises(CaseFault, match="its bytes were altered"):
            again.files.open_copy(made)
        with pytest.raises(CaseFault, match="Attach the file again"):
            again.files.save(made, tmp_path / "out.mp4")
        assert not (tmp_path / "out.mp4").exists()
        again.files.take_in(film)  # attaching it again puts it right
        assert again.verify() == []
        assert read(again, made) == film.read_bytes()


def test_a_file_named_without_its_bytes_is_said_to_be_missing(case, item):
    with case.step("Take in from elsewhere") as step:
        named = step.add(Attachment(id=new_id(), evidence=item.id, name="a.pdf", sha256="0" * 64, size=5))
    with pytest.raises(CaseFault, match=r"The bytes of a.pdf are not in this case"):
        case.files.open_copy(named)
    (problem,) = case.verify()
    assert "is missing: its bytes are not in this case" in problem.sentence


# -- work goes on -----------------------------------------------------------------------------------------


def test_steps_are_made_while_a_file_is_taken_in(case, item, film):
    film.write_bytes(film.read_bytes() * 8)
    took = []
    worker = threading.Thread(target=lambda: took.append(case.files.take_in(film)))
    worker.start()
    made, longest = 0, 0.0
    while worker.is_alive():
        begin = time.perf_counter()
        edit(case, summary=f"Edit {made}")
        longest = max(longest, time.perf_counter() - begin)
        made += 1
    worker.join()
    assert made > 3
    assert longest < 2
    assert took[0].size == film.stat().st_size
    assert case.verify() == []


def test_steps_are_made_while_a_safe_copy_of_a_large_case_is_written(case, item, film, monkeypatch):
    from rca_workbench.store import case as case_module

    attach(case, item.id, film)
    monkeypatch.setattr(case_module, "COPIED_AT_ONCE", 1_000_000)
    monkeypatch.setattr("rca_workbench.store.connection.COPY_PAGES", 16)
    target = case.path.with_name("copy.rca")
    worker = threading.Thread(target=lambda: case.save_copy(target))
    worker.start()
    made = 0
    while worker.is_alive():
        edit(case, summary=f"Edit {made}")
        made += 1
    worker.join()
    assert made > 1
    with Case.open(target) as copy:
        assert copy.verify() == []
        assert copy.snapshot.of(Attachment) == case.snapshot.of(Attachment)


def test_safe_copies_of_a_large_case_stay_within_their_room(case, item, film, monkeypatch):
    monkeypatch.setattr(sys.modules["rca_workbench.store.backup"], "ROOM", 20_000_000)
    attach(case, item.id, film)
    case.close()
    for number in range(5):
        with Case.open(case.path) as again:
            edit(again, summary=str(number))
            id = again.id
    kept = safe_copies(id)
    assert len(kept) == 2
    assert sum(one.size for one in kept) < 20_000_000


def test_no_safe_copy_is_made_where_it_would_take_the_room_to_work_in(case, item, film, monkeypatch, caplog):
    monkeypatch.setattr(sys.modules["rca_workbench.store.backup"], "SPARE", 10**18)
    attach(case, item.id, film)
    case.close()
    with Case.open(case.path) as again:
        id = again.id
    assert safe_copies(id) == []
    assert "No room for a safe copy" in caplog.text


def test_the_same_file_taken_in_twice_stays_while_one_of_the_two_is_still_wanted(case, item, film):
    first, second = case.files.take_in(film), case.files.take_in(film)
    case.files.let_go(first)
    with case.step("Attach") as step:
        made = step.add(second.attachment(item.id))
    assert read(case, made) == film.read_bytes()
    assert case.verify() == []


def test_a_copy_opens_again_where_the_system_has_tidied_the_folder_away(case, item, film):
    made = attach(case, item.id, film)
    shutil.rmtree(case.files.open_copy(made).parents[1])
    assert read(case, made) == film.read_bytes()
