"""Details of a finding: the statement, the factors it gathers, down to its sources, up to what follows from it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from rca_workbench.analysis.tracing import Trace, trace
from rca_workbench.model import (
    Entity,
    EvidenceItem,
    Finding,
    FindingKind,
    Question,
    Recommendation,
    Snapshot,
    shortened,
)
from rca_workbench.model.words import word
from rca_workbench.ui.details.answers import AnswersSection
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import SourcesEditor
from rca_workbench.ui.session import Session

_SORTS = {
    FindingKind.SYSTEM: "About the system",
    FindingKind.GOOD_PRACTICE: "What works well",
    FindingKind.OTHER: "Other, not causal",
}


class FindingPage(Page):
    """What was learned, with both its ends in view."""

    shows = ("action", "recommendation", "question", "excerpt")

    def __init__(self, session: Session) -> None:
        super().__init__(session, Finding.kind)

    def fill(self) -> None:
        self.field("factors", label="Because of")
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")
        self.line()
        self._facts(
            "Shown by", "Its factors point to nothing on the timeline yet.", entries, "timeline_entry"
        )
        self._facts("Words of sources", "No place in any source yet.", excerpts, "excerpt", "evidence")
        self.line()
        self._facts("What follows from it", "No action yet.", actions, "action", "recommendation")
        self.part(AnswersSection(self.session, questions), adds="question")
        self.line()
        self.field("note")

    def kinds(self, entity: Entity) -> Sequence[tuple[str, Callable[[], object]]]:
        label = "Change the sort of finding"
        return [
            (said, partial(self.session.change, entity, label, finding_kind=kind))
            for kind, said in _SORTS.items()
        ]

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Finding)
        level = trace(self.session.snapshot, entity).level
        made: list[Chip] = [("lightbulb", _SORTS[entity.finding_kind], None)]
        return [*made, ("layers", level.label, None)] if level is not None else made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Finding)
        if not entity.factors:
            return ()
        first = entity.factors[0]
        return (
            ("Show on map", "waypoints", lambda: self.go_to.emit("analysis/map", first), ""),
            ("Go to its actions", "circle-check-big", lambda: self.go_to.emit("improve/actions", first), "A"),
        )

    def _facts(
        self, title: str, none: str, found: Callable[[Snapshot, str], Iterable[Fact]], *kinds: str
    ) -> None:
        self.part(FactsSection(self.session, title, none, found, ("finding", "factor", *kinds)))


def entries(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """The timeline entries that show its factors."""
    return ((one, "") for one in _trace(snapshot, id).entries)


def excerpts(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """The places in evidence it rests on, each with the fact it bears on."""
    for one in _trace(snapshot, id).excerpts:
        item, fact = snapshot.get(EvidenceItem, one.evidence), snapshot.find(one.about)
        said = [item.name if item is not None else "", shortened(fact.title, 60) if fact is not None else ""]
        yield one, ": ".join(part for part in said if part)


def actions(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """What is done about its factors."""
    for one in _trace(snapshot, id).actions:
        asked = isinstance(one, Recommendation)
        said = ["Recommendation" if asked else word(one.status), word(one.strength)]
        yield one, " · ".join(part for part in said if part)


def questions(snapshot: Snapshot, id: str) -> Iterable[Question]:
    """The questions it helps to answer, itself or through its factors."""
    return _trace(snapshot, id).questions


def _trace(snapshot: Snapshot, id: str) -> Trace:
    return trace(snapshot, snapshot.of(Finding)[id])
