"""Details of a recommendation: what somebody is asked to change, and what they answered."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from rca_workbench.model import Action, Entity, Recommendation, Snapshot, Standing
from rca_workbench.model.words import word
from rca_workbench.ui.details.action_fields import caption, strength_help
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import SourcesEditor
from rca_workbench.ui.places.improve.edits import ActionEdits
from rca_workbench.ui.session import Session

_ICONS = {
    Standing.CONSIDERED: "circle-dashed",
    Standing.ACCEPTED: "circle-check",
    Standing.PARTLY: "circle-dot",
    Standing.DECLINED: "circle-slash",
}


class RecommendationPage(Page):
    """What somebody is asked to change, and what they answered."""

    shows = ("action",)

    def __init__(self, session: Session) -> None:
        super().__init__(session, Recommendation.kind)

    def fill(self) -> None:
        self.field("to", label="To")
        self.field("on", label="Made on")
        self.field("strength")
        self._kinds = caption()
        self.add(self._kinds)
        self.field("reference", label="Reference")
        self.field("recommendation_kind", label="Kind")
        self.line()
        self.field("addresses")
        self.part(
            FactsSection(
                self.session, "Actions that answer it", "No action answers it yet.", actions_on, ("action",)
            )
        )
        self.line()
        self.field("standing", label="Answer")
        self.field("response")
        self.field("note")
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Recommendation)
        if entity.standing is None:
            return ()
        return ((_ICONS[entity.standing], word(entity.standing), None),)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Recommendation)
        if entity.standing not in (None, Standing.CONSIDERED) or self.session.read_only:
            return ()
        answer = partial(ActionEdits(self.session).answer, entity)
        return (
            ("Declined", "circle-slash", partial(answer, Standing.DECLINED), ""),
            ("Accepted", "circle-check", partial(answer, Standing.ACCEPTED), ""),
        )

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Recommendation)
        self._kinds.setText(strength_help(entity.strength))
        self._kinds.setVisible(bool(self._kinds.text()))


def actions_on(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """The actions that answer a recommendation."""
    for action in snapshot.pointed_from(Action, "recommendation", id):
        yield action, word(action.status)
