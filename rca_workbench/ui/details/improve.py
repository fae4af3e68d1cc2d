"""Details of actions and recommendations."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QLabel

from rca_workbench.model import Action, ActionStatus, Entity, Recommendation, Snapshot, Strength
from rca_workbench.model.words import word
from rca_workbench.reference import action_strengths, tokens
from rca_workbench.ui import style
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import DayEditor, SourcesEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.improve.edits import due_words
from rca_workbench.ui.session import Session


class ActionPage(Page):
    """A change, who owns it, by when, how strong it is, and what it addresses."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Action.kind)

    def fill(self) -> None:
        self.field("status")
        self.field("strength")
        self._kinds = _hint(self)
        self.field("owner", label="Owner")
        self.field("unit")
        self.own(
            DayEditor(
                self.session,
                self.kind,
                "due",
                ahead=True,
                remark=lambda day: due_words(day, self.session.today()),
            )
        )
        self.field("done")
        self.line()
        self.field("addresses")
        self.field("recommendation", label="Answers")
        self.line()
        for name in ("success", "proof", "new_risks", "note"):
            self.field(name)
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")

    def kinds(self, entity: Entity) -> Sequence[tuple[str, Callable[[], object]]]:
        return ()

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Action)
        return ((str(tokens()["action_status"][entity.status]["icon"]), word(entity.status), None),)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Action)
        later = {
            ActionStatus.PROPOSED: ("Agree action", ActionStatus.AGREED),
            ActionStatus.AGREED: ("Start action", ActionStatus.IN_PROGRESS),
            ActionStatus.IN_PROGRESS: ("Mark as implemented", ActionStatus.IMPLEMENTED),
        }.get(entity.status)
        if later is None or self.session.read_only:
            return ()
        words, status = later
        return ((words, "check", lambda: self._move_on(entity, words, status), ""),)

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Action)
        self._kinds.setText(strength_help(entity.strength))
        self._kinds.setVisible(bool(self._kinds.text()))

    def _move_on(self, entity: Action, words: str, status: ActionStatus) -> None:
        fields: dict[str, object] = {"status": status}
        if status is ActionStatus.IMPLEMENTED and not entity.done:
            fields["done"] = self.session.today().isoformat()
        self.session.change(entity, words, **fields)


class RecommendationPage(Page):
    """What somebody is asked to change, and what they answered."""

    shows = ("action",)

    def __init__(self, session: Session) -> None:
        super().__init__(session, Recommendation.kind)

    def fill(self) -> None:
        self.field("to", label="To")
        self.field("on", label="Made on")
        self.field("strength")
        self._kinds = _hint(self)
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
        self.field("response")
        self.field("note")
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Recommendation)
        self._kinds.setText(strength_help(entity.strength))
        self._kinds.setVisible(bool(self._kinds.text()))


def actions_on(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """The actions that answer a recommendation."""
    for action in snapshot.pointed_from(Action, "recommendation", id):
        yield action, word(action.status)


def strength_help(strength: Strength | None) -> str:
    """What stands on a step of the action hierarchy, with the mark of what is not checked."""
    found = next((one for one in action_strengths() if strength is not None and one.id == strength), None)
    if found is None:
        return ""
    marks = sorted({one.mark for one in found.types if one.mark})
    said = (
        f"{word(strength)}: such as "
        + ", ".join(one.label[:1].lower() + one.label[1:] for one in found.types[:3])
        + "."
    )
    return said + (f" {marks[0]}." if marks else "")


def _hint(page: Page) -> QLabel:
    label = style.role(QLabel(), "caption")
    assert isinstance(label, QLabel)
    wrapped(label)
    page.add(label)
    return label
