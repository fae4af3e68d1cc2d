"""What a letterhead holds beside plain text: notes, text boxes, tables in tables; and what LibreOffice saves."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from rca_workbench.model import Snapshot
from rca_workbench.report import Edition, check_template, export_docx
from rca_workbench.report.word import xml
from tests.checks.days import TODAY

from .looking import File, broken, words
from .test_outside import exported
from .test_templates import edited, own  # noqa: F401

_BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
"""A text box as Word saves it: twice, the second for programs that cannot show the first."""
_OWN_NOTE = 7


def boxed(word: WordDocument, said: str) -> None:
    box = _BOX.format(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>")
    word.paragraphs[0]._p.addprevious(parse_xml(f"<w:p {xml.NAMES}>{box}</w:p>"))


def noted(word: WordDocument, said: str, kind: str = "footnote") -> None:
    """Give the cover a note, under a number of Word's own."""
    for key, relation in list(word.part.rels.items()):
        if relation.reltype.endswith(f"/{kind}s"):
            del word.part.rels[key]
    note = f'<w:{kind} w:id="{_OWN_NOTE}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{said}</w:t></w:r></w:p></w:{kind}>'
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{id}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for id, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    held = f"<w:{kind}s {xml.NAMES}>{separators}{note}</w:{kind}s>"
    type = getattr(CONTENT_TYPE, f"WML_{kind.upper()}S")
    part = Part(PackURI(f"/word/{kind}s.xml"), type, held.encode(), word.part.package)
    word.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))
    refers = f'<w:r><w:t>Our policy</w:t></w:r><w:r><w:{kind}Reference w:id="{_OWN_NOTE}"/></w:r>'
    word.paragraphs[0]._p.addprevious(parse_xml(f"<w:p {xml.NAMES}>{refers}</w:p>"))


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_names_in_notes_are_filled_or_named_with_their_place(
    kind: str,
    own: Path,  # noqa: F811
    snapshot: Snapshot,
    tmp_path: Path,
) -> None:
    edited(own, lambda word: noted(word, "Policy on {{case.titel}}", kind))
    (problem,) = check_template(own)
    assert "{{case.titel}}, in " + kind + " 1, which" in problem
    edited(own, lambda word: noted(word, "Policy on {{case.title}}", kind))
    exported(own, tmp_path / "o.docx", snapshot)
    held = File(tmp_path / "o.docx").parts[f"word/{kind}s.xml"].decode()
    assert f"Policy on {snapshot.case.title}" in re.sub("<[^>]*>", "", held)
    assert "{{" not in held


def test_footnotes_of_the_letterhead_stay_beside_those_of_the_report(
    own: Path,  # noqa: F811
    snapshot: Snapshot,
    tmp_path: Path,
) -> None:
    exported(own, tmp_path / "without.docx", snapshot)
    edited(own, lambda word: noted(word, "Policy 12"))
    exported(own, tmp_path / "o.docx", snapshot)
    file = File(tmp_path / "o.docx")
    notes = parse_xml(file.parts["word/footnotes.xml"])
    said = {one.get(qn("w:id")): words(one).strip() for one in notes}
    before = parse_xml(File(tmp_path / "without.docx").parts["word/footnotes.xml"])
    assert len(notes) == len(before) + 1, "all of the report's, and one"
    refers = [str(one.get(qn("w:id"))) for one in file.body.iter(qn("w:footnoteReference"))]
    assert said[refers[0]] == "Policy 12"
    assert [said[id] for id in refers[1:]] == [words(one).strip() for one in before if words(one)]
    assert broken(file) == []


def test_bookmarks_of_a_note_keep_their_numbers_to_themselves(
    own: Path,  # noqa: F811
    snapshot: Snapshot,
    tmp_path: Path,
) -> None:
    mark = '</w:t></w:r><w:bookmarkStart w:id="500" w:name="ours"/><w:bookmarkEnd w:id="500"/><w:r><w:t>'
    exported(edited(own, lambda word: noted(word, f"Policy{mark}12")), tmp_path / "o.docx", snapshot)
    file = File(tmp_path / "o.docx")
    assert b'w:name="ours"' in file.parts["word/footnotes.xml"]
    made = [int(str(one.get(qn("w:id")))) for one in file.body.iter(qn("w:bookmarkStart"))]
    assert made and min(made) > 500


def test_a_section_cannot_stand_in_a_note(own: Path) -> None:  # noqa: F811
    edited(own, lambda word: noted(word, "{{facts}}"))
    assert any("{{facts}}, in footnote 1, stands in a note" in one for one in check_template(own))


