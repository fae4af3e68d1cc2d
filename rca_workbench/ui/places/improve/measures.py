"""Improve, Measures: what is counted to see whether risk fell, its chart, what that says, and the values."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.analysis.spc import Chart
from rca_workbench.analysis.spc.parts import ChangeDate
from rca_workbench.analysis.spc.series import for_each_event
from rca_workbench.exchange.measure_values import ValueRow, read_values
from rca_workbench.exchange.sheet import Workbook, read_pasted, read_sheets
from rca_workbench.model import Action, Changes, DataPoint, Entity, Measure, MeasureChange
from rca_workbench.model.fault import Fault
from rca_workbench.reference.measuring import recalculation_rule
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields import read_day
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.lists import ListTable, Shape
from rca_workbench.ui.places.improve.measures_bringing import Bringing
from rca_workbench.ui.places.improve.measures_chart import ChartView
from rca_workbench.ui.places.improve.measures_edits import MeasureEdits, next_day, values_of
from rca_workbench.ui.places.improve.measures_lines import ChangeLine, MeasureLine, ValueLine
from rca_workbench.ui.places.improve.measures_rows import (
    DENOMINATOR,
    NO_ACTION,
    NOTE,
    ON,
    VALUE,
    MeasureRows,
    ValueRows,
    ValueTable,
)
from rca_workbench.ui.places.improve.measures_said import SaidOfChart
from rca_workbench.ui.places.timeline.bring_in_taking import accepts, pasted_rows
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

EMPTY = "Add a measure for an action: what would you count, how often?"
FILES = "Spreadsheets and tables (*.xlsx *.xlsm *.csv *.tsv *.txt)"
ONE_COLUMN_BELOW = 560
"""Width under which the list stands over the chart, in pixels at 100 %."""
VALUES, CHANGE, BRINGING = range(3)


class MeasuresView(View):
    """The measures by action at the left; the chart of one of them, what it says, and its values at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edits = MeasureEdits(session)
        self.measure_id: str | None = None
        self.measure_rows = MeasureRows(session)
        self.table = ListTable(self.measure_rows, "Measures by action", folds=True)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self.open())
        self.measure_rows.edited.connect(self._renamed)
        self.capture = MeasureLine(self._captured, self.enter)
        self.said = SaidOfChart(session)
        self.chart = ChartView()
        self.chart.chosen.connect(self._walked)
        self.chart.opened.connect(self._to_value)
        self.value_rows = ValueRows(session)
        self.values = ValueTable(self.value_rows, "Values of the measure")
        self.values.chosen.connect(self._value_chosen)
        self.value_rows.edited.connect(self._edited)
        self.line = ValueLine(self._read_day, self._keep_value, self._out_of_line)
        self.line.pasted.connect(self._preview_text)
        self.change_line = ChangeLine(self._read_day, self._keep_change, self._back_to_values)
        self.bringing = Bringing(session, self._bring_in, self._back_to_values)
        self.empty = style.role(QLabel(EMPTY), "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setMargin(32)
        self._lay_out()
        if session.read_only:
            self.capture.hide()
            self.line.hide()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        if self.measure is None:
            return Command(
                "measure_add", "Add measure", self.begin, ("N", "Shift+N"), "count chart new", "plus"
            )
        return Command(
            "measure_value", "Add value", self.begin_value, ("N",), "data point number new", "plus"
        )

    def tools(self) -> tuple[Command, ...]:
        def shown() -> bool:
            return self.measure is not None and not self.session.read_only

        also = "chart spc run annotate line limits recalculate"
        made = [
            Command(
                "measure_change", "Mark a change", self.mark_change, ("Shift+C",), also, "flag", "", shown
            ),
            Command(
                "measure_bring",
                "Bring in values",
                self.bring,
                (),
                "import csv xlsx excel",
                "download",
                "",
                shown,
            ),
        ]
        if self.measure is not None:
            add = ("Shift+N",)
            made.insert(
                0, Command("measure_add", "Add measure", self.begin, add, "count chart new", "chart-spline")
            )
        return tuple(made)

    def commands(self) -> tuple[Command, ...]:
        def here() -> bool:
            return self.measure is not None

        def writable() -> bool:
            return here() and not self.session.read_only

        return (
            Command("measure_paste", "Paste values", self.paste, ("Ctrl+V",), "table", "clipboard-list", "", writable),
            Command("measure_open", "Open in Details", self.open, ("Return", "Enter"), "measure", "panel-right", "", here),
            Command("measure_edit", "Edit", self.edit, ("F2",), "measure value", "pencil", "", writable),
            Command("measure_remove", "Remove", self.remove, ("Del",), "measure value", "trash-2", "", writable),
            Command("measure_go", "Go to its action", self.to_action, ("G",), "measure", "arrow-right", "", here),
            Command("measure_to_chart", "Walk along the chart", self.to_chart, ("C",), "measure", "chart-spline", "", here),
            Command("measure_leave", "One step out", self.leave, ("Esc",), "measure", "x"),
        )  # fmt: skip

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.table, self.values, self.chart)

    def refresh(self, changes: Changes | None) -> None:
        self.measure_rows.refresh(changes)
        if changes is not None and not changes.touches(*self.measure_rows.touched_by):
            return
        before = self.measure_id
        if self.measure is None:
            self.measure_id = self._first()
        self._show()
        if before != self.measure_id:
            self.values.scrollToBottom()
        if (before is None) != (self.measure_id is None):
            self.frame_changed.emit()
        self.counts_changed.emit()

    def selected(self, entity: Entity | None) -> None:
        if isinstance(entity, Measure):
            self._turn_to(entity.id)
        elif isinstance(entity, DataPoint | MeasureChange) and entity.measure:
            self._turn_to(entity.measure)
            if isinstance(entity, DataPoint):
                self.values.mark(entity.id)
                self.chart.mark(entity.id)
        if isinstance(entity, Measure | Action):
            self.table.mark(entity.id)

    def show_checks(self) -> None:
        self.table.viewport().update()

    def counts(self) -> str:
        snapshot = self.session.snapshot
        measures, values = len(snapshot.of(Measure)), len(snapshot.of(DataPoint))
        said = f"{measures} {'measure' if measures == 1 else 'measures'}"
        return f"{said}, {values} {'value' if values == 1 else 'values'}" if values else said

    def remember(self) -> dict[str, object]:
        return {"measure": self.measure_id or "", "split": self._split.sizes()}

    def recall(self, state: dict[str, object]) -> None:
        id, sizes = state.get("measure"), state.get("split")
        if isinstance(id, str) and self.session.snapshot.get(Measure, id) is not None:
            self._turn_to(id)
        if (
            isinstance(sizes, list)
            and len(sizes) == 2
            and all(isinstance(one, int) and one > 0 for one in sizes)
        ):
            self._split.setSizes(sizes)

    def enter(self) -> None:
        (self.table if self.table.isVisibleTo(self) else self).setFocus()

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def measure(self) -> Measure | None:
        """The measure whose chart is shown."""
        return self.session.snapshot.get(Measure, self.measure_id)

    @property
    def drawn(self) -> Chart | None:
        """The chart shown."""
        return self.value_rows.shown

    def begin(self) -> None:
        """Type a measure for the action one is at."""
        if not self.session.read_only:
            self.capture.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_value(self) -> None:
        """Type the next value."""
        if not self.session.read_only and self.measure is not None:
            self._bottom.setCurrentIndex(VALUES)
            self.line.begin()

    def mark_change(self) -> None:
        """Mark a day on which something changed."""
        measure = self.measure
        if measure is None or self.session.read_only:
            return
        action = self.session.snapshot.get(Action, measure.action)
        at = self.chart.at
        drawn = self.drawn
        on = drawn.points[at].on.isoformat() if drawn is not None and at is not None else ""
        what = ""
        done = action.done if action is not None else ""
        if (
            action is not None
            and done
            and not on
            and all(one.on.isoformat() != done for one in self._changes())
        ):
            on, what = done, action.text
        rule = f"Limits are worked out anew on {recalculation_rule()}. What was before stays as it is."
        self._bottom.setCurrentIndex(CHANGE)
        self.change_line.begin(on, what, rule)

    def paste(self) -> None:
        """Take values from a table on the clipboard, or a file copied there."""
        mime = QGuiApplication.clipboard().mimeData()
        path = accepts(mime)
        if path is not None:
            self._preview_file(path)
            return
        text = pasted_rows(mime) or (mime.text() if mime.hasText() else "")
        if text.strip():
            self._preview_text(text)
        else:
            self.session.faulted.emit(
                Fault("There is no table to paste.", "Nothing changed.", "Copy two or three columns first.")
            )

    def bring(self) -> None:
        """Choose a file with values."""
        chosen, _ = QFileDialog.getOpenFileName(self.window(), "Bring in values", str(Path.home()), FILES)
        if chosen:
            self._preview_file(Path(chosen))

    def open(self) -> None:
        """From the chart go to the value in the table; else show all about the measure or value in Details."""
        at = self.chart.at
        if self.chart.hasFocus() and at is not None and self.drawn is not None:
            self._to_value(self.drawn.points[at].id)
            return
        table = self.values if self.values.hasFocus() else self.table
        row = table.current
        shown = row.id if row is not None and row.id != NO_ACTION else self.measure_id
        if shown is not None:
            self.session.select(shown)
            self.open_details()

    def edit(self) -> None:
        """Type over the cell one is at."""
        if self.values.hasFocus():
            column = self.values.currentIndex().column()
            self.values.edit_current(column if column in (ON, VALUE, DENOMINATOR, NOTE) else VALUE)
        else:
            self.table.edit_current()

    def remove(self) -> None:
        """Remove the value or measure one is at; undo brings it back."""
        table = self.values if self.values.hasFocus() or self.chart.hasFocus() else self.table
        row, at = table.current, table.currentIndex().row()
        entity = self.session.snapshot.find(row.id) if row is not None and row.shape is Shape.ITEM else None
        if not isinstance(entity, Measure | DataPoint):
            return
        self.session.remove(entity)
        left = table.rows.row(min(at, table.rows.rowCount() - 1))
        if left is not None:
            table.mark(left.id)
        self.announce("Removed. Undo with Control Z.")

    def to_action(self) -> None:
        """The action whose effect it is to show."""
        if self.measure is not None and self.measure.action:
            self.go_to.emit("improve/actions", self.measure.action)

    def to_chart(self) -> None:
        """Put the keyboard on the chart."""
        self.chart.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """One step out: of the preview or a change, of the chart or values, of the selection."""
        if self._bottom.currentIndex() != VALUES:
            self._back_to_values()
        elif self.values.hasFocus() or self.chart.hasFocus():
            self.table.setFocus()
        else:
            self.session.select(None)

    def announce(self, sentence: str) -> None:
        """Say a result to screen readers."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, sentence))

    # -- inside ---------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QWidget()
        list_box = QVBoxLayout(left)
        list_box.setContentsMargins(0, 0, 0, 0)
        list_box.setSpacing(0)
        list_box.addWidget(self.table, 1)
        list_box.addWidget(self.capture)
        values = QWidget()
        values_box = QVBoxLayout(values)
        values_box.setContentsMargins(0, 0, 0, 0)
        values_box.setSpacing(0)
        values_box.addWidget(self.values, 1)
        values_box.addWidget(self.line)
        self._bottom = QStackedWidget()
        for page in (values, self.change_line, self.bringing):
            self._bottom.addWidget(page)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.chart)
        self._split.addWidget(self._bottom)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.said)
        right.addWidget(self._split, 1)
        right_side = QWidget()
        side = QVBoxLayout(right_side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(wrapped(self.empty), 1)
        side.addWidget(self._right, 1)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setChildrenCollapsible(False)
        self._across.addWidget(left)
        self._across.addWidget(right_side)
        self._across.setStretchFactor(0, 0)
        self._across.setStretchFactor(1, 1)
        self._across.setSizes([style.px(290), style.px(900)])
        self._left = left
        area = UprightArea(self._across)
        style.look().changed.connect(self._sizes)
        self._sizes()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)

    def _sizes(self) -> None:
        """What has to stay in view at the text size in force; with less room than that the page scrolls."""
        self._left.setMinimumWidth(style.px(230))
        self.table.setMinimumHeight(style.px(130))
        self.values.setMinimumHeight(style.px(100))
        self.chart.setMinimumHeight(style.px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < style.px(ONE_COLUMN_BELOW)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._across.orientation() is not way:
            self._across.setOrientation(way)
            self._across.setSizes([style.px(290), style.px(900)])
        super().resizeEvent(event)

    def _first(self) -> str | None:
        rows = (row for row in self.measure_rows.rows if row.shape is Shape.ITEM)
        return next((row.id for row in rows), None)

    def _changes(self) -> Sequence[ChangeDate]:
        return self.drawn.changes if self.drawn is not None else ()

    def _turn_to(self, id: str) -> None:
        if id == self.measure_id:
            return
        none_before = self.measure_id is None
        self.measure_id = id
        self._bottom.setCurrentIndex(VALUES)
        self._show()
        self.values.scrollToBottom()  # the newest stand last
        if none_before:
            self.frame_changed.emit()

    def _show(self) -> None:
        measure = self.measure
        self.empty.setVisible(measure is None)
        self._right.setVisible(measure is not None)
        drawn = self.measure_rows.chart(measure) if measure is not None else None
        self.chart.show_chart(drawn)
        self.value_rows.show_chart(drawn)
        self.said.show_chart(drawn)
        if measure is not None:
            day = next_day(self.session.snapshot, measure, self.session.today())
            self.line.expect(day, measure.unit, events=for_each_event(measure))
        row = self.table.current
        group = row.group if row is not None else (measure.action if measure is not None else None)
        action = self.session.snapshot.get(Action, group)
        self.capture.about(action)

    def _chosen(self, id: str | None) -> None:
        if id is None or id == NO_ACTION:
            return
        self.session.select(id)
        self._show()

    def _captured(self, text: str) -> None:
        row = self.table.current
        group = row.group if row is not None else (self.measure.action if self.measure is not None else None)
        action = self.session.snapshot.get(Action, group)
        if action is None and len(self.session.snapshot.of(Action)) == 1:
            action = next(iter(self.session.snapshot.of(Action).values()))
        id = self.edits.add(text, action.id if action is not None else None)
        self.session.select(id)
        self.announce(f"Added. {self.counts()}. Say in Details what exactly is counted. Undo with Control Z.")
        self.capture.box.setFocus()

    def _renamed(self, id: str, column: int, text: str) -> None:
        measure = self.session.snapshot.get(Measure, id)
        if measure is not None:
            self.session.change(measure, "Edit measure", name=text)

    def _read_day(self, text: str) -> str | None:
        return read_day(text, self.session.today())

    def _keep_value(self, on: str, value: str, of: str, note: str) -> None:
        measure = self.measure
        if measure is not None:
            id = self.edits.add_value(measure, on, value, of, note)
            self.values.mark(id)
            self.chart.mark(id)
            said = self.drawn.verdict.words if self.drawn is not None else ""
            self.announce(f"Added. {said} Undo with Control Z.")

    def _keep_change(self, on: str, what: str, reason: str) -> None:
        measure = self.measure
        if measure is None:
            return
        self.edits.add_change(measure, on, what, reason)
        self._back_to_values()
        self.announce("Marked. Undo with Control Z.")

    def _preview_text(self, text: str) -> None:
        self._preview(read_pasted(text))

    def _preview_file(self, path: Path) -> None:
        try:
            self._preview(read_sheets(path))
        except Fault as fault:
            self.session.faulted.emit(fault)

    def _preview(self, book: Workbook) -> None:
        measure = self.measure
        if measure is None or self.session.read_only:
            return
        there = values_of(self.session.snapshot, measure)
        read = read_values(book, there, self.session.today(), events=for_each_event(measure))
        self._bottom.setCurrentIndex(BRINGING)
        self.bringing.show_read(read)

    def _bring_in(self, rows: Sequence[ValueRow]) -> None:
        measure = self.measure
        if measure is not None:
            count = self.edits.add_values(measure, rows)
            self._back_to_values()
            self.announce(f"{count} values added. Undo with Control Z.")

    def _back_to_values(self) -> None:
        self._bottom.setCurrentIndex(VALUES)
        self.values.setFocus()

    def _out_of_line(self) -> None:
        self.values.setFocus()

    def _walked(self, id: str) -> None:
        self.values.mark(id)

    def _to_value(self, id: str) -> None:
        self._bottom.setCurrentIndex(VALUES)
        self.values.mark(id)
        self.values.setFocus()

    def _value_chosen(self, id: str | None) -> None:
        self.chart.mark(id)

    def _edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.get(DataPoint, id)
        if one is None:
            return
        if column == ON:
            day = self._read_day(text) if text.strip() else ""
            if day is None:
                self.session.faulted.emit(
                    Fault("Date must be a day, like 1 March 2025 or 1/3.", "The date is as it was.")
                )
            else:
                self.session.change(one, "Edit date of value", on=day)
            return
        field = {VALUE: "value", DENOMINATOR: "denominator", NOTE: "note"}.get(column)
        if field:
            self.session.change(one, "Edit value", **{field: text})
