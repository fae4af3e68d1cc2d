"""Sources as the tests of sheets make them, and short ways to say what became of them."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from rca_workbench.exchange.sheet import Plan, Workbook, guess, plan, read_sheets
from rca_workbench.model import Snapshot, TimelineEntry
from rca_workbench.model.time import said_in_words
from tests.checks.days import TODAY


def csv_file(path: Path, *lines: str, encoding: str = "utf-8", end: str = "\n") -> Path:
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


def excel_file(path: Path, *rows: Sequence[object], sheet: str = "Log") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def planned(book: Workbook | Path, snapshot: Snapshot | None = None, **how: object) -> Plan:
    if isinstance(book, Path):
        book = read_sheets(book)
    return plan(book, guess(book), snapshot or Snapshot.empty(), **({"now": TODAY} | how))


def told(plan: Plan) -> list[tuple[str, str, str]]:
    """When, who and what of each row."""
    return [(said_in_words(row.time), row.who, row.what) for row in plan.rows]


def entries(snapshot: Snapshot) -> list[TimelineEntry]:
    return list(snapshot.of(TimelineEntry).values())


HEADER = "Date,Time,Who,What happened,Comments"
