"""The copy of a draft that the case keeps says nothing of who sent it back."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from rca_workbench.report.returned import ReturnedFile, bring_in, read, what_it_proposes
from rca_workbench.report.returned.keeping import kept_copy
from rca_workbench.report.returned.outgoing import bytes_of
from rca_workbench.store import Case
from tests.report.returned.conftest import TODAY, Sent
from tests.report.returned.packages import NAMES, W, changed, in_body, put, put_in, run, words_of
from tests.report.returned.test_edits import one_entry


def test_the_kept_copy_holds_no_name_of_who_wrote_in_it(case: Case, sent: Sent, tmp_path: Path) -> None:
    people = (
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="Ann Example">'
        '<w15:presenceInfo w15:providerId="AD" w15:userId="ann.example@nhs.example"/></w15:person></w15:people>'
    )

    def edit(root: etree._Element) -> None:
        control = one_entry(root, "Latest underwater")
        put(control, run(words_of(control)) + put_in(" More.", "Ann Example"))

    back = changed(
        sent.draft,
        tmp_path / "back.docx",
        {
            **in_body(edit),
            "word/people.xml": lambda _: people.encode(),
            "docProps/core.xml": lambda data: data.replace(
                b"</cp:coreProperties>",
                b"<cp:lastModifiedBy>Ann Example</cp:lastModifiedBy></cp:coreProperties>",
            ),
        },
    )
    brought = bring_in(case, back, {"Ann Example": "Ward sister"}, TODAY)
    kept = bytes_of(case, brought.draft.file)
    assert kept is not None
    with zipfile.ZipFile(io.BytesIO(kept)) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    assert not [name for name, data in parts.items() if b"Ann Example" in data]
    assert not [name for name, data in parts.items() if b"ann.example" in data]
    (again,) = what_it_proposes(case, read_kept(kept, tmp_path), {})[1].proposals
    assert again.after.endswith(" More."), "what was tracked in it can still be read"


def read_kept(kept: bytes, folder: Path) -> ReturnedFile:
    (folder / "kept.docx").write_bytes(kept)
    return read(folder / "kept.docx")


def test_a_name_in_single_quotes_goes_from_the_kept_copy_as_well(sent: Sent, tmp_path: Path) -> None:
    comments = (
        f"<w:comments {NAMES}><w:comment w:id='7' w:initials='ZQ' w:author = 'Zelda Quenwick'><w:p/></w:comment>"
        "</w:comments>"
    ).encode()
    back = changed(sent.draft, tmp_path / "back.docx", {"word/comments.xml": lambda _: comments})
    asked: list[str] = []

    def role(author: str) -> str:
        asked.append(author)
        return "Reader 1"

    with zipfile.ZipFile(io.BytesIO(kept_copy(back.read_bytes(), role))) as kept:
        said = kept.read("word/comments.xml").decode()
    assert asked == ["Zelda Quenwick"]
    assert "Reader 1" in said and "Quenwick" not in said and "ZQ" not in said


def test_properties_that_say_whose_a_file_is_go_whatever_their_prefix(sent: Sent, tmp_path: Path) -> None:
    core = (
        '<core xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:a="http://purl.org/dc/elements/1.1/"><a:title>Draft 1</a:title><a:creator>Ann Example</a:creator>'
        "<lastModifiedBy>Ann <b>Example</b></lastModifiedBy></core>"
    )
    program = (
        '<x:Properties xmlns:x="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<x:Application>Word</x:Application><x:Manager>Ann Example</x:Manager><x:Company>Example and Sons</x:Company>"
        "</x:Properties>"
    )
    strict = '<Properties xmlns="http://purl.org/ooxml/officeDocument/extendedProperties"><Company>Example</Company></Properties>'
    parts = {"docProps/core.xml": core, "docProps/app.xml": program, "docProps/more.xml": strict}
    back = changed(
        sent.draft,
        tmp_path / "back.docx",
        {name: lambda _, said=said: said.encode() for name, said in parts.items()},
    )
    data = back.read_bytes()
    with zipfile.ZipFile(io.BytesIO(kept_copy(data, str))) as kept:
        said = {name: kept.read(name).decode() for name in parts}
    assert not any("Example" in one for one in said.values())
    assert "Draft 1" in said["docProps/core.xml"] and "Word" in said["docProps/app.xml"]
    assert kept_copy(data, str) == kept_copy(data, str)


def test_words_that_look_like_an_attribute_stay_in_the_kept_copy(sent: Sent, tmp_path: Path) -> None:
    typed = 'The author = "unknown, initials="none'

    def edit(root: etree._Element) -> None:
        control = one_entry(root, "Latest underwater")
        put(control, run(words_of(control)) + put_in(typed, "A > B"))

    back = changed(sent.draft, tmp_path / "back.docx", in_body(edit))
    with zipfile.ZipFile(io.BytesIO(kept_copy(back.read_bytes(), lambda _: "Reader 1"))) as kept:
        body = etree.fromstring(kept.read("word/document.xml"))
    assert typed in "".join(str(one) for one in body.itertext())
    assert {one.get(f"{W}author") for one in body.iter(f"{W}ins")} == {"Reader 1"}


@pytest.mark.parametrize(
    "path",
    [
        "file:///C:\\Users\\ann.example\\Normal.dotm",
        "\\\\server\\ann.example\\a.dotm",
        "H:\\ann.example\\a.dotm",
    ],
)
def test_folders_of_whoever_wrote_in_it_go_from_the_kept_copy(sent: Sent, tmp_path: Path, path: str) -> None:
    link = "https://www.england.nhs.uk/"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="http://a/attachedTemplate" Target="{path}" TargetMode="External"/>'
        f'<Relationship Id="rId2" Type="http://a/hyperlink" Target="{link}" TargetMode="External"/></Relationships>'
    )
    part = "word/_rels/settings.xml.rels"
    back = changed(sent.draft, tmp_path / "back.docx", {part: lambda _: rels.encode()})
    with zipfile.ZipFile(io.BytesIO(kept_copy(back.read_bytes(), str))) as kept:
        targets = [one.get("Target") for one in etree.fromstring(kept.read(part))]
    assert targets == ["file:///", link]
