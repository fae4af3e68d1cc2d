"""Sections of a report: pages that lie across for wide tables and pictures, with headers and footers as wide as they."""

import re
from copy import deepcopy

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

_NEAR = 120
"""Twentieths of a point by which a tab may miss the edge of the text and still be meant for it."""

_FAR = 1_000_000
"""What is added to the ids of drawings in a header that is made a second time: no report has as many."""
_BEFORE_TABS = frozenset(
    qn(f"w:{one}")
    for one in "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd".split()
)


class Pages:
    """Which way pages lie, and how much room is on them. Lengths in English metric units."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._last: etree._Element = [one for one in word.element.body if one.tag == qn("w:sectPr")][-1]
        section = word.sections[-1]
        self._upright = (section.page_width or 0, section.page_height or 0)
        margins = (section.left_margin or 0) + (section.right_margin or 0)
        self._widths = {False: self._upright[0] - margins, True: self._upright[1] - margins}
        self._margins = (section.top_margin or 0) + (section.bottom_margin or 0)
        self._wide: dict[str, str] = {}
        self.across = False

    @property
    def width(self) -> int:
        """Of the text."""
        return self._widths[self.across]

    @property
    def height(self) -> int:
        """Of the text."""
        return self._upright[0 if self.across else 1] - self._margins

    def turned(self, across: bool) -> str:
        """Turn the pages that follow. Gives the properties that end the section so far, for its last paragraph."""
        ended = self._section(deepcopy(self._last))
        # A first page of its own belongs to the cover, not to each turn of the page.
        for one in self._last.findall(qn("w:titlePg")):
            self._last.remove(one)
        self.across = across
        return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(ended).decode())

    def finish(self) -> None:
        """Let the last section lie as the last pages do."""
        self._section(self._last)

    def _section(self, section: etree._Element) -> etree._Element:
        """Give the properties of a section the way its pages lie."""
        wide, high = self._upright[::-1] if self.across else self._upright
        for size in section.iter(qn("w:pgSz")):
            size.set(qn("w:w"), str(wide // 635))
            size.set(qn("w:h"), str(high // 635))
            if self.across:
                size.set(qn("w:orient"), "landscape")
            else:
                size.attrib.pop(qn("w:orient"), "")
        if self.across:
            for kind in ("w:headerReference", "w:footerReference"):
                for reference in section.findall(qn(kind)):
                    reference.set(qn("r:id"), self._widened(str(reference.get(qn("r:id")))))
        return section

    def _widened(self, id: str) -> str:
        """The header or footer of upright pages, made for those that lie across."""
        known = self._wide.get(id)
        if known is None:
            known = self._wide[id] = self._word.part.relate_to(*self._copied(id))
        return known

    def _copied(self, id: str) -> tuple[Part, str]:
        relation = self._word.part.rels[id]
        old = relation.target_part
        name = re.sub(r"(\d*)\.xml$", rf"\1_across{len(self._wide) + 1}.xml", str(old.partname))
        root = deepcopy(old.element)
        self._widen(root)
        for drawn in root.iter(qn("wp:docPr")):
            drawn.set("id", str(int(drawn.get("id", "0")) + _FAR * (len(self._wide) + 1)))
        # Shapes are told apart by their names.
        made = re.sub(rb"Draft(Mark|Type)(\d+)", rb"Draft\1Across\2", etree.tostring(root))
        part = Part(
            PackURI(name),
            old.content_type,
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + made,
            old.package,
        )
        for key, held in old.rels.items():
            target = held._target if held.is_external else held.target_part
            part.rels.add_relationship(held.reltype, target, key, held.is_external)
        return part, relation.reltype

    def _widen(self, root: etree._Element) -> None:
        """Move what stands at the right edge or in the middle to those of the wider text."""
        old, new = self._widths[False] // 635, self._widths[True] // 635
        moved = ((old, new), (old // 2, new // 2))
        for paragraph in root.iter(qn("w:p")):
            tabs = [
                one for one in paragraph.iter(qn("w:tab")) if next(one.iterancestors()).tag == qn("w:tabs")
            ]
            if not tabs and any(True for _ in paragraph.iter(qn("w:tab"))):
                self._tab_by_style(paragraph, old, moved)
            for tab in tabs:
                for was, now in moved:
                    if abs(int(tab.get(qn("w:pos"), "0")) - was) <= _NEAR:
                        tab.set(qn("w:pos"), str(now))
        for table in root.iter(qn("w:tbl")):
            columns = list(table.iter(qn("w:gridCol")))
            if abs(sum(int(one.get(qn("w:w"), "0")) for one in columns) - old) <= 2 * _NEAR:
                for one in (*columns, *table.iter(qn("w:tcW")), *table.iter(qn("w:tblW"))):
                    if one.get(qn("w:type"), "dxa") == "dxa":
                        one.set(qn("w:w"), str(int(one.get(qn("w:w"), "0")) * new // old))

    def _tab_by_style(self, paragraph: etree._Element, old: int, moved: tuple[tuple[int, int], ...]) -> None:
        """Tabs that stand in the paragraph's style: take them back, and set them anew for the wider text."""
        look = paragraph.find(qn("w:pPr"))
        named = look.find(qn("w:pStyle")) if look is not None else None
        if look is None or named is None:
            return
        style = next(
            (one for one in self._word.styles.element if one.get(qn("w:styleId")) == named.get(qn("w:val"))),
            None,
        )
        held = [one for one in style.iter(qn("w:tab")) if one.get(qn("w:pos"))] if style is not None else []
        tabs = etree.Element(qn("w:tabs"))
        for tab in held:
            for was, now in moved:
                if abs(int(tab.get(qn("w:pos"), "0")) - was) <= _NEAR:
                    cleared = etree.SubElement(tabs, qn("w:tab"))
                    cleared.set(qn("w:val"), "clear")
                    cleared.set(qn("w:pos"), str(tab.get(qn("w:pos"))))
                    anew = deepcopy(tab)
                    anew.set(qn("w:pos"), str(now))
                    tabs.append(anew)
        if len(tabs):
            earlier = [one for one in look if one.tag in _BEFORE_TABS]
            earlier[-1].addnext(tabs)
