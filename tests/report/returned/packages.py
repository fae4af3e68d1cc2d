"""Changes to the XML of a Word file, as editors leave it."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "word/document.xml"

Edit = Callable[[bytes], bytes]


def changed(file: Path, to: Path, edits: Mapping[str, Edit], *, without: tuple[str, ...] = ()) -> Path:
    """A copy of a Word file with some of its parts changed, made or left out."""
    with zipfile.ZipFile(file) as held, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as written:
        names = (
            [name for name in held.namelist() if not name.startswith(without)] if without else held.namelist()
        )
        for name in names:
            data = held.read(name)
            written.writestr(name, edits[name](data) if name in edits else data)
        for name in edits:
            if name not in names:
                written.writestr(name, edits[name](b""))
    return to


def in_body(edit: Callable[[etree._Element], None]) -> Mapping[str, Edit]:
    """An edit of the text's tree."""

    def edited(data: bytes) -> bytes:
        root = etree.fromstring(data)
        edit(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return {MAIN: edited}


def controls(root: etree._Element) -> list[etree._Element]:
    """The controls around fields, in order."""
    return [
        one
        for one in root.iter(f"{W}sdt")
        if any(tag.get(f"{W}val", "").startswith("rca/") for tag in one.iterfind(f"{W}sdtPr/{W}tag"))
    ]


def tag_of(control: etree._Element) -> str:
    """The tag of a control."""
    return next(tag.get(f"{W}val", "") for tag in control.iterfind(f"{W}sdtPr/{W}tag"))


def words_of(control: etree._Element) -> str:
    """What a control says."""
    return "".join(one.text or "" for one in control.iter(f"{W}t"))


def run(text: str, *, gone: bool = False) -> str:
    """A run."""
    name = "delText" if gone else "t"
    said = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:{name} xml:space="preserve">{said}</w:{name}></w:r>'


def put(control: etree._Element, content: str) -> None:
    """Give a control other runs."""
    inside = control.find(f"{W}sdtContent")
    assert inside is not None
    for one in list(inside):
        inside.remove(one)
    inside.extend(etree.fromstring(f"<w:x {NAMES}>{content}</w:x>"))


def put_in(text: str, by: str = "Ann", on: str = "2026-01-07T10:00:00Z") -> str:
    """A run put in with Track Changes."""
    return f'<w:ins w:id="9001" w:author="{by}" w:date="{on}">{run(text)}</w:ins>'


def taken_out(text: str, by: str = "Ann", on: str = "2026-01-07T10:00:00Z") -> str:
    """A run taken out with Track Changes."""
    return f'<w:del w:id="9002" w:author="{by}" w:date="{on}">{run(text, gone=True)}</w:del>'


def without_controls(root: etree._Element) -> None:
    """Leave the words of every control and take the control away."""
    for control in controls(root):
        parent = control.getparent()
        inside = control.find(f"{W}sdtContent")
        assert parent is not None and inside is not None
        at = parent.index(control)
        for one in reversed(list(inside)):
            parent.insert(at, one)
        parent.remove(control)


def without_bookmarks(root: etree._Element) -> None:
    """Take every bookmark away."""
    for one in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        parent = one.getparent()
        assert parent is not None
        parent.remove(one)
