"""The questions a thing answers: shown in its Details, and added there by typing some words of the question."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.questions import asker, standing_of
from rca_workbench.model import Changes, Entity, Question, Snapshot
from rca_workbench.ui import style
from rca_workbench.ui.fields import FindLine, Offer, Row, clear, offers_of
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.names import icon_of, line_of
from rca_workbench.ui.places.people.questions_edits import QuestionEdits
from rca_workbench.ui.session import Session

_TITLE = "Questions it answers"


class AnswersSection(QWidget):
    """Questions traced to the thing shown. `further` gives those it answers through something else."""

    go_to = Signal(str, object)

    def __init__(
        self, session: Session, further: Callable[[Snapshot, str], Iterable[Question]] = lambda _, __: ()
    ) -> None:
        super().__init__()
        self.session = session
        self.id: str | None = None
        self._further = further
        self._shown: object = None
        self._add = style.role(QPushButton("Answers a question"), "link")
        self._add.clicked.connect(self.begin)
        if session.read_only:
            self._add.hide()  # never shown before it has a parent: that would be a window of its own
        self._find = FindLine(self._offers)
        self._find.setAccessibleName("Which question it answers")
        self._find.setPlaceholderText("Which question? Type to find")
        self._find.picked.connect(self._picked)
        self._find.escaped.connect(self._leave)
        self._find.hide()
        self._none = style.role(QLabel("None yet."), "small")
        wrapped(self._none)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        head = QHBoxLayout()
        self._head = style.role(QLabel(_TITLE), "small_strong")
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self._add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self._find)
        box.addWidget(self._none)
        box.addLayout(self._rows)

    def show_entity(self, entity: Entity | None) -> None:
        """Be about another thing."""
        if entity is None or entity.id != self.id:
            self._find.hide()
        self.id = entity.id if entity is not None else None
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Show the questions as they are now."""
        if self.id is None or (
            changes is not None and not changes.touches("question", "finding", "factor", "actor", "timeline_entry")
        ):  # fmt: skip
            return
        snapshot = self.session.snapshot
        own = snapshot.pointed_from(Question, "answered_by", self.id)
        found = {one.id: (one, True) for one in own}
        for one in self._further(snapshot, self.id):
            found.setdefault(one.id, (one, False))
        lines = [(one.id, line_of(one, 120), _beneath(snapshot, one), mine) for one, mine in found.values()]
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._rows)
        self._none.setVisible(not lines)
        self._head.setText(f"{_TITLE} ({len(lines)})" if lines else _TITLE)
        self._add.setVisible(bool(snapshot.of(Question)) and not self.session.read_only)
        for id, words, beneath, mine in lines:
            out = f"Does not answer: {words}" if mine and not self.session.read_only else ""
            row = Row(icon_of(found[id][0]), "text2", words, beneath, out=out)
            row.opened.connect(partial(self.go_to.emit, "people/questions", id))
            row.taken_out.connect(partial(self._untie, id))
            self._rows.addWidget(row)

    def begin(self) -> None:
        """Start typing which question."""
        self._find.clear()
        self._find.show()
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)
        self._find.offer()

    def _offers(self) -> Iterable[Offer]:
        own = self.session.snapshot.by(Question, "answered_by").get(self.id or "", ())
        return offers_of(self.session.snapshot, "question", own)

    def _picked(self, id: str) -> None:
        question = self.session.snapshot.get(Question, id)
        about = self.id
        self._leave()
        if question is not None and about:
            QuestionEdits(self.session).trace(question, about)

    def _untie(self, id: str) -> None:
        question = self.session.snapshot.get(Question, id)
        if question is not None and self.id:
            QuestionEdits(self.session).untie(question, self.id)

    def _leave(self) -> None:
        self._find.hide()
        self._add.setFocus()


def _beneath(snapshot: Snapshot, question: Question) -> str:
    who = asker(snapshot, question)
    said = [f"Asked by {who}" if who else "", standing_of(snapshot, question).words]
    return " · ".join(part for part in said if part)
