"""Respond, Deadlines: what is due to whom by when, counted from what, and what shows that it was done."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from rca_workbench.analysis.deadlines import ENDED, DeadlineState, ended
from rca_workbench.model import Clock, Entity, TimeKind
from rca_workbench.ui.commands import Command
from rca_workbench.ui.lists import ListView
from rca_workbench.ui.places.respond.deadlines_choose import OWN, DeadlineChooser
from rca_workbench.ui.places.respond.deadlines_edits import DeadlineEdits
from rca_workbench.ui.places.respond.deadlines_rows import WHAT, DeadlineRows
from rca_workbench.ui.session import Session

EMPTY = "No clocks are running. They start when the decision is recorded, or with N."
MINUTE_MS = 60_000


class DeadlinesView(ListView):
    """Deadlines, the most urgent first; those that may apply; those that ended."""

    word = "deadline"
    prefix = "deadline"

    def __init__(self, session: Session) -> None:
        self.deadline_rows = DeadlineRows(session)
        super().__init__(session, self.deadline_rows, "Deadlines", folds=True, empty=EMPTY)
        self.edits = DeadlineEdits(session)
        self.chooser = DeadlineChooser(self)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._tick)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("deadline_add", "Add deadline", self.begin, ("N",), "clock start due new", "plus")

    def tools(self) -> tuple[Command, ...]:
        also = "clock start apply suggested"
        every = Command(
            "deadline_start_all", "Start all that may apply", self.start_all, ("Shift+A",), also, "sparkle", "",
            lambda: not self.session.read_only and bool(self.deadline_rows.offered),
        )  # fmt: skip
        calendar = Command(
            "deadline_calendar", "Calendar", self.calendar, (), "ics export outlook dates", "calendar"
        )
        return (*super().tools(), every, calendar)

    def commands(self) -> tuple[Command, ...]:
        # Enter opens a deadline, and starts one that is offered.
        def there() -> bool:
            return self.current is not None or self.offered_here is not None

        return tuple(
            replace(one, enabled=there) if one.id == "deadline_open" else one for one in super().commands()
        )

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], *keys: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"deadline_{id}", title, run, keys, "clock due respond", icon, "", when)

        def going() -> bool:
            return not self.session.read_only and self.clock is not None and not ended(self.clock)

        def offered() -> bool:
            return not self.session.read_only and self.offered_here is not None

        return (
            made("start", "Start the deadline one is at", self.start_here, icon="check", when=offered),
            made("met", "Met today", self.meet, "M", icon="circle-check", when=going),
            made("extend", "Extend deadline", self.extend, "Shift+E", icon="calendar-clock", when=going),
            made("pause", "Pause deadline, or let it go on", self.pause, "Shift+P", icon="circle-parking", when=going),
            made("begins", "Edit what it counts from", partial(self._in_details, "started"), "T", icon="clock", when=going),
            made("stop", "Say why it does not apply any more", partial(self._in_details, "stopped"), "Shift+X",
                 icon="circle-slash", when=going),
        )  # fmt: skip

    def counts(self) -> str:
        found = self.deadline_rows.found.values()
        going = sum(one.state not in ENDED for one in found)
        late = sum(one.state is DeadlineState.OVERDUE for one in found)
        said = f"{going} {'deadline' if going == 1 else 'deadlines'}"
        return (f"{said}, {late} late" if late else said) if going else ""

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Clock)

    def edited(self, id: str, column: int, text: str) -> None:
        clock = self.session.snapshot.get(Clock, id)
        if clock is not None and column == WHAT:
            self.session.change(clock, "Edit deadline", what=text)

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def clock(self) -> Clock | None:
        """The deadline one is at; None at a heading or an offer."""
        one = self.current
        return one if isinstance(one, Clock) else None

    @property
    def offered_here(self) -> str | None:
        """The code of the offer one is at."""
        row = self.table.current
        offer = self.deadline_rows.offer(row.id) if row is not None else None
        return offer.row.id if offer is not None else None

    def begin(self) -> None:
        """Choose a deadline to start."""
        if not self.session.read_only:
            self.chooser.choose(self.session.snapshot, self._chosen)

    def open(self) -> None:
        if self.offered_here is not None:
            self.start_here()
        else:
            super().open()

    def start_here(self) -> None:
        """Start the deadline that is offered in the row one is at."""
        code = self.offered_here
        if code is not None and not self.session.read_only:
            self._chosen(code)

    def start_all(self) -> None:
        """Start every deadline that may apply."""
        if self.session.read_only:
            return
        count = self.edits.start_all(self.deadline_rows.offered)
        said = f"{count} {'deadline' if count == 1 else 'deadlines'} started. Undo with Control Z."
        self.announce(said if count else "Nothing to start.")
        self.enter()

    def meet(self) -> None:
        """It is met today; say what shows it in Details."""
        if self.clock is not None:
            self.edits.meet(self.clock)
            self.announce("Met. Say what shows it. Undo with Control Z.")
            self._in_details("proof")

    def extend(self) -> None:
        """Add an extension and say to when, why and who agreed."""
        if self.clock is not None:
            self._in_details(f"change:{self.edits.extend(self.clock)}")

    def pause(self) -> None:
        """Pause it from today and say why; or let it go on from today."""
        clock = self.clock
        if clock is not None:
            made = self.edits.pause(clock)
            self.announce("Paused from today." if made else "Goes on from today.")
            if made:
                self._in_details(f"change:{made}")

    def calendar(self) -> None:
        """Write the dates to a calendar file."""
        if self.exports is not None:
            self.exports.export_calendar()

    # -- inside ---------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    def _tick(self) -> None:
        if self.table.typing:
            return  # the next minute says it
        self.deadline_rows.tick()
        self.selected(self.session.selected)
        self.counts_changed.emit()

    def _chosen(self, code: str, words: str = "") -> None:
        id = self.edits.add_own(words) if code == OWN else self.edits.start(code)
        clock = self.session.snapshot.get(Clock, id)
        if clock is None:
            return
        self.session.select(clock.id)
        self.announce("Deadline started. Undo with Control Z.")
        if code == OWN:
            self.open_details("due" if words else "what")
        elif clock.started.kind is TimeKind.UNKNOWN:
            self.open_details("started")
        else:
            self.enter()

    def _in_details(self, begin: str) -> None:
        clock = self.clock
        if clock is not None:
            self.session.select(clock.id)
            self.open_details(begin)
