"""Short documents: no cover, no contents, and tables that need no number."""

from pathlib import Path

import docx
import pytest

from rca_workbench.report import Edition, export_docx, templates
from rca_workbench.report.document import Column, Document, Heading, Paragraph, Span, TableBlock, plain
from rca_workbench.report.preview import preview_html
from rca_workbench.report.word.look import make_short, make_standard
from rca_workbench.report.word.writer import ReportWriter
from tests.checks.days import TODAY


@pytest.fixture
def document(snapshot):
    from rca_workbench.report import build

    made = build(snapshot, "investigation_report", pictures=False, edition=Edition(TODAY))
    table = TableBlock("", (Column("What", 1), Column("As known", 1)), (("Place", "Island"),))
    blocks = (Heading(1, "First", "first"), plain("Words."), table)
    return Document(**{name: getattr(made, name) for name in made.__slots__} | {"blocks": blocks})


@pytest.mark.parametrize(("make", "breaks"), [(make_short, False), (make_standard, True)])
def test_only_a_document_with_contents_turns_the_page_before_its_first_heading(
    tmp_path, document, make, breaks
):
    make(tmp_path / "style.docx")
    writer = ReportWriter(document, tmp_path / "style.docx")
    assert writer.has_contents is breaks
    out = tmp_path / "out.docx"
    out.write_bytes(writer.saved())
    held = docx.Document(str(out))
    heading = next(one for one in held.paragraphs if one.text == "First")
    assert bool(heading.paragraph_format.page_break_before) is breaks


def test_a_table_without_a_caption_has_no_number(tmp_path, document):
    make_short(tmp_path / "style.docx")
    out = tmp_path / "out.docx"
    out.write_bytes(ReportWriter(document, tmp_path / "style.docx").saved())
    held = docx.Document(str(out))
    assert not [one.text for one in held.paragraphs if one.style.name == "Caption"]
    assert held.tables[0].cell(1, 1).text == "Island"
    assert "Table" not in preview_html(document)


@pytest.mark.parametrize("one", templates(), ids=lambda one: one.name)
def test_every_template_that_ships_is_sound_and_makes_a_file_from_an_empty_case(one, tmp_path: Path):
    from rca_workbench.store import Case

    assert one.problems == ()
    with Case.create(tmp_path / "empty.rca", who="Tester") as case:
        export_docx(
            case.snapshot,
            tmp_path / "out.docx",
            template=one.name,
            page_numbers=False,
            edition=Edition(TODAY),
        )
    assert docx.Document(str(tmp_path / "out.docx")).paragraphs


@pytest.mark.parametrize("one", templates(), ids=lambda one: one.name)
@pytest.mark.parametrize("reference", ["", "2026/7"])
def test_no_dot_stands_beside_a_reference_that_is_not_there(one, reference: str, tmp_path: Path):
    from rca_workbench.model import CaseRecord
    from tests.drawing.builders import case

    record = CaseRecord(id="case", title="Delayed review", reference=reference)
    export_docx(
        case(record), tmp_path / "out.docx", template=one.name, page_numbers=False, edition=Edition(TODAY)
    )
    held = docx.Document(str(tmp_path / "out.docx"))
    for part in (held.sections[0].footer, held.sections[0].header):
        said = " ".join(paragraph.text for paragraph in part.paragraphs).strip()
        assert not said.startswith("·") and not said.endswith("·") and "·  ·" not in said


def test_a_title_cut_from_the_account_is_printed_to_the_end_of_its_sentence():
    from rca_workbench.model import CaseRecord, Incident
    from rca_workbench.report import build
    from tests.drawing.builders import case

    account = f"A patient waited {'very ' * 20}long for a review and went to theatre. It was late."
    for title, whole in (
        (f"{account[:100]}…", account.partition(". ")[0]),
        ("Delayed review…", "Delayed review…"),
        ("Delayed review", "Delayed review"),
    ):
        made = build(
            case(CaseRecord(id="case", title=title), Incident(id="incident", summary=account)),
            "sbar",
            edition=Edition(TODAY),
        )
        assert made.subtitle == whole


def test_a_short_table_stays_whole_and_the_end_of_a_long_one_together(tmp_path, document):
    def kept(count: int, words: str = "Word") -> list[bool]:
        columns = (Column("What", 1), Column("Who", 1))
        table = TableBlock("", columns, tuple((f"{words} {number}", "Matron") for number in range(count)))
        made = Document(
            **{name: getattr(document, name) for name in document.__slots__} | {"blocks": (table,)}
        )
        make_short(tmp_path / "style.docx")
        (tmp_path / "out.docx").write_bytes(ReportWriter(made, tmp_path / "style.docx").saved())
        rows = docx.Document(str(tmp_path / "out.docx")).tables[0].rows
        return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]

    assert kept(5) == [True] * 5 + [False]
    assert kept(20) == [True, True] + [False] * 16 + [True, True, False]
    assert kept(4, "word " * 100) == [True, False, True, True, False]
    assert kept(1) == [True, False]


def test_words_in_bold_that_head_what_follows_stay_with_it(tmp_path, document):
    blocks = (Paragraph((Span("Notify in person", bold=True),)), plain("With the daughter."))
    made = Document(**{name: getattr(document, name) for name in document.__slots__} | {"blocks": blocks})
    make_short(tmp_path / "style.docx")
    (tmp_path / "out.docx").write_bytes(ReportWriter(made, tmp_path / "style.docx").saved())
    found = {one.text: one for one in docx.Document(str(tmp_path / "out.docx")).paragraphs}
    assert found["Notify in person"].paragraph_format.keep_with_next
    assert not found["With the daughter."].paragraph_format.keep_with_next
