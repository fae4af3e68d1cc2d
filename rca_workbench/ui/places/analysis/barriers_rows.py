"""Barriers as rows: what each was meant to do, how it did, and why, in the order they are met."""

from collections.abc import Sequence
from types import MappingProxyType

from rca_workbench.analysis.barriers import ABSENT, BarrierRow, Outcome, barrier_rows
from rca_workbench.model import Factor, Snapshot
from rca_workbench.model.words import word
from rca_workbench.ui.fields.names import icon_of, ink_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.session import Session

BARRIER, MEANT, PERFORMED, WHY, SOURCES = range(5)
MISSING = "missing"
"""Group of the line that asks for the barrier that was not there."""

_ICONS = {
    Outcome.HELD: "circle-check",
    Outcome.PARTLY: "circle-dot",
    Outcome.DID_NOT: "circle-slash",
    Outcome.NOT_CALLED_ON: "circle",
    Outcome.NOT_SAID: "circle-help",
}


class BarrierRows(ListRows):
    """Every barrier that was not set aside; `asked` names one that has a line under it to type in."""

    columns = (
        Column("Barrier", edits=True),
        Column("What it was meant to do", 220, edits=True, rank=2),
        Column("How it performed", 152, rank=4),
        Column("Why", 228, rank=3),
        Column("Sources", 84, rank=1),
    )
    touched_by = ("factor", "link", "excerpt")
    arranged_by = MappingProxyType(
        {
            "factor": frozenset({"factor_kind", "status"}),
            "link": frozenset({"source", "target", "link_type"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.asked: str | None = None
        self._made_of: Snapshot | None = None
        self._made: dict[str, BarrierRow] = {}

    def barriers(self) -> Sequence[BarrierRow]:
        """The barriers in their order."""
        return tuple(self._barriers().values())

    def arrange(self) -> Sequence[Row]:
        found = [row for row in self._barriers().values() if self._holds(row)]
        rows: list[Row] = []
        typing = not self.session.read_only
        for one in found:
            rows.append(Row(one.barrier.id, one.barrier.id))
            if one.barrier.id == self.asked and typing:
                rows.append(Row(one.barrier.id, one.barrier.id, Shape.LINE))
        if found and typing and not self.words:
            rows.append(Row("", MISSING, Shape.LINE))
        return rows

    def ask(self, barrier: str | None) -> None:
        """Have a line to type in under this barrier, and no other."""
        if barrier != self.asked:
            self.asked = barrier
            self.reset()

    def cell(self, row: Row, column: int) -> Cell:
        one = self._barriers().get(row.id)
        if one is None:
            return Cell()
        barrier = one.barrier
        match column:
            case 0:
                kind = barrier.barrier_kind
                return Cell(
                    barrier.text or "No words yet", kind[:1].upper() + kind[1:] or "Kind not said yet",
                    icon=icon_of(barrier), icon_ink=ink_of(barrier),
                )  # fmt: skip
            case 1:
                guards = _named(one.guards)
                second = f"Guards: {guards}" if guards else ""
                if not barrier.meant_to:
                    return Cell("Not said yet", second, ink="text2")
                return Cell(barrier.meant_to, second)
            case 2:
                said = word(barrier.performed) or "Not said yet"
                icon = "circle-dashed" if barrier.performed in ABSENT else _ICONS[one.outcome]
                return Cell(said, icon=icon, ink="text" if barrier.performed else "text2")
            case 3:
                return _why(one)
            case 4:
                return Cell(
                    str(one.sources) if one.sources else "None", ink="text" if one.sources else "text2"
                )
        return Cell()

    def heading(self, row: Row) -> Heading:
        return Heading("")

    def _barriers(self) -> dict[str, BarrierRow]:
        snapshot = self.session.snapshot
        if snapshot is not self._made_of:
            self._made_of = snapshot
            self._made = {row.barrier.id: row for row in barrier_rows(snapshot)}
        return self._made

    def _holds(self, row: BarrierRow) -> bool:
        if not self.words:
            return True
        barrier = row.barrier
        said = [barrier.title, barrier.meant_to, barrier.barrier_kind, word(barrier.performed)]
        folded = " ".join([*said, *(one.text for one in (*row.causes, *row.guards))]).casefold()
        return all(each in folded for each in self.words)


def _why(row: BarrierRow) -> Cell:
    """The first cause and how many more; where a barrier did not hold and none is named, that it was not asked."""
    if not row.causes:
        asked = row.outcome in (Outcome.PARTLY, Outcome.DID_NOT)
        return Cell("Not asked yet" if asked else "", ink="text2")
    first, *rest = row.causes
    second = f"and {len(rest)} more: {_named(rest)}" if rest else ""
    return Cell(first.text or "No words yet", second, icon=icon_of(first), icon_ink=ink_of(first))


def _named(factors: Sequence[Factor]) -> str:
    return "; ".join(one.short_label or one.text.rstrip(".") or one.code for one in factors)
