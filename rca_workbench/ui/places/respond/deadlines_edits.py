"""What can be done to a deadline: start it, pause it and let it go on, extend it, say it is met. One step each."""

from collections.abc import Iterable

from rca_workbench.analysis.deadline_offers import Offer, start_of
from rca_workbench.analysis.deadline_words import day_words
from rca_workbench.analysis.deadlines import deadline, running, started_clock
from rca_workbench.model import Clock, ClockChange, ClockChangeKind, ClockUnit, Time, TimeKind, new_id
from rca_workbench.model.fault import Fault
from rca_workbench.ui.session import Session


class DeadlineEdits:
    """Turns gestures at deadlines into steps."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def start(self, code: str) -> str | None:
        """Start a deadline of the list from what the case says of its start event; None where it runs already."""
        going = running(self.session.snapshot, code)
        if going is not None:
            self.session.select(going.id)
            self._refuse(going)
            return None
        started, event = start_of(self.session.snapshot, code)
        clock = started_clock(code, started, event=event)
        with self.session.step("Start deadline") as step:
            step.add(clock)
        return clock.id

    def start_all(self, offered: Iterable[Offer]) -> int:
        """Start every one that is offered, as one step; returns how many."""
        clocks = [started_clock(one.row.id, one.started, event=one.event) for one in offered]
        if clocks:
            with self.session.step(
                f"Start {len(clocks)} {'deadline' if len(clocks) == 1 else 'deadlines'}"
            ) as step:
                for clock in clocks:
                    step.add(clock)
        return len(clocks)

    def add_own(self, what: str = "") -> str:
        """A deadline of one's own, whose date somebody fixed."""
        id = new_id()
        with self.session.step("Add deadline") as step:
            step.add(Clock(id=id, what=what))
        return id

    def take_local_target(self, clock: Clock) -> None:
        """Take the length that is common locally, where the list has none, marked as a local target."""
        target = started_clock(clock.code, clock.started, local=True)
        if target.local:
            self.session.change(clock, "Set local target", length=target.length, unit=target.unit, local=True)

    def pause(self, clock: Clock) -> str | None:
        """Pause it from today, or let it go on from today where it is paused; the id of a new pause."""
        today = self.session.today().isoformat()
        for one in self.session.snapshot.pointed_from(ClockChange, "clock", clock.id):
            if one.change is ClockChangeKind.PAUSE and one.since and one.since <= today and not one.until:
                self.session.change(one, "Let deadline go on", until=today)
                return None
        return self._add_change(clock, "Pause deadline", ClockChangeKind.PAUSE, since=today)

    def extend(self, clock: Clock) -> str:
        """Add an extension, to be filled in."""
        return self._add_change(clock, "Extend deadline", ClockChangeKind.EXTENSION)

    def meet(self, clock: Clock) -> None:
        """Say it is met, today; to the minute where hours count."""
        now = self.session.now()
        in_hours = clock.unit is ClockUnit.HOURS
        met = (
            Time(TimeKind.DATETIME, f"{now:%Y-%m-%dT%H:%M}")
            if in_hours
            else Time(TimeKind.DATE, f"{now:%Y-%m-%d}")
        )
        self.session.change(clock, "Deadline met", met=met)

    def _add_change(self, clock: Clock, label: str, kind: ClockChangeKind, since: str = "") -> str:
        id = new_id()
        with self.session.step(label) as step:
            step.add(ClockChange(id=id, clock=clock.id, change=kind, since=since))
        return id

    def _refuse(self, clock: Clock) -> None:
        found = deadline(self.session.snapshot, clock, self.session.now())
        since = f" since {day_words(found.started)}" if found.started is not None else ""
        self.session.faulted.emit(
            Fault(
                f"“{clock.what}” runs already{since}.",
                "It was not started again.",
                "To move its date, extend it (Shift+E). If it does not apply any more, say why under Details.",
            )
        )
