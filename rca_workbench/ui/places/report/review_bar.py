"""The bar over the Review tab: everything or only what is open, of which reader, in which section."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker

from rca_workbench.analysis.reviewing import Remark, is_open
from rca_workbench.model import shortened
from rca_workbench.ui.fields.boxes import Pick
from rca_workbench.ui.lists.bar import ListBar


class ReviewBar(ListBar):
    """What is open or everything, the readers there are, and the sections."""

    def __init__(self) -> None:
        super().__init__({True: "Open", False: "All"})
        self.readers = self.add_box("Show only what this reader says", 12)
        self.sections = self.add_box("Show only this section", 12)

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
        self.say_counts(sum(is_open(one) for one in remarks), len(remarks))
        _fill(self.readers, "All readers", sorted({one for one in readers if one}))
        _fill(self.sections, "All sections", list(dict.fromkeys(sections)))


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
