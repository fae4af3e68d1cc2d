"""What would become of each row of a sheet, before anything is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rca_workbench.exchange.sheet.cells import Workbook, letter
from rca_workbench.exchange.sheet.roles import Layout, Role
from rca_workbench.model import EntryKind, Time

Fixes = Mapping[tuple[int, Role], str]
"""Row number and role -> the text that stands instead of what the cells say."""


NOTHING_SAID = Time()
"""The time of a row that says none."""


class RowState(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    THERE = "there"
    """The case has it already."""
    REMOVED = "removed"
    """It came in before and was removed here since: it stays out unless asked for."""
    LEFT_OUT = "left_out"
    PROBLEM = "problem"
    """It cannot come in as it stands."""


class Mark(StrEnum):
    """What a flag column can say of a row."""

    CARE = "care"
    SERVICE = "service"
    GOOD_PRACTICE = "good_practice"
    HARM = "harm"
    OMISSION = "omission"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something wrong or doubtful about one cell."""

    row: int
    """Counted from 1, as in the file."""
    column: int | None
    """Counted from 0; None where it is about the row as a whole."""
    role: Role
    said: str
    """What the cell says."""
    sentence: str
    blocks: bool = True
    """True where the row cannot come in as it stands; False for a doubt."""

    @property
    def where(self) -> str:
        """Such as "row 12, column C"."""
        return f"row {self.row}" + ("" if self.column is None else f", column {letter(self.column)}")


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row as it would be kept."""

    number: int
    """Counted from 1, as in the file."""
    state: RowState
    id: str = ""
    """Of the entry it becomes or is; empty where it becomes none."""
    time: Time = NOTHING_SAID
    what: str = ""
    who: str = ""
    note: str = ""
    expected: str = ""
    lane: str = ""
    kind: EntryKind = EntryKind.EVENT
    marks: frozenset[Mark] = frozenset()
    source: str = ""
    """The source the row names itself."""
    place: str = ""
    """Where in that source."""
    reference: str = ""
    problems: tuple[CellProblem, ...] = ()
    disagrees: tuple[str, ...] = ()
    """Ids of entries of the case that tell the same of another time."""
    reason: str = ""
    """Why it is left out or counts as there, in a sentence."""

    @property
    def doubtful(self) -> bool:
        """True where there is something to look at, though it can come in."""
        return bool(self.problems) and self.state is not RowState.PROBLEM


@dataclass(frozen=True, slots=True)
class Plan:
    """What bringing in a sheet would do."""

    workbook: Workbook
    layout: Layout
    rows: tuple[PlannedRow, ...]
    """Every row that is not blank, below the header, in the order of the file."""
    new_roles: tuple[str, ...] = ()
    """Who and what the case does not know yet, as the rows call them: each becomes a person or part by that role."""

    @property
    def counts(self) -> Counter[RowState]:
        """How many rows are in each state."""
        return Counter(row.state for row in self.rows)

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """All that is wrong or doubtful, in the order of the file."""
        return tuple(problem for row in self.rows if row.problems for problem in row.problems)

    @property
    def blocking(self) -> tuple[CellProblem, ...]:
        """What keeps rows from coming in."""
        return tuple(
            problem
            for row in self.rows
            if row.state is RowState.PROBLEM
            for problem in row.problems
            if problem.blocks
        )

    @property
    def ready(self) -> bool:
        """True where no row is held up: every one comes in, is there, or is left out on purpose."""
        return not any(row.state is RowState.PROBLEM for row in self.rows)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import."""

    added: int
    there: int
    left_out: int
    removed: int = 0
    """Rows that were removed here since they came in, and stayed out."""
    cited: int = 0
    """Entries already there that this source now supports as well."""
    evidence: str = ""
    """Id of the file's entry in the evidence register; empty where nothing came in."""

    @property
    def changed(self) -> bool:
        """True if it made a step."""
        return bool(self.added or self.cited)
