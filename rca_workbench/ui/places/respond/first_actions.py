"""Respond, First actions: what is done in the first hours, by whom, by when, and what shows it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from rca_workbench.analysis.first_hours import FirstLine, Group, LineState, found_at
from rca_workbench.model import Entity, EvidenceItem, ImmediateAction, Notification, StaffSupport, shortened
from rca_workbench.reference.early_response import (
    DECIDE,
    NOTIFY,
    PRESERVE,
    SUPPORT_STAFF,
    TELL_FAMILY,
    early_step,
)
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.taking import refusals
from rca_workbench.ui.lists import ListView, Shape
from rca_workbench.ui.places.respond.first_actions_edits import FirstEdits
from rca_workbench.ui.places.respond.first_actions_head import FirstHead
from rca_workbench.ui.places.respond.first_actions_rows import DONE, DUE, OWNER, PROOF, FirstRows
from rca_workbench.ui.session import Session

REPORT = "initial_report"
HEAD_IN_FULL_FROM = 400
"""Height of the view from which its head says all it has to say, in pixels at 100 %."""
_MINUTE = 60_000
_HINTS = {
    Group.EVIDENCE: (
        "New evidence to secure",
        "What will be lost first? Such as: CCTV of corridor 3, lost after 18 March",
    ),
    Group.TOLD: ("New body to tell", "Who else has to be told?"),
    Group.STAFF: ("New support offer", "What is offered to staff, and by whom?"),
}
_ACTION_HINT = ("New action", "What was done, or has to be done, to make things safe?")
_PLACES = {
    PRESERVE: "evidence/register",
    TELL_FAMILY: "people/contacts",
    NOTIFY: "respond/first_actions",
    SUPPORT_STAFF: "people/staff_support",
    DECIDE: "respond/decision",
}
_HOMES: dict[type[Entity], str] = {
    EvidenceItem: "evidence/register",
    StaffSupport: "people/staff_support",
}


class FirstActionsView(ListView):
    """The first hours on one page. Lines that nobody recorded yet are proposed; the first word brings them in."""

    word = "line"
    prefix = "first"

    def __init__(self, session: Session) -> None:
        self.first = FirstRows(session)
        super().__init__(
            session, self.first, "First actions", folds=True,
            empty="Nothing recorded. What was done to make things safe?",
        )  # fmt: skip
        self.table.chosen.disconnect(session.select)
        self.table.chosen.connect(self._chosen)
        self.edits = FirstEdits(session)
        self.head = FirstHead(session)
        self.box.insertWidget(0, self.head)
        self.capture_with(*_ACTION_HINT)
        self._asks_reason: str | None = None
        self._adds = Group.WITHIN_24
        """What the line at the foot adds to: where one was when one began to type in it."""
        self.table.selectionModel().currentChanged.connect(self._hint_here)
        # Time goes on while one looks: what is late is said anew each minute.
        self._clock = QTimer(self, interval=_MINUTE)
        self._clock.timeout.connect(self._time_goes_on)
        self._clock.start()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command(
            "first_add", "Add action", self.begin, ("N",), "immediate safe first new notification", "plus"
        )

    def tools(self) -> tuple[Command, ...]:
        report = Command(
            "initial_report", "Make the 72-hour report", self.make_report, ("R",),
            "initial review three days word export commissioner", "file-output",
        )  # fmt: skip
        return (*super().tools(), report)

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], *keys: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"first_{id}", title, run, keys, "first hours early response", icon, "", when)

        def on_line() -> bool:
            return self.line is not None and not self.session.read_only

        def here() -> bool:
            return self.line is not None

        def writable() -> bool:
            return not self.session.read_only

        return (
            made("done", "Mark as done now", self.done_now, "D", "Shift+S", icon="check", when=on_line),
            made("not_needed", "Record why it is not needed", self.ask_reason, "X", icon="circle-slash", when=on_line),
            made("owner", "Edit owner", partial(self._edit, OWNER), "Shift+F2", icon="user", when=on_line),
            made("due", "Edit when it is due", partial(self._edit, DUE), "T", icon="calendar-clock", when=on_line),
            made("when", "Edit when it was done", partial(self._edit, DONE), "Shift+T", icon="check", when=on_line),
            made("proof", "Edit what shows it", partial(self._edit, PROOF), "P", icon="paperclip", when=on_line),
            made("usual", "Add what usually has to be secured", self.ask_usual, "E", icon="folder-search", when=writable),
            made("go", "Go to where it is done", self.go_there, "G", icon="arrow-right", when=here),
        )  # fmt: skip

    def commands(self) -> tuple[Command, ...]:
        # What is only proposed can be opened and typed over like any other line.
        here = {"first_open": self._at_line, "first_edit": self._at_writable}
        return tuple(
            replace(one, enabled=here[one.id]) if one.id in here else one for one in super().commands()
        )

    @property
    def line(self) -> FirstLine | None:
        """The line one is at."""
        row = self.table.current
        return self.first.lines.get(row.id) if row is not None and row.shape is Shape.ITEM else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.head.compact(self.height() < style.px(HEAD_IN_FULL_FROM))
        super().resizeEvent(event)

    def shown(self) -> None:
        self.head.say(tuple(self.first.lines.values()), found_at(self.session.snapshot))

    def counts(self) -> str:
        lines = self.first.lines.values()
        late = sum(one.state is LineState.LATE for one in lines)
        said = f"{sum(one.answered for one in lines)} of {len(lines)} answered"
        return said + (f", {late} late" if late else "")

    def enter(self) -> None:
        super().enter()
        self._ask(*_ACTION_HINT)
        if self.table.current is None and self.first.rowCount():
            first = next((at for at, row in enumerate(self.first.rows) if self._is_open(row.id)), 0)
            self.table.setCurrentIndex(self.first.index(first, 0))

    # -- gestures -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start typing a new line of the group one is at."""
        if self.session.read_only or self.capture is None:
            return
        self._ask_for_group()
        super().begin()

    def add(self, text: str) -> str | None:
        if self._asks_reason is not None:
            return None
        return self.edits.add(text, self._adds)

    def edited(self, id: str, column: int, text: str) -> None:
        line = self.first.lines.get(id)
        if line is None:
            return
        # What was typed is kept at once. A proposed line becomes another row by it: the rows are set anew once the box
        # one typed in has closed.
        self.first.held = True
        self.edits.edit(line, column, text)
        QTimer.singleShot(0, self, partial(self._settle, line))

    def open(self) -> None:
        """Show all about it in Details; what is only proposed is brought into the case first."""
        row, line = self.table.current, self.line
        if row is not None and row.shape is Shape.HEADING:
            self.table.fold(row.group, row.group not in self.first.closed)
            return
        if line is not None and line.proposed and not self.session.read_only:
            self.edits.record(line)
            self._stay(line)
        super().open()

    def done_now(self) -> None:
        """It has just been done, by whom it says or by whoever works here."""
        line = self.line
        if line is not None:
            self.edits.done_now(line)
            self._stay(line)
            self.announce("Marked as done. Undo with Control Z.")

    def ask_reason(self) -> None:
        """Type why it is not needed, in the line at the foot."""
        line = self.line
        if line is not None and self.capture is not None and self.edits.takes_reason(line):
            self._ask(
                "Not needed because",
                f"Why is this not needed: {shortened(line.what, 60)}? Enter keeps it, Esc leaves",
            )
            self._asks_reason = line.key
            self.capture.box.setFocus()

    def ask_usual(self) -> None:
        """Choose from what usually has to be secured; it comes into the register."""
        step = early_step(PRESERVE)
        there = {one.name.casefold() for one in self.session.snapshot.of(EvidenceItem).values()}
        menu = QMenu(self)
        menu.setAccessibleName("Evidence that usually has to be secured")
        for words in step.record if step is not None else ():
            name = words[:1].upper() + words[1:]
            act = menu.addAction(name, partial(self._add_usual, name))
            act.setEnabled(name.casefold() not in there)
        if step is not None and step.mark:
            menu.addSeparator()
            menu.addAction(step.mark).setEnabled(False)
        where = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(where))

    def go_there(self) -> None:
        """The tab where the line is dealt with in full."""
        line = self.line
        if line is not None:
            home = _HOMES.get(type(line.entity)) if line.entity is not None else None
            where = home or _PLACES.get(line.code, "respond/first_actions")
            self.go_to.emit(where, line.entity.id if line.entity is not None else None)

    def make_report(self) -> None:
        """Write the report of the first three days from what is there."""
        exports = self.exports
        if exports is not None:
            exports.export_word(REPORT)

    def leave(self) -> None:
        super().leave()
        self._ask_for_group()

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, ImmediateAction | Notification | EvidenceItem | StaffSupport)

    # -- inside ---------------------------------------------------------------------------------------

    def _captured(self, text: str) -> None:
        if self._asks_reason is None:
            super()._captured(text)
            return
        line = self.first.lines.get(self._asks_reason)
        if line is not None:
            with refusals(self.session) as wrong:
                self.edits.not_needed(line, text)
            if wrong:
                return  # the reason stays in the line, and is still asked for
        self._ask(*_ACTION_HINT)
        if line is not None:
            self._stay(line)
            self.announce("Reason kept. Undo with Control Z.")
        self.table.setFocus()

    def _time_goes_on(self) -> None:
        """What is late is worked out anew. The rows stay: somebody may be typing over one."""
        if self.isVisible():
            self.first.look_again()
            self.table.viewport().update()
            self.shown()
            self.counts_changed.emit()

    def _chosen(self, key: str) -> None:
        line = self.first.lines.get(key)
        self.session.select(line.entity.id if line is not None and line.entity is not None else None)

    def _settle(self, line: FirstLine) -> None:
        self.first.look_again()
        self.table.viewport().update()
        self._stay(line)
        self.shown()
        self.counts_changed.emit()

    def _ask(self, name: str, hint: str) -> None:
        """What the line at the foot takes down."""
        self._asks_reason = None
        if self.capture is not None:
            self.capture.box.setAccessibleName(name)
            self.capture.box.setPlaceholderText(hint)

    def _hint_here(self, *_: object) -> None:
        """Say what the line at the foot would add where one is, before anybody types in it."""
        if self._asks_reason is None and self.capture is not None and not self.capture.box.text():
            self._ask_for_group()

    def _ask_for_group(self) -> None:
        self._adds = self._group()
        self._ask(*_HINTS.get(self._adds, _ACTION_HINT))

    def _group(self) -> Group:
        row = self.table.current
        return Group(row.group) if row is not None else Group.WITHIN_24

    def _at_line(self) -> bool:
        return self.table.current is not None

    def _at_writable(self) -> bool:
        return self.line is not None and not self.session.read_only

    def _edit(self, column: int) -> None:
        self.table.edit_current(column)

    def _is_open(self, key: str) -> bool:
        line = self.first.lines.get(key)
        return line is not None and not line.answered

    def _add_usual(self, name: str) -> None:
        id = self.edits.add(name, Group.EVIDENCE)
        self.session.select(id)
        self.table.mark(id)
        self.table.edit_current(DUE)

    def _stay(self, line: FirstLine) -> None:
        """Stay on a line that has just come into the case, under its new id."""
        if not line.proposed:
            return
        for key, one in self.first.lines.items():
            if (
                one.group is line.group
                and one.entity is not None
                and one.what == line.what
                and one.code == line.code
            ):
                self.session.select(key)
                self.table.mark(key)
                return
