"""Details of an excerpt: a place in evidence and what it does to a fact."""

from collections.abc import Callable, Sequence

from rca_workbench.model import Entity, Excerpt
from rca_workbench.model.words import word
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import SourcesEditor
from rca_workbench.ui.fields.names import WHERE
from rca_workbench.ui.places.evidence.excerpts_rows import STANCE_LOOKS
from rca_workbench.ui.session import Session


class ExcerptPage(Page):
    """The place, the words quoted, the evidence they are in and the fact they bear on."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Excerpt.kind)

    def fill(self) -> None:
        self.field("quote")
        self.line()
        self.field("evidence", label="From")
        self.field("about", label="Bears on")
        self.field("stance", label="It")
        self.line()
        self._of_fact = _FactSources(self.session)
        self.part(self._of_fact, adds="excerpt")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Excerpt)
        icon, _ = STANCE_LOOKS[entity.stance]
        return ((icon, word(entity.stance), None),)

    def changed(self, entity: Entity) -> None:
        self._of_fact.show_entity(entity)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Excerpt)
        made: list[tuple[str, str, Callable[[], object], str]] = []
        if entity.evidence:
            made.append(("Go to item", "folder-search", lambda: self._go(entity.evidence), ""))
        if entity.about:
            made.append(("Go to fact", "arrow-right", lambda: self._go(entity.about), "G"))
        return made

    def _go(self, id: str | None) -> None:
        thing = self.session.snapshot.find(id)
        if thing is not None:
            where = WHERE.get(type(thing))
            if where:
                self.go_to.emit(where, thing.id)
            else:
                self.session.select(thing.id)


class _FactSources(SourcesEditor):
    """All sources of the fact an excerpt bears on: another one is added here as well."""

    def show_entity(self, entity: Entity | None) -> None:
        fact = self.session.snapshot.find(entity.about) if isinstance(entity, Excerpt) else None
        super().show_entity(fact)
