"""Placeholders an organisation types into its Word template, such as {{case.title}}."""

import difflib
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
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
        "version": document.edition.version,
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
            _replace(paragraph, values)


def asked(word: WordDocument) -> frozenset[str]:
    """The names of all placeholders a template holds."""
    return frozenset(name for _, paragraph in _paragraphs(word) for name in _FOUND.findall(_text(paragraph)))


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
        yield f"{under}, {_cell(paragraph) or f'paragraph {number}'}", paragraph
    for number, section in enumerate(word.sections, 1):
        for name, part in (
            ("header", section.header), ("footer", section.footer),
            ("first-page header", section.first_page_header), ("first-page footer", section.first_page_footer),
            ("even-page header", section.even_page_header), ("even-page footer", section.even_page_footer),
        ):  # fmt: skip
            if not part.is_linked_to_previous:
                for paragraph in part._element.iter(qn("w:p")):
                    yield f"in the {name} of section {number}", paragraph


def _cell(paragraph: etree._Element) -> str:
    """Where in its table a paragraph stands, in words; empty outside tables."""
    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    row = next(paragraph.iterancestors(qn("w:tr")), None)
    table = next(paragraph.iterancestors(qn("w:tbl")), None)
    if cell is None or row is None or table is None:
        return ""
    across = row.findall(qn("w:tc")).index(cell) + 1 if cell in row.findall(qn("w:tc")) else 1
    return f"table row {table.findall(qn('w:tr')).index(row) + 1}, column {across}"


def _text(paragraph: etree._Element) -> str:
    return "".join(one.text or "" if one.tag == qn("w:t") else "\t" for one in _pieces(paragraph))


def _pieces(paragraph: etree._Element) -> list[etree._Element]:
    """The texts and tabs of a paragraph, without those of a text box that hangs on it."""
    return [
        one
        for one in paragraph.iter(qn("w:t"), qn("w:tab"))
        if next(one.iterancestors()).tag == qn("w:r") and next(one.iterancestors(qn("w:p"))) is paragraph
    ]


def _replace(paragraph: etree._Element, values: dict[str, str]) -> None:
    """Put values where the placeholders stand, the rest of the paragraph untouched: a logo or a field may stand beside.

    A placeholder split over several runs takes the look of the run it begins in.
    """
    _close_up(paragraph, values)
    limit = sys.maxsize
    while True:
        pieces = [one for one in _pieces(paragraph) if one.tag == qn("w:t")]
        whole = "".join(one.text or "" for one in pieces)
        # From the end, so that a value which itself reads like a placeholder is not taken for one.
        found = next((one for one in reversed(list(_FOUND.finditer(whole))) if one.end() <= limit), None)
        if found is None:
            return
        limit = found.start()
        at, first = 0, None
        for piece in pieces:
            text = piece.text or ""
            start, stop = max(found.start() - at, 0), min(found.end() - at, len(text))
            at += len(text)
            if start < stop:
                if first is None:
                    first, before = piece, text[:start]
                    piece.text = ""
                    after = text[stop:]
                else:
                    piece.text = text[stop:]
                    piece.set(_SPACE, "preserve")
        assert first is not None
        _put(first, before, found[1], values, after)


def _close_up(paragraph: etree._Element, values: dict[str, str]) -> None:
    """Take out the dot between two things where one of them is nothing: a case may have no reference."""
    empty = "|".join(re.escape(name) for name, value in values.items() if not value.strip())
    if not empty:
        return
    none = rf"\{{\{{\s*(?:{empty})\s*\}}\}}"
    pieces = [one for one in _pieces(paragraph) if one.tag == qn("w:t")]
    whole = "".join(one.text or "" for one in pieces)
    for found in reversed(list(re.finditer(rf"\s*·\s*{none}|{none}\s*·\s*", whole))):
        at = 0
        for piece in pieces:
            text = piece.text or ""
            start, stop = max(found.start() - at, 0), min(found.end() - at, len(text))
            at += len(text)
            if start < stop:
                piece.text = text[:start] + text[stop:]
        whole = whole[: found.start()] + whole[found.end() :]


def _put(piece: etree._Element, before: str, name: str, values: dict[str, str], after: str) -> None:
    """Split the run at a placeholder: what stood before, the value, what stood after, all in the run's look."""
    run = piece.getparent()
    assert run is not None
    look = run.find(qn("w:rPr"))
    looked = etree.tostring(look, with_tail=False).decode() if look is not None else ""
    piece.text = before
    piece.set(_SPACE, "preserve")
    rest = deepcopy(run)
    place = list(run).index(piece)
    for one in list(run)[place + 1 :]:
        run.remove(one)
    for one in list(rest)[:place]:
        if one.tag != qn("w:rPr"):
            rest.remove(one)
    text = next(one for one in rest if one.tag == qn("w:t"))
    text.text = after
    lines = values.get(name, "").split("\n")
    value = "<w:br/>".join(f'<w:t xml:space="preserve">{xml.said(line)}</w:t>' for line in lines)
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    made = xml.field(fields[name]) if name in fields else f"<w:r>{looked}{value}</w:r>"
    anchor = run
    for element in (*parse_xml(f"<w:p {xml.NAMES}>{made}</w:p>"), rest):
        anchor.addnext(element)
        anchor = element


_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


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
