"""What each row of a source would become, as a table: tens of thousands of rows cost no more than those in view."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from rca_workbench.exchange.sheet import Mark, Plan, PlannedRow, RowState
from rca_workbench.model import EntryKind, shortened
from rca_workbench.model.time import said_in_words, short_label
from rca_workbench.model.words import word
from rca_workbench.ui import style

TITLES = ("Row", "Becomes", "When", "Who or what", "What happened", "To look at")
ROW, STATE, WHEN, WHO, WHAT, LOOK = range(6)
AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

STATE_WORDS = {
    RowState.NEW: "New entry",
    RowState.THERE: "There already",
    RowState.REMOVED: "Removed here before",
    RowState.LEFT_OUT: "Left out",
    RowState.PROBLEM: "Needs mending",
}
_MARKS = {
    Mark.CARE: "care delivery problem",
    Mark.SERVICE: "service delivery problem",
    Mark.GOOD_PRACTICE: "good practice",
    Mark.HARM: "harm",
    Mark.OMISSION: "something not done",
}


def becomes(row: PlannedRow) -> str:
    """What a row becomes, in sentences: all of it that the table has no column for."""
    if row.reason:
        return row.reason
    said = row.time.said
    time = said_in_words(row.time)
    marks = [_MARKS[one] for one in Mark if one in row.marks]
    parts = (
        f"“{said}” reads {time}." if said and said != time else f"Reads {time}.",
        f"Marked: {', '.join(marks)}." if marks else "",
        f"{word(row.kind)}." if row.kind is not EntryKind.EVENT else "",
        f"Lane: {row.lane}." if row.lane else "",
        f"Expected: {_cut(row.expected)}." if row.expected else "",
        f"Note: {_cut(row.note)}." if row.note else "",
        f"Source: {', '.join(part for part in (row.source, row.place) if part)}." if row.source else "",
    )
    return " ".join(part for part in parts if part)


def _cut(text: str) -> str:
    return shortened(" ".join(text.split()), 120).rstrip(".")


def summary(plan: Plan, *, read_only: bool) -> str:
    """What a plan comes to in numbers, and what keeps it from coming in, if anything does."""
    counts = plan.counts
    doubts = sum(1 for row in plan.rows if row.doubtful)
    parts = [
        f"{counts[RowState.NEW]:,} new",
        f"{counts[RowState.THERE]:,} there already" if counts[RowState.THERE] else "",
        f"{counts[RowState.REMOVED]:,} removed here before" if counts[RowState.REMOVED] else "",
        f"{counts[RowState.LEFT_OUT]:,} left out" if counts[RowState.LEFT_OUT] else "",
        f"{doubts:,} to look at" if doubts else "",
    ]
    said = ", ".join(part for part in parts if part) + "."
    held = counts[RowState.PROBLEM]
    if held:
        rows = "row needs" if held == 1 else "rows need"
        said += f" {held:,} {rows} mending or leaving out before this can come in."
    elif not counts[RowState.NEW] and not counts[RowState.THERE]:
        said += " Nothing is left that could come in."
    return f"{said} This case can only be read here." if read_only else said


class PlannedRows(QAbstractTableModel):
    """The rows of a plan, or only those to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.only_problems = False
        self.rows: Sequence[PlannedRow] = ()

    def show_plan(self, plan: Plan | None, *, only_problems: bool) -> None:
        """Show another plan, or another part of it."""
        self.beginResetModel()
        self.plan, self.only_problems = plan, only_problems
        rows = plan.rows if plan is not None else ()
        self.rows = [one for one in rows if one.problems] if only_problems else rows
        self.endResetModel()

    def at(self, row: int) -> PlannedRow | None:
        """The planned row in a line of the table."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def line_of(self, number: int) -> int:
        """The line of a row of the source; -1 where it is not shown."""
        return next((line for line, one in enumerate(self.rows) if one.number == number), -1)

    def next_problem(self, line: int, by: int) -> int:
        """The next line with something to look at, up or down, going round; -1 where there is none."""
        lines = range(1, len(self.rows) + 1)
        return next(
            (at for step in lines if self.rows[at := (line + by * step) % len(self.rows)].problems), -1
        )

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return TITLES[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{TITLES[index.column()]}: {self._said(row, index.column()) or 'nothing'}"
        if role == Qt.ItemDataRole.ForegroundRole:
            if row.state is RowState.PROBLEM and index.column() in (STATE, LOOK):
                return style.color("danger")
            quiet = row.state is not RowState.NEW or index.column() in (ROW, WHO, LOOK)
            return style.color("text2" if quiet else "text")
        if role == Qt.ItemDataRole.FontRole:
            return style.font("body_strong" if index.column() == WHEN else "body")
        return None

    def _said(self, row: PlannedRow, column: int) -> str:
        match column:
            case 0:
                return str(row.number)
            case 1:
                marks = [_MARKS[one] for one in Mark if one in row.marks]
                return ", ".join((STATE_WORDS[row.state], *marks))
            case 2:
                return short_label(row.time) if row.what or row.time.start else ""
            case 3:
                return row.who
            case 4:
                return " ".join(row.what[:400].split())
        return " ".join(one.sentence for one in row.problems) or row.reason


class PlannedTable(QTableView):
    """The rows, one line each, of which one is chosen."""

    def __init__(self, rows: PlannedRows) -> None:
        super().__init__()
        self.setModel(rows)
        self.setAccessibleName("What each row becomes")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
