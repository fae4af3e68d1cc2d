"""Improve, Measures: what is counted to see whether risk fell, its chart, what that says, and the values."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.analysis.spc import Chart, measures_of
from rca_workbench.model import Action, Changes, DataPoint, Entity, Measure, MeasureChange, shortened
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import UprightArea, come_into_view, wrapped
from rca_workbench.ui.lists import ListTable, Shape
from rca_workbench.ui.places.improve.measures_chart import ChartView
from rca_workbench.ui.places.improve.measures_edits import MeasureEdits
from rca_workbench.ui.places.improve.measures_lines import MeasureLine
from rca_workbench.ui.places.improve.measures_rows import (
    NO_ACTION,
    MeasureRows,
)
from rca_workbench.ui.places.improve.measures_said import SaidOfChart
from rca_workbench.ui.places.improve.measures_values import BRINGING, ValuesPane
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

EMPTY = "Add a measure for an action: what would you count, how often?"
ADD = "What would you count, and how often? Type it under the list."
ONE_COLUMN_BELOW = 560
"""Width under which the list stands over the chart, in pixels at 100 %."""


class MeasuresView(View):
    """The measures by action at the left; the chart of one of them, what it says, and its values at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.edits = MeasureEdits(session)
        self.measure_id: str | None = None
        self._bare: str | None = None
        """The action one is at, where it has no measure: then no chart stands there as if it were its own."""
        self.measure_rows = MeasureRows(session)
        self.table = ListTable(self.measure_rows, "Measures by action", folds=True)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self.open())
        self.measure_rows.edited.connect(self._renamed)
        self.capture = MeasureLine(session, self._captured, self.enter)
        self.said = SaidOfChart(session)
        self.chart = ChartView()
        self.pane = ValuesPane(session)
        self.chart.chosen.connect(self.pane.table.mark)
        self.chart.opened.connect(self.pane.go_to)
        self.pane.walked.connect(self.chart.mark)
        self.pane.said.connect(self.announce)
        self.pane.currentChanged.connect(lambda at: self.chart.setVisible(at != BRINGING))
        self.empty = style.role(QLabel(EMPTY), "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setMargin(32)
        self._lay_out()
        if session.read_only:
            self.capture.hide()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        if self.measure is None:
            return Command(
                "measure_add", "Add measure", self.begin, ("N", "Shift+N"), "count chart new", "plus"
            )
        return Command("measure_value", "Add value", self.pane.begin, ("N",), "data point number new", "plus")

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
                self.pane.bring,
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
            Command("measure_paste", "Paste values", self.pane.paste, ("Ctrl+V",), "table", "clipboard-list", "", writable),
            Command("measure_open", "Open in Details", self.open, ("Return", "Enter"), "measure", "panel-right", "", here),
            Command("measure_edit", "Edit", self.edit, ("F2",), "measure value", "pencil", "", writable),
            Command("measure_remove", "Remove", self.remove, ("Del",), "measure value", "trash-2", "", writable),
            Command("measure_go", "Go to its action", self.to_action, ("G",), "measure", "arrow-right", "", here),
            Command("measure_to_chart", "Walk along the chart", self.to_chart, ("C",), "measure", "chart-spline", "", here),
            Command("measure_leave", "One step out", self.leave, ("Esc",), "measure", "x"),
        )  # fmt: skip

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.table, self.pane.table, self.chart)

    def refresh(self, changes: Changes | None) -> None:
        self.measure_rows.refresh(changes)
        if changes is not None and not changes.touches(*self.measure_rows.touched_by):
            return
        before = self.measure_id
        if self._bare is not None:
            self.measure_id = self._first_of(self._bare)
            if self.measure_id is not None or self.session.snapshot.get(Action, self._bare) is None:
                self._bare = None
        if self.measure is None and self._bare is None:
            self.measure_id = self._first()
        if self.table.current is None and self._bare is None:
            self.table.mark(self.measure_id)  # a list that gets the focus while at no row goes to its first
        self._show()
        if (before is None) != (self.measure_id is None):
            self.frame_changed.emit()
        self.counts_changed.emit()

    def selected(self, entity: Entity | None) -> None:
        if isinstance(entity, Measure):
            self._turn_to(entity.id)
        elif isinstance(entity, DataPoint | MeasureChange) and entity.measure:
            self._turn_to(entity.measure)
            self.table.mark(entity.measure)
            if isinstance(entity, DataPoint):
                self.pane.table.mark(entity.id)
                self.chart.mark(entity.id)
        if isinstance(entity, Measure | Action):
            self.table.mark(entity.id)
        if isinstance(entity, Action):
            self._turn_to_group(entity.id)
        self._about()

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
        # What was selected in another tab is not what the chart here is of.
        about = self.session.selected
        if self.measure_id is not None and not isinstance(
            about, Measure | Action | DataPoint | MeasureChange
        ):
            self.session.select(self.measure_id)
        (self.table if self.table.isVisibleTo(self) else self).setFocus()

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def measure(self) -> Measure | None:
        """The measure whose chart is shown."""
        return self.session.snapshot.get(Measure, self.measure_id)

    @property
    def drawn(self) -> Chart | None:
        """The chart shown."""
        return self.pane.drawn

    def begin(self) -> None:
        """Type a measure for the action one is at."""
        if not self.session.read_only:
            self.capture.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark_change(self) -> None:
        """Mark a day on which something changed."""
        self.pane.mark_change(self.chart.at)

    def open(self) -> None:
        """From the chart go to the value in the table; else show all about the measure or value in Details."""
        at = self.chart.at
        if self.chart.hasFocus() and at is not None and self.drawn is not None:
            self.pane.go_to(self.drawn.points[at].id)
            return
        table = self.pane.table if self.pane.table.hasFocus() else self.table
        row = table.current
        shown = row.id if row is not None and row.id != NO_ACTION else self.measure_id
        if shown is not None:
            self.session.select(shown)
            self.open_details()

    def edit(self) -> None:
        """Type over the cell one is at."""
        if self.pane.table.hasFocus():
            self.pane.edit()
        else:
            self.table.edit_current()

    def remove(self) -> None:
        """Remove the value or measure one is at; undo brings it back."""
        values = self.pane.table
        table = values if values.hasFocus() or self.chart.hasFocus() else self.table
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
        come_into_view(self.chart)

    def leave(self) -> None:
        """One step out: of the preview or a change, of the chart or values, of the selection."""
        if not self.pane.among_values:
            self.pane.leave()
        elif self.pane.table.hasFocus() or self.chart.hasFocus():
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
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.chart)
        self._split.addWidget(self.pane)
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
        self.pane.table.setMinimumHeight(style.px(100))
        self.chart.setMinimumHeight(self.chart.minimumSizeHint().height())

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

    def _first_of(self, group: str) -> str | None:
        """The first measure of an action, in the order of the list; with NO_ACTION of those of none."""
        found = measures_of(self.session.snapshot, None if group == NO_ACTION else group)
        return found[0].id if found else None

    def _turn_to_group(self, group: str) -> None:
        """At the heading of an action: its first measure is shown, or that it has none."""
        self._turn_to(self._first_of(group))
        if self.measure_id is None:
            self._bare = group
            self._show()

    def _turn_to(self, id: str | None) -> None:
        self._bare = None
        if id == self.measure_id:
            return
        before = self.measure_id
        self.measure_id = id
        self._show()
        if (before is None) != (id is None):
            self.frame_changed.emit()

    def _show(self) -> None:
        measure = self.measure
        bare = self.session.snapshot.get(Action, self._bare)
        bare = self.session.snapshot.get(Action, self._bare)
        none = f"No measure yet for “{shortened(bare.title, 90)}”." if bare is not None else ""
        self.empty.setText(f"{none} {'' if self.session.read_only else ADD}".strip() if none else EMPTY)
        self.empty.setVisible(measure is None)
        inside = cast("QWidget | None", self._right.focusWidget())
        if measure is None and inside is not None and inside.hasFocus():
            self.table.setFocus()  # what had the keyboard goes
        self._right.setVisible(measure is not None)
        drawn = self.measure_rows.chart(measure) if measure is not None else None
        self.chart.show_chart(drawn)
        self.pane.show_chart(drawn)
        self.said.show_chart(drawn)
        self._about()

    def _about(self) -> None:
        """Say which action a new measure would be for: that of the row one is at."""
        row, measure = self.table.current, self.measure
        group = row.group if row is not None else (measure.action if measure is not None else None)
        self.capture.about(self.session.snapshot.get(Action, group))

    def _chosen(self, id: str | None) -> None:
        if id is None:
            return
        if id == NO_ACTION:
            self._turn_to_group(id)
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
        if self.session.snapshot.find(id) is not None:
            self.session.select(id)
            said = "Say in Details what exactly is counted."
            self.announce(f"Added. {self.counts()}. {said} Undo with Control Z.")
        self.capture.box.setFocus()

    def _renamed(self, id: str, column: int, text: str) -> None:
        measure = self.session.snapshot.get(Measure, id)
        if measure is not None:
            self.session.change(measure, "Edit measure", name=text)
