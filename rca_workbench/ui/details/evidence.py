"""Details of a piece of evidence."""

from collections.abc import Iterable

from rca_workbench.model import EvidenceItem, Excerpt, Snapshot
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Page
from rca_workbench.ui.session import Session


class EvidencePage(Page):
    """What it is, where it came from, where it is kept, what will be lost, and which facts rest on it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, EvidenceItem.kind)

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
        self.field("secured")
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
        self.field("note")


def facts_on(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """The facts that rest on a piece of evidence, each with the place in it."""
    for excerpt in snapshot.pointed_from(Excerpt, "evidence", id):
        fact = snapshot.find(excerpt.about)
        if fact is not None:
            yield fact, excerpt.place
