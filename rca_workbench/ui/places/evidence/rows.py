"""The evidence register as rows."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from rca_workbench.model import EvidenceItem, Excerpt, Time
from rca_workbench.model.time import moment, short_label, window
from rca_workbench.model.words import word
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row
from rca_workbench.ui.session import Session

NAME, KIND, ORIGIN, KEPT, LOST, FACTS = range(6)


class EvidenceRows(ListRows):
    """Every item, those that will be lost soonest and are not secured first."""

    columns = (
        Column("Evidence", edits=True),
        Column("Kind", 140, rank=1),
        Column("Where it came from", 170, edits=True, rank=2),
        Column("Kept at", 150, edits=True, rank=4),
        Column("Will be lost after", 150, rank=5),
        Column("Supports", 84, rank=3),
    )
    touched_by = ("evidence", "excerpt")
    arranged_by = MappingProxyType({"evidence": frozenset({"order", "vanishes", "secured"})})

    def __init__(self, session: Session) -> None:
        super().__init__(session)

    def arrange(self) -> Sequence[Row]:
        items = [one for one in self.session.snapshot.of(EvidenceItem).values() if self._holds(one)]
        items.sort(
            key=lambda one: (
                one.secured is True or lost_on(one.vanishes) is None,
                lost_on(one.vanishes) or date.max,
                one.order,
            )
        )
        return [Row(one.id) for one in items]

    def cell(self, row: Row, column: int) -> Cell:
        item = self.session.snapshot.get(EvidenceItem, row.id)
        if item is None:
            return Cell()
        match column:
            case 0:
                second = " · ".join(
                    part for part in (item.code, item.holder and f"held by {item.holder}") if part
                )
                return Cell(item.name or "No name yet", second, icon=icon_of(item), strong=True)
            case 1:
                return Cell(word(item.evidence_kind) or item.kind_as_said or "Not said", ink="text2")
            case 2:
                return Cell(
                    item.origin, f"obtained {short_label(item.obtained)}" if item.obtained.start else ""
                )
            case 3:
                return Cell(
                    item.kept_at,
                    "Secured" if item.secured else "",
                    second_ink="ok" if item.secured else "text2",
                )
            case 4:
                return _lost(item, self.session.today())
            case 5:
                facts = len(self.session.snapshot.by(Excerpt, "evidence").get(item.id, ()))
                return Cell(
                    f"{facts} {'fact' if facts == 1 else 'facts'}" if facts else "None yet", ink="text2"
                )
        return Cell()

    def heading(self, row: Row) -> Heading:
        return Heading("")

    def _holds(self, item: EvidenceItem) -> bool:
        if not self.words:
            return True
        said = " ".join(
            (item.title, item.origin, item.kept_at, item.holder, item.note, word(item.evidence_kind))
        ).casefold()
        return all(one in said for one in self.words)


def lost_on(time: Time) -> date | None:
    """The first day on which something may be gone; None where nothing is said."""
    seen = window(time)
    first = seen.earliest if seen.earliest is not None else seen.latest
    return moment(first).date() if first is not None else None


def _lost(item: EvidenceItem, today: date) -> Cell:
    day = lost_on(item.vanishes)
    text = short_label(item.vanishes) if day is not None else item.vanishes.said
    if day is None or item.secured:
        return Cell(text, "Secured in time" if day is not None else "", second_ink="ok", ink="text2")
    days = (day - today).days
    if days < 0:
        return Cell(text, "may be lost by now", second_ink="warn", second_icon="calendar-clock")
    said = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    soon = days <= 14
    return Cell(
        text, said, second_ink="warn" if soon else "text2", second_icon="calendar-clock" if soon else ""
    )
