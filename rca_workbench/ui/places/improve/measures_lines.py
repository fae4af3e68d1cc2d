"""The lines under a chart: one to type the next value in, one to mark a day on which something changed."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.spc import number_words, read_number
from rca_workbench.model import Action
from rca_workbench.model.time_said import date_words
from rca_workbench.ui import style
from rca_workbench.ui.fields import Line
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.places.timeline.bring_in_taking import pasted_rows
from rca_workbench.ui.session import Session

ReadDay = Callable[[str], str | None]


HINT = "What would you count?"


class MeasureLine(QWidget):
    """The line under the list of measures: Enter adds one for the action one is at and begins the next."""

    def __init__(self, session: Session, keep: Callable[[str], object], leave: Callable[[], object]) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._keep_job = session, keep
        self.box = Line()
        self.box.setAccessibleName("New measure. Enter adds it")
        self.box.setPlaceholderText(HINT)
        self.box.returnPressed.connect(self._keep)
        self.box.escaped.connect(leave)
        self._for = style.role(QLabel(), "caption")
        line = QVBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 8)
        line.setSpacing(4)
        line.addWidget(self._for)
        line.addWidget(self.box)
        self.setFocusProxy(self.box)

    def about(self, action: Action | None) -> None:
        """Say which action a new one is for."""
        self._for.setText(
            f"New measure for {action.code or 'this action'}. Enter adds it" if action else "New measure"
        )
        of = f" for action {action.title}" if action is not None else ""
        self.box.setAccessibleName(f"New measure{of}. Enter adds it")

    def _keep(self) -> None:
        text = self.box.text().strip()
        if text:
            with taking(self._session, self.box):
                self._keep_job(text)


class PasteLine(Line):
    """A line that hands on a table that is pasted into it: it would stand there as one long word."""

    pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            mime: QMimeData = QGuiApplication.clipboard().mimeData()
            text = pasted_rows(mime)
            if text:
                self.pasted.emit(text)
                return
        super().keyPressEvent(event)


class ValueLine(QWidget):
    """Date, value, out of and note. Tab goes on, Enter adds and begins the next; the date may be left out.

    `keep` returns why something is not kept, in a sentence: it stays as it was typed then.
    """

    pasted = Signal(str)

    def __init__(
        self, read_day: ReadDay, keep: Callable[[str, str, str, str], str], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._read_day, self._keep_job = read_day, keep
        self._next = ""
        self._events = False
        self.on = self._line("Date of the value", leave, 150)
        self.value = self._line("Value", leave, 92)
        self.of = self._line("Out of", leave, 84)
        self.note = self._line("Note on the value", leave, 120)
        self.value.setPlaceholderText("Value")
        self.of.setPlaceholderText("Out of")
        self.note.setPlaceholderText("Note. Enter adds")
        self._said = style.role(QLabel(), "caption")
        wrapped(self._said)
        self._said.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        for box, stretch in ((self.on, 3), (self.value, 2), (self.of, 2), (self.note, 4)):
            line.addWidget(box, stretch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 8)
        whole.setSpacing(4)
        whole.addLayout(line)
        whole.addWidget(self._said)
        self.setFocusProxy(self.value)
        self.on.textChanged.connect(self._echo)
        self.value.textChanged.connect(self._echo)

    def expect(self, next_day: str, unit: str, *, events: bool) -> None:
        """Say which day the next value is to be of, in which unit, and whether a day alone will do."""
        self._next, self._events = next_day, events
        said = date_words(next_day, short=True) if next_day else ""
        self.on.setPlaceholderText(f"{said}, or type" if said else "Date, like 1/3")
        self.value.setPlaceholderText("Value, if any" if events else f"Value, {unit}" if unit else "Value")
        self.setFocusProxy(self.on if events or not next_day else self.value)

    def begin(self) -> None:
        """Put the cursor where the next value begins."""
        box = self.focusProxy()
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _line(self, name: str, leave: Callable[[], object], width: int) -> PasteLine:
        box = PasteLine()
        box.setAccessibleName(name)
        box.setMinimumWidth(style.px(min(width, 84)))
        box.returnPressed.connect(self._keep)
        box.escaped.connect(leave)
        box.pasted.connect(self.pasted)
        return box

    def _day(self) -> str | None:
        text = self.on.text().strip()
        return (self._read_day(text) if text else self._next) or None

    def _keep(self) -> None:
        on, value = self._day(), self.value.text().strip()
        if not (value or (self._events and self.on.text().strip())):
            self._say("Type a value first." if not self._events else "Type the day of the event.")
        elif on is None:
            self._say("Date must be a day, like 1 March 2025 or 1/3.")
            self.on.setFocus()
        else:
            refused = self._keep_job(on, value, self.of.text().strip(), self.note.text().strip())
            if not refused:
                for box in (self.on, self.value, self.of, self.note):
                    box.clear()
            self._say(refused)
            self.begin()

    def _echo(self) -> None:
        parts = []
        text, value = self.on.text().strip(), self.value.text().strip()
        if text and (day := self._read_day(text)):
            parts.append(f"reads {date_words(day)}")
        if value:
            read = read_number(value)
            if read.number is None:
                parts.append(f"“{value}” is {read.problem}; it is kept as it is and not drawn")
            elif number_words(read.number, 6) != value:
                parts.append(f"reads {number_words(read.number, 6)}{f' {read.unit}' if read.unit else ''}")
        self._say("; ".join(parts))

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))


class ChangeLine(QWidget):
    """A day on which something changed, and whether limits are worked out anew from it: then why is asked."""

    def __init__(
        self, read_day: ReadDay, keep: Callable[[str, str, str], object], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._read_day, self._keep_job = read_day, keep
        self.on, self.what, self.reason = Line(), Line(), Line()
        for box, name, hint in (
            (self.on, "Day of the change", "Day"),
            (self.what, "What changed", "What changed, such as “Second registrar at night”"),
            (self.reason, "Why limits are worked out anew", "Why, and who agreed to it"),
        ):
            box.setAccessibleName(name)
            box.setPlaceholderText(hint)
            box.returnPressed.connect(self._keep)
            box.escaped.connect(leave)
        self.anew = QCheckBox("Work limits out anew from this day")
        self.anew.toggled.connect(self._asked)
        self._rule = style.role(QLabel(), "caption")
        wrapped(self._rule)
        self._problem = style.role(QLabel(), "warn")
        wrapped(self._problem)
        self.button = style.role(QPushButton("Mark the change"), "primary")
        self.button.clicked.connect(self._keep)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.on, 2)
        first.addWidget(self.what, 6)
        second.addWidget(self.anew)
        second.addWidget(self.reason, 1)
        second.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(8)
        whole.addLayout(first)
        whole.addLayout(second)
        whole.addWidget(self._rule)
        whole.addWidget(self._problem)
        whole.addStretch(1)
        self._problem.hide()
        self._asked(False)

    def begin(self, on: str, what: str, rule: str) -> None:
        """Start with a day and words that lie near; `rule` is when limits may be worked out anew."""
        self.on.setText(date_words(on) if on else "")
        self.what.setText(what)
        self.anew.setChecked(False)
        self.reason.clear()
        self._rule.setText(rule)
        self._problem.hide()
        (self.what if on else self.on).setFocus()

    def _asked(self, on: bool) -> None:
        self.reason.setVisible(on)
        if on:
            self.reason.setFocus()

    def _keep(self) -> None:
        on = self._read_day(self.on.text().strip())
        reason = self.reason.text().strip()
        if on is None:
            self._refuse("Day must be a day, like 1 March 2025 or 1/3.", self.on)
        elif not self.what.text().strip():
            self._refuse("Say in a few words what changed.", self.what)
        elif self.anew.isChecked() and not reason:
            self._refuse("Limits are worked out anew only with a reason. Write why.", self.reason)
        else:
            self._keep_job(on, self.what.text().strip(), reason if self.anew.isChecked() else "")

    def _refuse(self, sentence: str, box: Line) -> None:
        self._problem.setText(sentence)
        self._problem.show()
        box.setFocus()
