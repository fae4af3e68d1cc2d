"""The bar over the register: everything or what will be lost first, and which kind."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker

from rca_workbench.analysis.securing import at_risk
from rca_workbench.model import EvidenceItem, EvidenceKind
from rca_workbench.model.words import word
from rca_workbench.ui.lists.bar import ListBar
from rca_workbench.ui.places.evidence.rows import ANY_KIND


class RegisterBar(ListBar):
    """Everything or what will be lost and is not secured, and the kinds there are."""

    def __init__(self) -> None:
        super().__init__({False: "All items", True: "What will be lost first"})
        self.kinds = self.add_box("Show only items of this kind", 14)

    @property
    def kind(self) -> str:
        """The kind asked for."""
        return str(self.kinds.currentData() or "") if self.kinds.currentIndex() > 0 else ANY_KIND

    def say(self, items: Sequence[EvidenceItem]) -> None:
        """Show how many there are in each list and of each kind."""
        self.say_counts(sum(at_risk(one) for one in items), len(items))
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
