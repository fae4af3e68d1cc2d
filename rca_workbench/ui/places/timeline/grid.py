"""The time-person grid: people down, slots of time across, and what is recorded where."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.analysis.time_grid import LOOSE, MINUTES, Placed, TimeGrid, busiest, time_grid
from rca_workbench.drawing.ticks import duration_words
from rca_workbench.model import Actor, Changes, Entity, TimelineEntry
from rca_workbench.model.time import moment
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields import Pick, small_button
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.timeline.capture import CaptureRow
from rca_workbench.ui.places.timeline.edits import TimelineEdits
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

SLOT_WIDTH = 132
"""Least width of a slot, in pixels at 100 %."""
AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_BLANK = "Nothing is recorded here. That does not mean that nobody was there."
TALLEST = 150
"""Greatest height of a row, in pixels at 100 %; the whole text is in the tip and in Details."""


class GridRows(QAbstractTableModel):
    """The grid as a table model."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.grid = TimeGrid((), (), 60, {})
        self.slots: tuple[int, ...] = ()
        """The slot of each column: those of the grid, and in front what is too unsure for one."""

    def show_grid(self, grid: TimeGrid) -> None:
        """Show another stretch of time, or the same after a step."""
        self.beginResetModel()
        self.grid = grid
        self.slots = (*((LOOSE,) if grid.has_loose else ()), *range(len(grid.starts)))
        self.endResetModel()

    def placed(self, index: AnyIndex) -> tuple[Placed, ...]:
        """What is recorded in a cell."""
        if not index.isValid():
            return ()
        return self.grid.cells.get((self.grid.people[index.row()], self.slots[index.column()]), ())

    def entries(self, index: AnyIndex) -> tuple[str, ...]:
        """The entries in a cell."""
        return tuple(one.entry for one in self.placed(index))

    def place_of(self, id: str) -> QModelIndex:
        """The first cell that holds an entry."""
        for (person, at), found in self.grid.cells.items():
            if any(one.entry == id for one in found):
                return self.index(self.grid.people.index(person), self.slots.index(at))
        return QModelIndex()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.grid.people)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.slots)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            actor = self.session.snapshot.get(Actor, self.grid.people[section])
            return actor.role if actor else ""
        slot = self.slots[section]
        if slot == LOOSE:
            return "About then\nnot sure when"
        at = moment(self.grid.starts[slot])
        new_day = slot == 0 or moment(self.grid.starts[slot - 1]).date() != at.date()
        day = f"{at.day} {at:%b %Y}"
        if self.grid.length >= 86_400:
            return day
        return f"{day}\n{at:%H:%M}" if new_day else f"\n{at:%H:%M}"

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.placed(index)
        entries = self.session.snapshot.of(TimelineEntry)
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            said = [
                f"{'' if one.sure or self.slots[index.column()] == LOOSE else 'Possibly: '}{entries[one.entry].text}"
                for one in found
                if one.entry in entries
            ]
            if role == Qt.ItemDataRole.DisplayRole:
                return "\n".join(said)
            text = ". ".join(said) or _BLANK
            if role == Qt.ItemDataRole.ToolTipRole:
                return text
            who = self.headerData(index.row(), Qt.Orientation.Vertical)
            when = str(self.headerData(index.column(), Qt.Orientation.Horizontal)).replace("\n", " ").strip()
            return f"{who}, {when}: {text}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        if role == Qt.ItemDataRole.BackgroundRole and found:
            return style.color("accent_soft" if all(one.sure for one in found) else "sunken")
        if role == Qt.ItemDataRole.ForegroundRole:
            sure = all(one.sure for one in found)
            return QColor(style.color("text" if sure else "text2"))
        return None


