"""Details of a contact, and of the plan by which somebody is kept in touch with."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QLabel

from rca_workbench.analysis.contacts import PlanState, plan_states, promise_late
from rca_workbench.model import Contact, ContactPlan, Entity, Snapshot
from rca_workbench.model.time import short_label
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import DayEditor, WordsEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.improve.edits import due_words
from rca_workbench.ui.places.people.contacts_edits import ContactEdits
from rca_workbench.ui.places.people.contacts_line import MEANS
from rca_workbench.ui.session import Session


class ContactPage(Page):
    """With whom, when and how, what came of it; then what was promised, and whether it was kept."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Contact.kind)

    def fill(self) -> None:
        self.field("person")
        self.field("when")
        self.own(WordsEditor(self.session, self.kind, "means", [(one, one) for one in MEANS]))
        self.field("reached", label="Outcome")
        self.field("by", label="By")
        self.line()
        self.field("promised")
        self.own(
            DayEditor(
                self.session, self.kind, "next", label="Next", ahead=True,
                remark=lambda day: due_words(day, self.session.today()),
            )
        )  # fmt: skip
        self.field("kept", label="Kept on")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Contact)
        if not entity.promised.strip():
            return ()
        late = promise_late(entity, self.session.today())
        if entity.kept:
            return (("check", "Promise kept", None),)
        said = f"Promise {late} day{'s' if late > 1 else ''} late" if late else "Promise open"
        return (("circle-dashed", said, None),)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Contact)
        if self.session.read_only or not entity.promised.strip() or entity.kept:
            return ()
        return (("Mark promise as kept", "check", lambda: ContactEdits(self.session).keep(entity), ""),)


class ContactPlanPage(Page):
    """Who speaks with them, how far they wish to take part, how often they hear, and the support offered."""

    shows = ("contact",)

    def __init__(self, session: Session) -> None:
        super().__init__(session, ContactPlan.kind)

    def fill(self) -> None:
        self.field("person", label="With")
        self.field("involved_as", label="Takes part")
        self._may_change = style.role(
            QLabel("They can change this at any time; ask again when the draft is ready."), "caption"
        )
        wrapped(self._may_change)
        self.add(self._may_change)
        self.field("every", label="News, days")
        self.own(
            DayEditor(
                self.session, self.kind, "next", label="Next", ahead=True,
                remark=lambda day: due_words(day, self.session.today()),
            )
        )  # fmt: skip
        self.field("explained", label="Explained")
        self._told = style.role(
            QLabel("The day on which what happens next was explained to them."), "caption"
        )
        wrapped(self._told)
        self.add(self._told)
        self.line()
        self.field("support")
        self.line()
        wishes = style.role(
            QLabel(
                "Wishes, needs, consent, days to avoid and how they wish to be spoken of are kept on People."
            ),
            "small",
        )
        wrapped(wishes)
        self.add(wishes)
        self.line()
        self.part(
            FactsSection(
                self.session,
                "Contacts with them",
                "None recorded yet.",
                contacts_with,
                ("contact", "contact_plan"),
            )
        )

    def chips(self, entity: Entity) -> Sequence[Chip]:
        state = self._state(entity)
        if state is None:
            return ()
        made: list[Chip] = []
        if state.words:
            made.append(("calendar-clock", state.words, None))
        count = len(state.promises)
        if count:
            made.append(("circle-dashed", f"{count} {'promise' if count == 1 else 'promises'} open", None))
        return made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, ContactPlan)
        person = entity.person
        if not person:
            return ()
        return (("Open on People", "user", lambda: self.go_to.emit("people/people", person), ""),)

    def _state(self, entity: Entity) -> PlanState | None:
        states = plan_states(self.session.snapshot, self.session.today())
        return next((one for one in states if one.plan.id == entity.id), None)


def contacts_with(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """The contacts with whom a plan is about."""
    plan = snapshot.get(ContactPlan, id)
    if plan is not None and plan.person:
        for one in snapshot.pointed_from(Contact, "person", plan.person):
            said = (short_label(one.when) if one.when.start else "", word(one.reached))
            yield one, " · ".join(part for part in said if part)
