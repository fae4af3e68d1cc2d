"""A document and a template's Word file become the report."""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.model.fault import Fault
from rca_workbench.report.document import (
    Bullets,
    Document,
    Heading,
    Paragraph,
    PictureBlock,
    TableBlock,
    Turn,
)
from rca_workbench.report.word import xml
from rca_workbench.report.word.placeholders import fill, find_block, take_out

EMU = 9525
"""English metric units to a pixel of 1/96 inch."""

_MARK = "The sections of the report stand here"
_PLACE = re.compile(
    rb"<w:p(?: [^>]*)?>(?:(?!</w:p>).)*" + _MARK.encode() + rb"(?:(?!</w:p>).)*</w:p>", re.DOTALL
)

Progress = Callable[[str, int, int], None]


class ReportWriter:
    """Writes one document. `pages` are page numbers of headings, from a layout pass, where known."""

    def __init__(self, document: Document, style: Path, pages: dict[str, str] | None = None) -> None:
        self._document = document
        self._pages = pages
        try:
            self._word = docx.Document(str(style))
        except Exception as fault:
            raise Fault(
                f"{style} cannot be opened as a Word file: {fault}.", "Nothing was written."
            ) from None
        self._marks = 100
        self._drawings = 0
        self._tables = 0
        self._figures = 0
        section = self._word.sections[0]
        self._upright = (section.page_width or 0, section.page_height or 0)
        margins = (section.left_margin or 0) + (section.right_margin or 0)
        self._widths = {False: self._upright[0] - margins, True: self._upright[1] - margins}
        self._room = self._upright[0] - (section.top_margin or 0) - (section.bottom_margin or 0)
        self._across = False
        self._headed = False

    def saved(self, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> bytes:
        """The finished file. Raises Fault where the template holds something unknown."""
        fill(self._word, self._document)
        place = find_block(self._word, "report")
        assert place is not None, "fill has seen to it"
        for child in list(place):
            place.remove(child)
        place.append(parse_xml(f"<w:r {xml.NAMES}><w:t>{_MARK}</w:t></w:r>"))
        blocks = self._document.blocks
        made: list[str] = []
        for number, one in enumerate(blocks):
            if cancelled and cancelled():
                raise Fault("Stopped.", "Nothing was written.")
            if progress and number % 20 == 0:
                progress("Making the Word report", number, len(blocks))
            made.append(self._made(one))
        self._contents()
        self._watermark()
        self._properties()
        return self._zipped("".join(made).encode())

    def _made(self, one: object) -> str:
        match one:
            case Heading():
                first, self._headed = not self._headed, True
                return xml.heading(one, self._mark(), new_page=first)
            case Paragraph():
                return xml.text_paragraph(one)
            case Bullets():
                return xml.bullets(one)
            case TableBlock():
                self._tables += 1
                title = xml.caption("Table", self._tables, one.caption, mark=self._mark(), above=True)
                body = xml.table(one, self._widths[self._across] // 635)
                return title + body + xml.paragraph("", "TableText")
            case PictureBlock():
                return self._picture(one)
            case Turn():
                return self._turn(one.landscape)
        return ""

    def _picture(self, one: PictureBlock) -> str:
        self._drawings += 1
        self._figures += 1
        high_most = (self._room if self._across else self._upright[1] * 7 // 10) - 1_100_000
        wide, high = one.picture.width * EMU, one.picture.height * EMU
        scale = min(1.0, self._widths[self._across] / wide, high_most / high)
        png = self._media(one.picture.png, f"picture{self._drawings}.png", "image/png")
        svg = self._media(one.picture.svg, f"picture{self._drawings}.svg", "image/svg+xml")
        drawn = xml.picture(
            png, svg, round(wide * scale), round(high * scale), one.picture.alt, self._drawings
        )
        title = xml.caption("Figure", self._figures, one.caption, mark=self._mark(), above=False)
        return xml.paragraph(drawn, "Normal", "<w:keepNext/>") + title

    def _turn(self, landscape: bool) -> str:
        """End the section so far; what follows lies the other way."""
        last = next(one for one in self._word.element.body if one.tag == qn("w:sectPr"))
        ending = deepcopy(last)
        self._size(ending, self._across)
        self._across = landscape
        self._size(last, landscape)
        return xml.paragraph("", "TableText", etree.tostring(ending).decode())

    def _size(self, section: etree._Element, landscape: bool) -> None:
        wide, high = self._upright if not landscape else self._upright[::-1]
        for size in section.iter(qn("w:pgSz")):
            size.set(qn("w:w"), str(wide // 635))
            size.set(qn("w:h"), str(high // 635))
            if landscape:
                size.set(qn("w:orient"), "landscape")
            elif size.get(qn("w:orient")) is not None:
                del size.attrib[qn("w:orient")]

    def _contents(self) -> None:
        """The contents list, written full, so that no program has to ask before it shows it."""
        place = find_block(self._word, "contents")
        if place is None:
            return
        numbers = self._pages is not None
        code = 'TOC \\o "1-2" \\h' + ("" if numbers else " \\n")
        entries = []
        for number, one in enumerate(self._document.headings):
            style = f"TOC{one.level}"
            line = xml.run(one.text)
            if numbers:
                page = (self._pages or {}).get(xml.anchor(one.id), "")
                line += "<w:r><w:tab/></w:r>" + xml.field(f"PAGEREF {xml.anchor(one.id)} \\h", page)
            link = f'<w:hyperlink w:anchor="{xml.anchor(one.id)}" w:history="1">{line}</w:hyperlink>'
            if number == 0:
                begin = (
                    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
                    f'{xml.said(code)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                )
                link = begin + link
            if number == len(self._document.headings) - 1:
                link += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            entries.append(xml.paragraph(link, style))
        heading = xml.paragraph(xml.run("Contents"), "TOCHeading", "<w:pageBreakBefore/>")
        whole = (
            '<w:sdt><w:sdtPr><w:id w:val="77"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            "<w:docPartUnique/>"
            f"</w:docPartObj></w:sdtPr><w:sdtContent>{heading}{''.join(entries)}</w:sdtContent></w:sdt>"
        )
        for element in _parsed(whole):
            place.addprevious(element)
        take_out(place)

    def _watermark(self) -> None:
        """DRAFT across each page, and said in the header for those who do not see it."""
        shape = (
            f'<w:p {xml.NAMES}><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:pict>'
            '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
            'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
            '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
            '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
            '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
            '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
            '<v:shape id="DraftMark" alt="Draft" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;'
            "width:400pt;height:130pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
            'mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" '
            'o:allowincell="f" fillcolor="#F1EFEB" stroked="f"><v:textpath style="font-family:&quot;Arial&quot;;'
            'font-size:1pt" string="DRAFT"/></v:shape></w:pict></w:r></w:p>'
        )
        for section in self._word.sections:
            header = section.header
            if not header.is_linked_to_previous:
                header._element.append(parse_xml(shape))
                break

    def _properties(self) -> None:
        core = self._word.core_properties
        core.title, core.subject = self._document.title, self._document.subtitle
        core.language, core.category = "en-GB", self._document.marking
        core.author = core.last_modified_by = core.comments = core.keywords = ""
        core.version = self._document.version

    def _media(self, data: bytes, name: str, kind: str) -> str:
        part = Part(PackURI(f"/word/media/{name}"), kind, data, self._word.part.package)
        return self._word.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)

    def _mark(self) -> int:
        self._marks += 1
        return self._marks

    def _zipped(self, body: bytes) -> bytes:
        """The package with the sections in their place and a fixed date inside: equal reports are equal files.

        The sections go in as text: moving a long table into another tree costs the square of its rows.
        """
        raw = io.BytesIO()
        self._word.save(raw)
        out = io.BytesIO()
        with zipfile.ZipFile(raw) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for name in held.namelist():
                if name == "docProps/thumbnail.jpeg":
                    continue
                data = held.read(name)
                if name == "_rels/.rels":
                    data = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data)
                if name == "word/document.xml":
                    data = _PLACE.sub(lambda _: body, data, count=1)
                info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                written.writestr(info, data)
        return out.getvalue()


def _parsed(content: str) -> list[etree._Element]:
    return list(parse_xml(f"<w:body {xml.NAMES}>{content}</w:body>"))
