"""Edits of questions, each one step."""

from collections.abc import Iterable

from rca_workbench.analysis.questions import terms_with
from rca_workbench.model import Question, Snapshot, new_id, next_code
from rca_workbench.ui.session import Session


class QuestionEdits:
    """What can be done to the questions of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, texts: Iterable[str], like: Question | None = None) -> tuple[str, ...]:
        """Add questions in the words they were asked in, asked by whoever asked the one before; returns their ids."""
        ids: list[str] = []
        texts = [" ".join(text.split()) for text in texts]
        texts = [text for text in texts if text]
        label = "Add question" if len(texts) == 1 else f"Add {len(texts)} questions"
        with self.session.step(label) as step:
            person, asked_by = _asker(step.snapshot, like)
            for text in texts:
                made = step.add(
                    Question(
                        id=new_id(), code=next_code(step.snapshot, Question), text=text, person=person, asked_by=asked_by,
                    )
                )  # fmt: skip
                ids.append(made.id)
        return tuple(ids)

    def trace(self, question: Question, id: str) -> None:
        """Say that something answers it."""
        now = self.session.snapshot.get(Question, question.id)
        if now is not None and id not in now.answered_by:
            self.session.change(now, "Trace question to its answer", answered_by=(*now.answered_by, id))

    def untie(self, question: Question, id: str) -> None:
        """Say that something does not answer it after all."""
        now = self.session.snapshot.get(Question, question.id)
        if now is not None:
            left = tuple(one for one in now.answered_by if one != id)
            self.session.change(now, "Take away what answers question", answered_by=left)

    def into_terms(self, question: Question) -> None:
        """Copy it into the terms of reference as a line of its own."""
        incident = self.session.snapshot.incident
        with self.session.step("Put question into the terms of reference") as step:
            step.change(incident, terms_of_reference=terms_with(incident.terms_of_reference, question))
            step.change(question, in_terms=True)

    def given_today(self, question: Question) -> None:
        """Note that the reply was given today."""
        self.session.change(question, "Note the reply as given", replied=self.session.today().isoformat())


def _asker(snapshot: Snapshot, like: Question | None) -> tuple[str | None, str]:
    """Who probably asks: whoever asked the question one is at, or the one before. Nobody is said to ask before that."""
    if like is not None and (like.person or like.asked_by):
        return like.person, like.asked_by
    if like is None:
        asked = list(snapshot.of(Question).values())
        if asked and (asked[-1].person or asked[-1].asked_by):
            return asked[-1].person, asked[-1].asked_by
    return None, ""
