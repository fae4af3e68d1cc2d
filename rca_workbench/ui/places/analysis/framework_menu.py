"""Choosing the framework a case sorts its factors by: which there are, where each is from, how sure its list is.

One choice for the whole case: the fishbone's bones, the tags offered first and the coverage picture follow it. The
levels of the system are no part of it; every factor has its level besides.
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.analysis.classifying import framework_of
from rca_workbench.model import Changes, Snapshot
from rca_workbench.reference import Framework, frameworks, profile
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.fields.boxes import Press
from rca_workbench.ui.fields.refs import clear
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

LEVELS_ONLY = "accimap"
"""The levels of the system have a field of their own."""


def offered() -> tuple[Framework, ...]:
    """The frameworks a case can be sorted by, in the order to offer them."""
    return tuple(one for one in frameworks() if one.offered and one.id != LEVELS_ONLY)


def choose_framework(session: Session, id: str) -> None:
    """Sort the case's factors by another framework, as one step. Tags of all frameworks stay as they are."""
    chosen = next(one for one in offered() if one.id == id)
    if chosen.id != framework_of(session.snapshot).id:
        session.change(session.snapshot.case, f"Sort factors by {chosen.label}", classification=id)


class FrameworkMenu(QFrame):
    """A small page over a view: one framework a row, arrows to move, Enter or a click to choose, Esc to leave.

    A view makes one (`FrameworkMenu(self)`), has `command()` among its tools, and calls `refresh` with what changed.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        self._rows: dict[str, Press] = {}
        style.role(self, "popover")
        self.setAccessibleName("Frameworks to sort factors by")
        page = style.role(QWidget(), "panel_page")
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(16, 12, 16, 12)
        self._page.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        self._area = UprightArea(page)
        box.addWidget(self._area)
        view.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() == QEvent.Type.Hide:
            self.hide()  # another tab was opened
        return super().eventFilter(watched, event)

    def command(self) -> Command:
        """The button that says which framework is in use and opens this."""
        name = framework_of(self._view.session.snapshot).label
        return Command(
            "framework", f"By {name}", self.open, (), "framework classification seips npsa yorkshire bones", "tag"
        )  # fmt: skip

    def refresh(self, changes: Changes | None) -> None:
        """The button's words follow the choice, wherever it was made."""
        if changes is not None and changes.touches("case"):
            self._view.frame_changed.emit()
            if self.isVisible():
                self._fill()

    def open(self) -> None:
        """Show the frameworks, the one in use first to hand."""
        self._fill()
        view, window = self._view, self._view.window()
        if self.parent() is not window:  # over the whole window: Details may float over the view
            self.setParent(window)
            view.destroyed.connect(self.deleteLater)
        corner = view.mapTo(window, QPoint(0, 0))
        width = min(style.px(720), window.width() - corner.x() - 24)
        left = max(
            corner.x() + 12, min(corner.x() + (view.width() - width) // 2, window.width() - width - 12)
        )
        self.resize(width, 10)
        self._area.widget().setFixedWidth(width - 2)
        wanted = self._page.heightForWidth(width - 2) + 4
        self.setGeometry(left, corner.y() + 12, width, min(wanted, view.height() - 24))
        self.show()
        self.raise_()
        self._rows[framework_of(view.session.snapshot).id].setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = list(self._rows.values())
        at = next((at for at, one in enumerate(rows) if one.hasFocus()), 0)
        match event.key():
            case Qt.Key.Key_Escape:
                self._leave()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                rows[max(0, min(len(rows) - 1, at + by))].setFocus(Qt.FocusReason.TabFocusReason)
                self._area.ensureWidgetVisible(rows[max(0, min(len(rows) - 1, at + by))])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                rows[at].click()
            case _:
                super().keyPressEvent(event)

    def _fill(self) -> None:
        clear(self._page)
        self._rows = {}
        snapshot = self._view.session.snapshot
        self._page.addWidget(style.role(QLabel("Sort factors by"), "heading"))
        said = style.role(
            QLabel(
                "The fishbone, the tags offered first and the coverage follow this. Tags of the others stay. "
                "The level of the system is kept for every factor besides."
            ),
            "small",
        )
        self._page.addWidget(wrapped(said))
        for one in offered():
            self._rows[one.id] = self._row(one, snapshot)
            self._page.addWidget(self._rows[one.id])
        self._page.addStretch(1)

    def _row(self, one: Framework, snapshot: Snapshot) -> Press:
        chosen = one.id == framework_of(snapshot).id
        usual = one.id == profile(snapshot.case.profile).first_framework
        row = style.role(Press(), "row")
        row.setCheckable(True)
        row.setChecked(chosen)
        row.setEnabled(not self._view.session.read_only)
        facts = (f"{one.title}.", f"Source: {one.source}.", f"Licence: {one.licence}")
        state = "in use" if chosen else "usual for this kind of case" if usual else ""
        row.setAccessibleName(
            ". ".join(part.rstrip(".") for part in (one.label, state, *facts, one.mark) if part)
        )
        row.clicked.connect(partial(self._chosen, one.id))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(style.role(QLabel(one.label), "body_strong"))
        if state:
            head.addWidget(style.role(QLabel(state[0].upper() + state[1:]), "chip"))
        head.addStretch(1)
        inside = QVBoxLayout(row)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.setSpacing(2)
        inside.addLayout(head)
        for fact in facts:
            inside.addWidget(wrapped(style.role(QLabel(fact), "small")))
        if one.mark:
            row.setToolTip(one.check_note)
            mark = style.role(QLabel(one.mark), "unchecked")
            inside.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)
        for label in row.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return row

    def _chosen(self, id: str) -> None:
        self._leave()
        choose_framework(self._view.session, id)

    def _leave(self) -> None:
        self.hide()
        self._view.enter()
