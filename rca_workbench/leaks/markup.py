"""What a part written in XML says: Word's text as its paragraphs read, anything else as its elements hold it, and in
both what stands in attributes, comments and codes of fields.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from html import unescape
from typing import TYPE_CHECKING

from rca_workbench.leaks.words import Place, Words, at, loosened

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CODES = (f"{WORD}instrText", f"{WORD}delInstrText")
_PLACED = tuple(
    f"{{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}}{one}"
    for one in ("posOffset", "align")
)
"""Elements whose text says where a picture stands."""

_VALUE = re.compile(rb'="([^"<]{2,})"')
_OTHER_VALUE = re.compile(rb"='([^'<]{2,})'")
_NUMBER = re.compile(rb'="([\d\s.,:;()+/-]{6,})"')
_NAME_BEFORE = re.compile(rb"([\w.-]+)\s*\Z")
_DRAWN = re.compile(rb'\s(?:d|points|transform|viewBox)="[^"]*"')
"""Attributes of a drawing that are long and say nothing."""
_LIKE_NUMBER = re.compile(r"[\d\s.,:;()+/-]+")
_MARK = re.compile(r"rca/[a-z_]+/(?:[\w-]{22}|~[\w-]+|[a-z_0-9]+:[a-z_0-9]+)/[a-z_]+/\d+")
"""A tag of a control of ours, with an id the program gave."""
_ADDRESS = re.compile(r"(?:https?://(?:schemas|www\.w3)\.|urn:|\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3})")
_DIGEST = re.compile(r"[0-9a-f]{20,}|rId\d+|_Toc\w+|rca_\d+")
_ELEMENT = re.compile(rb"<([\w:.-]+)")
_TAIL = re.compile(rb"(?:/|</[\w:.-]+)>\s*[^<\s]")
_MEASURES = frozenset(
    b"""id paraId textId durableId cx cy x y x1 y1 x2 y2 r rx ry w h ext spid d points transform viewBox width height
    version rsidR rsidRDefault rsidP rsidRPr rsidTr rsidSect eastAsia ascii hAnsi cs""".split()
)
"""Attributes that count, measure, draw or name a typeface: digits in them are no number of anybody."""


def markup_words(data: bytes, called: str) -> Iterator[Words]:
    """What an XML part says. One that is not well-formed is read as text."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_blank_text=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        yield Words(called, data.decode("utf-8", "replace").splitlines(), at("text that is not in order"))
        return
    if root.tag.startswith(WORD) or f"{WORD[1:-1]}".encode() in data[:4_000]:
        from rca_workbench.leaks.document_words import document_words

        read = document_words(root, data, called)
        text = next(read)
        yield text
        yield from read
        yield _held(root, _CODES, called)
        if not _is_all(root, text.pieces):
            yield _all_of(root, called)
    elif _TAIL.search(data):
        yield _all_of(root, called)
    else:
        yield _held(root, ["*"], called)
    yield from _attributes(root, data, called)
    if b"<!--" in data or data.count(b"<?") > 1:
        said = [one.text or "" for one in root.iter(etree.Comment, etree.ProcessingInstruction)]
        yield Words(called, said, at("a comment in the file"))


def _is_all(root: "Element", read: Sequence[str]) -> bool:
    """Whether the texts that were read by name are all that a part of a Word file holds."""
    beside = map(str, root.itertext(*_CODES, *_PLACED, with_tail=False))
    hyphens = sum(1 for _ in root.iter(f"{WORD}noBreakHyphen"))  # a sign, and no text
    return _letters("".join((*read, *beside))) - hyphens == _letters(str(root.xpath("string()")))


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _held(root: "Element", tags: Sequence[str], called: str) -> Words:
    """The text of elements by name: each a piece."""
    if not tags:
        return Words(called, (), at(""))
    found = [one for one in root.iter(*tags) if one.text and not one.text.isspace()]

    def place(number: int, _words: str) -> Place:
        return _called(found[number], called), ""

    return Words(called, [one.text or "" for one in found], place)


