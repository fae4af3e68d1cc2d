"""Placeholders an organisation types into its Word template, such as {{case.title}}."""

import difflib
import re
from collections.abc import Iterator
from typing import cast

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.model.fault import Fault
from rca_workbench.report.document import Document
from rca_workbench.report.word import xml

INLINE = (
    "title", "case.title", "case.reference", "marking", "organisation", "version", "date", "head", "head.short",
    "page", "pages", "acknowledgement",
)  # fmt: skip
BLOCKS = ("facts", "contents", "report")
"""These stand alone in a paragraph."""

_FOUND = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def fill(word: WordDocument, document: Document) -> None:
    """Put the case's words where the template asks for them. Raises Fault naming what it does not know."""
    problems = check(word)
    if problems:
        raise Fault(problems[0], "Nothing was written.", "Correct the template, or use the standard one.")
    values = {
        "title": document.title,
        "case.title": document.subtitle,
        "case.reference": document.reference,
        "marking": document.marking,
        "organisation": document.organisation,
        "version": document.version,
        "date": document.date,
        "head": document.head,
        "head.short": document.head[:16],
        "acknowledgement": document.acknowledgement,
    }
    for _, paragraph in _paragraphs(word):
        text = _text(paragraph)
        names = _FOUND.findall(text)
        if not names:
            continue
        if names == ["facts"] and text.strip() == "{{facts}}":
            _facts(paragraph, document)
        elif not (set(names) & set(BLOCKS)):
            _replace(paragraph, text, values)


def check(word: WordDocument) -> list[str]:
    """What is wrong with the placeholders of a template, one sentence each with the place."""
    problems = []
    known = (*INLINE, *BLOCKS)
    reports = 0
    for place, paragraph in _paragraphs(word):
        text = _text(paragraph)
        for name in _FOUND.findall(text):
            reports += name == "report"
            if name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.4)
                hint = f" Did you mean {{{{{near[0]}}}}}?" if near else ""
                problems.append(
                    f"The template asks for {{{{{name}}}}}, {place}, which is not a known placeholder.{hint}"
                )
            elif name in BLOCKS and text.strip() != f"{{{{{name}}}}}":
                problems.append(f"{{{{{name}}}}}, {place}, has to stand alone in its paragraph.")
        if text.count("{{") != text.count("}}"):
            problems.append(f"A placeholder is not closed, {place}: “{text.strip()[:40]}”.")
    if not reports:
        problems.append("The template has no {{report}}: there is no place for the sections.")
    return problems


def find_block(word: WordDocument, name: str) -> etree._Element | None:
    """The paragraph that holds a block placeholder; None where there is none."""
    for paragraph in word.element.body.iter(qn("w:p")):
        if _text(paragraph).strip() == f"{{{{{name}}}}}":
            return cast(etree._Element, paragraph)
    return None


def _paragraphs(word: WordDocument) -> Iterator[tuple[str, etree._Element]]:
    """Every paragraph of body, headers and footers, with where it stands in words."""
    under = "on the cover"
    for number, paragraph in enumerate(word.element.body.iter(qn("w:p")), 1):
        style = paragraph.pPr.find(qn("w:pStyle")) if paragraph.pPr is not None else None
        if style is not None and str(style.get(qn("w:val"))).startswith("Heading"):
            under = f"under “{_text(paragraph)[:40]}”"
        yield f"{under}, paragraph {number}", paragraph
    for number, section in enumerate(word.sections, 1):
        for name, part in (
            ("header", section.header), ("footer", section.footer),
            ("first-page header", section.first_page_header), ("first-page footer", section.first_page_footer),
        ):  # fmt: skip
            if not part.is_linked_to_previous:
                for paragraph in part._element.iter(qn("w:p")):
                    yield f"in the {name} of section {number}", paragraph


def _text(paragraph: etree._Element) -> str:
    said = []
    for one in paragraph.iter(qn("w:t"), qn("w:tab")):
        said.append(one.text or "" if one.tag == qn("w:t") else "\t")
    return "".join(said)


def _replace(paragraph: etree._Element, text: str, values: dict[str, str]) -> None:
    """Write the paragraph anew in the look of its first run: a placeholder may be split over several."""
    first = next(paragraph.iter(qn("w:r")))
    look = first.find(qn("w:rPr"))
    looked = etree.tostring(look).decode() if look is not None else ""
    for one in list(paragraph):
        if one.tag != qn("w:pPr"):
            paragraph.remove(one)
    made = []
    for part in re.split(r"(\{\{[^{}]*\}\}|\t)", text):
        name = _FOUND.fullmatch(part)
        if part == "\t":
            made.append("<w:r><w:tab/></w:r>")
        elif name and name[1] in ("page", "pages"):
            made.append(xml.field("PAGE" if name[1] == "page" else "NUMPAGES"))
        elif part:
            shown = xml.said(values[name[1]]) if name else xml.said(part)
            made.append(f'<w:r>{looked}<w:t xml:space="preserve">{shown}</w:t></w:r>')
    for element in parse_xml(f"<w:p {xml.NAMES}>{''.join(made)}</w:p>"):
        paragraph.append(element)


def _facts(paragraph: etree._Element, document: Document) -> None:
    for name, said in document.facts:
        made = xml.paragraph(xml.run(f"{name}: ", style="Quiet") + xml.run(said), "CoverFact")
        for element in parse_xml(f"<w:body {xml.NAMES}>{made}</w:body>"):
            paragraph.addprevious(element)
    take_out(paragraph)


def take_out(element: etree._Element) -> None:
    """Remove an element from what holds it."""
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)
