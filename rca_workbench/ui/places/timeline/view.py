"""The timeline place: canvas, table or both over the same entries, with the capture row at the foot."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import Actor, Changes, Entity, TimelineEntry, shortened
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.apart import keep_apart
from rca_workbench.ui.places.timeline.bringing import Bringing
from rca_workbench.ui.places.timeline.canvas import TimelineCanvas
from rca_workbench.ui.places.timeline.capture import CaptureRow
from rca_workbench.ui.places.timeline.columns import WHAT, WHEN
from rca_workbench.ui.places.timeline.edits import TimelineEdits
from rca_workbench.ui.places.timeline.gestures import EntryGestures
from rca_workbench.ui.places.timeline.keys import canvas_commands, entry_commands
from rca_workbench.ui.places.timeline.rows import EntryRows
from rca_workbench.ui.places.timeline.show_menu import show_menu
from rca_workbench.ui.places.timeline.showing import GroupBy, Only
from rca_workbench.ui.places.timeline.strips import ConflictStrip, CurtainStrip, ElseStrip
from rca_workbench.ui.places.timeline.table import EntryTable
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

_SHOWN_HERE = (
    "time_link",
    "timeline_entry",
    "actor",
    "lane",
    "excerpt",
    "evidence",
    "entry_link",
    "account",
    "knowledge",
    "factor",
)


class TimelineView(View):
    """One of three tabs over the same entries: they differ only in what they show."""

    def __init__(self, session: Session, *, canvas: bool, table: bool) -> None:
        super().__init__(session)
        self.edits = TimelineEdits(session)
        self.rows = EntryRows(session)
        self.table = EntryTable(self.rows) if table else None
        self.canvas = TimelineCanvas(session) if canvas else None
        self.gestures = EntryGestures(self)
        self.rows.edited.connect(self.gestures.edited)
        self.bringing = Bringing(session, self, self._pasted_words)
        self.bringing.covered.connect(self._covered)
        self.capture = CaptureRow(session, lambda text: self.edits.read(text, self._above()))
        self.capture.captured.connect(self._captured)
        self.capture.rows_pasted.connect(self.bringing.open_pasted)
        self.capture.left.connect(self.enter)
        if session.read_only:
            self.capture.hide()
        self.filter = QLineEdit()
        keep_apart(self.filter)
        self.conflict = ConflictStrip(session, self.name_of)
        self.conflict.go.connect(session.select)
        self.else_strip = ElseStrip()
        self.else_strip.ended.connect(self.leave)
        self.curtain = CurtainStrip(session)
        self.curtain.left.connect(self.enter)
        session.curtain_changed.connect(self._look)
        self._selecting = False
        self._else_of: str | None = None
        self._arrange()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command | None:
        if self.bringing.covers:
            return None
        return Command("entry_add", "Add event", self.capture.begin, ("N",), "new entry timeline", "plus")

    def tools(self) -> tuple[Command, ...]:
        if self.bringing.covers:
            return ()
        return (
            Command(
                "entry_show", "Show", self._choose, (), "only problems harm columns group by lane day", "eye"
            ),
            Command("entry_find", "Find", self._find, ("Ctrl+F",), "filter show only", "funnel"),
        )

    def commands(self) -> tuple[Command, ...]:
        if self.bringing.covers:
            return ()
        on_canvas = canvas_commands(self.canvas) if self.canvas is not None else ()
        return (*entry_commands(self), *on_canvas, *self.bringing.commands())

    def keyed(self) -> tuple[QWidget, ...]:
        lanes = (self.canvas.lanes,) if self.canvas else ()
        return (*lanes, *((self.table,) if self.table else ()))

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_SHOWN_HERE):
            return
        if self.table is not None:
            self.rows.refresh(changes)
        if self.canvas is not None:
            self.canvas.refresh(changes)
        if changes is None or changes.touches("actor"):
            self.capture.offer(
                sorted(one.role for one in self.session.snapshot.of(Actor).values() if one.role)
            )
        self.conflict.refresh()
        if self.session.curtain is not None or self._else_of is not None:
            self._look()
        there = bool(self.session.snapshot.of(TimelineEntry))
        self.empty.setVisible(not there)
        self.split.setVisible(there)
        self._mark(self.session.selected)
        self.counts_changed.emit()

    def show_checks(self) -> None:
        if self.table is not None:
            self.table.viewport().update()

    def selected(self, entity: Entity | None) -> None:
        self._mark(entity)

    def counts(self) -> str:
        entries = self.session.snapshot.of(TimelineEntry)
        untimed = len(self.session.chronology.undated)
        said = f"{len(entries)} {'event' if len(entries) == 1 else 'events'}"
        if self.table is not None and len(self.rows.ids) < len(entries):
            said = f"{len(self.rows.ids)} of {said} shown"
        return said + (f", {untimed} without a time" if untimed else "")

    def remember(self) -> dict[str, object]:
        state = dict(self.canvas.remember()) if self.canvas else {}
        if self.table is not None:
            showing = self.rows.showing
            state |= {
                "columns": self.table.columns_shown,
                "widths": self.table.widths(),
                "group": str(showing.group),
                "closed": sorted(showing.closed),
            }
        return state

    def recall(self, state: dict[str, object]) -> None:
        if self.canvas and state:
            self.canvas.recall(state)
        if self.table is None:
            return
        columns, group, closed = state.get("columns"), state.get("group"), state.get("closed")
        if isinstance(columns, list) and columns and all(isinstance(one, int) for one in columns):
            self.table.show_columns(columns)
        self.table.set_widths(state.get("widths"))
        if group in list(GroupBy):
            folded = frozenset(str(one) for one in closed) if isinstance(closed, list) else frozenset()
            self.rows.show_only(replace(self.rows.showing, group=GroupBy(str(group)), closed=folded))

    def enter(self) -> None:
        shown = self.canvas or self.table
        (shown if shown is not None and shown.isVisibleTo(self) else self).setFocus()

    # -- gestures -------------------------------------------------------------------------------------

    def what_else(self) -> None:
        """Show what else happened during the entry; again shows everything."""
        entry = self.gestures.entry
        self._else_of = None if entry is None or self._else_of == entry.id else entry.id
        self._look()

    def toggle_curtain(self) -> None:
        """Draw the hindsight curtain, or open it."""
        if self.session.curtain is None:
            self.curtain.begin()
        else:
            self.session.draw_curtain(None)

    def leave(self) -> None:
        """One step out: of finding, of what else happened then, of the curtain, of the selection."""
        if self.filter.isVisible():
            self.filter.clear()
            self.filter.hide()
            self.enter()
        elif self._else_of is not None:
            self._else_of = None
            self._look()
        elif self.session.curtain is not None:
            self.session.draw_curtain(None)
        else:
            self.session.select(None)

    # -- inside ---------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from rca_workbench.ui.places.timeline.bring_in import accepts

        if accepts(event.mimeData()) is not None and not self.session.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from rca_workbench.ui.places.timeline.bring_in import accepts

        path = accepts(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.bringing.open_file(path)

    def _covered(self, covered: bool) -> None:
        """The page for bringing in stands in place of the timeline, or does so no more."""
        self.uses_details = not covered
        self.timeline.setVisible(not covered)
        self.frame_changed.emit()
        if not covered:
            self.enter()

    def _pasted_words(self, text: str) -> None:
        self.capture.what.setText(text)
        self.capture.when.setFocus()

    def _captured(self, when: str, who: str, what: str) -> None:
        id = self.edits.add(when, who, what, self._above())
        self.session.select(id)
        self.capture.begin()

    def _group(self, group: GroupBy) -> None:
        self.rows.show_only(replace(self.rows.showing, group=group, closed=frozenset()))
        self._mark(self.session.selected)

    def _fold(self, group: str) -> None:
        self.rows.show_only(self.rows.showing.toggled(group))
        table = self.table
        for row in range(self.rows.rowCount()) if table is not None else ():
            heading = self.rows.heading(row)
            if heading is not None and heading.group == group and table is not None:
                table.setCurrentIndex(self.rows.index(row, table.columns_shown[0]))
                break

    def _only(self, only: Only) -> None:
        self.rows.show_only(replace(self.rows.showing, only=only))
        if self.canvas is not None:
            self.canvas.show_among(
                None if only is Only.ALL and not self.filter.text() else frozenset(self._ids())
            )
        self._mark(self.session.selected)
        self.counts_changed.emit()

    def _ids(self) -> Iterable[str]:
        """The entries that what was chosen leaves."""
        if self.table is None:
            self.rows.refresh(None)
        return self.rows.ids

    def _choose(self) -> None:
        """What to look at and how."""
        show_menu(
            self,
            self.rows.showing,
            self.table,
            only=self._only,
            group=self._group,
            curtain=self.toggle_curtain,
        )

    def _find(self) -> None:
        self.filter.setVisible(True)
        self.filter.setFocus()
        QTimer.singleShot(0, self.rows.prepare)

    def _arrange(self) -> None:
        self.empty = style.role(QLabel("Type the first thing you are sure of. Times can be rough."), "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self.filter.setAccessibleName("Show only entries with these words")
        self.filter.setPlaceholderText("Show only entries with these words. Esc shows all")
        self.filter.textChanged.connect(self._narrow)
        self.filter.hide()
        self.timeline = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.timeline)
        self.setAcceptDrops(True)
        box = QVBoxLayout(self.timeline)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.filter, self.conflict, self.curtain, self.else_strip, self.empty):
            box.addWidget(part)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(5)
        if self.canvas is not None:
            split.addWidget(self.canvas)
            split.setStretchFactor(0, 3)
            self.canvas.chosen.connect(self._chosen)
            self.canvas.asked_edit.connect(partial(self.gestures.edit, WHAT))
            self.canvas.lane_dropped.connect(self._lane_dropped)
        if self.table is not None:
            split.addWidget(self.table)
            split.setStretchFactor(split.count() - 1, 2)
            self.table.selectionModel().currentRowChanged.connect(self._row_changed)
            self.table.folded.connect(self._fold)
        self.split = split
        box.addWidget(split, 1)
        box.addStretch(0)
        box.addWidget(self.capture)

    def _narrow(self, text: str) -> None:
        self.rows.narrow(text)
        if self.canvas is not None:
            self.canvas.show_among(frozenset(self._ids()) if text.strip() else None)
        self._mark(self.session.selected)
        self.counts_changed.emit()

    def _look(self) -> None:
        """Take the curtain and what else happened then into what is shown."""
        entries = self.session.snapshot.of(TimelineEntry)
        if self._else_of not in entries:
            self._else_of = None
        among: frozenset[str] | None = None
        certain: frozenset[str] = frozenset()
        if self._else_of is not None:
            found = self.session.chronology.overlapping(self._else_of)
            certain = frozenset((self._else_of, *found.certain))
            among = certain | frozenset(found.possible)
            self.else_strip.say(self.name_of(self._else_of), len(found.certain), len(found.possible))
        else:
            self.else_strip.hide()
        self.curtain.refresh()
        sight = self.session.sight
        self.rows.show_only(replace(self.rows.showing, among=among, hidden=sight.hidden))
        if self.canvas is not None:
            self.canvas.show_among(among, certain)
            self.canvas.draw_curtain(self.session.curtain, sight)
        self._mark(self.session.selected)
        self.counts_changed.emit()

    def _mark(self, entity: Entity | None) -> None:
        id = entity.id if isinstance(entity, TimelineEntry) else None
        self._selecting = True
        if self.table is not None:
            row = self.rows.row_of(id)
            if row < 0:
                self.table.clearSelection()
            elif self.table.currentIndex().row() != row or not self.table.selectionModel().hasSelection():
                column = max(self.table.currentIndex().column(), WHEN)
                self.table.setCurrentIndex(self.rows.index(row, column))
                self.table.selectRow(row)
                self.table.scrollTo(self.rows.index(row, WHEN))
        if self.canvas is not None:
            self.canvas.mark(id)
        self._selecting = False

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        entry = self.rows.entry(now.row())
        if entry is not None and not self._selecting:
            self.session.select(entry.id)

    def _chosen(self, id: object) -> None:
        self.session.select(id if isinstance(id, str) else None)

    def _lane_dropped(self, id: str, lane: str) -> None:
        entry = self.session.snapshot.get(TimelineEntry, id)
        if entry is not None and not self.session.read_only:
            self.session.change(entry, "Move to another lane", lane=lane)

    def _above(self) -> str | None:
        entry = self.gestures.entry
        if entry is not None:
            return entry.id
        order = self.session.chronology.order
        return order[-1] if order else None

    def name_of(self, id: str) -> str:
        """An entry in a few words."""
        entry = self.session.snapshot.get(TimelineEntry, id)
        return shortened(entry.title, 80) if entry else "an entry that is gone"
