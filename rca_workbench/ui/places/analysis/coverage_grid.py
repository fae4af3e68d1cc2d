"""A table with headings down the side and along the top, whose cells are counts or marks: what the coverage pages are.

Real rows, columns and headings, so that a screen reader and the arrows go through it as through any table.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from rca_workbench.ui import style

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
CELL = Qt.ItemDataRole.UserRole + 1
HEAD = Qt.ItemDataRole.UserRole + 2
PAD = 10
ICON = 16


@dataclass(frozen=True, slots=True)
class GridCell:
    """What a cell shows and says.

    Attributes:
        text: its figure or word; a second, smaller line under it in `second`.
        said: all of it in words, for a screen reader and the tip.
        tint: how strongly it is filled, 0 to 1; the figure says the same, so that colour never works alone.
        icon: drawn before the text, in the colour `ink`.
    """

    text: str = ""
    second: str = ""
    said: str = ""
    tint: float = 0.0
    icon: str = ""
    ink: str = "text"


@dataclass(frozen=True, slots=True)
class GridHead:
    """A heading: what it shows, a second line, and all of it in words."""

    text: str
    second: str = ""
    said: str = ""
    icon: str = ""
    ink: str = "text2"


Content = TypeVar("Content")


class GridRows(QAbstractTableModel, Generic[Content]):
    """The table's model: rows and columns are values, cells are made when they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.content: Content | None = None

    def show_content(self, content: Content) -> None:
        """Show another state of the case."""
        self.beginResetModel()
        self.content = content
        self.endResetModel()

    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        raise NotImplementedError

    def row_head(self, row: int) -> GridHead:
        """The heading of a row."""
        raise NotImplementedError

    def column_head(self, column: int) -> GridHead:
        """The heading of a column."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> GridCell:
        """What stands in a cell."""
        raise NotImplementedError

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.content is None else self.size()[0]

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.content is None else self.size()[1]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index.row(), index.column()).said
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        head = (
            self.column_head(section) if orientation == Qt.Orientation.Horizontal else self.row_head(section)
        )
        if role == HEAD:
            return head
        if role == Qt.ItemDataRole.DisplayRole:
            return head.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return head.said or head.text
        return None


class GridTable(QTableView):
    """Shows the rows. Arrows go from cell to cell; Enter and a double click open one; Esc leaves."""

    moved = Signal(int, int)
    """Row and column one is at."""
    opened = Signal(int, int)
    left = Signal()

    def __init__(self, rows: "GridRows[Content]", name: str, side_width: int, column_width: int) -> None:
        super().__init__()
        self._widths = (side_width, column_width)
        self.setModel(rows)
        self.setAccessibleName(name)
        self.setItemDelegate(_CellPainter(self))
        self.setHorizontalHeader(_Heads(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Heads(Qt.Orientation.Vertical, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._went)
        style.look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Sizes of the text size in force."""
        side, column = self._widths
        self.verticalHeader().setFixedWidth(min(style.px(side), max(style.px(120), self.width() * 2 // 5)))
        if self.verticalHeader().defaultSectionSize() != style.px(44):
            self.verticalHeader().setDefaultSectionSize(style.px(44))
        self.horizontalHeader().setFixedHeight(style.px(56))
        self._share(style.px(column))

    def begin(self) -> None:
        """Put the keyboard on the first cell, if it is on none."""
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.row(), index.column())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.row(), index.column())

    def _went(self, index: QModelIndex) -> None:
        if index.isValid():
            self.moved.emit(index.row(), index.column())

    def _share(self, least: int) -> None:
        """All columns alike: as wide as the room they share allows, and never narrower than their words need."""
        count = self.model().columnCount()
        room = self.viewport().width()
        wide = max(least, room // count if count else least)
        if self.horizontalHeader().defaultSectionSize() != wide:
            self.horizontalHeader().setDefaultSectionSize(wide)


class _Heads(QHeaderView):
    """Headings in two lines at most, broken between words."""

    def __init__(self, orientation: Qt.Orientation, table: QTableView) -> None:
        super().__init__(orientation, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(style.px(32))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        head: GridHead | None = self.model().headerData(logical, self.orientation(), HEAD)
        if head is None:
            return
        upright = self.orientation() == Qt.Orientation.Vertical
        painter.save()
        painter.fillRect(rect, style.color("surface" if upright else "sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style.color("border"))
        if upright:
            painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), style.color("border"))
        left, right = (20, PAD) if upright else (4, 4)
        area = rect.adjusted(left, 3, -right, -3)
        if head.icon:
            pixmap = style.pixmap(head.icon, head.ink, ICON)
            painter.drawPixmap(area.left(), area.center().y() - ICON // 2, pixmap)
            area.setLeft(area.left() + ICON + 8)
        font = style.font("small" if upright else "label")
        painter.setFont(font)
        painter.setPen(style.color("text" if upright else "text2"))
        flags = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignLeft if upright else Qt.AlignmentFlag.AlignHCenter
        )
        words = f"{head.text}\n{head.second}" if head.second else head.text
        fitted = _fitted(words, QFontMetrics(font), area)
        painter.drawText(area, flags, fitted)
        painter.restore()

    def sizeHint(self) -> QSize:
        # Qt's own measures the words of very many sections; this one's width and height are set by the table.
        return QSize(style.px(120), style.px(56))


class _CellPainter(QStyledItemDelegate):
    """Fills a cell by how much stands in it, and rings the one the keyboard is on."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell: GridCell = index.data(CELL)
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, style.color("surface"))
        if cell.tint:
            fill = style.color("accent")
            fill.setAlphaF(0.06 + 0.24 * min(1.0, cell.tint))
            painter.fillRect(area.adjusted(1, 1, -1, -1), fill)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), style.color("border"))
        self._words(painter, area, cell)
        if chosen:
            focused = self._table.hasFocus()
            painter.setPen(QPen(style.color("focus" if focused else "accent"), 2 if focused else 1))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(style.px(90), style.px(44))

    def _words(self, painter: QPainter, area: QRect, cell: GridCell) -> None:
        if not (cell.text or cell.icon):
            return
        first, second = style.font("body_strong" if cell.tint else "body"), style.font("caption")
        tall, small = QFontMetrics(first), QFontMetrics(second)
        height = tall.height() + (small.height() if cell.second else 0)
        top = area.center().y() - height // 2
        wide = (ICON + (6 if cell.text else 0)) if cell.icon else 0
        said = tall.elidedText(cell.text, Qt.TextElideMode.ElideRight, area.width() - 8 - wide)
        x = area.center().x() - (wide + tall.horizontalAdvance(said)) // 2
        if cell.icon:
            y = top + (tall.height() - ICON) // 2
            painter.drawPixmap(x, y, style.pixmap(cell.icon, cell.ink, ICON))
        painter.setFont(first)
        painter.setPen(style.color(cell.ink))
        painter.drawText(x + wide, top + tall.ascent(), said)
        if cell.second:
            painter.setFont(second)
            painter.setPen(style.color(cell.ink if cell.ink != "text" else "text2"))
            under = small.elidedText(cell.second, Qt.TextElideMode.ElideRight, area.width() - 8)
            x = area.center().x() - small.horizontalAdvance(under) // 2
            painter.drawText(x, top + tall.height() + small.ascent(), under)


def _fitted(words: str, metrics: QFontMetrics, area: QRect) -> str:
    """The words in lines that fit: broken between words, a word too long for a line and what has no room cut short."""
    lines: list[str] = []
    for part in words.split("\n"):
        line = ""
        for one in part.split():
            longer = f"{line} {one}" if line else one
            if line and metrics.horizontalAdvance(longer) > area.width():
                lines.append(line)
                longer = one
            line = longer
        lines.append(line)
    most = max(1, area.height() // metrics.lineSpacing())
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width()) for line in lines)
