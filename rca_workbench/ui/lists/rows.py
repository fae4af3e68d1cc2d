"""What a list shows, as values, and the Qt model that hands them to the table one by one.

Only what is on screen is put into words: a row is an id until the table asks for its cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from rca_workbench.analysis.invented import IN_SHORT, invented_words
from rca_workbench.model import Changes
from rca_workbench.ui.session import Session

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_RUNS = 40
"""Runs of rows that go or come in one step, up to which they do so one by one; after more the table begins anew."""

ROW = Qt.ItemDataRole.UserRole + 1
CELL = Qt.ItemDataRole.UserRole + 2
HEADING = Qt.ItemDataRole.UserRole + 3
STANDING = Qt.ItemDataRole.UserRole + 4
"""What checks stand open on what the row shows; None for none."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title and its width in pixels at 100 %; width 0 takes what is left. `edits` allows F2.

    Where there is no room for all, those of the lowest `rank` stand back; Details has what they say.
    """

    title: str
    width: int = 0
    edits: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: a line, a second one under it, an icon before them, strength bars.

    `ink` and `second_ink` are token names of colours, or #rrggbb.
    """

    text: str = ""
    second: str = ""
    icon: str = ""
    icon_ink: str = "text2"
    ink: str = "text"
    second_ink: str = "text2"
    second_icon: str = ""
    strong: bool = False
    wraps: bool = False
    """Goes on in the line beneath, where there is nothing second to say."""
    bars: int = 0
    letters: tuple[tuple[str, bool], ...] = ()
    """Letters of a short check, each with whether it is met; beside them the words say the same."""
    indent: int = 0
    """Steps in from the left: what belongs to the row above."""
    covered: bool = False
    """Something is there that may identify a person and is not shown now."""
    shown_name: bool = False
    """An identity that is shown: it gets a dotted underline."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group: what it is about and, at the right, what is said of it."""

    text: str
    aside: str = ""
    icon: str = ""
    icon_ink: str = "text2"
    aside_ink: str = "text2"


class Shape(Enum):
    """What sort of row."""

    ITEM = "item"
    HEADING = "heading"
    LINE = "line"
    """A line to type in, which the place puts there itself."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it shows (an id) and the group it stands in (the id of the group's heading)."""

    id: str
    group: str = ""
    shape: Shape = Shape.ITEM


