"""`rca-workbench import CASE SOURCE` with a spreadsheet or a file of separated values."""

from pathlib import Path

import pytest

from rca_workbench.cli import main
from rca_workbench.store import Case

from .sheets import HEADER, csv_file, entries, excel_file


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*words):
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        assert said.out == ""
        return code, said.err.splitlines()

    return run


def test_a_case_is_made_and_the_same_source_twice_changes_nothing(run):
    csv_file(Path("log.csv"), HEADER, "13/04/2025,0215,Nurse,Fell,", ",0220,Nurse,Helped,")
    code, said = run("import", "night.rca", "log.csv")
    assert (code, said[0]) == (0, "log.csv: 2 timeline entries taken in.")
    with Case.open(Path("night.rca"), read_only=True) as case:
        head = case.head
        assert case.snapshot.case.title == "log"
        assert len(entries(case.snapshot)) == 2
    code, said = run("import", "night.rca", "log.csv")
    assert (code, said[0]) == (0, "log.csv: nothing new.")
    assert "Already in the case: 2 rows." in said
    with Case.open(Path("night.rca"), read_only=True) as case:
        assert case.head == head


@pytest.mark.parametrize("there", [False, True])
def test_rows_that_cannot_come_in_are_listed_and_nothing_does(run, there):
    if there:
        run("new", "night.rca")
        before = Path("night.rca").read_bytes()
    excel_file(
        Path("log.xlsx"),
        ("When", "What happened"),
        ("31/02/2025", "Fell"),
        ("13/04/2025 02:15", "Helped"),
        ("13/04/2025 02:75", "Slept"),
    )
    code, said = run("import", "night.rca", "log.xlsx")
    assert code == 2
    assert said[0].startswith(
        "rca-workbench: log.xlsx, row 2, column A: “31/02/2025”: 31 February does not exist."
    )
    assert said[1].startswith("rca-workbench: log.xlsx, row 4, column A: “13/04/2025 02:75”:")
    assert said[2].startswith("rca-workbench: log.xlsx: 2 rows cannot come in. Nothing was imported.")
    assert len(said) == 3
    if there:
        assert Path("night.rca").read_bytes() == before
    else:
        assert not Path("night.rca").exists()


def test_a_source_that_cannot_be_read_leaves_no_case_behind(run):
    Path("log.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    code, said = run("import", "night.rca", "log.xlsx")
    assert (code, len(said)) == (2, 1)
    assert "damaged or cut short" in said[0]
    assert not Path("night.rca").exists()


def test_a_header_alone_is_said_to_hold_nothing(run):
    csv_file(Path("log.csv"), HEADER)
    code, said = run("import", "night.rca", "log.csv")
    assert code == 2
    assert said == ["rca-workbench: log.csv holds no rows below its headers. Nothing was imported."]
    assert not Path("night.rca").exists()


def test_rows_removed_since_are_named_and_stay_out(run):
    csv_file(Path("log.csv"), HEADER, "13/04/2025,0215,Nurse,Fell,", ",0220,Nurse,Helped,")
    run("import", "night.rca", "log.csv")
    with Case.open(Path("night.rca")) as case, case.step("Remove") as step:
        step.remove(entries(case.snapshot)[0])
    code, said = run("import", "night.rca", "log.csv")
    assert (code, said[0]) == (0, "log.csv: nothing new.")
    assert "Removed from the case since they came in, and not brought back: row 2." in said
