"""Where a Word file holds words: its text, headers, footers and notes, and the styles that head what follows."""

import re
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import PartFactory, XmlPart
from docx.oxml.ns import qn
from lxml import etree

_WITH_WORDS = ("header", "footer", "footnotes", "endnotes")
_NOTES = {RELATIONSHIP_TYPE.FOOTNOTES: "footnote", RELATIONSHIP_TYPE.ENDNOTES: "endnote"}

for one in (CONTENT_TYPE.WML_FOOTNOTES, CONTENT_TYPE.WML_ENDNOTES):
    PartFactory.part_type_for[one] = XmlPart  # python-docx takes them for bytes otherwise


def parts_of(word: WordDocument) -> Iterator[etree._Element]:
    """The text, each header and footer, and the notes."""
    yield word.element.body
    for relation in word.part.rels.values():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in _WITH_WORDS:
            yield relation.target_part.element


def notes_in(word: WordDocument) -> Iterator[tuple[str, etree._Element]]:
    """Each footnote and endnote of the organisation's own, with what it is called: numbered as Word prints them."""
    for relation in word.part.rels.values():
        kind = _NOTES.get(relation.reltype)
        if kind is None or relation.is_external:
            continue
        ids = [one.get(qn("w:id")) for one in word.element.body.iter(qn(f"w:{kind}Reference"))]
        for note in relation.target_part.element.findall(qn(f"w:{kind}")):
            id = note.get(qn("w:id"))
            if note.get(qn("w:type"), "normal") == "normal" and id in ids:
                yield f"{kind} {ids.index(id) + 1}", note


def heading_levels(word: WordDocument) -> dict[str, int]:
    """The styles of headings by id, with their level, whatever language they were made in."""
    found: dict[str, int] = {}
    for style in word.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        match = (
            re.match(r"heading ([1-9])$", str(name.get(qn("w:val"))).lower()) if name is not None else None
        )
        if match:
            found[str(style.get(qn("w:styleId")))] = int(match[1])
    return found
