"""Commands on a case with attached files: verify proves their bytes, export says that they stay behind."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rca_workbench.model import Attachment, EvidenceItem, new_id
from rca_workbench.store import Case, attach


@pytest.fixture
def with_file(run, tmp_path) -> Path:
    """A case with one file attached to E1."""
    path = tmp_path / "fall.rca"
    source = tmp_path / "corridor 3.mp4"
    source.write_bytes(b"film" * 200_000)
    with Case.create(path, title="Fall on ward 4") as case:
        with case.step("Add evidence") as step:
            item = step.add(EvidenceItem(id=new_id(), code="E1", name="CCTV"))
        attach(case, item.id, source)
    return path


def spoil(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql)


def test_a_case_with_files_verifies(run, with_file):
    ran = run("verify", with_file)
    assert (ran.code, ran.out) == (0, "")
    assert "fall.rca is sound" in ran.err


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM piece", "is missing: its bytes are not in this case"),
        ("UPDATE piece SET bytes = x'00' WHERE n = 1", "is not as it was attached: its bytes were altered"),
    ],
)
def test_verify_says_which_file_is_not_as_it_was(run, with_file, sql, words):
    spoil(with_file, sql)
    ran = run("verify", with_file)
    assert ran.code == 1
    assert ran.out.startswith("A file attached to E1 (SHA-256 ")
    assert words in ran.out
    assert ran.out.count("\n") == 1
    assert "corridor" not in ran.out


def test_an_export_as_json_says_that_the_files_stay_behind(run, with_file, tmp_path):
    ran = run("export", with_file, tmp_path / "out.json")
    assert ran.code == 0
    assert "1 attached file stays in the case" in ran.err
    assert (tmp_path / "out.json").stat().st_size < 20_000
    assert "attached file" not in run("export", with_file, tmp_path / "out.graphml").err


def test_a_case_made_from_such_an_export_names_the_file_and_verify_misses_it(run, with_file, tmp_path):
    run("export", with_file, tmp_path / "out.json")
    assert run("import", "again.rca", tmp_path / "out.json").code == 0
    with Case.open(Path("again.rca"), read_only=True) as again, Case.open(with_file, read_only=True) as first:
        (named,) = again.snapshot.of(Attachment).values()
        (held,) = first.snapshot.of(Attachment).values()
        assert (named.name, named.sha256, named.size) == (held.name, held.sha256, held.size)
    ran = run("verify", "again.rca")
    assert ran.code == 1
    assert "is missing: its bytes are not in this case" in ran.out
    with Case.open(Path("again.rca")) as again:
        assert again.files.take_in(tmp_path / "corridor 3.mp4") is not None
    assert run("verify", "again.rca").code == 0
