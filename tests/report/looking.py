"""Looks a Word file over as no validator does: ids, targets, limits, and what a screen reader needs."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree

_LOWEST_CONTRAST = 4.5
_SMALLEST = 18  # half points


class File:
    """A Word file, unpacked."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as held:
            self.parts = {name: held.read(name) for name in held.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.styles = etree.fromstring(self.parts["word/styles.xml"])
        self.settings = etree.fromstring(self.parts["word/settings.xml"])

    def texts(self) -> Iterator[tuple[str, etree._Element]]:
        """Each part that holds words, by name."""
        yield "document", self.body
        for name, data in self.parts.items():
            if re.fullmatch(r"word/(header|footer|footnotes)[^/]*\.xml", name):
                yield name, etree.fromstring(data)

    def custom(self) -> list[bytes]:
        """The custom XML parts."""
        return [data for name, data in self.parts.items() if re.fullmatch(r"customXml/item\d+\.xml", name)]

    def setting(self, name: str) -> etree._Element | None:
        return self.settings.find(qn(f"w:{name}"))


def words(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(style.get(qn("w:val"))) if style is not None else "Normal"


def broken(file: File) -> list[str]:
    """What Word or LibreOffice would stumble over."""
    found: list[str] = []
    body = file.body
    marks = {str(one.get(qn("w:name"))) for one in body.iter(qn("w:bookmarkStart"))}
    starts = Counter(one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart")))
    ends = Counter(one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd")))
    if starts != ends:
        found.append("a bookmark is not closed")
    found += [
        f"a bookmark is called {name}"
        for name in marks
        if not re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII)
    ]
    for what, seen in (
        ("bookmark ids", starts),
        (
            "bookmark names",
            Counter(one.get(qn("w:name")).lower() for one in body.iter(qn("w:bookmarkStart"))),
        ),
        ("tags", Counter(one.get(qn("w:val")) for one in body.iter(qn("w:tag")))),
        (
            "control ids",
            Counter(
                one.get(qn("w:val"))
                for _, root in file.texts()
                for held in root.iter(qn("w:sdtPr"))
                for one in held.findall(qn("w:id"))
            ),
        ),
        (
            "drawing ids",
            Counter(one.get("id") for _, root in file.texts() for one in root.iter(qn("wp:docPr"))),
        ),
    ):
        found += [f"{what}: {one} is used {times} times" for one, times in seen.items() if times > 1]
    for tag in body.iter(qn("w:tag")):
        if len(str(tag.get(qn("w:val")))) > 64:
            found.append("a tag is longer than 64")
    for held in body.iter(qn("w:sdtPr")):
        id = held.find(qn("w:id"))
        if id is None or not 0 < int(id.get(qn("w:val"))) < 1 << 31:
            found.append("a control has no id")
    for name, root in file.texts():
        kinds = [one.get(qn("w:fldCharType")) for one in root.iter(qn("w:fldChar"))]
        if not kinds.count("begin") == kinds.count("end") == kinds.count("separate"):
            found.append(f"a field is not closed in {name}")
    for one in body.iter(qn("w:instrText")):
        code = (one.text or "").split()
        if code[0] in ("REF", "PAGEREF") and code[1] not in marks:
            found.append(f"{' '.join(code)} leads nowhere")
    for link in body.iter(qn("w:hyperlink")):
        if link.get(qn("w:anchor")) and link.get(qn("w:anchor")) not in marks:
            found.append(f"a link to {link.get(qn('w:anchor'))} leads nowhere")
    known = {one.get(qn("w:styleId")) for one in file.styles.iter(qn("w:style"))}
    for name, root in file.texts():
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            for one in root.iter(qn(tag)):
                if one.get(qn("w:val")) not in known:
                    found.append(f"{name} asks for the style {one.get(qn('w:val'))}")
    notes = {
        one.get(qn("w:id"))
        for name, root in file.texts()
        if "footnotes" in name
        for one in root.iter(qn("w:footnote"))
    }
    for one in body.iter(qn("w:footnoteReference")):
        if one.get(qn("w:id")) not in notes:
            found.append("a footnote is missing")
    rels = file.parts["word/_rels/document.xml.rels"].decode()
    for key in re.findall(r' r:(?:embed|id|link)="([^"]+)"', file.parts["word/document.xml"].decode()):
        if f'Id="{key}"' not in rels:
            found.append(f"{key} is no part")
    whole = b"".join(file.parts.values())
    found += [
        f"{asked.decode()} asks a question" for asked in (b"updateFields", b"w:dirty") if asked in whole
    ]
    if not re.search(rb'compatibilityMode"[^>]*w:val="15"', file.parts["word/settings.xml"]):
        found.append("it is not in mode 15")
    listed = {words(link).rstrip("0123456789") for link in body.iter(qn("w:hyperlink"))}
    if any(style_of(one).startswith("TOC1") for one in body.iter(qn("w:p"))):
        found += [
            f"the contents list lacks “{words(one)}”"
            for one in body.iter(qn("w:p"))
            if style_of(one) in ("Heading1", "Heading2") and words(one).rstrip("0123456789") not in listed
        ]
    return found


def unreadable(file: File) -> list[str]:
    """What bars people who use a screen reader, a keyboard or large type."""
    return [*_pictures(file), *_tables(file), *_structure(file), *_language(file), *_look(file)]


def _pictures(file: File) -> Iterator[str]:
    for name, root in file.texts():
        for one in root.iter(qn("wp:docPr")):
            if len(one.get("descr", "")) < 10:
                yield f"a picture in {name} has no words"
        for shape in root.iter("{urn:schemas-microsoft-com:vml}shape"):
            if not shape.get("alt"):
                yield f"a shape in {name} has no words"
        if any(True for _ in root.iter(qn("wp:anchor"), qn("w:txbxContent"))):
            yield f"something floats in {name}"


def _tables(file: File) -> Iterator[str]:
    for table in file.body.iter(qn("w:tbl")):
        title = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        about = table.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}")
        if title is None or not title.get(qn("w:val")) or about is None or not about.get(qn("w:val")):
            yield "a table has no title"
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        rows = table.findall(qn("w:tr"))
        if look is None or look.get(qn("w:firstRow")) != "1":
            yield "a table does not say that its first row is its heading"
        if rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield "a table does not repeat its heading row"
        if any(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in rows):
            yield "a row may split"
        if any(True for _ in table.iter(qn("w:gridSpan"), qn("w:vMerge"))):
            yield "cells are merged"
        if any(True for cell in table.iter(qn("w:tc")) for _ in cell.iter(qn("w:tbl"))):
            yield "a table stands in a table"
        if len({len(row.findall(qn("w:tc"))) for row in rows}) != 1:
            yield "rows differ in length"


def _structure(file: File) -> Iterator[str]:
    last = 0
    for paragraph in file.body.iter(qn("w:p")):
        style = style_of(paragraph)
        if found := re.fullmatch(r"Heading(\d)", style):
            level = int(found[1])
            if level > last + 1:
                yield f"from heading {last} to “{words(paragraph)}”, which is a heading {level}"
            last = level
            if not words(paragraph):
                yield "a heading says nothing"
        empty = not words(paragraph) and not any(True for _ in paragraph.iter(qn("w:drawing"), qn("w:tab")))
        inside = next(paragraph.iterancestors(qn("w:tc")), None) is not None
        spacing = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        unseen = spacing is not None and spacing.get(qn("w:line")) == "20"
        if empty and not inside and not unseen:
            yield f"a blank paragraph stands for space ({style})"
        if re.match(r"\s*([-•*–]|\d+\.)\s", words(paragraph)) and style in ("Normal", "ListBullet"):
            yield f"a list is typed by hand: “{words(paragraph)[:30]}”"
    numbered = file.styles.find(f"{qn('w:style')}[@{qn('w:styleId')}='ListBullet']")
    if numbered is None or next(numbered.iter(qn("w:numPr")), None) is None:
        yield "the list style has no marks of its own"


def _language(file: File) -> Iterator[str]:
    for name in ("word/styles.xml", "word/document.xml", "word/settings.xml"):
        for said in re.findall(rb'(?:lang|FontLang) w:val="([^"]*)"', file.parts[name]):
            if said != b"en-GB":
                yield f"{name} speaks {said.decode()}"
    core = file.parts["docProps/core.xml"].decode()
    if not re.search(r"<dc:title>[^<]+</dc:title>", core):
        yield "it has no title"
    if "<dc:language>en-GB" not in core:
        yield "it does not say its language"
    for link in file.body.iter(qn("w:hyperlink")):
        if len(words(link)) < 2 or words(link).lower().startswith(("http", "click")):
            yield "a link does not say where it leads"


def _look(file: File) -> Iterator[str]:
    shaded = [one.get(qn("w:fill")) for one in file.styles.iter(qn("w:shd")) if _used(file, one)]
    grounds = ["FFFFFF", *(one for one in shaded if one and one != "auto")]
    for style in file.styles.iter(qn("w:style")):
        if style.get(qn("w:styleId")) not in _used_styles(file):
            continue
        color, size = next(style.iter(qn("w:color")), None), next(style.iter(qn("w:sz")), None)
        said = color.get(qn("w:val")) if color is not None else "auto"
        if said not in (None, "auto"):
            for ground in grounds:
                if _contrast(str(said), ground) < _LOWEST_CONTRAST:
                    yield f"{style.get(qn('w:styleId'))} is too light on {ground}"
        if size is not None and float(size.get(qn("w:val"))) < _SMALLEST:
            yield f"{style.get(qn('w:styleId'))} is too small"
    for run in file.body.iter(qn("w:r")):
        size = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        if size is not None and words(run) and float(size.get(qn("w:val"))) < _SMALLEST:
            yield "a run is too small"


def _used_styles(file: File) -> set[str]:
    return {
        str(one.get(qn("w:val")))
        for _, root in file.texts()
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for one in root.iter(qn(tag))
    }


def _used(file: File, element: etree._Element) -> bool:
    style = next(element.iterancestors(qn("w:style")), None)
    return style is not None and style.get(qn("w:styleId")) in _used_styles(file)


def _contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG 2.2 reckons it."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
