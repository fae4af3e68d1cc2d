"""What is being brought in and what was chosen about it; works out what each row becomes, beside the window if large."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from rca_workbench.exchange.sheet import (
    CellProblem,
    Layout,
    Plan,
    Role,
    RowState,
    Workbook,
    Zone,
    guess,
    plan,
    removed_before,
)
from rca_workbench.model.fault import Fault
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Work

AT_ONCE_BELOW = 1_500
"""Rows up to which a plan is worked out between two key presses; more are worked out beside the window."""


class Planning(QObject):
    """One source with the choices made about it. Every choice leads to a new plan."""

    read = Signal()
    """A source was read, or another of its sheets was chosen."""
    working = Signal(str)
    """Something takes a moment: what, in words."""
    planned = Signal(object)
    """The row somebody is at, or None. `plan` holds what was worked out."""
    refused = Signal(object)
    """A `Fault`: no plan can be made of the choices as they stand."""
    unread = Signal(object)
    """A `Fault`: the source cannot be read."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.as_roles = True
        self._work: Work[object] | None = None
        self._stale = False
        self.forget()

    def forget(self) -> None:
        """Nothing is being brought in any more."""
        if self._work is not None:
            self._work.cancel()
        self.workbook: Workbook | None = None
        self.layout_of: Layout | None = None
        self.plan: Plan | None = None
        self._fixes: dict[tuple[int, Role], str] = {}
        self._left_out: set[int] = set()
        self._again: set[int] = set()
        self._removed: frozenset[str] = frozenset()

    def open(self, read: Callable[[], Workbook], words: str) -> None:
        """Read a source beside the window."""
        self.forget()
        self._work = Work(words, lambda progress, stop: read())
        self._work.succeeded.connect(self._opened)
        self._work.faulted.connect(self.unread)
        self.working.emit(f"{words}…")
        self._work.start()

    # Choices

    def choose_sheet(self, sheet: int) -> None:
        """Take another sheet."""
        if self.workbook is not None and self.layout_of is not None and sheet != self.layout_of.sheet:
            self.layout_of = guess(self.workbook, sheet)
            self.read.emit()
            self.again()

    def choose_header(self, header: int) -> None:
        """Say in which row the headers are; columns are named anew and keep what was chosen for them."""
        workbook, layout = self.workbook, self.layout_of
        if workbook is not None and layout is not None and header != layout.header:
            sheet = workbook.sheets[layout.sheet]
            named = [
                replace(one, name=" ".join(sheet.text(header, at).split()) if header else "")
                for at, one in enumerate(layout.columns)
            ]
            self.layout_of = replace(layout, header=header, columns=tuple(named))
            self.read.emit()
            self.again()

    def choose_clock(self, *, day_first: bool, zone: Zone) -> None:
        """Say in which order day and month come, and which clock the times are on."""
        layout = self.layout_of
        if layout is not None and (day_first, zone) != (layout.day_first, layout.zone):
            settled = layout.day_settled or day_first != layout.day_first
            self.layout_of = replace(layout, day_first=day_first, day_settled=settled, zone=zone)
            self.again()

    def choose_role(self, column: int, role: Role) -> None:
        """Say what a column holds."""
        if self.layout_of is not None:
            self.layout_of = self.layout_of.with_role(column, role)
            self.again()

    def put_roles(self, wanted: bool) -> None:
        """Say whether roles stand for names that are in People."""
        self.as_roles = wanted
        self.again()

    def mend(self, row: int, role: Role, text: str) -> None:
        """Say what a cell should say."""
        self._fixes[row, role] = text
        self.again(row)

    def leave_out(self, row: int, out: bool) -> None:
        """Leave a row out, or bring it in after all."""
        if out:
            self._left_out.add(row)
            self._again.discard(row)
        else:
            self._left_out.discard(row)
            was = next((one for one in self.plan.rows if one.number == row), None) if self.plan else None
            if was is not None and was.state is RowState.REMOVED:
                self._again.add(row)
        self.again(row)

    def leave_all_out(self) -> None:
        """Leave out every row that cannot come in as it stands."""
        if self.plan is not None:
            self._left_out.update(row.number for row in self.plan.rows if row.state is RowState.PROBLEM)
            self.again()

    def cell(self, problem: CellProblem) -> str:
        """What a cell says, as mended if it was: where a date and a time of day stand apart, the one cell alone."""
        fixed = self._fixes.get((problem.row, problem.role))
        if fixed is not None:
            return fixed
        if self.workbook is None or self.layout_of is None or problem.column is None:
            return problem.said
        return self.workbook.sheets[self.layout_of.sheet].text(problem.row, problem.column)

    # The plan

    def again(self, near: int | None = None) -> None:
        """Work out anew what each row becomes; `near` is the row somebody is at."""
        workbook, layout = self.workbook, self.layout_of
        if workbook is None or layout is None:
            return
        snapshot, fixes, removed = self.session.snapshot, dict(self._fixes), self._removed
        left_out, again, as_roles = set(self._left_out), set(self._again), self.as_roles

        def job() -> Plan:
            return plan(
                workbook, layout, snapshot, fixes,
                left_out=left_out, removed=removed, again=again, as_roles=as_roles,
            )  # fmt: skip

        if len(workbook.sheets[layout.sheet].rows) < AT_ONCE_BELOW:
            try:
                self._take(job(), near)
            except Fault as fault:
                self._refuse(fault)
            return
        if self._work is not None and self._work.isRunning():
            self._stale = True
            return
        self._stale = False
        words = "Working out what each row becomes"
        self.working.emit(f"{words}…")
        self._work = Work(words, lambda progress, stop: job())
        self._work.succeeded.connect(lambda made: self._take(made, near))
        self._work.faulted.connect(self._refuse)
        self._work.finished.connect(self._next)
        self._work.start()

    def _opened(self, workbook: object) -> None:
        assert isinstance(workbook, Workbook)
        self.workbook = workbook
        self._removed = removed_before(self.session.case)
        try:
            self.layout_of = guess(workbook)
        except Fault as fault:
            self.unread.emit(fault)
            return
        self.read.emit()
        QTimer.singleShot(0, self.again)  # the thread that read it is done by then

    def _next(self) -> None:
        if self._stale:
            QTimer.singleShot(0, self.again)

    def _take(self, made: object, near: int | None) -> None:
        if self.workbook is not None:
            assert isinstance(made, Plan)
            self.plan = made
            self.planned.emit(near)

    def _refuse(self, fault: Fault) -> None:
        self.plan = None
        self.refused.emit(fault)
