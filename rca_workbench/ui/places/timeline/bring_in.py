"""Bringing in a timeline kept elsewhere: what was read, what its columns mean, what each row becomes, then one step."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.exchange.sheet import (
    Plan,
    RowState,
    Workbook,
    Zone,
    bring_in,
    headline,
    read_pasted,
    read_sheets,
)
from rca_workbench.model.fault import Fault
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields import Pick
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.timeline.bring_in_columns import ColumnsPanel
from rca_workbench.ui.places.timeline.bring_in_mending import MendingLine
from rca_workbench.ui.places.timeline.bring_in_plan import Planning
from rca_workbench.ui.places.timeline.bring_in_rows import (
    LOOK,
    ROW,
    STATE,
    WHAT,
    WHEN,
    WHO,
    PlannedRows,
    PlannedTable,
    summary,
)
from rca_workbench.ui.places.timeline.bring_in_taking import accepts, pasted_rows
from rca_workbench.ui.session import Session

__all__ = ["BringIn", "accepts", "pasted_rows"]

NARROWS_BELOW = 1_000
"""Width of the table under which its columns narrow."""
_RECALLED = "What you chose and mended here before stands."
_WIDTHS = {ROW: 64, STATE: 150, WHEN: 170, WHO: 150, LOOK: 260}


class BringIn(QWidget):
    """A page over the timeline. Nothing is written before its one button is pressed, and then it is one step."""

    done = Signal(str)
    """It came in: what came in, in a sentence."""
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.planning = planning = Planning(session, self)
        planning.read.connect(self._show_source)
        planning.working.connect(self._wait)
        planning.planned.connect(self._planned)
        planning.refused.connect(self._refused)
        planning.unread.connect(self._unread)
        style.role(self, "page")
        self.rows = PlannedRows()
        self.table = PlannedTable(self.rows)
        self.columns = ColumnsPanel()
        self.columns.chosen.connect(planning.choose_role)
        self.mending = MendingLine(planning.reads)
        self.mending.mended.connect(planning.mend)
        self.mending.left_out.connect(planning.leave_out)
        self.mending.moved.connect(self.next_found)
        self.mending.box.escaped.connect(self._back_to_rows)
        self._arrange()
        self.hide()

    # -- opening --------------------------------------------------------------------------------------

    @property
    def plan(self) -> Plan | None:
        """What each row would become, as far as it is worked out."""
        return self.planning.plan

    def open_file(self, path: Path) -> None:
        """Read a file and show what it would become."""
        self._open(lambda: read_sheets(path), f"Reading {path.name}")

    def open_pasted(self, text: str) -> None:
        """Take pasted rows and show what they would become."""
        self._open(lambda: read_pasted(text), "Reading what was pasted")

    def _open(self, read: Callable[[], Workbook], words: str) -> None:
        self.title.setText(f"{words}…")
        self._show_body(shown=False)
        self.only.setChecked(False)
        self.rows.show_plan(None, only_problems=False)
        self.planning.open(read, words)
        self.cancel.setFocus()

    def _show_body(self, *, shown: bool) -> None:
        for part in (self.choices, self.split, self.mending, self.bring):
            part.setVisible(shown)
        if not shown:
            for part in (self.notes, self.leave_all):
                part.hide()

    def _show_source(self) -> None:
        """Show what was read and the choices as they stand."""
        workbook, layout = self.planning.workbook, self.planning.layout_of
        if workbook is None or layout is None:
            return
        self.title.setText(f"Bring in “{workbook.name}”")
        said = [*workbook.notes, *([_RECALLED] if self.planning.recalled else [])]
        self._show_body(shown=True)
        self.notes.setText(" ".join(said))
        self.notes.setVisible(bool(said))
        self.anew.setVisible(self.planning.recalled)
        rows = min(len(workbook.sheets[layout.sheet].rows), 30)
        headers = [
            ("No headers", 0),
            *((f"Headers in row {number}", number) for number in range(1, rows + 1)),
        ]
        _fill(self.sheet, [(one.name or f"Sheet {at + 1}", at) for at, one in enumerate(workbook.sheets)])
        _fill(self.header, headers)
        self.sheet.setVisible(len(workbook.sheets) > 1)
        self._show_choices()
        self.table.setFocus()

    def _show_choices(self) -> None:
        workbook, layout = self.planning.workbook, self.planning.layout_of
        if workbook is None or layout is None:
            return
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

    def _wait(self, words: str) -> None:
        self.count.setText(words)
        self.bring.setEnabled(False)

    # -- the plan -------------------------------------------------------------------------------------

    def _planned(self, near: int | None) -> None:
        made = self.plan
        if made is None:
            return
        self._show_choices()
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
        typing = self.mending.box.hasFocus()
        self._show_row()
        if typing and near is not None and self._is_mended(wanted):
            self.table.setFocus()  # nothing more to mend: N and Ctrl+Return bring it in
        elif typing:
            self.mending.begin()

    def _is_mended(self, line: int) -> bool:
        row = self.rows.at(line)
        return row is None or row.state is not RowState.PROBLEM

    def _refused(self, fault: Fault) -> None:
        self._show_choices()
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
        held, new = counts[RowState.PROBLEM], counts[RowState.NEW]
        self.count.setText(summary(made, read_only=self.session.read_only))
        words = (
            f"Bring in {new:,} {'entry' if new == 1 else 'entries'}" if new else "Bring in what it supports"
        )
        self.bring.setText(words)
        self.bring.setAccessibleName(words)
        able = not held and not self.session.read_only and bool(new or counts[RowState.THERE])
        self.bring.setEnabled(able)
        self.leave_all.setVisible(bool(held))

    def next_found(self, by: int) -> None:
        """F8 while one is here: go to the next row with something to look at, and start mending it."""
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
            self.planning.again()
            return
        finally:
            QApplication.restoreOverrideCursor()
        self._close()
        self.done.emit(headline(made, imported))

    def leave(self) -> None:
        """Close the page; nothing came in. What was chosen and mended stands when the same is opened again."""
        self._close()
        self.left.emit()

    def _close(self) -> None:
        self.hide()
        self.planning.forget()
        self.rows.show_plan(None, only_problems=False)

    def _back_to_rows(self) -> None:
        """From the cell being mended, as it was, back to the rows."""
        self._show_row()
        self.table.setFocus()

    def _unread(self, fault: Fault) -> None:
        self.session.faulted.emit(fault)
        self.leave()

    # -- laying out -----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.title = style.role(QLabel(), "heading")
        self.notes = style.role(QLabel(), "small")
        wrapped(self.notes)
        self.sheet, self.header, self.days, self.zone = Pick(), Pick(), Pick(), Pick()
        _fill(self.days, [("Day first: 03/04 is 3 April", True), ("Month first: 03/04 is 4 March", False)])
        _fill(self.zone, [("Times on the UK clock", str(Zone.UK)), ("Times in UTC", str(Zone.UTC))])
        names = ("Sheet", "Where the headers are", "Order of day and month", "Which clock the times are on")
        self.choices = QWidget()
        choices = QHBoxLayout()
        choices.setSpacing(8)
        planning = self.planning
        jobs: tuple[Callable[[], None], ...] = (
            lambda: planning.choose_sheet(self.sheet.currentData()),
            lambda: planning.choose_header(self.header.currentData()),
            self._clock_chosen,
            self._clock_chosen,
        )
        for pick, name, job in zip((self.sheet, self.header, self.days, self.zone), names, jobs, strict=True):
            pick.setAccessibleName(name)
            pick.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            pick.currentIndexChanged.connect(lambda _, job=job: job())
            choices.addWidget(pick)
        choices.addStretch(1)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._show_row(now))
        self.table.activated.connect(lambda _: self.mending.begin())
        split = self.split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.columns)
        split.addWidget(self.table)
        split.setStretchFactor(1, 1)
        split.setSizes([style.px(230), style.px(800)])
        self.only = QCheckBox("Only what needs a look")
        self.only.toggled.connect(lambda _: self._filter())
        self.as_roles = QCheckBox("Put roles for names that are in People")
        self.as_roles.setChecked(True)
        self.as_roles.toggled.connect(planning.put_roles)
        self.count = style.role(QLabel(), "small_strong")
        wrapped(self.count)
        self.leave_all = style.role(QPushButton("Leave them all out"), "")
        self.leave_all.clicked.connect(lambda: planning.leave_all_out())
        self.cancel = style.role(QPushButton("Leave it"), "quiet")
        self.cancel.clicked.connect(self.leave)
        self.anew = style.role(QPushButton("Choose anew"), "quiet")
        self.anew.setAccessibleDescription("Drops what you chose and mended here before")
        self.anew.clicked.connect(planning.start_anew)
        self.bring = style.role(QPushButton("Bring in"), "primary")
        self.bring.clicked.connect(self.run)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.count, 1)
        for part in (self.leave_all, self.cancel, self.bring):
            foot.addWidget(part)
        checks = QHBoxLayout()
        checks.setSpacing(16)
        checks.addWidget(self.only)
        checks.addWidget(self.as_roles)
        checks.addStretch(1)
        checks.addWidget(self.anew)
        chosen = QVBoxLayout(self.choices)
        chosen.setContentsMargins(0, 0, 0, 0)
        chosen.setSpacing(6)
        chosen.addLayout(choices)
        chosen.addLayout(checks)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(6)
        top.addWidget(self.title)
        top.addWidget(self.notes)
        top.addWidget(self.choices)
        end = QVBoxLayout()
        end.setContentsMargins(16, 8, 16, 12)
        end.addLayout(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        upper = QWidget()
        inside = QVBoxLayout(upper)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(top)
        inside.addWidget(split, 1)
        inside.addWidget(self.mending)
        self.whole = QScrollArea()
        self.whole.setWidgetResizable(True)
        self.whole.setFrameShape(QFrame.Shape.NoFrame)
        self.whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.whole.setAccessibleName("Choices and rows")
        self.mending.box.entered.connect(lambda: self.whole.ensureWidgetVisible(self.mending))
        style.role(upper, "page")
        self.whole.setWidget(upper)
        box.addWidget(self.whole, 1)
        box.addLayout(end)
        for keys, job in (("Esc", self.leave), ("Ctrl+Return", self.run)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(job)
            self.addAction(action)
        add = QAction(self.table)
        add.setShortcut(QKeySequence("N"))
        add.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        add.triggered.connect(self.run)
        self.table.addAction(add)
        style.look().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        row = style.px(tokens()["size"]["row"])
        self.table.verticalHeader().setDefaultSectionSize(row)
        self.split.setMinimumHeight(4 * row)  # with less room, the page scrolls
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
                named = self.table.horizontalHeader().sectionSizeHint(column)
                wide = max(named, round(style.px(width) * part))
                self.table.setColumnWidth(column, wide)
                taken += wide
        self.table.setColumnWidth(WHAT, max(style.px(160), room - taken))

    def _filter(self) -> None:
        row = self.rows.at(self.table.currentIndex().row())
        self.rows.show_plan(self.plan, only_problems=self.only.isChecked())
        line = self.rows.line_of(row.number) if row is not None else -1
        if self.rows.rowCount():
            self.table.selectRow(max(line, 0))
        self._show_row()

    def _clock_chosen(self) -> None:
        self.planning.choose_clock(day_first=self.days.currentData(), zone=Zone(self.zone.currentData()))

    def _show_row(self, index: QModelIndex | None = None) -> None:
        at = index if index is not None else self.table.currentIndex()
        row = self.rows.at(at.row())
        self.mending.show_row(
            row, self.planning.cell, self.planning.mended(row.number) if row is not None else None
        )


def _fill(pick: Pick, choices: Sequence[tuple[str, object]]) -> None:
    if [(pick.itemText(at), pick.itemData(at)) for at in range(pick.count())] == list(choices):
        return
    pick.blockSignals(True)
    pick.clear()
    for words, value in choices:
        pick.addItem(words, value)
    pick.blockSignals(False)
