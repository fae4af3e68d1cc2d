"""What a part of a Word file says, paragraph by paragraph as it is read: body, headers, notes, comments."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.leaks.words import Place, Words, alike

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_P, _T, _GONE = f"{WORD}p", f"{WORD}t", f"{WORD}delText"
_PARAGRAPHS = frozenset((_P, f"{_DRAWN}p"))
_TEXTS = frozenset((_T, _GONE, f"{_DRAWN}t", f"{_MATH}t"))
_SIGNS = {
    f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-", f"{WORD}softHyphen": "",
    f"{_DRAWN}br": "\n",
}  # fmt: skip
_READ = (*_PARAGRAPHS, *_TEXTS, *_SIGNS)
_ADDED = (f"{WORD}ins", f"{WORD}moveTo")
_REMOVED = (f"{WORD}del", f"{WORD}moveFrom")


def document_words(root: "Element", data: bytes, called: str) -> Iterator[Words]:
    """The text of a part with all that was added and removed in it; then as it reads before the changes, and after."""
    yield _read(root, called, frozenset())
    changed = [tag for tag in (*_ADDED, *_REMOVED) if f"{tag.rpartition('}')[2]} ".encode() in data]
    if changed:
        for tags in (_ADDED, _REMOVED):
            skipped = frozenset(text for one in root.iter(*tags) for text in one.iter(_T, _GONE, f"{_MATH}t"))
            if skipped:
                yield _read(root, called, skipped)
    if b"txbxContent" in data or b"AlternateContent" in data:
        # A box stands in the middle of the paragraph it is anchored in, which goes on behind it.
        outer = [one for one in root.iter(_P) if next(one.iterdescendants(_P), None) is not None]
        pieces = ["".join(text for _, text in _own(one)) for one in outer]
        yield Words(called, pieces, partial(_place, of=outer, called=called))


def _read(root: "Element", called: str, skipped: frozenset["Element"]) -> Words:
    paragraphs: list[Element] = []
    texts: list[list[str]] = []
    now: list[str] = []
    for one in root.iter(*_READ):
        tag = one.tag
        if tag in _TEXTS:
            if one.text and (not skipped or one not in skipped):
                now.append(one.text)
        elif tag in _PARAGRAPHS:
            now = []
            paragraphs.append(one)
            texts.append(now)
        else:
            now.append(_SIGNS[tag])
    return Words(called, ["".join(one) for one in texts], partial(_place, of=paragraphs, called=called))


def _own(paragraph: "Element") -> Iterator[tuple["Element", str]]:
    """The texts of a paragraph without those of paragraphs in boxes it anchors."""
    for one in paragraph.iter(*_TEXTS, *_SIGNS):
        if next(one.iterancestors(_P)) is paragraph:
            yield one, one.text or _SIGNS.get(str(one.tag), "")


def near(element: "Element", said: str, called: str) -> Place:
    """The place of something that is no text, told by what it belongs to: a picture by its caption, a mark by its line."""
    paragraph = next(element.iterancestors(_P), None)
    if paragraph is None:
        return f"{said}, {_of_part(called)}" if _of_part(called) else said, _tag_around(element)
    caption = _caption_of(paragraph) if said.startswith(("the alt text", "the title")) else ""
    where = f"{said} of “{caption}”" if caption else f"{said}, {_where(paragraph, called)}"
    return where, _tag_around(element)


def _place(number: int, words: str, of: Sequence["Element"], called: str) -> Place:
    paragraph = of[number]
    return _where(paragraph, called), _tag_in(paragraph, words)


def _where(paragraph: "Element", called: str) -> str:
    part = _of_part(called)
    heading, line = _heading_above(paragraph)
    where = [part] if part else [heading] if heading else []
    table = next(paragraph.iterancestors(f"{WORD}tbl"), None)
    if table is not None:
        row = next(paragraph.iterancestors(f"{WORD}tr"))
        root = paragraph.getroottree().getroot()
        at_table = list(root.iter(f"{WORD}tbl")).index(table) + 1
        where.append(f"table {at_table}, row {list(table.iterchildren(f'{WORD}tr')).index(row) + 1}")
    elif part:
        note = next(paragraph.iterancestors(f"{WORD}footnote", f"{WORD}endnote", f"{WORD}comment"), None)
        if note is not None:
            where = [f"{part} {note.get(f'{WORD}id', '')}".strip()]
    else:
        where.append(f"line {line}")
    return ", ".join(where)


def _of_part(called: str) -> str:
    """What a part is called, where it is not the body."""
    name = called.rpartition("/")[2]
    for begins, said in _PARTS.items():
        if name.startswith(begins):
            return said
    return ""


_PARTS = {
    "header": "the header",
    "footer": "the footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comment",
    "people": "the list of authors",
    "settings": "the settings of the file",
    "styles": "the styles of the file",
    "numbering": "the lists of the file",
    "glossary": "the building blocks of the file",
}


def _heading_above(paragraph: "Element") -> tuple[str, int]:
    """The words of the heading above, and the number of the line under it."""
    heading, line = "", 0
    for one in paragraph.getroottree().getroot().iter(_P):
        style = one.find(f"{WORD}pPr/{WORD}pStyle")
        name = str(style.get(f"{WORD}val", "")) if style is not None else ""
        if name.lower().replace(" ", "").startswith("heading") and one is not paragraph:
            heading, line = "".join(str(text) for text in one.itertext(_T)), 0
        elif "".join(str(text) for text in one.itertext(_T)).strip() or one is paragraph:
            line += 1
        if one is paragraph:
            break
    return heading, line


def _caption_of(paragraph: "Element") -> str:
    """The words under a picture."""
    for one in paragraph.itersiblings(_P):
        style = one.find(f"{WORD}pPr/{WORD}pStyle")
        if style is not None and str(style.get(f"{WORD}val", "")).startswith("Caption"):
            return "".join(str(text) for text in one.itertext(_T))[:60].strip()
        if "".join(str(text) for text in one.itertext(_T)).strip():
            break
    return ""


def _tag_in(paragraph: "Element", words: str) -> str:
    """The tag of the control of a paragraph that holds the words, or of one around the paragraph."""
    first = next(iter(alike(words).split()), "")
    tags = [(one, _tag_of(one)) for one in paragraph.iter(f"{WORD}sdt")]
    for one, tag in tags:
        if tag and first and first in alike("".join(str(text) for text in one.itertext(_T, _GONE))):
            return tag
    return _tag_around(paragraph)


def _tag_around(element: "Element") -> str:
    return next((tag for one in element.iterancestors(f"{WORD}sdt") if (tag := _tag_of(one))), "")


def _tag_of(control: "Element") -> str:
    tag = control.find(f"{WORD}sdtPr/{WORD}tag")
    return str(tag.get(f"{WORD}val", "")) if tag is not None else ""
