"""Reads the words of a part of a Word file: in which field they stand, in which row, and what was tracked of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from rca_workbench.report.document import FieldKey
from rca_workbench.report.returned.file import Line, Mark, Piece, Row
from rca_workbench.report.word.tags import EMPTY, is_mark, key_of_tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_VALUE = f"{W}val"

_IN = (f"{W}ins", f"{W}moveTo")
_OUT = (f"{W}del", f"{W}moveFrom")
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_SHOWN_FIELDS = ("HYPERLINK", "FORMTEXT")
"""Fields whose result somebody typed; that of all others the program works out, such as a page number."""
_CONTENTS = ("toc ", "contents ", "table of figures", "figure index")
"""Begin the names of the styles of contents lists."""
CONTENTS = "contents"
"""The story of what stands in a contents list: made by the program, and made anew whenever it is asked to."""


@dataclass(slots=True)
class Spot:
    """Where a comment stands, gathered while the text is read."""

    line: int
    first: tuple[FieldKey, int] | None
    last: tuple[FieldKey, int] | None = None
    tags: dict[FieldKey, None] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    behind: str = ""
    """Of a comment on no words: the one on words right before it."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds the run being read."""

    tag: tuple[FieldKey, int] | None = None
    control: int = 0
    put_in: Mark | None = None
    taken_out: Mark | None = None
    row: Row | None = None


