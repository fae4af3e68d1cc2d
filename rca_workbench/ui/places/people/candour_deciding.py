"""The left half of the Duty of Candour page: the test, the decision, the relevant person, and the duty that is another."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.candour import candour_reading
from rca_workbench.analysis.candour_clocks import candour_clocks, candour_offers, met_by_steps
from rca_workbench.analysis.deadline_words import state_words
from rca_workbench.analysis.deadlines import deadline
from rca_workbench.model import Answer, CandourTest
from rca_workbench.model.time import short_label
from rca_workbench.reference.candour import (
    candour,
    candour_parts,
    definitions,
    duty,
    grade_words,
    if_unsure,
    not_part_of_the_test,
    not_the_same_as,
    provider_type,
    provider_types,
    relevant_persons,
)
from rca_workbench.reference.sheet import text, texts
from rca_workbench.reference.versions import list_words
from rca_workbench.ui import style
from rca_workbench.ui.fields import FieldEditor, LabelAt, TextEditor, WordsEditor, clear, columns, editor
from rca_workbench.ui.fields.area import come_into_view, wrapped
from rca_workbench.ui.places.cards import card, keyboard_kept, label
from rca_workbench.ui.places.people.answer_row import AnswerButtons, AnswerRow
from rca_workbench.ui.places.people.candour_edits import CandourEdits
from rca_workbench.ui.places.respond.folding import Folding
from rca_workbench.ui.session import Session

QUESTIONS = {
    "N1": "Was it unintended or unexpected?",
    "N2": "Did it happen in the course of a regulated activity?",
    "N3": "Does the harm meet the threshold, in the reasonable opinion of a health care professional?",
}
"""The parts of the test as questions; a part a later list adds is asked in the words of that list."""
APPLIES = "Does regulation 20 apply?"


class CandourTestCards(QWidget):
    """What the law asks stands apart from what is decided here, and both from the clinicians' own duty."""

    def __init__(self, session: Session, edits: CandourEdits) -> None:
        super().__init__()
        self.session, self.edits = session, edits
        self.editors: list[FieldEditor] = []
        self.rows: dict[str, AnswerRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._lay_test(column)
        self._lay_decision(column)
        self._lay_person(column)
        self._lay_professional(column)
        self._lay_others(column)

    def refresh(self) -> None:
        """Show everything as it is now."""
        snapshot = self.session.snapshot
        reading = candour_reading(snapshot)
        for one in reading.parts:
            self.rows[one.part.id].show_given(one.answer, one.given)
        for each in self.editors:
            if each.id is None:
                each.show_entity(snapshot.one(CandourTest))
            else:
                each.refresh()
        self._say_provider()
        self._reading.setText(reading.words)
        test = snapshot.one(CandourTest)
        self._applies.show_answer(test.applies)
        self._say_decision(test, reading.suggests)
        self._say_clocks()

    def enter(self) -> None:
        """Put the keyboard at the first part of the test that is not answered, or else at the decision."""
        parts = candour_reading(self.session.snapshot).parts
        first = next((one.part.id for one in parts if one.answer is None), None)
        buttons = self.rows[first].buttons if first is not None else self._applies
        buttons.buttons[Answer.YES].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_decision(self) -> None:
        """Bring the decision into view, with the keyboard at its reason."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
        come_into_view(self._reason)

    # -- laying out -----------------------------------------------------------------------------------

    def _lay_test(self, column: QVBoxLayout) -> None:
        box = card(column, "The test of regulation 20")
        box.addWidget(
            wrapped(
                label("What the law asks. All three parts have to hold, and nothing else counts.", "small")
            )
        )
        offered = [(one.id, one.label) for one in provider_types()]
        self._one_of(box, "provider_type", offered)
        self._pitfall = wrapped(label("", "caption"))
        box.addWidget(self._pitfall)
        self._provider_mark = self._fitted("")
        box.addWidget(self._provider_mark)
        for part in candour_parts():
            asks = QUESTIONS.get(part.id, part.test)
            self.rows[part.id] = AnswerRow(self.session, asks, partial(self.edits.answer, part.id, part.test))
            box.addWidget(self.rows[part.id])
        self._harms = Folding("Which harm counts", ())
        box.addWidget(self._harms)
        box.addWidget(self._fitted(candour_parts()[0].mark))
        self._own(box, self._text("harms", least=2))
        box.addLayout(
            columns(
                [
                    self._made("opinion", "Whose opinion, by role"),
                    self._made("aware", "When you became aware"),
                ],
                2,
                12,
            )
        )
        self._reading = wrapped(label("", "small_strong"))
        box.addWidget(self._reading)
        not_part = "; ".join(not_part_of_the_test())
        box.addWidget(
            wrapped(
                label(f"No part of the test: {not_part}; the grade of harm in an incident system.", "caption")
            )
        )

    def _lay_decision(self, column: QVBoxLayout) -> None:
        box = card(column, "Decision")
        line = QHBoxLayout()
        line.addWidget(wrapped(label(APPLIES, "")), 1)
        self._applies = AnswerButtons(APPLIES, self.edits.decide, enabled=not self.session.read_only)
        line.addWidget(self._applies)
        box.addLayout(line)
        self._apart = wrapped(label("", "warn"))
        box.addWidget(self._apart)
        self._reason = self._text("reason", least=2)
        self._own(box, self._reason)
        self._graded = wrapped(label("", "warn"))
        box.addWidget(self._graded)
        box.addLayout(columns([self._made("by"), self._made("on")], 2, 12))
        self._stamp = wrapped(label("", "caption"))
        box.addWidget(self._stamp)
        self._clocks = QVBoxLayout()
        self._clocks.setSpacing(4)
        box.addLayout(self._clocks)
        self._start = style.role(QPushButton("Start its deadlines"), "")
        self._start.clicked.connect(self._start_clocks)
        box.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        self._meet = QPushButton("")
        self._meet.clicked.connect(self._meet_clocks)
        box.addWidget(self._meet, 0, Qt.AlignmentFlag.AlignLeft)

    def _lay_person(self, column: QVBoxLayout) -> None:
        box = card(column, "Relevant person and lead contact")
        self._own(box, editor(self.session, CandourTest.kind, "person", label_at=LabelAt.ABOVE))
        offered = [(one.id, f"{one.who[:1].upper()}{one.who[1:]}") for one in relevant_persons()]
        self._one_of(box, "basis", offered)
        self._basis = self._fitted("")
        box.addWidget(self._basis)
        self._own(box, editor(self.session, CandourTest.kind, "lead", label_at=LabelAt.ABOVE))
        said = "Language, needs and wishes for contact are kept on People, covered like a name."
        box.addWidget(wrapped(label(said, "caption")))

    def _lay_professional(self, column: QVBoxLayout) -> None:
        own = duty("professional")
        box = card(column, "The professional duty, apart")
        box.addWidget(
            wrapped(
                label(
                    f"It is on {own.on}, when {own.trigger}. {own.note[:1].upper()}{own.note[1:]}.", "small"
                )
            )
        )
        box.addWidget(self._fitted(own.mark))
        line = QHBoxLayout()
        asks = CandourTest.kind.by_name["professional"].type.label
        line.addWidget(wrapped(label(asks, "")), 1)
        self._own(line, editor(self.session, CandourTest.kind, "professional", label_at=LabelAt.NOWHERE))
        box.addLayout(line)
        self._own(box, self._text("professional_note", least=2))

    def _lay_others(self, column: QVBoxLayout) -> None:
        box = card(column, "")
        box.addWidget(
            Folding(
                "What is taken for the duty and is something else", [f"•  {one}" for one in not_the_same_as()]
            )
        )
        source = candour().source
        box.addWidget(wrapped(label(f"Source: {source.document}, {source.publisher}.", "caption")))

    # -- inside ---------------------------------------------------------------------------------------

    def _say_provider(self) -> None:
        kind = provider_type(self.session.snapshot.one(CandourTest).provider_type)
        rows = self.rows.get("N3")
        if kind is None:
            self._pitfall.setText("Say which kind first: the harms that count are two different lists.")
            self._provider_mark.hide()
            if rows is not None:
                rows.say("")
            self._harms.setVisible(False)
            return
        self._pitfall.setText(f"{kind.pitfall[:1].upper()}{kind.pitfall[1:]}.")
        self._provider_mark.setText(kind.mark)
        self._provider_mark.setVisible(bool(kind.mark))
        if rows is not None:
            rows.say(f"That is harm the incident {kind.wording}. If unsure, {if_unsure()}.")
        self._harms.setVisible(True)
        lines = [f"•  {one[:1].upper()}{one[1:]}" for one in kind.harms]
        if kind.or_requires:
            lines.append(f"•  Or it requires {kind.or_requires}")
        lines += list(_defined())
        self._harms.say(lines)

    def _say_decision(self, test: CandourTest, suggests: Answer | None) -> None:
        apart = (
            test.applies is not None
            and suggests is not None
            and test.applies not in (suggests, Answer.NOT_KNOWN)
        )
        self._apart.setText(
            "The decision is other than the answers above come to. The reason has to say why."
            if apart
            else ""
        )
        self._apart.setVisible(apart)
        graded = grade_words(test.reason)
        self._graded.setText(
            f"“{graded}” is a harm grade. It has other words and thresholds than the regulation, and is no reason here."
            if graded
            else ""
        )
        self._graded.setVisible(bool(graded))
        self._stamp.setText(f"Decided by the {list_words(test.list_version)}" if test.list_version else "")
        self._stamp.setVisible(bool(test.list_version))
        known = next((one for one in relevant_persons() if one.id == test.basis), None)
        self._basis.setText(known.mark if known is not None else "")
        self._basis.setVisible(bool(self._basis.text()))

    def _say_clocks(self) -> None:
        snapshot, now = self.session.snapshot, self.session.now()
        clear(self._clocks)
        for clock in candour_clocks(snapshot):
            found = deadline(snapshot, clock, now)
            local = " (local target, not law)" if clock.local else ""
            said = f"{clock.what}{local}: {state_words(found, now)}"
            self._clocks.addWidget(wrapped(label(said, "small")))
        offered = candour_offers(snapshot)
        for one in offered:
            since = one.event or "when it is said"
            target = (
                f"; {one.row.suggested.length} working days as a local target" if one.row.suggested else ""
            )
            what = f"{one.row.what[:1].lower()}{one.row.what[1:]} ({one.row.framework})"
            said = f"Not started yet: {what}, from: {since}{target}"
            self._clocks.addWidget(wrapped(label(said, "small")))
            if one.row.mark:
                self._clocks.addWidget(label(one.row.mark, "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)
        several = "Start its deadlines" if len(offered) > 1 else "Start this deadline"
        self._start.setText(several)
        self._start.setAccessibleName(f"{several}: Duty of Candour")
        self._start.setVisible(bool(offered) and not self.session.read_only)

        met = met_by_steps(snapshot)
        count = "this deadline" if len(met) == 1 else f"{len(met)} deadlines"
        whens = dict.fromkeys(short_label(when) for _, when, _ in met)
        self._meet.setText(f"Mark {count} as met: {', '.join(whens)}")
        self._meet.setAccessibleName(f"Mark {count} as met: Duty of Candour")
        self._meet.setVisible(bool(met) and not self.session.read_only)

    def _meet_clocks(self) -> None:
        self.edits.meet(met_by_steps(self.session.snapshot))

    def _start_clocks(self) -> None:
        with keyboard_kept(self):
            self.edits.start(candour_offers(self.session.snapshot))

    def _made(self, name: str, said: str = "") -> FieldEditor:
        made = editor(self.session, CandourTest.kind, name, label_at=LabelAt.ABOVE, label=said)
        self.editors.append(made)
        return made

    def _text(self, name: str, *, least: int = 1) -> TextEditor:
        return TextEditor(self.session, CandourTest.kind, name, label_at=LabelAt.ABOVE, least=least)

    def _one_of(self, box: QVBoxLayout, name: str, offered: list[tuple[str, str]]) -> None:
        """A field that holds an id of the list, chosen by its words; its help speaks of ids, and is not for readers."""
        box.addWidget(label(CandourTest.kind.by_name[name].type.label, "small_strong"))
        self._own(box, WordsEditor(self.session, CandourTest.kind, name, offered, label_at=LabelAt.NOWHERE))

    def _own(self, box: QVBoxLayout | QHBoxLayout, made: FieldEditor) -> None:
        self.editors.append(made)
        box.addWidget(made)

    def _fitted(self, words: str) -> QLabel:
        made = label(words, "unchecked")
        made.setSizePolicy(made.sizePolicy().Policy.Maximum, made.sizePolicy().verticalPolicy())
        if not words:
            made.hide()  # never shown before it has a parent: that would be a window of its own
        return made


def _defined() -> Iterator[str]:
    """What the words of the harms mean."""
    held = definitions()
    yield f"Severe harm: {text(held, 'severe_harm')}."
    increase = ", ".join(texts(held, "moderate_increase_in_treatment"))
    yield f"Moderate harm: {text(held, 'moderate_harm')}. An increase in treatment is: {increase}."
    yield f"Prolonged: {text(held, 'prolonged')}."
