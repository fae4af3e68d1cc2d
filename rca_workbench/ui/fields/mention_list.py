"""The list of roles that opens where somebody types @."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields.mention_text import stand_by

SHOWN_AT_MOST = 8
"""Rows in sight; more are reached by going on."""
LISTED_AT_MOST = 200


class RoleList(QFrame):
    """Roles to choose from. The focus stays where one types; keys are handed on from there."""

    chosen = Signal(str)
    """What the row taken stands for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        style.role(self, "popover")
        self.list = QListWidget()
        self.list.setAccessibleName("Roles")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self.take())
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self.list)
        self.hide()

    def show_at(self, near: QRect, rows: Sequence[tuple[str, str, str]], *, mark: bool = True) -> None:
        """Show rows: the words, the icon, what a row stands for. `near` is in pixels of the window. Without `mark`
        no row is marked before somebody moves to one.
        """
        was = self.list.currentItem().data(Qt.ItemDataRole.UserRole) if self.list.currentItem() else None
        self.list.clear()
        height = style.px(28)
        for words, icon, stands_for in rows[:LISTED_AT_MOST]:
            item = QListWidgetItem(style.icon(icon), words)
            item.setData(Qt.ItemDataRole.UserRole, stands_for)
            item.setToolTip(words)
            item.setSizeHint(QSize(0, height))
            self.list.addItem(item)
        first = 0 if mark else -1
        kept = next((at for at, row in enumerate(rows[:LISTED_AT_MOST]) if row[2] == was), first)
        self.list.setCurrentRow(kept if self.isVisible() else first)
        self.list.setFixedHeight(height * min(max(len(rows), 1), SHOWN_AT_MOST) + 4)
        stand_by(self, near, style.px(300))
        if not self.isVisible():
            self.show()
            self._say()
        self.raise_()

    def mark(self, by: int) -> None:
        """Mark another row."""
        count = self.list.count()
        at = self.list.currentRow()
        self.list.setCurrentRow((at + by) % count if count and at >= 0 else 0 if by > 0 else count - 1)
        self._say()

    def take(self) -> None:
        """Take the marked row."""
        item = self.list.currentItem()
        if item is not None:
            self.hide()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _say(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            said = f"{item.text()}, {self.list.currentRow() + 1} of {self.list.count()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, said))
