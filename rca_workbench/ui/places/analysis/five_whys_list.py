"""The list of the 5 whys outline and the one box in which all its lines are typed.

The box is never taken away while somebody types: Enter and Tab move it to another line and change what stands in it,
so that no key can fall between two controls, however fast they come.
"""

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QListView

from rca_workbench.analysis.five_whys import Prompt, WhyLine
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Pages
from rca_workbench.ui.places.analysis.five_whys_paint import WhyPainter
from rca_workbench.ui.places.analysis.five_whys_rows import WhyRow, WhyRows

PAUSE_MS = 1000
MOST_PASTED = 500
"""Lines taken from one pasting."""
_BOX_EDGE = 6
"""From the left of the box to the words in it: typed words stand where painted ones stood."""


class TypeBox(Pages):
    """The box one types in: its keys are those of an outline."""

    entered = Signal()
    """Enter: this line is done, on to the next."""
    sunk = Signal()
    """Tab: under the line above."""
    raised = Signal()
    """Shift+Tab: out again."""
    shifted = Signal(int)
    """Alt+Up (-1) or Alt+Down (1)."""
    emptied = Signal()
    """Backspace where nothing stands."""
    stepped = Signal(int)
    """Up from the first line of the words (-1), down from the last (1)."""
    paused = Signal()
    """Nothing was typed for a moment, or the window was left: what stands here is to be kept."""
    resized = Signal()
    pasted = Signal(object)
    """Several lines were pasted where one is typed: each with how far in it stood."""

    def __init__(self, list: QListView) -> None:
        super().__init__(list.viewport(), most=12)
        self.setTabChangesFocus(False)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._rest)
        self.textChanged.connect(self._pause.start)
        self.hide()

    def begin(self, text: str, name: str) -> None:
        """Hold the words of another line; what was typed before is no longer undone here."""
        self.put(text)
        self.settle()
        self.textChanged.emit()  # what looks for names in it looks anew
        self._pause.stop()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.AltModifier
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            event.accept()
            return True
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = outline_lines(source.text())
        if len(lines) > 1:
            self.pasted.emit(lines)
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def focusNextPrevChild(self, next: bool) -> bool:
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        none = held == Qt.KeyboardModifier.NoModifier
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if none:
                self.entered.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if held == Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            case Qt.Key.Key_Tab if none:
                self.sunk.emit()
            case Qt.Key.Key_Backtab:
                self.raised.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if held == Qt.KeyboardModifier.AltModifier:
                self.shifted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Backspace if none and not self.toPlainText():
                self.emptied.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if none and self._at_edge(event.key()):
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.paused.emit()
            # Back in this window one goes on where one was: only what stands here is kept.
            event = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
        super().focusOutEvent(event)

    def _at_edge(self, key: int) -> bool:
        cursor = self.textCursor()
        up = key == Qt.Key.Key_Up
        return not cursor.movePosition(QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down)

    def _rest(self) -> None:
        if not self.composing:
            self.paused.emit()


def outline_lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text with how far in each stands, 0 for the least; bullets and empty lines are left out.

    A line stands one further in than the line above where it begins further right, whatever the indent is made of.
    """
    found: list[tuple[int, str]] = []
    edges: list[int] = []
    for line in text.splitlines()[:MOST_PASTED]:
        words = line.strip().lstrip("-*•–·").strip()
        if words:
            edge = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            while edges and edges[-1] > edge:
                edges.pop()
            if not edges or edges[-1] < edge:
                edges.append(edge)
            found.append((len(edges) - 1, words))
    return found


class WhyList(QListView):
    """The outline: arrows walk through it, Left and Right fold, a click on words types there."""

    chosen = Signal(object)
    """The row somebody moved to, or None."""
    typing_asked = Signal()
    """A prompt was clicked, or a line twice."""
    folded = Signal(str, bool)
    """Id of a factor, and whether to fold its causes away."""
    hindered = Signal(str)
    """Why a key did nothing."""

    def __init__(self, rows: WhyRows) -> None:
        super().__init__()
        self.rows = rows
        self._marking = False
        self.painter = WhyPainter(self, rows.session)
        self.setModel(rows)
        self.setItemDelegate(self.painter)
        self.setAccessibleName("5 whys: what lies behind it, line by line")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.box = TypeBox(self)
        self.box.textChanged.connect(self.place_box)
        self.box.resized.connect(self.place_box)
        self.verticalScrollBar().valueChanged.connect(self.place_box)
        self.selectionModel().currentChanged.connect(self._moved)
        style.look().changed.connect(self.relay)

    @property
    def current(self) -> WhyRow | None:
        """The row one is at."""
        return self.rows.row(self.currentIndex().row())

    def go(self, at: int, *, quiet: bool = True) -> None:
        """Be at a row, in view; `quiet` tells nobody."""
        self._marking = quiet
        index = self.rows.index(at) if at >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if at < 0:
            self.clearSelection()
        self._marking = False
        if at >= 0:
            self.scrollTo(index)

    def write_at(self, at: int) -> None:
        """Have the box over a row; -1 puts it away."""
        if at < 0:
            self.painter.writing = (-1, 0)
            self.box.hide()
            self.relay()
            return
        self.painter.writing = (at, self.box.minimumHeight())
        self.go(at)
        self.place_box()
        self.scrollTo(self.rows.index(at))
        self.box.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def place_box(self) -> None:
        """Set the box over its row, and make the row as tall as the box."""
        at, tall = self.painter.writing
        row = self.rows.row(at)
        if row is None:
            return
        index = self.rows.index(at)
        words = self.painter.space(row, QRect(0, 0, self.viewport().width(), 1)).words
        self.box.setFixedWidth(max(words.width(), 80) + _BOX_EDGE)
        self.box.grow()
        if self.box.minimumHeight() != tall or self.visualRect(index).height() != tall + style.px(8):
            self.painter.writing = (at, self.box.minimumHeight())
            self.relay()
        area = self.visualRect(index)
        self.box.move(words.left() - _BOX_EDGE, area.top() + style.px(4))
        if self.box.hasFocus() and area.bottom() > self.viewport().height():
            self.scrollTo(index)

    def relay(self) -> None:
        """Heights are different now."""
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and isinstance(row, WhyLine) and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            shut = event.key() == Qt.Key.Key_Left
            if row.causes and not row.elsewhere and not row.loop and row.closed != shut:
                self.folded.emit(row.factor.id, shut)
            elif shut and row.under:
                self.go(self.rows.at_factor(row.under), quiet=False)
            return
        if event.text() and event.text().isprintable():
            event.ignore()  # letters are commands here, never a search of Qt's own
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row(index.row())
        if isinstance(row, WhyLine) and row.causes:
            space = self.painter.space(row, self.visualRect(index))
            if space.chevron - 4 <= event.position().x() < space.icon and not (row.elsewhere or row.loop):
                self.folded.emit(row.factor.id, not row.closed)
                return
        super().mousePressEvent(event)
        if isinstance(row, Prompt):
            self.typing_asked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if isinstance(self.rows.row(self.indexAt(event.position().toPoint()).row()), WhyLine):
            self.typing_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.relay()
        self.place_box()

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()
        if not self._marking:
            self.chosen.emit(self.rows.row(now.row()))
