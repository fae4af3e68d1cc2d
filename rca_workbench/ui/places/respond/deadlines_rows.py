"""Deadlines as rows: those that run, the most urgent first; those that may apply; those that ended."""

from collections.abc import Sequence
from types import MappingProxyType

from rca_workbench.analysis.deadline_offers import Offer, offers
from rca_workbench.analysis.deadline_slips import slips
from rca_workbench.analysis.deadline_words import length_of, state_words
from rca_workbench.analysis.deadlines import ENDED, Deadline, DeadlineState, deadlines
from rca_workbench.model import Clock, Snapshot, TimeKind
from rca_workbench.model.time import short_label
from rca_workbench.reference.timescales import Timescale, clock_row
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.session import Session

WHAT, DUE, START, DONE = range(4)
RUNS, MAY_APPLY, ENDED_GROUP = "runs", "may_apply", "ended"
OFFER = "offer:"
"""Begins the id of a row that shows no deadline yet, before its code in the list."""

LOOK = {
    DeadlineState.OVERDUE: ("octagon-alert", "danger"),
    DeadlineState.AT_RISK: ("triangle-alert", "warn"),
    DeadlineState.RUNNING: ("clock", "text2"),
    DeadlineState.PROMPT: ("clock", "text2"),
    DeadlineState.PAUSED: ("circle-parking", "text2"),
    DeadlineState.NOT_STARTED: ("circle-dashed", "text2"),
    DeadlineState.MET: ("circle-check", "ok"),
    DeadlineState.MET_LATE: ("circle-check", "warn"),
    DeadlineState.STOPPED: ("circle-slash", "text2"),
}
"""Icon and ink of each state. The words say it too."""

_CLOCK = frozenset(field.name for field in Clock.kind.fields)
_ANY = frozenset(("since", "until", "change", "agreed", "clock"))


