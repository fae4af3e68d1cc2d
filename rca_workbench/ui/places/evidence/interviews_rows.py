"""Interviews as rows: with whom by role, how far, when, and whether feedback is due."""

from collections.abc import Sequence
from types import MappingProxyType

from rca_workbench.model import Actor, Interview, InterviewState
from rca_workbench.model.time import short_label, window
from rca_workbench.model.words import word
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row
from rca_workbench.ui.places.evidence.interviews_edits import feedback_words

WITH, STATE, WHEN = range(3)
_LATEST = float("inf")


class InterviewRows(ListRows):
    """Every interview, by when it is or was; those without a time stand last."""

    columns = (
        Column("With, and what it is for"),
        Column("State", 132, rank=2),
        Column("When", 112, rank=1),
    )
    touched_by = ("interview", "actor")
    arranged_by = MappingProxyType({"interview": frozenset({"when"})})

    def arrange(self) -> Sequence[Row]:
        found = [one for one in self.session.snapshot.of(Interview).values() if self._holds(one)]
        found.sort(key=_when)
        return [Row(one.id) for one in found]

    def cell(self, row: Row, column: int) -> Cell:
        interview = self.session.snapshot.get(Interview, row.id)
        if interview is None:
            return Cell()
        match column:
            case 0:
                actor = self.session.snapshot.get(Actor, interview.person)
                return Cell(
                    actor.role if actor else "Nobody named yet", interview.purpose,
                    icon=icon_of(interview), strong=True,
                )  # fmt: skip
            case 1:
                said = feedback_words(interview, self.session.today()).partition(",")[0]
                due = interview.state is InterviewState.HELD and not interview.feedback_given
                return Cell(word(interview.state) or "Not said", said, second_ink="warn" if due else "text2")
            case 2:
                return Cell(short_label(interview.when) if _timed(interview) else "No time yet", ink="text2")
        return Cell()

    def heading(self, row: Row) -> Heading:
        return Heading("")

    def _holds(self, one: Interview) -> bool:
        if not self.words:
            return True
        actor = self.session.snapshot.get(Actor, one.person)
        said = " ".join(
            (actor.role if actor else "", one.purpose, one.plan, one.notes, word(one.state))
        ).casefold()
        return all(word in said for word in self.words)


def _timed(interview: Interview) -> bool:
    return bool(interview.when.said) or interview.when.start is not None


def _when(interview: Interview) -> float:
    seen = window(interview.when)
    first = seen.earliest if seen.earliest is not None else seen.latest
    return first if first is not None else _LATEST
