"""Factors and actions: which factor is acted on by what, and where an action is aimed at a lower level than its factor."""

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QPushButton

from rca_workbench.analysis.coverage import Coverage, Meeting, coverage
from rca_workbench.analysis.insights.said import called, count, level_name
from rca_workbench.analysis.residual import Measure
from rca_workbench.model import Action, Factor, FactorStatus, shortened
from rca_workbench.model.words import word
from rca_workbench.reference import accimap_levels, tokens
from rca_workbench.ui import style
from rca_workbench.ui.places.analysis.coverage_grid import GridCell, GridHead, GridRows, GridTable
from rca_workbench.ui.places.analysis.coverage_list import CoverageList, Listed, listed_factor
from rca_workbench.ui.places.analysis.coverage_page import CoveragePage
from rca_workbench.ui.session import Session


@dataclass(frozen=True, slots=True)
class Matrix:
    """The coverage as it is shown: all factors, or only those nothing addresses."""

    whole: Coverage
    factors: tuple[Factor, ...]


class MatrixRows(GridRows[Matrix]):
    """Factors down; across, how many act on each, then every action and recommendation."""

    @property
    def matrix(self) -> Matrix:
        assert self.content is not None
        return self.content

    def size(self) -> tuple[int, int]:
        return len(self.matrix.factors), len(self.matrix.whole.measures) + 1

    def row_head(self, row: int) -> GridHead:
        one = self.matrix.factors[row]
        icon = tokens()["icons"]["kind"][one.factor_kind]
        said = ". ".join(part for part in (one.code, one.text.rstrip("."), level_said(one.level)) if part)
        return GridHead(one.short_label or one.text or one.code, "", said, icon)

    def column_head(self, column: int) -> GridHead:
        if not column:
            return GridHead("Acted on by", said="How many actions and recommendations address it")
        one = self.matrix.whole.measures[column - 1]
        strength = word(one.strength).lower()
        said = ". ".join(part.rstrip(".") for part in (one.code, one.text, strength) if part)
        return GridHead(one.code or shortened(one.text, 12), strength, said)

    def cell(self, row: int, column: int) -> GridCell:
        factor = self.matrix.factors[row]
        if not column:
            return self._whole(factor)
        measure = self.matrix.whole.measures[column - 1]
        name = measure.code or shortened(measure.text, 40)
        meeting = self.matrix.whole.cells.get((factor.id, measure.id))
        if meeting is None:
            return GridCell(said=f"{name} does not address {called(factor)}")
        if meeting is Meeting.LOWER:
            said = f"{name} addresses {called(factor)}, aimed at a lower level than it"
            return GridCell("Lower", "", said, icon="arrow-down", ink="warn")
        return GridCell("", "", f"{name} addresses {called(factor)}", icon="check", ink="ok")

    def measures_of(self, factor: Factor) -> tuple[Measure, ...]:
        """What addresses a factor."""
        whole = self.matrix.whole
        return tuple(one for one in whole.measures if (factor.id, one.id) in whole.cells)

    def _whole(self, factor: Factor) -> GridCell:
        acting = len(self.measures_of(factor))
        if acting:
            return GridCell(str(acting), said=f"{called(factor)}: addressed by {acting}")
        if factor.no_action_reason.strip():
            return GridCell("Reason", "given", f"{called(factor)}: no action, and the reason is written down")
        if factor.status is FactorStatus.FINDING:
            return GridCell("None", said=f"{called(factor)}: no action yet", ink="danger")
        return GridCell("–", said=f"{called(factor)}: no action; not agreed yet", ink="text3")


class MatrixView(CoveragePage):
    """The matrix. Enter goes to the action of a cell, or to the actions of the factor."""

    PAGE = "matrix"

    def __init__(self, session: Session) -> None:
        self.rows = MatrixRows()
        table = GridTable(
            self.rows, "Factors and actions: factors down, actions and recommendations across", 320, 84
        )
        listing = CoverageList("What addresses this factor", "Show on the map")
        super().__init__(session, table, listing)
        self.only = QPushButton("Only without an action")
        self.only.setIcon(style.icon("funnel"))
        self.only.setCheckable(True)
        self.only.setAccessibleName("Show only factors without an action")
        self.only.toggled.connect(lambda: self.refresh(None))
        self.line.addWidget(self.only)
        listing.asked.connect(self._factor_on_map)

    def show_case(self) -> None:
        whole = coverage(self.session.snapshot)
        bare = {one.id for one in whole.factors} - {id for id, _ in whole.cells}
        factors = tuple(one for one in whole.factors if not self.only.isChecked() or one.id in bare)
        self.rows.show_content(Matrix(whole, factors))
        findings = [one for one in whole.factors if one.status is FactorStatus.FINDING]
        excused = sum(bool(one.no_action_reason.strip()) for one in whole.uncovered)
        without = len(whole.uncovered) - excused
        have = "has" if without == 1 else "have"
        said = f"{without} of {count(len(findings), 'agreed factor')} {have} no action yet"
        said += f", {excused} more with the reason written down." if excused else "."
        if not findings:
            said = "No factor is agreed yet. Agree those that stand, then see here what acts on each."
        lower = len({id for _, id in whole.lower})
        if lower:
            are = "action is" if lower == 1 else "actions are"
            said += f" {lower} {are} aimed at a lower level of the system than a factor."
        self.said.setText(said)
        self.mark.hide()

    def at(self, row: int, column: int) -> None:
        factor = self.rows.matrix.factors[row]
        measures = self.rows.measures_of(factor)
        if column:
            one = self.rows.matrix.whole.measures[column - 1]
            chosen = [one] if one in measures else []
        else:
            chosen = list(measures)
        listed = [replace(listed_factor(factor), second=level_said(factor.level))]
        listed += [_listed(one) for one in chosen]
        self.listing.show_rows(self.rows.cell(row, column).said, listed, True)

    def open(self, row: int, column: int) -> None:
        factor = self.rows.matrix.factors[row]
        measures = self.rows.measures_of(factor)
        one = self.rows.matrix.whole.measures[column - 1] if column else None
        self.go_to.emit("improve/actions", one.id if one in measures and one else factor.id)

    def counts(self) -> str:
        whole = self.rows.matrix.whole
        acting = count(len(whole.measures), "action or recommendation", "actions and recommendations")
        return f"{count(len(whole.factors), 'factor')}, {acting}"

    def _factor_on_map(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.go_to.emit("analysis/map", self.rows.matrix.factors[index.row()].id)


def level_said(id: str) -> str:
    """A level in words; empty where it is not known."""
    return next((level_name(one) for one in accimap_levels() if one.id == id), "")


def _listed(one: Measure) -> Listed:
    level = f"acts at: {level_said(one.level)}" if isinstance(one, Action) and level_said(one.level) else ""
    second = ", ".join(
        part for part in (one.kind.word.capitalize(), word(one.strength).lower(), level) if part
    )
    return Listed(one.id, f"{one.code}  {one.text}".strip(), second, "circle-check-big", "ok")