def test_a_text_box_is_one_place_and_filled_in_both_of_its_forms(
    own: Path,  # noqa: F811
    snapshot: Snapshot,
    tmp_path: Path,
) -> None:
    edited(own, lambda word: boxed(word, "Contact {{case.titel}}"))
    (problem,) = check_template(own)
    assert "{{case.titel}}, on the cover, in a text box, which" in problem
    edited(own, lambda word: word.element.body.remove(word.paragraphs[0]._p))
    edited(own, lambda word: boxed(word, "Contact {{case.title}}"))
    made = exported(own, tmp_path / "o.docx", snapshot)
    boxes = [words(one) for one in made.element.body.iter(qn("w:txbxContent"))]
    assert boxes == [f"Contact {snapshot.case.title}"] * 2


def test_facts_in_a_text_box_stand_there_once(own: Path, snapshot: Snapshot, tmp_path: Path) -> None:  # noqa: F811
    def edit(word: WordDocument) -> None:
        (cover,) = [one for one in word.paragraphs if "{{facts}}" in one.text]
        word.element.body.remove(cover._p)
        boxed(word, "{{facts}}")

    assert check_template(edited(own, edit)) == []
    made = exported(own, tmp_path / "o.docx", snapshot)
    assert all("Version: Draft 1" in words(one) for one in made.element.body.iter(qn("w:txbxContent")))


def test_a_box_whose_names_are_empty_keeps_a_paragraph(own: Path, tmp_path: Path) -> None:  # noqa: F811
    edited(own, lambda word: boxed(word, "{{organisation}}"))
    made = exported(own, tmp_path / "o.docx", Snapshot.empty())
    boxes = list(made.element.body.iter(qn("w:txbxContent")))
    assert [len(one.findall(qn("w:p"))) for one in boxes] == [1, 1], "Word does not open a box without one"


def test_a_place_in_a_table_within_a_table_is_counted_in_its_own(own: Path) -> None:  # noqa: F811
    def edit(word: WordDocument) -> None:
        outer = word.add_table(2, 2)
        inner = outer.cell(0, 0).add_table(3, 3)
        inner.cell(2, 1).text = "{{first.wrong}}"
        outer.cell(1, 1).text = "{{second.wrong}}"

    first, second = check_template(edited(own, edit))
    assert "table row 1, column 1, in it a table, row 3, column 2, which" in first
    assert "table row 2, column 2, which" in second


def test_a_file_saved_by_libreoffice_holds_its_properties_once(
    own: Path,  # noqa: F811
    snapshot: Snapshot,
    tmp_path: Path,
) -> None:
    style, out = own / "style.docx", io.BytesIO()
    with zipfile.ZipFile(style) as held, zipfile.ZipFile(out, "w") as written:
        for name in held.namelist():
            data = held.read(name)
            if name == "_rels/.rels":
                usual = RELATIONSHIP_TYPE.CORE_PROPERTIES.encode()
                assert usual in data
                data = data.replace(
                    usual,
                    b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
                )
            written.writestr(name, data)
    style.write_bytes(out.getvalue())
    export_docx(
        snapshot, tmp_path / "o.docx", Edition(TODAY), template=str(own), page_numbers=False, pictures=False
    )
    with zipfile.ZipFile(tmp_path / "o.docx") as held:
        assert len(held.namelist()) == len(set(held.namelist()))
    assert docx.Document(str(tmp_path / "o.docx")).core_properties.title


def test_even_pages_and_notes_are_british_english_too(
    own: Path,  # noqa: F811
    snapshot: Snapshot,
    tmp_path: Path,
) -> None:
    spoken = '<w:rPr><w:lang w:val="en-US"/></w:rPr>'

    def edit(word: WordDocument) -> None:
        word.settings.odd_and_even_pages_header_footer = True
        even = word.sections[0].even_page_header
        even.is_linked_to_previous = False
        said = parse_xml(f"<w:p {xml.NAMES}><w:r>{spoken}<w:t>Our trust</w:t></w:r></w:p>")
        even._element.append(said)
        noted(word, f"Policy</w:t></w:r><w:r>{spoken}<w:t>12")

    made = exported(edited(own, edit), tmp_path / "o.docx", snapshot)
    parts = File(tmp_path / "o.docx").parts
    assert "Our trust" in [one.text for one in made.sections[0].even_page_header.paragraphs]
    assert [name for name, data in parts.items() if b"en-US" in data] == []
