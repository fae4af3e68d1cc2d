"""Overview, Closure: the criteria of closure answered from the case and by people, and the decision to close."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QResizeEvent

from rca_workbench.analysis.closure import ClosureLine, closure_decision, gaps
from rca_workbench.model import Answer, Changes, ClosureState, CriterionAnswer, Decision, Entity
from rca_workbench.model.fault import Fault
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.lists import ListView, Shape
from rca_workbench.ui.places.overview.closure_edits import ClosureEdits
from rca_workbench.ui.places.overview.closure_head import ClosureHead
from rca_workbench.ui.places.overview.closure_rows import ANSWER, REASON, ClosureRows
from rca_workbench.ui.session import Session

HEAD_IN_FULL_FROM = 400
"""Height of the view from which its head says all it has to say, in pixels at 100 %."""
_AGAIN_MS = 700
_BURST_MS = 1500
"""After an answer that could not be given, letters that follow each other sooner are its reason and no commands."""
EMPTY = "No criterion has these words."


class ClosureView(ListView):
    """Each criterion with what the case shows of it; an answer by a person stands above that, with its reason."""

    word = "criterion"
    prefix = "closure"
    uses_details = False

    def __init__(self, session: Session) -> None:
        self.criteria = ClosureRows(session)
        super().__init__(session, self.criteria, "Criteria of closure", folds=True, empty=EMPTY)
        self.table.chosen.disconnect(session.select)
        self.edits = ClosureEdits(session)
        self.head = ClosureHead(session)
        self.head.left.connect(self.enter)
        self.head.form.confirmed.connect(self._decide)
        self._refused = QElapsedTimer()
        self._was_decided = self._decided()
        self.box.insertWidget(0, self.head)
        session.checking.changed.connect(self._checked)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        said = "Decide anew" if self._decided() else "Record the closure decision"
        also = "close sign off closure decision reopen"
        return Command("closure_decide", said, self._unless_typing(self.begin), ("N",), also, "gavel")

    def commands(self) -> tuple[Command, ...]:
        # Criteria come from the list and are never removed; Details has nothing to say of them.
        of_all = {one.id: one for one in super().commands()}
        edit = replace(of_all["closure_edit"], enabled=self._writable)
        return (edit, of_all["closure_leave"], *self.further())

    def further(self) -> Sequence[Command]:
        def made(id: str, title: str, run: Callable[[], object], *keys: str, icon: str) -> Command:
            also = "closure criterion answer"
            return Command(
                f"closure_{id}", title, self._on_criterion(run), keys, also, icon, "", self._answerable
            )

        return (
            made("yes", "Answer: yes, met", self._yes, "1", icon="check"),
            made("no", "Answer: no, not met", self._no, "2", icon="x"),
            made("not_known", "Answer: not known yet", self._not_known, "3", icon="circle-help"),
            made("not_applicable", "Answer: not applicable", self._not_applicable, "4", icon="minus"),
            made("as_shown", "Leave it to what the case shows", self._as_shown, "0", icon="undo-2"),
            made("reason", "Edit reason", self._reason, "R", icon="pencil"),
            Command(
                "closure_go", "Go to where it is shown", self._unless_typing(self.go_there), ("Return", "Enter", "G"),
                "evidence source", "arrow-right", "", self._on_line,
            ),
        )  # fmt: skip

    @property
    def line(self) -> ClosureLine | None:
        """The criterion one is at."""
        row = self.table.current
        return self.criteria.lines.get(row.id) if row is not None and row.shape is Shape.ITEM else None

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        self.head.refresh(changes)
        self.counts_changed.emit()
        if changes is not None and self._decided() is not self._was_decided:
            self.frame_changed.emit()  # the main button says what it does now
        self._was_decided = self._decided()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.head.compact(self.height() < style.px(HEAD_IN_FULL_FROM))
        super().resizeEvent(event)

    def selected(self, entity: Entity | None) -> None:
        """Criteria are no records of the case: only an answer to one, and the decision, lead here from elsewhere."""
        if isinstance(entity, CriterionAnswer) and entity.criterion in self.criteria.lines:
            self._stay(entity.criterion)
        elif isinstance(entity, Decision) and entity == closure_decision(self.session.snapshot):
            self.head.begin()

    def counts(self) -> str:
        lines = tuple(self.criteria.lines.values())
        left = len(gaps(lines))
        return f"{len(lines) - left} of {len(lines)} criteria answered for, {left} {'gap' if left == 1 else 'gaps'}"

    def enter(self) -> None:
        super().enter()
        if self.table.current is None and self.criteria.rowCount() > 1:
            self.table.setCurrentIndex(self.criteria.index(1, 0))

    # -- gestures -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Open the form of the decision to close; an earlier one, as when it was returned with queries, stays."""
        if not self.session.read_only:
            self.head.decide()

    def edited(self, id: str, column: int, text: str) -> None:
        line = self.criteria.lines.get(id)
        if line is None:
            return
        # What was typed is kept at once; its row may move to another group, which it does once the box has closed.
        self.criteria.held = True
        kept = self.edits.edit(line, column, text)
        QTimer.singleShot(0, self, partial(self._settle, id, kept and column == ANSWER))

    def open(self) -> None:
        row = self.table.current
        if row is not None and row.shape is Shape.HEADING:
            self.table.fold(row.group, row.group not in self.criteria.closed)
        else:
            self.go_there()

    def go_there(self) -> None:
        """The tab where one would see or mend what the criterion asks for, with the first thing it speaks of."""
        line = self.line
        if line is None:
            row = self.table.current
            if row is not None and row.shape is Shape.HEADING:
                self.table.fold(row.group, row.group not in self.criteria.closed)
            return
        if line.shown.place:
            self.go_to.emit(line.shown.place, line.shown.about[0] if line.shown.about else None)

    # -- inside ---------------------------------------------------------------------------------------

    def _decide(self, state: ClosureState, by: str, reason: str) -> None:
        self.head.close_form()
        self.edits.decide(state, by, reason)
        self.announce("Decision recorded. Undo with Control Z.")

    def _on_criterion(self, run: Callable[[], object]) -> Callable[[], object]:
        """What answers a criterion, with a word where one is at none; nothing is answered then."""

        def job() -> None:
            if self._typing_on():
                return
            if self.line is not None:
                run()
                return
            self._refused.restart()
            fault = Fault(
                "Choose a criterion first.", "Nothing was answered.", "Then answer with 1, 2, 3 or 4."
            )
            self.session.faulted.emit(fault)

        return job

    def _unless_typing(self, run: Callable[[], object]) -> Callable[[], object]:
        return lambda: None if self._typing_on() else run()

    def _typing_on(self) -> bool:
        """Whether somebody goes on typing after an answer that could not be given: those letters are no commands."""
        on = self._refused.isValid() and self._refused.elapsed() < _BURST_MS
        if on:
            self._refused.restart()
        return on

    def _settle(self, id: str, answered: bool) -> None:
        self.criteria.look_again()
        self._stay(id)
        self.counts_changed.emit()
        if answered:
            self._ask_why(id)

    def _answer(self, answer: Answer | None) -> None:
        line = self.line
        if line is None:
            return
        self.edits.answer(line, answer)
        self._stay(line.item.id)
        self.announce(f"{line.item.criterion}: answered. Undo with Control Z.")
        if answer is not None:
            self._ask_why(line.item.id)

    def _ask_why(self, id: str) -> None:
        """An answer without a reason tells a reader nothing: type it at once."""
        line = self.criteria.lines.get(id)
        if line is not None and line.answer is not None and not line.answer.reason:
            self.table.edit_current(REASON)

    def _stay(self, id: str) -> None:
        at = self.criteria.row_of(id)
        if at >= 0:
            self.table.setCurrentIndex(self.criteria.index(at, 0))
            self.table.scrollTo(self.criteria.index(at, 0))

    def _checked(self, _: object = None) -> None:
        if not self.isVisible():
            return
        if self.table.typing:
            QTimer.singleShot(_AGAIN_MS, self, self._checked)
            return
        self.criteria.look_again()
        self.counts_changed.emit()

    def _on_line(self) -> bool:
        return self.table.current is not None

    def _writable(self) -> bool:
        return self.line is not None and not self.session.read_only

    def _answerable(self) -> bool:
        return self.table.current is not None and not self.session.read_only

    def _decided(self) -> bool:
        return closure_decision(self.session.snapshot) is not None

    def _yes(self) -> None:
        self._answer(Answer.YES)

    def _no(self) -> None:
        self._answer(Answer.NO)

    def _not_known(self) -> None:
        self._answer(Answer.NOT_KNOWN)

    def _not_applicable(self) -> None:
        self._answer(Answer.NOT_APPLICABLE)

    def _as_shown(self) -> None:
        self._answer(None)

    def _reason(self) -> None:
        self.table.edit_current(REASON)
