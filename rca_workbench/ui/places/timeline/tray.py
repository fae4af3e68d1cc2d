"""The tray under the lanes: entries that wait for a time."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from rca_workbench.drawing.lane_content import Undated
from rca_workbench.model import shortened
from rca_workbench.ui import style

IN_TRAY_AT_MOST = 6


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
                widget.deleteLater()
        self.setVisible(bool(entries))
        if not entries:
            return
        self._line.addWidget(style.role(QLabel("No time yet"), "label"))
        for one in entries[:IN_TRAY_AT_MOST]:
            button = QPushButton(shortened(one.text, 32))
            button.setToolTip(one.text)
            button.setAccessibleName(f"No time yet: {one.text}")
            button.clicked.connect(partial(self.chosen.emit, one.id))
            self._line.addWidget(button)
        if len(entries) > IN_TRAY_AT_MOST:
            more = f"and {len(entries) - IN_TRAY_AT_MOST} more in the table"
            self._line.addWidget(style.role(QLabel(more), "caption"))
        self._line.addStretch(1)
