"""An organisation's own templates: begun from a plain Word file, or copied to be changed, and kept in its own folder."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from rca_workbench.model import ReportText, Snapshot, new_id
from rca_workbench.model.fault import Fault
from rca_workbench.reference import template_folder
from rca_workbench.report import Copy, Edition, check_template, export_docx, templates
from rca_workbench.report.house import add_styles, copy_to_change, start_from_word
from rca_workbench.report.inline import INLINE
from rca_workbench.report.structure import DOCUMENT_KEYS, SECTION_KEYS
from rca_workbench.report.template import template
from rca_workbench.report.word import xml
from rca_workbench.report.word.placeholders import BLOCKS
from rca_workbench.store.own_templates import choose_folder, own_folder
from tests.checks.days import TODAY

from .test_outside import DOT

EVERY = sorted(one.name for one in template_folder().iterdir() if (one / "structure.json").exists())


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_WORKBENCH_DATA", str(tmp_path / "data"))


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A trust's Word file, as its communications team made it: own fonts, logo, header, a table on the cover."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(DOT)
    word = docx.Document()
    word.styles["Normal"].font.name = "Georgia"
    word.styles["Normal"].font.size = Pt(11.5)
    word.styles["Heading 1"].font.name = "Georgia"
    for name in ("List Bullet", "Quote", "Caption"):
        style = word.styles[name].element
        style.getparent().remove(style)
    head = word.sections[0].header.paragraphs[0]
    head.add_run().add_picture(str(logo), width=Cm(2.5))
    head.add_run("  Riverside NHS Trust, {{version}}")
    word.sections[0].footer.paragraphs[0].text = "{{marking}}, page {{page}} of {{pages}}"
    word.add_paragraph("{{title}}", style="Title")
    cover = word.add_table(2, 2)
    cover.cell(0, 0).text, cover.cell(0, 1).text = "Incident", "{{case.title}}"
    cover.cell(1, 0).text, cover.cell(1, 1).text = "Reference", "{{case.reference}}, {{date}}"
    word.add_paragraph("Working with you for safer care.")
    file = tmp_path / "Trust letterhead.docx"
    word.save(str(file))
    return file


def cells(word: docx.document.Document) -> list[str]:  # type: ignore[name-defined]
    return [one.text for row in word.tables[0].rows for one in row.cells]


@pytest.mark.parametrize("name", EVERY)
def test_every_document_is_made_in_the_look_of_a_plain_word_file(
    name: str, plain: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    before = plain.read_bytes()
    started = start_from_word(plain, name)
    assert plain.read_bytes() == before
    assert check_template(started.folder) == []
    out = tmp_path / "o.docx"
    export_docx(snapshot, out, template=name, page_numbers=False, pictures=False, edition=Edition(TODAY))
    made = docx.Document(str(out))
    assert cells(made)[1] == snapshot.case.title
    assert made.sections[0].header.paragraphs[0].text == "  Riverside NHS Trust, Draft 1"
    assert len(list(made.sections[0].header._element.iter(qn("w:drawing")))) == 1
    assert made.styles["Normal"].font.name == "Georgia"
    assert made.styles["Table Text"].font.name is None, "it takes the trust's font"
    said = [one.text for one in made.paragraphs]
    assert "{{" not in "".join(said)
    assert said.index("Working with you for safer care.") < len(said) - 1
    known = {one.style_id for one in made.styles}
    used = {
        one.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for one in made.element.iter(qn(tag))
    }
    assert used <= known


def test_bullets_of_a_file_that_had_none_are_bullets(plain: Path, snapshot: Snapshot, tmp_path: Path) -> None:
    started = start_from_word(plain, "investigation_report")
    assert {"List Bullet", "Quote", "Caption", "Finding"} <= set(started.styles)
    word = docx.Document(str(started.folder / "style.docx"))
    number = next(word.styles["List Bullet"].element.iter(qn("w:numId"))).get(qn("w:val"))
    lists = word.part.numbering_part.element
    (num,) = [one for one in lists.iter(qn("w:num")) if one.get(qn("w:numId")) == number]
    kind = num.find(qn("w:abstractNumId")).get(qn("w:val"))
    (found,) = [one for one in lists.iter(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == kind]
    assert next(found.iter(qn("w:numFmt"))).get(qn("w:val")) == "bullet"


def test_a_word_file_that_says_nothing_gets_title_facts_and_sections_at_its_end(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Riverside NHS Trust")
    word.save(str(tmp_path / "paper.docx"))
    started = start_from_word(tmp_path / "paper.docx", "investigation_report")
    assert started.placed == ("marking", "title", "case.title", "facts", "contents", "report")
    assert check_template(started.folder) == []


def test_a_word_file_that_says_where_the_report_stands_is_left_to_say_it(tmp_path: Path) -> None:
    word = docx.Document()
    for text in ("{{title}}", "{{report}}", "Printed in house."):
        word.add_paragraph(text)
    word.save(str(tmp_path / "paper.docx"))
    started = start_from_word(tmp_path / "paper.docx", "sbar")
    assert started.placed == ()
    texts = [one.text for one in docx.Document(str(started.folder / "style.docx")).paragraphs]
    assert texts[-1] == "Printed in house."


def test_a_copy_of_that_name_stands_in_place_of_the_standard_and_one_with_a_title_beside_it() -> None:
    copy_to_change("sbar")
    beside = copy_to_change("sbar", "SBAR of our trust")
    shelf = {one.name: one for one in templates()}
    assert shelf["sbar"].own and shelf["sbar"].replaces
    assert template("sbar").folder == own_folder() / "sbar"
    mine = shelf["SBAR of our trust"]
    assert mine.own and not mine.replaces and mine.problems == ()
    assert mine.title == "SBAR of our trust"
    assert [one.id for one in template(beside.folder.name).sections] == [
        one.id for one in template("sbar").sections
    ]
    with pytest.raises(Fault, match="already"):
        copy_to_change("sbar")


def test_a_change_to_the_structure_file_is_seen_at_once() -> None:
    folder = copy_to_change("sbar").folder
    assert template("sbar").title == "SBAR"
    file = folder / "structure.json"
    file.write_text(file.read_text().replace('"title": "SBAR"', '"title": "Our SBAR note"'))
    assert template("sbar").title == "Our SBAR note"


def test_fixed_words_stand_before_a_section_with_the_words_of_the_case(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    folder = copy_to_change("sbar").folder
    file = folder / "structure.json"
    held = json.loads(file.read_text())
    held["sections"][0]["text"] = "For {{case.title}} only.\nRead it aloud."
    held["sections"].insert(
        0, {"id": "words", "heading": "About this note", "text": "We use SBAR at each handover."}
    )
    file.write_text(json.dumps(held))
    assert check_template(folder) == []
    out = tmp_path / "o.docx"
    export_docx(snapshot, out, template="sbar", edition=Edition(TODAY))
    said = [one.text for one in docx.Document(str(out)).paragraphs]
    said = [one for one in said if not one.startswith("Invented for illustration")]  # under the first heading
    at = said.index("About this note")
    assert said[at + 1] == "We use SBAR at each handover."
    assert said[at + 3 : at + 5] == [f"For {snapshot.case.title} only.", "Read it aloud."]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda held: held["sections"][1].update(mede_by="x"), "section 2 “Background”: nothing is called “mede_by”. Did"),
        (lambda held: held["sections"][1].update(made_by="sbar_backgrund"), "“sbar_background”"),
        (lambda held: held["sections"][2].update(id="situation"), "section 3 “Assessment”: the id “situation” is that"),
        (lambda held: held["sections"][0].update(level="one"), "behind “level” there have to be 1, 2 or 3"),
        (lambda held: held["sections"][0].update(text="{{case.titel}}"), "“case.title”"),
        (lambda held: held["sections"][0].update(text="{{case.title"), "not closed"),
        (lambda held: held["sections"][0].update(heading_by_profile={"psirff": "x"}), "“psirff”. Did you mean “psirf”"),
        (lambda held: held["sections"][0].pop("heading"), "has no “heading”"),
        (lambda held: held.update(sections=[]), "has no sections"),
        (lambda held: held.update(audiense="x"), "“audience”"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_structure_file_is_named_with_its_section(change: object, said: str) -> None:
    folder = copy_to_change("sbar").folder
    file = folder / "structure.json"
    held = json.loads(file.read_text())
    change(held)  # type: ignore[operator]
    file.write_text(json.dumps(held))
    assert any(said in one for one in check_template(folder)), check_template(folder)


def test_missing_styles_are_added_and_the_file_before_is_kept() -> None:
    folder = copy_to_change("sbar").folder
    word = docx.Document(str(folder / "style.docx"))
    for name in ("Finding", "Table Text"):
        style = word.styles[name].element
        style.getparent().remove(style)
    word.save(str(folder / "style.docx"))
    assert len(check_template(folder)) == 2
    assert set(add_styles(folder)) == {"Finding", "Table Text"}
    assert check_template(folder) == []
    assert "Finding" not in [one.name for one in docx.Document(str(folder / "style before.docx")).styles]


def repacked(file: Path, out: Path, part: str, was: bytes, now: bytes) -> Path:
    with zipfile.ZipFile(file) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in held.namelist():
            data = held.read(name)
            assert name != part or was in data
            written.writestr(name, data.replace(was, now) if name == part else data)
    return out


def test_a_word_template_is_taken_as_it_is(plain: Path, snapshot: Snapshot, tmp_path: Path) -> None:
    folder = start_from_word(plain, "sbar").folder
    repacked(
        folder / "style.docx",
        folder / "style.dotx",
        "[Content_Types].xml",
        b"document.main+xml",
        b"template.main+xml",
    )
    (folder / "style.docx").unlink()
    assert check_template(folder) == []
    export_docx(snapshot, tmp_path / "o.docx", template="sbar", edition=Edition(TODAY))
    assert cells(docx.Document(str(tmp_path / "o.docx")))[1] == snapshot.case.title


def test_strict_open_xml_is_refused_in_a_sentence(plain: Path, tmp_path: Path) -> None:
    strict = repacked(
        plain, tmp_path / "strict.docx", "_rels/.rels",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )  # fmt: skip
    with pytest.raises(Fault, match="Strict Open XML"):
        start_from_word(strict, "sbar")
    assert not own_folder().exists()


def test_what_a_template_would_fetch_from_outside_is_named(plain: Path) -> None:
    folder = start_from_word(plain, "sbar").folder
    word = docx.Document(str(folder / "style.docx"))
    code = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>'
        for part in (" INCLUDE", "PICTURE http://x/y.png")
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    for run in parse_xml(f"<w:p {xml.NAMES}>{begin}{code}{end}</w:p>"):
        word.paragraphs[0]._p.append(run)
    header = word.sections[0].header.part
    header.rels.get_or_add_ext_rel(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", "http://x/logo.png"
    )
    word.save(str(folder / "style.docx"))
    problems = check_template(folder)
    assert any("in its text" in one and "INCLUDEPICTURE" in one for one in problems)
    assert any("in its header" in one and "http://x/logo.png" in one for one in problems)


def test_the_template_a_file_was_begun_from_is_forgotten(
    plain: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    word = docx.Document(str(plain))
    settings = word.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
    )
    key = settings.rels.get_or_add_ext_rel(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        "file:///S:/corporate.dotm",
    )
    word.settings.element.insert(0, parse_xml(f'<w:attachedTemplate {xml.NAMES} r:id="{key}"/>'))
    word.save(str(plain))
    assert check_template(start_from_word(plain, "sbar").folder) == []
    export_docx(snapshot, tmp_path / "o.docx", template="sbar", edition=Edition(TODAY))
    with zipfile.ZipFile(tmp_path / "o.docx") as held:
        assert not any(b"corporate.dotm" in held.read(name) for name in held.namelist())


def test_templates_may_be_kept_on_a_share(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no folder"):
        choose_folder(tmp_path / "share")
    (tmp_path / "share").mkdir()
    choose_folder(tmp_path / "share")
    assert copy_to_change("sbar").folder == tmp_path / "share" / "sbar"
    choose_folder(None)
    assert not next(one for one in templates() if one.name == "sbar").own


@pytest.mark.parametrize("name", ["..", "../sbar", "", "sbar/../sbar"])
def test_a_name_leads_nowhere_but_to_the_templates(name: str) -> None:
    copy_to_change("sbar")
    try:
        found = template(name).folder
    except Fault:
        return
    assert found == template_folder() / "sbar"


def test_names_are_told_from_words_in_braces(plain: Path) -> None:
    folder = start_from_word(plain, "sbar").folder
    word = docx.Document(str(folder / "style.docx"))
    word.add_paragraph("{{ Case.Title }}")
    word.save(str(folder / "style.docx"))
    assert check_template(folder) == []
    assert not re.search("Case.Title", "".join(check_template(folder)))


def test_the_guide_lists_every_name_that_stands_in_a_line() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "report-templates.md").read_text(encoding="utf-8")
    assert [name for name in (*INLINE, *BLOCKS) if f"`{{{{{name}}}}}`" not in guide] == []
    words = {*DOCUMENT_KEYS, *SECTION_KEYS}
    assert [word for word in words if f"`{word}`" not in guide] == []


def test_what_stands_before_an_empty_name_goes_too(tmp_path: Path) -> None:
    folder = copy_to_change("sbar").folder
    word = docx.Document(str(folder / "style.docx"))
    word.paragraphs[0].insert_paragraph_before("{{date}}, {{service}} · {{case.reference}}")
    word.save(str(folder / "style.docx"))
    export_docx(Snapshot.empty(), tmp_path / "o.docx", template="sbar", edition=Edition(TODAY))
    assert docx.Document(str(tmp_path / "o.docx")).paragraphs[0].text == "15 January 2027"


def test_a_template_being_worked_on_is_what_it_last_was_and_nothing_is_written_with_it(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    folder = copy_to_change("sbar", "Ward note").folder
    before = template("Ward note")
    file = folder / "structure.json"
    file.write_text(file.read_text().replace('"made_by": "sbar_situation"', '"made_by": "sbar_situaton"'))
    assert template("Ward note") == before
    shutil.copytree(folder, folder.with_name("Never right"))
    with pytest.raises(Fault, match="sbar_situation"):
        template("Never right")
    for content in (file.read_text(), "{"):
        file.write_text(content)
        with pytest.raises(Fault, match=r"structure\.json"):
            export_docx(snapshot, tmp_path / "o.docx", template="Ward note", edition=Edition(TODAY))
    assert not (tmp_path / "o.docx").exists()


def test_a_review_copy_of_an_own_document_with_a_long_name_is_marked(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    name = copy_to_change("sbar", "SBAR of the acute medical ward on the seventh floor, nights").folder.name
    out = tmp_path / "o.docx"
    text = ReportText(id=new_id(), template=name, section="situation", text="A patient fell.")
    written = snapshot.changed([text], (), "x")
    export_docx(written, out, template=name, edition=Edition(TODAY, copy=Copy.REVIEW, export_id="x"))
    tags = [one.get(qn("w:val")) for one in docx.Document(str(out)).element.iter(qn("w:tag"))]
    assert any(one.startswith("rca/report_text/") for one in tags)
    assert all(len(one) <= 64 for one in tags)
    with pytest.raises(Fault, match="made from a case"):
        start_from_word(out, "investigation_report")


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ('<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins>', "tracked changes"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "comments"),
    ],
)  # fmt: skip
def test_what_is_left_of_work_on_a_word_file_is_named(plain: Path, left: str, said: str) -> None:
    word = docx.Document(str(plain))
    for one in parse_xml(f"<w:p {xml.NAMES}>{left}</w:p>"):
        word.paragraphs[0]._p.append(one)
    word.save(str(plain))
    with pytest.raises(Fault, match=said):
        start_from_word(plain, "sbar")
    assert not (own_folder() / "sbar").exists()
