"""The bar over the register: everything or what will be lost first, and which kind."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from rca_workbench.analysis.securing import at_risk
from rca_workbench.model import EvidenceItem, EvidenceKind
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Pick
from rca_workbench.ui.places.evidence.rows import ANY_KIND

LISTS = ((False, "All items"), (True, "What will be lost first"))


class RegisterBar(QWidget):
    """Two lists to switch between, and the kinds there are."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "summary")
        self.losing = False
        """Whether only what will be lost and is not secured is asked for."""
        self.buttons: dict[bool, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(6)
        for losing, words in LISTS:
            button = style.role(QPushButton(words), "quiet")
            button.setCheckable(True)
            button.setChecked(not losing)
            button.clicked.connect(partial(self._list, losing))
            group.addButton(button)
            self.buttons[losing] = button
            line.addWidget(button)
        line.addStretch(1)
        self.kinds = Pick()
        self.kinds.setAccessibleName("Show only items of this kind")
        self.kinds.setMinimumContentsLength(14)
        self.kinds.currentIndexChanged.connect(self.narrowed)
        line.addWidget(self.kinds)

    @property
    def kind(self) -> str:
        """The kind asked for."""
        return str(self.kinds.currentData() or "") if self.kinds.currentIndex() > 0 else ANY_KIND

    def say(self, items: Sequence[EvidenceItem]) -> None:
        """Show how many there are in each list and of each kind."""
        for losing, words in LISTS:
            count = sum(at_risk(one) for one in items) if losing else len(items)
            self.buttons[losing].setText(f"{words}  {count}")
            self.buttons[losing].setAccessibleName(f"{words}: {count}")
        counts: dict[str, int] = {}
        for one in items:
            name = str(one.evidence_kind or "")
            counts[name] = counts.get(name, 0) + 1
        chosen = self.kind
        if chosen != ANY_KIND:
            counts.setdefault(chosen, 0)
        with QSignalBlocker(self.kinds):
            self.kinds.clear()
            self.kinds.addItem("All kinds", ANY_KIND)
            for name in sorted(counts, key=lambda name: (not name, word(EvidenceKind(name)) if name else "")):
                words = word(EvidenceKind(name)) if name else "Kind not said"
                self.kinds.addItem(f"{words}  {counts[name]}", name)
            self.kinds.setCurrentIndex(max(self.kinds.findData(chosen), 0))

    def show_list(self, losing: bool) -> None:
        """Switch to a list."""
        self.buttons[losing].setChecked(True)
        self._list(losing)

    def clear(self) -> None:
        """Show everything again."""
        self.kinds.setCurrentIndex(0)
        self.show_list(False)

    def _list(self, losing: bool, *_: object) -> None:
        self.losing = losing
        self.narrowed.emit()
