"""Opening: clear words for what is no case, and nothing is ever written by looking."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rca_workbench.store import Case, CaseFault, FileKind, sniff
from rca_workbench.store.tables import FORMAT

from .conftest import Ward, edit, everything, without_rights


@pytest.fixture
def kept(case, tmp_path):
    """A case in a folder of its own, closed."""
    Ward(case)
    case.close()
    folder = tmp_path / "kept"
    folder.mkdir()
    return Path(shutil.copy(case.path, folder / "fall.rca"))


def refused(path, *words):
    """True if the case is refused in these words and left as it was, with nothing put beside it."""
    before = as_it_is(path)
    with pytest.raises(CaseFault) as caught:
        Case.open(path)
    said = str(caught.value)
    assert all(word in said for word in words), said
    assert as_it_is(path) == before
    return True


def as_it_is(path):
    """Bytes and times of a file and the names beside it."""
    status = path.stat() if path.exists() else None
    data = path.read_bytes() if path.is_file() else None
    return data, status and (status.st_mtime_ns, status.st_size), sorted(os.listdir(path.parent))


def poke(path, at, data):
    content = bytearray(path.read_bytes())
    content[at : at + len(data)] = data
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("read_only", [True, False])
def test_opening_and_closing_writes_nothing(kept, read_only):
    before = as_it_is(kept)
    with Case.open(kept, read_only=read_only) as case:
        assert case.verify() == []
        list(case.history())
        assert case.undo_label
        case.refresh()
        assert as_it_is(kept)[:2] == before[:2]
    assert as_it_is(kept) == before


def test_reading_a_case_needs_no_name_beside_it(kept):
    before = sorted(os.listdir(kept.parent))
    with Case.open(kept, read_only=True):
        assert sorted(os.listdir(kept.parent)) == before


def test_a_file_that_is_not_there(tmp_path):
    assert sniff(tmp_path / "gone.rca").kind is FileKind.MISSING
    assert refused(tmp_path / "gone.rca", "There is no file", "gone.rca")


def test_a_folder(tmp_path):
    (tmp_path / "folder.rca").mkdir()
    assert sniff(tmp_path / "folder.rca").kind is FileKind.FOLDER
    assert refused(tmp_path / "folder.rca", "folder.rca is a folder")


def test_an_empty_file(tmp_path):
    (tmp_path / "empty.rca").touch()
    assert sniff(tmp_path / "empty.rca").kind is FileKind.EMPTY
    assert refused(tmp_path / "empty.rca", "is empty")


@pytest.mark.parametrize("data", [b"{}", b"PK\x03\x04" + b"x" * 500, b"SQLite format 3\x00", b"\x00" * 4096])
def test_a_file_of_another_sort(tmp_path, data):
    (tmp_path / "letter.rca").write_bytes(data)
    assert sniff(tmp_path / "letter.rca").kind is FileKind.OTHER
    assert refused(tmp_path / "letter.rca", "letter.rca is not a case")


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.rca")
    assert sniff(tmp_path / "pipe.rca").kind is FileKind.OTHER


def test_the_database_of_another_program(tmp_path):
    other = tmp_path / "other.rca"
    with closing(sqlite3.connect(other)) as db, db:
        db.execute("CREATE TABLE step (id)")
    assert sniff(other).kind is FileKind.OTHER_DATABASE
    assert refused(other, "other.rca is not a case")


def test_a_case_of_a_newer_version(kept):
    poke(kept, 60, (FORMAT + 1).to_bytes(4, "big"))
    found = sniff(kept)
    assert (found.kind, found.format) == (FileKind.NEWER, FORMAT + 1)
    assert refused(kept, "newer version of RCA Workbench", "Install the newer version")


def test_a_case_that_is_cut_short(kept):
    kept.write_bytes(kept.read_bytes()[:-4096])
    assert sniff(kept).kind is FileKind.CUT_SHORT
    assert refused(kept, "cut short")


def test_a_case_switched_to_write_ahead_logging(kept):
    with closing(sqlite3.connect(kept)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("UPDATE lane SET label = label")
    assert sniff(kept).kind is FileKind.WRITE_AHEAD
    assert refused(kept, "second file")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON lane BEGIN DELETE FROM factor; END",
        "CREATE VIEW v AS SELECT * FROM lane",
        "CREATE VIRTUAL TABLE words USING fts5(text)",
        "CREATE TABLE extra (id TEXT)",
        "CREATE INDEX more ON lane (label)",
        "CREATE INDEX odd ON lane (upper(label))",
        "CREATE UNIQUE INDEX odd ON lane (label) WHERE label <> ''",
        "ALTER TABLE lane ADD COLUMN colour TEXT",
        "ALTER TABLE lane RENAME COLUMN label TO name",
        "DROP INDEX change_by_step",
        "DROP TABLE meeting_decision",
    ],
)
def test_a_case_with_something_in_it_that_no_case_has(kept, statement):
    with closing(sqlite3.connect(kept)) as db, db:
        db.execute(statement)
    assert refused(kept, "not as RCA Workbench makes a case", "Nothing in it was run")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label TEXT NOT NULL", "label TEXT NOT NULL DEFAULT 'x'"),
        ("label TEXT NOT NULL", "label TEXT NOT NULL CHECK (length(label) < 9)"),
        (
            "label TEXT NOT NULL",
            "label TEXT NOT NULL CONSTRAINT '\"' CHECK (abs(1)) CONSTRAINT '\"' NOT NULL",
        ),
        ("label TEXT NOT NULL", "label TEXT NOT NULL COLLATE NOCASE"),
        ("label TEXT NOT NULL", "label TEXT"),
        ("label TEXT NOT NULL", "label TEXT NOT NULL UNIQUE"),
        ("collapsed INTEGER", "collapsed INTEGER GENERATED ALWAYS AS (1)"),
        ("collapsed INTEGER", "collapsed TEXT"),
        (" STRICT", ""),
        ("REFERENCES lane", "REFERENCES factor"),
    ],
)
def test_a_table_with_rules_of_its_own(case, kept, tmp_path, old, new):
    forged = tmp_path / "kept" / "forged.rca"
    with closing(sqlite3.connect(kept)) as db, closing(sqlite3.connect(forged)) as made, made:
        made.execute(f"PRAGMA application_id = {0x52434157}")
        made.execute(f"PRAGMA user_version = {FORMAT}")
        for name, sql in db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
        ):
            changed = sql.replace(old, new) if name == "lane" else sql
            assert name != "lane" or changed != sql
            made.execute(changed)
    assert refused(forged, "not as RCA Workbench makes a case")


def test_a_schema_written_by_hand_in_the_same_shape_is_a_case(kept, tmp_path):
    again = tmp_path / "again.rca"
    with closing(sqlite3.connect(kept)) as db, closing(sqlite3.connect(again)) as made:
        made.execute(f"PRAGMA application_id = {0x52434157}")
        made.execute(f"PRAGMA user_version = {FORMAT}")
        made.execute("PRAGMA foreign_keys = OFF")
        for (sql,) in db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"):
            made.execute(" ".join(sql.split()))
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            rows = db.execute(f'SELECT * FROM "{name}"').fetchall()
            if rows:
                made.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(rows[0]))})', rows)
        made.commit()
    with Case.open(again) as case:
        assert case.verify() == []


def test_a_case_with_a_damaged_page(kept):
    data = kept.read_bytes()
    page = int.from_bytes(data[16:18], "big")
    poke(kept, data.index(b"Ward nurse 1") // page * page, b"\xff" * 64)
    assert refused(kept, "Part of fall.rca cannot be read")


def test_a_case_with_a_damaged_schema(kept):
    poke(kept, 100, b"\x00" * 40)
    assert refused(kept, "Part of fall.rca cannot be read")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM actor",
        "UPDATE timeline_entry SET time = 'soon'",
        "UPDATE timeline_entry SET entry_kind = 'party'",
        "UPDATE timeline_entry SET conflicts_with = '[[[['",
        "DELETE FROM change",
        "UPDATE step SET at = 'yesterday'",
        "UPDATE step SET kind = 'party'",
    ],
)
def test_a_case_whose_content_makes_no_sense(kept, statement):
    with closing(sqlite3.connect(kept)) as db, db:
        db.execute(statement)
        if statement == "DELETE FROM change":
            db.execute("DELETE FROM step")
    assert refused(kept, "Part of fall.rca cannot be read")


def test_a_damaged_case_points_to_its_safe_copy(case):
    Ward(case)
    case.close()
    with Case.open(case.path):
        pass
    poke(case.path, 100, b"\x00" * 40)
    assert refused(case.path, "Your work up to", "is in a safe copy", "Open the safe copy", ".rca")


def test_a_case_that_may_not_be_read(kept):
    kept.chmod(0)
    for folder in (kept.parent, *kept.parent.parents):
        if folder.owner() != "root" or folder == Path("/tmp"):
            break
        folder.chmod(0o755)
    with without_rights():
        assert sniff(kept).kind is FileKind.UNREADABLE
        with pytest.raises(CaseFault, match=r"fall\.rca cannot be read"):
            Case.open(kept)


@pytest.fixture
def locked_away(kept):
    """A case on a medium that cannot be written."""
    kept.chmod(0o444)
    for folder in kept.parents:
        if folder == Path("/tmp"):
            break
        folder.chmod(0o755)
    kept.parent.chmod(0o555)
    yield kept
    kept.parent.chmod(0o755)


def test_a_case_on_a_read_only_medium_can_be_read(locked_away):
    before = as_it_is(locked_away)
    with without_rights(), Case.open(locked_away) as case:
        assert case.read_only
        assert "cannot be written, so this case can only be read here" in case.read_only_because
        assert case.snapshot.case.title == "Fall on ward 4"
        assert case.verify() == []
        with pytest.raises(CaseFault, match="can only be read here"):
            edit(case, summary="x")
        with pytest.raises(CaseFault, match="can only be read here"):
            case.undo()
    assert as_it_is(locked_away) == before


def crash_in_the_middle(path, folder):
    """Copies of a case and of its journal, as a crash in the middle of a step leaves them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")  # so that half of the step is in the file already
        db.execute("BEGIN IMMEDIATE")
        for n in range(300):
            db.execute("INSERT INTO lane SELECT ?, ?, NULL, '', NULL, NULL", (f"half{n}", "x" * 500))
        db.execute("UPDATE lane SET label = label || '!'")
        half = folder / "half.rca"
        shutil.copyfile(path, half)
        shutil.copyfile(path.with_name(path.name + "-journal"), half.with_name("half.rca-journal"))
        db.execute("ROLLBACK")
    assert b"half1" in half.read_bytes()
    return half


