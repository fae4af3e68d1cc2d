"""The questions a thing answers: shown in its Details, and added there by typing some words of the question."""

from collections.abc import Callable, Iterable
from functools import partial

from rca_workbench.analysis.questions import asker, standing_of
from rca_workbench.model import Changes, Question, Snapshot
from rca_workbench.ui.fields import FindLine, Offer, Row, clear, offers_of
from rca_workbench.ui.fields.names import icon_of, line_of
from rca_workbench.ui.fields.section import Section
from rca_workbench.ui.places.people.questions_edits import QuestionEdits
from rca_workbench.ui.session import Session


class AnswersSection(Section):
    """Questions traced to the thing shown. `further` gives those it answers through something else."""

    def __init__(
        self, session: Session, further: Callable[[Snapshot, str], Iterable[Question]] = lambda _, __: ()
    ) -> None:
        super().__init__(session, "Questions it answers", "Answers a question", "None yet.")
        self._further = further
        find = FindLine(self._offers)
        find.picked.connect(self._picked)
        self._add_with(find, "Which question it answers", "Which question? Type to find")

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
        self._count(len(lines))
        self.add.setVisible(bool(snapshot.of(Question)) and not self.session.read_only)
        for id, words, beneath, mine in lines:
            out = f"Does not answer: {words}" if mine and not self.session.read_only else ""
            row = Row(icon_of(found[id][0]), "text2", words, beneath, out=out)
            row.opened.connect(partial(self.go_to.emit, "people/questions", id))
            row.taken_out.connect(partial(self._untie, id))
            self._rows.addWidget(row)

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


def _beneath(snapshot: Snapshot, question: Question) -> str:
    who = asker(snapshot, question)
    said = [f"Asked by {who}" if who else "", standing_of(snapshot, question).words]
    return " · ".join(part for part in said if part)
