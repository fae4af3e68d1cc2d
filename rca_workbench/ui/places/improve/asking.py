"""A small box over a view that asks for what a step needs: a reason, a day, a role. Enter keeps it, Esc leaves it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields import Line
from rca_workbench.ui.fields.apart import keep_apart
from rca_workbench.ui.fields.area import UprightArea, wrapped


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the box. `offers` are what it may be completed with; `needed` says what is missing while it is empty.

    A line of `prose` may speak of people: a name typed in it is offered as a role, as in every text.
    """

    name: str
    label: str
    hint: str = ""
    value: str = ""
    offers: tuple[str, ...] = ()
    needed: str = ""
    prose: bool = False


Take = Callable[[Mapping[str, str]], str]
"""Gets what was typed, by name; returns what is wrong with it, or nothing once it is kept."""


class AskBox(QFrame):
    """Asks over a view or a page of Details; what is typed there stays until it is kept or left."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._job: Take = lambda _: ""
        self._lines: dict[str, Line] = {}
        self._asked: Sequence[Asked] = ()
        style.role(self, "popover")
        self.said = style.role(QLabel(), "small_strong")
        self.help = style.role(QLabel(), "small")
        self.problem = style.role(QLabel(), "warn")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.keep = style.role(QPushButton(), "primary")
        self.keep.clicked.connect(self._take)
        self._leave_button = QPushButton("Leave it")
        self._leave_button.clicked.connect(self._leave)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._leave_button)
        foot.addWidget(self.keep)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        for label in (self.said, self.help):
            box.addWidget(wrapped(label))
        box.addLayout(self._rows)
        box.addWidget(wrapped(self.problem))
        box.addLayout(foot)
        self._inside = inside
        self._area = UprightArea(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._area)
        over.installEventFilter(self)
        self.hide()

    def ask(self, said: str, asked: Sequence[Asked], button: str, job: Take, help: str = "") -> None:
        """Open it with these lines; the first is ready to type in."""
        self._job, self._asked = job, asked
        self.said.setText(said)
        self.help.setText(help)
        self.help.setVisible(bool(help))
        self._say("")
        self.setAccessibleName(said)
        self.keep.setText(button)
        self.keep.setAccessibleName(button)
        while (item := self._rows.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self._lines = {}
        for one in asked:
            label = style.role(QLabel(one.label), "small")
            line = Line()
            line.setAccessibleName(one.label)
            line.setPlaceholderText(one.hint)
            line.put(one.value)
            if not one.prose:
                keep_apart(line)
            offer(line, one.offers)
            line.returnPressed.connect(self._take)
            line.escaped.connect(self._leave)
            label.setBuddy(line)
            self._rows.addWidget(wrapped(label))
            self._rows.addWidget(line)
            self._lines[one.name] = line
        self._place()
        self.show()
        self.raise_()
        self._place()
        first = next((line for line in self._lines.values() if not line.text()), None)
        (first or next(iter(self._lines.values()), None) or self.keep).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if not self.isVisible():
            return
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        for one in self._asked:
            if one.needed and not typed[one.name]:
                self._say(one.needed)
                self._lines[one.name].setFocus()
                return
        wrong = self._job(typed)
        if wrong:
            self._say(wrong)
            return
        self._leave()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            self._place()

    def _leave(self) -> None:
        self.hide()
        enter = getattr(self._over, "enter", None)
        if enter is not None:
            enter()
        else:
            self._over.setFocus()

    def _place(self) -> None:
        """At the top of what it stands over, as wide and high as it needs and as there is room."""
        over, room = self._over, width_seen(self._over)
        width = min(style.px(560), room - 16)
        self._inside.layout().activate()
        least = self._inside.layout().totalHeightForWidth(width - 4)
        tall = max(least, self._inside.layout().totalMinimumSize().height())
        self.setGeometry((room - width) // 2, 8, width, min(tall + 6, over.height() - 16))


def width_seen(over: QWidget) -> int:
    """How wide a view is as far as it is seen: in a narrow window Details floats over its right."""
    side = getattr(over.window(), "side", None)
    if isinstance(side, QWidget) and side.isVisible() and not side.isAncestorOf(over):
        left = over.mapFromGlobal(side.mapToGlobal(QPoint(0, 0))).x()
        if 0 < left < over.width():
            return left
    return over.width()


def offer(line: Line, offers: Sequence[str]) -> None:
    """Complete what is typed in a line with one of these, wherever in it the words stand."""
    if not offers:
        return
    completer = QCompleter(list(offers), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.popup().setAccessibleName("Roles known in this case")
    line.setCompleter(completer)