class ListRows(QAbstractTableModel):
    """Rows of a list, kept up to date from what changed. A place says which rows there are and what each shows."""

    columns: tuple[Column, ...] = ()
    touched_by: tuple[str, ...] = ()
    """Kinds whose changes may alter what is shown."""
    arranged_by: Mapping[str, frozenset[str]] = MappingProxyType({})
    """Kinds whose coming and going, and fields whose change, may alter which rows there are and their order."""
    edited = Signal(str, int, str)
    """Id, column and what was typed there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows: Sequence[Row] = ()
        self.words: tuple[str, ...] = ()
        self.closed: frozenset[str] = frozenset()
        self._at: dict[str, int] | None = None
        self._moving = False

    def arrange(self) -> Sequence[Row]:
        """The rows in their order, narrowed by `words` and without those of `closed` groups."""
        raise NotImplementedError

    def cell(self, row: Row, column: int) -> Cell:
        """What one cell of an item shows."""
        raise NotImplementedError

    def typed(self, row: Row, column: int) -> str:
        """What is put into the box over a cell: the words as they are kept, in full, and nothing where there are none."""
        one = self.session.snapshot.find(row.id) if not column else None
        name = one.kind.title_field if one is not None else ""
        # "No words yet" stands where something has no words, and is none of them.
        return "" if name and not str(getattr(one, name)).strip() else self.cell(row, column).text

    def shown(self, row: Row, column: int) -> Cell:
        """A cell as it is shown: the first of a row begins its second line with that what it shows was invented."""
        cell = self.cell(row, column)
        if column or not invented_words(self.session.snapshot.find(row.id)):
            return cell
        return replace(cell, second=" · ".join(part for part in (IN_SHORT, cell.second) if part))

    def heading(self, row: Row) -> Heading:
        """What the heading of a group shows."""
        raise NotImplementedError

    def offers(self, column: int) -> Sequence[str]:
        """What may complete what is typed over a cell of a column."""
        return ()

    def heading_edits(self, row: Row) -> bool:
        """Whether the text of a heading can be edited in place."""
        return False

    def said(self, row: Row) -> str:
        """A row in one sentence, for screen readers."""
        if row.shape is Shape.HEADING:
            head = self.heading(row)
            return ", ".join(part for part in (head.text, head.aside) if part)
        cells = (self.shown(row, column) for column in range(len(self.columns)))
        said = [_words(cell) for cell in cells if cell.text]
        standing = self.session.checking.standing.get(row.id)
        return ", ".join([*said, *([standing.words] if standing is not None else [])])

    def refresh(self, changes: Changes | None) -> None:
        """Show the case as it is now; only what changed is told to the table."""
        if changes is not None and not changes.touches(*self.touched_by):
            return
        if changes is None:
            self.reset()
            return
        if not self.words and not self._rearranges(changes):
            self.tell()
            return
        self.become(list(self.arrange()))
        self.tell()

    def become(self, after: Sequence[Row]) -> None:
        """Show these rows from now on. What stays is moved, never taken away: somebody may be typing over it."""
        before = list(self.rows)
        if before == after:
            return
        now = _found_again(before, after)
        stay = frozenset(now.values())
        gone = _runs([row not in now for row in before])
        come = _runs([row not in stay for row in after])
        if (
            len(set(before)) < len(before)
            or len(set(after)) < len(after)
            or len(gone) + len(come) > _MOST_RUNS
        ):
            self.reset(after)
            return
        self._moving = True
        for first, last in reversed(gone):
            self.beginRemoveRows(_NOWHERE, first, last)
            del before[first : last + 1]
            self._set(tuple(before))
            self.endRemoveRows()
        self._put([now[row] for row in before], [row for row in after if row in stay])
        for first, last in come:
            self.beginInsertRows(_NOWHERE, first, last)
            self._set((*self.rows[:first], *after[first : last + 1], *self.rows[first:]))
            self.endInsertRows()
        self._set(after)
        self._moving = False

    def reset(self, rows: Sequence[Row] | None = None) -> None:
        """Begin anew."""
        self.beginResetModel()
        self._set(list(self.arrange()) if rows is None else rows)
        self.endResetModel()

    def narrow(self, text: str) -> None:
        """Show only what holds every word."""
        self.words = tuple(text.casefold().split())
        self.reset()

    def close(self, group: str, closed: bool) -> None:
        """Fold a group, or unfold it."""
        self.closed = self.closed | {group} if closed else self.closed - {group}
        self.reset()

    def row(self, at: int) -> Row | None:
        """The row at a place."""
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def row_of(self, id: str | None) -> int:
        """The first row that shows a thing; -1 where none does."""
        if self._at is None:
            self._at = {}
            for at, row in enumerate(self.rows):
                if row.shape is not Shape.LINE:
                    self._at.setdefault(row.id, at)
        return self._at.get(id or "", -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.row(index.row())
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        edits = row is not None and self._edits(row)
        if edits and self.columns[index.column()].edits and not self.session.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                self.said(row)
                if index.column() == 0 or row.shape is Shape.HEADING
                else self._said_cell(row, index.column())
            )
        if row.shape is Shape.HEADING:
            words = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
            return self.heading(row) if role == HEADING else self.heading(row).text if words else None
        if row.shape is Shape.LINE:
            return None
        if role == CELL:
            return self.shown(row, index.column())
        if role == STANDING:
            return self.session.checking.standing.get(row.id)
        if role == Qt.ItemDataRole.EditRole:
            return self.typed(row, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, index.column()).text
        if role == Qt.ItemDataRole.ToolTipRole:
            cell = self.cell(row, index.column())
            return cell.text if len(cell.text) > 40 else None
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        edited = partial(self.edited.emit, row.id, index.column(), str(value))
        if self._moving:
            # The row goes from under the box somebody types in: what is typed is kept once it has gone.
            QTimer.singleShot(0, self, edited)
        else:
            edited()
        return True

    def _rearranges(self, changes: Changes) -> bool:
        for kind, names in self.arranged_by.items():
            for fields in changes.by_kind.get(kind, {}).values():
                if fields is None or fields & names:
                    return True
        return False

    def _edits(self, row: Row) -> bool:
        return row.shape is Shape.ITEM or (row.shape is Shape.HEADING and self.heading_edits(row))

    def _said_cell(self, row: Row, column: int) -> str:
        cell = self.shown(row, column)
        return f"{self.columns[column].title}: {_words(cell) or 'nothing'}"

    def _set(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._at = None

    def _put(self, rows: list[Row], order: list[Row]) -> None:
        """Put the rows there are, as they are called from now on, in this order."""
        if rows == order:
            self._set(order)
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        at = {row: place for place, row in enumerate(order)}
        self._set(order)
        self.changePersistentIndexList(held, [self.index(at[rows[one.row()]], one.column()) for one in held])
        self.layoutChanged.emit()

    def tell(self) -> None:
        """Have the cells looked at again."""
        if self.rows:
            # Counts and names of other kinds show in any row; the table asks again only for those on screen.
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))


def _words(cell: Cell) -> str:
    """A cell for screen readers: what is covered is said to be, not read as dots."""
    return "hidden" if cell.covered else ", ".join(part for part in (cell.text, cell.second) if part)


def _found_again(before: Sequence[Row], after: Sequence[Row]) -> dict[Row, Row]:
    """The rows that stay, each with what it is now: what it shows may stand in another group."""
    there, left = frozenset(before), frozenset(after)
    now = {row: row for row in before if row in left}
    moved = {(row.id, row.shape): row for row in reversed(after) if row not in there}
    for row in before:
        if row not in now and (other := moved.pop((row.id, row.shape), None)) is not None:
            now[row] = other
    return now


def _runs(marked: Sequence[bool]) -> list[tuple[int, int]]:
    """The first and last place of each run of marked ones."""
    runs: list[tuple[int, int]] = []
    for at, one in enumerate(marked):
        if one and runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        elif one:
            runs.append((at, at))
    return runs
