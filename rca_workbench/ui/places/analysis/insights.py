"""What the map shows, in words: a drawer beside the map. Whatever one goes to in it stands out on the map."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.insights import InsightGroup, insights
from rca_workbench.model import Changes, Factor, shortened
from rca_workbench.ui import style
from rca_workbench.ui.canvas import Canvas
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields import small_button
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.fields.refs import clear
from rca_workbench.ui.places.analysis.insights_row import InsightRow
from rca_workbench.ui.places.analysis.pointing import pointing
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Work

SETTLE_MS = 150
"""How long the case has to rest before it is worked out anew."""
WIDTH = 340
"""Of the drawer at 100 % text; at most two fifths of the view."""


CHIP = 44
"""Characters of a result's words on the map's own chip."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was worked out, and in which turn: an edit meanwhile begins another."""

    turn: int
    groups: tuple[InsightGroup, ...]


class InsightsDrawer(QFrame):
    """A list of results under short headings. Up and Down go from one to the next, Enter to the map, Esc closes."""

    asked = Signal(str)
    """The address of a page that was asked for: "analysis/coverage"."""

    def __init__(self, session: Session, canvas: Canvas) -> None:
        super().__init__()
        self._session, self._canvas = session, canvas
        self._pointing = pointing(session)
        self._work: Work[Found] | None = None
        self._turn = 0
        self._stale = True
        self._about: str | None = None
        """Id of the factor that was selected when it was opened: what that bears on is told, and gone to."""
        self._wanted = ""
        """Id of the factor to whose result to go once it is there."""
        self._rows: list[InsightRow] = []
        style.role(self, "drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("What the map shows")
        self._coming: list[InsightGroup] = []
        self._held: object = None
        self._scrolled = 0
        self._turns = QTimer(self, singleShot=True, interval=0)
        self._turns.timeout.connect(self._next_group)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._begin)
        canvas.installEventFilter(self)
        self._page_widget = QWidget()
        self._page_widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._page = QVBoxLayout(self._page_widget)
        self._page.setContentsMargins(12, 4, 12, 16)
        self._page.setSpacing(2)
        self._area = UprightArea(self._page_widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addWidget(self._area, 1)
        self.hide()

    def command(self) -> Command:
        """The button that opens it."""
        also = "analysis insights chains cuts paths residual common cause influence fault tree logic"
        return Command("map_insights", "What it shows", self.toggle, ("I",), also, "lightbulb")

    def beside(self, canvas: QWidget) -> QHBoxLayout:
        """The drawer and the map in one line."""
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self)
        line.addWidget(canvas, 1)
        return line

    def toggle(self) -> None:
        """Open it and go into it, or close it and go back to the map."""
        if self.isVisible() and self._inside():
            self.close_drawer()
            return
        chosen = self._session.selected
        if isinstance(chosen, Factor):
            self._stale = self._stale or chosen.id != self._about
            self._about = self._wanted = chosen.id
        if self.isVisible():
            if self._stale:
                self._begin()
        else:
            self.show()
            self._fit()
        self._enter()

    def close_drawer(self) -> None:
        """Close it; the map shows everything again and has the focus."""
        self.hide()
        self._pointing.clear()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """The case is different now: work it out anew, at once or when it is next opened."""
        if changes is None or changes.touches("factor", "link", "action", "recommendation"):
            self._stale = True
            if self.isVisible():
                self._settle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((at for at, row in enumerate(self._rows) if row.hasFocus()), -1)
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_drawer()
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self._rows:
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                self._go(max(0, min(len(self._rows) - 1, at + by)))
            case Qt.Key.Key_Home if self._rows:
                self._go(0)
            case Qt.Key.Key_End if self._rows:
                self._go(len(self._rows) - 1)
            case _:
                super().keyPressEvent(event)

    # -- inside ---------------------------------------------------------------------------------------

    def _head(self) -> QVBoxLayout:
        title = wrapped(style.role(QLabel("What the map shows"), "title"))
        line = QHBoxLayout()
        line.setContentsMargins(20, 10, 8, 0)
        line.addWidget(title, 1)
        line.addWidget(small_button("x", "Close what the map shows", self.close_drawer))
        pages = QHBoxLayout()
        pages.setContentsMargins(16, 0, 8, 6)
        pages.setSpacing(8)
        for words, where in (("Coverage", "analysis/coverage"), ("Factors and actions", "analysis/matrix")):
            button = style.role(QPushButton(words), "link")
            button.setAccessibleName(f"Open the table: {words}")
            button.clicked.connect(partial(self.asked.emit, where))
            pages.addWidget(button)
        pages.addStretch(1)
        box = QVBoxLayout()
        box.setSpacing(0)
        box.addLayout(line)
        box.addLayout(pages)
        return box

    def _fit(self) -> None:
        """As wide as its words need, and never so wide that the map has no room."""
        around = self.parentWidget()
        room = around.width() if around is not None else style.px(WIDTH)
        wide = max(200, min(style.px(WIDTH), room * 2 // 5))
        if wide != self.width():
            self.setFixedWidth(wide)

    def _begin(self) -> None:
        """Work it out beside the window, from the case as it is now."""
        if self._work is not None:
            self._work.cancel()
        self._stale = False
        snapshot, about = self._session.snapshot, self._about
        self._turn += 1
        turn = self._turn
        self._work = Work(
            "Looking at the map", lambda _, stopped: Found(turn, insights(snapshot, stopped, about))
        )
        self._work.succeeded.connect(self._done)
        if not self._rows:
            clear(self._page)
            self._page.addWidget(style.role(QLabel("Looking at the map…"), "caption"))
            self._page.addStretch(1)
        self._work.start()

    def _done(self, found: Found) -> None:
        if found.turn == self._turn:  # else another was begun meanwhile, and its result is the one to show
            self._work = None
            self._show(found.groups)

    def _show(self, groups: tuple[InsightGroup, ...]) -> None:
        """Put the results in place of those before, a group at a time, so that the window has its turn between."""
        if not self._coming:
            self._held = next((row.key for row in self._rows if row.hasFocus()), None)
            self._scrolled = self._area.verticalScrollBar().value()
        if (
            self._inside()
        ):  # else each row that goes hands the keyboard to the next, and the map follows every one
            self._wait()
        clear(self._page)
        self._rows = []
        self._coming = list(groups)
        self._next_group()

    def _next_group(self) -> None:
        if self._coming:
            self._group(self._coming.pop(0))
            self._turns.start()
            return
        self._page.addStretch(1)
        self._area.verticalScrollBar().setValue(self._scrolled)
        if self._inside() and self._rows:
            same = next((at for at, row in enumerate(self._rows) if row.key == self._held), 0)
            self._go(self._wanted_row(same))

    def _group(self, group: InsightGroup) -> None:
        if self._page.count():
            self._page.addSpacing(12)
            self._page.addWidget(style.role(QFrame(), "line"))
            self._page.addSpacing(8)
        heading = wrapped(style.role(QLabel(group.title), "heading"))
        heading.setContentsMargins(8, 0, 8, 0)
        about = wrapped(style.role(QLabel(group.about), "caption"))
        about.setContentsMargins(8, 0, 8, 4)
        self._page.addWidget(heading)
        self._page.addWidget(about)
        for one in group.insights:
            row = InsightRow(group.title, one)
            row.entered.connect(partial(self._point, row))
            row.clicked.connect(partial(self._to_map, row))
            self._rows.append(row)
            self._page.addWidget(row)
        if group.note:
            note = wrapped(style.role(QLabel(group.note), "caption"))
            note.setContentsMargins(8, 2, 8, 0)
            self._page.addWidget(note)

    def _enter(self) -> None:
        if self._rows and self._work is None and not self._coming:
            here = next((at for at, row in enumerate(self._rows) if row.isChecked()), 0)
            self._go(self._wanted_row(here))
        else:
            self._wait()

    def _wait(self) -> None:
        """Keep the keyboard in the drawer while there is no row for it."""
        self._page_widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wanted_row(self, otherwise: int) -> int:
        """The row about the factor one came from; that is gone to once."""
        wanted, self._wanted = self._wanted, ""
        found = (at for at, row in enumerate(self._rows) if wanted and row.insight.of == wanted)
        return next(found, otherwise)

    def _inside(self) -> bool:
        return self.isAncestorOf(self.window().focusWidget() or self._canvas)

    def _go(self, at: int) -> None:
        row = self._rows[at]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(row, 0, 24)

    def _point(self, row: InsightRow) -> None:
        """The map follows the row one is at."""
        for one in self._rows:
            one.setChecked(one is row)
        self._pointing.show(row.insight.ids, shortened(row.insight.title, CHIP))

    def _to_map(self, row: InsightRow) -> None:
        """Look at it on the map: the keyboard goes there, the drawer stays."""
        self._point(row)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
