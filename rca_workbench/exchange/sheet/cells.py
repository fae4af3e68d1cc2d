"""What a sheet holds: rows of cells, each as the file knows it and as people see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | datetime | date | time | timedelta
"""A text (empty where there is nothing), or what the file knows better: a number, a date, a time of day."""

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows as they stand in the file, the first of them row 1. Rows may differ in length."""

    name: str
    rows: Sequence[Row]
    sideways: bool = False
    """True where it was turned: what are rows here are columns in the file."""

    @property
    def width(self) -> int:
        """Columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, number: int, column: int) -> Cell:
        """The cell in a row, counted from 1 as in the file, and a column, counted from 0; "" beyond the row."""
        row = self.rows[number - 1]
        return row[column] if column < len(row) else ""

    def place(self, number: int) -> str:
        """Where a row stands in the file: "row 12", or "column L" of a sheet that was turned."""
        return f"column {letter(number - 1)}" if self.sideways else f"row {number}"

    def text(self, number: int, column: int) -> str:
        """The cell as people see it."""
        return shown(self.cell(number, column))


@dataclass(frozen=True, slots=True)
class Workbook:
    """A source as read: a spreadsheet file, a file of separated values, or pasted text."""

    name: str
    """The file's name without its folder."""
    sha256: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    """What a reader should know of how it was read, in sentences."""
    since_1904: bool = False
    """True where the file counts days from 1 January 1904, as old Macs did."""


def shown(cell: Cell) -> str:
    """A cell as people see it: dates in UK order, whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M:%S}" if cell.second else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M:%S}" if cell.second else f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        said = f"{minutes // 60}:{minutes % 60:02}"
        return f"{said}:{seconds:02}" if seconds else said
    return str(cell)


def letter(column: int) -> str:
    """A column's letters as Excel shows them: A for 0, AB for 27."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said
