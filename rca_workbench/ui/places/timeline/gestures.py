"""What a gesture about the selected entry means, in whichever picture of the timeline it is made."""

from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.model import Factor, TimelineEntry, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.places.analysis.edits import GraphEdits
from rca_workbench.ui.places.timeline.columns import COLUMNS, WHEN, WHO
from rca_workbench.ui.places.timeline.edits import LINK_WAYS

if TYPE_CHECKING:
    from rca_workbench.ui.places.timeline.view import TimelineView


class EntryGestures:
    """Turns keys and typing about an entry into edits of the timeline."""

    def __init__(self, view: "TimelineView") -> None:
        self._view = view
        self._session = view.session
        self._edits = view.edits
        self._graph = GraphEdits(view.session)
        self._find_box = FindBox(view)

    @property
    def entry(self) -> TimelineEntry | None:
        """The entry gestures are about."""
        chosen = self._session.selected
        return chosen if isinstance(chosen, TimelineEntry) else None

    def edit(self, column: int) -> None:
        """Type over a column of the entry, where it is shown."""
        entry, table, canvas = self.entry, self._view.table, self._view.canvas
        if entry is None:
            return
        if table is not None and self._view.rows.row_of(entry.id) >= 0:
            table.edit_column(column)
        elif canvas is not None:
            canvas.edit(entry, column, partial(self.edited, entry.id, column))

    def edited(self, id: str, column: int, text: str) -> None:
        """Keep what was typed over a column of an entry."""
        entry = self._session.snapshot.get(TimelineEntry, id)
        if entry is None:
            return
        if column == WHEN:
            problem = self._edits.retime(entry, text)
            if problem:
                self._session.faulted.emit(Fault(problem, "The time is as it was."))
        elif column == WHO:
            self._edits.set_actor(entry, text)
        else:
            said = COLUMNS[column]
            self._session.change(entry, f"Edit {said.title.lower()}", **{said.field: text})

    def link(self) -> None:
        """Tie the entry to another, found by typing."""
        entry = self.entry
        if entry is not None:
            order = self._session.chronology.order
            others = [(self._view.name_of(id), id) for id in order if id != entry.id]
            self._find_box.ask(
                shortened(entry.title, 90),
                LINK_WAYS,
                others,
                lambda way, id: self._edits.connect(entry, way, id),
            )

    def remove(self) -> None:
        """Take the entry out; the one behind it is selected then."""
        entry = self.entry
        if entry is not None:
            order = list(self._session.chronology.order)
            at = order.index(entry.id)
            near = order[at + 1] if at + 1 < len(order) else order[at - 1] if at else None
            self._session.remove(entry)
            self._session.select(near)
            if self._view.canvas:
                self._view.canvas.announce("Removed. Undo with Control Z.")

    def duplicate(self, entry: TimelineEntry) -> None:
        """The same entry again, selected."""
        self._session.select(self._edits.duplicate(entry))

    def to_map(self) -> None:
        """Show the entry on the map; put it there first if need be."""
        entry = self.entry
        if entry is None:
            return
        snapshot = self._session.snapshot
        there = snapshot.by(Factor, "entry").get(entry.id) or snapshot.by(Factor, "entries").get(entry.id)
        if there:
            self._view.go_to.emit("analysis/map", there[0])
        elif not self._session.read_only:
            self._view.go_to.emit("analysis/map", self._graph.add_from_entry(entry))

    def ask_why(self) -> None:
        """Show the entry on the map, and begin to type what made it more likely."""
        window = self._view.window()
        self.to_map()
        if hasattr(window, "commands") and getattr(window, "view", self._view) is not self._view:
            window.commands.run("map_why")
