import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from rca_workbench.model import Factor, Snapshot, TimelineEntry
from rca_workbench.report import Copy, Edition, export_docx
from rca_workbench.report.word.pages import page_numbers_of
from tests.checks.days import TODAY

from .conftest import IDENTITIES


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as held:
        for name in held.namelist():
            yield name, held.read(name)


def body(path: Path) -> etree._Element:
    return docx.Document(str(path)).element.body


def contents(whole: etree._Element) -> list[etree._Element]:
    """The entries of the contents list, without those of the lists of tables and figures."""
    return [one for one in whole.iter(qn("w:hyperlink")) if str(one.get(qn("w:anchor"))).startswith("_Toc_")]


def said(path: Path) -> str:
    return "\n".join(text.text or "" for text in body(path).iter(qn("w:t")))


def test_the_file_passes_the_validator(report: Path) -> None:
    result = OpenXmlValidator().validate(str(report))
    assert not list(result.errors)


def test_no_identity_is_in_any_part_of_the_file(report: Path) -> None:
    for name, data in parts(report):
        for identity in IDENTITIES:
            assert identity.encode() not in data, f"{identity} in {name}"
            assert identity.encode("utf-16-le") not in data


def test_no_folder_or_user_of_this_machine_is_in_the_file(report: Path) -> None:
    for name, data in parts(report):
        assert str(Path.home()).encode() + b"/" not in data, name
        assert str(report.parent).encode() not in data, name


def test_every_entry_and_agreed_factor_of_the_case_is_in_it(report: Path, snapshot: Snapshot) -> None:
    text = said(report)
    for entry in snapshot.of(TimelineEntry).values():
        assert entry.text in text
    for factor in snapshot.of(Factor).values():
        assert factor.text in text


def test_the_teams_own_words_come_first_in_their_section(report: Path) -> None:
    text = said(report)
    assert (
        text.index("Executive summary\n")
        < text.index("Our own first words.")
        < text.index("A helicopter with a pilot")
    )


def test_the_contents_list_holds_every_heading_and_leads_to_it(report: Path) -> None:
    whole = body(report)
    headings = {
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in whole.iter(qn("w:p"))
        if (style := paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) is not None
        and style.get(qn("w:val")) in ("Heading1", "Heading2")
    }
    links = contents(whole)
    listed = {"".join(text.text or "" for text in link.iter(qn("w:t"))) for link in links}
    assert headings
    assert headings == listed
    marks = {mark.get(qn("w:name")) for mark in whole.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in links} <= marks


def test_a_list_in_the_contents_begins_with_three_lines_on_its_page(report: Path) -> None:
    paragraphs = list(body(report).iterchildren(qn("w:p")))
    style, keep = qn("w:pStyle"), qn("w:keepNext")
    styles = [
        one[0].find(style).get(qn("w:val")) if one[0].find(style) is not None else "" for one in paragraphs
    ]
    headings = [at for at, one in enumerate(styles) if one == "TOCHeading"]
    assert len(headings) == 2  # tables and figures; the contents begin a page of their own
    for at in headings:
        last = max(n for n in range(at, at + 4) if n == at or styles[n] == "TableofFigures")
        kept = [one[0].find(keep) is not None for one in paragraphs[at : last + 1]]
        assert kept == [True] * (last - at) + [False]
    assert any(styles[at + 3] == "TableofFigures" for at in headings)


