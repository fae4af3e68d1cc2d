"""A document and a template's Word file become the report."""

import gc
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.model.fault import Fault
from rca_workbench.report.document import (
    Block,
    Bullets,
    Copy,
    Document,
    Heading,
    Paragraph,
    PictureBlock,
    StandsAt,
    TableBlock,
    Turn,
    spans_of,
)
from rca_workbench.report.word import xml
from rca_workbench.report.word.arranging import arranged, begun_above
from rca_workbench.report.word.contents import contents
from rca_workbench.report.word.frame import drop_silent, mark_as_draft, speaking
from rca_workbench.report.word.ids import ids_not_in
from rca_workbench.report.word.marking import Marks
from rca_workbench.report.word.notes import Notes
from rca_workbench.report.word.opening import opened
from rca_workbench.report.word.parts import add_footnotes, add_properties, add_sent, highest_footnote
from rca_workbench.report.word.placeholders import asked, fill, find_block
from rca_workbench.report.word.places import Place, Places
from rca_workbench.report.word.settings import allow, speak_british
from rca_workbench.report.word.standing import standing
from rca_workbench.report.word.styles import called, complete, renamed
from rca_workbench.report.word.tables import table
from rca_workbench.report.word.tags import Property, Sent, sent_xml
from rca_workbench.report.word.turning import Pages
from rca_workbench.report.word.words import Words

EMU = 9525
"""English metric units to a pixel of 1/96 inch."""
_TWIP = 635
"""And to a twentieth of a point."""
_UNDER_TABLE = 160
"""Twentieths of a point between a table and the words below it."""
_BESIDE_PICTURE, _LINE = 1_100_000, 360_000
"""Room on the page of a picture for a heading and its caption, and for each further heading or line above it."""

_BODY, _CONTENTS = "Place {} of the sections of the report", "The contents of the report stand here"

Progress = Callable[[str, int, int], None]


