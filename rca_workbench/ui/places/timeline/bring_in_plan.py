"""What is being brought in and what was chosen about it; works out what each row becomes, beside the window if large."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from rca_workbench.exchange.sheet import (
    CellProblem,
    Layout,
    Plan,
    Role,
    RowState,
    Sheet,
    Workbook,
    Zone,
    guess,
    plan,
    removed_before,
)
from rca_workbench.model import Snapshot
from rca_workbench.model.fault import Fault
from rca_workbench.model.time import said_in_words
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Work

AT_ONCE_BELOW = 1_500
"""Rows up to which a plan is worked out between two key presses; more are worked out beside the window."""
_ABOVE = 100
"""Rows above one that are read again with it: it may take its day from them."""


@dataclass(slots=True)
class _Choices:
    """What was chosen about one sheet."""

    layout: Layout
    fixes: dict[tuple[int, Role], str] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)


_kept: "WeakKeyDictionary[Session, dict[tuple[str, int], _Choices]]" = WeakKeyDictionary()
"""What was chosen while a case is open, by the content of the source and the sheet: leaving loses none of it."""


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
        self._near: int | None = None
        self._turn = 0
        self.forget()

    def forget(self) -> None:
        """Nothing is being brought in any more."""
        if self._work is not None:
            self._work.cancel()
        self._turn += 1  # what is still being worked out is for a source that is not looked at any more
        self._stale = False
        self.recalled = False
        self.workbook: Workbook | None = None
        self.plan: Plan | None = None
        self._chosen: _Choices | None = None
        self._removed: frozenset[str] = frozenset()

    def open(self, read: Callable[[], Workbook], words: str) -> None:
        """Read a source beside the window."""
        self.forget()
        self._begin(words, read, self._opened, self.unread.emit)

    @property
    def layout_of(self) -> Layout | None:
        """How the sheet is read, as chosen; None while nothing is."""
        return self._chosen.layout if self._chosen is not None else None

    # Choices

    def choose_sheet(self, sheet: int) -> None:
        """Take another sheet."""
        if self.workbook is not None and self.layout_of is not None and sheet != self.layout_of.sheet:
            self._choose(sheet)

    def start_anew(self) -> None:
        """Drop what was chosen and mended, and guess again."""
        if self.workbook is not None and self.layout_of is not None:
            sheet = self.layout_of.sheet
            _kept.get(self.session, {}).pop((self.workbook.sha256, sheet), None)
            self._choose(sheet)

    def choose_header(self, header: int) -> None:
        """Say in which row the headers are; columns are named anew and keep what was chosen for them."""
        workbook, layout = self.workbook, self.layout_of
        if workbook is not None and layout is not None and header != layout.header:
            sheet = workbook.sheets[layout.sheet]
            named = [
                replace(one, name=" ".join(sheet.text(header, at).split()) if header else "")
                for at, one in enumerate(layout.columns)
            ]
            self._keep(replace(layout, header=header, columns=tuple(named)))
            self.read.emit()
            self.again()

    def choose_clock(self, *, day_first: bool, zone: Zone) -> None:
        """Say in which order day and month come, and which clock the times are on."""
        layout = self.layout_of
        if layout is not None and (day_first, zone) != (layout.day_first, layout.zone):
            settled = layout.day_settled or day_first != layout.day_first
            self._keep(replace(layout, day_first=day_first, day_settled=settled, zone=zone))
            self.again()

    def choose_role(self, column: int, role: Role) -> None:
        """Say what a column holds."""
        if self.layout_of is not None:
            self._keep(self.layout_of.with_role(column, role))
            self.again()

    def put_roles(self, wanted: bool) -> None:
        """Say whether roles stand for names that are in People."""
        self.as_roles = wanted
        self.again()

    def mend(self, row: int, role: Role, text: str) -> None:
        """Say what a cell should say."""
        if self._chosen is not None:
            self._chosen.fixes[row, role] = text
            self.again(row)

    def leave_out(self, row: int, out: bool) -> None:
        """Leave a row out, or bring it in after all."""
        chosen = self._chosen
        if chosen is None:
            return
        if out:
            chosen.left_out.add(row)
            chosen.again.discard(row)
        else:
            chosen.left_out.discard(row)
            was = next((one for one in self.plan.rows if one.number == row), None) if self.plan else None
            if was is not None and was.state is RowState.REMOVED:
                chosen.again.add(row)
        self.again(row)

    def leave_all_out(self) -> None:
        """Leave out every row that cannot come in as it stands."""
        if self.plan is not None and self._chosen is not None:
            self._chosen.left_out.update(
                row.number for row in self.plan.rows if row.state is RowState.PROBLEM
            )
            self.again()

    def cell(self, problem: CellProblem) -> str:
        """What a cell says, as mended if it was: where a date and a time of day stand apart, the one cell alone."""
        fixed = self._chosen.fixes.get((problem.row, problem.role)) if self._chosen is not None else None
        if fixed is not None:
            return fixed
        if self.workbook is None or self.layout_of is None or problem.column is None:
            return problem.said
        return self.workbook.sheets[self.layout_of.sheet].text(problem.row, problem.column)

    def mended(self, row: int) -> tuple[Role, str] | None:
        """The cell of a row that was mended last, and what it says now."""
        fixes = self._chosen.fixes if self._chosen is not None else {}
        return next(((role, text) for (at, role), text in reversed(fixes.items()) if at == row), None)

    def reads(self, row: int, role: Role, text: str) -> str:
        """What would be made of a text in a cell: its row alone is worked out, with a few above it."""
        workbook, chosen = self.workbook, self._chosen
        if workbook is None or chosen is None:
            return ""
        layout = chosen.layout
        sheet = workbook.sheets[layout.sheet]
        first = max(layout.header + 1, row - _ABOVE)
        part = replace(workbook, sheets=(Sheet(sheet.name, sheet.rows[first - 1 : row]),))
        fixes = {
            (at - first + 1, one): said for (at, one), said in chosen.fixes.items() if first <= at <= row
        }
        fixes[row - first + 1, role] = text
        try:
            made = plan(
                part, replace(layout, sheet=0, header=0), Snapshot.empty(), fixes, now=self.session.today()
            )
        except Fault as fault:
            return str(fault)
        if not made.rows or made.rows[-1].number != row - first + 1:
            return ""
        found = made.rows[-1]
        wrong = [one.sentence for one in found.problems if one.role is role]
        return " ".join(wrong) if wrong else f"Reads {said_in_words(found.time)}."

    # The plan

    def again(self, near: int | None = None) -> None:
        """Work out anew what each row becomes; `near` is the row somebody is at."""
        workbook, chosen = self.workbook, self._chosen
        if workbook is None or chosen is None:
            return
        snapshot, layout, fixes = self.session.snapshot, chosen.layout, dict(chosen.fixes)
        left_out, again = set(chosen.left_out), set(chosen.again)
        removed, as_roles, today = self._removed, self.as_roles, self.session.today()

        def job() -> Plan:
            return plan(
                workbook, layout, snapshot, fixes,
                left_out=left_out, removed=removed, again=again, as_roles=as_roles, now=today,
            )  # fmt: skip

        if len(workbook.sheets[layout.sheet].rows) < AT_ONCE_BELOW:
            try:
                self._take(job(), near)
            except Fault as fault:
                self._refuse(fault)
            return
        if self._work is not None and self._work.isRunning():
            self._stale, self._near = True, near
            return
        self._stale = False
        self._begin(
            "Working out what each row becomes", job, lambda made: self._take(made, near), self._refuse
        )

    def _begin(
        self,
        words: str,
        job: Callable[[], object],
        then: Callable[[object], None],
        failed: Callable[[Fault], None],
    ) -> None:
        """Do something beside the window; what comes of it counts only while the same source is looked at."""
        turn = self._turn
        self.working.emit(f"{words}…")
        self._work = Work(words, lambda progress, stop: job())
        self._work.succeeded.connect(lambda made: then(made) if turn == self._turn else None)
        self._work.faulted.connect(lambda fault: failed(fault) if turn == self._turn else None)
        self._work.finished.connect(self._next)
        self._work.start()

    def _opened(self, workbook: object) -> None:
        assert isinstance(workbook, Workbook)
        self.workbook = workbook
        self._removed = removed_before(self.session.case)
        kept = _kept.get(self.session, {})
        sheets = [sheet for sha256, sheet in kept if sha256 == workbook.sha256]
        self._choose(sheets[-1] if sheets else None)

    def _choose(self, sheet: int | None) -> None:
        """Look at a sheet, the one that seems to be meant where none is named, with what was chosen about it before."""
        workbook = self.workbook
        if workbook is None:
            return
        kept = _kept.setdefault(self.session, {})
        found = kept.pop((workbook.sha256, sheet), None) if sheet is not None else None
        self.recalled = found is not None
        if found is None:
            try:
                found = _Choices(guess(workbook, sheet))
            except Fault as fault:
                self.unread.emit(fault)
                return
        kept[workbook.sha256, found.layout.sheet] = self._chosen = found
        self.plan = None
        self.read.emit()
        self.again()

    def _keep(self, layout: Layout) -> None:
        if self._chosen is not None:
            self._chosen.layout = layout

    def _next(self) -> None:
        """Work out what was chosen meanwhile."""
        if self._stale:
            self.again(self._near)

    def _take(self, made: object, near: int | None) -> None:
        if self.workbook is not None:
            assert isinstance(made, Plan)
            self.plan = made
            self.planned.emit(near)

    def _refuse(self, fault: Fault) -> None:
        self.plan = None
        self.refused.emit(fault)
