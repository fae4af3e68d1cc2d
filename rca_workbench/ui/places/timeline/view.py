"""The timeline place: canvas, table or both over the same entries, with the capture row at the foot."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QSplitter, QVBoxLayout, QWidget

from rca_workbench.model import Actor, Changes, Entity, Factor, TimelineEntry, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.places.analysis.edits import GraphEdits
from rca_workbench.ui.places.timeline.canvas import TimelineCanvas
from rca_workbench.ui.places.timeline.capture import CaptureRow
from rca_workbench.ui.places.timeline.edits import TimelineEdits
from rca_workbench.ui.places.timeline.rows import WHAT, WHEN, WHO, EntryRows
from rca_workbench.ui.places.timeline.table import EntryTable
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

LINK_WAYS = (
    "is tied to",
    "disagrees with",
    "was before",
    "was after",
)


class TimelineView(View):
    """One of the three tabs: they differ only in what they show."""

    def __init__(self, session: Session, *, canvas: bool, table: bool) -> None:
        super().__init__(session)
        self.edits = TimelineEdits(session)
        self.graph = GraphEdits(session)
        self.rows = EntryRows(session)
        self.rows.edited.connect(self._edited)
        self.table = EntryTable(self.rows) if table else None
        self.canvas = TimelineCanvas(session) if canvas else None
        self.capture = CaptureRow(lambda text: self.edits.read(text, self._above()))
        self.capture.captured.connect(self._captured)
        if session.read_only:
            self.capture.hide()
        self.filter = QLineEdit()
        self.conflict = style.role(QLabel(), "warn")
        self.find_box = FindBox(self)
        self._selecting = False
        self._arrange()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("entry_add", "Add event", self.capture.begin, ("N",), "new entry timeline", "plus")

    def tools(self) -> tuple[Command, ...]:
        return (Command("entry_find", "Find", self._find, ("Ctrl+F",), "filter show only", "funnel"),)

    def commands(self) -> tuple[Command, ...]:
        def writable() -> bool:
            return not self.session.read_only and self.entry is not None

        def on_canvas() -> bool:
            return self.canvas is not None

        def command(
            id: str,
            title: str,
            run: Callable[[], object],
            *keys: str,
            icon: str = "clock",
            enabled: Callable[[], bool] = writable,
        ) -> Command:
            return Command(f"entry_{id}", title, run, keys, "timeline entry event", icon, "", enabled)

        made = (
            command("time", "Edit the time", partial(self._edit, WHEN), "T"),
            command("text", "Edit what happened", partial(self._edit, WHAT), "F2", icon="pencil"),
            command("who", "Edit who or what", partial(self._edit, WHO), "Shift+F2", icon="user"),
            command("flag", "Flag as a problem", lambda: self._with(self.edits.flag_problem), "M", icon="flag"),
            command("good", "Mark as good practice", self._good, "Shift+M", icon="sparkle"),
            command("harm", "Mark that harm happened here", self._harm, "H", icon="heart-pulse"),
            command("link", "Link to another entry", self._link, "L", icon="link-2"),
            command("remove", "Remove entry", self._remove, "Del", icon="trash-2"),
            command("copy", "Duplicate entry", self._duplicate, "Ctrl+D", icon="copy"),
            command("lane_up", "Move to the lane above", partial(self._lane, -1), "Alt+Shift+Up", icon="arrow-up"),
            command("lane_down", "Move to the lane below", partial(self._lane, 1), "Alt+Shift+Down", icon="arrow-down"),
            command("earlier", "Move earlier in the order", partial(self._order, -1), "Alt+Up", icon="arrow-up"),
            command("later", "Move later in the order", partial(self._order, 1), "Alt+Down", icon="arrow-down"),
            command("map", "Put on the map, or show it there", self._to_map, "G", icon="waypoints"),
            command("why", "Ask why: put on the map and ask", self._to_map, "W", icon="corner-left-up"),
            command("details", "Open in Details", self._to_details, "Return", "Enter", icon="panel-right"),
            command("leave", "One step out", self._leave, "Esc", enabled=lambda: True),
        )  # fmt: skip
        if self.canvas is None:
            return made
        return (
            *made,
            command(
                "fit", "See the whole case", self.canvas.fit, "Ctrl+0", icon="maximize", enabled=on_canvas
            ),
            command(
                "in",
                "Zoom in",
                partial(self.canvas.zoom, 1.5),
                "Ctrl++",
                "Ctrl+=",
                icon="zoom-in",
                enabled=on_canvas,
            ),
            command(
                "out",
                "Zoom out",
                partial(self.canvas.zoom, 1 / 1.5),
                "Ctrl+-",
                icon="zoom-out",
                enabled=on_canvas,
            ),
            command(
                "dense", "Go to where most happened", self.canvas.to_start, "Ctrl+Home", enabled=on_canvas
            ),
        )

    def keyed(self) -> tuple[QWidget, ...]:
        lanes = (self.canvas.lanes,) if self.canvas else ()
        return (*lanes, *((self.table,) if self.table else ()))

    def refresh(self, changes: Changes | None) -> None:
        kinds = (
            "time_link",
            "timeline_entry",
            "actor",
            "lane",
            "excerpt",
            "evidence",
            "entry_link",
            "factor",
        )
        if changes is not None and not changes.touches(*kinds):
            return
        if self.table is not None:
            self.rows.refresh(changes)
        if self.canvas is not None:
            self.canvas.refresh(changes)
        if changes is None or changes.touches("actor"):
            self.capture.offer(
                sorted(one.role for one in self.session.snapshot.of(Actor).values() if one.role)
            )
        conflicts = self.session.chronology.conflicts
        self.conflict.setVisible(bool(conflicts))
        if conflicts:
            more = f" And {len(conflicts) - 1} more." if len(conflicts) > 1 else ""
            self.conflict.setText(conflicts[0].sentence(self._name) + more)
        there = bool(self.session.snapshot.of(TimelineEntry))
        self.empty.setVisible(not there)
        self.split.setVisible(there)
        self._mark(self.session.selected)
        self.counts_changed.emit()

    def selected(self, entity: Entity | None) -> None:
        self._mark(entity)

    def counts(self) -> str:
        entries = self.session.snapshot.of(TimelineEntry)
        untimed = len(self.session.chronology.undated)
        said = f"{len(entries)} {'event' if len(entries) == 1 else 'events'}"
        return said + (f", {untimed} without a time" if untimed else "")

    def remember(self) -> dict[str, object]:
        return self.canvas.remember() if self.canvas else {}

    def recall(self, state: dict[str, object]) -> None:
        if self.canvas and state:
            self.canvas.recall(state)

    def enter(self) -> None:
        if not self.session.snapshot.of(TimelineEntry) and not self.session.read_only:
            self.capture.begin()
        else:
            (self.canvas or self.table or self).setFocus()

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def entry(self) -> TimelineEntry | None:
        """The entry gestures are about."""
        chosen = self.session.selected
        return chosen if isinstance(chosen, TimelineEntry) else None

    def _with(self, job: Callable[[TimelineEntry], object]) -> None:
        if self.entry is not None:
            job(self.entry)

    def _captured(self, when: str, who: str, what: str) -> None:
        id = self.edits.add(when, who, what, self._above())
        self.session.select(id)
        self.capture.begin()

    def _edit(self, column: int) -> None:
        entry = self.entry
        if entry is None:
            return
        if self.table is not None and self.rows.row_of(entry.id) >= 0:
            self.table.edit_column(column)
        elif self.canvas is not None:
            self.canvas.edit(entry, column, partial(self._edited, entry.id, column))

    def _edited(self, id: str, column: int, text: str) -> None:
        entry = self.session.snapshot.get(TimelineEntry, id)
        if entry is None:
            return
        if column == WHEN:
            problem = self.edits.retime(entry, text)
            if problem:
                self.session.faulted.emit(Fault(problem, "The time is as it was."))
        elif column == WHO:
            self.edits.set_actor(entry, text)
        else:
            self.session.change(entry, "Edit what happened", text=text)

    def _good(self) -> None:
        self._with(
            lambda one: self.session.change(one, "Mark good practice", good_practice=not one.good_practice)
        )

    def _harm(self) -> None:
        self._with(lambda one: self.session.change(one, "Mark harm", harm=not one.harm))

    def _lane(self, by: int) -> None:
        self._with(lambda one: self.edits.move_lane(one, by))

    def _order(self, by: int) -> None:
        self._with(lambda one: self.edits.move_order(one, by))

    def _link(self) -> None:
        entry = self.entry
        if entry is not None:
            others = [(self._name(id), id) for id in self.session.chronology.order if id != entry.id]
            self.find_box.ask(
                shortened(entry.title, 90),
                LINK_WAYS,
                others,
                lambda way, id: self.edits.connect(entry, way, id),
            )

    def _remove(self) -> None:
        entry = self.entry
        if entry is not None:
            order = list(self.session.chronology.order)
            at = order.index(entry.id)
            near = order[at + 1] if at + 1 < len(order) else order[at - 1] if at else None
            self.session.remove(entry)
            self.session.select(near)
            if self.canvas:
                self.canvas.announce("Removed. Undo with Control Z.")

    def _duplicate(self) -> None:
        self._with(lambda one: self.session.select(self.edits.duplicate(one)))

    def _to_map(self) -> None:
        entry = self.entry
        if entry is None:
            return
        snapshot = self.session.snapshot
        there = snapshot.by(Factor, "entry").get(entry.id) or snapshot.by(Factor, "entries").get(entry.id)
        if there:
            self.go_to.emit("analysis/map", there[0])
        elif not self.session.read_only:
            self.go_to.emit("analysis/map", self.graph.add_from_entry(entry))

    def _to_details(self) -> None:
        window = self.window()
        if hasattr(window, "focus_details"):
            window.focus_details()

    def _find(self) -> None:
        self.filter.setVisible(True)
        self.filter.setFocus()

    def _leave(self) -> None:
        if self.filter.isVisible():
            self.filter.clear()
            self.filter.hide()
            self.enter()
        else:
            self.session.select(None)

    # -- inside ---------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.empty = style.role(QLabel("Type the first thing you are sure of. Times can be rough."), "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self.conflict.setWordWrap(True)
        self.conflict.setMargin(10)
        self.conflict.hide()
        self.filter.setAccessibleName("Show only entries with these words")
        self.filter.setPlaceholderText("Show only entries with these words. Esc shows all")
        self.filter.textChanged.connect(self._narrow)
        self.filter.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.filter, self.conflict, self.empty):
            box.addWidget(part)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(5)
        if self.canvas is not None:
            split.addWidget(self.canvas)
            split.setStretchFactor(0, 3)
            self.canvas.chosen.connect(self._chosen)
            self.canvas.asked_edit.connect(partial(self._edit, WHAT))
            self.canvas.lane_dropped.connect(self._lane_dropped)
        if self.table is not None:
            split.addWidget(self.table)
            split.setStretchFactor(split.count() - 1, 2)
            self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.split = split
        box.addWidget(split, 1)
        box.addStretch(0)
        box.addWidget(self.capture)

    def _narrow(self, text: str) -> None:
        self.rows.narrow(text)
        if self.canvas is not None:
            self.canvas.narrow(text)
        self._mark(self.session.selected)

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
        if self.entry is not None:
            return self.entry.id
        order = self.session.chronology.order
        return order[-1] if order else None

    def _name(self, id: str) -> str:
        entry = self.session.snapshot.get(TimelineEntry, id)
        return shortened(entry.title, 80) if entry else "an entry that is gone"
