"""Details of a deadline: what it counts from and how, its pauses and extensions, and what shows that it was met."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton

from rca_workbench.analysis.deadline_slips import slips
from rca_workbench.analysis.deadline_words import state_words
from rca_workbench.analysis.deadlines import Deadline, DeadlineState, deadline, ended
from rca_workbench.model import Clock, Entity, Time, TimeKind
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.timescales import clock_row
from rca_workbench.ui import style
from rca_workbench.ui.details.clock_changes import ClockChangesSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import LabelAt, TimeEdit, read_day
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.respond.deadlines_edits import DeadlineEdits
from rca_workbench.ui.places.respond.deadlines_rows import LOOK, mark_of
from rca_workbench.ui.session import Session

TAB = "respond/deadlines"


class DueEdit(TimeEdit):
    """When something is due: a day without a year is the next such day, and `in 3 weeks` is one too."""

    def read(self, text: str) -> object:
        day = self._day(text)
        return Time(TimeKind.DATE, day) if day else super().read(text)

    def echo(self, text: str) -> str:
        day = self._day(text)
        return f"reads {date_words(day)}" if day else super().echo(text)

    def _day(self, text: str) -> str | None:
        return read_day(text, self.session.today(), ahead=True) if text.strip() else None


class ClockPage(Page):
    """One deadline with all that moves its date."""

    shows = ("clock_change",)

    def __init__(self, session: Session) -> None:
        self._edits = DeadlineEdits(session)
        super().__init__(session, Clock.kind)

    def fill(self) -> None:
        self._wrong = self._label("", "warn")
        self._how = self._label("", "small")
        self._list = self._label("", "caption")
        self._target = style.role(QPushButton(""), "link")
        self._target.clicked.connect(self._take_target)
        self.add(self._target)
        self.line()
        self.field("started", label="Counts from")
        self.field("start_event", label="Event")
        self._length = self.field("length", label="Length")
        self._unit = self.field("unit", label="Counted in")
        self._due = self.own(DueEdit(self.session, self.kind, "due", label="Due"))
        self._local = self.field("local")
        self.field("to", label="To")
        self.field("owner", label="Sees to it")
        self.field("set_by", label="Started by")
        self.line()
        self._changes = ClockChangesSection(self.session)
        self.part(self._changes, adds="clock_change")
        self._label(
            "The day a pause begins is the first that does not count; the day it ends counts again.",
            "caption",
        )
        self.line()
        self.field("met", label="Met")
        self.field("proof", label="What shows it")
        self._late = self.field("late_reason", label="If late, why")
        self.line()
        self.field("stopped", label_at=LabelAt.ABOVE)

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Clock)
        found = deadline(self.session.snapshot, entity, self.session.now())
        made: list[Chip] = [(LOOK[found.state][0], self._standing(found)[0], None)]
        if entity.local:
            made.append(("flag", "Local target", None))
        return made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Clock)
        if self.session.read_only or ended(entity):
            return ()
        return (
            ("Extend", "calendar-clock", partial(self.run, "deadline_extend", TAB), ""),
            ("Met today", "check", partial(self.run, "deadline_met", TAB), ""),
        )

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Clock)
        found = deadline(self.session.snapshot, entity, self.session.now())
        wrong = slips(self.session.snapshot, found, self.session.now())
        self._say(self._wrong, "\n".join(wrong))
        _, due = self._standing(found)
        self._say(self._how, f"{due} {found.how}".strip())
        row = clock_row(entity.code)
        note = f" {row.note[:1].upper()}{row.note[1:]}." if row is not None and row.note else ""
        self._say(self._list, f"{mark_of(row)}.{note}" if row is not None else "")
        target = row.suggested if row is not None and entity.length is None else None
        self._target.setVisible(target is not None and not self.session.read_only)
        if target is not None:
            unit = str(target.unit).replace("_", " ")
            self._target.setText(f"Take {target.length} {unit} as local target ({target.basis})")
            self._target.setAccessibleName(self._target.text())
        fixed = entity.length is None and (row is None or entity.due.kind is not TimeKind.UNKNOWN)
        self._due.setVisible(fixed)
        self._local.setVisible(bool(entity.local) or row is None or not row.computable)
        late = found.state in (DeadlineState.OVERDUE, DeadlineState.MET_LATE) or bool(entity.late_reason)
        self._late.setVisible(late)

    def begin(self, name: str) -> None:
        if name.startswith("change:"):
            self._changes.open(name.removeprefix("change:"))
            QTimer.singleShot(0, self._reveal_focus)
        else:
            super().begin(name)

    def _standing(self, found: Deadline) -> tuple[str, str]:
        """How it stands: in short, and the date in a sentence."""
        short, _, rest = state_words(found, self.session.now()).partition(", ")
        if not rest or found.state is DeadlineState.MET_LATE:
            return f"{short}, {rest}" if rest else short, ""
        return short, f"{rest[:1].upper()}{rest[1:]}." if rest.startswith("was ") else f"Due {rest}."

    def _take_target(self) -> None:
        clock = self.entity
        if isinstance(clock, Clock):
            self._edits.take_local_target(clock)

    def _label(self, text: str, role: str) -> QLabel:
        label = style.role(QLabel(text), role)
        wrapped(label)
        self.add(label)
        return label

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
