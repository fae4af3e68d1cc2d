"""Coverage by framework: how many factors stand under each heading, at each level of the system."""

from PySide6.QtWidgets import QPushButton

from rca_workbench.analysis.classifying import framework_of
from rca_workbench.analysis.heat import Cell, HeatMap, heat_map
from rca_workbench.analysis.insights.said import level_name
from rca_workbench.analysis.quoting import row
from rca_workbench.model import Changes, Factor
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import Level
from rca_workbench.ui import style
from rca_workbench.ui.places.analysis.coverage_grid import GridCell, GridHead, GridRows, GridTable
from rca_workbench.ui.places.analysis.coverage_list import CoverageList, listed_factor
from rca_workbench.ui.places.analysis.coverage_page import CoveragePage
from rca_workbench.ui.places.analysis.framework_menu import FrameworkMenu
from rca_workbench.ui.session import Session

HEADS_NAMED = 6


class HeatRows(GridRows[HeatMap]):
    """Headings down, levels across, and all levels together at the end."""

    @property
    def heat(self) -> HeatMap:
        assert self.content is not None
        return self.content

    def size(self) -> tuple[int, int]:
        return len(self.heat.rows), len(self.heat.levels) + 1

    def row_head(self, row: int) -> GridHead:
        one = self.heat.rows[row]
        mark = one.category.mark if one.category and not self.heat.framework.mark else ""
        asks = " ".join(one.category.prompts[:3]) if one.category else one.note
        said = ". ".join(part.rstrip(".") for part in (one.label, mark, asks) if part)
        return GridHead(one.label, mark or one.note, said)

    def column_head(self, column: int) -> GridHead:
        if column == len(self.heat.levels):
            return GridHead("All levels")
        level = self.heat.levels[column]
        return GridHead(level_words(level), said=level.label if level else "")

    def cell(self, row: int, column: int) -> GridCell:
        one, cell = self.heat.rows[row], self.at(row, column)
        count = len(cell.factors)
        where = self.column_head(column).text
        if not count:
            return GridCell("–", said=f"{one.label}, {where}: no factor", ink="text3")
        pulled = pulled_words(cell)
        second = f"{cell.helped} helped" if cell.helped else ""
        said = f"{one.label}, {where}: {count} {'factor' if count == 1 else 'factors'}"
        said += f", {pulled}" if cell.unsaid < count else ""
        tint = 0.0 if column == len(self.heat.levels) else count / max(1, self.heat.most)
        return GridCell(str(count), second, said, tint)

    def at(self, row: int, column: int) -> Cell:
        """What stands in a cell."""
        one = self.heat.rows[row]
        return one.whole if column == len(one.cells) else one.cells[column]


class HeatView(CoveragePage):
    """The heat map. Enter on a cell shows its factors on the map."""

    PAGE = "heat"
    READS = ("factor", "case")

    def __init__(self, session: Session) -> None:
        self.rows = HeatRows()
        table = GridTable(
            self.rows, "Coverage by framework: headings down, levels of the system across", 210, 88
        )
        listing = CoverageList("Factors in this cell", "Show on the map")
        super().__init__(session, table, listing)
        self.menu = FrameworkMenu(self)
        self.framework = QPushButton()
        self.framework.setIcon(style.icon("tag"))
        self.framework.clicked.connect(self.menu.open)
        self.line.addWidget(self.framework)
        listing.asked.connect(lambda: self.open(table.currentIndex().row(), table.currentIndex().column()))

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        self.menu.refresh(changes)

    def show_case(self) -> None:
        snapshot = self.session.snapshot
        heat = heat_map(snapshot, framework_of(snapshot))
        self.rows.show_content(heat)
        empty = [f"“{one.label}”" for one in heat.empty_heads]
        said = "How many factors stand under each heading, at each level of the system."
        if empty:
            named = row(empty[:HEADS_NAMED], len(empty) - HEADS_NAMED)
            said += f" No factor stands under {named}: nothing there, or not asked about yet?"
        self.said.setText(said)
        self.framework.setText(heat.framework.label)
        self.framework.setAccessibleName(f"Framework: {heat.framework.label}. Choose another")
        self.mark.setText(heat.framework.mark)
        self.mark.setVisible(bool(heat.framework.mark))

    def at(self, row: int, column: int) -> None:
        cell = self.rows.at(row, column)
        profile = self.session.snapshot.case.profile

        def second(one: Factor) -> str:
            pulled = word(one.polarity).lower() if one.polarity else ""
            return ", ".join(part for part in (factor_word(one.factor_kind, profile), pulled) if part)

        rows = [listed_factor(one, second(one)) for one in cell.factors]
        self.listing.show_rows(self.rows.cell(row, column).said, rows, bool(rows))

    def open(self, row: int, column: int) -> None:
        cell = self.rows.at(row, column)
        words = f"{self.rows.heat.rows[row].label}, {self.rows.column_head(column).text.lower()}"
        self.on_map(tuple(one.id for one in cell.factors), words)

    def counts(self) -> str:
        count = len({one.id for row in self.rows.heat.rows for one in row.whole.factors})
        return f"{count} {'factor' if count == 1 else 'factors'}, by {self.rows.heat.framework.label}"


def level_words(level: Level | None) -> str:
    """A level's name as it fits over a column."""
    return level_name(level) if level is not None else "Level not known"


def pulled_words(cell: Cell) -> str:
    """Which way the factors of a cell pulled: 2 hindered, 1 helped."""
    said = [
        f"{count} {words}"
        for count, words in (
            (cell.hindered, "hindered"), (cell.helped, "helped"), (cell.unsaid, "not said to hinder or help"),
        )
        if count
    ]  # fmt: skip
    return ", ".join(said)
