"""The timeline as a table for other programs: a spreadsheet, or separated values.

People are there by role. What somebody typed is never taken for a formula: a spreadsheet holds it as text, marked as
such, and separated values carry an apostrophe in front of a sign that would begin one. Both read back as they were.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.analysis.entry_words import accounts, flag, lane_name, role_of, source_places
from rca_workbench.exchange.book import RISKY, Cell, Column, Sheet, cell_words, write_book
from rca_workbench.leaks import write_clean
from rca_workbench.model import Snapshot, TimelineEntry, TimeLink
from rca_workbench.model.fault import Fault
from rca_workbench.model.time import moment, said_in_words
from rca_workbench.model.words import word

_MOST_ROWS = 1_048_575
"""Rows of a sheet below its headings."""


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: int
    """In letters."""
    says: Callable[["_Table", TimelineEntry], Cell]


class _Table:
    """The timeline read once: its order, and what each column says of an entry."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.entries = snapshot.of(TimelineEntry)
        self.chronology = Chronology.of(self.entries.values(), snapshot.of(TimeLink).values())

    def rows(self) -> Iterator[list[Cell]]:
        """Every entry in the order of the timeline."""
        for id in self.chronology.order:
            entry = self.entries[id]
            yield [column.says(self, entry) for column in _COLUMNS]

    def when(self, entry: TimelineEntry) -> str:
        """The time as one could say it, and as it reads back."""
        time = entry.time
        if time.start is None and time.anchor is None:
            return time.said
        return said_in_words(time, self._name)

    def edge(self, entry: TimelineEntry, *, last: bool) -> Cell:
        """The earliest or latest moment an entry may have been at, all things considered."""
        seen = self.chronology.window(entry.id)
        second = seen.latest if last else seen.earliest
        if second is None or seen.by_order:
            return ""
        return moment(second)

    def day(self, entry: TimelineEntry) -> str:
        """The day, where it is one and known."""
        seen = self.chronology.window(entry.id)
        if seen.earliest is None or seen.latest is None or seen.by_order:
            return ""
        first, last = moment(seen.earliest).date(), moment(seen.latest).date()
        return first.isoformat() if first == last else ""

    def accounts(self, entry: TimelineEntry) -> str:
        """The accounts of a moment, and where they stand."""
        said = [accounts(self.snapshot, entry, most=2_000)]
        if entry.accounts_state is not None:
            said.append(f"{word(entry.accounts_state)}: {entry.resolution}".rstrip(": "))
        if entry.resolved_by:
            said.append(f"by {entry.resolved_by}")
        return "; ".join(part for part in said if part)

    def _name(self, id: str) -> str:
        entry = self.entries.get(id)
        return (entry.code or entry.text[:60]) if entry else "another entry"


_COLUMNS = (
    _Column("Code", 8, lambda table, entry: entry.code),
    _Column("Date", 12, lambda table, entry: table.day(entry)),
    _Column("When", 22, lambda table, entry: table.when(entry)),
    _Column("Earliest", 16, lambda table, entry: table.edge(entry, last=False)),
    _Column("Latest", 16, lambda table, entry: table.edge(entry, last=True)),
    _Column("How sure", 10, lambda table, entry: word(entry.time.certainty)),
    _Column("Who or what", 20, lambda table, entry: role_of(table.snapshot, entry)),
    _Column("Lane", 14, lambda table, entry: lane_name(table.snapshot, entry)),
    _Column("What happened", 52, lambda table, entry: entry.text),
    _Column("Kind", 11, lambda table, entry: word(entry.entry_kind)),
    _Column("Flag", 16, lambda table, entry: flag(table.snapshot, entry)),
    _Column("What should have happened", 28, lambda table, entry: entry.expected),
    _Column("Sources", 22, lambda table, entry: source_places(table.snapshot, entry)),
    _Column("Accounts", 28, lambda table, entry: table.accounts(entry)),
    _Column("Note", 28, lambda table, entry: entry.note),
)


def write_csv(snapshot: Snapshot, target: Path, cancelled: Callable[[], bool] | None = None) -> None:
    """Write the timeline as separated values: UTF-8 with a mark that Excel knows it by. Raises Fault."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.title for column in _COLUMNS])
    for row in _Table(snapshot).rows():
        writer.writerow([_as_text(cell) for cell in row])
    write_clean(target, text.getvalue().encode("utf-8-sig"), snapshot, cancelled=cancelled)


def write_xlsx(snapshot: Snapshot, target: Path, cancelled: Callable[[], bool] | None = None) -> None:
    """Write the timeline as a spreadsheet with one sheet, ready to print across. Raises Fault."""
    table = _Table(snapshot)
    if len(table.entries) > _MOST_ROWS:
        raise Fault(
            "A spreadsheet cannot hold that many entries.", "Nothing was written.", "Export to .csv instead."
        )
    columns = tuple(Column(one.title, one.width) for one in _COLUMNS)
    sheet = Sheet("Timeline", columns, list(table.rows()), still=3)
    # As separated values: what names somebody stops it, and is not put right on the way out.
    write_book(snapshot, target, "", (sheet,), cancelled=cancelled, roles=str)


def _as_text(cell: Cell) -> str:
    """A cell of separated values: what could begin a formula has an apostrophe in front, and so has an apostrophe."""
    said = cell_words(cell)
    return f"'{said}" if said.startswith((*RISKY, "'")) else said
