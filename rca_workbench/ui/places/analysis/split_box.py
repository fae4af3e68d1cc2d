"""Splitting a factor that says two things: what each says, and with which each link goes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import Factor
from rca_workbench.ui import style
from rca_workbench.ui.fields import clear
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.places.analysis.joining import BOTH, FIRST, SECOND
from rca_workbench.ui.view import View

CHOICES = (("with both", BOTH), ("with the first", FIRST), ("with the second", SECOND))

Keep = Callable[[str, str, dict[str, str]], object]
"""Gets the two texts and, by link, with which it goes."""


class SplitBox(QFrame):
    """A small page over the map. Ctrl+Enter or the button splits, Esc leaves everything as it was."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        style.role(self, "popover")
        self.setAccessibleName("Split a factor into two")
        self.first, self.second = QPlainTextEdit(), QPlainTextEdit()
        for box, name in ((self.first, "What the first says"), (self.second, "What the second says")):
            box.setAccessibleName(name)
            box.setPlaceholderText(name)
            box.setTabChangesFocus(True)
            box.setFixedHeight(style.px(76))
            box.textChanged.connect(self._allow)
            box.installEventFilter(self)
        self._none = style.role(QLabel("It has no links."), "small")
        self._grid_holder = style.role(QWidget(), "panel_page")
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        area = self._area = UprightArea(self._grid_holder)
        self.go = style.role(QPushButton("Split into two"), "primary")
        self.go.setAccessibleName("Split into two")
        self.go.clicked.connect(self._split)
        leave = QPushButton("Leave as it was")
        leave.clicked.connect(self._leave)
        buttons = QHBoxLayout()
        buttons.addWidget(style.role(QLabel("Ctrl+Enter splits, Esc leaves"), "caption"), 1)
        buttons.addWidget(leave)
        buttons.addWidget(self.go)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.setSpacing(8)
        page.addWidget(style.role(QLabel("Two things in one? Say each by itself"), "heading"))
        page.addWidget(self.first)
        page.addWidget(self.second)
        page.addWidget(style.role(QLabel("Its links go"), "label"))
        page.addWidget(self._none)
        page.addWidget(area, 1)
        page.addLayout(buttons)
        self._keep: Keep | None = None
        self._where: dict[str, QComboBox] = {}
        self.hide()

    def ask(self, factor: Factor, links: Sequence[tuple[str, str]], keep: Keep) -> None:
        """Open it on a factor. `links` are its links' ids with what they say."""
        self._keep = keep
        self.first.setPlainText(factor.text)
        self.second.clear()
        self._fill(links)
        self._allow()
        view = self._view
        width = min(style.px(640), view.width() - 24)
        self._area.setVisible(bool(links))
        self._area.setMinimumHeight(style.px(36 * min(len(links), 6)))
        room = view.height() - 24
        if self.layout().totalMinimumSize().height() > room:
            self._area.setMinimumHeight(style.px(36))
        height = min(max(style.px(200), self.layout().totalMinimumSize().height()), room)
        self.setGeometry((view.width() - width) // 2, 12, width, height)
        self.show()
        self.raise_()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._took(event):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._took(event):
            super().keyPressEvent(event)

    def _took(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and ctrl:
            self._split()
            return True
        return False

    def _fill(self, links: Sequence[tuple[str, str]]) -> None:
        clear(self._grid)
        self._where = {}
        self._none.setVisible(not links)
        for row, (id, said) in enumerate(links):
            label = wrapped(style.role(QLabel(said), "small"))
            where = QComboBox()
            where.addItems([words for words, _ in CHOICES])
            where.setAccessibleName(f"The link that {said}")
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(where, row, 1)
            self._where[id] = where
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(len(links), 1)

    def _texts(self) -> tuple[str, str]:
        return self.first.toPlainText().strip(), self.second.toPlainText().strip()

    def _allow(self) -> None:
        self.go.setEnabled(all(self._texts()))

    def _split(self) -> None:
        job, texts = self._keep, self._texts()
        if job is not None and all(texts):
            goes = {id: CHOICES[where.currentIndex()][1] for id, where in self._where.items()}
            self._leave()
            job(*texts, goes)

    def _leave(self) -> None:
        self._keep = None
        self.hide()
        self._view.enter()
