"""Answers to the criteria of closure and the decision to close, each one step."""

from rca_workbench.analysis.closure import ClosureLine, closure_decision
from rca_workbench.model import (
    Answer,
    ClosureState,
    CriterionAnswer,
    Decision,
    DecisionKind,
    new_id,
)
from rca_workbench.model.fault import Fault
from rca_workbench.reference.closure import closure_item, closure_version
from rca_workbench.ui.places.overview.closure_rows import ANSWER, BY, REASON
from rca_workbench.ui.session import Session

_ANSWERS = {
    "yes": Answer.YES, "y": Answer.YES, "met": Answer.YES, "yes, met": Answer.YES,
    "no": Answer.NO, "n": Answer.NO, "not met": Answer.NO, "no, not met": Answer.NO,
    "not known": Answer.NOT_KNOWN, "not known yet": Answer.NOT_KNOWN, "?": Answer.NOT_KNOWN,
    "not applicable": Answer.NOT_APPLICABLE, "n/a": Answer.NOT_APPLICABLE, "does not apply": Answer.NOT_APPLICABLE,
    "": None, "as the case shows": None,
}  # fmt: skip


class ClosureEdits:
    """What can be done to the closing of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def answer(self, line: ClosureLine, answer: Answer | None) -> None:
        """Answer a criterion, with the wording and the edition it is answered to; None leaves it to the case again."""
        if answer is None:
            if line.answer is not None:
                self.session.remove(line.answer)
            return
        fields = {"answer": answer, "on": self.session.today().isoformat(), "by": self.session.case.who}
        if closure_item(line.item.id) is not None:  # what a later list dropped stays as it read then
            fields |= _stamp(line)
        self._change(line, "Answer criterion of closure", **fields)

    def edit(self, line: ClosureLine, column: int, text: str) -> bool:
        """Keep what was typed over one cell; False where it could not be read."""
        text = text.strip()
        if column == ANSWER:
            if text.casefold() not in _ANSWERS:
                self.session.faulted.emit(
                    Fault("Answer must be yes, no, not known or not applicable.", "It is as it was.")
                )
                return False
            self.answer(line, _ANSWERS[text.casefold()])
        elif column == REASON:
            self._change(line, "Edit reason of closure", reason=text)
        elif column == BY:
            self._change(line, "Edit who answered", by=text)
        return True

    def decide(self, state: ClosureState, by: str, reason: str) -> None:
        """Record a decision on closing of today, beside the earlier ones, which stay."""
        said = "Record the closure decision"
        if closure_decision(self.session.snapshot) is not None:
            said = "Decide on closure anew"
        with self.session.step(said) as step:
            step.add(
                Decision(
                    id=new_id(), decision_kind=DecisionKind.CLOSURE, closure=state, outcome="Closure", by=by,
                    reason=reason, on=self.session.today().isoformat(), list_version=closure_version(),
                )
            )  # fmt: skip

    def _change(self, line: ClosureLine, label: str, **fields: object) -> None:
        with self.session.step(label) as step:
            one = line.answer
            if one is None:
                one = step.add(CriterionAnswer(id=new_id(), criterion=line.item.id))
                fields = {**_stamp(line), **fields}
            step.change(one, **fields)


def _stamp(line: ClosureLine) -> dict[str, str]:
    """The edition a criterion is answered in, and how it reads there."""
    return {"list_version": closure_version(), "wording": line.item.criterion}
