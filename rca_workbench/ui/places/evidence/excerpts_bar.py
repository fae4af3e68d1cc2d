"""The bar over the excerpts: which list, and what it is narrowed to."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from rca_workbench.analysis.support import Standing
from rca_workbench.model import EvidenceItem, Stance
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Pick
from rca_workbench.ui.places.evidence.excerpts_capture import Chosen
from rca_workbench.ui.session import Session

LISTS: tuple[tuple[Standing | None, str], ...] = (
    (None, "Excerpts"),
    (Standing.ONE_STATEMENT, "On one statement only"),
    (Standing.NONE, "Without a source"),
)
"""The lists one switches between; None stands for the excerpts themselves."""


class ExcerptsBar(QWidget):
    """Three lists to switch between, and for the excerpts: from which item, about which fact, doing what."""

    listed = Signal(object)
    """A `Standing`, or None for the excerpts."""
    narrowed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        style.role(self, "summary")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[Standing | None, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        lists, filters = QWidget(), QWidget()
        line, narrowing = QHBoxLayout(lists), QHBoxLayout(filters)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(12, 6, 12, 6)
        self._both.setSpacing(6)
        self._both.addWidget(lists)
        self._both.addWidget(filters, 1)
        for each in (line, narrowing):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(6)
        for which, _ in LISTS:
            button = style.role(QPushButton(), "quiet")
            button.setCheckable(True)
            button.setChecked(which is None)
            button.clicked.connect(partial(self._list, which))
            group.addButton(button)
            self.buttons[which] = button
            line.addWidget(button)
        line.addStretch(1)
        self.item = Chosen(session, EvidenceItem.kind.name)
        self.fact = Chosen(session)
        self.stance = Pick()
        self.stance.addItem("Does anything", None)
        for one in Stance:
            self.stance.addItem(word(one), str(one))
        self.stance.setAccessibleName("Show only excerpts that do this")
        for box, name, hint in (
            (self.item, "Show only excerpts from this item", "Any item"),
            (self.fact, "Show only excerpts about this fact", "Any fact"),
        ):
            box.setAccessibleName(name)
            box.setPlaceholderText(hint)
            box.setClearButtonEnabled(True)
            box.setMinimumWidth(style.px(110))
            box.chosen.connect(self.narrowed)
            box.escaped.connect(partial(box.choose, None))
            box.left.connect(partial(_tidy, box))
            narrowing.addWidget(box, 2)
        self.stance.currentIndexChanged.connect(self.narrowed)
        narrowing.addWidget(self.stance)
        self._lists, self._filters = lists, filters
        self.say({}, 0)

    def minimumSizeHint(self) -> QSize:
        # The width there is decides how it stands, not the other way round.
        return QSize(self._lists.minimumSizeHint().width() + 24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        wanted = self._lists.sizeHint().width() + self._filters.minimumSizeHint().width() + 36
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if self.width() >= wanted else ways.TopToBottom
        if way != self._both.direction():
            self._both.setDirection(way)
        super().resizeEvent(event)

    @property
    def chosen_stance(self) -> Stance | None:
        """What the excerpts shown do; None for any."""
        said = self.stance.currentData()
        return Stance(said) if said else None

    def say(self, counts: Mapping[Standing, int], excerpts: int) -> None:
        """Show how many there are in each list."""
        for which, words in LISTS:
            count = excerpts if which is None else counts.get(which, 0)
            self.buttons[which].setText(f"{words}  {count}")
            self.buttons[which].setAccessibleName(f"{words}: {count}")

    def show_list(self, which: Standing | None) -> None:
        """Mark a list as the one shown."""
        self.buttons[which].setChecked(True)
        self._filters.setVisible(which is None)

    def clear(self) -> None:
        """Narrow to nothing any more."""
        self.item.choose(None)
        self.fact.choose(None)
        self.stance.setCurrentIndex(0)

    def _list(self, which: Standing | None, *_: object) -> None:
        self.listed.emit(which)


def _tidy(box: Chosen) -> None:
    """Words that chose nothing narrow nothing: they go."""
    if box.text() and box.id is None:
        box.choose(None)
