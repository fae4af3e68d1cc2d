"""The change analysis as rows: what differed this time, grouped by what this time is held against."""

from collections.abc import Sequence
from types import MappingProxyType

from rca_workbench.model import ComparedWith, Difference, Factor
from rca_workbench.ui.fields.names import icon_of, ink_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.session import Session

ASPECT, USUAL, THIS_TIME, MATTERED, EFFECT, FACTOR = range(6)
FIELDS = {ASPECT: "aspect", USUAL: "usual", THIS_TIME: "this_time", EFFECT: "effect"}
ALL = "all"
AGAINST = {
    ComparedWith.USUAL: "the usual way",
    ComparedWith.POLICY: "the procedure",
    ComparedWith.LAST_TIME: "the last time it went well",
}
"""What this time is held against, inside a sentence."""


class ChangeRows(ListRows):
    """Every difference under what it is compared with, in the order they were written."""

    columns = (
        Column("What is compared", 164, edits=True, rank=4),
        Column("There or then", edits=True),
        Column("This time", edits=True),
        Column("Mattered", 84, rank=3),
        Column("What came of it", 240, edits=True, rank=1),
        Column("On the map as", 170, rank=2),
    )
    touched_by = ("difference", "factor")
    arranged_by = MappingProxyType({"difference": frozenset({"compared_with", "order"})})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.only = ALL
        """The comparison shown alone, as the model names it."""

    def arrange(self) -> Sequence[Row]:
        found = sorted(self.session.snapshot.of(Difference).values(), key=lambda one: (one.order, one.id))
        rows: list[Row] = []
        for kind in ComparedWith:
            held = [one for one in found if one.compared_with is kind and self._holds(one)]
            if held and self.only in (ALL, kind):
                rows.append(Row(kind, kind, Shape.HEADING))
                if kind not in self.closed:
                    rows += [Row(one.id, kind) for one in held]
        return rows

    def cell(self, row: Row, column: int) -> Cell:
        one = self.session.snapshot.get(Difference, row.id)
        if one is None:
            return Cell()
        match column:
            case 0:
                said, ink = (one.aspect, "text") if one.aspect else ("Not said what", "text3")
                return Cell(said, icon="equal-not", ink=ink, strong=True, wraps=True)
            case 1:
                return Cell(one.usual, wraps=True)
            case 2:
                return Cell(one.this_time, wraps=True)
            case 3:
                return Cell(mattered_word(one.mattered), ink="text" if one.mattered else "text2")
            case 4:
                return Cell(one.effect, wraps=True)
            case 5:
                factor = self.session.snapshot.get(Factor, one.factor)
                if factor is None:
                    return Cell("Not yet" if one.mattered else "", ink="text2")
                words = factor.short_label or factor.text
                return Cell(
                    f"{factor.code} {words}".strip(),
                    icon=icon_of(factor),
                    icon_ink=ink_of(factor),
                    wraps=True,
                )
        return Cell()

    def heading(self, row: Row) -> Heading:
        count = len(self.session.snapshot.by(Difference, "compared_with").get(ComparedWith(row.group), ()))
        return Heading(
            f"Compared with {AGAINST[ComparedWith(row.group)]}",
            f"{count} {'difference' if count == 1 else 'differences'}",
        )

    def _holds(self, one: Difference) -> bool:
        factor = self.session.snapshot.get(Factor, one.factor)
        said = " ".join(
            (one.aspect, one.usual, one.this_time, one.effect, factor.title if factor else "")
        ).casefold()
        return all(each in said for each in self.words)


def mattered_word(mattered: bool | None) -> str:
    """Whether a difference made a difference, in a word."""
    return {True: "Yes", False: "No", None: "Not said"}[mattered]
