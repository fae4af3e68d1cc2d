"""What the columns of a source are taken for: chosen one by one, with a sample of what each holds."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from rca_workbench.exchange.sheet import Layout, Role, Workbook, letter
from rca_workbench.ui import style
from rca_workbench.ui.fields import Pick, clear
from rca_workbench.ui.fields.area import wrapped

MOST = 60
"""Columns that can be chosen; of a sheet with more, the rest stays out and that is said."""
_SAMPLES = 3


class ColumnsPanel(QScrollArea):
    """One choice for each column."""

    chosen = Signal(int, object)
    """Number of a column and the `Role` somebody gave it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What the columns are taken for")
        self.picks: dict[int, Pick] = {}
        self._shown: object = None
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(12, 8, 12, 12)
        self._box.setSpacing(4)
        self.setWidget(inside)

    def show_layout(self, workbook: Workbook, layout: Layout) -> None:
        """Show the columns of a sheet; choices already made stay where they are."""
        names = (id(workbook), layout.sheet, layout.header, tuple(one.name for one in layout.columns))
        if names != self._shown:
            self._shown = names
            self._make(workbook, layout)
        for at, pick in self.picks.items():
            pick.blockSignals(True)
            pick.setCurrentIndex(pick.findData(str(layout.columns[at].role)))
            pick.blockSignals(False)

    def _make(self, workbook: Workbook, layout: Layout) -> None:
        clear(self._box)
        self.picks = {}
        for at, column in enumerate(layout.columns[:MOST]):
            name = column.name or f"Column {letter(at)}"
            pick = Pick()
            pick.setAccessibleName(f"{name}: what it holds")
            for role in Role:
                pick.addItem(role.word, str(role))
            pick.currentIndexChanged.connect(partial(self._picked, at))
            self.picks[at] = pick
            title = style.role(QLabel(f"{letter(at)}  {name}"), "small_strong")
            sample = style.role(QLabel(_sample(workbook, layout, at)), "caption")
            for part in (wrapped(title), wrapped(sample), pick):
                self._box.addWidget(part)
            self._box.addSpacing(8)
        if len(layout.columns) > MOST:
            more = style.role(
                QLabel(f"And {len(layout.columns) - MOST} more columns, all left out."), "caption"
            )
            self._box.addWidget(wrapped(more))
        self._box.addStretch(1)

    def _picked(self, at: int, *_: object) -> None:
        self.chosen.emit(at, Role(self.picks[at].currentData()))


def _sample(workbook: Workbook, layout: Layout, column: int) -> str:
    """The first few things a column holds."""
    sheet = workbook.sheets[layout.sheet]
    found: list[str] = []
    for number in range(layout.header + 1, min(len(sheet.rows), layout.header + 60) + 1):
        said = " ".join(sheet.text(number, column).split())
        if said and said not in found:
            found.append(said[:40])
        if len(found) == _SAMPLES:
            break
    return " · ".join(found) or "Empty"
