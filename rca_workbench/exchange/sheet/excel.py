"""Spreadsheets of Excel 2007 and later: the cells as the file keeps them. Formulas are never worked out."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from rca_workbench.exchange.document import UNCHANGED
from rca_workbench.exchange.sheet.cells import Cell, Sheet
from rca_workbench.exchange.sheet.zipped import check_text, extent, parts_of, protected
from rca_workbench.model.fault import Fault

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Excel files before 2007 begin, and those with a password."""

MOST_CELLS = 12_000_000
"""Cells of one sheet, empty ones among them."""
_MOST_FILLED = 200_000
"""Cells that merged ones may fill."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_OLD_DAYS = re.compile(rb"""date1904\s*=\s*["'](?:1|true)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ODD_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^>/])>\s*(?:<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>))?"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(slots=True)
class Read:
    """What a spreadsheet file holds."""

    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    since_1904: bool = False


def read_excel(raw: bytes, name: str) -> Read:
    """The sheets of a spreadsheet file that hold cells.

    Raises:
        Fault: it is of another format, protected, damaged, or larger than it may be.
    """
    if raw.startswith(OLE):
        raise _old(raw, name)
    parts = parts_of(raw, name)
    book = parts.get("xl/workbook.xml")
    if book is None:
        raise _other(parts, raw, name)
    check_text(parts, name)
    read = Read()
    read.since_1904 = _OLD_DAYS.search(book) is not None
    paths = _paths(book, parts)
    for title, content in paths.items():
        rows, columns = extent(content, MOST_CELLS)
        if rows * columns > MOST_CELLS:
            raise Fault(
                f"{name}: the sheet “{title}” reaches to row {rows:,} and column {columns:,}, "
                "more than can be read.",
                UNCHANGED,
                "Delete the empty rows and columns behind the timeline in Excel, then try again.",
            )
    for title, rows_read, merged, hidden in _cells(raw, name, list(paths)):
        if not rows_read:
            continue
        _fill_merged(rows_read, merged)
        formulas = _odd_cells(paths[title], rows_read)
        _remark(read, title, len(merged), formulas, hidden=hidden, several=len(paths) > 1)
        read.sheets.append(Sheet(title, rows_read))
    return read


def _cells(
    raw: bytes, name: str, titles: list[str]
) -> Iterator[tuple[str, list[list[Cell]], list[tuple[int, int, int, int]], bool]]:
    """Title, rows, merged ranges and whether it is hidden, sheet by sheet."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            for at, about in enumerate(book.sheets_metadata):
                if about.name not in titles:
                    continue
                sheet = book.get_sheet_by_index(at)
                rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
                merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
                yield about.name, rows, merged, about.visible is not SheetVisibleEnum.Visible
    except (KeyboardInterrupt, SystemExit, GeneratorExit, Fault):
        raise
    except MemoryError:
        raise Fault(f"{name} is too large for this computer's memory.", UNCHANGED) from None
    except BaseException as error:
        # The reader's own errors share no base, and what it panics over is no Exception at all.
        if type(error).__module__.startswith(("rca_workbench", "pytest")):
            raise
        raise Fault(
            f"{name} could not be read as a spreadsheet.", UNCHANGED, "Open it in Excel and save it again."
        ) from None


def _paths(book: bytes, parts: dict[str, bytes]) -> dict[str, bytes]:
    """Titles of the sheets that hold cells, in the order of the file, with their text."""
    targets = {}
    for match in _RELATION.finditer(parts.get("xl/_rels/workbook.xml.rels", b"")):
        said = _attributes(match[1])
        target = said.get("Target", "").lower().lstrip("/")
        targets[said.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"
    found = {}
    for match in _SHEET.finditer(book):
        said = _attributes(match[1])
        id = next((value for key, value in said.items() if key.rpartition(":")[2] == "id"), "")
        path = targets.get(id, "")
        if "worksheets/" in path and path in parts:
            found[said.get("name", "")] = parts[path]
    return found


def _attributes(said: bytes) -> dict[str, str]:
    return {
        match[1].decode("utf-8", "replace"): unescape(
            (match[2] or match[3] or b"").decode("utf-8", "replace")
        )
        for match in _ATTRIBUTE.finditer(said)
    }


def _fill_merged(rows: list[list[Cell]], merged: list[tuple[int, int, int, int]]) -> None:
    """Have what a cell merged over several rows says stand in each of them, as people see it."""
    filled = 0
    for top, left, bottom, _ in merged:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] == "":
            continue
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if filled < _MOST_FILLED and left < len(rows[at]) and rows[at][left] == "":
                rows[at][left] = rows[top][left]
                filled += 1


def _odd_cells(content: bytes, rows: list[list[Cell]]) -> int:
    """Put in as text what the reader leaves empty: formulas without a result, and errors. Counts the formulas."""
    formulas = len(_FORMULA.findall(content)) if b"<f" in content or b":f" in content else 0
    if not formulas and b't="e"' not in content and b"t='e'" not in content:
        return 0
    for match in _ODD_CELL.finditer(content):
        formula, value = match[2], match[3]
        said = _attributes(match[1])
        if value and said.get("t") != "e":
            continue
        text = value or (b"=" + formula if formula else b"")
        at = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", said.get("r", ""))
        if at is None or not text:
            continue
        column = 0
        for letter in at[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        row = int(at[2]) - 1
        if row < len(rows) and column <= len(rows[row]) and rows[row][column - 1] == "":
            rows[row][column - 1] = unescape(text.decode("utf-8", "replace"))
    return formulas


def _remark(read: Read, title: str, merged: int, formulas: int, *, hidden: bool, several: bool) -> None:
    where = f" in “{title}”" if several else ""
    if merged:
        read.notes.append(
            f"Merged cells{where}: what they say stands in their first column, and in each of their rows."
        )
    if formulas:
        held = "1 cell holds a formula; its" if formulas == 1 else f"{formulas:,} cells hold formulas; their"
        read.notes.append(f"{held} last result was read{where}, or the formula where there is none.")
    if hidden:
        read.notes.append(f"The sheet “{title}” is hidden in the file.")


def _old(raw: bytes, name: str) -> Fault:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return protected(name)
    return Fault(
        f"{name} is in a format of Excel before 2007, or another old Office format.",
        UNCHANGED,
        "Open it, save it as .xlsx or .csv, and bring that in.",
    )


def _other(parts: dict[str, bytes], raw: bytes, name: str) -> Fault:
    if "word/document.xml" in parts:
        return Fault(
            f"{name} is a Word file.", UNCHANGED, "Copy the table in Word and paste it, or save it as .csv."
        )
    if b"application/vnd.oasis.opendocument" in raw[:200]:
        return Fault(
            f"{name} is an OpenDocument file.", UNCHANGED, "Save it as .xlsx or .csv and bring that in."
        )
    if "xl/_rels/workbook.bin.rels" in parts:
        return Fault(
            f"{name} is a binary spreadsheet (.xlsb).", UNCHANGED, "Save it as .xlsx and bring that in."
        )
    return Fault(f"{name} is a zip file, not a spreadsheet.", UNCHANGED)
