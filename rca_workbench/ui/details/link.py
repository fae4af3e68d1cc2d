"""Details of a link between two factors."""

from collections.abc import Callable, Sequence

from rca_workbench.model import Entity, Factor, Link
from rca_workbench.ui.details.page import Page
from rca_workbench.ui.details.reading import reading_of
from rca_workbench.ui.fields import LabelAt, SourcesEditor
from rca_workbench.ui.session import Session


class LinkPage(Page):
    """The claim that one factor led to another."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Link.kind)

    def fill(self) -> None:
        self.statement.hide()
        for name in ("source", "target", "link_type", "confidence", "but_for", "reviewed"):
            self.field(name)
        self.field("rationale", label_at=LabelAt.HEADING)
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        return (("Show on map", "waypoints", lambda: self.go_to.emit("analysis/map", self.id), ""),)

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Link)
        cause = self.session.snapshot.get(Factor, entity.source)
        self.setAccessibleDescription(reading_of(self.session.snapshot, cause) if cause else "")
