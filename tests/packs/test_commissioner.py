"""Everything for the commissioner: one folder, whole or not at all, with a list anybody can check."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest

from rca_workbench.exchange import import_into
from rca_workbench.leaks import LeakFault
from rca_workbench.model import Actor, Factor, Nature, SignOff, Snapshot, new_id
from rca_workbench.model.fault import Fault
from rca_workbench.packs import commissioner, write_pack
from rca_workbench.reference import sample_case_path
from rca_workbench.report import templates
from rca_workbench.report.versions import names_given
from rca_workbench.store import Case

NOW = datetime(2026, 12, 1, 9, 30)
DOCUMENTS = commissioner.DOCUMENTS
"""As they are outside these tests."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with Case.create(tmp_path_factory.mktemp("case") / "s.rca", title="Sample") as case:
        import_into(case, sample_case_path())
        return case.snapshot


@pytest.fixture(autouse=True)
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """No layout takes minutes here; that a PDF is made is tested where PDFs are."""
    monkeypatch.setattr(commissioner, "can_write_pdf", lambda: False)
    monkeypatch.setattr(commissioner, "DOCUMENTS", ("action_plan", "assurance_page"))


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_the_folder_holds_each_file_of_its_list_with_its_digest(sample: Snapshot, tmp_path: Path) -> None:
    pack = write_pack(sample, tmp_path / "pack", NOW)
    names = left(tmp_path / "pack")
    assert sorted(pack.files) == names and "Contents.txt" in names
    for part in (
        "Safety action plan.docx",
        "Assurance page.docx",
        "Action plan.xlsx",
        "Evidence list.xlsx",
        "Map of factors.svg",
    ):
        assert any(one.endswith(part) for one in names), part
    contents = (tmp_path / "pack" / "Contents.txt").read_text(encoding="utf-8")
    assert sample.head in contents and "1 December 2026" in contents
    for name in names:
        if name != "Contents.txt":
            digest = hashlib.sha256((tmp_path / "pack" / name).read_bytes()).hexdigest()
            assert f"{name}\n" in contents and f"SHA-256 {digest}" in contents
    assert "LibreOffice" in pack.without
    assert left(tmp_path) == ["pack"]


class _After:
    """Asks to stop the n-th time it is asked."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.asked = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.asked > self.left


def test_stopped_at_any_point_it_leaves_nothing(sample: Snapshot, tmp_path: Path) -> None:
    never = _After(10**9)
    write_pack(sample, tmp_path / "whole", NOW, cancelled=never)
    points = sorted({0, 1, 2, never.asked // 2, never.asked - 2, never.asked - 1})
    for times in points:
        with pytest.raises(Fault, match=r"Stopped\."):
            write_pack(sample, tmp_path / "pack", NOW, cancelled=_After(times))
        assert left(tmp_path) == ["whole"], times


def test_one_name_stops_all_of_it(sample: Snapshot, tmp_path: Path) -> None:
    factor = next(iter(sample.of(Factor).values()))
    from dataclasses import replace

    named = sample.changed(
        [
            replace(factor, text=f"{factor.text} said Zelda Quenwick"),
            Actor(id=new_id(), role="Porter 1", nature=Nature.STAFF, name="Zelda Quenwick"),
        ],
        [],
        sample.head,
    )
    with pytest.raises(LeakFault) as stopped:
        write_pack(named, tmp_path / "pack", NOW)
    assert "Quenwick" not in str(stopped.value)
    assert left(tmp_path) == []
    with pytest.raises(LeakFault, match="The folder was not exported"):
        write_pack(named, tmp_path / "For Zelda Quenwick", NOW)


def test_a_folder_that_is_there_stays(sample: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "mine.txt").write_text("mine")
    with pytest.raises(Fault, match="is there already and holds files"):
        write_pack(sample, tmp_path / "pack", NOW)
    assert left(tmp_path / "pack") == ["mine.txt"]
    with pytest.raises(Fault, match="There is no folder"):
        write_pack(sample, tmp_path / "gone" / "pack", NOW)


def test_an_empty_folder_is_taken(sample: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    assert write_pack(sample, tmp_path / "pack", NOW).files[-1] == "Contents.txt"


def test_progress_counts_the_files(sample: Snapshot, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    pack = write_pack(sample, tmp_path / "pack", NOW, progress=lambda *one: told.append(one))
    counted = [done for words, done, total in told if total == len(pack.files)]
    assert counted == list(range(len(pack.files) - 1))


def test_a_case_with_nothing_in_it_still_makes_its_documents(tmp_path: Path) -> None:
    pack = write_pack(Snapshot.empty(), tmp_path / "pack", NOW)
    assert [one.partition(" ")[2] for one in pack.files[:-1]] == [
        "Safety action plan.docx",
        "Assurance page.docx",
    ]


def test_each_document_of_the_folder_has_a_template() -> None:
    there = {one.name for one in templates()}
    assert set(DOCUMENTS) <= there
    assert {"concise_report", "timeline_pack", "evidence_list", "analysis_pack"} <= set(DOCUMENTS)


def test_a_document_is_not_named_as_a_version_whose_signing_was_undone(tmp_path: Path) -> None:
    with Case.create(tmp_path / "c.rca", title="Signed and taken back") as case:
        with case.step("Sign") as step:
            step.add(SignOff(id=new_id(), template="action_plan", version="Version 1"))
        case.undo()
        write_pack(case.snapshot, tmp_path / "pack", NOW, given=names_given(case))
    contents = (tmp_path / "pack" / "Contents.txt").read_text(encoding="utf-8")
    assert "Safety action plan, Version 2, draft 1" in contents
    assert "Assurance page, Draft 1" in contents


def test_the_names_of_its_files_are_names_on_every_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commissioner, "DOCUMENTS", ("timeline_pack", "evidence_list", "analysis_pack"))
    pack = write_pack(Snapshot.empty(), tmp_path / "pack", NOW)
    assert pack.files[0] == "01 Appendix pack, timeline.docx"
    assert not [one for one in pack.files if set(one) & set('<>:"/\\|?*')]
