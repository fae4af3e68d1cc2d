"""A small page over the window with choices, one a row: arrows to move, Enter or a click to choose, Esc to leave."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.fields.boxes import Press
from rca_workbench.ui.fields.refs import clear

_WIDTH = 720


class OverPage(QFrame):
    """Stands over the window it was opened in, beside or over what it belongs to, and goes when that goes."""

    def __init__(self, owner: QWidget, name: str, leave: Callable[[], object]) -> None:
        super().__init__(owner)
        self.owner = owner
        self._leave_job = leave
        self.rows: dict[str, Press] = {}
        style.role(self, "popover")
        self.setAccessibleName(name)
        page = style.role(QWidget(), "panel_page")
        self.page = QVBoxLayout(page)
        self.page.setContentsMargins(16, 12, 16, 12)
        self.page.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        self._area = UprightArea(page)
        box.addWidget(self._area)
        owner.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.owner and event.type() == QEvent.Type.Hide:
            self.hide()  # another tab or another thing was opened
        return super().eventFilter(watched, event)

    def open_over(self, beside: QWidget, first: str) -> None:
        """Show what `fill` put on it, over a part of the window, with the focus on one of its rows."""
        window = beside.window()
        if self.parent() is not window:  # over the whole window: Details may float over a view
            self.setParent(window)
            self.owner.destroyed.connect(self.deleteLater)
        corner = beside.mapTo(window, QPoint(0, 0))
        room = window.width() - 24 - style.px(88)
        width = min(style.px(_WIDTH), room)
        left = corner.x() + (beside.width() - width) // 2
        left = max(window.width() - room - 12, min(left, window.width() - width - 12))
        self.resize(width, 10)
        self._area.widget().setFixedWidth(width - 2)
        wanted = self.page.heightForWidth(width - 2) + 4
        top = max(style.px(60), min(corner.y() + 12, window.height() // 3))
        self.setGeometry(left, top, width, min(wanted, window.height() - top - style.px(40)))
        self.show()
        self.raise_()
        row = self.rows.get(first) or next(iter(self.rows.values()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.PopupFocusReason)
            self._area.ensureWidgetVisible(row)

    def begin(self, title: str, said: str = "") -> None:
        """Begin the page anew, with a heading."""
        clear(self.page)
        self.rows = {}
        self.page.addWidget(wrapped(style.role(QLabel(title), "heading")))
        if said:
            self.page.addWidget(wrapped(style.role(QLabel(said), "small")))

    def group(self, words: str) -> None:
        """A heading within the page."""
        self.page.addWidget(wrapped(style.role(QLabel(words), "label")))

    def row(
        self, id: str, title: str, facts: Sequence[str], run: Callable[[], object], *, state: str = "",
        mark: str = "", note: str = "", chosen: bool = False, enabled: bool = True,
    ) -> None:  # fmt: skip
        """A choice: its title with a word on its state, facts under it, and the mark of what is not checked."""
        row = style.role(Press(), "row")
        row.setCheckable(True)
        row.setChecked(chosen)
        row.setEnabled(enabled)
        row.setToolTip(note)
        row.setAccessibleName(". ".join(part.rstrip(".") for part in (title, state, *facts, mark) if part))
        row.clicked.connect(run)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(style.role(QLabel(title), "body_strong"))
        if state:
            head.addWidget(style.role(QLabel(state[0].upper() + state[1:]), "chip"))
        head.addStretch(1)
        inside = QVBoxLayout(row)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.setSpacing(2)
        inside.addLayout(head)
        for fact in facts:
            inside.addWidget(wrapped(style.role(QLabel(fact), "small")))
        if mark:
            inside.addWidget(style.role(QLabel(mark), "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)
        for label in row.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.rows[id] = row
        self.page.addWidget(row)

    def leave(self) -> None:
        """Go, and give the focus back."""
        self.hide()
        self._leave_job()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = [one for one in self.rows.values() if one.isEnabled()]
        at = next((at for at, one in enumerate(rows) if one.hasFocus()), -1)
        match event.key():
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Down | Qt.Key.Key_Up if rows:
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                row = rows[max(0, min(len(rows) - 1, at + by))]
                row.setFocus(Qt.FocusReason.TabFocusReason)
                self._area.ensureWidgetVisible(row)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if at >= 0:
                rows[at].click()
            case _:
                super().keyPressEvent(event)
