"""The right half of the Duty of Candour page: each step with its content, opened in place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.answers import newest_answer
from rca_workbench.analysis.candour import (
    DONE_WITH,
    CandourLine,
    StepState,
    candour_lines,
    candour_state,
    letter_contents,
    step_id,
)
from rca_workbench.model import Answer, CandourStep, shortened
from rca_workbench.model.time import short_label
from rca_workbench.reference import tokens
from rca_workbench.reference.candour import CandourStepRule, candour_steps, conditional_words
from rca_workbench.ui import style
from rca_workbench.ui.fields import FieldEditor, LabelAt, Press, TextEditor, clear, editor, small_button
from rca_workbench.ui.fields.area import come_into_view, wrapped
from rca_workbench.ui.places.cards import card, label
from rca_workbench.ui.places.people.answer_row import AnswerRow
from rca_workbench.ui.places.people.candour_edits import CandourEdits
from rca_workbench.ui.session import Session

STATE_WORDS = {
    StepState.OPEN: "Nothing recorded yet",
    StepState.PART: "Recorded in part",
    StepState.DONE: "Done",
    StepState.DECLINED: "Declined by them",
    StepState.UNREACHABLE: "They could not be reached",
    StepState.TRYING: "Not yet shown",
    StepState.EXCUSED: "Falls away: they declined or could not be reached",
}
_MARKS = {
    StepState.OPEN: ("circle", "text2"),
    StepState.PART: ("circle-dashed", "warn"),
    StepState.DONE: ("circle-check", "ok"),
    StepState.DECLINED: ("circle-check", "text2"),
    StepState.UNREACHABLE: ("circle-check", "text2"),
    StepState.TRYING: ("circle-dashed", "warn"),
    StepState.EXCUSED: ("circle-slash", "text2"),
}
ON_THE_LEFT = ("DC-01", "DC-02")
"""Steps recorded in the cards of the test."""
LETTERS = ("DC-09", "DC-10", "DC-11", "DC-08")
WITH_APOLOGY = ("DC-03", "DC-06", "DC-09")
_OWN = "own"


class StepsCard(QWidget):
    """The steps of the list; one is open at a time. What is typed is kept on leaving the field."""

    go_to = Signal(str, object)
    left = Signal()
    """A step that is recorded in the cards of the test was pressed."""

    def __init__(self, session: Session, edits: CandourEdits) -> None:
        super().__init__()
        self.session, self.edits = session, edits
        self.opened = ""
        """Id of the step that is open: of the list, or "own" for those of one's own."""
        self._blank: CandourStep | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        box = card(column, "Steps, with what was said")
        self._standing = wrapped(label("", "small"))
        box.addWidget(self._standing)
        self._rows: dict[str, StepRow] = {}
        for rule in candour_steps():
            self._rows[rule.id] = self._row(rule, rule.label)
            box.addWidget(self._rows[rule.id])
        self._rows[_OWN] = self._row(None, "Other records")
        box.addWidget(self._rows[_OWN])

    @property
    def heads(self) -> tuple[QWidget, ...]:
        """The headings of the steps, in their order."""
        return tuple(row.head for row in self._rows.values())

    def refresh(self) -> None:
        """Show every step as it is now."""
        snapshot = self.session.snapshot
        state = candour_state(snapshot)
        said = f"{state.done} of {state.of} steps need nothing more."
        if state.excused:
            said += " Those of paragraphs 2 to 4 fall away, with the attempts on record."
        elif state.applies is Answer.NO:
            said = (
                "By the decision the duty does not apply. Openness and the professional duty do in any case."
            )
        self._standing.setText(said)
        lines = {one.id: one for one in candour_lines(snapshot)}
        for id, row in self._rows.items():
            if id in lines:
                row.show_line(lines[id], opened=id == self.opened)
        own = tuple(one for one in snapshot.of(CandourStep).values() if not step_id(one))
        self._rows[_OWN].setVisible(bool(own))
        self._rows[_OWN].show_line(
            CandourLine(_OWN, "Other records", False, StepState.DONE if own else StepState.OPEN, own),
            opened=self.opened == _OWN,
        )

    def open(self, id: str) -> None:
        """Open a step in place, adding its record where there is none; pressed again, it closes."""
        if id in ON_THE_LEFT and not self._records(id):
            self.left.emit()
            return
        closing = self.opened == id
        self.opened = "" if closing else id
        self._drop_blank()
        if not closing and not self._records(id) and not self.session.read_only:
            made = self.edits.add_step(id)
            self._blank = self.session.snapshot.get(CandourStep, made)
        self.refresh()
        if not closing:
            self._rows[id].enter()

    def show_step(self, one: CandourStep, *, begin: bool = False) -> None:
        """Open the step a record is of; with `begin`, the keyboard goes into its first field."""
        id = step_id(one) or _OWN
        if self.opened != id:
            self.opened = id
            self.refresh()
        if begin:
            self._rows[id].enter()
        come_into_view(self._rows[id])

    def next_open(self) -> None:
        """Open the first step that still asks for something and is recorded here."""
        for one in candour_lines(self.session.snapshot):
            if one.state not in DONE_WITH and one.id not in ON_THE_LEFT:
                if self.opened != one.id:
                    self.open(one.id)
                else:
                    self._rows[one.id].enter()
                return
        self.left.emit()

    def close_step(self) -> bool:
        """Close the step that is open; False where none is."""
        if not self.opened:
            return False
        id, self.opened = self.opened, ""
        self._drop_blank()
        self.refresh()
        self._rows[id].head.setFocus()
        return True

    def _drop_blank(self) -> None:
        """A record that was added by opening a step, and left without a word, goes again."""
        blank, self._blank = self._blank, None
        if blank is None or self.session.read_only:
            return
        row = self._rows[step_id(blank) or _OWN]
        row.commit()
        if self.session.snapshot.get(CandourStep, blank.id) == blank:
            self.session.remove(blank)

    def _records(self, id: str) -> list[CandourStep]:
        return [one for one in self.session.snapshot.of(CandourStep).values() if (step_id(one) or _OWN) == id]

    def _row(self, rule: CandourStepRule | None, title: str) -> "StepRow":
        row = StepRow(self.session, self.edits, rule, title)
        row.head.clicked.connect(partial(self._pressed, rule.id if rule is not None else _OWN))
        row.go_to.connect(self.go_to)
        return row

    def _pressed(self, id: str, *_: object) -> None:
        self.open(id)


