"""One open case as the window works on it: the file, what is selected, and who wants to hear of changes.

Every edit goes through `Session.step`, and comes back to all views through `Session.changed`. A view never
tells another view anything; selecting is the one thing they share, and that goes through here as well.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.analysis.knowing import Curtain, Knowing, Sight
from rca_workbench.model import Changes, Entity, Knowledge, Snapshot, StepKind, TimelineEntry, TimeLink
from rca_workbench.model.fault import Fault
from rca_workbench.store import Case, Step
from rca_workbench.ui.checking import Checking

log = logging.getLogger(__name__)

NAMES_SHOWN_FOR_MS = 5 * 60 * 1000


class Session(QObject):
    """The open case and the state every view shares."""

    changed = Signal(object)
    """A `Changes`: a step was kept. Emitted after the commit."""
    selection_changed = Signal(object)
    """The selected `Entity`, or None."""
    names_changed = Signal(bool)
    """Whether real names may be seen in this window at present."""
    faulted = Signal(object)
    """A `Fault` that a person has to hear of."""
    curtain_changed = Signal()
    """The hindsight curtain was drawn, moved or opened."""
    kept = Signal(object)
    """The `datetime` at which the last step was kept."""

    def __init__(self, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case = case
        self.selected_id: str | None = None
        self.names_shown = False
        self.last_kept: datetime | None = None
        self.last_label: str | None = None
        self.last_kind: StepKind | None = None
        self.curtain: Curtain | None = None
        """The hindsight curtain; None while all is in view. It is about looking, so no step holds it."""
        self.checking = Checking(self)
        """What the rules say of the case; the window starts it."""
        self._chronology: Chronology | None = None
        self._knowing: Knowing | None = None
        self._hide_names = QTimer(self, singleShot=True, interval=NAMES_SHOWN_FOR_MS)
        self._hide_names.timeout.connect(partial(self.show_names, False))
        self._unsubscribe: Callable[[], None] = case.subscribe(self._on_changes)

    @property
    def snapshot(self) -> Snapshot:
        """The case as it is now."""
        return self.case.snapshot

    @property
    def read_only(self) -> bool:
        """True where the case can be read but not changed."""
        return self.case.read_only

    @property
    def chronology(self) -> Chronology:
        """The timeline's order, kept up to date from step to step."""
        if self._chronology is None:
            snapshot = self.snapshot
            self._chronology = Chronology.of(
                snapshot.of(TimelineEntry).values(), snapshot.of(TimeLink).values()
            )
        return self._chronology

    @property
    def knowing(self) -> Knowing:
        """From when each entry could be known; worked out anew after a step that touched the timeline."""
        if self._knowing is None:
            self._knowing = Knowing(self.snapshot, self.chronology)
        return self._knowing

    @property
    def sight(self) -> Sight:
        """What the curtain leaves in view; everything where none is drawn."""
        return (
            self.knowing.sight(self.curtain) if self.curtain is not None else Sight(frozenset(), frozenset())
        )

    def draw_curtain(self, curtain: Curtain | None) -> None:
        """Draw the hindsight curtain in every view, move it, or open it with None."""
        if curtain != self.curtain:
            self.curtain = curtain
            self.curtain_changed.emit()

    @property
    def selected(self) -> Entity | None:
        """What Details shows and every view marks."""
        return self.snapshot.find(self.selected_id)

    def select(self, id: str | None) -> None:
        """Make one thing the selected one everywhere; None for nothing."""
        if id != self.selected_id:
            self.selected_id = id
            self.selection_changed.emit(self.selected)

    @contextmanager
    def step(self, label: str) -> Iterator[Step]:
        """One gesture as one step. What goes wrong is shown to the user and leaves the case as it was."""
        try:
            with self.case.step(label) as step:
                yield step
        except Fault as fault:
            fault.of_case = True
            self.faulted.emit(fault)
        except ValueError as fault:
            self.faulted.emit(Fault(str(fault)))

    def change(self, entity: Entity, label: str = "", /, **fields: object) -> None:
        """Change fields of one thing as one step."""
        with self.step(label or f"Edit {entity.kind.word}") as step:
            step.change(entity, **fields)

    def remove(self, entity: Entity) -> None:
        """Remove one thing and what means nothing without it; undo brings all of it back."""
        with self.step(f"Remove {entity.kind.word}") as step:
            step.remove(entity)

    def undo(self) -> None:
        """Take back the last step, whoever made it and whenever."""
        self._travel(self.case.undo)

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._travel(self.case.redo)

    def show_names(self, shown: bool) -> None:
        """Show real names in this window for five minutes, or hide them again."""
        if shown != self.names_shown:
            self.names_shown = shown
            self.names_changed.emit(shown)
        if shown:
            self._hide_names.start()
        else:
            self._hide_names.stop()

    def close(self) -> None:
        """Stop listening and close the file."""
        self.checking.stop()
        self._unsubscribe()
        self.case.close()

    def today(self) -> date:
        """The date on this laptop."""
        return self.now().date()

    def now(self) -> datetime:
        """What the clock on this laptop's wall says."""
        return datetime.now()

    def _travel(self, move: Callable[[], Changes | None]) -> None:
        try:
            move()
        except Fault as fault:
            fault.of_case = True
            self.faulted.emit(fault)

    def _on_changes(self, changes: Changes) -> None:
        self.last_kept = datetime.now()
        self.last_label, self.last_kind = changes.label, changes.step_kind
        if changes.touches(TimeLink.kind.name) or not changes.items:
            self._chronology = None
        if self._chronology is not None and changes.touches(TimelineEntry.kind.name):
            entries = self.snapshot.of(TimelineEntry)
            ids = list(changes.ids(TimelineEntry.kind.name))
            self._chronology = self._chronology.updated(
                [entries[id] for id in ids if id in entries], [id for id in ids if id not in entries]
            )
        if (
            changes.touches(TimelineEntry.kind.name, TimeLink.kind.name, Knowledge.kind.name)
            or not changes.items
        ):
            self._knowing = None
        if self.selected_id and self.selected is None:
            self.select(None)
        self.changed.emit(changes)
        self.kept.emit(self.last_kept)
