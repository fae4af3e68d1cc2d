"""The evidence register: what there is, where it is, and what will be lost first."""

from rca_workbench.model import EvidenceItem, new_id, next_code
from rca_workbench.model.order import key_between
from rca_workbench.ui.commands import Command
from rca_workbench.ui.lists import ListView
from rca_workbench.ui.places.evidence.rows import KEPT, NAME, ORIGIN, EvidenceRows, lost_on
from rca_workbench.ui.session import Session

_FIELDS = {NAME: "name", ORIGIN: "origin", KEPT: "kept_at"}


class RegisterView(ListView):
    """Everything facts can point to."""

    word = "item"
    prefix = "evidence"

    def __init__(self, session: Session) -> None:
        super().__init__(
            session, EvidenceRows(session), "Evidence register", empty="Add an item. What will be lost first?"
        )
        self.capture_with("New item", "What is it? A record, an interview, a recording, a photograph")

    def primary(self) -> Command:
        return Command("evidence_add", "Add item", self.begin, ("N",), "evidence document record new", "plus")

    def add(self, text: str) -> str | None:
        id = new_id()
        with self.session.step("Add evidence") as step:
            orders = (one.order for one in step.snapshot.of(EvidenceItem).values())
            step.add(
                EvidenceItem(
                    id=id, code=next_code(step.snapshot, EvidenceItem), name=text,
                    order=key_between(max(orders, default="") or None, None),
                )
            )  # fmt: skip
        return id

    def edited(self, id: str, column: int, text: str) -> None:
        item = self.session.snapshot.get(EvidenceItem, id)
        if item is not None:
            name = _FIELDS[column]
            self.session.change(
                item, f"Edit {item.kind.by_name[name].type.label.lower()} of evidence", **{name: text}
            )

    def counts(self) -> str:
        items = self.session.snapshot.of(EvidenceItem).values()
        loose = sum(lost_on(one.vanishes) is not None and not one.secured for one in items)
        said = f"{len(items)} {'item' if len(items) == 1 else 'items'}"
        return said + (f", {loose} that will be lost" if loose else "")