class StepRow(QFrame):
    """One step: how far it is, and, opened, its records with their fields."""

    go_to = Signal(str, object)

    def __init__(
        self, session: Session, edits: CandourEdits, rule: CandourStepRule | None, title: str
    ) -> None:
        super().__init__()
        self.session, self.edits, self.rule, self._title = session, edits, rule, title
        self._forms: list[StepForm] = []
        self._shown: tuple[str, ...] = ()
        self._icon = QLabel()
        self.head = style.role(Press(), "row")
        self.rests_at = self.head
        """Where the focus goes when Esc leaves a field of it."""
        self._words_of_head = wrapped(label("", "small_strong"))
        self._words_of_head.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QVBoxLayout(self.head)
        inside.setContentsMargins(4, 3, 4, 3)
        inside.addWidget(self._words_of_head)
        self._said = wrapped(label("", "small"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.head)
        words.addWidget(self._said)
        if rule is not None and rule.mark:
            words.addSpacing(2)
            words.addWidget(label(rule.mark, "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)
        self._said.setIndent(style.px(4))
        line.addLayout(words, 1)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(style.px(26), 0, 0, 0)
        self._inside.setSpacing(10)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(line)
        box.addLayout(self._inside)

    def show_line(self, line: CandourLine, *, opened: bool) -> None:
        """Show how far the step is, and its records if it is open."""
        icon, ink = _MARKS[line.state]
        self._icon.setPixmap(style.pixmap(icon, ink, tokens()["size"]["icon"]))
        self._icon.setContentsMargins(0, 4, 0, 0)
        number = f"{line.id}  " if self.rule is not None else ""
        self._words_of_head.setText(f"{number}{self._title}")
        said = self._words(line)
        self._said.setText(said)
        style.role(self._said, "warn" if ink == "warn" else "small")
        self.head.setAccessibleName(f"{self._title}. {said}. {'Open' if opened else 'Closed'}")
        ids = tuple(one.id for one in line.steps) if opened else ()
        if ids != self._shown:
            self._lay(line.steps if opened else ())
            self._shown = ids
        for form, one in zip(self._forms, line.steps, strict=False):
            form.refresh(one)

    def enter(self) -> None:
        """Put the keyboard in the first field."""
        if self._forms:
            self._forms[-1].enter()
            come_into_view(self)

    def commit(self) -> None:
        """Keep what is typed in its fields."""
        for form in self._forms:
            form.commit()

    def _words(self, line: CandourLine) -> str:
        said = STATE_WORDS[line.state]
        if line.state is StepState.PART or line.state is StepState.TRYING:
            return f"{said}. Still missing: {line.lacking_words}"
        if line.steps and line.state in (StepState.DONE, StepState.DECLINED, StepState.UNREACHABLE):
            last = line.steps[-1]
            facts = [short_label(last.when) if last.when.start or last.when.said else "", last.means, last.by]
            return ", ".join(part for part in (said, *facts) if part)
        if self.rule is not None and line.state is StepState.OPEN and self.rule.timing:
            return f"{said}. The law: {self.rule.timing}"
        if self.rule is not None and self.rule.id in ON_THE_LEFT and line.state is StepState.OPEN:
            return f"{said}. It is recorded with the test and the decision"
        return said

    def _lay(self, steps: Sequence[CandourStep]) -> None:
        for form in self._forms:
            form.commit()
        self._forms = []
        clear(self._inside)
        if not steps:
            return
        if self.rule is not None:
            self._inside.addWidget(wrapped(label(f"Record: {', '.join(self.rule.record)}.", "caption")))
            self._inside.addWidget(label(f"Regulation {self.rule.paragraph}", "caption"))
        for one in steps:
            form = StepForm(self.session, self.edits, self.rule, one)
            form.go_to.connect(self.go_to)
            self._forms.append(form)
            self._inside.addWidget(form)
        if not self.session.read_only and self.rule is not None:
            more = style.role(QPushButton("Add another record of this step"), "link")
            more.clicked.connect(partial(self._more, self.rule.id))
            self._inside.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _more(self, id: str, *_: object) -> None:
        self.edits.add_step(id)
        if self._forms:
            self._forms[-1].enter()


class StepForm(QFrame):
    """The fields of one record, and of the letter what it has to hold."""

    go_to = Signal(str, object)

    def __init__(
        self, session: Session, edits: CandourEdits, rule: CandourStepRule | None, one: CandourStep
    ) -> None:
        super().__init__()
        style.role(self, "quote")
        self.session, self.id = session, one.id
        self.editors: list[FieldEditor] = []
        self._holds: dict[str, AnswerRow] = {}
        id = rule.id if rule is not None else ""
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.setSpacing(8)
        if rule is None:
            self._field(box, "step")
        for name in ("when", "by", "means", "person", "present"):
            self._field(box, name)
        self._long(box, "said")
        self._conditional = wrapped(label("", "warn"))
        if id in WITH_APOLOGY or one.apology or rule is None:
            self._long(box, "apology")
            box.addWidget(self._conditional)
        if id in LETTERS or one.document or rule is None:
            self._field(box, "document")
        if rule is not None and rule.must_contain:
            box.addWidget(wrapped(label("What the law asks the letter to hold", "small_strong")))
            for key, said in rule.must_contain:
                row = AnswerRow(
                    session, f"{said[:1].upper()}{said[1:]}", partial(edits.answer, key, said),
                    choices=(Answer.YES, Answer.NO), reason=False,
                )  # fmt: skip
                self._holds[key] = row
                box.addWidget(row)
        self._field(box, "became")
        self._long(box, "outcome")
        if not session.read_only:
            out = small_button("trash-2", "Remove this record", self._remove)
            box.addWidget(out, 0, Qt.AlignmentFlag.AlignRight)
        for each in self.editors:
            each.show_entity(one)
        self.refresh(one)

    def refresh(self, one: CandourStep) -> None:
        """Show what changed elsewhere."""
        for each in self.editors:
            each.refresh()
        for key, _, answer in letter_contents(self.session.snapshot) if self._holds else ():
            self._holds[key].show_given(answer, newest_answer(self.session.snapshot, key))
        found = conditional_words(one.apology)
        self._conditional.setText(
            f"“{shortened(found, 60)}” makes the apology hang on a condition. Say sorry for what happened."
            if found
            else ""
        )
        self._conditional.setVisible(bool(found))

    def enter(self) -> None:
        """Put the keyboard in the first field."""
        self.editors[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Keep what is typed."""
        for each in self.editors:
            each.commit()

    def _remove(self) -> None:
        one = self.session.snapshot.get(CandourStep, self.id)
        if one is not None:
            self.session.remove(one)

    def _field(self, box: QVBoxLayout, name: str) -> None:
        self._own(box, editor(self.session, CandourStep.kind, name, label_at=LabelAt.LEFT))

    def _long(self, box: QVBoxLayout, name: str) -> None:
        self._own(box, TextEditor(self.session, CandourStep.kind, name, label_at=LabelAt.ABOVE, least=2))

    def _own(self, box: QVBoxLayout, made: FieldEditor) -> None:
        made.go_to.connect(self.go_to)
        self.editors.append(made)
        box.addWidget(made)
