"""The line to note a contact with: when, with whom, how, and what was said; Enter adds it and starts the next."""

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.model.time_words import Reading
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Line
from rca_workbench.ui.fields.offers import Offers
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.places.people.contacts_edits import Typed
from rca_workbench.ui.session import Session

MEANS = ("Telephone", "In person", "Letter", "Email", "Video call", "Text message")
WIDE = 900
"""Width from which the keys are explained beside the boxes, in pixels at 100 %."""


class ContactLine(QWidget):
    """What is typed stays until it is kept, also when Esc leaves the line."""

    captured = Signal(object)
    """A `Typed`."""
    left = Signal()

    def __init__(
        self, session: Session, read: Callable[[str], Reading], hears: Callable[[str, str], str]
    ) -> None:
        """`hears` says what came of a contact by how it was and what was said."""
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._read, self._hears = session, read, hears
        self.when, self.who, self.means, self.what = Line(), Line(), Line(), Line()
        for box, name, hint in (
            (self.when, "When", "When: today"),
            (self.who, "With", "With, by role"),
            (self.means, "How", "How"),
            (self.what, "What was said", "What was said. Promised: what was promised"),
        ):
            box.setAccessibleName(f"New contact, {name.lower()}")
            box.setPlaceholderText(hint)
            box.returnPressed.connect(self._keep)
            box.escaped.connect(self.left)
            box.textChanged.connect(self._say)
        self._roles = QStringListModel(self)
        Offers(self.who, self._roles)
        Offers(self.means, QStringListModel(list(MEANS), self))
        self.echo = wrapped(style.role(QLabel(), "caption"))
        self.echo.hide()
        self._plus = QLabel()
        self._keys = [
            style.role(QLabel(text), role)
            for text, role in (("Tab", "key"), ("next", "caption"), ("Enter", "key"), ("add", "caption"))
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        column.addLayout(line)
        line.addWidget(self._plus)
        for box, share in ((self.when, 3), (self.who, 4), (self.means, 3), (self.what, 10)):
            line.addWidget(box, share)
        # Under the boxes, so that what is read never takes the room in which one types.
        self.echo.setIndent(style.px(24))
        column.addWidget(self.echo)
        for part in self._keys:
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        style.look().changed.connect(self._restyle)
        self._restyle()

    def begin(self, who: str, roles: list[str]) -> None:
        """Start typing; `who` is who it is likely to be with."""
        self._roles.setStringList(roles)
        # Whoever the last one was with stays only while something more is typed: it is not to stand under another's words.
        typing = any(box.text().strip() for box in (self.when, self.means, self.what))
        if not self.who.text().strip() or (who and not typing):
            self.who.setText(who)
        self.when.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in self._keys:
            part.setVisible(self.width() >= style.px(WIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        """Say how the time is read, and what is taken to have come of it, before it is kept."""
        when, what = self.when.text().strip(), self.what.text().strip()
        said, problem = [], ""
        if when:
            reading = self._read(when)
            problem = reading.problem
            said.append(reading.echo)
        if what:
            said.append(self._hears(self.means.text(), what))
        read = ", ".join(part for part in said if part)
        self.echo.setText(f"{read}. {problem}" if read and problem else read or problem)
        style.role(self.echo, "warn" if problem else "caption")
        self.echo.setVisible(bool(self.echo.text()))

    def _keep(self) -> None:
        typed = Typed(self.when.text(), self.who.text(), self.means.text(), self.what.text())
        if not (typed.what.strip() or typed.means.strip()):
            self.what.setFocus()
            return
        with taking(self._session, self.when, self.means, self.what):
            self.when.setFocus()
            self.captured.emit(typed)

    def _restyle(self) -> None:
        self._plus.setPixmap(style.pixmap("plus", "accent", tokens()["size"]["icon_small"]))