def _all_of(root: "Element", called: str) -> Words:
    """All text of a part in its order, where words and elements stand side by side."""
    return Words(called, [str(one) for one in root.itertext()], at(_part(called)))


def _attributes(root: "Element", data: bytes, called: str) -> Iterator[Words]:
    """The values of attributes, each once: descriptions of pictures, titles, authors, names of marks, tags, links."""
    if b"<svg" in data[:2_000]:
        data = _DRAWN.sub(b"", data)
    raw = dict.fromkeys(_VALUE.findall(data))
    if b"='" in data:
        raw |= dict.fromkeys(_OTHER_VALUE.findall(data))
    numbers = _numbers(data)
    values: list[str] = []
    for one in raw:
        value = unescape(one.decode("utf-8", "replace"))
        if len(value) < 2 or _DIGEST.fullmatch(value) or _ADDRESS.match(value):
            continue
        if _LIKE_NUMBER.fullmatch(value) and value not in numbers:
            continue
        if not _MARK.fullmatch(value):
            values.append(value)

    def place(number: int, words: str, of: Sequence[str]) -> Place:
        return _of_attribute(root, of[number], called)

    yield Words(called, values, partial(place, of=values), together=False)
    joined = [(one, words) for one in values if (words := loosened(one)) != one]
    sources = [one for one, _ in joined]
    yield Words(
        called, [words for _, words in joined], partial(place, of=sources), together=False, spelled=True
    )


def _numbers(data: bytes) -> set[str]:
    """The values of digits alone that stand in attributes which say something, and do not count or measure."""
    found: set[str] = set()
    for hit in _NUMBER.finditer(data):
        at = hit.start()
        name = _NAME_BEFORE.search(data, max(0, at - 40), at)
        if name is None or name[1] in _MEASURES:
            continue
        element = _ELEMENT.match(data, data.rfind(b"<", 0, at))
        if element is None or element[1].rpartition(b":")[2] not in (b"id", b"rsid", b"rsidRoot"):
            found.add(hit[1].decode())
    return found


def _holders(root: "Element", value: str) -> Iterator[tuple["Element", str]]:
    """Elements that hold a value, with the attribute's name."""
    for element in root.iter("*"):
        for name, held in element.attrib.items():
            if held == value:
                yield element, str(name)


def _of_attribute(root: "Element", value: str, called: str) -> Place:
    for element, name in _holders(root, value):
        local = name.rpartition("}")[2]
        said = _SAID.get(local, f"the mark “{local}”")
        if root.tag.startswith(WORD) or element.tag.startswith(WORD) or local == "descr":
            from rca_workbench.leaks.document_words import near

            return near(element, said, called)
        return f"{said} of {_part(called)}", ""
    return _part(called), ""


_SAID = {
    "descr": "the alt text",
    "alt": "the alt text",
    "title": "the title of a picture",
    "author": "the name of an author",
    "initials": "the initials of an author",
    "Target": "a link",
    "tooltip": "the tip of a link",
    "anchor": "a link",
    "string": "the watermark",
    "name": "a name in the file",
    "userId": "the name of an author",
}


def _called(element: "Element", called: str) -> str:
    """The place of an element that is no text of Word."""
    local = str(element.tag).rpartition("}")[2]
    if local in ("instrText", "delInstrText"):
        return "the code of a field"
    if "docProps/" in called:
        parent = element.getparent()
        own = parent.get("name", "") if parent is not None else ""
        return f"the property “{own or local}”"
    if called.lower().endswith(".svg") or not called:
        return "the picture"
    return f"“{local}” in {_part(called)}"


def _part(called: str) -> str:
    name = called.rpartition("/")[2] or "the file"
    return "the picture" if name.lower().endswith(".svg") or not called else name
