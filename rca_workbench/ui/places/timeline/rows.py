"""The timeline as rows: what each column says of an entry, kept in the order of the chronology."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from rca_workbench.model import (
    Actor,
    Changes,
    EvidenceItem,
    Excerpt,
    Snapshot,
    Time,
    TimelineEntry,
)
from rca_workbench.model.time import said_in_words, short_label
from rca_workbench.model.words import word
from rca_workbench.ui.session import Session

COLUMNS = ("", "When", "Who or what", "What happened", "Flag", "Sources")
MARK, WHEN, WHO, WHAT, FLAG, SOURCES = range(6)

ENTRY = Qt.ItemDataRole.UserRole + 1
AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class EntryRows(QAbstractTableModel):
    """Entries in their order, narrowed by words. Changed entries alone are told to the table."""

    edited = Signal(str, int, str)
    """Id of an entry, column and what was typed there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.words: tuple[str, ...] = ()
        self.ids: Sequence[str] = ()
        self._rows: dict[str, int] = {}
        self._order: Sequence[str] = ()

    def refresh(self, changes: Changes | None) -> None:
        """Show the entries as they are now."""
        chronology = self.session.chronology
        if changes is None or self.words or chronology.order != self._order:
            self._reset()
            return
        for id in changes.ids(TimelineEntry.kind.name):
            self._tell(id)
        for id in changes.ids(Excerpt.kind.name):
            excerpt = self.session.snapshot.get(Excerpt, id)
            if excerpt and excerpt.about:
                self._tell(excerpt.about)
            else:
                self._tell_all()
        if changes.touches(Actor.kind.name, EvidenceItem.kind.name):
            self._tell_all()

    def narrow(self, text: str) -> None:
        """Show only entries that hold every word."""
        self.words = tuple(text.casefold().split())
        self._reset()

    def row_of(self, id: str | None) -> int:
        """Row of an entry; -1 where it is not shown."""
        return self._rows.get(id or "", -1)

    def entry(self, row: int) -> TimelineEntry | None:
        """The entry in a row."""
        return self.session.snapshot.get(TimelineEntry, self.ids[row]) if 0 <= row < len(self.ids) else None

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() in (WHEN, WHO, WHAT) and not self.session.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(self.session.snapshot, entry, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return (
                when_typed(self.session.snapshot, entry.time) if index.column() == WHEN else self.data(index)
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            said = cell(self.session.snapshot, entry, index.column())
            return f"{said} ({entry.time.said})" if index.column() == WHEN and entry.time.said else said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()]}: {cell(self.session.snapshot, entry, index.column())}"
        return entry if role == ENTRY else None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self.entry(index.row())
        if entry is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.edited.emit(entry.id, index.column(), str(value))
        return True

    def _reset(self) -> None:
        self.beginResetModel()
        self._order = self.session.chronology.order
        if self.words:
            snapshot = self.session.snapshot
            entries = snapshot.of(TimelineEntry)
            self.ids = [id for id in self._order if _holds(snapshot, entries[id], self.words)]
        else:
            self.ids = self._order
        self._rows = {id: row for row, id in enumerate(self.ids)}
        self.endResetModel()

    def _tell(self, id: str) -> None:
        row = self.row_of(id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def _tell_all(self) -> None:
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(COLUMNS) - 1))


def cell(snapshot: Snapshot, entry: TimelineEntry, column: int) -> str:
    """What a column says of an entry."""
    match column:
        case 0:
            return entry.code
        case 1:
            return short_label(entry.time)
        case 2:
            actor = snapshot.get(Actor, entry.actor)
            return actor.role if actor else ""
        case 3:
            return entry.text
        case 4:
            return flag(entry)
        case 5:
            return sources(snapshot, entry)
    return ""


def flag(entry: TimelineEntry) -> str:
    """What stands out about an entry, in a word or two."""
    said = [word(entry.problem)] if entry.problem else []
    said += ["Harm"] if entry.harm else []
    said += ["Good practice"] if entry.good_practice else []
    said += ["Sources disagree"] if entry.conflict_note or entry.conflicts_with else []
    return ", ".join(said)


def sources(snapshot: Snapshot, entry: TimelineEntry) -> str:
    """What an entry rests on: the one source by name, or how many."""
    found = snapshot.pointed_from(Excerpt, "about", entry.id)
    if len(found) == 1:
        item = snapshot.get(EvidenceItem, found[0].evidence)
        place = f", {found[0].place}" if found[0].place else ""
        return (item.code or item.name) + place if item else "1 source"
    return f"{len(found)} sources" if found else ""


def when_typed(snapshot: Snapshot, time: Time) -> str:
    """A time as someone could have typed it, to start editing from."""

    def name(id: str) -> str:
        entry = snapshot.get(TimelineEntry, id)
        return entry.code or entry.text if entry else ""

    return said_in_words(time, name_of=name)


def _holds(snapshot: Snapshot, entry: TimelineEntry, words: tuple[str, ...]) -> bool:
    said = " ".join(
        (entry.text, entry.note, *(cell(snapshot, entry, column) for column in (0, 1, 2, 4, 5)))
    ).casefold()
    return all(one in said for one in words)
