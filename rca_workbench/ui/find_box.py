"""Linking by typing: which other thing, and which way."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.ui import style
from rca_workbench.ui.fields.apart import keep_apart

SHOWN_AT_MOST = 40


class FindBox(QFrame):
    """A small box over a view: type to narrow the list, Enter links with the one marked, Esc leaves."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        style.role(self, "popover")
        self.said = style.role(QLabel(), "small_strong")
        self.said.setWordWrap(True)
        self.way = QComboBox()
        self.way.setAccessibleName("How they are linked")
        self.other = QLineEdit()
        self.other.setAccessibleName("The other one")
        keep_apart(self.other)
        self.other.setPlaceholderText("Type to find the other one")
        self.other.installEventFilter(self)
        self.other.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("What matches")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(3)
        self.list.itemDoubleClicked.connect(lambda _: self._link())
        self.link = style.role(QPushButton("Link"), "primary")
        self.link.clicked.connect(self._link)
        line = QHBoxLayout()
        line.addWidget(self.way)
        line.addWidget(self.other, 1)
        line.addWidget(self.link)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.addWidget(self.said)
        box.addLayout(line)
        box.addWidget(self.list)
        self._others: Sequence[tuple[str, str]] = ()
        self._job: Callable[[int, str], object] = lambda way, id: None
        self.hide()

    def ask(
        self,
        said: str,
        ways: Sequence[str],
        others: Sequence[tuple[str, str]],
        job: Callable[[int, str], object],
    ) -> None:
        """Open it. `others` are names with ids; `job` gets the number of the way chosen and the other's id."""
        self._job, self._others = job, others
        self.said.setText(said)
        self.way.clear()
        self.way.addItems(list(ways))
        self.way.setVisible(len(ways) > 1)
        self.other.clear()
        self._narrow("")
        view = self._view
        width = min(style.px(620), view.width() - 24)
        height = min(style.px(320), view.height() - 24)
        self.setGeometry((view.width() - width) // 2, min(style.px(56), 12), width, height)
        self.show()
        self.raise_()
        self.other.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    by = 1 if event.key() == Qt.Key.Key_Down else -1
                    self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._link()
                    return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._link()
        else:
            super().keyPressEvent(event)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        found = [one for one in self._others if all(word in one[0].casefold() for word in words)]
        self.list.clear()
        for name, id in found[:SHOWN_AT_MOST]:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, id)
            item.setToolTip(name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.link.setEnabled(bool(found))

    def _link(self) -> None:
        item = self.list.currentItem()
        if self.list.count() and self.isVisible():
            way, id = self.way.currentIndex(), item.data(Qt.ItemDataRole.UserRole)
            self._leave()
            self._job(way, id)

    def _leave(self) -> None:
        self.hide()
        view = self._view
        if hasattr(view, "enter"):
            view.enter()
        else:
            view.setFocus()
