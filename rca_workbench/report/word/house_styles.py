"""The styles a report is printed in: which of them a Word file lacks, and copying them from the standard template."""

from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from lxml import etree

from rca_workbench.report.word.controls import take_out
from rca_workbench.report.word.placeholders import asked
from rca_workbench.report.word.xml import NAMES

ALWAYS = (
    "Normal", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "Table Text", "Table Heading",
    "Report Table", "Placeholder", "Finding", "Finding Detail", "Quote",
)  # fmt: skip
"""Styles that any document may need."""
FOR_PLACEHOLDERS = {
    "contents": ("TOC Heading", "TOC 1", "TOC 2", "Table of Figures"),
    "facts": ("Cover Fact",),
}
"""And those that one placeholder needs."""


def missing_styles(word: WordDocument) -> list[str]:
    """The styles a template that was `opened` lacks."""
    there, names = _by_name(word), asked(word)
    wanted = [*ALWAYS, *(one for name, styles in FOR_PLACEHOLDERS.items() if name in names for one in styles)]
    return [one for one in wanted if one.lower() not in there]


def copy_styles(word: WordDocument, standard: WordDocument, names: Sequence[str]) -> tuple[str, ...]:
    """Copy styles into a Word file, in its own fonts. Gives the names of those that were copied."""
    theirs, copied = _by_name(standard), []
    for name in names:
        there = _by_name(word)
        style = theirs.get(name.lower())
        if style is None or name.lower() in there:
            continue
        made = deepcopy(style)
        _name_anew(made, theirs, there)
        for fonts in list(made.iter(qn("w:rFonts"))):
            take_out(fonts)
        for number in list(made.iter(qn("w:numId"))):
            anew = _copied_list(word, standard, str(number.get(qn("w:val"))))
            if anew:
                number.set(qn("w:val"), anew)
            else:
                take_out(next(number.iterancestors(qn("w:numPr"))))
        taken = {one.get(qn("w:styleId")) for one in there.values()}
        while made.get(qn("w:styleId")) in taken:
            made.set(qn("w:styleId"), f"{made.get(qn('w:styleId'))}Report")
        word.styles.element.append(made)
        copied.append(name)
    return tuple(copied)


def _by_name(word: WordDocument) -> dict[str, etree._Element]:
    return {
        str(name.get(qn("w:val"))).lower(): style
        for style in word.styles.element.findall(qn("w:style"))
        if (name := style.find(qn("w:name"))) is not None
    }


def _name_anew(
    made: etree._Element, theirs: dict[str, etree._Element], there: dict[str, etree._Element]
) -> None:
    """Let a copied style name the styles beside it as the Word file calls them; what it has not is left out."""
    named = {str(style.get(qn("w:styleId"))): name for name, style in theirs.items()}
    for tag in ("w:basedOn", "w:next", "w:link"):
        for one in made.findall(qn(tag)):
            found = there.get(named.get(str(one.get(qn("w:val"))), ""))
            if found is None:
                take_out(one)
            else:
                one.set(qn("w:val"), str(found.get(qn("w:styleId"))))


def _copied_list(word: WordDocument, standard: WordDocument, number: str) -> str:
    """The number of a list of the standard template, copied; empty where it has none."""
    source = _numbering(standard)
    if source is None:
        return ""
    num = next((one for one in source.findall(qn("w:num")) if one.get(qn("w:numId")) == number), None)
    of = num.find(qn("w:abstractNumId")) if num is not None else None
    if of is None:
        return ""
    lists = source.findall(qn("w:abstractNum"))
    found = next((one for one in lists if one.get(qn("w:abstractNumId")) == of.get(qn("w:val"))), None)
    if found is None:
        return ""
    target = _numbering(word)
    if target is None:
        target = parse_xml(f"<w:numbering {NAMES}/>")
        part = NumberingPart(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, target, word.part.package
        )
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    kind = _free(target, "w:abstractNum", "w:abstractNumId")
    anew = _free(target, "w:num", "w:numId")
    made = deepcopy(found)
    made.set(qn("w:abstractNumId"), kind)
    for one in (*made.findall(qn("w:nsid")), *made.findall(qn("w:tmpl"))):
        made.remove(one)
    earlier = target.findall(qn("w:abstractNum"))
    if earlier:
        earlier[-1].addnext(made)
    else:
        target.insert(0, made)
    after = parse_xml(f'<w:num {NAMES} w:numId="{anew}"><w:abstractNumId w:val="{kind}"/></w:num>')
    nums = target.findall(qn("w:num"))
    (nums[-1] if nums else made).addnext(after)
    return anew


def _numbering(word: WordDocument) -> etree._Element | None:
    for relation in word.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            element: etree._Element = relation.target_part.element
            return element
    return None


def _free(root: etree._Element, tag: str, key: str) -> str:
    used = [int(str(one.get(qn(key)) or 0)) for one in root.findall(qn(tag))]
    return str(max(used, default=0) + 1)
