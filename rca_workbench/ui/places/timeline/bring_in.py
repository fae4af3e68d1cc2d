"""Bringing in a timeline kept elsewhere: what was read, what its columns mean, what each row becomes, then one step."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.exchange.sheet import (
    SUFFIXES,
    CellProblem,
    Layout,
    Plan,
    Role,
    RowState,
    Workbook,
    Zone,
    bring_in,
    guess,
    headline,
    plan,
    read_pasted,
    read_sheets,
    removed_before,
)
from rca_workbench.model.fault import Fault
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields import Pick
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.timeline.bring_in_columns import ColumnsPanel
from rca_workbench.ui.places.timeline.bring_in_mending import MendingLine
from rca_workbench.ui.places.timeline.bring_in_rows import LOOK, ROW, STATE, WHAT, WHEN, WHO, PlannedRows
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Work

AT_ONCE_BELOW = 1_500
"""Rows up to which a plan is worked out between two key presses; more are worked out beside the window."""
NARROWS_BELOW = 1_000
"""Width of the table under which its columns narrow."""
_WIDTHS = {ROW: 64, STATE: 150, WHEN: 170, WHO: 150, LOOK: 260}


class BringIn(QWidget):
    """A page over the timeline. Nothing is written before its one button is pressed, and then it is one step."""

    done = Signal(str)
    """It came in: what came in, in a sentence."""
    left = Signal()

    def __init__(self, session: Session, echo: Callable[[str], str]) -> None:
        super().__init__()
        self.session = session
        self.workbook: Workbook | None = None
        self.layout_of: Layout | None = None
        self.plan: Plan | None = None
        self._fixes: dict[tuple[int, Role], str] = {}
        self._left_out: set[int] = set()
        self._again: set[int] = set()
        self._removed: frozenset[str] = frozenset()
        self._work: Work[object] | None = None
        self._stale = False
        style.role(self, "page")
        self.rows = PlannedRows()
        self.table = QTableView()
        self.columns = ColumnsPanel()
        self.columns.chosen.connect(self._role_chosen)
        self.mending = MendingLine(echo)
        self.mending.mended.connect(self._mend)
        self.mending.left_out.connect(self._leave_row)
        self.mending.moved.connect(self.to_problem)
        self._arrange()
        self.hide()

    # -- opening --------------------------------------------------------------------------------------

    def open_file(self, path: Path) -> None:
        """Read a file and show what it would become."""
        self._read(lambda: read_sheets(path), f"Reading {path.name}")

    def open_pasted(self, text: str) -> None:
        """Take pasted rows and show what they would become."""
        self._read(lambda: read_pasted(text), "Reading what was pasted")

    def _read(self, read: Callable[[], Workbook], words: str) -> None:
        self._work = Work(words, lambda progress, stop: read())
        self._work.succeeded.connect(self._opened)
        self._work.faulted.connect(self._faulted)
        self.count.setText(f"{words}…")
        self._work.start()

    def _opened(self, workbook: object) -> None:
        assert isinstance(workbook, Workbook)
        self.workbook = workbook
        self._removed = removed_before(self.session.case)
        self._fixes, self._left_out, self._again = {}, set(), set()
        self.plan = None
        try:
            self.layout_of = guess(workbook)
        except Fault as fault:
            self._faulted(fault)
            return
        self.title.setText(f"Bring in “{workbook.name}”")
        self.notes.setText(" ".join(workbook.notes))
        self.notes.setVisible(bool(workbook.notes))
        _fill(self.sheet, [(one.name or f"Sheet {at + 1}", at) for at, one in enumerate(workbook.sheets)])
        self.sheet.setVisible(len(workbook.sheets) > 1)
        self.show()
        self._show_layout()
        self.table.setFocus()

    # -- choices --------------------------------------------------------------------------------------

    def _show_layout(self) -> None:
        """Show the choices as they stand, and work out what they lead to."""
        workbook, layout = self.workbook, self.layout_of
        if workbook is None or layout is None:
            return
        rows = min(len(workbook.sheets[layout.sheet].rows), 30)
        headers = [
            ("No headers", 0),
            *((f"Headers in row {number}", number) for number in range(1, rows + 1)),
        ]
        _fill(self.header, headers)
        for pick, value in (
            (self.sheet, layout.sheet),
            (self.header, layout.header),
            (self.days, layout.day_first),
            (self.zone, str(layout.zone)),
        ):
            pick.blockSignals(True)
            pick.setCurrentIndex(pick.findData(value))
            pick.blockSignals(False)
        self.columns.show_layout(workbook, layout)
        self.again()

    def _chosen(self, *_: object) -> None:
        workbook, layout = self.workbook, self.layout_of
        if workbook is None or layout is None:
            return
        if self.sheet.currentData() != layout.sheet:
            layout = guess(workbook, self.sheet.currentData())
        elif self.header.currentData() != layout.header:
            layout = _with_header(workbook, layout, self.header.currentData())
        settled = layout.day_settled or self.days.currentData() != layout.day_first
        zone = Zone(self.zone.currentData())
        self.layout_of = replace(layout, day_first=self.days.currentData(), day_settled=settled, zone=zone)
        self._show_layout()

    def _role_chosen(self, column: int, role: Role) -> None:
        if self.layout_of is not None:
            self.layout_of = self.layout_of.with_role(column, role)
            self._show_layout()

    def _mend(self, row: int, role: Role, text: str) -> None:
        self._fixes[row, role] = text
        self.again(row)

    def _leave_row(self, row: int, out: bool) -> None:
        planned = self.rows.at(self.table.currentIndex().row())
        if out:
            self._left_out.add(row)
            self._again.discard(row)
        else:
            self._left_out.discard(row)
            if planned is not None and planned.state is RowState.REMOVED:
                self._again.add(row)
        self.again(row)

    # -- the plan -------------------------------------------------------------------------------------

    def again(self, near: int | None = None) -> None:
        """Work out anew what each row becomes; `near` is the row somebody is at."""
        workbook, layout = self.workbook, self.layout_of
        if workbook is None or layout is None:
            return
        snapshot, fixes = self.session.snapshot, dict(self._fixes)
        left_out, again, as_roles = set(self._left_out), set(self._again), self.as_roles.isChecked()
        removed = self._removed

        def job() -> Plan:
            return plan(
                workbook, layout, snapshot, fixes,
                left_out=left_out, removed=removed, again=again, as_roles=as_roles,
            )  # fmt: skip

        if len(workbook.sheets[layout.sheet].rows) < AT_ONCE_BELOW:
            try:
                self._planned(job(), near)
            except Fault as fault:
                self._unplanned(fault)
            return
        if self._work is not None and self._work.isRunning():
            self._stale = True
            return
        self._stale = False
        self.count.setText("Working out what each row becomes…")
        self.bring.setEnabled(False)
        self._work = Work("Working out what each row becomes", lambda progress, stop: job())
        self._work.succeeded.connect(lambda made: self._planned(made, near))
        self._work.faulted.connect(self._unplanned)
        self._work.finished.connect(self._next)
        self._work.start()

    def _next(self) -> None:
        if self._stale and self.isVisible():
            QTimer.singleShot(0, self.again)

    def _planned(self, made: object, near: int | None) -> None:
        assert isinstance(made, Plan)
        self.plan = made
        line = self.table.currentIndex().row()
        if self.only.isChecked() and not made.problems:
            self.only.setChecked(False)
        self.rows.show_plan(made, only_problems=self.only.isChecked())
        self._say()
        self._share_width()
        wanted = self.rows.line_of(near) if near is not None else -1
        wanted = wanted if wanted >= 0 else min(max(line, 0), self.rows.rowCount() - 1)
        if near is not None and self._is_mended(wanted):
            following = self.rows.next_problem(wanted, 1)
            wanted = following if following >= 0 else wanted
        elif near is None and line < 0 and made.blocking:
            wanted = self.rows.next_problem(-1, 1)
        if wanted >= 0:
            self.table.setCurrentIndex(self.rows.index(wanted, WHEN))
            self.table.selectRow(wanted)
        self._show_row()

    def _is_mended(self, line: int) -> bool:
        row = self.rows.at(line)
        return row is None or row.state is not RowState.PROBLEM

    def _unplanned(self, fault: Fault) -> None:
        self.plan = None
        self.rows.show_plan(None, only_problems=False)
        self.count.setText(str(fault))
        self.bring.setText("Bring in")
        self.bring.setEnabled(False)
        self._show_row()

    def _say(self) -> None:
        made = self.plan
        if made is None:
            return
        counts = made.counts
        doubts = sum(1 for row in made.rows if row.doubtful)
        parts = [
            f"{counts[RowState.NEW]:,} new",
            f"{counts[RowState.THERE]:,} there already" if counts[RowState.THERE] else "",
            f"{counts[RowState.REMOVED]:,} removed here before" if counts[RowState.REMOVED] else "",
            f"{counts[RowState.LEFT_OUT]:,} left out" if counts[RowState.LEFT_OUT] else "",
            f"{doubts:,} to look at" if doubts else "",
        ]
        said = ", ".join(part for part in parts if part) + "."
        held = counts[RowState.PROBLEM]
        if held:
            rows = "row needs" if held == 1 else "rows need"
            said += f" {held:,} {rows} mending or leaving out before this can come in."
        elif self.session.read_only:
            said += " This case can only be read here."
        self.count.setText(said)
        new = counts[RowState.NEW]
        words = (
            f"Bring in {new:,} {'entry' if new == 1 else 'entries'}" if new else "Bring in what it supports"
        )
        self.bring.setText(words)
        self.bring.setAccessibleName(words)
        able = not held and not self.session.read_only and bool(new or counts[RowState.THERE])
        self.bring.setEnabled(able)
        self.leave_all.setVisible(bool(held))

    def to_problem(self, by: int) -> None:
        """Go to the next row with something to look at, and start mending it."""
        line = self.rows.next_problem(self.table.currentIndex().row(), by)
        if line >= 0:
            self.table.setCurrentIndex(self.rows.index(line, WHEN))
            self.table.selectRow(line)
            self.mending.begin()

    # -- the end --------------------------------------------------------------------------------------

    def run(self) -> None:
        """Bring it in as one step."""
        made = self.plan
        if made is None or not self.bring.isEnabled():
            return
        self.bring.setEnabled(False)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)

        def progress(words: str, done: int, total: int) -> None:
            self.count.setText(f"{words}: {done:,} of {total:,}")
            self.count.repaint()

        try:
            imported = bring_in(self.session.case, made, progress=progress)
        except Fault as fault:
            self.session.faulted.emit(fault)
            self.again()
            return
        finally:
            QApplication.restoreOverrideCursor()
        self._close()
        self.done.emit(headline(made, imported))

    def leave(self) -> None:
        """Close the page; nothing came in."""
        self._close()
        self.left.emit()

    def _close(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self.hide()
        self.workbook = self.layout_of = self.plan = None
        self.rows.show_plan(None, only_problems=False)

    def _faulted(self, fault: Fault) -> None:
        self.session.faulted.emit(fault)
        if self.workbook is None:
            self.left.emit()

    # -- laying out -----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.title = style.role(QLabel(), "heading")
        self.notes = style.role(QLabel(), "small")
        wrapped(self.notes)
        self.sheet, self.header, self.days, self.zone = Pick(), Pick(), Pick(), Pick()
        _fill(self.days, [("Day first: 03/04 is 3 April", True), ("Month first: 03/04 is 4 March", False)])
        _fill(self.zone, [("Times on the UK clock", str(Zone.UK)), ("Times in UTC", str(Zone.UTC))])
        names = ("Sheet", "Where the headers are", "Order of day and month", "Which clock the times are on")
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for pick, name in zip((self.sheet, self.header, self.days, self.zone), names, strict=True):
            pick.setAccessibleName(name)
            pick.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            pick.currentIndexChanged.connect(self._chosen)
            choices.addWidget(pick)
        choices.addStretch(1)
        self.table.setModel(self.rows)
        self.table.setAccessibleName("What each row becomes")
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._show_row(now))
        self.table.activated.connect(lambda _: self.mending.begin())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.columns)
        split.addWidget(self.table)
        split.setStretchFactor(1, 1)
        split.setSizes([style.px(230), style.px(800)])
        self.only = QCheckBox("Only what needs a look")
        self.only.toggled.connect(lambda _: self._filter())
        self.as_roles = QCheckBox("Put roles for names that are in People")
        self.as_roles.setChecked(True)
        self.as_roles.toggled.connect(lambda _: self.again())
        self.count = style.role(QLabel(), "small_strong")
        wrapped(self.count)
        self.leave_all = style.role(QPushButton("Leave them all out"), "")
        self.leave_all.clicked.connect(self._leave_all)
        cancel = style.role(QPushButton("Leave it"), "quiet")
        cancel.clicked.connect(self.leave)
        self.bring = style.role(QPushButton("Bring in"), "primary")
        self.bring.clicked.connect(self.run)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.count, 1)
        for part in (self.leave_all, cancel, self.bring):
            foot.addWidget(part)
        checks = QHBoxLayout()
        checks.addWidget(self.only)
        checks.addWidget(self.as_roles)
        checks.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(6)
        top.addWidget(self.title)
        top.addWidget(self.notes)
        top.addLayout(choices)
        top.addLayout(checks)
        end = QVBoxLayout()
        end.setContentsMargins(16, 8, 16, 12)
        end.addLayout(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(split, 1)
        box.addWidget(self.mending)
        box.addLayout(end)
        for keys, job in (("Esc", self.leave), ("Ctrl+Return", self.run), ("F8", lambda: self.to_problem(1)),
                          ("Shift+F8", lambda: self.to_problem(-1))):  # fmt: skip
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(job)
            self.addAction(action)
        style.look().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(style.px(tokens()["size"]["row"]))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """What happened gets the room; what is to be looked at has some only where there is anything."""
        room = self.table.viewport().width()
        part = min(1.0, room / style.px(NARROWS_BELOW))
        self.table.setColumnHidden(LOOK, self.plan is None or not self.plan.problems)
        taken = 0
        for column, width in _WIDTHS.items():
            if not self.table.isColumnHidden(column):
                wide = max(style.px(60), round(style.px(width) * part))
                self.table.setColumnWidth(column, wide)
                taken += wide
        self.table.setColumnWidth(WHAT, max(style.px(200), room - taken))

    def _filter(self) -> None:
        row = self.rows.at(self.table.currentIndex().row())
        self.rows.show_plan(self.plan, only_problems=self.only.isChecked())
        line = self.rows.line_of(row.number) if row is not None else -1
        if self.rows.rowCount():
            self.table.selectRow(max(line, 0))
        self._show_row()

    def _leave_all(self) -> None:
        if self.plan is not None:
            self._left_out.update(row.number for row in self.plan.rows if row.state is RowState.PROBLEM)
            self.again()

    def _show_row(self, index: QModelIndex | None = None) -> None:
        at = index if index is not None else self.table.currentIndex()
        self.mending.show_row(self.rows.at(at.row()), self._cell)

    def _cell(self, problem: CellProblem) -> str:
        """What a cell says, as mended if it was: where a date and a time of day stand apart, the one cell alone."""
        fixed = self._fixes.get((problem.row, problem.role))
        if fixed is not None:
            return fixed
        if self.workbook is None or self.layout_of is None or problem.column is None:
            return problem.said
        return self.workbook.sheets[self.layout_of.sheet].text(problem.row, problem.column)


def accepts(mime: QMimeData) -> Path | None:
    """The one file in what is dragged or on the clipboard that can be brought in; None where there is none."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in SUFFIXES else None


def pasted_rows(mime: QMimeData) -> str:
    """The text on the clipboard, if it holds several rows; empty otherwise, so that it is pasted as words."""
    text = mime.text() if mime.hasText() else ""
    return text if sum(1 for line in text.splitlines() if line.strip()) > 1 else ""


def _fill(pick: Pick, choices: Sequence[tuple[str, object]]) -> None:
    if [(pick.itemText(at), pick.itemData(at)) for at in range(pick.count())] == list(choices):
        return
    pick.blockSignals(True)
    pick.clear()
    for words, value in choices:
        pick.addItem(words, value)
    pick.blockSignals(False)


def _with_header(workbook: Workbook, layout: Layout, header: int) -> Layout:
    """The layout with the headers in another row: columns are named anew and keep what was chosen for them."""
    sheet = workbook.sheets[layout.sheet]
    named = [
        replace(one, name=" ".join(sheet.text(header, at).split()) if header else "")
        for at, one in enumerate(layout.columns)
    ]
    return replace(layout, header=header, columns=tuple(named))
