"""Details of a piece of evidence."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from rca_workbench.analysis.securing import at_risk, risk_words
from rca_workbench.model import Entity, EvidenceItem, Excerpt, Snapshot
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.places.evidence.attach_section import AttachedSection
from rca_workbench.ui.places.evidence.custody import CustodySection, SecuredEditor, mark_secured
from rca_workbench.ui.session import Session


class EvidencePage(Page):
    """What it is, its files, where it came from and is kept, what will be lost, its custody, and what rests on it."""

    shows = ("excerpt", "custody", "attachment")

    def __init__(self, session: Session) -> None:
        super().__init__(session, EvidenceItem.kind)
        self.setAcceptDrops(not session.read_only)

    def fill(self) -> None:
        self.field("evidence_kind", label="Kind")
        self.field("origin", label="Came from")
        self.field("obtained", label="Obtained")
        self.field("obtained_by", label="By, by role")
        self.line()
        self.field("kept_at", label="Kept at")
        self.field("holder", label="Held by")
        self.field("vanishes", label="Lost after")
        self.field("secured_by", label="Secured by")
        self.own(SecuredEditor(self.session))
        self.line()
        self.files = AttachedSection(self.session)
        self.part(self.files, "attachment")
        self.line()
        self.part(CustodySection(self.session), "custody")
        self.line()
        self.part(
            FactsSection(
                self.session, "Facts it supports", "No fact rests on it yet. Add it as a source where the fact is shown.",
                facts_on, ("excerpt", "timeline_entry", "factor"),
            )
        )  # fmt: skip
        self.line()
        self.field("quality")
        self.field("reference_form", label="Places are")
        self.field("kind_as_said", label="Kind as said")
        self.field("code", label="Code")
        self.field("note")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, EvidenceItem)
        said = risk_words(entity, self.session.now())
        return (("calendar-clock", said[:1].upper() + said[1:], None),) if at_risk(entity) else ()

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, EvidenceItem)
        if self.session.read_only or not at_risk(entity):
            return ()
        return (("Mark as secured", "check", partial(self._secure, entity.id), "Shift+S"),)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.files.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.files.dropEvent(event)

    def _secure(self, id: str) -> None:
        item = self.session.snapshot.get(EvidenceItem, id)
        if item is not None:
            mark_secured(self.session, item)


def facts_on(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """The facts that rest on a piece of evidence, each with the place in it."""
    for excerpt in snapshot.pointed_from(Excerpt, "evidence", id):
        fact = snapshot.find(excerpt.about)
        if fact is not None:
            yield fact, excerpt.place
