"""The parts of a Word file that came back, and what it says of itself."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from rca_workbench.report.returned.body import W
from rca_workbench.report.word.tags import Property, Sent, sent_in

MAIN = "word/document.xml"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_FIELDS_FROM_OUTSIDE = re.compile(rb"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|RD)\b\s")


class Package:
    """A Word file that passed the gate."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            self._parts = {
                name: held.read(name) for name in held.namelist() if name.lower().endswith((".xml", ".rels"))
            }
            self.names = frozenset(held.namelist())

    def root(self, name: str) -> etree._Element | None:
        """A part, read; None where there is none or it cannot be read."""
        data = self._parts.get(name)
        try:
            return parsed(data) if data is not None else None
        except etree.XMLSyntaxError:
            return None

    def main(self) -> tuple[etree._Element | None, bool]:
        """The body of the text, and whether its tags had to be put right to read it."""
        data = self._parts[MAIN]
        try:
            return parsed(data), False
        except etree.XMLSyntaxError:
            return parsed(data, recover=True), True

    def stories(self) -> Iterator[tuple[str, etree._Element]]:
        """Footnotes, headers and footers, each with what it is called."""
        for name in sorted(self._parts):
            found = re.fullmatch(r"word/(footnote|endnote|header|footer)s?\d*\.xml", name)
            root = self.root(name) if found else None
            if found and root is not None:
                yield found[1], root

    def styles(self) -> dict[str, tuple[str, int]]:
        """By a style's id: its name, and the level of heading it stands for, 0 for none."""
        root = self.root("word/styles.xml")
        found: dict[str, tuple[str, int]] = {}
        for one in root.iter(f"{W}style") if root is not None else ():
            called = one.find(f"{W}name")
            name = called.get(f"{W}val", "") if called is not None else ""
            heading = re.fullmatch(r"heading (\d)", name.casefold())
            found[one.get(f"{W}styleId", "")] = (name, int(heading[1]) if heading else 0)
        return found

    def sent(self) -> Sent | None:
        """What it says of itself: in its custom XML, otherwise in its properties; None where it says nothing."""
        own = sent_in(data for name, data in self._parts.items() if name.lower().startswith("customxml/"))
        if own is not None:
            return own
        said = self._properties()
        if Property.CASE not in said:
            return None
        case, export, template, version, head = (said.get(one, "") for one in Property)
        return Sent(case, export, template, version, head)

    def program(self) -> str:
        """Which program saved it last; empty where it does not say."""
        root = self.root("docProps/app.xml")
        if root is None:
            return ""
        said = {etree.QName(one).localname: (one.text or "").strip() for one in root.iterchildren("*")}
        name = said.get("Application", "")
        if name.startswith(("LibreOffice", "ONLYOFFICE", "OpenOffice")):
            called, _, version = name.partition("/")
            found = re.match(r"\d+(?:\.\d+)?", version)
            return f"{called} {found[0]}" if found else called
        return name

    def made_on(self) -> str:
        """The day on which it was first made; empty where it does not say."""
        root = self.root("docProps/core.xml")
        found = root.find("{http://purl.org/dc/terms/}created") if root is not None else None
        return (found.text or "")[:10] if found is not None else ""

    def warnings(self) -> Iterator[str]:
        """What it refers to or carries that is not taken in, in sentences."""
        outside, embedded = False, any(name.startswith("word/embeddings/") for name in self.names)
        chunks = False
        for name in self._parts:
            if not name.endswith(".rels"):
                continue
            root = self.root(name)
            for one in root.iter(f"{_REL}Relationship") if root is not None else ():
                kind = one.get("Type", "").rsplit("/", 1)[-1]
                chunks = chunks or kind == "aFChunk"
                embedded = embedded or kind in ("oleObject", "package")
                outside = outside or (one.get("TargetMode") == "External" and kind != "hyperlink")
        outside = outside or any(
            b"instrText" in data and _FIELDS_FROM_OUTSIDE.search(data)
            for name, data in self._parts.items()
            if name.startswith("word/")
        )
        if outside:
            yield "It refers to something outside the file. Nothing was fetched from there."
        if embedded:
            yield "It holds files of other programs inside. They are not read: look at them in the file itself."
        if chunks:
            yield "It holds another document inside that Word shows as its text. That part is not read: look at it in Word."

    def part_names(self, beginning: str) -> list[str]:
        """Names of the XML parts that begin so."""
        return [name for name in self._parts if name.startswith(beginning)]

    def _properties(self) -> Mapping[str, str]:
        root = self.root("docProps/custom.xml")
        return {
            one.get("name", ""): "".join(str(text) for text in one.itertext()).strip()
            for one in (root.iterchildren("*") if root is not None else ())
        }


def parsed(data: bytes, *, recover: bool = False) -> etree._Element:
    """XML from outside, read without fetching or unfolding anything; nothing at all gives an empty text.

    Raises:
        XMLSyntaxError: it is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
    root: etree._Element | None = etree.fromstring(data, parser)
    return root if root is not None else etree.Element("nothing")
