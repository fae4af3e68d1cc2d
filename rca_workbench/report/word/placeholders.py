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
    if name == "facts":
        return []
    holder = next(paragraph.iterancestors(qn("w:tc"), qn("w:txbxContent"), qn("w:hdr"), qn("w:ftr")), None)
    if holder is None:
        return []
    within = {qn("w:tc"): "a table", qn("w:txbxContent"): "a text box"}.get(holder.tag, "a header or footer")
    return [f"{said}, {place}, stands in {within}. Move it into a paragraph of its own in the text."]


def find_block(word: WordDocument, name: str) -> etree._Element | None:
    """The paragraph that holds a block placeholder; None where there is none."""
    for paragraph in word.element.body.iter(qn("w:p")):
        if [one for one, _ in controls(paragraph)] == [name]:
            return cast(etree._Element, paragraph)
    return None


def _paragraphs(word: WordDocument) -> Iterator[tuple[str, etree._Element]]:
    """Every paragraph of body, headers and footers, with where it stands in words."""
    headings = _heading_styles(word)
    under, number = "on the cover", 0
    for paragraph in list(word.element.body.iter(qn("w:p"))):
        style = paragraph.pPr.find(qn("w:pStyle")) if paragraph.pPr is not None else None
        cell = _cell(paragraph)
        if style is not None and style.get(qn("w:val")) in headings:
            under, number = f"under “{text_of(paragraph)[:40]}”", 0
        elif not cell:
            number += 1
        yield f"{under}, {cell or (f'paragraph {number}' if number else 'in the heading')}", paragraph
    for number, section in enumerate(word.sections, 1):
        for name, part in (
            ("header", section.header), ("footer", section.footer),
            ("first-page header", section.first_page_header), ("first-page footer", section.first_page_footer),
            ("even-page header", section.even_page_header), ("even-page footer", section.even_page_footer),
        ):  # fmt: skip
            if part.is_linked_to_previous:
                continue
            for paragraph in list(part._element.iter(qn("w:p"))):
                cell = _cell(paragraph)
                yield f"in the {name} of section {number}" + (f", {cell}" if cell else ""), paragraph


def _heading_styles(word: WordDocument) -> frozenset[str]:
    """The ids of the styles that head what follows, whatever language they were made in."""
    found = set()
    for style in word.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and re.match(r"heading [1-9]$", str(name.get(qn("w:val"))).lower()):
            found.add(str(style.get(qn("w:styleId"))))
    return frozenset(found)


def _cell(paragraph: etree._Element) -> str:
    """Where in its table a paragraph stands, in words; empty outside tables."""
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    row = next(paragraph.iterancestors(qn("w:tr")), None)
    table = next(paragraph.iterancestors(qn("w:tbl")), None)
    if cell is None or row is None or table is None:
        return ""
    cells, rows = list(row.iter(qn("w:tc"))), list(table.iter(qn("w:tr")))
    return f"table row {rows.index(row) + 1}, column {cells.index(cell) + 1}"


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
