"""The page beside the words: the report near as Word will print it, kept up piece by piece.

What the case makes has a strip in the margin, and a click goes where it comes from; the team's own words are plain, and a
click goes to the box they are written in. The paper is light in the dark theme too: it shows what will be printed.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from rca_workbench.reference import tokens
from rca_workbench.report.preview import MARGIN, PAPER_WIDTH, PageLook, Piece
from rca_workbench.ui import style
from rca_workbench.ui.fields.apart import keep_apart

SCALES = (0.75, 0.9, 1.0, 1.25, 1.5, 2.0)
_LEAST = 0.82
"""Scale under which the smallest type of the page would be hard to read; a narrower page breaks its lines instead."""
_THEME = "light"
_STRIP = 3
_ABOVE = {"<h1": 22, "<h2": 16, "<h3": 10}
"""Pixels above a stretch that begins with a heading."""


class _Shown(NamedTuple):
    piece: Piece
    frame: QTextFrame


class Paper(QTextBrowser):
    """The sheet. Says on what somebody clicked."""

    chosen = Signal(str, str)
    """What somebody wants to go to: "of" and an id of the case, "own" or "made" and a section, "part" and a place here."""
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The report as it stands")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        # Tab would go through hundreds of fields; the buttons beside the page lead to the same places.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setTabChangesFocus(True)
        # A report is longer than its page: a bar that came only with its words would have all of it laid out twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self._shown: list[_Shown] = []
        self._pressed = QPointF()
        sheet = tokens()["themes"][_THEME]["color"]
        self.setStyleSheet(
            f"QTextBrowser {{ background: #FFFFFF; color: {sheet['text']}; border: none;"
            f" selection-background-color: {sheet['selection']}; selection-color: {sheet['text']}; }}"
        )

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is shown now."""
        return tuple(one.piece for one in self._shown)

    def show_pieces(self, pieces: Sequence[Piece], sheet: str) -> int:
        """Show pieces; where they are the same stretches as before, only those that changed. How many were shown anew."""
        keep = self._place()
        self.setUpdatesEnabled(False)
        if self.document().defaultStyleSheet() != sheet or not self._shown:
            self.clear()
            self._shown = []
            self.document().setDefaultStyleSheet(sheet)
        before, after = [_key(one.piece) for one in self._shown], [_key(one) for one in pieces]
        shown: list[_Shown] = []
        count = 0
        for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if what == "equal":
                for held, piece in zip(self._shown[a:b], pieces[c:d], strict=True):
                    if held.piece.html != piece.html:
                        self._fill(held.frame, piece.html)
                        count += 1
                    shown.append(_Shown(piece, held.frame))
                continue
            for held in self._shown[a:b]:
                _take_out(held.frame)
            for piece in pieces[c:d]:
                shown.append(_Shown(piece, self._added(piece, shown[-1].frame if shown else None)))
                count += 1
        self._shown = shown
        self._set_margin()
        self.setUpdatesEnabled(True)
        self._go_back(keep)
        return count

    def scroll_to(self, section: str) -> None:
        """Show a section from its heading."""
        held = next((one for one in self._shown if one.piece.section == section), None)
        if held is not None:
            self.horizontalScrollBar().setValue(0)
            self.verticalScrollBar().setValue(round(self._rect(held.frame).top()) - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        ink = QColor(tokens()["themes"][_THEME]["color"]["accent"])
        ink.setAlphaF(0.35)
        top = self.verticalScrollBar().value()
        seen = QRectF(0, top, self.viewport().width(), self.viewport().height())
        left = max(4.0, self.document().rootFrame().frameFormat().leftMargin() - 12)
        left -= self.horizontalScrollBar().value()
        for one in self._shown:
            rect = self._rect(one.frame)
            if one.piece.made and rect.intersects(seen):
                painter.fillRect(QRectF(left, rect.top() - top, _STRIP, rect.height()), ink)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        still = (event.position() - self._pressed).manhattanLength() < 4
        if event.button() == Qt.MouseButton.LeftButton and still and not self.textCursor().hasSelection():
            target = self._target(event.position())
            if target is not None:
                self.chosen.emit(*target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        target = self._target(event.position())
        hand = target is not None and event.buttons() == Qt.MouseButton.NoButton
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margin()
        super().resizeEvent(event)

    # -- inside ---------------------------------------------------------------------------------------

    def _added(self, piece: Piece, behind: QTextFrame | None) -> QTextFrame:
        cursor = QTextCursor(self.document())
        if behind is not None:
            cursor.setPosition(behind.lastPosition() + 1)
        _flatten(cursor)
        look = QTextFrameFormat()
        look.setBorder(0)
        look.setPadding(0)
        look.setTopMargin(_ABOVE.get(piece.html[:3], 0))  # the first paragraph put into a frame loses its own
        frame = cursor.insertFrame(look)
        self._fill(frame, piece.html)
        after = QTextCursor(self.document())
        after.setPosition(frame.lastPosition() + 1)
        _flatten(after)
        return frame

    @staticmethod
    def _fill(frame: QTextFrame, html: str) -> None:
        cursor = frame.firstCursorPosition()
        cursor.beginEditBlock()
        cursor.setPosition(frame.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(QTextBlockFormat())
        cursor.insertHtml(f"<body>{html}</body>")
        cursor.endEditBlock()

    def _set_margin(self) -> None:
        page = self.document().rootFrame()
        look = page.frameFormat()
        margin = max(20, round(MARGIN * min(1.0, self.width() / PAPER_WIDTH)))
        if (look.leftMargin(), look.topMargin()) != (margin, margin):
            look.setLeftMargin(margin)
            look.setRightMargin(margin)
            look.setTopMargin(margin)
            look.setBottomMargin(margin)
            page.setFrameFormat(look)

    def _rect(self, frame: QTextFrame) -> QRectF:
        return self.document().documentLayout().frameBoundingRect(frame)

    def _place(self) -> tuple[int, float] | None:
        """Which piece is at the top edge, and how far down in it."""
        top = self.verticalScrollBar().value()
        if not top:
            return None
        for at, one in enumerate(self._shown):
            rect = self._rect(one.frame)
            if rect.bottom() > top:
                return at, top - rect.top()
        return None

    def _go_back(self, keep: tuple[int, float] | None) -> None:
        if keep is not None and keep[0] < len(self._shown):
            rect = self._rect(self._shown[keep[0]].frame)
            self.verticalScrollBar().setValue(round(rect.top() + min(keep[1], rect.height())))

    def _target(self, at: QPointF) -> tuple[str, str] | None:
        anchor = self.anchorAt(at.toPoint())
        if anchor.startswith("#"):
            return "part", anchor[1:]
        if anchor.startswith("of:"):
            return "of", anchor[3:]
        top = self.verticalScrollBar().value()
        point = QPointF(at.x(), at.y() + top)
        for one in self._shown:
            rect = self._rect(one.frame)
            if one.piece.section and rect.top() <= point.y() <= rect.bottom():
                return ("made" if one.piece.made else "own"), one.piece.section
        return None


def _key(piece: Piece) -> tuple[str, bool]:
    return piece.section, piece.made


def _take_out(frame: QTextFrame) -> None:
    cursor = QTextCursor(frame.document())
    cursor.setPosition(frame.firstPosition() - 1)
    cursor.setPosition(frame.lastPosition() + 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


def _flatten(cursor: QTextCursor) -> None:
    """The paragraph that Qt keeps between two frames takes no room."""
    flat = QTextBlockFormat()
    flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor.setBlockFormat(flat)
    small = QTextCharFormat()
    small.setFontPointSize(1)
    cursor.setBlockCharFormat(small)


class FindLine(QWidget):
    """The line over the page in which one looks for words of the report."""

    def __init__(self, paper: QTextBrowser) -> None:
        super().__init__()
        self._paper = paper
        self.words = QLineEdit()
        keep_apart(self.words)
        self.words.setAccessibleName("Find in the report")
        self.words.setPlaceholderText("Find in the report")
        self.words.textChanged.connect(lambda _: self._find(0))
        self.said = style.role(QLabel(), "caption")
        back, on = QPushButton(), QPushButton()
        for button, icon, name, by in ((back, "arrow-up", "Previous", -1), (on, "arrow-down", "Next", 1)):
            button.setIcon(style.icon(icon))
            button.setAccessibleName(f"{name} place in the report")
            button.setToolTip(name)
            button.clicked.connect(lambda _=False, by=by: self._find(by))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.said)
        line.addWidget(back)
        line.addWidget(on)
        self.hide()

    def begin(self) -> None:
        """Open it, or go back into it."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._paper.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._find(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _find(self, by: int) -> None:
        words = self.words.text()
        count = self._count(words)
        self.said.setText("" if not words else f"{count:,} places" if count != 1 else "1 place")
        if not count:
            return
        page, at = self._paper.document(), self._paper.textCursor()
        if by == 0:
            at.setPosition(at.selectionStart())
        flags = QTextDocument.FindFlag.FindBackward if by < 0 else QTextDocument.FindFlag(0)
        found = page.find(words, at, flags)
        if found.isNull():  # round the end
            round_ = QTextCursor(page)
            if by < 0:
                round_.movePosition(QTextCursor.MoveOperation.End)
            found = page.find(words, round_, flags)
        self._paper.setTextCursor(found)
        self._paper.ensureCursorVisible()

    def _count(self, words: str) -> int:
        return self._paper.toPlainText().casefold().count(words.casefold()) if words else 0


class ReportPage(QWidget):
    """The sheet on its desk, with the line to find in it and its size."""

    resized = Signal()
    """The page is drawn at another scale from now on: show it anew."""

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "page")
        self.paper = Paper()
        self.paper.zoomed.connect(self.zoom)
        self.finding = FindLine(self.paper)
        self._scale: float | None = None
        """None: as large as the room allows."""
        self.smaller, self.larger = QPushButton(), QPushButton()
        self.fit = style.role(QPushButton("Fit"), "link")
        self.fit.setAccessibleName("Fit the page to the room there is")
        self.fit.clicked.connect(lambda: self.set_scale(None))
        for button, icon, name, by in (
            (self.smaller, "minus", "Smaller page", -1),
            (self.larger, "plus", "Larger page", 1),
        ):
            button.setIcon(style.icon(icon))
            button.setAccessibleName(name)
            button.setToolTip(f"{name} (Ctrl and the wheel)")
            button.clicked.connect(lambda _=False, by=by: self.zoom(by))
        self.said = style.role(QLabel(), "caption")
        key = self._key = style.role(QLabel("▌ Made from the case; a click goes to its source"), "caption")
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(key)
        foot.addStretch(1)
        for part in (self.said, self.smaller, self.larger, self.fit):
            foot.addWidget(part)
        desk = QHBoxLayout()
        desk.setContentsMargins(8, 8, 8, 0)
        desk.addStretch(0)
        desk.addWidget(self.paper, 1)
        desk.addStretch(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(6)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self.finding)
        box.addLayout(top)
        box.addLayout(desk, 1)
        box.addLayout(foot)
        self._settle = QTimer(self, singleShot=True, interval=200)
        self._settle.timeout.connect(self._settled)
        self._drawn_at = 0
        self._set_width()

    @property
    def look(self) -> PageLook:
        """How the page is drawn in the room there is."""
        scale, width = self.scale, self.paper.viewport().width()
        margin = max(20, round(MARGIN * min(1.0, width / PAPER_WIDTH)))
        return PageLook(_THEME, scale, max(200, min(width, round(PAPER_WIDTH * scale)) - 2 * margin - 8))

    @property
    def scale(self) -> float:
        """How large it is drawn; 1 is as it comes out of a printer."""
        if self._scale is not None:
            return self._scale
        return max(_LEAST, min(1.5, (self.width() - 40) / PAPER_WIDTH)) * max(1.0, style.look().scale)

    def zoom(self, by: int) -> None:
        """One size larger or smaller."""
        now = self.scale
        beyond = [one for one in SCALES if (one > now + 0.01 if by > 0 else one < now - 0.01)]
        if beyond:
            self.set_scale(beyond[0] if by > 0 else beyond[-1])

    def set_scale(self, scale: float | None) -> None:
        """Draw the page at a scale; None fits it to the room."""
        self._scale = scale
        self._set_width()
        self._settled()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_width()
        rest = sum(one.sizeHint().width() for one in (self.said, self.smaller, self.larger, self.fit))
        self._key.setVisible(self.width() > rest + self._key.sizeHint().width() + 64)
        if self.look.width != self._drawn_at:
            self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._settle.start()

    def sizeHint(self) -> QSize:
        return QSize(style.px(560), style.px(400))

    def _set_width(self) -> None:
        self.paper.setMaximumWidth(round(PAPER_WIDTH * max(self.scale, 1.0)))
        self.said.setText(f"{round(self.scale * 100)} %")

    def _settled(self) -> None:
        if self.look.width != self._drawn_at or self._scale is not None:
            self._drawn_at = self.look.width
            self.resized.emit()
