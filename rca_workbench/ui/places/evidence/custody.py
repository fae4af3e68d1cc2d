"""The custody log of a piece of evidence in Details, and the box that marks it as secured."""

from collections.abc import Sequence

from rca_workbench.model import CustodyEntry, Entity, EvidenceItem
from rca_workbench.model.time import short_label, window
from rca_workbench.ui.details.children import ChildrenSection, Line
from rca_workbench.ui.fields import FlagEditor
from rca_workbench.ui.places.evidence.custody_line import add_custody, now
from rca_workbench.ui.session import Session


class CustodySection(ChildrenSection):
    """What was done with it, by whom and when, in the order in which it happened."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            CustodyEntry.kind,
            "evidence",
            title="Custody",
            none="Nothing noted yet. Who took it, who has it, who was given a copy?",
            add="Add line",
            fields=("what", "by", "at"),
            line=_line,
        )

    @property
    def children_shown(self) -> tuple[Entity, ...]:
        return in_order(super().children_shown)

    def fresh(self) -> dict[str, object]:
        return {"by": self.session.case.who, "at": now()}

    def _is_blank(self, one: Entity) -> bool:
        # Its time is of the minute in which it was begun.
        return isinstance(one, CustodyEntry) and not one.what and one.by == self.session.case.who


class SecuredEditor(FlagEditor):
    """Whether it is secured. Ticking it notes in the custody log, in the same step, who did so."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, EvidenceItem.kind, "secured")

    def keep(self, value: object) -> bool:
        item = self.entity
        if not isinstance(item, EvidenceItem):
            return False
        if value and not item.secured:
            mark_secured(self.session, item)
        else:
            self.session.change(item, "Edit secured", secured=bool(value))
        now_is = self.entity
        return isinstance(now_is, EvidenceItem) and bool(now_is.secured) == bool(value)


def mark_secured(session: Session, item: EvidenceItem) -> None:
    """Mark a piece of evidence as secured and note it in its custody log, as one step."""
    with session.step("Mark evidence as secured") as step:
        step.change(item, secured=True)
        add_custody(step, item.id, "Secured", item.secured_by or session.case.who)


def in_order(lines: Sequence[Entity]) -> tuple[Entity, ...]:
    """Lines of a custody log by when they happened; those without a time stand where they were added, at the end."""

    def at(line: Entity) -> tuple[bool, int]:
        first = window(line.at).earliest if isinstance(line, CustodyEntry) else None
        return (first is None, first or 0)

    return tuple(sorted(lines, key=at))


def _line(line: Entity) -> Line:
    assert isinstance(line, CustodyEntry)
    when = short_label(line.at) if line.at.start or line.at.said else "When is not said"
    return (
        "history",
        line.what or "What was done is not said",
        ", ".join(part for part in (line.by, when) if part),
    )
