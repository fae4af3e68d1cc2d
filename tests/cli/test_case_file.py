"""new, import, history, verify, undo, redo."""

import json
import sqlite3
from datetime import date

import pytest

from rca_workbench.model import Actor, Factor, Profile
from rca_workbench.reference import sample_case_path
from rca_workbench.report.signing import Signer, sign
from rca_workbench.store import Case

from .conftest import refused


def test_a_new_case_has_its_title_and_framework(run):
    ran = run("new", "fall.rca", "--title", "Fall on ward 4", "--profile", "sif2015")
    assert (ran.code, ran.out) == (0, "")
    assert "Made fall.rca" in ran.err
    with Case.open(run_path("fall.rca"), read_only=True) as case:
        assert (case.snapshot.case.title, case.snapshot.case.profile) == ("Fall on ward 4", Profile.SIF2015)


def run_path(name):
    from pathlib import Path

    return Path(name)


def test_a_new_case_never_replaces_a_file(run, sample):
    held = sample.read_bytes()
    assert refused(run("new", sample), "sample.rca")
    assert sample.read_bytes() == held


def test_an_import_makes_the_case_if_there_is_none(run):
    ran = run("import", "sample.rca", sample_case_path())
    assert (ran.code, ran.out) == (0, "")
    assert "70 timeline entries" in ran.err
    assert "$.test_points" in ran.err  # what has no field is listed
    with Case.open(run_path("sample.rca"), read_only=True) as case:
        assert len(case.snapshot.of(Factor)) == 50
        assert case.snapshot.case.title.startswith("Air ambulance")


def test_the_same_source_twice_changes_nothing(run, sample):
    before = run("history", sample, "--json").json
    ran = run("import", sample, sample_case_path())
    assert ran.code == 0
    assert "nothing new" in ran.err
    assert run("history", sample, "--json").json == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ('{"schema": "case-1.0"', "not valid JSON"),
        ('{"schema": "case-3.0"}', "case-3.0"),
        (
            '{"schema": "case-1.0", "links": [{"source": "A", "target": "B"}]}',
            'links, link 1, source: there is no node "A"',
        ),
    ],
)
def test_a_faulty_source_makes_no_case_and_leaves_one_as_it_was(run, sample, tmp_path, content, words):
    (tmp_path / "faulty.json").write_text(content)
    assert refused(run("import", "new.rca", "faulty.json"), "faulty.json", words)
    assert not (tmp_path / "new.rca").exists()
    before = sample.read_bytes()
    assert refused(run("import", sample, "faulty.json"), words)
    assert sample.read_bytes() == before


def test_a_missing_source_is_named(run):
    assert refused(run("import", "new.rca", "gone.json"), "There is no file gone.json")


def test_history_lists_the_steps_newest_first(run, sample):
    ran = run("history", sample)
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert len(lines) == 2
    assert "Import case_air_ambulance_2019.json" in lines[0]


def test_history_as_json_has_every_change_and_no_identity(run, sample):
    with Case.open(sample) as case:
        pilot = next(one for one in case.snapshot.of(Actor).values() if one.imported_id == "pilot")
        with case.step("Name the pilot") as step:
            step.change(pilot, name="Quillfeather", role="Pilot 1")
        with case.step("Add") as step:
            step.add(Actor(id="a" * 32, role="Nurse", name="Quillfeather"))
    ran = run("history", sample, "--json")
    steps = ran.json
    assert [step["seq"] for step in steps] == sorted(step["seq"] for step in steps)
    assert set(steps[0]) == {"seq", "id", "at", "who", "label", "changes"}
    assert [step["label"] for step in steps][-2:] == ["Name the pilot", "Add"]
    named = {change["field"]: change for change in steps[-2]["changes"]}
    assert set(named["role"]) == {"kind", "id", "field", "before", "after"}
    assert (named["role"]["before"], named["role"]["after"]) == ("Pilot", "Pilot 1")
    assert named["name"]["after"] == "(hidden)"
    assert steps[-1]["changes"][0]["after"]["name"] == "(hidden)"
    assert "Quillfeather" not in ran.out
    assert "Quillfeather" not in run("history", sample).out


def test_undo_and_redo_go_back_and_forth_and_outlive_the_process(run, sample):
    ran = run("undo", sample)
    assert ran.code == 0
    assert "Undone: Import case_air_ambulance_2019.json" in ran.err
    with Case.open(sample, read_only=True) as case:
        assert len(case.snapshot.of(Factor)) == 0
    assert "Redone: Import case_air_ambulance_2019.json" in run("redo", sample).err
    with Case.open(sample, read_only=True) as case:
        assert len(case.snapshot.of(Factor)) == 50
    assert refused(run("redo", sample), "nothing to redo")


def test_a_case_open_in_another_window_is_left_to_it(run, sample):
    with Case.open(sample) as case:
        head = case.head
        assert refused(run("undo", sample))
        assert run("import", sample, sample_case_path()).code == 0  # for it brings nothing new
        assert run("history", sample).code == 0
        assert run("export", sample, "out.json").code == 0
        assert run("verify", sample).code == 0
        case.refresh()
        assert case.head == head


def test_a_new_case_has_nothing_to_undo(run):
    run("new", "fall.rca")
    assert refused(run("undo", "fall.rca"), "nothing to undo")


def test_verify_says_a_case_is_sound_and_gives_its_head(run, sample):
    ran = run("verify", sample)
    assert (ran.code, ran.out) == (0, "")
    with Case.open(sample, read_only=True) as case:
        head = case.head
    assert "is sound" in ran.err
    assert head in ran.err
    assert run("verify", sample, "--head", head).code == 0


def test_verify_finds_a_row_changed_behind_the_program_s_back(run, sample):
    with sqlite3.connect(sample) as file:
        file.execute("UPDATE factor SET text = 'Somebody else wrote this' WHERE code = 'P1'")
    file.close()
    ran = run("verify", sample)
    assert ran.code == 1
    assert ran.out.strip()
    assert "problem" in ran.err


def test_verify_against_a_head_that_is_not_there_finds_it(run, sample):
    ran = run("verify", sample, "--head", "0" * 64)
    assert ran.code == 1
    assert ran.out.strip()


def test_verify_says_which_signed_version_a_head_is_printed_in(run, sample):
    head = run("verify", sample).err.strip().rpartition(" ")[2]
    with Case.open(sample) as case:
        signed = sign(
            case, "family_summary", (Signer("Executive"),), today=date(2026, 12, 1), unwritten_stands=True
        )
    ran = run("verify", sample, "--head", head[:20])
    assert ran.code == 0
    assert (
        "printed in Version 1 of Summary for the family, signed off by Executive on 1 December 2026"
        in ran.err
    )
    assert signed.file_sha256 in ran.err
    later = ran.err.splitlines()[0].rpartition(" ")[2]
    assert "No signed version in this case has that head" in run("verify", sample, "--head", later).err


@pytest.mark.parametrize("command", ["verify", "history", "undo", "redo", "open"])
def test_a_case_that_is_not_there_or_not_a_case_is_refused(run, tmp_path, command):
    assert refused(run(command, "gone.rca"), "gone.rca")
    (tmp_path / "letter.rca").write_text(json.dumps({"a": 1}))
    assert refused(run(command, "letter.rca"), "letter.rca")
    assert (tmp_path / "letter.rca").read_text() == '{"a": 1}'
