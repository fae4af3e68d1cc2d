"""The document as PDF: tagged, in its language, with its title; whole or not at all."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from rca_workbench.model import Snapshot
from rca_workbench.model.fault import Fault
from rca_workbench.report import Edition, export_pdf, office
from rca_workbench.report.pdf import can_write_pdf, pdf_of
from tests.checks.days import TODAY

with_office = pytest.mark.skipif(not can_write_pdf(), reason="LibreOffice is not installed")


@with_office
def test_the_pdf_can_be_read_aloud_and_kept(snapshot: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "summary.pdf"
    export_pdf(snapshot, out, Edition(TODAY), template="family_summary")
    root = PdfReader(out).trailer["/Root"]
    assert root["/MarkInfo"] == {"/Marked": True}
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert PdfReader(out).metadata.title
    about = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about and "<pdfuaid:part>1</pdfuaid:part>" in about
    assert [path.name for path in tmp_path.iterdir()] == ["summary.pdf"]


@with_office
def test_where_libreoffice_gives_nothing_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rca_workbench.report.pdf.as_pdf", lambda *given, **settings: None)
    with pytest.raises(Fault, match="LibreOffice made no PDF"):
        pdf_of(b"PK")


@with_office
def test_stopping_leaves_what_was_there(snapshot: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "summary.pdf"
    out.write_bytes(b"earlier")
    told: list[str] = []
    with pytest.raises(Fault, match="Stopped"):
        export_pdf(
            snapshot,
            out,
            Edition(TODAY),
            template="family_summary",
            progress=lambda what, done, of: told.append(what),
            cancelled=lambda: "Laying it out as PDF" in told,
        )
    assert out.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["summary.pdf"]


def test_without_libreoffice_it_is_said_what_to_do_instead(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    monkeypatch.setattr(office, "_PLACES", {})
    with pytest.raises(Fault, match="LibreOffice, which is not installed") as said:
        export_pdf(snapshot, tmp_path / "summary.pdf", Edition(TODAY), template="family_summary")
    assert "Save as PDF" in said.value.todo
    assert not list(tmp_path.iterdir())


@with_office
def test_a_pdf_has_the_pages_of_its_document(snapshot: Snapshot) -> None:
    from rca_workbench.report.export import docx_of

    made = docx_of(snapshot, Edition(TODAY), template="family_summary")
    pages = PdfReader(io.BytesIO(pdf_of(made))).pages
    assert "Summary for the family" in " ".join(pages[0].extract_text().split())