class GridView(View):
    """Slots as short as asked for, from where most happened or from the entry selected."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edits = TimelineEdits(session)
        self.rows = GridRows(session)
        self.start: int | None = None
        self._slots = 8
        self._marking = False
        self.table = QTableView()
        self.table.setModel(self.rows)
        self.table.setAccessibleName("Time-person grid: people down, time across")
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.verticalHeader().setMaximumWidth(style.px(220))
        self.table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.doubleClicked.connect(lambda _: self.open())
        self.length = Pick()
        self.length.setAccessibleName("Length of a slot")
        for minutes in MINUTES:
            self.length.addItem(duration_words(minutes * 60), minutes)
        self.length.setCurrentIndex(MINUTES.index(15))
        self.length.currentIndexChanged.connect(lambda _: self.refresh(None))
        self.said = style.role(QLabel(), "small_strong")
        self.empty = style.role(
            QLabel("The grid shows who did what when, once entries have a time and a person."), "empty"
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(32)
        self.capture = CaptureRow(session, lambda text: self.edits.read(text, self._near()))
        self.capture.captured.connect(self._captured)
        self.capture.left.connect(lambda: self.table.setFocus())
        if session.read_only:
            self.capture.hide()
        session.curtain_changed.connect(partial(self.refresh, None))
        self._arrange()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("entry_add", "Add event", self._begin, ("N",), "new entry timeline", "plus")

    def commands(self) -> tuple[Command, ...]:
        def made(id: str, title: str, run: Callable[[], object], *keys: str, icon: str) -> Command:
            return Command(f"grid_{id}", title, run, keys, "time person grid slots", icon)

        return (
            made("open", "Open in Details", self.open, "Return", "Enter", icon="panel-right"),
            made("before", "Earlier", partial(self.shift, -1), "Alt+PgUp", icon="chevron-left"),
            made("behind", "Later", partial(self.shift, 1), "Alt+PgDown", icon="chevron-right"),
            made(
                "shorter",
                "Shorter slots",
                partial(self._step_length, -1),
                "Ctrl+=",
                "Ctrl+Num++",
                icon="zoom-in",
            ),
            made("longer", "Longer slots", partial(self._step_length, 1), "Ctrl+-", icon="zoom-out"),
            made("busy", "Go to where most happened", self.to_busiest, "Ctrl+Home", icon="compass"),
            made("show", "Show it on the timeline", self._to_timeline, "G", icon="chart-gantt"),
            made("leave", "One step out", partial(self.session.select, None), "Esc", icon="x"),
        )

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.table,)

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches("timeline_entry", "time_link", "actor"):
            return
        minutes = int(self.length.currentData())
        if self.start is None:
            self.start = self._first(minutes)
        there = self.start is not None
        self.empty.setVisible(not there)
        self.table.setVisible(there)
        if self.start is not None:
            hidden = self.session.sight.hidden
            self._marking = True
            self.rows.show_grid(
                time_grid(
                    self.session.snapshot, self.session.chronology, self.start, self._slots, minutes, hidden
                )
            )
            self._marking = False
            first, last = self.rows.grid.starts[0], self.rows.grid.starts[-1] + self.rows.grid.length
            self.said.setText(f"{_words(first)} to {_words(last)}")
            self._fit_rows()
        if changes is None or changes.touches("actor"):
            self.capture.offer(
                sorted(one.role for one in self.session.snapshot.of(Actor).values() if one.role)
            )
        self.selected(self.session.selected)
        self.counts_changed.emit()

    def selected(self, entity: Entity | None) -> None:
        if not isinstance(entity, TimelineEntry):
            return
        if entity.id not in self.rows.entries(self.table.currentIndex()):
            index = self.rows.place_of(entity.id)
            if index.isValid():
                self._marking = True
                self.table.setCurrentIndex(index)
                self._marking = False

    def counts(self) -> str:
        shown = {one.entry for found in self.rows.grid.cells.values() for one in found}
        return f"{len(shown)} {'event' if len(shown) == 1 else 'events'} in this stretch"

    def remember(self) -> dict[str, object]:
        return {"start": self.start, "minutes": self.length.currentData()}

    def recall(self, state: dict[str, object]) -> None:
        start, minutes = state.get("start"), state.get("minutes")
        if minutes in MINUTES:
            self.length.setCurrentIndex(MINUTES.index(minutes))  # type: ignore[arg-type]
        if isinstance(start, int) and start > 0:
            self.start = start
            self.refresh(None)

    def enter(self) -> None:
        chosen = self.session.selected
        if isinstance(chosen, TimelineEntry) and not self.rows.place_of(chosen.id).isValid():
            seen = self.session.chronology.window(chosen.id)
            if seen.earliest is not None and not seen.by_order:
                self.start = seen.earliest - self._slots * self.rows.grid.length // 3
                self.refresh(None)
        self.table.setFocus()

    # -- gestures -------------------------------------------------------------------------------------

    def open(self) -> None:
        """All about the entry in the cell; in a blank cell, add one there."""
        if not self.rows.entries(self.table.currentIndex()):
            self._begin()
        else:
            self.open_details()

    def shift(self, by: int) -> None:
        """The stretch before or behind, with half of this one kept in view."""
        if self.start is not None:
            self.start += by * max(1, self._slots // 2) * self.rows.grid.length
            self.refresh(None)

    def to_busiest(self) -> None:
        """Where most happened."""
        self.start = self._first(int(self.length.currentData()))
        self.refresh(None)

    # -- inside ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slots = max(3, (self.width() - style.px(200)) // style.px(SLOT_WIDTH))
        if slots != self._slots:
            self._slots = slots
            if self.start is not None:
                self.refresh(None)

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    def _fit_rows(self) -> None:
        self.table.resizeRowsToContents()
        for row in range(self.rows.rowCount()):
            if self.table.rowHeight(row) > style.px(TALLEST):
                self.table.setRowHeight(row, style.px(TALLEST))

    def _first(self, minutes: int) -> int | None:
        return busiest(self.session.chronology, self._slots, minutes)

    def _near(self) -> str | None:
        found = self.rows.entries(self.table.currentIndex())
        shown = [one.entry for cell in self.rows.grid.cells.values() for one in cell]
        return found[0] if found else shown[0] if shown else None

    def _begin(self) -> None:
        """Start typing an entry, at the time and for the person of the cell one is at."""
        index = self.table.currentIndex()
        if index.isValid():
            slot = self.rows.slots[index.column()]
            at = moment(self.rows.grid.starts[max(slot, 0)])
            actor = self.session.snapshot.get(Actor, self.rows.grid.people[index.row()])
            self.capture.begin_with(f"{at.day} {at:%B %Y %H:%M}", actor.role if actor else "")
        else:
            self.capture.begin()

    def _captured(self, when: str, who: str, what: str) -> None:
        id = self.edits.add(when, who, what, self._near())
        self.session.select(id)
        self.table.setFocus()

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        found = self.rows.entries(now)
        if found and not self._marking:
            self.session.select(found[0])

    def _step_length(self, by: int) -> None:
        self.length.setCurrentIndex(max(0, min(len(MINUTES) - 1, self.length.currentIndex() + by)))

    def _to_timeline(self) -> None:
        found = self.rows.entries(self.table.currentIndex())
        if found:
            self.go_to.emit("timeline/timeline", found[0])

    def _arrange(self) -> None:
        top = QWidget()
        style.role(top, "over")
        line = QHBoxLayout(top)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(8)
        line.addWidget(small_button("chevron-left", "Earlier", partial(self.shift, -1)))
        line.addWidget(self.said)
        line.addWidget(small_button("chevron-right", "Later", partial(self.shift, 1)))
        line.addStretch(1)
        words = style.role(QLabel("Slots of"), "small")
        line.addWidget(words)
        line.addWidget(self.length)
        note = style.role(
            QLabel("Nothing is recorded in a blank cell. That does not mean that nobody was there."),
            "caption",
        )
        wrapped(note)
        note.setMargin(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.empty, 1)
        box.addWidget(self.table, 1)
        box.addWidget(note)
        box.addWidget(self.capture)


def _words(second: int) -> str:
    at = moment(second)
    return f"{at.day} {at:%b %Y %H:%M}"
