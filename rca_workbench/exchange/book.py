"""Tables of a case as a spreadsheet: one sheet each, ready to print across.

People are there by role, also where a registered name stands in a text. Days and moments are such as a spreadsheet can
sort and count with; what somebody typed is text and never taken for a formula, whatever it begins with.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rca_workbench.analysis.naming import naming_roles
from rca_workbench.leaks import clean_file
from rca_workbench.model import Snapshot

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Signs with which a formula begins in Excel, LibreOffice and Google Sheets (OWASP, CSV Injection)."""
_MOST_IN_CELL = 32_767
"""Letters Excel takes in a cell."""
_FIRST_YEAR = 1900
"""Excel has no dates before it."""
_LINE, _TALLEST = 15.0, 405.0
"""Points of a line and of the tallest row Excel takes."""

Cell = str | int | date
"""A moment is a date as well."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    title: str
    width: int
    """In letters."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a spreadsheet."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    still: int = 1
    """Columns that stay in sight while the others move."""


def write_book(
    snapshot: Snapshot,
    target: Path,
    title: str,
    sheets: Sequence[Sheet],
    foot: str = "",
    cancelled: Callable[[], bool] | None = None,
    *,
    roles: Callable[[str], str] | None = None,
) -> None:
    """Write tables as a spreadsheet.

    Args:
        snapshot: the case they were made from.
        target: the file.
        title: what the file is, for its properties; empty: the case's title says it.
        sheets: the tables.
        foot: what stands at the foot of each page behind the sheet's name.
        cancelled: asked between portions whether to stop.
        roles: what is written of a text; where nothing is said, the text with roles in place of names.

    Raises:
        LeakFault: it says who somebody is.
        Fault: it was stopped, or cannot be written.
    """
    import xlsxwriter

    with clean_file(target, snapshot, cancelled=cancelled) as path:
        book = xlsxwriter.Workbook(
            path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        )
        case, roles = snapshot.case, roles or naming_roles(snapshot)
        called = f"{title}: {case.title}" if title else case.title
        book.set_properties({"title": roles(called), "author": "", "comments": case.marking})
        for one in sheets:
            _write(book, one, _plain(case.marking), _plain(roles(case.reference)), _plain(foot), roles)
        book.close()


def day_cell(day: str) -> Cell:
    """A day as the spreadsheet knows it; as it was written, where it is none."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        return day


def cell_words(cell: Cell) -> str:
    """A cell as text."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write(
    book: "Workbook", one: Sheet, marking: str, reference: str, states: str, roles: Callable[[str], str]
) -> None:
    sheet: Worksheet = book.add_worksheet(one.name)
    plain = {"text_wrap": True, "valign": "top"}
    head = book.add_format({"bold": True, "bottom": 1, **plain})
    text, typed = book.add_format(plain), book.add_format({**plain, "quote_prefix": True})
    days = book.add_format({**plain, "num_format": "dd mmm yyyy", "align": "left"})
    moments = book.add_format({**plain, "num_format": "dd mmm yyyy hh:mm", "align": "left"})
    for at, column in enumerate(one.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.title, head)
    for number, row in enumerate(one.rows, 1):
        sheet.set_row(number, _height(row, one.columns))
        for at, cell in enumerate(row):
            if isinstance(cell, date) and cell.year >= _FIRST_YEAR:
                sheet.write_datetime(number, at, cell, moments if isinstance(cell, datetime) else days)
            elif isinstance(cell, int):
                sheet.write_number(number, at, cell, text)
            elif cell:
                said = roles(cell_words(cell))[:_MOST_IN_CELL]
                sheet.write_string(number, at, said, typed if said.startswith(RISKY) else text)
    sheet.freeze_panes(1, one.still)
    sheet.autofilter(0, 0, max(1, len(one.rows)), len(one.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3: so many columns are too small to read on less
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{marking}&R{reference}")
    sheet.set_footer(f"&L{one.name}{states and f': {states}'}&RPage &P of &N")


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Points a row needs to show all of its words; not every program works that out by itself."""
    lines = 1
    for cell, column in zip(row, columns, strict=True):
        if isinstance(cell, str) and (len(cell) > column.width // 2 or "\n" in cell):
            lines = max(lines, sum(1 + len(line) // max(1, column.width - 2) for line in cell.split("\n")))
    return min(_TALLEST, lines * _LINE + 2)


def _plain(said: str) -> str:
    """Text for a header, in which an ampersand would begin a command."""
    return said.replace("&", "&&")[:100]
