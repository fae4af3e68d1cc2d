"""A Word file that gives the order itself: sections by name, and the organisation's own headings and words between."""

import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from rca_workbench.model import Snapshot
from rca_workbench.reference import template_folder
from rca_workbench.report import Edition, build, check_template, export_docx
from rca_workbench.report.document import Heading
from rca_workbench.report.template import read_template
from rca_workbench.report.word import xml
from tests.checks.days import TODAY

STANDARD = "investigation_report"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An organisation's copy of the standard template."""
    return Path(shutil.copytree(template_folder() / STANDARD, tmp_path / "ours"))


def instead_of_report(own: Path, *paragraphs: tuple[str, str]) -> Path:
    """The template with other paragraphs, text and style, where {{report}} stood."""

    def edit(word: WordDocument) -> None:
        place = next(one for one in word.paragraphs if one.text == "{{report}}")
        for text, style in paragraphs:
            place.insert_paragraph_before(text, style=style)
        place._p.getparent().remove(place._p)

    return edited(own, edit)


def edited(own: Path, edit: Callable[[WordDocument], None]) -> Path:
    word = docx.Document(str(own / "style.docx"))
    edit(word)
    word.save(str(own / "style.docx"))
    return own


def written(own: Path, out: Path, snapshot: Snapshot) -> WordDocument:
    export_docx(snapshot, out, template=str(own), page_numbers=False, pictures=False, edition=Edition(TODAY))
    return docx.Document(str(out))


def texts(word: WordDocument) -> list[str]:
    return [one.text for one in word.paragraphs if one.text.strip()]


def test_the_word_file_gives_the_order_and_the_words_between(
    own: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    instead_of_report(
        own,
        ("What we will do", "Heading 1"),
        ("{{actions}}", "Normal"),
        ("Our trust board reads this part first.", "Normal"),
        ("{{timeline}}", "Normal"),
        ("Signed by the board of {{organisation}}.", "Normal"),
    )
    assert check_template(own) == []
    said = texts(written(own, tmp_path / "o.docx", snapshot))
    assert "{{" not in "".join(said)
    ours = [said.index(one) for one in ("What we will do", "Our trust board reads this part first.")]
    heading = next(
        one.heading(snapshot.case.profile) for one in read_template(own).sections if one.made_by == "timeline"
    )
    begins = max(n for n, one in enumerate(said) if one == heading)
    signed = next(n for n, one in enumerate(said) if one.startswith("Signed by the board of"))
    assert ours[0] < ours[1] < begins < signed


def test_a_heading_of_ones_own_heads_the_section_below_it_and_stands_in_the_contents(
    own: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    instead_of_report(
        own,
        ("What we will do", "Heading 1"),
        ("{{actions}}", "Normal"),
        ("About {{organisation}}", "Heading 1"),
        ("We run three hospitals.", "Normal"),
    )
    plan = read_template(own)
    headings = [
        one
        for one in build(snapshot, plan, Edition(TODAY), pictures=False).blocks
        if isinstance(one, Heading)
    ]
    theirs = next(one for one in plan.sections if one.made_by == "actions")
    assert headings[0] == Heading(1, "What we will do", theirs.id)
    assert theirs.heading(snapshot.case.profile) not in [one.text for one in headings]
    made = written(own, tmp_path / "o.docx", snapshot)
    links = {
        "".join(text.text or "" for text in one.iter(qn("w:t"))): one.get(qn("w:anchor"))
        for one in made.element.body.iter(qn("w:hyperlink"))
    }
    about = f"About {snapshot.case.organisation}".strip()
    marks = [one.get(qn("w:name")) for one in made.element.body.iter(qn("w:bookmarkStart"))]
    assert {links["What we will do"], links[next(one for one in links if one.strip() == about)]} <= set(marks)


def test_sections_without_a_place_of_their_own_stand_where_the_report_is_asked_for(
    own: Path, snapshot: Snapshot
) -> None:
    whole = read_template(own)
    instead_of_report(own, ("{{timeline}}", "Normal"), ("{{report}}", "Normal"))
    headings = [
        one.id for one in build(snapshot, read_template(own), Edition(TODAY), pictures=False).blocks
        if isinstance(one, Heading)
    ]  # fmt: skip
    timeline = next(one.id for one in whole.sections if one.made_by == "timeline")
    assert headings[0] == timeline
    assert headings.count(timeline) == 1
    assert whole.sections[0].id in headings


def test_text_behind_a_section_that_lies_across_is_upright_again(
    own: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    wide = next(one for one in read_template(own).sections if one.landscape and one.made_by)
    instead_of_report(own, (f"{{{{{wide.made_by}}}}}", "Normal"), ("Upright words.", "Normal"))
    made = written(own, tmp_path / "o.docx", snapshot)
    assert [one.orientation for one in made.sections].count(WD_ORIENT.LANDSCAPE) == 1
    assert made.sections[-1].orientation == WD_ORIENT.PORTRAIT
    assert texts(made)[-1] == "Upright words."


def test_a_block_in_a_line_or_in_a_table_or_twice_is_named_with_its_place(own: Path) -> None:
    def edit(word: WordDocument) -> None:
        word.add_paragraph("See {{timeline}} here")
        word.add_table(1, 2).cell(0, 1).text = "{{actions}}"
        word.add_paragraph("{{report}}")

    problems = check_template(edited(own, edit))
    assert any("{{timeline}}" in one and "stand alone" in one for one in problems)
    assert any("{{actions}}" in one and "table row 1, column 2" in one for one in problems)
    assert any("{{report}}" in one and "already" in one for one in problems)


def control(name: str, inside: str) -> str:
    return f'<w:sdt {xml.NAMES}><w:sdtPr><w:tag w:val="rca:{name}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def test_a_content_control_is_a_placeholder_as_a_typed_name_is(
    own: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    def edit(word: WordDocument) -> None:
        place = next(one for one in word.paragraphs if one.text == "{{report}}")
        line = "<w:r><w:t>click here</w:t></w:r>"
        place._p.addprevious(parse_xml(control("report", f"<w:p>{line}</w:p><w:p>{line}</w:p>")))
        place._p.getparent().remove(place._p)
        word.paragraphs[0]._p.append(parse_xml(control("case.title", line)))

    assert check_template(edited(own, edit)) == []
    made = written(own, tmp_path / "o.docx", snapshot)
    assert made.paragraphs[0].text.endswith(snapshot.case.title)
    assert "click here" not in "".join(texts(made))
    assert "rca:" not in made.element.xml
    headings = [one.text for one in made.paragraphs if one.style and one.style.name == "Heading 1"]
    assert len(headings) > 5


def test_an_unknown_content_control_is_named(own: Path) -> None:
    def edit(word: WordDocument) -> None:
        word.paragraphs[0]._p.append(parse_xml(control("case.titel", "<w:r><w:t>x</w:t></w:r>")))

    (problem,) = check_template(edited(own, edit))
    assert "{{case.titel}}" in problem and "{{case.title}}" in problem


def test_a_section_of_another_document_can_be_asked_for_and_lies_as_it_does_there(
    own: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    plan = read_template(template_folder() / "action_plan")
    theirs = next(one for one in plan.sections if one.made_by == "plan_table")
    assert "plan_table" not in [one.made_by for one in read_template(own).sections]
    instead_of_report(
        own, ("{{plan_table}}", "Normal"), ("Words between.", "Normal"), ("{{report}}", "Normal")
    )
    assert check_template(own) == []
    made = written(own, tmp_path / "o.docx", snapshot)
    assert theirs.heading(snapshot.case.profile) in texts(made)
    assert [one.orientation for one in made.sections[:3]] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
