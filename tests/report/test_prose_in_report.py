"""References in what the team writes, as a document prints them."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from rca_workbench.analysis.prose import put_in, with_references
from rca_workbench.model import Actor, Factor, ReportText, Snapshot, TimelineEntry
from rca_workbench.report import Copy, Edition, build, export_docx
from rca_workbench.report.document import Document, FieldKey, Paragraph, Span

TODAY = date(2026, 6, 1)
NAME = "investigation_report"


@pytest.fixture
def written(snapshot: Snapshot) -> Snapshot:
    entry, actor, factor = (next(iter(snapshot.of(cls).values())) for cls in (TimelineEntry, Actor, Factor))
    first, who, why = (put_in(snapshot, one.id) for one in (entry, actor, factor))
    said = f"It began at {first}, as {who} said; see {why}."
    part = put_in(snapshot, "#timeline", "section ‘Timeline’")
    text = ReportText(id="mine", template=NAME, section="background", text=f"{said}\nMore in {part}.")
    return snapshot.changed((text,), (), "later")


def own(document: Document) -> list[tuple[Span, ...]]:
    return [
        one.spans
        for one in document.blocks
        if isinstance(one, Paragraph)
        and any(span.of and span.of.id == f"{NAME}:background" for span in one.spans)
    ]


def test_a_copy_to_be_read_leads_to_the_parts_it_refers_to(written: Snapshot) -> None:
    lines = own(build(written, NAME, Edition(TODAY), pictures=False))
    assert [span.to for span in lines[1]] == ["", "timeline", ""]
    assert "".join(span.text for span in lines[1]) == "More in section ‘Timeline’."


def test_a_copy_to_be_changed_has_each_line_whole_as_a_reader_sees_it(written: Snapshot) -> None:
    lines = own(build(written, NAME, Edition(TODAY, copy=Copy.REVIEW), pictures=False))
    assert [len(line) for line in lines] == [1, 1]
    key = FieldKey("report_text", f"{NAME}:background", "text")
    assert [(line[0].of, line[0].part) for line in lines] == [(key, 0), (key, 1)]
    assert "It began at T01, " in lines[0][0].text


def test_what_comes_back_keeps_the_references_that_still_stand(written: Snapshot) -> None:
    stored = written.of(ReportText)["mine"].text
    sent = "\n".join(
        line[0].text for line in own(build(written, NAME, Edition(TODAY, copy=Copy.REVIEW), pictures=False))
    )
    assert with_references(written, stored, sent) == stored
    edited = sent.replace("It began at", "All of it began at")
    assert with_references(written, stored, edited) == stored.replace("It began at", "All of it began at")


@pytest.mark.parametrize("copy", [Copy.READING, Copy.REVIEW])
def test_no_token_gets_into_a_file(written: Snapshot, copy: Copy, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    export_docx(
        written,
        out,
        Edition(TODAY, copy=copy, export_id="x" if copy is Copy.REVIEW else ""),
        page_numbers=False,
    )
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as held:
        whole = "".join(
            held.read(name).decode("utf-8", "ignore") for name in held.namelist() if name.endswith(".xml")
        )
    assert "⟦" not in whole and "It began at" in whole
