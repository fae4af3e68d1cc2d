"""The way out of paragraph 5 on the Duty of Candour page: they declined, or could not be reached, with each attempt."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.candour import candour_state
from rca_workbench.analysis.reaching import attempts_rule, reaching
from rca_workbench.model import Actor, Answer, Contact, StepOutcome
from rca_workbench.model.time import short_label
from rca_workbench.model.words import word
from rca_workbench.reference.candour import no_contact
from rca_workbench.ui import style
from rca_workbench.ui.fields import Row, clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.places.cards import card, label
from rca_workbench.ui.places.people.candour_edits import CandourEdits
from rca_workbench.ui.session import Session

NOT_YET = (
    "The other steps fall away once it is decided that regulation 20 applies, it is said who the relevant person is, and "
    "their words or the day they declined are on record."
)


class ReachingCard(QWidget):
    """Attempts are contacts in the log; here they are counted and what is missing is said."""

    go_to = Signal(str, object)
    ended = Signal(str)
    """Id of the record that says how it ended."""

    def __init__(self, session: Session, edits: CandourEdits) -> None:
        super().__init__()
        self.session, self.edits = session, edits
        self._shown: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        box = card(column, "They declined, or could not be reached")
        rule = no_contact()
        law = f"The law, {rule.paragraph}: where the {rule.trigger}, the {_begun(rule.effect)}."
        box.addWidget(wrapped(label(law, "small")))
        if rule.mark:
            box.addWidget(label(rule.mark, "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(
            wrapped(
                label(
                    "It asks you to record: " + " ".join(_sentence(one) for one in rule.must_record), "small"
                )
            )
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        box.addLayout(self._rows)
        self._words = wrapped(label("", "small_strong"))
        box.addWidget(self._words)
        box.addWidget(wrapped(label(attempts_rule(), "caption")))
        good = "; ".join(rule.good_practice)
        box.addWidget(wrapped(label(f"Good practice: {good}.", "caption")))
        self._buttons(box)

    def refresh(self) -> None:
        """Show the attempts as they are now."""
        found = reaching(self.session.snapshot)
        state = candour_state(self.session.snapshot)
        waits = found.refused and not state.excused and state.applies is not Answer.NO
        self._words.setText(f"{found.words} {NOT_YET}" if waits else found.words)
        tried = [*found.attempts, *([found.declined] if found.declined is not None else [])]
        lines = [(one.id, self._line(one)) for one in tried]
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._rows)
        for one in tried:
            words, beneath = self._line(one)
            row = Row(icon_of(one), "text2", words, beneath)
            row.opened.connect(partial(self.go_to.emit, "people/contacts", one.id))
            self._rows.addWidget(row)

    def _buttons(self, box: QVBoxLayout) -> None:
        if self.session.read_only:
            return
        attempt = QPushButton("Note an attempt")
        attempt.clicked.connect(self._attempt)
        box.addWidget(attempt, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        for became, said in (
            (StepOutcome.DECLINED, "Record that they declined"),
            (StepOutcome.UNREACHABLE, "Record that they could not be reached"),
        ):
            button = style.role(QPushButton(said), "link")
            button.clicked.connect(partial(self._end, became))
            line.addWidget(button)
        line.addStretch(1)
        box.addLayout(line)

    def _line(self, one: Contact) -> tuple[str, str]:
        when = short_label(one.when) if one.when.start or one.when.said else "No day yet"
        actor = self.session.snapshot.get(Actor, one.person)
        facts = (
            one.means,
            word(one.reached).lower(),
            f"by {one.by}" if one.by else "",
            actor.role if actor else "",
        )
        return f"{when}: {', '.join(part for part in facts[:2] if part)}", ", ".join(
            part for part in facts[2:] if part
        )

    def _attempt(self) -> None:
        self.go_to.emit("people/contacts", self.edits.add_attempt())

    def _end(self, became: StepOutcome, *_: object) -> None:
        self.ended.emit(self.edits.end_with(became))


def _begun(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
