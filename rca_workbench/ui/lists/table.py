"""The table all places use: rows by keyboard, groups that fold, the selection told and marked."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.lists.cells import FIRST_PAD, PAD, CellPainter, heading_height, row_height
from rca_workbench.ui.lists.rows import ListRows, Row, Shape

FIRST_LEAST = 200
"""Width the first column keeps, in pixels at 100 %."""
CHEVRON = 40
"""Width at the left of a heading that folds it."""


class ListTable(QTableView):
    """Rows of one or two lines. Rows are told apart by what they show, so the selection outlives every refresh."""

    chosen = Signal(object)
    """Id of what the row shows that somebody moved to, or None."""
    opened = Signal(object)
    """Id of a row that was double-clicked where nothing can be edited."""

    def __init__(self, rows: ListRows, name: str, *, folds: bool = False) -> None:
        super().__init__()
        self.first_least = FIRST_LEAST
        """Width the first column keeps here, in pixels at 100 %: the others stand back for it."""
        self.rows = rows
        self._typed_in: int | None = None
        """A column that stood back for want of room, while somebody types in it: then others stand back for it."""
        self._marking = False
        self._held: Row | None = None
        self._lines: dict[str, QWidget] = {}
        self._make_line: Callable[[Row], QWidget] | None = None
        self.setProperty("folds", folds)
        self.setModel(rows)
        self.setAccessibleName(name)
        self.setItemDelegate(CellPainter(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(4)
        self.setHorizontalHeader(_Titles(self))
        top = self.horizontalHeader()
        top.setHighlightSections(False)
        top.setSectionsClickable(False)
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top.setMinimumSectionSize(style.px(32))
        for at, column in enumerate(rows.columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            top.setSectionResizeMode(at, mode)
        for signal in (
            rows.modelAboutToBeReset, rows.rowsAboutToBeInserted, rows.rowsAboutToBeRemoved,
            rows.layoutAboutToBeChanged,
        ):  # fmt: skip
            signal.connect(self._hold)
        for signal in (rows.modelReset, rows.rowsInserted, rows.rowsRemoved, rows.layoutChanged):
            signal.connect(self._rows_changed)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.verticalScrollBar().valueChanged.connect(self._place_lines)
        style.look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Sizes of the text size in force."""
        self.verticalHeader().setDefaultSectionSize(row_height())
        for at in range(len(self.rows.rows)):
            self.setRowHeight(at, row_height())
        for at, column in enumerate(self.rows.columns):
            if column.width:
                self.setColumnHidden(at, False)
                self.setColumnWidth(at, style.px(column.width))
        for line in self._lines.values():
            line.hide()
            line.deleteLater()
        self._lines.clear()
        self._make_room()
        self._rows_changed()

    def lines_by(self, make: Callable[[Row], QWidget]) -> None:
        """Say how to make the widget of a row that is a line to type in."""
        self._make_line = make
        self._place_lines()

    def line(self, group: str) -> QWidget | None:
        """The line to type in of a group, brought into view."""
        for at, row in enumerate(self.rows.rows):
            if row.shape is Shape.LINE and row.group == group:
                self.scrollTo(self.rows.index(at, 0))
                self._place_lines()
                return self._lines.get(group)
        return None

    @property
    def current(self) -> Row | None:
        """The row one is at."""
        return self.rows.row(self.currentIndex().row())

    @property
    def typing(self) -> bool:
        """Whether somebody types over a cell: setting the rows anew would take the box away under their hands."""
        return self.state() is QAbstractItemView.State.EditingState

    def mark(self, id: str | None) -> None:
        """Show a thing as the selected one, if it is here, without telling anyone."""
        here = self.current
        if here is not None and here.id == id and self.selectionModel().hasSelection():
            return
        at = self.rows.row_of(id)
        self._marking = True
        if at < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.rows.index(at, 0))
            self.scrollTo(self.rows.index(at, 0))
        self._marking = False

    def edit_current(self, column: int | None = None) -> None:
        """Start editing the current row: that column, or the first that can be edited."""
        at = self.currentIndex().row()
        columns = range(len(self.rows.columns)) if column is None else (column,)
        for one in columns:
            index = self.rows.index(at, one)
            if at >= 0 and index.flags() & Qt.ItemFlag.ItemIsEditable:
                if self.isColumnHidden(one):
                    self._typed_in = one
                    self._make_room()
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.edit(index)
                return

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self._typed_in is not None:
            self._typed_in = None
            self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if (
            plain
            and row is not None
            and self.property("folds")
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            self.fold(row.group, event.key() == Qt.Key.Key_Left)
        elif (
            plain
            and row is not None
            and row.shape is Shape.LINE
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if line := self._lines.get(row.group):
                line.setFocus()
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rows:
            last = len(self.rows.rows) - 1
            self.setCurrentIndex(self.rows.index(0 if event.key() == Qt.Key.Key_Home else last, 0))
        elif event.key() == Qt.Key.Key_Tab or event.key() == Qt.Key.Key_Backtab:
            QWidget.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def fold(self, group: str, closed: bool) -> None:
        """Fold a group or unfold it; its heading becomes the current row."""
        if closed != (group in self.rows.closed):
            self.rows.close(group, closed)
        for at, row in enumerate(self.rows.rows):
            if row.shape is Shape.HEADING and row.group == group:
                self.setCurrentIndex(self.rows.index(at, 0))
                break

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rows.row(self.rowAt(event.position().toPoint().y()))
        folds = self.property("folds") and row is not None and row.shape is Shape.HEADING
        if folds and row is not None and event.position().x() < CHEVRON:
            self.fold(row.group, row.group not in self.rows.closed)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row(index.row())
        if row is not None and row.shape is Shape.ITEM and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(row.id)
        else:
            super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()
        super().resizeEvent(event)
        self._place_lines()

    def _make_room(self) -> None:
        """Let columns stand back until the first one has room for its words."""
        room = self.viewport().width() - style.px(self.first_least)
        columns = self.rows.columns
        for at in sorted(range(len(columns)), key=lambda at: (at != self._typed_in, -columns[at].rank)):
            if columns[at].width:
                room -= self.columnWidth(at) or style.px(columns[at].width)
                away = room < 0 and at != self._typed_in
                if self.isColumnHidden(at) != away:
                    self.setColumnHidden(at, away)

    def _hold(self) -> None:
        self._held = self.current
        self._marking = True

    def _rows_changed(self) -> None:
        heights = {Shape.HEADING: heading_height(), Shape.LINE: row_height(), Shape.ITEM: row_height()}
        grouped = any(row.shape is not Shape.ITEM for row in self.rows.rows)
        for at, row in enumerate(self.rows.rows if grouped else ()):
            # Where a heading stood before, the height of one is left to the row that came in its place.
            if self.rowHeight(at) != heights[row.shape]:
                self.setRowHeight(at, heights[row.shape])
        held, self._held = self._held, None
        here = self.current
        if held is not None and (here is None or here.id != held.id):
            at = next((at for at, row in enumerate(self.rows.rows) if row == held), self.rows.row_of(held.id))
            if at >= 0:
                self.setCurrentIndex(self.rows.index(at, 0))
        self._marking = False
        self._place_lines()

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()
        if self._marking:
            return
        row = self.rows.row(now.row())
        if row is not None:
            self.chosen.emit(row.id)

    def _place_lines(self) -> None:
        """Make and place the lines to type in that are on screen; each stands across its whole row."""
        if self._make_line is None:
            return
        there = {row.group: at for at, row in enumerate(self.rows.rows) if row.shape is Shape.LINE}
        for group in [one for one in self._lines if one not in there]:
            gone = self._lines.pop(group)
            gone.hide()
            gone.deleteLater()
        height = self.viewport().height()
        for group, at in there.items():
            top, tall = self.rowViewportPosition(at), self.rowHeight(at)
            seen = top + tall > 0 and top < height
            line = self._lines.get(group)
            if line is None and seen:
                line = self._lines[group] = self._make_line(self.rows.rows[at])
                line.setParent(self.viewport())
            if line is not None:
                line.setGeometry(QRect(0, top, self.viewport().width(), tall - 1))
                line.setVisible(seen or line.isAncestorOf(self.focusWidget() or self))


class _Titles(QHeaderView):
    """The titles of the columns, each over the words of its column."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setStretchLastSection(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        painter.save()
        painter.fillRect(rect, style.color("sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style.color("border"))
        painter.setFont(style.font("label"))
        painter.setPen(style.color("text2"))
        left = FIRST_PAD + tokens()["size"]["icon"] + PAD if logicalIndex == 0 else PAD
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        said = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, rect.width() - left - 4)
        painter.drawText(rect.adjusted(left, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()
