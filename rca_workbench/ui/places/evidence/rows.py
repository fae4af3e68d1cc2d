"""The evidence register as rows."""

from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType

from rca_workbench.analysis.securing import SOON, at_risk, lost_from, risk_words
from rca_workbench.model import Attachment, EvidenceItem, Excerpt, Stance
from rca_workbench.model.time import short_label
from rca_workbench.model.words import word
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row
from rca_workbench.ui.session import Session

NAME, KIND, ORIGIN, KEPT, LOST, SECURED, QUALITY, FACTS = range(8)

ANY_KIND = "any"
"""Stands for items of whatever kind; the empty text for those whose kind is not said."""


class EvidenceRows(ListRows):
    """Every item, or those that will be lost, or of one kind; first what will be lost soonest and is not secured."""

    columns = (
        Column("Evidence", edits=True),
        Column("Kind", 120, rank=3),
        Column("Where it came from", 170, edits=True, rank=2),
        Column("Kept at", 150, edits=True, rank=4),
        Column("Will be lost after", 232, rank=7),
        Column("Secured by", 136, edits=True, rank=6),
        Column("Quality", 150, rank=1),
        Column("Supports", 84, rank=5),
    )
    touched_by = ("evidence", "excerpt", "attachment")
    arranged_by = MappingProxyType(
        {"evidence": frozenset({"order", "vanishes", "secured", "evidence_kind", "code"})}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.kind = ANY_KIND
        """The kind shown, as the model names it."""
        self.losing = False
        """Whether only what will be lost and is not secured is shown."""

    @property
    def narrowed(self) -> bool:
        """Whether some items may be left out."""
        return self.losing or self.kind != ANY_KIND or bool(self.words)

    def arrange(self) -> Sequence[Row]:
        items = [one for one in self.session.snapshot.of(EvidenceItem).values() if self._holds(one)]
        items.sort(
            key=lambda one: (
                not at_risk(one),
                (lost_from(one) if at_risk(one) else None) or datetime.max,
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
                return Cell(item.name or "No name yet", self._beneath(item), icon=icon_of(item), strong=True)
            case 1:
                return Cell(word(item.evidence_kind) or item.kind_as_said or "Not said", ink="text2")
            case 2:
                return Cell(item.origin, _obtained(item))
            case 3:
                return Cell(item.kept_at, item.holder and f"held by {item.holder}")
            case 4:
                return _lost(item, self.session.now())
            case 5:
                return _secured(item)
            case 6:
                return Cell(item.quality, ink="text2")
            case 7:
                facts = self.supports(item)
                return Cell(
                    f"{facts} {'fact' if facts == 1 else 'facts'}" if facts else "None yet", ink="text2"
                )
        return Cell()

    def heading(self, row: Row) -> Heading:
        return Heading("")

    def supports(self, item: EvidenceItem) -> int:
        """How many facts rest on an item: one with two places in it counts once."""
        excerpts = self.session.snapshot.pointed_from(Excerpt, "evidence", item.id)
        return len({one.about for one in excerpts if one.about and one.stance is Stance.SUPPORTS})

    def _beneath(self, item: EvidenceItem) -> str:
        files = len(tuple(self.session.snapshot.pointed_from(Attachment, "evidence", item.id)))
        attached = f"{files} {'file' if files == 1 else 'files'}" if files else ""
        return " · ".join(part for part in (item.code, attached) if part)

    def _holds(self, item: EvidenceItem) -> bool:
        if self.losing and not at_risk(item):
            return False
        if self.kind not in (ANY_KIND, str(item.evidence_kind or "")):
            return False
        if not self.words:
            return True
        files = self.session.snapshot.pointed_from(Attachment, "evidence", item.id)
        said = " ".join(
            (
                item.title, item.code, item.origin, item.kept_at, item.holder, item.obtained_by,
                item.secured_by, item.quality, item.note, word(item.evidence_kind), item.kind_as_said,
                *(one.name for one in files),
            )
        ).casefold()  # fmt: skip
        return all(one in said for one in self.words)


def _obtained(item: EvidenceItem) -> str:
    by = f"by {item.obtained_by}" if item.obtained_by else ""
    when = short_label(item.obtained) if item.obtained.start or item.obtained.said else ""
    said = ", ".join(part for part in (by, when) if part)
    return f"obtained {said}" if said else ""


def _lost(item: EvidenceItem, now: datetime) -> Cell:
    first = lost_from(item)
    text = short_label(item.vanishes) if first is not None else item.vanishes.said
    if first is None or item.secured:
        return Cell(text, "Secured in time" if first is not None else "", second_ink="ok", ink="text2")
    soon = (first.date() - now.date()).days <= SOON
    return Cell(
        text,
        risk_words(item, now),
        second_ink="warn" if soon else "text2",
        second_icon="calendar-clock" if soon else "",
    )


def _secured(item: EvidenceItem) -> Cell:
    if item.secured:
        return Cell(item.secured_by, "Secured", second_ink="ok", second_icon="check")
    if item.secured_by:
        return Cell(item.secured_by, "not yet" if at_risk(item) else "")
    return Cell("", "nobody yet", second_ink="warn") if at_risk(item) else Cell()
