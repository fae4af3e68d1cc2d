"""A proposed change as one sees it: what goes is struck, what comes is underlined, each behind its sign."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from rca_workbench.analysis.word_changes import Became, Piece, in_short
from rca_workbench.ui import style
from rca_workbench.ui.lists import Cell, CellPainter
from rca_workbench.ui.lists.rows import ROW, AnyIndex
from rca_workbench.ui.places.report.review_rows import ReviewRows

SIGNS = {Became.OUT: "−", Became.IN: "+"}
"""Stand before what goes and what comes: colour, strike and underline are not all that tells them apart."""
INKS = {Became.OUT: "danger", Became.IN: "ok"}
_LINES = 2
_MOST = 600


class ChangePainter(CellPainter):
    """The column of proposed words; comments in it are painted like any other cell."""

    def __init__(self, table: QAbstractItemView, rows: ReviewRows) -> None:
        super().__init__(table)
        self._rows = rows
        self._pieces: tuple[Piece, ...] = ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW)
        self._pieces = self._rows.pieces(row) if row is not None else ()
        super().paint(painter, option, index)

    def _cell(self, painter: QPainter, area: QRect, cell: Cell | None) -> None:
        if self._pieces:
            draw_pieces(painter, area, in_short(self._pieces))
        else:
            super()._cell(painter, area, cell)


def draw_pieces(painter: QPainter, room: QRect, pieces: tuple[Piece, ...]) -> None:
    """Draw a difference in the two lines of a row; where it is longer, it ends with three dots."""
    text, formats = _marked(pieces)
    font = style.font("small")
    layout = QTextLayout(text, font)
    layout.setFormats(formats)
    layout.setTextOption(QTextOption())
    metrics = QFontMetrics(font)
    dots = metrics.horizontalAdvance(" …")
    layout.beginLayout()
    height = 0.0
    for at in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(room.width() - (dots if at == _LINES - 1 else 0), 24))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    last = layout.lineAt(layout.lineCount() - 1)
    top = room.top() + (room.height() - height) / 2
    painter.setPen(style.color("text"))
    layout.draw(painter, QPointF(room.left(), top))
    if last.textStart() + last.textLength() < len(text):
        painter.setFont(font)
        painter.setPen(style.color("text2"))
        painter.drawText(QPointF(room.left() + last.naturalTextWidth(), top + last.y() + last.ascent()), " …")


def marked(pieces: Iterable[Piece]) -> str:
    """A difference as rich text: what goes is struck, what comes underlined, each behind its sign."""
    return "".join(_marked_piece(one) for one in pieces)


def _marked_piece(one: Piece) -> str:
    words = escape(one.text).replace("\n", "<br>")
    if one.became is Became.KEPT:
        return words
    tag = "s" if one.became is Became.OUT else "u"
    ink = style.color(INKS[one.became]).name()
    lead = len(words) - len(words.lstrip(" "))
    return f'{words[:lead]}<span style="color:{ink}">{SIGNS[one.became]}<{tag}>{words[lead:]}</{tag}></span>'


def _marked(pieces: tuple[Piece, ...]) -> tuple[str, list[QTextLayout.FormatRange]]:
    text = ""
    formats = []
    for one in pieces:
        words = " ".join(one.text.split("\n"))[:_MOST]
        if one.became is not Became.KEPT:
            # A blank that went or came is seen only with its sign, which is not struck itself: it would not be seen.
            lead = len(words) - len(words.lstrip())
            gap, words = words[:lead], words[lead:]
            text += gap
            formats.append(_range(len(text), 1, _format(one.became, sign=True)))
            text += SIGNS[one.became]
            formats.append(_range(len(text), len(words), _format(one.became)))
        text += words
        if len(text) > _MOST:
            break
    return text, formats


def _range(start: int, length: int, format: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, format
    return made


def _format(became: Became, *, sign: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(style.color(INKS[became]))
    if sign:
        return made
    if became is Became.OUT:
        made.setFontStrikeOut(True)
    else:
        made.setFontUnderline(True)
    return made
