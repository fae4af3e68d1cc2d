"""What a review copy, a reading copy and a signed copy say of the fields they hold."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import count
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from rca_workbench.model import Factor, Snapshot, TimelineEntry, new_id
from rca_workbench.model.fault import Fault
from rca_workbench.reference import template_folder
from rca_workbench.report import Copy, Edition, build, export_docx
from rca_workbench.report.document import (
    Block,
    Bullets,
    Column,
    Document,
    FieldKey,
    Heading,
    Paragraph,
    Span,
    TableBlock,
    Turn,
    plain,
    spans_of,
    told,
    told_in_paragraphs,
)
from rca_workbench.report.word.tags import EMPTY, Property, fingerprint, key_of_tag, sent_in
from rca_workbench.report.word.writer import ReportWriter
from tests.checks.days import TODAY

from .looking import File, broken, style_of, unreadable, words

STYLE = template_folder() / "investigation_report" / "style.docx"
FACTOR = Factor(id=new_id(), text="The pump was new.\n\nNobody had been shown it.")
ENTRY = TimelineEntry(id=new_id(), text="Pump stops <alarm> & bleeps\x07")
OTHER = TimelineEntry(id=new_id(), text="Line one\nLine two")
SECTION = FieldKey("report_text", "investigation_report:summary", "text")


def blocks() -> tuple[Block, ...]:
    see = (Span("See "), Span("the table below", to="times"), Span(" and "), Span("?", to="why"), Span("."))
    rows = (
        ("T-1", (told(ENTRY),), "Notes"),
        ("T-2", (told(OTHER),), (Span("as said", note="Ward notes, page 3"),)),
        ("T-3", (told(FACTOR, "sense"),), ""),
    )
    table = TableBlock("Times", (Column("No", 1), Column("What", 4), Column("Source", 2)), rows, "times")
    return (
        Heading(1, "Summary", "summary"),
        Paragraph((Span("Written first.", of=SECTION, part=0),)),
        Paragraph((Span("And second.", of=SECTION, part=2),)),
        Paragraph(see),
        *told_in_paragraphs(FACTOR),
        Turn(True),
        Heading(1, "Times", "chapter"),
        table,
        plain("Below the table."),
        Turn(False),
        Heading(2, "Why", "why"),
        Bullets(((Span("Because: ", bold=True), told(FACTOR)), (Span("Once more", note="A second note"),))),
        Paragraph((Span("It begins: "), told(OTHER), Span(" (end)"))),
    )


def written(snapshot: Snapshot, folder: Path, copy: Copy, made: tuple[Block, ...] = ()) -> Path:
    edition = Edition(date(2026, 12, 1), "Draft 3", copy, head="a" * 64, export_id="e" * 32, case_id="c" * 64)
    document = build(snapshot, "sbar", edition, pictures=False)
    document = replace(document, blocks=made or blocks(), template="investigation_report")
    out = folder / f"{copy}.docx"
    out.write_bytes(ReportWriter(document, STYLE).saved())
    return out


@pytest.fixture(scope="module")
def review(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> File:
    return File(written(snapshot, tmp_path_factory.mktemp("review"), Copy.REVIEW))


def controls(file: File) -> dict[tuple[FieldKey, int], object]:
    made = {}
    for tag in file.body.iter(qn("w:tag")):
        found = key_of_tag(str(tag.get(qn("w:val"))))
        assert found is not None
        made[found] = next(tag.iterancestors(qn("w:sdt")))
    return made


def text_at(file: File, key: FieldKey) -> dict[int, str]:
    return {part: words(one) for (of, part), one in controls(file).items() if of == key}  # type: ignore[arg-type]


@pytest.mark.parametrize("copy", list(Copy))
def test_each_copy_is_sound_and_readable(snapshot: Snapshot, tmp_path: Path, copy: Copy) -> None:
    out = written(snapshot, tmp_path, copy)
    assert not list(OpenXmlValidator().validate(str(out)).errors)
    assert broken(File(out)) == []
    assert unreadable(File(out)) == []


def test_each_line_of_a_field_stands_in_a_control_of_its_own_in_a_paragraph_of_its_own(review: File) -> None:
    factor = FieldKey("factor", FACTOR.id, "text")
    assert text_at(review, factor) == {0: "The pump was new.", 2: "Nobody had been shown it."}
    assert text_at(review, FieldKey("timeline_entry", OTHER.id, "text")) == {0: "Line one", 1: "Line two"}
    assert text_at(review, SECTION) == {0: "Written first.", 2: "And second."}
    assert text_at(review, FieldKey("timeline_entry", ENTRY.id, "text")) == {0: "Pump stops <alarm> & bleeps"}
    paragraphs = [next(one.iterancestors(qn("w:p"))) for one in review.body.iter(qn("w:tag"))]
    assert len(paragraphs) == len(set(paragraphs))
    assert not list(review.body.iter(qn("w:dataBinding")))


def test_a_field_that_stands_twice_is_marked_where_it_first_stands(review: File) -> None:
    texts = [words(one) for one in review.body.iter(qn("w:p"))]
    assert texts.count("Nobody had been shown it.") == 2
    assert "It begins: Line one" in texts
    assert "Line two (end)" in texts
    tags = [one.get(qn("w:val")) for one in review.body.iter(qn("w:tag"))]
    assert len(tags) == len(set(tags)) == 8


def test_controls_are_locked_in_prose_and_not_in_rows(review: File) -> None:
    for one in review.body.iter(qn("w:sdtPr")):
        if one.find(qn("w:tag")) is None:
            continue
        row = next(one.iterancestors(qn("w:tr")), None)
        lock = one.find(qn("w:lock"))
        assert (lock is None) == (row is not None)
        assert row is not None or lock.get(qn("w:val")) == "sdtLocked"
        names = [etree_name(child.tag) for child in one]
        order = ["alias", "tag", "id", "lock", "showingPlcHdr", "text"]
        assert names == [name for name in order if name in names]
        assert one.find(qn("w:text")).get(qn("w:multiLine")) == "1"


def etree_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def test_a_control_is_called_in_words(review: File) -> None:
    called = {one.get(qn("w:val")) for one in review.body.iter(qn("w:alias"))}
    assert "Summary" in called
    assert any(one.startswith("Timeline entry: ") for one in called)
    assert not any(FACTOR.id in one for one in called)


def test_an_empty_field_invites_to_write(review: File) -> None:
    held = controls(review)[FieldKey("factor", FACTOR.id, "sense"), 0]
    assert held.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None  # type: ignore[attr-defined]
    assert words(held) == EMPTY  # type: ignore[arg-type]
    assert next(held.iter(qn("w:rStyle"))).get(qn("w:val")) == "PlaceholderText"  # type: ignore[attr-defined]


def test_a_bookmark_stands_around_each_field_outside_its_controls(review: File) -> None:
    sent = sent_in(review.custom())
    assert sent is not None
    marks = {one.get(qn("w:name")): one for one in review.body.iter(qn("w:bookmarkStart"))}
    ends = {one.get(qn("w:id")): one for one in review.body.iter(qn("w:bookmarkEnd"))}
    order = {one: at for at, one in enumerate(review.body.iter())}
    for field in sent.fields:
        start = marks[field.mark]
        end = ends[start.get(qn("w:id"))]
        inside = [one for (key, _), one in controls(review).items() if key == field.key]
        assert inside
        assert all(order[start] < order[one] < order[end] for one in inside)
        assert not list(start.iterancestors(qn("w:sdt"))) + list(end.iterancestors(qn("w:sdt")))
        assert next(start.iterancestors(qn("w:p"))) is next(inside[0].iterancestors(qn("w:p")))  # type: ignore[attr-defined]
        assert next(end.iterancestors(qn("w:p"))) is next(inside[-1].iterancestors(qn("w:p")))  # type: ignore[attr-defined]


def test_the_file_says_of_which_case_it_is_and_lists_what_went_out(review: File) -> None:
    sent = sent_in(review.custom())
    assert sent is not None
    assert (sent.case_id, sent.export_id, sent.template) == ("c" * 64, "e" * 32, "investigation_report")
    assert (sent.version, sent.head) == ("Draft 3", "a" * 64)
    prints = {one.key: one.sha256 for one in sent.fields}
    assert set(prints) == {key for key, _ in controls(review)}
    assert prints[FieldKey("factor", FACTOR.id, "text")] == fingerprint(FACTOR.text)
    assert prints[FieldKey("factor", FACTOR.id, "sense")] == fingerprint("")
    custom = review.parts["docProps/custom.xml"].decode()
    for name, said in (
        (Property.CASE, "c" * 64), (Property.EXPORT, "e" * 32), (Property.TEMPLATE, "investigation_report"),
        (Property.VERSION, "Draft 3"), (Property.HEAD, "a" * 64),
    ):  # fmt: skip
        assert re.search(rf'name="{name}"[^>]*><vt:lpwstr>{said}</vt:lpwstr>', custom)


def test_a_review_copy_tracks_what_is_changed(review: File) -> None:
    names = [etree_name(one.tag) for one in review.settings]
    at = names.index("trackRevisions")
    assert names[at + 1] == "documentProtection"
    assert "defaultTabStop" in names[at + 2 :]
    protection = review.setting("documentProtection")
    assert protection is not None
    assert (protection.get(qn("w:edit")), protection.get(qn("w:enforcement"))) == ("trackedChanges", "1")


def test_reading_and_signed_copies_are_not_marked(snapshot: Snapshot, tmp_path: Path) -> None:
    for copy, draft, protected in ((Copy.READING, True, None), (Copy.SIGNED, False, "readOnly")):
        file = File(written(snapshot, tmp_path, copy))
        assert not list(file.body.iter(qn("w:tag")))
        assert sent_in(file.custom()) is None
        assert not re.search(r"rca_\d", file.parts["word/document.xml"].decode())
        assert any(b"DRAFT" in data for name, data in file.parts.items() if "header" in name) is draft
        assert file.setting("trackRevisions") is None
        protection = file.setting("documentProtection")
        assert (protection.get(qn("w:edit")) if protection is not None else None) == protected
        assert Property.CASE not in file.parts["docProps/custom.xml"].decode()
        texts = [words(one) for one in file.body.iter(qn("w:p"))]
        assert "Nobody had been shown it." in texts
        assert EMPTY not in texts


def test_notes_stand_at_the_foot_and_references_show_what_they_lead_to(review: File) -> None:
    notes = review.parts["word/footnotes.xml"].decode()
    assert "Ward notes, page 3" in notes
    assert [int(one) for one in re.findall(r'w:footnote [^>]*w:id="(-?\d+)"', notes)] == [-1, 0, 1, 2]
    references = [one.get(qn("w:id")) for one in review.body.iter(qn("w:footnoteReference"))]
    assert references == ["1", "2"]
    see = next(one for one in review.body.iter(qn("w:p")) if words(one).startswith("See "))
    assert words(see) == "See Table 1 and Why."
    codes = [(one.text or "").split()[0] for one in see.iter(qn("w:instrText"))]
    assert codes == ["REF", "REF"]


def test_words_of_the_team_lead_to_what_they_speak_of_in_copies_to_read(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    made = (
        Heading(1, "Times", "times"),
        Paragraph((Span("As told in ", of=SECTION), Span("the chapter", of=SECTION, to="times"))),
    )
    file = File(written(snapshot, tmp_path, Copy.READING, made))
    assert "As told in Times" in [words(one) for one in file.body.iter(qn("w:p"))]
    assert broken(file) == []


def test_readers_can_write_what_the_team_has_not(snapshot: Snapshot) -> None:
    def empty(copy: Copy) -> set[str]:
        document = build(snapshot, "investigation_report", Edition(TODAY, copy=copy), pictures=False)
        spans = [span for one in document.blocks for span in spans_of(one)]
        return {span.of.id for span in spans if span.of and span.of.kind == "report_text" and not span.text}

    assert any(one.startswith("investigation_report:") for one in empty(Copy.REVIEW))
    assert not empty(Copy.READING)


def test_an_export_can_be_stopped_before_any_section_and_leaves_nothing(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    out = tmp_path / "out.docx"
    for stop_at in (1, 3, 8, 20):
        asked = count(1)
        with pytest.raises(Fault, match="Stopped"):
            export_docx(
                snapshot, out, Edition(TODAY), page_numbers=False, pictures=False,
                cancelled=lambda asked=asked, stop_at=stop_at: next(asked) >= stop_at,
            )  # fmt: skip
        assert list(tmp_path.iterdir()) == []


def test_an_export_can_be_stopped_while_pages_are_counted(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = False

    def laid_out(*_: object) -> None:
        nonlocal counting
        counting = True

    monkeypatch.setattr("rca_workbench.report.word.pages.page_numbers_of", laid_out)
    with pytest.raises(Fault, match="Stopped"):
        export_docx(
            snapshot, tmp_path / "out.docx", Edition(TODAY), pictures=False, cancelled=lambda: counting
        )
    assert counting
    assert list(tmp_path.iterdir()) == []


def test_a_reference_to_nothing_keeps_its_words(snapshot: Snapshot, tmp_path: Path) -> None:
    made = (Heading(1, "A", "a"), Paragraph((Span("See "), Span("the annex", to="gone"))))
    file = File(written(snapshot, tmp_path, Copy.READING, made))
    assert "See the annex" in [words(one) for one in file.body.iter(qn("w:p"))]
    assert broken(file) == []


def test_headings_that_share_an_id_or_have_a_long_one_are_still_led_to(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    long = "a_very_long_name_of_a_section_of_a_house_"
    made = tuple(Heading(1, f"Part {n}", id) for n, id in enumerate((long + "1", long + "2", "same", "same")))
    file = File(written(snapshot, tmp_path, Copy.READING, made))
    assert broken(file) == []
    assert len({one.get(qn("w:anchor")) for one in file.body.iter(qn("w:hyperlink"))}) == 4


def test_a_heading_goes_with_the_pages_it_heads(snapshot: Snapshot, tmp_path: Path) -> None:
    wide = TableBlock("Wide", (Column("A", 1),), (("1",),))
    made = (
        Heading(1, "First", "first"), plain("Words."), Heading(1, "Chapter", "chapter"), Turn(True),
        Heading(2, "Table", "table"), wide, Turn(False), Heading(3, "After", "after"), plain("End."),
    )  # fmt: skip
    file = File(written(snapshot, tmp_path, Copy.READING, made))
    assert broken(file) + unreadable(file) == []
    sections = list(file.body.iter(qn("w:sectPr")))
    sizes = [one.find(qn("w:pgSz")).get(qn("w:orient"), "portrait") for one in sections]  # type: ignore[union-attr]
    assert sizes == ["portrait", "landscape", "portrait"]
    paragraph = next(sections[0].iterancestors(qn("w:p")))
    assert words(paragraph) == "Words."


def test_no_level_of_headings_is_skipped(snapshot: Snapshot, tmp_path: Path) -> None:
    made = tuple(Heading(level, f"On {n}", f"h{n}") for n, level in enumerate((2, 3, 1, 3, 3, 2, 3)))
    file = File(written(snapshot, tmp_path, Copy.READING, made))
    styles = [style_of(one) for one in file.body.iter(qn("w:p")) if style_of(one).startswith("Heading")]
    assert [int(one[-1]) for one in styles] == [1, 2, 1, 2, 2, 2, 3]


def test_headers_of_wide_pages_reach_to_the_wider_edge(snapshot: Snapshot, tmp_path: Path) -> None:
    word = docx.Document(str(STYLE))
    section = word.sections[0]
    text = section.page_width - section.left_margin - section.right_margin
    footer = section.footer.paragraphs[0]
    footer.text = "Left\tright"
    footer.paragraph_format.tab_stops.add_tab_stop(text)
    style = tmp_path / "style.docx"
    word.save(str(style))
    edition = Edition(date(2026, 12, 1), copy=Copy.READING)
    document = replace(build(snapshot, "sbar", edition, pictures=False), blocks=blocks())
    out = tmp_path / "out.docx"
    out.write_bytes(ReportWriter(document, style).saved())
    assert not list(OpenXmlValidator().validate(str(out)).errors)
    made = docx.Document(str(out))
    upright, wide, last = made.sections
    for one in (upright, wide, last):
        edge = one.page_width - one.left_margin - one.right_margin
        stops = [int(stop.position) for stop in one.footer.paragraphs[0].paragraph_format.tab_stops]
        assert len(stops) == 1
        assert abs(stops[0] - edge) < 40_000


def test_fields_in_a_template_of_another_make_find_their_styles(snapshot: Snapshot, tmp_path: Path) -> None:
    word = docx.Document(str(STYLE))
    for style in word.styles.element.findall(qn("w:style")):
        if style.get(qn("w:styleId")) in ("Heading1", "TableText"):
            style.set(qn("w:styleId"), f"x{style.get(qn('w:styleId'))}")
    held = tmp_path / "style.docx"
    word.save(str(held))
    document = replace(
        build(snapshot, "sbar", Edition(date(2026, 12, 1), copy=Copy.REVIEW), pictures=False), blocks=blocks()
    )
    out = tmp_path / "out.docx"
    out.write_bytes(ReportWriter(document, held).saved())
    found = {style_of(one) for one in File(out).body.iter(qn("w:p"))}
    assert {"xHeading1", "xTableText"} <= found
    assert not {"Heading1", "TableText"} & found


def test_equal_editions_are_equal_files(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = (written(snapshot, tmp_path / name, Copy.REVIEW).read_bytes() for name in "ab")
    assert one == other


def test_it_can_be_stopped_in_the_midst_of_a_table(snapshot: Snapshot) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 5

    table = TableBlock("Long", (Column("A", 1),), (("1",),) * 5_000)
    document: Document = replace(
        build(snapshot, "sbar", Edition(date(2026, 12, 1)), pictures=False), blocks=(table,)
    )
    with pytest.raises(Fault, match="Stopped"):
        ReportWriter(document, STYLE).write(cancelled=cancelled)
    assert asked == 6


@pytest.mark.parametrize(("long", "sections"), [(10, 2), (3_000, 4)])
def test_pages_are_not_turned_for_a_few_words_between_wide_parts(
    snapshot: Snapshot, tmp_path: Path, long: int, sections: int
) -> None:
    wide = TableBlock("Wide", (Column("A", 1),), (("1",),))
    made = (
        Heading(1, "First", "first"), plain("Words."), Turn(True), Heading(1, "One", "one"), wide, Turn(False),
        Heading(1, "Between", "between"), plain("x" * long), Turn(True), Heading(1, "Two", "two"), wide, Turn(False),
    )  # fmt: skip
    file = File(written(snapshot, tmp_path, Copy.READING, made))
    assert len(list(file.body.iter(qn("w:sectPr")))) == sections
    assert broken(file) + unreadable(file) == []


def test_a_logo_in_the_header_is_drawn_on_wide_pages_too_under_an_id_of_its_own(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    word = docx.Document(str(STYLE))
    logo = word.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(_LOGO))
    logo._inline.docPr.set("descr", "Logo of the organisation")
    style = tmp_path / "style.docx"
    word.save(str(style))
    edition = Edition(date(2026, 12, 1), copy=Copy.REVIEW)
    document = replace(build(snapshot, "sbar", edition, pictures=False), blocks=blocks())
    out = tmp_path / "out.docx"
    out.write_bytes(ReportWriter(document, style).saved())
    assert not list(OpenXmlValidator().validate(str(out)).errors)
    file = File(out)
    assert broken(file) + unreadable(file) == []
    headers = [root for name, root in file.texts() if "header" in name]
    assert len(headers) == sum(1 for root in headers for _ in root.iter(qn("wp:docPr"))) == 2
    wide = next(name for name in file.parts if "header" in name and "across" in name and "rels" not in name)
    rels = file.parts[wide.replace("word/", "word/_rels/") + ".rels"]
    assert b"media/" in rels


_LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
