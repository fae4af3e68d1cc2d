"""Lists and tables as all places show them: rows of one or two lines, under headings where they are grouped."""

from rca_workbench.ui.lists.cells import CellPainter
from rca_workbench.ui.lists.rows import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.lists.table import ListTable
from rca_workbench.ui.lists.view import CaptureLine, ListView

__all__ = [
    "CaptureLine",
    "Cell",
    "CellPainter",
    "Column",
    "Heading",
    "ListRows",
    "ListTable",
    "ListView",
    "Row",
    "Shape",
]
