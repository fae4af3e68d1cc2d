"""Details of a difference: what is compared, how it was there or then, and what it became on the map."""

from collections.abc import Callable, Sequence

from rca_workbench.model import Difference, Entity
from rca_workbench.model.words import word
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import ChoiceEditor, LabelAt, SourcesEditor
from rca_workbench.ui.session import Session


class DifferencePage(Page):
    """One row of the change analysis."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Difference.kind)

    def fill(self) -> None:
        self.field("aspect", label="Compared")
        self.field("compared_with", label="With")
        self.field("usual")
        self.own(MatteredEditor(self.session, self.kind, "mattered", label="Mattered"))
        self.field("effect")
        self.line()
        self.field("factor", label_at=LabelAt.ABOVE)
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Difference)
        return (("columns-2", word(entity.compared_with), None),)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Difference)
        if entity.factor is not None:
            return (("Show on map", "waypoints", lambda: self.go_to.emit("analysis/map", entity.factor), ""),)
        if self.session.read_only:
            return ()
        return (("Put on the map", "waypoints", lambda: self.run("change_map", "analysis/change"), "P"),)


class MatteredEditor(ChoiceEditor):
    """Yes, no, or not said: a tick cannot tell the last two apart."""

    def choices(self) -> Sequence[tuple[object, str]]:
        return ((None, "Not said"), (True, "It made a difference"), (False, "It made none"))