@pytest.mark.parametrize("read_only", [True, False])
def test_a_step_cut_off_by_a_crash_is_rolled_back_at_the_next_opening(kept, tmp_path, read_only):
    half = crash_in_the_middle(kept, tmp_path)
    assert sniff(half).hot
    with Case.open(half, read_only=read_only) as case, Case.open(kept, read_only=True) as whole:
        assert everything(case) == everything(whole)
        assert case.verify() == []
    assert half.read_bytes() == kept.read_bytes()
    assert not half.with_name("half.rca-journal").exists()


def test_a_step_cut_off_on_a_read_only_medium_is_rolled_back_in_a_copy(kept, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    half = crash_in_the_middle(kept, folder)
    for one in folder.iterdir():
        one.chmod(0o444)
    for parent in half.parents:
        if parent == Path("/tmp"):
            break
        parent.chmod(0o755)
    folder.chmod(0o555)
    before = as_it_is(half)
    with Case.open(kept, read_only=True) as whole:
        expected = everything(whole)
    with without_rights(), Case.open(half) as case:
        assert case.read_only
        assert everything(case) == expected
        assert case.verify() == []
        copy = case._file.path
    assert as_it_is(half) == before
    assert not copy.exists()
    folder.chmod(0o755)


def test_a_name_with_every_odd_character(tmp_path):
    path = tmp_path / "a #1 50% ?x=1&y é 🚑 'q' \"z\".rca"
    with Case.create(path) as case:
        edit(case, summary="x")
    with Case.open(path) as case:
        assert case.path == path
        assert case.snapshot.incident.summary == "x"
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [path.name]


def test_a_link_to_a_case_works_on_the_case_itself(case, tmp_path):
    case.close()
    link = tmp_path / "elsewhere" / "link.rca"
    link.parent.mkdir()
    link.symlink_to(case.path)
    with Case.open(link) as linked:
        edit(linked, summary="Through the link")
    with Case.open(case.path) as opened:
        assert opened.snapshot.incident.summary == "Through the link"


def test_a_case_named_from_the_folder_it_is_in(case, monkeypatch):
    case.close()
    monkeypatch.chdir(case.path.parent)
    with Case.open(Path(case.path.name)) as opened:
        monkeypatch.chdir("/")
        edit(opened, summary="x")
    with Case.open(case.path, read_only=True) as opened:
        assert opened.snapshot.incident.summary == "x"
