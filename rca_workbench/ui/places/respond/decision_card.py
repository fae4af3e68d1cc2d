"""A card of the Decision page beside the criteria: a heading, and rows laid anew where they say something else."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.places.cards import card
from rca_workbench.ui.places.respond.decision_edits import DecisionEdits


class DecisionCard(QWidget):
    """Subclasses lay `_rows` in refresh, unless what they say is what is `_shown`."""

    go_to = Signal(str, object)

    def __init__(self, edits: DecisionEdits, title: str, gap: int) -> None:
        """`gap` is the room between rows."""
        super().__init__()
        self.edits = edits
        self._shown: object = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(gap)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card(outer, title).addLayout(self._rows)
        style.look().changed.connect(self._again)

    def _lay_buttons(self, *buttons: QPushButton) -> None:
        """Buttons beside each other, from the left."""
        line = QHBoxLayout()
        line.setSpacing(8)
        for one in buttons:
            line.addWidget(one)
        line.addStretch(1)
        self._rows.addLayout(line)

    def _again(self) -> None:
        self._shown = None
