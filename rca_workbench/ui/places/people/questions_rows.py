"""Questions as rows, by how they stand, open ones first."""

from collections.abc import Sequence
from types import MappingProxyType

from rca_workbench.analysis.questions import (
    ANSWERING,
    STATE_WORDS,
    QuestionStanding,
    QuestionState,
    asker,
    is_in_terms,
    standing_of,
    standings,
)
from rca_workbench.model import Question
from rca_workbench.model.time import Time, short_label
from rca_workbench.model.time_said import date_words
from rca_workbench.ui.fields.names import icon_of, ink_of, line_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.session import Session

TEXT, ASKED, ANSWER, REPLY = range(4)
_ICONS = {
    QuestionState.OPEN: ("circle-dashed", "warn"),
    QuestionState.POINTED: ("link-2", "text2"),
    QuestionState.CANNOT: ("circle-help", "text2"),
    QuestionState.ANSWERED: ("circle-check", "ok"),
}


class QuestionRows(ListRows):
    """Each question in its own words, who asked, what answers it, and the reply."""

    columns = (
        Column("In their words", edits=True),
        Column("Asked by", 170, rank=1),
        Column("What answers it", 260, rank=3),
        Column("Reply", 190, rank=2),
    )
    touched_by = ("question", *ANSWERING, "actor", "incident")
    arranged_by = MappingProxyType(
        {
            "question": frozenset({"answered_by", "answer", "cannot_answer", "agreed"}),
            "finding": frozenset({"text", "factors"}),
            "factor": frozenset({"status", "text"}),
            "action": frozenset({"status", "text"}),
            "timeline_entry": frozenset({"text"}),
            "recommendation": frozenset({"text"}),
            "report_text": frozenset({"text"}),
            "evidence": frozenset({"name"}),
            "actor": frozenset({"role"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)

    def arrange(self) -> Sequence[Row]:
        rows: list[Row] = []
        group = None
        for one in standings(self.session.snapshot):
            if not self._holds(one):
                continue
            if one.state is not group:
                group = one.state
                rows.append(Row(group, group, Shape.HEADING))
            if group not in self.closed:
                rows.append(Row(one.question.id, group))
        return rows

    def heading(self, row: Row) -> Heading:
        state = QuestionState(row.group)
        count = sum(one.state is state for one in standings(self.session.snapshot))
        icon, ink = _ICONS[state]
        return Heading(
            STATE_WORDS[state], f"{count} {'question' if count == 1 else 'questions'}", icon, icon_ink=ink
        )

    def typed(self, row: Row, column: int) -> str:
        question = self.session.snapshot.get(Question, row.id)
        return question.text if question is not None and column == TEXT else super().typed(row, column)

    def cell(self, row: Row, column: int) -> Cell:
        question = self.session.snapshot.get(Question, row.id)
        if question is None:
            return Cell()
        there = standing_of(self.session.snapshot, question)
        match column:
            case 0:
                said = [question.code, there.why]
                return Cell(
                    question.text or "No words yet",
                    " · ".join(part for part in said if part),
                    icon=icon_of(question),
                    strong=True,
                    second_ink="warn" if there.fallen and there.state is QuestionState.OPEN else "text2",
                )
            case 1:
                when = short_label(question.asked) if question.asked != Time() else "When is not said"
                who = asker(self.session.snapshot, question) or "Not said who asked"
                return Cell(who[:1].upper() + who[1:], when)
            case 2:
                return self._answer(there)
            case 3:
                return self._reply(there)
        return Cell()

    def _answer(self, there: QuestionStanding) -> Cell:
        if there.question.cannot_answer.strip() and not there.stands:
            agreed = there.question.agreed.strip()
            return Cell(
                there.question.cannot_answer, f"Agreed with {agreed}" if agreed else "Not yet agreed with anybody"
            )  # fmt: skip
        if not there.stands:
            return Cell("Nothing yet", ink="text2")
        first, more = there.stands[0], len(there.stands) - 1
        beneath = f"and {more} more" if more else ""
        return Cell(line_of(first, 80), beneath, icon=icon_of(first), icon_ink=ink_of(first))

    def _reply(self, there: QuestionStanding) -> Cell:
        question = there.question
        in_terms = "In the terms of reference" if is_in_terms(self.session.snapshot, question) else ""
        if question.replied:
            return Cell(f"Given on {date_words(question.replied)}", in_terms)
        if question.answer.strip():
            return Cell("Written, not yet given", in_terms)
        return Cell("None yet", in_terms, ink="text2")

    def _holds(self, one: QuestionStanding) -> bool:
        if not self.words:
            return True
        said = (
            one.question.title,
            one.question.answer,
            asker(self.session.snapshot, one.question),
            one.words,
        )
        folded = " ".join(said).casefold()
        return all(word in folded for word in self.words)
