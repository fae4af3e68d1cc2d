"""The palette: one box to go somewhere, find something or do anything, opened with Ctrl+K."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.apart import keep_apart

_CHOICE = Qt.ItemDataRole.UserRole + 1
NOTHING = "Nothing to do, no place and nothing in a case has these words. Try fewer"
RECENT_KEPT = 8
SHOWN_AT_MOST = 240


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette."""

    id: str
    title: str
    detail: str
    key: str
    icon: str
    run: Callable[[], object]
    also: str = ""
    heading: bool = False
    """Says what follows, and cannot be chosen."""
    marked: tuple[tuple[int, int], ...] = ()
    """Where in the title the words stand that were looked for."""
    stays: bool = False
    """Changes what the list shows, which stays open."""


class Palette(QFrame):
    """A list over the window that narrows as one types. Opens at once; Esc closes it and nothing happened."""

    def __init__(
        self,
        window: QWidget,
        commands: Callable[[], Iterable[Choice]],
        find: Callable[[str], Iterable[Choice]],
    ) -> None:
        super().__init__(window)
        self._window = window
        style.role(self, "palette")
        self._commands = commands
        self._find = find
        self._before: QWidget | None = None
        self._finds_only = False
        self.box = QLineEdit()
        self.box.setAccessibleName("Search, go to, or do")
        keep_apart(self.box)
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setAccessibleName("What matches")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(self._chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self.box)
        box.addWidget(self.list)
        self.box.textChanged.connect(self._narrow)
        self.box.installEventFilter(self)
        self.hide()

    def open(self, *, finds_only: bool = False) -> None:
        """Show it over the window, with what was used last on top; or only to find things of the case."""
        self._finds_only = finds_only
        hint = "Find in this case" if finds_only else "Type what you want to do, where to go, or what to find"
        self.box.setPlaceholderText(hint)
        window = self._window
        self._before = window.focusWidget()
        width = min(style.px(tokens()["size"]["palette_width"]), window.width() - 48)
        height = min(style.px(620 if finds_only else 460), window.height() - 96)
        self.setGeometry((window.width() - width) // 2, 56, width, height)
        self.box.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.box.setFocus()

    def again(self) -> None:
        """More can be found now."""
        if self.isVisible():
            self._narrow(self.box.text())

    def close_quietly(self) -> None:
        """Close it and give the focus back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Escape:
                    self.close_quietly()
                    return True
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._chosen(self.list.currentIndex())
                    return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _move(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        while 0 <= row < self.model.rowCount():
            choice: Choice = self.model.index(row, 0).data(_CHOICE)
            if not choice.heading:
                self.list.setCurrentIndex(self.model.index(row, 0))
                return
            if row == 0:
                self.list.scrollToTop()
            row += by

    def _chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        choice: Choice = index.data(_CHOICE)
        if choice.heading:
            return
        if choice.stays:
            choice.run()
            self.again()
            # The first of what came stands where the choice was.
            self.list.setCurrentIndex(self.model.index(index.row(), 0))
            return
        self.close_quietly()
        _remember(choice.id)
        choice.run()

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        recent = _recent()
        found = [choice for choice in self._commands() if _fits(choice, words)]
        if self._finds_only:
            found = list(self._find(text)) if words else []
        elif words:
            found.sort(key=lambda choice: _rank(choice.title.casefold(), words))
            found.extend(self._find(text))
        else:
            found.sort(key=lambda choice: recent.index(choice.id) if choice.id in recent else RECENT_KEPT)
        self.model.clear()
        for choice in found[:SHOWN_AT_MOST]:
            item = QStandardItem(choice.title)
            item.setData(choice, _CHOICE)
            item.setAccessibleText(
                ", ".join(part for part in (choice.title, choice.detail, choice.key) if part)
            )
            item.setEnabled(not choice.heading)
            self.model.appendRow(item)
        self.list.scrollToTop()
        first = next((row for row, choice in enumerate(found[:SHOWN_AT_MOST]) if not choice.heading), None)
        if first is not None:
            self.list.setCurrentIndex(self.model.index(first, 0))
        elif not found and words:
            words_said = "Nothing in this case has these words" if self._finds_only else NOTHING
            nothing = QStandardItem(words_said)
            said = Choice("", words_said, "", "", "", lambda: None, heading=True)
            nothing.setData(said, _CHOICE)
            nothing.setEnabled(False)
            self.model.appendRow(nothing)


class _Line(QStyledItemDelegate):
    """One line: icon, title, where it leads, and its key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(100, style.px(tokens()["size"]["row"]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        choice: Choice = index.data(_CHOICE)
        painter.save()
        if choice.heading:
            painter.setFont(style.font("small_strong"))
            painter.setPen(style.color("text2"))
            place = option.rect.adjusted(10, 0, -10, -4)
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, choice.title)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(style.color("selection"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(option.rect, 6, 6)
        area = option.rect.adjusted(10, 0, -10, 0)
        size = tokens()["size"]["icon_small"]
        painter.drawPixmap(
            area.left(), area.center().y() - size // 2, style.pixmap(choice.icon, "text2", size)
        )
        area.setLeft(area.left() + size + 10)
        painter.setFont(style.font("small"))
        painter.setPen(style.color("text3"))
        key_width = painter.fontMetrics().horizontalAdvance(choice.key) + 8 if choice.key else 0
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, choice.key)
        area.setRight(area.right() - key_width)
        painter.setFont(style.font("body"))
        painter.setPen(style.color("text"))
        metrics = painter.fontMetrics()
        # Of a thing found, what it is stays to be seen however long its words are.
        kept = metrics.horizontalAdvance(choice.detail) + 24 if choice.marked and choice.detail else 0
        width = area.width() - min(kept, area.width() // 3)
        title = metrics.elidedText(choice.title, Qt.TextElideMode.ElideRight, width)
        used = _draw_marked(painter, area, title, choice.marked) + 12
        if choice.detail and used < area.width() - 24:
            painter.setFont(style.font("small"))
            painter.setPen(style.color("text3"))
            rest = QRect(area.left() + used, area.top(), area.width() - used, area.height())
            detail = painter.fontMetrics().elidedText(
                choice.detail, Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, detail)
        painter.restore()


def _draw_marked(painter: QPainter, area: QRect, text: str, marked: Sequence[tuple[int, int]]) -> int:
    """Draw a line with some of its words in bold; returns its width."""
    edges = sorted({0, len(text), *(min(at, len(text)) for pair in marked for at in pair)})
    x = area.left()
    for start, end in pairwise(edges):
        strong = any(a <= start < b for a, b in marked)
        painter.setFont(style.font("body_strong" if strong else "body"))
        piece = text[start:end]
        room = QRect(x, area.top(), area.right() - x + 1, area.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, piece)
        x += painter.fontMetrics().horizontalAdvance(piece)
    return x - area.left()


def _fits(choice: Choice, words: list[str]) -> bool:
    text = f"{choice.title} {choice.also} {choice.detail}".casefold()
    return all(word in text for word in words)


def _rank(title: str, words: list[str]) -> int:
    """What is called just that comes first, a tab by its own name too; then what begins so."""
    if " ".join(words) in (title, title.rpartition(": ")[2]):
        return 0
    return 1 if title.startswith(words[0]) else 2


def _recent() -> list[str]:
    kept = QSettings().value("palette/recent", [])
    return [str(one) for one in kept] if isinstance(kept, list) else []


def _remember(id: str) -> None:
    QSettings().setValue("palette/recent", [id, *(one for one in _recent() if one != id)][:RECENT_KEPT])
