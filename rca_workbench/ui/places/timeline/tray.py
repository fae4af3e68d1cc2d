"""The tray under the lanes: entries that wait for a time."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from rca_workbench.drawing.lane_content import Undated
from rca_workbench.model import shortened
from rca_workbench.ui import style

IN_TRAY_AT_MOST = 6
_WIDEST = 240
_AROUND = 30
"""Pixels at 100 % that the frame of a button takes from its words."""


class Tray(QFrame):
    """Each waiting entry as a button, as many as there is room for; the table lists them all."""

    chosen = Signal(object)
    """Id of the entry chosen."""

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown: Sequence[Undated] = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(20, 4, 16, 4)
        self.hide()

    def show_entries(self, entries: Sequence[Undated]) -> None:
        """Offer these."""
        if entries == self._shown:
            return
        self._shown = entries
        while item := self._line.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(entries))
        if not entries:
            return
        self._line.addWidget(style.role(QLabel("No time yet"), "label"))
        for one in entries[:IN_TRAY_AT_MOST]:
            button = _Waiting(shortened(one.text, 60))
            button.setToolTip(one.text)
            button.setAccessibleName(f"No time yet: {one.text}")
            button.clicked.connect(partial(self.chosen.emit, one.id))
            self._line.addWidget(button)
        if len(entries) > IN_TRAY_AT_MOST:
            more = f"and {len(entries) - IN_TRAY_AT_MOST} more in the table"
            self._line.addWidget(style.role(QLabel(more), "caption"))
        self._line.addStretch(1)


class _Waiting(QPushButton):
    """A button that shows the beginning of its words, as many as there is room for."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(style.px(72), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self._words) + style.px(_AROUND)
        return QSize(min(wanted, style.px(_WIDEST)), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - style.px(_AROUND)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))
