"""The Overview: what needs you now, where the case stands, and the last steps."""

from functools import partial
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.analysis.standing import Need, needs, standing
from rca_workbench.model import Changes, Unplaced, shortened
from rca_workbench.store import taken_back
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import keyboard_kept
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

STEPS_SHOWN = 8


class OverviewPage(View):
    """The case on one page."""

    uses_details = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area)

    def refresh(self, changes: Changes | None) -> None:
        with keyboard_kept(self, on=True):
            self._lay()

    def _lay(self) -> None:
        at = self._area.verticalScrollBar().value()
        page = style.role(QWidget(), "page")
        columns = QHBoxLayout(page)
        columns.setContentsMargins(24, 24, 24, 24)
        columns.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
        self._incident(left)
        self._needs(left)
        self._standing(right)
        self._steps(right)
        for column in (left, right):
            column.addStretch(1)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        self._area.setWidget(page)
        self._area.verticalScrollBar().setValue(at)

    def enter(self) -> None:
        buttons = self._area.findChildren(QPushButton)
        (buttons[0] if buttons else self._area).setFocus()

    def _incident(self, box: QVBoxLayout) -> None:
        case, incident = self.session.snapshot.case, self.session.snapshot.incident
        if not incident.summary:
            empty = style.role(QLabel("This case has just begun. Start with what happened."), "empty")
            empty.setWordWrap(True)
            box.addWidget(empty)
            return
        title = wrapped(style.role(QLabel(case.title), "title"))
        text = wrapped(QLabel(incident.summary))
        text.setMaximumWidth(style.px(720))
        facts = " · ".join(
            part for part in (incident.start.said, incident.setting, incident.harm_level) if part
        )
        said = wrapped(style.role(QLabel(facts), "small"))
        for widget in (title, said, text):
            box.addWidget(widget)
        box.addSpacing(8)

    def _needs(self, box: QVBoxLayout) -> None:
        found = needs(self.session.snapshot, self.session.now())
        if not found:
            return
        box.addWidget(style.role(QLabel("Needs you now"), "heading"))
        card = style.role(QFrame(), "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(16, 8, 12, 8)
        rows.setSpacing(0)
        for at, need in enumerate(found):
            if at:
                rows.addWidget(style.role(QFrame(), "line"))
            rows.addLayout(self._need(need))
        box.addWidget(card)

    def _need(self, need: Need) -> QHBoxLayout:
        what = style.role(QLabel(shortened(need.what, 110)), "body_strong")
        why = style.role(QLabel(need.why), "small")
        for label in (what, why):
            wrapped(label)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(what)
        words.addWidget(why)
        button = QPushButton(need.button)
        button.setAccessibleName(f"{need.button}: {need.what}")
        button.clicked.connect(partial(self._take_up, need))
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 8)
        line.addLayout(words, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _take_up(self, need: Need) -> None:
        """Go where it is done; where there is nothing yet, begin the first."""
        window = self.window()
        self.go_to.emit(need.place, need.id)
        if need.button == "Start" and hasattr(window, "add"):
            window.add()

    def _standing(self, box: QVBoxLayout) -> None:
        box.addWidget(style.role(QLabel("Where the case stands"), "heading"))
        card = style.role(QFrame(), "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(8, 8, 16, 8)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(standing(self.session.snapshot, self.session.now())):
            place = style.role(QPushButton(line.label), "link")
            place.clicked.connect(partial(self.go_to.emit, line.place, None))
            said = wrapped(QLabel(line.said))
            grid.addWidget(place, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(said, row, 1)
        box.addWidget(card)
        unplaced = self.session.snapshot.of(Unplaced)
        if unplaced:
            note = style.role(
                QLabel(
                    f"{len(unplaced)} things in the imported file have no place in a case. They are kept as they came: "
                    + ", ".join(shortened(one.path, 40) for one in list(unplaced.values())[:8])
                    + ("…" if len(unplaced) > 8 else ".")
                ),
                "small",
            )
            box.addWidget(wrapped(note))

    def _steps(self, box: QVBoxLayout) -> None:
        box.addSpacing(8)
        box.addWidget(style.role(QLabel("Last steps"), "heading"))
        card = style.role(QFrame(), "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(16, 10, 16, 10)
        rows.setSpacing(6)
        last = list(islice(self.session.case.history(), STEPS_SHOWN))
        gone = taken_back(last)
        for step in last:
            when = step.at.astimezone()
            undone = step.id in gone
            words = wrapped(QLabel(shortened(step.said, 80)))
            words.setTextFormat(Qt.TextFormat.PlainText)
            rows.addWidget(style.role(words, "muted") if undone else words)
            facts = (f"{when.day} {when:%b, %H:%M}", step.who, "undone since" if undone else "")
            rows.addWidget(style.role(QLabel(" · ".join(part for part in facts if part)), "caption"))
        box.addWidget(card)
