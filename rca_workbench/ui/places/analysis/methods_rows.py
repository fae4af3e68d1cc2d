"""The methods of analysis as rows: each with whether it was recorded and what the case itself shows of it."""

from collections.abc import Mapping, Sequence

from rca_workbench.analysis.methods_done import MethodTrace, traces
from rca_workbench.model import Changes, MethodUsed
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row
from rca_workbench.ui.session import Session

NEVER_RECORDED = "Not used yet"


class MethodRows(ListRows):
    """Every method of the list, and the team's own."""

    columns = (Column("Method"), Column("In this case", 300, rank=1))

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.traces: Mapping[str, MethodTrace] = {}

    def arrange(self) -> Sequence[Row]:
        self.traces = {one.id: one for one in traces(self.session.snapshot)}
        return [Row(one.id) for one in self.traces.values()]

    def refresh(self, changes: Changes | None) -> None:
        # What the case shows of a method may rest on any kind of thing.
        if changes is None:
            self.reset()
        else:
            self.become(list(self.arrange()))
            self.tell()

    def cell(self, row: Row, column: int) -> Cell:
        one = self.traces.get(row.id)
        if one is None:
            return Cell()
        if column == 0:
            icon, ink = (
                ("circle-check", "ok")
                if one.recorded
                else ("circle-dot" if one.enough else "circle", "text3")
            )
            return Cell(one.label, state_of(one), icon=icon, icon_ink=ink, strong=one.used)
        return Cell(one.shown, ink="text2", wraps=True)

    def heading(self, row: Row) -> Heading:
        return Heading("")

    def row_for(self, used: MethodUsed) -> int:
        """Where the method stands that a record is of."""
        return next((self.row_of(id) for id, one in self.traces.items() if used in one.recorded), -1)


def state_of(one: MethodTrace) -> str:
    """Whether a method was recorded as used, and whether the case bears it out."""
    if one.recorded and not one.shown and one.leaves_trace:
        return "Recorded as used; the case holds no rows of it"
    if one.recorded:
        return "Recorded as used"
    return "The case shows it; not recorded yet" if one.enough else NEVER_RECORDED
