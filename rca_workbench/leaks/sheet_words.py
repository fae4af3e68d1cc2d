"""What a spreadsheet says: its cells in their order, their shared texts, and what stands in headers, notes and names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.leaks.markup import markup_words
from rca_workbench.leaks.words import Place, Words, at

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HEADS = tuple(f"{_SHEET}{which}{one}" for which in ("odd", "even", "first") for one in ("Header", "Footer"))
_HEAD_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Z])')
"""A code in the header of a sheet, such as &L: what follows stands at the left (ECMA-376, 18.3.1.46)."""
_ROW, _CELL, _VALUE, _INLINE, _FORMULA = (f"{_SHEET}{one}" for one in ("row", "c", "v", "is", "f"))


def sheet_words(parts: Mapping[str, bytes]) -> Iterator[Words]:
    """The cells of each sheet; then the text and attributes of all other parts that are XML."""
    from lxml import etree

    shared: list[str] = []
    names = _names(parts)
    if "xl/sharedStrings.xml" in parts:
        root = etree.fromstring(
            parts["xl/sharedStrings.xml"], etree.XMLParser(huge_tree=True, resolve_entities=False)
        )
        shared = [
            "".join(str(text) for text in one.itertext(f"{_SHEET}t")) for one in root.iter(f"{_SHEET}si")
        ]
    for part, content in parts.items():
        if not (part.startswith("xl/") and part.endswith(".xml")):
            continue
        if part.startswith("xl/worksheets/sheet"):
            root = etree.fromstring(content, etree.XMLParser(huge_tree=True, resolve_entities=False))
            yield _cells(root, part, shared, names.get(part, part.rpartition("/")[2]))
            for data in root.iter(f"{_SHEET}sheetData"):
                data.clear()
            heads = [one for one in root.iter(*_HEADS) if one.text]
            said = [_HEAD_CODE.sub(" ", one.text or "") for one in heads]
            yield Words(
                part, said, at(f"the header or footer of {names.get(part, 'a sheet')}"), together=False
            )
            yield from markup_words(etree.tostring(root), part)
        elif part != "xl/sharedStrings.xml":
            yield from markup_words(content, part)
        else:
            yield Words(
                part, shared, lambda _number, _words: ("a text of the spreadsheet", ""), together=False
            )


def _cells(root: "Element", part: str, shared: Sequence[str], sheet: str) -> Words:
    """The cells that say something, in the order of reading."""
    places: list[str] = []
    pieces: list[str] = []
    for cell in root.iter(_CELL):
        kind, value = cell.get("t"), cell.find(_VALUE)
        text = ""
        if kind == "s" and value is not None and value.text:
            text = shared[int(value.text)] if int(value.text) < len(shared) else ""
        elif kind == "inlineStr":
            text = "".join(str(one) for one in cell.itertext(f"{_SHEET}t"))
        elif value is not None and value.text:
            text = value.text
        formula = cell.find(_FORMULA)
        if formula is not None and formula.text:
            text = f"{text}\n{formula.text}"
        if text:
            pieces.append(text)
            places.append(str(cell.get("r", "")))
    return Words(part, pieces, partial(_place, of=places, sheet=sheet))


def _place(number: int, _words: str, of: Sequence[str], sheet: str) -> Place:
    return f"{sheet}, cell {of[number]}", ""


def _names(parts: Mapping[str, bytes]) -> dict[str, str]:
    """What each sheet is called, by the part it stands in. Sheets are numbered in their order."""
    from lxml import etree

    if "xl/workbook.xml" not in parts:
        return {}
    root = etree.fromstring(parts["xl/workbook.xml"], etree.XMLParser(resolve_entities=False))
    return {
        f"xl/worksheets/sheet{number}.xml": str(one.get("name", ""))
        for number, one in enumerate(root.iter(f"{_SHEET}sheet"), 1)
    }
