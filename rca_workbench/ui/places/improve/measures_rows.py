"""Measures as rows under their actions, and the values of one of them."""

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtGui import QResizeEvent

from rca_workbench.analysis.spc import Chart, Effect, chart, effect_of, number_words, verdict_words
from rca_workbench.drawing.spc import point_words
from rca_workbench.model import Action, ActionStatus, DataPoint, Measure, MeasureKind, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.ui import style
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, ListTable, Row, Shape
from rca_workbench.ui.places.improve.measures_edits import actions_in_order, values_of
from rca_workbench.ui.session import Session

NO_ACTION = "no action"
"""Group of the measures that are of no action."""
_ROW_HEIGHT = 32
ON, VALUE, DENOMINATOR, SAYS, NOTE = range(5)
EFFECT_LOOKS: dict[Effect, tuple[str, str]] = {
    Effect.IMPROVED: ("badge-check", "ok"),
    Effect.WORSE: ("triangle-alert", "warn"),
    Effect.NO_SIGNAL: ("chart-spline", "text2"),
    Effect.TOO_FEW: ("circle-dashed", "text2"),
    Effect.NO_DATA: ("circle-dashed", "text2"),
}
"""Icon and ink of what a chart says."""
_MEANS = ("improvement", "worse")
_SORTS = {
    MeasureKind.PROCESS: "Process",
    MeasureKind.OUTCOME: "Outcome",
    MeasureKind.BALANCING: "Balancing",
}


class MeasureRows(ListRows):
    """Each measure with its sort and what its chart says, under the action it is to show the effect of."""

    columns = (Column("Measure", edits=True),)
    touched_by = ("measure", "data_point", "measure_change", "action")
    arranged_by = MappingProxyType(
        {"measure": frozenset({"action", "order"}), "action": frozenset({"order", "status"})}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._charts: dict[str, tuple[object, Chart]] = {}

    def chart(self, measure: Measure) -> Chart:
        """The chart of a measure, worked out once for each state of the case."""
        head = self.session.snapshot
        kept = self._charts.get(measure.id)
        if kept is None or kept[0] is not head:
            kept = self._charts[measure.id] = (head, chart(head, measure))
        return kept[1]

    def arrange(self) -> Sequence[Row]:
        snapshot = self.session.snapshot
        rows: list[Row] = []
        measures = sorted(snapshot.of(Measure).values(), key=lambda one: one.order)
        if not measures and not snapshot.of(Action):
            return rows
        by: dict[str, list[Measure]] = {}
        for one in measures:
            group = one.action if snapshot.get(Action, one.action) is not None else NO_ACTION
            if all(word in one.name.casefold() for word in self.words):
                by.setdefault(group or NO_ACTION, []).append(one)
        for action in actions_in_order(snapshot):
            here = by.get(action.id, [])
            if not here and (self.words or action.status is ActionStatus.STOPPED):
                continue
            rows.append(Row(action.id, action.id, Shape.HEADING))
            if action.id not in self.closed:
                rows += [Row(one.id, action.id) for one in here]
        if by.get(NO_ACTION):
            rows.append(Row(NO_ACTION, NO_ACTION, Shape.HEADING))
            if NO_ACTION not in self.closed:
                rows += [Row(one.id, NO_ACTION) for one in by[NO_ACTION]]
        return rows

    def cell(self, row: Row, column: int) -> Cell:
        one = self.session.snapshot.get(Measure, row.id)
        if one is None:
            return Cell()
        said = self.chart(one).verdict
        icon, ink = EFFECT_LOOKS[said.effect]
        sort = _SORTS[one.measure_kind] if one.measure_kind else "Sort not said"
        return Cell(one.name or "No name yet", f"{sort} · {verdict_words(said)}", icon=icon, icon_ink=ink)

    def heading(self, row: Row) -> Heading:
        snapshot = self.session.snapshot
        action = snapshot.get(Action, row.group)
        if action is None:
            return Heading("Tied to no action yet", "", "unlink")
        count = len(snapshot.pointed_from(Measure, "action", action.id))
        aside = "" if count else "No measure yet"
        return Heading(shortened(action.title, 80), aside, "circle-check-big")

    def said(self, row: Row) -> str:
        action = self.session.snapshot.get(Action, row.group) if row.shape is Shape.HEADING else None
        if action is not None:
            return f"Action: {action.title}. {effect_of(self.session.snapshot, action).words}"
        return super().said(row)


class ValueTable(ListTable):
    """Values have one line each, so their rows are lower than those of other lists."""

    def restyle(self) -> None:
        super().restyle()
        height = style.px(_ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(height)
        for at in range(len(self.rows.rows)):
            self.setRowHeight(at, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = self.verticalScrollBar()
        at_the_newest = bar.value() == bar.maximum() > 0
        super().resizeEvent(event)
        if at_the_newest:
            self.scrollToBottom()


class ValueRows(ListRows):
    """The values of the measure shown, newest last, each with what the chart says of it."""

    columns = (
        Column("Date", 130, edits=True, rank=5),
        Column("Value", 92, edits=True, rank=4),
        Column("Out of", 84, edits=True, rank=2),
        Column("On the chart"),
        Column("Note", 150, edits=True, rank=1),
    )
    touched_by = ("measure", "data_point", "measure_change", "action")
    arranged_by = MappingProxyType({"data_point": frozenset({"on", "measure"})})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.drawn: Chart | None = None
        self._places: dict[str, int] = {}

    def show_chart(self, shown: Chart | None) -> None:
        """Show the values of another measure, or the same ones as they are now."""
        before = self.drawn.measure.id if self.drawn is not None else None
        self.drawn = shown
        self._places = {one.id: at for at, one in enumerate(shown.points)} if shown is not None else {}
        now = shown.measure.id if shown is not None else None
        if before != now:
            self.reset()
        else:
            self.become(list(self.arrange()))
            self.tell()

    def arrange(self) -> Sequence[Row]:
        measure = self.drawn.measure if self.drawn is not None else None
        return [Row(one.id) for one in values_of(self.session.snapshot, measure)]

    def cell(self, row: Row, column: int) -> Cell:
        one = self.session.snapshot.get(DataPoint, row.id)
        if one is None or self.drawn is None:
            return Cell()
        at = self._places.get(one.id)
        match column:
            case 0:
                return Cell(date_words(one.on, short=True) if one.on else "No date")
            case 1:
                return Cell(one.value, strong=at is not None)
            case 2:
                return Cell(one.denominator)
            case 3:
                return self._says(one, at)
            case 4:
                return Cell(one.note)
        return Cell()

    def _says(self, one: DataPoint, at: int | None) -> Cell:
        assert self.drawn is not None
        if at is None:
            problem = next((each for each in self.drawn.problems if one.id in each.ids), None)
            first = self.drawn.unit == "days" and problem is None
            return Cell("The first event" if first else "Not drawn", ink="text2")
        drawn = self.drawn.points[at]
        words = point_words(self.drawn, at).partition(": ")[2]
        value = number_words(drawn.value)
        rest = [part for part in words.split(", ")[1:] if part != drawn.said and part != one.note]
        # What it means stands first: a narrow column cuts the rest.
        rest = [part.removeprefix("part of a ") for part in sorted(rest, key=lambda part: part not in _MEANS)]
        if not rest and value == one.value.strip():
            return Cell()
        shown = value if value != one.value.strip() else ""
        said = " · ".join([*([shown] if shown else []), *rest])
        return Cell(said[:1].upper() + said[1:], ink="text" if rest else "text2")
