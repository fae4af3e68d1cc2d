"""The timeline as a table: one line an entry, edited in place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
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
from rca_workbench.ui.lists.cells import fill_box
from rca_workbench.ui.places.timeline.columns import (
    COLUMNS,
    FLAG,
    MARK,
    SOURCES,
    WHAT,
    WHEN,
    WHO,
)
from rca_workbench.ui.places.timeline.rows import ENTRY, HEADING, EntryRows
from rca_workbench.ui.places.timeline.showing import Heading

NARROWS_BELOW = 1250
"""Width of the table under which its columns narrow."""
LEAST_FOR_WHAT = 240
"""Width that What happened keeps; with many columns chosen the table scrolls sideways instead."""
AnyIndex = QModelIndex | QPersistentModelIndex


class EntryTable(QTableView):
    """Rows of entries with the selection bar, the marks of certainty and editing in place."""

    folded = Signal(str)
    """A group is to be folded, or opened again."""

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
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionsMovable(True)
        self._own_widths: dict[int, int] = {}
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.show_columns([at for at, column in enumerate(COLUMNS) if column.chosen])
        style.look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Sizes of the text size in force."""
        self.verticalHeader().setDefaultSectionSize(style.px(tokens()["size"]["row"]))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    @property
    def columns_shown(self) -> list[int]:
        """The columns chosen, in the order they stand."""
        top = self.horizontalHeader()
        return [at for place in range(len(COLUMNS)) if not self.isColumnHidden(at := top.logicalIndex(place))]

    def show_columns(self, chosen: list[int]) -> None:
        """Show these columns in this order; what happened is always among them."""
        top = self.horizontalHeader()
        for place, at in enumerate([one for one in chosen if 0 <= one < len(COLUMNS)]):
            top.moveSection(top.visualIndex(at), place)
        for at in range(len(COLUMNS)):
            self.setColumnHidden(at, at not in chosen and at != WHAT)
        self._share_width()

    def widths(self) -> dict[str, int]:
        """The widths somebody gave columns, by number, at 100 %."""
        return {str(at): width for at, width in self._own_widths.items()}

    def set_widths(self, widths: object) -> None:
        """Take the widths back that `widths` gave."""
        if isinstance(widths, dict):
            for at, width in widths.items():
                if (
                    str(at).isdigit()
                    and int(at) < len(COLUMNS)
                    and isinstance(width, int)
                    and 24 <= width <= 2000
                ):
                    self._own_widths[int(at)] = width
            self._share_width()

    def _share_width(self) -> None:
        """What happened gets the room; the other columns narrow with the window until they need it to scroll."""
        top = self.horizontalHeader()
        room = self.viewport().width()
        part = min(1.0, room / style.px(NARROWS_BELOW))
        top.blockSignals(True)
        taken = 0
        for at, column in enumerate(COLUMNS):
            if at != WHAT and not self.isColumnHidden(at):
                own = self._own_widths.get(at)
                width = style.px(own) if own else max(style.px(44), round(style.px(column.width) * part))
                self.setColumnWidth(at, width)
                taken += width
        self.setColumnWidth(WHAT, max(style.px(LEAST_FOR_WHAT), room - taken))
        top.blockSignals(False)
        self.updateGeometries()

    def _resized(self, at: int, before: int, now: int) -> None:
        if at != WHAT and now and before:
            self._own_widths[at] = round(now / style.look().scale)
            self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        heading = self.rows.heading(self.currentIndex().row())
        if heading is not None:
            closed = heading.group in self.rows.showing.closed
            opens = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Plus) and closed
            closes = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Minus) and not closed
            if opens or closes or event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.folded.emit(heading.group)
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        heading = self.rows.heading(self.indexAt(event.position().toPoint()).row())
        super().mousePressEvent(event)
        if heading is not None and event.button() is Qt.MouseButton.LeftButton:
            self.folded.emit(heading.group)

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
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area = option.rect
        if entry is None:
            self._heading(painter, area, index.data(HEADING), selected)
            return
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
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2, 2, -3, -3), 4, 4)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, heading: Heading | None, selected: bool) -> None:
        """A group's heading, which goes across all columns: each cell paints its part of it."""
        if heading is None:
            return
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, style.color("selection" if selected else "sunken"))
        left = 12 - self._table.horizontalScrollBar().value()
        size = tokens()["size"]["icon_small"]
        closed = heading.group in self._table.rows.showing.closed
        chevron = style.pixmap("chevron-right" if closed else "chevron-down", "text2", size)
        painter.drawPixmap(left, area.center().y() - size // 2 + 1, chevron)
        painter.setFont(style.font("small_strong"))
        painter.setPen(style.color("text"))
        whole = QRect(left + size + 6, area.top(), self._table.viewport().width(), area.height())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(whole, middle, heading.words)
        whole.setLeft(whole.left() + painter.fontMetrics().horizontalAdvance(heading.words) + 12)
        painter.setFont(style.font("small"))
        painter.setPen(style.color("text2"))
        painter.drawText(whole, middle, f"{heading.count} {'entry' if heading.count == 1 else 'entries'}")
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, entry: TimelineEntry, column: int, said: str) -> None:
        size = tokens()["size"]["icon_small"]
        icon, ink = "", "text"
        if column not in (WHEN, WHAT, FLAG):
            ink = "text2"
        if column == SOURCES and said:
            icon = "quote"
        standing = self._table.rows.session.checking.standing.get(entry.id) if column == WHAT else None
        if standing is not None:
            look = tokens()["check"][standing.severity]
            at = area.right() - size
            painter.drawPixmap(
                at, area.center().y() - size // 2 + 1, style.pixmap(look["icon"], look["color"], size)
            )
            area.setRight(at - 6)
        if column == FLAG and said:
            icon, ink = _flag_look(entry)
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
        box.setAccessibleName(COLUMNS[index.column()].title)
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
        fill_box(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: AnyIndex) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            self._table.rows.setData(index, editor.text())


def _flag_look(entry: TimelineEntry) -> tuple[str, str]:
    if entry.harm:
        return "heart-pulse", "danger"
    if entry.problem:
        return "flag", "problem"
    if entry.good_practice:
        return "sparkle", "ok"
    return "equal-not", "text2"


def _draw_mark(painter: QPainter, entry: TimelineEntry, area: QRect) -> None:
    """The mark that says how sure the time is; none for a time that is not known."""
    mark = tokens()["timeline"]["certainty"][entry.time.certainty]["mark"]
    if mark == "tray":
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y = float(area.center().x() + 2), float(area.center().y() + 1)
    for part in mark_parts(mark, x - 11, x, x + 11, y, style.theme()):
        paint_part(part, painter, None, words=False, vector=False)
