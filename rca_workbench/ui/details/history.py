"""What was done to the thing shown: who, when, what. Folded until somebody asks."""

from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Entity, StepKind
from rca_workbench.ui import style
from rca_workbench.ui.fields import clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.history import change_in_words
from rca_workbench.ui.session import Session

SHOWN = 30
LOOKED_AT = 1000
"""Steps looked through; the History window has them all."""

_DONE_BY = {StepKind.UNDO: "Undid: ", StepKind.REDO: "Did again: "}


class HistorySection(QWidget):
    """Steps that changed one thing, newest first."""

    go_to = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.id: str | None = None
        self._fold = style.role(QPushButton("History"), "fold")
        self._fold.setCheckable(True)
        self._fold.setAccessibleName("History of this")
        self._fold.toggled.connect(self._toggled)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._fold)
        box.addLayout(self._rows)
        self._toggled(False)

    def show_entity(self, entity: Entity | None) -> None:
        """Be about another thing; folded again."""
        if entity is None or entity.id != self.id:
            self._fold.setChecked(False)
        self.id = entity.id if entity is not None else None
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Read the steps again, if they are shown."""
        clear(self._rows)
        if self._fold.isChecked() and self.id is not None:
            self._read(self.id)

    def _toggled(self, open: bool) -> None:
        self._fold.setIcon(style.icon("chevron-down" if open else "chevron-right", "text2", 16))
        self.refresh(None)

    def _read(self, id: str) -> None:
        found = 0
        for step in islice(self.session.case.history(), LOOKED_AT):
            said = [change_in_words(one, self.session) for one in step.changes if one.id == id]
            if not said:
                continue
            when = step.at.astimezone()
            head = QLabel(_DONE_BY.get(step.kind, "") + step.label)
            lines = style.role(QLabel("\n".join(said[:6])), "caption")
            by = style.role(QLabel(f"{step.who}, {when.day} {when:%B %Y, %H:%M}"), "caption")
            for label in (style.role(head, "small"), by, lines):
                wrapped(label)
                self._rows.addWidget(label)
            found += 1
            if found == SHOWN:
                break
        if not found:
            self._rows.addWidget(style.role(QLabel("No step changed this yet."), "small"))
