"""A document and a template's Word file become the report."""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, time
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
    Copy,
    Document,
    Heading,
    Paragraph,
    PictureBlock,
    TableBlock,
    Turn,
)
from rca_workbench.report.word import xml
from rca_workbench.report.word.frame import mark_as_draft
from rca_workbench.report.word.placeholders import asked, fill, find_block, take_out

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
        self._captions: list[tuple[str, int, str]] = []

    @property
    def has_contents(self) -> bool:
        """Whether the template asks for a contents list. Without one there is no cover page to keep apart either."""
        return find_block(self._word, "contents") is not None

    def saved(self, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> bytes:
        """The finished file. Raises Fault where the template holds something unknown."""
        self._headed = not self.has_contents
        said = asked(self._word)
        fill(self._word, self._document)
        if self._document.edition.copy is not Copy.SIGNED:
            mark_as_draft(self._word)
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
        self._properties(said)
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
                self._tables += bool(one.caption)
                title = self._caption("Table", self._tables, one.caption, above=True)
                body = xml.table(one, self._widths[self._across] // 635)
                return title + body + xml.paragraph("", "TableText")
            case PictureBlock():
                return self._picture(one)
            case Turn():
                return self._turn(one.landscape)
        return ""

    def _picture(self, one: PictureBlock) -> str:
        self._drawings += 1
        self._figures += bool(one.caption)
        high_most = (self._room if self._across else self._upright[1] * 7 // 10) - 1_100_000
        wide, high = one.picture.width * EMU, one.picture.height * EMU
        scale = min(1.0, self._widths[self._across] / wide, high_most / high)
        png = self._media(one.picture.png, f"picture{self._drawings}.png", "image/png")
        svg = self._media(one.picture.svg, f"picture{self._drawings}.svg", "image/svg+xml")
        drawn = xml.picture(
            png, svg, round(wide * scale), round(high * scale), one.picture.alt, self._drawings
        )
        title = self._caption("Figure", self._figures, one.caption, above=False)
        return xml.paragraph(drawn, "Normal", "<w:keepNext/>") + title

    def _caption(self, kind: str, number: int, text: str, *, above: bool) -> str:
        """The numbered caption of a table or a figure; nothing where it has none."""
        if not text:
            return ""
        self._captions.append((kind, number, text))
        return xml.caption(kind, number, text, mark=self._mark(), above=above)

    def _turn(self, landscape: bool) -> str:
        """End the section so far; what follows lies the other way."""
        last = next(one for one in self._word.element.body if one.tag == qn("w:sectPr"))
        ending = deepcopy(last)
        self._size(ending, self._across)
        # A first page of its own belongs to the cover, not to each turn of the page.
        for one in last.findall(qn("w:titlePg")):
            last.remove(one)
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
        lines, looks = [], []
        for one in self._document.headings:
            line = xml.run(one.text)
            if numbers:
                page = (self._pages or {}).get(xml.anchor(one.id), "")
                line += "<w:r><w:tab/></w:r>" + xml.field(f"PAGEREF {xml.anchor(one.id)} \\h", page)
            lines.append(f'<w:hyperlink w:anchor="{xml.anchor(one.id)}" w:history="1">{line}</w:hyperlink>')
            looks.append(f"TOC{one.level}")
        entries = xml.list_field(code, lines, *looks)
        heading = xml.paragraph(xml.run("Contents"), "TOCHeading", "<w:pageBreakBefore/>")
        whole = (
            '<w:sdt><w:sdtPr><w:id w:val="77"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            "<w:docPartUnique/>"
            f"</w:docPartObj></w:sdtPr><w:sdtContent>{heading}{''.join(entries)}</w:sdtContent></w:sdt>"
        )
        for element in _parsed(whole + self._lists(numbers)):
            place.addprevious(element)
        take_out(place)

    def _lists(self, numbers: bool) -> str:
        """The lists of tables and of figures, each a field of its own."""
        made = []
        for kind, heading in (("Table", "Tables"), ("Figure", "Figures")):
            lines = []
            for _, number, text in (one for one in self._captions if one[0] == kind):
                name = f"_{kind}_{number}"
                line = xml.run(f"{kind} {number}. {text}")
                if numbers:
                    page = (self._pages or {}).get(name, "")
                    line += "<w:r><w:tab/></w:r>" + xml.field(f"PAGEREF {name} \\h", page)
                lines.append(f'<w:hyperlink w:anchor="{name}" w:history="1">{line}</w:hyperlink>')
            if lines:
                made.append(xml.paragraph(xml.run(heading), "TOCHeading", "<w:keepNext/>"))
                made += xml.list_field(
                    f'TOC \\h \\c "{kind}"' + ("" if numbers else " \\n"), lines, "TableofFigures"
                )
        return "".join(made)

    def _properties(self, said: frozenset[str]) -> None:
        """The file's own record: of the case it says no more than the template's pages do."""
        core, document = self._word.core_properties, self._document
        core.title, core.language = document.title, "en-GB"
        core.subject = document.subtitle if "case.title" in said else ""
        core.category = document.marking if "marking" in said else ""
        core.author = core.last_modified_by = core.comments = core.keywords = ""
        core.created = core.modified = datetime.combine(self._document.edition.day, time(), UTC)
        core.version = self._document.edition.version

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
