"""The line in which one cell of a source is mended, or its row left out."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.exchange.sheet import CellProblem, PlannedRow, Role, RowState
from rca_workbench.ui import style
from rca_workbench.ui.fields import Line, small_button
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.timeline.bring_in_rows import becomes

_TIMED = (Role.TIME, Role.DATE, Role.CLOCK, Role.END)


class MendingLine(QWidget):
    """Says what is wrong with a cell and takes what should stand there."""

    mended = Signal(int, object, str)
    """Row, `Role` and the text that stands there instead."""
    left_out = Signal(int, bool)
    """A row is to be left out, or to come in again."""
    moved = Signal(int)
    """To the next (1) or the one before (-1) with something to look at."""

    def __init__(self, reads: Callable[[int, Role, str], str]) -> None:
        super().__init__()
        style.role(self, "over")
        self._reading_of = reads
        self._row: PlannedRow | None = None
        self._role: Role | None = None
        self.said = style.role(QLabel(), "small_strong")
        wrapped(self.said)
        self.box = Line()
        self.box.setAccessibleName("What the cell should say")
        self.box.returnPressed.connect(self._keep)
        self.box.textEdited.connect(self._reads)
        self.echo = style.role(QLabel(), "caption")
        wrapped(self.echo)
        self.keep = style.role(QPushButton("Mend"), "")
        self.keep.clicked.connect(self._keep)
        self.out = style.role(QPushButton("Leave this row out"), "")
        self.out.clicked.connect(self._leave_out)
        self.before = small_button("arrow-up", "The one before", lambda: self.moved.emit(-1))
        self.behind = small_button("arrow-down", "The next to look at", lambda: self.moved.emit(1))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.box, 1)
        self._room = QWidget()
        line.addWidget(self._room, 1)
        for part in (self.keep, self.out, self.before, self.behind):
            line.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(4)
        box.addWidget(self.said)
        box.addLayout(line)
        box.addWidget(self.echo)

    def show_row(
        self, row: PlannedRow | None, cell: Callable[[CellProblem], str], mended: tuple[Role, str] | None
    ) -> None:
        """Be about a row; `cell` gives what a cell says now, `mended` the cell that was mended last, if any was."""
        self._row = row
        problems = row.problems if row is not None else ()
        blocking = [one for one in problems if one.blocks]
        one = next(iter((*blocking, *problems)), None)
        self._role = one.role if one is not None else None
        if one is not None:
            said = f"“{one.said[:80]}”: " if one.said else ""
            self.said.setText(f"{one.where[:1].upper()}{one.where[1:]}, {said}{one.sentence}")
            self.box.setText(cell(one))
        elif row is not None and mended is not None:
            self._role = mended[0]
            self.said.setText(f"Row {row.number}, {self._role.word}, mended by you. {becomes(row)}")
            self.box.setText(mended[1])
        elif row is not None:
            self.said.setText(f"Row {row.number}: {becomes(row)}")
            self.box.clear()
        else:
            self.said.setText("Choose a row to see what it becomes.")
            self.box.clear()
        self.echo.clear()
        for part in (self.box, self.keep):
            part.setVisible(self._role is not None)
        self._room.setVisible(self._role is None)
        self.out.setVisible(row is not None and row.state is not RowState.THERE)
        back = row is not None and row.state in (RowState.LEFT_OUT, RowState.REMOVED)
        self.out.setText("Bring this row in after all" if back else "Leave this row out")
        self.echo.setVisible(self._role is not None)

    def begin(self) -> None:
        """Start typing, or where there is nothing to type, go to the button."""
        (self.box if self._role is not None else self.out).setFocus()
        self.box.selectAll()

    def _reads(self, text: str) -> None:
        if self._row is not None and self._role in _TIMED and text.strip():
            self.echo.setText(self._reading_of(self._row.number, self._role, text))
        else:
            self.echo.clear()

    def _keep(self) -> None:
        if self._row is not None and self._role is not None:
            self.mended.emit(self._row.number, self._role, self.box.text())

    def _leave_out(self) -> None:
        if self._row is not None:
            back = self._row.state in (RowState.LEFT_OUT, RowState.REMOVED)
            self.left_out.emit(self._row.number, not back)
