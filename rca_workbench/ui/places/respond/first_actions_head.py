"""The head of First actions: from when the hours count, how far it has come, and what is late."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.analysis.first_hours import FirstLine, LineState, left_words
from rca_workbench.analysis.securing import lost_words
from rca_workbench.model import EvidenceItem
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.early_response import early_response_note
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.session import Session


class FirstHead(QWidget):
    """Three facts in a row, as over the actions of a plan."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        style.role(self, "summary")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._counted, self._since = _pair("title", "small")
        self._next, self._due = _pair("small_strong", "small")
        self._late, self._first = _pair("small_strong", "small")
        self._note = wrapped(style.role(QLabel(early_response_note()), "caption"))
        row = QHBoxLayout()
        row.setSpacing(24)
        for title, pair in (
            ("", (self._counted, self._since)),
            ("Next due", (self._next, self._due)),
            ("Late", (self._late, self._first)),
        ):
            column = QVBoxLayout()
            column.setSpacing(0)
            if title:
                column.addWidget(style.role(QLabel(title), "caption"))
            for label in pair:
                column.addWidget(label)
            column.addStretch(1)
            row.addLayout(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 10, 20, 10)
        box.setSpacing(6)
        box.addLayout(row)
        box.addWidget(self._note)

    def compact(self, tight: bool) -> None:
        """Where there is little height, say the figures alone and leave the room to the list."""
        for one in (self._since, self._due, self._first, self._note):
            one.setVisible(not tight)

    def say(self, lines: tuple[FirstLine, ...], found: datetime | None) -> None:
        """Say how far the lines have come."""
        now = self.session.now()
        answered = sum(one.answered for one in lines)
        self._counted.setText(f"{answered} of {len(lines)} answered")
        since = (
            f"Hours count from {date_words(found.date().isoformat())} {found:%H:%M}, when it was found"
            if found is not None
            else "Say on the Incident page when it was found: hours count from then"
        )
        self._since.setText(since)
        ahead = [one for one in lines if one.state is LineState.OPEN and one.due is not None]
        first = min(ahead, key=lambda one: one.due or now, default=None)
        left = ""
        if first is not None and first.due is not None:
            item = first.entity
            left = lost_words(item, now) if isinstance(item, EvidenceItem) else left_words(first.due, now)
        self._next.setText(left[:1].upper() + left[1:] if left else "Nothing dated")
        self._due.setText(first.what if first else "")
        late = sorted((one for one in lines if one.state is LineState.LATE), key=lambda one: one.due or now)
        self._late.setText(f"{len(late)} {'line' if len(late) == 1 else 'lines'}" if late else "Nothing")
        style.role(self._late, "warn" if late else "small_strong")
        self._first.setText(late[0].what if late else "")


def _pair(role: str, under: str) -> tuple[QLabel, QLabel]:
    first, second = QLabel(), QLabel()
    for label, look in ((first, role), (second, under)):
        style.role(label, look)
        wrapped(label)
    return first, second
