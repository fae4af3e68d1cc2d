"""What a template has around the sections of a report: the draft mark on each page, and lines that have nothing to say."""

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.report.word import xml

_SAYS = ("w:drawing", "w:pict", "w:fldChar", "w:br", "w:sectPr", "w:object")
"""What a paragraph may hold beside words."""

WATERMARK = "DRAFT"
"""What stands across each page of a draft."""
_SHAPE = (
    '<w:r><w:pict><v:shapetype id="DraftType{number}" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="DraftMark{number}" alt="Draft" type="#DraftType{number}" style="position:absolute;margin-left:0;'
    "margin-top:0;width:400pt;height:130pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
    'mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" '
    'o:allowincell="f" fillcolor="#F1EFEB" stroked="f"><v:textpath style="font-family:&quot;Arial&quot;;'
    f'font-size:1pt" string="{WATERMARK}"/></v:shape></w:pict></w:r>'
)


def mark_as_draft(word: WordDocument) -> None:
    """DRAFT across each page: in every header a page may show, the first page's and even pages' among them."""
    number = 0
    for place, section in enumerate(word.sections):
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if word.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            if header.is_linked_to_previous:
                if place:
                    continue
                header.is_linked_to_previous = False
            number += 1
            paragraph = list(header._element.iter(qn("w:p")))[-1]
            for run in parse_xml(f"<w:p {xml.NAMES}>{_SHAPE.format(number=number)}</w:p>"):
                paragraph.append(run)


def speaking(word: WordDocument) -> list[etree._Element]:
    """The paragraphs of the text that say something, outside tables and boxes: those may not be left with none."""
    return [one for one in word.element.body.iter(qn("w:p")) if _says(one) and not _is_held(one)]


def drop_silent(paragraphs: list[etree._Element]) -> None:
    """Take those out that say nothing any more: a case may have no organisation, and a blank line would be left."""
    for one in paragraphs:
        holder = one.getparent()
        if holder is not None and not _says(one):
            holder.remove(one)


def _says(paragraph: etree._Element) -> bool:
    return any((one.text or "").strip() for one in paragraph.iter(qn("w:t"))) or any(
        True for _ in paragraph.iter(*(qn(name) for name in _SAYS))
    )


def _is_held(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(qn("w:tc"), qn("w:txbxContent")), None) is not None
