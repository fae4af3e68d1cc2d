"""Under the chart: the values of the measure as a table, the line to type the next one, what is brought in, changes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from rca_workbench.analysis.spc import Chart
from rca_workbench.analysis.spc.series import for_each_event
from rca_workbench.exchange.measure_values import ValueRow, read_values
from rca_workbench.exchange.sheet import Workbook, read_pasted, read_sheets
from rca_workbench.model import Action, DataPoint, Measure
from rca_workbench.model.fault import Fault
from rca_workbench.reference.measuring import recalculation_rule
from rca_workbench.ui.fields import read_day
from rca_workbench.ui.fields.area import come_into_view
from rca_workbench.ui.places.improve.measures_bringing import Bringing
from rca_workbench.ui.places.improve.measures_edits import MeasureEdits, next_day, values_of
from rca_workbench.ui.places.improve.measures_lines import ChangeLine, ValueLine
from rca_workbench.ui.places.improve.measures_rows import (
    DENOMINATOR,
    NOTE,
    ON,
    VALUE,
    ValueRows,
    ValueTable,
)
from rca_workbench.ui.places.timeline.bring_in_taking import accepts, pasted_rows
from rca_workbench.ui.session import Session

FILES = "Spreadsheets and tables (*.xlsx *.xlsm *.csv *.tsv *.txt)"
VALUES, CHANGE, BRINGING = range(3)
NO_DAY = "Date must be a day, like 1 March 2025 or 1/3."
TO_COME = "The date is still to come. A value is entered once it is there."


class ValuesPane(QStackedWidget):
    """The values of one measure; in their place, while needed, a change to mark or what was read to bring in."""

    walked = Signal(object)
    """Id of the value one moved to, or None."""
    said = Signal(str)
    """A result to read aloud."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.edits = MeasureEdits(session)
        self.rows = ValueRows(session)
        self.table = ValueTable(self.rows, "Values of the measure")
        self.table.chosen.connect(self.walked)
        self.rows.edited.connect(self._edited)
        self.line = ValueLine(self._read_day, self._keep_value, self.table.setFocus)
        self.line.pasted.connect(self._preview_text)
        self.change_line = ChangeLine(self._read_day, self._keep_change, self.leave)
        self.bringing = Bringing(session, self._bring_in, self.leave)
        values = QWidget()
        box = QVBoxLayout(values)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self.line)
        for page in (values, self.change_line, self.bringing):
            self.addWidget(page)
        if session.read_only:
            self.line.hide()

    @property
    def drawn(self) -> Chart | None:
        """The chart of the values shown."""
        return self.rows.drawn

    @property
    def measure(self) -> Measure | None:
        """The measure whose values are shown, as the case holds it now."""
        shown = self.rows.drawn
        return self.session.snapshot.get(Measure, shown.measure.id) if shown is not None else None

    @property
    def among_values(self) -> bool:
        """Whether the values are shown, and not what stands in their place for a while."""
        return self.currentIndex() == VALUES

    def show_chart(self, drawn: Chart | None) -> None:
        """Show the values of another measure, or the same ones as they are now."""
        other = (drawn.measure.id if drawn is not None else None) != (
            self.drawn.measure.id if self.drawn is not None else None
        )
        self.rows.show_chart(drawn)
        if drawn is not None:
            measure = drawn.measure
            day = next_day(self.session.snapshot, measure, self.session.today())
            self.line.expect(day, measure.unit, events=for_each_event(measure))
        if other:
            self.setCurrentIndex(VALUES)
            self.table.scrollToBottom()  # the newest stand last

    def begin(self) -> None:
        """Type the next value."""
        if not self.session.read_only and self.measure is not None:
            self.setCurrentIndex(VALUES)
            self.line.begin()
            come_into_view(self.line)

    def go_to(self, id: str) -> None:
        """Go to a value in the table."""
        self.setCurrentIndex(VALUES)
        self.table.mark(id)
        self.table.setFocus()
        come_into_view(self.table)

    def leave(self) -> None:
        """Back to the values."""
        self.setCurrentIndex(VALUES)
        self.table.setFocus()

    def edit(self) -> None:
        """Type over the cell one is at."""
        column = self.table.currentIndex().column()
        self.table.edit_current(column if column in (ON, VALUE, DENOMINATOR, NOTE) else VALUE)

    def mark_change(self, at: int | None) -> None:
        """Mark a day on which something changed: that of the value one is at, else when its action was done."""
        measure, drawn = self.measure, self.drawn
        if measure is None or drawn is None or self.session.read_only:
            return
        action = self.session.snapshot.get(Action, measure.action)
        on, what = (drawn.points[at].on.isoformat() if at is not None else ""), ""
        marked = {one.on.isoformat() for one in drawn.changes}
        if action is not None and action.done and not on and action.done not in marked:
            on, what = action.done, action.text
        rule = f"Limits are worked out anew on {recalculation_rule()}. What was before stays as it is."
        self.setCurrentIndex(CHANGE)
        self.change_line.begin(on, what, rule)
        come_into_view(self.change_line)

    def paste(self) -> None:
        """Take values from a table on the clipboard, or a file copied there."""
        mime = QGuiApplication.clipboard().mimeData()
        path = accepts(mime)
        text = pasted_rows(mime) or (mime.text() if mime.hasText() and not mime.hasUrls() else "")
        if path is not None:
            self._preview_file(path)
        elif text.strip():
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

    # -- inside ---------------------------------------------------------------------------------------

    def _read_day(self, text: str) -> str | None:
        return read_day(text, self.session.today())

    def _keep_value(self, on: str, value: str, of: str, note: str) -> str:
        """Keep what was typed; returns why not, or nothing."""
        measure = self.measure
        if measure is None:
            return ""
        if on > self.session.today().isoformat():
            return TO_COME
        id = self.edits.add_value(measure, on, value, of, note)
        self.table.mark(id)
        self.walked.emit(id)
        said = self.drawn.verdict.words if self.drawn is not None else ""
        self.said.emit(f"Added. {said} Undo with Control Z.")
        return ""

    def _keep_change(self, on: str, what: str, reason: str) -> None:
        measure = self.measure
        if measure is not None:
            self.edits.add_change(measure, on, what, reason)
            self.leave()
            self.said.emit("Marked. Undo with Control Z.")

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
        self.setCurrentIndex(BRINGING)
        self.bringing.show_read(read)
        come_into_view(self.bringing)

    def _bring_in(self, rows: Sequence[ValueRow]) -> None:
        measure = self.measure
        if measure is not None:
            count = self.edits.add_values(measure, rows)
            self.leave()
            self.said.emit(f"{count} {'value' if count == 1 else 'values'} added. Undo with Control Z.")

    def _edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.get(DataPoint, id)
        if one is None:
            return
        if column == ON:
            day = self._read_day(text) if text.strip() else ""
            if day is None or day > self.session.today().isoformat():
                self.session.faulted.emit(Fault(NO_DAY if day is None else TO_COME, "The date is as it was."))
            else:
                self.session.change(one, "Edit date of value", on=day)
            return
        field = {VALUE: "value", DENOMINATOR: "denominator", NOTE: "note"}.get(column)
        if field:
            self.session.change(one, "Edit value", **{field: text})
