"""What was read of pasted or brought-in values, row by row, before it becomes one step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.exchange.measure_values import ValueRow, ValuesRead
from rca_workbench.model.time_said import date_words
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.lists import Cell, Column, ListRows, Row
from rca_workbench.ui.places.improve.measures_rows import ValueTable
from rca_workbench.ui.session import Session


class ReadRows(ListRows):
    """The rows as read, each with what becomes of it."""

    columns = (
        Column("Date", 124, rank=5),
        Column("Value", 84, rank=4),
        Column("Out of", 84, rank=2),
        Column("What becomes of it"),
        Column("Note", 150, rank=1),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.read: ValuesRead = ValuesRead(())

    def arrange(self) -> Sequence[Row]:
        """What needs a look stands first: left out, then doubtful, then what comes in, then what is there already."""
        read = self.read.rows
        places = sorted(range(len(read)), key=lambda at: _rank(read[at]))
        return [Row(str(at)) for at in places]

    def cell(self, row: Row, column: int) -> Cell:
        one = self.read.rows[int(row.id)]
        match column:
            case 0:
                return Cell(date_words(one.on, short=True) if one.on else one.place.capitalize())
            case 1:
                return Cell(one.value)
            case 2:
                return Cell(one.denominator)
            case 3:
                return _becomes(one)
            case 4:
                return Cell(one.note)
        return Cell()


class Bringing(QWidget):
    """The preview: nothing is kept before its one button is pressed."""

    def __init__(
        self, session: Session, keep: Callable[[Sequence[ValueRow]], object], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        style.role(self, "page")
        self._keep_job = keep
        self.rows = ReadRows(session)
        self.table = ValueTable(self.rows, "Values as read")
        self.table.first_least = 260  # the reason why a row stays out needs room before what it is out of
        self.table.chosen.connect(self._spell_out)
        self._reason = style.role(QLabel(), "caption")
        wrapped(self._reason)
        self._head = style.role(QLabel(), "small_strong")
        self._notes = style.role(QLabel(), "caption")
        wrapped(self._head)
        wrapped(self._notes)
        self.add = style.role(QPushButton(), "primary")
        self.add.clicked.connect(self._keep)
        self.leave = QPushButton("Leave them out")
        self.leave.clicked.connect(leave)
        for keys, run in ((("Ctrl+Return", "Return", "Enter"), self._keep), (("Esc",), leave)):
            action = QAction(self.table)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(run)
            self.table.addAction(action)
        line = QHBoxLayout()
        line.addWidget(self._head, 1)
        line.addWidget(self.leave)
        line.addWidget(self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 4)
        self._reason.setContentsMargins(12, 2, 12, 6)
        head.addLayout(line)
        head.addWidget(self._notes)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addWidget(self._reason)

    def show_read(self, read: ValuesRead) -> None:
        """Show what was read."""
        self.rows.read = read
        self.rows.reset()
        new = len(read.new)
        known = sum(row.known for row in read.rows)
        unread = sum(bool(row.problem) for row in read.rows)
        said = [f"{len(read.rows)} {'row' if len(read.rows) == 1 else 'rows'} read"]
        doubted = sum(bool(row.doubt) for row in read.rows)
        said += (
            [f"{doubted} to look at before {'it comes' if doubted == 1 else 'they come'} in"]
            if doubted
            else []
        )
        said += [f"{known} there already"] if known else []
        said += [f"{unread} left out, with the reason beside it"] if unread else []
        self._head.setText(", ".join(said) + ".")
        self._notes.setText(" ".join(read.notes))
        self._notes.setVisible(bool(read.notes))
        self.add.setText(f"Add {new} {'value' if new == 1 else 'values'}")
        self.add.setAccessibleName(self.add.text())
        self.add.setEnabled(bool(new))
        self.table.setFocus()
        if self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(0, 0))
        row = self.table.current
        self._spell_out(row.id if row is not None else None)

    def _spell_out(self, id: str | None) -> None:
        """Say of the row one is at all that its cell may have to cut short."""
        one = self.rows.read.rows[int(id)] if id is not None and self.rows.read.rows else None
        said = _becomes(one).text if one is not None and (one.problem or one.doubt) else ""
        self._reason.setText(f"{said}." if said else "")
        self._reason.setVisible(bool(said))

    def _keep(self) -> None:
        if self.rows.read.new:
            self._keep_job(self.rows.read.rows)


def _becomes(one: ValueRow) -> Cell:
    if one.problem:
        return Cell(f"Left out: {one.problem}", icon="triangle-alert", icon_ink="warn")
    if one.known:
        return Cell("There already", ink="text2")
    if one.doubt:
        return Cell(f"Comes in: {one.doubt}", icon="triangle-alert", icon_ink="warn")
    return Cell("Comes in", icon="plus")


def _rank(one: ValueRow) -> int:
    return 0 if one.problem else 1 if one.doubt else 3 if one.known else 2
