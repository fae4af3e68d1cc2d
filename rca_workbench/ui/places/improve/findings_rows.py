"""Findings as rows, by what sort they are, and below them what the team agreed and no finding gathers yet."""

from collections.abc import Sequence
from types import MappingProxyType

from rca_workbench.analysis.support import support
from rca_workbench.analysis.tracing import Trace, findings_in_order, not_in_a_finding, trace
from rca_workbench.model import Entity, Factor, Finding, FindingKind
from rca_workbench.model.words import word
from rca_workbench.ui.fields.names import icon_of, ink_of, kind_word, line_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.session import Session

TEXT, BECAUSE, RESTS_ON, FOLLOWS = range(4)
LOOSE = "not in a finding"
"""Group of what no finding gathers yet."""

_TITLES = {
    FindingKind.SYSTEM: ("About the system", "network", "No finding yet"),
    FindingKind.GOOD_PRACTICE: ("What works well", "circle-check", "Nothing yet on what helped"),
    FindingKind.OTHER: ("Other findings, not causal", "info", ""),
}


class FindingRows(ListRows):
    """Each finding with what it gathers, what it rests on and what follows from it."""

    columns = (
        Column("Finding", edits=True),
        Column("Because of", 190, rank=3),
        Column("Rests on", 180, rank=2),
        Column("What follows", 160, rank=1),
    )
    touched_by = (
        "finding", "factor", "excerpt", "evidence", "action", "recommendation", "question", "timeline_entry", "account",
        "case",
    )  # fmt: skip
    arranged_by = MappingProxyType(
        {
            "finding": frozenset({"finding_kind", "factors", "order", "code"}),
            "factor": frozenset({"factor_kind", "status"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.asked: FindingKind | None = None
        """The group that has a line to type in."""

    def arrange(self) -> Sequence[Row]:
        snapshot = self.session.snapshot
        rows: list[Row] = []
        findings = [one for one in findings_in_order(snapshot) if self._holds(one)]
        loose = [one for one in not_in_a_finding(snapshot) if self._holds(one)]
        if not (findings or loose or self.asked):
            return rows
        for kind in FindingKind:
            here = [one for one in findings if one.finding_kind is kind]
            asked = kind is self.asked and not self.session.read_only
            if self.words and not here:
                continue
            if kind is FindingKind.OTHER and not (here or asked):
                continue
            rows.append(Row(kind, kind, Shape.HEADING))
            if kind not in self.closed:
                rows += [Row(one.id, kind) for one in here]
                if asked:
                    rows.append(Row(kind, kind, Shape.LINE))
        if loose:
            rows.append(Row(LOOSE, LOOSE, Shape.HEADING))
            if LOOSE not in self.closed:
                rows += [Row(one.id, LOOSE) for one in loose]
        return rows

    def ask(self, kind: FindingKind | None) -> None:
        """Have a line to type in in this group, or in none."""
        if kind is not self.asked:
            self.asked = kind
            if kind is not None:
                self.closed = self.closed - {kind}
            self.reset()

    def cell(self, row: Row, column: int) -> Cell:
        one = self.session.snapshot.find(row.id)
        if isinstance(one, Finding):
            return self._finding(trace(self.session.snapshot, one), column)
        if isinstance(one, Factor):
            return self._factor(one, column)
        return Cell()

    def heading(self, row: Row) -> Heading:
        snapshot = self.session.snapshot
        if row.group == LOOSE:
            count = len(not_in_a_finding(snapshot))
            return Heading("Agreed, and not yet in a finding", _counted(count, "factor"), "unlink")
        kind = FindingKind(row.group)
        title, icon, none = _TITLES[kind]
        count = sum(one.finding_kind is kind for one in snapshot.of(Finding).values())
        return Heading(title, _counted(count, "finding") or none, icon)

    def _finding(self, of: Trace, column: int) -> Cell:
        match column:
            case 0:
                level = of.level.label if of.level is not None else ""
                said = " · ".join(part for part in (of.finding.code, level) if part)
                return Cell(of.finding.text or "No words yet", said, icon=icon_of(of.finding))
            case 1:
                if not of.factors:
                    return Cell("No factor yet", ink="text2")
                return Cell(_counted(len(of.factors), "factor"), line_of(of.factors[0], 60))
            case 2:
                rests = support(self.session.snapshot, of.finding.id)
                if not rests.sources:
                    return Cell("No source yet", ink="text2")
                return Cell(_counted(rests.sources, "source"), rests.words.partition(", ")[2])
            case 3:
                done = _counted(len(of.actions), "action")
                asked = _counted(len(of.questions), "question")
                return Cell(
                    done or "No action yet", f"answers {asked}" if asked else "", ink="text" if done else "text2"
                )  # fmt: skip
        return Cell()

    def _factor(self, one: Factor, column: int) -> Cell:
        if column == 0:
            said = [kind_word(one, self.session.snapshot), word(one.status)]
            return Cell(one.text or "No words yet", " · ".join(said), icon=icon_of(one), icon_ink=ink_of(one))
        if column == RESTS_ON:
            return Cell(support(self.session.snapshot, one.id).words, ink="text2")
        return Cell()

    def _holds(self, one: Entity) -> bool:
        said = [one.title]
        if isinstance(one, Finding):
            factors = (self.session.snapshot.get(Factor, id) for id in one.factors)
            said += [each.title for each in factors if each is not None]
        folded = " ".join(said).casefold()
        return all(each in folded for each in self.words)


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s" if count else ""
