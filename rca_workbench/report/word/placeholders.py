"""Placeholders of a Word template, once `opened`: what is wrong with them, and the case's words in their place."""

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import cast

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.model.fault import Fault
from rca_workbench.report.builders import names
from rca_workbench.report.document import Document
from rca_workbench.report.inline import INLINE
from rca_workbench.report.word import xml
from rca_workbench.report.word.controls import controls, pieces, put, take_out, text_of
from rca_workbench.report.word.words_held import heading_levels, notes_in

BLOCKS = {
    "facts": "reference, service, version and day, one a line",
    "contents": "the contents list, with the lists of tables and figures",
    "report": "all sections that have no place of their own in the Word file",
}
"""These stand alone in a paragraph, as do the names of sections."""
FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
"""Those that Word itself keeps up to date."""


def fill(word: WordDocument, document: Document) -> None:
    """Put the case's words where the template asks for them. Raises Fault naming what it does not know."""
    problems = check(word)
    if problems:
        raise Fault(problems[0], "Nothing was written.", "Correct the template, or use the standard one.")
    values = dict(document.inline)
    for _, paragraph in _paragraphs(word):
        found = controls(paragraph)
        if not found:
            continue
        if is_block(found[0][0]):
            if found[0][0] == "facts":
                _facts(paragraph, document)
            continue
        _close_up(paragraph, values)
        for name, control in found:
            put(control, xml.field(FIELDS[name]) if name in FIELDS else "", values.get(name, ""))


def asked(word: WordDocument) -> frozenset[str]:
    """The names of all placeholders a template holds."""
    return frozenset(name for _, paragraph in _paragraphs(word) for name, _ in controls(paragraph))


