"""The criteria of closure as rows: gaps first, each with what the case shows and what was answered."""

from collections.abc import Sequence

from rca_workbench.analysis.closure import ClosureLine, Verdict, Wording, closure
from rca_workbench.model import Answer, Changes
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference.closure import ClosureSet
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.session import Session

CRITERION, SHOWN, ANSWER, REASON, BY = range(5)

VERDICTS = {
    Verdict.NOT_MET: ("Not met", "circle-slash", "warn"),
    Verdict.CANNOT_TELL: ("Cannot be told from the case", "circle-help", "text2"),
    Verdict.MET: ("Met", "circle-check", "ok"),
    Verdict.NOT_APPLICABLE: ("Not applicable", "minus", "text2"),
}

_SHORT = {
    ClosureSet.SIF: "closure checklist",
    ClosureSet.COMMISSIONER: "commissioner",
    ClosureSet.REVIEW_TOOL: "review tool",
}


class ClosureRows(ListRows):
    """Every criterion of the case's own framework, under how it stands."""

    columns = (
        Column("Criterion"),
        Column("What the case shows", 320, rank=5),
        Column("Answer", 150, edits=True, rank=4),
        Column("Reason", 200, edits=True, rank=2),
        Column("Answered by", 140, edits=True, rank=1),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._lines: dict[str, ClosureLine] | None = None
        self.held = False
        """Rows stay as they are while a box over one of them closes; `look_again` sets them anew after."""

    @property
    def lines(self) -> dict[str, ClosureLine]:
        """Every criterion by its id, gaps first."""
        if self._lines is None:
            found = closure(self.session.snapshot, self.session.now(), self._wording())
            self._lines = {one.item.id: one for one in found}
        return self._lines

    def refresh(self, changes: Changes | None) -> None:
        # Any part of the case may answer a criterion: they are looked at anew after every step, while this is shown.
        self._lines = None
        if changes is None:
            self.reset()
            return
        if not self.held:
            self.look_again()

    def look_again(self) -> None:
        """Judge anew: the case has changed, or what the checks found."""
        self._lines = None
        self.held = False
        self.become(list(self.arrange()))
        self.tell()

    def arrange(self) -> Sequence[Row]:
        rows: list[Row] = []
        for verdict in VERDICTS:
            held = [one for one in self.lines.values() if one.verdict is verdict and self._holds(one)]
            if held:
                rows.append(Row(verdict, verdict, Shape.HEADING))
                if verdict not in self.closed:
                    rows += [Row(one.item.id, verdict) for one in held]
        return rows

    def cell(self, row: Row, column: int) -> Cell:
        one = self.lines.get(row.id)
        if one is None:
            return Cell()
        _, icon, ink = VERDICTS[one.verdict]
        answer = one.answer
        match column:
            case 0:
                return Cell(one.item.criterion, _beneath(one), icon=icon, icon_ink=ink)
            case 1:
                return Cell(one.shown.words, wraps=True, ink="text2")
            case 2:
                if answer is None or answer.answer is None:
                    return Cell("As the case shows", ink="text2")
                said = "differs from the case" if one.differs else ""
                return Cell(_said(answer.answer), said, second_ink="warn")
            case 3:
                return Cell(answer.reason if answer is not None else "", wraps=True)
            case 4:
                if answer is None:
                    return Cell()
                return Cell(answer.by, date_words(answer.on, short=True) if answer.on else "")
        return Cell()

    def heading(self, row: Row) -> Heading:
        words, icon, ink = VERDICTS[Verdict(row.group)]
        count = sum(one.verdict == row.group for one in self.lines.values())
        return Heading(words, f"{count} of {len(self.lines)}", icon, ink)

    def _wording(self) -> Wording | None:
        checks = self.session.checking.checks
        if checks is None:
            return None
        # Imported here: the linter is loaded beside the window, after it is shown.
        from rca_workbench.checks.closure_wording import wording_found

        return wording_found(checks.found)

    def _holds(self, one: ClosureLine) -> bool:
        reason = one.answer.reason if one.answer is not None else ""
        said = " ".join((one.item.id, one.item.criterion, one.item.phase, one.shown.words, reason)).casefold()
        return all(each in said for each in self.words)


def _said(answer: Answer) -> str:
    return {Answer.YES: "Yes, met", Answer.NO: "No, not met"}.get(answer, word(answer))


def _beneath(one: ClosureLine) -> str:
    return " · ".join(part for part in (f"{one.item.id}, {_SHORT[one.item.set]}", one.item.mark) if part)
