"""Exports from the command line: stopped for a name, drawn for paper, and everything in one folder."""

from pathlib import Path

import pytest

from rca_workbench.cli import main
from rca_workbench.model import Actor, Factor, Nature, SignOff, new_id
from rca_workbench.packs import commissioner
from rca_workbench.report.returned import read
from rca_workbench.store import Case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.rca"
    with Case.create(path, title="Delayed review") as made, made.step("Begin") as step:
        step.add(Factor(id=new_id(), code="C1", text="The bleep of the nurse in charge was flat"))
        step.add(Actor(id=new_id(), role="Porter 1", nature=Nature.STAFF, name="Zelda Quenwick"))
    return path


def test_a_name_stops_the_export_and_its_place_is_told(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Case.open(case) as opened, opened.step("Name") as step:
        step.add(Factor(id=new_id(), code="C2", text="Zelda Quenwick was alone"))
    assert main(["export", str(case), str(tmp_path / "map.graphml")]) == 2
    said = capsys.readouterr()
    assert "A name in “" in said.err and "The file was not exported." in said.err
    assert "Nothing left this laptop." in said.err and "Quenwick" not in said.out + said.err
    assert not (tmp_path / "map.graphml").exists()


def test_a_picture_for_paper(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    assert main(["export", str(case), str(out), "--view", "graph", "--paper", "A3"]) == 0
    assert 'width="297mm" height="420mm"' in out.read_text(encoding="utf-8")
    assert main(["export", str(case), str(tmp_path / "t.csv"), "--paper", "A3"]) == 2


def test_the_evidence_list(case: Path, tmp_path: Path) -> None:
    assert main(["export", str(case), str(tmp_path / "e.xlsx"), "--view", "evidence"]) == 0
    assert main(["export", str(case), str(tmp_path / "e.svg"), "--view", "evidence"]) == 2
    assert (tmp_path / "e.xlsx").exists() and not (tmp_path / "e.svg").exists()


def test_everything_for_the_commissioner(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commissioner, "can_write_pdf", lambda: False)
    monkeypatch.setattr(commissioner, "DOCUMENTS", ("assurance_page",))
    assert main(["export", str(case), str(tmp_path / "pack"), "--pack", "commissioner"]) == 0
    assert (tmp_path / "pack" / "Contents.txt").exists()
    assert "No PDF was made" in capsys.readouterr().err
    assert main(["export", str(case), str(tmp_path / "pack"), "--pack", "commissioner"]) == 2
    assert main(["export", str(case), str(tmp_path / "p2"), "--pack", "commissioner", "--view", "graph"]) == 2


def test_a_document_is_not_named_as_a_version_whose_signing_was_undone(case: Path, tmp_path: Path) -> None:
    with Case.open(case) as opened:
        with opened.step("Sign") as step:
            step.add(SignOff(id=new_id(), template="action_plan", version="Version 1"))
        opened.undo()
    out = tmp_path / "plan.docx"
    assert main(["export", str(case), str(out), "--template", "action_plan"]) == 0
    sent = read(out).sent
    assert sent is not None and sent.version == "Version 2, draft 1"
