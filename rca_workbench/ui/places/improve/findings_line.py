"""The line in a group of findings: what was learned, in one neutral statement."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields import Line
from rca_workbench.ui.lists.cells import BAR

_HINT = "What was learned, as a statement that could be true or false? Enter adds it"


class FindingLine(QWidget):
    """One line across a group; what is typed stays until it is kept."""

    def __init__(self, group: str, keep: Callable[[str], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keep_job = keep
        self.box = Line()
        self.box.setPlaceholderText(_HINT)
        self.box.setAccessibleName(f"New finding: {group}")
        self.box.returnPressed.connect(self._keep)
        self.box.escaped.connect(leave)
        self.box.entered.connect(partial(self._light, True))
        self.box.left.connect(partial(self._light, False))
        self._bar = QWidget()
        self._bar.setFixedWidth(BAR)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 16, 0)
        line.setSpacing(0)
        line.addWidget(self._bar)
        line.addSpacing(34)
        line.addWidget(self.box, 1)
        self.setFocusProxy(self.box)
        self._light(False)

    def _light(self, lit: bool) -> None:
        """Look selected while somebody types here."""
        style.role(self, "capture" if lit else "line_row")
        self._bar.setStyleSheet(f"background: {style.color('accent' if lit else 'surface').name()};")

    def _keep(self) -> None:
        text = self.box.text().strip()
        if text:
            self.box.clear()
            self._keep_job(text)
