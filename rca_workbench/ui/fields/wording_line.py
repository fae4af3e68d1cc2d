"""The quiet line under a text whose wording is worth another look: which words, why, what could be written instead."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.fields.area import come_into_view, wrapped
from rca_workbench.ui.fields.boxes import Line
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.session import Session

if TYPE_CHECKING:
    from rca_workbench.checks.language import Mark


class WordingLine(QFrame):
    """Offers; it never changes a word."""

    kept = Signal(str)
    """The words stay, with this reason."""
    moved = Signal(int)
    """The next place, or the one before, is asked for."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        from rca_workbench.ui.details.flow import (
            Flow,
        )  # Details is made of fields: they know it only when asked

        super().__init__(parent)
        self._session = session
        self.said = wrapped(style.role(QLabel(), "caption"))
        self._next = style.role(QPushButton(), "link")
        self._next.clicked.connect(lambda: self.moved.emit(1))
        self._keep = style.role(QPushButton("Keep it, with a reason"), "link")
        self._keep.clicked.connect(self.begin_keeping)
        answers = QWidget()
        line = Flow(answers, 8)
        line.addWidget(self._keep)
        line.addWidget(self._next)
        self._reason = Line()
        self._reason.setAccessibleName("Reason why the words stay. The report prints it")
        self._reason.setPlaceholderText("Why do they stay? The report prints this")
        self._reason.returnPressed.connect(self._done)
        self._reason.escaped.connect(self._leave)
        self._accept = style.role(QPushButton("Keep"), "link")
        self._accept.setAccessibleName("Keep the words, with this reason")
        self._accept.clicked.connect(self._done)
        self._asking = QWidget()
        asking = QHBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self._reason, 1)
        asking.addWidget(self._accept)
        self._asking.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 2)
        box.setSpacing(0)
        for part in (self.said, answers, self._asking):
            box.addWidget(part)
        self.hide()

    def offer(self, mark: "Mark", at: int, of: int, *, keeps: bool) -> None:
        """Say what there is about one place. `keeps`: whether it can be kept with a reason."""
        said = words_of(mark)
        news = said != self.said.text() or not self.isVisible()
        self.said.setText(said)
        self._next.setVisible(of > 1)
        self._next.setText(f"Next ({at} of {of})")
        self._next.setAccessibleName(f"Next place, this is {at} of {of}")
        self._keep.setVisible(keeps)
        self._keep.setAccessibleName(f"Keep ‘{mark.phrase}’, with a reason")
        if news:
            self._asking.hide()
            self._reason.clear()
        self.show()
        if news:
            QTimer.singleShot(0, self, partial(come_into_view, self))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"Wording: {said}"))

    def comes_after(self, box: QWidget) -> None:
        """Tab comes from the text into the offer."""
        for one, other in pairwise((box, self._keep, self._next, self._reason, self._accept)):
            QWidget.setTabOrder(one, other)

    @property
    def busy(self) -> bool:
        """Whether somebody is in it: it stays then, though the text is left."""
        return any(one.hasFocus() for one in (self._next, self._keep, self._reason, self._accept))

    def begin_keeping(self) -> None:
        """Open the line for the reason."""
        self._asking.show()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self._asking.hide()
            with taking(self._session, self._reason):
                self.kept.emit(reason)
            if self._reason.text():
                self.begin_keeping()

    def _leave(self) -> None:
        self._asking.hide()
        self._keep.setFocus()


def words_of(mark: "Mark") -> str:
    """What is said of a place in a text."""
    return f"‘{' '.join(mark.phrase.split())}’: {mark.explanation} {mark.rewording}"
