"""Templates and orders from outside: logos, hostile files, Stop, long tables."""

import base64
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

from rca_workbench.model import CaseRecord, Snapshot, TimelineEntry
from rca_workbench.model.fault import Fault
from rca_workbench.report import Edition, check_template, export_docx
from rca_workbench.report.word import xml
from tests.checks.days import TODAY

from .test_templates import edited, own  # noqa: F401

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def exported(own: Path, out: Path, snapshot: Snapshot) -> docx.document.Document:  # type: ignore[name-defined]  # noqa: F811
    export_docx(snapshot, out, template=str(own), page_numbers=False, pictures=False, edition=Edition(TODAY))
    return docx.Document(str(out))


def test_a_logo_and_a_field_beside_a_placeholder_stay(own: Path, tmp_path: Path) -> None:  # noqa: F811
    logo = tmp_path / "logo.png"
    logo.write_bytes(DOT)

    def edit(word: docx.document.Document) -> None:  # type: ignore[name-defined]
        word.sections[0].header.paragraphs[0].add_run().add_picture(str(logo), width=Cm(2))
        foot = word.sections[0].footer.paragraphs[0]
        foot.text = "{{version}} "
        for run in parse_xml(f"<w:p {xml.NAMES}>{xml.field('PAGE')}</w:p>"):
            foot._p.append(run)

    made = exported(edited(own, edit), tmp_path / "o.docx", Snapshot.empty())
    header, footer = made.sections[0].header._element, made.sections[0].footer._element
    assert len(list(header.iter(qn("w:drawing")))) == 1
    assert [one.text.strip() for one in footer.iter(qn("w:instrText"))] == ["PAGE"]
    assert made.sections[0].footer.paragraphs[0].text.startswith("Draft 1 ")


def test_a_title_that_reads_like_a_placeholder_is_printed_as_it_is(own: Path, tmp_path: Path) -> None:  # noqa: F811
    case = CaseRecord(id="case", title="{{case.title}} & <b>")
    made = exported(own, tmp_path / "o.docx", Snapshot.empty().changed((case,), (), ""))
    assert "{{case.title}} & <b>" in [one.text for one in made.paragraphs]


def test_an_unknown_placeholder_in_a_table_is_named_with_row_and_column(own: Path) -> None:  # noqa: F811
    def edit(word: docx.document.Document) -> None:  # type: ignore[name-defined]
        word.add_table(2, 2).cell(1, 1).text = "{{case.titel}}"

    (problem,) = check_template(edited(own, edit))
    assert "table row 2, column 2" in problem


def test_every_header_a_page_may_show_is_marked_as_draft(own: Path, tmp_path: Path) -> None:  # noqa: F811
    def edit(word: docx.document.Document) -> None:  # type: ignore[name-defined]
        word.sections[0].different_first_page_header_footer = True

    entry = TimelineEntry(id="1", text="Fell")
    exported(edited(own, edit), tmp_path / "o.docx", Snapshot.empty().changed((entry,), (), ""))
    with zipfile.ZipFile(tmp_path / "o.docx") as held:
        headers = [held.read(name) for name in held.namelist() if name.startswith("word/header")]
        body = held.read("word/document.xml")
    assert len(headers) >= 2
    assert all(b'string="DRAFT"' in one for one in headers)
    assert body.count(b"<w:titlePg") == 1


@pytest.mark.parametrize(
    ("part", "change", "word"),
    [
        (
            "word/document.xml",
            lambda data: data.replace(
                b"?>", b"?><!--" + b" " * 3000 + b'--><!DOCTYPE w [<!ENTITY e "x">]>', 1
            ),
            "not put together",
        ),
        (
            "word/document.xml",
            lambda data: data.replace(b"<w:sectPr", b"<w:p/>" * 4_000_000 + b"<w:sectPr", 1),
            "far larger",
        ),
        (
            "[Content_Types].xml",
            lambda data: data.replace(
                b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                b"vnd.ms-word.document.macroEnabled.main",
            ),
            "macros",
        ),
    ],
    ids=["document type behind a comment", "millions of elements", "macro type"],
)
def test_a_hostile_template_is_refused_before_it_is_opened(
    own: Path,  # noqa: F811
    part: str,
    change: Callable[[bytes], bytes],
    word: str,
) -> None:
    file = own / "style.docx"
    with zipfile.ZipFile(file) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in parts.items():
            held.writestr(name, data)
    assert word in check_template(own)[0]


def test_stop_while_pages_are_laid_out_writes_nothing(snapshot: Snapshot, tmp_path: Path) -> None:
    laying_out: list[float] = []

    def progress(words: str, done: int, total: int) -> None:
        if "page numbers" in words:
            laying_out.append(time.monotonic())

    with pytest.raises(Fault, match="Stopped"):
        export_docx(
            snapshot,
            tmp_path / "o.docx",
            pictures=False,
            progress=progress,
            cancelled=lambda: bool(laying_out) and time.monotonic() - laying_out[0] > 0.3,
            edition=Edition(TODAY),
        )
    assert laying_out
    assert not list(tmp_path.iterdir())


def test_long_timelines_cost_as_much_a_row_as_short_ones(tmp_path: Path) -> None:
    def cost(rows: int) -> float:
        entries = [TimelineEntry(id=f"{n}", code=f"T{n}", order=f"{n:06}", text="Seen") for n in range(rows)]
        snapshot = Snapshot.empty().changed(entries, (), "")
        begun = time.perf_counter()
        export_docx(snapshot, tmp_path / "o.docx", page_numbers=False, pictures=False, edition=Edition(TODAY))
        return time.perf_counter() - begun

    cost(10)
    # Quadratic, as moving parsed rows was, would make it sixteen times as much.
    assert cost(4000) < 8 * max(cost(1000), 0.1)
