"""Contacts as rows: how each person is kept in touch with, the promises still open, and the log, the latest first."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from rca_workbench.analysis.contacts import (
    PlanState,
    contacts_in_order,
    open_promises,
    plan_states,
    promise_late,
    unplanned,
)
from rca_workbench.model import Actor, Contact, ContactPlan, Entity, Reached, Snapshot
from rca_workbench.model.time import short_label
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.places.improve.edits import due_words

SAID, WHEN, CAME, PROMISED, NEXT = range(5)
PLANS, PROMISES, LOG = "plans", "promises", "log"
NOT_PLANNED = "No contact plan yet"
_NOTHING: dict[Reached | None, str] = {Reached.NO_ANSWER: "No answer", Reached.MESSAGE: "A message was left"}
"""What a contact without words says all the same."""


class ContactRows(ListRows):
    """Contact plans on top, then promises, then every contact."""

    columns = (
        Column("With, and what was said", edits=True),
        Column("When", 148, rank=4),
        Column("What came of it", 150, rank=1),
        Column("Promised", 180, rank=2),
        Column("Next", 120, rank=3),
    )
    touched_by = ("contact", "contact_plan", "actor")
    arranged_by = MappingProxyType(
        {
            "contact": frozenset({"when", "promised", "kept", "next", "person", "reached"}),
            "contact_plan": frozenset({"person", "next", "every", "involved_as"}),
            "actor": frozenset({"nature"}),
        }
    )

    _kept: tuple[Snapshot, date, tuple[PlanState, ...]] | None = None

    def arrange(self) -> Sequence[Row]:
        snapshot = self.session.snapshot
        plans = [Row(one.plan.id, PLANS) for one in self._states() if self._holds(one.plan)]
        plans += [Row(one.id, PLANS) for one in unplanned(snapshot) if self._holds(one)]
        promises = [Row(one.id, PROMISES) for one in open_promises(snapshot) if self._holds(one)]
        log = [Row(one.id, LOG) for one in contacts_in_order(snapshot) if self._holds(one)]
        rows: list[Row] = []
        for group, here in ((PLANS, plans), (PROMISES, promises), (LOG, log)):
            if here:
                rows.append(Row(group, group, Shape.HEADING))
                rows += [] if group in self.closed else here
        return rows

    def heading(self, row: Row) -> Heading:
        snapshot, today = self.session.snapshot, self.session.today()
        if row.group == PLANS:
            late = sum(bool(one.late) for one in self._states())
            waiting = len(unplanned(snapshot))
            said = (
                f"News overdue for {late}"
                if late
                else f"{waiting} without a plan"
                if waiting
                else "All kept up"
            )
            return Heading(
                "How they are kept in touch with", said, "calendar-clock",
                aside_ink="warn" if late or waiting else "text2",
            )  # fmt: skip
        if row.group == PROMISES:
            late = sum(bool(promise_late(one, today)) for one in open_promises(snapshot))
            return Heading(
                "Promises still open", f"{late} past {'its' if late == 1 else 'their'} day" if late else "",
                "circle-dashed", aside_ink="warn" if late else "text2",
            )  # fmt: skip
        count = len(snapshot.of(Contact))
        return Heading("Every contact, the latest first", f"{count} recorded", "message-square-quote")

    def cell(self, row: Row, column: int) -> Cell:
        one = self.session.snapshot.find(row.id)
        if isinstance(one, ContactPlan):
            return self._plan(one, column)
        if isinstance(one, Actor):
            return self._no_plan(one, column)
        if isinstance(one, Contact):
            return self._promise(one, column) if row.group == PROMISES else self._contact(one, column)
        return Cell()

    # -- inside ---------------------------------------------------------------------------------------

    def _plan(self, plan: ContactPlan, column: int) -> Cell:
        state = self._state(plan)
        if state is None:
            return Cell()
        match column:
            case 0:
                named = f"Contact kept by: {plan.lead}" if plan.lead.strip() else "Nobody keeps contact yet"
                return Cell(state.who, named, icon=icon_of(plan), strong=True)
            case 1:
                if state.last is None:
                    return Cell("No news yet", ink="text2")
                return Cell(short_label(state.last.when), "last news")
            case 2:
                return Cell(
                    word(plan.involved_as) or "How far is not said", wraps=True,
                    ink="text" if plan.involved_as else "text2",
                )  # fmt: skip
            case 3:
                count = len(state.promises)
                if not count:
                    return Cell()
                return Cell(f"{count} {'promise' if count == 1 else 'promises'} open", ink="text2")
            case 4:
                if not state.due:
                    return Cell("Not planned", ink="text2")
                return self._due(
                    state.due, f"{state.late} {'day' if state.late == 1 else 'days'} late", state.late
                )
        return Cell()

    def _no_plan(self, actor: Actor, column: int) -> Cell:
        match column:
            case 0:
                return Cell(
                    actor.role or "No role yet",
                    NOT_PLANNED,
                    icon=icon_of(actor),
                    strong=True,
                    second_ink="warn",
                )
            case 4:
                return Cell("Not planned", ink="text2")
        return Cell()

    def _promise(self, one: Contact, column: int) -> Cell:
        late = promise_late(one, self.session.today())
        match column:
            case 0:
                who = ", ".join(
                    part for part in (f"To {self._who(one)}", f"by {one.by}" if one.by else "") if part
                )
                return Cell(one.promised, who, icon="circle-dashed", icon_ink="warn" if late else "text2")
            case 1:
                return Cell(self._when(one), "promised")
            case 4:
                if not one.next:
                    return Cell("No day", ink="text2")
                return self._due(one.next, f"{late} {'day' if late == 1 else 'days'} late", late)
        return Cell()

    def _contact(self, one: Contact, column: int) -> Cell:
        match column:
            case 0:
                said = one.said or one.promised or _NOTHING.get(one.reached, "Nothing written down yet")
                by = f"by {one.by}" if one.by else ""
                beneath = ", ".join(part for part in (self._who(one), by) if part)
                return Cell(said, beneath, icon=icon_of(one), ink="text" if one.said else "text2")
            case 1:
                return Cell(self._when(one), one.means)
            case 2:
                return Cell(word(one.reached) or "Not said", wraps=True, ink="text2")
            case 3:
                if not one.promised:
                    return Cell()
                kept = f"kept {date_words(one.kept, short=True)}" if one.kept else "open"
                return Cell(one.promised, kept, second_ink="text2" if one.kept else "warn")
            case 4:
                return Cell(date_words(one.next, short=True) if one.next else "", ink="text2")
        return Cell()

    def _due(self, day: str, overdue: str, late: int) -> Cell:
        ahead = due_words(day, self.session.today())
        return Cell(
            date_words(day, short=True), overdue if late else ahead, second_ink="warn" if late else "text2"
        )

    def _state(self, plan: ContactPlan) -> PlanState | None:
        return next((one for one in self._states() if one.plan.id == plan.id), None)

    def _states(self) -> tuple[PlanState, ...]:
        """How each plan stands, worked out once for a snapshot and a day: every cell of a plan asks."""
        snapshot, today = self.session.snapshot, self.session.today()
        if self._kept is None or self._kept[0] is not snapshot or self._kept[1] != today:
            self._kept = snapshot, today, plan_states(snapshot, today)
        return self._kept[2]

    def _who(self, one: Contact) -> str:
        actor = self.session.snapshot.get(Actor, one.person)
        return actor.role if actor is not None and actor.role else "nobody named yet"

    def _when(self, one: Contact) -> str:
        return short_label(one.when) if one.when.start or one.when.said else "No day yet"

    def _holds(self, one: Entity) -> bool:
        if not self.words:
            return True
        said: list[str] = []
        if isinstance(one, Contact):
            said = [self._who(one), one.said, one.promised, one.by, one.means, word(one.reached)]
        elif isinstance(one, ContactPlan):
            actor = self.session.snapshot.get(Actor, one.person)
            said = [actor.role if actor else "", one.lead, word(one.involved_as)]
        elif isinstance(one, Actor):
            said = [one.role]
        folded = " ".join(said).casefold()
        return all(each in folded for each in self.words)
