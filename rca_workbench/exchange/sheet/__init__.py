"""Timelines kept elsewhere: files of separated values, spreadsheets, and pasted tables or paragraphs.

`read_sheets` or `read_pasted` gives the rows, `guess` says what the columns probably mean, `plan` works out what would
become of each row, and `bring_in` takes what is new into a case as one step. Only the last one writes.
"""

from rca_workbench.exchange.sheet.cells import Cell, Row, Sheet, Workbook, letter, shown
from rca_workbench.exchange.sheet.guessing import guess
from rca_workbench.exchange.sheet.planned import (
    CellProblem,
    Fixes,
    Imported,
    Mark,
    Plan,
    PlannedRow,
    RowState,
)
from rca_workbench.exchange.sheet.planning import plan
from rca_workbench.exchange.sheet.reading import SUFFIXES, read_pasted, read_sheets
from rca_workbench.exchange.sheet.roles import Column, Layout, Role, Zone
from rca_workbench.exchange.sheet.taking import bring_in, removed_before
from rca_workbench.exchange.sheet.telling import columns_read, headline, lines

__all__ = [
    "SUFFIXES",
    "Cell",
    "CellProblem",
    "Column",
    "Fixes",
    "Imported",
    "Layout",
    "Mark",
    "Plan",
    "PlannedRow",
    "Role",
    "Row",
    "RowState",
    "Sheet",
    "Workbook",
    "Zone",
    "bring_in",
    "columns_read",
    "guess",
    "headline",
    "letter",
    "lines",
    "plan",
    "read_pasted",
    "read_sheets",
    "removed_before",
    "shown",
]