class DeadlineRows(ListRows):
    """What is due, when, counted from what, and what shows that it was done."""

    columns = (
        Column("What is due", edits=True),
        Column("Due", 176, rank=4),
        Column("Counted from", 246, rank=2),
        Column("Done when it reaches", 226, rank=1),
    )
    touched_by = (
        "clock", "clock_change", "case", "incident", "criterion", "decision", "candour_test", "candour", "notification",
    )  # fmt: skip
    arranged_by = MappingProxyType(
        {
            "clock": _CLOCK,
            "clock_change": _ANY,
            "case": frozenset({"nation", "profile", "timezone"}),
            "incident": frozenset({"found", "reported", "start", "end", "harm_level"}),
            "criterion": frozenset({"answer"}),
            "decision": frozenset({"on", "level", "outcome", "decision_kind"}),
            "candour_test": frozenset({"applies", "aware"}),
            "candour": frozenset({"step", "when", "became"}),
            "notification": frozenset({"when", "whom"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._of: tuple[Snapshot, str] | None = None
        self._found: dict[str, Deadline] = {}
        self._offers: tuple[Offer, ...] = ()

    @property
    def found(self) -> dict[str, Deadline]:
        """Every deadline as it stands this minute, by id, the most urgent first."""
        self._count()
        return self._found

    @property
    def offered(self) -> tuple[Offer, ...]:
        """Those that may apply and that nobody has started."""
        self._count()
        return self._offers

    def offer(self, row_id: str) -> Offer | None:
        """What a row offers to start; None for a deadline there is."""
        return next((one for one in self.offered if OFFER + one.row.id == row_id), None)

    def tick(self) -> None:
        """Time has gone on: put what is on screen into words anew."""
        if list(self.arrange()) != list(self.rows):
            self.reset()
        elif self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def arrange(self) -> Sequence[Row]:
        going = [id for id, one in self.found.items() if one.state not in ENDED and self._holds(one)]
        over = [id for id, one in self.found.items() if one.state in ENDED and self._holds(one)]
        offered = [OFFER + one.row.id for one in self.offered if self._has(one.row.what, one.row.to, one.why)]
        rows: list[Row] = []
        for group, ids in ((RUNS, going), (MAY_APPLY, offered), (ENDED_GROUP, over)):
            if ids:
                rows.append(Row(group, group, Shape.HEADING))
                rows += [Row(id, group) for id in ids] if group not in self.closed else ()
        return rows

    def heading(self, row: Row) -> Heading:
        match row.group:
            case "runs":
                late = sum(one.state is DeadlineState.OVERDUE for one in self.found.values())
                return Heading(
                    "Running",
                    f"{late} late" if late else "",
                    "clock",
                    aside_ink="danger" if late else "text2",
                )
            case "may_apply":
                return Heading("May apply", "Enter starts one, Shift+A starts all", "sparkle")
        return Heading("Met, or no longer needed", "", "circle-check")

    def cell(self, row: Row, column: int) -> Cell:
        offer = self.offer(row.id)
        if offer is not None:
            return _offered(offer, column)
        one = self.found.get(row.id)
        return self._deadline(one, column) if one is not None else Cell()

    def _deadline(self, one: Deadline, column: int) -> Cell:
        clock, now = one.clock, self.session.now()
        icon, ink = LOOK[one.state]
        match column:
            case 0:
                wrong = slips(self.session.snapshot, one, now)
                beneath = wrong[0] if wrong else _beneath(clock, clock_row(clock.code))
                return Cell(
                    clock.what or "No words yet", beneath, icon=icon, icon_ink=ink,
                    second_ink="warn" if wrong else "text2", second_icon="triangle-alert" if wrong else "",
                )  # fmt: skip
            case 1:
                first, _, rest = state_words(one, now).partition(", ")
                pressing = one.state in (DeadlineState.OVERDUE, DeadlineState.AT_RISK)
                return Cell(first, rest, ink=ink if pressing else "text", strong=pressing)
            case 2:
                return _start(clock)
            case 3:
                if one.state in (DeadlineState.MET, DeadlineState.MET_LATE):
                    return Cell(clock.proof or "Nothing shows it yet", ink="text" if clock.proof else "warn")
                return Cell(_begun(clock.to) or "Those it concerns", clock.owner or "Nobody sees to it yet")
        return Cell()

    def _count(self) -> None:
        now, snapshot = self.session.now(), self.session.snapshot
        of = (snapshot, f"{now:%Y-%m-%dT%H:%M}")
        if self._of is None or self._of[0] is not snapshot or self._of[1] != of[1]:
            self._of = of
            self._found = {one.clock.id: one for one in deadlines(snapshot, now)}
            self._offers = offers(snapshot)

    def _holds(self, one: Deadline) -> bool:
        clock = one.clock
        return self._has(clock.what, clock.to, clock.start_event, clock.owner, clock.proof, clock.late_reason)

    def _has(self, *said: str) -> bool:
        folded = " ".join(said).casefold()
        return all(word in folded for word in self.words)


def mark_of(row: Timescale | None) -> str:
    """What to show beside a clock of the list: its framework and, where it is not checked, that."""
    if row is None:
        return ""
    said = f"{row.framework}, law" if row.statutory else row.framework
    return f"{said}: {row.mark[:1].lower()}{row.mark[1:]}" if row.mark else said


def _beneath(clock: Clock, row: Timescale | None) -> str:
    return (
        f"Local target · {mark_of(row)}".removesuffix(" · ") if clock.local else mark_of(row) or "Of our own"
    )


def _start(clock: Clock) -> Cell:
    """When it started and how long it is; under it, what started it."""
    known = clock.started.kind is not TimeKind.UNKNOWN
    when = short_label(clock.started) if known else "Not known yet"
    counted = clock.length is not None and clock.unit is not None
    if not known and not counted and clock.due.kind is not TimeKind.UNKNOWN:
        return Cell("A fixed date", clock.start_event)
    return Cell(
        f"{when}, {length_of(clock)}" if counted else when, clock.start_event, ink="text" if known else "warn"
    )


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _offered(offer: Offer, column: int) -> Cell:
    row = offer.row
    match column:
        case 0:
            return Cell(row.what, mark_of(row), icon="circle-dashed", icon_ink="text2")
        case 1:
            return Cell("Not started", offer.why, ink="text2")
        case 2:
            clock = Clock(
                id="",
                code=row.id,
                length=row.length,
                unit=row.unit,
                started=offer.started,
                start_event=offer.event,
            )
            return _start(clock)
        case 3:
            return Cell(_begun(row.to))
    return Cell()
