"""The timeline as rows of a table: entries in the order of the chronology, headings between them where asked for."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from rca_workbench.model import Account, Actor, Changes, EvidenceItem, Excerpt, Knowledge, Lane, TimelineEntry
from rca_workbench.ui.places.timeline.columns import COLUMNS, MARK, WHAT, WHEN, cell, when_typed
from rca_workbench.ui.places.timeline.showing import FoldedText, Heading, Line, Showing, lines_of
from rca_workbench.ui.session import Session

ENTRY = Qt.ItemDataRole.UserRole + 1
HEADING = Qt.ItemDataRole.UserRole + 2
AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_BESIDE = {Excerpt.kind.name: "about", Account.kind.name: "entry", Knowledge.kind.name: "entry"}
"""Kinds that show in the row of an entry, and the field that says of which."""
_EVERYWHERE = (Actor.kind.name, EvidenceItem.kind.name, Lane.kind.name)


class EntryRows(QAbstractTableModel):
    """Entries in their order, as far as they are shown. Changed entries alone are told to the table."""

    edited = Signal(str, int, str)
    """Id of an entry, column and what was typed there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.showing = Showing()
        self.ids: Sequence[str] = ()
        """The entries shown, folded ones as well."""
        self.lines: Sequence[Line] = ()
        self._rows: dict[str, int] = {}
        self._order: Sequence[str] = ()
        self._texts = FoldedText()

    def refresh(self, changes: Changes | None) -> None:
        """Show the entries as they are now."""
        chronology = self.session.chronology
        if changes is not None and changes.touches(*_EVERYWHERE):
            self._texts.forget()
        if changes is None or self.showing.narrowed or chronology.order != self._order:
            self._reset()
            return
        for id in changes.ids(TimelineEntry.kind.name):
            self._tell(id)
        snapshot = self.session.snapshot
        for kind, name in _BESIDE.items():
            for id in changes.ids(kind):
                one = snapshot.table(kind).get(id)
                if one is None:
                    self._tell_all()
                else:
                    self._tell(getattr(one, name) or "")
        if changes.touches(*_EVERYWHERE):
            self._tell_all()

    def show_only(self, showing: Showing) -> None:
        """Look at something else."""
        if showing != self.showing:
            self.showing = showing
            self._reset()

    def narrow(self, text: str) -> None:
        """Show only entries that hold every word."""
        self.show_only(replace(self.showing, words=tuple(text.casefold().split())))

    def prepare(self) -> None:
        """Somebody is about to type what to narrow to."""
        self._texts.prepare(self.session.snapshot, self.session.chronology.order)

    def row_of(self, id: str | None) -> int:
        """Row of an entry; -1 where it is not shown."""
        return self._rows.get(id or "", -1)

    def entry(self, row: int) -> TimelineEntry | None:
        """The entry in a row; None for a heading."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return self.session.snapshot.get(TimelineEntry, line) if isinstance(line, str) else None

    def heading(self, row: int) -> Heading | None:
        """The heading in a row; None for an entry."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, Heading) else None

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section].title
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_entry = isinstance(self.lines[index.row()], str)
        if is_entry and COLUMNS[index.column()].field and not self.session.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None:
            return self._heading_data(index, role)
        column, snapshot = index.column(), self.session.snapshot
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(snapshot, entry, column)
        if role == Qt.ItemDataRole.EditRole:
            return when_typed(snapshot, entry.time) if column == WHEN else cell(snapshot, entry, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            said = cell(snapshot, entry, column)
            return f"{said} ({entry.time.said})" if column == WHEN and entry.time.said else said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = COLUMNS[column].title or "Code"
            standing = self.session.checking.standing.get(entry.id) if column == WHAT else None
            checks = f", {standing.words}" if standing is not None else ""
            return f"{title}: {cell(snapshot, entry, column)}{checks}"
        return entry if role == ENTRY else None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self.entry(index.row())
        if entry is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.edited.emit(entry.id, index.column(), str(value))
        return True

    def _heading_data(self, index: AnyIndex, role: int) -> object:
        heading = self.heading(index.row())
        if heading is None:
            return None
        if role == HEADING:
            return heading
        said = f"{heading.words}, {heading.count} {'entry' if heading.count == 1 else 'entries'}"
        if role == Qt.ItemDataRole.AccessibleTextRole or (
            role == Qt.ItemDataRole.DisplayRole and index.column() == MARK
        ):
            return f"{said}, {'folded' if heading.group in self.showing.closed else 'open'}"
        return None

    def _reset(self) -> None:
        self.beginResetModel()
        chronology = self.session.chronology
        self._order = chronology.order
        self.ids, self.lines = lines_of(self.session.snapshot, chronology, self.showing, self._texts)
        self._rows = {line: row for row, line in enumerate(self.lines) if isinstance(line, str)}
        self.endResetModel()

    def _tell(self, id: str) -> None:
        row = self.row_of(id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def _tell_all(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(COLUMNS) - 1))
