import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from rca_workbench.model import ReportText, Snapshot, new_id
from rca_workbench.model.fault import Fault
from rca_workbench.reference import template_folder
from rca_workbench.report import Edition, build, check_template, export_docx, outline, preview_html, templates
from rca_workbench.report.document import Heading, Paragraph
from tests.checks.days import TODAY

STANDARD = "investigation_report"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An organisation's copy of the standard template."""
    return Path(shutil.copytree(template_folder() / STANDARD, tmp_path / "ours"))


def edited(own: Path, edit: Callable[[docx.document.Document], object]) -> Path:  # type: ignore[name-defined]
    word = docx.Document(str(own / "style.docx"))
    edit(word)
    word.save(str(own / "style.docx"))
    return own


def test_the_standard_template_has_nothing_wrong_with_it() -> None:
    (found,) = [one for one in templates() if one.name == STANDARD]
    assert found.problems == ()
    assert found.title == "Investigation report"


def test_an_organisations_own_words_and_placeholders_are_filled_in(
    own: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    edited(
        own,
        lambda word: word.paragraphs[0].insert_paragraph_before(
            "Trust board paper {{case.title}}, {{version}}"
        ),
    )
    out = tmp_path / "ours.docx"
    export_docx(snapshot, out, template=str(own), page_numbers=False, pictures=False, edition=Edition(TODAY))
    first = docx.Document(str(out)).paragraphs[0].text
    assert first == f"Trust board paper {snapshot.case.title}, Draft 1"


def test_a_placeholder_split_over_runs_is_still_one(own: Path, snapshot: Snapshot, tmp_path: Path) -> None:
    def split(word: docx.document.Document) -> None:  # type: ignore[name-defined]
        paragraph = word.paragraphs[0].insert_paragraph_before("")
        for piece in ("{", "{case.", "title}", "}"):
            paragraph.add_run(piece)

    edited(own, split)
    out = tmp_path / "ours.docx"
    export_docx(snapshot, out, template=str(own), page_numbers=False, pictures=False, edition=Edition(TODAY))
    assert docx.Document(str(out)).paragraphs[0].text == snapshot.case.title


def test_an_unknown_placeholder_is_named_with_its_place_and_the_nearest_name(
    own: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    edited(own, lambda word: setattr(word.sections[0].header.paragraphs[0], "text", "{{case.titel}}"))
    (problem,) = check_template(own)
    assert "{{case.titel}}" in problem
    assert "in the header of section 1" in problem
    assert "{{case.title}}" in problem
    out = tmp_path / "never.docx"
    with pytest.raises(Fault, match=r"case\.titel"):
        export_docx(snapshot, out, template=str(own), edition=Edition(TODAY))
    assert not out.exists()


def test_a_template_without_a_place_for_the_report_is_said(own: Path) -> None:
    def take_out(word: docx.document.Document) -> None:  # type: ignore[name-defined]
        for paragraph in word.paragraphs:
            if paragraph.text == "{{report}}":
                paragraph.text = ""

    assert any("{{report}}" in problem for problem in check_template(edited(own, take_out)))


def test_a_missing_style_is_named(own: Path) -> None:
    def lose(word: docx.document.Document) -> None:  # type: ignore[name-defined]
        style = word.styles["Finding"].element
        style.getparent().remove(style)

    assert any("Finding" in problem for problem in check_template(edited(own, lose)))


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0old"), "password"),
        (lambda path: path.write_text("hello"), "not a Word file"),
        (lambda path: path.unlink(), "cannot be read"),
        (lambda path: zipfile.ZipFile(path, "w").writestr("a.txt", "x"), "not a Word file"),
    ],
)
def test_what_is_no_word_file_is_refused_in_words(
    own: Path, snapshot: Snapshot, tmp_path: Path, make: Callable[[Path], object], word: str
) -> None:
    make(own / "style.docx")
    assert word in check_template(own)[0]
    with pytest.raises(Fault, match=word):
        export_docx(snapshot, tmp_path / "never.docx", template=str(own), edition=Edition(TODAY))


def test_a_broken_structure_file_is_said(own: Path) -> None:
    (own / "structure.json").write_text("{")
    assert "structure.json" in check_template(own)[0]


def test_a_section_nothing_makes_is_said(own: Path) -> None:
    file = own / "structure.json"
    file.write_text(file.read_text().replace('"made_by": "summary"', '"made_by": "sumary"'))
    assert any("sumary" in problem for problem in check_template(own))


@pytest.mark.parametrize("place", ["nowhere/report.docx", "a folder"])
def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(
    snapshot: Snapshot, tmp_path: Path, place: str
) -> None:
    (tmp_path / "a folder").mkdir()
    with pytest.raises(Fault):
        export_docx(snapshot, tmp_path / place, page_numbers=False, pictures=False, edition=Edition(TODAY))
    assert [one.name for one in tmp_path.iterdir()] == ["a folder"]


def test_where_only_words_changed_the_rest_of_the_outline_is_taken_over(snapshot: Snapshot) -> None:
    before = outline(snapshot, STANDARD, today=TODAY)
    text = ReportText(id=new_id(), section="approach", text="A team of three.")
    later = snapshot.changed([text], (), "x")
    after = outline(later, STANDARD, known=before, rewritten={"approach"}, today=TODAY)
    assert after == outline(later, STANDARD, today=TODAY) != before
    assert [one for one in after if one.id != "approach"] == [one for one in before if one.id != "approach"]
    assert outline(later, STANDARD, known=[replace(before[0], said="taken over")], rewritten=(), today=TODAY)[
        0
    ].said == ("taken over")


def test_stopping_leaves_nothing_behind(snapshot: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(Fault):
        export_docx(
            snapshot,
            tmp_path / "report.docx",
            page_numbers=False,
            pictures=False,
            cancelled=lambda: True,
            edition=Edition(TODAY),
        )
    assert not list(tmp_path.iterdir())


def test_the_outline_says_what_is_missing_until_it_is_written(snapshot: Snapshot) -> None:
    states = {one.id: one.state for one in outline(snapshot, STANDARD, today=TODAY)}
    assert states["summary"] == "written"
    assert states["approach"] == "missing"
    text = ReportText(id=new_id(), section="approach", text="A team of three.")
    later = snapshot.changed([text], (), "x")
    assert {one.id: one.state for one in outline(later, STANDARD, today=TODAY)}["approach"] == "written"


def test_a_heading_within_a_section_never_stands_over_nothing() -> None:
    text = ReportText(id=new_id(), section="approach", text="A team of three.")
    blocks = build(Snapshot.empty().changed([text], (), "x"), STANDARD, edition=Edition(TODAY)).blocks
    at = next(
        at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.text == "Terms of reference"
    )
    assert isinstance(blocks[at + 1], Paragraph)


def test_an_empty_case_makes_a_report_that_says_what_is_missing(tmp_path: Path) -> None:
    document = build(Snapshot.empty(), STANDARD, edition=Edition(TODAY))
    gaps = [one for one in document.blocks if isinstance(one, Paragraph) and one.style == "Placeholder"]
    assert len(gaps) > 4
    export_docx(Snapshot.empty(), tmp_path / "empty.docx", page_numbers=False, edition=Edition(TODAY))
    assert (tmp_path / "empty.docx").exists()


def test_the_preview_says_what_the_report_says(snapshot: Snapshot) -> None:
    document = build(snapshot, STANDARD, pictures=False, edition=Edition(TODAY))
    page = preview_html(document, "dark")
    for one in document.blocks:
        if isinstance(one, Heading):
            assert one.text in page
