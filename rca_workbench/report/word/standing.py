"""What stands where in the Word file of a template: places for sections, and the organisation's own headings between."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.report.word.controls import controls, text_of
from rca_workbench.report.word.placeholders import is_block
from rca_workbench.report.word.words_held import heading_levels


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the Word file that the writer fills."""

    name: str
    """The placeholder; of a heading its number."""
    heading: str = ""
    """The words of a heading of the organisation's own; empty for a placeholder."""
    level: int = 0
    headed: bool = False
    """Whether a heading stands right above a placeholder: that is the section's heading then."""


def standing(word: WordDocument) -> list[tuple[Standing, etree._Element]]:
    """The places of a template that was `opened`, in order, each with its paragraph.

    A heading counts from the contents list or the first section on, or where it heads the first section: what stands
    before belongs to the cover.
    """
    levels = heading_levels(word)
    found: list[tuple[Standing, etree._Element]] = []
    headings = 0
    above: tuple[int, str, etree._Element] | None = None
    inside = False
    for paragraph in _plain(word):
        names = [name for name, _ in controls(paragraph)]
        look = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = levels.get(str(look.get(qn("w:val"))) if look is not None else "", 0)
        if len(names) == 1 and text_of(paragraph).strip() == f"{{{{{names[0]}}}}}" and is_block(names[0]):
            if above is not None and not inside and names[0] not in ("contents", "facts"):
                headings += 1
                found.append((Standing(f"heading {headings}", above[1], above[0]), above[2]))
            headed = above is not None
            inside = inside or names[0] != "facts"
            if names[0] not in ("contents", "facts"):
                found.append((Standing(names[0], headed=headed), paragraph))
            above = None
        elif 1 <= level <= 3 and text_of(paragraph).strip() and not _holds_more(paragraph):
            above = level, text_of(paragraph).strip(), paragraph
            if inside:
                headings += 1
                found.append((Standing(f"heading {headings}", above[1], level), paragraph))
        else:
            above = None
    return found


def words_after(word: WordDocument, paragraph: etree._Element) -> bool:
    """Whether anything is printed behind a paragraph."""
    return any(
        one.tag != qn("w:sectPr") and (one.tag != qn("w:p") or text_of(one).strip() or _holds_more(one))
        for one in paragraph.itersiblings()
    )


def _plain(word: WordDocument) -> Iterator[etree._Element]:
    """Paragraphs of the text that stand in no table and no box."""
    for one in list(word.element.body):
        if one.tag == qn("w:p"):
            yield one


def _holds_more(paragraph: etree._Element) -> bool:
    """Whether a paragraph holds a picture or ends a section."""
    return any(True for _ in paragraph.iter(qn("w:drawing"), qn("w:pict"), qn("w:sectPr")))
