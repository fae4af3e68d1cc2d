"""People, Questions: what those affected want to know, in their words, each traced to its answer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from rca_workbench.analysis.questions import QuestionState, counted, is_in_terms, standing_of
from rca_workbench.model import Entity, Question, shortened
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.names import place_of
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.lists import ListView, Shape
from rca_workbench.ui.places.people.answering import answers_offered
from rca_workbench.ui.places.people.questions_edits import QuestionEdits
from rca_workbench.ui.places.people.questions_rows import TEXT, QuestionRows
from rca_workbench.ui.session import Session

EMPTY = "Ask the family what they most want to know. Write it in their words."


class QuestionsView(ListView):
    """Questions by how they stand. What answers one is found by typing some of its words."""

    word = "question"
    prefix = "question"

    def __init__(self, session: Session) -> None:
        self.question_rows = QuestionRows(session)
        super().__init__(session, self.question_rows, "Questions by how they stand", folds=True, empty=EMPTY)
        self.edits = QuestionEdits(session)
        self.find_box = FindBox(self)
        self.capture_with("New question, in their words", "In their words. Several lines pasted make several")
        assert self.capture is not None
        self.capture.box.installEventFilter(self)

    def primary(self) -> Command:
        return Command(
            "question_add", "Add question", self.begin, ("N",), "family ask new want to know", "plus"
        )

    def tools(self) -> tuple[Command, ...]:
        return (
            *super().tools(),
            Command(
                "question_accuracy", "Factual accuracy", self.to_accuracy, ("Shift+A",),
                "draft comments check family staff", "badge-check",
            ),
        )  # fmt: skip

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], *keys: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"question_{id}", title, run, keys, "question answer", icon, "", when)

        return (
            made("trace", "Choose what answers it", self.trace, "L", icon="link-2", when=self._writable),
            made("reply", "Write the reply", self.reply, "R", icon="pencil", when=self._writable),
            made("given", "Note the reply as given today", self.given, "D", icon="check", when=self._replied),
            made("cannot", "Say why it cannot be answered", self.cannot, "U", icon="circle-help", when=self._writable),
            made("terms", "Put it into the terms of reference", self.into_terms, "T", icon="list-checks",
                 when=self._not_in_terms),
            made("go", "Go to what answers it", self.to_answer, "G", icon="arrow-right", when=self._traced),
        )  # fmt: skip

    # -- gestures -------------------------------------------------------------------------------------

    def add(self, text: str) -> str | None:
        ids = self.edits.add((text,), self._question)
        return ids[0] if ids else None

    def add_lines(self, text: str) -> None:
        """Add a question for each line."""
        ids = self.edits.add(text.splitlines(), self._question)
        if ids:
            self.session.select(ids[-1])
            self.announce(f"Added {len(ids)} questions. {self.counts()}. Undo with Control Z.")

    def trace(self) -> None:
        """Find what answers the question by typing some of its words."""
        question = self._question
        if question is None:
            return
        offers = [
            (one.words, one.id)
            for one in answers_offered(self.session.snapshot, (*question.answered_by, question.id))
        ]
        self.find_box.ask(
            shortened(question.text, 90), ("is answered by",), offers,
            lambda _, id: self.edits.trace(question, id),
        )  # fmt: skip

    def reply(self) -> None:
        """Write the reply in Details."""
        self._in_details("answer")

    def cannot(self) -> None:
        """Say in Details why nobody can tell, and who agreed."""
        self._in_details("cannot_answer")

    def given(self) -> None:
        """The reply was given today."""
        question = self._question
        if question is not None:
            self.edits.given_today(question)
            self.announce("The reply is noted as given today. Undo with Control Z.")

    def into_terms(self) -> None:
        """Copy the question into the terms of reference."""
        question = self._question
        if question is not None:
            self.edits.into_terms(question)
            self.announce("It is in the terms of reference now, as a line of its own. Undo with Control Z.")

    def to_answer(self) -> None:
        """Show the first thing that answers it, where it belongs."""
        question = self._question
        there = standing_of(self.session.snapshot, question).stands if question is not None else ()
        if there:
            self.go_to.emit(*place_of(self.session.snapshot, there[0]))

    def to_accuracy(self) -> None:
        """Show who was asked whether the facts are right."""
        self.go_to.emit("people/accuracy", None)

    def edited(self, id: str, column: int, text: str) -> None:
        question = self.session.snapshot.get(Question, id)
        if question is not None and column == TEXT:
            self.session.change(question, "Edit question", text=text)

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Question)

    def open(self) -> None:
        row = self.table.current
        if row is not None and row.shape is Shape.HEADING:
            self.table.fold(row.group, row.group not in self.rows.closed)
        else:
            super().open()

    def counts(self) -> str:
        found = counted(self.session.snapshot)
        total = sum(found.values())
        said = f"{total} {'question' if total == 1 else 'questions'}"
        opened = found[QuestionState.OPEN]
        return f"{said}, {opened} open" if opened else said

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and not self.session.read_only
        ):
            pasted = QApplication.clipboard().text()
            if len([line for line in pasted.splitlines() if line.strip()]) > 1:
                self.add_lines(pasted)
                return True
        return super().eventFilter(watched, event)

    # -- inside ---------------------------------------------------------------------------------------

    @property
    def _question(self) -> Question | None:
        one = self.current
        return one if isinstance(one, Question) else None

    def _in_details(self, begin: str) -> None:
        if self._question is not None:
            self.session.select(self._question.id)
            self.open_details(begin)

    def _writable(self) -> bool:
        return not self.session.read_only and self._question is not None

    def _replied(self) -> bool:
        question = self._question
        return self._writable() and question is not None and bool(question.answer.strip())

    def _not_in_terms(self) -> bool:
        question = self._question
        return self._writable() and question is not None and not is_in_terms(self.session.snapshot, question)

    def _traced(self) -> bool:
        question = self._question
        return question is not None and bool(standing_of(self.session.snapshot, question).stands)
