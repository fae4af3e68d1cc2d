"""Paints the rows of a list as the design has them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rca_workbench.drawing.check_badge import Standing
from rca_workbench.drawing.face import Face
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Line
from rca_workbench.ui.lists.rows import (
    CELL,
    HEADING,
    ROW,
    STANDING,
    AnyIndex,
    Cell,
    Heading,
    ListRows,
    Row,
    Shape,
)

PAD = 8
FIRST_PAD = 20
"""Left of the first column: rows line up with the header of the place above them."""
BAR = 3
"""Width of the bar at the left of the selected row."""
_MOST = 600
"""Characters of a cell that are ever measured."""


class CellPainter(QStyledItemDelegate):
    """Paints cells and headings; opens a line to type in over a cell that can be edited."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table)
        self._table = table
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {}
        self._faces: dict[str, Face] = {}
        style.look().changed.connect(self._restyle)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: Row | None = index.data(ROW)
        if row is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area = option.rect
        painter.save()
        painter.setClipRect(area)
        ground = "selection" if selected else "sunken" if row.shape is Shape.HEADING else "surface"
        painter.fillRect(area, style.color(ground))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), style.color("border"))
        whole = self._whole(area)
        if row.shape is Shape.HEADING:
            self._heading(painter, whole, index.data(HEADING), self._is_closed(row))
        elif row.shape is Shape.ITEM:
            left = FIRST_PAD if index.column() == 0 else PAD
            room = area.adjusted(left, 0, -PAD, 0)
            if index.column() == 0 and (standing := index.data(STANDING)) is not None:
                room = self._standing(painter, room, standing)
            self._cell(painter, room, index.data(CELL))
        if selected:
            painter.fillRect(QRect(whole.left(), area.top(), BAR, area.height()), style.color("accent"))
            if self._table.hasFocus() and index.row() == self._table.currentIndex().row():
                painter.setPen(QPen(style.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(whole.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(style.px(80), row_height())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        box = Line(parent)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        box.setAccessibleName(str(title))
        model = index.model()
        if isinstance(model, ListRows) and (known := model.offers(index.column())):
            completer = QCompleter(list(known), box)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            box.setCompleter(completer)
        return box

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        fill_box(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: AnyIndex) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            index.model().setData(index, editor.text())  # type: ignore[attr-defined]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        height = min(option.rect.height(), style.px(34))
        top = option.rect.center().y() - height // 2
        editor.setGeometry(option.rect.left() + 2, top, option.rect.width() - 4, height)

    def _restyle(self) -> None:
        self._fonts.clear()
        self._faces.clear()

    def _whole(self, area: QRect) -> QRect:
        return QRect(0, area.top(), self._table.viewport().width(), area.height())

    def _is_closed(self, row: Row) -> bool:
        return row.group in getattr(self._table.model(), "closed", ())

    def _font(self, name: str) -> tuple[QFont, QFontMetrics]:
        if name not in self._fonts:
            made = style.font(name)
            self._fonts[name] = (made, QFontMetrics(made))
        return self._fonts[name]

    def _heading(self, painter: QPainter, area: QRect, head: Heading, closed: bool) -> None:
        size = tokens()["size"]["icon_small"]
        x, middle = area.left() + FIRST_PAD - 2, area.center().y()
        foldable = hasattr(self._table.model(), "closed") and self._table.property("folds")
        if foldable:
            chevron = "chevron-right" if closed else "chevron-down"
            painter.drawPixmap(x, middle - size // 2, style.pixmap(chevron, "text2", size))
            x += size + 6
        if head.icon:
            painter.drawPixmap(x, middle - size // 2, style.pixmap(head.icon, head.icon_ink, size))
            x += size + 8
        aside_font, aside_size = self._font("small_strong" if head.aside_ink != "text2" else "small")
        wide = aside_size.horizontalAdvance(head.aside)
        right = area.right() - 16
        painter.setFont(aside_font)
        painter.setPen(_ink(head.aside_ink))
        self._text(painter, QRect(right - wide, area.top(), wide + 1, area.height()), head.aside)
        font, metrics = self._font("body_strong")
        painter.setFont(font)
        painter.setPen(style.color("text"))
        room = QRect(x, area.top(), max(right - wide - 16 - x, 20), area.height())
        self._text(
            painter, room, metrics.elidedText(_one_line(head.text), Qt.TextElideMode.ElideRight, room.width())
        )

    def _standing(self, painter: QPainter, area: QRect, standing: Standing) -> QRect:
        """A small mark at the right of a row on which checks stand open. Returns the room that is left."""
        look, size = tokens()["check"][standing.severity], tokens()["size"]["icon_small"]
        x, y = area.right() - size, area.center().y() - size // 2
        painter.drawPixmap(x, y, style.pixmap(look["icon"], look["color"], size))
        return area.adjusted(0, 0, -size - 6, 0)

    def _cell(self, painter: QPainter, area: QRect, cell: Cell | None) -> None:
        if cell is None:
            return
        size = tokens()["size"]["icon"]
        area.setLeft(area.left() + cell.indent * (size + 8))
        if cell.icon:
            y = area.center().y() - size // 2
            painter.drawPixmap(area.left(), y, style.pixmap(cell.icon, cell.icon_ink, size))
            area.setLeft(area.left() + size + 8)
        if cell.bars:
            _bars(painter, area.left(), area.center().y(), cell.bars)
            area.setLeft(area.left() + style.px(26))
        if cell.letters:
            self._letters(painter, area, cell)
            return
        if cell.wraps and not cell.second:
            self._two_lines(painter, area, cell)
            return
        font, metrics = self._font("body_strong" if cell.strong else "body")
        second_font, second_size = self._font("small" if cell.second_ink == "text2" else "small_strong")
        gap = metrics.height() + (second_size.height() if cell.second else 0)
        top = area.center().y() - gap // 2
        painter.setFont(font)
        painter.setPen(_ink(cell.ink))
        first = QRect(area.left(), top, area.width(), metrics.height()) if cell.second else area
        text = metrics.elidedText(_one_line(cell.text), Qt.TextElideMode.ElideRight, first.width())
        self._text(painter, first, text)
        if cell.shown_name and text:
            painter.setPen(QPen(_ink(cell.ink), 1, Qt.PenStyle.DotLine))
            base = first.center().y() + metrics.height() // 2
            painter.drawLine(first.left(), base, first.left() + metrics.horizontalAdvance(text), base)
        if cell.second:
            self._second(
                painter,
                QRect(area.left(), top + metrics.height(), area.width(), second_size.height()),
                cell,
                second_font,
                second_size,
            )

    def _letters(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        """A letter a box: filled where it is met, with a broken edge where it is open."""
        font, metrics = self._font("small_strong")
        side = max(style.px(19), metrics.height())
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = area.center().y() - side // 2
        for at, (letter, met) in enumerate(cell.letters):
            box = QRect(area.left() + at * (side + 2), top, side, side)
            if box.right() > area.right() + 1:
                break
            painter.setPen(Qt.PenStyle.NoPen if met else QPen(style.color("warn"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(style.color("ok_soft") if met else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
            painter.setPen(style.color("ok" if met else "warn"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _two_lines(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        look = "small_strong" if cell.strong else "small"
        font, _ = self._font(look)
        if look not in self._faces:
            self._faces[look] = Face(font, style.px(tokens()["type"]["app"][look]["line"]))
        face = self._faces[look]
        lines = face.wrap(_one_line(cell.text), max(area.width(), 24), 2)
        top = area.center().y() - len(lines) * face.line / 2
        painter.setFont(font)
        painter.setPen(_ink(cell.ink))
        for at, text in enumerate(lines):
            painter.drawText(area.left(), round(face.baseline(top, at)), text)

    def _second(self, painter: QPainter, area: QRect, cell: Cell, font: QFont, metrics: QFontMetrics) -> None:
        if cell.second_icon:
            size = 14
            y = area.center().y() - size // 2 + 1
            painter.drawPixmap(area.left(), y, style.pixmap(cell.second_icon, cell.second_ink, size))
            area.setLeft(area.left() + size + 5)
        painter.setFont(font)
        painter.setPen(_ink(cell.second_ink))
        self._text(
            painter,
            area,
            metrics.elidedText(_one_line(cell.second), Qt.TextElideMode.ElideRight, area.width()),
        )

    def _text(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def row_height() -> int:
    """Height of a row of two lines at the text size in force."""
    type = tokens()["type"]["app"]
    return style.px(type["body"]["line"] + type["small"]["line"] + 9)


def heading_height() -> int:
    """Height of a group's heading."""
    return style.px(tokens()["size"]["row"])


def draw_bars(painter: QPainter, left: int, middle: int, bars: int, full: QColor, empty: QColor) -> None:
    """One to three rising bars, as many of them full as an action is strong."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for at in range(3):
        height = style.px((5, 9, 13)[at])
        painter.setBrush(full if at < bars else empty)
        painter.drawRoundedRect(
            left + at * style.px(6), middle + style.px(6) - height, style.px(5), height, 1, 1
        )


def _bars(painter: QPainter, left: int, middle: int, bars: int) -> None:
    draw_bars(painter, left, middle, bars, style.color("text"), style.color("border_strong"))


def _ink(name: str) -> QColor:
    return QColor(name) if name.startswith("#") else style.color(name)


def _one_line(text: str) -> str:
    return text[:_MOST].replace("\n", " ")


def fill_box(editor: QWidget, index: AnyIndex) -> None:
    """Put a cell's words into the box over it; a box in which somebody has typed keeps what was typed.

    Qt asks for this also when another step changes the row while its box is open.
    """
    assert isinstance(editor, QLineEdit)
    if not editor.isModified():
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()
