"""People, Contacts: who is kept in touch with and how, what was said, what was promised, and what is due next."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from rca_workbench.analysis.contacts import heard, open_promises, plan_states, promise_late
from rca_workbench.model import Actor, Changes, Contact, ContactPlan, Entity
from rca_workbench.model.fault import Fault
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields import read_day
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.lists import ListView
from rca_workbench.ui.places.people.contacts_edits import TO_COME, ContactEdits, Typed
from rca_workbench.ui.places.people.contacts_guide import EngagementGuide, guide_line
from rca_workbench.ui.places.people.contacts_line import ContactLine
from rca_workbench.ui.places.people.contacts_rows import NEXT, PROMISED, PROMISES, SAID, ContactRows
from rca_workbench.ui.session import Session

EMPTY = "No contact recorded. Who will speak to the family first?"


class ContactsView(ListView):
    """Contact plans, open promises and the dated log, with one line to note the next contact."""

    word = "contact"
    prefix = "contact"

    def __init__(self, session: Session) -> None:
        self.contact_rows = ContactRows(session)
        super().__init__(session, self.contact_rows, "Contacts", folds=True, empty=EMPTY)
        self.edits = ContactEdits(session)
        self.find_box = FindBox(self)
        self.guide = EngagementGuide(session, self, self.enter)
        self.guide.chosen = lambda where: self.go_to.emit(where, None)
        self._stage = style.role(QLabel(), "small")
        wrapped(self._stage)
        self.box.insertWidget(0, self._strip())
        self.line = ContactLine(session, self.edits.read, self._hears)
        self.line.captured.connect(self._keep)
        self.line.left.connect(self.enter)
        if session.read_only:
            self.line.hide()  # never shown before it has a parent: that would be a window of its own
        self.box.addWidget(self.line)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("contact_add", "Add contact", self.begin, ("N",), "call letter family log new", "plus")

    def tools(self) -> tuple[Command, ...]:
        return (
            *super().tools(),
            Command(
                "contact_plan", "Add contact plan", self.add_plan, ("Shift+N",), "named contact engagement lead family",
                "calendar-clock", "", lambda: not self.session.read_only,
            ),
        )  # fmt: skip

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], *keys: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"contact_{id}", title, run, keys, "promise family", icon, "", when)

        def promised() -> bool:
            one = self.current
            return not self.session.read_only and isinstance(one, Contact) and bool(one.promised)

        def on_contact() -> bool:
            return not self.session.read_only and isinstance(self.current, Contact)

        return (
            made("kept", "Mark promise as kept, or as open again", self.keep, "K", icon="check", when=promised),
            made("promise", "Edit the promise", partial(self.edit, PROMISED), "Shift+F2", icon="pencil", when=on_contact),
            made("next", "Edit the next day", partial(self.edit, NEXT), "T", icon="calendar-clock", when=on_contact),
            made("person", "Show them on People", self.to_person, "G", icon="user", when=lambda: self.current is not None),
            made("guide", "Open the engagement guide", self.open_guide, "Shift+G", icon="list-checks", when=lambda: True),
        )  # fmt: skip

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        self._stage.setText(guide_line(self.session))

    def counts(self) -> str:
        snapshot, today = self.session.snapshot, self.session.today()
        count = len(snapshot.of(Contact))
        late = sum(bool(promise_late(one, today)) for one in open_promises(snapshot))
        overdue = sum(bool(one.late) for one in plan_states(snapshot, today))
        said = [f"{count} {'contact' if count == 1 else 'contacts'}"]
        said += [f"{late} promise{' past its' if late == 1 else 's past their'} day"] if late else []
        said += [f"news overdue for {overdue}"] if overdue else []
        return ", ".join(said)

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Contact | ContactPlan)

    # -- gestures -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start typing a contact."""
        if self.session.read_only:
            return
        roles = [one.role for one in self.session.snapshot.of(Actor).values() if one.role]
        self.line.begin(self.edits.usual_person(self.current), roles)

    def add_plan(self) -> None:
        """A contact plan with the one selected; asks with whom where that is nobody."""
        if self.session.read_only:
            return
        one = self.current
        if isinstance(one, Actor):
            self._plan(0, one.id)
            return
        planned = {each.person for each in self.session.snapshot.of(ContactPlan).values()}
        others = [
            (each.role, each.id)
            for each in self.session.snapshot.of(Actor).values()
            if each.role and each.id not in planned
        ]
        if others:
            self.find_box.ask("Contact plan with", (), others, self._plan)
        else:
            self._plan(0, "")

    def keep(self) -> None:
        """What was promised is kept, or is open again."""
        one = self.current
        if isinstance(one, Contact) and one.promised:
            self.edits.keep(one)
            self.announce(
                "Marked as open again." if one.kept else "Marked as kept today. Undo with Control Z."
            )

    def to_person(self) -> None:
        """Whoever it is about, on People."""
        one = self.current
        id = one.person if isinstance(one, Contact | ContactPlan) else one.id if one is not None else None
        if id:
            self.go_to.emit("people/people", id)

    def open_guide(self) -> None:
        """Principles and stages of engagement, with what the case shows."""
        self.guide.open_guide(self)

    def edit(self, column: int | None = None) -> None:
        row = self.table.current
        if column is None and row is not None and row.group == PROMISES:
            column = SAID
        super().edit(column)

    def edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.find(id)
        row = self.table.current
        if isinstance(one, ContactPlan) and column == SAID:
            self.open_details("lead")
        elif not isinstance(one, Contact):
            return
        elif column == NEXT:
            day = read_day(text, self.session.today(), ahead=True) if text.strip() else ""
            if day is None:
                self.session.faulted.emit(
                    Fault("Next must be a day, like 30 April 2027 or 30/4.", "The day is as it was.")
                )
            else:
                self.session.change(one, "Edit next contact", next=day)
        elif column == PROMISED or (row is not None and row.id == id and row.group == PROMISES):
            self.session.change(one, "Edit what was promised", promised=text)
        else:
            self.session.change(one, "Edit contact", said=text)

    # -- inside ---------------------------------------------------------------------------------------

    def _strip(self) -> QWidget:
        strip = style.role(QWidget(), "summary")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        open_it = style.role(QPushButton("Open the guide"), "link")
        open_it.setAccessibleName("Open the engagement guide")
        open_it.clicked.connect(self.open_guide)
        line = QHBoxLayout(strip)
        line.setContentsMargins(20, 6, 16, 6)
        line.addWidget(self._stage, 1)
        line.addWidget(open_it)
        return strip

    def _hears(self, means: str, what: str) -> str:
        got = heard(means, what)
        said = f"{word(got.reached)[:1].lower()}{word(got.reached)[1:]}"
        return f"{said}, and something was promised" if got.promised else said

    def _keep(self, typed: Typed) -> None:
        id = self.edits.add(typed)
        one = self.session.snapshot.get(Contact, id)
        if one is not None:
            self.session.select(id)
            ahead = f" {TO_COME}" if self.edits.to_come(one.when) else ""
            self.announce(f"Added. {self.counts()}. Undo with Control Z.{ahead}")
        self.line.when.setFocus()

    def _plan(self, _: int, person: str) -> None:
        self.session.select(self.edits.plan(person or None))
        self.open_details("lead")
