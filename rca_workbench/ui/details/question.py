"""Details of a question somebody asked."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import QLabel

from rca_workbench.analysis.questions import is_in_terms, standing_of
from rca_workbench.model import Entity, Question
from rca_workbench.ui import style
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import Offer, RefsEditor, Row, clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.names import icon_of, ink_of, kind_word, place_of
from rca_workbench.ui.places.people.answering import answer_offer, answers_offered
from rca_workbench.ui.places.people.questions_edits import QuestionEdits
from rca_workbench.ui.session import Session


class QuestionPage(Page):
    """The question in their words, who asked, where the answer is, and the answer given."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Question.kind)

    def fill(self) -> None:
        self._why = style.role(QLabel(), "small")
        wrapped(self._why)
        self.add(self._why)
        self.field("person", label="Asked by")
        self.field("asked_by", label="or, by role")
        self.field("asked", label="When")
        self.line()
        self.own(AnsweredBy(self.session, self.kind, "answered_by", label="What answers it"))
        self.line()
        self.field("answer")
        self.field("replied", label="Given on")
        self.line()
        self.field("cannot_answer")
        self.field("agreed", label="Agreed with")
        self.line()
        self.field("in_terms")
        self.field("invented")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Question)
        there = standing_of(self.session.snapshot, entity)
        made: list[Chip] = [("circle-help", there.words, None)]
        if is_in_terms(self.session.snapshot, entity):
            made.append(("list-checks", "In the terms of reference", None))
        return made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Question)
        if self.session.read_only:
            return ()
        edits = QuestionEdits(self.session)
        made: list[tuple[str, str, Callable[[], object], str]] = []
        if entity.text.strip() and not is_in_terms(self.session.snapshot, entity):
            made.append(("Into the terms", "list-checks", partial(self._now, edits.into_terms), "T"))
        if entity.answer.strip() and not entity.replied:
            made.append(("Given today", "check", partial(self._now, edits.given_today), "D"))
        return made

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Question)
        there = standing_of(self.session.snapshot, entity)
        self._why.setText(there.why)
        self._why.setVisible(bool(there.why))

    def _now(self, job: Callable[[Question], object]) -> None:
        entity = self.entity
        if isinstance(entity, Question):
            job(entity)


class AnsweredBy(RefsEditor):
    """What answers the question: each with what it is, and whether it still answers anything."""

    def refresh(self) -> None:
        question = self.entity
        said: list[tuple[str, str, str, str, str]] = []
        if isinstance(question, Question):
            there = standing_of(self.session.snapshot, question)
            fallen = {one.id: one for one in there.fallen}
            for id in question.answered_by:
                one = self.session.snapshot.find(id)
                beneath = kind_word(one, self.session.snapshot) if one is not None else ""
                if id in fallen:
                    why = fallen[id].why
                    beneath = f"{beneath}. This {why}" if beneath else f"It {why}"
                words = answer_offer(one).words if one is not None else "Something that was removed"
                icon, ink = (icon_of(one), ink_of(one)) if one is not None else ("circle-dashed", "text2")
                said.append((id, icon, ink, words, beneath))
        if said == self._shown:
            return
        self._shown = said
        clear(self._rows)
        for id, icon, ink, words, beneath in said:
            out = "" if self.session.read_only else f"Take out {words}"
            row = Row(icon, ink, words, beneath, out=out)
            row.opened.connect(partial(self._show, id))
            row.taken_out.connect(partial(self._take_out, id))
            self._rows.addWidget(row)

    def _offers(self) -> Iterable[Offer]:
        question = self.entity
        held = question.answered_by if isinstance(question, Question) else ()
        return answers_offered(self.session.snapshot, (*held, self.id or ""))

    def _show(self, id: str) -> None:
        one = self.session.snapshot.find(id)
        if one is not None:
            self.go_to.emit(*place_of(self.session.snapshot, one))