def test_fields_are_closed_and_names_and_ids_are_used_once(report: Path) -> None:
    whole = body(report)
    kinds = [one.get(qn("w:fldCharType")) for one in whole.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") > 0
    for tag, key in (("w:bookmarkStart", "w:name"), ("w:bookmarkStart", "w:id")):
        found = [one.get(qn(key)) for one in whole.iter(qn(tag))]
        assert len(found) == len(set(found))
    drawings = [one.get("id") for one in whole.iter(qn("wp:docPr"))]
    assert len(drawings) == len(set(drawings)) > 2


def test_tables_repeat_their_heading_row_and_rows_do_not_split(report: Path) -> None:
    tables = list(body(report).iter(qn("w:tbl")))
    assert len(tables) >= 5
    for table in tables:
        rows = table.findall(qn("w:tr"))
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_pictures_are_vectors_with_a_bitmap_and_words(report: Path) -> None:
    names = [name for name, _ in parts(report)]
    drawn = [name for name in names if name.endswith(".svg")]
    assert len(drawn) == len([name for name in names if name.endswith(".png")]) >= 2
    for one in body(report).iter(qn("wp:docPr")):
        assert len(one.get("descr", "")) > 20


def test_the_language_is_british_and_no_question_is_asked_on_opening(report: Path) -> None:
    held = dict(parts(report))
    assert b"updateFields" not in held["word/settings.xml"]
    assert b"w:dirty" not in held["word/document.xml"]
    assert re.search(rb'compatibilityMode"[^>]*w:val="15"', held["word/settings.xml"])
    assert set(re.findall(rb'<w:lang w:val="([^"]*)"', held["word/styles.xml"])) == {b"en-GB"}
    document = docx.Document(str(report))
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.author == ""


def test_head_marking_draft_and_page_numbers_stand_on_each_page(report: Path, snapshot: Snapshot) -> None:
    document = docx.Document(str(report))
    header = etree.tostring(document.sections[0].header._element).decode()
    footer = etree.tostring(document.sections[0].footer._element).decode()
    assert snapshot.case.marking in header
    assert 'string="DRAFT"' in header
    assert "Draft 1" in header
    assert snapshot.head[:16] in footer
    assert "PAGE" in footer
    assert snapshot.head in said(report)


def test_the_same_case_gives_the_same_bytes(report: Path, snapshot: Snapshot, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    export_docx(snapshot, again, page_numbers=False, edition=Edition(TODAY))
    assert again.read_bytes() == report.read_bytes()


def test_the_other_framework_speaks_its_own_words(
    on_the_other_profile: Snapshot, report: Path, tmp_path: Path
) -> None:
    other = tmp_path / "sif.docx"
    export_docx(on_the_other_profile, other, page_numbers=False, pictures=False, edition=Edition(TODAY))
    assert "root cause" in said(other).casefold()
    assert "Notable practice" in said(other)
    assert "root cause" not in said(report).casefold()


def test_control_characters_emoji_and_right_to_left_text_go_through(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    entry = next(iter(snapshot.of(TimelineEntry).values()))
    odd = type(entry)(id=entry.id, text="bell \x07 emoji 🙂 עברית " + "long " * 4000)
    path = tmp_path / "odd.docx"
    export_docx(
        snapshot.changed([odd], (), "x"), path, page_numbers=False, pictures=False, edition=Edition(TODAY)
    )
    assert "emoji 🙂 עברית" in said(path)


@pytest.fixture(scope="module")
def pdf(report: Path, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    folder = tmp_path_factory.mktemp("pdf")
    program = shutil.which("soffice")
    assert program, "LibreOffice is installed by make test"
    subprocess.run(
        [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(report)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return PdfReader(folder / "report.pdf")


def test_libreoffice_lays_it_out_with_headings_tables_and_pictures(
    pdf: PdfReader, snapshot: Snapshot
) -> None:
    pages = [page.extract_text() for page in pdf.pages]
    assert 15 < len(pages) < 80
    text = "\n".join(pages)
    for heading in (
        "Executive summary",
        "Description of the incident",
        "Outside the organisation",
        "Learning to share",
    ):
        assert heading in text
    with_tables = [page for page in pages if "What happened" in page and "Who or what" in page]
    assert len(with_tables) >= 3, "the heading row of the timeline repeats on each of its pages"
    assert sum("Figure" in page for page in pages) >= 3
    landscape = [page for page in pdf.pages if page.mediabox.width > page.mediabox.height]
    assert 5 < len(landscape) < len(pages)


def test_page_numbers_in_the_lists_are_those_of_the_finished_file(snapshot: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "numbered.docx"
    export_docx(snapshot, path, edition=Edition(TODAY, copy=Copy.REVIEW))
    pages = page_numbers_of(path.read_bytes())
    assert pages
    links = [one for one in body(path).iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]
    shown = {
        str(one.get(qn("w:anchor"))): "".join(text.text or "" for text in one.iter(qn("w:t")))
        for one in links
    }
    assert len(shown) > 30
    assert max(int(page) for page in pages.values()) > 20
    for name, line in shown.items():
        assert line.endswith(pages[name]), f"{line} stands on page {pages[name]}"


def test_tables_and_figures_are_listed_and_described(report: Path) -> None:
    whole = body(report)
    links = {str(one.get(qn("w:anchor"))) for one in whole.iter(qn("w:hyperlink"))}
    marks = {str(one.get(qn("w:name"))) for one in whole.iter(qn("w:bookmarkStart"))}
    captions = {one for one in marks if one.startswith(("_Table_", "_Figure_"))}
    assert len(captions) > 10
    assert captions <= links <= marks
    for table in whole.iter(qn("w:tbl")):
        assert next(table.iter(qn("w:tblDescription"))).get(qn("w:val"))


def test_the_file_says_it_was_made_on_the_day_it_was_made(snapshot: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "dated.docx"
    export_docx(snapshot, path, page_numbers=False, pictures=False, edition=Edition(date(2026, 11, 23)))
    core = docx.Document(str(path)).core_properties
    assert core.created.date() == core.modified.date() == date(2026, 11, 23)
