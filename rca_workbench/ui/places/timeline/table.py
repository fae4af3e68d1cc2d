"""The timeline as a table: one line an entry, edited in place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rca_workbench.drawing.marks import mark_parts
from rca_workbench.drawing.paint import paint_part
from rca_workbench.model import Actor, TimelineEntry
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.places.timeline.rows import ENTRY, FLAG, MARK, SOURCES, WHAT, WHEN, WHO, EntryRows

_WIDTHS = {MARK: 48, WHEN: 170, WHO: 180, FLAG: 176, SOURCES: 150}
NARROWS_BELOW = 1250
"""Width of the table under which its columns narrow."""
AnyIndex = QModelIndex | QPersistentModelIndex


class EntryTable(QTableView):
    """Rows of entries with the selection bar, the marks of certainty and editing in place."""

    def __init__(self, rows: EntryRows) -> None:
        super().__init__()
        self.rows = rows
        self.setModel(rows)
        self.setAccessibleName("Timeline as a table")
        self.setItemDelegate(_Cell(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        style.look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Sizes of the text size in force."""
        self.verticalHeader().setDefaultSectionSize(style.px(tokens()["size"]["row"]))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """What happened gets the room; the other columns narrow with the window."""
        part = min(1.0, self.viewport().width() / style.px(NARROWS_BELOW))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, max(style.px(44), round(style.px(width) * part)))

    def edit_column(self, column: int) -> None:
        """Start editing a column of the current row."""
        index = self.currentIndex().siblingAtColumn(column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)


class _Cell(QStyledItemDelegate):
    """Paints one cell as the design has it."""

    def __init__(self, table: EntryTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry: TimelineEntry | None = index.data(ENTRY)
        if entry is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area = option.rect
        painter.save()
        painter.fillRect(area, style.color("selection" if selected else "surface"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), style.color("grid"))
        column = index.column()
        if column == MARK:
            if selected:
                painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), style.color("accent"))
            _draw_mark(painter, entry, area)
        else:
            self._words(painter, area.adjusted(8, 0, -8, 0), entry, column, str(index.data() or ""))
        if selected and self._table.hasFocus() and index.column() == self._table.currentIndex().column():
            pen = painter.pen()
            pen.setColor(style.color("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(area.adjusted(2, 2, -3, -3), 4, 4)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, entry: TimelineEntry, column: int, said: str) -> None:
        size = tokens()["size"]["icon_small"]
        icon, ink = "", "text"
        if column in (WHO, SOURCES):
            ink = "text2"
        if column == SOURCES and said:
            icon = "quote"
        if column == FLAG and said:
            icon, ink = (
                ("flag", "problem")
                if entry.problem
                else ("sparkle", "ok")
                if entry.good_practice
                else ("info", "text2")
            )
            if entry.harm:
                icon, ink = "heart-pulse", "danger"
        color = style.theme().kinds["problem"].ink if ink == "problem" else None
        if icon:
            shade = f"#{color & 0xFFFFFF:06x}" if color is not None else ink
            painter.drawPixmap(
                area.left(), area.center().y() - size // 2 + 1, style.pixmap(icon, shade, size)
            )
            area.setLeft(area.left() + size + 6)
        painter.setFont(
            style.font("body_strong" if column == WHEN else "small_strong" if column == FLAG else "body")
        )
        painter.setPen(style.color(ink) if color is None else style.theme().kinds["problem"].ink & 0xFFFFFF)
        text = painter.fontMetrics().elidedText(
            said.replace("\n", " ")[:400], Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(80, style.px(tokens()["size"]["row"]))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        box = QLineEdit(parent)
        box.setAccessibleName(("", "When", "Who or what", "What happened")[index.column()])
        if index.column() == WHO:
            roles = sorted(
                actor.role for actor in self._table.rows.session.snapshot.of(Actor).values() if actor.role
            )
            offer = QCompleter(roles, box)
            offer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            offer.setFilterMode(Qt.MatchFlag.MatchContains)
            box.setCompleter(offer)
        return box

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: AnyIndex) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            self._table.rows.setData(index, editor.text())


def _draw_mark(painter: QPainter, entry: TimelineEntry, area: QRect) -> None:
    """The mark that says how sure the time is; none for a time that is not known."""
    mark = tokens()["timeline"]["certainty"][entry.time.certainty]["mark"]
    if mark == "tray":
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y = float(area.center().x() + 2), float(area.center().y() + 1)
    for part in mark_parts(mark, x - 11, x, x + 11, y, style.theme()):
        paint_part(part, painter, None, words=False, vector=False)