class Body:
    """Reads one part. `lines` and `spots` (comments by id) are what was read."""

    def __init__(
        self, styles: Mapping[str, tuple[str, int]], short: Mapping[str, FieldKey], story: str = ""
    ) -> None:
        self._styles = styles
        self._short = short
        self._story = story
        self.lines: list[Line] = []
        self.spots: dict[str, Spot] = {}
        self._pieces: list[Piece] = []
        self._boxes: list[etree._Element] = []
        self._open_marks: dict[str, str] = {}
        self._open_spots: dict[str, Spot] = {}
        self._sign = ("", -1, 0)
        """The last comment on words: its id, and the paragraph and letter behind which its sign stands."""
        self._fields: list[list[str | bool]] = []
        self._lists = False
        self._tables = 0
        self._controls = 0

    def read(self, root: etree._Element) -> None:
        """Take in everything below an element."""
        self._children(root, _Around())

    def _children(self, parent: etree._Element, around: _Around) -> None:
        for child in parent:
            if isinstance(child.tag, str):
                self._element(child, around)

    def _element(self, one: etree._Element, around: _Around) -> None:
        name = one.tag
        if name == f"{W}p":
            self._paragraph(one, around)
        elif name == f"{W}r":
            self._run(one, around)
        elif name == f"{W}sdt":
            self._control(one, around)
        elif name == f"{W}tbl":
            self._table(one, around)
        elif name in _IN:
            self._children(one, replace(around, put_in=_mark(one)))
        elif name in _OUT:
            self._children(one, replace(around, taken_out=_mark(one)))
        elif name == f"{W}fldSimple":
            if self._is_shown(one.get(f"{W}instr", "")) or around.tag:
                self._children(one, around)
        elif name in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            self._bookmark(one)
        elif name in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
            self._comment(one, around)
        elif name == _CHOICE:
            for choice in list(one)[:1]:
                self._children(choice, around)
        elif name not in (f"{W}pPr", f"{W}sectPr"):
            self._children(one, around)

    def _paragraph(self, one: etree._Element, around: _Around) -> None:
        style = one.find(f"{W}pPr/{W}pStyle")
        name, level = self._styles.get(style.get(_VALUE, "") if style is not None else "", ("", 0))
        outer, self._pieces, within = self._pieces, [], self._lists
        self._lists = within or name.casefold().startswith(_CONTENTS)
        self._children(one, around)
        put_in, taken_out = around.put_in, around.taken_out
        for mark in one.findall(f"{W}pPr/{W}rPr/*"):
            put_in = _mark(mark) if mark.tag in _IN else put_in
            taken_out = _mark(mark) if mark.tag in _OUT else taken_out
        end = Piece("\n", None, put_in, taken_out, self._inside())
        story = CONTENTS if self._lists else self._story
        self.lines.append(
            Line(tuple(self._pieces), end, 0 if self._lists else level, name, around.row, story)
        )
        self._pieces, self._lists = outer, within
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._children(box, replace(around, tag=None, control=0))

    def _control(self, one: etree._Element, around: _Around) -> None:
        properties = one.find(f"{W}sdtPr")
        if properties is not None:
            if properties.find(f"{W}docPartObj") is not None:
                outer, self._lists = self._lists, True
                for inside in one.iterchildren(f"{W}sdtContent"):
                    self._children(inside, around)
                self._lists = outer
                return
            tag = properties.find(f"{W}tag")
            found = key_of_tag(tag.get(_VALUE, ""), self._short) if tag is not None else None
            if found is not None:
                self._controls += 1
                around = replace(around, tag=found, control=self._controls)
        content = one.find(f"{W}sdtContent")
        if content is None:
            return
        before = len(self._pieces)
        self._children(content, around)
        if around.tag and around.control and len(self._pieces) == before and not content.findall(f".//{W}p"):
            # A control that was emptied is still there: the field says nothing now.
            self._put("", around)
        own = self._pieces[before:]
        # That a control shows its prompt, programs say or do not say as they please: its words tell.
        if around.tag and "".join(each.text for each in own).strip() == EMPTY:
            self._pieces[before:] = [each._replace(text="") for each in own]

    def _table(self, one: etree._Element, around: _Around) -> None:
        self._tables += 1
        table = self._tables
        for number, row in enumerate(_rows(one)):
            marks = row.find(f"{W}trPr")
            put_in = taken_out = None
            heads = False
            for mark in marks if marks is not None else ():
                put_in = _mark(mark) if mark.tag == f"{W}ins" else put_in
                taken_out = _mark(mark) if mark.tag == f"{W}del" else taken_out
                heads = heads or (mark.tag == f"{W}tblHeader" and mark.get(_VALUE, "1") not in ("0", "false"))
            for cell, content in enumerate(_cells(row)):
                stands = Row(table, number, cell, heads, put_in, taken_out)
                self._children(content, replace(around, row=stands))

    def _run(self, one: etree._Element, around: _Around) -> None:
        for child in one:
            name = child.tag
            if name in (f"{W}t", f"{W}delText"):
                self._put(child.text or "", around)
            elif name in _SIGNS:
                self._put(_SIGNS[name] if child.get(f"{W}type") != "page" else "", around)
            elif name == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif name == f"{W}instrText":
                if self._fields and not self._fields[-1][1]:
                    self._fields[-1][0] = f"{self._fields[-1][0]}{child.text or ''}"
            elif name == f"{W}commentReference":
                self._reference(child.get(f"{W}id", ""), around)
            elif name == _CHOICE or name in (f"{W}pict", f"{W}object", f"{W}drawing"):
                chosen = next(iter(child), child) if name == _CHOICE else child
                self._boxes += chosen.iter(f"{W}txbxContent")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["", False])
        elif self._fields and kind == "separate":
            self._fields[-1][1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _put(self, text: str, around: _Around) -> None:
        if not around.tag and any(not done or not self._is_shown(str(code)) for code, done in self._fields):
            return
        if not text and not around.tag:
            return
        piece = Piece(text, around.tag, around.put_in, around.taken_out, self._inside(), around.control)
        if self._pieces and self._pieces[-1]._replace(text=text) == piece:
            self._pieces[-1] = piece._replace(text=self._pieces[-1].text + text)
        else:
            self._pieces.append(piece)
        for spot in self._open_spots.values():
            (spot.words if around.taken_out is None else spot.gone).append(text)
            if around.tag:
                spot.tags[around.tag[0]] = None

    def _is_shown(self, code: str) -> bool:
        """Whether somebody may have typed what a field shows: that of most the program works out."""
        name = code.split()[:1]
        return name in ([one] for one in _SHOWN_FIELDS) or (self._lists and name in (["TOC"], ["PAGEREF"]))

    def _bookmark(self, one: etree._Element) -> None:
        id, name = one.get(f"{W}id", ""), one.get(f"{W}name", "")
        if one.tag == f"{W}bookmarkEnd":
            self._open_marks.pop(id, None)
        elif is_mark(name):
            self._open_marks[id] = name

    def _inside(self) -> tuple[str, ...]:
        return tuple(self._open_marks.values())

    def _comment(self, one: etree._Element, around: _Around) -> None:
        id = one.get(f"{W}id", "")
        if one.tag == f"{W}commentRangeStart":
            if id not in self.spots:
                self.spots[id] = self._open_spots[id] = Spot(len(self.lines), around.tag)
        elif (spot := self._open_spots.pop(id, None)) is not None:
            spot.last = around.tag

    def _reference(self, id: str, around: _Around) -> None:
        """The sign behind the words; a comment on a point has nothing else."""
        here = len(self.lines), sum(len(one.text) for one in self._pieces)
        if id not in self.spots:
            behind, *there = self._sign
            self.spots[id] = Spot(len(self.lines), around.tag, behind=behind if (*there,) == here else "")
        else:
            self._sign = (id, *here)


def _mark(one: etree._Element) -> Mark:
    return Mark(one.get(f"{W}author", ""), one.get(f"{W}date", "")[:10])


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table itself, also those in controls, without those of tables inside it."""
    return _own(table, f"{W}tr")


def _cells(row: etree._Element) -> list[etree._Element]:
    return _own(row, f"{W}tc")


def _own(parent: etree._Element, wanted: str) -> list[etree._Element]:
    found: list[etree._Element] = []
    for child in parent:
        if child.tag == wanted:
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", *_IN, *_OUT):
            found += _own(child, wanted)
    return found