def is_block(name: str) -> bool:
    """Whether a placeholder stands for whole paragraphs."""
    return name in BLOCKS or name in names()


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like one; empty where none is."""
    near = difflib.get_close_matches(name, list(known), 1, 0.4)
    return near[0] if near else ""


def check(word: WordDocument) -> list[str]:
    """What is wrong with the placeholders of a template, one sentence each with the place."""
    problems = []
    standing = False
    once: dict[str, str] = {}
    for place, paragraph in _paragraphs(word):
        if next(paragraph.iterancestors(f"{_COMPATIBILITY}Fallback"), None) is not None:
            continue  # a text box once more, for programs that cannot show the first
        text = text_of(paragraph)
        found = controls(paragraph)
        for name, _ in found:
            block = is_block(name)
            if not block and name not in INLINE:
                near = nearest(name, (*INLINE, *BLOCKS, *names()))
                hint = f" Did you mean {{{{{near}}}}}?" if near else ""
                problems.append(
                    f"The template asks for {{{{{name}}}}}, {place}, which is not a known placeholder.{hint}"
                )
            elif block:
                problems += _misplaced(name, place, text, paragraph)
                if name in once:
                    problems.append(
                        f"{{{{{name}}}}}, {place}, stands {once[name]} already. It can stand once."
                    )
                once[name] = place
                standing = standing or name not in ("facts", "contents")
        if text.count("{{") != text.count("}}"):
            problems.append(f"A placeholder is not closed, {place}: “{text.strip()[:40]}”.")
    if not standing:
        problems.append(
            "The template has no {{report}}: there is no place for the sections. Type it where they are to stand, "
            "alone in its paragraph."
        )
    return problems


def _misplaced(name: str, place: str, text: str, paragraph: etree._Element) -> list[str]:
    """What is wrong with where a block placeholder stands."""
    said = f"{{{{{name}}}}}"
    if text.strip() != said:
        return [f"{said}, {place}, has to stand alone in its paragraph."]
    within = next((_HOLDERS[one.tag] for one in paragraph.iterancestors(*_HOLDERS)), "")
    if not within or (name == "facts" and within != "a note"):
        return []
    return [f"{said}, {place}, stands in {within}. Move it into a paragraph of its own in the text."]


_HOLDERS = {
    qn("w:tc"): "a table", qn("w:txbxContent"): "a text box", qn("w:hdr"): "a header or footer",
    qn("w:ftr"): "a header or footer", qn("w:footnote"): "a note", qn("w:endnote"): "a note",
}  # fmt: skip
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def find_block(word: WordDocument, name: str) -> etree._Element | None:
    """The paragraph that holds a block placeholder; None where there is none."""
    for paragraph in word.element.body.iter(qn("w:p")):
        if [one for one, _ in controls(paragraph)] == [name]:
            return cast(etree._Element, paragraph)
    return None


def _paragraphs(word: WordDocument) -> Iterator[tuple[str, etree._Element]]:
    """Every paragraph of body, headers, footers and notes, with where it stands in words."""
    headings = heading_levels(word)
    under, number = "on the cover", 0
    for paragraph in list(word.element.body.iter(qn("w:p"))):
        style = paragraph.pPr.find(qn("w:pStyle")) if paragraph.pPr is not None else None
        inside = _inside(paragraph)
        if style is not None and style.get(qn("w:val")) in headings:
            under, number = f"under “{text_of(paragraph)[:40]}”", 0
        elif not inside:
            number += 1
        yield f"{under}, {inside or (f'paragraph {number}' if number else 'in the heading')}", paragraph
    for number, section in enumerate(word.sections, 1):
        for name, part in (
            ("header", section.header), ("footer", section.footer),
            ("first-page header", section.first_page_header), ("first-page footer", section.first_page_footer),
            ("even-page header", section.even_page_header), ("even-page footer", section.even_page_footer),
        ):  # fmt: skip
            if part.is_linked_to_previous:
                continue
            for paragraph in list(part._element.iter(qn("w:p"))):
                yield (
                    ", ".join(filter(None, (f"in the {name} of section {number}", _inside(paragraph)))),
                    paragraph,
                )
    for name, note in notes_in(word):
        for paragraph in list(note.iter(qn("w:p"))):
            yield ", ".join(filter(None, (f"in {name}", _inside(paragraph)))), paragraph


def _inside(paragraph: etree._Element) -> str:
    """The tables and boxes a paragraph stands in, the outermost first; empty where it stands in none."""
    said: list[str] = []
    for holder in reversed(list(paragraph.iterancestors(qn("w:tc"), qn("w:txbxContent")))):
        if holder.tag == qn("w:txbxContent"):
            said.append("in a text box")
        elif (row := _above(holder, "w:tr")) is not None and (table := _above(row, "w:tbl")) is not None:
            within = "in it a table, row" if said and said[-1] != "in a text box" else "table row"
            said.append(f"{within} {_place_in(table, row)}, column {_place_in(row, holder)}")
    return ", ".join(said)


def _above(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(qn(tag)), None)


def _place_in(holder: etree._Element, element: etree._Element) -> int:
    """Which row of its table, or cell of its row, an element is: those of tables within do not count."""
    own = [one for one in holder.iter(element.tag) if next(one.iterancestors(holder.tag)) is holder]
    return own.index(element) + 1


def _close_up(paragraph: etree._Element, values: dict[str, str]) -> None:
    """Take out the dot or comma between two things where one of them is nothing: a case may have no reference."""
    empty = "|".join(re.escape(name) for name, value in values.items() if not value.strip())
    if not empty:
        return
    none = rf"\{{\{{(?:{empty})\}}\}}"
    texts = [one for one in pieces(paragraph) if one.tag == qn("w:t")]
    whole = "".join(one.text or "" for one in texts)
    for found in reversed(list(re.finditer(rf"\s*[·,]\s*{none}|{none}\s*·\s*", whole))):
        at = 0
        for piece in texts:
            text = piece.text or ""
            start, stop = max(found.start() - at, 0), min(found.end() - at, len(text))
            at += len(text)
            if start < stop:
                piece.text = text[:start] + text[stop:]
        whole = whole[: found.start()] + whole[found.end() :]


def _facts(paragraph: etree._Element, document: Document) -> None:
    for name, said in document.facts:
        made = xml.paragraph(xml.run(f"{name}: ", style="Quiet") + xml.run(said), "CoverFact")
        for element in parse_xml(f"<w:body {xml.NAMES}>{made}</w:body>"):
            paragraph.addprevious(element)
    take_out(paragraph)
