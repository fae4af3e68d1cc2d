"""Files that are no draft of this case, or cannot be opened safely: clear words, and the case unchanged to the byte."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from rca_workbench.model import Comment, Proposal, TimelineEntry
from rca_workbench.model.fault import Fault
from rca_workbench.report.returned import bring_in, read, what_it_proposes
from rca_workbench.store import Case
from tests.report.returned.conftest import TODAY, Sent
from tests.report.returned.packages import (
    MAIN,
    W,
    changed,
    controls,
    in_body,
    put,
    put_in,
    without_bookmarks,
    without_controls,
    words_of,
)

RELS = "word/_rels/document.xml.rels"


def locked(sent: Sent, to: Path) -> Path:
    to.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    return to


def no_zip(sent: Sent, to: Path) -> Path:
    to.write_bytes(b"Dear all, please find attached")
    return to


def not_ours(sent: Sent, to: Path) -> Path:
    made = docx.Document()
    made.add_paragraph("Minutes of the canteen committee.")
    made.save(str(to))
    return to


def with_macros(sent: Sent, to: Path) -> Path:
    return changed(sent.draft, to, {"word/vbaProject.bin": lambda _: b"x"})


def macro_enabled(sent: Sent, to: Path) -> Path:
    return changed(
        sent.draft,
        to,
        {
            "[Content_Types].xml": lambda data: data.replace(
                b"officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
            )
        },
    )


def bomb(sent: Sent, to: Path) -> Path:
    return changed(sent.draft, to, {"word/media/big.xml": lambda _: b"<a>" + b" " * 70_000_000 + b"</a>"})


def many_elements(sent: Sent, to: Path) -> Path:
    return changed(
        sent.draft,
        to,
        {MAIN: lambda data: data.replace(b"</w:body>", b"<w:p/>" * 3_100_000 + b"</w:body>")},
    )


def doctype(sent: Sent, to: Path) -> Path:
    return changed(
        sent.draft, to, {"word/comments.xml": lambda _: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    )


def broken_part(sent: Sent, to: Path) -> Path:
    return changed(sent.draft, to, {"word/styles.xml": lambda data: data[: len(data) // 2]})


def broken_text(sent: Sent, to: Path) -> Path:
    return changed(sent.draft, to, {MAIN: lambda data: b"<w:document"})


def cut_off(sent: Sent, to: Path) -> Path:
    to.write_bytes(sent.draft.read_bytes()[:20_000])
    return to


def nothing(sent: Sent, to: Path) -> Path:
    to.write_bytes(b"")
    return to


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (locked, "locked with a password, or in the old Word format"),
        (no_zip, "not a Word file"),
        (not_ours, "not a draft of this case"),
        (with_macros, "holds macros"),
        (macro_enabled, "made for macros"),
        (bomb, "far larger inside than a reviewed draft can be"),
        (many_elements, "far larger inside"),
        (doctype, "not put together as Word does it"),
        (broken_part, "not put together as Word does it"),
        (broken_text, "damaged"),
        (cut_off, "not a Word file"),
        (nothing, "not a Word file"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_file_that_cannot_be_taken_is_named_and_the_case_stays(
    sent: Sent, tmp_path: Path, made: Callable[[Sent, Path], Path], said: str
) -> None:
    bad = made(sent, tmp_path / "back.docx")
    with Case.open(sent.case, who="Tester", keep_copy=False) as case:
        head = case.head
        before = hashlib.sha256(sent.case.read_bytes()).hexdigest()
        with pytest.raises(Fault) as fault:
            bring_in(case, bad, {}, TODAY)
        assert said in fault.value.what
        assert "unchanged" in fault.value.safe
        assert case.head == head
        assert hashlib.sha256(sent.case.read_bytes()).hexdigest() == before


def test_a_missing_file_is_named(case: Case, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be read"):
        bring_in(case, tmp_path / "nowhere.docx", {}, TODAY)


def test_a_draft_of_another_case_is_refused(other_case: Case, sent: Sent) -> None:
    head = other_case.head
    with pytest.raises(Fault, match="draft of another case"):
        bring_in(other_case, sent.draft, {}, TODAY)
    assert other_case.head == head


def test_external_links_are_named_and_not_followed(case: Case, sent: Sent, tmp_path: Path) -> None:
    link = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="http://example.invalid/x.png" TargetMode="External"/></Relationships>'
    )
    back = changed(
        sent.draft, tmp_path / "back.docx", {RELS: lambda data: data.replace(b"</Relationships>", link)}
    )
    found = what_it_proposes(case, read(back), {})[1]
    assert found.proposals == ()
    assert any("outside the file" in one for one in found.notes)


def test_all_controls_removed(case: Case, sent: Sent, tmp_path: Path) -> None:
    """Also without bookmarks: the words around a field tell which it is."""

    def edit(root: object) -> None:
        some = [one for one in controls(root) if "Latest underwater" in words_of(one)]  # type: ignore[arg-type]
        put(some[0], "<w:r><w:t>Latest training in underwater escape.</w:t></w:r>")
        without_controls(root)  # type: ignore[arg-type]
        without_bookmarks(root)  # type: ignore[arg-type]

    back = changed(sent.draft, tmp_path / "back.docx", in_body(edit))
    found = what_it_proposes(case, read(back), {})[1]
    (one,) = found.proposals
    assert (one.before, one.after) == (
        "Latest underwater escape training.",
        "Latest training in underwater escape.",
    )
    assert one.subject_kind == "timeline_entry"
    assert any("marks around the fields were lost" in note for note in found.notes)


def test_a_file_that_says_nothing_of_itself_is_known_by_its_words(
    case: Case, sent: Sent, tmp_path: Path
) -> None:
    back = changed(
        sent.draft,
        tmp_path / "back.docx",
        in_body(lambda root: (without_controls(root), without_bookmarks(root))[0]),
        without=("customXml", "docProps/custom"),
    )
    answers, found = what_it_proposes(case, read(back), {})
    assert answers.review is not None and answers.review.id == sent.review.id
    assert found.proposals == ()
    assert any("By its words" in note for note in found.notes)


def test_crossed_tags_are_read_and_nothing_is_proposed(case: Case, sent: Sent, tmp_path: Path) -> None:
    """LibreOffice up to 7.4 closes a control inside a tracked change that was opened outside it."""

    def cross(data: bytes) -> bytes:
        crossed = b'</w:sdtContent><w:ins w:id="1" w:author="Ann"></w:sdt><w:r><w:t>New.</w:t></w:r></w:ins>'
        return data.replace(b"</w:sdtContent></w:sdt>", crossed, 3)

    back = changed(sent.draft, tmp_path / "back.docx", {MAIN: cross})
    file = read(back)
    assert file.broken and any("underwater" in line.text() for line in file.lines)
    brought = bring_in(case, back, {}, TODAY)
    assert brought.proposed.proposals == () and not case.snapshot.of(Proposal)
    assert "7.4" in brought.draft.note


def test_five_hundred_comments_are_all_there(case: Case, sent: Sent, tmp_path: Path) -> None:
    said = [f"Remark {number}" for number in range(500)]

    def anchor(root: object) -> None:
        some = controls(root)  # type: ignore[arg-type]
        for number in range(len(said)):
            control = some[number % len(some)]
            inside = control.find("{*}sdtContent")
            assert inside is not None
            start = inside.makeelement(f"{inside.tag.split('}')[0]}}}commentRangeStart", {})
            end = inside.makeelement(f"{inside.tag.split('}')[0]}}}commentRangeEnd", {})
            for mark in (start, end):
                mark.set(f"{inside.tag.split('}')[0]}}}id", str(number))
            inside.insert(0, start)
            inside.append(end)

    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="A{number % 7}" w:date="2026-01-07T10:00:00Z"><w:p><w:r>'
        f"<w:t>{text}</w:t></w:r></w:p></w:comment>"
        for number, text in enumerate(said)
    )
    back = changed(
        sent.draft,
        tmp_path / "back.docx",
        {
            **in_body(anchor),
            "word/comments.xml": lambda _: f"<w:comments {names}>{comments}</w:comments>".encode(),
        },
    )
    brought = bring_in(case, back, {}, TODAY)
    held = list(case.snapshot.of(Comment).values())
    assert sorted(one.text for one in held) == sorted(said)
    assert all(one.field and one.place for one in held)
    assert sum(one.about is not None for one in held) > 400
    assert brought.proposed.proposals == ()


def test_tracked_changes_survive_without_the_file_that_went_out(
    case: Case, sent: Sent, tmp_path: Path
) -> None:
    """The stored file is gone, and so is the head: what is tracked is still found, and what was typed over is named."""

    def edit(root: object) -> None:
        one, other = (
            next(each for each in controls(root) if words in words_of(each))  # type: ignore[arg-type]
            for words in ("Latest underwater", "Notifies the rescue")
        )
        put(one, f"<w:r><w:t>{words_of(one)}</w:t></w:r>{put_in(' More.')}")
        put(other, "<w:r><w:t>Typed over.</w:t></w:r>")

    head = sent.review.head.encode()
    back = changed(
        sent.draft,
        tmp_path / "back.docx",
        {
            **in_body(edit),
            **{
                name: lambda data: data.replace(head, b"0" * 64).replace(sent.review.id.encode(), b"1" * 32)
                for name in zipfile.ZipFile(sent.draft).namelist()
                if name.startswith(("customXml/item", "docProps/custom"))
            },
        },
    )
    found = what_it_proposes(case, read(back), {})[1]
    assert {one.after[-5:] for one in found.proposals} == {"More.", "over."}
    assert all(one.before for one in found.proposals)
    assert any("not kept in this case" in note for note in found.notes)


def test_without_the_stored_file_the_draft_is_made_again_from_the_history(
    case: Case, sent: Sent, tmp_path: Path
) -> None:
    def edit(root: object) -> None:
        control = next(one for one in controls(root) if "Latest underwater" in words_of(one))  # type: ignore[arg-type]
        put(control, "<w:r><w:t>Typed over.</w:t></w:r>")

    back = changed(sent.draft, tmp_path / "back.docx", in_body(edit))
    with case.step("Forget") as step:
        step.remove(sent.review)
    found = what_it_proposes(case, read(back), {})[1]
    (one,) = found.proposals
    assert one.after == "Typed over." and one.tracked is False and one.before
    assert any("made again from the case as it was then" in note for note in found.notes)


def test_a_draft_of_another_version_of_the_template_is_compared_field_by_field(
    case: Case, sent: Sent, tmp_path: Path
) -> None:
    """The file that went out is gone, and the template says other things around the fields since."""

    def edit(root: etree._Element) -> None:
        body = root.find(f"{W}body")
        assert body is not None
        for one in body.iterchildren(f"{W}p"):
            words = next((run for run in one.iter(f"{W}t") if run.text and run.text.strip()), None)
            if one.find(f".//{W}sdt") is None and words is not None:
                words.text = f"As it was called before, {words.text}"
        control = next(one for one in controls(root) if "Latest underwater" in words_of(one))
        put(control, "<w:r><w:t>Typed over.</w:t></w:r>")

    back = changed(sent.draft, tmp_path / "back.docx", in_body(edit))
    said = next(one for one in case.snapshot.of(TimelineEntry).values() if one.text.startswith("Latest"))
    with case.step("Forget") as step:
        step.remove(sent.review)
        step.change(said, text="It says something else by now.")
    found = what_it_proposes(case, read(back), {})[1]
    (one,) = found.proposals
    assert (one.after, one.before) == ("Typed over.", said.text)
    assert any("Only fields and what was tracked were compared" in note for note in found.notes)