class ReportWriter:
    """Writes one document. The text is made once; the file can be had with page numbers, or without."""

    def __init__(self, document: Document, style: Path) -> None:
        self._document = document
        self._word = opened(style)
        self._standing = {
            one.name: (place, _BODY.format(number))
            for number, (one, place) in enumerate(standing(self._word))
        }
        self._blocks = arranged(document.blocks)
        self._places = Places(self._blocks)
        self._notes = Notes(highest_footnote(self._word))
        self._bookmarks, controls, self._drawings = ids_not_in(self._word)
        review = document.edition.copy is Copy.REVIEW
        spans = (span for one in self._blocks for span in spans_of(one))
        self._marks = Marks(spans, controls, self._bookmarks) if review else None
        self._words = Words(self._places, self._notes, self._marks)
        self._pages = Pages(self._word)
        self._pictures = 0
        self._begun = False
        self._sent = ("", b"")
        self._held: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._cancelled: Callable[[], bool] | None = None

    @property
    def has_contents(self) -> bool:
        """Whether the template asks for a contents list. Without one there is no cover page to keep apart either."""
        return find_block(self._word, "contents") is not None

    def write(self, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        """Make the text. Raises Fault where the template holds something unknown, or when cancelled."""
        self._cancelled = cancelled
        listed = self.has_contents
        self._begun = not listed
        said = asked(self._word)
        spoke = speaking(self._word)
        fill(self._word, self._document)
        drop_silent(spoke)
        complete(self._word, self._pages.width // _TWIP)
        speak_british(self._word)
        allow(self._word, self._document.edition.copy)
        if self._document.edition.copy is not Copy.SIGNED:
            mark_as_draft(self._word)
        for place, words in self._standing.values():
            _mark_place(place, words)
        _mark_place(find_block(self._word, "contents"), _CONTENTS)
        with unswept():
            bodies = self._bodies(progress)
        self._pages.finish()
        self._properties(said)
        add_footnotes(self._word, self._notes)
        self._say_what_was_sent(said)
        self._names = called(self._word)
        self._keep({name: renamed(body, self._names) for name, body in bodies.items()})

    def saved(self, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> bytes:
        """The file without page numbers, made in one go."""
        self.write(progress, cancelled)
        return self.file()

    def file(self, pages: Mapping[str, str] | None = None, *, light: bool = False) -> bytes:
        """The finished file. `pages` are page numbers of bookmarks, from a layout pass, where known.

        A light one has the size of each picture and nothing in it: quick to lay out, and each page ends where it should.
        """
        if light:
            listed = (*self._places.headings, *self._places.captions)
            pages = dict.fromkeys((one.name for one in listed), _ANY_PAGE)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for name, data in self._held.items():
                self._go_on()
                if name == "word/document.xml":
                    data = self._with_contents(data, pages)
                elif light and name.startswith("word/media/report"):
                    data = _NO_SVG if name.endswith(".svg") else _NO_PNG
                info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
                written.writestr(info, data, zipfile.ZIP_DEFLATED, _PRESSED)
        return out.getvalue()

    def _with_contents(self, text: bytes, pages: Mapping[str, str] | None) -> bytes:
        return _put(text, _CONTENTS, renamed(contents(self._places, pages), self._names))

    def _bodies(self, progress: Progress | None) -> dict[str, str]:
        """The sections as text of Word's XML, by place: to move a long table into a tree costs the square of its rows."""
        made: list[str] = []
        places = {"report": made}
        below_table = False
        for number, one in enumerate(self._blocks):
            self._go_on()
            if progress and number % 20 == 0:
                progress("Making the Word report", number, len(self._blocks))
            if isinstance(one, Turn):
                self._begun = True  # a new section begins on a new page
                _end_section(made, self._pages.turned(one.landscape), below_table=below_table)
                below_table = False
                continue
            if below_table and (
                isinstance(one, StandsAt) or (isinstance(one, TableBlock) and not one.caption)
            ):
                made.append(xml.ending())
            if isinstance(one, StandsAt):
                made = places.setdefault(one.name, [])
                below_table = False
                continue
            made.append(self._made(number, one, below_table=below_table))
            below_table = isinstance(one, TableBlock)
        if below_table:
            made.append(xml.ending())
        return {name: "".join(parts) for name, parts in places.items()}

    def _made(self, number: int, one: Block, *, below_table: bool) -> str:
        before = _UNDER_TABLE if below_table else 0
        match one:
            case Heading():
                first, self._begun = not self._begun, True
                self._words.under = one.text
                inside = xml.bookmark(next(self._bookmarks), self._places.at(number).name, xml.run(one.text))
                return xml.paragraph(inside, f"Heading{one.level}", xml.shape(new_page=first))
            case Paragraph():
                # One in bold throughout heads what follows, and stays with it.
                heads = bool(one.spans) and all(span.bold for span in one.spans)
                first, self._begun = not self._begun, True
                look = xml.shape(keep_next=heads, new_page=first, before=before)
                return self._lines(self._words.lines(one.spans), one.style, look, xml.shape(keep_next=heads))
            case Bullets():
                return "".join(self._points(one, before))
            case TableBlock():
                words, width = self._words, self._pages.width // _TWIP
                body = table(one, width, words, one.caption or words.under or "Table", self._go_on)
                return (self._caption(self._places.at(number), above=True) if one.caption else "") + body
            case PictureBlock():
                return self._picture(number, one, before)
            case Turn() | StandsAt():
                raise AssertionError("it has no words")

    def _lines(self, lines: list[str], style: str, look: str, further: str) -> str:
        """Paragraphs, the first of which may stand otherwise than those that follow."""
        return "".join(
            xml.paragraph(line, style.replace(" ", ""), further if at else look)
            for at, line in enumerate(lines)
        )

    def _points(self, one: Bullets, before: int) -> Iterator[str]:
        """Points of a list; further lines of one stand below its first, without a mark of their own.

        The last two stay on one page.
        """
        for at, item in enumerate(one.items):
            lines = self._words.lines(item)
            keep = at == len(one.items) - 2
            yield xml.paragraph(lines[0], "ListBullet", xml.shape(keep_next=keep, before=before * (at == 0)))
            further = xml.shape(keep_next=keep)
            yield from (xml.paragraph(line, "ListContinue", further) for line in lines[1:])

    def _picture(self, number: int, one: PictureBlock, before: int) -> str:
        self._pictures += 1
        pages = self._pages
        high_most = (pages.height if pages.across else pages.height * 8 // 10) - _BESIDE_PICTURE
        high_most -= _LINE * max(0, begun_above(self._blocks, number) - 1)
        wide, high = one.picture.width * EMU, one.picture.height * EMU
        scale = min(1.0, pages.width / wide, high_most / high)
        png = self._media(one.picture.png, f"report{self._pictures}.png", "image/png")
        svg = self._media(one.picture.svg, f"report{self._pictures}.svg", "image/svg+xml")
        drawn = xml.picture(
            png, svg, round(wide * scale), round(high * scale), one.picture.alt, next(self._drawings)
        )
        shown = xml.paragraph(drawn, "Normal", xml.shape(keep_next=bool(one.caption), before=before))
        return shown + (self._caption(self._places.at(number), above=False) if one.caption else "")

    def _caption(self, place: Place, *, above: bool) -> str:
        """The numbered caption of a table or a figure; a table's stays with the table below it."""
        label = xml.run(f"{place.kind} ") + xml.field(f"SEQ {place.kind} \\* ARABIC", str(place.number))
        if place.label:
            label = xml.bookmark(next(self._bookmarks), place.label, label)
        whole = xml.bookmark(next(self._bookmarks), place.name, label + xml.run(f". {place.text}"))
        return xml.paragraph(whole, "Caption", xml.shape(keep_next=above))

    def _say_what_was_sent(self, said: frozenset[str]) -> None:
        """Of which case and version it is, for programs: in a review copy all, in others what its pages say."""
        document, edition = self._document, self._document.edition
        facts = {Property.TEMPLATE.value: document.template, Property.VERSION.value: edition.version}
        if self._marks is not None:
            sent = Sent(
                edition.case_id,
                edition.export_id,
                document.template,
                edition.version,
                document.head,
                tuple(self._marks.fields),
            )
            # Listed at the end: what is thousands of fields long is not packed twice.
            self._sent = add_sent(self._word), sent_xml(sent)
            facts |= {Property.CASE.value: edition.case_id, Property.EXPORT.value: edition.export_id}
        if self._marks is not None or {"head", "head.short"} & said:
            facts[Property.HEAD.value] = document.head
        add_properties(self._word, {name: value for name, value in facts.items() if value})

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

    def _keep(self, bodies: Mapping[str, str]) -> None:
        """Hold the parts of the package, with the sections in their place."""
        raw = io.BytesIO()
        self._word.save(raw)
        with zipfile.ZipFile(raw) as package:
            self._held = {one: package.read(one) for one in package.namelist() if one != _THUMBNAIL}
        self._held["_rels/.rels"] = re.sub(
            rb"<Relationship [^>]*thumbnail[^>]*/>", b"", self._held["_rels/.rels"]
        )
        name, listed = self._sent
        if name:
            self._held[name] = listed
        text = self._held["word/document.xml"]
        for name, (_, words) in self._standing.items():
            text = _put(text, words, bodies.get(name, ""))
        self._held["word/document.xml"] = text

    def _go_on(self) -> None:
        if self._cancelled and self._cancelled():
            raise Fault("Stopped.", "Nothing was written.")


_PRESSED = 3
"""How hard the file is compressed: twice as quick as the usual 6, and a file of thousands of rows is 7 % larger."""
_ANY_PAGE = "88"
"""A page number as wide as most: where it is left out, fewer lines of the lists would run over."""
_THUMBNAIL = "docProps/thumbnail.jpeg"
_NO_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
_NO_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
"""Pictures with nothing in them, one pixel wide."""


def _mark_place(place: etree._Element | None, words: str) -> None:
    """Put words of ours where sections are to stand, so that their place is found in the finished text."""
    if place is None:
        return
    ends = place.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if ends is not None:  # a section of the template ends there, and goes on ending there
        after = parse_xml(f"<w:p {xml.NAMES}><w:pPr/></w:p>")
        after[0].append(ends)
        place.addnext(after)
    for child in list(place):
        place.remove(child)
    place.append(parse_xml(f"<w:r {xml.NAMES}><w:t>{words}</w:t></w:r>"))


@contextmanager
def unswept() -> Iterator[None]:
    """Without Python looking for cycles meanwhile: strings have none, and the more there are the longer it looks."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _put(text: bytes, words: str, made: str) -> bytes:
    """The text with what was made in place of the paragraph that holds the words; as it was where none does."""
    at = text.find(words.encode())
    if at < 0:
        return text
    start = max(text.rfind(b"<w:p>", 0, at), text.rfind(b"<w:p ", 0, at))
    end = text.index(b"</w:p>", at) + len(b"</w:p>")
    return b"".join((text[:start], made.encode(), text[end:]))


def _end_section(made: list[str], properties: str, *, below_table: bool) -> None:
    """End a section with its last paragraph, or with one that nobody sees where it has none."""
    last = made[-1] if made and not below_table else ""
    at = last.find("</w:pPr>", last.rfind("<w:p>")) if last else -1
    if at < 0:
        made.append(xml.ending(properties))
    else:
        made[-1] = f"{last[:at]}{properties}{last[at:]}"
