"""Paints the rows of the 5 whys outline: how far in, what kind, the words, and what is known of it at the right."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rca_workbench.analysis.five_whys import Asks, Prompt, WhyLine
from rca_workbench.drawing.face import Face
from rca_workbench.drawing.map import band_label
from rca_workbench.model import Factor, FactorStatus
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.names import icon_of, ink_of
from rca_workbench.ui.places.analysis.five_whys_rows import ROW, AnyIndex, Draft, WhyRow, notes_of, sources
from rca_workbench.ui.session import Session

LEFT = 20
"""Left of the first line: it lines up with the header of the place above it."""
STEP = 26
"""How far each why goes in."""
ICON_GAP = 8
ASIDE = 216
"""Width at the right for what is known of a line."""
NARROW = 640
"""Width below which only the count of sources stands at the right."""
BAR = 3
_KEPT = 20_000
"""Heights kept before measuring afresh."""
MOST_LINES = 8
LEAST_WORDS = 200
"""Width that is left for the words however deep a line stands."""


@dataclass(frozen=True, slots=True)
class RowSpace:
    """Where the parts of a row stand."""

    chevron: int
    icon: int
    words: QRect
    aside: QRect


class WhyPainter(QStyledItemDelegate):
    """Paints rows, and says how tall they are at the width of the list."""

    def __init__(self, list: QListView, session: Session) -> None:
        super().__init__(list)
        self._list = list
        self._session = session
        self._faces: dict[str, Face] = {}
        self.writing = (-1, 0)
        """The row that is being typed in and how tall the box over it is."""
        self._measured: tuple[int, ...] = ()
        self._heights: dict[tuple[object, ...], tuple[Factor, int]] = {}
        """Of lines at a width, with the factor they were measured for: a case shows most of them again and again."""
        style.look().changed.connect(self._restyle)

    def space(self, row: WhyRow, area: QRect) -> RowSpace:
        """Where the parts of a row stand in its rectangle."""
        size, chevron, step, least, wide, slim, narrow = self._lengths()
        aside = wide if area.width() >= narrow else slim
        room = area.width() - LEFT - aside - chevron - size - ICON_GAP - least
        deep = min(row.depth * step, max(room, 0))
        left = area.left() + LEFT + deep
        words = left + chevron + size + ICON_GAP
        return RowSpace(
            left,
            left + chevron,
            QRect(words, area.top(), area.right() - aside - words - 8, area.height()),
            QRect(area.right() - aside, area.top(), aside - 12, area.height()),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row: WhyRow | None = index.data(ROW)
        width = self._list.viewport().width()
        if row is None:
            return QSize(width, 0)
        at, tall = self.writing
        if index.row() == at:
            return QSize(width, tall + style.px(8))
        if isinstance(row, Prompt):
            lines = self._lines("small", row.said, self.space(row, QRect(0, 0, width, 1)).words.width(), 3)
            return QSize(width, max(round(len(lines) * self._face("small").line) + style.px(8), style.px(26)))
        if isinstance(row, Draft):
            return QSize(width, style.px(40))
        return QSize(width, self._height(row, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: WhyRow | None = index.data(ROW)
        if row is None:
            return
        area = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, style.color("selection" if selected else "surface"))
        self._guides(painter, row, area)
        space = self.space(row, area)
        if isinstance(row, Prompt):
            self._prompt(painter, row, space)
        elif isinstance(row, WhyLine):
            self._line(painter, row, space, area, written=index.row() == self.writing[0])
        if selected:
            painter.fillRect(QRect(area.left(), area.top(), BAR, area.height()), style.color("accent"))
            if self._list.hasFocus():
                painter.setPen(QPen(style.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _height(self, row: WhyLine, width: int) -> int:
        also = tuple(one.id for one in row.also_under)
        key = (
            row.factor.id,
            row.depth,
            row.link and row.link.link_type,
            also,
            row.elsewhere,
            row.loop,
            width,
        )
        known = self._heights.get(key)
        if known is not None and known[0] is row.factor:
            return known[1]
        if len(self._heights) > _KEPT:
            self._heights.clear()
        room = self.space(row, QRect(0, 0, width, 1)).words.width()
        height = len(self._words(row, room)) * self._face(_look(row)).line
        height += len(self._notes(row, room, width)) * self._face("caption").line
        tall = max(round(height) + style.px(12), style.px(tokens()["size"]["row"]))
        self._heights[key] = (row.factor, tall)
        return tall

    def _lengths(self) -> tuple[int, ...]:
        """Lengths at the text size in force: asked for at every row."""
        if not self._measured:
            scaled = (style.px(one) for one in (16, STEP, LEAST_WORDS, ASIDE, 56, NARROW))
            self._measured = (tokens()["size"]["icon"], *scaled)
        return self._measured

    def _restyle(self) -> None:
        self._faces.clear()
        self._heights.clear()
        self._measured = ()

    def _guides(self, painter: QPainter, row: WhyRow, area: QRect) -> None:
        """A thin line for each level a row stands in, so that the eye finds what it belongs to."""
        painter.setPen(QPen(style.color("border"), 1))
        left = self.space(row, area).chevron - row.depth * style.px(STEP)
        for depth in range(row.depth):
            x = left + depth * style.px(STEP) + style.px(7)
            if x > area.left() + LEFT:
                painter.drawLine(x, area.top(), x, area.bottom())

    def _prompt(self, painter: QPainter, row: Prompt, space: RowSpace) -> None:
        size = tokens()["size"]["icon_small"]
        stops = row.asks is Asks.STOPS
        ink = "text2" if stops or row.asks is Asks.ACT else "text3"
        icon = {Asks.STOPS: "circle-slash", Asks.ACT: "user"}.get(row.asks, "plus")
        lines = self._lines("small", row.said, space.words.width(), 3)
        face = self._face("small")
        top = space.words.center().y() - len(lines) * face.line / 2
        painter.drawPixmap(space.icon + 2, round(top + (face.line - size) / 2), style.pixmap(icon, ink, size))
        painter.setPen(style.color(ink))
        self._draw(painter, lines, "small", space.words.left(), top)
        if stops:
            painter.setFont(self._face("caption").font)
            painter.setPen(style.color("text3"))
            painter.drawText(
                space.aside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "Stops here"
            )

    def _line(self, painter: QPainter, row: WhyLine, space: RowSpace, area: QRect, *, written: bool) -> None:
        factor, size = row.factor, tokens()["size"]["icon"]
        look = _look(row)
        face = self._face(look)
        words = self._words(row, space.words.width())
        notes = self._notes(row, space.words.width(), area.width())
        height = len(words) * face.line + len(notes) * self._face("caption").line
        top = area.center().y() - height / 2 + 1
        middle = top + (face.line - size) / 2
        if written:
            middle = area.top() + (style.px(40) - size) / 2
        if row.causes and not row.elsewhere and not row.loop:
            small = tokens()["size"]["icon_small"]
            name = "chevron-right" if row.closed else "chevron-down"
            painter.drawPixmap(
                space.chevron - 1, round(middle + (size - small) / 2), style.pixmap(name, "text3", small)
            )
        faded = factor.status is FactorStatus.REJECTED
        painter.drawPixmap(
            space.icon,
            round(middle),
            style.pixmap(icon_of(factor), "text3" if faded else ink_of(factor), size),
        )
        if not written:
            painter.setPen(
                style.color("text3" if faded or not factor.text else "text2" if row.elsewhere else "text")
            )
            self._draw(painter, words, look, space.words.left(), top)
            painter.setPen(style.color("text2"))
            self._draw(painter, notes, "caption", space.words.left(), top + len(words) * face.line)
        self._aside(painter, row, space.aside, round(middle), area.width())

    def _aside(self, painter: QPainter, row: WhyLine, area: QRect, top: int, width: int) -> None:
        """The count of sources at the very right; before it the level, and whether it is agreed."""
        size = tokens()["size"]["icon_small"]
        count = sources(self._session, row.factor)
        face = self._face("caption")
        right = area.right()
        number = str(count) if count else ""
        painter.setFont(face.font)
        painter.setPen(style.color("text2"))
        row_area = QRect(area.left(), top, area.width(), tokens()["size"]["icon"])
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(row_area, place, number)
        right -= style.px(18)
        painter.drawPixmap(
            right - size,
            row_area.center().y() - size // 2 + 1,
            style.pixmap("quote" if count else "circle-dashed", "text2" if count else "text3", size),
        )
        right -= size + 10
        if width >= style.px(NARROW):
            said = self._known(row)
            room = right - area.left()
            painter.drawText(
                QRect(area.left(), row_area.top(), room, row_area.height()), place, face.elide(said, room)
            )

    def _known(self, row: WhyLine) -> str:
        parts = [_STATUS.get(row.factor.status, ""), band_label(row.factor)]
        return " · ".join(part for part in parts if part)

    def _words(self, row: WhyLine, room: int) -> tuple[str, ...]:
        return self._lines(_look(row), row.factor.text or "No words yet", room, MOST_LINES)

    def _notes(self, row: WhyLine, room: int, width: int) -> tuple[str, ...]:
        said = notes_of(row)
        if width < style.px(NARROW):
            said = [self._known(row), *said]
        return self._lines("caption", " · ".join(said), room, 3) if said else ()

    def _lines(self, look: str, text: str, room: int, most: int) -> tuple[str, ...]:
        found: list[str] = []
        for part in text.split("\n"):
            if len(found) < most:
                found += self._face(look).wrap(part, max(room, 40), most - len(found))
        return tuple(found)

    def _draw(self, painter: QPainter, lines: tuple[str, ...], look: str, left: int, top: float) -> None:
        face = self._face(look)
        painter.setFont(face.font)
        for at, line in enumerate(lines):
            painter.drawText(left, round(face.baseline(top, at)), line)

    def _face(self, look: str) -> Face:
        if look not in self._faces:
            made: QFont = style.font(look)
            self._faces[look] = Face(made, style.px(tokens()["type"]["app"][look]["line"]))
        return self._faces[look]


_STATUS = {
    FactorStatus.CANDIDATE: "Suggested",
    FactorStatus.OTHER_FINDING: "Other finding",
    FactorStatus.GOOD_PRACTICE: "Good practice",
    FactorStatus.REJECTED: "Set aside",
}
"""Short words where there is no room for the whole."""


def _look(row: WhyLine) -> str:
    return "body" if row.depth else "body_strong"
