"""The palette: one box to go somewhere, find something or do anything, opened with Ctrl+K."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
RECENT_KEPT = 8
SHOWN_AT_MOST = 60


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
        self.box = QLineEdit()
        self.box.setAccessibleName("Search, go to, or do")
        keep_apart(self.box)
        self.box.setPlaceholderText("Type what you want to do, where to go, or what to find")
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

    def open(self) -> None:
        """Show it over the window, with what was used last on top."""
        window = self._window
        self._before = window.focusWidget()
        width = min(style.px(tokens()["size"]["palette_width"]), window.width() - 48)
        self.setGeometry((window.width() - width) // 2, 56, width, min(style.px(460), window.height() - 96))
        self.box.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.box.setFocus()

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
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        choice: Choice = index.data(_CHOICE)
        self.close_quietly()
        _remember(choice.id)
        choice.run()

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        recent = _recent()
        found = [choice for choice in self._commands() if _fits(choice, words)]
        if words:
            found.sort(key=lambda choice: not choice.title.casefold().startswith(words[0]))
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
            self.model.appendRow(item)
        if found:
            self.list.setCurrentIndex(self.model.index(0, 0))


class _Line(QStyledItemDelegate):
    """One line: icon, title, where it leads, and its key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(100, style.px(tokens()["size"]["row"]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        choice: Choice = index.data(_CHOICE)
        painter.save()
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
        title = metrics.elidedText(choice.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        used = metrics.horizontalAdvance(title) + 12
        if choice.detail and used < area.width() - 40:
            painter.setFont(style.font("small"))
            painter.setPen(style.color("text3"))
            rest = QRect(area.left() + used, area.top(), area.width() - used, area.height())
            detail = painter.fontMetrics().elidedText(
                choice.detail, Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, detail)
        painter.restore()


def _fits(choice: Choice, words: list[str]) -> bool:
    text = f"{choice.title} {choice.also} {choice.detail}".casefold()
    return all(word in text for word in words)


def _recent() -> list[str]:
    kept = QSettings().value("palette/recent", [])
    return [str(one) for one in kept] if isinstance(kept, list) else []


def _remember(id: str) -> None:
    QSettings().setValue("palette/recent", [id, *(one for one in _recent() if one != id)][:RECENT_KEPT])
