"""The bar over a list that can be narrowed: two lists to switch between, and choices of what to show."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Pick


class ListBar(QWidget):
    """Everything, or a part of it under a name; and boxes that narrow it further."""

    narrowed = Signal()

    def __init__(self, lists: dict[bool, str]) -> None:
        """`lists`: the words of the part (True) and of everything (False), in the order they stand."""
        super().__init__()
        style.role(self, "summary")
        self.part = False
        """Whether only the part is asked for."""
        self._lists = lists
        self.buttons: dict[bool, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 6, 12, 6)
        self._line.setSpacing(6)
        for part, words in lists.items():
            button = style.role(QPushButton(words), "quiet")
            button.setCheckable(True)
            button.setChecked(not part)
            button.clicked.connect(partial(self.show_list, part))
            group.addButton(button)
            self.buttons[part] = button
            self._line.addWidget(button)
        self._line.addStretch(1)
        self._boxes: list[Pick] = []

    def show_list(self, part: bool, *_: object) -> None:
        """Switch to a list."""
        self.buttons[part].setChecked(True)
        self.part = part
        self.narrowed.emit()

    def clear(self) -> None:
        """Show everything again."""
        for box in self._boxes:
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self.show_list(False)

    def say_counts(self, part: int, every: int) -> None:
        """Show how many there are in each list."""
        for which, count in ((True, part), (False, every)):
            self.buttons[which].setText(f"{self._lists[which]}  {count}")
            self.buttons[which].setAccessibleName(f"{self._lists[which]}: {count}")

    def add_box(self, name: str, letters: int) -> Pick:
        """A box of choices whose first one narrows nothing; `letters` is how wide it is at least."""
        box = Pick()
        box.setAccessibleName(name)
        box.setMinimumContentsLength(letters)
        box.currentIndexChanged.connect(lambda _: self.narrowed.emit())
        self._line.addWidget(box)
        self._boxes.append(box)
        return box
