"""What the two coverage pages share: a sentence, a table, under it what the cell one is at counts, and the way back."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Changes
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.details.flow import Flow
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.analysis.coverage_grid import GridTable
from rca_workbench.ui.places.analysis.coverage_list import HEIGHT, CoverageList
from rca_workbench.ui.places.analysis.pointing import pointing
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

PAGES = (
    ("heat", "By framework", "analysis/coverage"),
    ("matrix", "Factors and actions", "analysis/matrix"),
)
"""The pages, what they are called, and where they are."""

REST_MS = 60
"""How long the keyboard rests on a cell before what it counts is listed: arrows held down do not wait for lists."""
LIST_ABOVE = 330
"""Height of the page, at 100 % text, from which the list has room under the table; a cell opens without it too."""


class CoveragePage(View):
    """A page reached from the map; Esc goes back there. Subclasses say what the table holds and what a cell opens."""

    PAGE = ""
    """Which of `PAGES` it is."""
    READS: tuple[str, ...] = ("factor", "action", "recommendation", "case")
    """Kinds that it shows something of."""

    def __init__(self, session: Session, table: GridTable, listing: CoverageList) -> None:
        super().__init__(session)
        self.table, self.listing = table, listing
        self.said = wrapped(style.role(QLabel(), "small"))
        self.mark = style.role(QLabel(), "unchecked")
        choices = QWidget()
        self.line = Flow(choices, 12)
        """The way back, the pages, and then what a page adds."""
        self.line.addWidget(self._back_button())
        self.line.addWidget(self._pages())
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.said, 1)
        said.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        strip = style.role(QFrame(), "summary")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QVBoxLayout(strip)
        top.setContentsMargins(20, 8, 16, 8)
        top.setSpacing(6)
        top.addWidget(choices)
        top.addLayout(said)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(strip)
        box.addWidget(table, 1)
        box.addWidget(listing)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._list)
        table.moved.connect(lambda *_: self._rest.start())
        table.opened.connect(self.open)
        listing.chosen.connect(self.session.select)

    def at(self, row: int, column: int) -> None:
        """The keyboard rests on a cell: list what it counts."""
        raise NotImplementedError

    def open(self, row: int, column: int) -> None:
        """A cell was opened."""
        raise NotImplementedError

    def show_case(self) -> None:
        """Show the case as it is now."""
        raise NotImplementedError

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("coverage_back", "Back to the map", self.leave, ("Esc",), "map close", "arrow-left"),
            *(
                Command(
                    f"coverage_{at}", words, partial(self.go_to.emit, where, None), (), "coverage", "table"
                )
                for at, words, where in PAGES
                if at != self.PAGE
            ),
        )

    def leave(self) -> None:
        """Back to the map."""
        self.go_to.emit("analysis/map", None)

    def on_map(self, ids: tuple[str, ...], words: str) -> None:
        """Show these on the map."""
        if ids:
            pointing(self.session).show(ids, words)
            self.leave()

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.table,)

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*self.READS):
            return
        index = self.table.currentIndex()
        self.show_case()
        rows, columns = self.table.model().rowCount(), self.table.model().columnCount()
        if rows and columns:
            row, column = (index.row(), index.column()) if index.isValid() else (0, 0)
            self.table.setCurrentIndex(self.table.model().index(min(row, rows - 1), min(column, columns - 1)))
        self.table.restyle()
        self.counts_changed.emit()

    def enter(self) -> None:
        self.table.setFocus()
        self.table.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.listing.setFixedHeight(min(style.px(HEIGHT), self.height() * 2 // 5))
        self.listing.setVisible(self.height() > style.px(LIST_ABOVE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _list(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.at(index.row(), index.column())

    def _pages(self) -> QFrame:
        frame = style.role(QFrame(), "segments")
        box = QHBoxLayout(frame)
        box.setContentsMargins(2, 2, 2, 2)
        box.setSpacing(2)
        for at, words, where in PAGES:
            button = style.role(QPushButton(words), "segment")
            button.setCheckable(True)
            button.setChecked(at == self.PAGE)
            button.setAccessibleName(f"{words}, page of coverage")
            button.clicked.connect(partial(self._turn, button, at == self.PAGE, where))
            box.addWidget(button)
        return frame

    def _turn(self, button: QPushButton, here: bool, where: str) -> None:
        button.setChecked(here)
        if not here:
            self.go_to.emit(where, None)

    def _back_button(self) -> QPushButton:
        button = QPushButton("Back to the map")
        style.icon_before(button, "arrow-left")
        button.setAccessibleName("Back to the map")
        button.clicked.connect(self.leave)
        return button
