"""The bar over the Review tab: everything or only what is open, of which reader, in which section."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from rca_workbench.analysis.reviewing import Remark, is_open
from rca_workbench.model import shortened
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Pick

LISTS = ((True, "Open"), (False, "All"))


class ReviewBar(QWidget):
    """Two lists to switch between, the readers there are, and the sections."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "summary")
        self.only_open = False
        self.buttons: dict[bool, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(6)
        for only, words in LISTS:
            button = style.role(QPushButton(words), "quiet")
            button.setCheckable(True)
            button.setChecked(not only)
            button.clicked.connect(partial(self.show_list, only))
            group.addButton(button)
            self.buttons[only] = button
            line.addWidget(button)
        line.addStretch(1)
        self.readers = self._pick("Show only what this reader says", line)
        self.sections = self._pick("Show only this section", line)

    @property
    def reader(self) -> str:
        """The reader asked for; empty for all."""
        return str(self.readers.currentData() or "")

    @property
    def section(self) -> str:
        """The section asked for; empty for all."""
        return str(self.sections.currentData() or "")

    def say(self, remarks: Sequence[Remark], readers: Iterable[str], sections: Iterable[str]) -> None:
        """Show how many there are in each list, and whom and what one can choose."""
        for only, words in LISTS:
            count = sum(is_open(one) for one in remarks) if only else len(remarks)
            self.buttons[only].setText(f"{words}  {count}")
            self.buttons[only].setAccessibleName(f"{words}: {count}")
        _fill(self.readers, "All readers", sorted({one for one in readers if one}))
        _fill(self.sections, "All sections", list(dict.fromkeys(sections)))

    def show_list(self, only_open: bool, *_: object) -> None:
        """Switch to a list."""
        self.buttons[only_open].setChecked(True)
        self.only_open = only_open
        self.narrowed.emit()

    def clear(self) -> None:
        """Show everything again."""
        for box in (self.readers, self.sections):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self.show_list(False)

    def _pick(self, name: str, line: QHBoxLayout) -> Pick:
        box = Pick()
        box.setAccessibleName(name)
        box.setMinimumContentsLength(12)
        box.currentIndexChanged.connect(lambda _: self.narrowed.emit())
        line.addWidget(box)
        return box


def _fill(box: Pick, every: str, names: Sequence[str]) -> None:
    chosen = str(box.currentData() or "")
    if [box.itemData(at) for at in range(1, box.count())] == list(names):
        return
    with QSignalBlocker(box):
        box.clear()
        box.addItem(every, "")
        for name in names:
            box.addItem(shortened(name, 40), name)
        box.setCurrentIndex(max(box.findData(chosen), 0))
