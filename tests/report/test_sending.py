"""A draft that goes out: written, kept as it went out, and noted, in one step or not at all."""

from datetime import date
from pathlib import Path

import pytest

from rca_workbench.exchange import import_into
from rca_workbench.model import Attachment, Review
from rca_workbench.model.evidence import AttachmentUse
from rca_workbench.model.fault import Fault
from rca_workbench.reference import sample_case_path
from rca_workbench.report.returned import read
from rca_workbench.report.sending import go_out, make_ready, send
from rca_workbench.store import Case

DAY = date(2026, 1, 5)
TEMPLATE = "investigation_report"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.create(tmp_path / "case.rca", who="Tester")
    import_into(made, sample_case_path())
    return made


def test_it_is_kept_and_noted_in_one_step(case: Case, tmp_path: Path) -> None:
    steps = len(list(case.history()))
    head = case.head
    ready = make_ready(case, TEMPLATE, "Medical director", DAY, pictures=False, page_numbers=False)
    assert case.head == head, "making it is no step"
    review = go_out(case, ready, tmp_path / "out.docx")
    assert len(list(case.history())) == steps + 1
    assert (review.version, review.to, review.sent, review.head) == (
        "Draft 1", "Medical director", "2026-01-05", head,
    )  # fmt: skip
    kept = case.snapshot.of(Attachment)[str(review.file)]
    assert kept.use is AttachmentUse.SENT
    case.files.save(kept, tmp_path / "kept.docx")
    assert (tmp_path / "kept.docx").read_bytes() == (tmp_path / "out.docx").read_bytes()
    own = read(tmp_path / "out.docx").sent
    assert own is not None
    assert (own.case_id, own.export_id, own.template, own.version, own.head) == (
        case.id, review.id, TEMPLATE, "Draft 1", head,
    )  # fmt: skip
    case.undo()
    assert not case.snapshot.of(Review) and not case.snapshot.of(Attachment)
    assert case.verify() == []


def test_where_it_cannot_be_written_nothing_is_noted(case: Case, tmp_path: Path) -> None:
    head = case.head
    with pytest.raises(Fault, match="no folder"):
        send(case, TEMPLATE, tmp_path / "nowhere" / "out.docx", "Reader", DAY)
    assert case.head == head and case.verify() == []


def test_stopped_it_leaves_no_file_and_no_note(case: Case, tmp_path: Path) -> None:
    head = case.head
    with pytest.raises(Fault, match="Stopped"):
        send(case, TEMPLATE, tmp_path / "out.docx", "Reader", DAY, cancelled=lambda: True)
    assert case.head == head and case.verify() == []
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("before", [None, b"An earlier file"])
def test_where_it_cannot_be_noted_nothing_is_written(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    out, head = tmp_path / "out.docx", case.head
    if before is not None:
        out.write_bytes(before)
    ready = make_ready(case, TEMPLATE, "Reader", DAY, pictures=False, page_numbers=False)

    def full(*_: object, **__: object) -> None:
        raise Fault("There is no room left.")

    monkeypatch.setattr(case, "_keep", full)
    with pytest.raises(Fault, match="no room"):
        go_out(case, ready, out)
    assert case.head == head and case.verify() == []
    assert (out.read_bytes() if out.exists() else None) == before


def test_the_next_draft_is_counted_on(case: Case, tmp_path: Path) -> None:
    versions = []
    for number in range(2):
        ready = make_ready(case, "sbar", "Reader", DAY, pictures=False, page_numbers=False)
        versions.append(go_out(case, ready, tmp_path / f"{number}.docx").version)
    assert versions == ["Draft 1", "Draft 2"]
